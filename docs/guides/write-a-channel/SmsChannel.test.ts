import { assert, it } from "@effect/vitest"
import { Channel, Labelled, Letter, Message } from "@lienhoi/messaging"
import { ChannelSuite } from "@lienhoi/testing"
import { Effect, Layer } from "effect"
import { openApp } from "lienhoi"
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

// 3. In an office: the reminder of a branch head who has nothing but a telephone number.
it("is a road of an office", async () => {
  const made = MadeUp.make()
  let now = "2024-10-10T09:00:00.000Z"
  const opened = await openApp(
    {
      association: "vwu",
      since: "2024-10-01",
      units: { text: "id,code,name,level,parent\nxa,31357,Xã Mẫu,co_so,\nap-1,,Ấp Mẫu,chi_hoi,xa\n" },
      people: { text: "person,name,address,unit,title,phone\nlan,Trần Thị Lan,chị,ap-1,Chi hội trưởng,0900 000 001\n" },
      templates: [
        {
          text: "{ template: mau/nhom-zalo, title: Nhóm Zalo, period: month, window: fifteenth, due: { chi_hoi: 15 }, sections: { zalo: { title: Nhóm Zalo, fields: [{ key: NHOM, label: Nhóm Zalo, unit: nhóm, type: count, asked_of: [chi_hoi], combine: { units: sum, periods: last } }] } } }"
        }
      ]
    },
    { now: () => now, channels: [SmsChannel.make(gateway(made.fetch))] }
  )
  assert.isTrue(opened.ok)
  if (!opened.ok) return
  await opened.value.tick()
  now = "2024-10-11T02:00:00.000Z"
  const { delivered } = await opened.value.tick()
  await opened.value.close()

  assert.deepStrictEqual(
    delivered.map(({ because, state }) => [state, because.vi]),
    [["accepted", "Gửi qua Tin nhắn SMS: kênh được phép và rẻ nhất (600 đồng)"]]
  )
  assert.strictEqual(made.received[0]?.to, "84900000001")
  assert.match(made.received[0]?.text ?? "", /^Chào chị Lan,\n.*còn 4 ngày \(thứ Ba 15\/10\)/u)
})
