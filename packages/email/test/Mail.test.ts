import { createHash } from "node:crypto"
import { assert, describe, it } from "@effect/vitest"
import * as Redacted from "effect/Redacted"
import * as fc from "fast-check"
import { Mail, MailAddress, MailServer, ReturnToken } from "../src/index.ts"

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text.replaceAll(/\r?\n/g, "\r\n"))

const latin1 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(/\r?\n/g, "\r\n"), "latin1"))

const read = async (raw: Uint8Array): Promise<Mail.Mail> => {
  const mail = await Mail.parse(raw)
  assert.isTrue(mail.ok, JSON.stringify(mail))
  return (mail as { value: Mail.Mail }).value
}

const codes = async (raw: Uint8Array): Promise<ReadonlyArray<string>> => {
  const mail = await Mail.parse(raw)
  return mail.ok ? [] : mail.issues.map(({ code }) => code)
}

const usual = `From: =?utf-8?B?TMOqIFRo4buLIEzDoG4=?= <Lan@Xa.example>
To: "Hop" <hop+abc@hoi.example>, khac@hoi.example
Subject: =?utf-8?Q?B=C3=A1o_c=C3=A1o?= th=?utf-8?Q?=C3=A1ng?= 10
Message-ID: <1@xa.example>
In-Reply-To: <2@hoi.example>
References: <0@hoi.example> <2@hoi.example>
Date: Thu, 15 Oct 2026 08:30:00 +0700
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: base64

S8OtbmggZ+G7rWk=
--b
Content-Type: application/octet-stream
Content-Disposition: attachment; filename*=utf-8''b%C3%A1o%20c%C3%A1o.xlsx
Content-Transfer-Encoding: base64

UEsDBAD/
--b--
`

describe("a mail", () => {
  it("says who it claims to be from, to whom, what about, what it answers, its text and its files", async () => {
    const mail = await read(bytes(usual))

    assert.deepStrictEqual(mail.from, { name: "Lê Thị Làn", address: "lan@xa.example" })
    assert.deepStrictEqual(mail.to, ["hop+abc@hoi.example", "khac@hoi.example"])
    assert.strictEqual(mail.text.trim(), "Kính gửi")
    assert.deepStrictEqual(mail.answers, ["<2@hoi.example>", "<0@hoi.example>"])
    assert.strictEqual(mail.date, "2026-10-15T01:30:00.000Z")
    assert.deepStrictEqual(
      Mail.files(mail).map(({ name, type, bytes: b, sha256 }) => [name, type, [...b], sha256]),
      [
        [
          "báo cáo.xlsx",
          "application/octet-stream",
          [80, 75, 3, 4, 0, 255],
          createHash("sha256")
            .update(Uint8Array.of(80, 75, 3, 4, 0, 255))
            .digest("hex")
        ]
      ]
    )
  })

  it("is the same mail whatever road it took, and another one when a file differs", async () => {
    const again = await read(bytes(`Received: from a by b\nDelivered-To: hop@hoi.example\n${usual}`))
    const other = await read(bytes(usual.replace("UEsDBAD/", "UEsDBAD+")))
    const mail = await read(bytes(usual))

    assert.strictEqual(again.digest, mail.digest)
    assert.notStrictEqual(other.digest, mail.digest)
    assert.include(again.to, "hop@hoi.example")
  })

  it("may be written in the character sets that are still about, and broken ones do no harm", async () => {
    const set = (charset: string, body: string) =>
      latin1(
        `From: a@b.example\nContent-Type: text/plain; charset=${charset}\nContent-Transfer-Encoding: 8bit\n\n${body}\n`
      )

    // windows-1258 writes the mark behind its letter: H + ộ as ô and a dot below, i.
    assert.strictEqual((await read(set("windows-1258", "H\xf4\xf2i"))).text.trim(), "Hội")
    assert.strictEqual((await read(set("utf-8", "H\xe1\xbb\x99i"))).text.trim(), "Hội")
    assert.strictEqual((await read(set("utf-16le", "H\0\xd9\x1ei\0"))).text.includes("Hội"), true)
    assert.include((await read(set("utf-8", "H\xe1\xbb i"))).text, "�")
    assert.include((await read(set("khong-co", "Hoi"))).text, "Hoi")
    assert.include((await read(set('"', "Hoi"))).text, "Hoi")
  })

  it("names files without the folders a name may lead through", async () => {
    const named = (name: string) => bytes(usual.replace(/filename\*=.*$/m, `filename="${name}"`))

    assert.strictEqual(Mail.files(await read(named("../../etc/passwd")))[0]?.name, "passwd")
    assert.strictEqual(Mail.files(await read(named("C:\\\\bao cao.xlsx")))[0]?.name, "bao cao.xlsx")
    assert.strictEqual(Mail.files(await read(named("a\u0007b.xlsx")))[0]?.name, "a b.xlsx")
  })

  it("with HTML only still has a text", async () => {
    const mail = await read(
      bytes(
        "From: a@b.example\nContent-Type: text/html; charset=utf-8\n\n<style>p{}</style><p>Kính g&#7917;i</p><p>4 &lt; 5 &amp; &nbsp;6</p>"
      )
    )

    assert.strictEqual(mail.text, "Kính gửi\n4 < 5 & 6")
  })

  it("with broken boundaries is read as far as it goes", async () => {
    const unended = await read(bytes(usual.replace("--b--\n", "")))
    const unknown = await read(bytes(usual.replaceAll("\n--b\n", "\n--c\n")))

    assert.strictEqual(Mail.files(unended).length, 1)
    assert.strictEqual(Mail.files(unknown).length, 0)
  })
})

