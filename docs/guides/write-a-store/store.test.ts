import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { assert, it } from "@effect/vitest"
import { Journal } from "@lienhoi/report"
import { JournalSuite, RunLogSuite } from "@lienhoi/testing"
import { Effect, Layer } from "effect"
import * as SqliteFile from "./SqliteFile.ts"
import * as SqliteJournal from "./SqliteJournal.ts"
import * as SqliteRunLog from "./SqliteRunLog.ts"

const folder = mkdtempSync(join(tmpdir(), "kho-"))
let files = 0
const fresh = () => join(folder, `kho-${++files}.sqlite`)

// 1. What every log of runs and every journal promises, each test on a file of its own.
let associations = 0
RunLogSuite.suite(
  "sqlite",
  Layer.unwrap(Effect.sync(() => SqliteRunLog.layer.pipe(Layer.provide(SqliteFile.layer(fresh()))))),
  () => `vi-du-${++associations}`
)
JournalSuite.suite(
  "sqlite",
  Layer.unwrap(Effect.sync(() => SqliteJournal.layer.pipe(Layer.provideMerge(SqliteFile.layer(fresh()))))),
  SqliteJournal.rows
)

// 2. What only a file does: what was written is there when it is opened again.
it.effect("a file that was closed is read as it was", () =>
  Effect.gen(function* () {
    const path = fresh()
    const opened = () => SqliteJournal.layer.pipe(Layer.provideMerge(SqliteFile.layer(path)))
    const event = {
      type: "returned",
      id: "e-1",
      recordedAt: "2024-10-15T01:30:00.000Z",
      by: { person: "p-1" },
      revision: 1,
      reason: "Xin xem lại số nhóm",
      due: "2024-10-22"
    } as const
    yield* Effect.provide(
      Effect.flatMap(Journal.Journal, ({ append }) => append("report/a", [event], { expectedVersion: 0 })),
      opened()
    )

    const read = yield* Effect.provide(
      Effect.flatMap(Journal.Journal, (journal) => journal.read("report/a")),
      opened()
    )

    assert.deepStrictEqual(
      read.map((one) => one.event),
      [event]
    )
  })
)
