/** Steps that speak of units which ended before the plan's day or by another plan of that day, told once for each cause. */
import { addDays, format, type PlainDate } from "@lienhoi/calendar/PlainDate"
import type { Issue } from "@lienhoi/words/Issue"
import type { HierarchyEvent } from "../Event.ts"
import type { Hierarchy } from "../Hierarchy.ts"
import { between, type Destiny } from "../Succession.ts"
import { some } from "./doubts.ts"
import { groupBy } from "./groupBy.ts"
import { label } from "./judgeUnit.ts"
import { idOf } from "./passing.ts"
import type { NewOrExisting, Reorganisation, Step } from "./plan.ts"
import { issue } from "./texts.ts"
import type { Living } from "./unitsOn.ts"

/** What {@link withoutGone} finds. */
interface Kept {
  /** The plan without what it says of those units; steps stay at their places. */
  readonly plan: Reorganisation
  readonly issues: ReadonlyArray<Issue>
}

interface Gone {
  readonly unit: string
  readonly step: number
  readonly from: string
  readonly end: HierarchyEvent
}

/** `told`: the events that count on the plan's day, by effect; `before`: the units they leave. */
export const withoutGone = (
  self: Hierarchy,
  plan: Reorganisation,
  told: ReadonlyArray<HierarchyEvent>,
  before: ReadonlyMap<string, Living>
): Kept => {
  const gone = goneIn(plan, told, before)
  if (gone.size === 0) return { plan, issues: [] }
  const acts = new Set([...gone.values()].flatMap(({ end }) => (end.act === undefined ? [] : [end.act])))
  const theirs = new Set(
    told.flatMap((event) =>
      event.type === "unit-established" && event.act !== undefined && acts.has(event.act) ? [event.unit] : []
    )
  )
  const steps = plan.steps.map((step) => without(step, gone, theirs))
  const stillFounded = new Set(steps.flatMap(foundedBy))
  const unfounded = new Set(
    plan.steps.flatMap(foundedBy).filter((unit) => !stillFounded.has(unit) && !before.has(unit))
  )
  return {
    plan: { ...plan, steps: steps.map((step) => (restsOn(step, unfounded) ? nothing : step)) },
    issues: [...groupBy([...gone.values()], ({ end, unit }) => end.act ?? unit).values()].map((all) =>
      toldOnce(self, plan, all, before)
    )
  }
}

/** A step that does nothing. */
const nothing: Step = { step: "redraw", from: [], to: [], successions: [] }

/** Units that the steps take something from though they lived once and live no more. */
const goneIn = (
  { steps }: Reorganisation,
  told: ReadonlyArray<HierarchyEvent>,
  before: ReadonlyMap<string, Living>
): ReadonlyMap<string, Gone> => {
  const named = new Map<string, number>()
  steps.forEach((step, at) => {
    for (const unit of spokenOf(step)) if (!before.has(unit) && !named.has(unit)) named.set(unit, at)
  })
  const since = new Map<string, string>()
  const gone = new Map<string, Gone>()
  for (const event of named.size === 0 ? [] : told) {
    if (event.type === "unit-established" && named.has(event.unit)) since.set(event.unit, event.effectiveOn)
    if (event.type !== "unit-closed") continue
    const step = named.get(event.unit)
    const from = since.get(event.unit)
    if (step !== undefined && from !== undefined) gone.set(event.unit, { unit: event.unit, step, from, end: event })
  }
  return gone
}

/** The units a step says something of, those it founds or gives to apart. */
const spokenOf = (step: Step): ReadonlyArray<string> => {
  switch (step.step) {
    case "merge":
    case "redraw":
      return step.from
    case "split":
      return [step.from]
    case "abolish-level":
      return Object.keys(step.heirs)
    case "rename":
    case "recode":
    case "relevel":
    case "move":
    case "dissolve":
      return [step.unit]
    default:
      return []
  }
}

