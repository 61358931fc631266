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
suite("preview", PreviewChannel.layer().pipe(Layer.provide(FileSink.layerMemory(new Map()))))
suite("by hand", ByHandChannel.layer({ maxLength: 2000 }).pipe(Layer.provide(Worklist.layerMemory)))
