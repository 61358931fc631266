import { addDays } from "@lienhoi/calendar/PlainDate"
import * as Hierarchy from "@lienhoi/hierarchy/Hierarchy"
import type { NewOrExisting, Reorganisation } from "@lienhoi/hierarchy/Reorganisation"
import * as Snapshot from "@lienhoi/hierarchy/Snapshot"
import * as Succession from "@lienhoi/hierarchy/Succession"
import {
  type Attempt,
  firstDay,
  interval,
  type Operation,
  operations,
  planDay,
  redrawn
} from "@lienhoi/testing/ReorganisationArbitrary"
import * as fc from "fast-check"
import { expect, it } from "vitest"

/*
 * An oracle that shares nothing with the package: it reads the plans, not the events, and counts in whole numbers, each
 * figure multiplied beforehand by everything that a share may divide it by.
 */
type Figures = Map<string, bigint>

interface Kept {
  readonly figures: Figures
  /** What the plan itself sends to nobody. */
  readonly unallocated: bigint
}

const idOf = (unit: NewOrExisting): string => (typeof unit === "string" ? unit : unit.unit)

interface Gift {
  readonly from: string
  readonly to: string | null
  readonly share: readonly [bigint, bigint]
}

const whole = (from: string, to: string | null): Gift => ({ from, to, share: [1n, 1n] })

const parts = (
  from: string,
  heirs: ReadonlyArray<{ to: string; weight?: { numerator: number; denominator: number } }>
) =>
  heirs.map(
    ({ to, weight }): Gift => ({
      from,
      to,
      share: weight === undefined ? [1n, BigInt(heirs.length)] : [BigInt(weight.numerator), BigInt(weight.denominator)]
    })
  )

const giftsOf = ({ steps }: Reorganisation, levelOf: (unit: string) => string | undefined, units: Iterable<string>) => {
  const gifts: Array<Gift> = []
  const given = () => new Set(gifts.map(({ from }) => from))
  for (const step of steps) {
    if (step.step === "merge")
      gifts.push(...step.from.filter((unit) => unit !== idOf(step.into)).map((unit) => whole(unit, idOf(step.into))))
    if (step.step === "split")
      gifts.push(
        ...parts(
          step.from,
          step.into.map(({ to, ...rest }) => ({ to: idOf(to), ...rest }))
        )
      )
    if (step.step === "redraw")
      for (const unit of step.from) {
        const own = step.successions.filter(({ from }) => from === unit)
        gifts.push(...own.filter(({ extent }) => extent === "whole").map(({ to }) => whole(unit, to)))
        gifts.push(
          ...parts(
            unit,
            own.filter(({ extent }) => extent === "partial")
          )
        )
      }
    if (step.step === "dissolve") gifts.push(whole(step.unit, step.heir ?? null))
  }
  for (const step of steps)
    if (step.step === "abolish-level")
      for (const unit of units)
        if (levelOf(unit) === step.level && !given().has(unit)) gifts.push(whole(unit, step.heirs[unit] ?? null))
  return gifts
}

const follow = ({ plan, before }: Attempt, { figures, unallocated }: Kept): Kept => {
  const tree = Hierarchy.at(before, plan.effectiveOn)
  const after = new Map(figures)
  let gone = unallocated
  for (const { from, to, share } of giftsOf(plan, (unit) => Snapshot.unit(tree, unit)?.level, figures.keys())) {
    const gift = ((figures.get(from) ?? 0n) * share[0]) / share[1]
    after.set(from, (after.get(from) ?? 0n) - gift)
    if (to === null) gone += gift
    else after.set(to, (after.get(to) ?? 0n) + gift)
  }
  return { figures: after, unallocated: gone }
}

/** Everything a figure is ever divided by: the shares of each plan, once per plan. */
const scaleOf = (attempts: ReadonlyArray<Attempt>): bigint => {
  const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b))
  return attempts.reduce((scale, { plan, before }) => {
    const tree = Hierarchy.at(before, plan.effectiveOn)
    const gifts = giftsOf(plan, (unit) => Snapshot.unit(tree, unit)?.level, tree.index.keys())
    return scale * gifts.reduce((lcm, { share: [, d] }) => (lcm * d) / gcd(lcm, d), 1n)
  }, 1n)
}

const restated = (destinies: ReadonlyMap<string, Succession.Destiny>, figures: Figures): Kept => {
  const after: Figures = new Map()
  let unallocated = 0n
  for (const [unit, { shares, unallocated: gone }] of destinies) {
    const figure = figures.get(unit)!
    for (const { unit: heir, numerator, denominator } of shares) {
      expect((figure * numerator) % denominator).toBe(0n)
      after.set(heir, (after.get(heir) ?? 0n) + (figure * numerator) / denominator)
    }
    unallocated += (figure * gone.numerator) / gone.denominator
  }
  return { figures: after, unallocated }
}

