/**
 * How long messages are kept, and what was noted around signing in. What a message said goes 90 days after it ended; the row itself, which only says that the
 * key was settled and how, goes after 400 days, when no planner looks back so far any more. What a person still has to
 * look at (unknown, not delivered and not dropped) and what still waits stays, however old. One-time links (keys that begin
 * with `link/`) lose their words as soon as nothing is to be sent any more.
 *
 * @since 0.1.0
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { failureOf } from "./internal/failure.ts"
import * as Letter from "./internal/letter.ts"
import { Store } from "./Store.ts"
import type { StoreError } from "./StoreError.ts"

/** Days after the end of a message. */
export interface Policy {
  /** After so many days its words go. */
  readonly words: number
  /** After so many days its row goes; not below 400, else a reminder could be planned again under its key. So does a line of the log of signing in. */
  readonly row: number
}

/** What is usual. */
export const standard: Policy = { words: 90, row: 400 }

/** What one run removed. */
export interface Removed {
  /** Messages whose words went. */
  readonly words: number
  readonly rows: number
  /** Lines of the log of signing in. */
  readonly lines: number
  /** Sessions and links that ended. */
  readonly tokens: number
}

const day = 86_400_000

/** Accepted, cancelled, expired, or left undelivered by a person; before a moment. */
const ended = `due_from IS NULL AND (state->>'at' IN ('accepted', 'cancelled', 'expired')
  OR state->>'at' = 'undelivered' AND state->>'by' IS NOT NULL) AND (state->>'when')::timestamptz < $2::timestamptz`

/** Takes the words out of one-time links that are not sent any more; gives how many. Quick, for every round of a worker. */
export const links: Effect.Effect<number, StoreError, Store> = Effect.flatMap(
  Store,
  ({ association, sql, transaction }) =>
    transaction(
      sql.unsafe<{ n: bigint }>(
        `WITH gone AS (
           UPDATE lienhoi.outbox SET payload = '"${Letter.erased}"', salt = NULL
           WHERE association = $1 AND key LIKE 'link/%' AND salt IS NOT NULL AND due_from IS NULL
             AND state IS NOT NULL RETURNING 1
         ) SELECT count(*) AS n FROM gone`,
        [association]
      )
    )
).pipe(
  Effect.map(([row]) => Number(row?.n ?? 0)),
  Effect.mapError(failureOf("store"))
)

/** Removes what is older than the policy says. */
export const run = ({ words, row }: Policy = standard): Effect.Effect<Removed, StoreError, Store> =>
  Effect.gen(function* () {
    const { association, sql, transaction } = yield* Store
    const now = yield* Clock.currentTimeMillis
    const before = (days: number): string => new Date(now - days * day).toISOString()
    return yield* transaction(
      Effect.gen(function* () {
        const rows = yield* sql.unsafe<{ n: bigint }>(
          `WITH gone AS (DELETE FROM lienhoi.outbox WHERE association = $1 AND ${ended} RETURNING 1)
           SELECT count(*) AS n FROM gone`,
          [association, before(Math.max(row, standard.row))]
        )
        const emptied = yield* sql.unsafe<{ n: bigint }>(
          `WITH gone AS (
             UPDATE lienhoi.outbox SET payload = '"${Letter.erased}"', salt = NULL
             WHERE association = $1 AND ${ended} AND payload::text <> '"${Letter.erased}"' RETURNING 1
           ) SELECT count(*) AS n FROM gone`,
          [association, before(words)]
        )
        const lines = yield* sql.unsafe<{ n: bigint }>(
          `WITH gone AS (DELETE FROM lienhoi.audit WHERE association = $1 AND at < $2::timestamptz RETURNING 1)
           SELECT count(*) AS n FROM gone`,
          [association, before(Math.max(row, standard.row))]
        )
        const tokens = yield* sql.unsafe<{ n: bigint }>(
          `WITH gone AS (DELETE FROM lienhoi.session_token WHERE association = $1 AND until <= $2::timestamptz RETURNING 1)
           SELECT count(*) AS n FROM gone`,
          [association, before(0)]
        )
        const [n, m, l, t] = [emptied, rows, lines, tokens].map(([row]) => Number(row?.n ?? 0))
        return { words: n! + (yield* links), rows: m!, lines: l!, tokens: t! }
      })
    )
  }).pipe(Effect.mapError(failureOf("store")), Effect.withSpan("Retention.run"))
