import type { Place } from "@lienhoi/words/Issue"
import { clean } from "@lienhoi/words/Text"
import type { BookCode } from "./bookTexts.ts"
import { textOf } from "./codec.ts"
import type { Column } from "./columns.ts"
import { cellName } from "./guard.ts"
import { headingKey, isSame } from "./keywords.ts"
import { nearest } from "./nearest.ts"
import { notes, type Table } from "./tables.ts"
import type { Cell, Sheet } from "./workbook.ts"

/** Where an issue of a sheet goes. */
export type SayAt = (
  place: Place,
  code: BookCode,
  params?: { readonly [name: string]: string | number },
  severity?: "warning"
) => void

/** One row under the headings; blank cells that mean what stands above are filled. */
export interface SheetRow {
  readonly row: number
  readonly get: (id: string) => Cell | undefined
  /** The place of a cell whether or not something stands there; of the row where the sheet lacks the column. */
  readonly placeOf: (id: string) => Place
}

/** A place in a sheet. */
export const placeIn = (sheet: string, row: number, column: number): Place => ({
  line: row,
  column,
  sheet,
  cell: cellName(row, column)
})

const isBlank = (cell: Cell | undefined): boolean =>
  cell === undefined || (cell.formula === null && clean(textOf(cell.value)) === "")

const named = new WeakMap<ReadonlyArray<Column>, ReadonlyMap<string, Column>>()

/** Columns by everything they are called; a column's own heading goes before another's second name. */
const byName = (columns: ReadonlyArray<Column>): ReadonlyMap<string, Column> => {
  const found = named.get(columns)
  if (found !== undefined) return found
  const all = new Map<string, Column>()
  for (const name of [(one: Column) => [one.heading], (one: Column) => one.also])
    for (const column of columns)
      for (const said of name(column)) if (!all.has(headingKey(said))) all.set(headingKey(said), column)
  named.set(columns, all)
  return all
}

/** The column of that heading. */
const columnOf = (columns: ReadonlyArray<Column>, said: string): Column | undefined =>
  byName(columns).get(headingKey(said))

/** Cells by row and column; a merged cell shows its value in every row that it covers. */
const gridOf = ({ cells, merged }: Sheet): Map<number, Map<number, Cell>> => {
  const grid = new Map<number, Map<number, Cell>>()
  const set = (row: number, column: number, cell: Cell): void => {
    if (!grid.has(row)) grid.set(row, new Map())
    grid.get(row)!.set(column, cell)
  }
  for (const cell of cells) set(cell.row, cell.column, cell)
  const last = Math.max(0, ...grid.keys())
  for (const { fromRow, fromColumn, toRow } of merged) {
    const cell = grid.get(fromRow)?.get(fromColumn)
    if (cell === undefined) continue
    for (let row = fromRow + 1; row <= Math.min(toRow, last); row++) set(row, fromColumn, { ...cell, comment: null })
  }
  return grid
}

/** How far down the headings are looked for: titles and remarks may stand above. */
const deepest = 20

/** The row with most headings of this sheet. */
const headingRow = (grid: Map<number, Map<number, Cell>>, columns: ReadonlyArray<Column>): number | null => {
  let [best, most] = [null as number | null, 0]
  for (const row of [...grid.keys()].sort((a, b) => a - b)) {
    if (row > deepest + [...grid.keys()][0]!) break
    const cells = [...grid.get(row)!.values()]
    const known = new Set(
      cells.map((cell) => columnOf(columns, textOf(cell.value))?.id).filter((id) => id !== undefined)
    )
    if (known.size > most) [best, most] = [row, known.size]
  }
  return most >= Math.min(2, columns.length) ? best : null
}

