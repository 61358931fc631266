import * as Association from "@lienhoi/hierarchy/Association"
import type { HierarchyEvent } from "@lienhoi/hierarchy/Event"
import * as Hierarchy from "@lienhoi/hierarchy/Hierarchy"
import * as Heir from "@lienhoi/report/Heir"
import { expect, it } from "vitest"

const told = { recordedAt: "2024-01-02T00:00:00.000Z", by: { person: "nguoi-mau" } }

const founded = (unit: string): HierarchyEvent => ({
  ...told,
  id: `founded ${unit}`,
  effectiveOn: "2024-01-01",
  type: "unit-established",
  unit,
  level: "co_so",
  name: unit,
  code: null,
  kind: null,
  parents: { own: null }
})

const gave = (effectiveOn: string, from: string, to: string, part = false): HierarchyEvent => ({
  ...told,
  id: `${effectiveOn} ${from} ${to}`,
  effectiveOn,
  type: "unit-succeeded",
  from,
  to,
  extent: part ? "partial" : "whole",
  weight: part ? { basis: "given", numerator: 1, denominator: 2 } : null
})

const closed = (effectiveOn: string, unit: string): HierarchyEvent => ({
  ...told,
  id: `${effectiveOn} ${unit}`,
  effectiveOn,
  type: "unit-closed",
  unit
})

/** `a` gives half to `b` and lives on, then ends in `c`; later `c` ends in `d` and `e`. */
const made = Hierarchy.make({
  association: Association.vwu,
  events: [
    ...["a", "b", "c", "d", "e"].map(founded),
    gave("2024-03-01", "a", "a", true),
    gave("2024-03-01", "a", "b", true),
    gave("2024-06-01", "a", "c"),
    closed("2024-06-01", "a"),
    gave("2024-09-01", "c", "d", true),
    gave("2024-09-01", "c", "e", true),
    closed("2024-09-01", "c")
  ]
})
if (!made.ok) throw new Error(made.issues.map(({ english }) => english).join("\n"))
const of = (unit: string, date: string, route = "own") => Heir.of(made.value, { unit, route, date })

it("law Lifecycle: whoever took a unit over on the day it closed files for it, and later who followed them", () => {
  expect(of("a", "2024-04-01")).toEqual([])
  expect(of("a", "2024-05-31")).toEqual([])
  expect(of("a", "2024-06-01")).toEqual(["c"])
  expect(of("a", "2024-08-31")).toEqual(["c"])
  expect(of("a", "2024-09-01")).toEqual(["d", "e"])
  expect(of("c", "2024-09-01")).toEqual(["d", "e"])
})

it("law Lifecycle: a unit that lives, that was never there, or that stands on another route has no heirs", () => {
  expect(of("b", "2024-09-01")).toEqual([])
  expect(of("z", "2024-09-01")).toEqual([])
  expect(of("a", "2024-09-01", "front")).toEqual([])
})
