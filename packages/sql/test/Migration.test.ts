import * as Database from "@lienhoi/sql/Database"
import * as Migration from "@lienhoi/sql/Migration"
import * as StoreError from "@lienhoi/sql/StoreError"
import * as Effect from "effect/Effect"
import { SqlClient } from "effect/sql/SqlClient"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { start } from "./process/child.ts"
import { type Server, startServer } from "./server.ts"

const one: Migration.Step = { name: "one", statements: ["CREATE TABLE lienhoi.one (n int)"] }
const two: Migration.Step = { name: "two", statements: ["CREATE TABLE lienhoi.two (n int)"] }
const wrong: Migration.Step = {
  name: "wrong",
  statements: ["CREATE TABLE lienhoi.three (n int)", "INSERT INTO lienhoi.nowhere VALUES (1)"]
}
const full: Migration.Step = {
  name: "full",
  statements: ["CREATE TABLE lienhoi.four (n int)", "DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '53100'; END $$"]
}

const tables = Effect.flatMap(SqlClient, (sql) =>
  Effect.map(
    sql.unsafe<{ name: string }>(
      "SELECT relname AS name FROM pg_class WHERE relnamespace = to_regnamespace('lienhoi') AND relkind IN ('r', 'p') ORDER BY 1"
    ),
    (rows) => rows.map(({ name }) => name)
  )
)

const run = (...plan: ReadonlyArray<Migration.Step>) => Migration.run("kho-thu", plan)

const refused = (self: Effect.Effect<unknown, StoreError.StoreError, SqlClient>) =>
  Effect.map(Effect.flip(self), (error) => [error.reason._tag, error.message] as const)

/** What every engine does, over a database nobody has touched. */
const promises = (name: string, on: <A>(proof: Effect.Effect<A, unknown, SqlClient>) => Promise<A>) => {
  it(`${name}: an empty database gets every step once, in order`, () =>
    on(
      Effect.gen(function* () {
        const before = yield* Migration.status("kho-thu", [one])
        const first = yield* run(one)
        const again = yield* run(one)
        const more = yield* run(one, two)

        expect([before.step, before.id, first.step, again.step, more.step, more.known]).toEqual([0, null, 1, 1, 2, 2])
        expect([again, more.id]).toEqual([first, first.id])
        expect(yield* tables).toEqual(["migration", "one", "store", "two"])
      })
    ))

  it(`${name}: a step that fails leaves nothing of any step, and the next start works`, () =>
    on(
      Effect.gen(function* () {
        yield* run(one)
        const [tag] = yield* refused(run(one, two, wrong))
        const between = yield* tables
        const [disk, message] = yield* refused(run(one, two, full))
        const still = yield* tables
        const next = yield* run(one, two)

        expect([tag, disk]).toEqual(["Unreachable", "DiskFull"])
        expect(message).toMatch(/^Ổ đĩa của kho kho-thu đã đầy/)
        expect([between, still]).toEqual([
          ["migration", "one", "store"],
          ["migration", "one", "store"]
        ])
        expect(next.step).toBe(2)
      })
    ))

  it(`${name}: a store of a newer version, or of changed steps, is refused and not touched`, () =>
    on(
      Effect.gen(function* () {
        yield* run(one, two)
        const newer = yield* refused(run(one))
        const looked = yield* refused(Migration.status("kho-thu", [one]))
        const changed = yield* refused(run(one, { ...wrong, name: "other" }))

        expect(newer[0]).toBe("Newer")
        expect(newer[1]).toBe(
          "Kho kho-thu do bản Liên Hội mới hơn ghi (bước 2, bản này biết đến bước 1); cài bản mới rồi chạy lại"
        )
        expect([looked[0], changed[0]]).toEqual(["Newer", "OtherProduct"])
        expect((yield* Migration.status("kho-thu", [one, two])).step).toBe(2)
      })
    ))

  for (const [what, statement, found] of [
    ["another program's tables", "CREATE TABLE public.khach_hang (n int)", "public.khach_hang"],
    ["a schema of another program that has no tables yet", "CREATE SEQUENCE public.so_khach", "public.so_khach"],
    ["a schema of our name that is not ours", "CREATE SCHEMA lienhoi", "lienhoi"]
  ] as const)
    it(`${name}: a database with ${what} is refused and not touched`, () =>
      on(
        Effect.gen(function* () {
          yield* (yield* SqlClient).unsafe(statement)
          const [tag, message] = yield* refused(run(one))
          const [looked] = yield* refused(Migration.status("kho-thu", [one]))

          expect([tag, looked]).toEqual(["OtherProduct", "OtherProduct"])
          expect(message).toContain(found)
          expect(yield* tables).toEqual([])
        })
      ))
}

describe("migrations", () => {
  let server: Server
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server.stop())

  promises("PGlite", (proof) => Effect.runPromise(proof.pipe(Effect.provide(Database.layer({ engine: "memory" })))))
  promises("PostgreSQL", async (proof) =>
    Effect.runPromise(proof.pipe(Effect.provide(Database.layer(Database.parse(await server.create())))))
  )

  it("killed halfway leaves no half state, and the next start works", async () => {
    const where = await server.create()
    const on = <A>(self: Effect.Effect<A, unknown, SqlClient>) =>
      Effect.runPromise(self.pipe(Effect.provide(Database.layer(Database.parse(where)))))
    const killed = start("./migrator.ts", where, "600")
    await killed.said(1)
    const sleeping = Effect.flatMap(SqlClient, (sql) =>
      sql.unsafe("SELECT 1 FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep(%' AND state = 'active'")
    )
    await on(Effect.repeat(sleeping, { until: (rows) => rows.length > 0 }))
    killed.process.kill("SIGKILL")
    await killed.ended
    // The server notices that its client is gone when it next speaks; an operator ends it sooner.
    await on(
      Effect.flatMap(SqlClient, (sql) =>
        sql.unsafe("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep(%'")
      )
    )
    const after = await on(Effect.andThen(Migration.status("kho-thu"), tables))
    const next = await on(Migration.run("kho-thu"))

    expect(after).toEqual([])
    expect(next.step).toBe(Migration.steps.length)
  })

  it("several processes that start at once run each step once", async () => {
    const where = await server.create()
    const all = ["0.2", "0.2", "0"].map((seconds) => start("./migrator.ts", where, seconds))
    const codes = await Promise.all(all.map(({ ended }) => ended))

    expect([codes, all.map(({ complaints }) => complaints())]).toEqual([
      [0, 0, 0],
      ["", "", ""]
    ])
    expect(all.map(({ lines }) => lines())).toEqual(Array.from({ length: 3 }, () => ["start", "done"]))
  })

  it("a server that is not there is told in words, without the password", async () => {
    const where = Database.parse("postgres://hoi:mat-khau@127.0.0.1:1/hoi")
    const error = await Effect.runPromise(
      Effect.flip(Migration.run(Database.nameOf(where)).pipe(Effect.provide(Database.layer(where))))
    )
    expect(error.reason._tag).toBe("Unreachable")
    expect(error.message).toMatch(/^Không mở được kho 127.0.0.1:1\/hoi: /)
    expect(JSON.stringify([error.message, StoreError.toIssue(error)])).not.toContain("mat-khau")
  })
})
