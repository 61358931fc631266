/**
 * What happened around signing in, in a table that the database itself only lets grow. Addresses stand as keyed hashes.
 *
 * @since 0.1.0
 */
import { AuditLog, AuditLogError, type Entry } from "@lienhoi/report/AuditLog"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Box from "./internal/box.ts"
import { orOutage } from "./internal/failure.ts"
import { Store } from "./Store.ts"

const unavailable = (cause: unknown): AuditLogError => new AuditLogError({ cause })

/** Enough to tell two addresses apart, too little to look one up among all there are. */
const markLength = 12

const make = Effect.map(Store, ({ association, keys, sql, transaction }) => {
  const placeOf = (address: string): string => {
    const hash = Box.matches(keys, association, "place", address)[0]!
    return hash.slice(keys.current.length + 1, keys.current.length + 1 + markLength)
  }
  return AuditLog.of({
    record: ({ what, account, at, address }) =>
      transaction(
        sql.unsafe(
          "INSERT INTO lienhoi.audit (association, at, what, account, place) VALUES ($1, $2::timestamptz, $3, $4, $5)",
          [association, new Date(at).toISOString(), what, account, address === null ? null : placeOf(address)]
        )
      ).pipe(Effect.asVoid, orOutage(unavailable)),
    list: ({ account, limit = 100 } = {}) =>
      transaction(
        sql.unsafe<Omit<Entry, "at"> & { readonly at: Date }>(
          `SELECT what, account, at, place FROM lienhoi.audit
           WHERE association = $1 AND ($2::text IS NULL OR account = $2) ORDER BY arrival DESC LIMIT $3::int`,
          [association, account ?? null, limit]
        )
      ).pipe(
        Effect.map((rows) => rows.map((row) => ({ ...row, at: row.at.toISOString() }))),
        orOutage(unavailable)
      )
  })
})

/** The log of the store's association. */
export const layer: Layer.Layer<AuditLog, never, Store> = Layer.effect(AuditLog, make)
