/* The page a phone shows without signal: what is kept on it, and a form that needs no network. */
import * as store from './store.js';
import { watch } from './drafts.js';
import { asked, counted, fieldsOf, fill, hello, moment, sendAll, time } from './queue.js';

const TRY_EVERY = 20_000
const page = asked()
const part = (name, within = document) => within.querySelector(`[data-${name}]`)
const form = part('contact-form')
let user
let draft
let mending = null // the entry that is being put right
let ready = false // there is somebody to choose
let some = false // something is kept

start()

async function start() {
  part('again').href = location.pathname === page.offline ? '/' : location.href
  if (!(await store.usable()) || !(user = await store.whoIsHere())) {
    part('nobody').hidden = false
    heading()
    return
  }
  const kept = await store.names(user)
  await list()
  if (kept?.people.length) prepare(kept.people)
  else part('no-names').hidden = false
  heading()
  await send()
  setInterval(send, TRY_EVERY)
  window.addEventListener('online', send)
  window.addEventListener('online', heading)
  window.addEventListener('offline', heading)
}

/* With signal this is the page of what is kept, and the ordinary form is the better one. */
function heading() {
  const here = location.pathname === page.offline && navigator.onLine
  const [title, lede] = !here
    ? ['No signal. Carry on.', 'Write it down here. It goes by itself, once, when you are back online.']
    : some
      ? ['Kept on this phone', 'What is not sent yet goes by itself, once.']
      : ['Nothing waits on this phone', 'All that you wrote without signal is sent.']
  part('heading').textContent = title
  part('lede').textContent = lede
  part('again').textContent = here ? 'Go to your day' : 'Try the page again'
  part('record').hidden = !ready || (here && !mending && part('kept-now').hidden)
}

async function send() {
  const { sent, stopped } = await sendAll(page.queue, user)
  if (sent) {
    say(`${sent} sent just now.`)
    part('kept-waits').hidden = true
    part('kept-went').hidden = false
  }
  if (stopped === 'signed out') say('Sign in again, and the rest goes by itself.')
  if (stopped === 'somebody else') say('Somebody else is signed in now. What you wrote stays here until you sign in again.')
  part('back').hidden = !(sent || (navigator.onLine && (await hello(page.queue)) !== null))
  await list()
}

function say(words) {
  part('said').textContent = words
}

// What is kept

async function list() {
  const kept = await store.entries(user)
  part('kept-list').hidden = !kept.length
  const unsent = kept.filter((entry) => entry.state !== 'others')
  part('kept-count').textContent = unsent.length ? `${counted(unsent)} not sent yet` : 'One thing to finish'
  some = kept.length > 0
  heading()
  const rows = part('kept-rows')
  rows.replaceChildren(...kept.map(row))
}

function row(entry) {
  const line = part('kept-row').content.cloneNode(true)
  part('who', line).textContent = `${entry.name || 'Somebody'}, ${moment(entry.at)}`
  part('how-it-stands', line).textContent = {
    waiting: 'Waits for signal.',
    refused: `Not taken yet: ${Object.values(entry.errors ?? {}).flat().join('. ')}.`,
    beyond: 'This record is no longer within your reach. Ring your manager. You can take the text with you.',
    others: 'Sent. Write what the visit was for the others.',
  }[entry.state]
  const shown = (name, wanted) => {
    const control = part(name, line)
    control.hidden = !wanted
    return control
  }
  shown('mend', entry.state === 'refused').addEventListener('click', () => mend(entry))
  shown('take', entry.state === 'beyond' || entry.state === 'refused').addEventListener('click', (event) => take(event, entry))
  const others = shown('others', entry.state === 'others')
  others.href = entry.next ?? ''
  others.addEventListener('click', () => store.dropEntry(entry.key))
  throwAway(part('throw', line), entry)
  return line
}

/* Thrown away at the second press only: it is the only copy there is. */
function throwAway(button, entry) {
  let asked = false
  button.addEventListener('click', async () => {
    if (!asked) {
      asked = true
      button.textContent = 'Press again to throw it away'
      return
    }
    await store.dropEntry(entry.key)
    say('Thrown away.')
    await list()
  })
}

function take(event, entry) {
  const text = part('text', event.target.closest('li'))
  const lines = Object.entries(entry.fields).filter(([name, value]) => value && !['client_key', 'draft_at'].includes(name))
  text.hidden = false
  text.value = [`${entry.name}, ${moment(entry.at)}`, ...lines.map(([name, value]) => `${name.replaceAll('_', ' ')}: ${value}`)].join('\n')
  text.focus()
  text.select()
}

