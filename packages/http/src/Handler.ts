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
import { directory } from "./internal/directory.ts"
import { languageOf } from "./internal/language.ts"
import { reports } from "./internal/reports.ts"
import { signedIn } from "./internal/signedIn.ts"
import { totals } from "./internal/totals.ts"
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
  /** The largest body taken, in bytes; 20 MB when left out, enough for a form with photos. */
  readonly maxBytes?: number
}

/** A mounted API. */
export interface Mounted extends AsyncDisposable {
  readonly handle: (request: Request) => Promise<Response>
  readonly close: () => Promise<void>
}

const answer = (problem: Problem.Problem): Response =>
  new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { "content-type": "application/problem+json" }
  })

/**
 * Mounts the API over an office. Nothing is read or written before somebody who is signed in asks, but for `/health` and
 * the description of the API itself (`/openapi.json`, readable at `/docs`).
 */
export const mount = (options: Options): Mounted => {
  const { office, today, prefix = "", maxBytes = 20_000_000 } = options
  const answers = directory(office, today)
  const api = HttpApiBuilder.layer(Api, { openapiPath: "/openapi.json" }).pipe(
    Layer.provide([
      answers.me,
      answers.units,
      answers.templates,
      answers.postings,
      reports(office),
      totals(office),
      HttpApiBuilder.group(Api, "health", (handlers) =>
        handlers.handle("health", () => Effect.succeed({ status: "ok" as const }))
      )
    ]),
    Layer.provide(signedIn(office, options.identity, today))
  )
  const routes = Layer.merge(api, HttpApiScalar.layer(Api, { path: "/docs" }))
  const web = HttpRouter.toWebHandler(routes.pipe(Layer.provide(HttpServer.layerServices)), { disableLogger: true })

  const handle = async (request: Request): Promise<Response> => {
    const language = languageOf(request.headers.get("accept-language"))
    const url = new URL(request.url)
    if (prefix !== "" && url.pathname !== prefix && !url.pathname.startsWith(`${prefix}/`))
      return answer(Problem.make("unknown", { language }))
    const within = await bounded(request, maxBytes)
    if (within === null)
      return answer(Problem.make("too-large", { language, params: { max: Math.floor(maxBytes / 1_000_000) } }))
    url.pathname = url.pathname.slice(prefix.length) || "/"
    const response = await web.handler(prefix === "" ? within : new Request(url, within))
    return response.status === 404 && response.headers.get("content-type") === null
      ? answer(Problem.make("unknown", { language }))
      : response
  }

  return { handle, close: web.dispose, [Symbol.asyncDispose]: web.dispose }
}
