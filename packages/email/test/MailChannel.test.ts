import { createHash, createPrivateKey, createPublicKey, createVerify, generateKeyPairSync } from "node:crypto"
import { assert, describe, it } from "@effect/vitest"
import { type Channel, Labelled, type Letter, Letter as Letters, Message } from "@lienhoi/messaging"
import * as ChannelSuite from "@lienhoi/testing/ChannelSuite"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as fc from "fast-check"
import { ContactState, Mail, MailAddress, MailChannel, ReturnToken } from "../src/index.ts"
import { type Receiver, receiver, type Script, scripted } from "./servers.ts"

const secret = Redacted.make("khóa của hội dùng để thử, không thật")

const here = (port: number): MailChannel.Options => ({
  server: { host: "127.0.0.1", port, security: "none" },
  mailbox: "hop@hoi.example",
  name: "Hội Liên hiệp Phụ nữ tỉnh Mẫu",
  secret
})

const acquired = Effect.acquireRelease(
  Effect.promise(() => receiver()),
  (one) => Effect.promise(() => one[Symbol.asyncDispose]())
)

ChannelSuite.suite(
  "email",
  Layer.unwrap(Effect.map(acquired, ({ port }) => MailChannel.layer(here(port)))).pipe(
    Layer.provide(ContactState.layerMemory)
  ),
  { address: "lan@xa.example" }
)

interface Saying {
  readonly key?: string
  readonly subject?: string
  readonly body?: string
  readonly name?: string
  readonly address?: string
  readonly duty?: string | null
  readonly file?: { readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array }
  readonly link?: { readonly title: string; readonly href: string }
}

const letter = (saying: Saying = {}): Letter.Letter => {
  const address = saying.address ?? "lan@xa.example"
  const message = Message.make({
    key: saying.key ?? "k-1",
    kind: "reminder",
    to: { audience: "person", id: "p-1", name: saying.name ?? "chị Lan", roads: [{ channel: "email", address }] },
    duty: saying.duty ?? null,
    association: "vwu",
    ...(saying.subject === undefined ? {} : { subject: Labelled.plain(saying.subject) }),
    body: Labelled.plain(saying.body ?? "Còn 2 ngày nữa đến hạn nộp báo cáo."),
    attachments:
      saying.file === undefined
        ? []
        : [
            {
              name: Labelled.plain(saying.file.name),
              mediaType: saying.file.mediaType,
              bytes: Labelled.plain(saying.file.bytes)
            }
          ],
    links:
      saying.link === undefined
        ? []
        : [{ title: Labelled.plain(saying.link.title), href: Labelled.plain(saying.link.href) }]
  })
  const admitted = Letters.admit(message, { channel: "email", address }, MailChannel.capabilities().doors)
  assert.isTrue(Letters.isLetter(admitted))
  return admitted as Letter.Letter
}

const over = <A>(
  options: MailChannel.Options,
  work: (channel: Channel.Contract) => Effect.Effect<A, unknown, ContactState.ContactState>
): Promise<A> =>
  Effect.runPromise(
    Effect.scoped(Effect.flatMap(MailChannel.make(options), work)).pipe(
      Effect.provide(ContactState.layerMemory)
    ) as Effect.Effect<A>
  )

const sent = async (saying: Saying, options: Partial<MailChannel.Options> = {}) => {
  await using server = await receiver()
  const receipt = await over({ ...here(server.port), ...options }, (channel) => channel.send(letter(saying)))
  const [one] = server.received
  const mail = await Mail.parse(one!.raw)
  assert.isTrue(mail.ok)
  return {
    receipt,
    envelope: one!,
    mail: (mail as { value: Mail.Mail }).value,
    raw: one!.raw.toString("latin1"),
    server
  }
}

