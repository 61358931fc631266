/** How periods are cut out of time. */
import type { PeriodType, Regular } from "../PeriodType.ts"
import * as PlainDate from "../PlainDate.ts"

/**
 * One period. `from` and `to` are its days on the calendar, both included. Of a term they are nominal: the year that
 * two terms share is counted to the later one, so `2021..2026` ends on 31 December 2025 and terms follow each other
 * without overlap. A `label` replaces the usual name in print.
 */
export interface Period {
  readonly type: PeriodType
  readonly id: string
  readonly from: PlainDate.PlainDate
  readonly to: PlainDate.PlainDate
  readonly label?: string
}

/** How many months the pieces have that are made of months and fill the year. */
const monthsIn = { month: 1, quarter: 3, half: 6, year: 12 } as const

/** Pieces of a regular type are numbered through all of time; the next one has the next number. */
export const numberOf = (type: Regular, date: PlainDate.PlainDate): number => {
  if (type === "day") return PlainDate.toDays(date)
  if (type === "week") return Math.floor((PlainDate.toDays(date) + 3) / 7)
  return Math.floor((PlainDate.year(date) * 12 + PlainDate.month(date) - 1) / monthsIn[type])
}

export const year4 = (year: number): string => String(year).padStart(4, "0")

const monthSpan = (year: number, month: number, length: number) => ({
  from: PlainDate.of(year, month, 1),
  to: PlainDate.of(year, month + length - 1, 31)
})

export const numbered = (type: Regular, n: number): Period => {
  if (type === "day") {
    const date = PlainDate.fromDays(n)
    return { type, id: date, from: date, to: date }
  }
  if (type === "week") {
    const from = PlainDate.fromDays(n * 7 - 3)
    const thursday = PlainDate.addDays(from, 3)
    const year = PlainDate.year(thursday)
    const week = Math.floor(PlainDate.daysBetween(PlainDate.of(year, 1, 1), thursday) / 7) + 1
    return { type, id: `${year4(year)}-W${String(week).padStart(2, "0")}`, from, to: PlainDate.addDays(from, 6) }
  }
  const length = monthsIn[type]
  const year = Math.floor((n * length) / 12)
  const month = (n * length) % 12
  const piece = Math.floor(month / length) + 1
  const id = {
    month: `-${String(piece).padStart(2, "0")}`,
    quarter: `-Q${piece}`,
    half: `-H${piece}`,
    year: ""
  }[type]
  return { type, id: `${year4(year)}${id}`, ...monthSpan(year, month + 1, length) }
}

export const nineMonths = (year: number): Period => ({
  type: "nine-months",
  id: `${year4(year)}-9M`,
  ...monthSpan(year, 1, 9)
})

export const term = (first: number, last: number): Period => ({
  type: "term",
  id: `${year4(first)}..${year4(last)}`,
  from: PlainDate.of(first, 1, 1),
  to: PlainDate.of(last - 1, 12, 31)
})
