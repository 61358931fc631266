/**
 * The API as one function from a request to an answer, to be mounted in any server that speaks Fetch: `Bun.serve`, Deno,
 * Hono, Next, or Node behind an adapter of a few lines.
 *
 * @since 0.1.0
 */
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import * as Effect from "effect/Effect"
import * as HttpRouter from "effect/http/HttpRouter"
import * as HttpServer from "effect/http/HttpServer"
import * as HttpApiBuilder from "effect/http-api/HttpApiBuilder"
import * as HttpApiScalar from "effect/http-api/HttpApiScalar"
import * as Layer from "effect/Layer"
import { Api } from "./Api.ts"
import type { Identity } from "./Identity.ts"
import { bounded } from "./internal/bounded.ts"
import { changes } from "./internal/changes.ts"
import { directory } from "./internal/directory.ts"
import { files } from "./internal/files.ts"
import { languageOf } from "./internal/language.ts"
import { counting, mayRead, routeOf } from "./internal/metrics.ts"
import { notices } from "./internal/notices.ts"
import { people } from "./internal/people.ts"
import { reaching } from "./internal/reaching.ts"
import { forms, reports } from "./internal/reports.ts"
import { signedIn } from "./internal/signedIn.ts"
import { totals } from "./internal/totals.ts"
import { uploads } from "./internal/uploads.ts"
import type { Office } from "./Office.ts"
import * as Problem from "./Problem.ts"

/** What a handler stands on. */
export interface Options {
  readonly office: Office
  readonly identity: Identity
  /** Today, in the association's own time zone. */
  readonly today: () => PlainDate
  /** Where the API is mounted: `/api` of `/api/me`. Nothing when left out. */
  readonly prefix?: `/${string}`
  /**
   * Webhooks by name: `{ zalo: app.zalo.inbound.webhook }` answers `/inbound/zalo`, without a session and with the body as
   * it came; whose they are they find out themselves, by signature.
   */
  readonly inbound?: { readonly [name: string]: (request: Request) => Promise<Response> }
  /** Answers `/metrics` in the text form of Prometheus to who bears this token; nobody when left out. */
  readonly metrics?: { readonly token: string }
  /** The largest body taken, in bytes; 20 MB when left out, enough for a form with photos. */
  readonly maxBytes?: number
  /** The longest that a body may take, in milliseconds; 60 000 when left out. */
  readonly maxMillis?: number
  /** Milliseconds after which a quiet stream of changes gives a sign of life and looks at the session; 15 000 when left out. */
  readonly heartbeat?: number
}

/** A mounted API. */
export interface Mounted extends AsyncDisposable {
  readonly handle: (request: Request) => Promise<Response>
  readonly close: () => Promise<void>
}

const answer = (problem: Problem.Problem): Response =>
  new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { "content-type": "application/problem+json", "cache-control": "no-store" }
  })

/**
 * What somebody was told is hers alone: nothing of it stays in a browser, or in a cache on the way, unless an answer says so
 * itself. Who asks for the head alone gets no stream that nobody would read.
 */
const hers = (request: Request, response: Response): Response => {
  if (!response.headers.has("cache-control")) response.headers.set("cache-control", "no-store")
  if (request.method !== "HEAD" || response.body === null) return response
  response.body.cancel().catch(() => {})
  return new Response(null, response)
}

/** What the router answers by itself, without a problem. */
const bySelf: { readonly [status: number]: Problem.Kind } = {
  400: "bad-input",
  404: "unknown",
  405: "unknown",
  415: "not-json"
}

/**
 * Mounts the API over an office. Nothing is read or written before somebody who is signed in asks, but for `/health` and
 * the description of the API itself (`/openapi.json`, readable at `/docs`).
 */
export const mount = (options: Options): Mounted => {
  const { office, today, prefix = "", maxBytes = 20_000_000, maxMillis = 60_000, heartbeat = 15_000 } = options
  const answers = directory(office, today)
  const reached = reaching(office, today)
  const kept = uploads(today)
  const ending = new AbortController()
  const api = HttpApiBuilder.layer(Api, { openapiPath: "/openapi.json" }).pipe(
    Layer.provide([
      answers.me,
      answers.units,
      answers.templates,
      forms(office),
      answers.postings,
      reports(office, today, kept),
      files(office, kept),
      notices(office, today),
      people(office, today),
      totals(office),
      changes(office, options.identity, reached, { every: heartbeat }, ending.signal),
      HttpApiBuilder.group(Api, "health", (handlers) =>
        handlers.handle("health", () => Effect.succeed({ status: "ok" as const }))
      )
    ]),
    Layer.provide(signedIn(options.identity, reached))
  )
  const routes = Layer.merge(api, HttpApiScalar.layer(Api, { path: "/docs" }))
  const web = HttpRouter.toWebHandler(routes.pipe(Layer.provide(HttpServer.layerServices)), { disableLogger: true })

  const counts = counting()
  /** What machines ask for, without signing in: webhooks with their bodies as they came, and what was counted. */
  const byMachine = async (request: Request, path: string): Promise<Response | null> => {
    const [, first, name = "", ...more] = path.split("/")
    if (first === "inbound" && more.length === 0 && Object.hasOwn(options.inbound ?? {}, name))
      return options.inbound![name]!(request)
    if (path !== "/metrics" || options.metrics === undefined || request.method !== "GET") return null
    const language = languageOf(request.headers.get("accept-language"))
    if (!mayRead(request, options.metrics.token)) return answer(Problem.make("sign-in", { language }))
    const gauges = await office.gauges().catch(() => null)
    return new Response(counts.text(gauges), {
      headers: { "content-type": "text/plain; version=0.0.4; charset=utf-8" }
    })
  }

  const answered = async (request: Request): Promise<Response> => {
    const language = languageOf(request.headers.get("accept-language"))
    const url = new URL(request.url)
    if (prefix !== "" && url.pathname !== prefix && !url.pathname.startsWith(`${prefix}/`))
      return answer(Problem.make("unknown", { language }))
    const within = await bounded(request, { bytes: maxBytes, millis: maxMillis })
    if (typeof within === "string") {
      const params = { max: Math.floor(maxBytes / 1_000_000), seconds: Math.round(maxMillis / 1000) }
      return answer(Problem.make(within, { language, params }))
    }
    url.pathname = url.pathname.slice(prefix.length) || "/"
    const machine = await byMachine(within, url.pathname)
    if (machine !== null) return machine
    const response = hers(request, await web.handler(prefix === "" ? within : new Request(url, within)))
    const isSaid = response.status < 400 || response.headers.get("content-type") === "application/problem+json"
    // What the router says by itself is said again as everything else is.
    return isSaid ? response : answer(Problem.make(bySelf[response.status] ?? "unavailable", { language }))
  }

  const handle = async (request: Request): Promise<Response> => {
    const began = performance.now()
    const response = await answered(request)
    if (options.metrics !== undefined) {
      const path = new URL(request.url).pathname.slice(prefix.length)
      counts.count(request.method, routeOf(request.method, path), response.status, (performance.now() - began) / 1000)
    }
    return response
  }

  const close = async (): Promise<void> => {
    ending.abort()
    await web.dispose()
  }
  return { handle, close, [Symbol.asyncDispose]: close }
}
