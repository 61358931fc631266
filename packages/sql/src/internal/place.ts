/**
 * Gives positions to the events of an association that are committed and have none. Whoever reads does it, one at a time
 * under the row of `head`: an event that is not committed yet gets a later position when it is, so no reader who goes on
 * from the position it has reached ever misses one.
 */
import * as Effect from "effect/Effect"
import type { SqlError } from "effect/sql/SqlError"
import type { Store } from "../Store.ts"

/** Positions given in one transaction at most, so that none takes long. */
const limit = 20_000

/** Whether an event that is committed has no position yet. */
export const isPending = ({ association, sql }: Store["Service"]) =>
  Effect.map(
    sql.unsafe<{ some: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM lienhoi.entry WHERE association = $1 AND position IS NULL) AS "some"`,
      [association]
    ),
    ([row]) => row!.some
  )

const placeSome = (store: Store["Service"]): Effect.Effect<number, SqlError> => {
  const { association, sql, join } = store
  return join(
    Effect.gen(function* () {
      const lock = sql.unsafe("SELECT 1 FROM lienhoi.head WHERE association = $1 FOR UPDATE", [association])
      if ((yield* lock).length === 0) {
        yield* sql.unsafe(
          "INSERT INTO lienhoi.head (association, position) VALUES ($1, 0) ON CONFLICT (association) DO NOTHING",
          [association]
        )
        yield* lock
      }
      const [placed] = yield* sql.unsafe<{ n: bigint }>(
        `WITH waiting AS (
          SELECT id, row_number() OVER (ORDER BY arrival) AS nth FROM (
            SELECT id, arrival FROM lienhoi.entry WHERE association = $1 AND position IS NULL
            ORDER BY arrival LIMIT ${limit}
          ) AS first_come
        ), placed AS (
          UPDATE lienhoi.entry AS e SET position = h.position + w.nth
          FROM waiting AS w, lienhoi.head AS h
          WHERE e.association = $1 AND e.id = w.id AND h.association = $1
          RETURNING 1
        ), moved AS (
          UPDATE lienhoi.head SET position = position + (SELECT count(*) FROM waiting) WHERE association = $1
        )
        SELECT count(*) AS n FROM placed`,
        [association]
      )
      return Number(placed!.n)
    })
  )
}

/** After this, every event that was committed before has a position. */
export const placeAll = (store: Store["Service"]): Effect.Effect<void, SqlError> =>
  Effect.gen(function* () {
    while ((yield* placeSome(store)) === limit);
  })
