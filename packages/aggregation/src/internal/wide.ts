/** One column in bigint, for figures beyond the safe integers: slower, and as exact as the other columns. */
import type { Operator } from "@lienhoi/template/Field"

/** By row; `null` where nothing was reported. */
export type Wide = Array<bigint | null>

/** NaN is no figure. */
export const fromNumber = (figure: number): bigint | null => (Number.isNaN(figure) ? null : BigInt(figure))

const combine: { readonly [O in Operator]: (a: bigint, b: bigint) => bigint } = {
  sum: (a, b) => a + b,
  average: (a, b) => a + b,
  min: (a, b) => (a <= b ? a : b),
  max: (a, b) => (a >= b ? a : b),
  first: (a) => a,
  last: (_, b) => b,
  none: (a) => a,
  count: (a) => a
}

/** Which figure stands for both; `null` is none. */
export const both = (operator: Operator, a: bigint | null, b: bigint | null): bigint | null =>
  a === null ? b : b === null ? a : combine[operator](a, b)

/** The row `own` combined with the rows `from .. to - 1`. */
export const fold = (operator: Operator, values: Wide, own: number, from: number, to: number): bigint | null => {
  let folded = values[own] ?? null
  if (operator === "none" || operator === "count") return folded
  for (let row = from; row < to; row++) folded = both(operator, folded, values[row] ?? null)
  return folded
}
