/**
 * Where the figures of one tree go on another: for every unit of the tree they were reported on, its heirs on the tree
 * they are restated onto, with exact shares.
 *
 * A unit that lives on, or went whole into one heir, takes its figures along whole. Those of a divided unit arrive
 * whole at the lowest unit under which all its heirs stand, its *home*: the province is exact where two of its communes
 * are estimates. Below the home each heir has a share, and every unit above an heir the shares of all heirs under it.
 *
 * @since 0.1.0
 */
import type { Instant } from "@lienhoi/calendar/Instant"
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import * as Fraction from "@lienhoi/hierarchy/Fraction"
import * as Hierarchy from "@lienhoi/hierarchy/Hierarchy"
import * as Reorganisation from "@lienhoi/hierarchy/Reorganisation"
import type { Snapshot } from "@lienhoi/hierarchy/Snapshot"
import * as Succession from "@lienhoi/hierarchy/Succession"
import type { Unit } from "@lienhoi/hierarchy/Unit"
import type { Basis } from "@lienhoi/hierarchy/Weight"
import { within } from "./internal/within.ts"

/** A share of an old unit: `weight` of the {@link Holding}'s denominator. */
export interface Part {
  /** Place of the old unit on {@link Transfer.from}. */
  readonly source: number
  readonly weight: bigint
  /** What the share rests on. */
  readonly bases: ReadonlyArray<Basis>
}

/** What a new unit and everything under it hold of old units that lie only partly there. */
export interface Holding {
  /** One for all parts, so that figures times weights add up in whole numbers. */
  readonly denominator: bigint
  readonly parts: ReadonlyArray<Part>
}

/** Two trees, and what became of every unit of the first. Places are those of the two snapshots. */
export interface Transfer {
  /** The tree the figures were reported on. */
  readonly from: Snapshot
  /** The tree they are restated onto. */
  readonly onto: Snapshot
  /** By old unit: the lowest new unit that holds all of it, -1 when none does. */
  readonly home: Int32Array
  /** By old unit that lies only partly in its heirs: the heirs that stand on the new tree. See {@link heirs}. */
  readonly divided: ReadonlyMap<number, ReadonlyArray<Succession.Share>>
  /** By new unit: the old units that arrive here whole. */
  readonly arrivals: Arrivals
  readonly rows: Rows
  /** By new unit: the old units of which a share lies at or below it, and not all. */
  readonly holdings: ReadonlyMap<number, Holding>
  /** The levels with a unit that did not just live on. */
  readonly redrawn: ReadonlySet<string>
  /** Those of {@link redrawn} that were redrawn after the day of the old tree, not only inside its window. */
  readonly redrawnSince: ReadonlySet<string>
  /** By new unit: old units in a branch that nobody assigned yet, which may or may not belong here. */
  readonly unsettled: ReadonlyMap<number, ReadonlyArray<number>>
}

/** Whole arrivals, side by side: those of the unit at `place` are `of[from[place]] .. of[from[place + 1] - 1]`. */
export interface Arrivals {
  readonly of: Int32Array
  readonly from: Int32Array
}

/**
 * Where the totals of the new units are written. A unit with nobody below it and one old unit in it whole has the
 * figures of that unit, wherever they stand: nothing is written anew for branches that live on.
 */
export interface Rows {
  /** By new unit: the old unit whose figures are all it has, otherwise -1. */
  readonly alone: Int32Array
  /** By new unit: its row, -1 for one that has another's figures. */
  readonly row: Int32Array
  /** By old unit that arrives whole: the row its figures are added to, that of its home or of the unit above; else -1. */
  readonly into: Int32Array
  readonly count: number
}

/** A branch of a divided unit that nobody assigned yet: it stands under one of the heirs for the time being. */
export type Unassigned = Pick<ReturnType<typeof Reorganisation.unassigned>[number], "branch" | "heirs">

/** Who has what of a unit; `null`: nothing passed, the unit itself has it where it lives on. */
export type Heirs = (unit: Unit) => ReadonlyArray<Succession.Share> | null

/** How a transfer is asked for. */
export interface Options {
  readonly knownAt?: Instant | null
  /** The last day of units of the tree that had closed by its day; see `Total.closed`. */
  readonly lastDay?: (unit: string) => PlainDate | null
  /** How large the units of an earlier tree were, by which units merged since are split when read back. */
  readonly sizes?: Succession.Sizes | null
}

/** What became of the units of a tree by another day, earlier or later. */
export const between = (
  hierarchy: Hierarchy.Hierarchy,
  from: Snapshot,
  onto: PlainDate,
  { knownAt = null, lastDay = () => null, sizes = null }: Options = {}
): Transfer => {
  const days = new Map<PlainDate, ReturnType<typeof Succession.changes>>()
  const heirsOf = ({ id }: Unit): ReadonlyArray<Succession.Share> | null => {
    const day = lastDay(id) ?? from.date
    const changes = days.get(day) ?? Succession.changes(hierarchy, day, onto, { knownAt, sizes })
    days.set(day, changes)
    return changes.get(id) ?? null
  }
  const tree = Hierarchy.at(hierarchy, onto, { knownAt, route: from.route })
  return make(from, tree, heirsOf, unassignedOn(hierarchy, tree), ({ id }) => lastDay(id) !== null)
}

