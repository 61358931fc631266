/**
 * What happened around signing in, for whoever has to find out later. Added to and never changed: no passwords, no tokens,
 * no names; the account by its id, and where a request came from as a mark that is the same for the same address and tells
 * nothing else.
 *
 * Every implementation passes the contract suite of `@lienhoi/testing/SignInSuite`.
 *
 * @since 0.1.0
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"

/** Everything that is written down. */
export type What =
  | "signed-in"
  | "wrong-password"
  | "no-account"
  | "held-back"
  | "link-sent"
  | "link-not-sent"
  | "wrong-link"
  | "signed-out"
  | "signed-out-everywhere"
  | "password-changed"
  | "account-added"
  | "account-disabled"
  | "account-enabled"

/** Something that happened. */
export interface Audited {
  readonly what: What
  /** The id of the account; `null` where none is known. */
  readonly account: string | null
  /** Milliseconds since 1970 (UTC). */
  readonly at: number
  /** Where the request came from; not kept as it is. */
  readonly address: string | null
}

/** One line of the log. */
export interface Entry {
  readonly what: What
  readonly account: string | null
  readonly at: Instant.Instant
  /** The same for the same address; `null` when none was known. */
  readonly place: string | null
}

/** Which lines are meant. */
export interface Asked {
  readonly account?: string
  /** 100 when left out. */
  readonly limit?: number
}

/** The log cannot be reached at the moment. Nothing was written. */
export class AuditLogError extends Schema.TaggedError<AuditLogError>()("AuditLogError", { cause: Schema.Defect() }) {
  readonly isRetryable = true
}

/** Keeps the log. */
export class AuditLog extends Context.Service<
  AuditLog,
  {
    readonly record: (event: Audited) => Effect.Effect<void, AuditLogError>
    /** The newest lines first. */
    readonly list: (asked?: Asked) => Effect.Effect<ReadonlyArray<Entry>, AuditLogError>
  }
>()("@lienhoi/report/AuditLog") {}

/** Lines kept in memory; older ones go. */
const most = 10_000

/** Keeps the log in memory. */
export const layerMemory: Layer.Layer<AuditLog> = Layer.sync(AuditLog, () => {
  const all: Array<Entry> = []
  const places = new Map<string, string>()
  return AuditLog.of({
    record: ({ what, account, at, address }) =>
      Effect.sync(() => {
        if (address !== null && !places.has(address)) places.set(address, String(places.size + 1))
        const place = address === null ? null : (places.get(address) ?? null)
        all.unshift({ what, account, at: Instant.fromMillis(at), place })
        all.length = Math.min(all.length, most)
      }),
    list: ({ account, limit = 100 } = {}) =>
      Effect.sync(() => all.filter((one) => account === undefined || one.account === account).slice(0, limit))
  })
})
