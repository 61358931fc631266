/**
 * Partitions of the events: one for each association and year of the periods. What has none is in the rest, and is moved
 * when its partition is made.
 *
 * @since 0.1.0
 */
import * as Effect from "effect/Effect"
import { SqlClient } from "effect/sql/SqlClient"
import type { SqlError } from "effect/sql/SqlError"

/** Where the events of an association's periods of that year stand; the name holds no letter that needs quoting. */
const nameOf = "'event_' || left(md5($1), 12) || '_' || $2::int"

/**
 * Makes the partition of that year (2024 holds `2024`, `2024-10`, `2024-Q4`), unless it is there. Appends wait while rows
 * move from the rest.
 */
export const ensure = (association: string, year: number): Effect.Effect<void, SqlError, SqlClient> =>
  Effect.flatMap(SqlClient, (sql) => {
    const find = Effect.map(
      sql.unsafe<{ name: string; there: boolean }>(
        `SELECT ${nameOf} AS name, to_regclass('lienhoi.' || ${nameOf}) IS NOT NULL AS there`,
        [association, year]
      ),
      ([row]) => row!
    )
    const say = (form: string, ...values: ReadonlyArray<string>) =>
      Effect.flatMap(
        sql.unsafe<{ statement: string }>(
          `SELECT format($1, ${values.map((_, i) => `$${i + 2}::text`).join(", ")}) AS statement`,
          [form, ...values]
        ),
        ([row]) => sql.unsafe(row!.statement)
      )
    const make = Effect.gen(function* () {
      yield* sql.unsafe("LOCK TABLE lienhoi.event IN ACCESS EXCLUSIVE MODE")
      const { name, there } = yield* find
      if (there) return
      const [from, to] = [String(year), String(year + 1)]
      yield* say("CREATE TABLE lienhoi.%I (LIKE lienhoi.event INCLUDING ALL)", name)
      yield* say(
        `WITH moved AS (
           DELETE FROM lienhoi.event_rest WHERE association = %2$L AND period >= %3$L AND period < %4$L RETURNING *
         ) INSERT INTO lienhoi.%1$I SELECT * FROM moved`,
        name,
        association,
        from,
        to
      )
      yield* say(
        "ALTER TABLE lienhoi.event ATTACH PARTITION lienhoi.%1$I FOR VALUES FROM (%2$L, %3$L) TO (%2$L, %4$L)",
        name,
        association,
        from,
        to
      )
    })
    return Effect.flatMap(find, ({ there }) => (there ? Effect.void : sql.withTransaction(make)))
  })
