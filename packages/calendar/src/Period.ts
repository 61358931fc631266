/**
 * Reporting periods: a day, week, month, quarter, half-year, nine months, year, term, or any two dates. A period is
 * named by its id; which days its figures cover is asked of `Window`.
 *
 * | type | id | as people write it |
 * | --- | --- | --- |
 * | day | `2024-10-15` | Ngày 15/10/2024 |
 * | week | `2024-W42` | Tuần 42/2024 (Monday to Sunday; week 1 holds 4 January, ISO 8601) |
 * | month | `2024-10` | Tháng 10/2024 |
 * | quarter | `2024-Q4` | Quý IV/2024 |
 * | half | `2024-H1` | 6 tháng đầu năm 2024 |
 * | nine-months | `2024-9M` | 9 tháng năm 2024 |
 * | year | `2024` | Năm 2024 |
 * | term | `2021..2026` | Nhiệm kỳ 2021-2026 |
 * | ad-hoc | `2024-10-01..2024-10-20` | Từ 01/10/2024 đến 20/10/2024 |
 *
 * @since 0.1.0
 */
import * as Issue from "@lienhoi/words/Issue"
import type { Language } from "@lienhoi/words/Language"
import { clean } from "@lienhoi/words/Text"
import * as PeriodText from "./internal/periodText.ts"
import { nineMonths, numbered, numberOf, type Period, term, year4 } from "./internal/piece.ts"
import type { PeriodType, Regular } from "./PeriodType.ts"
import * as PlainDate from "./PlainDate.ts"

export type { Period } from "./internal/piece.ts"

/**
 * The `n`-th period of that type in a year, from 1; `null` when the year has none. Nine months and the year itself have
 * only a first.
 */
export const nth = (type: Regular | "nine-months", year: number, n: number): Period | null => {
  if (!Number.isInteger(n) || n < 1 || year < 1 || year > 9999) return null
  if (type === "nine-months") return n === 1 ? nineMonths(year) : null
  const first = type === "week" ? PlainDate.of(year, 1, 4) : PlainDate.of(year, 1, 1)
  const found = numbered(type, numberOf(type, first) + n - 1)
  return found.id.startsWith(year4(year)) ? found : null
}

/** Any days, both included; `from` is not after `to`. */
export const between = (from: PlainDate.PlainDate, to: PlainDate.PlainDate, label?: string): Period => ({
  type: "ad-hoc",
  id: `${from}..${to}`,
  from,
  to,
  ...(label === undefined ? {} : { label })
})

/**
 * The period of that type on whose calendar days the date falls. `null` for October to December in nine months, and for
 * terms and ad hoc periods, which begin where somebody says so.
 */
export function containing(type: Regular, date: PlainDate.PlainDate): Period
export function containing(type: PeriodType, date: PlainDate.PlainDate): Period | null
export function containing(type: PeriodType, date: PlainDate.PlainDate): Period | null {
  if (type === "term" || type === "ad-hoc") return null
  if (type !== "nine-months") return numbered(type, numberOf(type, date))
  return PlainDate.month(date) <= 9 ? nineMonths(PlainDate.year(date)) : null
}

const last = (p: Period): number => Number(p.id.slice(6))

const shift = (p: Period, steps: number): Period => {
  switch (p.type) {
    case "nine-months":
      return nineMonths(PlainDate.year(p.from) + steps)
    case "term": {
      const first = PlainDate.year(p.from)
      const years = (last(p) - first) * steps
      return term(first + years, last(p) + years)
    }
    case "ad-hoc": {
      const days = (PlainDate.daysBetween(p.from, p.to) + 1) * steps
      return between(PlainDate.addDays(p.from, days), PlainDate.addDays(p.to, days))
    }
    default:
      return numbered(p.type, numberOf(p.type, p.from) + steps)
  }
}

/** The period after: for nine months those of the next year, for an ad hoc period as many days again. */
export const next = (p: Period): Period => shift(p, 1)

/** The period before. */
export const previous = (p: Period): Period => shift(p, -1)

const aYearBefore = (date: PlainDate.PlainDate): PlainDate.PlainDate =>
  PlainDate.of(PlainDate.year(date) - 1, PlainDate.month(date), PlainDate.day(date))

/**
 * What “cùng kỳ” compares with: the same period of the year before, of a term the term before. 29 February compares
 * with 28 February, week 53 with the last week of the year before.
 */
export const samePeriodLastYear = (p: Period): Period => {
  switch (p.type) {
    case "term":
      return previous(p)
    case "ad-hoc":
      return between(aYearBefore(p.from), aYearBefore(p.to))
    case "nine-months":
      return previous(p)
    case "week": {
      const year = Number(p.id.slice(0, 4)) - 1
      return nth("week", year, Number(p.id.slice(6))) ?? nth("week", year, 52)!
    }
    default:
      return numbered(p.type, numberOf(p.type, aYearBefore(p.from)))
  }
}

/**
 * The periods of another type that make up this one, in order. A week belongs where its Thursday lies; any other type
 * counts when it lies inside whole.
 *
 * @example
 * ```ts
 * import { Period } from "@lienhoi/calendar"
 *
 * const quarter = Period.containing("quarter", "2024-10-15")
 * Period.parts(quarter, "month").map((month) => month.id) // => ["2024-10", "2024-11", "2024-12"]
 * ```
 */
