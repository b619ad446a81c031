/* What is kept on this phone until the server has it: encrypted, each user's apart, under a key that cannot be taken out.

   The browser's database has five stores. `keys` holds one AES-GCM key a user, made here and not extractable: script can
   use it, nothing can read it. `entries` (contacts not yet sent), `drafts` and `names` hold sealed boxes; beside a box lie
   only whose it is, when it was kept and, for an entry, how it stands. `here` says who is signed in on this phone. */
const NAME = 'waymark'
const STORES = { keys: 'user', entries: 'key', drafts: 'key', names: 'user', here: 'name' }

export const NAMES_FOR = 24 * 60 * 60 * 1000 // first names are shown this long after the server was last seen
let opened

/* Whether this browser can keep anything safely; without it the ordinary form is left alone. */
export async function usable() {
  if (!window.isSecureContext || !window.indexedDB || !window.crypto?.subtle) return false
  try {
    await open()
    return true
  } catch {
    return false // a private window may refuse
  }
}

function open() {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1)
    asked.onupgradeneeded = () => {
      for (const [name, keyPath] of Object.entries(STORES)) asked.result.createObjectStore(name, { keyPath })
    }
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error)
    asked.onblocked = () => reject(new Error('blocked'))
  })
  return opened
}

/* One request to one store, done when the transaction is. */
async function ask(name, mode, request) {
  const transaction = (await open()).transaction(name, mode)
  const asked = request(transaction.objectStore(name))
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(asked.result)
    transaction.onerror = transaction.onabort = () => reject(transaction.error ?? asked.error)
  })
}
const get = (name, key) => ask(name, 'readonly', (store) => store.get(key))
const all = (name) => ask(name, 'readonly', (store) => store.getAll())
const put = (name, row) => ask(name, 'readwrite', (store) => store.put(row))
const remove = (name, key) => ask(name, 'readwrite', (store) => store.delete(key))

async function keyOf(user) {
  const kept = await get('keys', user)
  if (kept) return kept.key
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
  try {
    await ask('keys', 'readwrite', (store) => store.add({ user, key }))
    return key
  } catch {
    return (await get('keys', user)).key // another tab was first
  }
}

// A box opens only as what it was sealed as: this store, this user, this key.
const bound = (store, user, key) => new TextEncoder().encode(`${store} ${user} ${key}`)

async function seal(store, user, key, content) {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const text = new TextEncoder().encode(JSON.stringify(content))
  const how = { name: 'AES-GCM', iv, additionalData: bound(store, user, key) }
  return { iv, box: await crypto.subtle.encrypt(how, await keyOf(user), text) }
}

async function unseal(store, user, key, { iv, box }) {
  const how = { name: 'AES-GCM', iv, additionalData: bound(store, user, key) }
  return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(how, await keyOf(user), box)))
}

async function mine(store, user) {
  const rows = (await all(store)).filter((row) => row.user === user).sort((a, b) => a.at - b.at)
  const found = []
  for (const row of rows) {
    try {
      found.push({ ...(await unseal(store, user, row.key, row)), key: row.key, at: row.at, state: row.state })
    } catch {
      // A box whose key is gone (the browser cleared a part of its store) cannot be opened by anybody.
    }
  }
  return found
}

/* Contacts not yet done with, oldest first: {key, at, state, person, name, fields, where, errors, next}. `state` is waiting,
   refused (the server wants something put right), beyond (the record is no longer within reach) or others (sent, and what
   the visit was for somebody else is to be written at `next`). */
export const entries = (user) => mine('entries', user)

export async function keepEntry(user, { key, at = Date.now(), state = 'waiting', ...content }) {
  await put('entries', { key, user, at, state, ...(await seal('entries', user, key, content)) })
}
export const dropEntry = (key) => remove('entries', key)

/* What is being typed: {key, at, about, fields}, latest last. */
export const drafts = (user) => mine('drafts', user)

export async function keepDraft(user, { key, about, fields, at = Date.now() }) {
  await put('drafts', { key, user, at, ...(await seal('drafts', user, key, { about, fields })) })
}
export const dropDraft = (key) => remove('drafts', key)

/* First names and ids of this user's own young people: {at, people: [{id, name}]}. */
export async function names(user) {
  const row = await get('names', user)
  if (!row || Date.now() - row.at > NAMES_FOR) return null
  try {
    return { at: row.at, people: await unseal('names', user, user, row) }
  } catch {
    return null
  }
}

export async function keepNames(user, people) {
  await put('names', { user, at: Date.now(), ...(await seal('names', user, user, people)) })
}

/* Somebody's page was opened with them signed in: this phone is theirs now, and the names of whoever was before go. */
export async function arrive(user) {
  const before = await get('here', 'user')
  if (before && before.user !== user) await remove('names', before.user)
  await put('here', { name: 'user', user, at: Date.now() })
}

/* Who was signed in when the server was last seen; nobody after a day, or after signing out. */
export async function whoIsHere() {
  const here = await get('here', 'user')
  return here && Date.now() - here.at <= NAMES_FOR ? here.user : null
}

/* Signing out: names go and nobody is here. What is not sent stays, sealed, for the same user. */
export async function leave(user) {
  await remove('names', user)
  await remove('here', 'user')
}
