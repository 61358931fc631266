/**
 * Numbers as Vietnamese documents write them: dots group thousands, a comma starts the decimals.
 * `38.506` is thirty-eight thousand five hundred and six; reading it as 38,506 once put a wrong percentage in print.
 *
 * @since 0.1.0
 */

const space = " \u00A0\u202F"
const grouped = `[1-9]\\d{0,2}(?:[.${space}]\\d{3})+`
const wholeGrouped = new RegExp(`^[+-]?${grouped}$`)
const whole = /^[+-]?\d+$/
const decimalComma = new RegExp(`^[+-]?(?:${grouped}|\\d+),\\d+$`)
const decimalPoint = /^[+-]?\d+\.\d+$/
const groupMarks = new RegExp(`[.${space}]`, "g")

/** Adding zero turns −0 into 0. */
const plain = (text: string): number => Number(text.replaceAll(groupMarks, "").replace(",", ".")) + 0

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
 * Reads a number with decimals: `1.234,5`, `1234,5`, and `12.5` or `0.385` where the dot cannot be a group. `38.506`
 * alone is a grouped whole number.
 *
 * @example
 * ```ts
 * import { Numeral } from "@lienhoi/words"
 *
 * Numeral.parseDecimal("1.234,5") // => 1234.5
 * Numeral.parseDecimal("0.385") // => 0.385
 * Numeral.parseDecimal("38.506") // => 38506
 * ```
 */
export const parseDecimal = (text: string): number | null => {
  const t = text.trim()
  const value =
    whole.test(t) || wholeGrouped.test(t) || decimalComma.test(t)
      ? plain(t)
      : decimalPoint.test(t)
        ? Number(t) + 0
        : Number.NaN
  return Number.isFinite(value) ? value : null
}

/** Moves the decimal point, exactly as on paper: multiplying by a power of ten would not be exact. */
const shift = (value: number, places: number): number => {
  const [digits, exponent = "0"] = String(value).split("e")
  return Number(`${digits}e${Number(exponent) + places}`)
}

/**
 * Dots between thousands, a comma before the decimals; rounded half up (away from zero) to at most `decimals` places.
 *
 * @example
 * ```ts
 * import { Numeral } from "@lienhoi/words"
 *
 * Numeral.format(1234567) // => "1.234.567"
 * Numeral.format(1234.565, 2) // => "1.234,57"
 * ```
 */
export const format = (value: number, decimals = 0): string => {
  const rounded = shift(Math.round(shift(Math.abs(value), decimals)), -decimals)
  const [integer = "0", fraction = ""] = rounded.toFixed(decimals).split(".")
  const thousands = integer.replaceAll(/\B(?=(?:\d{3})+$)/g, ".")
  const digits = fraction.replace(/0+$/, "")
  return `${value < 0 && rounded !== 0 ? "-" : ""}${thousands}${digits === "" ? "" : `,${digits}`}`
}

/**
 * A share from 0 to 1 in percent.
 *
 * @example
 * ```ts
 * import { Numeral } from "@lienhoi/words"
 *
 * Numeral.formatPercent(38506 / 85328) // => "45,13%"
 * ```
 */
export const formatPercent = (share: number, decimals = 2): string => `${format(shift(share, 2), decimals)}%`
