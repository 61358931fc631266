import { addDays } from "@lienhoi/calendar/PlainDate"
import * as Hierarchy from "@lienhoi/hierarchy/Hierarchy"
import * as Reorganisation from "@lienhoi/hierarchy/Reorganisation"
import * as Succession from "@lienhoi/hierarchy/Succession"
import { act, firstDay, interval, operations, redrawn } from "@lienhoi/testing/ReorganisationArbitrary"
import * as fc from "fast-check"
import { expect, it } from "vitest"

const anyDay = fc.integer({ min: -1, max: 4 * interval }).map((n) => addDays(firstDay, n))
// Runs in which no plan was accepted have nothing to undo.
const runs = 2_400
const share = (n: number, of: number): string => `${((100 * n) / of).toFixed(1)} %`

const seen = (hierarchy: Hierarchy.Hierarchy, day: string, knownAt: string | null = null) => ({
  own: Hierarchy.at(hierarchy, day, { knownAt }).units,
  front: Hierarchy.at(hierarchy, day, { knownAt, route: "front" }).units,
  successions: Succession.of(hierarchy, { knownAt }),
  shares: Succession.between(hierarchy, firstDay, day, { knownAt })
})

it("Undo: the tree known after equals the tree before, and what was known in between stays readable", () => {
  const undone = new Map<string, number>()
  let tried = 0
  let taken = 0
  fc.assert(
    fc.property(redrawn(), anyDay, fc.nat(99), (made, day, n) => {
      const accepted = made.attempts.filter((each) => each.accepted)
      const last = accepted.at(-1)
      if (last === undefined) return
      const at = made.attempts.indexOf(last)
      let { after } = last
      const waited = new Set(Reorganisation.unassigned(last.before).map(({ branch }) => branch))
      const waiting = Reorganisation.unassigned(after).filter(({ branch }) => !waited.has(branch))
      const branches = Object.fromEntries(
        waiting.flatMap(({ branch, heirs }, i) => (i % 2 === 0 ? [[branch, heirs[n % heirs.length]!]] : []))
      )
      const assigned = Reorganisation.assign(after, branches, act(at, 1))
      expect(assigned).toMatchObject({ ok: true })
      if (assigned.ok && n % 2 === 0) after = assigned.value.hierarchy

      const result = Reorganisation.undo(after, last.plan.id, act(at, 2), [])

      tried++
      expect(result).toMatchObject({ ok: true })
      if (!result.ok) return
      taken++
      for (const operation of new Set(last.operations)) undone.set(operation, (undone.get(operation) ?? 0) + 1)
      const now = result.value.hierarchy
      expect(seen(now, day)).toEqual(seen(last.before, day))
      expect(Reorganisation.unassigned(now)).toEqual(Reorganisation.unassigned(last.before))
      expect(seen(now, day, act(at, 1).recordedAt)).toEqual(seen(after, day))
      expect(now.events.slice(0, after.events.length)).toEqual(after.events)

      const again = Reorganisation.apply(now, last.plan, act(at, 3))
      expect(again.ok && seen(again.value.hierarchy, day)).toEqual(seen(last.after, day))
    }),
    { numRuns: runs }
  )
  const steps = [...undone.values()].reduce((a, b) => a + b, 0)
  const lines = operations.map((each) => `${each} ${share(undone.get(each) ?? 0, steps)}`)
  console.log(`Undo: ${tried} tried, ${share(taken, tried)} accepted; plans with ${lines.join(", ")}`)
  for (const operation of operations)
    expect((undone.get(operation) ?? 0) / steps, operation).toBeGreaterThanOrEqual(0.05)
})

it("Undo: refused with a list while reports, posts or messages depend on it, and nothing is recorded", () => {
  let refused = 0
  let free = 0
  fc.assert(
    fc.property(
      redrawn({ plans: 1 }),
      fc.array(fc.tuple(fc.nat(999), fc.constantFrom("report", "post", "message"), fc.integer({ min: -5, max: 5 })), {
        minLength: 1,
        maxLength: 4
      }),
      (made, things) => {
        const [last] = made.attempts
        if (last === undefined || !last.accepted) return
        const day = last.plan.effectiveOn
        const [before, after] = [Hierarchy.at(last.before, day), Hierarchy.at(last.after, day)]
        const ids = [...new Set([...before.index.keys(), ...after.index.keys()])]
        const dependents = things.map(([n, kind, days], i): Reorganisation.Dependent => {
          return { kind: kind as "report", id: `${kind}-${i}`, unit: ids[n % ids.length]!, on: addDays(day, days) }
        })
        const front = [last.before, last.after].map((each) => Hierarchy.at(each, day, { route: "front" }))
        const of = (tree: typeof before, id: string) => tree.units[tree.index.get(id) ?? -1]
        const expected = dependents.filter(({ unit, on }) => {
          const [was, is] = [of(before, unit), of(after, unit)]
          if (was === undefined) return true
          if (on! < day) return false
          const heir = Succession.of(last.after).some(({ from, to }) => from === unit || to === unit)
          const told = last.plan.steps.some((step) => "unit" in step && step.unit === unit)
          const moved = of(front[0]!, unit)?.parent !== of(front[1]!, unit)?.parent
          return is === undefined || was.parent !== is.parent || moved || heir || told
        })

        const result = Reorganisation.undo(last.after, last.plan.id, act(0, 1), dependents)

        expect(result.ok ? [] : result.issues.map(({ path }) => dependents[Number(path[1])]!.id)).toEqual(
          expected.map(({ id }) => id)
        )
        expect(result.ok).toBe(expected.length === 0)
        if (result.ok) free++
        else refused++
      }
    ),
    { numRuns: runs }
  )
  console.log(`Undo: ${share(refused, refused + free)} refused for what depends on them`)
  expect(refused + free).toBeGreaterThanOrEqual(2_000)
  expect(refused / (refused + free)).toBeGreaterThan(0.2)
  expect(free / (refused + free)).toBeGreaterThan(0.2)
})
