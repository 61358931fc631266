/**
 * Numbers as Vietnamese documents write them: dots group thousands, a comma starts the decimals.
 * `38.506` is thirty-eight thousand five hundred and six; reading it as 38,506 once put a wrong percentage in print.
 *
 * @since 0.1.0
 */

const wholeGrouped = /^[+-]?\d{1,3}(?:[. \u00A0]\d{3})+$/
const whole = /^[+-]?\d+$/
const decimalGrouped = /^[+-]?(?:\d{1,3}(?:[. \u00A0]\d{3})+|\d+),\d+$/
const decimalPoint = /^[+-]?\d+\.\d+$/

const plain = (text: string): number => Number(text.replaceAll(/[. \u00A0]/g, "").replace(",", "."))

/**
 * Reads a whole number: `1234`, `1.234`, `1 234`. Anything else is `null`: `1,234` and `1.23` are ambiguous and are not guessed at.
 *
 * @example
 * ```ts
 * import { Numeral } from "@lienhoi/words"
 *
 * Numeral.parseWhole("38.506") // => 38506
 * Numeral.parseWhole("38,506") // => null
 * ```
 */
export const parseWhole = (text: string): number | null => {
  const t = text.trim()
  const value = whole.test(t) || wholeGrouped.test(t) ? plain(t) : Number.NaN
  return Number.isSafeInteger(value) ? value : null
}

/**
 * Reads a number with decimals: `1.234,5`, `1234,5`, `12.5` when the dot cannot be a group. `38.506` alone is a grouped whole number.
 */
export const parseDecimal = (text: string): number | null => {
  const t = text.trim()
  if (whole.test(t) || wholeGrouped.test(t) || decimalGrouped.test(t)) return plain(t)
  return decimalPoint.test(t) ? Number(t) : null
}

/** `1234567` → `1.234.567`; decimals after a comma, rounded half up (away from zero) to at most `decimals` places. */
export const format = (value: number, decimals = 0): string => {
  const rounded = Number(`${Math.round(Number(`${Math.abs(value)}e${decimals}`))}e-${decimals}`)
  const [integer = "0", fraction = ""] = rounded.toFixed(decimals).split(".")
  const grouped = integer.replaceAll(/\B(?=(?:\d{3})+$)/g, ".")
  return `${value < 0 && rounded !== 0 ? "-" : ""}${grouped}${fraction === "" ? "" : `,${fraction}`}`
}

/** A share from 0 to 1 as `98,39%`. */
export const formatPercent = (share: number, decimals = 2): string => `${format(share * 100, decimals)}%`
