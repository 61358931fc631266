import * as SqlJournal from "@lienhoi/sql/SqlJournal"
import * as SqlOutbox from "@lienhoi/sql/SqlOutbox"
import { laws } from "@lienhoi/testing/DeliveryLaws"
import * as Layer from "effect/Layer"
import { engines } from "./engines.ts"

for (const engine of engines())
  laws(engine.name, Layer.mergeAll(SqlOutbox.layer, SqlJournal.layer).pipe(Layer.provide(engine.fresh)), {
    runs: 300,
    timeout: 600_000
  })
