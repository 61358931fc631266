/**
 * A server looks after its tables by itself; the embedded engine does not. So the process that has it clears what was
 * replaced and counts what is there, now and then.
 */
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import type * as Scope from "effect/Scope"
import { SqlClient } from "effect/sql/SqlClient"

const first = Duration.seconds(30)
const every = Duration.minutes(10)

/** Once. */
const look: Effect.Effect<void, never, SqlClient> = Effect.flatMap(SqlClient, (sql) =>
  Effect.ignore(sql.unsafe("VACUUM (ANALYZE)"))
)

/** Goes on as long as the store is open. */
export const start: Effect.Effect<void, never, SqlClient | Scope.Scope> = Effect.asVoid(
  Effect.forkScoped(Effect.delay(Effect.repeat(look, Schedule.spaced(every)), first))
)
