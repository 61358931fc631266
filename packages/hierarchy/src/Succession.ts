/**
 * Who became whom: which unit's past belongs to which unit later, whole or in part, over one reorganisation or many.
 *
 * @since 0.1.0
 */
import type { Instant } from "@lienhoi/calendar/Instant"
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import type { HierarchyEvent } from "./Event.ts"
import * as Fraction from "./Fraction.ts"
import type { Hierarchy } from "./Hierarchy.ts"
import { groupBy } from "./internal/groupBy.ts"
import { effective } from "./internal/known.ts"
import { livingAt } from "./internal/unitsOn.ts"
import { type Basis, fraction, type Weight } from "./Weight.ts"

/** One unit's past, or a share of it, passes to another on a day. */
export interface Succession {
  readonly from: string
  readonly to: string
  /** First day on which it is the heir's. */
  readonly on: PlainDate
  readonly extent: "whole" | "partial"
  /** `null` for the whole. */
  readonly weight: Weight | null
}

/** Which knowledge is meant: what was recorded by then; everything when absent. */
export interface Knowledge {
  readonly knownAt?: Instant | null
}

/** What of a unit is now one other unit's. */
export interface Share extends Fraction.Fraction {
  readonly unit: string
  /** By what the shares on the way were counted; empty when all of the unit came here, whatever way it took. */
  readonly bases: ReadonlyArray<Basis>
}

/** Where a unit's figures are on another day. The shares and what is unallocated are together exactly one. */
export interface Destiny {
  readonly unit: string
  readonly shares: ReadonlyArray<Share>
  /** What no unit of that day answers for: the unit ended, or began, without anybody named. */
  readonly unallocated: Fraction.Fraction
}

/** How large units were, for those that are read back onto them: members, households, population, or some other count. */
export interface Sizes {
  readonly basis: Exclude<Basis, "assumed">
  /** By unit; a unit without one is not known, 0 is nobody. */
  readonly of: ReadonlyMap<string, number>
}

/** Which knowledge is meant, and what is known of the units besides. */
export interface Options extends Knowledge {
  /** Of the units of the earlier day, safe whole numbers. Asked only when reading back. */
  readonly sizes?: Sizes | null
}

const lastDay: PlainDate = "9999-12-31"

/** Every succession that counts, by day, then by the units' ids. */
export const of = (self: Hierarchy, { knownAt = null }: Knowledge = {}): ReadonlyArray<Succession> =>
  book(self, knownAt).all

/** Whose past the unit took over, on any day. */
export const predecessors = (
  self: Hierarchy,
  unit: string,
  { knownAt = null }: Knowledge = {}
): ReadonlyArray<Succession> => book(self, knownAt).byHeir.get(unit) ?? []

/** Who took over the unit's past, on any day. */
export const successors = (
  self: Hierarchy,
  unit: string,
  { knownAt = null }: Knowledge = {}
): ReadonlyArray<Succession> => book(self, knownAt).byGiver.get(unit) ?? []

/**
 * For each unit that lives on `from`: which share of what is its own belongs to which unit that lives on `to`.
 *
 * **Details**
 *
 * Forward, shares are followed from succession to succession; a unit that lives on keeps what is its own. Backward, a
 * unit is split over the units it came from, in proportion to what each of them gave it: by their `sizes` when the size
 * of each is given, otherwise all alike, with the basis `assumed`. It is an estimate either way. A unit that came from one
 * unit only goes back to it whole.
 *
 * @example
 * ```ts
 * import { Association, Hierarchy, Succession } from "@lienhoi/hierarchy"
 *
 * const act = (id: string, effectiveOn: string, recordedAt: string) =>
 *   ({ id, effectiveOn, recordedAt, by: { person: "nguoi-mau" } })
 * const founded = (unit: string, day: string) => ({
 *   ...act(`founded ${unit}`, day, `${day}T00:00:00.000Z`),
 *   type: "unit-established" as const, unit, level: "co_so", name: unit, code: null, kind: null, parents: { own: null }
 * })
 * const third = (to: string, numerator: number) => ({
 *   ...act(`x to ${to}`, "2024-06-01", "2024-06-01T00:00:00.000Z"),
 *   type: "unit-succeeded" as const, from: "x", to, extent: "partial" as const,
 *   weight: { basis: "members" as const, numerator, denominator: 3 }
 * })
 * const closed = { ...act("end", "2024-06-01", "2024-06-01T00:00:00.000Z"), type: "unit-closed" as const, unit: "x" }
 * const tree = Hierarchy.make({
 *   association: Association.vwu,
 *   events: [founded("x", "2024-01-01"), founded("y", "2024-06-01"), founded("z", "2024-06-01"), third("y", 1), third("z", 2), closed]
 * })
 * const share = (from: string, to: string, of: string) => tree.ok && Succession.between(tree.value, from, to).get(of)?.shares[0]
 *
 * share("2024-05-31", "2024-06-01", "x") // => { unit: "y", numerator: 1n, denominator: 3n, bases: ["members"] }
 * share("2024-06-01", "2024-05-31", "z") // => { unit: "x", numerator: 1n, denominator: 1n, bases: [] }
 * ```
 */
