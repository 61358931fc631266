/**
 * A file as it is kept: its bytes and what is said about it, each in a box under the file's own salt.
 */
import * as Result from "effect/Result"
import type { KeyError } from "../KeyError.ts"
import type { Store } from "../Store.ts"
import * as Box from "./box.ts"
import * as Chain from "./chain.ts"

/** A row of the table; the salt in hexadecimal. */
export interface Row {
  readonly id: string
  readonly about: string
  readonly bytes: string
  readonly salt: string
}

/** Closes a file; its id follows from it and a salt nobody can guess. */
export const close = ({ association, keys }: Store["Service"], about: string, bytes: Uint8Array): Row => {
  const salt = Box.salt()
  const id = Chain.file(salt, about, bytes)
  const spot = (column: string): Box.Spot => ({ association, table: "attachment", row: id, column })
  return {
    id,
    about: Box.close(keys, salt, spot("about"), about),
    bytes: Box.closeBytes(keys, salt, spot("bytes"), bytes),
    salt: Buffer.from(salt).toString("hex")
  }
}

/** Opens what is said about a file. */
export const openAbout = (
  { association, keys }: Store["Service"],
  { id, about, salt }: Omit<Row, "bytes">
): Result.Result<string, KeyError> =>
  Box.open(keys, Buffer.from(salt, "hex"), { association, table: "attachment", row: id, column: "about" }, about)

/** Opens a file; `isWhole` is whether it still is what its id committed to. */
export const open = (
  store: Store["Service"],
  { bytes, ...row }: Row
): Result.Result<{ readonly about: string; readonly bytes: Uint8Array; readonly isWhole: boolean }, KeyError> => {
  const { association, keys } = store
  const { id, salt } = row
  const own = Buffer.from(salt, "hex")
  const said = openAbout(store, row)
  if (Result.isFailure(said)) return Result.fail(said.failure)
  const spot: Box.Spot = { association, table: "attachment", row: id, column: "bytes" }
  return Result.map(Box.openBytes(keys, own, spot, bytes), (inside) => ({
    about: said.success,
    bytes: new Uint8Array(inside),
    isWhole: Chain.file(own, said.success, inside) === id
  }))
}
