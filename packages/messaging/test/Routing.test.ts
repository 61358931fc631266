import { assert, it } from "@effect/vitest"
import * as Channel from "@lienhoi/messaging/Channel"
import { DeliveryError, Unavailable } from "@lienhoi/messaging/DeliveryError"
import * as Labelled from "@lienhoi/messaging/Labelled"
import * as MemoryChannel from "@lienhoi/messaging/MemoryChannel"
import * as Message from "@lienhoi/messaging/Message"
import * as Routing from "@lienhoi/messaging/Routing"
import * as Effect from "effect/Effect"

/** 15 October 2024, 08:30 in Viet Nam. */
const morning = "2024-10-15T01:30:00.000Z"
/** The same day, 23:00. */
const night = "2024-10-15T16:00:00.000Z"

const channel = (name: string, vi: string, own: MemoryChannel.Options = {}): Channel.Contract =>
  MemoryChannel.make({ name, title: { vi, en: vi }, ...own }).channel

const price = (perMessage: number) => ({ perMessage, freeAfterContact: null })

const message = (channels: ReadonlyArray<string>, own: Partial<Message.Parts> = {}): Message.Message =>
  Message.make({
    key: "k-1",
    kind: "reminder",
    to: {
      audience: "person",
      id: "p-1",
      name: "chị Lan",
      roads: channels.map((name) => ({ channel: name, address: `${name}-1` }))
    },
    duty: null,
    association: "vwu",
    body: Labelled.plain("Còn 2 ngày nữa đến hạn nộp báo cáo."),
    ...own
  })

const email = channel("email", "Thư điện tử")
const zalo = channel("zalo", "Zalo", { price: price(55) })
const byHand = channel("by-hand", "Chuyển tay", { resort: "last" })
const all = [byHand, zalo, email]

it.effect("takes the cheapest road that is allowed and says why not the others", () =>
  Effect.gen(function* () {
    const decision = yield* Routing.choose({
      message: message(["by-hand", "zalo", "email"]),
      channels: all,
      at: morning
    })

    assert.strictEqual(decision.take, "now")
    assert.strictEqual(decision.take === "now" && decision.letter.address, "email-1")
    assert.deepStrictEqual(decision.because, {
      vi: "Gửi qua Thư điện tử: kênh được phép và rẻ nhất (0 đồng)",
      en: "Goes by Thư điện tử: allowed and the cheapest (0 đồng)"
    })
    assert.deepStrictEqual(
      decision.alternatives.map(({ channel: name, because }) => [name, because.vi]),
      [
        ["zalo", "giá 55 đồng, đắt hơn"],
        ["by-hand", "cần người làm tay, chỉ dùng khi không còn kênh khác"]
      ]
    )
  })
)

it.effect("goes by hand only when no automatic channel is left", () =>
  Effect.gen(function* () {
    const closed = channel("zalo", "Zalo", {
      quote: () => ({ answer: "no", because: { vi: "quá 7 ngày chưa nhắn lại", en: "no word from them for 7 days" } })
    })

    const decision = yield* Routing.choose({
      message: message(["zalo", "email", "sms", "by-hand"]),
      channels: [closed, email, byHand],
      tried: [{ channel: "email", reason: "Unreachable" }],
      at: morning
    })

    assert.strictEqual(decision.take === "now" && decision.channel, "by-hand")
    assert.strictEqual(decision.because.vi, "Gửi qua Chuyển tay: không còn kênh tự động nào dùng được")
    assert.deepStrictEqual(
      decision.alternatives.map(({ because }) => because.vi),
      ["quá 7 ngày chưa nhắn lại", "đã thử, không tới được (Unreachable)", "chưa nối kênh này"]
    )
  })
)

