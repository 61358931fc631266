import { WorkingDays } from "@lienhoi/calendar"
import { Fraction, Hierarchy } from "@lienhoi/hierarchy"
import { Duty } from "@lienhoi/report"
import { describe, expect, it } from "vitest"
import {
  Aggregation,
  Completeness,
  Origin,
  Publication,
  Restated,
  RestatedFigure,
  Series,
  Total
} from "../src/index.ts"
import { filed, history, month, redrawn, restated, rollUp, template } from "./phungHiep.ts"

const june = [
  filed("kc-1", "2025-06", { HV: 120, HVM: 3 }),
  filed("ha-1", "2025-06", { HV: 200, HVM: 5 }),
  filed("tp-1", "2025-06", { HV: 70, HVM: 2 }),
  filed("tp-2", "2025-06", { HV: 31, HVM: 1 }),
  filed("kinh-cung", "2025-06", { TIN: 4, CB: 2, LON: 30, MT: 1, NG: 9 }),
  filed("hoa-an", "2025-06", { TIN: 6, CB: 3, LON: 50, MT: 0, NG: 4 }),
  filed("thanh-binh", "2025-06", { TIN: 2, CB: 2, LON: 40, MT: 1 }),
  filed("tan-phong", "2025-06", { TIN: 5, CB: 3, LON: 60, MT: 1 }),
  filed("tan-phu", "2025-06", { TIN: 1, CB: 1, LON: 80, MT: 1 }),
  filed("ph", "2025-06", { TIN: 7 }),
  filed("tc", "2025-06", { TIN: 11 }),
  filed("hg", "2025-06", { TIN: 20 })
]
const inJune = rollUp("2025-06-14", ["2025-06"], june)
const onNow = restated(inJune, "2026-10-14")
const now = (unit: string, key: string) => RestatedFigure.of(onNow, unit, key)!

