import type * as Issue from "@lienhoi/words/Issue"
import type { Place } from "@lienhoi/words/Issue"
import { clean } from "@lienhoi/words/Text"
import { keyOf, readingOf } from "./bookReading.ts"
import { issue } from "./bookTexts.ts"
import { textOf } from "./codec.ts"
import { nearest } from "./nearest.ts"
import { restInto } from "./restInto.ts"
import { entriesIn, isNamed, placeIn } from "./sheetRows.ts"
import { problemSheet, type Table, tables } from "./tables.ts"
import { isTree, type Path, put, type Tree } from "./tree.ts"
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

/** Reads sheets into the keywords of the language; everything that cannot be understood is said, with its cell. */
export const jsonOf = (sheets: ReadonlyArray<Sheet>): Found => {
  const book = readingOf(sheets)
  const { json, issues, places, said, needed, say, sayOf, bySheet, rowsOf, mark } = book
  const { meaning, mapOf, wordOf, ownerOf, columnNamed, mapped, item } = book

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
