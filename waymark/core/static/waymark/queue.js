/* Sending what is kept on this phone: under the sign-in it was written under only, and once however often it is tried,
   because the key made on this phone goes with it and the server keeps one contact a key. */
import * as store from './store.js';

const PATIENCE = 15_000

/* How the page says which addresses there are and, on pages of staff, who is signed in. */
export function asked() {
  const script = document.querySelector('script[data-queue]')
  return script ? { ...script.dataset } : null
}

/* The server's word on who is signed in: {user, token, people}; null without an answer, false when nobody is. */
export async function hello(address) {
  try {
    const answer = await fetch(address, {
      headers: { Accept: 'application/json' },
      cache: 'no-store',
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE),
    })
    if (answer.type === 'opaqueredirect' || answer.status === 401) return false
    return answer.ok ? await answer.json() : answer.status === 404 ? { people: [] } : null
  } catch {
    return null
  }
}

/* One entry to the server: {status, body}; status 0 when there was no answer, which says nothing about what arrived. */
export async function post(address, token, user, entry, atTheForm = false) {
  try {
    const answer = await fetch(address, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json', 'X-CSRFToken': token },
      body: JSON.stringify({
        user,
        client_key: entry.key,
        person: entry.person,
        fields: entry.fields,
        where: entry.where ?? '',
        written_at: new Date(entry.at).toISOString(),
        at_the_form: atTheForm,
      }),
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE),
    })
    if (answer.type === 'opaqueredirect') return { status: 401, body: {} }
    const json = answer.headers.get('Content-Type')?.startsWith('application/json')
    return { status: answer.status, body: json ? await answer.json() : {} }
  } catch {
    return { status: 0, body: {} }
  }
}

/* What an answer means for the entry: it goes when it has arrived, and stays in every other case. */
export async function settle(user, entry, { status, body }) {
  if (status === 200 || status === 201) {
    // One visit to several: this one's part has arrived, and what it was for the others is still to be written.
    if (body.others) await store.keepEntry(user, { ...entry, fields: {}, state: 'others', next: body.others })
    else await store.dropEntry(entry.key)
    await store.dropDraft(entry.key)
    return 'sent'
  }
  if (status === 422 || status === 400 || status === 413) {
    const errors = body.errors ?? { '': ['The server could not read it. Show the text, and type it in again'] }
    await store.keepEntry(user, { ...entry, state: 'refused', errors })
    return 'refused'
  }
  if (status === 404) {
    await store.keepEntry(user, { ...entry, state: 'beyond' })
    return 'beyond'
  }
  if (status === 401) return 'signed out'
  if (status === 409) return 'somebody else'
  return 'no answer'
}

/* Send all that waits: {sent, left, stopped}. `stopped` says why the rest was not tried. One tab at a time does it. */
export async function sendAll(address, user) {
  const work = async () => {
    const waiting = (await store.entries(user)).filter((entry) => entry.state === 'waiting')
    if (!waiting.length) return { sent: 0, left: 0, stopped: '' }
    const here = await hello(address)
    if (!here?.user || here.user !== user) {
      const why = here === false ? 'signed out' : here?.user ? 'somebody else' : 'no answer'
      return { sent: 0, left: waiting.length, stopped: why }
    }
    let sent = 0
    let stuck = 0
    for (const entry of waiting) {
      const answer = await post(address, here.token, user, entry)
      const outcome = await settle(user, entry, answer)
      if (outcome === 'sent') sent += 1
      if (answer.status >= 500) {
        stuck += 1 // the server stumbles over this one: it stays and is tried again, and the others still go
        continue
      }
      if (['signed out', 'somebody else', 'no answer'].includes(outcome)) {
        return { sent, left: waiting.length - sent, stopped: outcome }
      }
    }
    return { sent, left: stuck, stopped: stuck ? 'no answer' : '' }
  }
  if (!navigator.locks) return work()
  const told = await navigator.locks.request(`waymark-send-${user}`, { ifAvailable: true }, (lock) => lock && work())
  return told ?? { sent: 0, left: 0, stopped: 'another tab' }
}

const OURS = new Set(['csrfmiddlewaretoken', 'draft_about'])

/* The fields of a form by name, as the browser would send them. */
export function fieldsOf(form) {
  const fields = {}
  for (const [name, value] of new FormData(form)) {
    if (OURS.has(name) || typeof value !== 'string') continue
    fields[name] = name in fields ? [].concat(fields[name], value) : value
  }
  return fields
}

/* Put what was typed back into a form; questions that are not named are emptied. */
export function fill(form, fields) {
  for (const control of form.elements) {
    if (!control.name || OURS.has(control.name) || control.type === 'submit' || control.type === 'file') continue
    if (control.type === 'hidden' && !(control.name in fields)) continue
    const given = [].concat(fields[control.name] ?? [])
    if (control.type === 'radio' || control.type === 'checkbox') control.checked = given.includes(control.value)
    else control.value = given[0] ?? ''
  }
  window.dispatchEvent(new Event('pageshow')) // the parts that answers open are drawn again
}

// Words

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long' })
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })

/* “today at 14:05”, “on Tuesday at 14:05”, “on 14 May 2026 at 14:05”. */
export function moment(at) {
  const then = new Date(at)
  const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(at).setHours(0, 0, 0, 0)) / 86_400_000)
  const on = days === 0 ? 'today' : days === 1 ? 'yesterday' : days < 7 ? `on ${weekday.format(then)}` : `on ${day.format(then)}`
  return `${on} at ${clock.format(then)}`
}
export const time = (at) => clock.format(new Date(at))

/* “2 visits”, “1 contact”: visits when all of them were face to face. */
export function counted(found) {
  const visits = found.every((entry) => entry.fields?.how === 'face_to_face' && entry.fields?.made !== 'tried')
  return `${found.length} ${visits ? 'visit' : 'contact'}${found.length === 1 ? '' : 's'}`
}
export const each = (found) => found.map((entry) => `${entry.name || 'Somebody'}, ${time(entry.at)}`).join('; ')
