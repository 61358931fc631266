/** Taking a reorganisation back. */
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import type { Issue } from "@lienhoi/words/Issue"
import type { HierarchyEvent } from "../Event.ts"
import type { Hierarchy } from "../Hierarchy.ts"
import { some } from "./doubts.ts"
import { standingOf } from "./examine.ts"
import { judge } from "./judge.ts"
import { effective } from "./known.ts"
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
  const refused = judge(association, events, withdrawals)
  const causes = refused.length === 0 ? [] : restingOn(events, standing, id)
  return { issues: [...issues, ...(causes.length === 0 ? refused : causes)], events: withdrawals }
}

/** What was recorded later about the units that the reorganisation founded: the positions in them, and other acts. */
const restingOn = (
  events: ReadonlyArray<HierarchyEvent>,
  standing: ReadonlyArray<HierarchyEvent>,
  id: string
): ReadonlyArray<Issue> => {
  const names = new Map(
    standing.flatMap((event) =>
      event.type === "unit-established" ? [[event.unit, `${event.name} (${event.unit})`]] : []
    )
  )
  const own = new Set(standing.map((event) => event.id))
  const acts = new Map<string, Set<string>>()
  const positions: Array<Issue> = []
  for (const event of effective(events, "9999-12-31", null)) {
    const [name] = own.has(event.id) ? [] : namedIn(event).flatMap((unit) => names.get(unit) ?? [])
    if (name === undefined) continue
    if (event.type === "position-created")
      positions.push(issue("reorganisation.position-depends", { id, thing: event.position, unit: name }))
    else {
      const act = event.act ?? event.id
      acts.set(act, (acts.get(act) ?? new Set()).add(name))
    }
  }
  const later = [...acts].map(([act, units]) =>
    issue("reorganisation.act-depends", { id, thing: act, units: some([...units]) })
  )
  return [...later, ...positions]
}

/** The units an event speaks of. */
const namedIn = (event: HierarchyEvent): ReadonlyArray<string> => {
  switch (event.type) {
    case "unit-established":
      return Object.values(event.parents).filter((parent) => parent !== null)
    case "unit-moved":
      return event.parent === null ? [event.unit] : [event.unit, event.parent]
    case "unit-succeeded":
      return [event.from, event.to]
    default:
      return "unit" in event ? [event.unit] : []
  }
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
