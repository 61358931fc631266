import { assert, describe, it } from "@effect/vitest"
import * as Message from "@lienhoi/messaging/Message"
import * as Outbox from "@lienhoi/messaging/Outbox"
import * as Journal from "@lienhoi/report/Journal"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { ContactState, Mail, MailAnswer, type MailDesk, MailInbound, MailKind, MailReport } from "../src/index.ts"
import * as World from "./world.ts"

const reported = async (raws: ReadonlyArray<Uint8Array>, options: Partial<MailReport.Options> = {}) => {
  const handedOver: Array<MailDesk.ForPerson> = []
  const around: World.Around = () => (step) => step
  return await Effect.runPromise(
    Effect.gen(function* () {
      const { take } = MailReport.make({ mailbox: World.mailbox, ...options })
      const taken = yield* Effect.forEach(raws, (raw, uid) =>
        take({ raw, uid, folder: "INBOX", size: raw.length, at: World.at })
      )
      const rows = yield* (yield* Outbox.Outbox).list()
      const answers = rows.map(({ row }) => {
        const message = Message.decode(row.payload)
        assert.isTrue(message.ok)
        return (message as { value: Message.Message }).value
      })
      const events = yield* (yield* Journal.Journal).readAll()
      const address = yield* (yield* ContactState.ContactState).of("u1@xa.example")
      return { taken, answers, events: events.map(({ event }) => event), handedOver, address }
    }).pipe(
      Effect.provide(
        Layer.mergeAll(World.desk(around, handedOver), World.forms).pipe(Layer.provideMerge(World.durable))
      )
    )
  )
}

const file = (unit: string, HV: unknown, more: object = {}) => ({
  name: "bao cao.xlsx",
  bytes: World.form({ unit, stamped: true, seen: 0, HV, ...more })
})

const from = (address: string, to: string, more: Partial<Parameters<typeof World.mail>[0]> = {}) =>
  World.mail({ from: address, to, id: `${address}.${JSON.stringify(more).length}`, ...more })

describe("who sent it, and for whom", () => {
  it("the token says it, whatever the sender is called; the answer goes to the address on file", async () => {
    const { taken, answers, events } = await reported([
      from("ai.do@thu.example", World.replyTo("u1"), { file: file("u1", 40) })
    ])

    assert.deepStrictEqual(
      taken.map(({ did }) => did),
      ["answered"]
    )
    assert.deepStrictEqual(
      events.map((event) => event.by.person),
      ["p-u1"]
    )
    assert.deepStrictEqual(
      answers.map(({ to }) => [to.id, to.roads[0]?.address]),
      [["p-u1", "u1@xa.example"]]
    )
    assert.deepStrictEqual(
      answers.map(({ label, authors }) => [label.reviewed, authors]),
      [[false, ["p-u1"]]]
    )
  })

  it("the id of a mail of ours that is answered says it too", async () => {
    const id = `<${World.tokens.of(World.formKey("u2"))}.1@hoi.example>`
    const { events } = await reported([
      from("ai.do@thu.example", World.mailbox, { file: file("u2", 5), headers: `In-Reply-To: ${id}\r\n` })
    ])

    assert.deepStrictEqual(
      events.map((event) => event.by.person),
      ["p-u2"]
    )
  })

  it("a stamped form from the address on file is enough; the display name never is", async () => {
    const { events, taken, answers, handedOver } = await reported([
      from("u3@xa.example", World.mailbox, { file: file("u3", 7) }),
      from("u1@xa.example", World.mailbox, { file: file("u3", 8) }),
      from("p-u3@thu.example", World.mailbox, { file: file("u3", 9) }),
      from("la@thu.example", World.mailbox)
    ])

    assert.deepStrictEqual(
      events.map((event) => event.by.person),
      ["p-u3"]
    )
    assert.deepStrictEqual(
      taken.map((one) => one.did),
      ["answered", "answered", "answered", "handed-over"]
    )
    assert.include(answers[1]!.body, "không nộp thay được")
    // A stranger with a form of ours is told how to be known, and nothing of what stands in the form.
    assert.strictEqual(answers[2]!.to.id, MailInbound.strangerId("p-u3@thu.example"))
    assert.deepStrictEqual([answers[2]!.attachments.length, answers[2]!.body.includes("Hội viên")], [0, false])
    assert.deepStrictEqual(
      handedOver.map(({ matter }) => matter),
      ["stranger"]
    )
  })

  it("another unit's form under this token is refused with the reason and the right form", async () => {
    const { events, answers } = await reported([from("u1@xa.example", World.replyTo("u1"), { file: file("u2", 3) })])

    assert.strictEqual(events.length, 0)
    assert.include(answers[0]!.body, "biểu mẫu của đơn vị khác")
    assert.strictEqual(answers[0]!.attachments.length, 1)
  })

  it("a form without a stamp is asked about: its figures come back in a stamped form, nothing is filed", async () => {
    const { events, answers } = await reported([
      from("u1@xa.example", World.replyTo("u1"), { file: file("u1", 33, { stamped: false }) })
    ])

    assert.strictEqual(events.length, 0)
    assert.strictEqual(answers[0]!.subject, "Cần xác nhận: bao cao.xlsx")
    assert.strictEqual(answers[0]!.attachments.length, 1)
  })
})

