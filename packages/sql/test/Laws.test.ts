import * as SqlJournal from "@lienhoi/sql/SqlJournal"
import * as SqlOutbox from "@lienhoi/sql/SqlOutbox"
import { laws } from "@lienhoi/testing/DeliveryLaws"
import * as Layer from "effect/Layer"
import { engines } from "./engines.ts"

// Fewer schedules than over memory, where each costs no disk.
for (const engine of engines())
  laws(engine.name, Layer.mergeAll(SqlOutbox.layer, SqlJournal.layer).pipe(Layer.provide(engine.fresh)), {
    runs: 120,
    timeout: 600_000
  })
