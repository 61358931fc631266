import { assert, it } from "@effect/vitest"
import * as Channel from "@lienhoi/messaging/Channel"
import * as Delivery from "@lienhoi/messaging/Delivery"
import { RateLimited, Suspended, Unavailable, Unreachable } from "@lienhoi/messaging/DeliveryError"
import * as Labelled from "@lienhoi/messaging/Labelled"
import * as MemoryChannel from "@lienhoi/messaging/MemoryChannel"
import * as Message from "@lienhoi/messaging/Message"
import * as Outbox from "@lienhoi/messaging/Outbox"
import * as Journal from "@lienhoi/report/Journal"
import * as MemoryLedger from "@lienhoi/report/MemoryLedger"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Latch from "effect/Latch"
import * as Layer from "effect/Layer"
import { TestClock } from "effect/testing"

const start = "2024-10-15T01:30:00.000Z"

const memory = Layer.mergeAll(Outbox.layerMemory, Journal.layerMemory).pipe(
  Layer.provide(Layer.fresh(MemoryLedger.layer))
)

const story = (claim: string, tell: Effect.Effect<void, unknown, Outbox.Outbox | Journal.Journal>): void =>
  it.effect(claim, () => Effect.andThen(TestClock.setTime(Date.parse(start)), tell).pipe(Effect.provide(memory)))

const put = (channels: ReadonlyArray<string>, expires: string | null = null) =>
  Effect.flatMap(Journal.Journal, (journal) => {
    const roads = channels.map((channel) => ({ channel, address: `${channel}-1` }))
    const message = Message.make({
      key: "k-1",
      kind: "reminder",
      to: { audience: "person", id: "p-1", name: "chị Lan", roads },
      duty: null,
      association: "vwu",
      body: Labelled.plain("Còn 2 ngày nữa đến hạn nộp báo cáo.")
    })
    const row = Outbox.row(message, { notBefore: start, expires })
    return journal.append("report/-", [], { expectedVersion: 0, outbox: [row] })
  })

const row = Effect.map(
  Effect.flatMap(Outbox.Outbox, (outbox) => outbox.list(["k-1"])),
  ([posted]) => posted!
)

/** The same channel, behaving otherwise in one thing. */
const like = ({ capabilities, quote, send }: Channel.Contract, own: Partial<Channel.Adapter>): Channel.Contract =>
  Channel.make({ capabilities, quote, send, ...own })

const pass = (...channels: ReadonlyArray<Channel.Contract>) => Delivery.pass({ worker: "w-1", channels })

story(
  "a message goes out once, and is accepted",
  Effect.gen(function* () {
    const { channel, arrived } = MemoryChannel.make()
    yield* put(["memory"])

    const [done] = yield* pass(channel)
    const nothing = yield* pass(channel)

    assert.deepStrictEqual(done?.state, {
      at: "accepted",
      when: start,
      channel: "memory",
      receipt: "memory-1",
      by: null
    })
    assert.strictEqual(done?.decision?.because.vi, "Gửi qua Bộ nhớ: kênh được phép và rẻ nhất (0 đồng)")
    assert.deepStrictEqual(nothing, [])
    assert.strictEqual((yield* arrived)[0]?.address, "memory-1")
  })
)

story(
  "a channel that is down is asked again, later each time, until it takes the message",
  Effect.gen(function* () {
    const { channel, answerWith, arrived } = MemoryChannel.make()
    const down = { reply: "refuse", reason: new Unavailable({ detail: "503" }) } as const
    yield* answerWith(down, down)
    yield* put(["memory"])

    yield* pass(channel)
    const first = yield* row
    yield* TestClock.adjust("30 seconds")
    yield* pass(channel)
    const second = yield* row
    yield* TestClock.adjust("1 minute")
    yield* pass(channel)

    assert.deepStrictEqual(first.state, { at: "queued", from: "2024-10-15T01:30:30.000Z" })
    assert.deepStrictEqual(second.state, { at: "queued", from: "2024-10-15T01:31:30.000Z" })
    assert.strictEqual((yield* row).state.at, "accepted")
    assert.strictEqual((yield* arrived).length, 1)
  })
)

