/**
 * The tree of one association over time: everything that was recorded about it, and how it stood on any day as known
 * at any moment.
 *
 * @since 0.1.0
 */
import type { Instant } from "@lienhoi/calendar/Instant"
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import { type Checked, ok } from "@lienhoi/words/Issue"
import type { Association } from "./Association.ts"
import { byRecording, type HierarchyEvent } from "./Event.ts"
import { arrange } from "./internal/breadthFirst.ts"
import { effective } from "./internal/known.ts"
import { unitsOn } from "./internal/unitsOn.ts"
import { fromLayout, type Snapshot } from "./Snapshot.ts"

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

/** A hierarchy from its whole history. */
export const make = (input: {
  readonly association: Association
  readonly events: ReadonlyArray<HierarchyEvent>
}): Checked<Hierarchy> => ok({ association: input.association, events: [...input.events].sort(byRecording) })

/** The hierarchy with these events recorded after what is already there. */
export const record = (self: Hierarchy, events: ReadonlyArray<HierarchyEvent>): Checked<Hierarchy> =>
  make({ association: self.association, events: [...self.events, ...events] })

/** The tree on that day. */
export const at = (self: Hierarchy, date: PlainDate, { knownAt = null, route = "own" }: View = {}): Snapshot =>
  fromLayout(self.association, date, knownAt, route, arrange(unitsOn(effective(self.events, date, knownAt), route)))
