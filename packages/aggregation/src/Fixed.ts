/**
 * Decimals as whole numbers: 12,5 with one decimal is 125. Adding whole numbers up is exact, whatever their order.
 *
 * @since 0.1.0
 */

/**
 * The whole number `value × 10^decimals`, a bigint when it is beyond the safe integers; `null` when the value has more
 * decimals than that, more than the 15 digits that a number with decimals holds for certain, or is not finite.
 *
 * @example
 * ```ts
 * import { Fixed } from "@lienhoi/aggregation"
 *
 * Fixed.fromNumber(0.07, 2) // => 7
 * Fixed.fromNumber(1.005, 2) // => null
 * typeof Fixed.fromNumber(22_000_000_000_000, 4) // => "bigint"
 * ```
 */
export const fromNumber = (value: number, decimals: number): number | bigint | null => {
  if (Number.isInteger(value)) return shift(value, decimals)
  const power = 10 ** decimals
  const whole = Math.round(value * power)
  return Math.abs(whole) < 1e15 && whole / power === value ? whole : null
}

/** `a + b` without losing a digit: a bigint as soon as a double does not suffice. */
export const add = (a: number | bigint, b: number | bigint): number | bigint =>
  typeof a === "number" && typeof b === "number" && Number.isSafeInteger(a + b) ? a + b : BigInt(a) + BigInt(b)

/** `a × b` without losing a digit. */
export const multiply = (a: number | bigint, b: bigint): number | bigint => narrow(BigInt(a) * b)

const shift = (whole: number, decimals: number): number | bigint => {
  const shifted = whole * 10 ** decimals
  return Number.isSafeInteger(shifted) ? shifted + 0 : multiply(whole, 10n ** BigInt(decimals))
}

const narrow = (whole: number | bigint): number | bigint => (isSafe(whole) ? Number(whole) : whole)

/** `whole ÷ denominator` as a number: the nearest one while both are safe integers. */
export const quotient = (whole: number | bigint, denominator: bigint): number => {
  const by = Number(denominator)
  if (isSafe(whole) && isSafe(denominator)) return Number(whole) / by
  const exact = BigInt(whole)
  return Number(exact / denominator) + Number(exact % denominator) / by
}

const isSafe = (whole: number | bigint): boolean => Number.isSafeInteger(Number(whole))

/** `whole ÷ denominator` in digits, as a fraction when it is one, where a number cannot hold it exactly; else `null`. */
export const beyond = (whole: number | bigint, denominator: bigint): string | null => {
  if (isSafe(whole) && isSafe(denominator)) return null
  const divisor = greatestDivisor(BigInt(whole), denominator)
  const [over, under] = [BigInt(whole) / divisor, denominator / divisor]
  return under === 1n ? `${over}` : `${over}/${under}`
}

/** The least whole number that each of `1 .. n` divides, so that an average over up to `n` periods is a whole number of its parts. */
export const commonMultiple = (n: number): bigint => {
  let multiple = 1n
  for (let k = 2n; k <= n; k++) multiple = (multiple / greatestDivisor(multiple, k)) * k
  return multiple
}

const greatestDivisor = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : greatestDivisor(b, a % b))
