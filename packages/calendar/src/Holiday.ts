/**
 * The paid public holidays of Viet Nam as the law computes them: Bộ luật Lao động 2019 (45/2019/QH14), Điều 112, with
 * compensation for those that fall on a weekly day of rest (Điều 111 khoản 3), and 24 November from 2026 on (Nghị quyết
 * 28/2026/QH16). Before 2021, under the code of 2012, 2 September stood alone. Which five days are Tết and which day goes
 * with 2 September is decided every year; until a decision is given, the days that depend on it are marked `assumed`.
 *
 * The code of 2012 (10/2012/QH13) is in force since May 2013. For the years before, the days are those that it would have
 * given, and all of them are `assumed`: other laws held then, with other days.
 *
 * @since 0.1.0
 */
import type { Bilingual } from "@lienhoi/words/Language"
import * as Lunar from "./Lunar.ts"
import * as PlainDate from "./PlainDate.ts"

/** Why people do not work that day. `swapped-off` is made up for by working on another day. */
export type Kind = "holiday" | "compensation" | "swapped-off"

/** One day off. */
export interface Holiday {
  readonly date: PlainDate.PlainDate
  readonly name: Bilingual
  readonly kind: Kind
  /** True while the yearly decision that could move this day is not known, and always before 2013. */
  readonly assumed: boolean
}

/** What the law leaves to the yearly decision. */
export interface Choice {
  /** How many of the five Tết days come before mùng 1. */
  readonly daysBeforeTet: 1 | 2 | 3
  /** The day that goes with 2 September: the 1st or the 3rd. */
  readonly besideNationalDay: "before" | "after"
}

/** What is decided most often: so in three (Tết) and four (2 September) of the five years 2022 to 2026. */
export const usualChoice: Choice = { daysBeforeTet: 2, besideNationalDay: "before" }

const everyChoice: ReadonlyArray<Choice> = ([1, 2, 3] as const).flatMap((daysBeforeTet) =>
  (["before", "after"] as const).map((besideNationalDay) => ({ daysBeforeTet, besideNationalDay }))
)

const names = {
  newYear: { vi: "Tết Dương lịch", en: "New Year's Day" },
  tet: { vi: "Tết Âm lịch", en: "Lunar New Year" },
  hungKings: { vi: "Giỗ Tổ Hùng Vương", en: "Hùng Kings' Commemoration" },
  victory: { vi: "Ngày Chiến thắng 30/4", en: "Victory Day, 30 April" },
  labour: { vi: "Ngày Quốc tế Lao động", en: "International Labour Day" },
  nationalDay: { vi: "Quốc khánh 2/9", en: "National Day, 2 September" },
  culture: { vi: "Ngày Văn hóa Việt Nam", en: "Vietnamese Culture Day" }
} satisfies { readonly [name: string]: Bilingual }

type Named = readonly [PlainDate.PlainDate, Bilingual]

const chosen = (year: number, choice: Choice): ReadonlyArray<Named> => {
  const tet = Lunar.newYear(year)
  const beside: ReadonlyArray<Named> =
    year >= 2021 ? [[PlainDate.of(year, 9, choice.besideNationalDay === "before" ? 1 : 3), names.nationalDay]] : []
  const culture: ReadonlyArray<Named> = year >= 2026 ? [[PlainDate.of(year, 11, 24), names.culture]] : []
  return [
    [PlainDate.of(year, 1, 1), names.newYear],
    ...[0, 1, 2, 3, 4].map((n): Named => [PlainDate.addDays(tet, n - choice.daysBeforeTet), names.tet]),
    [Lunar.fromLunar({ year, month: 3, day: 10, leap: false })!, names.hungKings],
    [PlainDate.of(year, 4, 30), names.victory],
    [PlainDate.of(year, 5, 1), names.labour],
    [PlainDate.of(year, 9, 2), names.nationalDay],
    ...beside,
    ...culture
  ]
}

/**
 * Each holiday on a weekly day of rest gives the next day on which people would have worked; where nobody ever works
 * there is nothing to give.
 */
const compensations = (
  holidays: ReadonlyArray<Named>,
  weekend: ReadonlyArray<PlainDate.Weekday>
): ReadonlyArray<Named> => {
  const rests = (date: PlainDate.PlainDate): boolean => weekend.includes(PlainDate.weekday(date))
  const off = new Set(holidays.map(([date]) => date))
  return [...holidays]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .filter(([date]) => rests(date) && new Set(weekend).size < 7)
    .map(([date, name]) => {
      let day = PlainDate.addDays(date, 1)
      while (rests(day) || off.has(day)) day = PlainDate.addDays(day, 1)
      off.add(day)
      return [day, { vi: `Nghỉ bù ${name.vi}`, en: `Compensation for ${name.en}` }]
    })
}

const daysOff = (
  year: number,
  choice: Choice,
  weekend: ReadonlyArray<PlainDate.Weekday>
): ReadonlyArray<Omit<Holiday, "assumed">> => {
  const holidays = chosen(year, choice)
  return [
    ...holidays.map(([date, name]) => ({ date, name, kind: "holiday" as const })),
    ...compensations(holidays, weekend).map(([date, name]) => ({ date, name, kind: "compensation" as const }))
  ]
}

/** The year in which the code of 2012 came into force, the first whose law is known here. */
const firstYear = 2013

/** What {@link ofYear} may be told beside the year. */
export interface YearOptions {
  /** The decision of that year; without it the usual one is assumed. */
  readonly choice?: Choice | undefined
  /** The weekly days of rest, Saturday and Sunday unless told otherwise. */
  readonly weekend?: ReadonlyArray<PlainDate.Weekday>
}

/**
 * The days off of a year, in order.
 *
 * @example
 * ```ts
 * import { Holiday } from "@lienhoi/calendar"
 *
 * Holiday.ofYear(2027).filter((day) => day.kind === "compensation").map((day) => day.date) // => ["2027-02-09", "2027-02-10", "2027-05-03"]
 * Holiday.ofYear(2027).filter((day) => day.assumed).map((day) => day.date) // => ["2027-02-04", "2027-02-10", "2027-09-01"]
 * ```
 */
export const ofYear = (year: number, options: YearOptions = {}): ReadonlyArray<Holiday> => {
  const weekend = options.weekend ?? [6, 7]
  const perChoice = options.choice === undefined ? everyChoice.map((choice) => daysOff(year, choice, weekend)) : []
  return daysOff(year, options.choice ?? usualChoice, weekend)
    .map((day) => ({
      ...day,
      assumed: year < firstYear || !perChoice.every((days) => days.some(({ date }) => date === day.date))
    }))
    .sort((a, b) => (a.date < b.date ? -1 : 1))
}
