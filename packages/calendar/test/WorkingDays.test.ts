import { Holiday, Notice, PlainDate, WorkingDays } from "@lienhoi/calendar"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { dateBetween, tally } from "./generated.ts"

const { vietnam } = WorkingDays

/** The unbroken days off around a date. */
const stretch = (date: string): string => {
  const before = WorkingDays.previousWorkingDay(vietnam, date)
  const after = WorkingDays.nextWorkingDay(vietnam, date)
  return `${PlainDate.addDays(before, 1)} ${PlainDate.addDays(after, -1)}`
}

describe("days off as they were announced for state bodies, with the weekends around them", () => {
  it.each([
    ["2022-01-01", "2022-01-01 2022-01-03"],
    ["2022-02-01", "2022-01-29 2022-02-06"],
    ["2022-04-10", "2022-04-09 2022-04-11"],
    ["2022-04-30", "2022-04-30 2022-05-03"],
    ["2022-09-02", "2022-09-01 2022-09-04"],
    ["2023-01-01", "2022-12-31 2023-01-02"],
    ["2023-01-22", "2023-01-20 2023-01-26"],
    ["2023-04-29", "2023-04-29 2023-05-03"],
    ["2023-09-02", "2023-09-01 2023-09-04"],
    ["2024-01-01", "2023-12-30 2024-01-01"],
    ["2024-02-10", "2024-02-08 2024-02-14"],
    ["2024-04-18", "2024-04-18 2024-04-18"],
    ["2024-04-30", "2024-04-27 2024-05-01"],
    ["2024-09-02", "2024-08-31 2024-09-03"],
    ["2025-01-01", "2025-01-01 2025-01-01"],
    ["2025-01-29", "2025-01-25 2025-02-02"],
    ["2025-04-07", "2025-04-05 2025-04-07"],
    ["2025-04-30", "2025-04-30 2025-05-04"],
    ["2025-09-02", "2025-08-30 2025-09-02"],
    ["2026-01-01", "2026-01-01 2026-01-04"],
    ["2026-02-17", "2026-02-14 2026-02-22"],
    ["2026-04-26", "2026-04-25 2026-04-27"],
    ["2026-04-30", "2026-04-30 2026-05-03"],
    ["2026-09-02", "2026-08-29 2026-09-02"],
    ["2026-11-24", "2026-11-24 2026-11-24"],
    ["2027-04-16", "2027-04-16 2027-04-18"],
    ["2027-04-30", "2027-04-30 2027-05-03"]
  ])("around %s: %s", (date, days) => expect(stretch(date)).toBe(days))

  it.each(["2024-05-04", "2025-04-26", "2026-01-10", "2026-08-22"])("Saturday %s is worked", (date) => {
    expect(PlainDate.weekday(date)).toBe(6)
    expect(WorkingDays.isWorkingDay(vietnam, date)).toBe(true)
    expect(WorkingDays.holidayOn(vietnam, date)).toBeNull()
  })

  it("are all assumed in years whose law is not known here", () => {
    expect(Holiday.ofYear(2012).every(({ assumed }) => assumed)).toBe(true)
    expect(Holiday.ofYear(2013).some(({ assumed }) => !assumed)).toBe(true)
  })

  it("says why", () => {
    expect(WorkingDays.holidayOn(vietnam, "2024-04-18")).toMatchObject({
      kind: "holiday",
      name: { vi: "Giỗ Tổ Hùng Vương" }
    })
    expect(WorkingDays.holidayOn(vietnam, "2024-02-13")).toMatchObject({
      kind: "compensation",
      name: { vi: "Nghỉ bù Tết Âm lịch" }
    })
    expect(WorkingDays.holidayOn(vietnam, "2024-04-29")).toMatchObject({
      kind: "swapped-off",
      name: { vi: "Nghỉ hoán đổi, làm bù 04/05/2024" }
    })
    expect(WorkingDays.holidayOn(vietnam, "2024-06-15")).toBeNull()
    expect(WorkingDays.holidayOn(vietnam, "2024-06-14")).toBeNull()
  })

  it("lists a year in order", () =>
    expect(WorkingDays.holidaysOf(vietnam, 2025).map(({ date }) => date)).toEqual([
      "2025-01-01",
      "2025-01-27",
      "2025-01-28",
      "2025-01-29",
      "2025-01-30",
      "2025-01-31",
      "2025-04-07",
      "2025-04-30",
      "2025-05-01",
      "2025-05-02",
      "2025-09-01",
      "2025-09-02"
    ]))
})

describe("the law by itself", () => {
  it("gives ten holidays until 2020, eleven from 2021 on, twelve from 2026 on", () => {
    const count = (year: number) => Holiday.ofYear(year).filter(({ kind }) => kind === "holiday").length
    expect([2019, 2020, 2021, 2025, 2026, 2027].map(count)).toEqual([10, 10, 11, 11, 12, 12])
  })

  it("marks what is left to the yearly decision until the decision is known", () => {
    const assumed = (days: ReadonlyArray<Holiday.Holiday>) => days.filter((day) => day.assumed).map(({ date }) => date)
    expect(assumed(Holiday.ofYear(2027))).toEqual(["2027-02-04", "2027-02-10", "2027-09-01"])
    expect(assumed(WorkingDays.holidaysOf(vietnam, 2027))).toEqual(["2027-02-04", "2027-02-10", "2027-09-01"])
    expect(assumed(WorkingDays.holidaysOf(vietnam, 2026))).toEqual([])
  })

  it("compensates by the weekly day of rest that people have", () => {
    const compensated = (weekend: ReadonlyArray<PlainDate.Weekday>) =>
      Holiday.ofYear(2022, { weekend, choice: { daysBeforeTet: 1, besideNationalDay: "before" } })
        .filter(({ kind }) => kind === "compensation")
        .map(({ date }) => date)
    expect(compensated([6, 7])).toEqual(["2022-01-03", "2022-04-11", "2022-05-02", "2022-05-03"])
    expect(compensated([7])).toEqual(["2022-04-11", "2022-05-02"])
  })
})

