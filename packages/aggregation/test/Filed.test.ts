import { Report } from "@lienhoi/report"
import { describe, expect, it } from "vitest"
import { Filed, State } from "../src/index.ts"

const key = { lineage: "hau-giang/bao-cao-thang", unit: "a1", period: "2024-10" }
const template = { lineage: key.lineage, id: key.lineage, version: "1.0.0" }
const revision = (revision: number, HV: number, amends: number | null = null): Report.Revision => ({
  revision,
  template,
  cells: { HV: { state: "value", value: HV } },
  flags: [],
  via: "web",
  reportedBy: "p-1",
  recordedBy: "p-1",
  onBehalf: false,
  reviewed: true,
  at: "2024-10-14T02:00:00.000Z",
  by: { person: "p-1" },
  round: 1,
  amends
})
const report = (more: Partial<Report.Report>): Report.Report => ({ ...Report.empty(key), ...more })

describe("what counts of a report", () => {
  it("is nothing while there are only drafts", () => {
    expect(Filed.fromReports([report({ status: "draft" })], "submitted")).toEqual([])
  })

  it("is on each basis the revision that was submitted, approved or sealed", () => {
    const amended = report({
      status: "sealed",
      revision: 2,
      revisions: [revision(1, 40), revision(2, 41, 1)],
      approved: 1,
      sealed: 1
    })

    expect(Filed.fromReport(amended, "sealed")).toMatchObject({ revision: 1, status: "sealed" })
    expect(Filed.fromReport(amended, "approved")).toMatchObject({ revision: 1, status: "approved" })
    expect(Filed.fromReport(amended, "submitted")).toMatchObject({ revision: 2, status: "submitted" })
  })

  it("leaves approved with a return and stays in submitted", () => {
    const returned = report({ status: "returned", revision: 1, revisions: [revision(1, 40)], approved: null })

    expect(Filed.fromReport(returned, "approved")).toBeNull()
    expect(Filed.fromReport(returned, "submitted")).toMatchObject({ status: "returned", via: "web" })
  })
})

describe("the states of two cells together", () => {
  it("do not depend on order, grouping or repetition", () => {
    const all: ReadonlyArray<State.State> = ["value", "zero", "missing", "not-applicable"]
    for (const a of all) {
      expect(State.join(a, a)).toBe(a)
      for (const b of all) {
        expect(State.join(a, b)).toBe(State.join(b, a))
        for (const c of all) expect(State.join(State.join(a, b), c)).toBe(State.join(a, State.join(b, c)))
      }
    }
  })
})
