/**
 * A typed client that stays small in a browser: types follow from the API, at run time there is only `fetch` and a table
 * of addresses. It never throws: what goes wrong, a dead line too, is a value.
 *
 * @since 0.1.0
 */
import type * as HttpApi from "effect/http-api/HttpApi"
import type * as HttpApiEndpoint from "effect/http-api/HttpApiEndpoint"
import type * as HttpApiGroup from "effect/http-api/HttpApiGroup"
import type { Api } from "./Api.ts"
import type { Problem } from "./Problem.ts"

type Groups = typeof Api extends HttpApi.HttpApi<infer _Name, infer All> ? All : never
type Named<G extends string> = HttpApiGroup.Endpoints<HttpApiGroup.WithIdentifier<Groups, G>>
/** What is no call with an answer is left to the browser: events (`EventSource`), machines' addresses. */
type GroupName = Exclude<HttpApiGroup.Identifier<Groups>, "changes">
type Endpoint<G extends GroupName, E extends string> = HttpApiEndpoint.WithIdentifier<Named<G>, E>

type Part<K extends string, S> = [S] extends [never]
  ? unknown
  : S extends { readonly Type: infer T }
    ? { readonly [P in K]: T }
    : unknown

/** What a call takes: `params` of the address, `query`, `payload`; each only where there is one. */
export type Request<E> = Part<"params", HttpApiEndpoint.Params<E>> &
  Part<"query", HttpApiEndpoint.Query<E>> &
  Part<"payload", HttpApiEndpoint.Payload<E>>

type Value<E> = HttpApiEndpoint.Success<E> extends { readonly Type: infer T } ? T : never

/** What comes of a call. */
export type Answer<A> =
  | { readonly ok: true; readonly value: A }
  /** The server's own words. */
  | { readonly ok: false; readonly problem: Problem }
  /** No answer came: no line, or the server is gone. Whether anything was recorded is not known; asking again is safe. */
  | { readonly ok: false; readonly problem: null }

/** The client: a function for each address. */
export type Client = {
  readonly [G in GroupName]: {
    readonly [E in HttpApiEndpoint.Identifier<Named<G>>]: unknown extends Request<Endpoint<G, E>>
      ? () => Promise<Answer<Value<Endpoint<G, E>>>>
      : (request: Request<Endpoint<G, E>>) => Promise<Answer<Value<Endpoint<G, E>>>>
  }
}

/** How to reach the server. */
export interface Options {
  /** Where the API is mounted, without a slash at the end: `https://hoi.example/api`. */
  readonly base: string
  /** `Authorization` and its like; asked before every call. */
  readonly headers?: () => Readonly<Record<string, string>>
  /** The platform's own when left out. */
  readonly fetch?: (request: globalThis.Request) => Promise<Response>
}

const report = "/reports/:owner/:name/:period/:unit"
const total = "/totals/:owner/:name/:period/:unit"

/** Every address, by group and name. A test compares them with the API. */
export const addresses: {
  readonly [G in GroupName]: { readonly [E in HttpApiEndpoint.Identifier<Named<G>>]: `${"GET" | "POST"} /${string}` }
} = {
  me: { me: "GET /me" },
  units: { find: "GET /units", unit: "GET /units/:unit", tree: "GET /tree", changes: "GET /units/:unit/changes" },
  templates: { list: "GET /templates", template: "GET /templates/:owner/:name" },
  forms: { form: "GET /forms/:owner/:name/:period/:unit" },
  reports: {
    duties: "GET /duties/:owner/:name/:period",
    report: `GET ${report}`,
    history: `GET ${report}/history`,
    draft: `POST ${report}/draft`,
    submit: `POST ${report}/submit`,
    amend: `POST ${report}/amend`,
    return: `POST ${report}/return`,
    approve: `POST ${report}/approve`,
    seal: `POST ${report}/seal`,
    extend: `POST ${report}/extend`,
    waive: `POST ${report}/waive`
  },
  people: { list: "GET /units/:unit/people", put: "POST /units/:unit/people" },
  notices: {
    list: "GET /notices",
    send: "POST /notices",
    standing: "GET /notices/:id",
    acknowledge: "POST /notices/:id/acknowledge"
  },
  files: { put: "POST /files", get: "GET /files/:id" },
  totals: { total: `GET ${total}`, explain: `GET ${total}/:field`, board: "GET /boards/:owner/:name/:period/:unit" },
  postings: { list: "GET /postings", posted: "POST /postings/posted", couldNot: "POST /postings/could-not" },
  health: { health: "GET /health" }
}

interface Sent {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | undefined>>
  readonly payload?: unknown
}

const requestOf = ({ base, headers }: Options, address: string, { params = {}, query = {}, payload }: Sent) => {
  const [method = "GET", pattern = "/"] = address.split(" ")
  const path = pattern.replaceAll(/:(\w+)/gu, (_, name: string) => encodeURIComponent(params[name] ?? ""))
  const asked = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const search = asked.length === 0 ? "" : `?${new URLSearchParams(asked)}`
  const isFile = payload instanceof Blob || payload instanceof Uint8Array
  const type = isFile ? "application/octet-stream" : "application/json"
  return new globalThis.Request(`${base}${path}${search}`, {
    method,
    headers: { ...headers?.(), ...(method === "POST" ? { "content-type": type } : {}) },
    ...(method === "POST" ? { body: isFile ? (payload as BodyInit) : JSON.stringify(payload ?? {}) } : {})
  })
}

const call = async (options: Options, address: string, sent: Sent): Promise<Answer<unknown>> => {
  const request = requestOf(options, address, sent)
  try {
    const response = await (options.fetch ?? globalThis.fetch)(request)
    const bytes = await response.arrayBuffer()
    const isJson = response.headers.get("content-type")?.includes("json") === true
    const body: unknown = isJson
      ? JSON.parse(new TextDecoder().decode(bytes))
      : bytes.byteLength === 0
        ? null
        : new Uint8Array(bytes)
    return response.ok ? { ok: true, value: body } : { ok: false, problem: body as Problem }
  } catch {
    return { ok: false, problem: null }
  }
}

/**
 * Makes a client.
 *
 * @example
 * ```ts
 * import { Client } from "@lienhoi/http"
 *
 * const client = Client.make({ base: "https://hoi.example/api", fetch: async (request) => Response.json({ asked: request.url }) })
 * const answer = await client.units.find({ query: { q: "xa tan binh" } })
 *
 * answer.ok && answer.value // => { asked: "https://hoi.example/api/units?q=xa+tan+binh" }
 * ```
 */
export const make = (options: Options): Client => {
  const made: { readonly [group: string]: { readonly [name: string]: (sent?: Sent) => Promise<Answer<unknown>> } } =
    Object.fromEntries(
      Object.entries(addresses).map(([group, own]) => [
        group,
        Object.fromEntries(
          Object.entries(own).map(([name, address]) => [name, (sent: Sent = {}) => call(options, address, sent)])
        )
      ])
    )
  // What each call takes and gives stands in the type alone: the table above is checked against it.
  return made as unknown as Client
}
