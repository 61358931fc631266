/**
 * Destroys what stands beside events and what is kept of persons: boxes and salts go, the note that they went stays.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { SqlError } from "effect/sql/SqlError"
import type { Store } from "../Store.ts"
import * as Column from "./column.ts"

/** Erases the words of these events; one without words leaves no note. */
export const eraseEvents = (
  { association, sql, join }: Store["Service"],
  ids: ReadonlyArray<string>
): Effect.Effect<void, SqlError> =>
  Effect.flatMap(Clock.currentTimeMillis, (now) =>
    join(
      sql.unsafe(
        `WITH gone AS (
           DELETE FROM lienhoi.beside WHERE association = $1 AND event = ANY($2::text[]) RETURNING event
         )
         INSERT INTO lienhoi.erasure (association, kind, subject, erased_at)
         SELECT $1, 'event', event, $3::timestamptz FROM gone ON CONFLICT DO NOTHING`,
        [association, Column.texts(ids, (id) => id), new Date(now).toISOString()]
      )
    )
  ).pipe(Effect.asVoid)

/** Erases persons: their names, contacts and records. Noted also when nothing was kept of them. */
export const erasePersons = (
  { association, sql, transaction }: Store["Service"],
  ids: ReadonlyArray<string>
): Effect.Effect<void, SqlError> =>
  Effect.flatMap(Clock.currentTimeMillis, (now) =>
    transaction(
      Effect.gen(function* () {
        const persons = Column.texts(ids, (id) => id)
        yield* sql.unsafe("DELETE FROM lienhoi.person WHERE association = $1 AND id = ANY($2::text[])", [
          association,
          persons
        ])
        yield* sql.unsafe("DELETE FROM lienhoi.record WHERE association = $1 AND person = ANY($2::text[])", [
          association,
          persons
        ])
        yield* sql.unsafe(
          "DELETE FROM lienhoi.found WHERE association = $1 AND kind = 'person' AND id = ANY($2::text[])",
          [association, persons]
        )
        yield* sql.unsafe(
          `INSERT INTO lienhoi.erasure (association, kind, subject, erased_at)
           SELECT $1, 'person', id, $3::timestamptz FROM unnest($2::text[]) AS n (id) ON CONFLICT DO NOTHING`,
          [association, persons, new Date(now).toISOString()]
        )
      })
    )
  )
