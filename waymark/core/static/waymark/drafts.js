/* What is typed into a form is kept by itself: on this phone within a second, on the server within five, and again when
   the page goes away. It comes back when the form is opened again, until the form is saved or the draft thrown away.

   A form asks for this with `data-draft="kind:id"`, what it is about. Each form has a key of its own, `client_key`. */
import * as store from './store.js';
import { fieldsOf, fill, moment, time } from './queue.js';

const STILL = 1000 // after the last key: kept on this phone
const PAUSE = 3000 // after the last key: kept on the server
const AT_MOST = 5000 // ... even while somebody types on without a pause
const KEEPALIVE_LIMIT = 60_000 // what a browser still sends for a page that is going away, in bytes
const NOT_WORDS = new Set(['client_key', 'draft_at'])

/* Watch one form. Without `onPhone` only the server keeps it; without `addresses` (on the page that needs no network)
   only this phone does. */
export function watch(form, { about, user, onPhone, addresses }) {
  hidden('draft_about', about)
  hidden('draft_at', location.pathname)
  hidden('client_key', crypto.randomUUID?.() ?? '')
  const status = statusOf(form)
  const key = () => form.elements.client_key.value
  const written = () => JSON.stringify(fieldsOf(form))
  let seen = written()
  let sent = seen
  let since = 0
  let soon
  let later
  let busy = false
  let over = false

  function hidden(name, value) {
    let field = form.elements[name]
    if (!field) {
      field = document.createElement('input')
      field.type = 'hidden'
      field.name = name
      form.append(field)
    }
    field.value ||= value
  }

  const say = (words) => {
    status.words.textContent = words
    status.away.hidden = !words
  }

  async function keepHere() {
    if (over || !onPhone) return
    try {
      await store.keepDraft(user, { key: key(), about, fields: fieldsOf(form) })
      if (sent !== written()) say(`Draft kept on this phone at ${time(Date.now())}.`)
    } catch {
      // The phone is full or its store was closed; the server still keeps the draft.
    }
  }

  const ask = (address, { fields = {}, of = key(), keepalive = false } = {}) =>
    fetch(address, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Accept: 'application/json',
        'X-CSRFToken': form.elements.csrfmiddlewaretoken?.value ?? '',
      },
      body: JSON.stringify({ about, client_key: of, fields }),
      redirect: 'manual',
      keepalive,
    })

  async function keepThere() {
    clearTimeout(later)
    if (over || busy || !addresses) return
    const now = written()
    since = 0
    if (now === sent) return
    busy = true
    try {
      const answer = await ask(addresses.keep, { fields: fieldsOf(form) })
      if (!answer.ok) throw new Error(answer.status)
      sent = now
      const { kept, at } = await answer.json()
      if (kept && !over) {
        say(`Draft kept at ${time(at)}.`)
        if (now === written() && onPhone) await store.dropDraft(key())
      }
    } catch {
      await keepHere()
    } finally {
      busy = false
      if (!over && written() !== sent) later = setTimeout(keepThere, PAUSE)
    }
  }

  function typed() {
    if (over || written() === seen) return
    seen = written()
    since ||= Date.now()
    clearTimeout(soon)
    clearTimeout(later)
    soon = setTimeout(keepHere, STILL)
    later = setTimeout(keepThere, Math.max(0, Math.min(PAUSE, since + AT_MOST - Date.now())))
  }

  function leaving() {
    if (over || written() === sent) return
    keepHere()
    if (!addresses) return
    const fields = fieldsOf(form)
    const small = new Blob([JSON.stringify(fields)]).size < KEEPALIVE_LIMIT
    if (small) ask(addresses.keep, { fields, keepalive: true }).catch(() => {})
  }

  form.addEventListener('input', typed)
  form.addEventListener('change', typed)
  window.addEventListener('pagehide', leaving)
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && leaving())

  async function throwAway(of) {
    if (onPhone) await store.dropDraft(of)
    if (addresses) await ask(addresses.drop, { of }).catch(() => {})
  }

  status.away.addEventListener('click', async () => {
    over = true
    await throwAway(key())
    const clean = new URL(location.href)
    clean.searchParams.delete('draft')
    location.replace(clean)
  })

  const words = (fields) => JSON.stringify(Object.entries(fields).filter(([name]) => !NOT_WORDS.has(name)))

  /* The latest that was begun: what only this phone has, or else the server's where the page does not show that itself. */
  async function begun() {
    // The page that needs no network stands for the form about anybody.
    const same = (draft) => (addresses ? draft.about === about : draft.about.startsWith(about))
    const here = onPhone ? (await store.drafts(user)).filter(same).at(-1) : undefined
    const shown = form.matches('[data-contact-form]')
    if (!addresses || (shown && !here)) return here && { ...here, onlyHere: true }
    try {
      const answer = await ask(addresses.find, { of: here?.key ?? key() })
      const { draft, done } = answer.ok ? await answer.json() : {}
      if (here && done) await store.dropDraft(here.key)
      else if (here) return { ...here, onlyHere: true }
      return draft && !shown ? { key: draft.client_key, at: draft.begun_at, about, fields: draft.fields } : undefined
    } catch {
      return here && { ...here, onlyHere: true }
    }
  }

  return {
    /* The form is on its way: no draft is kept from here on until `resume`. */
    stop: () => {
      over = true
      clearTimeout(soon)
      clearTimeout(later)
    },
    resume: () => {
      over = false
    },
    /* Offer what was begun, unless the form shows it already or comes back with errors. */
    offer: async () => {
      const pattern = document.getElementById('draft-note')
      if (!pattern || document.querySelector('.govuk-error-summary')) return
      const kept = await begun()
      if (!kept || kept.key === key() || words(kept.fields) === words(fieldsOf(form))) return
      const note = pattern.content.firstElementChild.cloneNode(true)
      note.querySelector('[data-when]').textContent = moment(kept.at)
      note.querySelector('[data-only-here]').hidden = !kept.onlyHere
      note.querySelector('[data-carry-on]').addEventListener('click', () => {
        fill(form, { person: kept.about.split(':')[1], ...kept.fields, client_key: kept.key })
        note.remove()
        typed()
        form.querySelector('textarea, input:not([type=hidden])')?.focus()
      })
      note.querySelector('[data-throw-away]').addEventListener('click', async () => {
        await throwAway(kept.key)
        note.remove()
      })
      note.hidden = false
      const notes = document.querySelector('.maybe')
      if (notes) notes.append(note)
      else form.before(note)
    },
  }
}

/* Where the page says when the draft was kept: its own line, or one made at the foot of the form. */
function statusOf(form) {
  const find = (name) => form.querySelector(`[data-draft-${name}]`)
  if (!find('status')) {
    const line = document.createElement('p')
    line.className = 'small muted'
    const words = document.createElement('span')
    words.dataset.draftStatus = ''
    const away = document.createElement('button')
    away.className = 'btn btn--plain'
    away.type = 'button'
    away.dataset.draftAway = ''
    away.textContent = 'Throw it away'
    away.hidden = true
    line.append(words, ' ', away)
    ;(form.querySelector('.savebar') ?? form).append(line)
  }
  return { words: find('status'), away: find('away') }
}
