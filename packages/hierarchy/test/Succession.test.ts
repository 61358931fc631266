import * as Association from "@lienhoi/hierarchy/Association"
import type { HierarchyEvent, SuccessionFact } from "@lienhoi/hierarchy/Event"
import * as Hierarchy from "@lienhoi/hierarchy/Hierarchy"
import * as Succession from "@lienhoi/hierarchy/Succession"
import { expect, it } from "vitest"

const by = { person: "nguoi-mau" }
const header = (id: string, effectiveOn: string) => ({
  id,
  effectiveOn,
  recordedAt: "2025-01-01T00:00:00.000Z",
  by
})
const founded = (unit: string, day: string): HierarchyEvent => ({
  ...header(`founded ${unit}`, day),
  type: "unit-established",
  unit,
  level: "co_so",
  name: `Xã ${unit}`,
  code: null,
  kind: null,
  parents: { own: null }
})
const closed = (unit: string, day: string): HierarchyEvent => ({
  ...header(`closed ${unit}`, day),
  type: "unit-closed",
  unit
})
const whole = (from: string, to: string, day: string): HierarchyEvent => ({
  ...header(`${from} ${to} ${day}`, day),
  type: "unit-succeeded",
  from,
  to,
  extent: "whole",
  weight: null
})
const part = (from: string, to: string, day: string, numerator: number, denominator: number): HierarchyEvent => ({
  ...header(`${from} ${to} ${day}`, day),
  type: "unit-succeeded",
  from,
  to,
  extent: "partial",
  weight: { basis: "households", numerator, denominator }
})

const made = (...events: ReadonlyArray<HierarchyEvent>) => Hierarchy.make({ association: Association.vwu, events })
const refusals = (...events: ReadonlyArray<HierarchyEvent>) => {
  const tree = made(...events)
  return tree.ok ? [] : tree.issues.map(({ code, path }) => `${code} ${path[2]}`)
}

const [first, second] = ["2024-06-01", "2024-09-01"]
const founding = ["x", "y"].map((unit) => founded(unit, "2024-01-01"))

it("a unit that was divided and came together again is one unit's, exactly, whatever the shares were", () => {
  const tree = made(
    ...founding,
    founded("a", first),
    founded("b", first),
    part("x", "a", first, 1, 3),
    part("x", "b", first, 2, 3),
    closed("x", first),
    founded("c", second),
    whole("a", "c", second),
    whole("b", "c", second),
    closed("a", second),
    closed("b", second)
  )
  const shares = (from: string, to: string) => tree.ok && Succession.between(tree.value, from, to).get("x")?.shares

  expect(shares("2024-05-31", first)).toEqual([
    { unit: "a", numerator: 1n, denominator: 3n, bases: ["households"] },
    { unit: "b", numerator: 2n, denominator: 3n, bases: ["households"] }
  ])
  expect(shares("2024-05-31", second)).toEqual([{ unit: "c", numerator: 1n, denominator: 1n, bases: [] }])
  expect(tree.ok && Succession.predecessors(tree.value, "c").map(({ from }) => from)).toEqual(["a", "b"])
  expect(tree.ok && Succession.successors(tree.value, "x").map(({ to, weight }) => [to, weight?.numerator])).toEqual([
    ["a", 1],
    ["b", 2]
  ])
})

it("shares multiply over several redraws, and a unit founded later came from nobody", () => {
  const tree = made(
    ...founding,
    founded("a", first),
    part("x", "x", first, 1, 2),
    part("x", "a", first, 1, 2),
    part("a", "a", second, 1, 3),
    part("a", "y", second, 2, 3),
    founded("n", second)
  )
  const between = (from: string, to: string) => {
    const destinies = tree.ok ? Succession.between(tree.value, from, to) : new Map<string, Succession.Destiny>()
    return [...destinies.values()].map(({ unit, shares, unallocated }) =>
      [unit, ...shares.map((each) => `${each.unit} ${each.numerator}/${each.denominator}`), unallocated.numerator].join(
        " "
      )
    )
  }

  expect(between("2024-05-31", second).sort()).toEqual(["x a 1/6 x 1/2 y 1/3 0", "y y 1/1 0"])
  expect(between(second, "2024-05-31").sort()).toEqual(["a x 1/1 0", "n 1", "x x 1/1 0", "y x 1/4 y 3/4 0"])
})

