/**
 * Where sessions and one-time links are kept: under the hash of their token, so that who reads the store cannot use them.
 * Times are milliseconds since 1970 (UTC).
 *
 * Every implementation passes the contract suite of `@lienhoi/testing/SignInSuite`.
 *
 * @since 0.1.0
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"

/** What is kept under the hash of a token. */
export interface Kept {
  readonly kind: "session" | "link"
  /** The id of the account. */
  readonly account: string
  /** How the session was opened. */
  readonly via: "password" | "link"
  /** When the session was opened, whatever tokens it had since. */
  readonly begun: number
  /** Since when there is this token. */
  readonly since: number
  /** From then on it is worth nothing. */
  readonly until: number
  /** The hash of the token before it, of the same session; `null` for the first. */
  readonly replaces: string | null
}

/** The store cannot be reached at the moment. Nothing was changed. */
export class SessionTokensError extends Schema.TaggedError<SessionTokensError>()("SessionTokensError", {
  cause: Schema.Defect()
}) {
  readonly isRetryable = true
}

/** Keeps tokens. Whether one still holds is for who asks: an ended one may still be there. */
export class SessionTokens extends Context.Service<
  SessionTokens,
  {
    /** Keeps one; those that ended before its `since` are swept away. */
    readonly put: (hash: string, kept: Kept) => Effect.Effect<void, SessionTokensError>
    readonly get: (hash: string) => Effect.Effect<Kept | null, SessionTokensError>
    /** Takes it away and says what it was: of two at once only one gets it. */
    readonly take: (hash: string) => Effect.Effect<Kept | null, SessionTokensError>
    /** Lets it end at that moment, when it would have ended later. */
    readonly shorten: (hash: string, until: number) => Effect.Effect<void, SessionTokensError>
    /** Takes away everything of an account, but for one token when it is named. */
    readonly endAll: (account: string, but: string | null) => Effect.Effect<void, SessionTokensError>
  }
>()("@lienhoi/report/SessionTokens") {}

/** Keeps tokens in memory. */
export const layerMemory: Layer.Layer<SessionTokens> = Layer.sync(SessionTokens, () => {
  const all = new Map<string, Kept>()
  return SessionTokens.of({
    put: (hash, kept) =>
      Effect.sync(() => {
        for (const [other, { until }] of all) if (until <= kept.since) all.delete(other)
        all.set(hash, kept)
      }),
    get: (hash) => Effect.sync(() => all.get(hash) ?? null),
    take: (hash) =>
      Effect.sync(() => {
        const kept = all.get(hash) ?? null
        all.delete(hash)
        return kept
      }),
    shorten: (hash, until) =>
      Effect.sync(() => {
        const kept = all.get(hash)
        if (kept !== undefined && kept.until > until) all.set(hash, { ...kept, until })
      }),
    endAll: (account, but) =>
      Effect.sync(() => {
        for (const [hash, kept] of all) if (kept.account === account && hash !== but) all.delete(hash)
      })
  })
})
