/**
 * Delivery on PostgreSQL: from a due row to the recorded answer, one worker, a channel that answers at once. Beside it
 * graphile-worker and pg-boss with one job for each message, whose handler does the same on the same server: the mark
 * `handing` in one statement with the check that the duty is still owed, the call, the answer recorded. Each has ten
 * connections. All data are synthetic.
 */

import * as Channel from "@lienhoi/messaging/Channel"
import * as Delivery from "@lienhoi/messaging/Delivery"
import * as Labelled from "@lienhoi/messaging/Labelled"
import * as MemoryChannel from "@lienhoi/messaging/MemoryChannel"
import * as Message from "@lienhoi/messaging/Message"
import * as Database from "@lienhoi/sql/Database"
import * as Migration from "@lienhoi/sql/Migration"
import * as SqlOutbox from "@lienhoi/sql/SqlOutbox"
import * as Store from "@lienhoi/sql/Store"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { SqlClient } from "effect/sql/SqlClient"
import { run as runGraphile, runMigrations } from "graphile-worker"
import pg from "pg"
import { PgBoss } from "pg-boss"
import { startServer } from "../packages/sql/test/server.ts"
import type { Figure } from "./Benchmark.ts"

export const name = "delivery"

const messages = 6_000
const connections = 10
const inHand = 256
/** Zalo lets an account send so many a minute. */
const permitted = 4_000
const small = 20_000
const large = 100_000

const message = JSON.stringify(
  Message.encode(
    Message.make({
      key: "KEY",
      kind: "reminder",
      to: { audience: "person", id: "p-1", name: "Nguyễn Thị Mẫu", roads: [{ channel: "memory", address: "1" }] },
      duty: "DUTY",
      association: "vwu",
      body: Labelled.plain("Nhắc báo cáo tháng 10/2024, hạn ngày 15/10. Cảm ơn chị.")
    })
  )
)

/** Rows of an association, each with a duty of a report of its own that nobody has filed. */
export const seed = (association: string, count: number) =>
  Effect.gen(function* () {
    const sql = yield* SqlClient
    yield* sql.unsafe(
      `INSERT INTO lienhoi.stream (association, name, lineage, unit, period)
       SELECT $1::text, 'report/vi-du/u-' || n || '/2024-10', 'vi-du', 'u-' || n, '2024-10'
       FROM generate_series(1, $2::int) AS n`,
      [association, count]
    )
    yield* sql.unsafe(
      `INSERT INTO lienhoi.outbox (association, key, duty, stream, not_before, payload, due_from)
       SELECT $1::text, 'k-' || n, 'duty/' || $1::text || '/vi-du/u-' || n || '/2024-10/1', s.id, '2024-10-15T01:30:00Z',
         replace(replace($3::text, 'KEY', 'k-' || n), 'DUTY', 'duty/' || $1::text || '/vi-du/u-' || n || '/2024-10/1')::json,
         '2024-10-15T01:30:00Z'
       FROM generate_series(1, $2::int) AS n
       JOIN lienhoi.stream AS s ON s.association = $1::text AND s.name = 'report/vi-du/u-' || n || '/2024-10'`,
      [association, count, message]
    )
    yield* sql.unsafe("ANALYZE lienhoi.stream, lienhoi.outbox")
  })

/** A channel that answers at once and counts. */
const counting = () => {
  const heard = { calls: 0 }
  const channel = Channel.make({
    capabilities: { ...MemoryChannel.capabilities, name: "memory" },
    quote: () => Effect.succeed({ answer: "now", price: 0 }),
    send: ({ message: { key } }) =>
      Effect.sync(() => {
        heard.calls += 1
        return { id: key, at: "2024-10-15T01:30:00.000Z", answerBy: null }
      })
  })
  return { heard, channel }
}

/** Hands over until nothing is due; tells how many after each pass. */
const drain = (association: string, channel: Channel.Contract, after: (done: number) => void = () => {}) =>
  Effect.gen(function* () {
    let done = 0
    for (;;) {
      const passed = yield* Delivery.pass({ worker: "bench", channels: [channel], limit: inHand })
      done += passed.length
      after(done)
      if (passed.length < inHand) return done
    }
  }).pipe(Effect.provide(SqlOutbox.layer.pipe(Layer.provide(Store.layer({ association })))))

const acceptedOf = (association: string) =>
  Effect.gen(function* () {
    const sql = yield* SqlClient
    const [row] = yield* sql.unsafe<{ n: number }>(
      "SELECT count(*)::int AS n FROM lienhoi.outbox WHERE association = $1 AND state->>'at' = 'accepted'",
      [association]
    )
    return row!.n
  })

/** What a handler of a peer does: the mark with the duty check, the call, the answer. */
const handler = (pool: pg.Pool, association: string, heard: { calls: number }) => async (key: string) => {
  const marked = await pool.query({
    name: "mark",
    text: `UPDATE lienhoi.outbox AS o SET state = '{"at":"handing"}', due_from = now() + interval '2 minutes'
      WHERE o.association = $1 AND o.key = $2 AND o.state IS NULL AND NOT EXISTS (
        SELECT FROM lienhoi.stream AS s JOIN lienhoi.event AS e ON e.association = s.association AND e.period = s.period
          AND e.stream = s.id AND e.type = 'submitted'
        WHERE s.association = o.association AND s.id = o.stream) RETURNING payload`,
    values: [association, key]
  })
  if (marked.rowCount !== 1) return
  heard.calls += 1
  await pool.query({
    name: "answer",
    text: `UPDATE lienhoi.outbox SET state = '{"at":"accepted"}', due_from = NULL WHERE association = $1 AND key = $2`,
    values: [association, key]
  })
}

