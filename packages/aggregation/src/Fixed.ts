/**
 * Decimals as whole numbers: 12,5 with one decimal is 125. Adding whole numbers up is exact, whatever their order.
 *
 * @since 0.1.0
 */

/**
 * The whole number `value × 10^decimals`; a bigint when it is beyond the safe integers; `null` when the value has more
 * decimals than that, or is no finite number.
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
  const power = 10 ** decimals
  const whole = Math.round(value * power)
  if (Number.isSafeInteger(whole)) return whole / power === value ? whole + 0 : null
  if (Number.isInteger(value)) return BigInt(value) * 10n ** BigInt(decimals)
  const digits = value.toFixed(decimals)
  return Number(digits) === value ? BigInt(digits.replace(".", "")) : null
}

/** `a + b` without losing a digit: a bigint as soon as a double does not suffice. */
export const add = (a: number | bigint, b: number | bigint): number | bigint =>
  typeof a === "number" && typeof b === "number" && Number.isSafeInteger(a + b) ? a + b : BigInt(a) + BigInt(b)

/** `a × b` without losing a digit. */
export const multiply = (a: number | bigint, b: bigint): number | bigint => {
  const product = BigInt(a) * b
  return Number.isSafeInteger(Number(product)) ? Number(product) : product
}

/** `whole ÷ denominator` as a number: the nearest one while both are safe integers. */
export const quotient = (whole: number | bigint, denominator: bigint): number => {
  const by = Number(denominator)
  if (typeof whole === "number" && Number.isSafeInteger(by)) return whole / by
  const exact = BigInt(whole)
  return Number(exact / denominator) + Number(exact % denominator) / by
}

/** `whole ÷ denominator` in digits, as a fraction when it is one, where a number cannot hold it exactly; else `null`. */
export const beyond = (whole: number | bigint, denominator: bigint): string | null => {
  if (typeof whole === "number" && Number.isSafeInteger(Number(denominator))) return null
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