// The form

function prepare(people) {
  const choose = form.elements.person
  for (const one of people) choose.add(new Option(one.name, one.id))
  const asked = location.pathname.match(/^\/people\/([0-9a-f-]{36})\//)?.[1]
  if (asked && people.some((one) => one.id === asked)) choose.value = asked
  const how = new URLSearchParams(location.search)
  if (how.get('visit')) fill(form, { ...fieldsOf(form), made: 'made', how: 'face_to_face' })
  if (how.get('how')) fill(form, { ...fieldsOf(form), how: how.get('how') })
  anew()
  const as = () => {
    form.elements.by_role.value = people.find((one) => one.id === choose.value)?.by_role ?? 'unknown'
  }
  as()
  choose.addEventListener('change', as)
  draft = watch(form, { about: 'contact:', user, onPhone: true, addresses: null })
  draft.offer()
  form.addEventListener('submit', save)
  part('another').addEventListener('click', () => {
    form.reset()
    anew()
    draft.resume()
    form.hidden = false
    part('kept-now').hidden = true
    choose.focus()
  })
  ready = true
}

/* A key of its own, the day and the time. */
function anew() {
  const now = new Date()
  form.elements.client_key.value = crypto.randomUUID()
  form.elements.happened_on.value = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' }).format(now)
  form.elements.happened_at.value = time(now.setMinutes(now.getMinutes() - (now.getMinutes() % 5)))
  form.elements.started_by.value = 'worker'
  form.querySelector('.known__said').textContent = `Today at ${form.elements.happened_at.value}.`
  mending = null
}

/* What the server would ask for as well, so that it can be put right while the visit is still in mind. */
function missing() {
  const { person, made, how, note, worried, worried_note: worry } = form.elements
  const found = []
  if (!person.value) found.push(['Choose whom you contacted', person.id])
  if (!made.value) found.push(['Say whether you reached them', made[0].id])
  if (!how.value) found.push(['Say how: face to face, a call, a text or another way', how[0].id])
  if (made.value === 'made' && !note.value.trim()) found.push(['Say what happened, even in one line', note.id])
  for (const n of [1, 2, 3]) {
    const what = form.elements[`promise_what_${n}`]
    const when = form.elements[`promise_when_${n}`]
    if (what.value.trim() && !when.value.trim()) found.push(['Give a date for what you promised, such as 21 May or Friday', when.id])
    if (!what.value.trim() && when.value.trim()) found.push(['Say what you promised, or empty the date', what.id])
  }
  if (worried.checked && !worry.value.trim()) found.push(['Say what worries you, even in one line', worry.id])
  return found
}

function problems(found) {
  const links = found.map(([words, id]) => {
    const item = document.createElement('li')
    const link = document.createElement('a')
    link.textContent = words
    link.href = id ? `#${id}` : '#record'
    link.addEventListener('click', (event) => {
      event.preventDefault()
      const control = document.getElementById(id)
      const folded = control?.closest('details')
      if (folded) folded.open = true
      control?.focus()
    })
    item.append(link)
    return item
  })
  part('problem-list').replaceChildren(...links)
  part('problems').hidden = !links.length
  if (links.length) part('problems').focus()
}

async function save(event) {
  event.preventDefault()
  event.stopPropagation()
  const found = missing()
  problems(found)
  if (found.length) return
  const { person, ...fields } = fieldsOf(form)
  const name = form.elements.person.selectedOptions[0].textContent
  const where = mending?.where ?? (location.pathname.includes(person) ? location.search : '')
  draft.stop()
  try {
    await store.keepEntry(user, { key: fields.client_key, person, name, fields, where })
  } catch {
    draft.resume()
    problems([['Nothing could be kept: this phone has no room left. Free some and save again', '']])
    return
  }
  navigator.storage?.persist?.()
  await store.dropDraft(fields.client_key)
  form.hidden = true
  mending = null
  part('kept-waits').hidden = false
  part('kept-went').hidden = true
  part('kept-now').hidden = false
  part('kept-now').focus()
  window.scrollTo(0, 0)
  await list()
  await send()
}

function mend(entry) {
  fill(form, { ...entry.fields, person: entry.person, client_key: entry.key })
  mending = entry
  form.hidden = false
  part('kept-now').hidden = true
  for (const folded of form.querySelectorAll('details')) folded.open = true
  problems(Object.entries(entry.errors ?? {}).flatMap(([name, words]) =>
    words.map((one) => [one, form.elements[name]?.id ?? form.elements[name]?.[0]?.id ?? '']),
  ))
  heading()
}