describe("one answer to each mail", () => {
  it("accepted with the figures, problems with the marked file, otherwise what to do", async () => {
    const photo = { name: "IMG.jpg", type: "image/jpeg", bytes: new Uint8Array(50_000) }
    const { answers, handedOver } = await reported([
      from("u1@xa.example", World.replyTo("u1"), { file: file("u1", 40) }),
      from("u2@xa.example", World.replyTo("u2"), { file: file("u2", "nhiều") }),
      from("u3@xa.example", World.replyTo("u3")),
      from("u3@xa.example", World.replyTo("u3"), { file: photo })
    ])

    assert.include(answers[0]!.body, "Hội viên")
    assert.match(answers[1]!.body, /Chưa nhận tệp bao cao\.xlsx, có 1 chỗ cần sửa/)
    assert.deepStrictEqual(
      answers.map(({ attachments }) => attachments.length),
      [0, 1, 1, 1]
    )
    assert.include(answers[2]!.body, "không có tệp gửi kèm")
    assert.include(answers[3]!.body, "ảnh chụp")
    assert.deepStrictEqual(
      handedOver.map(({ matter, person }) => [matter, person]),
      [["photo", "p-u3"]]
    )
  })

  it("the same mail again changes nothing; the same figures in another mail are answered and change nothing", async () => {
    const one = from("u1@xa.example", World.replyTo("u1"), { file: file("u1", 40) })
    const other = from("u1@xa.example", World.replyTo("u1"), { file: file("u1", 40), text: "lan nua" })
    const { taken, events, answers } = await reported([one, one, other])

    assert.deepStrictEqual(
      taken.map((each) => each.did),
      ["answered", "nothing", "answered"]
    )
    assert.deepStrictEqual([events.length, answers.length], [1, 2])
  })

  it("a newer report is not overwritten by an older form", async () => {
    const { events, answers } = await reported([
      from("u1@xa.example", World.replyTo("u1"), { file: file("u1", 40) }),
      from("u1@xa.example", World.replyTo("u1"), { file: file("u1", 41) })
    ])

    assert.strictEqual(events.length, 1)
    assert.include(answers[1]!.body, "đã có số liệu khác")
  })

  it("two programs do not write to each other for ever", async () => {
    const mails = Array.from({ length: 8 }, (_, i) =>
      from("u1@xa.example", World.replyTo("u1"), { text: "x".repeat(i) })
    )
    const { answers, handedOver } = await reported(mails, { answersPerDay: 5 })

    assert.deepStrictEqual([answers.length, handedOver.length], [5, 3])
    assert.isTrue(answers.every(({ key }) => MailAnswer.answeredBy(key) !== null))
  })
})

const bounce = (to: string, recipient: string, action: string, status: string): Uint8Array =>
  new TextEncoder().encode(
    [
      "Return-Path: <>",
      "From: Mail Delivery System <mailer-daemon@xa.example>",
      `To: <${to}>`,
      "Subject: Undelivered Mail",
      "Message-ID: <b1@xa.example>",
      'Content-Type: multipart/report; report-type=delivery-status; boundary="r"',
      "",
      "--r",
      "Content-Type: text/plain",
      "",
      "Sorry.",
      "--r",
      "Content-Type: message/delivery-status",
      "",
      "Reporting-MTA: dns; xa.example",
      "",
      `Final-Recipient: rfc822; ${recipient}`,
      `Action: ${action}`,
      `Status: ${status}`,
      "--r--",
      ""
    ].join("\r\n")
  )

