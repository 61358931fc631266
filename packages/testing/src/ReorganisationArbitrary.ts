/**
 * Random trees that are reorganised, once or several times: plans with every kind of step, many units becoming many, most
 * of them sound and some with a mistake that must be refused.
 *
 * @since 0.1.0
 */
import { fromMillis, type Instant, toMillis } from "@lienhoi/calendar/Instant"
import { addDays, type PlainDate } from "@lienhoi/calendar/PlainDate"
import type { Association } from "@lienhoi/hierarchy/Association"
import type { HierarchyEvent } from "@lienhoi/hierarchy/Event"
import * as Hierarchy from "@lienhoi/hierarchy/Hierarchy"
import * as Reorganisation from "@lienhoi/hierarchy/Reorganisation"
import * as fc from "fast-check"
import { type Intent, type Operation, planOf } from "./internal/randomPlan.ts"

export type { Operation } from "./internal/randomPlan.ts"
export { operations } from "./internal/randomPlan.ts"

/** A small association in which a commune may stand under a district or a province, and communes have a second route. */
export const association: Association = {
  id: "synthetic",
  name: { vi: "Hội mẫu", en: "Synthetic association" },
  levels: [
    { id: "tinh", name: { vi: "Cấp tỉnh", en: "Province" }, rank: 0 },
    { id: "huyen", name: { vi: "Cấp huyện", en: "District" }, rank: 1 },
    { id: "co_so", name: { vi: "Cấp cơ sở", en: "Base" }, rank: 2 },
    { id: "chi_hoi", name: { vi: "Chi hội", en: "Branch" }, rank: 3 }
  ],
  links: [
    { child: "huyen", parent: "tinh" },
    { child: "co_so", parent: "huyen" },
    { child: "co_so", parent: "tinh" },
    { child: "chi_hoi", parent: "co_so" },
    { child: "co_so", parent: "tinh", route: "front" }
  ],
  officers: [],
  address: "chị",
  routes: ["own", "front"]
}

/** First day of every unit of the founding. */
export const firstDay: PlainDate = "2024-01-01"
/** When the founding is recorded. */
export const firstInstant: Instant = "2024-01-01T00:00:00.000Z"
/** Days between one plan and the next. */
export const interval = 100

/** The day of the plan with that number, from 0. */
export const planDay = (n: number): PlainDate => addDays(firstDay, interval * (n + 1))

/** Who acts, and when the plan with that number is recorded; `minutes` later when something follows it. */
export const act = (n: number, minutes = 0): Reorganisation.Act => ({
  recordedAt: fromMillis(toMillis(firstInstant) + (n + 1) * 86_400_000 + minutes * 60_000),
  by: { person: "nguoi-mau" }
})

/** A plan that was tried. */
export interface Attempt {
  readonly plan: Reorganisation.Reorganisation
  /** What the plan does, step by step. */
  readonly operations: ReadonlyArray<Operation>
  readonly accepted: boolean
  readonly before: Hierarchy.Hierarchy
  /** The same as before when it was refused. */
  readonly after: Hierarchy.Hierarchy
}

/** A tree and what became of it. */
export interface Redrawn {
  readonly founding: Hierarchy.Hierarchy
  readonly attempts: ReadonlyArray<Attempt>
  readonly hierarchy: Hierarchy.Hierarchy
}

const intent: fc.Arbitrary<Intent> = fc.record({
  choice: fc.nat(999),
  level: fc.nat(9),
  picks: fc.array(fc.nat(999), { minLength: 6, maxLength: 6 }),
  parts: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 6, maxLength: 6 }),
  flaw: fc.nat(59)
})

const shape = fc.array(fc.array(fc.array(fc.nat(2), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 2 }), {
  minLength: 1,
  maxLength: 3
})

/** Trees with up to `plans` reorganisations of up to `steps` steps, one after the other. */
export const redrawn = ({ plans = 3, steps = 5 } = {}): fc.Arbitrary<Redrawn> =>
  fc
    .tuple(
      shape,
      fc.array(fc.array(intent, { minLength: 1, maxLength: steps, size: "max" }), {
        minLength: 1,
        maxLength: plans,
        size: "max"
      })
    )
    .map(([tree, wishes]) => play(found(tree), wishes))

const play = (founding: Hierarchy.Hierarchy, wishes: ReadonlyArray<ReadonlyArray<Intent>>): Redrawn => {
  let hierarchy = founding
  const attempts = wishes.map((wish, n): Attempt => {
    const before = hierarchy
    const { plan, operations } = planOf(before, wish, { id: `plan-${n}`, effectiveOn: planDay(n) })
    const applied = Reorganisation.apply(before, plan, act(n))
    if (applied.ok) hierarchy = applied.value.hierarchy
    return { plan, operations, accepted: applied.ok, before, after: hierarchy }
  })
  return { founding, attempts, hierarchy }
}

/** Provinces of districts of communes with so many branches. Names repeat, as they do. */
const found = (tree: ReadonlyArray<ReadonlyArray<ReadonlyArray<number>>>): Hierarchy.Hierarchy => {
  const events: Array<HierarchyEvent> = []
  const add = (unit: string, level: string, name: string, own: string | null, front?: string | null): void => {
    const parents = front === undefined ? { own } : { own, front }
    const fact = { type: "unit-established" as const, unit, level, name, code: unit, kind: null, parents }
    events.push({
      id: `e-${unit}`,
      effectiveOn: firstDay,
      recordedAt: firstInstant,
      by: { person: "nguoi-mau" },
      ...fact
    })
  }
  tree.forEach((districts, p) => {
    const province = `t${p}`
    add(province, "tinh", `Tỉnh ${p}`, null, null)
    districts.forEach((communes, d) => {
      const district = `${province}h${d}`
      add(district, "huyen", `Huyện ${d}`, province)
      communes.forEach((branches, c) => {
        const commune = `${district}x${c}`
        add(commune, "co_so", `Xã ${c}`, district, c === 0 ? province : undefined)
        for (let b = 0; b < branches; b++) add(`${commune}a${b}`, "chi_hoi", `Ấp ${b}`, commune)
      })
    })
  })
  const made = Hierarchy.make({ association, events })
  if (!made.ok) throw new Error(made.issues.map(({ english }) => english).join("; "))
  return made.value
}
