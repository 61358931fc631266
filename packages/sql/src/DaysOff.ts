/**
 * Days off beyond the law, as an association's own notices name them. Due days follow from them, so they are kept beside the
 * templates.
 *
 * @since 0.1.0
 */
import type { Notice } from "@lienhoi/calendar/Notice"
import * as Effect from "effect/Effect"
import { failureOf } from "./internal/failure.ts"
import { Store } from "./Store.ts"
import type { StoreError } from "./StoreError.ts"

/** Keeps the notices, in place of those before; the same once more writes nothing. */
export const keep = (notices: ReadonlyArray<Notice>): Effect.Effect<void, StoreError, Store> =>
  Effect.gen(function* () {
    const { association, sql, transaction } = yield* Store
    yield* transaction(
      sql.unsafe(
        `INSERT INTO lienhoi.calendar AS c (association, notices) VALUES ($1, ($2::text)::json)
         ON CONFLICT (association) DO UPDATE SET notices = excluded.notices
         WHERE c.notices::text IS DISTINCT FROM excluded.notices::text`,
        [association, JSON.stringify(notices)]
      )
    )
  }).pipe(Effect.mapError(failureOf("store")))

/** The notices in their order; none before the first time. */
export const read: Effect.Effect<ReadonlyArray<Notice>, StoreError, Store> = Effect.gen(function* () {
  const { association, sql, transaction } = yield* Store
  const [row] = yield* transaction(
    sql.unsafe<{ notices: ReadonlyArray<Notice> }>("SELECT notices FROM lienhoi.calendar WHERE association = $1", [
      association
    ])
  )
  return row?.notices ?? []
}).pipe(Effect.mapError(failureOf("store")))
