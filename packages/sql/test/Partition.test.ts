import { assert, it } from "@effect/vitest"
import { Journal } from "@lienhoi/report/Journal"
import * as Partition from "@lienhoi/sql/Partition"
import * as SqlJournal from "@lienhoi/sql/SqlJournal"
import * as Store from "@lienhoi/sql/Store"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { engines } from "./engines.ts"

const drafted = (id: string) =>
  ({ type: "drafted", id, recordedAt: "2024-10-15T01:30:00.000Z", by: { person: "p-1" }, values: {} }) as const

for (const engine of engines())
  it.effect(`Partition (${engine.name}): a year gets its own, rows move there, and nothing reads differently`, () =>
    Effect.gen(function* () {
      const journal = yield* Journal
      const { association, sql } = yield* Store.Store
      const streams = ["2023-12", "2024", "2024-01", "2024-Q4", "2025-01"].map((period) => `report/m/u/${period}`)
      const add = (version: number) =>
        Effect.forEach(streams, (stream) =>
          journal.append(stream, [drafted(`${stream} ${version}`)], { expectedVersion: version })
        )
      yield* add(0)
      const before = yield* journal.readAll()

      yield* Effect.all([Partition.ensure(association, 2024), Partition.ensure(association, 2024)], { concurrency: 2 })
      yield* add(1)

      const places = yield* sql.unsafe<{ place: string; n: bigint }>(
        `SELECT CASE WHEN tableoid = 'lienhoi.event_rest'::regclass THEN 'rest' ELSE 'own' END AS place, count(*) AS n
         FROM lienhoi.event WHERE association = $1 GROUP BY 1 ORDER BY 1`,
        [association]
      )
      assert.deepStrictEqual(
        places.map(({ place, n }) => [place, Number(n)]),
        [
          ["own", 6],
          ["rest", 4]
        ]
      )
      const after = yield* journal.readAll()
      assert.deepStrictEqual(after.slice(0, 5), before)
      assert.strictEqual(after.length, 10)
    }).pipe(Effect.provide(SqlJournal.layer.pipe(Layer.provideMerge(engine.fresh))))
  )