/** The rows of a sheet by the ids of its columns. Blank rows are passed over; columns may stand in any order. */
export const rowsIn = (sheet: Sheet, table: Table, say: SayAt): ReadonlyArray<SheetRow> => {
  const grid = gridOf(sheet)
  if (grid.size === 0) return []
  const head = headingRow(grid, table.columns)
  const first = placeIn(sheet.name, 1, 1)
  if (head === null) {
    const known = table.columns.filter(({ isNeeded }) => isNeeded).map(({ heading }) => heading)
    say(first, "book.headings", { known: known.join(", ") })
    return []
  }
  const at = new Map<string, number>()
  for (const cell of grid.get(head)!.values()) {
    const found = clean(textOf(cell.value))
    if (found === "" || notes.some((note) => isSame(note, found))) continue
    const column = columnOf(table.columns, found)
    const place = placeIn(sheet.name, head, cell.column)
    if (column === undefined) {
      if (!holds(grid, head, cell.column)) continue
      const free = table.columns.filter(({ id }) => !at.has(id)).map(({ heading }) => heading)
      const suggestion = nearest(found, free)
      const params = { found: found.slice(0, 60), suggestion: suggestion ?? "", known: free.join(", ") }
      say(place, suggestion === null ? "book.heading-unknown" : "book.heading-meant", params, "warning")
    } else if (at.has(column.id)) say(place, "book.heading-twice", { found: column.heading })
    else at.set(column.id, cell.column)
  }
  const missing = table.columns.filter(({ id, isNeeded }) => isNeeded && !at.has(id))
  for (const { heading } of missing) say(placeIn(sheet.name, head, 1), "book.heading-missing", { heading })
  if (missing.length > 0) return []

  const carriedIds = new Set(table.columns.filter(({ isCarried }) => isCarried).map(({ id }) => id))
  const found: Array<SheetRow> = []
  const above = new Map<string, Cell>()
  for (const row of [...grid.keys()].filter((n) => n > head).sort((a, b) => a - b)) {
    const cells = grid.get(row)!
    const own = (id: string): Cell | undefined => {
      const cell = at.has(id) ? cells.get(at.get(id)!) : undefined
      return isBlank(cell) ? undefined : cell
    }
    const filled = table.columns.filter(({ id }) => own(id) !== undefined)
    for (const { id } of filled.filter(({ isCarried }) => isCarried)) above.set(id, own(id)!)
    // A row with nothing but what is carried down begins a block; it says nothing itself.
    if (filled.every(({ isCarried }) => isCarried) && table.columns.some(({ isCarried }) => !isCarried)) {
      if (filled.length === 0 || filled.length < table.columns.filter(({ isCarried }) => isCarried).length) continue
    }
    const carried = new Map(above)
    found.push({
      row,
      get: (id) => own(id) ?? (carriedIds.has(id) ? carried.get(id) : undefined),
      placeOf: (id) => placeIn(sheet.name, row, at.get(id) ?? Math.min(...at.values()))
    })
  }
  return found
}

const holds = (grid: Map<number, Map<number, Cell>>, head: number, column: number): boolean =>
  [...grid].some(([row, cells]) => row > head && !isBlank(cells.get(column)))

/** The entries of the sheet of the template itself: what stands right of the name of an entry. */
export const entriesIn = (sheet: Sheet, table: Table, say: SayAt): SheetRow | null => {
  const grid = gridOf(sheet)
  const rows = [...grid.keys()].sort((a, b) => a - b)
  const titles = rows.find((row) => [...grid.get(row)!.values()].some(({ value }) => isSame(textOf(value), "Giá trị")))
  const titled = [...(titles === undefined ? [] : grid.get(titles)!.values())]
  const columnAt = (heading: string): number | undefined =>
    titled.find(({ value }) => isSame(textOf(value), heading))?.column
  const nameAt = columnAt("Mục") ?? 1
  const valueAt = columnAt("Giá trị") ?? nameAt + 1
  const found = new Map<string, { readonly row: number; readonly cell: Cell | undefined }>()
  for (const row of rows) {
    const name = grid.get(row)!.get(nameAt)
    const value = grid.get(row)!.get(valueAt)
    const said = clean(textOf(name?.value ?? null))
    if (row === titles || said === "") continue
    const column = columnOf(table.columns, said)
    const place = placeIn(sheet.name, row, nameAt)
    if (column === undefined) {
      if (isBlank(value) || notes.some((note) => isSame(note, said))) continue
      const known = table.columns.map(({ heading }) => heading)
      const suggestion = nearest(said, known)
      const params = { found: said.slice(0, 60), suggestion: suggestion ?? "", known: known.join(", ") }
      say(place, suggestion === null ? "book.item-unknown" : "book.item-meant", params, "warning")
    } else if (found.has(column.id)) say(place, "book.item-twice", { found: column.heading })
    else found.set(column.id, { row, cell: isBlank(value) ? undefined : value })
  }
  if (found.size === 0) {
    say(placeIn(sheet.name, 1, 1), "book.headings", { known: "Mục, Giá trị" })
    return null
  }
  const last = Math.max(0, ...rows)
  return {
    row: titles ?? 1,
    get: (id) => found.get(id)?.cell,
    placeOf: (id) => placeIn(sheet.name, found.get(id)?.row ?? last + 1, valueAt)
  }
}

/** Whether a sheet bears the name of a table. */
export const isNamed = (table: Table, name: string): boolean =>
  [table.name, ...table.also].some((one) => headingKey(one) === headingKey(name))
