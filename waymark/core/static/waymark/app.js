/* On staff pages: the installable app, what waits on this phone, the form that works without signal, and drafts. */
import * as store from './store.js';
import { watch } from './drafts.js';
import { asked, counted, each, fieldsOf, hello, post, sendAll, settle } from './queue.js';

const NAMES_EVERY = 4 * 60 * 60 * 1000 // every fetch of the names is noted as a look at them
const WAITS = [5, 15, 45, 120, 300] // seconds until the next try while the page is open

const page = asked()
if (page?.user) start()

async function start() {
  const installed = await install()
  const onPhone = await store.usable()
  if (onPhone) await store.arrive(page.user).catch(() => {})
  for (const form of document.querySelectorAll('form[data-draft]')) prepare(form, onPhone)
  if (!onPhone) return
  signingOut()
  await show()
  await trySending()
  for (const again of ['online', 'focus']) window.addEventListener(again, () => trySending())
  if (installed) await freshNames()
}

async function install() {
  if (!('serviceWorker' in navigator)) return false
  try {
    return Boolean(await navigator.serviceWorker.register(page.worker, { scope: '/' }))
  } catch {
    return false // blocked by the council's policy for browsers; everything else works
  }
}

async function freshNames() {
  const kept = await store.names(page.user)
  if (kept && Date.now() - kept.at < NAMES_EVERY) return
  const here = await hello(`${page.queue}?people=yes`)
  if (here?.people && (!here.user || here.user === page.user)) await store.keepNames(page.user, here.people)
}

// What waits

let tries = 0
let again

async function trySending() {
  clearTimeout(again)
  const { sent, left, stopped } = await sendAll(page.queue, page.user)
  await show(sent, stopped)
  if (!left) {
    tries = 0
    return
  }
  if (stopped === 'no answer') again = setTimeout(trySending, WAITS[Math.min(tries++, WAITS.length - 1)] * 1000)
}

/* The strip says what is not sent, and apart from it what has just been sent. */
async function show(sent = 0, stopped = '') {
  const kept = await store.entries(page.user)
  const strip = document.querySelector('[data-kept]')
  if (!strip || saidAlready(kept)) return
  const waiting = kept.filter((entry) => entry.state === 'waiting')
  const stuck = kept.filter((entry) => entry.state !== 'waiting')
  const words = []
  if (waiting.length) {
    const why = stopped === 'signed out' ? 'Sign in again to send.' : 'Not sent yet.'
    words.push(`${counted(waiting)} kept on this phone. ${why}`)
  }
  if (stuck.length) words.push(`${counted(stuck)} ${stuck.length === 1 ? 'needs' : 'need'} you before ${stuck.length === 1 ? 'it goes' : 'they go'}.`)
  if (sent) words.push(`${sent} sent just now.`)
  strip.querySelector('[data-kept-words]').textContent = words.join(' ')
  strip.querySelector('[data-kept-link]').hidden = !kept.length
  strip.hidden = !words.length
}

/* Whether the page itself says it: the sign-out page, or the form that was kept a moment ago. */
function saidAlready(kept) {
  const now = document.querySelector('[data-kept-now]:not([hidden])')
  if (now && !kept.some((entry) => entry.key === now.dataset.entry)) {
    now.querySelector('[data-kept-waits]').hidden = true
    now.querySelector('[data-kept-went]').hidden = false
  }
  return Boolean(document.querySelector('[data-unsent]') || (now && kept.length <= 1))
}

// The form

function prepare(form, onPhone) {
  const addresses = { keep: page.keep, find: page.find, drop: page.drop }
  const draft = watch(form, { about: form.dataset.draft, user: page.user, onPhone, addresses })
  draft.offer()
  form.addEventListener('submit', (event) => !event.defaultPrevented && draft.stop())
  window.addEventListener('pageshow', (event) => event.persisted && draft.resume())
  if (onPhone && form.matches('[data-contact-form]')) sendBySelf(form, draft)
}

