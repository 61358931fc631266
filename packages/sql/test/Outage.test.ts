import { connect, createServer, type Server as Relay, type Socket } from "node:net"
import { Journal } from "@lienhoi/report/Journal"
import * as Database from "@lienhoi/sql/Database"
import * as Migration from "@lienhoi/sql/Migration"
import * as SqlJournal from "@lienhoi/sql/SqlJournal"
import * as Store from "@lienhoi/sql/Store"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { engines } from "./engines.ts"
import { type Server, startServer } from "./server.ts"

const drafted = (id: string, text = "") =>
  ({
    type: "drafted",
    id,
    recordedAt: "2024-10-15T01:30:00.000Z",
    by: { person: "p-1" },
    values: { NHOM: text }
  }) as const

const journalOn = (url: string) =>
  SqlJournal.layer.pipe(
    Layer.provideMerge(
      Store.layer({ association: "vwu" }).pipe(Layer.provide(Database.layer(Database.parse(url), { connections: 2 })))
    )
  )

const append = (stream: string, id: string, expectedVersion = 0) =>
  Effect.flatMap(Journal, (journal) => journal.append(stream, [drafted(id)], { expectedVersion }))

/** A line to the server that can be cut at a word. */
const relayTo = async (url: string) => {
  const target = new URL(url)
  let cut: { readonly word: string; readonly before: boolean } | null = null
  const relay: Relay = createServer((near: Socket) => {
    const far = connect(Number(target.port), target.hostname)
    const end = () => {
      near.destroy()
      far.destroy()
    }
    for (const side of [near, far]) side.on("error", end).on("close", end)
    far.on("data", (chunk: Buffer) => near.write(chunk))
    near.on("data", (chunk: Buffer) => {
      if (cut !== null && chunk.includes(cut.word)) {
        const { before } = cut
        cut = null
        if (before) return end()
        // The server hears it; its answer does not come back.
        far.removeAllListeners("data")
        far.write(chunk)
        setTimeout(end, 200)
        return
      }
      far.write(chunk)
    })
  })
  await new Promise<void>((go) => relay.listen(0, "127.0.0.1", go))
  const { port } = relay.address() as { readonly port: number }
  return {
    url: Object.assign(new URL(url), { port: String(port), hostname: "127.0.0.1" }).href,
    cutAt: (word: string, before: boolean) => {
      cut = { word, before }
    },
    close: () => relay.close()
  }
}

describe("a connection that is lost", () => {
  let server: Server
  let url: string
  beforeAll(async () => {
    server = await startServer()
    url = await server.create()
    await Effect.runPromise(Migration.run("x").pipe(Effect.provide(Database.layer(Database.parse(url)))))
  })
  afterAll(() => server.stop())

  for (const [when, word, before] of [
    ["before anything was written", "BEGIN", true],
    ["in the middle of a transaction", "INSERT INTO lienhoi.event", true],
    ["before the commit", "COMMIT", true],
    ["after the commit, before its answer", "COMMIT", false]
  ] as const)
    it(`${when}: the append is kept once, and the next one works`, async () => {
      const relay = await relayTo(url)
      const stream = `report/${encodeURIComponent(when)}`
      const told = await Effect.runPromise(
        Effect.gen(function* () {
          yield* append(stream, `${when} 1`)
          // Statements are prepared under a name; a second client has none yet and sends the words.
          return yield* Effect.gen(function* () {
            yield* (yield* Store.Store).sql`SELECT 1`
            relay.cutAt(word, before)
            const kept = yield* append(stream, `${when} 2`, 1)
            const next = yield* append(stream, `${when} 3`, 2)
            return [kept.version, next.version]
          }).pipe(Effect.provide(Layer.fresh(journalOn(relay.url))))
        }).pipe(Effect.provide(journalOn(url)))
      )
      const ids = await Effect.runPromise(
        Effect.flatMap(Journal, (journal) => journal.read(stream)).pipe(
          Effect.map((events) => events.map(({ event }) => event.id)),
          Effect.provide(journalOn(url))
        )
      )
      relay.close()

      expect(told).toEqual([2, 3])
      expect(ids).toEqual([`${when} 1`, `${when} 2`, `${when} 3`])
    })

  it("a server that is gone is unavailable, nothing was kept, and it works again when the server is back", async () => {
    if (process.env.DATABASE_URL !== undefined) return
    const told = await Effect.runPromise(
      Effect.gen(function* () {
        yield* append("report/fall", "fall-1")
        yield* Effect.promise(() => server.crash())
        const journal = yield* Journal
        const again = yield* Effect.retry(append("report/fall", "fall-2", 1), {
          while: ({ reason }) => reason._tag === "Unavailable",
          times: 20
        })
        return [again.version, (yield* journal.read("report/fall")).length]
      }).pipe(Effect.provide(journalOn(url)))
    )
    expect(told).toEqual([2, 2])
  })
})

const full = `CREATE OR REPLACE FUNCTION lienhoi.no_room() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN IF NEW.id LIKE 'full-%' THEN RAISE EXCEPTION 'no space left on device' USING ERRCODE = '53100'; END IF; RETURN NEW; END $$`

describe("a disk that is full, and an event nobody can write", () => {
  for (const engine of engines()) {
    it(`${engine.name}: says that it is unavailable, keeps neither events nor rows, and goes on when there is room`, async () => {
      const layer = SqlJournal.layer.pipe(Layer.provideMerge(engine.of("day-dia")))
      const row = { key: "k-1", duty: null, notBefore: "2024-10-15T01:30:00.000Z", expires: null, payload: {} }
      const told = await Effect.runPromise(
        Effect.gen(function* () {
          const { sql } = yield* Store.Store
          const journal = yield* Journal
          yield* sql.unsafe(full)
          yield* sql.unsafe(
            "CREATE TRIGGER no_room BEFORE INSERT ON lienhoi.event_rest FOR EACH ROW EXECUTE FUNCTION lienhoi.no_room()"
          )
          const failed = yield* Effect.flip(
            journal.append("report/a", [drafted("full-1")], { expectedVersion: 0, outbox: [row] })
          )
          const kept = yield* journal.readAll()
          const rows = yield* sql.unsafe("SELECT key FROM lienhoi.outbox WHERE association = 'day-dia'")
          yield* sql.unsafe("DROP TRIGGER no_room ON lienhoi.event_rest")
          const next = yield* journal.append("report/a", [drafted("full-1")], { expectedVersion: 0, outbox: [row] })
          return [failed.reason._tag, failed.isRetryable, kept.length, rows.length, next.version]
        }).pipe(Effect.provide(layer))
      )
      expect(told).toEqual(["Unavailable", true, 0, 0, 1])
    })

    it(`${engine.name}: one that cannot be written takes none of those along that came at the same time`, async () => {
      const told = await Effect.runPromise(
        Effect.gen(function* () {
          const journal = yield* Journal
          const exits = yield* Effect.forEach(
            ["good-1", "bad-\0", "good-2"],
            (id, i) => Effect.exit(journal.append(`report/${i}`, [drafted(id, "\0 \ud83d")], { expectedVersion: 0 })),
            { concurrency: "unbounded" }
          )
          return [exits.map(Exit.isSuccess), (yield* journal.readAll()).map(({ event }) => event.id)]
        }).pipe(Effect.provide(SqlJournal.layer.pipe(Layer.provideMerge(engine.fresh))))
      )
      expect(told).toEqual([
        [true, false, true],
        ["good-1", "good-2"]
      ])
    })
  }
})
