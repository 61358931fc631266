/** A plan held against what is recorded: the events it comes to, and everything that is wrong or doubtful. */
import { format, isValid } from "@lienhoi/calendar/PlainDate"
import type { Issue } from "@lienhoi/words/Issue"
import type { HierarchyEvent } from "../Event.ts"
import type { Hierarchy } from "../Hierarchy.ts"
import { livesOn } from "../Level.ts"
import { type Compiled, compile } from "./compile.ts"
import { doubts, some } from "./doubts.ts"
import { withoutGone } from "./gone.ts"
import { judge } from "./judge.ts"
import { byEffect, effective } from "./known.ts"
import type { Act, Options, Reorganisation } from "./plan.ts"
import type { Association } from "./shape.ts"
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

export const examine = (self: Hierarchy, plan: Reorganisation, act: Act, { boundary = "tinh" }: Options): Examined => {
  const { association, events } = self
  const told = effective(events, plan.effectiveOn, null)
  const before = livingOn(told)
  const kept = withoutGone(self, plan, told, before)
  const compiled = compile(association, before, kept.plan)
  const fresh = eventsOf(plan, compiled, act)
  const after = livingOn([...told, ...fresh].sort(byEffect))
  const wrong = form(events, plan)
  // Everything it says is recorded: that it cannot be recorded once more needs no other reason.
  const isRecorded = wrong.some(({ code }) => code === "reorganisation.applied")
  const found = [
    ...wrong,
    ...kept.issues,
    ...compiled.issues,
    ...(isValid(plan.effectiveOn)
      ? judged(association, events, fresh, after).map((each) => atStep(each, compiled))
      : []),
    ...doubts({ plan: kept.plan, compiled, before, after, events: told, boundary })
  ]
  const issues = isRecorded ? wrong : found
  return { plan, issues, events: fresh, compiled, before, after }
}

/** What the tree refuses. That a level ended and its units were forgotten is one mistake, however many they are. */
const judged = (
  association: Association,
  known: ReadonlyArray<HierarchyEvent>,
  fresh: ReadonlyArray<HierarchyEvent>,
  after: ReadonlyMap<string, Living>
): ReadonlyArray<Issue> => {
  const found = judge(association, known, fresh)
  if (!found.some(({ code }) => code === "unit.level-not-living")) return found
  const day = fresh[0]!.effectiveOn
  const gone = association.levels.filter((level) => !livesOn(level, day))
  const forgotten = gone.flatMap((level) => {
    const units = [...after.values()].filter((unit) => unit.level === level.id)
    if (units.length === 0) return []
    const names = units.map(({ id, name }) => `${name} (${id})`)
    const params = { level: level.id, date: format(day), count: units.length, units: some(names) }
    return [issue("reorganisation.level-ended", params, { path: ["steps"] })]
  })
  return [...forgotten, ...judge(association, known, fresh, new Set(gone.map(({ id }) => id)))]
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
  const [root, at, field] = each.path
  if (root !== "events") return each
  const step = drafts[Number(at)]?.step
  return step === undefined ? each : { ...each, path: ["steps", step, ...(field === undefined ? [] : [field])] }
}
