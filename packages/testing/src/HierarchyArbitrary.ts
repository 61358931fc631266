/**
 * Random histories of an association for property tests: units founded, renamed, recoded, relevelled, moved and closed,
 * positions created, taken, left and ended, events withdrawn; often with effect in the past of what is already known.
 *
 * @since 0.1.0
 */

import { fromMillis, type Instant } from "@lienhoi/calendar/Instant"
import { addDays, type PlainDate } from "@lienhoi/calendar/PlainDate"
import type { Association } from "@lienhoi/hierarchy/Association"
import type * as Event from "@lienhoi/hierarchy/Event"
import * as Hierarchy from "@lienhoi/hierarchy/Hierarchy"
import * as fc from "fast-check"

/** A small association: groups may stand under groups, so that cycles are possible. */
export const association: Association = {
  id: "synthetic",
  name: { vi: "Hội mẫu", en: "Synthetic association" },
  levels: [
    { id: "tinh", name: { vi: "Cấp tỉnh", en: "Province" }, rank: 0 },
    { id: "co_so", name: { vi: "Cấp cơ sở", en: "Base" }, rank: 1 },
    { id: "chi_hoi", name: { vi: "Chi hội", en: "Branch" }, rank: 2 },
    { id: "to", name: { vi: "Tổ", en: "Group" }, rank: 3 }
  ],
  links: [
    { child: "co_so", parent: "tinh" },
    { child: "chi_hoi", parent: "co_so" },
    { child: "to", parent: "chi_hoi" },
    { child: "to", parent: "co_so" },
    { child: "to", parent: "to" },
    { child: "co_so", parent: "tinh", route: "front" }
  ],
  officers: [],
  address: "chị",
  routes: ["own", "front"]
}

/** First day on which anything takes effect. */
export const firstDay: PlainDate = "2024-01-01"
/** Effects fall on this many days from {@link firstDay}. */
export const days = 90
/** When the first act is recorded; each later one follows by at least a millisecond. */
export const firstInstant: Instant = "2024-01-01T00:00:00.000Z"

/** The day that many days after the first. */
export const day = (n: number): PlainDate => addDays(firstDay, n)

/** What an act tries; `found` is `unit-established`, and so on. */
export type Operation = Exclude<Event.HierarchyEvent["type"], "unit-succeeded">

/** Every operation. */
export const operations: ReadonlyArray<Operation> = [
  "unit-established",
  "unit-renamed",
  "unit-recoded",
  "unit-relevelled",
  "unit-moved",
  "unit-closed",
  "position-created",
  "position-taken",
  "position-left",
  "position-ended",
  "event-withdrawn"
]

/** Numbers that choose what an act does, whatever the tree looks like then. */
export interface Intent {
  readonly operation: Operation
  readonly subject: number
  readonly object: number
  readonly day: number
  readonly pause: number
}

/** One act that was tried, and whether the hierarchy took it. */
export interface Attempt {
  readonly operation: Operation
  readonly accepted: boolean
}

/** A hierarchy, how it came about, and the states it went through. */
export interface History {
  readonly hierarchy: Hierarchy.Hierarchy
  readonly attempts: ReadonlyArray<Attempt>
  /** After each accepted act, the first after the founding. */
  readonly states: ReadonlyArray<Hierarchy.Hierarchy>
}

/** How often each is tried: what needs something that exists first is tried more often. */
const weights: { readonly [O in Operation]: number } = {
  "unit-established": 7,
  "unit-renamed": 5,
  "unit-recoded": 5,
  "unit-relevelled": 6,
  "unit-moved": 5,
  "unit-closed": 9,
  "position-created": 3,
  "position-taken": 8,
  "position-left": 18,
  "position-ended": 10,
  "event-withdrawn": 6
}

const intent: fc.Arbitrary<Intent> = fc.record({
  operation: fc.oneof(...operations.map((each) => ({ weight: weights[each], arbitrary: fc.constant(each) }))),
  subject: fc.nat(1_000),
  object: fc.nat(1_000),
  day: fc.nat(days - 1),
  pause: fc.nat(3)
})

/** Histories of up to `acts` acts after the founding of a province with one line of units down to a group. */
export const history = ({ acts = 30 }: { readonly acts?: number } = {}): fc.Arbitrary<History> =>
  fc.array(intent, { minLength: 8, maxLength: acts, size: "max" }).map(play)

