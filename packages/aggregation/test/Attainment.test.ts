import { Period } from "@lienhoi/calendar"
import { Association, Snapshot } from "@lienhoi/hierarchy"
import type { Target } from "@lienhoi/template"
import { describe, expect, it } from "vitest"
import { Attainment, Comparison } from "../src/index.ts"
import { filed, hierarchy, october, rollUp, september } from "./month.ts"

const term = { from: "2022-01-01", to: "2026-12-31" }
const target = (more: Partial<Target.Target>): Target.Target => ({
  key: "CT",
  label: "Chỉ tiêu thử",
  labelEn: null,
  template: "hau-giang/bao-cao-thang",
  field: "HV",
  kind: "absolute",
  value: 100,
  unit: null,
  of: null,
  level: null,
  base: null,
  owner: "huyen",
  units: null,
  from: null,
  by: "year-end",
  source: [],
  ...more
})
const some = [filed("a1", { HV: 40, HVM: 2 }), filed("a2", { HV: 20, HVM: 0 }), filed("b1", { HV: 30, HVM: 3 })]
const total = rollUp(some)
const of = (more: Partial<Target.Target>, question: Partial<Attainment.Question> = {}) =>
  Attainment.of({ target: target(more), term, unit: "h", total, ...question })

/** The same district a year before: a third commune, and half the members. */
const before = Snapshot.make(Association.vwu, "2023-12-31", [
  ...hierarchy.units,
  { ...hierarchy.units[1]!, id: "x3", name: "Xã cũ" }
])
if (!before.ok) throw new Error(before.issues[0]!.message)
const december = Period.containing("month", "2023-12-01")
const year = rollUp(
  [filed("a1", { HV: 30 }, { period: december.id }), filed("b1", { HV: 15 }, { period: december.id })],
  {
    period: december,
    hierarchy: before.value
  }
)

describe("the attainment of a target", () => {
  it("is what is there over what is needed, with who is missing and who estimated behind it", () => {
    const estimated = rollUp([...some.slice(0, 2), filed("b1", { HV: 30 }, { estimated: true })])

    expect(of({}, { total: estimated })).toMatchObject({
      actual: 90,
      needed: 100,
      planned: 100,
      attained: 0.9,
      estimated: true,
      missing: 1,
      from: "2024-01-01",
      on: "2024-10-31",
      to: "2024-12-31"
    })
    expect(of({ value: 90 })).toMatchObject({ status: "reached", attained: 1, estimated: false })
    expect(of({ value: 80 }).attained).toBe(1.125)
  })

  it("has a forecast on a straight line from what was there before the first day", () => {
    expect(of({}).forecast).toBeNull()
    expect(of({}).status).toBe("open")
    const known = of({}, { totalOf: ({ at }) => (at === "2023-12-31" ? year : null) })

    // 45 on 31/12/2023, 90 after 305 of 366 days: 45 + 45 × 366/305 = 99.
    expect(known.forecast).toBeCloseTo(99, 9)
    expect(known.status).toBe("hard")
    expect(of({ value: 99 }, { totalOf: () => year }).status).toBe("on-track")
  })

  it("takes what happens in a period for the pace itself", () => {
    // 5 within one month of ten is 5 × 366/305 by the end of the year.
    expect(of({ field: "HVM", value: 6 })).toMatchObject({ actual: 5, forecast: 6, status: "on-track" })
    expect(of({ field: "HVM", value: 7 }).status).toBe("hard")
    expect(of({ field: "HVM", value: 7, by: "2024-11-15" })).toMatchObject({ status: "missed", forecast: 5 })
  })

  it("divides by the denominator of its day, and says so", () => {
    const percent = { kind: "percent", value: 50, of: { template: null, field: "HV", at: "2023-12-31" } } as const
    const dated = of({ ...percent, field: "HVM" }, { totalOf: () => year })

    expect(dated).toMatchObject({
      actual: 5 / 45,
      needed: 0.5,
      planned: 22.5,
      denominator: { value: 45, on: "2023-12-31" }
    })
    expect(of({ ...percent, field: "HVM" })).toMatchObject({
      actual: null,
      status: "unknown",
      because: { vi: "chưa có mẫu số của ngày 31/12/2023" }
    })
    expect(of({ ...percent, field: "HVM", of: { template: null, field: "SH", at: null } }).because?.en).toBe(
      "there is no denominator for 31/10/2024"
    )
    const ofNothing = rollUp([filed("a1", { HVM: 1, SH: 0 })])
    expect(
      of({ ...percent, field: "HVM", of: { template: null, field: "SH", at: null } }, { total: ofNothing })
    ).toMatchObject({
      actual: null,
      because: { vi: "mẫu số của ngày 31/10/2024 bằng 0" }
    })
  })

  it("counts units on the tree of the day, and how many there are now", () => {
    const communes = { kind: "percent", field: "MT", value: 100, of: { units: "co_so", at: "2023-12-31" } } as const
    const two = rollUp([filed("x1", { MT: 1 }), filed("x2", { MT: 1 })])

    expect(of(communes, { total: two, treeAt: () => before.value })).toMatchObject({
      actual: 2 / 3,
      status: "open",
      denominator: { value: 3, on: "2023-12-31", unitsNow: 2 }
    })
    expect(of({ ...communes, of: { units: "co_so", at: null } }, { total: two })).toMatchObject({
      actual: 1,
      status: "reached"
    })
    expect(of(communes, { total: two }).status).toBe("unknown")
  })

  it("of each unit is reached when every one is there; a silent one is not", () => {
    const each = { kind: "each-unit", level: "co_so", field: "HVM", value: 2 } as const

    expect(of(each)).toMatchObject({
      actual: 2,
      needed: 2,
      status: "reached",
      units: { of: 2, reached: 2, unknown: 0 }
    })
    expect(of(each, { total: rollUp(some.slice(0, 2)) })).toMatchObject({
      actual: 1,
      attained: 0.5,
      units: { of: 2, reached: 1, unknown: 1 },
      status: "hard"
    })
    expect(of({ ...each, value: 3 })).toMatchObject({ actual: 1, forecast: 1 })
    expect(of({ ...each, level: "to" })).toMatchObject({
      status: "unknown",
      because: { vi: "không có đơn vị nào thuộc cấp phải đạt" }
    })
  })

  it("of so many more in each unit is counted from its base", () => {
    const plus = {
      kind: "per-unit-plus",
      level: "co_so",
      value: 20,
      base: { template: null, field: "HV", at: "2023-12-31" }
    } as const

    expect(of(plus, { totalOf: () => year })).toMatchObject({ actual: 45, needed: 40, planned: 85, status: "reached" })
    expect(of(plus)).toMatchObject({ actual: null, because: { vi: "chưa có số gốc của ngày 31/12/2023" } })
  })

  it("says when the total knows no such unit or field", () => {
    expect(of({ field: "KHONG" })).toMatchObject({ figure: null, status: "unknown" })
    expect(of({}, { unit: "nowhere" }).because?.vi).toBe("không có số liệu này trong bảng tổng hợp")
  })
})