describe("June 2025 read on the tree of October 2026", () => {
  it("is exact where communes went whole, and counts who reported on the tree of June", () => {
    expect(now("hoa-an-moi", "TIN")).toMatchObject({
      value: 10,
      certainty: "exact",
      reported: 2,
      expected: 2,
      divided: 0
    })
    expect(now("hoa-an-moi", "HV")).toMatchObject({ value: 320, certainty: "exact" })
    expect(now("tan-phu-moi", "HV")).toMatchObject({ value: 31, certainty: "exact", reported: 1, missing: 1 })
  })

  it("is exact for branches of a divided commune, and an estimate for what the commune said itself", () => {
    expect(now("thanh-binh-moi", "HV")).toMatchObject({ value: 70, certainty: "exact" })
    expect(now("thanh-binh-moi", "TIN")).toMatchObject({ value: 5.5, certainty: "estimated", divided: 1 })
    expect(RestatedFigure.exactly(onNow, "tan-phu-moi", "TIN")).toEqual(Fraction.make(25n, 10n))
    expect(now("tn-moi", "TIN")).toMatchObject({ value: 8, certainty: "exact" })
  })

  it("of provinces and districts goes to the heirs that were named; the rest is listed as in no total", () => {
    expect(now("ct", "TIN")).toMatchObject({ value: 37, certainty: "exact" })
    expect(Restated.unallocated(onNow)).toEqual([
      {
        unit: "tc",
        name: "Huyện Tân Châu",
        path: "Huyện Tân Châu › Tỉnh Tây Ninh › Trung ương",
        share: { numerator: 1n, denominator: 1n },
        figures: { TIN: 11 }
      }
    ])
    expect(Restated.balance(onNow, "TIN")).toEqual({
      before: { numerator: 56n, denominator: 1n },
      whole: { numerator: 40n, denominator: 1n },
      shared: { numerator: 5n, denominator: 1n },
      unallocated: { numerator: 11n, denominator: 1n }
    })
  })

  it("bounds a greatest figure of a part, unless a whole commune exceeds it", () => {
    expect(now("thanh-binh-moi", "LON")).toMatchObject({ value: 60, certainty: "bound" })
    expect(now("tan-phu-moi", "LON")).toMatchObject({ value: 80, certainty: "exact" })
    expect(now("tn-moi", "LON")).toMatchObject({ value: 80, certainty: "exact" })
  })

  it("computes ratios from restated parts, as sure as the less sure part", () => {
    expect(now("hoa-an-moi", "TL")).toMatchObject({ value: 8 / 320, certainty: "exact", state: "value" })
    expect(now("thanh-binh-moi", "TLT")).toMatchObject({ value: 5.5 / 4.1, certainty: "estimated" })
  })

  it("does not restate how many communes have something: it says how many had, and how many communes there are", () => {
    expect(now("hoa-an-moi", "MT")).toMatchObject({
      value: null,
      certainty: "not-restated",
      recount: { level: "co_so", living: 1, dated: { on: "2025-06-14", value: 1, outOf: 2 }, divided: 0 }
    })
    expect(now("tn-moi", "MT").recount).toEqual({
      level: "co_so",
      living: 2,
      dated: { on: "2025-06-14", value: 3, outOf: 3 },
      divided: 0
    })
    expect(now("thanh-binh-moi", "MT").recount).toMatchObject({ dated: { value: 1, outOf: 1 }, divided: 1 })
  })

  it("names unique persons, words and counts of redrawn units, and moves none of them", () => {
    expect(Restated.notRestated(onNow).map(({ field }) => field)).toEqual(["MT", "NG", "GC"])
    expect(now("hoa-an-moi", "NG")).toMatchObject({ value: null, certainty: "not-restated" })
    expect(now("hoa-an-moi", "NG").reason?.vi).toContain("không trùng")
  })

  it("is explained by the units of June under the names they bore", () => {
    const told = Origin.explain(onNow, { unit: "thanh-binh-moi", field: "TIN" })!

    expect(told).toMatchObject({ from: "2025-06-14", onto: "2026-10-14", missing: [], unsettled: [] })
    expect(told.sources).toEqual([
      expect.objectContaining({
        unit: "thanh-binh",
        name: "Xã Thạnh Bình",
        code: "25498",
        value: 2,
        share: Fraction.one,
        bases: []
      }),
      expect.objectContaining({
        unit: "tan-phong",
        path: "Xã Tân Phong › Huyện Tân Biên › Tỉnh Tây Ninh › Trung ương",
        value: 5,
        share: { numerator: 7n, denominator: 10n },
        bases: ["members"]
      })
    ])
    expect(told.sources[0]!.reports).toMatchObject([{ period: "2025-06", revision: 1, status: "approved", value: 2 }])
    expect(Origin.explain(onNow, { unit: "thanh-binh-moi", field: "HV" })!.sources).toMatchObject([
      { unit: "tp-1", heir: "tp-1" }
    ])
    expect(Origin.explain(onNow, { unit: "tan-phu-moi", field: "HV" })!.missing).toMatchObject([{ unit: "tu-1" }])
    expect(Origin.explain(onNow, { unit: "ct", field: "TL" })!.inputs.map(({ sources }) => sources.length)).toEqual([
      2, 2
    ])
  })

  it("is refused when exactness is asked, with every divided commune that reported", () => {
    const refused = Aggregation.restate(inJune, { hierarchy: history, onto: "2026-10-14", exact: true })
    const branches = june.filter(({ unit }) => unit !== "tan-phong")

    expect(refused.ok ? [] : refused.issues).toMatchObject([{ code: "restate.divided", path: ["tan-phong"] }])
    expect(
      Aggregation.restate(rollUp("2025-06-14", ["2025-06"], branches), {
        hierarchy: history,
        onto: "2026-10-14",
        exact: true
      }).ok
    ).toBe(true)
  })

  it("is an estimate, and refused when exactness is asked, while a branch of a divided commune is not assigned", () => {
    const open = redrawn({ assigned: false })
    const made = restated(inJune, "2026-10-14", open)
    const refused = Aggregation.restate(inJune, { hierarchy: open, onto: "2026-10-14", exact: true })

    expect(["thanh-binh-moi", "tan-phu-moi"].map((unit) => RestatedFigure.of(made, unit, "HV")!.certainty)).toEqual([
      "estimated",
      "estimated"
    ])
    expect(RestatedFigure.of(made, "tn-moi", "HV")).toMatchObject({ value: 101, certainty: "exact" })
    expect(
      Origin.explain(made, { unit: "tan-phu-moi", field: "HV" })!
        .unsettled.map(({ unit }) => unit)
        .sort()
    ).toEqual(["tp-1", "tp-2"])
    expect(refused.ok ? [] : refused.issues.map(({ code, path }) => [code, ...path])).toEqual([
      ["restate.divided", "tan-phong"],
      ["restate.unassigned", "tp-1"],
      ["restate.unassigned", "tp-2"]
    ])
  })

  it("is printed in whole numbers that keep both margins", () => {
    const may = restated(rollUp("2025-05-14", ["2025-05"], [filed("tan-phong", "2025-05", { TIN: 4 })]), "2026-10-14")
    const printed = Publication.table("tn-moi", [
      { restated: may, column: "TIN" },
      { restated: onNow, column: "TIN" }
    ])
    const refused = Publication.table(
      "tn-moi",
      ["LON", "MT", "XYZ"].map((column) => ({ restated: onNow, column }))
    )

    expect(printed.ok && printed.value.totals).toEqual([4, 8])
    const rows = printed.ok ? printed.value.rows : []
    for (const k of [0, 1]) expect(rows.reduce((sum, row) => sum + row.cells[k]!.value!, 0)).toBe([4, 8][k])
    expect(rows.map(({ unit, cells }) => [unit, ...cells.map(({ certainty }) => certainty)])).toEqual([
      ["tan-phu-moi", "estimated", "estimated"],
      ["thanh-binh-moi", "estimated", "estimated"]
    ])
    expect(refused.ok ? [] : refused.issues.map(({ code }) => code)).toEqual([
      "publish.not-added",
      "publish.not-added",
      "publish.field-unknown"
    ])
  })
})