export const between = (
  self: Hierarchy,
  from: PlainDate,
  to: PlainDate,
  options: Options = {}
): ReadonlyMap<string, Destiny> => {
  const { knownAt = null } = options
  const changed = changes(self, from, to, options)
  const living = livingAt(self, to, knownAt)
  const own = (unit: string): ReadonlyArray<Share> => changed.get(unit) ?? (living.has(unit) ? itself(unit) : [])
  return new Map(Array.from(livingAt(self, from, knownAt).keys(), (unit) => [unit, destiny(unit, own(unit))]))
}

/**
 * The shares of {@link between} for the units that gave or took over anything between the two days. One that is not
 * listed keeps what is its own, if it lives on `to`; otherwise nobody has it.
 */
export const changes = (
  self: Hierarchy,
  from: PlainDate,
  to: PlainDate,
  { knownAt = null, sizes = null }: Options = {}
): ReadonlyMap<string, ReadonlyArray<Share>> =>
  to < from
    ? backward(forward(self, to, from, knownAt), livingAt(self, to, knownAt), sizes)
    : forward(self, from, to, knownAt)

const itself = (unit: string): ReadonlyArray<Share> => [{ unit, numerator: 1n, denominator: 1n, bases: none }]

const none: ReadonlyArray<Basis> = []

/** By every unit that ever gave anything, or took anything over. */
const forward = (
  self: Hierarchy,
  from: PlainDate,
  to: PlainDate,
  knownAt: Instant | null
): ReadonlyMap<string, ReadonlyArray<Share>> => {
  const { byGiver, byHeir } = book(self, knownAt)
  const living = livingAt(self, to, knownAt)
  /** By the first of the successions of a unit on one day. */
  const memory = new Map<Succession, ReadonlyArray<Share>>()
  const fate = (unit: string, after: PlainDate): ReadonlyArray<Share> => {
    const gifts = byGiver.get(unit)
    const next = gifts?.find((each) => each.on > after && each.on <= to)
    if (gifts === undefined || next === undefined) return living.has(unit) ? itself(unit) : []
    const known = memory.get(next)
    if (known !== undefined) return known
    const passed = gifts
      .filter((each) => each.on === next.on)
      .flatMap((each) => fate(each.to, next.on).map((share) => pass(each, share)))
    const shares = gather(passed)
    memory.set(next, shares)
    return shares
  }
  const fates = new Map<string, ReadonlyArray<Share>>()
  for (const unit of byGiver.keys()) fates.set(unit, fate(unit, from))
  for (const unit of byHeir.keys()) if (!fates.has(unit)) fates.set(unit, fate(unit, from))
  return fates
}

/** Whether all of the unit went to one other, so that its figures move without any estimate. */
export const isExact = ({ shares: [first, ...more] }: Destiny): boolean =>
  first !== undefined && more.length === 0 && Fraction.isOne(first)

/** The successions of one knowledge, each list by day. */
interface Book {
  readonly all: ReadonlyArray<Succession>
  readonly byGiver: ReadonlyMap<string, ReadonlyArray<Succession>>
  readonly byHeir: ReadonlyMap<string, ReadonlyArray<Succession>>
}

const books = new WeakMap<Hierarchy, Map<string, Book>>()
const kept = 32