describe("a mail that leaves", () => {
  it("is readable as text and as a page, in Vietnamese, from one source, with its files", async () => {
    const bytes = new Uint8Array([80, 75, 3, 4, 0, 255])
    const { mail, envelope } = await sent({
      subject: "Biểu mẫu báo cáo tháng 10/2026",
      body: "Chào chị Lan,\n\nCòn thiếu:\n- TC01 <số chi hội>\n- TC02",
      file: {
        name: "Báo cáo xã Mẫu.xlsx",
        mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        bytes
      },
      link: { title: "Điền trên điện thoại", href: "https://hoi.example/p/1?a=1&b=2" }
    })

    assert.strictEqual(mail.subject, "Biểu mẫu báo cáo tháng 10/2026")
    assert.deepStrictEqual(mail.from, { name: "Hội Liên hiệp Phụ nữ tỉnh Mẫu", address: "hop@hoi.example" })
    assert.deepStrictEqual(envelope.to, ["lan@xa.example"])
    assert.include(mail.text, "Còn thiếu:\n- TC01 <số chi hội>\n- TC02")
    assert.include(mail.text, "Điền trên điện thoại: https://hoi.example/p/1?a=1&b=2")
    const html = new TextDecoder().decode(mail.parts.find(({ type }) => type === "text/html")!.bytes)
    assert.include(html, "<li>TC01 &lt;số chi hội&gt;</li>")
    assert.include(html, 'href="https://hoi.example/p/1?a=1&amp;b=2"')
    const [file] = Mail.files(mail)
    assert.deepStrictEqual([file?.name, [...(file?.bytes ?? [])]], ["Báo cáo xã Mẫu.xlsx", [...bytes]])
  })

  it("has a return address of its own, the same for envelope and answers, that names message and attempt", async () => {
    await using server = await receiver()
    const ids = await over(here(server.port), (channel) =>
      Effect.map(Effect.all([channel.send(letter(), 3), channel.send(letter({ key: "k-2" }), 1)]), (all) =>
        all.map(({ id }) => id)
      )
    )

    const tags = server.received.map(({ from }) => ReturnToken.read(MailAddress.tagOf(from, "hop@hoi.example")!))
    const tokens = ReturnToken.make(secret)

    assert.deepStrictEqual(tags, [
      { token: tokens.of("k-1"), attempt: 3 },
      { token: tokens.of("k-2"), attempt: 1 }
    ])
    assert.include(server.received[0]!.raw.toString(), `Reply-To: ${server.received[0]!.from}`)
    assert.deepStrictEqual(ids, [MailChannel.messageId(here(0), "k-1", 3), MailChannel.messageId(here(0), "k-2", 1)])
  })

  it("stands in the conversation of its duty, and says that a program wrote it", async () => {
    const first = await sent({ key: "a", duty: "vwu/thang/2026-10/xa-1/1" })
    const second = await sent({ key: "b", duty: "vwu/thang/2026-10/xa-1/1" })
    const other = await sent({ key: "c", duty: "vwu/thang/2026-10/xa-2/1" })
    const answer = await sent({ key: "mail-answer/0f0f/<hoi@xa.example>" })

    assert.strictEqual(first.mail.answers.length, 1)
    assert.deepStrictEqual(first.mail.answers, second.mail.answers)
    assert.notDeepEqual(first.mail.answers, other.mail.answers)
    assert.deepStrictEqual(answer.mail.answers, ["<hoi@xa.example>"])
    assert.deepStrictEqual(Mail.header(first.mail, "auto-submitted"), ["auto-generated"])
    assert.deepStrictEqual(Mail.header(answer.mail, "auto-submitted"), ["auto-replied"])
  })

  it("is signed for its domain when there is a key, and the signature holds", async () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 })
    const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString()
    const { raw } = await sent(
      { body: "Kính gửi chị Lan,\n\nSố liệu  tháng 10." },
      { dkim: { domain: "hoi.example", selector: "t10", privateKey: Redacted.make(pem) } }
    )

    assert.isTrue(dkimHolds(raw, pem))
    assert.isFalse(dkimHolds(raw.replace("Subject: ", "Subject: x"), pem))
    assert.isFalse(dkimHolds(raw.replace("\r\n\r\n--", "\r\n\r\nx\r\n--"), pem))
  })

  it("gets in by name and password, and a wrong password is a matter of settings", async () => {
    await using server = await receiver(undefined, { authOptional: false, allowInsecureAuth: true })
    const as = (password: string): MailChannel.Options => {
      const options = here(server.port)
      return { ...options, server: { ...options.server, user: "hop", password: Redacted.make(password) } }
    }

    const receipt = await over(as("đúng"), (channel) => channel.send(letter()))
    const error = await over(as("sai"), (channel) => Effect.flip(channel.send(letter())))

    assert.isNotEmpty(receipt.id)
    assert.strictEqual(error._tag === "DeliveryError" && error.reason._tag, "Suspended")
    assert.notInclude(JSON.stringify(as("đúng")), "đúng")
  })

  for (const [security, options] of [
    ["tls", { secure: true }],
    ["starttls", {}]
  ] as const)
    it(`${security}: a certificate that nobody vouches for is refused and named, and no password is said to it`, async () => {
      let passwords = 0
      const onAuth = (_auth: unknown, _session: unknown, done: (problem: Error) => void) => {
        passwords++
        done(new Error("no"))
      }
      await using server = await receiver(undefined, { ...options, disabledCommands: [], onAuth })
      const own: MailChannel.Options = {
        ...here(server.port),
        server: { host: "127.0.0.1", port: server.port, security, user: "hop", password: Redacted.make("đúng") }
      }

      const error = await over(own, (channel) => Effect.flip(channel.send(letter())))

      const reason = error._tag === "DeliveryError" ? error.reason : null
      assert.strictEqual(reason?._tag, "Suspended")
      assert.match(JSON.stringify(reason), /SELF_SIGNED|CERT/)
      assert.strictEqual(passwords + server.received.length, 0)
      assert.notInclude(JSON.stringify(error), "đúng")
    })

  it("is not handed over in the clear when the server offers no encryption", async () => {
    await using server = await receiver()
    const own: MailChannel.Options = {
      ...here(server.port),
      server: { host: "127.0.0.1", port: server.port, security: "starttls" }
    }

    const error = await over(own, (channel) => Effect.flip(channel.send(letter())))

    assert.isTrue(error._tag === "DeliveryError" && error.reason._tag === "Suspended")
    assert.lengthOf(server.received, 0)
  })

  it("is not handed over in the clear to another machine", async () => {
    const options = { ...here(25), server: { host: "mail.hoi.example", port: 25, security: "none" as const } }

    const error = await over(options, (channel) => Effect.flip(channel.send(letter())))

    assert.strictEqual(error._tag === "DeliveryError" && error.reason._tag, "Suspended")
  })

  it("goes another road when reports say the address is dead, and this one again when it lives", async () => {
    await using server = await receiver()
    const quotes = await over(here(server.port), (channel) =>
      Effect.gen(function* () {
        const contacts = yield* ContactState.ContactState
        const at = "2026-10-15T01:00:00.000Z"
        yield* contacts.note("LAN@xa.example", { reachable: false, at, status: "5.1.1" })
        const dead = yield* channel.quote(letter(), at)
        yield* contacts.note("lan@xa.example", { reachable: true, at: "2026-10-16T01:00:00.000Z", status: null })
        yield* contacts.note("lan@xa.example", { reachable: false, at, status: "5.1.1" })
        return [dead, yield* channel.quote(letter(), at)]
      })
    )

    assert.deepStrictEqual(
      quotes.map(({ answer }) => answer),
      ["no", "now"]
    )
    assert.include(quotes[0]!.answer === "no" ? quotes[0]!.because.vi : "", "5.1.1")
  })
})

