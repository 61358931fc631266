import { assert, describe, it } from "@effect/vitest"
import * as Bot from "@lienhoi/zalo/Bot"
import * as Content from "@lienhoi/zalo/Content"
import * as Law from "@lienhoi/zalo/Law"
import * as Transport from "@lienhoi/zalo/Transport"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"

const wire = (content: Content.Content) => Content.toWire(Law.standard, content)

describe("Content", () => {
  it("has the documented shape for each kind", () => {
    assert.deepStrictEqual(wire({ kind: "image", image: { attachmentId: "ATT1" }, text: "Ảnh" }), {
      text: "Ảnh",
      attachment: {
        type: "template",
        payload: { template_type: "media", elements: [{ media_type: "image", attachment_id: "ATT1" }] }
      }
    })
    assert.deepStrictEqual(wire({ kind: "file", token: "T1" }), {
      attachment: { type: "file", payload: { token: "T1" } }
    })
    assert.deepStrictEqual(
      wire({
        kind: "buttons",
        text: "Chọn",
        buttons: [
          { title: "Mở", open: "https://example.vn" },
          { title: "Nói", say: "xong" },
          { title: "Gọi", phone: "84900000001" }
        ]
      }),
      {
        text: "Chọn",
        attachment: {
          type: "template",
          payload: {
            buttons: [
              { title: "Mở", type: "oa.open.url", payload: { url: "https://example.vn" } },
              { title: "Nói", type: "oa.query.show", payload: "xong" },
              { title: "Gọi", type: "oa.open.phone", payload: { phone_code: "84900000001" } }
            ]
          }
        }
      }
    )
  })

  it("is counted in its composed form, in characters", () => {
    const body = "ế".repeat(2000)
    assert.deepStrictEqual(wire({ kind: "text", text: body.normalize("NFD") }), { text: body })
    assert.strictEqual(wire({ kind: "text", text: "😀".repeat(2000) })._tag, undefined)
    assert.strictEqual(wire({ kind: "text", text: `${body}a` })._tag, "BadRequest")
  })

  it("refuses what breaks a limit before anything leaves", () => {
    const button = { title: "Mở", open: "https://example.vn" }
    const many = Array.from({ length: 6 }, () => button)
    for (const content of [
      { kind: "text", text: "" },
      { kind: "buttons", text: "Chọn", buttons: many },
      { kind: "buttons", text: "Chọn", buttons: [] },
      { kind: "buttons", text: "Chọn", buttons: [{ ...button, title: "a".repeat(101) }] },
      { kind: "buttons", text: "Chọn", buttons: [{ title: "a", say: "a".repeat(1001) }] }
    ] as const)
      assert.strictEqual(wire(content)._tag, "BadRequest")
  })

  it("every figure of the law has its mark", () => {
    assert.deepStrictEqual(Object.keys(Law.marks).sort(), Object.keys(Law.standard).sort())
  })
})

describe("Transport", () => {
  const failing = (error: unknown) =>
    Transport.overFetch(() => Promise.reject(error)).send({
      method: "GET",
      url: "http://x",
      headers: {},
      body: null,
      within: 1000
    })

  it.effect("tells a request that never left from one whose answer is lost, and says nothing of the address", () =>
    Effect.gen(function* () {
      const refused = Object.assign(new TypeError("fetch failed https://bot/bot1:secret"), {
        cause: { code: "ECONNREFUSED" }
      })
      const reset = Object.assign(new TypeError("fetch failed https://bot/bot1:secret"), {
        cause: { code: "ECONNRESET" }
      })
      const [never, lost, odd] = yield* Effect.all(
        [refused, reset, new Error("https://bot/bot1:secret")].map((error) => Effect.flip(failing(error)))
      )
      assert.deepStrictEqual([never?._tag, lost?._tag, odd?._tag], ["NotSent", "Lost", "Lost"])
      assert.notInclude(JSON.stringify([never, lost, odd]), "secret")
    })
  )
})

describe("Bot", () => {
  const bot = (status: number, body: unknown) =>
    Bot.make({ token: Redacted.make("1:bot-secret-for-tests") }).pipe(
      Effect.provideService(
        Transport.Transport,
        Transport.Transport.of({ send: () => Effect.succeed({ status, headers: {}, text: JSON.stringify(body) }) })
      )
    )

  it.effect("an empty poll is no failure; a refused token, an unknown chat and too many calls are told apart", () =>
    Effect.gen(function* () {
      const empty = yield* Bot.poll(yield* bot(200, { ok: false, error_code: 408, description: "Request timeout" }))
      const reasons = yield* Effect.forEach([401, 404, 429, 400, 403, 500], (code) =>
        Effect.flatMap(bot(200, { ok: false, error_code: code, description: "x" }), (one) =>
          Effect.map(Effect.flip(Bot.send(one, "6ede9afa", "Chào")), ({ reason }) => reason._tag)
        )
      )
      assert.isNull(empty)
      assert.deepStrictEqual(reasons, ["TokenRefused", "Recipient", "Later", "BadRequest", "Recipient", "Unknown"])
    })
  )
})
