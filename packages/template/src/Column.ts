/**
 * A numeric cell that is folded over units and periods. Its numbers are stored as whole numbers, value × 10^scale, so
 * that adding them up is exact.
 *
 * @since 0.1.0
 */
import * as Cell from "./Cell.ts"
import type { Field, Operator } from "./Field.ts"

/** One column; a figure that is broken down has one for itself and one for each item. */
export interface Column {
  /** `TC04`, or `TC04[tu_18_30]` for an item of a breakdown. */
  readonly key: string
  readonly field: Field
  readonly item: string | null
  /** How many decimals are kept. */
  readonly scale: number
  readonly units: Operator
  readonly periods: Operator
}

/**
 * The cell as a whole number of 10^-scale; `null` when it holds no number.
 *
 * @example
 * ```ts
 * import { Cell, Column } from "@lienhoi/template"
 *
 * Column.scaled({ scale: 2 }, Cell.value(0.07)) // => 7
 * Column.unscaled({ scale: 2 }, 7) // => 0.07
 * Column.scaled({ scale: 2 }, Cell.missing) // => null
 * ```
 */
export const scaled = (column: Pick<Column, "scale">, cell: Cell.Cell | undefined): number | null => {
  const value = Cell.number(cell)
  return value === null ? null : Math.round(value * 10 ** column.scale)
}

/** The number that a stored whole number stands for. */
export const unscaled = (column: Pick<Column, "scale">, stored: number): number => stored / 10 ** column.scale
