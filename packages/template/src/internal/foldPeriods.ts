import * as Cell from "../Cell.ts"
import * as Column from "../Column.ts"
import type { Operator } from "../Field.ts"
import { round } from "./arithmetic.ts"

/**
 * The answers of periods as one. A fed figure is never partial: as soon as a period that it needs is missing it is
 * missing. Periods in which the question did not arise are left out. `scale` is `null` for what is no number.
 */
export const foldPeriods = (cells: ReadonlyArray<Cell.Cell>, by: Operator, scale: number | null): Cell.Cell => {
  if (cells.length === 0 || by === "none") return Cell.missing
  if (by === "first" || by === "last") {
    const one = (by === "first" ? cells[0] : cells.at(-1))!
    return one.state === "value" ? Cell.value(one.value) : one
  }
  if (scale === null) return Cell.missing
  if (by === "count") return Cell.value(cells.filter((cell) => Cell.number(cell) !== null).length)
  if (cells.some((cell) => cell.state === "missing")) return Cell.missing
  const figures = cells.flatMap((cell) => Column.scaled({ scale }, cell) ?? [])
  if (figures.length === 0) return cells[0]!
  if (cells.every((cell) => cell.state === "zero")) return Cell.zero
  const sum = figures.reduce((a, b) => a + b, 0)
  if (by === "sum") return Cell.value(Column.unscaled({ scale }, sum))
  if (by === "average") return Cell.value(round(sum / figures.length / 10 ** scale, scale))
  return Cell.value(Column.unscaled({ scale }, by === "min" ? Math.min(...figures) : Math.max(...figures)))
}
