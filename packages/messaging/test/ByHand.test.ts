import { assert, it } from "@effect/vitest"
import * as ByHandChannel from "@lienhoi/messaging/ByHandChannel"
import * as Delivery from "@lienhoi/messaging/Delivery"
import * as Labelled from "@lienhoi/messaging/Labelled"
import * as Message from "@lienhoi/messaging/Message"
import * as Outbox from "@lienhoi/messaging/Outbox"
import * as Worklist from "@lienhoi/messaging/Worklist"
import * as Journal from "@lienhoi/report/Journal"
import * as MemoryLedger from "@lienhoi/report/MemoryLedger"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { TestClock } from "effect/testing"

const start = "2024-10-15T01:30:00.000Z"

const memory = Layer.mergeAll(Outbox.layerMemory, Journal.layerMemory, Worklist.layerMemory).pipe(
  Layer.provide(Layer.fresh(MemoryLedger.layer))
)

const story = (
  claim: string,
  tell: Effect.Effect<void, unknown, Outbox.Outbox | Journal.Journal | Worklist.Worklist>
): void =>
  it.effect(claim, () => Effect.andThen(TestClock.setTime(Date.parse(start)), tell).pipe(Effect.provide(memory)))

/** A directive goes into the group of a branch. */
const handOver = Effect.gen(function* () {
  const message = Message.make({
    key: "k-1",
    kind: "notice",
    to: {
      audience: "group",
      id: "g-1",
      name: "Nhóm Zalo Chi hội ấp 1",
      roads: [{ channel: "by-hand", address: "https://zalo.me/g/vidu1" }]
    },
    duty: null,
    association: "vwu",
    subject: Labelled.plain("Báo cáo tháng 10"),
    body: Labelled.plain("Các chị nộp báo cáo trước thứ Sáu 18/10."),
    attachments: [
      { name: Labelled.plain("mau.pdf"), mediaType: "application/pdf", bytes: Labelled.plain(new Uint8Array(3)) }
    ],
    links: [{ title: Labelled.plain("Mở biểu mẫu"), href: Labelled.plain("https://vidu.vn/f/1") }]
  })
  const journal = yield* Journal.Journal
  const row = Outbox.row(message, { notBefore: start })
  yield* journal.append("report/-", [], { expectedVersion: 0, outbox: [row] })
  const channel = yield* ByHandChannel.make()
  yield* Delivery.pass({ worker: "w-1", channels: [channel] })
})

const items = Effect.flatMap(Worklist.Worklist, (worklist) => worklist.items)

const state = Effect.map(
  Effect.flatMap(Outbox.Outbox, (outbox) => outbox.list(["k-1"])),
  ([posted]) => posted?.state
)

story(
  "puts a text that is ready to paste on the list, with the place to post it",
  Effect.gen(function* () {
    yield* handOver

    const list = yield* items

    assert.deepStrictEqual(
      list.map(({ name, where, text, files }) => [name, where, text, files.map((file) => file.name)]),
      [
        [
          "Nhóm Zalo Chi hội ấp 1",
          "https://zalo.me/g/vidu1",
          "Báo cáo tháng 10\n\nCác chị nộp báo cáo trước thứ Sáu 18/10.\n\nMở biểu mẫu: https://vidu.vn/f/1\n\nTệp gửi kèm: mau.pdf",
          ["mau.pdf"]
        ]
      ]
    )
    assert.strictEqual(
      ByHandChannel.worklistText(list).split("\n").slice(0, 4).join("\n"),
      "Tin cần chuyển tay (1)\n\n1. Đăng vào Nhóm Zalo Chi hội ấp 1 (https://zalo.me/g/vidu1)\n   Đánh dấu trước 08:30 18/10/2024"
    )
    assert.strictEqual(ByHandChannel.worklistText([], "en"), "Nothing is waiting to be passed on.")
  })
)

story(
  "is accepted when a person marks it posted, with who and when, once",
  Effect.gen(function* () {
    yield* handOver
    const waiting = yield* state
    yield* TestClock.adjust("2 hours")

    const marked = yield* ByHandChannel.posted("k-1", "p-7")
    const again = yield* ByHandChannel.posted("k-1", "p-8")

    assert.strictEqual(waiting?.at, "handing")
    assert.deepStrictEqual(marked, {
      at: "accepted",
      when: "2024-10-15T03:30:00.000Z",
      channel: "by-hand",
      receipt: "k-1",
      by: "p-7"
    })
    assert.deepStrictEqual(again, marked)
    assert.deepStrictEqual(yield* items, [])
  })
)

story(
  "is undelivered when a person says why it could not be posted",
  Effect.gen(function* () {
    yield* handOver

    const marked = yield* ByHandChannel.couldNot("k-1", "p-7", "not-in-group")

    assert.deepStrictEqual(marked, {
      at: "undelivered",
      when: start,
      channel: "by-hand",
      reason: "Unreachable",
      by: "p-7"
    })
    assert.deepStrictEqual(yield* items, [])
  })
)

story(
  "is unknown when nobody marks it in time, is not put on the list again, and a late mark still counts",
  Effect.gen(function* () {
    yield* handOver
    const channel = yield* ByHandChannel.make()
    yield* TestClock.adjust("3 days")
    yield* Delivery.pass({ worker: "w-1", channels: [channel] })
    const nobodyKnows = yield* state

    const late = yield* ByHandChannel.posted("k-1", "p-7")

    assert.strictEqual(nobodyKnows?.at, "unknown")
    assert.strictEqual(late?.at, "accepted")
  })
)
