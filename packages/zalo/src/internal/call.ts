import * as Instant from "@lienhoi/calendar/Instant"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import * as Redacted from "effect/Redacted"
import type { Account } from "../Account.ts"
import type * as ErrorTable from "../ErrorTable.ts"
import * as OAuth from "../OAuth.ts"
import * as Pace from "../Pace.ts"
import type { Reply, Request } from "../Transport.ts"
import {
  BadRequest,
  Later,
  Lost,
  NotSent,
  type Reason,
  reasonOf,
  Unreadable,
  unknown,
  ZaloError
} from "../ZaloError.ts"
import * as Json from "./json.ts"

/** One call of the Official Account's API. */
export interface Ask {
  readonly product: ErrorTable.Product
  /** How errors and logs name it. */
  readonly call: string
  readonly path: string
  /** Parameters of a GET. */
  readonly query?: { readonly [name: string]: string }
  /** Body of a POST. */
  readonly json?: unknown
  readonly form?: FormData
  /** It names a person: a parameter Zalo calls invalid is her id then, as far as anybody knows. */
  readonly toPerson?: true
}

/** What a successful call gave. */
export interface Answer {
  readonly data: unknown
  /** What stands beside `data`. */
  readonly beside: { readonly [name: string]: unknown }
}

const now = Effect.map(Clock.currentTimeMillis, Instant.fromMillis)

/** How far ahead a place may be; then the worker hears when to come back. As long as a mark of a worker stays fresh. */
const within = 5_000

const failWith =
  ({ product, call }: Ask) =>
  (reason: Reason) =>
    Effect.fail(new ZaloError({ product, call, reason }))

const requestOf = (account: Account, ask: Ask, token: Redacted.Redacted<string>): Request => {
  const query = Object.keys(ask.query ?? {}).length === 0 ? "" : `?${new URLSearchParams(ask.query)}`
  const bare = Redacted.value(token)
  return {
    method: ask.query === undefined ? "POST" : "GET",
    url: `${ask.product === "zns" ? account.hosts.business : account.hosts.openapi}${ask.path}${query}`,
    headers: {
      access_token: bare,
      ...(account.proof ? { appsecret_proof: OAuth.proof(Redacted.value(account.appSecret), bare) } : {}),
      ...(ask.json === undefined ? {} : { "content-type": "application/json" })
    },
    body: ask.form ?? (ask.json === undefined ? null : JSON.stringify(ask.json)),
    within: account.law.answerWithin
  }
}

const rateOf = ({ law }: Account, { product }: Ask): number | null =>
  product === "oa" ? law.callsPerMinute : law.templatesPerMinute

const lineOf = ({ appId }: Account, { product }: Ask): string => `zalo/${product}/${appId}`

/** A line so long that whoever comes now is told to come back, in milliseconds. */
const long = 2_000

/**
 * When the line of the account's calls is short again; `null` when it is. Asked before a row is taken in hand for good:
 * to be sent away then costs the row no try.
 */
export const shortAgain = (account: Account, at: Instant.Instant): Effect.Effect<Instant.Instant | null, ZaloError> => {
  const ask = { product: "oa", call: "place", path: "" } as const
  return account.pace.ahead(lineOf(account, ask), Pace.perMinute(account.law.callsPerMinute)).pipe(
    Effect.map((ahead) => (ahead > long ? OAuth.until(at, ahead - long) : null)),
    Effect.catch(() => failWith(ask)(new NotSent({ why: "pace" })))
  )
}

/** Waits for a place; a place too far away is a reason to come back later. */
const place = (account: Account, ask: Ask): Effect.Effect<void, ZaloError> =>
  Effect.gen(function* () {
    const perMinute = rateOf(account, ask)
    if (perMinute === null) return
    const fail = failWith(ask)
    const { taken, wait } = yield* account.pace
      .take(lineOf(account, ask), Pace.perMinute(perMinute), within)
      .pipe(Effect.catch(() => fail(new NotSent({ why: "pace" }))))
    if (!taken) return yield* fail(new Later({ code: -32, until: OAuth.until(yield* now, wait) }))
    if (wait > 0) yield* Effect.sleep(wait)
  })

/** Reads an answer: success is `error` 0, as a number or as text. */
const read = (ask: Ask, { status, text }: Reply): Effect.Effect<Answer, ZaloError> =>
  Effect.gen(function* () {
    const fail = failWith(ask)
    const body = Json.parse(text)
    const { data, error, message, ...beside } = Json.fields(body)
    const code = Json.number(error)
    const heard = { at: yield* now, spread: yield* Random.next }
    if (ask.product === "oa" && code === -201 && ask.toPerson !== true)
      return yield* fail(new BadRequest({ code, what: "parameter" }))
    if (code !== null && code !== 0) return yield* fail(reasonOf(ask.product, code, Json.text(message), heard))
    if (code === 0 && status < 500) return { data, beside }
    if (status === 429) return yield* fail(reasonOf("oa", -32, "", heard))
    if (status >= 400 && status < 500) return yield* fail(unknown(`http-${status}`, ""))
    return yield* fail(new Unreadable({ status }))
  })

/** Zalo says we were too fast: everybody stays away until the next minute. */
const slowDown = (account: Account, ask: Ask, error: ZaloError) =>
  Effect.gen(function* () {
    if (error.reason._tag !== "Later" || error.reason.code !== -32) return
    const wait = Instant.toMillis(error.reason.until) - (yield* Clock.currentTimeMillis)
    const rate = Pace.perMinute(rateOf(account, ask) ?? account.law.callsPerMinute)
    yield* Effect.ignore(account.pace.hold(lineOf(account, ask), rate, Math.max(0, wait)))
  })

const once = (account: Account, ask: Ask, token: Redacted.Redacted<string>): Effect.Effect<Answer, ZaloError> =>
  Effect.gen(function* () {
    const fail = failWith(ask)
    yield* place(account, ask)
    const reply = yield* account.transport.send(requestOf(account, ask, token)).pipe(
      Effect.catchTags({
        NotSent: ({ why }) => fail(new NotSent({ why })),
        Lost: ({ why }) => fail(new Lost({ why }))
      })
    )
    return yield* Effect.tapError(read(ask, reply), (error) => slowDown(account, ask, error))
  })

/**
 * Calls, with a token that works. An access token that is refused did nothing: it is replaced and the call made once
 * more. Nothing else is repeated here.
 */
export const call = (account: Account, ask: Ask): Effect.Effect<Answer, ZaloError> =>
  Effect.gen(function* () {
    const token = yield* account.tokens.access
    return yield* once(account, ask, token).pipe(
      Effect.catchIf(
        (error) => error.reason._tag === "TokenRefused",
        () => Effect.flatMap(account.tokens.instead(token), (other) => once(account, ask, other))
      )
    )
  }).pipe(Effect.withSpan("Zalo.call", { attributes: { call: ask.call } }))
