import { assert, describe, it } from "@effect/vitest"
import * as ByHandChannel from "@lienhoi/messaging/ByHandChannel"
import type * as Channel from "@lienhoi/messaging/Channel"
import * as Delivery from "@lienhoi/messaging/Delivery"
import * as Labelled from "@lienhoi/messaging/Labelled"
import * as Letter from "@lienhoi/messaging/Letter"
import * as Message from "@lienhoi/messaging/Message"
import * as Outbox from "@lienhoi/messaging/Outbox"
import type { Road } from "@lienhoi/messaging/Recipient"
import * as Routing from "@lienhoi/messaging/Routing"
import * as Worklist from "@lienhoi/messaging/Worklist"
import * as Journal from "@lienhoi/report/Journal"
import * as MemoryLedger from "@lienhoi/report/MemoryLedger"
import * as ConsultationChannel from "@lienhoi/zalo/ConsultationChannel"
import * as Group from "@lienhoi/zalo/Group"
import * as GroupChannel from "@lienhoi/zalo/GroupChannel"
import * as OaMessage from "@lienhoi/zalo/OaMessage"
import * as Profile from "@lienhoi/zalo/Profile"
import * as TemplateChannel from "@lienhoi/zalo/TemplateChannel"
import * as TemplateMessage from "@lienhoi/zalo/TemplateMessage"
import type { Running } from "@lienhoi/zalo-simulator/Simulator"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { TestClock } from "effect/testing"
import { account, grant, memory, morning, oa, people, start } from "./local.ts"

/** A story at a Zalo of its own, at half past eight in the morning. */
const story = (claim: string, tell: (zalo: Running) => Effect.Effect<void, unknown, never>) =>
  it.effect(claim, () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(Date.parse(morning))
      const zalo = yield* Effect.acquireRelease(
        Effect.promise(() => start()),
        (running) => Effect.promise(() => running.stop())
      )
      yield* tell(zalo)
    }).pipe(Effect.scoped)
  )

const message = (roads: ReadonlyArray<Road>, body = "Còn 2 ngày nữa đến hạn nộp báo cáo.", name = "chị Lan") =>
  Message.make({
    key: "nhac/2024-10/ap-1",
    kind: "reminder",
    to: { audience: roads[0]?.channel === "zalo-group" ? "group" : "person", id: "p-1", name, roads },
    duty: null,
    association: "vwu",
    body: Labelled.plain(body)
  })

const letterTo = (channel: Channel.Contract, address: string, body?: string): Letter.Letter => {
  const road = { channel: channel.capabilities.name, address }
  return Letter.admit(message([road], body), road, channel.capabilities.doors) as Letter.Letter
}

const reminderTemplate = {
  reminder: { template: "123456", data: { name: "name", date: { words: "20/10/2026" } } }
} as const

/** All roads of the account, and a person's hands. */
const everyRoad = (zalo: Running) =>
  Effect.gen(function* () {
    const ours = yield* account(zalo)
    const channels = [
      yield* ConsultationChannel.make(ours),
      GroupChannel.make(ours),
      TemplateChannel.make(ours, { templates: reminderTemplate }),
      yield* ByHandChannel.make()
    ]
    return { ours, channels }
  })

const toLan: ReadonlyArray<Road> = [
  { channel: "zalo", address: people.lan.uid },
  { channel: "zalo-template", address: people.lan.phone },
  { channel: "by-hand", address: "gặp tại nhà" }
]

const choose = (channels: ReadonlyArray<Channel.Contract>, roads: ReadonlyArray<Road>) =>
  Routing.choose({ message: message(roads), channels, at: morning })

