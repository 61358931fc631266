import { Association, Hierarchy, Snapshot } from "@lienhoi/hierarchy"
import { anyDay, history } from "@lienhoi/testing/HierarchyArbitrary"
import { hierarchy } from "@lienhoi/testing/SampleProvince"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"

const tree = Hierarchy.at(hierarchy, "2024-10-31")
const ids = (units: ReadonlyArray<{ readonly id: string }>) => units.map((unit) => unit.id)

describe("a snapshot answers", () => {
  it("children in Vietnamese order: numbers by value, d before đ, a before â", () => {
    expect(ids(Snapshot.children(tree, "x1"))).toEqual(["x1-1", "x1-2", "x1-10"])
    expect(Snapshot.children(tree, "x2").map((unit) => unit.name)).toEqual(["Ấp Ấn", "Ấp Dưới", "Ấp Đông"])
    expect(ids(Snapshot.children(tree, "h1"))).toEqual(["x3", "x1", "x2"])
  })

  it("everything below, of one level when asked, without the unit itself", () => {
    expect(Snapshot.descendants(tree, "tinh")).toHaveLength(21)
    expect(ids(Snapshot.descendants(tree, "h2"))).toEqual(["x5", "x4", "x5-1", "x5-2", "x4-1", "x4-2", "x4-3"])
    expect(ids(Snapshot.descendants(tree, "h2", { level: "co_so" }))).toEqual(["x5", "x4"])
    expect(Snapshot.descendants(tree, "x1-1")).toEqual([])
  })

  it("the way up, nearest first, and in words", () => {
    expect(ids(Snapshot.ancestors(tree, "x1-10"))).toEqual(["x1", "h1", "tinh"])
    expect(Snapshot.path(tree, "x1-10")).toBe("Ấp 10 › Xã An Mẫu › Huyện Đông Mẫu › Tỉnh Mẫu")
  })

  it("siblings, and whether a unit lies within another", () => {
    expect(ids(Snapshot.siblings(tree, "x4"))).toEqual(["x5"])
    expect(Snapshot.siblings(tree, "tinh")).toEqual([])
    expect(Snapshot.isWithin(tree, "x1-1", "h1")).toBe(true)
    expect(Snapshot.isWithin(tree, "x1-1", "x1-1")).toBe(true)
    expect(Snapshot.isWithin(tree, "x1-1", "h2")).toBe(false)
    expect(Snapshot.isWithin(tree, "h1", "x1-1")).toBe(false)
  })

  it("roots, leaves and levels", () => {
    expect(ids(Snapshot.roots(tree))).toEqual(["tinh"])
    expect(Snapshot.leaves(tree)).toHaveLength(14)
    expect(Snapshot.atLevel(tree, "co_so")).toHaveLength(5)
  })

  it("nothing about a unit it does not have", () => {
    expect(Snapshot.unit(tree, "x9")).toBeNull()
    expect(Snapshot.children(tree, "x9")).toEqual([])
    expect(Snapshot.descendants(tree, "x9")).toEqual([])
    expect(Snapshot.ancestors(tree, "x9")).toEqual([])
    expect(Snapshot.siblings(tree, "x9")).toEqual([])
    expect(Snapshot.path(tree, "x9")).toBe("")
    expect(Snapshot.isWithin(tree, "x9", "x9")).toBe(false)
    expect(Snapshot.isWithin(tree, "x1", "x9")).toBe(false)
  })
})

const vietnamese = new Intl.Collator("vi", { numeric: true })

it("units stand breadth-first, the children of each side by side in Vietnamese order", () => {
  fc.assert(
    fc.property(history(), anyDay, (made, date) => {
      const { units, parents, firstChild, childCount, index } = Hierarchy.at(made.hierarchy, date)
      const depth = (place: number): number => (parents[place]! < 0 ? 0 : 1 + depth(parents[place]!))

      units.forEach((unit, place) => {
        expect(index.get(unit.id)).toBe(place)
        expect(units[parents[place]!]?.id ?? null).toBe(unit.parent)
        if (place > 0) expect(depth(place)).toBeGreaterThanOrEqual(depth(place - 1))
        const below = units.filter((other) => other.parent === unit.id)
        const range = units.slice(firstChild[place]!, firstChild[place]! + childCount[place]!)
        expect(range).toEqual(below)
        const inOrder = below.toSorted((a, b) => vietnamese.compare(a.name, b.name) || (a.id < b.id ? -1 : 1))
        expect(range).toEqual(inOrder)
      })
      expect(childCount.reduce((sum, n) => sum + n, 0)).toBe(
        units.length - Snapshot.roots({ ...tree, units, parents }).length
      )
    }),
    { numRuns: 1_000 }
  )
})

it("the order in which units are given does not matter", () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([...tree.units], { minLength: tree.units.length }), (units) => {
      const made = Snapshot.make(Association.vwu, "2024-10-31", units)

      expect(made.ok && made.value).toEqual({ ...tree, knownAt: null })
    })
  )
})

describe("a snapshot of plain units refuses", () => {
  const unit = (id: string, level: string, parent: string | null) => ({
    id,
    level,
    parent,
    name: `Đơn vị ${id}`,
    code: null,
    kind: null,
    since: "2024-01-01"
  })
  const problems = (date: string, units: ReadonlyArray<ReturnType<typeof unit>>) => {
    const made = Snapshot.make(Association.vwu, date, units)
    return made.ok ? [] : made.issues.map(({ code, path }) => [code, ...path])
  }

  it("every problem at once, each at its place", () => {
    const units = [
      unit("t", "tinh", null),
      unit("h", "huyen", "t"),
      unit("h", "huyen", "t"),
      unit("x", "co_so", "h9"),
      unit("a", "chi_hoi", "h"),
      unit("k", "cum", "t"),
      unit("c1", "to", "c2"),
      unit("c2", "to", "c1"),
      unit("c3", "to", "c2")
    ]

    expect(problems("2024-10-31", units).sort()).toEqual([
      ["unit.cycle", "units", 6, "parent"],
      ["unit.duplicate", "units", 2, "id"],
      ["unit.level-skipped", "units", 4, "parent"],
      ["unit.level-unknown", "units", 5, "level"],
      ["unit.parent-unknown", "units", 3, "parent"]
    ])
  })

  it("what the association did not allow on that day", () => {
    const units = [unit("t", "tinh", null), unit("x", "co_so", "t")]

    expect(problems("2025-06-30", units)).toEqual([["unit.level-skipped", "units", 1, "parent"]])
    expect(problems("2025-07-01", units)).toEqual([])
  })
})
