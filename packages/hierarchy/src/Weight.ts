/**
 * How large a share of a divided unit passes to one heir, and where that number comes from. One set of shares serves all
 * fields of a unit, so that fields tied to each other stay tied.
 *
 * @since 0.1.0
 */
import type * as Fraction from "./Fraction.ts"

/**
 * What a share was counted by. `given`: somebody wrote the share itself. `assumed`: nobody knows it, the heirs share
 * alike; what rests on it says so.
 */
export type Basis = "members" | "households" | "population" | "given" | "assumed"

/** Every basis. */
export const bases: ReadonlyArray<Basis> = ["members", "households", "population", "given", "assumed"]

/** `numerator / denominator` of the unit, both safe whole numbers: 312 of 980 members. */
export interface Weight {
  readonly basis: Basis
  readonly numerator: number
  readonly denominator: number
}

/** One of `heirs` equal shares, marked as assumed. */
export const equal = (heirs: number): Weight => ({ basis: "assumed", numerator: 1, denominator: heirs })

/** The share as an exact fraction; the whole when there is no weight. */
export const fraction = (self: Weight | null): Fraction.Fraction =>
  self === null
    ? { numerator: 1n, denominator: 1n }
    : { numerator: BigInt(self.numerator), denominator: BigInt(self.denominator) }
