/** Taking a reorganisation back. */
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import type { Issue } from "@lienhoi/words/Issue"
import type { HierarchyEvent } from "../Event.ts"
import type { Hierarchy } from "../Hierarchy.ts"
import { standingOf } from "./examine.ts"
import { judge } from "./judge.ts"
import type { Act } from "./plan.ts"
import { issue } from "./texts.ts"

/** Something outside the tree that may rest on a reorganisation. */
export interface Dependent {
  readonly kind: "report" | "post" | "message"
  readonly id: string
  readonly unit: string
  /** The day it is about, or was made; counts as later than the reorganisation when absent. */
  readonly on?: PlainDate
}

/** The withdrawals, and why they may not be recorded. */
export const undoing = (
  { association, events }: Hierarchy,
  id: string,
  { recordedAt, by }: Act,
  dependents: ReadonlyArray<Dependent>
): { readonly issues: ReadonlyArray<Issue>; readonly events: ReadonlyArray<HierarchyEvent> } => {
  const standing = standingOf(events, id)
  if (standing.length === 0) return { issues: [issue("reorganisation.unknown", { id })], events: [] }
  const issues = dependents.flatMap((each, at) =>
    standing.some((event) => rests(each, event))
      ? [issue(codes[each.kind], { id, thing: each.id, unit: each.unit }, { path: ["dependents", at] })]
      : []
  )
  const withdrawals = standing.map(
    (event): HierarchyEvent => ({
      id: `${id}/${recordedAt}/undo/${event.id}`,
      effectiveOn: event.effectiveOn,
      recordedAt,
      by,
      act: id,
      type: "event-withdrawn",
      event: event.id
    })
  )
  return { issues: [...issues, ...judge(association, events, withdrawals)], events: withdrawals }
}

const codes = {
  report: "reorganisation.report-depends",
  post: "reorganisation.post-depends",
  message: "reorganisation.message-depends"
} as const

const rests = ({ unit, on }: Dependent, event: HierarchyEvent): boolean => {
  if (event.type === "unit-established") return event.unit === unit
  const changed =
    event.type === "unit-succeeded" ? event.from === unit || event.to === unit : "unit" in event && event.unit === unit
  return changed && (on === undefined || event.effectiveOn <= on)
}
