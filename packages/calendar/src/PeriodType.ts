/**
 * The lengths of time that reports speak of.
 *
 * @since 0.1.0
 */
import type { Bilingual } from "@lienhoi/words/Language"

/**
 * A *regular* type cuts all of time into pieces that follow each other, so every date lies in exactly one. Nine months
 * leave October to December out; a term and an ad hoc period begin where somebody says so.
 */
export type PeriodType = Regular | "nine-months" | "term" | "ad-hoc"

/** The types of which every date has exactly one. */
export type Regular = "day" | "week" | "month" | "quarter" | "half" | "year"

/** Every type, the shorter first. */
export const all: ReadonlyArray<PeriodType> = [
  "day",
  "week",
  "month",
  "quarter",
  "half",
  "nine-months",
  "year",
  "term",
  "ad-hoc"
]

/** Whether the text is the name of a type. */
export const isPeriodType = (text: string): text is PeriodType => (all as ReadonlyArray<string>).includes(text)

/** What people call it. */
export const names: { readonly [T in PeriodType]: Bilingual } = {
  day: { vi: "ngày", en: "day" },
  week: { vi: "tuần", en: "week" },
  month: { vi: "tháng", en: "month" },
  quarter: { vi: "quý", en: "quarter" },
  half: { vi: "6 tháng", en: "half-year" },
  "nine-months": { vi: "9 tháng", en: "nine months" },
  year: { vi: "năm", en: "year" },
  term: { vi: "nhiệm kỳ", en: "term" },
  "ad-hoc": { vi: "đột xuất", en: "ad hoc" }
}
