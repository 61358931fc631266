/**
 * Which days people work: the law ({@link Holiday}), settled and changed by notices ({@link Notice}), over a weekend.
 * The table of a year is made once, so asking for a day costs next to nothing.
 *
 * @since 0.1.0
 */
import type { Bilingual } from "@lienhoi/words/Language"
import * as Holiday from "./Holiday.ts"
import * as Notice from "./Notice.ts"
import * as PlainDate from "./PlainDate.ts"

/** A calendar of working days. */
export interface WorkingDays {
  /** The weekly days of rest. */
  readonly weekend: ReadonlyArray<PlainDate.Weekday>
  /** Over the law, the later one wins. */
  readonly layers: ReadonlyArray<Notice.Notice>
}

/**
 * A calendar of one's own. `layers` begin with {@link Notice.stateBodies} where those notices are to hold.
 *
 * @example
 * ```ts
 * import { Notice, WorkingDays } from "@lienhoi/calendar"
 *
 * const province = WorkingDays.make({
 *   layers: [
 *     Notice.stateBodies,
 *     { source: "QĐ của tỉnh", off: [{ date: "2024-10-18", name: { vi: "Nghỉ tránh bão", en: "Storm" } }] }
 *   ]
 * })
 * WorkingDays.isWorkingDay(province, "2024-10-18") // => false
 * WorkingDays.isWorkingDay(WorkingDays.vietnam, "2024-10-18") // => true
 * ```
 */
export const make = (options: {
  readonly layers: ReadonlyArray<Notice.Notice>
  readonly weekend?: ReadonlyArray<PlainDate.Weekday>
}): WorkingDays => ({ layers: options.layers, weekend: options.weekend ?? [6, 7] })

/** State bodies and most associations: Monday to Friday, with the notices of 2022 to 2026. */
export const vietnam: WorkingDays = make({ layers: [Notice.stateBodies] })

interface Year {
  /** January 1, in days since 1970-01-01. */
  readonly start: number
  /** 1 where people work, by day of the year. */
  readonly works: Uint8Array
  readonly holidays: ReadonlyMap<PlainDate.PlainDate, Holiday.Holiday>
}

const build = (days: WorkingDays, year: number): Year => {
  const choice = days.layers.findLast((layer) => layer.choices?.[year] !== undefined)?.choices?.[year]
  const holidays = new Map<PlainDate.PlainDate, Holiday.Holiday>()
  for (const holiday of Holiday.ofYear(year, { choice, weekend: days.weekend })) holidays.set(holiday.date, holiday)
  const worked = new Set<PlainDate.PlainDate>()
  const close = (date: PlainDate.PlainDate, name: Bilingual, kind: Holiday.Kind): void => {
    holidays.set(date, { date, name, kind, assumed: false })
    worked.delete(date)
  }
  const open = (date: PlainDate.PlainDate): void => {
    holidays.delete(date)
    worked.add(date)
  }
  for (const layer of days.layers) {
    for (const { off, work } of layer.swaps ?? []) {
      close(
        off,
        { vi: `Nghỉ hoán đổi, làm bù ${PlainDate.format(work)}`, en: `Swapped for ${PlainDate.format(work)}` },
        "swapped-off"
      )
      open(work)
    }
    for (const { date, name } of layer.off ?? []) close(date, name, "holiday")
    for (const date of layer.work ?? []) open(date)
  }
  const start = PlainDate.toDays(PlainDate.of(year, 1, 1))
  const works = new Uint8Array(366)
  for (let i = 0; i < works.length; i++) {
    const date = PlainDate.fromDays(start + i)
    works[i] = worked.has(date) || !(holidays.has(date) || days.weekend.includes(PlainDate.weekday(date))) ? 1 : 0
  }
  return { start, works, holidays }
}

const built = new WeakMap<WorkingDays, Map<number, Year>>()

const yearOf = (days: WorkingDays, year: number): Year => {
  let years = built.get(days)
  if (years === undefined) {
    years = new Map()
    built.set(days, years)
  }
  let found = years.get(year)
  if (found === undefined) {
    found = build(days, year)
    years.set(year, found)
  }
  return found
}

/** Whether people work that day. */
export const isWorkingDay = (days: WorkingDays, date: PlainDate.PlainDate): boolean => {
  const year = yearOf(days, PlainDate.year(date))
  return year.works[PlainDate.toDays(date) - year.start] === 1
}

/** Why people do not work that day; `null` on a working day and on an ordinary weekend. */
export const holidayOn = (days: WorkingDays, date: PlainDate.PlainDate): Holiday.Holiday | null =>
  yearOf(days, PlainDate.year(date)).holidays.get(date) ?? null

/** All days off of a year beside ordinary weekends, in order. */
export const holidaysOf = (days: WorkingDays, year: number): ReadonlyArray<Holiday.Holiday> =>
  [...yearOf(days, year).holidays.values()]
    .filter(({ date }) => PlainDate.year(date) === year)
    .sort((a, b) => (a.date < b.date ? -1 : 1))

/** No stretch of days off is longer: a calendar on which nobody ever works ends the search instead of hanging it. */
const longestRest = 366

const seek = (days: WorkingDays, date: PlainDate.PlainDate, step: 1 | -1): PlainDate.PlainDate => {
  const start = PlainDate.toDays(date)
  for (let n = 0; n <= longestRest; n++) {
    const day = PlainDate.fromDays(start + n * step)
    if (isWorkingDay(days, day)) return day
  }
  return date
}

/** That day, or the first working day after it. */
export const nextWorkingDay = (days: WorkingDays, date: PlainDate.PlainDate): PlainDate.PlainDate => seek(days, date, 1)

/** That day, or the last working day before it. */
export const previousWorkingDay = (days: WorkingDays, date: PlainDate.PlainDate): PlainDate.PlainDate =>
  seek(days, date, -1)

/**
 * The `n`-th working day after the date, before it when `n` is negative; the date itself is not counted.
 *
 * @example
 * ```ts
 * import { WorkingDays } from "@lienhoi/calendar"
 *
 * WorkingDays.addWorkingDays(WorkingDays.vietnam, "2024-08-30", 1) // => "2024-09-04"
 * ```
 */
export const addWorkingDays = (days: WorkingDays, date: PlainDate.PlainDate, n: number): PlainDate.PlainDate => {
  const step = n < 0 ? -1 : 1
  let found = date
  for (let left = Math.abs(n); left > 0; left--) found = seek(days, PlainDate.addDays(found, step), step)
  return found
}
