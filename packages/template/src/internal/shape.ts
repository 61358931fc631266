import { type Field, isComputed, isNumeric } from "../Field.ts"
import { keyShape, misshapen, twice } from "./keys.ts"
import type { Say } from "./say.ts"
import type { TextCode } from "./texts.ts"
import { isReserved } from "./tokens.ts"
import type { Path } from "./yaml.ts"

/** What a field may say depends on its type; whatever it says in vain is an error, so that nobody relies on it. */
export const fieldIssues = (field: Field, path: Path, say: Say): void => {
  const { key, type } = field
  const numeric = isNumeric(field)
  const at = (name: string, code: TextCode, params: { readonly [name: string]: string | number } = {}) =>
    say([...path, name], code, { key, name, type, ...params })

  if (!keyShape.test(key)) at("key", "field.key", { key: key.slice(0, 40) })
  if (isReserved(key)) at("key", "field.reserved")
  if (field.decimals < 0 || field.decimals > 6) at("decimals", "field.decimals")
  if ((type === "count" || type === "money") && field.decimals !== 0) at("decimals", "field.not-for")
  if (field.min !== null && field.max !== null && field.min > field.max) {
    at("min", "field.min-max", { min: field.min, max: field.max })
  }

  if (type === "choice" && field.choices.length === 0) at("choices", "field.needs")
  if (type !== "choice" && field.choices.length > 0) at("choices", "field.not-for")
  const badChoice = misshapen(field.choices.map((one) => one.key))
  if (badChoice !== undefined) at("choices", "field.key", { key: badChoice })
  const choice = twice(field.choices.map((one) => one.key))
  if (choice !== undefined) at("choices", "item.twice", { key: choice })

  if (type === "ratio") {
    if (field.numerator === null || field.denominator === null) at("numerator", "field.ratio-parts")
    if (field.combine !== null) at("combine", "field.combine-ratio")
    if (field.formula !== null) at("formula", "field.not-for")
  } else {
    if (field.numerator !== null) at("numerator", "field.not-for")
    if (field.denominator !== null) at("denominator", "field.not-for")
    if (field.combine !== null && !numeric) at("combine", "field.combine-not")
    if (field.combine === null && numeric && field.formula === null) at("combine", "field.combine-needed")
  }

  if (field.formula !== null) {
    if (!numeric && type !== "bool") at("formula", "field.not-for")
    if (field.askedOf.length > 0) at("asked_of", "field.computed-asked")
    if (field.required !== false) at("required", "field.computed-asked")
    if (field.disaggregate.length > 0) at("disaggregate", "field.computed-asked")
  }
  if (field.askedOf.length === 0 && !isComputed(field)) at("asked_of", "field.asked-of")
  if (field.partOf !== null && (!numeric || type === "ratio")) at("part_of", "field.not-for")
  if (field.counts !== null && (!numeric || type === "ratio")) at("counts", "field.not-for")
  if (field.disaggregate.length > 0 && (!numeric || type === "ratio")) at("disaggregate", "field.not-for")
  const items = field.disaggregate.flatMap((breakdown) => breakdown.items.map((one) => one.key))
  const badItem = misshapen(items)
  if (badItem !== undefined) at("disaggregate", "field.key", { key: badItem })
  const item = twice(items)
  if (item !== undefined) at("disaggregate", "item.twice", { key: item })

  if (type === "table" && field.columns.length === 0) at("columns", "field.needs")
  if (type !== "table" && field.columns.length > 0) at("columns", "field.not-for")
  field.columns.forEach((column, i) => {
    columnIssues(column, [...path, "columns", i], say)
    const before = field.columns.slice(0, i).some((other) => other.key.toLowerCase() === column.key.toLowerCase())
    if (before) say([...path, "columns", i, "key"], "item.twice", { key: column.key })
  })
}

/** A column asks like a field but does not add up, divide or nest. */
const columnIssues = (column: Field, path: Path, say: Say): void => {
  const { key, type } = column
  const at = (name: string, code: TextCode) => say([...path, name], code, { key, name, type })
  if (!keyShape.test(key)) at("key", "field.key")
  const bad = misshapen(column.choices.map((one) => one.key))
  if (bad !== undefined) say([...path, "choices"], "field.key", { key: bad })
  if (type === "table" || type === "ratio") at("type", "field.not-for")
  if (type === "choice" && column.choices.length === 0) at("choices", "field.needs")
  if (column.decimals < 0 || column.decimals > 6) at("decimals", "field.decimals")
  if (typeof column.required === "string") at("required", "field.not-for")
}