export const parts = (p: Period, type: PeriodType): ReadonlyArray<Period> => {
  if (type === p.type) return [p]
  if (type === "term" || type === "ad-hoc") return []
  const found: Array<Period> = []
  const first = type === "nine-months" ? nineMonths(PlainDate.year(p.from)) : containing(type, p.from)
  for (let part = first; part.from <= p.to; part = next(part)) {
    const thursday = PlainDate.addDays(part.from, 3)
    const [from, to] = type === "week" ? [thursday, thursday] : [part.from, part.to]
    if (from >= p.from && to <= p.to) found.push(part)
  }
  return found
}

/** The months of a quarter, half-year, nine months, year or term. */
export const monthsOf = (p: Period): ReadonlyArray<Period> => parts(p, "month")

/** What “lũy kế” adds up: the periods of the same type from the first of the year to this one, which is the last. */
export const periodsOfYearToDate = (p: Period): ReadonlyArray<Period> => {
  if (p.type === "nine-months" || p.type === "term" || p.type === "ad-hoc") return [p]
  const year = p.id.slice(0, 4)
  const found: Array<Period> = []
  for (let part = p; part.id.startsWith(year); part = previous(part)) found.unshift(part)
  return found
}

/** Reads an id. */
export const fromId = (id: string): Issue.Checked<Period> => {
  const found = byId(id)
  return found === null ? Issue.fail(PeriodText.issue("period.id-unknown", { id })) : Issue.ok(found)
}

const ids: ReadonlyArray<readonly [RegExp, (year: number, n: number) => Period | null]> = [
  [/^(\d{4})$/, (year) => nth("year", year, 1)],
  [/^(\d{4})-(\d{2})$/, (year, n) => nth("month", year, n)],
  [/^(\d{4})-Q(\d)$/, (year, n) => nth("quarter", year, n)],
  [/^(\d{4})-H(\d)$/, (year, n) => nth("half", year, n)],
  [/^(\d{4})-9M$/, (year) => nth("nine-months", year, 1)],
  [/^(\d{4})-W(\d{2})$/, (year, n) => nth("week", year, n)],
  [/^(\d{4})\.\.(\d{4})$/, (first, last) => (first >= 1 && first < last ? term(first, last) : null)]
]

const byId = (id: string): Period | null => {
  if (PlainDate.isValid(id)) return containing("day", id)
  const [from = "", to = ""] = id.split("..")
  if (PlainDate.isValid(from) && PlainDate.isValid(to) && id.length === 22) return from <= to ? between(from, to) : null
  for (const [shape, make] of ids) {
    const found = shape.exec(id)
    if (found !== null) return make(Number(found[1]), Number(found[2]))
  }
  return null
}

/** What {@link parse} may be told beside the text. */
export interface ParseOptions {
  /** The type that is wanted: `2/2024` is then a quarter or a week, a date stands for the period that holds it. */
  readonly type?: PeriodType | undefined
  /** Whose year is meant when the text names none (`6 tháng đầu năm`). */
  readonly today?: PlainDate.PlainDate | undefined
}

/**
 * Reads a period as people write it, with or without accents, or by its id.
 *
 * @example
 * ```ts
 * import { Period } from "@lienhoi/calendar"
 *
 * const id = (text: string, today?: string) => {
 *   const read = Period.parse(text, today === undefined ? {} : { today })
 *   return read.ok ? read.value.id : read.issues[0]!.message
 * }
 *
 * id("Tháng 6/2024") // => "2024-06"
 * id("Quý II năm 2024") // => "2024-Q2"
 * id("6 tháng đầu năm", "2024-06-14") // => "2024-H1"
 * id("6 tháng đầu năm") // => "“6 tháng đầu năm” thiếu năm; viết thêm năm, ví dụ 6 tháng đầu năm 2024"
 * ```
 */
export const parse = (text: string, options: ParseOptions = {}): Issue.Checked<Period> => {
  const read = byId(clean(text)) ?? written(text, options)
  if ("ok" in read) return read
  const { type } = options
  if (type === undefined || type === read.type) return Issue.ok(read)
  if (type === "ad-hoc") return Issue.ok(between(read.from, read.to))
  if (read.type !== "day") return Issue.fail(PeriodText.otherType(text, read.type, type))
  const found = containing(type, read.from)
  return found === null ? Issue.fail(PeriodText.noneHolds(text, type)) : Issue.ok(found)
}

const written = (text: string, options: ParseOptions): Period | Issue.Checked<Period> => {
  const reading = PeriodText.read(text, options.type)
  if (reading === null) return Issue.fail(PeriodText.issue("period.unreadable", { text: clean(text) }))
  switch (reading.kind) {
    case "failed":
      return Issue.fail(...reading.issues)
    case "span":
      return between(reading.from, reading.to)
    case "day":
      return containing("day", reading.date)
    case "term":
      return term(reading.first, reading.last)
    case "numbered": {
      const year = reading.year ?? (options.today === undefined ? null : PlainDate.year(options.today))
      if (year === null) return Issue.fail(PeriodText.issue("period.year-missing", { text: clean(text) }))
      return (
        nth(reading.type, year, reading.n) ??
        Issue.fail(PeriodText.issue("period.no-such", { text: clean(text), year }))
      )
    }
  }
}

/**
 * As people write it; {@link parse} reads it back.
 *
 * @example
 * ```ts
 * import { Period } from "@lienhoi/calendar"
 *
 * Period.format(Period.containing("quarter", "2024-06-14")) // => "Quý II/2024"
 * Period.format(Period.containing("half", "2024-06-14"), "en") // => "First half of 2024"
 * ```
 */
export const format = (p: Period, language: Language = "vi"): string => p.label ?? PeriodText.print(p, language)