story(
  "a channel that asks for patience gets it",
  Effect.gen(function* () {
    const { channel, answerWith } = MemoryChannel.make()
    yield* answerWith({ reply: "refuse", reason: new RateLimited({ retryAfterMillis: 3_600_000 }) })
    yield* put(["memory"])

    yield* pass(channel)

    assert.deepStrictEqual((yield* row).state, { at: "queued", from: "2024-10-15T02:30:00.000Z" })
  })
)

story(
  "an outcome nobody knows is neither tried again nor counted as failed",
  Effect.gen(function* () {
    const { channel, answerWith, arrived } = MemoryChannel.make()
    yield* answerWith({ reply: "lose-answer", arrived: true })
    yield* put(["memory"])

    yield* pass(channel)
    yield* TestClock.adjust("1 day")
    const again = yield* pass(channel)

    assert.deepStrictEqual(again, [])
    assert.deepStrictEqual((yield* row).state, { at: "unknown", when: start, channel: "memory" })
    assert.strictEqual((yield* arrived).length, 1)
  })
)

story(
  "who cannot be reached on one road is written to on the next; when none is left the reason stays",
  Effect.gen(function* () {
    const zalo = MemoryChannel.make({ name: "zalo" })
    const email = MemoryChannel.make({ name: "email", price: { perMessage: 1, freeAfterContact: null } })
    yield* zalo.answerWith({ reply: "refuse", reason: new Unreachable({ detail: "no consent" }) })
    yield* email.answerWith({ reply: "refuse", reason: new Suspended({ detail: "wallet" }) })
    yield* put(["zalo", "email"])

    for (let i = 0; i < 4; i++) yield* pass(zalo.channel, email.channel)

    const { state, attempts } = yield* row
    assert.deepStrictEqual(
      attempts.map(({ channel, notDelivered }) => [channel, notDelivered]),
      [
        ["zalo", "Unreachable"],
        ["email", "Suspended"],
        [null, "Suspended"]
      ]
    )
    assert.strictEqual(state.at === "undelivered" && state.reason, "Suspended")
  })
)

story(
  "after the allowed number of tries a channel counts as tried in vain",
  Effect.gen(function* () {
    const { channel, answerWith, arrived } = MemoryChannel.make()
    const down = { reply: "refuse", reason: new Unavailable({ detail: "503" }) } as const
    yield* answerWith(...Array.from({ length: 10 }, () => down))
    yield* put(["memory"])

    for (let i = 0; i < 20; i++) yield* Effect.andThen(pass(channel), TestClock.adjust("1 hour"))

    const { state, attempts } = yield* row
    assert.strictEqual(state.at === "undelivered" && state.reason, "Unavailable")
    assert.strictEqual(attempts.length, 9)
    assert.deepStrictEqual(yield* arrived, [])
  })
)

story(
  "a worker that was held up for more than five seconds does not call, and hands the row back",
  Effect.gen(function* () {
    const { channel, arrived } = MemoryChannel.make()
    const outbox = yield* Outbox.Outbox
    yield* put(["memory"])
    const slow = Outbox.Outbox.of({
      ...outbox,
      claim: (claim) => Effect.tap(outbox.claim(claim), () => TestClock.adjust("5001 millis"))
    })

    yield* Effect.provideService(pass(channel), Outbox.Outbox, slow)
    const held = yield* row
    yield* TestClock.adjust("5 seconds")
    yield* pass(channel)

    assert.deepStrictEqual([held.state.at, held.attempts[0]?.notDelivered], ["queued", "handed-back"])
    assert.strictEqual((yield* row).state.at, "accepted")
    assert.strictEqual((yield* arrived).length, 1)
  })
)

story(
  "a channel that does not answer in time leaves the outcome unknown",
  Effect.gen(function* () {
    const { channel } = MemoryChannel.make()
    const mute = like(channel, { send: () => Effect.never })
    yield* put(["memory"])

    const working = yield* Effect.forkChild(pass(mute))
    yield* TestClock.adjust("30 seconds")
    yield* Fiber.join(working)

    assert.strictEqual((yield* row).state.at, "unknown")
  })
)

