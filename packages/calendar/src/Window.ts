/**
 * Which days the figures of a period cover. State reports close on the 14th: a month runs from the 15th of the month
 * before to the 14th (Nghị định 09/2019/NĐ-CP, Điều 12); statistics and many associations take the calendar month.
 *
 * @since 0.1.0
 */
import * as Period from "./Period.ts"
import type { PeriodType, Regular } from "./PeriodType.ts"
import * as PlainDate from "./PlainDate.ts"

/**
 * `calendar`: the first to the last day of the period. `fifteenth`: the 15th of the month before the period to the 14th
 * of its last month; for nine months the decree is silent and the same is done. Days, weeks, terms and ad hoc periods
 * are always taken as they are.
 */
export type WindowRule = "calendar" | "fifteenth"

/** The days of a window, both included. */
export interface Window {
  readonly from: PlainDate.PlainDate
  readonly to: PlainDate.PlainDate
}

const closesOnThe14th = (type: PeriodType): boolean =>
  type === "month" || type === "quarter" || type === "half" || type === "nine-months" || type === "year"

const the15thBefore = (first: PlainDate.PlainDate): PlainDate.PlainDate => {
  const eve = PlainDate.addDays(first, -1)
  return PlainDate.of(PlainDate.year(eve), PlainDate.month(eve), 15)
}

/**
 * The window of a period.
 *
 * @example
 * ```ts
 * import { Period, Window } from "@lienhoi/calendar"
 *
 * const quarter = Period.containing("quarter", "2024-02-01")
 * Window.of(quarter, "fifteenth") // => { from: "2023-12-15", to: "2024-03-14" }
 * Window.of(quarter, "calendar") // => { from: "2024-01-01", to: "2024-03-31" }
 * ```
 */
export const of = (period: Period.Period, rule: WindowRule): Window =>
  rule === "fifteenth" && closesOnThe14th(period.type)
    ? {
        from: the15thBefore(period.from),
        to: PlainDate.of(PlainDate.year(period.to), PlainDate.month(period.to), 14)
      }
    : { from: period.from, to: period.to }

/**
 * The period whose window holds the date, for example which monthly report an event of that day goes into. `null` where
 * {@link Period.containing} has none.
 *
 * @example
 * ```ts
 * import { Window } from "@lienhoi/calendar"
 *
 * Window.containing("month", "2024-10-15", "fifteenth").id // => "2024-11"
 * ```
 */
export function containing(type: Regular, date: PlainDate.PlainDate, rule: WindowRule): Period.Period
export function containing(type: PeriodType, date: PlainDate.PlainDate, rule: WindowRule): Period.Period | null
export function containing(type: PeriodType, date: PlainDate.PlainDate, rule: WindowRule): Period.Period | null {
  const late = rule === "fifteenth" && closesOnThe14th(type) && PlainDate.day(date) >= 15
  return Period.containing(type, late ? Period.next(Period.containing("month", date)).from : date)
}
