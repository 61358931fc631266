/**
 * The lives of units: what bore a code and when, and what a unit was called, where it stood, whom it came from and who came
 * after it. A code that passed from one unit to another tells two lives, never one.
 *
 * @since 0.1.0
 */
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import type { HierarchyEvent } from "./Event.ts"
import type { Hierarchy } from "./Hierarchy.ts"
import { effective } from "./internal/known.ts"
import { livingOn } from "./internal/unitsOn.ts"
import { type Knowledge, predecessors, type Succession, successors } from "./Succession.ts"

/** What held from a first day until a day, the second outside; `null`: it still holds. */
export interface Stretch<A> {
  readonly value: A
  readonly from: PlainDate
  readonly until: PlainDate | null
}

/** The other side of a succession. */
export interface Kin extends Pick<Succession, "on" | "extent" | "weight"> {
  readonly unit: string
  /** Its name and code as they stood next to the day: of a predecessor on its eve, of a successor on the day. */
  readonly name: string
  readonly code: string | null
}

/** One unit from its first day to its last. */
export interface Life {
  readonly unit: string
  readonly from: PlainDate
  /** First day after its life, `null` while it lives. */
  readonly until: PlainDate | null
  readonly names: ReadonlyArray<Stretch<string>>
  readonly codes: ReadonlyArray<Stretch<string | null>>
  readonly levels: ReadonlyArray<Stretch<string>>
  /** The upper unit on the route `own`, with its name when the stretch began; `null` at the top. */
  readonly parents: ReadonlyArray<Stretch<{ readonly unit: string; readonly name: string } | null>>
  readonly predecessors: ReadonlyArray<Kin>
  readonly successors: ReadonlyArray<Kin>
}

/**
 * Every unit that ever bore the code, in the order in which they did.
 *
 * @example
 * ```ts
 * import { Association, Hierarchy, Trace } from "@lienhoi/hierarchy"
 *
 * const head = { recordedAt: "2025-06-25T02:00:00.000Z", by: { person: "person/synthetic" } }
 * const founding = { type: "unit-established", level: "tinh", kind: null, parents: { own: null } } as const
 * const tree = Hierarchy.make({
 *   association: Association.vwu,
 *   events: [
 *     { ...head, ...founding, id: "1", effectiveOn: "2024-01-01", unit: "a", name: "Tỉnh Tây Ninh", code: "72" },
 *     { ...head, ...founding, id: "2", effectiveOn: "2024-01-01", unit: "b", name: "Tỉnh Long An", code: "80" },
 *     { ...head, id: "3", effectiveOn: "2025-07-01", type: "unit-closed", unit: "b" },
 *     { ...head, id: "4", effectiveOn: "2025-07-01", type: "unit-recoded", unit: "a", code: "80" }
 *   ]
 * })
 *
 * const lives = tree.ok ? Trace.code(tree.value, "80") : []
 *
 * lives.map((life) => life.names[0]?.value) // => ["Tỉnh Long An", "Tỉnh Tây Ninh"]
 * ```
 */
export const code = (self: Hierarchy, code: string, options: Knowledge = {}): ReadonlyArray<Life> => {
  const bearers = new Set(
    factsOf(self, options).flatMap((event) => ("code" in event && event.code === code ? [event.unit] : []))
  )
  return [...bearers]
    .flatMap((id) => unit(self, id, options) ?? [])
    .sort((a, b) => compare(bearing(a, code), bearing(b, code)) || compare(a.unit, b.unit))
}

const bearing = (life: Life, code: string): PlainDate => life.codes.find(({ value }) => value === code)?.from ?? ""

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The life of one unit, `null` when there never was one of that id. */
export const unit = (self: Hierarchy, id: string, options: Knowledge = {}): Life | null => {
  const own = factsOf(self, options).filter((event) => "unit" in event && event.unit === id)
  const established = own.find((event) => event.type === "unit-established")
  if (established === undefined) return null
  const from = established.effectiveOn
  const until = own.find((event) => event.type === "unit-closed")?.effectiveOn ?? null
  const days = [...new Set(own.map((event) => event.effectiveOn))].filter((day) => until === null || day < until)
  const states = days.flatMap((day) => {
    const state = livingOn(own.filter((event) => event.effectiveOn <= day)).get(id)
    return state === undefined ? [] : [{ day, state }]
  })
  const stretches = <A>(
    pick: (state: (typeof states)[number]["state"], day: PlainDate) => A
  ): ReadonlyArray<Stretch<A>> =>
    joined(
      states.map(({ day, state }) => ({ from: day, value: pick(state, day) })),
      until
    )
  const nameOf = nameAt(self, options)
  return {
    unit: id,
    from,
    until,
    names: stretches((state) => state.name),
    codes: stretches((state) => state.code),
    levels: stretches((state) => state.level),
    parents: stretches((state, day) => {
      const parent = state.parents.own ?? null
      return parent === null ? null : { unit: parent, name: nameOf(parent, day, "on").name }
    }),
    predecessors: predecessors(self, id, options).map(({ from, on, extent, weight }) => ({
      unit: from,
      ...nameOf(from, on, "eve"),
      on,
      extent,
      weight
    })),
    successors: successors(self, id, options).map(({ to, on, extent, weight }) => ({
      unit: to,
      ...nameOf(to, on, "on"),
      on,
      extent,
      weight
    }))
  }
}

/** Facts that count, by day of effect. */
const factsOf = (self: Hierarchy, { knownAt = null }: Knowledge): ReadonlyArray<HierarchyEvent> =>
  effective(self.events, "9999-12-31", knownAt)

/** Consecutive days that say the same are one stretch. */
const joined = <A>(
  starts: ReadonlyArray<{ readonly from: PlainDate; readonly value: A }>,
  end: PlainDate | null
): ReadonlyArray<Stretch<A>> => {
  const changes = starts.filter(
    ({ value }, i) => i === 0 || JSON.stringify(value) !== JSON.stringify(starts[i - 1]!.value)
  )
  return changes.map(({ from, value }, i) => ({ value, from, until: changes[i + 1]?.from ?? end }))
}

const nameAt = (self: Hierarchy, options: Knowledge) => {
  const facts = factsOf(self, options)
  return (id: string, day: PlainDate, when: "eve" | "on"): { readonly name: string; readonly code: string | null } => {
    const own = facts.filter(
      (event) =>
        "unit" in event &&
        event.unit === id &&
        event.type !== "unit-closed" &&
        (when === "eve" ? event.effectiveOn < day : event.effectiveOn <= day)
    )
    const state = livingOn(own).get(id)
    return { name: state?.name ?? id, code: state?.code ?? null }
  }
}
