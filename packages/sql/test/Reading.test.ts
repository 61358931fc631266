import { assert, it } from "@effect/vitest"
import { Association, CodeTable, type Event, Hierarchy } from "@lienhoi/hierarchy"
import type { ReportEvent } from "@lienhoi/report/Event"
import { Journal } from "@lienhoi/report/Journal"
import * as ReportKey from "@lienhoi/report/ReportKey"
import * as HistoryStore from "@lienhoi/sql/HistoryStore"
import * as Reading from "@lienhoi/sql/Reading"
import * as SqlJournal from "@lienhoi/sql/SqlJournal"
import { Store } from "@lienhoi/sql/Store"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import { engines } from "./engines.ts"
import { start } from "./process/child.ts"

const head = (id: string) => ({ id, recordedAt: "2024-10-15T01:30:00.000Z", by: { person: "p-1" } })

const submitted = (id: string, revision: number, number: number): ReportEvent => ({
  ...head(id),
  type: "submitted",
  revision,
  template: { lineage: "hoi/thang", id: "hoi/thang", version: "1.0.0" },
  cells: {
    TC04: { state: "value", value: number },
    TC05: { state: "zero" },
    TC06: { state: "missing" },
    KK: { state: "value", value: "khó khăn" }
  },
  flags: [],
  via: "web",
  reportedBy: "p-1",
  recordedBy: "p-1",
  onBehalf: false,
  reviewed: true
})

const streamOf = (unit: string) => ReportKey.stream({ lineage: "hoi/thang", unit, period: "2024-10" })

const append = (unit: string, expectedVersion: number, ...events: ReadonlyArray<ReportEvent>) =>
  Effect.flatMap(Journal, (journal) => journal.append(streamOf(unit), events, { expectedVersion }))

const rowsOf = (table: string) =>
  Effect.flatMap(Store, ({ association, sql, transaction }) =>
    transaction(
      sql.unsafe<{ row: { readonly [column: string]: unknown } }>(
        `SELECT to_json(t) AS row FROM lienhoi.${table} AS t WHERE association = $1`,
        [association]
      )
    )
  ).pipe(
    Effect.map((rows) =>
      rows
        .map(({ row: { association: _, ...row } }) => row)
        .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
    )
  )

const all = Effect.forEach(["place", "succession", "found", "standing", "figure"], rowsOf)

const act = (id: string, effectiveOn: string) => ({
  id,
  effectiveOn,
  recordedAt: "2025-08-01T00:00:00.000Z",
  by: { person: "nguoi-mau" }
})

const unit = (id: string, level: string, name: string, parent: string | null): Event.HierarchyEvent => ({
  ...act(`e-${id}`, "2024-01-01"),
  type: "unit-established",
  unit: id,
  level,
  name,
  code: null,
  kind: level === "co_so" ? "xa" : null,
  parents: { own: parent }
})

/** Two communes under a district that ended; one went into the other. */
const tree = Hierarchy.make({
  association: Association.vwu,
  events: [
    unit("t", "tinh", "Tỉnh Mẫu", null),
    unit("h", "huyen", "Huyện Mẫu", "t"),
    unit("x", "co_so", "Xã Một", "h"),
    unit("y", "co_so", "Xã Hai", "h"),
    unit("a", "chi_hoi", "Ấp Một", "y"),
    { ...act("1", "2025-07-01"), type: "unit-moved", unit: "x", route: "own", parent: "t" },
    { ...act("2", "2025-07-01"), type: "unit-moved", unit: "a", route: "own", parent: "x" },
    { ...act("3", "2025-07-01"), type: "unit-succeeded", from: "y", to: "x", extent: "whole", weight: null },
    { ...act("4", "2025-07-01"), type: "unit-closed", unit: "y" },
    { ...act("5", "2025-07-01"), type: "unit-closed", unit: "h" }
  ]
})

