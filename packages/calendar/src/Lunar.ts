/**
 * The Vietnamese lunar calendar: new moons and the sun's longitude at UTC+7, by the formulas published by Hồ Ngọc Đức
 * (https://www.informatik.uni-leipzig.de/~duc/amlich/calrules.html, after Meeus). A month begins on the day of the new
 * moon; month 11 holds the winter solstice; of thirteen months the first without a major solar term is the leap month.
 *
 * Checked for the lunar years 1900 to 2100. UTC+7 is the official meridian of the North since 1968 and of the whole
 * country since 1976; before that, what people then used may differ. The Chinese calendar (UTC+8) is another one: Tết
 * 2030 is on 2 February here and on 3 February there.
 *
 * @since 0.1.0
 */
import * as PlainDate from "./PlainDate.ts"

/** A day of the lunar calendar. `leap` marks the second of two months of one number. */
export interface LunarDate {
  readonly year: number
  /** 1 (tháng Giêng) to 12 (tháng Chạp). */
  readonly month: number
  readonly day: number
  readonly leap: boolean
}

/** One month of a lunar year; `start` counts days since 1970-01-01. */
interface Month {
  readonly month: number
  readonly leap: boolean
  readonly start: number
  readonly length: number
}

const radians = Math.PI / 180
const meanMonth = 29.530588853
/** Julian day of 1970-01-01 at noon. */
const epoch = 2440588
/** Where the calendar is reckoned, in days east of Greenwich. */
const meridian = 7 / 24

/** Julian date of the `k`-th new moon after 1 January 1900. */
const newMoon = (k: number): number => {
  const t = k / 1236.85
  const t2 = t * t
  const t3 = t2 * t
  const mean =
    2415020.75933 +
    29.53058868 * k +
    0.0001178 * t2 -
    0.000000155 * t3 +
    0.00033 * Math.sin((166.56 + 132.87 * t - 0.009173 * t2) * radians)
  const sun = (359.2242 + 29.10535608 * k - 0.0000333 * t2 - 0.00000347 * t3) * radians
  const moon = (306.0253 + 385.81691806 * k + 0.0107306 * t2 + 0.00001236 * t3) * radians
  const node = (21.2964 + 390.67050646 * k - 0.0016528 * t2 - 0.00000239 * t3) * radians
  const correction =
    (0.1734 - 0.000393 * t) * Math.sin(sun) +
    0.0021 * Math.sin(2 * sun) -
    0.4068 * Math.sin(moon) +
    0.0161 * Math.sin(2 * moon) -
    0.0004 * Math.sin(3 * moon) +
    0.0104 * Math.sin(2 * node) -
    0.0051 * Math.sin(sun + moon) -
    0.0074 * Math.sin(sun - moon) +
    0.0004 * Math.sin(2 * node + sun) -
    0.0004 * Math.sin(2 * node - sun) -
    0.0006 * Math.sin(2 * node + moon) +
    0.001 * Math.sin(2 * node - moon) +
    0.0005 * Math.sin(2 * moon + sun)
  const dynamic =
    t < -11
      ? 0.001 + 0.000839 * t + 0.0002261 * t2 - 0.00000845 * t3 - 0.000000081 * t * t3
      : -0.000278 + 0.000265 * t + 0.000262 * t2
  return mean + correction - dynamic
}

/** The day on which the `k`-th new moon falls here. */
const newMoonDay = (k: number): number => Math.floor(newMoon(k) + 0.5 + meridian) - epoch

/** In which twelfth of its circle the sun stands as the day begins here: 0 from the spring equinox, 9 from the winter solstice. */
const sunSector = (day: number): number => {
  const t = (day + epoch - 0.5 - meridian - 2451545) / 36525
  const anomaly = (357.5291 + 35999.0503 * t - 0.0001559 * t * t - 0.00000048 * t * t * t) * radians
  const centre =
    (1.9146 - 0.004817 * t - 0.000014 * t * t) * Math.sin(anomaly) +
    (0.019993 - 0.000101 * t) * Math.sin(2 * anomaly) +
    0.00029 * Math.sin(3 * anomaly)
  const longitude = 280.46645 + 36000.76983 * t + 0.0003032 * t * t + centre
  return Math.floor((((longitude % 360) + 360) % 360) / 30)
}

