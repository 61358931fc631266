/**
 * Turns at scheduled work, in the database. Leases run by the database's clock, so workers whose clocks differ agree on
 * who has the turn.
 *
 * @since 0.1.0
 */
import { Scheduler, SchedulerError } from "@lienhoi/reminders/Scheduler"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { orOutage } from "./internal/failure.ts"
import { Store } from "./Store.ts"

const unavailable = (cause: unknown): SchedulerError => new SchedulerError({ cause })

const make = Effect.map(Store, ({ association, sql, transaction }) =>
  Scheduler.of({
    begin: ({ name, holder, moment, lease }) =>
      transaction(
        sql.unsafe<{ token: bigint }>(
          `INSERT INTO lienhoi.schedule AS s (association, name, holder, until, token)
           VALUES ($1, $2, $3, clock_timestamp() + $4::float8 * interval '1 millisecond', 1)
           ON CONFLICT (association, name) DO UPDATE SET holder = excluded.holder, until = excluded.until, token = s.token + 1
           WHERE (s.until IS NULL OR s.until <= clock_timestamp()) AND (s.ran IS NULL OR s.ran < $5::timestamptz)
           RETURNING token`,
          [association, name, holder, lease, moment]
        )
      ).pipe(
        Effect.map(([row]) => (row === undefined ? null : { moment, token: Number(row.token) })),
        orOutage(unavailable),
        Effect.withSpan("SqlScheduler.begin")
      ),
    end: (name, { moment, token }, done) =>
      transaction(
        sql.unsafe(
          `UPDATE lienhoi.schedule SET holder = NULL, until = NULL, ran = CASE WHEN $4::bool THEN $5::timestamptz ELSE ran END
           WHERE association = $1 AND name = $2 AND token = $3`,
          [association, name, token, done, moment]
        )
      ).pipe(Effect.asVoid, orOutage(unavailable), Effect.withSpan("SqlScheduler.end")),
    skew: Effect.gen(function* () {
      const before = yield* Clock.currentTimeMillis
      const [row] = yield* transaction(
        sql.unsafe<{ now: number }>("SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS now")
      )
      // The answer was given at some moment in between.
      return (before + (yield* Clock.currentTimeMillis)) / 2 - row!.now
    }).pipe(orOutage(unavailable), Effect.withSpan("SqlScheduler.skew"))
  })
)

/** The schedules of the store's association. */
export const layer: Layer.Layer<Scheduler, never, Store> = Layer.effect(Scheduler, make)