const foundedBy = (step: Step): ReadonlyArray<string> => {
  const ids = (units: ReadonlyArray<NewOrExisting>) =>
    units.flatMap((unit) => (typeof unit === "string" ? [] : [unit.unit]))
  switch (step.step) {
    case "merge":
      return ids([step.into])
    case "split":
      return ids(step.into.map(({ to }) => to))
    case "redraw":
      return ids(step.to)
    case "establish":
      return [step.unit]
    default:
      return []
  }
}

/** The step without those units; `theirs` are founded by the plan that ended them. */
const without = (step: Step, gone: ReadonlyMap<string, Gone>, theirs: ReadonlySet<string>): Step => {
  const founded = new Set(foundedBy(step))
  const isTheirs = (unit: string) => founded.has(unit) && theirs.has(unit)
  switch (step.step) {
    case "merge": {
      const from = step.from.filter((unit) => !gone.has(unit))
      return from.length === 0 || isTheirs(idOf(step.into)) ? nothing : { ...step, from }
    }
    case "redraw": {
      const from = step.from.filter((unit) => !gone.has(unit))
      const successions = step.successions.filter((each) => !gone.has(each.from))
      const bereft = new Set(step.successions.filter((each) => gone.has(each.from)).map(({ to }) => to))
      for (const { to } of successions) bereft.delete(to)
      const to = step.to.filter((unit) => !bereft.has(idOf(unit)) && !isTheirs(idOf(unit)))
      return { ...step, from, to: from.length === 0 ? [] : to, successions }
    }
    case "abolish-level":
      return { ...step, heirs: Object.fromEntries(Object.entries(step.heirs).filter(([unit]) => !gone.has(unit))) }
    case "establish":
      return isTheirs(step.unit) ? nothing : step
    case "assign":
      return theirs.has(step.to) ? nothing : step
    default:
      return spokenOf(step).some((unit) => gone.has(unit)) ? nothing : step
  }
}

/** Whether a step gives to a unit that nobody founds any more. */
const restsOn = (step: Step, unfounded: ReadonlySet<string>): boolean => {
  switch (step.step) {
    case "move":
      return step.parent !== null && unfounded.has(step.parent)
    case "establish":
      return Object.values(step.parents).some((parent) => parent !== null && unfounded.has(parent))
    case "assign":
      return unfounded.has(step.to)
    case "dissolve":
      return step.heir !== undefined && unfounded.has(step.heir)
    default:
      return false
  }
}

/** What ended in one act is one cause, however many units and steps it makes useless. */
const toldOnce = (
  self: Hierarchy,
  { effectiveOn }: Reorganisation,
  all: ReadonlyArray<Gone>,
  before: ReadonlyMap<string, Living>
): Issue => {
  const [{ end, from, step, unit }] = all as readonly [Gone, ...ReadonlyArray<Gone>]
  const names = new Map(
    self.events.flatMap((event) => (event.type === "unit-established" ? [[event.unit, event.name] as const] : []))
  )
  const nameOf = (id: string): string => label(id, before.get(id)?.name ?? names.get(id) ?? id)
  const fates = new Map<PlainDate, ReadonlyMap<string, Destiny>>()
  const heirsOf = (each: Gone): ReadonlyArray<string> => {
    const day = each.end.effectiveOn
    const fate = fates.get(day) ?? between(self, addDays(day, -1), effectiveOn)
    fates.set(day, fate)
    return fate.get(each.unit)?.shares.map((share) => nameOf(share.unit)) ?? []
  }
  if (all.length > 1) {
    const units = all.map((each) => [nameOf(each.unit), heirsOf(each).join(" + ") || "—"].join(" → "))
    const params = { count: all.length, date: format(end.effectiveOn), units: some(units) }
    return end.basis === undefined
      ? issue("reorganisation.gone", params, { path: ["steps"] })
      : issue("reorganisation.gone-by", { ...params, id: end.act ?? "" }, { path: ["steps"] })
  }
  const params = {
    unit: nameOf(unit),
    date: format(effectiveOn),
    life: `${format(from)} – ${format(addDays(end.effectiveOn, -1))}`
  }
  const heirs = heirsOf(all[0]!).join(", ")
  const path = ["steps", step]
  return heirs === ""
    ? issue("unit.not-living", params, { path })
    : issue("unit.followed", { ...params, heirs }, { path })
}
