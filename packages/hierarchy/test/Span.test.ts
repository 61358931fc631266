import { Hierarchy, Span } from "@lienhoi/hierarchy"
import * as Arbitrary from "@lienhoi/testing/HierarchyArbitrary"
import * as fc from "fast-check"
import { expect, it } from "vitest"

it("Snapshot: on any day the spans of a route are the units that stand on it", () => {
  let found = 0
  fc.assert(
    fc.property(Arbitrary.hierarchy(), Arbitrary.anyDay, fc.constantFrom("own", "front"), (tree, day, route) => {
      const there = Span.all(tree)
        .filter((span) => span.route === route && span.from <= day && (span.until === null || day < span.until))
        .map(({ route: _, from: __, until: ___, ...unit }) => unit)
      const asked = Hierarchy.at(tree, day, { route }).units
      found += asked.length
      expect(there.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(asked.toSorted((a, b) => (a.id < b.id ? -1 : 1)))
    }),
    { numRuns: 300 }
  )
  console.log(`spans: 300 days, ${found} units compared`)
  expect(found).toBeGreaterThan(300)
})
