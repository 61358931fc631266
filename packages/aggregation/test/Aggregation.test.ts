import type { Duty } from "@lienhoi/report"
import { describe, expect, it } from "vitest"
import { Aggregation, Total } from "../src/index.ts"
import { filed, hierarchy, october, rollUp, september } from "./month.ts"

const zero = { state: "zero" } as const
const notApplicable = { state: "not-applicable", reason: "Chi hội không có quỹ" } as const
const cell = (total: Total.Total, unit: string, key: string) => Aggregation.cell(total, unit, key)!

const duty = (unit: string, more: Partial<Duty.Duty> = {}): Duty.Duty => ({
  association: "vwu",
  lineage: "hau-giang/bao-cao-thang",
  period: october.id,
  unit,
  level: "chi_hoi",
  from: "2024-10-01",
  to: "2024-10-31",
  due: "2024-10-15",
  nominal: "2024-10-15",
  round: 1,
  openedAt: null,
  dueWhenOpened: "2024-10-15",
  estimated: false,
  waived: null,
  fulfilledAt: null,
  fulfilledBy: null,
  timely: null,
  closing: false,
  ...more
})

describe("a total", () => {
  it("adds the own figures of a commune to those of its branches and replaces none", () => {
    const total = rollUp([
      filed("a1", { SH: 2 }),
      filed("a2", { SH: 3 }),
      filed("x1", { SH: 10 }),
      filed("b1", { SH: 4 })
    ])

    expect(cell(total, "x1", "SH")).toMatchObject({ value: 15, own: { state: "value", value: 10 } })
    expect(cell(total, "h", "SH")).toMatchObject({ value: 19, reported: 4, missing: 2, expected: 6 })
  })

  it("leaves out a figure that is not asked of the level, so that a commune's own total does not count twice", () => {
    const total = rollUp([filed("a1", { HV: 40 }), filed("x1", { HV: 40 })])

    expect(cell(total, "h", "HV").value).toBe(40)
    expect(Total.leftOut(total).map(({ code }) => code)).toEqual(["filed.not-asked"])
  })

  it("lists every report it cannot count, and why", () => {
    const other = { lineage: "hau-giang/bao-cao-thang", id: "hau-giang/bao-cao-thang", version: "9.0.0" }

    const total = rollUp([
      filed("nowhere", { HV: 1 }),
      filed("a1", { HV: 1 }, { period: september.id }),
      filed("a2", { HV: 1 }, { template: other }),
      filed("b1", { DIEM: 7.25, HV: 3 })
    ])

    expect(
      Total.leftOut(total)
        .map(({ code }) => code)
        .sort()
    ).toEqual(["filed.not-comparable", "filed.period-outside", "filed.too-precise", "filed.unit-unknown"])
    expect(cell(total, "h", "HV").value).toBe(3)
    expect(cell(total, "h", "DIEM").state).toBe("missing")
  })

  it("is exact beyond 2^53 and says so", () => {
    const billion = 9_007_199_254_740_991
    const total = rollUp([filed("a1", { QUY: billion }), filed("b1", { QUY: billion }), filed("b2", { QUY: 1 })])

    expect(cell(total, "h", "QUY")).toMatchObject({ exact: "18014398509481983", reported: 3 })
    expect(cell(total, "x1", "QUY")).toMatchObject({ value: billion, exact: null })

    Aggregation.apply(total, { unit: "b2", period: october.id, filed: filed("b2", { QUY: 3 }, { revision: 2 }) })

    expect(cell(total, "h", "QUY").exact).toBe("18014398509481985")
  })

  it("goes into a JSON document with its basis", () => {
    const total = rollUp([filed("a1", { HV: 40 }, { revision: 3 })])

    expect(JSON.parse(JSON.stringify(Total.basis(total)))).toEqual({
      figures: "submitted",
      tree: { association: "vwu", date: "2024-10-31", knownAt: null, route: "own" },
      template: { lineage: "hau-giang/bao-cao-thang", id: "hau-giang/bao-cao-thang", version: "1.0.0" },
      periods: ["2024-10"],
      last: "missing",
      revisions: { a1: { "2024-10": 3 } }
    })
  })
})

