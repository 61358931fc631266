/** Arithmetic of the formula language on numbers among which NaN is the missing one. What cannot be held is missing. */

const held = (value: number): number => (Number.isFinite(value) ? value : Number.NaN)

export const add = (a: number, b: number): number => held(a + b)
export const subtract = (a: number, b: number): number => held(a - b)
export const multiply = (a: number, b: number): number => held(a * b)
export const divide = (a: number, b: number): number => (b === 0 ? Number.NaN : held(a / b))
export const power = (a: number, b: number): number => (Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : held(a ** b))

/** A share in per cent, as it would be written: 0.07 is 7, although 0.07 × 100 is a little more. */
export const percent = (share: number): number => Number((share * 100).toPrecision(15))

/** As in spreadsheets, numbers that differ only behind the twelfth digit are the same number: 0.1 + 0.2 = 0.3. */
export const same = (a: number, b: number): boolean =>
  a === b || Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b))

/** Half away from zero; 1.005 to two digits is 1.01 although its double lies below. Negative digits round to tens, hundreds. */
export const round = (value: number, digits: number): number => {
  if (digits === 0 && Number.isInteger(value) && Math.abs(value) < 2 ** 50) return value + 0
  const places = Math.max(-15, Math.min(15, Math.trunc(digits)))
  const unit = 10 ** Math.abs(places)
  const size = Math.abs(value) * (1 + Number.EPSILON)
  const rounded = places >= 0 ? Math.round(size * unit) / unit : Math.round(size / unit) * unit
  return held(value < 0 ? 0 - rounded : rounded)
}
