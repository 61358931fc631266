/**
 * A person as she is kept: boxes and hashes under a salt of her own.
 */
import * as Result from "effect/Result"
import type { KeyError } from "../KeyError.ts"
import type { Store } from "../Store.ts"
import * as Box from "./box.ts"

/** What is kept in a box and can be found by its exact value. */
export interface Contact {
  readonly identityNumber?: string
  readonly phone?: string
  readonly address?: string
  readonly email?: string
  readonly zalo?: string
}

/** What is kept in a box and found by nothing: sensitive data of Luật 91/2025/QH15. */
export interface Sensitive {
  readonly ethnicity?: string
  readonly religion?: string
  readonly party?: string
  readonly health?: string
}

/** One person. What is not known is left out. */
export interface Person extends Contact, Sensitive {
  readonly id: string
  readonly name: string
  /** The unit she belongs to: who may see persons of that unit finds her in the search. */
  readonly unit?: string
}

const exact: ReadonlyArray<keyof Contact> = ["identityNumber", "phone", "address", "email", "zalo"]
const fields: ReadonlyArray<keyof Contact | keyof Sensitive> = [...exact, "ethnicity", "religion", "party", "health"]

/** One form for all ways to write the same: `+84 912 345 678` and `0912345678`. */
export const formOf = (field: keyof Contact, value: string): string => {
  const text = value.normalize("NFC").trim().toLowerCase()
  switch (field) {
    case "phone":
    case "zalo":
    case "identityNumber": {
      const tight = text.replaceAll(/[\s.()-]/g, "")
      return field === "identityNumber" ? tight : tight.replace(/^(\+84|0084|84(?=\d{9}$))/, "0")
    }
    default:
      return text.replaceAll(/\s+/g, " ")
  }
}

/** Boxes and hashes of one person under a new salt. */
export const boxesOf = ({ association, keys }: Store["Service"], person: Person) => {
  const salt = Box.salt()
  const boxes: { [field: string]: string } = {}
  const matches: Array<string> = []
  for (const field of fields) {
    const value = person[field]
    if (value === undefined) continue
    boxes[field] = Box.close(keys, salt, { association, table: "person", row: person.id, column: field }, value)
  }
  for (const field of exact) {
    const value = person[field]
    if (value !== undefined) matches.push(Box.matches(keys, association, field, formOf(field, value))[0]!)
  }
  return { salt: Buffer.from(salt).toString("hex"), boxes: JSON.stringify(boxes), matches }
}

/** A row of the table. */
export interface Row {
  readonly id: string
  readonly name: string
  readonly unit: string | null
  readonly salt: string
  readonly boxes: { readonly [field: string]: string }
}

/** Opens what is kept of a person. */
export const opened = ({ association, keys }: Store["Service"], row: Row): Result.Result<Person, KeyError> => {
  const found: { [field: string]: string } = {}
  for (const field of fields) {
    const box = row.boxes[field]
    if (box === undefined) continue
    const spot = { association, table: "person", row: row.id, column: field }
    const value = Box.open(keys, Buffer.from(row.salt, "hex"), spot, box)
    if (Result.isFailure(value)) return Result.fail(value.failure)
    found[field] = value.success
  }
  return Result.succeed({ id: row.id, name: row.name, ...(row.unit === null ? {} : { unit: row.unit }), ...found })
}