describe("what is beyond the limits is refused with what to do, in bounded time", () => {
  const within = async (seconds: number, raw: Uint8Array): Promise<ReadonlyArray<string>> => {
    const start = performance.now()
    const found = await codes(raw)
    const took = (performance.now() - start) / 1000
    assert.isBelow(took, seconds)
    console.log(`${found[0] ?? "read"}: ${(raw.length / 1e6).toFixed(1)} MB, ${took.toFixed(2)} s`)
    return found
  }
  const head = "From: a@b.example\nContent-Type: multipart/mixed; boundary=b\n\n"

  it("10,000 parts", async () => {
    assert.deepStrictEqual(await within(5, bytes(`${head}${"--b\n\nx\n".repeat(10_000)}--b--\n`)), [
      "mail.too-many-parts"
    ])
  })

  it("millions of parts, with boundaries written in pieces", async () => {
    const pieces = "From: a@b.example\nContent-Type: multipart/mixed; boundary*0=b; boundary*1=c\n\n"
    assert.deepStrictEqual(await within(5, bytes(`${pieces}${"--bc\n\n".repeat(2_000_000)}`)), ["mail.too-many-lines"])
    assert.deepStrictEqual(await within(5, bytes(`${pieces}${"--bc\n\n".repeat(3000)}`)), ["mail.too-many-parts"])
  })

  it("parts inside parts", async () => {
    const deep = Array.from(
      { length: 400 },
      (_, i) => `Content-Type: multipart/mixed; boundary=b${i}x\n\n--b${i}x\n`
    ).join("")
    assert.deepStrictEqual(await within(5, bytes(`From: a@b.example\n${deep}`)), ["mail.too-deep"])
  })

  it("mails inside mails are files", async () => {
    const inside = Array.from({ length: 2000 }, () => "Content-Type: message/rfc822\n\n").join("")
    assert.deepStrictEqual(await within(5, bytes(`From: a@b.example\n${inside}`)), [])
  })

  it("a head without end", async () => {
    assert.deepStrictEqual(await within(5, bytes(`Subject: ${"x".repeat(30_000_000)}`)), ["mail.headers"])
    assert.deepStrictEqual(await within(5, bytes(`${"X: y\n".repeat(400_000)}`)), ["mail.headers"])
    assert.deepStrictEqual(await within(5, bytes(`To: ${"a@b.example,".repeat(40_000)}\n\n`)), [])
    assert.deepStrictEqual(await within(5, bytes(`To: ${"(".repeat(400_000)}\n\n`)), [])
    assert.deepStrictEqual(await within(5, bytes(`To: ${"g:a;".repeat(100_000)}\n\n`)), [])
    assert.deepStrictEqual(await within(5, bytes(`Subject: ${"=?utf-8?Q?=C3?= ".repeat(30_000)}\n\n`)), [])
    assert.deepStrictEqual(await within(5, bytes(`Subject: ${"=?".repeat(240_000)}\n\n`)), [])
  })

  it("a large page, and a text that is no text", async () => {
    const html = "From: a@b.example\nContent-Type: text/html\n\n"
    assert.deepStrictEqual(await within(10, bytes(`${html}${"<".repeat(20_000_000)}`)), [])
    assert.deepStrictEqual(await within(10, bytes(`${html}${"<style>".repeat(2_000_000)}`)), [])
    assert.deepStrictEqual(
      await within(
        30,
        bytes(`${head}--b\nContent-Type: text/html\n\n${"<a ".repeat(5_000_000)}\n--b\n\n${"< \n".repeat(490_000)}`)
      ),
      []
    )
  })

  it("too heavy, and nothing at all", async () => {
    assert.deepStrictEqual(await within(1, new Uint8Array(36_000_000)), ["mail.too-large"])
    assert.deepStrictEqual(await within(1, new Uint8Array(0)), ["mail.empty"])
  })
})

