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

/**
 * A share as a person writes it: `312/980`, `0.25`, `0,25`, `25%`. `null` when it is none of these.
 *
 * @example
 * ```ts
 * import { Weight } from "@lienhoi/hierarchy"
 *
 * Weight.parse("312/980", "members") // => { basis: "members", numerator: 312, denominator: 980 }
 * Weight.parse("12,5 %") // => { basis: "given", numerator: 125, denominator: 1000 }
 * Weight.parse("một nửa") // => null
 * ```
 */
export const parse = (text: string, basis: Basis = "given"): Weight | null => {
  const quotient = /^\s*(\d+)\s*\/\s*(\d+)\s*$/u.exec(text)
  if (quotient !== null) return weight(basis, quotient[1]!, quotient[2]!)
  const decimal = /^\s*(\d*)(?:[.,](\d+))?\s*(%?)\s*$/u.exec(text)
  if (decimal === null || (decimal[1] === "" && decimal[2] === undefined)) return null
  const [, whole = "", part = "", percent] = decimal
  return weight(basis, `${whole}${part}`, `1${"0".repeat(part.length + (percent === "" ? 0 : 2))}`)
}

const weight = (basis: Basis, above: string, below: string): Weight | null => {
  const [numerator, denominator] = [Number(above), Number(below)]
  return Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator) && denominator > 0
    ? { basis, numerator, denominator }
    : null
}
