/** What the steps of a plan pass from unit to unit, and which units end by it. */

import { equal } from "../Weight.ts"
import { cyclesAmong } from "./cycles.ts"
import { groupBy } from "./groupBy.ts"
import type { NewOrExisting, Portion, Step } from "./plan.ts"
import type { Ending, Passing } from "./reattach.ts"
import type { Code } from "./texts.ts"
import type { Living } from "./unitsOn.ts"

/** Says what is wrong with a step. */
export type Say = (
  code: Code,
  step: number,
  field: string,
  params: { readonly [name: string]: string | number }
) => void

/** A unit's name and id. */
export type NameOf = (unit: string) => string

/** The id of a unit, founded or not. */
export const idOf = (unit: NewOrExisting): string => (typeof unit === "string" ? unit : unit.unit)

/** What passes by that step. */
export const passingsOf = (
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

/** The units that end, and by which step. */
export const endingsOf = (
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
export const refuseCycles = (passings: ReadonlyArray<Passing>, say: Say, nameOf: NameOf): void => {
  const whole = new Map(
    passings.flatMap((each) => (each.extent === "whole" && each.from !== each.to ? [[each.from, each]] : []))
  )
  for (const cycle of cyclesAmong(whole.keys(), (unit) => whole.get(unit)?.to ?? null)) {
    const round = [...cycle, cycle[0]!].map(nameOf).join(" → ")
    say("reorganisation.cycle", whole.get(cycle[0]!)!.step, "from", { cycle: round })
  }
}
