/**
 * Scope: what the database answers is what plain functions over plain facts say, nothing more and nothing less. Worlds are
 * random and synthetic: a dated tree on two routes, successions, grants, and every kind of query.
 */
import { assert, it } from "@effect/vitest"
import * as Scope from "@lienhoi/sql/Scope"
import * as Search from "@lienhoi/sql/Search"
import { Store } from "@lienhoi/sql/Store"
import { answer, day, lineages, type Query, query, size, units, type World, world } from "@lienhoi/testing/ScopeWorld"
import * as Effect from "effect/Effect"
import * as fc from "fast-check"
import { engines, freshAssociation } from "./engines.ts"

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
