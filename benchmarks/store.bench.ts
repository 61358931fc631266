/**
 * Submissions of 60 fields stored on PostgreSQL: read the report, validate, append with an outbox row (`Desk.carryOut`), by
 * many senders at once. Beside it the same rows as they stand afterwards, every value ready as text, put into the same
 * tables by bare batched `INSERT`s: the same batch, the same number of connections, the same `synchronous_commit`. All figures are synthetic.
 */
import * as Period from "@lienhoi/calendar/Period"
import type { Unit } from "@lienhoi/hierarchy/Unit"
import * as Desk from "@lienhoi/report/Desk"
import * as Ids from "@lienhoi/report/Ids"
import type * as Journal from "@lienhoi/report/Journal"
import * as Database from "@lienhoi/sql/Database"
import * as Migration from "@lienhoi/sql/Migration"
import * as SqlJournal from "@lienhoi/sql/SqlJournal"
import * as Store from "@lienhoi/sql/Store"
import * as Compiled from "@lienhoi/template/Compiled"
import * as Template from "@lienhoi/template/Template"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { SqlClient } from "effect/sql/SqlClient"
import { startServer } from "../packages/sql/test/server.ts"
import type { Figure } from "./Benchmark.ts"

export const name = "store"

const submissions = 6_000
const senders = 1_000
const batch = 500
const connections = 2
const rounds = 3

const keys = Array.from({ length: 60 }, (_, n) => `F${String(n + 1).padStart(2, "0")}`)
const combine = { units: "sum", periods: "sum" } as const
const period = Period.containing("month", "2024-10-15")!

const template = (): Compiled.Compiled => {
  const read = Template.fromJson({
    template: "benchmark/store",
    title: "Sixty fields",
    period: "month",
    due: { co_so: { day: 15, month_offset: 1 } },
    sections: {
      counts: {
        title: "Counts",
        asked_of: ["co_so"],
        fields: keys.map((key) => ({ key, label: `Count ${key}`, type: "count", combine }))
      }
    }
  })
  const compiled = read.ok ? Compiled.make(read.value.template) : read
  if (!compiled.ok) throw new Error(compiled.issues[0]?.message)
  return compiled.value
}

const unit = (n: number): Unit => ({
  id: `u-${n}`,
  code: null,
  name: `Unit ${n}`,
  level: "co_so",
  kind: null,
  parent: null,
  since: "2020-01-01"
})

const order = (compiled: Compiled.Compiled, n: number): Desk.Order => {
  const { lineage, id, version } = compiled.template
  return {
    key: { lineage, unit: `u-${n}`, period: period.id },
    command: {
      type: "submit",
      submission: {
        template: { lineage, id, version },
        unit: `u-${n}`,
        period: period.id,
        values: Object.fromEntries(keys.map((key, k) => [key, (k * 37 + n) % 900])),
        seen: 0,
        reportedBy: `p-${n}`,
        recordedBy: `p-${n}`,
        via: "web"
      }
    },
    context: { by: { person: `p-${n}` }, template: compiled, period, unit: unit(n), at: "2024-10-15T01:30:00.000Z" },
    outbox: () => [
      {
        key: `received/${n}`,
        duty: null,
        notBefore: "2024-10-15T01:30:00.000Z",
        expires: null,
        payload: { to: `p-${n}`, text: "Đã nhận báo cáo tháng 10/2024." }
      }
    ]
  }
}

const timed = async (work: Effect.Effect<unknown, unknown>): Promise<number> => {
  const start = performance.now()
  await Effect.runPromise(work)
  return submissions / ((performance.now() - start) / 1000)
}

/** The tables that an append writes, their columns, and the order in which its rows belong together. */
const tables = [
  { table: "stream", order: "id", columns: "name text, id bigint, version int, lineage text, unit text, period text" },
  { table: "entry", order: "stream", columns: "id text, stream bigint, version int, period text" },
  {
    table: "event",
    order: "stream",
    columns:
      "period text, stream bigint, version int, id text, type text, lineage text, unit text, recorded_at timestamptz, body json, chain bytea"
  },
  {
    table: "outbox",
    order: "arrival",
    columns: "key text, not_before timestamptz, payload json, due_from timestamptz, salt bytea"
  }
].map(({ table, order, columns }) => ({
  table,
  order,
  columns: columns.split(", ").map((column) => column.split(" ") as [name: string, type: string])
}))

