/**
 * Exact shares: a quotient of whole numbers of any size, in lowest terms. Thirds stay thirds.
 *
 * @since 0.1.0
 */

/** `numerator / denominator`; the denominator is positive. */
export interface Fraction {
  readonly numerator: bigint
  readonly denominator: bigint
}

/** Nothing. */
export const zero: Fraction = { numerator: 0n, denominator: 1n }
/** All of it. */
export const one: Fraction = { numerator: 1n, denominator: 1n }

/**
 * In lowest terms.
 *
 * @example
 * ```ts
 * import { Fraction } from "@lienhoi/hierarchy"
 *
 * Fraction.make(6n, 8n) // => { numerator: 3n, denominator: 4n }
 * ```
 */
export const make = (numerator: bigint, denominator: bigint): Fraction => {
  const by = gcd(numerator < 0n ? -numerator : numerator, denominator)
  return { numerator: numerator / by, denominator: denominator / by }
}

/** `a + b`. */
export const add = (a: Fraction, b: Fraction): Fraction =>
  make(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)

/** `a - b`. */
export const subtract = (a: Fraction, b: Fraction): Fraction =>
  make(a.numerator * b.denominator - b.numerator * a.denominator, a.denominator * b.denominator)

/** `a × b`. */
export const multiply = (a: Fraction, b: Fraction): Fraction =>
  make(a.numerator * b.numerator, a.denominator * b.denominator)

/** `a / b`; `b` is not zero. */
export const divide = (a: Fraction, b: Fraction): Fraction =>
  make(a.numerator * b.denominator, a.denominator * b.numerator)

/** Whether it is nothing. */
export const isZero = (self: Fraction): boolean => self.numerator === 0n

/** Whether it is all of it. */
export const isOne = (self: Fraction): boolean => self.numerator === self.denominator

/** Of everything. */
export const sum = (all: Iterable<Fraction>): Fraction => {
  let total = zero
  for (const each of all) total = add(total, each)
  return total
}

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b))
