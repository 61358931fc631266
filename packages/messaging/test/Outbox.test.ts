import * as Outbox from "@lienhoi/messaging/Outbox"
import * as Journal from "@lienhoi/report/Journal"
import * as MemoryLedger from "@lienhoi/report/MemoryLedger"
import { suite } from "@lienhoi/testing/OutboxSuite"
import * as Layer from "effect/Layer"

suite("memory", Layer.mergeAll(Outbox.layerMemory, Journal.layerMemory).pipe(Layer.provide(MemoryLedger.layer)))
