/**
 * Scope: what the database answers is what plain functions over plain facts say, nothing more and nothing less. Worlds are
 * random and synthetic: a dated tree on two routes, successions, grants, and every kind of query.
 */
import { assert, it } from "@effect/vitest"
import * as Scope from "@lienhoi/sql/Scope"
import * as Search from "@lienhoi/sql/Search"
import { Store } from "@lienhoi/sql/Store"
import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import { engines, freshAssociation } from "./engines.ts"

const day = (n: number): string => `2025-01-${String(n + 1).padStart(2, "0")}`

interface Stand {
  readonly route: string
  readonly unit: string
  readonly parent: string | null
  readonly from: number
  readonly until: number | null
}

interface Gift {
  readonly giver: string
  readonly heir: string
  readonly on: number
  readonly whole: boolean
  readonly route: string
}

interface Leave {
  readonly account: string
  readonly unit: string
  readonly route: string
  readonly role: "figures" | "persons"
  readonly lineage: string
  readonly from: number
  readonly until: number | null
}

interface World {
  readonly stands: ReadonlyArray<Stand>
  readonly gifts: ReadonlyArray<Gift>
  readonly leaves: ReadonlyArray<Leave>
}

const tables = ["standing", "total", "breakdown", "person", "place", "search"] as const

interface Query {
  readonly account: string
  readonly today: number
  readonly table: (typeof tables)[number]
  readonly lineage: string | null
  readonly unit: string | null
}

const size = 14
const span = 12
const lineages = ["thang", "quy"]
const accounts = ["an", "binh"]
const unitOf = (n: number): string => `u${n}`
const units = Array.from({ length: size }, (_, n) => unitOf(n))

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

const world: fc.Arbitrary<World> = fc.record({
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

const query: fc.Arbitrary<Query> = fc.record({
  account: fc.constantFrom(...accounts, ...accounts, ...accounts, "nguoi-la", ""),
  today: fc.integer({ min: 2, max: span }),
  table: fc.constantFrom(...tables),
  lineage: fc.constantFrom(null, null, ...lineages),
  unit: fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: fc.constantFrom(...units) })
})

// The oracle: plain functions over the facts.

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