describe("the columns beside a figure", () => {
  const two = rollUp([...some, filed("a1", { HV: 10, HVM: 4 }, { period: september.id })], {
    period: [september, october]
  })
  const table = (more: Partial<Comparison.Question> = {}) =>
    Comparison.of({ unit: "h", period: total, yearToDate: two, lastYear: year, columns: Comparison.columns, ...more })
  const cells = (key: string, more: Partial<Comparison.Question> = {}) =>
    table(more)[0]!.rows.find(({ field }) => field.key === key)!.cells

  it("follow each field's own way over periods, and a ratio its parts", () => {
    expect(cells("HV")["year-to-date"].value).toBe(90)
    expect(cells("HVM")["year-to-date"].value).toBe(9)
    expect(cells("TL").period.value).toBe(5 / 90)
    expect(cells("TL")["year-to-date"].value).toBe(9 / 90)
    expect(cells("HV")["of-last-year"].value).toBe(2)
  })

  it("say what is missing, and that nothing is divided by 0", () => {
    expect(cells("HVM")["last-year"]).toMatchObject({ state: "missing", value: null })
    expect(cells("HVM")["of-last-year"]).toMatchObject({ state: "missing", value: null })
    expect(cells("HV")["of-plan"].because?.vi).toBe("chưa giao kế hoạch")
    expect(cells("HV", { plan: () => 0 })["of-plan"]).toMatchObject({
      state: "not-applicable",
      because: { vi: "kế hoạch bằng 0, không tính được phần trăm" }
    })
    expect(cells("HV", { plan: () => 120 })["of-plan"]).toMatchObject({ value: 0.75, missing: 1 })
    expect(cells("HV", { lastYear: null })["last-year"].because?.vi).toBe("chưa có số")
  })

  it("stand only where a section wants them", () => {
    const { columns: _, ...rest } = { unit: "h", period: total, yearToDate: two, lastYear: null, columns: [] }

    expect(Comparison.of(rest)).toEqual([])
    expect(table({ columns: ["plan"] })[0]!.columns).toEqual(["plan"])
  })

  it.each([
    ["month", "2024-10", ["2024-10"], 10, ["2023-10"]],
    ["month", "2024-9M", 9, 9, 9],
    ["quarter", "2024-9M", ["2024-Q1", "2024-Q2", "2024-Q3"], 3, ["2023-Q1", "2023-Q2", "2023-Q3"]],
    ["nine-months", "2024-9M", ["2024-9M"], 1, ["2023-9M"]],
    ["half", "2024-H2", ["2024-H2"], 2, ["2023-H2"]],
    ["month", "2024-H2", 6, 12, 6],
    ["year", "2024", ["2024"], 1, ["2023"]]
  ] as const)("of %s reports for %s are made of the right periods", (type, id, now, toDate, last) => {
    const period = Period.fromId(id)
    const found = period.ok ? Comparison.periodsOf(period.value, type)! : null
    const ids = (of: ReadonlyArray<Period.Period>, wanted: unknown) =>
      typeof wanted === "number" ? of.length : of.map((one) => one.id)

    expect(ids(found!.period, now)).toEqual(now)
    expect(found!.yearToDate).toHaveLength(toDate)
    expect(ids(found!.lastYear, last)).toEqual(last)
  })
})
