/**
 * Submissions of 60 fields stored on PostgreSQL: read the report, validate, append with an outbox row (`Desk.carryOut`), by
 * many senders at once. Beside it the same rows, made ready before, put into the same tables by bare batched `INSERT`s: the
 * same batch, the same number of connections, the same `synchronous_commit`. All figures are synthetic.
 */
import * as Period from "@lienhoi/calendar/Period"
import type { Unit } from "@lienhoi/hierarchy/Unit"
import * as Beside from "@lienhoi/report/Beside"
import * as Desk from "@lienhoi/report/Desk"
import * as Ids from "@lienhoi/report/Ids"
import * as Journal from "@lienhoi/report/Journal"
import type { Recorded } from "@lienhoi/report/Recorded"
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

/** The bare statements, one transaction for each batch. */
const insert = (sql: SqlClient, association: string, recorded: ReadonlyArray<Recorded>, from: number) => {
  const rows = recorded.map(({ stream, event }, i) => {
    const { event: body, beside } = Beside.part(event)
    return { n: String(from + i + 1), stream, body, beside }
  })
  const text = (value: (row: (typeof rows)[number]) => string) => rows.map(value)
  const words = rows.flatMap(({ body, beside }) => (beside === null ? [] : [{ id: body.id, beside }]))
  return sql.withTransaction(
    Effect.gen(function* () {
      yield* sql.unsafe(
        `INSERT INTO lienhoi.stream (association, name, id, version, lineage, unit, period) OVERRIDING SYSTEM VALUE
         SELECT $1, name, 1000000000 + n::bigint, 1, 'benchmark/store', unit, '2024-10'
         FROM unnest($2::text[], $3::text[], $4::text[]) AS r (name, n, unit)`,
        [association, text(({ stream }) => stream), text(({ n }) => n), text(({ n }) => `u-${n}`)]
      )
      yield* sql.unsafe(
        `INSERT INTO lienhoi.entry (association, id, stream, version, period)
         SELECT $1, id, 1000000000 + n::bigint, 1, '2024-10' FROM unnest($2::text[], $3::text[]) AS r (id, n)`,
        [association, text(({ body }) => body.id), text(({ n }) => n)]
      )
      yield* sql.unsafe(
        `INSERT INTO lienhoi.event (association, period, stream, version, id, type, lineage, unit, recorded_at, body)
         SELECT $1, '2024-10', 1000000000 + n::bigint, 1, id, 'submitted', 'benchmark/store', unit, at::timestamptz, body::json
         FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[]) AS r (id, n, unit, at, body)`,
        [
          association,
          text(({ body }) => body.id),
          text(({ n }) => n),
          text(({ n }) => `u-${n}`),
          text(({ body }) => body.recordedAt),
          text(({ body }) => JSON.stringify(body))
        ]
      )
      if (words.length > 0)
        yield* sql.unsafe(
          `INSERT INTO lienhoi.beside (association, event, words)
           SELECT $1, id, words::json FROM unnest($2::text[], $3::text[]) AS r (id, words)`,
          [association, words.map(({ id }) => id), words.map(({ beside }) => JSON.stringify(beside))]
        )
      yield* sql.unsafe(
        `INSERT INTO lienhoi.outbox (association, key, not_before, payload, due_from)
         SELECT $1, key, '2024-10-15T01:30:00Z', payload::json, '2024-10-15T01:30:00Z'
         FROM unnest($2::text[], $3::text[]) AS r (key, payload)`,
        [
          association,
          text(({ n }) => `received/${n}`),
          text(({ n }) => JSON.stringify({ to: `p-${n}`, text: "Đã nhận báo cáo tháng 10/2024." }))
        ]
      )
    })
  )
}

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
      let kept: ReadonlyArray<Recorded> = []
      await Effect.runPromise(
        Effect.gen(function* () {
          const context = yield* Effect.context<Journal.Journal | Ids.Ids>()
          const carry = Effect.forEach(
            Array.from({ length: submissions }, (_, n) => order(compiled, n)),
            (one) => Desk.carryOut(one),
            { concurrency: senders, discard: true }
          )
          found.ours.push(yield* Effect.promise(() => timed(Effect.provideContext(carry, context))))
          kept = yield* (yield* Journal.Journal).readAll()
        }).pipe(
          Effect.provide(
            Layer.merge(SqlJournal.layer, Ids.layerCounting()).pipe(
              Layer.provide(Store.layer({ association })),
              Layer.provide(database)
            )
          )
        )
      )
      if (kept.length !== submissions) throw new Error(`kept ${kept.length} of ${submissions}`)
      await Effect.runPromise(
        Effect.gen(function* () {
          const sql = yield* SqlClient
          const parts = Array.from({ length: submissions / batch }, (_, i) => i * batch)
          const bare = Effect.forEach(
            parts,
            (from) => insert(sql, `bare-${round}`, kept.slice(from, from + batch), submissions * round + from),
            { concurrency: connections, discard: true }
          )
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
