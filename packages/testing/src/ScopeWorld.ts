/**
 * Worlds in which people may see some things and not others, for the law Scope: a small dated tree on two routes, units
 * that took over others, grants, questions, and the oracle that answers them with plain functions over plain facts. Days
 * are whole numbers; {@link day} writes them as dates of January 2025. Synthetic.
 *
 * @since 0.1.0
 */
import * as fc from "fast-check"

/** Writes a day of a world as a date: 0 is the first of January 2025. */
export const day = (n: number): string => `2025-01-${String(n + 1).padStart(2, "0")}`

/** A unit stands under another on one route, from a day until the day before another; `null` while it does. */
export interface Stand {
  readonly route: string
  readonly unit: string
  readonly parent: string | null
  readonly from: number
  readonly until: number | null
}

/** A unit took over another, or a part of it, on a day; on one route, or on every one (`""`). */
export interface Gift {
  readonly giver: string
  readonly heir: string
  readonly on: number
  readonly whole: boolean
  readonly route: string
}

/** An account was granted something. */
export interface Leave {
  readonly account: string
  readonly unit: string
  readonly route: string
  readonly role: "figures" | "persons"
  readonly lineage: string
  readonly from: number
  readonly until: number | null
}

/** The facts. */
export interface World {
  readonly stands: ReadonlyArray<Stand>
  readonly gifts: ReadonlyArray<Gift>
  readonly leaves: ReadonlyArray<Leave>
}

/** What may be asked for. */
export const tables = ["standing", "total", "breakdown", "person", "place", "search"] as const

/** A question; `null` asks for every lineage, every unit. */
export interface Query {
  readonly account: string
  readonly today: number
  readonly table: (typeof tables)[number]
  readonly lineage: string | null
  readonly unit: string | null
}

/** Units in a world. */
export const size = 14
const span = 12
/** The templates there are. */
export const lineages = ["thang", "quy"]
const accounts = ["an", "binh"]
const unitOf = (n: number): string => `u${n}`
/** Every unit by id. */
export const units = Array.from({ length: size }, (_, n) => unitOf(n))

const date = fc.nat(span - 1)

/** A unit stands under one of a smaller number, so nothing stands under itself; it may move once, or end. */
const standsOf = (n: number, route: string) =>
  fc.tuple(fc.nat(3), fc.nat(Math.max(0, n - 1)), fc.nat(Math.max(0, n - 1)), date, date).map(([kind, p, q, a, b]) => {
    const parent = (of: number) => (n === 0 ? null : unitOf(of))
    const unit = unitOf(n)
    const [from, then] = a < b ? [a, b] : [0, b + 1]
    const first = { route, unit, parent: parent(p), from, until: null as number | null }
    if (n === 0 || kind < 2) return [{ ...first, from: kind === 0 || n === 0 ? 0 : from }]
    if (kind === 2) return [{ ...first, until: then }]
    return [
      { ...first, until: then },
      { ...first, parent: parent(q), from: then, until: null }
    ]
  })

/** Draws worlds. */
export const world: fc.Arbitrary<World> = fc.record({
  stands: fc
    .tuple(
      ...units.map((_, n) => standsOf(n, "own")),
      ...units.map((_, n) =>
        fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: standsOf(n, "front") })
      )
    )
    .map((all) => all.flat()),
  gifts: fc.uniqueArray(
    fc.record({
      giver: fc.constantFrom(...units),
      heir: fc.constantFrom(...units),
      on: date,
      whole: fc.boolean(),
      route: fc.constantFrom("", "", "", "own", "front")
    }),
    {
      minLength: 6,
      maxLength: 14,
      size: "max",
      selector: ({ giver, heir, on, route }) => `${giver} ${heir} ${on} ${route}`
    }
  ),
  leaves: fc.array(
    fc.record({
      account: fc.constantFrom(...accounts),
      unit: fc.constantFrom(...units, unitOf(0), unitOf(1), unitOf(2)),
      route: fc.constantFrom("own", "own", "front"),
      role: fc.constantFrom("figures", "persons"),
      lineage: fc.constantFrom("*", "*", ...lineages),
      from: fc.nat(3),
      until: fc.oneof(fc.constant(null), fc.integer({ min: 4, max: span }))
    }),
    { minLength: 8, maxLength: 16, size: "max" }
  )
})

