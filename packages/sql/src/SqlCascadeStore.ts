/**
 * Notices on their way down and who acknowledged them, in the database.
 *
 * @since 0.1.0
 */
import type { Acknowledgement, Plan } from "@lienhoi/messaging/Cascade"
import { bare, CascadeStore, CascadeStoreError } from "@lienhoi/messaging/CascadeStore"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Column from "./internal/column.ts"
import { orOutage } from "./internal/failure.ts"
import { Store } from "./Store.ts"

interface Row {
  readonly id: string
  readonly template: string
  readonly issued_at: string
  readonly plan: Plan
}

const unavailable = (cause: unknown): CascadeStoreError => new CascadeStoreError({ cause })

const make = Effect.map(Store, ({ association, sql, transaction }) =>
  CascadeStore.of({
    issue: (given) =>
      Effect.suspend(() => {
        const { id, template, issuedAt, plan } = bare(given)
        return transaction(
          sql.unsafe(
            `INSERT INTO lienhoi.notice (association, id, template, issued_at, plan) VALUES ($1, $2, $3, $4, $5::json)
             ON CONFLICT DO NOTHING RETURNING 1`,
            [association, id, template, issuedAt, JSON.stringify(plan)]
          )
        )
      }).pipe(
        Effect.map((rows) => rows.length > 0),
        orOutage(unavailable)
      ),
    issued: transaction(
      sql.unsafe<Row>(
        `SELECT id, template, issued_at, plan FROM lienhoi.notice WHERE association = $1
         ORDER BY issued_at DESC, id COLLATE "C"`,
        [association]
      )
    ).pipe(
      Effect.map((rows) => rows.map(({ issued_at: issuedAt, ...row }) => ({ ...row, issuedAt }))),
      orOutage(unavailable)
    ),
    acknowledge: (id, acknowledged) =>
      transaction(
        sql.unsafe(
          `INSERT INTO lienhoi.acknowledgement (association, notice, unit, at)
           SELECT $1, $2, unit, at FROM unnest($3::text[], $4::text[]) AS n (unit, at) ON CONFLICT DO NOTHING`,
          [association, id, Column.texts(acknowledged, ({ unit }) => unit), Column.texts(acknowledged, ({ at }) => at)]
        )
      ).pipe(Effect.asVoid, orOutage(unavailable)),
    acknowledged: (id) =>
      transaction(
        sql.unsafe<Acknowledgement & object>(
          `SELECT unit, at FROM lienhoi.acknowledgement WHERE association = $1 AND notice = $2
           ORDER BY unit COLLATE "C"`,
          [association, id]
        )
      ).pipe(orOutage(unavailable))
  })
)

/** The notices of the store's association. */
export const layer: Layer.Layer<CascadeStore, never, Store> = Layer.effect(CascadeStore, make)
