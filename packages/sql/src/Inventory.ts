/**
 * What is in a store, counted: for a person who wants to know whether it is the right one, and whether it moves.
 *
 * @since 0.1.0
 */
import * as Effect from "effect/Effect"
import { SqlClient } from "effect/sql/SqlClient"
import { failureOf } from "./internal/failure.ts"
import type { StoreError } from "./StoreError.ts"

/** One association's share. */
export interface Share {
  readonly association: string
  /** Streams that anything ever happened to. */
  readonly streams: number
  readonly events: number
  /** Events that nobody has read yet. */
  readonly unread: number
  /** Rows of the outbox by state; `queued` are those still to go out. */
  readonly outbox: { readonly [state: string]: number }
}

/** Every association in the database, in the order of their names. Counts one row at a time: slow on a large store. */
export const read = (where: string): Effect.Effect<ReadonlyArray<Share>, StoreError, SqlClient> =>
  Effect.gen(function* () {
    const sql = yield* SqlClient
    const entries = yield* sql.unsafe<{ association: string; streams: bigint; events: bigint; unread: bigint }>(
      `SELECT association, count(DISTINCT stream) AS streams, count(*) AS events,
         count(*) FILTER (WHERE position IS NULL) AS unread
       FROM lienhoi.entry GROUP BY association`
    )
    const rows = yield* sql.unsafe<{ association: string; state: string; n: bigint }>(
      `SELECT association, coalesce(state->>'at', 'queued') AS state, count(*) AS n
       FROM lienhoi.outbox GROUP BY 1, 2 ORDER BY 1, 2`
    )
    const names = [...new Set([...entries, ...rows].map(({ association }) => association))].sort()
    return names.map((association) => {
      const found = entries.find((one) => one.association === association)
      return {
        association,
        streams: Number(found?.streams ?? 0),
        events: Number(found?.events ?? 0),
        unread: Number(found?.unread ?? 0),
        outbox: Object.fromEntries(
          rows.filter((one) => one.association === association).map(({ state, n }) => [state, Number(n)])
        )
      }
    })
  }).pipe(Effect.mapError(failureOf(where)))
