import { type Field, isGrid } from "@lienhoi/template/Field"
import type * as Issue from "@lienhoi/words/Issue"
import { clean } from "@lienhoi/words/Text"
import { placeIn } from "../sheetRows.ts"
import type { Cell, Sheet } from "../workbook.ts"
import * as Plan from "./plan.ts"
import type { Say } from "./say.ts"
import { rawOf } from "./value.ts"

/** What the sheet of a table says. */
export interface TableFound {
  readonly rows: ReadonlyArray<{ readonly [column: string]: unknown }>
  readonly places: { readonly [path: string]: Issue.Place }
  /** Whether anything stands in it. */
  readonly isFilled: boolean
}

/** Codes are short; what is longer is not looked at. */
const codeOf = ({ value }: Cell): string =>
  typeof value === "string" && value.length <= 200 ? clean(value).toLowerCase() : ""

/** The codes of the columns: the sheet and row with most of them. */
const codesIn = (sheets: ReadonlyArray<Sheet>, codes: ReadonlyMap<string, number>) => {
  let best: { readonly sheet: Sheet; readonly row: number; readonly n: number } | null = null
  for (const sheet of sheets) {
    const counts = new Map<number, number>()
    for (const cell of sheet.cells) {
      if (codes.has(codeOf(cell))) counts.set(cell.row, (counts.get(cell.row) ?? 0) + 1)
    }
    for (const [row, n] of counts) if (n > (best?.n ?? 0)) best = { sheet, row, n }
  }
  return best
}

/** Reads a table by the codes of its columns and rows; `null` when its sheet is gone, which has then been said. */
export const tableIn = (sheets: ReadonlyArray<Sheet>, field: Field, say: Say): TableFound | null => {
  const codes = new Map(field.columns.map(({ key }, n) => [Plan.columnCode(field, key).toLowerCase(), n]))
  const head = codesIn(sheets, codes)
  if (head === null) {
    say("form.table-missing", undefined, { table: field.key, label: field.label })
    return null
  }
  const { sheet } = head
  const columns = new Map<number, number>()
  for (const cell of sheet.cells) {
    const n = cell.row === head.row ? codes.get(codeOf(cell)) : undefined
    if (n === undefined) continue
    const other = columns.get(n)
    if (other === undefined) columns.set(n, cell.column)
    else {
      const params = { table: field.key, key: field.columns[n]!.key, cell: placeIn(sheet.name, cell.row, other).cell! }
      say("form.column-twice", placeIn(sheet.name, cell.row, cell.column), params)
    }
  }
  field.columns.forEach(({ key, label }, n) => {
    if (columns.has(n)) return
    say("form.column-missing", placeIn(sheet.name, head.row, 1), { table: field.key, key, label })
  })
  const below = new Map<number, Map<number, Cell>>()
  for (const cell of sheet.cells) {
    if (cell.row <= head.row) continue
    const row = below.get(cell.row)
    if (row === undefined) below.set(cell.row, new Map([[cell.column, cell]]))
    else row.set(cell.column, cell)
  }
  const rowNumbers = [...below.keys()].sort((a, b) => a - b)
  const end = Plan.endCode(field).toLowerCase()
  const last = rowNumbers.find((row) => [...below.get(row)!.values()].some((cell) => codeOf(cell) === end))
  const within = rowNumbers.filter((row) => last === undefined || row < last)
  const places: { [path: string]: Issue.Place } = {}
  let isFilled = false

  const rowAt = (row: number, index: number): { [column: string]: unknown } => {
    const found: { [column: string]: unknown } = {}
    field.columns.forEach((column, n) => {
      const at = columns.get(n)
      if (at === undefined) return
      const place = placeIn(sheet.name, row, at)
      places[`${field.key}/${index}/${column.key}`] = place
      const raw = rawOf(below.get(row)?.get(at), column)
      if (raw.is === "nothing") return
      isFilled = true
      if (raw.is === "wrong") say(raw.code, place, raw.params)
      else found[column.key] = raw.value
    })
    places[`${field.key}/${index}`] = placeIn(sheet.name, row, columns.get(0) ?? Plan.firstColumn)
    return found
  }

  if (!isGrid(field)) {
    const rows: Array<{ [column: string]: unknown }> = []
    for (const row of within) {
      const at = [...columns.values()]
      const isBlank = at.every((column) => {
        const cell = below.get(row)!.get(column)
        return cell === undefined || (cell.formula === null && clean(String(cell.value ?? "")) === "")
      })
      if (!isBlank) rows.push(rowAt(row, rows.length))
    }
    return { rows, places, isFilled }
  }
  const byCode = new Map<string, number>()
  for (const row of within) {
    for (const cell of below.get(row)!.values()) {
      const code = codeOf(cell)
      if (code.startsWith(`${field.key.toLowerCase()}[`) && !byCode.has(code)) byCode.set(code, row)
    }
  }
  const rows = field.rows.map(({ key, label }, index) => {
    const code = Plan.rowCode(field, key)
    const row = byCode.get(code.toLowerCase())
    if (row !== undefined) return rowAt(row, index)
    say("form.row-missing", placeIn(sheet.name, head.row, 1), { key: code, label })
    return {}
  })
  return { rows, places, isFilled }
}
