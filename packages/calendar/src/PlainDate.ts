/**
 * A day without an hour and without a time zone, as text: `2024-10-15`. Text order is time order, so dates are
 * compared with `<` and kept in files as they are. The calendar is the Gregorian one, years 0001 to 9999.
 *
 * @since 0.1.0
 */
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import type { Language } from "@lienhoi/words/Language"
import { clean, fold } from "@lienhoi/words/Text"

/** An ISO date, `2024-10-15`. What comes from outside goes through {@link parse}; the other functions take it as valid. */
export type PlainDate = string

/** Monday is 1, Sunday is 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7

const issue = Issue.from(
  Catalogue.make({
    "date.unreadable": {
      vi: "Không đọc được ngày “{text}”; viết như 05/02/2026 hoặc 2026-02-05",
      en: "“{text}” is not a date; write it as 05/02/2026 or 2026-02-05"
    },
    "date.no-such-day": {
      vi: "Không có ngày {text} trong lịch; xem lại ngày và tháng",
      en: "The calendar has no day {text}; check the day and the month"
    }
  })
)

const pad = (n: number, width: number): string => String(n).padStart(width, "0")

const iso = (year: number, month: number, day: number): PlainDate => `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const

/** How many days the month has; `month` is 1 to 12. */
export const lastDayOfMonth = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : (monthLengths[month - 1] ?? 0)

const exists = (year: number, month: number, day: number): boolean =>
  year >= 1 && year <= 9999 && day >= 1 && day <= lastDayOfMonth(year, month)

/** The date of a year, month and day as numbers. A day after the month's end becomes its last day. */
export const of = (year: number, month: number, day: number): PlainDate =>
  iso(year, month, Math.min(day, lastDayOfMonth(year, month)))

const digits = (text: string, start: number, end: number): number => {
  let n = 0
  for (let i = start; i < end; i++) n = n * 10 + text.charCodeAt(i) - 48
  return n
}

/** The year of a date. */
export const year = (date: PlainDate): number => digits(date, 0, 4)

/** The month of a date, 1 to 12. */
export const month = (date: PlainDate): number => digits(date, 5, 7)

/** The day of the month, 1 to 31. */
export const day = (date: PlainDate): number => digits(date, 8, 10)

const isoShape = /^(\d{4})-(\d{2})-(\d{2})$/

/** Whether the text is an ISO date that stands in the calendar. */
export const isValid = (text: string): boolean => isoShape.test(text) && exists(year(text), month(text), day(text))

const spoken = /^(?:ngay )?(\d{1,2}) thang (\d{1,2}) nam (\d{4})$/
const dayFirst = /^(?:ngay )?(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/

/**
 * Reads a date as people write it. The day comes before the month; a year of two digits is not guessed at.
 *
 * @example
 * ```ts
 * import { PlainDate } from "@lienhoi/calendar"
 *
 * PlainDate.parse("5/2/2026") // => { ok: true, value: "2026-02-05" }
 * PlainDate.parse("ngày 5 tháng 2 năm 2026") // => { ok: true, value: "2026-02-05" }
 * PlainDate.parse("31/02/2026").ok // => false
 * ```
 */
export const parse = (text: string): Issue.Checked<PlainDate> => {
  const folded = fold(text)
  const [y, m, d] = parts(folded)
  if (y === undefined || m === undefined || d === undefined)
    return Issue.fail(issue("date.unreadable", { text: clean(text) }))
  return exists(y, m, d) ? Issue.ok(iso(y, m, d)) : Issue.fail(issue("date.no-such-day", { text: clean(text) }))
}

const parts = (folded: string): ReadonlyArray<number> => {
  const ordered = isoShape.exec(folded)
  if (ordered !== null) return [Number(ordered[1]), Number(ordered[2]), Number(ordered[3])]
  const words = spoken.exec(folded)
  if (words !== null) return [Number(words[3]), Number(words[2]), Number(words[1])]
  const figures = dayFirst.exec(folded)
  return figures === null ? [] : [Number(figures[4]), Number(figures[3]), Number(figures[1])]
}

/** Days since 1970-01-01, negative before. The arithmetic counts years from 1 March, so that 29 February ends one. */
export const toDays = (date: PlainDate): number => {
  const m = month(date)
  const y = m > 2 ? year(date) : year(date) - 1
  const dayOfYear = Math.floor((153 * (m > 2 ? m - 3 : m + 9) + 2) / 5) + day(date) - 1
  return 365 * y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + dayOfYear - 719468
}

/** The date that many days after 1970-01-01. */
export const fromDays = (days: number): PlainDate => {
  const z = days + 719468
  const era = Math.floor(z / 146097)
  const dayOfEra = z - era * 146097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) / 365
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const m = Math.floor((5 * dayOfYear + 2) / 153)
  const d = dayOfYear - Math.floor((153 * m + 2) / 5) + 1
  return iso(yearOfEra + era * 400 + (m < 10 ? 0 : 1), m < 10 ? m + 3 : m - 9, d)
}

/** The date `n` days later, earlier when `n` is negative. */
export const addDays = (date: PlainDate, n: number): PlainDate => fromDays(toDays(date) + n)

/** Days from `a` to `b`, negative when `b` comes first. */
export const daysBetween = (a: PlainDate, b: PlainDate): number => toDays(b) - toDays(a)

/** The day of the week, Monday 1 to Sunday 7. */
export const weekday = (date: PlainDate): Weekday => (((((toDays(date) + 3) % 7) + 7) % 7) + 1) as Weekday

const weekdayNames: { readonly [L in Language]: ReadonlyArray<string> } = {
  vi: ["thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"],
  en: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
}

/** `thứ Sáu`, `Chủ nhật`. */
export const weekdayName = (date: PlainDate, language: Language = "vi"): string =>
  weekdayNames[language][weekday(date) - 1]!

/** `05/02/2026`, the form for tables and forms in both languages. */
export const format = (date: PlainDate): string => `${pad(day(date), 2)}/${pad(month(date), 2)}/${pad(year(date), 4)}`

/**
 * With the day of the week, for sentences.
 *
 * @example
 * ```ts
 * import { PlainDate } from "@lienhoi/calendar"
 *
 * PlainDate.formatLong("2024-06-14") // => "thứ Sáu 14/6/2024"
 * PlainDate.formatLong("2024-06-14", "en") // => "Friday 14/6/2024"
 * ```
 */
export const formatLong = (date: PlainDate, language: Language = "vi"): string =>
  `${weekdayName(date, language)} ${day(date)}/${month(date)}/${year(date)}`