const sum = (figures: Iterable<bigint>): bigint => [...figures].reduce((a, b) => a + b, 0n)

const column = (seed: number, units: Iterable<string>, scale: bigint): Figures =>
  new Map([...units].map((unit, i) => [unit, BigInt(((seed + 1) * (i + 7) * 2_654_435) % 10_007) * scale]))

const withoutZeros = (figures: Figures): ReadonlyArray<readonly [string, bigint]> =>
  [...figures].filter(([, value]) => value !== 0n).sort(([a], [b]) => (a < b ? -1 : 1))

const share = (n: number, of: number): string => `${((100 * n) / of).toFixed(1)} %`

const report = (law: string, attempts: ReadonlyArray<Attempt>): void => {
  const accepted = attempts.filter((each) => each.accepted)
  const steps = accepted.flatMap((each) => each.operations)
  const count = (operation: Operation) => steps.filter((each) => each === operation).length
  const lines = operations.map((operation) => `${operation} ${share(count(operation), steps.length)}`)
  console.log(
    `${law}: ${attempts.length} plans, ${share(accepted.length, attempts.length)} accepted; ${steps.length} steps: ${lines.join(", ")}`
  )
  expect(accepted.length / attempts.length).toBeGreaterThanOrEqual(0.5)
  for (const operation of operations) expect(count(operation) / steps.length, operation).toBeGreaterThanOrEqual(0.05)
}

const runs = 2_000

/** Any day, and more often than chance would have it the last of an old tree and the first of a new one. */
const someDay = fc.oneof(
  fc.nat(4 * interval),
  fc.constantFrom(...[1, 2, 3].flatMap((n) => [n * interval - 1, n * interval]))
)

it("Conservation: what every unit had before is had after, or the plan itself names where it ended", () => {
  const attempts: Array<Attempt> = []
  fc.assert(
    fc.property(redrawn(), fc.array(fc.nat(10_000), { minLength: 3, maxLength: 3 }), (made, seeds) => {
      attempts.push(...made.attempts)
      const accepted = made.attempts.filter((each) => each.accepted)
      const last = planDay(made.attempts.length)
      const destinies = Succession.between(made.hierarchy, firstDay, last)
      const living = Hierarchy.at(made.founding, firstDay).index
      expect([...destinies.keys()].sort()).toEqual([...living.keys()].sort())

      for (const seed of seeds) {
        const figures = column(seed, living.keys(), scaleOf(accepted))
        const expected = accepted.reduce((kept, each) => follow(each, kept), { figures, unallocated: 0n } as Kept)

        const after = restated(destinies, figures)

        expect(withoutZeros(after.figures)).toEqual(withoutZeros(expected.figures))
        expect(after.unallocated).toBe(expected.unallocated)
        expect(sum(after.figures.values()) + after.unallocated).toBe(sum(figures.values()))
      }
    }),
    { numRuns: runs }
  )
  report("Conservation", attempts)
})

it("Conservation: a unit that came only from whole units has exactly their sum, without any weight", () => {
  let exact = 0
  let estimated = 0
  fc.assert(
    fc.property(redrawn({ plans: 1 }), fc.nat(10_000), (made, seed) => {
      const [{ plan, accepted, before, after }] = made.attempts as [Attempt]
      if (!accepted) return
      const day = plan.effectiveOn
      const tree = Hierarchy.at(before, addDays(day, -1))
      const gifts = giftsOf(plan, (unit) => Snapshot.unit(tree, unit)?.level, tree.index.keys())
      const givers = new Set(gifts.map(({ from }) => from))
      const figures = column(seed, tree.index.keys(), 1n)
      const destinies = Succession.between(after, addDays(day, -1), day)

      for (const { id } of Hierarchy.at(after, day).units) {
        const mine = gifts.filter(({ to }) => to === id)
        if (mine.some(({ share: [n, d] }) => n !== d)) {
          estimated++
          continue
        }
        exact++
        const own = givers.has(id) ? 0n : (figures.get(id) ?? 0n)
        const expected = own + sum(mine.filter(({ from }) => from !== id).map(({ from }) => figures.get(from)!))
        const self = mine.some(({ from }) => from === id) ? figures.get(id)! : 0n
        const here = [...destinies.values()].flatMap(({ unit, shares }) =>
          shares.filter((each) => each.unit === id).map((each) => ({ ...each, from: unit }))
        )
        expect(here.every(({ numerator, denominator, bases }) => numerator === denominator && bases.length === 0)).toBe(
          true
        )
        expect(sum(here.map(({ from }) => figures.get(from)!))).toBe(expected + self)
      }
    }),
    { numRuns: runs }
  )
  console.log(`Conservation: ${share(exact, exact + estimated)} of ${exact + estimated} units exact`)
  expect(estimated / (exact + estimated)).toBeGreaterThanOrEqual(0.02)
})