story(
  "a worker asked to stop finishes what it has in hand",
  Effect.gen(function* () {
    const { channel, arrived } = MemoryChannel.make()
    const answer = yield* Latch.make()
    const slow = like(channel, { send: (letter) => answer.whenOpen(channel.send(letter)) })
    yield* put(["memory"])

    const working = yield* Effect.forkChild(pass(slow), { startImmediately: true })
    const stopping = yield* Effect.forkChild(Fiber.interrupt(working), { startImmediately: true })
    const inHand = yield* row
    yield* answer.open
    yield* Fiber.join(stopping)

    assert.strictEqual(inHand.state.at, "handing")
    assert.strictEqual((yield* row).state.at, "accepted")
    assert.strictEqual((yield* arrived).length, 1)
  })
)

story(
  "a channel that takes too long to say what it can do gets nothing for now",
  Effect.gen(function* () {
    const { channel, arrived } = MemoryChannel.make()
    const undecided = like(channel, { quote: () => Effect.never })
    yield* put(["memory"])

    const working = yield* Effect.forkChild(pass(undecided))
    yield* TestClock.adjust("5 seconds")
    yield* Fiber.join(working)

    assert.deepStrictEqual((yield* row).state, { at: "queued", from: "2024-10-15T01:30:10.000Z" })
    assert.deepStrictEqual(yield* arrived, [])
  })
)

story(
  "a channel that breaks leaves the outcome unknown: something may have left",
  Effect.gen(function* () {
    const { channel } = MemoryChannel.make()
    const broken = like(channel, { send: () => Effect.die("bug") })
    yield* put(["memory"])

    yield* pass(broken)

    assert.strictEqual((yield* row).state.at, "unknown")
  })
)

story(
  "what waits for a channel goes back with the moment named, and expires when that comes too late",
  Effect.gen(function* () {
    const { channel } = MemoryChannel.make({ quietHours: { from: "08:00", to: "10:00" } })
    yield* put(["memory"], "2024-10-15T04:00:00.000Z")

    yield* pass(channel)
    const waiting = yield* row
    yield* TestClock.adjust("3 hours")
    yield* pass(channel)

    assert.deepStrictEqual(waiting.state, { at: "queued", from: "2024-10-15T03:00:00.000Z" })
    assert.strictEqual((yield* row).state.at, "expired")
  })
)

story(
  "a row that cannot be read ends as refused instead of going round for ever",
  Effect.gen(function* () {
    const journal = yield* Journal.Journal
    const unread = { key: "k-1", duty: null, notBefore: start, expires: null, payload: { body: 7 } }
    yield* journal.append("report/-", [], { expectedVersion: 0, outbox: [unread] })

    const [done] = yield* pass(MemoryChannel.make().channel)

    assert.isNull(done?.decision)
    assert.strictEqual(done?.state?.at === "undelivered" && done.state.reason, "Refused")
  })
)

story(
  "news from the channel settles what was unknown, and repeated news changes nothing",
  Effect.gen(function* () {
    const { channel, answerWith } = MemoryChannel.make()
    yield* answerWith({ reply: "lose-answer", arrived: true })
    yield* put(["memory"])
    yield* pass(channel)
    const about = { type: "delivery", id: "e-1", channel: "memory", at: start, key: "k-1", attempt: null } as const
    const news = { ...about, receipt: "z-1", by: null }

    const settled = yield* Delivery.settle({ ...news, status: "seen" })
    const contradicted = yield* Delivery.settle({ ...news, status: "not-delivered" })

    assert.strictEqual(settled?.at, "accepted")
    assert.deepStrictEqual(contradicted, settled)
  })
)

story(
  "works on, round after round, until it is stopped",
  Effect.gen(function* () {
    const { channel, arrived } = MemoryChannel.make()

    const worker = yield* Effect.forkChild(Delivery.run({ worker: "w-1", channels: [channel], every: "10 seconds" }), {
      startImmediately: true
    })
    yield* put(["memory"])
    const before = yield* arrived
    yield* TestClock.adjust("10 seconds")
    const after = yield* arrived
    yield* Fiber.interrupt(worker)

    assert.deepStrictEqual([before.length, after.length], [0, 1])
  })
)
