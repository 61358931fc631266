import { assert, it } from "@effect/vitest"
import * as FileSink from "@lienhoi/messaging/FileSink"
import * as Labelled from "@lienhoi/messaging/Labelled"
import * as Letter from "@lienhoi/messaging/Letter"
import * as Message from "@lienhoi/messaging/Message"
import * as PreviewChannel from "@lienhoi/messaging/PreviewChannel"
import type { Language } from "@lienhoi/words/Language"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"

const message = (key: string, body: string, file = "anh-1.jpg"): Message.Message =>
  Message.make({
    key,
    kind: "reminder",
    to: { audience: "person", id: "p-1", name: "chị Lan", roads: [{ channel: "preview", address: "1" }] },
    duty: null,
    association: "vwu",
    subject: Labelled.plain("Báo cáo tháng 10"),
    body: Labelled.plain(body),
    attachments: [
      { name: Labelled.plain(file), mediaType: "image/jpeg", bytes: Labelled.plain(new Uint8Array([1, 2])) }
    ],
    links: [
      { title: Labelled.plain("Mở biểu mẫu"), href: Labelled.plain("https://vidu.vn/f/1?a=1&b=2") },
      { title: Labelled.plain("Lạ"), href: Labelled.plain("javascript:alert(1)") }
    ]
  })

const write = (one: Message.Message, language: Language = "vi") =>
  Effect.gen(function* () {
    const files = new Map<string, string | Uint8Array>()
    yield* TestClock.setTime(Date.parse("2024-10-15T01:30:00.000Z"))
    const channel = yield* PreviewChannel.make({ language }).pipe(Effect.provide(FileSink.layerMemory(files)))
    const letter = Letter.admit(one, { channel: "preview", address: "1" }, channel.capabilities.doors)
    yield* channel.send(letter as Letter.Letter)
    return files
  })

it.effect("writes one page, one text and the files of each message, named after its key", () =>
  Effect.gen(function* () {
    const one = message("nhac/2024-10/ấp 1/1", "Còn 2 ngày nữa đến hạn.")
    const { page, text } = PreviewChannel.paths(one)

    const files = yield* write(one)

    assert.match(page, /^nhac-2024-10-ap-1-1-[0-9a-f]{8}\.html$/)
    assert.deepStrictEqual([...files.keys()], [page, text, page.replace(".html", "/1-anh-1.jpg")])
    assert.strictEqual(
      files.get(text),
      "Báo cáo tháng 10\n\nCòn 2 ngày nữa đến hạn.\n\nMở biểu mẫu: https://vidu.vn/f/1?a=1&b=2\n\nLạ: javascript:alert(1)\n\nTệp gửi kèm: anh-1.jpg\n"
    )
  })
)

it.effect("looks like a phone, 360 px wide, no text under 16 px, and needs nothing from elsewhere", () =>
  Effect.gen(function* () {
    const one = message("k-1", "Còn 2 ngày nữa đến hạn.")

    const page = String((yield* write(one)).get(PreviewChannel.paths(one).page))

    const fonts = [...page.matchAll(/font(?:-size)?: (\d+)px/g)].map(([, size]) => Number(size))
    assert.include(page, "width: 360px")
    assert.isTrue(fonts.length > 2 && fonts.every((size) => size >= 16))
    assert.notMatch(page, /<script|<link|src=|url\(/)
    assert.include(page, "Bản xem trước: tin này chưa gửi cho ai.")
    assert.include(page, "08:30 15/10/2024")
  })
)

it.effect("shows what people wrote as text, and offers only links that lead somewhere", () =>
  Effect.gen(function* () {
    const one = message("k-1", `<script>alert("x")</script> & 'nháy'`, "../../etc/anh.jpg")

    const files = yield* write(one)

    const page = String(files.get(PreviewChannel.paths(one).page))
    assert.include(page, "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;nháy&#39;")
    assert.include(page, `href="https://vidu.vn/f/1?a=1&amp;b=2"`)
    assert.notInclude(page, `href="javascript:`)
    assert.isTrue([...files.keys()].every((path) => !path.includes("..")))
  })
)

it.effect("says the words around the message in English when asked", () =>
  Effect.gen(function* () {
    const one = message("k-1", "Còn 2 ngày nữa đến hạn.")

    const page = String((yield* write(one, "en")).get(PreviewChannel.paths(one).page))

    assert.include(page, `<html lang="en">`)
    assert.include(page, "A preview: this message was sent to nobody.")
  })
)

it.effect("a message that was not written is not delivered, and may be tried again", () =>
  Effect.gen(function* () {
    const sink = FileSink.FileSink.of({
      write: (path) => Effect.fail(new FileSink.FileSinkError({ path, cause: new Error("disk full") }))
    })
    const channel = yield* PreviewChannel.make().pipe(Effect.provideService(FileSink.FileSink, sink))
    const letter = Letter.admit(
      message("k-1", "Chào chị"),
      { channel: "preview", address: "1" },
      channel.capabilities.doors
    )

    const error = yield* Effect.flip(channel.send(letter as Letter.Letter))

    assert.strictEqual(error._tag === "DeliveryError" && error.reason._tag, "Unavailable")
    assert.isTrue(error.isRetryable)
  })
)
