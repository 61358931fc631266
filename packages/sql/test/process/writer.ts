/**
 * A process of its own that appends events and says which were acknowledged, one line each:
 * `node writer.ts STORE ASSOCIATION NAME STREAMS COUNT`. COUNT 0 goes on until somebody kills it.
 */
import type { ReportEvent } from "@lienhoi/report/Event"
import { Journal, type JournalError } from "@lienhoi/report/Journal"
import * as Database from "@lienhoi/sql/Database"
import * as SqlJournal from "@lienhoi/sql/SqlJournal"
import * as Store from "@lienhoi/sql/Store"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

const [where = "", association = "", name = "", streams = "", count = ""] = process.argv.slice(2)

const event = (id: string): ReportEvent => ({
  type: "drafted",
  id,
  recordedAt: "2024-10-15T01:30:00.000Z",
  by: { person: "p-1" },
  values: { NHOM: id }
})

const key = (n: number) => ({
  key: `${name}-${n}`,
  duty: null,
  notBefore: "2024-10-15T01:30:00.000Z",
  expires: null,
  payload: { text: name }
})

const append = (n: number) =>
  Effect.gen(function* () {
    const journal = yield* Journal
    const stream = `report/vi-du/u-${n % Number(streams)}/2024-10`
    const { length } = yield* journal.read(stream)
    yield* journal.append(stream, [event(`${name}-${n}`)], { expectedVersion: length, outbox: [key(n)] })
    process.stdout.write(`${name}-${n}\n`)
  }).pipe(Effect.retry({ while: (error) => error.reason._tag === "WrongVersion" }))

let next = 0

/** One of those who write side by side. */
const lane: Effect.Effect<void, JournalError, Journal> = Effect.suspend(() =>
  count !== "0" && next >= Number(count) ? Effect.void : Effect.andThen(append(next++), lane)
)

const program = Effect.all(
  Array.from({ length: 8 }, () => lane),
  { concurrency: "unbounded", discard: true }
)

// A server may have many processes; a folder is opened as soon as its last owner is seen to be gone.
await Effect.runPromise(
  program.pipe(
    Effect.provide(
      SqlJournal.layer.pipe(Layer.provide(Store.open(Database.parse(where), { association, connections: 3 })))
    )
  )
)
