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

/** Opens a file; `isWhole` is whether it still is what its id committed to. */
export const open = (
  { association, keys }: Store["Service"],
  { id, about, bytes, salt }: Row
): Result.Result<{ readonly about: string; readonly bytes: Uint8Array; readonly isWhole: boolean }, KeyError> => {
  const own = Buffer.from(salt, "hex")
  const spot = (column: string): Box.Spot => ({ association, table: "attachment", row: id, column })
  const said = Box.open(keys, own, spot("about"), about)
  if (Result.isFailure(said)) return Result.fail(said.failure)
  return Result.map(Box.openBytes(keys, own, spot("bytes"), bytes), (inside) => ({
    about: said.success,
    bytes: new Uint8Array(inside),
    isWhole: Chain.file(own, said.success, inside) === id
  }))
}
