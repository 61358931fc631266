import { Period, PeriodType, PlainDate } from "@lienhoi/calendar"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { period, tally } from "./generated.ts"

const of = (id: string): Period.Period => {
  const read = Period.fromId(id)
  if (!read.ok) throw new Error(read.issues[0]?.message)
  return read.value
}
const ids = (periods: ReadonlyArray<Period.Period>) => periods.map(({ id }) => id)

describe("a period as people write it", () => {
  it.each([
    ["Tháng 6/2024", "2024-06"],
    ["tháng 06 năm 2024", "2024-06"],
    ["THÁNG 6-2024", "2024-06"],
    ["thang 6 2024", "2024-06"],
    ["T6/2024", "2024-06"],
    ["06/2024", "2024-06"],
    ["June 2024", "2024-06"],
    ["Tháng 12/2024".normalize("NFD"), "2024-12"],
    ["Quý II năm 2024", "2024-Q2"],
    ["Tháng 6, năm 2024", "2024-06"],
    ["Tháng 6/2024\u200B", "2024-06"],
    ["Quý 2/2024", "2024-Q2"],
    ["Quí II/2024", "2024-Q2"],
    ["quý iv/2024", "2024-Q4"],
    ["Q3/2024", "2024-Q3"],
    ["6 tháng đầu năm 2024", "2024-H1"],
    ["6 tháng cuối năm 2024", "2024-H2"],
    ["06 tháng đầu năm 2024", "2024-H1"],
    ["09 tháng đầu năm 2024", "2024-9M"],
    ["Sáu tháng đầu năm 2024", "2024-H1"],
    ["6 tháng đầu 2024", "2024-H1"],
    ["9 tháng năm 2024", "2024-9M"],
    ["9 tháng đầu năm 2024", "2024-9M"],
    ["9 tháng 2024", "2024-9M"],
    ["Năm 2024", "2024"],
    ["cả năm 2024", "2024"],
    ["Tuần 42/2024", "2024-W42"],
    ["tuần thứ 42 năm 2024", "2024-W42"],
    ["nhiệm kỳ 2021-2026", "2021..2026"],
    ["Nhiệm kỳ 2021 – 2026", "2021..2026"],
    ["ngày 5 tháng 2 năm 2026", "2026-02-05"],
    ["15/10/2024", "2024-10-15"],
    ["từ ngày 1/10/2024 đến hết ngày 20/10/2024", "2024-10-01..2024-10-20"],
    ["từ 15/6 đến 14/7/2025", "2025-06-15..2025-07-14"],
    ["01/10/2024 - 20/10/2024", "2024-10-01..2024-10-20"],
    ["01/10/2024-20/10/2024", "2024-10-01..2024-10-20"],
    ["từ 01/10/2024 tới 20/10/2024", "2024-10-01..2024-10-20"]
  ])("%j is %s", (text, id) => expect(Period.parse(text)).toEqual({ ok: true, value: of(id) }))

  it.each([
    ["6 tháng đầu năm", "2024-H1"],
    ["6 tháng cuối năm", "2024-H2"],
    ["9 tháng", "2024-9M"],
    ["tháng 6", "2024-06"],
    ["Quý II", "2024-Q2"],
    ["tuần 42", "2024-W42"]
  ])("%j without a year means this year's, when today is known", (text, id) => {
    expect(Period.parse(text, { today: "2024-11-02" })).toEqual({ ok: true, value: of(id) })
    expect(Period.parse(text)).toMatchObject({ ok: false, issues: [{ code: "period.year-missing" }] })
  })

  it.each([
    ["tháng 13/2024", "period.no-such"],
    ["tháng 0/2024", "period.no-such"],
    ["Quý 5/2024", "period.no-such"],
    ["Tuần 53/2024", "period.no-such"],
    ["nhiệm kỳ 2026-2021", "period.reversed"],
    ["từ 20/10/2024 đến 1/10/2024", "period.reversed"],
    ["từ 31/9/2024 đến 1/10/2024", "date.no-such-day"],
    ["31/2/2024", "date.no-such-day"],
    ["6 tháng năm 2024", "period.unreadable"],
    ["tháng sáu", "period.unreadable"],
    ["tháng … năm 2024", "period.unreadable"],
    ["tháng năm 2024", "period.unreadable"],
    ["", "period.unreadable"]
  ])("%j is refused: %s", (text, code) => expect(Period.parse(text)).toMatchObject({ ok: false, issues: [{ code }] }))

  it("lists both ends when both are wrong", () => {
    const read = Period.parse("từ 31/9/2024 đến 32/10/2024")
    expect(read.ok ? [] : read.issues.map(({ message }) => message)).toEqual([
      "Không có ngày 31/9/2024 trong lịch; xem lại ngày và tháng",
      "Không có ngày 32/10/2024 trong lịch; xem lại ngày và tháng"
    ])
  })

  it("is read as the type that is wanted", () => {
    expect(Period.parse("2/2024", { type: "quarter" })).toEqual({ ok: true, value: of("2024-Q2") })
    expect(Period.parse("42/2024", { type: "week" })).toEqual({ ok: true, value: of("2024-W42") })
    expect(Period.parse("15/10/2024", { type: "month" })).toEqual({ ok: true, value: of("2024-10") })
    expect(Period.parse("2024-10-15", { type: "nine-months" })).toMatchObject({
      ok: false,
      issues: [{ code: "period.none-holds" }]
    })
    expect(Period.parse("Tháng 10/2024", { type: "ad-hoc" })).toEqual({
      ok: true,
      value: Period.between("2024-10-01", "2024-10-31")
    })
    const read = Period.parse("Quý II/2024", { type: "month" })
    expect(read.ok ? "" : read.issues[0]?.message).toBe("“Quý II/2024” là kỳ quý, ở đây cần kỳ tháng")
    expect(read.ok ? "" : read.issues[0]?.english).toBe(
      "“Quý II/2024” is a period of type quarter; a month is needed here"
    )
  })

  it.each([
    "2024-13",
    "2024-Q5",
    "2024-H3",
    "2024-W53",
    "2024-W00",
    "2024-10-32",
    "0000",
    "2026..2021",
    "2024-10-20..2024-10-01",
    "24",
    ""
  ])("no period has the id %j", (id) =>
    expect(Period.fromId(id)).toMatchObject({ ok: false, issues: [{ code: "period.id-unknown" }] })
  )
})

