import { addDays } from "@lienhoi/calendar/PlainDate"
import type { HierarchyEvent, Of } from "@lienhoi/hierarchy/Event"
import * as Hierarchy from "@lienhoi/hierarchy/Hierarchy"
import * as Position from "@lienhoi/hierarchy/Position"
import * as Snapshot from "@lienhoi/hierarchy/Snapshot"
import * as Succession from "@lienhoi/hierarchy/Succession"
import type { Unit } from "@lienhoi/hierarchy/Unit"
import { type Attempt, anyDay, history, operations } from "@lienhoi/testing/HierarchyArbitrary"
import { act, firstDay, firstInstant, redrawn } from "@lienhoi/testing/ReorganisationArbitrary"
import * as fc from "fast-check"
import { expect, it } from "vitest"

/*
 * An oracle that shares nothing with the package: it looks every fact up in the whole history instead of folding it.
 */
type Events = ReadonlyArray<HierarchyEvent>

const isWithdrawn = (event: HierarchyEvent, heard: Events): boolean =>
  heard.some((other) => other.type === "event-withdrawn" && other.event === event.id && !isWithdrawn(other, heard))

const facts = (events: Events, date: string, knownAt: string): Events => {
  const heard = events.filter((event) => !(event.recordedAt > knownAt))
  return heard.filter((event) => !(event.effectiveOn > date) && !isWithdrawn(event, heard))
}

const latest = <E extends HierarchyEvent>(events: ReadonlyArray<E>): E | undefined =>
  events.reduce<E | undefined>(
    (best, event) => (best && best.effectiveOn > event.effectiveOn ? best : event),
    undefined
  )

const expectedUnits = (events: Events, date: string, knownAt: string, route: string): ReadonlyArray<Unit> => {
  const told = facts(events, date, knownAt)
  const about = <T extends HierarchyEvent["type"]>(unit: string, type: T) =>
    told.filter((event) => event.type === type && "unit" in event && event.unit === unit) as unknown as Array<Of<T>>
  return told
    .filter((event) => event.type === "unit-established")
    .filter((founded) => about(founded.unit, "unit-closed").length === 0)
    .flatMap((founded) => {
      const levels = about(founded.unit, "unit-relevelled")
      const moved = latest(about(founded.unit, "unit-moved").filter((event) => event.route === route))
      const parent = moved ? moved.parent : founded.parents[route]
      if (parent === undefined) return []
      return {
        id: founded.unit,
        name: latest(about(founded.unit, "unit-renamed"))?.name ?? founded.name,
        code: (latest(about(founded.unit, "unit-recoded")) ?? founded).code,
        level: latest(levels)?.level ?? founded.level,
        kind: (latest(levels.filter((event) => event.kind !== undefined)) ?? founded).kind ?? null,
        parent,
        since: founded.effectiveOn
      }
    })
}

const expectedHolders = (events: Events, date: string, knownAt: string): ReadonlyArray<string> => {
  const told = facts(events, date, knownAt)
  const living = new Set(
    ["own", "front"].flatMap((r) => expectedUnits(events, date, knownAt, r).map((unit) => unit.id))
  )
  const of = (position: string) => told.filter((event) => "position" in event && event.position === position)
  return told
    .filter((event) => event.type === "position-created")
    .filter(({ position, unit }) => living.has(unit) && !of(position).some((event) => event.type === "position-ended"))
    .flatMap(({ position, unit }) => {
      const terms = of(position)
        .filter((event) => event.type === "position-taken")
        .filter(({ effectiveOn }) => {
          const leavings = of(position).filter((event) => event.type === "position-left")
          return !leavings.some((left) => left.effectiveOn > effectiveOn)
        })
      const term = latest(terms)
      return term === undefined ? [] : [`${unit} ${position} ${term.person}`]
    })
    .sort()
}

const byId = (units: ReadonlyArray<Unit>): ReadonlyArray<Unit> =>
  units.map((unit) => ({ ...unit })).sort((a, b) => (a.id < b.id ? -1 : 1))

const moments = (events: Events): ReadonlyArray<string> => [
  "2023-12-31T23:59:59.999Z",
  ...events.map((e) => e.recordedAt)
]

const report = (attempts: ReadonlyArray<Attempt>): void => {
  const accepted = attempts.filter((attempt) => attempt.accepted)
  const share = (n: number, of: number): string => `${((100 * n) / of).toFixed(1)} %`
  const lines = operations.map((operation) => {
    const tried = attempts.filter((attempt) => attempt.operation === operation)
    const taken = tried.filter((attempt) => attempt.accepted)
    expect(taken.length / accepted.length, operation).toBeGreaterThanOrEqual(0.05)
    return `  ${operation}: ${share(taken.length, accepted.length)} of what was accepted, ${taken.length} of ${tried.length} tried`
  })
  expect(accepted.length / attempts.length).toBeGreaterThanOrEqual(0.5)
  console.log(
    [`Snapshot: ${attempts.length} acts, ${share(accepted.length, attempts.length)} accepted`, ...lines].join("\n")
  )
}