/** Number of the new moon that begins month 11 of the year. */
const eleventh = (year: number): number => {
  const december31 = PlainDate.toDays(PlainDate.of(year, 12, 31))
  const k = Math.floor((december31 + epoch - 2415021) / meanMonth)
  return sunSector(newMoonDay(k)) >= 9 ? k - 1 : k
}

/** Months 11 of the year before to 10 of the year, thirteen of them when one is leap. */
const fromEleventh = (year: number): ReadonlyArray<Month> => {
  const first = eleventh(year - 1)
  const count = eleventh(year) - first
  const starts = Array.from({ length: count + 1 }, (_, i) => newMoonDay(first + i))
  const leap =
    count === 13 ? starts.findIndex((start, i) => i > 0 && sunSector(start) === sunSector(starts[i + 1]!)) : -1
  return starts.slice(0, count).map((start, i) => ({
    month: ((10 + i - (leap >= 0 && i >= leap ? 1 : 0)) % 12) + 1,
    leap: i === leap,
    start,
    length: starts[i + 1]! - start
  }))
}

const years = new Map<number, ReadonlyArray<Month>>()

const monthsOf = (year: number): ReadonlyArray<Month> => {
  let months = years.get(year)
  if (months === undefined) {
    months = [
      ...fromEleventh(year).filter(({ month }) => month <= 10),
      ...fromEleventh(year + 1).filter(({ month }) => month >= 11)
    ]
    years.set(year, months)
  }
  return months
}

/**
 * The lunar date of a day.
 *
 * @example
 * ```ts
 * import { Lunar } from "@lienhoi/calendar"
 *
 * Lunar.toLunar("2024-04-18") // => { year: 2024, month: 3, day: 10, leap: false }
 * Lunar.toLunar("2025-08-01") // => { year: 2025, month: 6, day: 8, leap: true }
 * ```
 */
export const toLunar = (date: PlainDate.PlainDate): LunarDate => {
  const days = PlainDate.toDays(date)
  const solarYear = PlainDate.year(date)
  const year = days < monthsOf(solarYear)[0]!.start ? solarYear - 1 : solarYear
  const found = monthsOf(year).findLast(({ start }) => start <= days)!
  return { year, month: found.month, day: days - found.start + 1, leap: found.leap }
}

const monthOf = (lunar: Omit<LunarDate, "day">): Month | undefined =>
  monthsOf(lunar.year).find(({ month, leap }) => month === lunar.month && leap === lunar.leap)

/** The day of a lunar date; `null` when the year has no such month, or the month no such day (30 Tết in a short Chạp). */
export const fromLunar = (lunar: LunarDate): PlainDate.PlainDate | null => {
  const found = monthOf(lunar)
  return found !== undefined && lunar.day >= 1 && lunar.day <= found.length
    ? PlainDate.fromDays(found.start + lunar.day - 1)
    : null
}

/** 29 or 30 days; `null` when the year has no such month. */
export const monthLength = (month: Omit<LunarDate, "day">): number | null => monthOf(month)?.length ?? null

/**
 * Mùng 1 Tết, the first day of the lunar year.
 *
 * @example
 * ```ts
 * import { Lunar } from "@lienhoi/calendar"
 *
 * Lunar.newYear(2030) // => "2030-02-02"
 * ```
 */
export const newYear = (year: number): PlainDate.PlainDate => PlainDate.fromDays(monthsOf(year)[0]!.start)

/** The number of the month that comes twice in that lunar year, `null` in a year of twelve months. */
export const leapMonth = (year: number): number | null => monthsOf(year).find(({ leap }) => leap)?.month ?? null

const stems = ["Canh", "Tân", "Nhâm", "Quý", "Giáp", "Ất", "Bính", "Đinh", "Mậu", "Kỷ"]
const branches = ["Thân", "Dậu", "Tuất", "Hợi", "Tý", "Sửu", "Dần", "Mão", "Thìn", "Tỵ", "Ngọ", "Mùi"]

/** What the year is called: 2024 is `Giáp Thìn`. */
export const yearName = (year: number): string =>
  `${stems[((year % 10) + 10) % 10]!} ${branches[((year % 12) + 12) % 12]!}`
