import * as Association from "@lienhoi/hierarchy/Association"
import * as Hierarchy from "@lienhoi/hierarchy/Hierarchy"
import * as Life from "@lienhoi/report/Life"
import { expect, it } from "vitest"
import { establish, happens, hierarchy, passed } from "./fixture.ts"

it("runs from the first day to the last, both inside, and is open while the unit lives", () => {
  expect(Life.of(hierarchy, "A1")).toEqual({ from: "2024-01-01", to: null })
  expect(Life.of(hierarchy, "A3")).toEqual({ from: "2024-01-01", to: "2024-09-30" })
  expect(Life.of(hierarchy, "nobody")).toBeNull()
})

it("goes on when the closing is withdrawn", () => {
  const closing = happens("2024-06-01", { type: "unit-closed", unit: "X" })
  const withdrawn = happens("2024-06-01", { type: "event-withdrawn", event: closing.id }, "2024-07-01T00:00:00.000Z")
  const tree = passed(
    Hierarchy.make({ association: Association.vwu, events: [establish("X", "co_so", null), closing, withdrawn] })
  )

  expect(Life.of(tree, "X")).toEqual({ from: "2024-01-01", to: null })
  expect(Life.of(tree, "X", { knownAt: "2024-06-15T00:00:00.000Z" })).toEqual({ from: "2024-01-01", to: "2024-05-31" })
})

it("meets a window when they share a day", () => {
  const life = { from: "2024-01-10", to: "2024-03-10" }

  expect(Life.meets(life, { from: "2024-03-10", to: "2024-04-09" })).toBe(true)
  expect(Life.meets(life, { from: "2024-03-11", to: "2024-04-10" })).toBe(false)
  expect(Life.meets(life, { from: "2023-12-10", to: "2024-01-09" })).toBe(false)
  expect(Life.meets({ ...life, to: null }, { from: "2030-01-01", to: "2030-01-31" })).toBe(true)
})
