import * as PlainDate from "@lienhoi/calendar/PlainDate"
import type { Cell } from "@lienhoi/template/Cell"
import { type Field, isPercent } from "@lienhoi/template/Field"
import { fold } from "@lienhoi/words/Text"
import { words } from "./texts.ts"

/** What a person would type into a cell to say the same. */
export type Content = string | number | null

/** The label of a choice; its key where two labels sound the same. */
export const offer = (field: Field, key: string): string => {
  const label = field.choices.find((one) => one.key === key)?.label ?? key
  const same = field.choices.filter((one) => fold(one.label) === fold(label) || fold(one.key) === fold(label))
  return same.length > 1 ? key : label
}

/** What stands in the cell of a figure; rows of tables have cells of their own. */
export const contentOf = (field: Field, cell: Cell | undefined): Content => {
  if (cell === undefined || cell.state === "missing") return null
  if (cell.state === "zero") return words.nothing
  if (cell.state === "not-applicable") return `${words.notApplicable}: ${cell.reason}`
  const { value } = cell
  if (field.type === "ratio") return cell.printed ?? ratio(field, value)
  if (typeof value === "number") return value
  if (typeof value === "boolean") return value ? words.yes : words.no
  if (typeof value === "string") {
    if (field.type === "choice") return offer(field, value)
    return field.type === "date" && PlainDate.isValid(value) ? PlainDate.format(value) : value
  }
  return field.type === "table" ? null : value.join("; ")
}

const ratio = (field: Field, value: unknown): Content =>
  typeof value === "number" ? Number((isPercent(field) ? value * 100 : value).toFixed(field.decimals)) : null

/** The rows of a table. */
export const rowsOf = (cell: Cell | undefined): ReadonlyArray<{ readonly [column: string]: Cell }> =>
  cell?.state === "value" && Array.isArray(cell.value)
    ? (cell.value as ReadonlyArray<{ readonly [column: string]: Cell }>)
    : []
