import * as Journal from "@lienhoi/report/Journal"
import * as MemoryLedger from "@lienhoi/report/MemoryLedger"
import { suite } from "@lienhoi/testing/JournalSuite"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Result from "effect/Result"

suite(
  "memory",
  Journal.layerMemory.pipe(Layer.provideMerge(MemoryLedger.layer)),
  Effect.flatMap(MemoryLedger.MemoryLedger, (ledger) =>
    ledger.transaction((t) => Result.succeed(t.rows().map((entry) => entry.row)))
  )
)
