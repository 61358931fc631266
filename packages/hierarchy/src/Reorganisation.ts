/**
 * A reorganisation as a plan: the paper it rests on, the day, and the steps. A plan is checked and looked at before
 * anything is recorded; applied, it is one act, and an act can be undone.
 *
 * @since 0.1.0
 */
import { fromMillis, toMillis } from "@lienhoi/calendar/Instant"
import { type Checked, type Issue, unless } from "@lienhoi/words/Issue"
import { byRecording, type HierarchyEvent } from "./Event.ts"
import type { Hierarchy } from "./Hierarchy.ts"
import { assignment, openAssignments } from "./internal/assigning.ts"
import type { Unassigned } from "./internal/compile.ts"
import { type Examined, examine } from "./internal/examine.ts"
import type { Act, Options, Reorganisation } from "./internal/plan.ts"
import { locate, read } from "./internal/planFile.ts"
import { type Holdings, look, type Preview } from "./internal/preview.ts"
import { type Dependent, undoing } from "./internal/undoing.ts"

export type { Unassigned } from "./internal/compile.ts"
export type { Act, NewOrExisting, NewUnit, Options, Passage, Portion, Reorganisation, Step } from "./internal/plan.ts"
export type { Change, Ending, Held, Holdings, Move, Preview, Touched } from "./internal/preview.ts"
export type { Dependent } from "./internal/undoing.ts"

/** What an act leaves behind. */
export interface Applied {
  readonly hierarchy: Hierarchy
  /** What was recorded. */
  readonly events: ReadonlyArray<HierarchyEvent>
  /** Branches of divided units that nobody assigned yet; they stand under the heir of the largest share. */
  readonly unassigned: ReadonlyArray<Unassigned>
  /** What somebody should look at again. */
  readonly warnings: ReadonlyArray<Issue>
}

/**
 * Reads a plan written in YAML or JSON. Ids and codes may be written as they are: `00004` keeps its zeros. A share is
 * written `312/980`, `0.25`, `25%`, or `{ basis: members, share: 312/980 }`; `parent: x` is short for
 * `parents: { own: x }`.
 *
 * @example
 * ```ts
 * import { Reorganisation } from "@lienhoi/hierarchy"
 *
 * const plan = Reorganisation.parse(`
 * id: sap-xep-mau
 * basis: 01/NQ-MAU
 * effectiveOn: 2025-07-01
 * steps:
 *   - { step: split, from: x, into: [{ to: y, weight: 1/3 }, { to: z, weight: 2/3 }] }
 *   - { step: assign, branch: ap-1, to: y }
 * `)
 *
 * plan.ok && plan.value.steps.map(({ step }) => step) // => ["split", "assign"]
 * ```
 */
export const parse = (text: string): Checked<Reorganisation> => read(text)

/** The issues of a plan at their lines and columns in the text it was read from. */
export const placed = (issues: ReadonlyArray<Issue>, text: string): ReadonlyArray<Issue> => locate(issues, text)

/**
 * Everything wrong with the plan on top of what is recorded, and everything doubtful about it as warnings: units lost or
 * doubled, shares that are not one, units that go round into each other, codes used again, successions across the lines
 * of upper units or on a name alone. Nothing is applied.
 */
export const check = (self: Hierarchy, plan: Reorganisation, options: Options = {}): ReadonlyArray<Issue> =>
  examine(self, plan, afterLast(self), options).issues

/**
 * What the plan would do, also when it is not yet right: who begins, ends, changes and moves where, and which of the
 * duties, positions, drafts, schedules and channels that the caller names are touched.
 */
export const preview = (self: Hierarchy, plan: Reorganisation, holdings: Holdings & Options = {}): Preview =>
  look(examine(self, plan, afterLast(self), holdings), holdings)

/** The events of the plan, one act; or everything wrong with it. */
export const events = (
  self: Hierarchy,
  plan: Reorganisation,
  act: Act,
  options: Options = {}
): Checked<ReadonlyArray<HierarchyEvent>> => {
  const examined = examine(self, plan, act, options)
  return unless(examined.issues, () => examined.events)
}

