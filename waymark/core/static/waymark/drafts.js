/* What is typed into a form is kept by itself: on this phone within a second, on the server within five, and again when
   the page goes away. It comes back when the form is opened again, until the form is saved or the draft thrown away. */
import * as store from './store.js';
import { fieldsOf, fill, moment, time } from './queue.js';

const STILL = 1000 // after the last key: kept on this phone
const PAUSE = 3000 // after the last key: kept on the server
const AT_MOST = 5000 // ... even while somebody types on without a pause
const KEEPALIVE_LIMIT = 60_000 // what a browser still sends for a page that is going away, in bytes

/* Watch one form. `about` names what it is about; without `user` and a usable store only the server keeps it, and
   without `addresses` (on the page that needs no network) only this phone does. */
export function watch(form, { about, user, onPhone, addresses }) {
  const part = (name) => form.querySelector(`[data-draft-${name}]`) ?? document.querySelector(`[data-draft-${name}]`)
  const key = () => form.elements.client_key?.value
  const token = () => form.elements.csrfmiddlewaretoken?.value
  const written = () => JSON.stringify(fieldsOf(form))
  let before = written()
  let sent = before
  let since = 0
  let soon
  let later
  let busy = false
  let over = false

  const say = (words) => {
    const status = part('status')
    if (status) status.textContent = words
    const away = part('away')
    if (away) away.hidden = !words
  }

  async function keepHere() {
    if (over || !onPhone || !key()) return
    try {
      await store.keepDraft(user, { key: key(), about, fields: fieldsOf(form) })
      if (sent !== written()) say(`Draft kept on this phone at ${time(Date.now())}.`)
    } catch {
      // The phone is full or its store was closed; the server still keeps the draft.
    }
  }

  const ask = (address, fields, keepalive = false) =>
    fetch(address, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json', 'X-CSRFToken': token() },
      body: JSON.stringify({ about, client_key: key(), fields }),
      redirect: 'manual',
      keepalive,
    })

  async function keepThere() {
    clearTimeout(later)
    if (over || busy || !addresses || !key()) return
    const now = written()
    since = 0
    if (now === sent) return
    busy = true
    try {
      const answer = await ask(addresses.keep, fieldsOf(form))
      if (answer.ok) {
        sent = now
        const { kept, at } = await answer.json()
        if (kept && !over) {
          say(`Draft kept at ${time(at)}. Only you can see it.`)
          if (now === written() && onPhone) await store.dropDraft(key())
        }
      } else {
        await keepHere()
      }
    } catch {
      await keepHere()
    } finally {
      busy = false
      if (!over && written() !== sent) later = setTimeout(keepThere, PAUSE)
    }
  }

  function typed() {
    if (over || written() === before) return
    before = written()
    since ||= Date.now()
    clearTimeout(soon)
    clearTimeout(later)
    soon = setTimeout(keepHere, STILL)
    later = setTimeout(keepThere, Math.max(0, Math.min(PAUSE, since + AT_MOST - Date.now())))
  }

  function leaving() {
    if (over || written() === sent) return
    keepHere()
    if (!addresses || !key()) return
    const fields = fieldsOf(form)
    if (new Blob([JSON.stringify(fields)]).size < KEEPALIVE_LIMIT) ask(addresses.keep, fields, true).catch(() => {})
  }

  form.addEventListener('input', typed)
  form.addEventListener('change', typed)
  window.addEventListener('pagehide', leaving)
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && leaving())

  part('away')?.addEventListener('click', async (event) => {
    event.preventDefault()
    over = true
    if (onPhone) await store.dropDraft(key())
    if (addresses) await ask(addresses.drop, {}).catch(() => {})
    const clean = new URL(location.href)
    clean.searchParams.delete('draft')
    location.replace(clean)
  })

  return {
    /* The form is on its way: whatever comes of it, no draft is kept from here on until `resume`. */
    stop: () => {
      over = true
      clearTimeout(soon)
      clearTimeout(later)
    },
    resume: () => {
      over = false
    },
    /* Offer what only this phone has kept about the same thing, unless the form shows it already. */
    offer: async () => {
      const note = document.querySelector('[data-phone-draft]')
      if (!onPhone || !note) return
      const kept = (await store.drafts(user)).filter((draft) => draft.about === about).at(-1)
      if (!kept || JSON.stringify(kept.fields) === written()) return
      note.querySelector('[data-when]').textContent = moment(kept.at)
      note.hidden = false
      note.querySelector('[data-carry-on]').addEventListener('click', () => {
        fill(form, kept.fields)
        note.hidden = true
        typed()
        form.querySelector('textarea, input:not([type=hidden])')?.focus()
      })
      note.querySelector('[data-throw-away]').addEventListener('click', async () => {
        await store.dropDraft(kept.key)
        note.hidden = true
      })
    },
  }
}