describe("the four states of a cell", () => {
  it("fold to the strongest: a missing figure is never a zero", () => {
    const total = rollUp([
      filed("a1", { HVM: zero, QUY: notApplicable }),
      filed("a2", { QUY: notApplicable }),
      filed("b1", { HVM: zero }),
      filed("b2", { HVM: 0 })
    ])

    expect(cell(total, "x1", "HVM")).toMatchObject({ state: "zero", value: 0, reported: 1, missing: 1 })
    expect(cell(total, "x2", "HVM")).toMatchObject({ state: "value", value: 0, reported: 2, missing: 0 })
    expect(cell(total, "x2", "HV")).toMatchObject({ state: "missing", value: null, missing: 2 })
    expect(cell(total, "x1", "QUY")).toMatchObject({ state: "not-applicable", reason: { vi: "Chi hội không có quỹ" } })
    expect(cell(total, "h", "QUY")).toMatchObject({ state: "missing", notApplicable: 2, missing: 2 })
    expect(cell(total, "a1", "MT")).toMatchObject({ state: "not-applicable", expected: 0 })
  })

  it("keep a figure that is not combined with the unit that gave it", () => {
    const total = rollUp([filed("x1", { XL: 1 }), filed("x2", { XL: 3 })])

    expect(cell(total, "x2", "XL").value).toBe(3)
    expect(cell(total, "h", "XL")).toMatchObject({ state: "not-applicable", value: null, reported: 2 })
    expect(cell(total, "h", "XL").reason?.vi).toContain("không cộng từ đơn vị dưới lên")
  })
})

describe("a basis", () => {
  it("drops a returned report from approved at once and keeps it, flagged, in submitted", () => {
    const approved = filed("a1", { HV: 40 }, { status: "approved" })
    const other = filed("b1", { HV: 30 }, { status: "sealed" })
    const returned = { ...approved, status: "returned" } as const
    const change = { unit: "a1", period: october.id, filed: returned }

    const onApproved = Aggregation.apply(rollUp([approved, other], { basis: "approved" }), change)
    const onSubmitted = Aggregation.apply(rollUp([approved, other]), change)

    expect(cell(onApproved, "h", "HV")).toMatchObject({ value: 30, returned: 0 })
    expect(cell(onSubmitted, "h", "HV")).toMatchObject({ value: 70, returned: 1 })
    expect(cell(rollUp([approved, other], { basis: "sealed" }), "h", "HV").value).toBe(30)
  })

  it("takes what duties say about who owes and what is estimated", () => {
    const duties = [duty("a1", { estimated: true }), duty("a2", { waived: "Chi hội mới thành lập" }), duty("b1")]

    const total = rollUp([filed("a1", { HV: 40 })], { duties })

    expect(cell(total, "x1", "HV")).toMatchObject({ value: 40, expected: 1, missing: 0, estimated: 1 })
    expect(cell(total, "h", "HV")).toMatchObject({ expected: 2, missing: 1 })
  })
})

describe("several periods", () => {
  const year = { period: [september, october] }
  const reports = [
    filed("a1", { HV: 40, HVM: 2, DIEM: 8, LON: 30, XL: 1 }, { period: september.id }),
    filed("a1", { HV: 41, HVM: 1, DIEM: 9.5, LON: 25 }),
    filed("a2", { HV: 50, HVM: 5, DIEM: 7 }, { period: september.id })
  ]

  it("fold before units do: stocks take the last month, flows are added", () => {
    const total = rollUp(reports, year)

    expect(cell(total, "h", "HV")).toMatchObject({ value: 41, reported: 1, missing: 3 })
    expect(cell(total, "h", "HVM")).toMatchObject({ value: 8, reported: 2, partial: 1 })
    expect(cell(total, "h", "DIEM").value).toBe((8.75 + 7) / 2)
    expect(cell(total, "h", "LON").value).toBe(30)
    expect(cell(total, "x1", "XL").reason?.vi).toContain("không cộng qua nhiều kỳ")
  })

  it("carry a missing last figure forward only when asked, and mark it", () => {
    const total = rollUp(reports, { ...year, last: "carry-forward" })
    const fromBefore = rollUp(reports, { last: "carry-forward", earlier: [september] })

    expect(cell(total, "h", "HV")).toMatchObject({ value: 91, carried: 1, reported: 2 })
    expect(cell(fromBefore, "h", "HV")).toMatchObject({ value: 91, carried: 1 })
    expect(cell(fromBefore, "h", "HVM").value).toBe(1)
  })
})