describe("the days of a period", () => {
  it.each([
    ["2024-10-15", "2024-10-15", "2024-10-15"],
    ["2024-W42", "2024-10-14", "2024-10-20"],
    ["2025-W01", "2024-12-30", "2025-01-05"],
    ["2020-W53", "2020-12-28", "2021-01-03"],
    ["2024-02", "2024-02-01", "2024-02-29"],
    ["2024-Q4", "2024-10-01", "2024-12-31"],
    ["2024-H1", "2024-01-01", "2024-06-30"],
    ["2024-9M", "2024-01-01", "2024-09-30"],
    ["2024", "2024-01-01", "2024-12-31"],
    ["2021..2026", "2021-01-01", "2025-12-31"],
    ["2024-10-01..2024-10-20", "2024-10-01", "2024-10-20"]
  ])("%s runs from %s to %s", (id, from, to) => expect(of(id)).toMatchObject({ id, from, to }))

  it("none are nine months in autumn, and nobody can guess a term", () => {
    expect(Period.containing("nine-months", "2024-09-30")?.id).toBe("2024-9M")
    expect(Period.containing("nine-months", "2024-10-01")).toBeNull()
    expect(Period.containing("term", "2024-10-01")).toBeNull()
  })
})

describe("neighbours", () => {
  it.each([
    ["2024-12", "2025-01"],
    ["2024-Q4", "2025-Q1"],
    ["2024-H2", "2025-H1"],
    ["2020-W53", "2021-W01"],
    ["2024-9M", "2025-9M"],
    ["2021..2026", "2026..2031"],
    ["2024-10-01..2024-10-20", "2024-10-21..2024-11-09"]
  ])("after %s comes %s", (id, after) => {
    expect(Period.next(of(id))).toEqual(of(after))
    expect(Period.previous(of(after))).toEqual(of(id))
  })

  it.each([
    ["2024-10", "2023-10"],
    ["2024-Q1", "2023-Q1"],
    ["2024-H2", "2023-H2"],
    ["2024-9M", "2023-9M"],
    ["2024", "2023"],
    ["2024-02-29", "2023-02-28"],
    ["2024-W42", "2023-W42"],
    ["2020-W53", "2019-W52"],
    ["2024-02-15..2024-02-29", "2023-02-15..2023-02-28"],
    ["2026..2031", "2021..2026"]
  ])("%s compares with %s", (id, before) => expect(Period.samePeriodLastYear(of(id))).toEqual(of(before)))

  it("adds up from the first of the year", () => {
    expect(ids(Period.periodsOfYearToDate(of("2024-03")))).toEqual(["2024-01", "2024-02", "2024-03"])
    expect(ids(Period.periodsOfYearToDate(of("2024-Q3")))).toEqual(["2024-Q1", "2024-Q2", "2024-Q3"])
    expect(ids(Period.periodsOfYearToDate(of("2025-W02")))).toEqual(["2025-W01", "2025-W02"])
    expect(ids(Period.periodsOfYearToDate(of("2024-9M")))).toEqual(["2024-9M"])
  })

  it("is made of smaller ones", () => {
    expect(ids(Period.monthsOf(of("2024-Q4")))).toEqual(["2024-10", "2024-11", "2024-12"])
    expect(Period.monthsOf(of("2024-9M"))).toHaveLength(9)
    expect(ids(Period.parts(of("2024"), "half"))).toEqual(["2024-H1", "2024-H2"])
    expect(ids(Period.parts(of("2024"), "nine-months"))).toEqual(["2024-9M"])
    expect(ids(Period.parts(of("2021..2026"), "year"))).toEqual(["2021", "2022", "2023", "2024", "2025"])
    expect(ids(Period.parts(of("2024-09-15..2024-11-30"), "month"))).toEqual(["2024-10", "2024-11"])
    expect(ids(Period.parts(of("2024-10"), "quarter"))).toEqual([])
    expect(ids(Period.parts(of("2024-10"), "week"))).toEqual([
      "2024-W40",
      "2024-W41",
      "2024-W42",
      "2024-W43",
      "2024-W44"
    ])
  })

  it("Property: the weeks of the months of a year are the weeks of the year", () => {
    for (let year = 1990; year <= 2060; year++) {
      const whole = Period.nth("year", year, 1)!
      expect(ids(Period.monthsOf(whole).flatMap((month) => Period.parts(month, "week")))).toEqual(
        ids(Period.parts(whole, "week"))
      )
    }
  })
})

