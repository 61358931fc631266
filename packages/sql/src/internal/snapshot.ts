/** One look at everything of an association: what is committed meanwhile is not seen. */
import * as Effect from "effect/Effect"
import type { SqlError } from "effect/sql/SqlError"
import type { Store } from "../Store.ts"

/** Reads in one transaction that sees one state of the store; times come in UTC. */
export const snapshot = <A, E, R>(
  { association, sql }: Store["Service"],
  self: Effect.Effect<A, E, R>
): Effect.Effect<A, E | SqlError, R> =>
  sql.withTransaction(
    Effect.gen(function* () {
      yield* sql.unsafe("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
      yield* sql.unsafe("SELECT set_config('lienhoi.association', $1, true), set_config('timezone', 'UTC', true)", [
        association
      ])
      return yield* self
    })
  )
