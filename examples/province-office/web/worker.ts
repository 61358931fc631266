/**
 * Keeps the page and what a branch head last saw, so that her form opens with a dead line. It answers from what is kept
 * only when the server cannot be reached; what she sends is kept by the form itself.
 */
declare const VERSION: string
declare const SHELL: ReadonlyArray<string>

interface Lasting extends Event {
  readonly waitUntil: (work: Promise<unknown>) => void
}
interface Fetching extends Lasting {
  readonly request: Request
  readonly respondWith: (response: Promise<Response>) => void
}

const self = globalThis as unknown as {
  readonly addEventListener: (type: string, listener: (event: never) => void) => void
  readonly skipWaiting: () => Promise<void>
  readonly clients: { readonly claim: () => Promise<void> }
}

const shell = `trang-${VERSION}`
/** What the server said last; taken away at sign-out. */
const said = "da-xem"

/** Answers that the branch's pages stand on. */
const isKept = (path: string): boolean =>
  path === "/office/about" || path === "/api/me" || /^\/api\/(units|forms|reports)\//u.test(path)

self.addEventListener("install", (event: Lasting) => {
  event.waitUntil(
    caches
      .open(shell)
      .then((cache) => cache.addAll(SHELL))
      .then(() => self.skipWaiting())
  )
})

self.addEventListener("activate", (event: Lasting) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(names.filter((name) => name !== shell && name !== said).map((name) => caches.delete(name)))
      )
      .then(() => self.clients.claim())
  )
})

const fresh = async (request: Request): Promise<Response> => {
  try {
    const response = await fetch(request)
    if (response.ok) await (await caches.open(said)).put(request, response.clone())
    return response
  } catch (cause) {
    const kept = await caches.match(request, { cacheName: said })
    if (kept === undefined) throw cause
    return kept
  }
}

const page = async (request: Request): Promise<Response> => {
  try {
    return await fetch(request)
  } catch (cause) {
    const kept = await caches.match("/", { cacheName: shell })
    if (kept === undefined) throw cause
    return kept
  }
}

const asset = async (request: Request): Promise<Response> => (await caches.match(request)) ?? fetch(request)

self.addEventListener("fetch", (event: Fetching) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== "GET" || url.origin !== location.origin) return
  if (request.mode === "navigate") event.respondWith(page(request))
  else if (url.pathname.startsWith("/assets/")) event.respondWith(asset(request))
  else if (isKept(url.pathname)) event.respondWith(fresh(request))
})
