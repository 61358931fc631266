/**
 * Places in a line that all processes on one database keep together: who takes one hears how many milliseconds ahead it is.
 * Counted by the clock of the database, so the clocks of the workers do not matter. For channels that space their calls
 * themselves, by {@link Rate.Rate}.
 *
 * @since 0.1.0
 */
import * as Effect from "effect/Effect"
import type { SqlError } from "effect/sql/SqlError"
import type { Rate } from "./Rate.ts"
import { Store } from "./Store.ts"

/** A place that was taken, or, when it would be too far ahead, how long to stay away. */
export interface Place {
  readonly taken: boolean
  /** In milliseconds from now. */
  readonly wait: number
}

const clock = "extract(epoch FROM clock_timestamp()) * 1000"

/**
 * Takes the next place of the line `name` when it lies at most `within` milliseconds ahead. One statement: a line that two
 * ask for at once is counted again after the first has taken its place.
 */
export const take = (name: string, rate: Rate, within: number): Effect.Effect<Place, SqlError, Store> =>
  Effect.flatMap(Store, ({ association, sql, transaction }) => {
    const { burst, interval } = rate
    const advance = sql.unsafe<{ full_at: number; now: number }>(
      `UPDATE lienhoi.rate SET full_at = greatest(full_at, ${clock}) + $3::float8
       WHERE association = $1 AND channel = $2 AND greatest(full_at, ${clock}) - $4::float8 - (${clock}) <= $5::float8
       RETURNING full_at, (${clock})::float8 AS now`,
      [association, name, interval, (burst - 1) * interval, within]
    )
    const look = sql.unsafe<{ wait: number }>(
      `SELECT (full_at - $3::float8 - (${clock}))::float8 AS wait FROM lienhoi.rate WHERE association = $1 AND channel = $2`,
      [association, name, (burst - 1) * interval]
    )
    const open = sql.unsafe(
      "INSERT INTO lienhoi.rate (association, channel) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING channel",
      [association, name]
    )
    const ask: Effect.Effect<Place, SqlError> = Effect.gen(function* () {
      const [taken] = yield* advance
      if (taken !== undefined) return { taken: true, wait: Math.max(0, taken.full_at - burst * interval - taken.now) }
      const [line] = yield* look
      if (line !== undefined) return { taken: false, wait: Math.max(1, line.wait - within) }
      yield* open
      return yield* ask
    })
    return transaction(ask)
  })

/** How many milliseconds ahead the next place of the line is; takes nothing. */
export const ahead = (name: string, { burst, interval }: Rate): Effect.Effect<number, SqlError, Store> =>
  Effect.flatMap(Store, ({ association, sql, transaction }) =>
    Effect.map(
      transaction(
        sql.unsafe<{ wait: number }>(
          `SELECT (full_at - $3::float8 - (${clock}))::float8 AS wait FROM lienhoi.rate WHERE association = $1 AND channel = $2`,
          [association, name, (burst - 1) * interval]
        )
      ),
      ([line]) => Math.max(0, line?.wait ?? 0)
    )
  )

/** Empties the line for so many milliseconds: whoever asks meanwhile is sent away. */
export const hold = (name: string, rate: Rate, millis: number): Effect.Effect<void, SqlError, Store> =>
  Effect.flatMap(Store, ({ association, sql, transaction }) =>
    Effect.asVoid(
      transaction(
        sql.unsafe(
          `INSERT INTO lienhoi.rate AS r (association, channel, full_at) VALUES ($1, $2, ${clock} + $3::float8)
           ON CONFLICT (association, channel) DO UPDATE SET full_at = greatest(r.full_at, ${clock} + $3::float8)`,
          [association, name, millis + rate.burst * rate.interval]
        )
      )
    )
  )
