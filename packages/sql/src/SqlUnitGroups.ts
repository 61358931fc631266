/**
 * The registry of groups, in the database. Who stands in a group and who answers for it is closed.
 *
 * @since 0.1.0
 */
import type { Road } from "@lienhoi/messaging/Recipient"
import { after, type UnitGroup, UnitGroups, UnitGroupsError } from "@lienhoi/messaging/UnitGroup"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Closed from "./internal/closed.ts"
import { orOutage } from "./internal/failure.ts"
import { Store } from "./Store.ts"

interface Row {
  readonly key: string
  readonly box: string
  readonly salt: string
}

const unavailable = (cause: unknown): UnitGroupsError => new UnitGroupsError({ cause })

const keyOf = ({ channel, address }: Road): string => JSON.stringify([channel, address])

const make = Effect.map(Store, (store) => {
  const { association, sql, transaction } = store

  const opened = (row: Row) =>
    Effect.map(
      Effect.mapError(Effect.fromResult(Closed.open(store, "unit_group", row.key, row)), unavailable),
      (text) => JSON.parse(text) as UnitGroup
    )

  const find = (road: Road, lock = "") =>
    Effect.flatMap(
      sql.unsafe<Row>(
        `SELECT key, body AS box, encode(salt, 'hex') AS salt FROM lienhoi.unit_group
         WHERE association = $1 AND key = $2 ${lock}`,
        [association, keyOf(road)]
      ),
      ([row]) => (row === undefined ? Effect.succeed(null) : opened(row))
    )

  const write = (group: UnitGroup) =>
    Effect.suspend(() => {
      const key = keyOf(group.road)
      const { box, salt } = Closed.close(store, "unit_group", key, JSON.stringify(group))
      return sql.unsafe(
        `INSERT INTO lienhoi.unit_group (association, key, unit, lives, body, salt)
         VALUES ($1, $2, $3, $4::boolean, $5, decode($6, 'hex'))
         ON CONFLICT (association, key) DO UPDATE SET unit = $3, lives = $4::boolean, body = $5, salt = decode($6, 'hex')`,
        [association, key, group.unit, group.endedAt === null, box, salt]
      )
    })

  return UnitGroups.of({
    put: (group) => transaction(write(group)).pipe(Effect.asVoid, orOutage(unavailable)),
    hear: (news) =>
      transaction(
        Effect.gen(function* () {
          const found = yield* find(news.road, "FOR UPDATE")
          if (found === null) return null
          const changed = after(found, news)
          yield* write(changed)
          return changed
        })
      ).pipe(orOutage(unavailable)),
    at: (road) => transaction(find(road)).pipe(orOutage(unavailable)),
    living: transaction(
      sql.unsafe<Row>(
        `SELECT key, body AS box, encode(salt, 'hex') AS salt FROM lienhoi.unit_group
         WHERE association = $1 AND lives ORDER BY unit COLLATE "C", key COLLATE "C"`,
        [association]
      )
    ).pipe(
      Effect.flatMap((rows) => Effect.forEach(rows, opened)),
      orOutage(unavailable)
    )
  })
})

/** The groups of the store's association. */
export const layer: Layer.Layer<UnitGroups, never, Store> = Layer.effect(UnitGroups, make)
