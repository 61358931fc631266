/**
 * A listening server of Node over one `(Request) => Promise<Response>`, for apps that have no server yet: loopback unless
 * told otherwise, patient with slow lines and not with those who hold a connection open, and stopped without cutting off
 * what is in hand.
 *
 * @since 0.1.0
 */
import { once } from "node:events"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { setTimeout as pause } from "node:timers/promises"
import { languageOf } from "./internal/language.ts"
import * as Problem from "./Problem.ts"

/** How to listen. Times in milliseconds. */
export interface Options {
  readonly handle: (request: Request) => Promise<Response>
  /** 0 for one that is free; 3000 when left out. */
  readonly port?: number
  /** Whose connections are taken: `127.0.0.1`, this machine alone, when left out; `0.0.0.0` for all. */
  readonly host?: string
  /** Where browsers see it, `https://hoi.example`: needed behind a proxy that speaks TLS, and by names other than localhost. */
  readonly origin?: string
  /** Whether a proxy of yours stands before it and says in `X-Forwarded-For` who is asking; its last entry is believed. */
  readonly behindProxy?: boolean
  /** Within which the head of a request has to be here; 10,000 when left out. */
  readonly headersTimeout?: number
  /** Within which a whole request has to be here; 120,000 when left out, a photo by a bad line. */
  readonly requestTimeout?: number
  /** How long a stop waits for what is in hand; 10,000 when left out. */
  readonly grace?: number
}

/** A server that listens. */
export interface Listening extends AsyncDisposable {
  readonly port: number
  /** Where this machine reaches it: `http://127.0.0.1:3000`. */
  readonly url: string
  /** Takes nothing new, ends streams of events, and lets every other request in hand get its answer. */
  readonly close: () => Promise<void>
}

const addresses = new WeakMap<Request, string>()

/** The address a request came from; `null` for one that came another way. For `SignIn.Options.addressOf`. */
export const addressOf = (request: Request): string | null => addresses.get(request) ?? null

const loopback: ReadonlySet<string> = new Set(["127.0.0.1", "::1", "localhost"])

/** The request as Fetch knows it; `null` when its address or host is none of ours: names that others make point here. */
const requestOf = (incoming: IncomingMessage, { origin, host = "127.0.0.1" }: Options, signal: AbortSignal) => {
  const { method = "GET", url = "", rawHeaders } = incoming
  const asked = origin ?? `http://${incoming.headers.host}`
  const where = url.startsWith("/") ? URL.parse(`${asked}${url}`) : null
  if (where === null || where.origin !== URL.parse(asked)?.origin) return null
  const isLocal = loopback.has(where.hostname.replace(/^\[|\]$/gu, "")) || where.hostname.endsWith(".localhost")
  if (origin === undefined && loopback.has(host) && !isLocal) return null
  const headers = new Headers()
  for (let i = 0; i < rawHeaders.length; i += 2) headers.append(rawHeaders[i]!, rawHeaders[i + 1]!)
  const hasBody = headers.has("content-length") || headers.has("transfer-encoding")
  if (!hasBody || method === "GET" || method === "HEAD") return new Request(where, { method, headers, signal })
  const parts = incoming.iterator({ destroyOnReturn: false })
  const body = new ReadableStream<Uint8Array>({
    pull: async (to) => {
      const next = await parts.next()
      if (next.done === true) to.close()
      else to.enqueue(next.value)
    },
    cancel: () => void parts.return?.()
  })
  const given = { method, headers, signal, body, duplex: "half" }
  return new Request(where, given)
}

/** What is left unread is read away for a moment, so that the answer arrives before the line is cut. */
const leftover = (incoming: IncomingMessage) => {
  incoming.resume()
  return Promise.race([once(incoming, "close"), once(incoming, "end"), pause(1000)]).catch(() => undefined)
}

const answer = async (
  response: Response,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  open: Set<() => void>
) => {
  for (const [name, value] of response.headers) if (name !== "set-cookie") outgoing.setHeader(name, value)
  const cookies = response.headers.getSetCookie()
  if (cookies.length > 0) outgoing.setHeader("set-cookie", cookies)
  outgoing.setHeader("x-content-type-options", "nosniff")
  outgoing.statusCode = response.status
  if (!incoming.complete) {
    // Refused before it was read: the answer says how long it is, so that it is whole before the line is cut.
    const whole = Buffer.from(await response.arrayBuffer())
    outgoing.setHeader("connection", "close").setHeader("content-length", whole.length).write(whole)
    await leftover(incoming)
    return outgoing.end()
  }
  outgoing.flushHeaders()
  const reader = incoming.method === "HEAD" ? undefined : response.body?.getReader()
  const stop = () => void reader?.cancel().catch(() => undefined)
  outgoing.once("close", stop)
  if (response.headers.get("content-type")?.startsWith("text/event-stream")) open.add(stop)
  for (;;) {
    const part = await reader?.read()
    if (part?.value === undefined || outgoing.destroyed) break
    if (!outgoing.write(part.value)) await Promise.race([once(outgoing, "drain"), once(outgoing, "close")])
  }
  open.delete(stop)
  return outgoing.end()
}

/** Starts to listen; fails when the port is taken. */
export const listen = async (options: Options): Promise<Listening> => {
  const { handle, port = 3000, host = "127.0.0.1", grace = 10_000 } = options
  const open = new Set<() => void>()
  const inHand = new Set<ServerResponse>()
  const refused = (kind: Problem.Kind, language: string | undefined) => {
    const problem = Problem.make(kind, { language: languageOf(language ?? null) })
    return Response.json(problem, { status: problem.status, headers: { "content-type": "application/problem+json" } })
  }
  const server = createServer(
    {
      headersTimeout: options.headersTimeout ?? 10_000,
      requestTimeout: options.requestTimeout ?? 120_000,
      connectionsCheckingInterval: 1000
    },
    (incoming, outgoing) => {
      const gone = new AbortController()
      inHand.add(outgoing)
      outgoing.once("close", () => {
        inHand.delete(outgoing)
        gone.abort()
        if (!server.listening) server.closeIdleConnections()
      })
      const language = incoming.headers["accept-language"]
      const work = async () => {
        const request = requestOf(incoming, options, gone.signal)
        if (request === null) return refused("unknown", language)
        const forwarded = incoming.headers["x-forwarded-for"]
        const last = options.behindProxy === true ? [forwarded ?? ""].flat().join().split(",").at(-1)?.trim() : ""
        addresses.set(request, last || (incoming.socket.remoteAddress ?? ""))
        return handle(request)
      }
      work()
        .catch(() => refused("unavailable", language))
        .then((response) => answer(response, incoming, outgoing, open))
        .catch(() => outgoing.destroy())
    }
  )
  // Who takes nothing of an answer for so long is gone; streams of events say something more often.
  server.timeout = 120_000
  server.listen(port, host)
  await once(server, "listening")
  const { port: taken } = server.address() as AddressInfo
  const close = async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    for (const outgoing of inHand) if (!outgoing.headersSent) outgoing.setHeader("connection", "close")
    for (const stop of open) stop()
    const late = setTimeout(() => server.closeAllConnections(), grace)
    await closed
    clearTimeout(late)
  }
  const name = host.includes(":") ? `[${host}]` : host === "0.0.0.0" ? "127.0.0.1" : host
  return { port: taken, url: `http://${name}:${taken}`, close, [Symbol.asyncDispose]: close }
}
