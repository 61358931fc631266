/** Moves own figures from the rows of one tree to those of another: the inner loop of restating. */
import * as Columns from "../Columns.ts"
import type { Transfer } from "../Transfer.ts"

/** A table over the new tree with every old unit's own figures where they arrive whole, rolled up. */
export const whole = (source: Columns.Columns, { home, onto }: Transfer): Columns.Columns => {
  const target = Columns.makeLike(source, onto)
  Columns.gather(target, source, home)
  Columns.rollUp(target)
  return target
}

/**
 * For each holding, column by column, the sum of its parts' figures times their weights, a whole number of the
 * holding's denominator. NaN where a double cannot hold it for certain; there it is computed when asked for.
 */
export const parts = (source: Columns.Columns, { holdings }: Transfer): Float64Array => {
  const { carries, ownRow, sums, unitsBound, wide } = source
  const width = carries.length
  const numerators = new Float64Array(holdings.size * width)
  const magnitude = new Float64Array(width)
  let row = 0
  for (const { parts } of holdings.values()) {
    magnitude.fill(0)
    for (const part of parts) {
      const own = ownRow[part.source]! * width
      const weight = Number(part.weight)
      for (let k = 0; k < width; k++) {
        const cell = sums[own + k]!
        if (cell === 0) continue
        // A figure stands in the table as figure × unitsBound + 1.
        const weighed = ((cell - 1) / unitsBound) * weight
        numerators[row + k]! += weighed
        magnitude[k]! += Math.abs(weighed)
      }
    }
    for (let k = 0; k < width; k++)
      if (!(magnitude[k]! <= Number.MAX_SAFE_INTEGER) || wide.has(k)) numerators[row + k] = Number.NaN
    row += width
  }
  return numerators
}