const answer = (world: World, { account, today, table, lineage, unit }: Query): ReadonlyArray<string> => {
  if (account === "") return []
  const asked = units.filter((each) => unit === null || each === unit)
  if (table === "place") return world.stands.filter((stand) => asked.includes(stand.unit)).map((stand) => stand.unit)
  const found = seen(world, account, table === "person" || table === "search" ? "persons" : "figures", today)
  // Every paper is found by every member; a search names no unit.
  if (table === "search") return ["giay", ...answer(world, { account, today, table: "person", lineage, unit: null })]
  if (table === "person")
    return asked.filter((each) => found.some((one) => one.unit === each && one.whole && one.lineage === "*"))
  return asked.flatMap((each) =>
    lineages
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

// The database.

const put = (table: string, rows: ReadonlyArray<object>) =>
  Effect.flatMap(Store, ({ association, sql, join }) =>
    join(
      sql.unsafe(
        `INSERT INTO lienhoi.${table} SELECT * FROM json_populate_recordset(NULL::lienhoi.${table}, ($1::text)::json)`,
        [JSON.stringify(rows.map((row) => ({ association, ...row })))]
      )
    )
  )

const fill = (world: World) =>
  Effect.flatMap(Store, ({ transaction }) =>
    transaction(
      Effect.gen(function* () {
        const about = { level: "co_so", name: "Mẫu", since: day(0) }
        yield* put(
          "place",
          world.stands.map(({ from, until, ...stand }) => ({
            ...about,
            ...stand,
            starts_on: day(from),
            ends_on: until === null ? null : day(until)
          }))
        )
        yield* put(
          "succession",
          world.gifts.map(({ on, ...gift }) => ({ ...gift, starts_on: day(on) }))
        )
        const sheets = units.flatMap((unit) => lineages.map((lineage) => ({ unit, lineage, period: "2025-01" })))
        const state = { version: 1, status: "submitted", revision: 1, round: 1, waived: false, flags: 0 }
        yield* put(
          "standing",
          sheets.map((sheet) => ({ ...sheet, ...state }))
        )
        yield* put(
          "figure",
          sheets.flatMap((sheet) => [
            { ...sheet, revision: 1, part: "total", keys: ["TC04"], numbers: [1] },
            { ...sheet, revision: 1, part: "breakdown", keys: ["TC04[khac]"], numbers: [1] }
          ])
        )
        yield* put(
          "found",
          [...units, "giay"].map((unit) => ({
            kind: unit === "giay" ? "document" : "person",
            id: unit,
            text: unit,
            detail: unit,
            rank: 0,
            words: "| mau |",
            place: ""
          }))
        )
        yield* Scope.grant(
          world.leaves.map((leave, n) => ({
            ...leave,
            id: `g${n}`,
            from: day(leave.from),
            until: leave.until === null ? null : day(leave.until)
          }))
        )
      })
    )
  )

const ask = ({ account, today, table, lineage, unit }: Query) =>
  Effect.flatMap(Store, ({ sql }) => {
    if (table === "search")
      return Effect.map(Scope.as({ account, today: day(today) })(Search.find("ma", { limit: 100 })), (found) =>
        found.map(({ id }) => ({ name: id }))
      )
    const source = { standing: "standing", total: "figure", breakdown: "figure", person: "found", place: "place" }[
      table
    ]
    const name = table === "person" ? "detail" : table === "place" ? "unit" : "unit || ' ' || lineage"
    const where = [
      ...(unit === null ? [] : [`${table === "person" ? "detail" : "unit"} = '${unit}'`]),
      ...(lineage === null || table === "person" || table === "place" ? [] : [`lineage = '${lineage}'`]),
      ...(table === "total" || table === "breakdown" ? [`part = '${table}'`] : []),
      ...(table === "person" ? ["kind = 'person'"] : [])
    ]
    const clause = where.length === 0 ? "" : ` WHERE ${where.join(" AND ")}`
    // Nothing here names the association or the account: what is left out is the database's to add.
    return Scope.as({ account, today: day(today) })(
      sql.unsafe<{ name: string }>(`SELECT ${name} AS name FROM lienhoi.${source}${clause}`)
    )
  }).pipe(Effect.map((rows) => rows.map((row) => row.name).toSorted()))

const worlds = { PGlite: 25, PostgreSQL: 260 }
const queries = 40

for (const engine of engines()) {
  it.live(
    `Scope (${engine.name}): the database answers what the plain functions say`,
    () =>
      Effect.gen(function* () {
        const drawn = fc.sample(
          fc.tuple(world, fc.array(query, { minLength: queries, maxLength: queries })),
          worlds[engine.name]
        )
        const told = { cases: 0, some: 0, part: 0, leaks: 0, denials: 0, past: 0 }
        const kinds = new Map<string, number>()
        yield* Effect.forEach(
          drawn,
          ([world, asked]) =>
            Effect.gen(function* () {
              yield* fill(world)
              for (const one of asked) {
                const wanted = answer(world, one).toSorted()
                const got = yield* ask(one)
                told.cases += 1
                kinds.set(one.table, (kinds.get(one.table) ?? 0) + 1)
                if (wanted.length > 0) told.some += 1
                if (wanted.length > 0 && one.table !== "place" && wanted.length < size * lineages.length) told.part += 1
                if (one.table === "total" && wanted.length > answer(world, { ...one, table: "standing" }).length)
                  told.past += 1
                told.leaks += got.filter((name) => !wanted.includes(name)).length
                told.denials += wanted.filter((name) => !got.includes(name)).length
              }
            }).pipe(Effect.provide(engine.of(freshAssociation()))),
          { concurrency: engine.name === "PGlite" ? 1 : 4 }
        )
        const share = (n: number) => `${Math.round((100 * n) / told.cases)} %`
        console.log(
          `Scope (${engine.name}): ${drawn.length} worlds, ${told.cases} cases, ${told.leaks} leaks, ${told.denials} wrong denials; ` +
            `${share(told.some)} see something, ${share(told.part)} a part, ${share(told.past)} totals of a divided unit; ` +
            [...kinds].map(([kind, n]) => `${kind} ${share(n)}`).join(", ")
        )
        assert.deepStrictEqual([told.leaks, told.denials], [0, 0])
        assert.isAtLeast(told.cases, worlds[engine.name] * queries)
        assert.isAtLeast(told.some / told.cases, engine.name === "PGlite" ? 0.4 : 0.5)
        assert.isAbove(told.part / told.cases, 0.2)
        assert.isAbove(told.past / told.cases, engine.name === "PGlite" ? 0.005 : 0.015)
        for (const n of kinds.values()) assert.isAbove(n / told.cases, 0.05)
      }),
    300_000
  )

  it.effect(`Scope (${engine.name}): who reads for a person writes nothing and reads no events`, () =>
    Effect.gen(function* () {
      const { sql } = yield* Store
      const viewer = { account: "an", today: day(1) }
      const refused = (text: string) => Effect.map(Effect.exit(Scope.as(viewer)(sql.unsafe(text))), (exit) => exit._tag)
      const tried = yield* Effect.forEach(
        [
          "SELECT * FROM lienhoi.event",
          "SELECT * FROM lienhoi.beside",
          "SELECT * FROM lienhoi.person",
          "SELECT * FROM lienhoi.outbox",
          "SELECT * FROM lienhoi.credential",
          "UPDATE lienhoi.figure SET revision = 2",
          "INSERT INTO lienhoi.access SELECT * FROM lienhoi.access",
          "DELETE FROM lienhoi.standing"
        ],
        refused
      )
      assert.deepStrictEqual([...new Set(tried)], ["Failure"])
    }).pipe(Effect.provide(engine.fresh))
  )

  it.effect(`Scope (${engine.name}): is not taken inside a transaction that has another`, () =>
    Effect.gen(function* () {
      const { transaction } = yield* Store
      const exit = yield* Effect.exit(transaction(Scope.as({ account: "an", today: day(1) })(Effect.succeed(1))))
      assert.strictEqual(exit._tag, "Failure")
    }).pipe(Effect.provide(engine.fresh))
  )
}