describe("a share", () => {
  it("divides what its parts are, each by its own operators, and keeps both", () => {
    const total = rollUp(
      [
        filed("a1", { HV: 40, HVM: 2 }, { period: september.id }),
        filed("a1", { HV: 41, HVM: 1 }),
        filed("b1", { HV: 59, HVM: 7 })
      ],
      { period: [september, october] }
    )

    const share = cell(total, "h", "TL")

    expect(share).toMatchObject({ state: "value", value: 0.1 })
    expect(share.inputs.map(({ column, value }) => [column, value])).toEqual([
      ["HVM", 10],
      ["HV", 100]
    ])
    expect(cell(total, "a1", "TL").own.value).toBe(3 / 41)
  })

  it("is missing with a part and does not exist over nothing", () => {
    const total = rollUp([filed("a1", { HV: 0, HVM: 0 }), filed("b1", { HVM: 3 })])

    expect(cell(total, "x1", "TL")).toMatchObject({ state: "not-applicable", value: null })
    expect(cell(total, "x2", "TL")).toMatchObject({ state: "missing", value: null })
  })

  it("of units is told out of the living units of that level", () => {
    const total = rollUp([filed("x1", { MT: 1 }), filed("x2", { MT: 1 })])

    expect(cell(total, "h", "MT")).toMatchObject({ value: 2, outOf: 2 })
    expect(cell(total, "x1", "MT").outOf).toBe(1)
  })

  it("and any other computed field is computed from totals", () => {
    const total = rollUp([filed("a1", { SH: 2, LON: 30 }), filed("b1", { SH: 3, LON: 20 })])

    expect(cell(total, "h", "DUT")).toMatchObject({ value: 6, state: "value" })
  })
})

describe("an explanation", () => {
  const reports = [
    filed(
      "a1",
      { HV: 40, HVM: 2 },
      { reportedBy: "p-1", recordedBy: "p-9", via: "phone", revision: 2, estimated: true }
    ),
    filed("a2", { HV: 60, HVM: 3 }, { status: "returned", via: "web" }),
    filed("b1", { HV: { state: "not-applicable", reason: "Chi hội ghép" } })
  ]

  it("names units, reports, roads, who is missing, what is estimated, and the children's figures", () => {
    const told = Aggregation.explain(rollUp(reports), { unit: "h", field: "HV" })!

    expect(told.figure.value).toBe(100)
    expect(told.contributions).toEqual([
      {
        unit: "a1",
        path: "Ấp 1 › Xã Tân Hòa › Huyện Châu Thành A",
        period: "2024-10",
        state: "value",
        value: 40,
        share: 0.4,
        revision: 2,
        status: "submitted",
        reportedBy: "p-1",
        recordedBy: "p-9",
        via: "phone",
        estimated: true,
        carried: false
      },
      expect.objectContaining({ unit: "a2", value: 60, share: 0.6, status: "returned", via: "web" })
    ])
    expect(told.missing.map(({ unit }) => unit)).toEqual(["b2"])
    expect(told.notApplicable).toEqual([expect.objectContaining({ unit: "b1", reason: "Chi hội ghép" })])
    expect(told.returned.map(({ unit }) => unit)).toEqual(["a2"])
    expect(told.children.map(({ unit, value }) => [unit, value])).toEqual([
      ["x1", 100],
      ["x2", null]
    ])
    expect(JSON.parse(JSON.stringify(told))).toEqual(told)
  })

  it("of a share explains both parts", () => {
    const told = Aggregation.explain(rollUp(reports), { unit: "x1", field: "TL" })!

    expect(told.figure.value).toBe(0.05)
    expect(told.contributions).toEqual([])
    expect(told.inputs.map(({ figure, contributions }) => [figure.column, contributions.length])).toEqual([
      ["HVM", 2],
      ["HV", 2]
    ])
  })

  it("is not given for what the tree or the template does not know", () => {
    expect(Aggregation.explain(rollUp([]), { unit: "nowhere", field: "HV" })).toBeNull()
    expect(Aggregation.explain(rollUp([]), { unit: "h", field: "XYZ" })).toBeNull()
    expect(hierarchy.units[0]!.id).toBe("h")
  })
})