function sendBySelf(form, draft) {
  const button = form.querySelector('.savebar button[type=submit]')
  const ordinary = button?.textContent
  const note = document.querySelector('[data-no-signal]')

  async function signal() {
    const off = !navigator.onLine
    if (note) note.hidden = !off
    if (button && !button.disabled) button.textContent = off ? 'Save and send later' : ordinary
    if (!off || !note) return
    const waiting = (await store.entries(page.user)).filter((entry) => entry.state === 'waiting')
    const words = waiting.length === 1 ? 'is waiting already' : 'are waiting already'
    note.querySelector('[data-waiting]').textContent = waiting.length ? `${counted(waiting)} ${words}: ${each(waiting)}.` : ''
  }
  signal()
  window.addEventListener('online', signal)
  window.addEventListener('offline', signal)
  window.addEventListener('pageshow', (event) => {
    if (!event.persisted || !button) return
    button.disabled = false // back from the page that saving led to
    signal()
  })

  form.addEventListener('submit', async (event) => {
    const by = event.submitter
    if (by && (by.hasAttribute('formaction') || (by.name && by.name !== 'save'))) return
    event.preventDefault()
    event.stopPropagation()
    if (button.disabled) return
    button.disabled = true
    button.textContent = 'Saving…'
    draft.stop()
    const entry = {
      key: form.elements.client_key.value || crypto.randomUUID(),
      at: Date.now(),
      person: form.dataset.draft.split(':')[1],
      name: form.dataset.name ?? '',
      fields: fieldsOf(form),
      where: location.search,
    }
    try {
      // First on this phone, then on its way: what happens to the page or the server in between loses nothing.
      await store.keepEntry(page.user, entry)
    } catch {
      form.submit()
      return
    }
    navigator.storage?.persist?.()
    const answer = await postNow(form, entry)
    if (answer.status === 422) {
      // The page the server makes shows each error at its field, with every word still there.
      await store.dropEntry(entry.key)
      form.submit()
      return
    }
    const outcome = await settle(page.user, entry, answer)
    if (outcome === 'sent') {
      await store.dropEntry(entry.key) // the next page asks about the others by itself
      location.assign(answer.body.next)
      return
    }
    await store.dropDraft(entry.key)
    keptNow(form, entry, outcome)
    await show()
    again = setTimeout(trySending, WAITS[0] * 1000)
  })
}

/* A page that was open while its user signed in again elsewhere has an old proof of origin: ask for a new one, once. */
async function postNow(form, entry) {
  const answer = await post(page.queue, form.elements.csrfmiddlewaretoken.value, page.user, entry, true)
  if (answer.status !== 403) return answer
  const here = await hello(page.queue)
  if (here?.token) form.elements.csrfmiddlewaretoken.value = here.token
  return here?.token ? post(page.queue, here.token, page.user, entry, true) : { status: here === false ? 401 : 0, body: {} }
}

/* In the place of the form: it is kept, and what happens next. Never “sent”. */
function keptNow(form, entry, outcome) {
  const note = document.querySelector('[data-kept-now]')
  note.dataset.entry = entry.key
  note.querySelector('[data-kept-why]').textContent = {
    'no answer': 'It goes by itself, once, when you are back online.',
    'signed out': 'You are signed out. Sign in as yourself on this phone, and it goes by itself, once.',
    'somebody else': 'Somebody else is signed in on this phone now. It goes by itself, once, when you sign in again.',
    beyond: 'This record is no longer within your reach. Ring your manager; you can copy the text from what is kept.',
  }[outcome]
  for (const part of document.querySelectorAll('[data-phone-draft], [data-draft-offer], [data-no-signal]')) part.hidden = true
  form.hidden = true
  for (const part of document.querySelectorAll('.aside')) part.hidden = true
  note.hidden = false
  note.focus()
  window.scrollTo(0, 0)
}

// Signing out

async function signingOut() {
  const forms = [...document.querySelectorAll(`form[action="${page.signOut}"]`)]
  const note = document.querySelector('[data-unsent]')
  const left = await store.entries(page.user)
  if (note && left.length) {
    note.querySelector('[data-unsent-words]').textContent =
      `${counted(left)} ${left.length === 1 ? 'is' : 'are'} not sent yet: ${each(left)}.`
    note.hidden = false
  }
  for (const form of forms) {
    form.addEventListener('submit', async (event) => {
      event.preventDefault()
      event.stopPropagation()
      // From anywhere else the way out leads over the page that says what is not sent.
      if (!note && (await store.entries(page.user)).length) {
        location.assign(page.signOut)
        return
      }
      await store.leave(page.user).catch(() => {})
      form.submit()
    })
  }
}