/** The hierarchies at the end of such histories. */
export const hierarchy = (options: { readonly acts?: number } = {}): fc.Arbitrary<Hierarchy.Hierarchy> =>
  history(options).map((each) => each.hierarchy)

/** A day on which something can have changed, one before the first included. */
export const anyDay: fc.Arbitrary<PlainDate> = fc.integer({ min: -1, max: days + 1 }).map(day)

/** Acts out the intents one after the other; what the hierarchy refuses is noted and left out. */
export const play = (intents: ReadonlyArray<Intent>): History => {
  const by = { person: "nguoi-mau" }
  let recorded = Date.parse(firstInstant)
  let current = begin(by)
  const attempts: Array<Attempt> = []
  const states = [current]
  for (const [i, wish] of intents.entries()) {
    recorded += 1 + wish.pause
    const body = bodyOf(current, wish, i)
    if (body === null) continue
    const effectiveOn = body.type === "event-withdrawn" ? dayOfEvent(current, body.event) : body.day
    const { day: _, ...fact } = body
    const event = { ...fact, id: `e${i}`, effectiveOn, recordedAt: fromMillis(recorded), by } as Event.HierarchyEvent
    const next = Hierarchy.record(current, [event])
    attempts.push({ operation: body.type, accepted: next.ok })
    if (!next.ok) continue
    current = next.value
    states.push(current)
  }
  return { hierarchy: current, attempts, states }
}

const begin = (by: Event.Recorder): Hierarchy.Hierarchy => {
  const founded = (unit: string, level: string, name: string, parents: Event.Parents): Event.HierarchyEvent => ({
    id: `e-${unit}`,
    effectiveOn: firstDay,
    recordedAt: firstInstant,
    by,
    type: "unit-established",
    unit,
    level,
    name,
    code: null,
    kind: null,
    parents
  })
  const made = Hierarchy.make({
    association,
    events: [
      founded("tinh", "tinh", "Tỉnh Mẫu", { own: null, front: null }),
      founded("co-so", "co_so", "Xã Mẫu", { own: "tinh", front: "tinh" }),
      founded("chi-hoi", "chi_hoi", "Ấp Mẫu", { own: "co-so" }),
      founded("to", "to", "Tổ Mẫu", { own: "chi-hoi" })
    ]
  })
  if (!made.ok) throw new Error(made.issues.map((each) => each.english).join("; "))
  return made.value
}

const names = ["Ấp 1", "Ấp 2", "Ấp 10", "Xã Đông", "Xã Dương", "Xã Ân", "Xã Ấn", "Tổ Ơn", "Tổ Ô", "Khóm 3"]
const above: { readonly [level: string]: string } = { co_so: "tinh", chi_hoi: "co_so", to: "chi_hoi" }
const people = ["nguoi-1", "nguoi-2", "nguoi-3"]

type Body = { readonly day: PlainDate } & (Exclude<Event.HierarchyEvent, Event.SuccessionFact> extends infer E
  ? E extends Event.HierarchyEvent
    ? Omit<E, "id" | "effectiveOn" | "recordedAt" | "by" | "basis" | "act">
    : never
  : never)

const pick = <A>(from: ReadonlyArray<A>, n: number): A | undefined => from[n % from.length]

const foundings = ({ events }: Hierarchy.Hierarchy) => events.filter((event) => event.type === "unit-established")

const dayOfEvent = ({ events }: Hierarchy.Hierarchy, id: string): PlainDate =>
  events.find((event) => event.id === id)?.effectiveOn ?? firstDay

const lastHolding = ({ events }: Hierarchy.Hierarchy, position: string) =>
  events.findLast(
    (event) => (event.type === "position-taken" || event.type === "position-left") && event.position === position
  ) as Event.Of<"position-taken"> | Event.Of<"position-left"> | undefined

