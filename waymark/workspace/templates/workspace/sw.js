/* Waymark's service worker. It keeps files that hold nothing about anybody and one page about nobody, and no other answer:
   every page of staff comes from the network or not at all. */
const CACHE = 'waymark-{{ version }}'
const FILES = new Set({{ files | tojson }})
const PAGE = {{ page | tojson }}

self.addEventListener('install', (event) => {
  const keep = async () => {
    const cache = await caches.open(CACHE)
    await Promise.all(
      [...FILES, PAGE].map(async (address) => {
        // Without the sign-in: what is kept is what a stranger would get.
        const answer = await fetch(new Request(address, { credentials: 'omit', cache: 'reload' }))
        if (!answer.ok) throw new Error(`${address}: ${answer.status}`)
        await cache.put(address, answer)
      }),
    )
    await self.skipWaiting()
  }
  event.waitUntil(keep())
})

self.addEventListener('activate', (event) => {
  const clear = async () => {
    const old = (await caches.keys()).filter((name) => name.startsWith('waymark-') && name !== CACHE)
    await Promise.all(old.map((name) => caches.delete(name)))
    await self.clients.claim()
  }
  event.waitUntil(clear())
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const address = new URL(request.url)
  if (address.origin !== self.location.origin) return
  if (request.mode === 'navigate') {
    event.respondWith(fetch(request).catch(() => kept(PAGE)))
  } else if (request.method === 'GET' && FILES.has(address.pathname)) {
    event.respondWith(kept(address.pathname).then((answer) => answer ?? fetch(request)))
  }
})

async function kept(address) {
  return (await caches.open(CACHE)).match(address)
}