describe("layers", () => {
  const storm = { source: "thử nghiệm", off: [{ date: "2024-09-09", name: { vi: "Nghỉ tránh bão", en: "Storm" } }] }

  it("a later one wins, whatever it says", () => {
    const days = WorkingDays.make({
      layers: [Notice.stateBodies, storm, { source: "thử nghiệm", work: ["2024-09-09", "2024-04-29", "2024-04-18"] }]
    })
    expect(["2024-09-09", "2024-04-29", "2024-04-18"].map((date) => WorkingDays.isWorkingDay(days, date))).toEqual([
      true,
      true,
      true
    ])
    expect(WorkingDays.holidayOn(days, "2024-04-18")).toBeNull()
    expect(WorkingDays.holidayOn(WorkingDays.make({ layers: [storm] }), "2024-09-09")?.name.vi).toBe("Nghỉ tránh bão")
  })

  it("a later decision about a year replaces the earlier one", () => {
    const days = WorkingDays.make({
      layers: [
        Notice.stateBodies,
        { source: "thử nghiệm", choices: { 2024: { daysBeforeTet: 3, besideNationalDay: "before" } } }
      ]
    })
    expect(WorkingDays.isWorkingDay(days, "2024-02-07")).toBe(false)
    // 1 September 2024 was a Sunday: the 3rd is now its compensation.
    expect(WorkingDays.holidayOn(days, "2024-09-03")?.kind).toBe("compensation")
    expect(WorkingDays.holidayOn(WorkingDays.vietnam, "2024-09-03")?.kind).toBe("holiday")
  })

  it("a commune office open on Saturdays rests on Sundays only", () => {
    const days = WorkingDays.make({ layers: [Notice.stateBodies], weekend: [7] })
    expect(WorkingDays.isWorkingDay(days, "2024-06-15")).toBe(true)
    expect(WorkingDays.isWorkingDay(days, "2024-06-16")).toBe(false)
  })

  it("from a file are checked", () => {
    expect(Notice.check(Notice.stateBodies)).toEqual([])
    expect(
      Notice.check({
        source: "thử nghiệm",
        swaps: [{ off: "2024-02-30", work: "2024-05-04" }],
        off: [{ date: "2024-05-04", name: { vi: "Nghỉ", en: "Off" } }],
        work: ["mai"]
      }).map(({ code, path }) => `${code} ${path.join(".")}`)
    ).toEqual(["notice.no-such-day swaps.0.off", "notice.no-such-day work.0", "notice.off-and-worked swaps.0.work"])
  })

  it("that leave no working day do not hang", () => {
    const never = WorkingDays.make({ layers: [], weekend: [1, 2, 3, 4, 5, 6, 7] })
    expect(WorkingDays.nextWorkingDay(never, "2024-06-14")).toBe("2024-06-14")
  })
})

describe("counting working days", () => {
  it("does not count the day itself", () => {
    expect(WorkingDays.addWorkingDays(vietnam, "2024-06-14", 1)).toBe("2024-06-17")
    expect(WorkingDays.addWorkingDays(vietnam, "2024-06-15", 1)).toBe("2024-06-17")
    expect(WorkingDays.addWorkingDays(vietnam, "2024-06-17", -1)).toBe("2024-06-14")
    expect(WorkingDays.addWorkingDays(vietnam, "2024-06-15", 0)).toBe("2024-06-15")
    expect(WorkingDays.addWorkingDays(vietnam, "2024-05-03", 1)).toBe("2024-05-04")
  })

  it("Property: adding working days is monotone, lands on working days, and passes exactly so many", () => {
    const tried = tally()
    fc.assert(
      fc.property(
        dateBetween("2015-01-01", "2040-12-31"),
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: -25, max: 25 }),
        (date, later, n) => {
          tried.count(n < 0 ? "back" : "forth")
          const result = WorkingDays.addWorkingDays(vietnam, date, n)
          const other = PlainDate.addDays(date, later)
          expect(result <= WorkingDays.addWorkingDays(vietnam, other, n)).toBe(true)
          expect(result <= WorkingDays.addWorkingDays(vietnam, date, n + 1)).toBe(true)
          if (n !== 0) expect(WorkingDays.isWorkingDay(vietnam, result)).toBe(true)
          let passed = 0
          for (let day = date; day !== result; ) {
            day = PlainDate.addDays(day, n < 0 ? -1 : 1)
            if (WorkingDays.isWorkingDay(vietnam, day)) passed++
          }
          expect(passed).toBe(Math.abs(n))
        }
      ),
      { numRuns: 1000 }
    )
    tried.report("adding working days", ["back", "forth"])
  })

  it("Property: every day off has a reason: a weekend or a holiday", () => {
    fc.assert(
      fc.property(dateBetween("1990-01-01", "2090-12-31"), (date) => {
        const weekend = PlainDate.weekday(date) >= 6
        const holiday = WorkingDays.holidayOn(vietnam, date) !== null
        if (!WorkingDays.isWorkingDay(vietnam, date)) expect(weekend || holiday).toBe(true)
        else expect(holiday).toBe(false)
      }),
      { numRuns: 2000 }
    )
  })
})
