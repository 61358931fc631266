import type * as Issue from "@lienhoi/words/Issue"
import type { Place } from "@lienhoi/words/Issue"
import { clean } from "@lienhoi/words/Text"
import { issue } from "./bookTexts.ts"
import { textOf } from "./codec.ts"
import type { Column } from "./columns.ts"
import { nearest } from "./nearest.ts"
import { restInto } from "./restInto.ts"
import { entriesIn, isNamed, placeIn, rowsIn, type SayAt, type SheetRow } from "./sheetRows.ts"
import { problemSheet, type Table, type TableName, tables } from "./tables.ts"
import { isTree, type Path, put, putAt, type Tree } from "./tree.ts"
import type { Sheet } from "./workbook.ts"

/** What a book says, with the cell of everything in it. */
export interface Found {
  readonly json: Tree
  readonly issues: ReadonlyArray<Issue.Issue>
  /** The cell of a value, or of the nearest one around it; with the table it stands in. */
  readonly whereIs: (path: Path) => { readonly place: Place; readonly table: Table } | undefined
  /** Whether something is said already about the value there. */
  readonly isSaid: (path: Path) => boolean
}

const keyOf = (path: Path): string => path.join("\u0000")

/** Reads sheets into the keywords of the language; everything that cannot be understood is said, with its cell. */
export const jsonOf = (sheets: ReadonlyArray<Sheet>): Found => {
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

  // The template itself.
  const headSheet = bySheet("head")
  const head = headSheet === undefined ? null : entriesIn(headSheet, tables.head, say)
  if (headSheet === undefined) issues.push(issue("book.sheet-missing", { sheet: tables.head.name }))
  if (head !== null) Object.assign(json, mapOf(tables.head, head, []))
  const isOverlay = Object.hasOwn(json, "extends")

  // Sections, and the fields under them.
  const sections = mapped("section", "sections")
  if (!Object.hasOwn(json, "sections") && !isOverlay) put(json, "sections", {})
  const keyword = isOverlay ? "add" : "fields"
  const fields = new Map<string, { readonly tree: Tree; readonly path: Path }>()
  for (const row of rowsOf("field")) {
    const named = wordOf(row, "@section")
    // An overlay may add to a section of its base without naming it on sheet “Phần”.
    if (isOverlay && named !== "" && !sections.has(named.toLowerCase())) {
      const tree: Tree = {}
      if (!isTree(json.sections)) put(json, "sections", {})
      put(json.sections as Tree, named, tree)
      mark(["sections", named], tables.field, row, "@section")
      sections.set(named.toLowerCase(), { tree, path: ["sections", named] })
    }
    const section = ownerOf(row, "@section", sections, tables.section, columnNamed(tables.field, "@section"))
    if (section === null) {
      // What is wrong in the rest of the row is said all the same.
      mapOf(tables.field, row, ["", row.row])
      continue
    }
    if (!Array.isArray(section.tree[keyword])) put(section.tree, keyword, [])
    const list = section.tree[keyword] as Array<Tree>
    const path = [...section.path, keyword, list.length]
    const tree = mapOf(tables.field, row, path)
    list.push(tree)
    const key = clean(String(tree.key ?? "")).toLowerCase()
    if (key !== "" && !fields.has(key)) fields.set(key, { tree, path })
  }

  // What hangs on fields.
  const answered = new Map(fields)
  for (const row of rowsOf("column")) {
    const owner = ownerOf(row, "@field", fields, tables.field, columnNamed(tables.column, "@field"))
    if (owner === null) continue
    if (!Array.isArray(owner.tree.columns)) put(owner.tree, "columns", [])
    const list = owner.tree.columns as Array<Tree>
    const path = [...owner.path, "columns", list.length]
    const tree = mapOf(tables.column, row, path)
    list.push(tree)
    const key = `${wordOf(row, "@field")}.${clean(String(tree.key ?? ""))}`.toLowerCase()
    if (!answered.has(key)) answered.set(key, { tree, path })
  }
  for (const row of rowsOf("fixedRow")) {
    const owner = ownerOf(row, "@field", fields, tables.field, columnNamed(tables.fixedRow, "@field"))
    if (owner !== null) item(tables.fixedRow, row, owner.tree, "rows", owner.path)
  }
  for (const row of rowsOf("choice")) {
    const under = wordOf(row, "@under")
    if (under !== "") {
      if (!isOverlay) {
        say(row.placeOf("@under"), "book.only-overlay")
        continue
      }
      const key = wordOf(row, "@field")
      if (!isTree(json.choices)) put(json, "choices", {})
      const choices = json.choices as Tree
      if (!isTree(choices[key])) put(choices, key, {})
      mark(["choices", key], tables.choice, row, "@field")
      mark(["choices", key, under], tables.choice, row, "@under")
      item(tables.choice, row, choices[key] as Tree, under, ["choices", key])
      continue
    }
    const owner = ownerOf(row, "@field", answered, tables.field, columnNamed(tables.choice, "@field"))
    if (owner !== null) item(tables.choice, row, owner.tree, "choices", owner.path)
  }
  for (const row of rowsOf("breakdown")) {
    const table = tables.breakdown
    const owner = ownerOf(row, "@field", fields, tables.field, columnNamed(table, "@field"))
    const by = wordOf(row, "by")
    if (owner === null) continue
    if (by === "") {
      say(row.placeOf("by"), "book.needed", { heading: columnNamed(table, "by").heading })
      continue
    }
    if (!Array.isArray(owner.tree.disaggregate)) put(owner.tree, "disaggregate", [])
    const list = owner.tree.disaggregate as Array<Tree>
    const at = list.findIndex((one) => one.by === by)
    const path = [...owner.path, "disaggregate", at < 0 ? list.length : at]
    const tree: Tree = at < 0 ? { by } : list[at]!
    if (at < 0) list.push(tree)
    mark(path, table, row, "by")
    const own = mapOf(table, row, path, ["by", "key", "label"])
    const label = row.get("@label")
    mark([...path, "by"], table, row, "by")
    mark([...path, "label"], table, row, "@label")
    mark([...path, "items"], table, row, "key")
    // Said once, in any of its rows.
    Object.assign(tree, own)
    if (label !== undefined) put(tree, "label", textOf(label.value))
    if (row.get("key") !== undefined || row.get("label") !== undefined) item(table, row, tree, "items", path)
  }

  // What stands beside the fields.
  for (const row of rowsOf("due")) {
    const levelColumn = columnNamed(tables.due, "@level")
    const level = meaning(levelColumn, row, ["due"])
    if (typeof level !== "string" || level === "") {
      say(row.placeOf("@level"), "book.needed", { heading: levelColumn.heading })
      continue
    }
    if (!isTree(json.due)) put(json, "due", {})
    const dues = json.due as Tree
    const before = (Object.hasOwn(dues, level) ? dues[level] : []) as Array<unknown>
    mark(["due", level], tables.due, row, "@level")
    const tree = mapOf(tables.due, row, ["due", level, before.length])
    put(dues, level, [...before, Object.keys(tree).length === 1 && typeof tree.day === "number" ? tree.day : tree])
  }
  const alone: Tree = {}
  for (const [level, list] of Object.entries(isTree(json.due) ? json.due : {}))
    put(alone, level, Array.isArray(list) && list.length === 1 ? list[0] : list)
  if (isTree(json.due)) {
    put(json, "due", alone)
    for (const [key, one] of [...places]) {
      // A level with one rule has it without a number.
      const [top, level, n, ...rest] = key.split("\u0000")
      if (top === "due" && n === "0" && !Array.isArray(alone[level!])) places.set(keyOf([top, level!, ...rest]), one)
    }
    for (const key of [...said]) {
      const [top, level, n, ...rest] = key.split("\u0000")
      if (top === "due" && n === "0" && !Array.isArray(alone[level!])) said.add(keyOf([top, level!, ...rest]))
    }
  }
  for (const [name, into] of [
    ["rule", "rules"],
    ["target", "targets"]
  ] as const) {
    const list = rowsOf(name).map((row, n) => mapOf(tables[name], row, [into, n]))
    if (list.length > 0) put(json, into, list)
  }
  mapped("state", "states")

  // What an overlay changes in its base.
  for (const row of rowsOf("change")) {
    const base = wordOf(row, "@base")
    if (!isOverlay) {
      say(row.placeOf("@base"), "book.only-overlay")
      continue
    }
    if (base === "") {
      say(row.placeOf("@base"), "book.needed", { heading: columnNamed(tables.change, "@base").heading })
      continue
    }
    for (const column of tables.change.columns.filter(({ id }) => !id.startsWith("@"))) {
      const [into, word] = column.id.split(".") as [string, string]
      const path = [into, base, word]
      const value = meaning(column, row, path)
      if (value === undefined) continue
      if (!isTree(json[into])) put(json, into, {})
      if (!isTree((json[into] as Tree)[base])) put(json[into] as Tree, base, {})
      put((json[into] as Tree)[base] as Tree, word, value)
      mark(path.slice(0, 2), tables.change, row, "@base")
      mark(path, tables.change, row, column.id)
    }
    if (meaning(columnNamed(tables.change, "@hide"), row, ["hide"]) === true) {
      const hidden = (Array.isArray(json.hide) ? json.hide : []) as Array<string>
      mark(["hide", hidden.length], tables.change, row, "@base")
      put(json, "hide", [...hidden, base])
    }
  }

  restInto(json, rowsOf("rest"), say, (path, row) => mark(path, tables.rest, row, "@json"))
  for (const { path, row, column } of needed) {
    const value = path.reduce<unknown>((one, step) => (one as Tree | undefined)?.[step], json)
    if (value === undefined) sayOf(path, row, column.id, "book.needed", { heading: column.heading })
  }

  const known = Object.values(tables).map(({ name }) => name)
  for (const { name, cells, isHidden } of sheets) {
    if (isHidden || cells.length === 0 || isNamed({ ...tables.head, name: problemSheet, also: [] }, name)) continue
    if (Object.values(tables).some((table) => isNamed(table, name))) continue
    const suggestion = nearest(name, known)
    if (suggestion !== null) say(placeIn(name, 1, 1), "book.sheet-meant", { sheet: name, suggestion }, "warning")
  }

  const whereIs = (path: Path) => {
    for (let n = path.length; n >= 0; n--) {
      const found = places.get(keyOf(path.slice(0, n)))
      if (found !== undefined) return found
    }
    return undefined
  }
  return { json, issues, whereIs, isSaid: (path) => said.has(keyOf(path)) }
}
