/** From the steps of a plan to what happens to each unit: the facts of one act. */
import type { Issue } from "@lienhoi/words/Issue"
import type { Association } from "../Association.ts"
import type { Parents, SuccessionFact, UnitFact } from "../Event.ts"
import { groupBy } from "./groupBy.ts"
import { endingsOf, idOf, type NameOf, passingsOf, refuseCycles, type Say } from "./passing.ts"
import type { NewOrExisting, Reorganisation, Step } from "./plan.ts"
import { type Home, homeOf, inherited, type Passing, type Upheaval } from "./reattach.ts"
import { issue } from "./texts.ts"
import type { Living } from "./unitsOn.ts"

/** A fact, and the place of the step that brings it. */
interface Draft {
  readonly fact: UnitFact | SuccessionFact
  readonly step: number
}

/** A branch of a divided unit for which nobody said which heir it belongs to. */
export interface Unassigned {
  readonly branch: string
  readonly route: string
  /** The divided unit. */
  readonly from: string
  /** The heir of the largest share: where it stands until it is assigned. */
  readonly standsUnder: string
  readonly heirs: ReadonlyArray<string>
}

/** What the steps come to. */
export interface Compiled {
  readonly drafts: ReadonlyArray<Draft>
  readonly issues: ReadonlyArray<Issue>
  readonly unassigned: ReadonlyArray<Unassigned>
  /** Units that end and whose own figures nobody takes over. */
  readonly withoutHeir: ReadonlyArray<string>
  readonly passings: ReadonlyArray<Passing>
}

/** `living`: the units of the plan's day as they stand without it. */
export const compile = (
  association: Association,
  living: ReadonlyMap<string, Living>,
  { steps }: Reorganisation
): Compiled => {
  const issues: Array<Issue> = []
  const nameOf = (unit: string): string => {
    const name = living.get(unit)?.name
    return name === undefined ? unit : `${name} (${unit})`
  }
  const say: Say = (code, step, field, params) => {
    issues.push(issue(code, params, { path: ["steps", step, field] }))
  }
  const passings = steps.flatMap((step, at) => passingsOf(step, at, living, say, nameOf))
  const endings = endingsOf(steps, living, say, nameOf)
  const upheaval: Upheaval = {
    living,
    endings,
    passings: groupBy(passings, ({ from }) => from),
    reattached: new Map(
      steps.flatMap((step) => (step.step === "abolish-level" ? Object.entries(step.reattach ?? {}) : []))
    )
  }
  refuseCycles(passings, say, nameOf)
  const founded = steps.flatMap((step, at) => foundingsOf(step, at, upheaval, say))
  refuseLoose(association, living, founded, say)
  const changed = steps.flatMap((step, at) => changesOf(step, at))
  const { moves, unassigned } = movesOf(steps, upheaval, say, nameOf)
  const ended = [...endings].map(([unit, { step }]): Draft => ({ fact: { type: "unit-closed", unit }, step }))
  const passed = passings.map(({ step, ...rest }): Draft => ({ fact: { type: "unit-succeeded", ...rest }, step }))
  const withoutHeir = [...endings.keys()].filter((unit) => !upheaval.passings.has(unit))
  return { drafts: [...founded, ...changed, ...moves, ...ended, ...passed], issues, unassigned, withoutHeir, passings }
}

const foundingsOf = (step: Step, at: number, upheaval: Upheaval, say: Say): ReadonlyArray<Draft> => {
  const founded = (unit: NewOrExisting, field: string, from: string | undefined): ReadonlyArray<Draft> => {
    if (typeof unit === "string") return []
    const origin = from === undefined ? undefined : upheaval.living.get(from)
    const level = unit.level ?? origin?.level
    const parents = unit.parents ?? (from === undefined ? null : inherited(upheaval, from))
    const name = `${unit.name} (${unit.unit})`
    if (level === undefined) say("reorganisation.no-level", at, field, { unit: name })
    if (parents === null) say("reorganisation.no-parent", at, field, { unit: name })
    if (level === undefined || parents === null) return []
    return [establish({ ...unit, level, parents }, at)]
  }
  switch (step.step) {
    case "establish":
      return [establish(step, at)]
    case "merge":
      return founded(step.into, "into", step.from[0])
    case "split":
      return step.into.flatMap(({ to }) => founded(to, "into", step.from))
    case "redraw": {
      const origins = new Map(step.successions.map(({ from, to }) => [to, from]))
      return step.to.flatMap((unit) => founded(unit, "to", origins.get(idOf(unit))))
    }
    default:
      return []
  }
}