describe("laws of periods", () => {
  it("Property: next and previous undo each other; regular periods and terms touch without overlap", () => {
    const tried = tally()
    fc.assert(
      fc.property(period, (p) => {
        tried.count(p.type)
        expect(Period.previous(Period.next(p))).toEqual(p)
        expect(Period.next(Period.previous(p))).toEqual(p)
        if (p.type !== "nine-months") expect(Period.next(p).from).toBe(PlainDate.addDays(p.to, 1))
        expect(p.from <= p.to).toBe(true)
      }),
      { numRuns: 2000 }
    )
    tried.report("next and previous", PeriodType.all)
  })

  it("Property: what is printed reads back, in both languages, and so does the id", () => {
    const tried = tally()
    fc.assert(
      fc.property(period, (p) => {
        tried.count(p.type)
        expect(Period.fromId(p.id)).toEqual({ ok: true, value: p })
        expect(Period.parse(Period.format(p))).toEqual({ ok: true, value: p })
        expect(Period.parse(Period.format(p, "en"))).toEqual({ ok: true, value: p })
      }),
      { numRuns: 2000 }
    )
    tried.report("print and read", PeriodType.all)
  })

  it("Property: reading any text gives a period or a reason, never an exception", () => {
    const words = fc.constantFrom(
      "tháng",
      "quý",
      "năm",
      "tuần",
      "6",
      "II",
      "2024",
      "/",
      "-",
      " ",
      "đầu",
      "cuối",
      "từ",
      "đến",
      "31/2",
      "99",
      ".."
    )
    fc.assert(
      fc.property(fc.array(words, { maxLength: 8 }), (parts) => {
        const read = Period.parse(parts.join(" "), { today: "2024-06-14" })
        if (read.ok) expect(Period.fromId(read.value.id)).toEqual(read)
        else expect(read.issues[0]!.message).not.toMatch(/[{}]/)
      }),
      { numRuns: 1000 }
    )
  })
})

describe("a period in print", () => {
  it.each([
    ["2024-06", "Tháng 6/2024", "June 2024"],
    ["2024-Q2", "Quý II/2024", "Quarter II/2024"],
    ["2024-H1", "6 tháng đầu năm 2024", "First half of 2024"],
    ["2024-H2", "6 tháng cuối năm 2024", "Second half of 2024"],
    ["2024-9M", "9 tháng năm 2024", "First nine months of 2024"],
    ["2024", "Năm 2024", "Year 2024"],
    ["2024-W02", "Tuần 2/2024", "Week 2/2024"],
    ["2026-02-05", "Ngày 05/02/2026", "05/02/2026"],
    ["2021..2026", "Nhiệm kỳ 2021-2026", "Term 2021-2026"],
    ["2024-10-01..2024-10-20", "Từ 01/10/2024 đến 20/10/2024", "From 01/10/2024 to 20/10/2024"]
  ])("%s is %j", (id, vietnamese, english) => {
    expect(Period.format(of(id))).toBe(vietnamese)
    expect(Period.format(of(id), "en")).toBe(english)
  })

  it("bears its own label where it has one", () =>
    expect(Period.format(Period.between("2024-10-01", "2024-10-20", "Tháng cao điểm"))).toBe("Tháng cao điểm"))
})
