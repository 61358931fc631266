/**
 * Whole columns as parameters: one statement for many rows (`unnest($1::text[], …)`).
 */
import * as PgTypes from "@effect/sql-pg/PgTypes"
import * as Result from "effect/Result"

const of =
  (oid: number) =>
  <A>(rows: ReadonlyArray<A>, value: (row: A) => unknown): PgTypes.Parameter =>
    Result.getOrThrow(PgTypes.array(rows.map(value), oid))

/** `$n::text[]` */
export const texts = of(PgTypes.OID.text)

/** `$n::int[]` */
export const ints = of(PgTypes.OID.int4)

/** `$n::text[]`, to be cast to `json` row by row: the text is kept as it is written here. */
export const jsons = <A>(rows: ReadonlyArray<A>, value: (row: A) => unknown): PgTypes.Parameter =>
  texts(rows, (row) => {
    const found = value(row)
    return found === null || found === undefined ? null : JSON.stringify(found)
  })
