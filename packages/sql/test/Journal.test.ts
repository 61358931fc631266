import { assert, it } from "@effect/vitest"
import * as Journal from "@lienhoi/report/Journal"
import type { OutboxRow } from "@lienhoi/report/OutboxRow"
import * as ReportKey from "@lienhoi/report/ReportKey"
import * as SqlJournal from "@lienhoi/sql/SqlJournal"
import * as Store from "@lienhoi/sql/Store"
import { suite } from "@lienhoi/testing/JournalSuite"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Letter from "../src/internal/letter.ts"
import { engines } from "./engines.ts"

const rows = Effect.flatMap(Store.Store, (store) =>
  Effect.map(
    store.sql.unsafe<{
      key: string
      duty: string | null
      not_before: Date
      expires: Date | null
      letter: unknown
      salt: string | null
    }>(
      `SELECT key, duty, not_before, expires, payload AS letter, encode(salt, 'hex') AS salt
       FROM lienhoi.outbox WHERE association = $1 ORDER BY arrival`,
      [store.association]
    ),
    (found) =>
      found.map(
        ({ key, duty, not_before, expires, ...kept }): OutboxRow => ({
          key,
          duty,
          notBefore: not_before.toISOString(),
          expires: expires?.toISOString() ?? null,
          payload: Letter.open(store, "outbox", key, kept)
        })
      )
  )
).pipe(Effect.orDie)

const at = "2024-10-15T01:30:00.000Z"
const nameOf = (unit: string): string => ReportKey.stream({ lineage: "vi-du/thang", unit, period: "2024-10" })

for (const engine of engines()) {
  suite(engine.name, SqlJournal.layer.pipe(Layer.provideMerge(engine.fresh)), rows)

  it.effect(
    `Journal (${engine.name}): begun, going on and refused together, each row waits for its own duty's stream`,
    () =>
      Effect.gen(function* () {
        const journal = yield* Journal.Journal
        const { association, sql } = yield* Store.Store
        const append = (unit: string, id: string, expectedVersion: number, duty: string | null) =>
          Effect.exit(
            journal.append(
              nameOf(unit),
              [{ type: "requested", id, recordedAt: at, by: { person: "p-1" }, due: "2024-10-20" }],
              {
                expectedVersion,
                outbox: [
                  {
                    key: `k-${id}`,
                    duty: duty === null ? null : `duty/${association}/vi-du%2Fthang/${duty}/2024-10/1`,
                    notBefore: at,
                    expires: null,
                    payload: { id }
                  }
                ]
              }
            )
          )
        yield* append("u-old", "e-0", 0, null)
        const exits = yield* Effect.all(
          [
            append("u-1", "e-1", 0, "u-1"),
            append("u-2", "e-2", 0, "u-other"),
            append("u-3", "e-3", 0, null),
            append("u-old", "e-4", 1, "u-old"),
            append("u-old", "e-5", 0, null),
            append("u-1", "e-6", 0, null)
          ],
          { concurrency: "unbounded" }
        )
        const again = yield* append("u-4", "e-0", 0, null)
        const kept = yield* sql.unsafe<{ key: string; stream: string | null }>(
          `SELECT o.key, s.name AS stream FROM lienhoi.outbox AS o
         LEFT JOIN lienhoi.stream AS s ON s.association = o.association AND s.id = o.stream
         WHERE o.association = $1 ORDER BY o.key COLLATE "C"`,
          [association]
        )
        const streams = yield* Effect.forEach(["u-1", "u-2", "u-3", "u-old", "u-4"], (unit) =>
          journal.read(nameOf(unit))
        )

        assert.deepStrictEqual(
          [...exits, again].map(({ _tag }) => _tag),
          ["Success", "Success", "Success", "Success", "Failure", "Failure", "Failure"]
        )
        assert.deepStrictEqual(kept, [
          { key: "k-e-0", stream: null },
          { key: "k-e-1", stream: nameOf("u-1") },
          { key: "k-e-2", stream: nameOf("u-other") },
          { key: "k-e-3", stream: null },
          { key: "k-e-4", stream: nameOf("u-old") }
        ])
        assert.deepStrictEqual(
          streams.map((events) => events.map(({ event, version }) => `${version} ${event.id}`)),
          [["1 e-1"], ["1 e-2"], ["1 e-3"], ["1 e-0", "2 e-4"], []]
        )
      }).pipe(Effect.provide(SqlJournal.layer.pipe(Layer.provideMerge(engine.fresh))))
  )
}
