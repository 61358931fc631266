import { PlainDate } from "@lienhoi/calendar"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { date } from "./generated.ts"

describe("a date as people write it", () => {
  it.each([
    ["2026-02-05", "2026-02-05"],
    ["5/2/2026", "2026-02-05"],
    ["05/02/2026", "2026-02-05"],
    ["05-02-2026", "2026-02-05"],
    ["5.2.2026", "2026-02-05"],
    ["ngày 5 tháng 2 năm 2026", "2026-02-05"],
    ["Ngày 05 tháng 02 năm 2026", "2026-02-05"],
    ["ngay 5 thang 2 nam 2026", "2026-02-05"],
    [" ngày 5/2/2026 ", "2026-02-05"],
    ["29/02/2024", "2024-02-29"]
  ])("%j is %s", (text, value) => expect(PlainDate.parse(text)).toEqual({ ok: true, value }))

  it.each([
    ["29/02/2023", "date.no-such-day"],
    ["31/4/2024", "date.no-such-day"],
    ["2024-13-01", "date.no-such-day"],
    ["0/1/2024", "date.no-such-day"],
    ["1900-02-29", "date.no-such-day"],
    ["0000-01-01", "date.no-such-day"],
    ["5/2/26", "date.unreadable"],
    ["5-2/2026", "date.unreadable"],
    ["2026-2-5", "date.unreadable"],
    ["hôm qua", "date.unreadable"],
    ["", "date.unreadable"]
  ])("%j is refused: %s", (text, code) => {
    expect(PlainDate.parse(text)).toMatchObject({ ok: false, issues: [{ code }] })
    expect(PlainDate.isValid(text)).toBe(false)
  })

  it("is told what to do", () => {
    const read = PlainDate.parse("31/02/2026")
    expect(read.ok ? "" : read.issues[0]?.message).toBe("Không có ngày 31/02/2026 trong lịch; xem lại ngày và tháng")
  })
})

describe("a date in print", () => {
  it("is padded in tables and bears the day of the week in sentences", () => {
    expect(PlainDate.format("2026-02-05")).toBe("05/02/2026")
    expect(PlainDate.formatLong("2024-06-14")).toBe("thứ Sáu 14/6/2024")
    expect(PlainDate.formatLong("2024-06-16")).toBe("Chủ nhật 16/6/2024")
    expect(PlainDate.formatLong("2024-06-16", "en")).toBe("Sunday 16/6/2024")
  })

  it("Property: it reads back", () => {
    fc.assert(
      fc.property(date, (d) => {
        expect(PlainDate.parse(PlainDate.format(d))).toEqual({ ok: true, value: d })
      }),
      { numRuns: 1000 }
    )
  })
})

describe("counting days", () => {
  it("knows the days since 1970", () => {
    expect(PlainDate.toDays("1970-01-01")).toBe(0)
    expect(PlainDate.toDays("2000-03-01")).toBe(11017)
    expect(PlainDate.toDays("1969-12-31")).toBe(-1)
    expect(PlainDate.fromDays(-719162)).toBe("0001-01-01")
    expect(PlainDate.toDays("9999-12-31")).toBe(2932896)
  })

  it("Property: agrees with the clock of the language on every date, and goes there and back", () => {
    fc.assert(
      fc.property(fc.integer({ min: -719162, max: 2932896 }), (days) => {
        const d = PlainDate.fromDays(days)
        expect(PlainDate.isValid(d)).toBe(true)
        expect(PlainDate.toDays(d)).toBe(days)
        expect(d).toBe(new Date(days * 86_400_000).toISOString().slice(0, 10))
        expect(PlainDate.weekday(d) % 7).toBe(new Date(days * 86_400_000).getUTCDay())
      }),
      { numRuns: 2000 }
    )
  })

  it("Property: text order is time order, and days between add up", () => {
    fc.assert(
      fc.property(date, date, (a, b) => {
        expect(a < b).toBe(PlainDate.daysBetween(a, b) > 0)
        expect(PlainDate.addDays(a, PlainDate.daysBetween(a, b))).toBe(b)
      }),
      { numRuns: 1000 }
    )
  })

  it("knows how long months are", () => {
    expect([2023, 2024, 1900, 2000].map((year) => PlainDate.lastDayOfMonth(year, 2))).toEqual([28, 29, 28, 29])
    expect(PlainDate.of(2024, 4, 31)).toBe("2024-04-30")
  })
})