/** A tree, and some reports of ten units. */
const fill = Effect.gen(function* () {
  const history = yield* HistoryStore.HistoryStore
  if (!tree.ok) throw new Error(tree.issues.map(({ english }) => english).join("; "))
  yield* history.record({ hierarchy: tree.value, form: CodeTable.plain }, { expected: 0 })
  for (let n = 0; n < 10; n++) {
    yield* append(`u-${n}`, 0, submitted(`s-${n}`, 1, n))
    if (n % 2 === 0) yield* append(`u-${n}`, 1, { ...head(`a-${n}`), type: "approved", revision: 1 })
    if (n % 4 === 0) yield* append(`u-${n}`, 2, submitted(`t-${n}`, 2, 100 + n))
    if (n % 3 === 0) yield* append(`w-${n}`, 0, { ...head(`w-${n}`), type: "waived", reason: "Bão" })
  }
})

for (const engine of engines()) {
  const layer = Layer.mergeAll(SqlJournal.layer, HistoryStore.layer).pipe(Layer.provideMerge(engine.fresh))

  it.effect(`Reading (${engine.name}): rows follow from the events, and only words are missing`, () =>
    Effect.gen(function* () {
      yield* fill
      const progress = yield* Reading.advance()
      const standing = yield* rowsOf("standing")
      const figures = yield* rowsOf("figure")
      const again = yield* Reading.advance()
      const places = yield* rowsOf("place")

      assert.deepStrictEqual([standing.length, figures.length], [14, 10])
      assert.deepStrictEqual(
        standing
          .filter(({ unit }) => unit === "u-0")
          .map(({ status, revision, approved }) => [status, revision, approved]),
        [["submitted", 2, null]]
      )
      assert.deepStrictEqual(
        figures.filter(({ unit }) => unit === "u-2").map(({ keys, numbers }) => [keys, numbers]),
        [
          [
            ["TC04", "TC05"],
            [2, 0]
          ]
        ]
      )
      assert.isFalse(JSON.stringify([standing, figures]).includes("khó khăn"))
      assert.strictEqual(again.reports, 0)
      assert.strictEqual(again.position, progress.position)
      assert.deepStrictEqual(
        places.map(({ unit, parent, starts_on, ends_on }) => `${unit} ${parent} ${starts_on} ${ends_on}`).toSorted(),
        [
          "a x 2025-07-01 null",
          "a y 2024-01-01 2025-07-01",
          "h t 2024-01-01 2025-07-01",
          "t null 2024-01-01 null",
          "x h 2024-01-01 2025-07-01",
          "x t 2025-07-01 null",
          "y h 2024-01-01 2025-07-01"
        ]
      )
    }).pipe(Effect.provide(layer))
  )

  it.effect(`Reading (${engine.name}): batches of any size, twice or rebuilt, give the same rows`, () =>
    Effect.gen(function* () {
      yield* fill
      yield* Reading.advance({ batch: 3 })
      const first = yield* all
      yield* Reading.rebuild({ batch: 1000 })
      const second = yield* all
      const compared = yield* Reading.check

      assert.deepStrictEqual(second, first)
      assert.strictEqual(compared.different, 0)
      assert.isAbove(compared.rows.standing!, 10)
      assert.isAbove(compared.rows.place!, 4)
    }).pipe(Effect.provide(layer))
  )

  it.effect(`Reading (${engine.name}): a row that was changed, lost or added is told by its name, and made again`, () =>
    Effect.gen(function* () {
      yield* fill
      yield* Reading.advance()
      const { association, sql, transaction } = yield* Store
      const alter = (text: string) => transaction(sql.unsafe(text, [association]))
      yield* alter("UPDATE lienhoi.figure SET numbers = '{7,0}' WHERE association = $1 AND unit = 'u-1'")
      yield* alter("DELETE FROM lienhoi.standing WHERE association = $1 AND unit = 'u-2'")
      yield* alter("INSERT INTO lienhoi.figure VALUES ($1, 'hoi/thang', '2024-11', 'u-1', 1, 'total', '{TC04}', '{1}')")
      const found = yield* Reading.check
      yield* Reading.rebuild()
      const mended = yield* Reading.check

      assert.deepStrictEqual(found.differences, [
        "standing hoi/thang/2024-10/u-2",
        "figure hoi/thang/2024-10/u-1/1/total",
        "figure hoi/thang/2024-11/u-1/1/total"
      ])
      assert.strictEqual(mended.different, 0)
    }).pipe(Effect.provide(layer))
  )

  it.effect(`Reading (${engine.name}): one submission changes the rows of its own report and no other`, () =>
    Effect.gen(function* () {
      yield* fill
      yield* Reading.advance()
      const versions = Effect.flatMap(Store, ({ association, sql, transaction }) =>
        transaction(
          sql.unsafe<{ name: string; xmin: string }>(
            `SELECT 's ' || unit AS name, xmin::text FROM lienhoi.standing WHERE association = $1
             UNION ALL SELECT 'f ' || unit || ' ' || revision, xmin::text FROM lienhoi.figure WHERE association = $1
             UNION ALL SELECT 'p ' || unit || route || starts_on, xmin::text FROM lienhoi.place WHERE association = $1`,
            [association]
          )
        )
      )
      const before = new Map((yield* versions).map(({ name, xmin }) => [name, xmin]))
      yield* append("u-1", 1, submitted("mới", 2, 5))
      yield* Reading.advance()
      const touched = (yield* versions).filter(({ name, xmin }) => before.get(name) !== xmin).map(({ name }) => name)

      assert.deepStrictEqual(touched.toSorted(), ["f u-1 2", "s u-1"])
    }).pipe(Effect.provide(layer))
  )

  if (engine.name === "PostgreSQL")
    it.live("Reading (PostgreSQL): with a transaction held open nothing is skipped", () =>
      Effect.gen(function* () {
        const { transaction } = yield* Store
        const written = yield* Deferred.make<void>()
        const go = yield* Deferred.make<void>()
        const slow = yield* Effect.forkChild(
          transaction(
            Effect.gen(function* () {
              yield* append("cham", 0, submitted("cham-1", 1, 1))
              yield* Deferred.succeed(written, undefined)
              yield* Deferred.await(go)
            })
          )
        )
        yield* Deferred.await(written)
        yield* append("nhanh", 0, submitted("nhanh-1", 1, 2))
        const first = yield* Reading.advance()
        const then = (yield* rowsOf("standing")).map(({ unit }) => unit)
        yield* Deferred.succeed(go, undefined)
        yield* Fiber.join(slow)
        const second = yield* Reading.advance()
        const at_last = (yield* rowsOf("standing")).map(({ unit }) => unit)

        assert.deepStrictEqual([first.position, then], [1, ["nhanh"]])
        assert.deepStrictEqual([second.position, at_last.toSorted()], [2, ["cham", "nhanh"]])
        assert.strictEqual((yield* Reading.check).different, 0)
      }).pipe(Effect.provide(layer))
    )

  if (engine.name === "PostgreSQL")
    it.live(
      "Reading (PostgreSQL): killed between batches, it goes on where it was, and the rows are those of the events",
      () =>
        Effect.gen(function* () {
          const { association } = yield* Store
          for (let n = 0; n < 60; n++) {
            yield* append(`k-${n % 20}`, Math.floor(n / 20), submitted(`k-${n}`, 1 + Math.floor(n / 20), n))
          }
          const reached: Array<number> = []
          let wrong = 0
          for (let round = 0; round < 4; round++) {
            const child = start("./projector.ts", engine.url(), association)
            yield* Effect.promise(() => child.said(1).catch(() => undefined))
            child.process.kill("SIGKILL")
            yield* Effect.promise(() => child.ended)
            const found = yield* Reading.check
            wrong += found.different
            reached.push(found.position)
          }
          const last = yield* Reading.advance()
          const end = yield* Reading.check

          console.log(`Reading: killed 4 times at positions ${reached.join(", ")}; ${wrong} rows wrong in between`)
          assert.deepStrictEqual([wrong, last.position, end.different, end.rows.standing], [0, 60, 0, 20])
          assert.isBelow(reached[0]!, 60)
        }).pipe(Effect.provide(layer)),
      60_000
    )
}