interface Founding {
  readonly unit: string
  readonly level: string
  readonly name: string
  readonly code?: string | null
  readonly kind?: string | null
  readonly parents: Parents
}

const establish = ({ unit, level, name, code = null, kind = null, parents }: Founding, step: number): Draft => ({
  fact: { type: "unit-established", unit, level, name, code, kind, parents },
  step
})

/** A new unit below the top that stands under nobody would be added up nowhere. */
const refuseLoose = (
  association: Association,
  living: ReadonlyMap<string, Living>,
  founded: ReadonlyArray<Draft>,
  say: Say
): void => {
  const ranks = new Map(association.levels.map(({ id, rank }) => [id, rank]))
  const top = Math.min(...[...living.values()].map(({ level }) => ranks.get(level) ?? Number.POSITIVE_INFINITY))
  for (const { fact, step } of founded) {
    if (fact.type !== "unit-established") continue
    const above = Object.values(fact.parents).some((parent) => parent !== null)
    if (!above && (ranks.get(fact.level) ?? top) > top)
      say("reorganisation.no-parent", step, "parents", { unit: `${fact.name} (${fact.unit})` })
  }
}

const changesOf = (step: Step, at: number): ReadonlyArray<Draft> => {
  switch (step.step) {
    case "rename":
      return [{ fact: { type: "unit-renamed", unit: step.unit, name: step.name }, step: at }]
    case "recode":
      return [{ fact: { type: "unit-recoded", unit: step.unit, code: step.code }, step: at }]
    case "relevel": {
      const { unit, level, kind } = step
      const fact = { type: "unit-relevelled" as const, unit, level, ...(kind === undefined ? {} : { kind }) }
      return [{ fact, step: at }]
    }
    default:
      return []
  }
}

/** Who moves: those a step moves, branches that are assigned, and everyone whose upper unit ends. */
const movesOf = (
  steps: ReadonlyArray<Step>,
  upheaval: Upheaval,
  say: Say,
  nameOf: NameOf
): { readonly moves: ReadonlyArray<Draft>; readonly unassigned: ReadonlyArray<Unassigned> } => {
  const { living, endings } = upheaval
  const moves: Array<Draft> = []
  const unassigned: Array<Unassigned> = []
  const moved = new Set<string>()
  steps.forEach((step, at) => {
    if (step.step === "move") {
      const { unit, route = "own", parent } = step
      moved.add(`${route} ${unit}`)
      moves.push({ fact: { type: "unit-moved", unit, route, parent }, step: at })
    } else if (step.step === "assign") {
      const unit = living.get(step.branch)
      if (unit === undefined) say("unit.unknown", at, "branch", { unit: step.branch })
      let divided = false
      for (const [route, parent] of Object.entries(unit?.parents ?? {})) {
        const heirs = upheaval.passings.get(parent ?? "")?.map(({ to }) => to)
        if (heirs === undefined) continue
        divided = true
        if (!heirs.includes(step.to)) {
          const params = { branch: nameOf(step.branch), unit: nameOf(parent!), heirs: heirs.map(nameOf).join(", ") }
          say("reorganisation.not-heir", at, "to", { ...params, heir: nameOf(step.to) })
        }
        moved.add(`${route} ${step.branch}`)
        if (step.to !== parent)
          moves.push({ fact: { type: "unit-moved", unit: step.branch, route, parent: step.to }, step: at })
      }
      if (unit !== undefined && !divided)
        say("reorganisation.nothing-to-assign", at, "branch", { branch: nameOf(step.branch) })
    }
  })
  const place = (unit: string, route: string, ended: string, home: Home): void => {
    const step = endings.get(ended)!.step
    if (home.place === "none") {
      say("reorganisation.children-lost", step, "heir", { unit: nameOf(unit), parent: nameOf(ended) })
      return
    }
    const fact = { type: "unit-moved" as const, unit, route, parent: home.parent }
    if (home.place === "certain") moves.push({ fact, step })
    else {
      moves.push({ fact: { ...fact, provisional: true }, step })
      unassigned.push({ branch: unit, route, from: ended, standsUnder: home.parent, heirs: home.heirs })
    }
  }
  for (const unit of living.values()) {
    if (endings.has(unit.id)) continue
    for (const [route, parent] of Object.entries(unit.parents)) {
      if (parent === null || !endings.has(parent) || moved.has(`${route} ${unit.id}`)) continue
      place(unit.id, route, parent, homeOf(upheaval, unit.id, parent, route))
    }
  }
  return { moves, unassigned }
}