describe("October 2026 read on the tree of June 2025", () => {
  it("splits a merged commune and says that it is an estimate; branches are exact", () => {
    const total = rollUp(
      "2026-10-14",
      ["2026-10"],
      [filed("hoa-an-moi", "2026-10", { TIN: 9 }), filed("tp-2", "2026-10", { HV: 33 })]
    )
    const back = restated(total, "2025-06-14")

    expect(RestatedFigure.of(back, "kinh-cung", "TIN")).toMatchObject({ value: 4.5, certainty: "estimated" })
    expect(RestatedFigure.of(back, "hg", "TIN")).toMatchObject({ value: 9, certainty: "exact" })
    expect(RestatedFigure.of(back, "tan-phong", "HV")).toMatchObject({ value: 33, certainty: "exact" })
    expect(Origin.explain(back, { unit: "kinh-cung", field: "TIN" })!.sources).toMatchObject([
      { unit: "hoa-an-moi", name: "Xã Hòa An", bases: ["assumed"] }
    ])
  })
})

describe("July 2025, from 15 June to 14 July, on the tree of 14 July", () => {
  const july = [
    filed("kc-1", "2025-07", { HV: 121, HVM: 1 }),
    filed("ha-1", "2025-07", { HV: 201, HVM: 2 }),
    filed("tp-1", "2025-07", { HV: 71, HVM: 1 }),
    // The heir's office files the closing report of Kinh Cùng; Hòa An and Tân Phong had filed theirs.
    filed(
      "kinh-cung",
      "2025-07",
      { TIN: 3, CB: 2, LON: 99, MT: 1 },
      { reportedBy: "p-hoa-an-moi", recordedBy: "p-hoa-an-moi" }
    ),
    filed("hoa-an", "2025-07", { TIN: 2 }),
    filed("tan-phong", "2025-07", { TIN: 10 }),
    filed("hoa-an-moi", "2025-07", { TIN: 1, CB: 4, LON: 45, MT: 1 }),
    filed("thanh-binh-moi", "2025-07", { TIN: 2, CB: 3 })
  ]
  const total = rollUp("2025-07-14", ["2025-07"], july)
  const cell = (unit: string, key: string) => Aggregation.cell(total, unit, key)!

  it("counts the flows of closed communes with their heir, and no stock twice", () => {
    expect(cell("hoa-an-moi", "TIN")).toMatchObject({ value: 6, own: { value: 1 }, reported: 3, expected: 3 })
    expect(cell("hoa-an-moi", "CB")).toMatchObject({ value: 4, reported: 1, notApplicable: 1, missing: 0 })
    expect(cell("hoa-an-moi", "LON")).toMatchObject({ value: 45 })
    expect(cell("hoa-an-moi", "MT")).toMatchObject({ value: 1, outOf: 1 })
    expect(cell("kinh-cung", "CB").reason?.vi).toContain("đơn vị kế thừa đếm")
  })

  it("counts branches once, under their parent of that day", () => {
    expect(cell("hoa-an-moi", "HV")).toMatchObject({ value: 322, reported: 2 })
    expect(cell("thanh-binh-moi", "HV").value).toBe(71)
    expect(cell("tw", "HV").value).toBe(393)
  })

  it("counts the flows of a divided commune in its province, and with its heirs by shares when restated onto the same day", () => {
    const byHeir = restated(total, "2025-07-14")

    expect(cell("thanh-binh-moi", "TIN").value).toBe(2)
    expect(cell("tn-moi", "TIN").value).toBe(12)
    expect(RestatedFigure.of(byHeir, "thanh-binh-moi", "TIN")).toMatchObject({ value: 9, certainty: "estimated" })
    expect(RestatedFigure.of(byHeir, "tan-phu-moi", "TIN")).toMatchObject({ value: 3, certainty: "estimated" })
    expect(RestatedFigure.of(byHeir, "tn-moi", "TIN")).toMatchObject({ value: 12, certainty: "exact" })
    expect(RestatedFigure.of(byHeir, "hoa-an-moi", "TIN")).toMatchObject({ value: 6, certainty: "exact" })
  })

  it("counts what stands at the end of the window in units of that day: those that ended inside are in no denominator", () => {
    const sameDay = restated(total, "2025-07-14")
    const before = restated(total, "2025-06-14")

    expect(RestatedFigure.of(sameDay, "hoa-an-moi", "MT")).toMatchObject({
      value: 1,
      certainty: "exact",
      recount: null
    })
    expect(RestatedFigure.of(sameDay, "tn-moi", "MT")).toMatchObject({ value: cell("tn-moi", "MT").value })
    expect(RestatedFigure.of(before, "tw", "MT")).toMatchObject({
      certainty: "not-restated",
      recount: { dated: { on: "2025-07-14", outOf: 3 } }
    })
  })

  it("names closed units and who filed for them", () => {
    const told = Aggregation.explain(total, { unit: "hoa-an-moi", field: "TIN" })!

    expect(told.contributions.map(({ path, value, recordedBy }) => [path, value, recordedBy])).toContainEqual([
      "Thị trấn Kinh Cùng › Xã Hòa An › Thành phố Cần Thơ › Trung ương",
      3,
      "p-hoa-an-moi"
    ])
  })

  it("owes one report of each living unit and a closing report of each closed one: completeness is of that tree", () => {
    const duties = Duty.list({ hierarchy: history, template, period: month("2025-07"), calendar: WorkingDays.vietnam })
    const owed = duties.ok ? duties.value : []
    const asked = rollUp("2025-07-14", ["2025-07"], july, { duties: owed })
    const { units } = Completeness.of({ duties: owed, hierarchy: total.hierarchy, on: "2025-08-01T00:00:00.000Z" })

    expect(Aggregation.cell(asked, "hoa-an-moi", "TIN")).toMatchObject({ reported: 3, expected: 3 })
    // Silent: the new province, Tân Phú and both old provinces, two old communes and Huyện Tân Biên.
    expect(Aggregation.cell(asked, "tn-moi", "TIN")).toMatchObject({ reported: 2, missing: 7 })
    expect(units.get("hoa-an-moi")!.subtree.expected).toBe(5)
  })

  it("brings one late closing report up the tree as a full recomputation does", () => {
    const late = july.filter(({ unit }) => unit !== "hoa-an")
    const live = rollUp("2025-07-14", ["2025-07"], late)

    Aggregation.apply(live, { unit: "hoa-an", period: "2025-07", filed: july.find(({ unit }) => unit === "hoa-an")! })

    for (const unit of ["hoa-an-moi", "ct", "tw"])
      expect(Aggregation.cell(live, unit, "TIN")).toEqual(cell(unit, "TIN"))
  })

  it("knows closed units only from the history", () => {
    const hierarchy = Hierarchy.at(history, "2025-07-14")
    const without = Aggregation.rollUp({
      hierarchy,
      template,
      period: month("2025-07"),
      basis: "approved",
      reports: july
    })

    expect(Total.leftOut(total)).toEqual([])
    expect(Total.leftOut(without).map(({ code }) => code)).toEqual([
      "filed.unit-unknown",
      "filed.unit-unknown",
      "filed.unit-unknown"
    ])
  })
})