describe("what the answers of a server mean", () => {
  const cases: ReadonlyArray<readonly [what: string, script: Script, becomes: string, retry: boolean]> = [
    ["no such mailbox", { to: "550 5.1.1 no such user" }, "Unreachable", false],
    ["mailbox closed", { to: "550 5.2.1 disabled" }, "Unreachable", false],
    ["mailbox full for now", { to: "452 4.2.2 full" }, "RateLimited", true],
    ["greylisting", { to: "451 4.7.1 try later" }, "RateLimited", true],
    ["we may not send through this server", { to: "554 5.7.1 relay access denied" }, "Suspended", false],
    ["our sender is refused", { from: "550 5.1.8 sender" }, "Unreachable", false],
    ["the sender is refused without a reason", { from: "550 no" }, "Suspended", false],
    ["taken for spam after the mail", { end: "550 5.7.1 spam" }, "Suspended", false],
    ["too large", { end: "552 5.3.4 too big" }, "NotCarried", false],
    ["a passing fault after the mail", { end: "451 4.3.0 try again" }, "Unavailable", true],
    ["hangs up before the mail", { to: "hang up" }, "Unavailable", true],
    ["hangs up at the greeting", { greeting: "hang up" }, "Unavailable", true],
    ["no longer at home", { greeting: "421 4.3.2 closing" }, "RateLimited", true],
    ["hangs up after the mail", { end: "hang up" }, "OutcomeUnknown", false]
  ]
  for (const [what, script, becomes, retry] of cases) {
    it(`${what}: ${becomes}`, async () => {
      await using server = await scripted(script)

      const error = await over(here(server.port), (channel) => Effect.flip(channel.send(letter())))

      assert.deepStrictEqual(
        [error._tag === "DeliveryError" ? error.reason._tag : error._tag, error.isRetryable],
        [becomes, retry]
      )
      assert.notInclude(`${error} ${error.message}`, "Còn 2 ngày")
    })
  }

  it("nobody listens: again later", async () => {
    const server = await receiver()
    await server[Symbol.asyncDispose]()

    const error = await over(here(server.port), (channel) => Effect.flip(channel.send(letter())))

    assert.strictEqual(error._tag === "DeliveryError" && error.reason._tag, "Unavailable")
  })

  it("one recipient that is refused does not hold up the next", async () => {
    await using server: Receiver = await receiver((to) =>
      to.startsWith("khong") ? Object.assign(new Error("5.1.1 no such user"), { responseCode: 550 }) : null
    )
    const ends = await over(here(server.port), (channel) =>
      Effect.all([
        Effect.flip(channel.send(letter({ address: "khong@xa.example" }))),
        channel.send(letter({ key: "k-2" }))
      ])
    )

    assert.strictEqual(ends[0]._tag, "DeliveryError")
    assert.strictEqual(server.received.length, 1)
  })
})

