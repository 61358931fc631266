import { clean } from "@lienhoi/words/Text"
import type { Column } from "./columns.ts"
import { type TableName, tables } from "./tables.ts"
import { at, isEqual, isTree, type Path, type Tree, without } from "./tree.ts"

/** What stands in a row, by the id of its column. */
export type Row = { readonly [column: string]: string | number }

/** The rows of every sheet. */
export type Rows = { readonly [T in TableName]: ReadonlyArray<Row> }

/** A list of one word is that word. */
const alone = (value: unknown): unknown => (Array.isArray(value) && value.length === 1 ? value[0] : value)

const isSame = (read: unknown, value: unknown): boolean => isEqual(alone(read), alone(value))

/** How a value stands in a cell; `undefined` where reading the cell would not give it back. */
const written = ({ codec }: Column, value: unknown): string | number | undefined => {
  const cell = codec.write(value)
  if (cell === undefined || (typeof cell === "string" && clean(cell) === "")) return undefined
  const back = codec.read({ row: 1, column: 1, value: cell, formula: null, comment: null })
  return back.problem === undefined && isSame(back.value, value) ? cell : undefined
}

/** What of a map has columns of its own, and what has none. */
const take = (map: Tree, columns: ReadonlyArray<Column>): { readonly row: Row; readonly rest: Tree } => {
  const row: { [column: string]: string | number } = {}
  let rest = map
  for (const column of columns) {
    if (column.id.startsWith("@")) continue
    const way = column.id.split(".")
    const value = at(map, way)
    const cell = value === undefined ? undefined : written(column, value)
    if (cell === undefined) continue
    row[column.id] = cell
    rest = without(rest, way)
  }
  return { row, rest }
}

/** A JSON text in pieces that fit a cell. */
const pieces = (json: string): ReadonlyArray<string> =>
  Array.from({ length: Math.ceil(json.length / 30_000) }, (_, n) => json.slice(n * 30_000, (n + 1) * 30_000))

const trees = (value: unknown): value is ReadonlyArray<Tree> => Array.isArray(value) && value.every(isTree)

/**
 * A template or an overlay in rows. Whatever a sheet has no column for, or a cell would not give back as it was, goes to
 * sheet “Khác” with its place, so that nothing is lost.
 */
