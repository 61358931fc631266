import * as SqlJournal from "@lienhoi/sql/SqlJournal"
import * as SqlOutbox from "@lienhoi/sql/SqlOutbox"
import { suite } from "@lienhoi/testing/OutboxSuite"
import * as Layer from "effect/Layer"
import { engines } from "./engines.ts"

for (const engine of engines())
  suite(engine.name, Layer.mergeAll(SqlOutbox.layer, SqlJournal.layer).pipe(Layer.provide(engine.fresh)))
