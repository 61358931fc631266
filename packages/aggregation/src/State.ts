/**
 * What is known of a figure, of one unit or of many. When cells are folded, the strongest state stands for all:
 *
 * | | value | zero | missing | not-applicable |
 * | --- | --- | --- | --- | --- |
 * | **value** | value | value | value | value |
 * | **zero** | value | zero | zero | zero |
 * | **missing** | value | zero | missing | missing |
 * | **not-applicable** | value | zero | missing | not-applicable |
 *
 * A declared zero (“không phát sinh”) is a figure and counts as reported; a missing cell is never taken for a zero. So a
 * total is `zero` only when nobody gave a value, and `missing` only when nobody gave a figure although somebody should
 * have. How many are missing behind a figure is said by the counts beside it, not by its state.
 *
 * @since 0.1.0
 */
import type { Cell } from "@lienhoi/template/Cell"

/** One of the four states of a cell. */
export type State = Cell["state"]

const strength: { readonly [S in State]: number } = { "not-applicable": 0, missing: 1, zero: 2, value: 3 }

/**
 * The state of two cells together. Order and grouping do not matter, so a total may be built up in any way.
 *
 * @example
 * ```ts
 * import { State } from "@lienhoi/aggregation"
 *
 * State.join("zero", "missing") // => "zero"
 * State.join("not-applicable", "missing") // => "missing"
 * ```
 */
export const join = (a: State, b: State): State => (strength[a] >= strength[b] ? a : b)