const book = (self: Hierarchy, knownAt: Instant | null): Book => {
  const known = books.get(self) ?? new Map<string, Book>()
  books.set(self, known)
  const answer = known.get(knownAt ?? "")
  if (answer !== undefined) return answer
  const all = effective(self.events.filter(concerns), lastDay, knownAt)
    .flatMap((event) => (event.type === "unit-succeeded" ? [fromEvent(event)] : []))
    .sort(inOrder)
  const fresh = { all, byGiver: groupBy(all, ({ from }) => from), byHeir: groupBy(all, ({ to }) => to) }
  if (known.size >= kept) known.clear()
  known.set(knownAt ?? "", fresh)
  return fresh
}

const concerns = ({ type }: HierarchyEvent): boolean => type === "unit-succeeded" || type === "event-withdrawn"

const fromEvent = ({
  from,
  to,
  effectiveOn,
  extent,
  weight
}: Extract<HierarchyEvent, { type: "unit-succeeded" }>): Succession => ({ from, to, on: effectiveOn, extent, weight })

const inOrder = (a: Succession, b: Succession): number =>
  order(a.on, b.on) || order(a.from, b.from) || order(a.to, b.to)

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

const pass = ({ weight }: Succession, share: Share): Share =>
  weight === null
    ? share
    : {
        unit: share.unit,
        ...Fraction.multiply(fraction(weight), share),
        bases: [...new Set([weight.basis, ...share.bases])]
      }

/** Shares of one heir that came on several ways are one share; all of a unit in one place needs no weight. */
const gather = (shares: ReadonlyArray<Share>): ReadonlyArray<Share> => {
  const [only] = shares
  if (only !== undefined && shares.length === 1 && only.bases.length === 0) return shares
  const byUnit = new Map<string, Share>()
  for (const share of shares) {
    const other = byUnit.get(share.unit)
    const both = other === undefined ? share : Fraction.add(other, share)
    const bases = Fraction.isOne(both) ? [] : [...new Set([...(other?.bases ?? []), ...share.bases])].sort()
    byUnit.set(share.unit, { unit: share.unit, numerator: both.numerator, denominator: both.denominator, bases })
  }
  return [...byUnit.values()].sort((a, b) => order(a.unit, b.unit))
}

const destiny = (unit: string, shares: ReadonlyArray<Share>): Destiny => ({
  unit,
  shares,
  unallocated: Fraction.subtract(Fraction.one, Fraction.sum(shares))
})

/** By every unit of the later day that came from any of these. */
const backward = (
  forward: ReadonlyMap<string, ReadonlyArray<Share>>,
  before: ReadonlyMap<string, unknown>,
  sizes: Sizes | null
): ReadonlyMap<string, ReadonlyArray<Share>> => {
  const origins = new Map<string, Array<Share>>()
  for (const [unit, shares] of forward)
    for (const share of before.has(unit) ? shares : []) {
      const back = { ...share, unit }
      if (origins.get(share.unit)?.push(back) === undefined) origins.set(share.unit, [back])
    }
  // A unit that lives on and gave all that was its own away came from nobody.
  for (const unit of forward.keys()) if (!origins.has(unit)) origins.set(unit, [])
  return new Map([...origins].map(([heir, given]) => [heir, apportioned(given, sizes)]))
}

/** What came from each origin, as shares of the whole. */
const apportioned = (given: ReadonlyArray<Share>, sizes: Sizes | null): ReadonlyArray<Share> => {
  const sized = given.flatMap((each) => {
    const size = sizes?.of.get(each.unit)
    return size === undefined
      ? []
      : [{ ...each, ...Fraction.multiply(each, { numerator: BigInt(size), denominator: 1n }) }]
  })
  const isKnown = sized.length === given.length && sized.some((each) => !Fraction.isZero(each))
  const parts = isKnown ? sized.filter((each) => !Fraction.isZero(each)) : given
  const basis = isKnown && sizes !== null ? sizes.basis : "assumed"
  const all = Fraction.sum(parts)
  return gather(
    parts.map((each) => ({
      unit: each.unit,
      ...Fraction.divide(each, all),
      bases: [...new Set<Basis>([basis, ...each.bases])].sort()
    }))
  )
}
