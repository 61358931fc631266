import { Lunar, PlainDate } from "@lienhoi/calendar"
import { SolarDate } from "@nghiavuive/lunar_date_vi"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { dateBetween } from "./generated.ts"

/**
 * Tết and Giỗ Tổ of sixteen years, with the days of tháng Chạp before that Tết's year ends and the leap month.
 * Computed independently of this package, and equal to npm @dqcai/vn-lunar 1.0.1 (MIT).
 */
const published: ReadonlyArray<readonly [number, string, string, string, number, number | null]> = [
  [2020, "Canh Tý", "2020-01-25", "2020-04-02", 30, 4],
  [2021, "Tân Sửu", "2021-02-12", "2021-04-21", 30, null],
  [2022, "Nhâm Dần", "2022-02-01", "2022-04-10", 29, null],
  [2023, "Quý Mão", "2023-01-22", "2023-04-29", 30, 2],
  [2024, "Giáp Thìn", "2024-02-10", "2024-04-18", 30, null],
  [2025, "Ất Tỵ", "2025-01-29", "2025-04-07", 29, 6],
  [2026, "Bính Ngọ", "2026-02-17", "2026-04-26", 29, null],
  [2027, "Đinh Mùi", "2027-02-06", "2027-04-16", 29, null],
  [2028, "Mậu Thân", "2028-01-26", "2028-04-04", 29, 5],
  [2029, "Kỷ Dậu", "2029-02-13", "2029-04-23", 29, null],
  [2030, "Canh Tuất", "2030-02-02", "2030-04-12", 29, null],
  [2031, "Tân Hợi", "2031-01-23", "2031-04-01", 29, 3],
  [2032, "Nhâm Tý", "2032-02-11", "2032-04-19", 29, null],
  [2033, "Quý Sửu", "2033-01-31", "2033-04-09", 30, 11],
  [2034, "Giáp Dần", "2034-02-19", "2034-04-28", 30, null],
  [2035, "Ất Mão", "2035-02-08", "2035-04-17", 30, null]
]

describe.each(published)("the lunar year %i, %s", (year, name, tet, hungKings, lengthOfChap, leap) => {
  it(`begins on ${tet}`, () => {
    expect(Lunar.newYear(year)).toBe(tet)
    expect(Lunar.toLunar(tet)).toEqual({ year, month: 1, day: 1, leap: false })
  })

  it(`remembers the Hùng Kings on ${hungKings}`, () =>
    expect(Lunar.fromLunar({ year, month: 3, day: 10, leap: false })).toBe(hungKings))

  it("has its name and its leap month, and the Chạp before it its days", () => {
    expect(Lunar.yearName(year)).toBe(name)
    expect(Lunar.leapMonth(year)).toBe(leap)
    expect(Lunar.monthLength({ year: year - 1, month: 12, leap: false })).toBe(lengthOfChap)
  })
})

describe("years in which the meridian decides", () => {
  it.each([
    [1968, "1968-01-29"],
    [1969, "1969-02-16"],
    [1985, "1985-01-21"],
    [2007, "2007-02-17"],
    [2030, "2030-02-02"],
    [2053, "2053-02-18"]
  ])("Tết %i is on %s", (year, tet) => expect(Lunar.newYear(year)).toBe(tet))

  it("2033 is leap after month 11, and the leap month is named as such", () => {
    expect(Lunar.toLunar("2033-12-25")).toEqual({ year: 2033, month: 11, day: 4, leap: true })
    expect(Lunar.monthLength({ year: 2033, month: 11, leap: true })).toBe(29)
    expect(Lunar.toLunar("2025-08-01")).toEqual({ year: 2025, month: 6, day: 8, leap: true })
  })
})

it("says when there is no such day", () => {
  expect(Lunar.fromLunar({ year: 2024, month: 12, day: 30, leap: false })).toBeNull()
  expect(Lunar.fromLunar({ year: 2023, month: 12, day: 30, leap: false })).toBe("2024-02-09")
  expect(Lunar.fromLunar({ year: 2024, month: 2, day: 1, leap: true })).toBeNull()
  expect(Lunar.fromLunar({ year: 2024, month: 13, day: 1, leap: false })).toBeNull()
  expect(Lunar.fromLunar({ year: 2024, month: 1, day: 0, leap: false })).toBeNull()
})

describe("laws of the lunar calendar, 1900 to 2100", () => {
  it("Property: every day goes there and back", () => {
    let leap = 0
    const days = { from: PlainDate.toDays("1900-01-31"), to: PlainDate.toDays("2101-01-28") }
    for (let n = days.from; n <= days.to; n++) {
      const date = PlainDate.fromDays(n)
      const lunar = Lunar.toLunar(date)
      if (lunar.leap) leap++
      if (Lunar.fromLunar(lunar) !== date) expect(Lunar.fromLunar(lunar)).toBe(date)
    }
    console.log(`lunar days: ${days.to - days.from + 1}, of them in leap months ${leap}`)
    expect(leap).toBeGreaterThan(2000)
  })

  it("Property: days follow each other, months have 29 or 30 days, years 12 or 13 months", () => {
    fc.assert(
      fc.property(dateBetween("1900-01-31", "2100-12-31"), (date) => {
        const today = Lunar.toLunar(date)
        const tomorrow = Lunar.toLunar(PlainDate.addDays(date, 1))
        const length = Lunar.monthLength(today)!
        expect([29, 30]).toContain(length)
        expect(tomorrow.day).toBe(today.day === length ? 1 : today.day + 1)
        const yearLength = PlainDate.daysBetween(Lunar.newYear(today.year), Lunar.newYear(today.year + 1))
        const leap = Lunar.leapMonth(today.year)
        expect(yearLength >= (leap === null ? 353 : 383) && yearLength <= (leap === null ? 355 : 385)).toBe(true)
      }),
      { numRuns: 1000 }
    )
  })

  /**
   * From 1968 on, when UTC+7 became official. In three months the new moon falls within two minutes of midnight, where
   * implementations part by a day; no Tết, no Giỗ Tổ is among them.
   */
  it("agrees with another implementation on every day from 1968 to 2100, save three months", () => {
    const differing = new Set<string>()
    for (let n = PlainDate.toDays("1968-01-29"); n <= PlainDate.toDays("2100-12-31"); n++) {
      const date = PlainDate.fromDays(n)
      const ours = Lunar.toLunar(date)
      const theirs = new SolarDate({
        year: PlainDate.year(date),
        month: PlainDate.month(date),
        day: PlainDate.day(date)
      })
        .toLunarDate()
        .get()
      if (ours.day !== theirs.day || ours.month !== theirs.month || ours.leap !== theirs.leap_month)
        differing.add(date.slice(0, 7))
    }
    expect([...differing]).toEqual(["2054-05", "2054-06", "2072-12", "2073-01", "2077-11", "2077-12"])
  })
})