describe("Law Doors", () => {
  it("nothing in a message becomes a header, a recipient or a command of its own", { timeout: 240_000 }, async () => {
    await using server = await receiver()
    const evil = fc.constantFrom(
      "\r\nBcc: ke-gian@x.example",
      "\nX-Injected: 1",
      "\r\n\r\nbody",
      "\r\n.\r\nMAIL FROM:<x@x.example>",
      "<x@x.example>",
      '"; x="',
      "\u2028Bcc: a@x.example",
      "\0",
      "=?utf-8?Q?=0D=0ABcc:_a@x.example?="
    )
    const word = fc.array(fc.oneof(evil, fc.string({ maxLength: 12 })), { maxLength: 4 }).map((all) => all.join(""))
    const usual = new Set([
      "from",
      "to",
      "reply-to",
      "subject",
      "message-id",
      "in-reply-to",
      "references",
      "date",
      "mime-version",
      "content-type",
      "content-language",
      "auto-submitted",
      "x-auto-response-suppress",
      "content-transfer-encoding"
    ])
    let refused = 0
    const runs = 300
    await over(here(server.port), (channel) =>
      Effect.promise(() =>
        fc.assert(
          fc.asyncProperty(
            fc.record({
              key: word,
              subject: word,
              body: word,
              name: word,
              address: fc.oneof(
                { weight: 3, arbitrary: fc.constant("lan@xa.example") },
                { weight: 1, arbitrary: word.map((w) => `lan@xa.example${w}`) }
              ),
              duty: fc.option(word),
              file: fc.record({ name: word, mediaType: word, bytes: fc.uint8Array({ maxLength: 5 }) }),
              link: fc.record({ title: word, href: word })
            }),
            async (saying) => {
              const before = server.received.length
              const ended = await Effect.runPromise(Effect.result(channel.send(letter(saying))))
              if (ended._tag === "Failure") {
                refused++
                assert.isFalse(MailAddress.isAddress(saying.address))
                assert.strictEqual(server.received.length, before)
                return
              }
              const one = server.received.at(-1)!
              const head = one.raw
                .toString("latin1")
                .split("\r\n\r\n", 1)[0]!
                .replaceAll(/\r\n[ \t]+/g, " ")
                .split("\r\n")
              const names = head.map((line) => line.slice(0, line.indexOf(":")).toLowerCase())
              assert.deepStrictEqual(
                names.filter((name) => !usual.has(name)),
                []
              )
              assert.strictEqual(new Set(names).size, names.length)
              assert.deepStrictEqual(one.to, [saying.address.toLowerCase()])
              assert.strictEqual(server.received.length, before + 1)
            }
          ),
          { numRuns: runs }
        )
      )
    )
    console.log(
      `Law Doors (mail): ${runs} hostile messages, ${server.received.length} sent, ${refused} refused for their address`
    )
    assert.isAbove(server.received.length, runs / 2)
    assert.isAbove(refused, runs / 50)
  })
})

