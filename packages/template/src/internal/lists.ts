import { type Cell, type Cells, number } from "../Cell.ts"

/** The numbers that a column of a table holds; without a column a 1 for every row. Missing ones are left out. */
export const listOf = (cell: Cell | undefined, column: string | null): ReadonlyArray<number> => {
  if (cell?.state !== "value" || !Array.isArray(cell.value)) return []
  const rows = cell.value as ReadonlyArray<Cells>
  if (column === null) return rows.map(() => 1)
  return rows.map((row) => number(row[column])).filter((value) => value !== null)
}
