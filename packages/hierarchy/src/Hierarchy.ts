/**
 * The tree of one association over time: everything that was recorded about it, and how it stood on any day as known
 * at any moment.
 *
 * @since 0.1.0
 */
import type { Instant } from "@lienhoi/calendar/Instant"
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import { type Checked, unless } from "@lienhoi/words/Issue"
import type { Association } from "./Association.ts"
import { byRecording, type HierarchyEvent } from "./Event.ts"
import { arrange } from "./internal/breadthFirst.ts"
import { judge } from "./internal/judge.ts"
import { livingAt, onRoute } from "./internal/unitsOn.ts"
import type { Snapshot } from "./Snapshot.ts"

/** An association and its events in the order of their recording. */
export interface Hierarchy {
  readonly association: Association
  readonly events: ReadonlyArray<HierarchyEvent>
}

/** Which knowledge and which line are meant. */
export interface View {
  /** What was recorded by then; everything when absent. */
  readonly knownAt?: Instant | null
  /** `own` when absent. */
  readonly route?: string
}

/**
 * A hierarchy from its whole history, in any order. Events of one `recordedAt` are one act; after every act the tree
 * must be sound on every day, or everything wrong with it is listed.
 *
 * **Details**
 *
 * What the association's own dates change (the end of the district tier) is asked of the tree as soon as an event
 * establishes, moves, relevels or closes a unit on that day or later. A history that ends in 2024 may be read in 2026
 * and still shows its districts.
 *
 * @example
 * ```ts
 * import { Association, Hierarchy, Snapshot } from "@lienhoi/hierarchy"
 *
 * const by = { person: "person/synthetic" }
 * const act = (id: string, effectiveOn: string, recordedAt: string) => ({ id, effectiveOn, recordedAt, by })
 * const tree = Hierarchy.make({
 *   association: Association.vwu,
 *   events: [
 *     {
 *       ...act("1", "2024-01-01", "2024-01-05T02:00:00.000Z"),
 *       type: "unit-established", unit: "x", level: "co_so", name: "Xã Tân Hòa", code: null, kind: "xa", parents: { own: null }
 *     },
 *     { ...act("2", "2024-06-01", "2024-09-09T02:00:00.000Z"), type: "unit-renamed", unit: "x", name: "Xã Tân Bình" }
 *   ]
 * })
 * const nameOf = (knownAt: string) =>
 *   tree.ok && Snapshot.unit(Hierarchy.at(tree.value, "2024-07-01", { knownAt }), "x")?.name
 *
 * nameOf("2024-07-01T00:00:00.000Z") // => "Xã Tân Hòa"
 * nameOf("2024-10-01T00:00:00.000Z") // => "Xã Tân Bình"
 * ```
 */
export const make = ({ association, events }: Hierarchy): Checked<Hierarchy> =>
  unless(judge(association, [], events), () => ({ association, events: [...events].sort(byRecording) }))

/**
 * The hierarchy with these events recorded after what is already there. An event recorded before the last one is
 * refused: what was known at a moment never changes afterwards.
 */
export const record = (self: Hierarchy, events: ReadonlyArray<HierarchyEvent>): Checked<Hierarchy> =>
  unless(judge(self.association, self.events, events), () => ({
    association: self.association,
    events: [...self.events, ...events].sort(byRecording)
  }))

const seen = new WeakMap<Hierarchy, Map<string, Snapshot>>()
const kept = 32

/**
 * The tree on that day: of what took effect by then, as far as it was recorded by `knownAt`. Nothing recorded later
 * changes the answer. The last few answers of a hierarchy are kept.
 */
export const at = (self: Hierarchy, date: PlainDate, { knownAt = null, route = "own" }: View = {}): Snapshot => {
  const answers = seen.get(self) ?? new Map<string, Snapshot>()
  seen.set(self, answers)
  const key = `${date} ${knownAt ?? ""} ${route}`
  const answer = answers.get(key)
  if (answer !== undefined) return answer
  const units = onRoute(livingAt(self, date, knownAt), route)
  const { given: _, ...tree } = arrange(units)
  const snapshot: Snapshot = { association: self.association, date, knownAt, route, ...tree }
  const [oldest] = answers.keys()
  if (answers.size >= kept && oldest !== undefined) answers.delete(oldest)
  answers.set(key, snapshot)
  return snapshot
}