const seconds = (from: number) => (performance.now() - from) / 1000

const until = async (isDone: () => boolean): Promise<void> => {
  while (!isDone()) await new Promise((go) => setTimeout(go, 5))
}

const keysOf = () => Array.from({ length: messages }, (_, n) => `k-${n + 1}`)

const graphile = async (url: string, association: string): Promise<number> => {
  const pool = new pg.Pool({ connectionString: url, max: connections })
  const heard = { calls: 0 }
  let finished = 0
  const handle = handler(pool, association, heard)
  await runMigrations({ pgPool: pool })
  await pool.query(
    `SELECT graphile_worker.add_job('deliver', json_build_object('key', key)) FROM unnest($1::text[]) AS key`,
    [keysOf()]
  )
  const start = performance.now()
  const runner = await runGraphile({
    pgPool: pool,
    noHandleSignals: true,
    preset: {
      worker: {
        concurrentJobs: connections * 2,
        localQueue: { size: 500 },
        completeJobBatchDelay: 0,
        failJobBatchDelay: 0
      }
    },
    logger: new (await import("graphile-worker")).Logger(() => () => {}),
    taskList: {
      deliver: async (payload) => {
        await handle((payload as { readonly key: string }).key)
        finished += 1
      }
    }
  })
  await until(() => finished >= messages)
  await runner.stop()
  const rate = messages / seconds(start)
  await pool.end()
  return rate
}

const boss = async (url: string, association: string): Promise<number> => {
  const pool = new pg.Pool({ connectionString: url, max: connections })
  const queue = new PgBoss({ connectionString: url, max: connections, schedule: false, supervise: false })
  queue.on("error", () => {})
  const heard = { calls: 0 }
  let finished = 0
  const handle = handler(pool, association, heard)
  await queue.start()
  await queue.createQueue("deliver")
  await queue.insert(
    "deliver",
    keysOf().map((key) => ({ data: { key } }))
  )
  const start = performance.now()
  await queue.work<{ readonly key: string }>(
    "deliver",
    { batchSize: 500, pollingIntervalSeconds: 0.5 },
    async (jobs) => {
      await Promise.all(jobs.map(({ data }) => handle(data.key)))
      finished += jobs.length
    }
  )
  await until(() => finished >= messages)
  const rate = messages / seconds(start)
  await queue.stop({ graceful: true })
  await pool.end()
  return rate
}

/** Memory of this process when the garbage is collected, in MB. */
const memory = (): number => {
  globalThis.gc?.()
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return (heapUsed + external) / 1_000_000
}

/** All three, one after the other, on a server of their own. */
export const run = async (): Promise<ReadonlyArray<Figure>> => {
  const server = await startServer()
  try {
    const url = await server.create()
    const layer = Database.layer(Database.parse(url), { connections })
    const found = await Effect.runPromise(
      Effect.gen(function* () {
        yield* Migration.run("benchmark")
        for (const association of ["ours", "graphile", "boss"]) yield* seed(association, messages)
        const { heard, channel } = counting()
        const start = performance.now()
        yield* drain("ours", channel)
        const ours = messages / seconds(start)
        const kept = yield* acceptedOf("ours")
        if (kept !== messages || heard.calls !== messages)
          throw new Error(`${heard.calls} calls, ${kept} accepted of ${messages}`)
        return ours
      }).pipe(Effect.provide(layer))
    )
    const [byGraphile, byBoss] = [await graphile(url, "graphile"), await boss(url, "boss")]
    const held = await Effect.runPromise(
      Effect.gen(function* () {
        yield* seed("memory", large)
        const { channel } = counting()
        const at = new Map<number, number>()
        yield* drain("memory", channel, (done) => {
          for (const mark of [small, large]) if (done >= mark && !at.has(mark)) at.set(mark, memory())
        })
        return { small: at.get(small)!, large: at.get(large)!, kept: yield* acceptedOf("memory") }
      }).pipe(Effect.provide(layer))
    )
    if (held.kept !== large) throw new Error(`${held.kept} accepted of ${large}`)
    const best = Math.max(byGraphile, byBoss)
    return [
      {
        name: "messages delivered, one worker, PostgreSQL",
        unit: "/s",
        ours: found,
        peers: [
          { name: "graphile-worker, 20 jobs at once", value: byGraphile, ratio: found / byGraphile },
          { name: "pg-boss, batches of 500", value: byBoss, ratio: found / byBoss }
        ],
        asked: "at least 0.7 of the better one",
        met: found >= 0.7 * best
      },
      {
        name: "messages delivered without loss",
        unit: "/s",
        ours: found,
        peers: [{ name: "what Zalo permits", value: permitted / 60, ratio: found / (permitted / 60) }],
        asked: "at least 10 times what Zalo permits in a minute",
        met: found >= (10 * permitted) / 60
      },
      {
        name: `memory of a worker after ${large.toLocaleString("en")} deliveries`,
        unit: "MB",
        ours: held.large,
        peers: [{ name: `after ${small.toLocaleString("en")}`, value: held.small, ratio: held.large / held.small }],
        asked: "at most 1.1 times that after 20,000",
        met: held.large <= 1.1 * held.small
      }
    ]
  } finally {
    await server.stop()
  }
}