describe("parsing never throws", () => {
  it("on 10,000 mutated mails", { timeout: 300_000 }, async () => {
    const seeds = [
      bytes(usual),
      bytes(usual.replaceAll('boundary="b"', "boundary*=utf-8''b")),
      latin1("From: \xe1@\xe2\nSubject: \xff\xfe\nContent-Type: text/plain; charset=windows-1258\n\nH\xf4\xf2i"),
      bytes(
        "Content-Type: multipart/report; report-type=delivery-status; boundary=r\n\n--r\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; a\n\nFinal-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.1.1\n\n--r--"
      )
    ]
    const salt = [
      "--b",
      "--b--",
      "\r\n\r\n",
      "\n",
      "\r",
      "Content-Type: multipart/mixed; boundary=",
      "boundary=b",
      "=?utf-8?B?",
      "?=",
      "charset=windows-1258",
      "charset=utf-7",
      "Content-Transfer-Encoding: base64\r\n",
      "quoted-printable",
      "\0",
      "=",
      "\xff",
      "\xc3",
      "filename*0*=",
      "message/rfc822",
      ";",
      '"',
      "<",
      ">",
      "(",
      "From: ",
      "Date: ",
      "a".repeat(2000)
    ]
    const change = fc.record({
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      cut: fc.nat({ max: 60 }),
      put: fc.oneof(fc.constantFrom(...salt), fc.string({ unit: "binary", maxLength: 8 }))
    })
    let read = 0
    let refused = 0
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...seeds),
        fc.array(change, { minLength: 1, maxLength: 8 }),
        async (seed, changes) => {
          let raw = Buffer.from(seed)
          for (const { at, cut, put } of changes) {
            const from = Math.floor(at * raw.length)
            raw = Buffer.concat([raw.subarray(0, from), Buffer.from(put, "latin1"), raw.subarray(from + cut)])
          }
          const mail = await Mail.parse(raw)
          if (mail.ok) {
            read++
            assert.match(mail.value.digest, /^[0-9a-f]{64}$/)
            assert.isTrue(mail.value.parts.every(({ bytes: b }) => b.length <= raw.length * 4 + 4))
          } else {
            refused++
            assert.isTrue(mail.issues.every(({ code, message }) => code.startsWith("mail.") && message !== ""))
          }
        }
      ),
      { numRuns: 10_000 }
    )
    console.log(`mutated mails: ${read} read, ${refused} refused`)
    assert.isAbove(read, 5000)
  })
})

describe("addresses and tokens", () => {
  it("only a plain address is one", () => {
    for (const text of ["a@b.example", "hop+x.1@hoi.example", "A.B@Hoi.Example"])
      assert.isTrue(MailAddress.isAddress(text))
    for (const text of [
      "",
      "a",
      "a@",
      "@b",
      "a b@c.example",
      "a@b.example,c@d.example",
      "a@b.example\n",
      '"a"@b.example',
      "a..b@c.example",
      ".a@b.example",
      "a@-b.example",
      "a@b_c.example",
      "â@b.example",
      `${"a".repeat(65)}@b.example`
    ])
      assert.isFalse(MailAddress.isAddress(text), text)
  })

  it("a token goes into an address and comes out of it again, also in capitals", () => {
    const tokens = ReturnToken.make(Redacted.make("một khóa dùng để thử, không thật"))
    fc.assert(
      fc.property(fc.string(), fc.nat({ max: 999_999 }), (key, attempt) => {
        const tag = { token: tokens.of(key), attempt }
        const address = MailAddress.withTag("hop@hoi.example", ReturnToken.write(tag))
        assert.isTrue(MailAddress.isAddress(address))
        assert.deepStrictEqual(ReturnToken.read(MailAddress.tagOf(address.toUpperCase(), "hop@hoi.example")!), tag)
        assert.isNull(ReturnToken.read(`${key}!`))
      })
    )
  })

  it("a server is named without its password, and encrypted unless it runs here", () => {
    const found = ["smtps://hop@may.chu", "smtp://may.chu:2525", "smtp+clear://127.0.0.1:25", "imap+clear://[::1]"].map(
      (text) => MailServer.parse(text)
    )

    assert.deepStrictEqual(
      found.map((one) => one.ok && [one.value.host, one.value.port, one.value.security]),
      [
        ["may.chu", 465, "tls"],
        ["may.chu", 2525, "starttls"],
        ["127.0.0.1", 25, "none"],
        ["::1", 143, "none"]
      ]
    )
    for (const text of [
      "may.chu",
      "http://may.chu",
      "smtp+clear://may.chu",
      "smtps://hop:matkhau@may.chu",
      "smtps://"
    ]) {
      const refused = MailServer.parse(text)
      assert.isFalse(refused.ok)
      assert.notInclude(JSON.stringify(refused), "matkhau")
    }
  })
})
