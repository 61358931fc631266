/**
 * What the outbox and the work list say, closed under a salt of its own. Whom a message goes to stands beside it in clear,
 * by id, so that it is found when that person is erased.
 */
import * as Result from "effect/Result"
import type { Store } from "../Store.ts"
import * as Box from "./box.ts"

/** Tables that keep letters, and the column of each. */
export const tables = { outbox: "payload", work_item: "item" } as const

/** A closed letter. */
export interface Closed {
  readonly box: string
  /** In hexadecimal. */
  readonly salt: string
  /** The person (id) it goes to; `null` for a group, the public, and what is no message. */
  readonly person: string | null
}

/** Read in place of a letter that was erased, and of one whose box does not open. */
export const erased = "erased"
export const damaged = "damaged"

const spotOf = (association: string, table: keyof typeof tables, key: string): Box.Spot => ({
  association,
  table,
  row: key,
  column: tables[table]
})

const personOf = (value: unknown): string | null => {
  const { to } = (value ?? {}) as { readonly to?: { readonly audience?: unknown; readonly id?: unknown } }
  return to?.audience === "person" && typeof to.id === "string" ? to.id : null
}

/** Closes a letter. */
export const close = (
  { association, keys }: Store["Service"],
  table: keyof typeof tables,
  key: string,
  value: unknown
): Closed => {
  const salt = Box.salt()
  const box = Box.close(keys, salt, spotOf(association, table, key), JSON.stringify(value ?? null))
  return { box, salt: Buffer.from(salt).toString("hex"), person: personOf(value) }
}

/** Opens a letter; what was written before letters were closed is read as it stands. */
export const open = (
  { association, keys }: Store["Service"],
  table: keyof typeof tables,
  key: string,
  kept: { readonly letter: unknown; readonly salt: string | null }
): unknown => {
  if (kept.salt === null) return kept.letter
  const opened = Box.open(keys, Buffer.from(kept.salt, "hex"), spotOf(association, table, key), String(kept.letter))
  return Result.isSuccess(opened) ? JSON.parse(opened.success) : damaged
}
