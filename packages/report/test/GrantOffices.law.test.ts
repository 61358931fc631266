/**
 * Scope by office: what the grants of an account reach on a day is what its person leads on that day, whenever they were
 * made before it.
 */
import { assert, test } from "@effect/vitest"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import * as Association from "@lienhoi/hierarchy/Association"
import type { HierarchyEvent } from "@lienhoi/hierarchy/Event"
import * as Hierarchy from "@lienhoi/hierarchy/Hierarchy"
import * as Grant from "@lienhoi/report/Grant"
import * as fc from "fast-check"

const days = 12
const day = (n: number): string => PlainDate.addDays("2025-07-01", n)
/** One is in office more often than the other, so that most cases have an office. */
const someone = fc.constantFrom("hoa", "hoa", "hoa", "mai")
/** Heads of a commune and of a branch, and a deputy, whom no grant follows. */
const seats = [
  { position: "x/chu-tich", unit: "x", title: "Chủ tịch" },
  { position: "x-1/truong", unit: "x-1", title: "Chi hội trưởng" },
  { position: "x/pho", unit: "x", title: "Phó Chủ tịch" }
]

/** Who sits on each seat, day by day; `null` for nobody. And the day on which the branch closes. */
const world = fc.record({
  terms: fc.array(
    fc
      .array(fc.tuple(fc.option(someone, { freq: 6 }), fc.integer({ min: 1, max: 5 })), {
        minLength: 3,
        maxLength: 8
      })
      .map((parts) => parts.flatMap(([person, length]) => Array.from({ length }, () => person)).slice(0, days)),
    { minLength: seats.length, maxLength: seats.length }
  ),
  closes: fc.option(fc.integer({ min: 1, max: days - 1 }))
})

type World = typeof world extends fc.Arbitrary<infer A> ? A : never

const treeOf = ({ terms, closes }: World): Hierarchy.Hierarchy => {
  const events: Array<HierarchyEvent> = []
  const add = (on: number, fact: object) =>
    events.push({
      id: `e-${String(events.length).padStart(4, "0")}`,
      effectiveOn: day(on),
      recordedAt: "2025-07-01T00:00:00.000Z",
      by: { person: "p" },
      ...fact
    } as HierarchyEvent)
  const unit = { type: "unit-established", code: null, kind: null }
  add(0, { ...unit, unit: "x", level: "co_so", name: "Xã Mẫu", parents: { own: null } })
  add(0, { ...unit, unit: "x-1", level: "chi_hoi", name: "Ấp 1", parents: { own: "x" } })
  for (const seat of seats) add(0, { type: "position-created", ...seat })
  for (const [n, { position, unit: of }] of seats.entries()) {
    let before: string | null = null
    for (let on = 0; on < days; on++) {
      if (of === "x-1" && closes !== null && on >= closes) break
      const now = terms[n]![on] ?? null
      if (now !== before && before !== null) add(on, { type: "position-left", position, person: before })
      if (now !== before && now !== null) add(on, { type: "position-taken", position, person: now })
      before = now
    }
  }
  if (closes !== null) add(closes, { type: "unit-closed", unit: "x-1" })
  const made = Hierarchy.make({ association: Association.vwu, events })
  if (!made.ok) throw new Error(made.issues.map(({ message }) => message).join("\n"))
  return made.value
}

/** The units somebody leads on a day, by plain looking. */
const led = ({ terms, closes }: World, person: string, on: number): ReadonlyArray<string> => [
  ...(terms[0]![on] === person ? ["x"] : []),
  ...(terms[1]![on] === person && (closes === null || on < closes) ? ["x-1"] : [])
]

test("Scope: grants by office reach what a person leads that day, from the first day to the last", () => {
  const told = { cases: 0, some: 0, later: 0 }
  fc.assert(
    fc.property(world, someone, fc.integer({ min: 0, max: days - 1 }), (of, person, made) => {
      const grants = Grant.ofOffices(treeOf(of), { account: "tk-1", person, today: day(made) })
      assert.strictEqual(new Set(grants.map(({ id }) => id)).size, grants.length)
      for (let on = made; on < days; on++) {
        const held = grants.filter((grant) => Grant.holds(grant, day(on)))
        const wanted = led(of, person, on)
        told.cases += 1
        if (wanted.length > 0) told.some += 1
        if (wanted.join() !== led(of, person, made).join()) told.later += 1
        for (const role of ["figures", "persons"] as const)
          assert.deepStrictEqual(
            held
              .filter((grant) => grant.role === role && grant.account === "tk-1" && grant.route === "own")
              .map(({ unit }) => unit)
              .toSorted(),
            wanted.toSorted()
          )
      }
    }),
    { numRuns: 1000 }
  )
  console.info(
    `Scope by office: ${told.cases} cases, ${told.some} with an office, ${told.later} with another than on the day they were made`
  )
  assert.isAbove(told.some / told.cases, 0.5)
  assert.isAbove(told.later / told.cases, 0.3)
})