describe("what machines send", () => {
  it("a bounce says that an address is dead; a mail from it says that it lives", async () => {
    const dead = await reported([bounce(World.replyTo("u1"), "u1@xa.example", "failed", "5.1.1")])
    const lives = await reported([
      bounce(World.replyTo("u1"), "u1@xa.example", "failed", "5.1.1"),
      from("u1@xa.example", World.replyTo("u1"))
    ])

    assert.deepStrictEqual(dead.taken, [{ did: "noted", reports: 1 }])
    assert.deepStrictEqual(dead.address, { reachable: false, at: World.at, status: "5.1.1" })
    assert.strictEqual(dead.answers.length, 0)
    assert.strictEqual(lives.address?.reachable, true)
  })

  it("a full mailbox passes by itself, and nobody's address dies without a token or by another's report", async () => {
    for (const raw of [
      bounce(World.replyTo("u1"), "u1@xa.example", "failed", "5.2.2"),
      bounce(World.replyTo("u1"), "u1@xa.example", "delayed", "4.4.1"),
      bounce(World.mailbox, "u1@xa.example", "failed", "5.1.1"),
      bounce(World.replyTo("u2"), "u1@xa.example", "failed", "5.1.1")
    ])
      assert.isNull((await reported([raw])).address)
  })

  it("automatic answers, lists, bounces and our own mails are never answered", async () => {
    const machines = [
      "Auto-Submitted: auto-replied\r\n",
      "Auto-Submitted: auto-generated; x=y\r\n",
      "X-Autoreply: yes\r\n",
      "Precedence: auto_reply\r\n",
      "Precedence: bulk\r\n",
      "List-Id: <hoi.lists.example>\r\n",
      "Return-Path: <>\r\n"
    ].map((headers) => from("u1@xa.example", World.replyTo("u1"), { headers, file: file("u1", 4) }))
    const own = from("hop+abc@hoi.example", World.mailbox, { file: file("u1", 4) })
    const { answers, events } = await reported([...machines, own])

    assert.deepStrictEqual([answers.length, events.length], [0, 0])
  })

  it("a vacation note says that its address lives, when it answers a mail of ours to that address", async () => {
    const dead = bounce(World.replyTo("u1"), "u1@xa.example", "failed", "5.1.1")
    const note = (address: string, to: string) => from(address, to, { headers: "Auto-Submitted: auto-replied\r\n" })
    const after = async (raw: Uint8Array) => (await reported([dead, raw])).address?.reachable

    assert.strictEqual(await after(note("u1@xa.example", World.replyTo("u1"))), true)
    assert.strictEqual(await after(note("u1@xa.example", World.mailbox)), false)
    assert.strictEqual(await after(note("u1@xa.example", World.replyTo("u2"))), false)
  })

  it("figures of a person who writes of her absence are not passed over", async () => {
    const mail = new TextDecoder().decode(
      from("u1@xa.example", World.replyTo("u1"), { file: { ...file("u1", 4), name: "bc.xlsx" } })
    )
    const absent = mail.replace("Subject: Bao cao", "Subject: Out of office")
    const { answers, events } = await reported([new TextEncoder().encode(absent)])

    assert.notStrictEqual(absent, mail)

    assert.deepStrictEqual([answers.length, events.length], [1, 1])
  })

  it("vacation notes are known by their subject too, in Vietnamese and English", async () => {
    const kinds = await Promise.all(
      [
        "Tự động trả lời: Nghỉ phép",
        "Trả lời tự động",
        "Automatic reply: x",
        "Out of office",
        "Vắng mặt",
        "Báo cáo tháng tự động nộp"
      ].map(async (subject) => {
        const mail = await Mail.parse(new TextEncoder().encode(`From: a@b.example\r\nSubject: ${subject}\r\n\r\nx`))
        return mail.ok ? MailKind.of(mail.value).kind : "?"
      })
    )

    assert.deepStrictEqual(kinds, ["automatic", "automatic", "automatic", "automatic", "automatic", "person"])
  })
})