describe("Zalo: the cheapest lawful road", () => {
  story("a consultation message while she has written lately, free of charge", (zalo) =>
    Effect.gen(function* () {
      zalo.control.act({ do: "send", person: "lan", text: "Chào Hội" })
      const { channels } = yield* everyRoad(zalo)
      const decision = yield* choose(channels, toLan)

      assert.strictEqual(decision.take === "now" && decision.channel, "zalo")
      assert.strictEqual(decision.take === "now" && decision.price, 0)
      assert.strictEqual(decision.because.vi, "Gửi qua Zalo (tin tư vấn): kênh được phép và rẻ nhất (0 đồng)")
      assert.strictEqual(decision.alternatives[0]?.because.vi, "giá 300 đồng, đắt hơn")
    }).pipe(Effect.provide(memory), Effect.provide(Worklist.layerMemory))
  )

  story("a template message when the window is closed, and why is said in both languages", (zalo) =>
    Effect.gen(function* () {
      const { channels } = yield* everyRoad(zalo)
      const decision = yield* choose(channels, toLan)

      assert.strictEqual(decision.take === "now" && decision.channel, "zalo-template")
      const why = decision.alternatives.find(({ channel }) => channel === "zalo")?.because
      assert.strictEqual(why?.vi, "người nhận chưa nhắn tin cho Official Account; nhắn một tin là mở được")
      assert.strictEqual(why?.en, "the recipient has not written to the Official Account; one message opens the road")
    }).pipe(Effect.provide(memory), Effect.provide(Worklist.layerMemory))
  )

  story("by hand where the account is not ready", (zalo) =>
    Effect.gen(function* () {
      zalo.control.act({ do: "send", person: "lan", text: "Chào Hội" })
      const { ours, channels } = yield* everyRoad(zalo)
      zalo.control.revoke()
      // The first call finds out; the pair cannot be renewed any more.
      yield* Effect.ignore(OaMessage.window(ours, people.lan.uid))
      const decision = yield* choose(channels, toLan)

      assert.strictEqual(decision.take === "now" && decision.channel, "by-hand")
      assert.include(decision.because.vi, "không còn kênh tự động nào")
    }).pipe(Effect.provide(memory), Effect.provide(Worklist.layerMemory))
  )
})

describe("Zalo: the decision is kept in words", () => {
  story("with the attempt, in both languages, and without a name", (zalo) =>
    Effect.gen(function* () {
      const { channels } = yield* everyRoad(zalo)
      const journal = yield* Journal.Journal
      const row = Outbox.row(message(toLan), { notBefore: "2024-10-01T00:00:00.000Z" })
      yield* journal.append("reminders", [], { expectedVersion: 0, outbox: [row] })
      yield* Delivery.pass({ worker: "w-1", channels })
      const [posted] = yield* (yield* Outbox.Outbox).list()
      const chosen = posted?.attempts[0]?.chosen ?? []

      assert.strictEqual(posted?.state.at, "accepted")
      assert.deepStrictEqual(
        chosen.map(({ channel }) => channel),
        ["zalo-template", "by-hand", "zalo"]
      )
      assert.strictEqual(chosen[0]?.because.en, "Goes by Zalo (template message): allowed and the cheapest (300 đồng)")
      assert.strictEqual(
        chosen[2]?.because.vi,
        "người nhận chưa nhắn tin cho Official Account; nhắn một tin là mở được"
      )
      assert.notInclude(JSON.stringify(chosen), "Lan")
    }).pipe(
      Effect.provide(memory),
      Effect.provide(Worklist.layerMemory),
      Effect.provide(Layer.mergeAll(Journal.layerMemory, Outbox.layerMemory).pipe(Layer.provide(MemoryLedger.layer)))
    )
  )
})

