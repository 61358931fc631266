/** Branches of divided units: which still wait for their heir, and who gives them one. */
import { addDays, type PlainDate } from "@lienhoi/calendar/PlainDate"
import type { Issue } from "@lienhoi/words/Issue"
import type { HierarchyEvent, Of } from "../Event.ts"
import type { Hierarchy } from "../Hierarchy.ts"
import type { Unassigned } from "./compile.ts"
import { judge } from "./judge.ts"
import { effective } from "./known.ts"
import type { Act } from "./plan.ts"
import { issue } from "./texts.ts"
import { type Living, livingOn } from "./unitsOn.ts"

interface Waiting extends Unassigned {
  readonly event: Of<"unit-moved">
}

const waiting = ({ events }: Hierarchy): ReadonlyArray<Waiting> => {
  const standing = effective(events, "9999-12-31", null)
  const befores = new Map<PlainDate, ReadonlyMap<string, Living>>()
  const before = (day: PlainDate): ReadonlyMap<string, Living> => {
    const known = befores.get(day) ?? livingOn(effective(events, addDays(day, -1), null))
    befores.set(day, known)
    return known
  }
  const heirs = new Map<string, Array<string>>()
  for (const event of standing) {
    if (event.type !== "unit-succeeded") continue
    const key = `${event.effectiveOn} ${event.from}`
    if (heirs.get(key)?.push(event.to) === undefined) heirs.set(key, [event.to])
  }
  return standing.flatMap((event): ReadonlyArray<Waiting> => {
    if (event.type !== "unit-moved" || event.provisional !== true) return []
    const { unit: branch, route, parent, effectiveOn } = event
    const from = before(effectiveOn).get(branch)?.parents[route] ?? ""
    const key = `${effectiveOn} ${from}`
    return [{ event, branch, route, from, standsUnder: parent ?? "", heirs: heirs.get(key) ?? [] }]
  })
}

/** Every branch that waits. */
export const openAssignments = (self: Hierarchy): ReadonlyArray<Unassigned> =>
  waiting(self).map(({ event: _, ...rest }) => rest)

/** Branches of divided units that were given to one of the heirs, in the plan or later. */
const settledIn = ({ events }: Hierarchy): ReadonlyArray<{ readonly branch: string; readonly to: string }> => {
  const standing = effective(events, "9999-12-31", null)
  const heirs = new Set(
    standing.flatMap((event) => (event.type === "unit-succeeded" ? [`${event.effectiveOn} ${event.to}`] : []))
  )
  return standing.flatMap((event) =>
    event.type === "unit-moved" && event.provisional !== true && heirs.has(`${event.effectiveOn} ${event.parent}`)
      ? [{ branch: event.unit, to: event.parent! }]
      : []
  )
}

/** The events that give each branch to its heir. */
export const assignment = (
  self: Hierarchy,
  branches: { readonly [branch: string]: string },
  { recordedAt, by }: Act
): { readonly issues: ReadonlyArray<Issue>; readonly events: ReadonlyArray<HierarchyEvent> } => {
  const open = waiting(self)
  const settled = new Set(settledIn(self).map(({ branch, to }) => `${branch} ${to}`))
  const issues: Array<Issue> = []
  const events: Array<HierarchyEvent> = []
  for (const [branch, to] of Object.entries(branches)) {
    const own = open.filter((each) => each.branch === branch)
    if (own.length === 0 && settled.has(`${branch} ${to}`))
      issues.push(issue("reorganisation.assigned-so", { branch, heir: to }, { path: [branch], severity: "warning" }))
    else if (own.length === 0) issues.push(issue("reorganisation.nothing-to-assign", { branch }, { path: [branch] }))
    for (const { event, from, heirs, route } of own) {
      const params = { branch, heir: to, unit: from, heirs: heirs.join(", ") }
      if (!heirs.includes(to)) issues.push(issue("reorganisation.not-heir", params, { path: [branch] }))
      const { basis, act, effectiveOn } = event
      const header = {
        effectiveOn,
        recordedAt,
        by,
        ...(basis === undefined ? {} : { basis }),
        ...(act === undefined ? {} : { act })
      }
      const id = `${act}/${recordedAt}/assign/${branch}/${route}`
      events.push({ ...header, id: `${id}/withdrawal`, type: "event-withdrawn", event: event.id })
      events.push({ ...header, id, type: "unit-moved", unit: branch, route, parent: to })
    }
  }
  return { issues: [...issues, ...judge(self.association, self.events, events)], events }
}
