/**
 * The national month of the roll-up benchmark kept by PostgreSQL (96,640 reports of 60 fields in the read models) and rolled
 * up there, with the counts of reported, missing and not applicable; the totals of the nation, provinces and districts are
 * told. Beside it DuckDB over the same figures in a wide table, every thread, sum and count. Both totals are compared.
 */
import { DuckDBInstance } from "@duckdb/node-api"
import * as Database from "@lienhoi/sql/Database"
import * as Migration from "@lienhoi/sql/Migration"
import * as RollUp from "@lienhoi/sql/RollUp"
import * as Store from "@lienhoi/sql/Store"
import * as Effect from "effect/Effect"
import { startServer } from "../packages/sql/test/server.ts"
import type { Figure } from "./Benchmark.ts"
import {
  ancestors,
  keys,
  load,
  median,
  national,
  period,
  query,
  type Received,
  report,
  sizes,
  template
} from "./roll-up.bench.ts"

export const name = "sql-roll-up"

const rounds = 3
const chunk = 4_000
const lineage = "benchmark/month"

const put = (table: string, rows: ReadonlyArray<object>) =>
  Effect.flatMap(Store.Store, ({ association, sql, transaction }) =>
    transaction(
      sql.unsafe(
        `INSERT INTO lienhoi.${table} SELECT * FROM json_populate_recordset(NULL::lienhoi.${table}, ($1::text)::json)`,
        [JSON.stringify(rows.map((row) => ({ association, lineage, period: period.id, revision: 1, ...row })))]
      )
    )
  )

/** The rows of the read models, as `Reading.advance` writes them. */
const keep = (received: ReadonlyArray<Received>) =>
  Effect.gen(function* () {
    for (let from = 0; from < received.length; from += chunk) {
      const part = received.slice(from, from + chunk)
      yield* put(
        "standing",
        part.map(({ unit }) => ({
          unit,
          version: 1,
          status: "approved",
          approved: 1,
          round: 1,
          waived: false,
          flags: 0
        }))
      )
      yield* put(
        "figure",
        part.map(({ unit, values }) => {
          const said = keys.filter((key) => values[key] !== null)
          return { unit, part: "total", keys: said, numbers: said.map((key) => values[key]) }
        })
      )
    }
    const { sql } = yield* Store.Store
    yield* sql.unsafe("VACUUM (ANALYZE) lienhoi.standing, lienhoi.figure")
  })

const timed = <A, E, R>(work: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const start = performance.now()
    const value = yield* work
    return { value, time: performance.now() - start }
  })

export const run = async (): Promise<ReadonlyArray<Figure>> => {
  const hierarchy = national()
  const received = hierarchy.units.map(({ id }) => report(id))
  const above = hierarchy.units.slice(0, sizes[0]! + sizes[1]! + sizes[2]!).map(({ id }) => id)
  const duckdb = await (await DuckDBInstance.create(":memory:")).connect()
  await load(duckdb, received, ancestors(hierarchy))
  const reader = await duckdb.runAndReadAll(query)
  const wanted = new Map(
    reader.getRows().flatMap((row) => {
      const [a0, a1, a2, a3, folded, ...cells] = row.map((cell) => (cell === null ? null : Number(cell)))
      const place = [a0, a1, a2, a3][3 - folded!]
      return a0 === null || place === null ? [] : [[hierarchy.units[place!]!.id, cells] as const]
    })
  )
  const server = await startServer(["max_wal_size=4GB"])
  try {
    const database = Database.layer(Database.parse(await server.create()), { connections: 1 })
    const ours = await Effect.runPromise(
      Effect.gen(function* () {
        yield* Migration.run("benchmark")
        return yield* Effect.gen(function* () {
          yield* keep(received)
          const times: Array<number> = []
          for (let round = 0; round < rounds; round++) {
            const question = { hierarchy, template: template(), period, basis: "approved" as const, units: above }
            const { time, value } = yield* timed(RollUp.totals(question))
            times.push(time)
            for (const { key, reported, total, unit } of value) {
              const cells = wanted.get(unit)!
              const at = 2 * keys.indexOf(key)
              if (Number(total) !== cells[at] || reported !== cells[at + 1])
                throw new Error(
                  `${key} of ${unit}: ${total} of ${reported} here, ${cells[at]} of ${cells[at + 1]} in DuckDB`
                )
            }
          }
          return median(times)
        }).pipe(Effect.provide(Store.layer({ association: "benchmark" })))
      }).pipe(Effect.provide(database))
    )
    const times: Array<number> = []
    for (let round = 0; round < rounds; round++) {
      const start = performance.now()
      await duckdb.run(query)
      times.push(performance.now() - start)
    }
    const beside = median(times)
    return [
      {
        name: "national month in PostgreSQL: all totals and counts",
        unit: "ms",
        ours,
        peers: [{ name: "DuckDB GROUP BY ROLLUP", value: beside, ratio: ours / beside }],
        asked: "the same totals, measured in the same run",
        met: true
      }
    ]
  } finally {
    duckdb.closeSync()
    await server.stop()
  }
}
