/**
 * Each store knows which keys it was written with: by id, and by a mark in a box that only the right key opens.
 */
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { SqlClient } from "effect/sql/SqlClient"
import type { SqlError } from "effect/sql/SqlError"
import { KeyError, MissingKey, WrongKey } from "../KeyError.ts"
import type { KeyRing } from "../KeyRing.ts"
import * as Box from "./box.ts"

/** The mark stands under no subject. */
const noSalt = new Uint8Array(32)

/** What of a store is needed here. */
interface Marked {
  readonly association: string
  readonly keys: KeyRing
  readonly sql: SqlClient
  readonly join: <A, E, R>(self: Effect.Effect<A, E, R>) => Effect.Effect<A, E | SqlError, R>
}

/** Refuses a ring that lacks a key, or has another under its id; else notes the key in use. */
export const checkRing = ({ association, keys, sql, join }: Marked): Effect.Effect<void, SqlError | KeyError> =>
  join(
    Effect.gen(function* () {
      const marks = yield* sql.unsafe<{ id: string; mark: string }>(
        `SELECT id, mark FROM lienhoi.key WHERE association = $1 ORDER BY id COLLATE "C"`,
        [association]
      )
      const missing = marks.filter(({ id }) => !keys.keys.has(id)).map(({ id }) => id)
      if (missing.length > 0) return yield* new KeyError({ reason: new MissingKey({ ids: missing.join(", ") }) })
      for (const { id, mark } of marks)
        if (Result.isFailure(Box.open(keys, noSalt, { association, table: "key", row: id, column: "mark" }, mark)))
          return yield* new KeyError({ reason: new WrongKey({ id }) })
      const id = keys.current
      if (marks.some((mark) => mark.id === id)) return
      yield* sql.unsafe(
        "INSERT INTO lienhoi.key (association, id, mark) VALUES ($1, $2, $3) ON CONFLICT (association, id) DO NOTHING",
        [association, id, Box.close(keys, noSalt, { association, table: "key", row: id, column: "mark" }, "lienhoi")]
      )
    })
  )