it.effect("waits for the end of quiet hours, and not longer than the message is worth", () =>
  Effect.gen(function* () {
    const sleeping = channel("zalo", "Zalo", { quietHours: { from: "22:00", to: "06:00" }, price: price(55) })
    const options = { message: message(["zalo", "by-hand"]), channels: [sleeping, byHand], at: night }

    const waiting = yield* Routing.choose(options)
    const urgent = yield* Routing.choose({ ...options, expires: "2024-10-15T20:00:00.000Z" })

    assert.deepStrictEqual(waiting.take === "wait" && [waiting.channel, waiting.until], [
      "zalo",
      "2024-10-15T23:00:00.000Z"
    ])
    assert.strictEqual(waiting.because.vi, "Chờ đến 06:00 16/10/2024 rồi gửi qua Zalo (55 đồng)")
    assert.strictEqual(urgent.take === "now" && urgent.channel, "by-hand")
    assert.strictEqual(urgent.alternatives[0]?.because.vi, "phải chờ quá hạn của tin")
  })
)

it.effect("of equal roads takes the soonest, then the one the recipient named first", () =>
  Effect.gen(function* () {
    const later = channel("zalo", "Zalo", {
      quote: () => ({
        answer: "wait",
        price: 0,
        until: "2024-10-15T03:00:00.000Z",
        because: { vi: "hết hạn mức phút này", en: "quota of this minute used up" }
      })
    })
    const free = channel("zalo", "Zalo")

    const soonest = yield* Routing.choose({
      message: message(["zalo", "email"]),
      channels: [later, email],
      at: morning
    })
    const named = yield* Routing.choose({ message: message(["zalo", "email"]), channels: [email, free], at: morning })

    assert.strictEqual(soonest.take === "now" && soonest.channel, "email")
    assert.strictEqual(soonest.alternatives[0]?.because.vi, "hết hạn mức phút này")
    assert.strictEqual(named.take === "now" && named.channel, "zalo")
  })
)

it.effect("passes by a channel whose door or length forbids the message", () =>
  Effect.gen(function* () {
    const open = channel("email", "Thư điện tử", {
      doors: [{ audience: "person", accepts: { secrecy: "open", personal: "none" } }]
    })
    const short = channel("sms", "Tin nhắn SMS", { maxLength: 10 })
    const internal = Labelled.make("Tình hình nội bộ", { secrecy: "internal", personal: "none", reviewed: true })

    const decision = yield* Routing.choose({
      message: message(["email", "sms", "zalo"], { body: internal }),
      channels: [open, short, zalo],
      at: morning
    })

    assert.strictEqual(decision.take === "now" && decision.channel, "zalo")
    assert.deepStrictEqual(
      decision.alternatives.map(({ because }) => because.vi),
      [
        "Nội dung nội bộ, kênh này chỉ nhận nội dung công khai; bỏ phần nội bộ hoặc chọn kênh khác",
        "tin dài 16 ký tự, kênh nhận tối đa 10"
      ]
    )
  })
)

it.effect("asks a silent channel again before it gives work to a person", () =>
  Effect.gen(function* () {
    const asked = Channel.make({
      capabilities: zalo.capabilities,
      quote: () =>
        Effect.fail(new DeliveryError({ channel: "zalo", key: "k-1", reason: new Unavailable({ detail: "503" }) })),
      send: zalo.send
    })

    const decision = yield* Routing.choose({
      message: message(["zalo", "by-hand"]),
      channels: [asked, byHand],
      at: morning
    })

    assert.deepStrictEqual(decision.take === "none" && [decision.channel, decision.reason], ["zalo", "Unavailable"])
  })
)

it.effect("says so when nobody can be reached on any road", () =>
  Effect.gen(function* () {
    const decision = yield* Routing.choose({ message: message([]), channels: all, at: morning })

    assert.deepStrictEqual(decision, {
      take: "none",
      channel: null,
      reason: "Unreachable",
      because: {
        vi: "Không có kênh nào gửi được cho chị Lan; thêm kênh liên lạc hoặc chuyển tay",
        en: "No channel reaches chị Lan; add a contact point or pass it on by hand"
      },
      alternatives: []
    })
  })
)
