import * as Door from "@lienhoi/messaging/Door"
import * as Labelled from "@lienhoi/messaging/Labelled"
import * as MemoryChannel from "@lienhoi/messaging/MemoryChannel"
import * as Message from "@lienhoi/messaging/Message"
import * as QuietHours from "@lienhoi/messaging/QuietHours"
import type { Label } from "@lienhoi/template/Label"
import fc from "fast-check"
import { describe, expect, it } from "vitest"

const label = (secrecy: Label["secrecy"], personal: Label["personal"]): Label => ({ secrecy, personal, reviewed: true })

const parts: Message.Parts = {
  key: "k-1",
  kind: "reminder",
  to: { audience: "person", id: "p-1", name: "chị Lan", roads: [] },
  duty: null,
  association: "vwu",
  body: Labelled.plain("Chào chị")
}

const file = (name: Labelled.Labelled<string>, bytes: Labelled.Labelled<Uint8Array>) => ({
  name,
  mediaType: "image/png",
  bytes
})

describe("Message", () => {
  it("bears the highest label of everything it embeds, whatever the place", () => {
    const name = Labelled.make("Trần Thị Mẫu.png", label("open", "basic"))
    const bytes = Labelled.make(new Uint8Array(1), label("internal", "none"))
    const link = { title: Labelled.plain("Sổ"), href: Labelled.make("https://vidu.vn/no", label("open", "sensitive")) }

    const made = [
      Message.make(parts),
      Message.make({ ...parts, subject: Labelled.make("Về chị Mẫu", label("open", "basic")) }),
      Message.make({ ...parts, attachments: [file(name, Labelled.plain(new Uint8Array(1)))] }),
      Message.make({ ...parts, attachments: [file(name, bytes)] }),
      Message.make({ ...parts, attachments: [file(name, bytes)], links: [link] }),
      Message.make({ ...parts, body: Labelled.text`Nợ: ${Labelled.make(3, label("secret", "sensitive"))}` })
    ]

    expect(made.map((one) => `${one.label.secrecy} ${one.label.personal}`)).toEqual([
      "open none",
      "open basic",
      "open basic",
      "internal basic",
      "internal sensitive",
      "secret sensitive"
    ])
  })

  it("is unreviewed as soon as one part is, and knows who wrote it", () => {
    const made = Message.make({ ...parts, subject: Labelled.unreviewed("Chị đã gửi", "p-1") })

    expect([made.label.reviewed, made.authors]).toEqual([false, ["p-1"]])
  })

  it("goes to no author when somebody unknown wrote a part of it", () => {
    const unknown = Labelled.make("?", { secrecy: "open", personal: "none", reviewed: false })
    const mixed = Message.make({ ...parts, subject: Labelled.unreviewed("Chị đã gửi", "p-1"), body: unknown })

    expect(Door.refusal(MemoryChannel.capabilities.doors, mixed)?.why).toBe("unreviewed")
  })

  it("is trusted again only after somebody reviewed the part and said what it is", () => {
    const upload = Labelled.unreviewed("Danh sách", "p-1")

    const made = Message.make({ ...parts, body: Labelled.review(upload, label("internal", "basic")) })

    expect([made.label, made.authors]).toEqual([label("internal", "basic"), []])
  })

  it("comes back from the store as it was, label, bytes and all", () => {
    fc.assert(
      fc.property(fc.string(), fc.uint8Array(), fc.constantFrom("open", "internal"), (body, bytes, secrecy) => {
        const made = Message.make({
          ...parts,
          body: Labelled.make(body, label(secrecy, "basic")),
          attachments: [file(Labelled.plain("anh.png"), Labelled.plain(bytes))]
        })

        const read = Message.decode(JSON.parse(JSON.stringify(Message.encode(made))))

        expect(read.ok && [read.value.body, read.value.attachments[0]?.bytes, read.value.label]).toEqual([
          body,
          bytes,
          made.label
        ])
      })
    )
  })

  it("is trusted by nobody when its stored label is missing or strange", () => {
    const { label: _, ...bare } = Message.encode(Message.make(parts))

    for (const stored of [
      bare,
      { ...bare, label: null },
      { ...bare, label: { secrecy: "public", personal: "none" } }
    ]) {
      const read = Message.decode(stored)

      expect(read.ok && read.value.label).toEqual({ secrecy: "secret", personal: "sensitive", reviewed: false })
    }
  })

  it("is not kept by any store when it is secret: only ids and the label are", () => {
    const stored = Message.encode(Message.make({ ...parts, body: Labelled.make("Tin mật", label("secret", "none")) }))

    expect(JSON.stringify(stored)).not.toContain("Tin mật")
    expect(stored.label).toEqual(label("secret", "none"))
  })

  it("says so when what was stored is no message", () => {
    const read = Message.decode({ body: 7 })

    expect(!read.ok && read.issues.map((issue) => issue.code)).toEqual(["message.unreadable"])
  })

  it("shows ids and label when it is printed, never content", () => {
    const made = Message.make({ ...parts, body: Labelled.plain("Nội dung") })

    expect(JSON.stringify(made)).toBe(
      `{"key":"k-1","kind":"reminder","audience":"person","to":"p-1","label":{"secrecy":"open","personal":"none","reviewed":true}}`
    )
  })
})

describe("QuietHours", () => {
  const at = "2024-10-15T01:30:00.000Z" // 08:30 in Viet Nam

  it("end in the morning, after midnight too, and never come when from and to are the same", () => {
    const ends = [
      QuietHours.end({ from: "22:00", to: "06:00" }, "2024-10-15T15:00:00.000Z"), // 22:00
      QuietHours.end({ from: "22:00", to: "06:00" }, "2024-10-15T20:00:00.000Z"), // 03:00 the next day
      QuietHours.end({ from: "22:00", to: "06:00" }, "2024-10-15T23:00:00.000Z"), // 06:00
      QuietHours.end({ from: "08:00", to: "09:00" }, at),
      QuietHours.end({ from: "06:00", to: "06:00" }, at),
      QuietHours.end(null, at)
    ]

    expect(ends).toEqual([
      "2024-10-15T23:00:00.000Z",
      "2024-10-15T23:00:00.000Z",
      "2024-10-15T23:00:00.000Z",
      "2024-10-15T02:00:00.000Z",
      at,
      at
    ])
  })
})
