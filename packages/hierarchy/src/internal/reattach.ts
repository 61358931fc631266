/** Where units go whose upper unit ends. */
import type { Parents } from "../Event.ts"
import type { Weight } from "../Weight.ts"
import type { Living } from "./unitsOn.ts"

/** What passes from one unit to another, and which step says so. */
export interface Passing {
  readonly from: string
  readonly to: string
  readonly extent: "whole" | "partial"
  readonly weight: Weight | null
  readonly step: number
}

/** How a unit ends: which step says so, and whether its level ends with it. */
export interface Ending {
  readonly step: number
  readonly level: boolean
}

/** What the steps of a plan do to the tree, as far as it matters to those below. */
export interface Upheaval {
  readonly living: ReadonlyMap<string, Living>
  readonly endings: ReadonlyMap<string, Ending>
  readonly passings: ReadonlyMap<string, ReadonlyArray<Passing>>
  /** Child of an abolished level to upper unit. */
  readonly reattached: ReadonlyMap<string, string>
}

/** A new place: certain, provisional among several heirs, or none. */
export type Home =
  | { readonly place: "certain"; readonly parent: string | null }
  | { readonly place: "provisional"; readonly parent: string; readonly heirs: ReadonlyArray<string> }
  | { readonly place: "none" }

/** Where something below the ended unit goes on that route. */
const homeBelow = (self: Upheaval, ended: string, route: string): Home => {
  const { living, endings, passings } = self
  if (endings.get(ended)?.level === true) {
    const upper = living.get(ended)?.parents[route] ?? null
    return upper !== null && endings.has(upper) ? homeBelow(self, upper, route) : { place: "certain", parent: upper }
  }
  const heirs = passings.get(ended) ?? []
  const [first, ...others] = heirs
  if (first === undefined) return { place: "none" }
  if (others.length === 0) return { place: "certain", parent: first.to }
  const largest = others.reduce((best, each) => (isLarger(each, best) ? each : best), first)
  return { place: "provisional", parent: largest.to, heirs: heirs.map(({ to }) => to) }
}

/** Where a unit goes whose upper unit on that route ends. */
export const homeOf = (self: Upheaval, unit: string, ended: string, route: string): Home => {
  const named = self.reattached.get(unit)
  return named === undefined ? homeBelow(self, ended, route) : { place: "certain", parent: named }
}

/** Where a new unit stands when nobody says: where the unit it comes from stood. `null` when that is not certain. */
export const inherited = (self: Upheaval, from: string): Parents | null => {
  const own = self.living.get(from)
  if (own === undefined) return null
  const parents: Record<string, string | null> = {}
  for (const [route, parent] of Object.entries(own.parents)) {
    const home: Home =
      parent !== null && self.endings.has(parent) ? homeBelow(self, parent, route) : { place: "certain", parent }
    if (home.place !== "certain") return null
    parents[route] = home.parent
  }
  return parents
}

const isLarger = (a: Passing, b: Passing): boolean => sizeOf(a) > sizeOf(b)

// Near enough to choose by; a share may still be wrong here.
const sizeOf = ({ weight }: Passing): number => (weight === null ? 1 : weight.numerator / weight.denominator)
