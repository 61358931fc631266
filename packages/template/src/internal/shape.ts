import { type Field, isComputed, isNumeric } from "../Field.ts"
import { meant } from "./formulaTexts.ts"
import { keyShape, misshapen, twice } from "./keys.ts"
import { nearest } from "./nearest.ts"
import type { Say } from "./say.ts"
import type { TextCode } from "./texts.ts"
import { isReserved } from "./tokens.ts"
import type { Kind } from "./written.ts"
import type { Path } from "./yaml.ts"

/** What a field may say depends on its type; whatever it says in vain is an error, so that nobody relies on it. */
export const fieldIssues = (field: Field, path: Path, say: Say, kind: Kind): void => {
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
    if (field.combine === null && numeric && field.formula === null && kind === "report") {
      at("combine", "field.combine-needed")
    }
    if (field.combine !== null && numeric && kind !== "report") at("combine", "field.not-in-kind", { kind })
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

  if (field.dimension !== null && type !== "choice") at("dimension", "field.not-for")
  for (const name of ["source", "carry"] as const) {
    const keyword = name === "source" ? "from" : name
    if (field[name] === null) continue
    if (kind !== "report") at(keyword, "field.not-in-kind", { kind, name: keyword })
    else if (isComputed(field)) at(keyword, "field.computed-asked", { name: keyword })
    else if (type === "table" || type === "photo" || type === "file") at(keyword, "field.not-for", { name: keyword })
    else if (name === "source" && "register" in field.source! && !numeric) at("from", "field.not-for", { name: "from" })
  }
  const { source } = field
  if (source !== null && "template" in source && !(numeric && source.periods !== "none")) {
    if (source.periods !== "first" && source.periods !== "last") at("from", "source.fold", { periods: source.periods })
  }
  if (field.source !== null && field.carry !== null) at("carry", "field.carry-fed")

  gridIssues(field, path, say, kind)
  if (type === "table" && field.columns.length === 0) at("columns", "field.needs")
  if (type !== "table" && field.columns.length > 0) at("columns", "field.not-for")
  field.columns.forEach((column, i) => {
    columnIssues(column, [...path, "columns", i], say)
    const before = field.columns.slice(0, i).some((other) => other.key.toLowerCase() === column.key.toLowerCase())
    if (before) say([...path, "columns", i, "key"], "item.twice", { key: column.key })
  })
}

/** Fixed rows and what is added up below and beside them. */
const gridIssues = (field: Field, path: Path, say: Say, kind: Kind): void => {
  const { key, type, rows } = field
  const at = (name: string, code: TextCode, params: { readonly [name: string]: string | number } = {}) =>
    say([...path, name], code, { key, name, type, ...params })
  if (type !== "table") {
    if (rows.length > 0) at("rows", "field.not-for")
    if (field.totals.length > 0) at("totals", "field.not-for")
    if (field.rowTotals.length > 0) at("row_totals", "field.not-for")
    return
  }
  const keys = rows.map((one) => one.key)
  const [bad, again] = [misshapen(keys), twice(keys)]
  if (bad !== undefined) at("rows", "field.key", { key: bad })
  else if (again !== undefined) at("rows", "item.twice", { key: again })
  for (const bound of ["min", "max"] as const)
    if (rows.length > 0 && field[bound] !== null) at(bound, "field.rows-fixed")
  const known = field.columns.map((column) => column.key)
  for (const [name, list] of [
    ["totals", field.totals],
    ["row_totals", field.rowTotals]
  ] as const) {
    list.forEach((wanted, i) => {
      const column = field.columns.find((one) => one.key.toLowerCase() === wanted.toLowerCase())
      const params = { key, name: wanted.slice(0, 40) }
      if (column === undefined) say([...path, name, i], "table.column", { ...params, ...meant(nearest(wanted, known)) })
      else if (!isNumeric(column)) say([...path, name, i], "field.not-number", { name: column.key })
      else if (twice(list.slice(0, i + 1)) === wanted) say([...path, name, i], "item.twice", { key: wanted })
    })
  }
  field.columns.forEach((column, i) => {
    if (column.combine === null) return
    const where = [...path, "columns", i, "combine"]
    if (kind !== "report") say(where, "field.not-in-kind", { key: column.key, name: "combine", kind })
    else if (!isNumeric(column)) say(where, "field.combine-not", { key: column.key, type: column.type })
    else if (rows.length === 0) say(where, "table.combine", { key: column.key, table: key })
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
  if (column.dimension !== null && type !== "choice") at("dimension", "field.not-for")
  if (typeof column.required === "string") at("required", "field.not-for")
}
