/** A plan held against what is recorded: the events it comes to, and everything that is wrong or doubtful. */
import { isValid } from "@lienhoi/calendar/PlainDate"
import type { Issue } from "@lienhoi/words/Issue"
import type { HierarchyEvent } from "../Event.ts"
import type { Hierarchy } from "../Hierarchy.ts"
import { type Compiled, compile } from "./compile.ts"
import { doubts } from "./doubts.ts"
import { judge } from "./judge.ts"
import { byEffect, effective } from "./known.ts"
import type { Act, Options, Reorganisation } from "./plan.ts"
import { issue } from "./texts.ts"
import { type Living, livingOn } from "./unitsOn.ts"

/** What {@link examine} finds. */
export interface Examined {
  readonly plan: Reorganisation
  readonly issues: ReadonlyArray<Issue>
  readonly events: ReadonlyArray<HierarchyEvent>
  readonly compiled: Compiled
  /** The units of the plan's day, without it and with it. */
  readonly before: ReadonlyMap<string, Living>
  readonly after: ReadonlyMap<string, Living>
}

export const examine = (
  { association, events }: Hierarchy,
  plan: Reorganisation,
  act: Act,
  { boundary = "tinh" }: Options
): Examined => {
  const told = effective(events, plan.effectiveOn, null)
  const before = livingOn(told)
  const compiled = compile(association, before, plan)
  const fresh = eventsOf(plan, compiled, act)
  const after = livingOn([...told, ...fresh].sort(byEffect))
  const issues = [
    ...form(events, plan),
    ...compiled.issues,
    ...(isValid(plan.effectiveOn) ? judge(association, events, fresh).map((each) => atStep(each, compiled)) : []),
    ...doubts({ plan, compiled, before, after, events: told, boundary })
  ]
  return { plan, issues, events: fresh, compiled, before, after }
}

/** Standing events of a reorganisation, its assignments among them. */
export const standingOf = (events: ReadonlyArray<HierarchyEvent>, id: string): ReadonlyArray<HierarchyEvent> =>
  effective(events, "9999-12-31", null).filter((event) => event.act === id && event.type !== "event-withdrawn")

const form = (known: ReadonlyArray<HierarchyEvent>, plan: Reorganisation): ReadonlyArray<Issue> => {
  const { id, basis, effectiveOn, steps } = plan
  const found: Array<Issue> = []
  if (id.trim() === "") found.push(issue("reorganisation.id-missing", {}, { path: ["id"] }))
  else if (standingOf(known, id).length > 0) found.push(issue("reorganisation.applied", { id }, { path: ["id"] }))
  if (basis.trim() === "") found.push(issue("reorganisation.basis-missing", {}, { path: ["basis"] }))
  if (!isValid(effectiveOn))
    found.push(issue("reorganisation.day-unreadable", { date: effectiveOn }, { path: ["effectiveOn"] }))
  if (steps.length === 0) found.push(issue("reorganisation.empty", {}, { path: ["steps"] }))
  return found
}

const eventsOf = (
  { id, basis, effectiveOn }: Reorganisation,
  { drafts }: Compiled,
  { recordedAt, by }: Act
): ReadonlyArray<HierarchyEvent> =>
  drafts.map(({ fact }, n) => ({
    ...fact,
    id: `${id}/${recordedAt}/${`${n}`.padStart(6, "0")}`,
    effectiveOn,
    recordedAt,
    by,
    basis,
    act: id
  }))

/** What is said of an event is said of the step it comes from. */
const atStep = (each: Issue, { drafts }: Compiled): Issue => {
  const [, at, field] = each.path
  const step = drafts[Number(at)]?.step
  return step === undefined ? each : { ...each, path: ["steps", step, ...(field === undefined ? [] : [field])] }
}
