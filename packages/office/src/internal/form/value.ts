import * as PlainDate from "@lienhoi/calendar/PlainDate"
import { type Field, isNumeric } from "@lienhoi/template/Field"
import { clean, fold } from "@lienhoi/words/Text"
import type { Cell } from "../workbook.ts"
import type { FormCode } from "./texts.ts"

/** What stands in a cell as an answer to a question, or why it is none. */
export type Raw =
  | { readonly is: "value"; readonly value: unknown }
  | { readonly is: "nothing" }
  | { readonly is: "wrong"; readonly code: FormCode; readonly params?: { readonly [name: string]: string } }

const nothing: Raw = { is: "nothing" }
const value = (of: unknown): Raw => ({ is: "value", value: of })

/** Whole days since 30 December 1899, as spreadsheets count them once a date has lost its format: 1990 to 2100. */
const serials = { from: 32_874, to: 73_050 }
const first = "1899-12-30"

const apart = /^\s*([^:]*?)\s*[:：]\s*([\s\S]+)$/u

/** “Không áp dụng: vì sao”. */
const notApplicable = (text: string, field: Field): { readonly notApplicable: string } | null => {
  const folded = fold(text)
  if (!folded.startsWith("khong ap dung")) return null
  const parts = apart.exec(text)
  if (parts !== null && fold(parts[1]!) === "khong ap dung") return { notApplicable: parts[2]! }
  return folded === "khong ap dung" && field.type !== "text" ? { notApplicable: "" } : null
}

const ofText = (text: string, field: Field): Raw => {
  if (clean(text) === "") return nothing
  const none = notApplicable(text, field)
  if (none !== null) return value(none)
  if (field.type === "photo" || field.type === "file") {
    const names = text.split(/[;\n]/u).map(clean)
    const all = names.filter((one) => one !== "")
    return value(all.length === 1 ? all[0] : all)
  }
  return value(text)
}

/**
 * The answer in a cell, as the validator takes it: what it means there is for the validator to say. A formula of the
 * sender's own counts with its result, our own formula for a ratio does not.
 */
export const rawOf = (cell: Cell | undefined, field: Field): Raw => {
  if (cell === undefined) return nothing
  if (cell.formula !== null && field.type === "ratio") return nothing
  if (cell.isError === true) return { is: "wrong", code: "form.error-value" }
  const found = cell.value
  if (found === null) {
    if (cell.formula === null) return nothing
    return { is: "wrong", code: "form.formula-empty" }
  }
  if (typeof found === "string") return ofText(found, field)
  if (typeof found === "boolean") return value(field.type === "text" ? (found ? "Có" : "Không") : found)
  if (typeof found === "number") {
    if (field.type === "date" && Number.isInteger(found) && found >= serials.from && found <= serials.to)
      return value(PlainDate.addDays(first, found))
    // What a formula computes carries the dust of binary fractions.
    return value(cell.formula === null ? found : Number(found.toPrecision(13)))
  }
  if (isNumeric(field)) return { is: "wrong", code: "form.date-for-number", params: { found: shown(found.date) } }
  return value(field.type === "date" ? found.date : shown(found.date))
}

const shown = (date: string): string => (PlainDate.isValid(date) ? PlainDate.format(date) : date)
