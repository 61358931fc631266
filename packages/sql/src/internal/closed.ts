/**
 * A text closed under a salt of its own, in a table whose rows are called by a key.
 */
import type * as Result from "effect/Result"
import type { KeyError } from "../KeyError.ts"
import type { Store } from "../Store.ts"
import * as Box from "./box.ts"

/** The column of each table. */
export const columns = { conversation: "words", unit_group: "body", arrival: "raw", account: "body" } as const

/** A closed text; the salt in hexadecimal. */
export interface Closed {
  readonly box: string
  readonly salt: string
}

const spotOf = ({ association }: Store["Service"], table: keyof typeof columns, row: string): Box.Spot => ({
  association,
  table,
  row,
  column: columns[table]
})

/** Closes it. */
export const close = (store: Store["Service"], table: keyof typeof columns, row: string, text: string): Closed => {
  const salt = Box.salt()
  return { box: Box.close(store.keys, salt, spotOf(store, table, row), text), salt: Buffer.from(salt).toString("hex") }
}

/** Opens it. */
export const open = (
  store: Store["Service"],
  table: keyof typeof columns,
  row: string,
  { box, salt }: Closed
): Result.Result<string, KeyError> => Box.open(store.keys, Buffer.from(salt, "hex"), spotOf(store, table, row), box)