export const rowsOf = (json: Tree): Rows => {
  const rows = Object.fromEntries(Object.keys(tables).map((name) => [name, [] as Array<Row>])) as unknown as {
    readonly [T in TableName]: Array<Row>
  }
  const keep = (path: Path, value: unknown): void => {
    const place = path.map((step) => String(step).replaceAll("~", "~0").replaceAll("/", "~1")).join("/")
    for (const piece of pieces(JSON.stringify(value))) rows.rest.push({ "@path": `/${place}`, "@json": piece })
  }
  const keepAll = (path: Path, tree: Tree): void => {
    for (const [key, value] of Object.entries(tree)) keep([...path, key], value)
  }
  const add = (name: TableName, path: Path, map: Tree, own: Row = {}): void => {
    const { row, rest } = take(map, tables[name].columns)
    rows[name].push({ ...own, ...row })
    keepAll(path, rest)
  }
  /** Keys and labels, each in a row; anything else is kept as it is. */
  const items = (name: "choice" | "fixedRow", value: unknown, own: Row): boolean => {
    if (!isTree(value) || Object.keys(value).length === 0) return false
    const made = Object.entries(value).map(([key, label]) => take({ key, label }, tables[name].columns))
    if (made.some(({ rest }) => Object.keys(rest).length > 0)) return false
    rows[name].push(...made.map(({ row }) => ({ ...own, ...row })))
    return true
  }
  const breakdown = (field: string, one: Tree): boolean => {
    const { items: parts, label, ...own } = one
    const { row, rest } = take(own, tables.breakdown.columns)
    const labelCell = label === undefined ? {} : { "@label": take({ label }, tables.breakdown.columns).row.label! }
    if (Object.keys(rest).length > 0 || row.by === undefined || Object.values(labelCell).includes(undefined as never))
      return false
    const head = { "@field": field, ...row, ...labelCell }
    if (parts === undefined) {
      rows.breakdown.push(head)
      return true
    }
    if (!isTree(parts) || Object.keys(parts).length === 0) return false
    const made = Object.entries(parts).map(([key, name]) => take({ key, label: name }, tables.breakdown.columns))
    if (made.some((each) => Object.keys(each.rest).length > 0)) return false
    rows.breakdown.push(...made.map((each) => ({ ...head, ...each.row })))
    return true
  }
  const inTable = (field: string, path: Path, list: ReadonlyArray<Tree>): void => {
    list.forEach((one, n) => {
      const { choices, ...own } = one
      const here = [...path, n]
      add("column", here, own, { "@field": field })
      if (choices !== undefined && !items("choice", choices, { "@field": `${field}.${String(one.key)}` }))
        keep([...here, "choices"], choices)
    })
  }
  const field = (section: string, path: Path, one: Tree): void => {
    const { choices, rows: fixed, columns, disaggregate, ...own } = one
    const key = String(one.key)
    add("field", path, own, { "@section": section })
    if (choices !== undefined && !items("choice", choices, { "@field": key })) keep([...path, "choices"], choices)
    if (fixed !== undefined && !items("fixedRow", fixed, { "@field": key })) keep([...path, "rows"], fixed)
    if (trees(columns)) inTable(key, [...path, "columns"], columns)
    else if (columns !== undefined) keep([...path, "columns"], columns)
    if (disaggregate === undefined) return
    if (!trees(disaggregate)) {
      keep([...path, "disaggregate"], disaggregate)
      return
    }
    const before = rows.breakdown.length
    const names = disaggregate.map(({ by }) => by)
    // Parts of one breakdown are told from the next by its name.
    if (new Set(names).size === names.length && disaggregate.every((each) => breakdown(key, each))) return
    rows.breakdown.length = before
    keep([...path, "disaggregate"], disaggregate)
  }
  const section = (key: string, value: unknown): void => {
    if (!isTree(value)) {
      keep(["sections", key], value)
      return
    }
    const { fields, add: added, ...own } = value
    add("section", ["sections", key], own, { "@key": key })
    for (const [keyword, list] of [
      ["fields", fields],
      ["add", added]
    ] as const) {
      if (list === undefined) continue
      const path = ["sections", key, keyword]
      // What a template and an overlay call differently stands in one sheet.
      if (!trees(list) || list.length === 0 || (keyword === "add") !== "extends" in json) keep(path, list)
      else list.forEach((one, n) => field(key, [...path, n], one))
    }
  }
  const due = (level: string, value: unknown): void => {
    const list = Array.isArray(value) && value.length > 1 ? value : [value]
    const made = list.map((one) => (typeof one === "number" ? { day: one } : one))
    if (Array.isArray(value) && value.length < 2) {
      keep(["due", level], value)
      return
    }
    if (!trees(made) || made.some((one) => Object.keys(one).length === 0)) {
      keep(["due", level], value)
      return
    }
    const taken = made.map((one) => take(one, tables.due.columns))
    const cell = written(tables.due.columns[0]!, level)
    if (cell === undefined || taken.some(({ rest }) => Object.keys(rest).length > 0)) {
      keep(["due", level], value)
      return
    }
    rows.due.push(...taken.map(({ row }) => ({ "@level": cell, ...row })))
  }
  const each = (value: unknown, keyword: string, read: (key: string, one: unknown) => void): void => {
    if (value === undefined) return
    if (!isTree(value) || Object.keys(value).length === 0) {
      keep([keyword], value)
      return
    }
    for (const [key, one] of Object.entries(value)) read(key, one)
  }
  const list = (value: unknown, keyword: "rules" | "targets", name: TableName): void => {
    if (value === undefined) return
    if (!trees(value) || value.length === 0) {
      keep([keyword], value)
      return
    }
    value.forEach((one, n) => add(name, [keyword, n], one))
  }
  const change =
    (keyword: "relabel" | "tighten") =>
    (key: string, one: unknown): void => {
      const map = keyword === "relabel" && typeof one === "string" ? { label: one } : one
      if (!isTree(map) || Object.keys(map).length === 0) {
        keep([keyword, key], one)
        return
      }
      const { row, rest } = take({ [keyword]: map }, tables.change.columns)
      if (Object.keys(rest).length > 0) {
        keep([keyword, key], one)
        return
      }
      rows.change.push({ "@base": key, ...row })
    }
  const finer = (key: string, value: unknown): void => {
    if (!isTree(value) || Object.keys(value).length === 0) {
      keep(["choices", key], value)
      return
    }
    for (const [under, one] of Object.entries(value))
      if (!items("choice", one, { "@field": key, "@under": under })) keep(["choices", key, under], one)
  }

  const { sections, due: dues, rules, targets, states, relabel, tighten, hide, choices, ...head } = json
  add("head", [], head)
  each(sections, "sections", section)
  each(dues, "due", due)
  list(rules, "rules", "rule")
  list(targets, "targets", "target")
  each(states, "states", (key, one) =>
    isTree(one) ? add("state", ["states", key], one, { "@key": key }) : keep(["states", key], one)
  )
  each(relabel, "relabel", change("relabel"))
  each(tighten, "tighten", change("tighten"))
  if (Array.isArray(hide) && hide.length > 0 && hide.every((key) => typeof key === "string" && clean(key) !== ""))
    rows.change.push(...hide.map((key: string) => ({ "@base": key, "@hide": "Có" })))
  else if (hide !== undefined) keep(["hide"], hide)
  each(choices, "choices", finer)
  return rows
}