it("backward, a unit is split by the sizes of those it came from when each is known, and alike otherwise", () => {
  const tree = made(
    ...founding,
    founded("a", first),
    whole("x", "a", first),
    whole("y", "a", first),
    closed("x", first),
    closed("y", first)
  )
  const back = (...sizes: ReadonlyArray<readonly [string, number]>) =>
    tree.ok &&
    Succession.between(tree.value, first, "2024-05-31", { sizes: { basis: "members", of: new Map(sizes) } })
      .get("a")
      ?.shares.map((each) => `${each.unit} ${each.numerator}/${each.denominator} ${each.bases.join(" ")}`)

  expect(back(["x", 300], ["y", 100])).toEqual(["x 3/4 members", "y 1/4 members"])
  expect(back(["x", 300], ["y", 0])).toEqual(["x 1/1 "])
  expect(back(["x", 300])).toEqual(["x 1/2 assumed", "y 1/2 assumed"])
  expect(back(["x", 0], ["y", 0])).toEqual(["x 1/2 assumed", "y 1/2 assumed"])
  expect(
    tree.ok &&
      Succession.changes(tree.value, "2024-05-31", first)
        .get("x")
        ?.map(({ unit }) => unit)
  ).toEqual(["a"])
})

it("refused: heirs and givers that do not live, shares that are not one, and giving everything while living on", () => {
  const a = founded("a", first)
  expect(refusals(...founding, a, whole("x", "a", first))).toEqual(["succession.keeps-nothing from"])
  expect(refusals(...founding, closed("x", first), whole("x", "a", first))).toEqual(["unit.unknown to"])
  expect(refusals(...founding, a, closed("x", "2024-05-01"), whole("x", "a", first))).toEqual([
    "succession.from-not-living from"
  ])
  expect(refusals(...founding, a, closed("y", first), closed("x", first), whole("x", "y", first))).toEqual([
    "succession.to-not-living to"
  ])
  expect(refusals(...founding, a, closed("x", first), part("x", "a", first, 1, 3))).toEqual(["succession.sum weight"])
  expect(refusals(...founding, a, closed("x", first), part("x", "a", first, 4, 3))).toEqual([
    "succession.weight weight"
  ])
  const twice: HierarchyEvent = { ...(part("x", "a", first, 1, 2) as HierarchyEvent & SuccessionFact), id: "again" }
  expect(refusals(...founding, a, closed("x", first), part("x", "a", first, 1, 2), twice)).toEqual([
    "succession.twice to"
  ])
  expect(refusals(...founding, whole("nobody", "x", first))).toEqual(["unit.unknown from"])
})

it("refused: an end or a withdrawal that takes the ground from under a succession", () => {
  const tree = made(...founding, founded("a", first), closed("x", first), whole("x", "a", first))
  const later = (event: object) =>
    tree.ok &&
    Hierarchy.record(tree.value, [
      { ...header("later", first), recordedAt: "2025-02-01T00:00:00.000Z", ...event } as HierarchyEvent
    ])

  expect(later({ type: "event-withdrawn", event: "closed x" })).toMatchObject({
    ok: false,
    issues: [{ code: "succession.keeps-nothing" }]
  })
  expect(later({ type: "event-withdrawn", event: "founded a" })).toMatchObject({
    ok: false,
    issues: [{ code: "unit.unknown" }]
  })
  expect(later({ type: "event-withdrawn", event: "x a 2024-06-01" })).toMatchObject({ ok: true })
})