it("Conservation: no unit is lost and none counted twice, between any two days", () => {
  fc.assert(
    fc.property(redrawn(), someDay, someDay, (made, a, b) => {
      const [from, to] = [addDays(firstDay, a), addDays(firstDay, b)]
      const destinies = Succession.between(made.hierarchy, from, to)
      const then = Hierarchy.at(made.hierarchy, from)
      const there = Hierarchy.at(made.hierarchy, to)

      expect([...destinies.keys()].sort()).toEqual([...then.index.keys()].sort())
      for (const { shares, unallocated } of destinies.values()) {
        const denominator = [unallocated, ...shares].reduce((all, each) => all * each.denominator, 1n)
        const all = [unallocated, ...shares].map((each) => (each.numerator * denominator) / each.denominator)
        expect(sum(all)).toBe(denominator)
        expect(all.every((each) => each >= 0n)).toBe(true)
        expect(new Set(shares.map(({ unit }) => unit)).size).toBe(shares.length)
        expect(shares.every(({ unit }) => there.index.has(unit))).toBe(true)
      }
      const plans = made.attempts.filter(
        ({ accepted, plan }) => accepted && from < plan.effectiveOn && plan.effectiveOn <= to
      )
      if (from <= to) {
        const figures = column(a, then.index.keys(), scaleOf(plans))
        const expected = plans.reduce((kept, each) => follow(each, kept), { figures, unallocated: 0n } as Kept)
        expect(restated(destinies, figures).unallocated).toBe(expected.unallocated)
      }
      // Everyone has a way up to a province, so that every roll-up counts each unit once.
      const tops = Snapshot.roots(there)
      expect(tops.every(({ level }) => level === "tinh")).toBe(true)
      expect(sum(tops.map(({ id }) => BigInt(1 + Snapshot.descendants(there, id).length)))).toBe(
        BigInt(there.units.length)
      )
    }),
    { numRuns: runs }
  )
})

it("Conservation: two steps are one: shares over a day between are the same shares", () => {
  fc.assert(
    fc.property(redrawn(), fc.array(someDay, { minLength: 3, maxLength: 3 }), (made, days) => {
      const [a, b, c] = days.sort((x, y) => x - y).map((n) => addDays(firstDay, n)) as [string, string, string]
      const [first, second] = [Succession.between(made.hierarchy, a, b), Succession.between(made.hierarchy, b, c)]
      const scale = scaleOf(made.attempts.filter((each) => each.accepted)) ** 2n
      const figures = column(days[0]!, first.keys(), scale)

      const middle = restated(first, figures)
      const full = new Map([...second.keys()].map((unit) => [unit, middle.figures.get(unit) ?? 0n]))
      const end = restated(second, full)

      const direct = restated(Succession.between(made.hierarchy, a, c), figures)
      expect(withoutZeros(direct.figures)).toEqual(withoutZeros(end.figures))
      expect(direct.unallocated).toBe(middle.unallocated + end.unallocated)
    }),
    { numRuns: runs }
  )
})

it("Conservation: backward, a unit is split over those it came from; whole again when that is one", () => {
  let split = 0
  fc.assert(
    fc.property(redrawn(), someDay, someDay, (made, a, b) => {
      const [early, late] = a < b ? [a, b] : [b, a]
      const [from, to] = [addDays(firstDay, early), addDays(firstDay, late)]
      const forward = Succession.between(made.hierarchy, from, to)
      const back = Succession.between(made.hierarchy, to, from)
      for (const { unit, shares, unallocated } of back.values()) {
        const origins = [...forward.values()].filter((each) => each.shares.some((share) => share.unit === unit))
        expect(shares.map((each) => each.unit)).toEqual(origins.map((each) => each.unit).sort())
        expect(unallocated.numerator).toBe(origins.length === 0 ? 1n : 0n)
        if (shares.length > 1) split++
        for (const { numerator, denominator, bases } of shares) {
          expect(numerator === denominator).toBe(origins.length === 1)
          expect(bases.includes("assumed")).toBe(origins.length > 1)
        }
      }
    }),
    { numRuns: runs }
  )
  expect(split).toBeGreaterThan(runs / 10)
})
