/**
 * Up to where reminders were planned, in the database. The entry only moves forward, whoever writes.
 *
 * @since 0.1.0
 */
import { RunLog, RunLogError } from "@lienhoi/reminders/RunLog"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { orOutage } from "./internal/failure.ts"
import { Store } from "./Store.ts"

const unavailable = (cause: unknown): RunLogError => new RunLogError({ cause })

const make = Effect.map(Store, ({ sql, transaction }) =>
  RunLog.of({
    last: (association) =>
      transaction(
        sql.unsafe<{ up_to: Date }>("SELECT up_to FROM lienhoi.run WHERE association = $1", [association])
      ).pipe(
        Effect.map(([row]) => row?.up_to.toISOString() ?? null),
        orOutage(unavailable)
      ),
    advance: (association, upTo) =>
      transaction(
        sql.unsafe(
          `INSERT INTO lienhoi.run AS r (association, up_to) VALUES ($1, $2::timestamptz)
           ON CONFLICT (association) DO UPDATE SET up_to = excluded.up_to WHERE r.up_to < excluded.up_to`,
          [association, upTo]
        )
      ).pipe(Effect.asVoid, orOutage(unavailable))
  })
)

/** The runs of every association the store may see. */
export const layer: Layer.Layer<RunLog, never, Store> = Layer.effect(RunLog, make)