describe("the third quarter and the nine months 2025, on the tree of 14 September", () => {
  const reports = [
    filed("kinh-cung", "2025-01", { TIN: 10, CB: 2, LON: 70 }),
    ...june,
    filed("kinh-cung", "2025-07", { TIN: 3, CB: 2, LON: 99 }),
    filed("tan-phong", "2025-07", { TIN: 10 }),
    filed("hoa-an-moi", "2025-07", { TIN: 1, CB: 4, LON: 45 }),
    filed("hoa-an-moi", "2025-08", { TIN: 2, CB: 4, LON: 20 }),
    filed("hoa-an-moi", "2025-09", { TIN: 4, CB: 5, LON: 25 }),
    filed("kc-1", "2025-09", { HV: 125, HVM: 0 })
  ]
  const quarter = ["2025-07", "2025-08", "2025-09"]
  const nine = ["2025-01", "2025-02", "2025-03", "2025-04", "2025-05", "2025-06", ...quarter]

  it("the quarter adds flows of closed units from 15 June on and takes the stocks of September", () => {
    const total = rollUp(
      "2025-09-14",
      quarter,
      reports.filter(({ period }) => quarter.includes(period))
    )

    expect(Aggregation.cell(total, "hoa-an-moi", "TIN")).toMatchObject({ value: 10 })
    expect(Aggregation.cell(total, "hoa-an-moi", "CB")).toMatchObject({ value: 5, reported: 1, missing: 0 })
    expect(Aggregation.cell(total, "hoa-an-moi", "LON")).toMatchObject({ value: 45 })
    expect(Aggregation.cell(total, "hoa-an-moi", "HV")).toMatchObject({ value: 125, missing: 1 })
    expect(Total.leftOut(total)).toEqual([])
  })

  it("the nine months count every month of the old communes with their heir", () => {
    const total = rollUp("2025-09-14", nine, reports)

    expect(Aggregation.cell(total, "hoa-an-moi", "TIN")).toMatchObject({ value: 10 + 4 + 6 + 3 + 1 + 2 + 4 })
    expect(Aggregation.cell(total, "hoa-an-moi", "LON")).toMatchObject({ value: 70 })
    expect(Aggregation.cell(total, "hoa-an-moi", "CB")).toMatchObject({ value: 5 })
    expect(Aggregation.cell(total, "ct", "TIN")!.value).toBe(30 + 7 + 20)
    expect(Aggregation.cell(total, "tn-moi", "TIN")!.value).toBe(2 + 5 + 1 + 10)
  })

  it("carry no stock of a closed unit forward: its heir counts it", () => {
    const total = rollUp("2025-09-14", nine, reports, { last: "carry-forward" })

    expect(Aggregation.cell(total, "hoa-an-moi", "CB")).toMatchObject({ value: 5, carried: 0 })
    expect(Aggregation.cell(total, "hoa-an-moi", "HV")).toMatchObject({ value: 125 + 200, carried: 1 })
  })

  it("leave out and list what lies wholly outside the life of its unit, whenever it was filed", () => {
    const outside = [filed("kinh-cung", "2025-08", { TIN: 1 }), filed("hoa-an-moi", "2025-06", { TIN: 1 })]
    const total = rollUp("2025-09-14", nine, [...reports, ...outside])

    expect(Total.leftOut(total).map(({ code, path }) => [code, ...path])).toEqual([
      ["filed.outside-life", "kinh-cung", "2025-08"],
      ["filed.outside-life", "hoa-an-moi", "2025-06"]
    ])
    expect(Total.leftOut(total)[0]!.message).toContain("01/01/2020 – 30/06/2025")
    expect(Aggregation.cell(total, "hoa-an-moi", "TIN")!.value).toBe(30)
  })
})

