import type { CellValue, Workbook as Read, Sheet as ReadSheet } from "hucre/xlsx"
import type { Cell, Sheet, Value } from "./workbook.ts"

const ofDate = (date: Date): Value | null => {
  if (Number.isNaN(date.getTime())) return null
  const [day, time] = date.toISOString().split("T") as [string, string]
  const clock = time.slice(0, 8)
  return clock === "00:00:00" ? { date: day } : { date: day, time: clock }
}

const plainOf = (value: CellValue | undefined): Value | null => {
  if (value === null || value === undefined || value === "") return null
  return value instanceof Date ? ofDate(value) : value
}

/** What stands in a cell whose formula went wrong, or into which such a result was copied. */
const errors = new Set(["#N/A", "#VALUE!", "#REF!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!"])

const cellsOf = ({ rows, cells }: ReadSheet): ReadonlyArray<Cell> => {
  const found: Array<Cell> = []
  const add = (row: number, column: number): void => {
    const detail = cells?.get(`${row},${column}`)
    const value = detail?.type === "error" ? null : plainOf(rows[row]?.[column])
    const formula = detail?.formula ?? null
    const comment = detail?.comment?.text ?? null
    const isError = detail?.type === "error" || (typeof value === "string" && errors.has(value))
    if (value === null && formula === null && comment === null && !isError) return
    const cell = { row: row + 1, column: column + 1, value, formula, comment }
    found.push(isError ? { ...cell, isError } : cell)
  }
  rows.forEach((row, r) => row.forEach((_, c) => add(r, c)))
  // Comments may stand beyond the last cell with a value.
  for (const [key, { comment }] of cells ?? []) {
    const [row, column] = key.split(",").map(Number) as [number, number]
    if (comment !== undefined && rows[row]?.[column] === undefined) add(row, column)
  }
  return found.sort((a, b) => a.row - b.row || a.column - b.column)
}

/** What the library read, in our own terms. */
export const sheetsOf = (workbook: Read): ReadonlyArray<Sheet> =>
  workbook.sheets.map((sheet) => ({
    name: sheet.name,
    isHidden: sheet.hidden === true || sheet.veryHidden === true,
    cells: cellsOf(sheet),
    merged: (sheet.merges ?? []).map(({ startRow, startCol, endRow, endCol }) => ({
      fromRow: startRow + 1,
      fromColumn: startCol + 1,
      toRow: endRow + 1,
      toColumn: endCol + 1
    }))
  }))
