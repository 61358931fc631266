/**
 * Tries counted in the database, so that a limit holds over all servers on it. A count is one statement under the row's
 * lock. Keys stand as keyed hashes: names and addresses are nobody's business.
 *
 * @since 0.1.0
 */
import { Tries, TriesError, wait } from "@lienhoi/report/Tries"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Box from "./internal/box.ts"
import { orOutage } from "./internal/failure.ts"
import { Store } from "./Store.ts"

const unavailable = (cause: unknown): TriesError => new TriesError({ cause })
const instant = (millis: number): string => new Date(millis).toISOString()

const recent = "SELECT tried FROM unnest(t.times) AS x (tried) WHERE tried > $5::timestamptz"

const make = Effect.map(Store, ({ association, keys, sql, transaction }) => {
  const rowOf = (key: string): string => Box.matches(keys, association, "try", key)[0]!
  return Tries.of({
    take: (key, limit, at) =>
      transaction(
        Effect.gen(function* () {
          const row = rowOf(key)
          yield* sql.unsafe(
            `DELETE FROM lienhoi.tries WHERE association = $1 AND key IN (
               SELECT key FROM lienhoi.tries WHERE association = $1 AND until <= $2::timestamptz AND key <> $3
               LIMIT 1000 FOR UPDATE SKIP LOCKED)`,
            [association, instant(at), row]
          )
          const counted = yield* sql.unsafe(
            `INSERT INTO lienhoi.tries AS t (association, key, times, until)
             VALUES ($1, $2, ARRAY[$3::timestamptz], $4::timestamptz)
             ON CONFLICT (association, key) DO UPDATE SET times = ARRAY(${recent}) || $3::timestamptz, until = $4::timestamptz
             WHERE (SELECT count(*) FROM (${recent}) AS r) < $6::int RETURNING key`,
            [association, row, instant(at), instant(at + limit.within), instant(at - limit.within), limit.most]
          )
          if (counted.length > 0) return 0
          const times = yield* sql.unsafe<{ at: Date }>(
            "SELECT unnest(times) AS at FROM lienhoi.tries WHERE association = $1 AND key = $2",
            [association, row]
          )
          return wait(
            times.map((time) => time.at.getTime()),
            limit,
            at
          )
        })
      ).pipe(orOutage(unavailable)),
    forget: (key, at) =>
      transaction(
        at === null
          ? sql.unsafe("DELETE FROM lienhoi.tries WHERE association = $1 AND key = $2", [association, rowOf(key)])
          : sql.unsafe(
              `UPDATE lienhoi.tries SET times = times[:array_position(times, $3::timestamptz) - 1]
                 || times[array_position(times, $3::timestamptz) + 1:]
               WHERE association = $1 AND key = $2 AND $3::timestamptz = ANY(times)`,
              [association, rowOf(key), instant(at)]
            )
      ).pipe(Effect.asVoid, orOutage(unavailable))
  })
})

/** The tries of the store's association. */
export const layer: Layer.Layer<Tries, never, Store> = Layer.effect(Tries, make)
