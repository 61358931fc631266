import { assert, it } from "@effect/vitest"
import * as Channel from "@lienhoi/messaging/Channel"
import * as Delivery from "@lienhoi/messaging/Delivery"
import { Unreachable } from "@lienhoi/messaging/DeliveryError"
import * as Labelled from "@lienhoi/messaging/Labelled"
import * as MemoryChannel from "@lienhoi/messaging/MemoryChannel"
import * as Message from "@lienhoi/messaging/Message"
import * as Outbox from "@lienhoi/messaging/Outbox"
import * as Unsettled from "@lienhoi/messaging/Unsettled"
import * as Journal from "@lienhoi/report/Journal"
import * as MemoryLedger from "@lienhoi/report/MemoryLedger"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { TestClock } from "effect/testing"

const start = "2024-10-15T01:30:00.000Z"

const memory = Layer.mergeAll(Outbox.layerMemory, Journal.layerMemory).pipe(
  Layer.provide(Layer.fresh(MemoryLedger.layer))
)

const story = (claim: string, tell: Effect.Effect<void, unknown, Outbox.Outbox | Journal.Journal>): void =>
  it.effect(claim, () => Effect.andThen(TestClock.setTime(Date.parse(start)), tell).pipe(Effect.provide(memory)))

const put = Effect.flatMap(Journal.Journal, (journal) => {
  const message = Message.make({
    key: "k-1",
    kind: "reminder",
    to: { audience: "person", id: "p-1", name: "chị Lan", roads: [{ channel: "memory", address: "1" }] },
    duty: null,
    association: "vwu",
    body: Labelled.plain("Còn 2 ngày nữa đến hạn nộp báo cáo.")
  })
  const row = Outbox.row(message, { notBefore: start, expires: null })
  return journal.append("report/-", [], { expectedVersion: 0, outbox: [row] })
})

const row = Effect.map(
  Effect.flatMap(Outbox.Outbox, (outbox) => outbox.list(["k-1"])),
  ([posted]) => posted!
)

const pass = (channel: Channel.Contract) => Delivery.pass({ worker: "w-1", channels: [channel] })

/** A channel that can be asked by our key, and says this. */
const answering = (
  { capabilities, quote, send }: Channel.Contract,
  says: Channel.Status,
  idempotency: "key" | "none"
) => {
  const asked: Array<string> = []
  const channel = Channel.make({
    capabilities: { ...capabilities, idempotency, status: true },
    quote,
    send,
    status: ({ id }) =>
      Effect.sync(() => {
        asked.push(id)
        return says
      })
  })
  return { asked, channel }
}

for (const [says, idempotency, ends, asks] of [
  ["delivered", "key", "accepted", ["k-1"]],
  ["not-delivered", "key", "undelivered", ["k-1"]],
  ["unknown", "key", "unknown", ["k-1"]],
  ["delivered", "none", "unknown", []]
] as const) {
  story(
    `a channel that tells messages apart by ${idempotency} and says ${says} leaves the row ${ends}`,
    Effect.gen(function* () {
      const { channel: silent, answerWith } = MemoryChannel.make()
      yield* answerWith({ reply: "lose-answer", arrived: true })
      yield* put
      yield* pass(silent)
      const { asked, channel } = answering(silent, says, idempotency)

      const settled = yield* Unsettled.askAll([channel])

      assert.deepStrictEqual(asked, [...asks])
      assert.strictEqual((yield* row).state.at, ends)
      assert.strictEqual(settled.length, ends === "unknown" ? 0 : 1)
    })
  )
}

story(
  "a row whose worker died before it named the channel is settled by a channel that has it, never by one that has not",
  Effect.gen(function* () {
    const { channel: silent } = MemoryChannel.make()
    yield* put
    const outbox = yield* Outbox.Outbox
    yield* outbox.claim({ worker: "dead", at: start, limit: 1, patience: 1000 })
    yield* outbox.claim({ worker: "w-2", at: "2024-10-15T02:00:00.000Z", limit: 1, patience: 1000 })

    yield* Unsettled.askAll([answering(silent, "not-delivered", "key").channel])
    const before = (yield* row).state.at
    yield* Unsettled.askAll([answering(silent, "accepted", "key").channel])

    assert.deepStrictEqual([before, (yield* row).state.at], ["unknown", "accepted"])
  })
)

story(
  "what was not delivered is tried again when a person says so, also on the road that was closed",
  Effect.gen(function* () {
    const { channel, answerWith, arrived } = MemoryChannel.make()
    yield* answerWith({ reply: "refuse", reason: new Unreachable({ detail: "left the group" }) })
    yield* put
    yield* pass(channel)
    yield* pass(channel)
    const first = (yield* row).state.at

    yield* Unsettled.retry("k-1", "p-9")
    yield* pass(channel)
    const end = yield* row
    yield* Unsettled.retry("k-1", "p-9")

    assert.deepStrictEqual([first, end.state.at, (yield* row).state.at], ["undelivered", "accepted", "accepted"])
    assert.strictEqual((yield* arrived).length, 1)
    assert.strictEqual(end.attempts.find(({ reopenedBy }) => reopenedBy === "p-9")?.notDelivered, "Unreachable")
  })
)

story(
  "what a person dropped waits for nobody any more",
  Effect.gen(function* () {
    const { channel, answerWith } = MemoryChannel.make()
    yield* answerWith({ reply: "refuse", reason: new Unreachable({ detail: "left the group" }) })
    yield* put
    yield* pass(channel)
    yield* pass(channel)
    const outbox = yield* Outbox.Outbox
    const before = (yield* outbox.unsettled(10)).length

    yield* Unsettled.drop("k-1", "p-9")
    yield* Unsettled.retry("k-1", "p-9")

    assert.deepStrictEqual([before, (yield* outbox.unsettled(10)).length, (yield* row).state.at], [1, 0, "undelivered"])
  })
)

story(
  "a person who found out settles what is unknown, and only that",
  Effect.gen(function* () {
    const { channel, answerWith, arrived } = MemoryChannel.make()
    yield* answerWith({ reply: "lose-answer", arrived: false })
    yield* put
    yield* pass(channel)

    yield* Unsettled.didNotArrive(yield* row, "p-9", true)
    yield* pass(channel)
    const end = yield* row
    yield* Unsettled.arrived(end, "p-9")

    assert.deepStrictEqual([end.state.at, (yield* arrived).length], ["accepted", 1])
    assert.strictEqual(end.state.at === "accepted" && end.state.by, null)
  })
)