/** The branches that stand on the tree where they were put for the time being. */
const unassignedOn = (
  hierarchy: Hierarchy.Hierarchy,
  { date, knownAt, route, units, index }: Snapshot
): ReadonlyArray<Unassigned> => {
  if (!hierarchy.events.some((event) => event.type === "unit-moved" && event.provisional === true)) return []
  const events = hierarchy.events.filter((event) => knownAt === null || event.recordedAt <= knownAt)
  const open = Reorganisation.unassigned({ association: hierarchy.association, events })
  const passages = Succession.of(hierarchy, { knownAt }).filter(({ on }) => on <= date)
  return open.filter(
    ({ branch, from, route: line, standsUnder }) =>
      line === route &&
      units[index.get(branch) ?? -1]?.parent === standsUnder &&
      passages.some((passage) => passage.from === from && passage.to === standsUnder)
  )
}

/**
 * Lays out over two trees who has what of whom. An heir that does not stand on the new tree takes nothing. `hasEnded`: units
 * of the first that had ended before its day.
 */
export const make = (
  from: Snapshot,
  onto: Snapshot,
  heirsOf: Heirs,
  unassigned: ReadonlyArray<Unassigned> = [],
  hasEnded: (unit: Unit) => boolean = () => false
): Transfer => {
  const home = new Int32Array(from.units.length)
  const divided = new Map<number, ReadonlyArray<Succession.Share>>()
  const held = new Map<number, Array<Held>>()
  const redrawn = new Set<string>()
  const redrawnSince = new Set<string>()
  for (let source = 0; source < home.length; source++) {
    const unit = from.units[source]!
    const own = onto.index.get(unit.id) ?? -1
    const heirs = heirsOf(unit)?.filter((heir) => onto.index.has(heir.unit)) ?? null
    const place = heirs === null ? own : divide(onto, source, heirs, held)
    home[source] = place
    if (heirs?.some((heir) => !Fraction.isOne(heir)) === true) divided.set(source, heirs)
    if (place >= 0 && place === own && !divided.has(source)) continue
    redrawn.add(unit.level)
    if (!hasEnded(unit)) redrawnSince.add(unit.level)
  }
  const holdings = new Map([...held].map(([place, parts]) => [place, holding(parts)]))
  const unsettled = new Map<number, Array<number>>()
  const arrivals = arrivalsAt(onto, home)
  const settled = {
    from,
    onto,
    home,
    divided,
    arrivals,
    rows: rowsOf(onto, home, arrivals),
    holdings,
    redrawn,
    redrawnSince,
    unsettled
  }
  for (const { branch, heirs } of unassigned) {
    const sources = sourcesWithin(settled, onto.index.get(branch)!)
    for (const place of apart(onto, heirs)) unsettled.set(place, [...(unsettled.get(place) ?? []), ...sources])
  }
  return settled
}

/** Sorts the old units by home, in one pass to count and one to place. */
const arrivalsAt = (onto: Snapshot, home: Int32Array): Arrivals => {
  const from = new Int32Array(onto.units.length + 1)
  for (const place of home) if (place >= 0) from[place + 1]!++
  for (let place = 0; place < onto.units.length; place++) from[place + 1]! += from[place]!
  const next = from.slice()
  const of = new Int32Array(next.at(-1)!)
  home.forEach((place, source) => {
    if (place >= 0) of[next[place]!++] = source
  })
  return { of, from }
}

const rowsOf = ({ childCount, parents }: Snapshot, home: Int32Array, { from, of }: Arrivals): Rows => {
  const alone = new Int32Array(childCount.length).fill(-1)
  const row = new Int32Array(childCount.length).fill(-1)
  let count = 0
  for (let place = 0; place < childCount.length; place++)
    if (childCount[place] === 0 && from[place + 1]! - from[place]! === 1) alone[place] = of[from[place]!]!
    else row[place] = count++
  const rowAt = (place: number): number => (place < 0 ? -1 : row[place]!)
  const into = home.map((place) => (place >= 0 && alone[place]! >= 0 ? rowAt(parents[place]!) : rowAt(place)))
  return { alone, row, into, count }
}

/** The old units that arrive whole at the new unit at `place` itself. */
export const arrived = ({ arrivals: { from, of } }: Transfer, place: number): Int32Array =>
  of.subarray(from[place], from[place + 1])

