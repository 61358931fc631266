/**
 * One request over the network and its answer, whatever the answer says. What matters to a sender is kept apart: a
 * request that certainly never left, and one that may have arrived although no answer came.
 *
 * @since 0.1.0
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"

/** What goes out. Headers and address may hold secrets: a transport keeps neither and prints neither. */
export interface Request {
  readonly method: "GET" | "POST"
  readonly url: string
  readonly headers: { readonly [name: string]: string }
  /** Text with its own content type in the headers, a form with files, or nothing. */
  readonly body: string | FormData | null
  /** How long to wait for the whole answer, in milliseconds. */
  readonly within: number
}

/** What came back. */
export interface Reply {
  readonly status: number
  /** Names in lower case. */
  readonly headers: { readonly [name: string]: string }
  readonly text: string
}

/** The request was certainly not written: no such host, connection refused. */
export class NotSent extends Schema.TaggedError<NotSent>()("NotSent", { why: Schema.String }) {}
/** The request may have arrived; no answer came. */
export class Lost extends Schema.TaggedError<Lost>()("Lost", { why: Schema.String }) {}

/** Carries requests. */
export class Transport extends Context.Service<
  Transport,
  { readonly send: (request: Request) => Effect.Effect<Reply, NotSent | Lost> }
>()("@lienhoi/zalo/Transport") {}

/** What a program like `fetch` does. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** Codes of connections that never stood. */
const neverStood = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT"
])

/** The code of a network failure, wherever the runtime put it; never its message, which may hold the address. */
const codeOf = (error: unknown, depth = 0): string => {
  if (typeof error !== "object" || error === null || depth > 4) return "unknown"
  const { code, cause, errors, name } = error as {
    readonly code?: unknown
    readonly cause?: unknown
    readonly errors?: ReadonlyArray<unknown>
    readonly name?: string
  }
  if (typeof code === "string") return code
  if (cause !== undefined) return codeOf(cause, depth + 1)
  return Array.isArray(errors) && errors.length > 0 ? codeOf(errors[0], depth + 1) : (name ?? "unknown")
}

const exchange = async (fetch: Fetch, request: Request, signal: AbortSignal): Promise<Reply> => {
  const response = await fetch(request.url, {
    method: request.method,
    headers: request.headers,
    body: request.body,
    redirect: "manual",
    signal
  })
  const text = await response.text()
  return { status: response.status, headers: Object.fromEntries(response.headers), text }
}

/** A transport over `fetch`. */
export const overFetch = (fetch: Fetch): Transport["Service"] => ({
  send: (request) =>
    Effect.tryPromise({
      try: (signal) => exchange(fetch, request, signal),
      catch: (error) => {
        const why = codeOf(error)
        return neverStood.has(why) ? new NotSent({ why }) : new Lost({ why })
      }
    }).pipe(
      Effect.timeoutOrElse({
        duration: request.within,
        orElse: () => Effect.fail(new Lost({ why: "timeout" }))
      })
    )
})

/** The transport of this process; `fetch` of the runtime when none is given. */
export const layerFetch = (fetch: Fetch = (url, init) => globalThis.fetch(url, init)): Layer.Layer<Transport> =>
  Layer.succeed(Transport, Transport.of(overFetch(fetch)))
