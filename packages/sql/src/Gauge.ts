/**
 * How much waits in a store: what whoever watches a server draws as a line.
 *
 * @since 0.1.0
 */
import * as Effect from "effect/Effect"
import { failureOf } from "./internal/failure.ts"
import { Store } from "./Store.ts"
import type { StoreError } from "./StoreError.ts"

/** What waits at this moment. */
export interface Gauge {
  /** Messages that wait to be sent, or are in hand. */
  readonly outbox: number
  /** Events that are not in the read models yet. */
  readonly behind: number
}

/** Counts what waits. */
export const read: Effect.Effect<Gauge, StoreError, Store> = Effect.gen(function* () {
  const { association, sql, transaction } = yield* Store
  const [row] = yield* transaction(
    sql.unsafe<{ outbox: bigint; behind: bigint }>(
      `SELECT
         (SELECT count(*) FROM lienhoi.outbox WHERE association = $1 AND due_from IS NOT NULL) AS outbox,
         (SELECT count(*) FROM lienhoi.entry WHERE association = $1 AND (position IS NULL OR position >
            (SELECT coalesce(max(position), 0) FROM lienhoi.reading WHERE association = $1))) AS behind`,
      [association]
    )
  )
  return { outbox: Number(row!.outbox), behind: Number(row!.behind) }
}).pipe(Effect.mapError(failureOf("store")), Effect.withSpan("Gauge.read"))
