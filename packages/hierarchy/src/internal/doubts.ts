/** What may be wrong with a plan though it can be applied: someone should look at it again. */
import type { Issue } from "@lienhoi/words/Issue"
import type { HierarchyEvent } from "../Event.ts"
import type { Compiled } from "./compile.ts"
import { bareName } from "./placeName.ts"
import type { Reorganisation } from "./plan.ts"
import type { Passing } from "./reattach.ts"
import { type Code, issue } from "./texts.ts"
import type { Living } from "./unitsOn.ts"

/** The plan, what it comes to, and the tree before and after. */
export interface Case {
  readonly plan: Reorganisation
  readonly compiled: Compiled
  readonly before: ReadonlyMap<string, Living>
  readonly after: ReadonlyMap<string, Living>
  /** Everything that happened up to the plan's day. */
  readonly events: ReadonlyArray<HierarchyEvent>
  /** The level whose lines a succession should not cross. */
  readonly boundary: string
}

/** Every doubt, as warnings. */
export const doubts = (self: Case): ReadonlyArray<Issue> => [
  ...crossings(self),
  ...namesAlone(self),
  ...fromNothing(self),
  ...codes(self),
  ...lists(self)
]

const warn = (code: Code, params: { readonly [name: string]: string | number }, path: ReadonlyArray<string | number>) =>
  issue(code, params, { path, severity: "warning" })

const nameIn = (units: ReadonlyMap<string, Living>, unit: string): string => {
  const name = units.get(unit)?.name
  return name === undefined ? unit : `${name} (${unit})`
}

const pathOf = ({ steps }: Reorganisation, { from, to, step }: Passing): ReadonlyArray<string | number> => {
  const told = steps[step]
  if (told?.step !== "redraw") return ["steps", step]
  return ["steps", step, "successions", told.successions.findIndex((each) => each.from === from && each.to === to)]
}

/** The unit of that level at or above the unit, on the route `own`. */
const upperAt = (units: ReadonlyMap<string, Living>, unit: string, level: string): string | null => {
  const seen = new Set<string>()
  let at: string | null = unit
  while (at !== null && !seen.has(at)) {
    const own = units.get(at)
    if (own === undefined) return null
    if (own.level === level) return at
    seen.add(at)
    at = own.parents.own ?? null
  }
  return null
}

/** Successions into the territory of an upper unit that is not the heir of the old one. */
const crossings = ({ plan, compiled, before, after, boundary }: Case): ReadonlyArray<Issue> => {
  const heirs = new Map<string, Set<string>>()
  for (const { from, to } of compiled.passings) {
    const own = heirs.get(from) ?? new Set()
    heirs.set(from, own.add(to))
  }
  return compiled.passings.flatMap((each) => {
    const upper = upperAt(before, each.from, boundary)
    const other = upperAt(after, each.to, boundary)
    if (upper === null || other === null || upper === each.from) return []
    if (upper === other || heirs.get(upper)?.has(other) === true) return []
    const params = {
      from: nameIn(before, each.from),
      upper: nameIn(before, upper),
      to: nameIn(after, each.to),
      otherUpper: nameIn(after, other)
    }
    return [warn("reorganisation.crosses", params, pathOf(plan, each))]
  })
}

/**
 * A list made by matching names sends a unit after its namesake: it then comes alone from its upper unit, into a place
 * where a unit of its name came from another.
 */
const namesAlone = ({ plan, compiled, before, after }: Case): ReadonlyArray<Issue> => {
  const origins = new Map<string, Set<string>>()
  const bare = new Map<string, string>()
  const bareOf = (unit: Living): string => {
    const known = bare.get(unit.id)
    if (known !== undefined) return known
    const fresh = bareName(unit.name)
    bare.set(unit.id, fresh)
    return fresh
  }
  for (const { from, to } of compiled.passings) {
    const own = origins.get(to) ?? new Set(before.has(to) ? [to] : [])
    origins.set(to, own.add(from))
  }
  return compiled.passings.flatMap((each) => {
    const own = before.get(each.from)
    if (own === undefined) return []
    const others = [...origins.get(each.to)!].flatMap((id) => (id === own.id ? [] : (before.get(id) ?? [])))
    if (others.some((other) => other.parents.own === own.parents.own)) return []
    const namesake = others.find((other) => other.level === own.level && bareOf(other) === bareOf(own))
    if (namesake === undefined) return []
    const params = {
      from: nameIn(before, own.id),
      to: nameIn(after, each.to),
      namesake: nameIn(before, namesake.id),
      upper: nameIn(before, own.parents.own ?? "")
    }
    return [warn("reorganisation.name-alone", params, pathOf(plan, each))]
  })
}

/** New units of a redraw that take over from nobody. */
const fromNothing = ({ plan, compiled }: Case): ReadonlyArray<Issue> => {
  const heirs = new Set(compiled.passings.map(({ to }) => to))
  return plan.steps.flatMap((step, at) =>
    step.step !== "redraw"
      ? []
      : step.to.flatMap((unit, i) =>
          typeof unit === "string" || heirs.has(unit.unit)
            ? []
            : [warn("reorganisation.from-nothing", { unit: `${unit.name} (${unit.unit})` }, ["steps", at, "to", i])]
        )
  )
}

/** Codes that another unit bears, or bore. */
const codes = ({ compiled, after, events }: Case): ReadonlyArray<Issue> => {
  const bearers = new Map<string, Set<string>>()
  for (const event of events) {
    if ((event.type !== "unit-established" && event.type !== "unit-recoded") || event.code === null) continue
    const own = bearers.get(event.code) ?? new Set()
    bearers.set(event.code, own.add(event.unit))
  }
  const now = new Map<string, Array<string>>()
  for (const { id, code } of after.values())
    if (code !== null && now.get(code)?.push(id) === undefined) now.set(code, [id])
  const shared: Array<Issue> = []
  const reused: Array<string> = []
  for (const { fact, step } of compiled.drafts) {
    if ((fact.type !== "unit-established" && fact.type !== "unit-recoded") || fact.code === null) continue
    const { code, unit } = fact
    const other = now.get(code)?.find((id) => id !== unit)
    if (other !== undefined) {
      const params = { code, unit: nameIn(after, unit), other: nameIn(after, other) }
      shared.push(warn("reorganisation.code-shared", params, ["steps", step, "code"]))
    } else if ([...(bearers.get(code) ?? [])].some((id) => id !== unit)) reused.push(code)
  }
  const params = { count: reused.length, codes: some(reused) }
  return reused.length === 0 ? shared : [...shared, warn("reorganisation.code-reused", params, ["steps"])]
}

/** What is complete in form and still open in fact. */
const lists = ({ compiled, before }: Case): ReadonlyArray<Issue> => {
  const assumed = compiled.passings.flatMap(({ from, weight }) => (weight?.basis === "assumed" ? [from] : []))
  const open: ReadonlyArray<readonly [Code, ReadonlyArray<string>]> = [
    ["reorganisation.no-heir", compiled.withoutHeir],
    ["reorganisation.assumed", [...new Set(assumed)]],
    ["reorganisation.unassigned", [...new Set(compiled.unassigned.map(({ branch }) => branch))]]
  ]
  return open.flatMap(([code, units]) =>
    units.length === 0
      ? []
      : [warn(code, { count: units.length, units: some(units.map((unit) => nameIn(before, unit))) }, ["steps"])]
  )
}

const shown = 5

/** The first few of many. */
export const some = (all: ReadonlyArray<string>): string =>
  all.length <= shown ? all.join(", ") : `${all.slice(0, shown).join(", ")}, …`