/** An independent reading of RFC 6376, relaxed/relaxed, for what the tests sign. */
const dkimHolds = (raw: string, pem: string): boolean => {
  const split = raw.indexOf("\r\n\r\n")
  const lines = raw.slice(0, split).split(/\r\n(?![ \t])/)
  const headers = lines.map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), line] as const)
  const relaxed = (line: string): string => {
    const at = line.indexOf(":")
    return `${line.slice(0, at).trim().toLowerCase()}:${line
      .slice(at + 1)
      .replaceAll(/\r\n/g, "")
      .replaceAll(/[ \t]+/g, " ")
      .trim()}`
  }
  const signature = headers.find(([name]) => name === "dkim-signature")?.[1]
  if (signature === undefined) return false
  const tags = new Map(
    signature
      .slice(signature.indexOf(":") + 1)
      .split(";")
      .map((tag) => {
        const at = tag.indexOf("=")
        return [tag.slice(0, at).trim(), tag.slice(at + 1).replaceAll(/\s+/g, "")] as const
      })
  )
  const body = `${raw
    .slice(split + 4)
    .split("\r\n")
    .map((line) => line.replaceAll(/[ \t]+/g, " ").replace(/ $/, ""))
    .join("\r\n")
    .replace(/(\r\n)+$/, "")}\r\n`
  if (createHash("sha256").update(body, "latin1").digest("base64") !== tags.get("bh")) return false
  const left = [...headers]
  const chosen = (tags.get("h") ?? "").split(":").flatMap((name) => {
    const at = left.findLastIndex(([each]) => each === name.toLowerCase())
    return at === -1 ? [] : [relaxed(left.splice(at, 1)[0]![1])]
  })
  const signed = [...chosen, relaxed(signature.replace(/(\bb=)[^;]*$/s, "$1"))].join("\r\n")
  return createVerify("sha256")
    .update(signed, "latin1")
    .verify(createPublicKey(createPrivateKey(pem)), tags.get("b") ?? "", "base64")
}