/** Who has what of the old unit at that place: its heirs that stand on the new tree. */
export const heirs = ({ divided, home, onto }: Transfer, source: number): ReadonlyArray<Succession.Share> => {
  const shared = divided.get(source)
  if (shared !== undefined) return shared
  const heir = onto.units[home[source]!]
  return heir === undefined ? [] : [{ unit: heir.id, ...Fraction.one, bases: [] }]
}

/** The units on the way up from several, without those that stand above all of them. */
const apart = ({ index, parents }: Snapshot, units: ReadonlyArray<string>): ReadonlyArray<number> => {
  const met = new Map<number, number>()
  const places = units.flatMap((unit) => index.get(unit) ?? [])
  for (const start of places)
    for (let place = start; place >= 0; place = parents[place]!) met.set(place, (met.get(place) ?? 0) + 1)
  return [...met].flatMap(([place, times]) => (times < places.length ? [place] : []))
}

/** The lowest unit of a tree that holds all of a unit with these heirs, -1 when none does. */
export const homeOf = (tree: Snapshot, heirs: ReadonlyArray<Succession.Share>): number =>
  divide(
    tree,
    0,
    heirs.filter((heir) => tree.index.has(heir.unit)),
    new Map()
  )

/** Whether the old unit at that place has several heirs, or one that has not all of it. */
export const isDivided = ({ divided }: Transfer, source: number): boolean => divided.has(source)

/** Whether the old unit at that place lives on, with all that was its own. */
export const livesOn = ({ divided, from, home, onto }: Transfer, source: number): boolean =>
  !divided.has(source) && onto.units[home[source]!]?.id === from.units[source]!.id

/** What of the old unit at that place nobody took over; 1 when it has no heir at all. */
export const unallocated = ({ divided, home }: Transfer, source: number): Fraction.Fraction => {
  const shares = divided.get(source)
  if (shares !== undefined) return Fraction.subtract(Fraction.one, Fraction.sum(shares))
  return home[source]! < 0 ? Fraction.one : Fraction.zero
}

/** The old units that arrive whole at or below the new unit at `place`. */
export const wholeWithin = (transfer: Transfer, place: number): ReadonlyArray<number> =>
  within(transfer.onto, place).flatMap((unit) => [...arrived(transfer, unit)])

/** The old units that lie at or below the new one at `place`, first those that lie there whole. */
export const sourcesWithin = (transfer: Transfer, place: number): ReadonlyArray<number> => [
  ...wholeWithin(transfer, place),
  ...partlyWithin(transfer, place).parts.map(({ source }) => source)
]

/** Old units of which it is not settled whether they lie at or below the new one at `place`. */
export const unsettledWithin = ({ unsettled }: Transfer, place: number): ReadonlyArray<number> =>
  unsettled.get(place) ?? []

const nothing: Holding = { denominator: 1n, parts: [] }

/** The old units of which a share lies at or below the new unit at `place`, and not all. */
export const partlyWithin = ({ holdings }: Transfer, place: number): Holding => holdings.get(place) ?? nothing

interface Held extends Fraction.Fraction {
  readonly source: number
  readonly bases: ReadonlyArray<Basis>
}

/** Gives an heir and every unit above it its share, up to the one that holds all; the place of that one, or -1. */
const divide = (
  onto: Snapshot,
  source: number,
  heirs: ReadonlyArray<Succession.Share>,
  held: Map<number, Array<Held>>
): number => {
  const [only] = heirs
  if (only === undefined) return -1
  if (Fraction.isOne(only)) return onto.index.get(only.unit)!
  const own = new Map<number, Held>()
  for (const { unit, numerator, denominator, bases } of heirs) {
    const share = { source, numerator, denominator, bases }
    for (let place = onto.index.get(unit)!; place >= 0; place = onto.parents[place]!) {
      const other = own.get(place)
      own.set(place, other === undefined ? share : together(other, share))
    }
  }
  let home = -1
  for (const [place, share] of own) {
    // Breadth-first: of the units that hold all, the last is the lowest.
    if (Fraction.isOne(share)) home = Math.max(home, place)
    else if (held.get(place)?.push(share) === undefined) held.set(place, [share])
  }
  return home
}

const together = (a: Held, b: Held): Held => ({
  source: a.source,
  ...Fraction.add(a, b),
  bases: [...new Set([...a.bases, ...b.bases])].sort()
})

const holding = (shares: ReadonlyArray<Held>): Holding => {
  const denominator = shares.reduce((common, share) => leastMultiple(common, share.denominator), 1n)
  const parts = shares.map(({ source, numerator, denominator: own, bases }) => ({
    source,
    weight: numerator * (denominator / own),
    bases
  }))
  return { denominator, parts }
}

/** The least whole number that both divide: `a ÷ b` in lowest terms is `a′ ÷ b′`, and `a × b′` is it. */
const leastMultiple = (a: bigint, b: bigint): bigint => a * Fraction.make(a, b).denominator