/** A likely thing to do: units and positions that exist, levels that mostly fit, days that mostly lie in their lives. */
const bodyOf = (current: Hierarchy.Hierarchy, wish: Intent, i: number): Body | null => {
  const units = foundings(current)
  const ended = new Set(current.events.map((event) => (event.type === "position-ended" ? event.position : "")))
  const unit = pick(units, wish.subject)!
  const seats = current.events.filter(
    (event) => event.type === "position-created" && !ended.has(event.position)
  ) as ReadonlyArray<Event.Of<"position-created">>
  const seat = pick(seats, wish.subject)
  const since = (start: PlainDate): PlainDate => {
    const wished = day(wish.day)
    return wished > start ? wished : addDays(start, 1 + (wish.day % 10))
  }
  const under = (level: string): string | undefined =>
    pick(
      units.filter((each) => each.level === level),
      wish.object
    )?.unit
  switch (wish.operation) {
    case "unit-established": {
      const level = pick(["co_so", "chi_hoi", "to"], wish.subject)!
      const parent = under(above[level]!)
      if (parent === undefined) return null
      const parents = level === "co_so" && wish.object % 2 === 0 ? { own: parent, front: "tinh" } : { own: parent }
      const name = pick(names, wish.object)!
      const start = units.find((each) => each.unit === parent)!.effectiveOn
      return { day: since(start), type: wish.operation, unit: `u${i}`, level, name, code: `${i}`, kind: null, parents }
    }
    case "unit-renamed":
      return { day: since(unit.effectiveOn), type: wish.operation, unit: unit.unit, name: pick(names, wish.object)! }
    case "unit-recoded":
      return { day: since(unit.effectiveOn), type: wish.operation, unit: unit.unit, code: `${wish.object}` }
    case "unit-relevelled": {
      const lower = pick(
        units.filter((each) => each.level === "chi_hoi" || each.level === "to"),
        wish.subject
      )
      if (lower === undefined) return null
      const level = wish.object % 4 === 0 ? (lower.level === "to" ? "chi_hoi" : "to") : lower.level
      return { day: since(lower.effectiveOn), type: wish.operation, unit: lower.unit, level, kind: `k${wish.object}` }
    }
    case "unit-moved": {
      const lower = pick(
        units.filter((each) => each.level !== "tinh"),
        wish.subject
      )
      if (lower === undefined) return null
      const parent = lower.level === "to" && wish.object % 2 === 0 ? under("to") : under(above[lower.level]!)
      return parent === undefined
        ? null
        : { day: since(lower.effectiveOn), type: wish.operation, unit: lower.unit, route: "own", parent }
    }
    case "unit-closed": {
      const gone = new Set(current.events.map((event) => (event.type === "unit-closed" ? event.unit : "")))
      const parents = new Set(
        units.filter((each) => !gone.has(each.unit)).flatMap((each) => Object.values(each.parents))
      )
      const leaf = pick(
        units.filter((each) => !gone.has(each.unit) && (!parents.has(each.unit) || wish.object % 5 === 0)),
        wish.subject
      )
      return leaf === undefined ? null : { day: since(day(days / 2)), type: wish.operation, unit: leaf.unit }
    }
    case "position-created":
      return {
        day: since(unit.effectiveOn),
        type: wish.operation,
        position: `p${i}`,
        unit: unit.unit,
        title: "Chi hội trưởng",
        head: wish.object % 3 !== 0
      }
    case "position-taken": {
      const free = pick(
        seats.filter((each) => lastHolding(current, each.position)?.type !== "position-taken"),
        wish.subject
      )
      if (free === undefined) return bodyOf(current, { ...wish, operation: "position-created" }, i)
      const start = (lastHolding(current, free.position) ?? free).effectiveOn
      return { day: since(start), type: wish.operation, position: free.position, person: pick(people, wish.object)! }
    }
    case "position-left": {
      const held = pick(
        seats.flatMap((each) => {
          const last = lastHolding(current, each.position)
          return last?.type === "position-taken" ? [last] : []
        }),
        wish.subject
      )
      return held === undefined
        ? bodyOf(current, { ...wish, operation: "position-taken" }, i)
        : { day: since(held.effectiveOn), type: wish.operation, position: held.position, person: held.person }
    }
    case "position-ended":
      return seat === undefined ? null : { day: since(seat.effectiveOn), type: wish.operation, position: seat.position }
    case "event-withdrawn": {
      const withdrawals = current.events.filter((event) => event.type === "event-withdrawn")
      const again = withdrawals.length > 0 && wish.object % 3 === 0
      const target = pick(again ? withdrawals : current.events.slice(4), wish.subject)
      return target === undefined ? null : { day: target.effectiveOn, type: wish.operation, event: target.id }
    }
  }
}
