import * as Numeral from "@lienhoi/words/Numeral"
import { clean, fold } from "@lienhoi/words/Text"
import type { Field } from "../Field.ts"

/** What somebody meant by a number that was typed, or why it cannot be known. */
export type Reading =
  | { readonly is: "number"; readonly value: number; readonly printed: string }
  | { readonly is: "zero" }
  | { readonly is: "fraction" | "ambiguous" | "approximate" | "not-number" | "too-large" | "decimals" }
  | { readonly is: "magnitude"; readonly value: number | null }

const zeroWords = new Set(["khong phat sinh", "khong", "khong co", "ko", "kps", "khong phat sinh moi"])

/** Whether the words declare that nothing happened; `folded` has neither accents nor case. */
export const saysNothing = (folded: string): boolean => zeroWords.has(folded)

const plain = /^\d{1,15}$/u
const approximate = /^(?:gan|hon|tren|duoi|khoang|it nhat|nhieu nhat|tam|co|uoc)\s+\d|^[~≈<>]/u
const currency = /(?:dong|vnd|₫|(?<=[\d\s])d)$/u
const magnitudes = /(?<=[\d\s])(?:ty|ti|trieu|tr|nghin|ngan|k)(?=$|[\d\s])/u
const step = /([\d.,]+)\s*(ty|ti|trieu|tr|nghin|ngan|k)(?=$|[\d\s])\s*/uy
const worth: { readonly [word: string]: number } = {
  ty: 1e9,
  ti: 1e9,
  trieu: 1e6,
  tr: 1e6,
  nghin: 1e3,
  ngan: 1e3,
  k: 1e3
}
const groupedShare = /^\d{1,3}\.\d{3}$/u

/** `22 ty`, `1,5 trieu`, `22 ty 500 trieu`: each step worth less than the one before, whole đồng in the end. */
const inWords = (folded: string): number | null => {
  let total = 0
  let last = Number.POSITIVE_INFINITY
  let position = 0
  while (position < folded.length) {
    step.lastIndex = position
    const found = step.exec(folded)
    if (found === null) return null
    const times = Numeral.parseDecimal(found[1]!)
    const each = worth[found[2]!]!
    if (times === null || each >= last) return null
    const amount = Math.round(times * each)
    if (Math.abs(times * each - amount) > 1e-3) return null
    total += amount
    last = each
    position = step.lastIndex
  }
  return Number.isSafeInteger(total) ? total : null
}

const withoutUnit = (folded: string, field: Field): string => {
  const bare = field.type === "money" ? folded.replace(currency, "").trim() : folded
  const unit = field.unit === null ? "" : fold(field.unit)
  if (unit === "" || !bare.endsWith(unit)) return bare
  const before = bare.slice(0, -unit.length)
  return /[\d\s]$/u.test(before) ? before.trim() : bare
}

const printedOf = (value: number): string => String(value).replace(".", ",")
const decimalsOf = (text: string): number => (/[.,](\d+)$/u.exec(text)?.[1] ?? "").length

const fits = (value: number, field: Field): boolean => Math.abs(value) * 10 ** field.decimals <= Number.MAX_SAFE_INTEGER

const whole = (field: Field): boolean => field.type === "count" || field.type === "money"

/** A number that came as a number. */
export const ofNumber = (value: number, field: Field): Reading => {
  if (!Number.isFinite(value)) return { is: "not-number" }
  if (whole(field)) {
    if (!Number.isInteger(value)) return { is: "fraction" }
    return Number.isSafeInteger(value) ? { is: "number", value: value + 0, printed: "" } : { is: "too-large" }
  }
  if (!fits(value, field)) return { is: "too-large" }
  if (field.type === "decimal" && Number(value.toFixed(field.decimals)) !== value) return { is: "decimals" }
  return { is: "number", value: value + 0, printed: printedOf(value) }
}

/** A number that somebody typed. */
export const ofText = (text: string, field: Field): Reading => {
  if (plain.test(text)) return ofNumber(Number(text), field)
  const folded = fold(text)
  if (saysNothing(folded)) return { is: "zero" }
  if (approximate.test(folded)) return { is: "approximate" }
  const bare = withoutUnit(folded, field)
  if (magnitudes.test(bare)) {
    const value = inWords(bare)
    return value === null || field.type !== "money" ? { is: "magnitude", value } : { is: "number", value, printed: "" }
  }
  if (whole(field)) {
    const value = Numeral.parseWhole(bare)
    if (value !== null) return { is: "number", value: value + 0, printed: "" }
    if (/^[+-]?[\d. \u00A0]{16,}$/u.test(bare)) return { is: "too-large" }
    return { is: Numeral.parseDecimal(bare) === null ? "not-number" : "fraction" }
  }
  // Three digits behind a dot are a group of thousands, unless the field has room for three decimals.
  if ((field.type === "ratio" || field.decimals >= 3) && groupedShare.test(bare)) return { is: "ambiguous" }
  const value = Numeral.parseDecimal(bare)
  if (value === null) return { is: "not-number" }
  if (!fits(value, field)) return { is: "too-large" }
  const grouped = Numeral.parseWhole(bare) !== null
  if (field.type === "decimal" && !grouped && decimalsOf(bare) > field.decimals) return { is: "decimals" }
  return {
    is: "number",
    value: value + 0,
    printed: grouped ? printedOf(value) : clean(bare).replace(/\.(?=\d+$)/u, ",")
  }
}