type Text = { readonly [column: string]: string }

/** The rows of an association as they stand, every value as text, by table. */
const rowsOf = (sql: SqlClient, association: string) =>
  Effect.forEach(tables, ({ table, order, columns }) =>
    sql.unsafe<Text>(
      `SELECT ${columns.map(([column]) => `${column}::text AS ${column}`).join(", ")} FROM lienhoi.${table}
       WHERE association = $1 ORDER BY ${order}`,
      [association]
    )
  )

/** The bare statements, one transaction for each batch. */
const insert = (sql: SqlClient, association: string, rows: ReadonlyArray<ReadonlyArray<Text>>, from: number) =>
  sql.withTransaction(
    Effect.forEach(tables, ({ table, columns }, i) => {
      const part = rows[i]!.slice(from, from + batch)
      return sql.unsafe(
        `INSERT INTO lienhoi.${table} (association, ${columns.map(([column]) => column).join(", ")}) OVERRIDING SYSTEM VALUE
         SELECT $1, ${columns.map(([column, type]) => `${column}::${type}`).join(", ")}
         FROM unnest(${columns.map((_, c) => `$${c + 2}::text[]`).join(", ")}) AS r (${columns.map(([column]) => column).join(", ")})`,
        [association, ...columns.map(([column]) => part.map((row) => row[column]!))]
      )
    })
  )

/** Both in turns, on a server of their own. */
export const run = async (): Promise<ReadonlyArray<Figure>> => {
  const server = await startServer()
  try {
    const url = Database.parse(await server.create())
    const compiled = template()
    const found = { ours: [] as Array<number>, bare: [] as Array<number> }
    await Effect.runPromise(Migration.run("benchmark").pipe(Effect.provide(Database.layer(url))))
    for (let round = 0; round < rounds; round++) {
      const database = Database.layer(url, { connections })
      const association = `ours-${round}`
      let kept: ReadonlyArray<ReadonlyArray<Text>> = []
      await Effect.runPromise(
        Effect.gen(function* () {
          const context = yield* Effect.context<Journal.Journal | Ids.Ids>()
          const carry = Effect.forEach(
            Array.from({ length: submissions }, (_, n) => order(compiled, n)),
            (one) => Desk.carryOut(one),
            { concurrency: senders, discard: true }
          )
          found.ours.push(yield* Effect.promise(() => timed(Effect.provideContext(carry, context))))
          kept = yield* Effect.flatMap(SqlClient, (sql) => rowsOf(sql, association))
        }).pipe(
          Effect.provide(
            Layer.merge(SqlJournal.layer, Ids.layerCounting()).pipe(
              Layer.provide(Store.layer({ association })),
              Layer.provideMerge(database)
            )
          )
        )
      )
      const short = kept.find((rows) => rows.length !== submissions)
      if (short !== undefined) throw new Error(`kept ${short.length} of ${submissions}`)
      await Effect.runPromise(
        Effect.gen(function* () {
          const sql = yield* SqlClient
          const parts = Array.from({ length: submissions / batch }, (_, i) => i * batch)
          const bare = Effect.forEach(parts, (from) => insert(sql, `bare-${round}`, kept, from), {
            concurrency: connections,
            discard: true
          })
          found.bare.push(yield* Effect.promise(() => timed(bare)))
        }).pipe(Effect.provide(database))
      )
    }
    const median = (values: ReadonlyArray<number>) => values.toSorted((a, b) => a - b)[values.length >> 1]!
    const [ours, bare] = [median(found.ours), median(found.bare)]
    return [
      {
        name: "submissions stored, 60 fields, PostgreSQL",
        unit: "/s",
        ours,
        peers: [
          { name: `bare INSERT, batches of ${batch}, ${connections} connections`, value: bare, ratio: ours / bare }
        ],
        asked: "at least half of the bare INSERT of the same rows",
        met: ours >= bare / 2
      }
    ]
  } finally {
    await server.stop()
  }
}
