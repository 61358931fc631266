/** From the steps of a plan to what happens to each unit: the facts of one act. */
import type { Issue } from "@lienhoi/words/Issue"
import type { Association } from "../Association.ts"
import type { Parents, SuccessionFact, UnitFact } from "../Event.ts"
import type { NewOrExisting, Portion, Reorganisation, Step } from "../Reorganisation.ts"
import { equal } from "../Weight.ts"
import { cyclesAmong } from "./cycles.ts"
import { type Ending, type Home, homeOf, inherited, type Passing, type Upheaval } from "./reattach.ts"
import { type Code, issue } from "./texts.ts"
import type { Living } from "./unitsOn.ts"

/** A fact, and the place of the step that brings it. */
export interface Draft {
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

type Say = (code: Code, step: number, field: string, params: { readonly [name: string]: string | number }) => void

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

/** The id of a unit, founded or not. */
export const idOf = (unit: NewOrExisting): string => (typeof unit === "string" ? unit : unit.unit)

type NameOf = (unit: string) => string

const passingsOf = (
  step: Step,
  at: number,
  living: ReadonlyMap<string, Living>,
  say: Say,
  nameOf: NameOf
): ReadonlyArray<Passing> => {
  const whole = (from: string, to: string): Passing => ({ from, to, extent: "whole", weight: null, step: at })
  switch (step.step) {
    case "merge": {
      const into = idOf(step.into)
      return step.from.filter((from) => from !== into).map((from) => whole(from, into))
    }
    case "split":
      return portions(step.from, step.into, at, say, nameOf)
    case "redraw": {
      const givers = new Set(step.from)
      const heirs = new Set(step.to.map(idOf))
      for (const { from, to } of step.successions)
        if (!givers.has(from) || !heirs.has(to))
          say("reorganisation.not-named", at, "successions", { from: nameOf(from), to: nameOf(to) })
      const byGiver = groupBy(step.successions, ({ from }) => from)
      return step.from.flatMap((from): ReadonlyArray<Passing> => {
        const own = byGiver.get(from) ?? []
        const parts = own.filter(({ extent }) => extent === "partial")
        if (own.length === 0 && !heirs.has(from)) say("reorganisation.lost", at, "successions", { unit: nameOf(from) })
        if (own.length === 1 && own[0]!.extent === "whole" && own[0]!.to === from) return []
        return [
          ...own.filter(({ extent }) => extent === "whole").map(({ to }) => whole(from, to)),
          ...portions(from, parts, at, say, nameOf)
        ]
      })
    }
    case "dissolve":
      return step.heir === undefined ? [] : [whole(step.unit, step.heir)]
    case "abolish-level":
      for (const unit of Object.keys(step.heirs))
        if (living.get(unit)?.level !== step.level)
          say("reorganisation.not-of-level", at, "heirs", { unit: nameOf(unit), level: step.level })
      return Object.entries(step.heirs).map(([unit, heir]) => whole(unit, heir))
    default:
      return []
  }
}

/** The parts of a divided unit. Without any weight the heirs share alike. */
const portions = (
  from: string,
  parts: ReadonlyArray<Portion>,
  step: number,
  say: Say,
  nameOf: NameOf
): ReadonlyArray<Passing> => {
  const weighed = parts.filter(({ weight }) => weight !== undefined).length
  if (weighed > 0 && weighed < parts.length) {
    const without = parts.filter(({ weight }) => weight === undefined).map(({ to }) => nameOf(idOf(to)))
    say("reorganisation.weights-incomplete", step, "into", { unit: nameOf(from), heirs: without.join(", ") })
  }
  const alike = equal(parts.length)
  return parts.map(({ to, weight = alike }) => ({ from, to: idOf(to), extent: "partial", weight, step }))
}

const endingsOf = (
  steps: ReadonlyArray<Step>,
  living: ReadonlyMap<string, Living>,
  say: Say,
  nameOf: NameOf
): ReadonlyMap<string, Ending> => {
  const endings = new Map<string, Ending>()
  const end = (unit: string, step: number): void => {
    const other = endings.get(unit)
    if (other === undefined) endings.set(unit, { step, level: false })
    else say("reorganisation.doubled", step, "from", { unit: nameOf(unit), step: step + 1, other: other.step + 1 })
  }
  steps.forEach((step, at) => {
    for (const unit of endedBy(step)) end(unit, at)
  })
  // What another step says of a unit goes before the end of its level.
  steps.forEach((step, at) => {
    if (step.step !== "abolish-level") return
    for (const { id, level } of living.values())
      if (level === step.level && !endings.has(id)) endings.set(id, { step: at, level: true })
  })
  return endings
}

const endedBy = (step: Step): ReadonlyArray<string> => {
  switch (step.step) {
    case "merge":
      return step.from.filter((unit) => unit !== idOf(step.into))
    case "split":
      return step.into.some(({ to }) => idOf(to) === step.from) ? [] : [step.from]
    case "redraw": {
      const heirs = new Set(step.to.map(idOf))
      return step.from.filter((unit) => !heirs.has(unit))
    }
    case "dissolve":
      return [step.unit]
    default:
      return []
  }
}

/** Units that go into each other would have no end. */
const refuseCycles = (passings: ReadonlyArray<Passing>, say: Say, nameOf: NameOf): void => {
  const whole = new Map(
    passings.flatMap((each) => (each.extent === "whole" && each.from !== each.to ? [[each.from, each]] : []))
  )
  for (const cycle of cyclesAmong(whole.keys(), (unit) => whole.get(unit)?.to ?? null)) {
    const round = [...cycle, cycle[0]!].map(nameOf).join(" → ")
    say("reorganisation.cycle", whole.get(cycle[0]!)!.step, "from", { cycle: round })
  }
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

const groupBy = <A>(all: ReadonlyArray<A>, key: (each: A) => string): ReadonlyMap<string, ReadonlyArray<A>> => {
  const groups = new Map<string, Array<A>>()
  for (const each of all) if (groups.get(key(each))?.push(each) === undefined) groups.set(key(each), [each])
  return groups
}