it("Snapshot: a tree depends only on events effective by its day and recorded by its moment", () => {
  const attempts: Array<Attempt> = []
  let late = 0
  let asked = 0
  fc.assert(
    fc.property(history(), anyDay, fc.nat(1_000), fc.constantFrom("own", "front"), (made, date, n, route) => {
      attempts.push(...made.attempts)
      const { association, events } = made.hierarchy
      const all = moments(events)
      const knownAt = all[n % all.length]!
      asked++
      if (events.some((event) => event.effectiveOn <= date && event.recordedAt > knownAt)) late++

      const tree = Hierarchy.at(made.hierarchy, date, { knownAt, route })
      const officers = Position.officers(made.hierarchy, date, { knownAt })

      expect(byId(tree.units)).toEqual(byId(expectedUnits(events, date, knownAt, route)))
      const holders = officers.map(({ unit, position, person }) => `${unit} ${position} ${person}`).sort()
      expect(holders).toEqual(expectedHolders(events, date, knownAt))
      const heard = events.filter((event) => event.effectiveOn <= date && event.recordedAt <= knownAt)
      expect(Hierarchy.at({ association, events: heard }, date, { route }).units).toEqual(tree.units)
    }),
    { numRuns: 2_000 }
  )
  expect(late / asked).toBeGreaterThanOrEqual(0.3)
  report(attempts)
})

it("Snapshot: what was recorded later never changes a tree that was known before", () => {
  fc.assert(
    fc.property(history(), anyDay, fc.nat(1_000), (made, date, n) => {
      const earlier = made.states[n % made.states.length]!
      const knownAt = earlier.events.at(-1)!.recordedAt

      const then = Hierarchy.at(earlier, date)
      const now = Hierarchy.at(made.hierarchy, date, { knownAt })

      expect(now.units).toEqual(then.units)
      expect(now.parents).toEqual(then.parents)
      expect(Position.officers(made.hierarchy, date, { knownAt })).toEqual(Position.officers(earlier, date))
    }),
    { numRuns: 2_000 }
  )
})

it("Snapshot: withdrawing the event recorded last gives back the tree known before it", () => {
  let undone = 0
  fc.assert(
    fc.property(history(), anyDay, (made, date) => {
      made.states.forEach((state, i) => {
        const last = state.events.at(-1)!
        if (last.type !== "event-withdrawn") return
        const target = state.events.find((event) => event.id === last.event)!
        if (target.type === "event-withdrawn" || made.states[i - 1]!.events.at(-1) !== target) return
        undone++
        expect(Hierarchy.at(state, date).units).toEqual(Hierarchy.at(made.states[i - 2]!, date).units)
      })
    }),
    { numRuns: 2_000 }
  )
  expect(undone).toBeGreaterThan(20)
})

it("Snapshot: a history that was accepted is sound on every day, as known at every moment", () => {
  fc.assert(
    fc.property(history(), anyDay, fc.nat(1_000), fc.constantFrom("own", "front"), (made, date, n, route) => {
      const { association, events } = made.hierarchy
      const all = moments(events)
      const knownAt = all[n % all.length]!

      const tree = Hierarchy.at(made.hierarchy, date, { knownAt, route })

      const links = association.links.filter((link) => (link.route ?? "own") === route)
      const alone = { ...association, links: links.map(({ child, parent }) => ({ child, parent })) }
      expect(Snapshot.make(alone, date, tree.units)).toMatchObject({ ok: true })
      expect(tree.units).toHaveLength(expectedUnits(events, date, knownAt, route).length)
      expect(Snapshot.roots(tree).every((unit) => unit.level === "tinh")).toBe(true)
    }),
    { numRuns: 2_000 }
  )
})

it("a history in any order of its lines is the same hierarchy", () => {
  fc.assert(
    fc.property(
      history().chain(({ hierarchy }) =>
        fc.tuple(
          fc.constant(hierarchy),
          fc.shuffledSubarray([...hierarchy.events], { minLength: hierarchy.events.length })
        )
      ),
      ([hierarchy, events]) => {
        const made = Hierarchy.make({ association: hierarchy.association, events })

        expect(made.ok && made.value.events).toEqual(hierarchy.events)
      }
    ),
    { numRuns: 2_000 }
  )
})

it("Snapshot: who became whom depends only on what was recorded by the moment asked", () => {
  let later = 0
  fc.assert(
    fc.property(redrawn(), fc.nat(3), fc.nat(400), fc.nat(400), (made, n, a, b) => {
      const cut = made.attempts.slice(0, n)
      const knownAt = cut.length === 0 ? firstInstant : act(cut.length - 1).recordedAt
      const then = cut.at(-1)?.after ?? made.founding
      if (made.attempts.slice(n).some(({ accepted }) => accepted)) later++
      const [from, to] = [addDays(firstDay, a), addDays(firstDay, b)]

      expect(Succession.of(made.hierarchy, { knownAt })).toEqual(Succession.of(then))
      expect(Succession.between(made.hierarchy, from, to, { knownAt })).toEqual(Succession.between(then, from, to))
      expect(Hierarchy.at(made.hierarchy, to, { knownAt }).units).toEqual(Hierarchy.at(then, to).units)
    }),
    { numRuns: 2_000 }
  )
  expect(later).toBeGreaterThan(600)
})
