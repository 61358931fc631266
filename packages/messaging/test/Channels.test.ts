import * as ByHandChannel from "@lienhoi/messaging/ByHandChannel"
import * as FileSink from "@lienhoi/messaging/FileSink"
import * as MemoryChannel from "@lienhoi/messaging/MemoryChannel"
import * as PreviewChannel from "@lienhoi/messaging/PreviewChannel"
import * as Worklist from "@lienhoi/messaging/Worklist"
import { suite } from "@lienhoi/testing/ChannelSuite"
import * as Layer from "effect/Layer"

suite("memory", MemoryChannel.layer())
suite(
  "memory, poor",
  MemoryChannel.layer({
    doors: [{ audience: "person", accepts: { secrecy: "open", personal: "none" } }],
    maxLength: 160,
    files: null,
    status: false
  })
)
suite(
  "memory, like Zalo",
  MemoryChannel.layer({
    doors: [{ audience: "person", accepts: { secrecy: "internal", personal: "none" } }],
    files: {
      max: 1,
      kinds: [
        { mediaType: "image/png", maxBytes: 1_000_000 },
        { mediaType: "application/pdf", maxBytes: 5_000_000 }
      ]
    },
    quietHours: { from: "22:00", to: "06:00" },
    contactWithinDays: 7,
    quotas: [{ per: "minute", of: "sender", messages: 4000 }],
    price: { perMessage: 55, freeAfterContact: { messages: 8, hours: 48 } }
  })
)
suite("preview", PreviewChannel.layer().pipe(Layer.provide(FileSink.layerMemory(new Map()))))
suite("by hand", ByHandChannel.layer({ maxLength: 2000 }).pipe(Layer.provide(Worklist.layerMemory)))
