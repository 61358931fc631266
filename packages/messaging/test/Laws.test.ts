import * as Outbox from "@lienhoi/messaging/Outbox"
import * as Journal from "@lienhoi/report/Journal"
import * as MemoryLedger from "@lienhoi/report/MemoryLedger"
import { laws } from "@lienhoi/testing/DeliveryLaws"
import * as Layer from "effect/Layer"

laws(
  "memory",
  Layer.mergeAll(Outbox.layerMemory, Journal.layerMemory).pipe(Layer.provide(Layer.fresh(MemoryLedger.layer)))
)
