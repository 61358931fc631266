/** What stands in a box. */
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import type { Cell } from "@lienhoi/template/Cell"
import * as Field from "@lienhoi/template/Field"
import * as ReadBack from "@lienhoi/template/ReadBack"
import * as Numeral from "@lienhoi/words/Numeral"

/** A number without loss, as people here write it; dots group thousands, a comma begins the decimals. */
const written = (value: number): string => {
  const [, decimals = ""] = String(value).split(".")
  return /e/u.test(String(value)) ? String(value) : Numeral.format(value, decimals.length)
}

/** An answer as it stands in its box: what was typed as it was typed, a number as it would be typed. */
export const boxText = (field: Field.Field, given: unknown): string => {
  if (typeof given === "number") return written(given)
  if (typeof given === "boolean") return String(given)
  if (typeof given !== "string") return ""
  return field.type === "date" && PlainDate.isValid(given) ? PlainDate.format(given) : given
}

/** What was typed, tidied once its box is left: `1205` becomes `1.205`. It is read as before. */
export const tidied = (field: Field.Field, given: unknown, cell: Cell | undefined): unknown => {
  if (typeof given !== "string" || cell?.state !== "value" || field.type === "ratio") return given
  if (typeof cell.value === "number" && Field.isNumeric(field)) return ReadBack.typed(field, cell, "vi")
  return field.type === "date" && typeof cell.value === "string" ? PlainDate.format(cell.value) : given
}

/** A date as it is typed on a keypad that has no slash: eight digits are day, month and year. */
export const dateTyped = (text: string): string =>
  /^\d{8}$/u.test(text) ? `${text.slice(0, 2)}/${text.slice(2, 4)}/${text.slice(4)}` : text
