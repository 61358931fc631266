/**
 * The webhook beside bare handlers that check the same signature: one that keeps the event in a map, one that inserts the
 * same row into PostgreSQL. The same requests, one after another in memory, 32 at once over the database; rounds take
 * turns and the best of each counts. All events are synthetic.
 */
import { createHash, hash, timingSafeEqual } from "node:crypto"
import * as Arrivals from "@lienhoi/messaging/Arrivals"
import * as Database from "@lienhoi/sql/Database"
import * as Migration from "@lienhoi/sql/Migration"
import * as SqlArrivals from "@lienhoi/sql/SqlArrivals"
import * as Store from "@lienhoi/sql/Store"
import * as Webhook from "@lienhoi/zalo/Webhook"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Redacted from "effect/Redacted"
import { SqlClient } from "effect/sql/SqlClient"
import { startServer } from "../packages/sql/test/server.ts"
import type { Figure } from "./Benchmark.ts"

export const name = "webhook"

const appId = "1000000000000000001"
const secretKey = "oa-secret-for-tests"
const inMemory = 20_000
const inDatabase = 4_000
const rounds = 5
const together = 32
const asked = "at least 80 % of the bare handler"

interface Sent {
  readonly body: Uint8Array
  readonly mac: string
}

const sent = (round: string, n: number): Sent => {
  const timestamp = String(1767225600000 + n)
  const text = "Dạ em báo cáo: tổng số hội viên 218, hội viên mới 3, nhóm Zalo 2"
  const body = `{"app_id":"${appId}","sender":{"id":"200000000000000${n % 500}"},"user_id_by_app":"3000000000000000003","recipient":{"id":"4000000000000000004"},"event_name":"user_send_text","message":{"text":"${text}","msg_id":"m-${round}-${n}"},"timestamp":"${timestamp}"}`
  const mac = createHash("sha256").update(appId).update(body).update(timestamp).update(secretKey).digest("hex")
  return { body: new TextEncoder().encode(body), mac: `mac=${mac}` }
}

type Handler = (one: Sent) => Promise<unknown>

/** What the handler must not be much slower than: reads, checks the signature, keeps. */
const bare =
  (keep: (id: string, at: string, lane: string, raw: string) => unknown): Handler =>
  async ({ body, mac }) => {
    const raw = new TextDecoder().decode(body)
    const event = JSON.parse(raw)
    const signed = Buffer.concat([Buffer.from(event.app_id), body, Buffer.from(`${event.timestamp}${secretKey}`)])
    const own = hash("sha256", signed, "buffer")
    if (!timingSafeEqual(own, Buffer.from(mac.slice(4), "hex"))) throw new Error("forged")
    const at = new Date(Number(event.timestamp)).toISOString()
    await keep(`${event.event_name}/${event.message.msg_id}`, at, event.sender.id, raw)
  }

/** Events a second: the best round of each, turns taken. */
const race = async (
  handlers: ReadonlyArray<Handler>,
  count: number,
  beside: number,
  label: string
): Promise<ReadonlyArray<number>> => {
  const best = handlers.map(() => 0)
  for (let round = 0; round <= rounds; round++) {
    for (const [which, handler] of handlers.entries()) {
      const all = Array.from({ length: count }, (_, n) => sent(`${label}-${round}-${which}`, n))
      const began = performance.now()
      for (let from = 0; from < count; from += beside) {
        await Promise.all(all.slice(from, from + beside).map(handler))
      }
      const rate = (count * 1000) / (performance.now() - began)
      // The first round warms up.
      if (round > 0) best[which] = Math.max(best[which]!, rate)
    }
  }
  return best
}

const figure = (what: string, [ours = 0, peer = 0]: ReadonlyArray<number>): Figure => ({
  name: what,
  unit: "/s",
  ours,
  peers: [{ name: "bare handler, same signature, same row", value: peer, ratio: ours / peer }],
  asked,
  met: ours / peer >= 0.8
})

const over = async (runtime: ManagedRuntime.ManagedRuntime<Arrivals.Arrivals, unknown>): Promise<Handler> => {
  const webhook = await runtime.runPromise(Webhook.make({ appId, secretKey: Redacted.make(secretKey) }))
  return async ({ body, mac }) => {
    const header = (name: string) => (name === "x-zevent-signature" ? mac : null)
    const { status } = await webhook.answer({ method: "POST", header, body })
    if (status !== 200) throw new Error(`answered ${status}`)
  }
}

export const run = async (): Promise<ReadonlyArray<Figure>> => {
  const memory = ManagedRuntime.make(Arrivals.layerMemory)
  const known = new Map<string, string>()
  const simple = bare((id, at, lane, raw) => known.set(id, JSON.stringify([at, lane, raw])))
  const first = await race([await over(memory), simple], inMemory, 1, "memory")
  await memory.dispose()

  const server = await startServer()
  const url = Database.parse(await server.create())
  const connection = Database.layer(url, { connections: 8 })
  await Effect.runPromise(Migration.run("benchmark").pipe(Effect.provide(connection)))
  const store = Store.layer({ association: "bench" }).pipe(Layer.provideMerge(connection))
  const database = ManagedRuntime.make(SqlArrivals.layer.pipe(Layer.provideMerge(store)))
  const sql = await database.runPromise(SqlClient)
  const insert = bare((id, at, lane, raw) =>
    Effect.runPromise(
      sql.unsafe(
        `INSERT INTO lienhoi.arrival (association, channel, id, key, lane, at, received_at, raw, hint)
         VALUES ($1, $2, $3, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING`,
        ["bench", "bare", id, lane, at, at, raw, null]
      )
    )
  )
  const second = await race([await over(database), insert], inDatabase, together, "database")
  await database.dispose()
  await server.stop()
  return [figure("webhook, memory", first), figure("webhook, PostgreSQL", second)]
}
