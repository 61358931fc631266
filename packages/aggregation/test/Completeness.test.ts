import type { Duty } from "@lienhoi/report"
import { describe, expect, it } from "vitest"
import { Completeness } from "../src/index.ts"
import { hierarchy, october } from "./month.ts"

const owed = (unit: string, more: Partial<Duty.Duty> = {}): Duty.Duty => ({
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

const came = (fulfilledAt: string, timely: boolean): Partial<Duty.Duty> => ({ fulfilledAt, timely, fulfilledBy: 1 })

const duties = [
  owed("a1", came("2024-10-14T02:00:00.000Z", true)),
  owed("a2", came("2024-10-18T02:00:00.000Z", false)),
  owed("b1"),
  owed("b2", { waived: "Chi hội mới thành lập" }),
  owed("x1", { due: "2024-10-31" })
]

describe("completeness", () => {
  it("counts who reported and who was on time, for each unit and everything below it", () => {
    const seen = Completeness.of({ duties, hierarchy, on: "2024-10-20T02:00:00.000Z" })

    expect(seen.units.get("h")!.subtree).toEqual({
      expected: 4,
      received: 2,
      onTime: 1,
      late: 1,
      overdue: 1,
      completeness: 0.5,
      timeliness: 0.25,
      missing: ["x1", "b1"]
    })
    expect(seen.units.get("x1")!.own).toMatchObject({ expected: 1, received: 0, overdue: 0, completeness: 0 })
    expect(seen.all).toEqual({ ...seen.units.get("h")!.subtree, missing: ["b1", "x1"] })
  })

  it("looks from the moment asked: what came later is not here yet", () => {
    const seen = Completeness.of({ duties, hierarchy, on: "2024-10-15T16:59:00.000Z" })

    expect(seen.units.get("x1")!.subtree).toMatchObject({ received: 1, late: 0, overdue: 0, missing: ["x1", "a2"] })
    expect(
      Completeness.of({ duties, hierarchy, on: "2024-10-15T17:00:00.000Z" }).units.get("x1")!.subtree.overdue
    ).toBe(1)
  })

  it("has no share where nothing is expected", () => {
    const seen = Completeness.of({ duties, hierarchy, on: "2024-10-20T02:00:00.000Z" })

    expect(seen.units.get("b2")!.own).toMatchObject({ expected: 0, completeness: null, timeliness: null })
  })
})
