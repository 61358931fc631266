/**
 * What channels brought, closed, in the database until it was handled: one row is inserted before the channel gets its
 * answer.
 *
 * @since 0.1.0
 */
import { type Arrival, Arrivals, ArrivalsError } from "@lienhoi/messaging/Arrivals"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Closed from "./internal/closed.ts"
import { orOutage } from "./internal/failure.ts"
import { Store } from "./Store.ts"

interface Row {
  readonly channel: string
  readonly id: string
  readonly lane: string
  readonly at: string
  readonly received_at: string
  readonly raw: string
  readonly salt: string
  readonly hint: string | null
  readonly why: string | null
}

const columns = "channel, id, lane, at, received_at, raw, salt, hint, why"
const read = columns.replace("salt", "encode(salt, 'hex') AS salt")

const keyOf = ({ channel, id }: Pick<Arrival, "channel" | "id">): string => JSON.stringify([channel, id])

const toArrival =
  (store: Store["Service"]) =>
  ({ channel, id, lane, at, received_at, raw, salt, hint }: Row): Effect.Effect<Arrival, ArrivalsError> =>
    Effect.map(
      Effect.mapError(
        Effect.fromResult(Closed.open(store, "arrival", keyOf({ channel, id }), { box: raw, salt })),
        unavailable
      ),
      (opened): Arrival => ({ channel, id, lane, at, receivedAt: received_at, raw: opened, hint })
    )

/** Of one sender at most so many at a time, so that one who is stuck does not hold up the others. */
const ofOneLane = 50

const unavailable = (cause: unknown): ArrivalsError => new ArrivalsError({ cause })

const make = Effect.map(Store, (store) => {
  const { association, sql } = store
  return Arrivals.of({
    add: ({ channel, id, lane, at, receivedAt, raw, hint }) =>
      Effect.suspend(() => {
        const key = keyOf({ channel, id })
        const { box, salt } = Closed.close(store, "arrival", key, raw)
        return sql.unsafe(
          `INSERT INTO lienhoi.arrival (association, channel, id, key, lane, at, received_at, raw, salt, hint)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, decode($9, 'hex'), $10) ON CONFLICT DO NOTHING RETURNING 1`,
          [association, channel, id, key, lane, at, receivedAt, box, salt, hint]
        )
      }).pipe(
        Effect.map((rows) => (rows.length > 0 ? ("kept" as const) : ("kept-before" as const))),
        orOutage(unavailable)
      ),
    waiting: (limit) =>
      sql
        .unsafe<Row>(
          `SELECT ${read} FROM (
             SELECT ${columns}, row_number() OVER (PARTITION BY channel, lane ORDER BY at, id) AS n
             FROM lienhoi.arrival WHERE association = $1 AND state = 'waiting'
           ) AS open WHERE n <= ${ofOneLane} ORDER BY n, at, id LIMIT $2`,
          [association, limit]
        )
        .pipe(
          Effect.flatMap((rows) => Effect.forEach(rows, toArrival(store))),
          orOutage(unavailable)
        ),
    handled: ({ channel, id }) =>
      sql
        .unsafe(
          `UPDATE lienhoi.arrival SET state = 'handled', raw = '', salt = NULL, lane = '', hint = NULL
           WHERE association = $1 AND channel = $2 AND id = $3 AND state = 'waiting'`,
          [association, channel, id]
        )
        .pipe(Effect.asVoid, orOutage(unavailable)),
    setAside: ({ channel, id }, why) =>
      sql
        .unsafe(
          `UPDATE lienhoi.arrival SET state = 'aside', why = $4
           WHERE association = $1 AND channel = $2 AND id = $3 AND state = 'waiting'`,
          [association, channel, id, why]
        )
        .pipe(Effect.asVoid, orOutage(unavailable)),
    aside: sql
      .unsafe<Row>(`SELECT ${read} FROM lienhoi.arrival WHERE association = $1 AND state = 'aside' ORDER BY at, id`, [
        association
      ])
      .pipe(
        Effect.flatMap((rows) =>
          Effect.forEach(rows, (row) =>
            Effect.map(toArrival(store)(row), (arrival) => ({ arrival, why: row.why ?? "" }))
          )
        ),
        orOutage(unavailable)
      )
  })
})

/** What came in for the store's association. */
export const layer: Layer.Layer<Arrivals, never, Store> = Layer.effect(Arrivals, make)