/** Draws questions. */
export const query: fc.Arbitrary<Query> = fc.record({
  account: fc.constantFrom(...accounts, ...accounts, ...accounts, "nguoi-la", ""),
  today: fc.integer({ min: 2, max: span }),
  table: fc.constantFrom(...tables),
  lineage: fc.constantFrom(null, null, ...lineages),
  unit: fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.constantFrom(...units) })
})

const holds = ({ from, until }: { readonly from: number; readonly until: number | null }, today: number): boolean =>
  from <= today && (until === null || today < until)

interface Seen {
  readonly unit: string
  readonly whole: boolean
  readonly lineage: string
  readonly route: string
}

const below = ({ stands }: World, unit: string, route: string, today: number): ReadonlyArray<string> =>
  stands
    .filter((stand) => stand.route === route && stand.parent === unit && holds(stand, today))
    .flatMap((stand) => [stand.unit, ...below({ stands, gifts: [], leaves: [] }, stand.unit, route, today)])

const before = (
  world: World,
  unit: string,
  route: string,
  limit: number,
  whole: boolean
): ReadonlyArray<{ readonly unit: string; readonly whole: boolean }> =>
  world.gifts
    .filter((gift) => gift.heir === unit && gift.giver !== unit && gift.on < limit && [route, ""].includes(gift.route))
    .flatMap((gift) => {
      const all = whole && gift.whole
      return [{ unit: gift.giver, whole: all }, ...before(world, gift.giver, route, gift.on, all)]
    })

const seen = (world: World, account: string, role: Leave["role"], today: number): ReadonlyArray<Seen> =>
  world.leaves
    .filter((leave) => leave.account === account && leave.role === role && holds(leave, today))
    .flatMap(({ unit, route, lineage }) => {
      const was = world.stands.some((stand) => stand.unit === unit && stand.route === route && stand.from <= today)
      const living = was ? [unit, ...below(world, unit, route, today)] : []
      return living.flatMap((each) =>
        [{ unit: each, whole: true }, ...before(world, each, route, today + 1, true)].map((one) => ({
          ...one,
          lineage,
          route
        }))
      )
    })

/**
 * What is to be seen: units for `person` and `place`, `unit lineage` for the others. In no order. Of the units and lineages
 * that are drawn here, unless others are named.
 */
export const answer = (
  world: World,
  { account, today, table, lineage, unit }: Query,
  names: { readonly units: ReadonlyArray<string>; readonly lineages: ReadonlyArray<string> } = { units, lineages }
): ReadonlyArray<string> => {
  if (account === "") return []
  const asked = names.units.filter((each) => unit === null || each === unit)
  if (table === "place") return world.stands.filter((stand) => asked.includes(stand.unit)).map((stand) => stand.unit)
  const found = seen(world, account, table === "person" || table === "search" ? "persons" : "figures", today)
  // Every paper is found by every member; a search names no unit.
  if (table === "search")
    return ["giay", ...answer(world, { account, today, table: "person", lineage, unit: null }, names)]
  if (table === "person")
    return asked.filter((each) => found.some((one) => one.unit === each && one.whole && one.lineage === "*"))
  return asked.flatMap((each) =>
    names.lineages
      .filter((one) => lineage === null || one === lineage)
      .filter((one) =>
        found.some(
          (reach) =>
            reach.unit === each &&
            (reach.lineage === "*" || reach.lineage === one) &&
            (table === "total" || reach.whole) &&
            (table !== "breakdown" || reach.route === "own")
        )
      )
      .map((one) => `${each} ${one}`)
  )
}
