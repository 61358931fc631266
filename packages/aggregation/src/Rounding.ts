/**
 * Whole numbers out of exact fractions, for a table that is to be printed: every cell, every row, every column and the
 * whole are rounded up or down and still add up (controlled rounding; Bacharach 1966, Cox 1987). What is whole stays as
 * it is, so known totals are kept. Done once, where a table is published; what was rounded is never added further.
 *
 * @since 0.1.0
 */
import type { Fraction } from "@lienhoi/hierarchy/Fraction"
import * as Exact from "@lienhoi/hierarchy/Fraction"

/** A table of whole numbers with its margins. */
export interface Rounded {
  readonly cells: ReadonlyArray<ReadonlyArray<bigint>>
  /** The sum of each row; of each column; of everything. */
  readonly rows: ReadonlyArray<bigint>
  readonly columns: ReadonlyArray<bigint>
  readonly total: bigint
}

/**
 * Rounds a table; all rows have the same length.
 *
 * @example
 * ```ts
 * import { Rounding } from "@lienhoi/aggregation"
 *
 * const third = { numerator: 100n, denominator: 3n }
 * const { cells, rows, columns } = Rounding.controlled([[third, third, third], [third, third, third]])
 * rows // => [100n, 100n]
 * columns.every((sum) => sum === 66n || sum === 67n) // => true
 * cells.flat().every((cell) => cell === 33n || cell === 34n) // => true
 * ```
 */
export const controlled = (cells: ReadonlyArray<ReadonlyArray<Fraction>>): Rounded => {
  const denominator = cells
    .flat()
    .reduce((common, cell) => common * Exact.make(common, cell.denominator).denominator, 1n)
  const whole = (cell: Fraction): bigint => cell.numerator * (denominator / cell.denominator)
  const floors = cells.map((row) => row.map((cell) => floorOf(whole(cell), denominator)))
  const rests = cells.map((row, i) => row.map((cell, j) => whole(cell) - floors[i]![j]! * denominator))
  const settled = settle(withMargins(rests, denominator), denominator)
  const rounded = floors.map((row, i) => row.map((floor, j) => floor + settled[i]![j]! / denominator))
  const add = (all: ReadonlyArray<bigint>): bigint => all.reduce((sum, each) => sum + each, 0n)
  const rows = rounded.map(add)
  const columns = (rounded[0] ?? []).map((_, j) => add(rounded.map((row) => row[j]!)))
  return { cells: rounded, rows, columns, total: add(rows) }
}

/** One more row and column, so that every row and column is a multiple of the denominator. */
const withMargins = (rests: ReadonlyArray<ReadonlyArray<bigint>>, denominator: bigint): Array<Array<bigint>> => {
  const fill = (all: ReadonlyArray<bigint>): bigint => {
    const over = all.reduce((sum, each) => sum + each, 0n) % denominator
    return over === 0n ? 0n : denominator - over
  }
  const rows = rests.map((row) => [...row, fill(row)])
  const width = rows[0]?.length ?? 0
  return [...rows, Array.from({ length: width }, (_, j) => fill(rows.map((row) => row[j]!)))]
}

/**
 * Moves every rest to 0 or to the denominator without changing the sum of any row or column: round a cycle of unsettled
 * cells, as much is added to one as is taken from the next, until one of them is settled.
 */
const settle = (rests: Array<Array<bigint>>, denominator: bigint): Array<Array<bigint>> => {
  const isOpen = (i: number, j: number): boolean => rests[i]![j]! > 0n && rests[i]![j]! < denominator
  for (let row = 0; row < rests.length; row++) {
    for (let cycle = cycleFrom(rests, row, isOpen); cycle.length > 0; cycle = cycleFrom(rests, row, isOpen)) {
      const room = (offset: number): bigint =>
        least(cycle.map(([i, j], k) => ((k + offset) % 2 === 0 ? denominator - rests[i]![j]! : rests[i]![j]!)))
      const [up, down] = [room(0), room(1)]
      const step = up <= down ? up : -down
      cycle.forEach(([i, j], k) => {
        rests[i]![j]! += k % 2 === 0 ? step : -step
      })
    }
  }
  return rests
}

type Cell = readonly [row: number, column: number]

/** A cycle of open cells, along a row and along a column in turn; empty when no cell of `start` is open. */
const cycleFrom = (
  rests: ReadonlyArray<ReadonlyArray<bigint>>,
  start: number,
  isOpen: (i: number, j: number) => boolean
): ReadonlyArray<Cell> => {
  const way: Array<Cell> = []
  const seenRows = new Map<number, number>([[start, 0]])
  const seenColumns = new Map<number, number>()
  let [row, column] = [start, -1]
  for (;;) {
    const from = column
    column = rests[row]!.findIndex((_, j) => j !== from && isOpen(row, j))
    if (column < 0) return []
    way.push([row, column])
    const atColumn = seenColumns.get(column)
    if (atColumn !== undefined) return way.slice(atColumn)
    seenColumns.set(column, way.length)
    const above = row
    row = rests.findIndex((_, i) => i !== above && isOpen(i, column))
    way.push([row, column])
    const atRow = seenRows.get(row)
    if (atRow !== undefined) return way.slice(atRow)
    seenRows.set(row, way.length)
  }
}

const least = (all: ReadonlyArray<bigint>): bigint => all.reduce((a, b) => (a <= b ? a : b))

const floorOf = (whole: bigint, denominator: bigint): bigint => {
  const quotient = whole / denominator
  return whole < 0n && quotient * denominator !== whole ? quotient - 1n : quotient
}