describe("Zalo: hostile input", () => {
  story("a token another program has used up ends in words, while the access token carries on", (zalo) =>
    Effect.gen(function* () {
      const ours = yield* account(zalo)
      const stolen = grant(zalo)
      yield* ours.tokens.adopt(stolen)
      // Another program renews with the same refresh token.
      const other = yield* Effect.promise(() =>
        fetch(`${zalo.hosts.oauth}/v4/oa/access_token`, {
          method: "POST",
          headers: { secret_key: "app-secret-for-tests", "content-type": "application/x-www-form-urlencoded" },
          body: new URLSearchParams({
            app_id: ours.appId,
            grant_type: "refresh_token",
            refresh_token: Redacted.value(stolen.refresh)
          })
        })
      )
      assert.strictEqual(other.status, 200)
      yield* TestClock.adjust("13 hours")
      const read = yield* Profile.read(ours)
      const { state, accessUntil } = yield* ours.tokens.standing
      const asked = zalo.control.requests({ path: "access_token" }).length
      yield* TestClock.adjust("1 hour")
      yield* Profile.read(ours)

      assert.strictEqual(read.oaId, oa)
      assert.strictEqual(state, "reconnect-needed")
      assert.isTrue(accessUntil !== null && accessUntil > "2024-10-16")
      assert.strictEqual(zalo.control.requests({ path: "access_token" }).length, asked, "the token never leaves again")
      yield* TestClock.adjust("12 hours")
      const over = yield* Effect.flip(Profile.read(ours))
      assert.strictEqual(over.reason._tag, "Reconnect")
    }).pipe(Effect.provide(memory))
  )

  story("an access token that is revoked before its time is replaced, and the message goes once", (zalo) =>
    Effect.gen(function* () {
      zalo.control.act({ do: "send", person: "lan", text: "Chào Hội" })
      const ours = yield* account(zalo)
      const token = Redacted.value(yield* ours.tokens.access)
      zalo.control.expire({ token })
      const sent = yield* OaMessage.text(ours, people.lan.uid, "Chào chị")

      assert.isNotEmpty(sent.messageId)
      const arrived = zalo.control.messages({ person: "lan" }).filter(({ text }) => text === "Chào chị")
      assert.strictEqual(arrived.length, 1)
    }).pipe(Effect.provide(memory))
  )

  story("a template whose parameters changed closes the road with the place that is missing", (zalo) =>
    Effect.gen(function* () {
      zalo.control.template({ id: "123456", params: [{ name: "ho_ten", maxLength: 30 }], text: "Chào <ho_ten>" })
      const ours = yield* account(zalo)
      const channel = TemplateChannel.make(ours, { templates: reminderTemplate })
      const letter = letterTo(channel, people.lan.phone)
      const quote = yield* channel.quote(letter, morning)
      const sent = yield* Effect.flip(channel.send(letter))

      assert.strictEqual(
        quote.answer === "no" && quote.because.vi,
        "mẫu tin 123456 cần “ho_ten”, tin này không có; sửa channels.zalo.templates"
      )
      assert.strictEqual(sent._tag === "DeliveryError" && sent.reason._tag, "Suspended")
    }).pipe(Effect.provide(memory))
  )

  story("a template that changes between quote and send is read anew for the next message", (zalo) =>
    Effect.gen(function* () {
      const ours = yield* account(zalo)
      const channel = TemplateChannel.make(ours, { templates: reminderTemplate })
      const letter = letterTo(channel, people.lan.phone)
      const before = yield* channel.quote(letter, morning)
      zalo.control.template({ id: "123456", status: "DISABLE", reason: "chất lượng thấp" })
      const sent = yield* Effect.flip(channel.send(letter))
      const after = yield* channel.quote(letter, morning)

      assert.deepStrictEqual([before.answer, sent.isRetryable, after.answer], ["now", false, "no"])
    }).pipe(Effect.provide(memory))
  )

  story("a group dissolved under us ends in Unreachable, and the next quote says so in words", (zalo) =>
    Effect.gen(function* () {
      const ours = yield* account(zalo)
      const { id } = yield* Group.create(ours, { name: "Nhóm thử", asset: "asset-10", members: [people.lan.uid] })
      const channel = GroupChannel.make(ours)
      const letter = letterTo(channel, id)
      const before = yield* channel.quote(letter, morning)
      yield* Group.dissolve(ours, id)
      const sent = yield* Effect.flip(channel.send(letter))
      const after = yield* channel.quote(letter, morning)

      assert.strictEqual(before.answer, "now")
      assert.strictEqual(sent._tag === "DeliveryError" && sent.reason._tag, "Unreachable")
      assert.strictEqual(
        after.answer === "no" && after.because.vi,
        "nhóm không còn hoặc không thuộc Official Account này (mã -403)"
      )
    }).pipe(Effect.provide(memory))
  )

  story("a lost answer is an outcome nobody knows: sent once, not again", (zalo) =>
    Effect.gen(function* () {
      zalo.control.act({ do: "send", person: "lan", text: "Chào Hội" })
      const ours = yield* account(zalo)
      const channel = yield* ConsultationChannel.make(ours)
      zalo.control.fault({ at: "/message/cs", kind: "lose-answer" })
      const lost = yield* Effect.flip(channel.send(letterTo(channel, people.lan.uid)))
      zalo.control.fault({ at: "/message/cs", kind: "status", status: 502, html: true })
      const page = yield* Effect.flip(channel.send(letterTo(channel, people.lan.uid)))

      assert.deepStrictEqual([lost._tag, page._tag], ["OutcomeUnknown", "OutcomeUnknown"])
      assert.strictEqual(zalo.control.requests({ path: "/message/cs" }).length, 2)
    }).pipe(Effect.provide(memory))
  )

  story("status 200 with a negative error is a failure; an undocumented code is kept whole", (zalo) =>
    Effect.gen(function* () {
      zalo.control.act({ do: "send", person: "lan", text: "Chào Hội" })
      const ours = yield* account(zalo)
      zalo.control.fault({ at: "/message/cs", kind: "error", code: -9876, message: "chuyện lạ với số 84987654321" })
      const strange = yield* Effect.flip(OaMessage.text(ours, people.lan.uid, "Chào chị"))

      assert.strictEqual(strange.reason._tag === "Unknown" && strange.reason.code, "-9876")
      assert.strictEqual(strange.reason._tag === "Unknown" && strange.reason.said, "chuyện lạ với số …")
      assert.isFalse(strange.isRetryable)
    }).pipe(Effect.provide(memory))
  )

  story("errors and receipts hold no phone number, token or text", (zalo) =>
    Effect.gen(function* () {
      const ours = yield* account(zalo)
      const channel = TemplateChannel.make(ours, { templates: reminderTemplate })
      zalo.control.person({ key: "lan", zalo: false })
      const sent = yield* Effect.flip(channel.send(letterTo(channel, people.lan.phone, "CHIM-HOANG-YEN")))
      const token = Redacted.value(yield* ours.tokens.access)
      const printed = `${sent} ${JSON.stringify(sent)} ${sent.stack} ${String(sent.cause)} ${JSON.stringify(ours)}`

      assert.strictEqual(sent._tag === "DeliveryError" && sent.reason._tag, "Unreachable")
      for (const secret of ["987654321", "987 654 321", token, "app-secret-for-tests", "CHIM-HOANG-YEN"])
        assert.notInclude(printed, secret)
    }).pipe(Effect.provide(memory))
  )

  story("ids beyond 2^53 stay what they are, and decomposed text arrives composed", (zalo) =>
    Effect.gen(function* () {
      const uid = "9007199254740993123"
      zalo.control.person({ key: "tu", name: "Phạm Thị Tú", uids: { [oa]: uid }, follows: [oa] })
      zalo.control.act({ do: "send", person: "tu", text: "Chào Hội" })
      const ours = yield* account(zalo)
      const channel = yield* ConsultationChannel.make(ours)
      const body = "ế".repeat(2000)
      const decomposed = body.normalize("NFD")
      yield* OaMessage.text(ours, uid, decomposed)
      yield* channel.send(letterTo(channel, uid, "Hạn nộp".normalize("NFD")))

      const texts = zalo.control.messages({ person: "tu" }).map(({ text }) => text)
      assert.include(texts, body)
      assert.include(texts, "Hạn nộp")
      assert.isAbove([...decomposed].length, 2000)
    }).pipe(Effect.provide(memory))
  )

  story("at night a template with the night rule waits until six in the morning", (zalo) =>
    Effect.gen(function* () {
      yield* Effect.promise(() => zalo.control.clock({ at: "2024-10-15T16:30:00.000Z" }))
      yield* TestClock.setTime(Date.parse("2024-10-15T16:30:00.000Z"))
      const ours = yield* account(zalo)
      const templates = { reminder: { template: "123457", data: { name: "name" }, night: true } } as const
      const channel = TemplateChannel.make(ours, { templates })
      const letter = letterTo(channel, people.lan.phone)
      const quote = yield* channel.quote(letter, "2024-10-15T16:30:00.000Z")
      const sent = yield* Effect.flip(channel.send(letter))

      assert.strictEqual(quote.answer === "wait" && quote.until, "2024-10-15T23:00:00.000Z")
      const wait =
        sent._tag === "DeliveryError" && sent.reason._tag === "RateLimited" ? sent.reason.retryAfterMillis : 0
      assert.isTrue(wait >= 6.5 * 3_600_000 && wait <= 6.75 * 3_600_000)
    }).pipe(Effect.provide(memory))
  )

  story("too fast by somebody else's doing: nobody calls until the next minute", (zalo) =>
    Effect.gen(function* () {
      const ours = yield* account(zalo)
      zalo.control.fault({ at: "/getoa", kind: "error", code: -32, message: "application reached limit call api" })
      const fast = yield* Effect.flip(Profile.read(ours))
      const asked = zalo.control.requests({ path: "/getoa" }).length
      const again = yield* Effect.flip(Profile.read(ours))

      assert.strictEqual(fast.reason._tag === "Later" && fast.reason.until, "2024-10-15T01:01:02.000Z")
      assert.strictEqual(again.reason._tag, "Later")
      assert.strictEqual(zalo.control.requests({ path: "/getoa" }).length, asked)
    }).pipe(Effect.provide(memory))
  )

  story("what a template message became is asked by its receipt", (zalo) =>
    Effect.gen(function* () {
      const ours = yield* account(zalo)
      const sent = yield* TemplateMessage.toPhone(ours, people.hoa.phone, {
        template: "123456",
        data: { name: "Hoa", date: "20/10/2026" },
        tracking: TemplateMessage.trackingId("nhac/1")
      })
      const before = yield* TemplateMessage.status(ours, sent.messageId)
      yield* Effect.promise(() => zalo.control.clock({ advance: 3_600_000 }))

      assert.include(["accepted", "delivered"], before)
      assert.strictEqual(yield* TemplateMessage.status(ours, sent.messageId), "delivered")
      assert.strictEqual(yield* TemplateMessage.status(ours, "khong-co"), "unknown")
    }).pipe(Effect.provide(memory))
  )
})
