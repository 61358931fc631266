import * as Association from "@lienhoi/hierarchy/Association"
import type { HierarchyEvent } from "@lienhoi/hierarchy/Event"
import * as Hierarchy from "@lienhoi/hierarchy/Hierarchy"
import * as Takeover from "@lienhoi/hierarchy/Takeover"
import { expect, it } from "vitest"

const told = { recordedAt: "2024-01-02T00:00:00.000Z", by: { person: "nguoi-mau" } }
const day = "2024-06-01"
const levels = ["tinh", "huyen", "co_so", "chi_hoi"]

const founded = (unit: string, parent: string | null, level: number): HierarchyEvent => ({
  ...told,
  id: `founded ${unit}`,
  effectiveOn: "2024-01-01",
  type: "unit-established",
  unit,
  level: levels[level]!,
  name: unit,
  code: null,
  kind: null,
  parents: { own: parent }
})
const closed = (unit: string): HierarchyEvent => ({
  ...told,
  id: `closed ${unit}`,
  effectiveOn: day,
  type: "unit-closed",
  unit
})
const gave = (from: string, to: string, numerator: number | null): HierarchyEvent => ({
  ...told,
  id: `${from} to ${to}`,
  effectiveOn: day,
  type: "unit-succeeded",
  from,
  to,
  extent: numerator === null ? "whole" : "partial",
  weight: numerator === null ? null : { basis: "given", numerator, denominator: 3 }
})
const tree = [
  founded("t", null, 0),
  founded("h", "t", 1),
  ...["x", "y", "z"].map((unit) => founded(unit, "h", 2)),
  founded("x-1", "x", 3)
]

const all = (...events: ReadonlyArray<HierarchyEvent>) => {
  const made = Hierarchy.make({ association: Association.vwu, events: [...tree, ...events] })
  if (!made.ok) throw new Error(made.issues.map(({ english }) => english).join("\n"))
  return Takeover.all(made.value)
    .map(({ giver, heir, on, whole }) => `${giver} ${heir}${whole ? "" : " in part"}${on === day ? "" : ` ${on}`}`)
    .toSorted()
}

it("law Scope: the past of a unit that closed without an heir is that of the unit it stood under", () => {
  expect(all(closed("x-1"))).toEqual(["x-1 x"])
})

it("law Scope: a unit that closed on the day of its upper unit goes where that one went, and is never nobody's", () => {
  expect(all(closed("x-1"), closed("x"), gave("x", "y", null))).toEqual(["x y", "x-1 y"])
  expect(all(closed("x-1"), closed("x"), gave("x", "y", 1), gave("x", "z", 2))).toEqual([
    "x y in part",
    "x z in part",
    "x-1 y in part",
    "x-1 z in part"
  ])
  expect(all(closed("x-1"), closed("x"))).toEqual(["x h", "x-1 h"])
})
