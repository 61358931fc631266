/**
 * How far a restated figure can be trusted.
 *
 * | | meaning |
 * | --- | --- |
 * | `exact` | every figure behind it went whole; nothing was assumed |
 * | `estimated` | a figure of a divided unit is in it by a share, or a branch nobody assigned yet may belong to another heir |
 * | `bound` | a greatest or least figure of a divided unit: that of the part is at most, or at least, this |
 * | `not-restated` | it belongs to the tree of its day and cannot be moved to another |
 *
 * @since 0.1.0
 */

/** From the surest. */
export type Certainty = "exact" | "estimated" | "bound" | "not-restated"

/** All, from the surest. */
export const certainties: ReadonlyArray<Certainty> = ["exact", "estimated", "bound", "not-restated"]

/**
 * What is made of several figures is as sure as the least sure of them.
 *
 * @example
 * ```ts
 * import { Certainty } from "@lienhoi/aggregation"
 *
 * Certainty.least(["exact", "estimated", "exact"]) // => "estimated"
 * ```
 */
export const least = (all: ReadonlyArray<Certainty>): Certainty =>
  certainties[Math.max(0, ...all.map((each) => certainties.indexOf(each)))]!
