/* Keys for desk work. Addresses come from the page; what a user may not open has none, and its key does nothing.
   Single keys trouble people who speak to their computer, so they can be switched off, here in this browser. */
const script = document.querySelector('script[data-keys]')
const OFF = 'waymark-keys-off'
const WAIT = 1500 // milliseconds between the two letters of “g t”

const off = () => {
  try {
    return localStorage.getItem(OFF) === 'yes'
  } catch {
    return false // a browser that keeps nothing cannot have been told
  }
}

const toggle = document.querySelector('[data-keys-toggle]')
if (toggle) {
  toggle.checked = !off()
  toggle.addEventListener('change', () => {
    if (toggle.checked) localStorage.removeItem(OFF)
    else localStorage.setItem(OFF, 'yes')
  })
}

const go = (address) => {
  if (address) location.assign(address)
}

const find = () => {
  const box = document.querySelector('main input[type=search]')
  if (box) box.focus()
  else go(script.dataset.search)
}

// On a record the key records a contact with that young person; elsewhere it asks with whom.
const record = () => go(document.querySelector('main a[href*="/contact/new/"]')?.href ?? script.dataset.record)

const KEYS = {
  '/': find,
  '?': () => go(script.dataset.list),
  c: record,
  'g t': () => go(script.dataset.today),
  'g p': () => go(script.dataset.people),
  'g d': () => go(script.dataset.diary),
}

const typing = (target) => target.closest?.('input, textarea, select, [contenteditable=true], dialog')

let first = ''
let forget = 0
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return
  if (event.defaultPrevented || typing(event.target) || off()) return
  const pressed = first ? `${first} ${event.key}` : event.key
  clearTimeout(forget)
  first = ''
  if (pressed === 'g') {
    first = 'g'
    forget = setTimeout(() => (first = ''), WAIT)
    return
  }
  const action = KEYS[pressed]
  if (action) {
    event.preventDefault()
    action()
  }
})