describe("a June report that comes in late", () => {
  it("counts in June, on the tree of 14 June, although its unit is gone and its heir files it in August", () => {
    const live = rollUp(
      "2025-06-14",
      ["2025-06"],
      june.filter(({ unit }) => unit !== "kinh-cung")
    )
    const late = filed("kinh-cung", "2025-06", { TIN: 4 }, { recordedBy: "p-hoa-an-moi" })

    Aggregation.apply(live, { unit: "kinh-cung", period: "2025-06", filed: late })

    expect(Aggregation.cell(live, "ph", "TIN")).toMatchObject({ value: 4 + 6 + 7 })
    expect(Total.leftOut(live)).toEqual([])
    expect(RestatedFigure.of(restated(live, "2026-10-14"), "hoa-an-moi", "TIN")!.value).toBe(10)
  })
})

describe("a series across the redraw", () => {
  const on = (period: string, unit: string, TIN: number) =>
    rollUp(`${period}-14`, [period], [filed(unit, period, { TIN })])

  it("reads every month on one tree and marks where the units behind it were redrawn", () => {
    const series = Series.of({
      totals: [
        on("2025-05", "hoa-an", 4),
        on("2025-06", "kinh-cung", 6),
        on("2025-07", "hoa-an-moi", 5),
        on("2025-08", "hoa-an-moi", 7)
      ],
      hierarchy: history,
      onto: "2026-10-14",
      unit: "hoa-an-moi",
      field: "TIN"
    })
    const branch = Series.of({
      totals: [inJune, on("2025-07", "hoa-an-moi", 5)],
      hierarchy: history,
      onto: "2026-10-14",
      unit: "kc-1",
      field: "HV"
    })

    expect(
      series.ok && series.value.map(({ figure, isBreak, on }) => [on, figure.value, figure.certainty, isBreak])
    ).toEqual([
      ["2025-05-14", 4, "exact", false],
      ["2025-06-14", 6, "exact", false],
      ["2025-07-14", 5, "exact", true],
      ["2025-08-14", 7, "exact", false]
    ])
    expect(branch.ok && branch.value.map(({ isBreak }) => isBreak)).toEqual([false, false])
  })

  it("is refused as a whole when exactness is asked of what can only be estimated", () => {
    const totals = [on("2025-05", "tan-phong", 4), on("2025-06", "tan-phong", 6)]
    const asked = { hierarchy: history, onto: "2026-10-14", unit: "tan-phu-moi", field: "TIN", exact: true }

    expect(Series.of({ totals, ...asked })).toMatchObject({
      ok: false,
      issues: [{ code: "restate.divided" }, { code: "restate.divided" }]
    })
  })
})
