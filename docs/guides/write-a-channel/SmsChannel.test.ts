import { assert, it } from "@effect/vitest"
import { Channel, Labelled, Letter, Message } from "@lienhoi/messaging"
import { ChannelSuite } from "@lienhoi/testing"
import { Effect, Layer } from "effect"
import * as MadeUp from "./madeUpGateway.ts"
import * as SmsChannel from "./SmsChannel.ts"

const gateway = (fetch: SmsChannel.Gateway["fetch"]) => ({ url: "https://sms.example/", key: "khoa-vi-du", fetch })

const address = "0900 000 001"

// 1. What every channel promises.
ChannelSuite.suite(
  "phone",
  Layer.sync(Channel.Channel, () => SmsChannel.make(gateway(MadeUp.make().fetch))),
  { address }
)

const letter = (to = address): Letter.Letter =>
  Letter.admit(
    Message.make({
      key: "nhac/2024-10/ap-1",
      kind: "reminder",
      to: { audience: "person", id: "p-1", name: "chị Lan", roads: [{ channel: "phone", address: to }] },
      duty: null,
      association: "vwu",
      body: Labelled.plain("Còn 2 ngày nữa đến hạn nộp báo cáo tháng 10.")
    }),
    { channel: "phone", address: to },
    SmsChannel.capabilities.doors
  ) as Letter.Letter

// 2. What only this one does: what each answer of its gateway means.
const answers = [
  [400, "Unreachable", false],
  [401, "Suspended", false],
  [402, "Suspended", false],
  [429, "RateLimited", true],
  [503, "Unavailable", true],
  ["cut", "OutcomeUnknown", false]
] as const

for (const [mood, tag, isRetryable] of answers)
  it.effect(`answered with ${mood}: ${tag}`, () =>
    Effect.gen(function* () {
      const made = MadeUp.make()
      made.moods.push(mood)
      const error = yield* Effect.flip(SmsChannel.make(gateway(made.fetch)).send(letter()))
      assert.strictEqual(error._tag === "DeliveryError" ? error.reason._tag : error._tag, tag)
      assert.strictEqual(error.isRetryable, isRetryable)
    })
  )

it.effect("is quiet at night, and refuses what is no mobile number before anything is sent", () =>
  Effect.gen(function* () {
    const made = MadeUp.make()
    const channel = SmsChannel.make(gateway(made.fetch))
    const night = yield* channel.quote(letter(), "2024-10-15T16:30:00.000Z")
    const landline = yield* channel.quote(letter("0293 3 900 001"), "2024-10-15T01:30:00.000Z")
    const error = yield* Effect.flip(channel.send(letter("0293 3 900 001")))

    assert.deepInclude(night, { answer: "wait", until: "2024-10-16T00:00:00.000Z" })
    assert.strictEqual(landline.answer, "no")
    assert.isFalse(error.isRetryable)
    assert.deepStrictEqual(made.received, [])
  })
)