/**
 * Records the plan: all of it, or nothing and a list of everything wrong.
 *
 * @example
 * ```ts
 * import { Association, Hierarchy, Reorganisation, Succession } from "@lienhoi/hierarchy"
 *
 * const by = { person: "nguoi-mau" }
 * const founded = (unit: string, level: string, parent: string | null) => ({
 *   id: unit, effectiveOn: "2024-01-01", recordedAt: "2024-01-01T00:00:00.000Z", by,
 *   type: "unit-established" as const, unit, level, name: unit, code: null, kind: null, parents: { own: parent }
 * })
 * const tree = Hierarchy.make({
 *   association: Association.vwu,
 *   events: [founded("t", "tinh", null), founded("h", "huyen", "t"), founded("x", "co_so", "h"), founded("y", "co_so", "h")]
 * })
 * const plan: Reorganisation.Reorganisation = {
 *   id: "nhap-mau", basis: "01/NQ-MAU", effectiveOn: "2024-06-01",
 *   steps: [{ step: "merge", from: ["x", "y"], into: { unit: "z", name: "Xã Z" } }]
 * }
 * const applied = tree.ok && Reorganisation.apply(tree.value, plan, { recordedAt: "2024-05-20T00:00:00.000Z", by })
 * const fate = applied && applied.ok && Succession.between(applied.value.hierarchy, "2024-05-31", "2024-06-01").get("x")
 *
 * fate && fate.shares // => [{ unit: "z", numerator: 1n, denominator: 1n, bases: [] }]
 * ```
 */
export const apply = (self: Hierarchy, plan: Reorganisation, act: Act, options: Options = {}): Checked<Applied> => {
  const examined = examine(self, plan, act, options)
  return unless(examined.issues, () => recorded(self, examined))
}

/**
 * Says for branches of divided units, one or many, which heir they belong to. What was recorded for the time being is
 * withdrawn; the branch belongs to its heir from the day of the reorganisation on. A branch that is assigned so already is
 * told as a warning, and nothing is recorded for it.
 */
export const assign = (
  self: Hierarchy,
  branches: { readonly [branch: string]: string },
  act: Act
): Checked<Applied> => {
  const { issues, events } = assignment(self, branches, act)
  return unless(issues, () => {
    const hierarchy = extended(self, events)
    return { hierarchy, events, unassigned: openAssignments(hierarchy), warnings: issues }
  })
}

/** Branches of divided units that nobody assigned yet. */
export const unassigned = (self: Hierarchy): ReadonlyArray<Unassigned> => openAssignments(self)

/**
 * Withdraws everything that was recorded for the reorganisation: the tree known after is the tree before, and what was
 * known in between stays readable. Refused, with a list, while something depends on it: of what the caller names,
 * whatever belongs to a unit that it founded, or is dated on its day or later and belongs to a unit that it changed; and
 * of what is recorded here, whatever could not stand without it.
 */
export const undo = (
  self: Hierarchy,
  reorganisation: string,
  act: Act,
  dependents: ReadonlyArray<Dependent>
): Checked<Applied> => {
  const { issues, events } = undoing(self, reorganisation, act, dependents)
  return unless(issues, () => {
    const hierarchy = extended(self, events)
    return { hierarchy, events, unassigned: openAssignments(hierarchy), warnings: issues }
  })
}

const extended = (self: Hierarchy, events: ReadonlyArray<HierarchyEvent>): Hierarchy => ({
  association: self.association,
  events: [...self.events, ...events].sort(byRecording)
})

const recorded = (self: Hierarchy, { events, issues, compiled }: Examined): Applied => ({
  hierarchy: extended(self, events),
  events,
  unassigned: compiled.unassigned,
  warnings: issues
})

/** A moment at which nothing is recorded yet: what is only looked at is looked at as if recorded then. */
const afterLast = ({ events }: Hierarchy): Act => ({
  recordedAt: fromMillis(toMillis(events.at(-1)?.recordedAt ?? "1970-01-01T00:00:00.000Z") + 1),
  by: { person: "" }
})
