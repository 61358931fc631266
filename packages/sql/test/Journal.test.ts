import type { OutboxRow } from "@lienhoi/report/OutboxRow"
import * as SqlJournal from "@lienhoi/sql/SqlJournal"
import * as Store from "@lienhoi/sql/Store"
import { suite } from "@lienhoi/testing/JournalSuite"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { engines } from "./engines.ts"

const rows = Effect.flatMap(Store.Store, ({ association, sql }) =>
  sql.unsafe<{ key: string; duty: string | null; not_before: Date; expires: Date | null; payload: unknown }>(
    "SELECT key, duty, not_before, expires, payload FROM lienhoi.outbox WHERE association = $1 ORDER BY arrival",
    [association]
  )
).pipe(
  Effect.map((found) =>
    found.map(
      ({ key, duty, not_before, expires, payload }): OutboxRow => ({
        key,
        duty,
        notBefore: not_before.toISOString(),
        expires: expires?.toISOString() ?? null,
        payload
      })
    )
  ),
  Effect.orDie
)

for (const engine of engines()) suite(engine.name, SqlJournal.layer.pipe(Layer.provideMerge(engine.fresh)), rows)
