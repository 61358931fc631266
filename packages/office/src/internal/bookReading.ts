import type * as Issue from "@lienhoi/words/Issue"
import type { Place } from "@lienhoi/words/Issue"
import { clean } from "@lienhoi/words/Text"
import { issue } from "./bookTexts.ts"
import { textOf } from "./codec.ts"
import type { Column } from "./columns.ts"
import { nearest } from "./nearest.ts"
import { isNamed, placeIn, rowsIn, type SayAt, type SheetRow } from "./sheetRows.ts"
import { type Table, type TableName, tables } from "./tables.ts"
import { isTree, type Path, put, putAt, type Tree } from "./tree.ts"
import type { Sheet } from "./workbook.ts"

/** A path as one text. */
export const keyOf = (path: Path): string => path.join("\u0000")

/** Reads the rows of a book one by one into what it says, and remembers the cell of everything. */
export const readingOf = (sheets: ReadonlyArray<Sheet>) => {
  const issues: Array<Issue.Issue> = []
  const places = new Map<string, { readonly place: Place; readonly table: Table }>()
  const said = new Set<string>()
  const say: SayAt = (place, code, params = {}, severity = undefined) => {
    issues.push(issue(code, params, { place, ...(severity === undefined ? {} : { severity }) }))
  }
  const json: Tree = {}
  /** Cells without which a row is nothing; sheet “Khác” may still hold what stands there. */
  const needed: Array<{ readonly path: Path; readonly row: SheetRow; readonly column: Column }> = []

  const bySheet = (name: TableName): Sheet | undefined => {
    const found = sheets.filter((sheet) => sheet.cells.length > 0 && isNamed(tables[name], sheet.name))
    for (const { name: twice } of found.slice(1)) say(placeIn(twice, 1, 1), "book.sheet-twice", { sheet: twice })
    return found[0]
  }
  const rowsOf = (name: TableName): ReadonlyArray<SheetRow> => {
    const sheet = bySheet(name)
    return sheet === undefined ? [] : rowsIn(sheet, tables[name], say)
  }
  const mark = (path: Path, table: Table, row: SheetRow, id: string): void => {
    if (!places.has(keyOf(path))) places.set(keyOf(path), { place: row.placeOf(id), table })
  }
  const sayOf = (
    path: Path,
    row: SheetRow,
    id: string,
    ...what: [code: Parameters<SayAt>[1], params?: Parameters<SayAt>[2]]
  ): void => {
    say(row.placeOf(id), ...what)
    said.add(keyOf(path))
  }

  /** What one cell means. */
  const meaning = (column: Column, row: SheetRow, path: Path): unknown => {
    const cell = row.get(column.id)
    if (cell === undefined) return undefined
    const read = column.codec.read(cell)
    if (cell.formula !== null && read.value === cell.formula) {
      const found = cell.formula.slice(0, 80)
      issues.push(issue("book.excel-formula", { found }, { path, place: row.placeOf(column.id), severity: "warning" }))
    } else if (cell.formula !== null && cell.value === null) {
      sayOf(path, row, column.id, "book.computed")
      return undefined
    }
    if (read.problem === undefined) return read.value
    const { code, known = [] } = read.problem
    const found = clean(textOf(cell.value)).slice(0, 40)
    const suggestion = code === "book.one-of" ? nearest(found, known) : null
    const params = { heading: column.heading, found, known: known.join(", "), suggestion: suggestion ?? "" }
    sayOf(path, row, column.id, suggestion === null ? code : "book.one-of-meant", params)
    return read.value
  }

  /** The map that a row writes. */
  const mapOf = (table: Table, row: SheetRow, path: Path, skipped: ReadonlyArray<string> = []): Tree => {
    const tree: Tree = {}
    const first = table.columns.find(({ isNeeded, id }) => isNeeded && !id.startsWith("@")) ?? table.columns[0]!
    mark(path, table, row, first.id)
    for (const column of table.columns) {
      if (column.id.startsWith("@") || skipped.includes(column.id)) continue
      const way = column.id.split(".")
      for (let n = 1; n <= way.length; n++) mark([...path, ...way.slice(0, n)], table, row, column.id)
      const value = meaning(column, row, [...path, ...way])
      if (value !== undefined && !(Array.isArray(value) && value.length === 0)) putAt(tree, way, value)
      else if (column.isNeeded && row.get(column.id) === undefined)
        needed.push({ path: [...path, ...way], row, column })
    }
    return tree
  }

  const wordOf = (row: SheetRow, id: string): string => clean(textOf(row.get(id)?.value ?? null))

  /** What a row belongs to; said when it is not there. */
  const ownerOf = <A>(
    row: SheetRow,
    id: string,
    owners: ReadonlyMap<string, A>,
    sheet: Table,
    column: Column
  ): A | null => {
    const found = wordOf(row, id)
    if (found === "") {
      say(row.placeOf(id), "book.needed", { heading: column.heading })
      return null
    }
    const owner = owners.get(found.toLowerCase())
    if (owner !== undefined) return owner
    const suggestion = nearest(found, owners.keys())
    const known = suggestion === null ? undefined : [...owners.keys()].find((key) => key === suggestion)
    const params = { found: found.slice(0, 40), sheet: sheet.name, suggestion: known ?? "" }
    say(row.placeOf(id), known === undefined ? "book.owner-unknown" : "book.owner-meant", params)
    return null
  }
  const columnNamed = (table: Table, id: string): Column => table.columns.find((one) => one.id === id)!

  /** A map of maps, whose keys stand in a column. */
  const mapped = (name: TableName, keyword: string): Map<string, { readonly tree: Tree; readonly path: Path }> => {
    const table = tables[name]
    const found = new Map<string, { readonly tree: Tree; readonly path: Path }>()
    const trees: Tree = {}
    for (const row of rowsOf(name)) {
      const key = wordOf(row, "@key")
      const path = [keyword, key]
      if (key === "") {
        say(row.placeOf("@key"), "book.needed", { heading: columnNamed(table, "@key").heading })
        continue
      }
      if (found.has(key.toLowerCase())) {
        say(row.placeOf("@key"), "book.twice", { found: key })
        continue
      }
      mark(path, table, row, "@key")
      const tree = mapOf(table, row, path)
      put(trees, key, tree)
      found.set(key.toLowerCase(), { tree, path })
    }
    if (found.size > 0) put(json, keyword, trees)
    return found
  }

  /** Keys and labels put into one map under an owner. */
  const item = (table: Table, row: SheetRow, owner: Tree, keyword: string, path: Path): void => {
    const key = wordOf(row, "key")
    if (key === "") {
      say(row.placeOf("key"), "book.needed", { heading: columnNamed(table, "key").heading })
      return
    }
    if (!isTree(owner[keyword])) put(owner, keyword, {})
    const map = owner[keyword] as Tree
    if (Object.hasOwn(map, key)) {
      say(row.placeOf("key"), "book.twice", { found: key })
      return
    }
    mark([...path, keyword], table, row, "key")
    mark([...path, keyword, key], table, row, "label")
    const label = row.get("label")
    if (label === undefined)
      sayOf([...path, keyword, key], row, "label", "book.needed", { heading: columnNamed(table, "label").heading })
    put(map, key, label === undefined ? key : textOf(label.value))
  }

  return {
    json,
    issues,
    places,
    said,
    say,
    sayOf,
    needed,
    bySheet,
    rowsOf,
    mark,
    meaning,
    mapOf,
    wordOf,
    ownerOf,
    columnNamed,
    mapped,
    item
  }
}
