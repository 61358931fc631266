/**
 * A mail as it came in, taken apart: who it says it is from, what it is about, its text and its files. Mails come from
 * strangers, so parsing is bounded (see {@link limits}) and never throws: what cannot be read is an answer that says what to
 * do.
 *
 * @since 0.1.0
 */
import { createHash } from "node:crypto"
import * as Instant from "@lienhoi/calendar/Instant"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import * as Numeral from "@lienhoi/words/Numeral"
import type { Address, Email } from "postal-mime"
import { takeApart } from "./internal/takeApart.ts"
import { textOfHtml } from "./internal/textOfHtml.ts"
import type { MailAddress } from "./MailAddress.ts"

/** One part that is not a container. */
export interface MailPart {
  /** The file name the sender gave, without the folders it may name; `null` for text that is part of the mail itself. */
  readonly name: string | null
  /** A media type in lower case: `text/plain`. */
  readonly type: string
  /** A text in UTF-8, whatever it was sent in; a file as it was before it was packed for the road. */
  readonly bytes: Uint8Array
  /** SHA-256 of `bytes`, in hex. */
  readonly sha256: string
}

/** A mail. Everything in it is what the sender wrote: a claim. */
export interface Mail {
  /** SHA-256, in hex, of what the mail says (not of the stamps of the road): the same mail fetched twice has the same. */
  readonly digest: string
  /** With its angle brackets; `null` when the sender set none. */
  readonly messageId: string | null
  readonly subject: string
  readonly from: MailAddress
  /** Everybody it was sent to: To, Cc, and the address the server delivered it for. In lower case. */
  readonly to: ReadonlyArray<string>
  /** What it answers: In-Reply-To and References, the newest first. */
  readonly answers: ReadonlyArray<string>
  /** When the sender says it was written; `null` when that cannot be read. */
  readonly date: Instant.Instant | null
  /** The body as plain text, at most {@link limits} long. */
  readonly text: string
  readonly parts: ReadonlyArray<MailPart>
  /** All header lines, names in lower case, in order. */
  readonly headers: ReadonlyArray<readonly [name: string, value: string]>
}

/** What is read at most; a mail beyond it is refused whole. */
export const limits = {
  /** The whole mail, in bytes. */
  bytes: 35_000_000,
  /** The whole mail, in lines: as many as a file of that size has on the road. */
  lines: 500_000,
  /** Parts, containers included. */
  parts: 500,
  /** Parts inside parts. */
  depth: 30,
  /** The headers of all parts together, in bytes. */
  headerBytes: 512_000,
  /** The body in characters; a longer one is cut. */
  text: 200_000
} as const

const issue = Issue.from(
  Catalogue.make({
    "mail.empty": {
      vi: "Thư không có nội dung; nhờ người gửi gửi lại",
      en: "The mail is empty; ask the sender to send it again"
    },
    "mail.too-large": {
      vi: "Thư nặng {size} MB, nhiều nhất {most} MB; nhờ người gửi chỉ đính kèm tệp biểu mẫu",
      en: "The mail has {size} MB, at most {most} MB are read; ask the sender to attach the form only"
    },
    "mail.too-many-lines": {
      vi: "Thư có hơn {most} dòng nên không đọc; nhờ người gửi viết thư ngắn và chỉ đính kèm tệp biểu mẫu",
      en: "The mail has more than {most} lines and is not read; ask the sender to write a short one with the form only"
    },
    "mail.too-many-parts": {
      vi: "Thư có hơn {most} phần nên không đọc; nhờ người gửi viết thư mới và chỉ đính kèm tệp biểu mẫu",
      en: "The mail has more than {most} parts and is not read; ask the sender to write a new one with the form only"
    },
    "mail.too-deep": {
      vi: "Thư lồng nhau quá {most} lớp nên không đọc; nhờ người gửi viết thư mới thay vì chuyển tiếp nhiều lần",
      en: "The mail is nested more than {most} deep and is not read; ask the sender to write a new one instead of forwarding"
    },
    "mail.headers": {
      vi: "Phần đầu thư dài hơn {most} KB nên không đọc; nhờ người gửi viết thư mới",
      en: "The head of the mail is longer than {most} kB and is not read; ask the sender to write a new one"
    },
    "mail.unreadable": {
      vi: "Không đọc được thư này, có thể thư bị hỏng trên đường; nhờ người gửi gửi lại",
      en: "The mail cannot be read and may be damaged; ask the sender to send it again"
    }
  })
)

/**
 * Takes a mail apart. Broken boundaries, unknown character sets and damaged encodings are read as well as they can be;
 * bytes that fit no character become `�`. Time and memory grow with the size of the mail only.
 *
 * @example
 * ```ts
 * import { Mail } from "@lienhoi/email"
 *
 * const text = "From: Lan <lan@hoi.example>\r\nSubject: =?utf-8?B?QsOhbyBjw6Fv?=\r\n\r\nXin gửi báo cáo.\r\n"
 * const mail = await Mail.parse(new TextEncoder().encode(text))
 *
 * mail.ok && mail.value.subject // => "Báo cáo"
 * mail.ok && mail.value.from // => { name: "Lan", address: "lan@hoi.example" }
 * ```
 */
export const parse = async (raw: Uint8Array): Promise<Issue.Checked<Mail>> => {
  const refused = beforehand(raw)
  if (refused !== null) return Issue.fail(refused)
  try {
    const email = await takeApart(raw, limits)
    return email.attachments.length > limits.parts ? Issue.fail(tooMany()) : Issue.ok(mailOf(email))
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : ""
    if (said.includes("nesting depth")) return Issue.fail(issue("mail.too-deep", { most: limits.depth }))
    if (said.includes("header size")) return Issue.fail(issue("mail.headers", { most: limits.headerBytes / 1000 }))
    return Issue.fail(issue("mail.unreadable"))
  }
}

/** The values of one header, in order; none when it is absent. */
export const header = (mail: Mail, name: string): ReadonlyArray<string> =>
  mail.headers.flatMap(([each, value]) => (each === name ? [value] : []))

/** The files that came along: parts with a name, and unnamed ones that are no text. */
export const files = (mail: Mail): ReadonlyArray<MailPart> =>
  mail.parts.filter(({ name, type }) => name !== null || !type.startsWith("text/"))

const tooMany = (): Issue.Issue => issue("mail.too-many-parts", { most: limits.parts })

/** What can be told before anything is built from the bytes. */
const beforehand = (raw: Uint8Array): Issue.Issue | null => {
  if (raw.length === 0) return issue("mail.empty")
  if (raw.length > limits.bytes) {
    const size = Numeral.format(Math.ceil(raw.length / 1e6))
    return issue("mail.too-large", { size, most: limits.bytes / 1e6 })
  }
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
  const lines = linesOf(bytes)
  if (lines === null) return issue("mail.too-many-lines", { most: Numeral.format(limits.lines) })
  return partsAtMost(bytes, lines) > limits.parts ? tooMany() : null
}

const dash = 0x2d
const newline = 0x0a

/** Where lines begin that start with two dashes; `null` when there are too many lines of any sort. */
const linesOf = (bytes: Buffer): ReadonlyArray<number> | null => {
  const dashed: Array<number> = []
  let lines = 0
  for (let at = 0; at < bytes.length; ) {
    if (++lines > limits.lines) return null
    if (bytes[at] === dash && bytes[at + 1] === dash) dashed.push(at)
    const next = bytes.indexOf(newline, at)
    if (next === -1) break
    at = next + 1
  }
  return dashed
}

/** Lines that may begin a part: those that start with two dashes and the text of a boundary the mail declares. */
const partsAtMost = (bytes: Buffer, dashed: ReadonlyArray<number>): number => {
  if (dashed.length <= limits.parts) return dashed.length
  const text = bytes.toString("latin1")
  // A boundary written in pieces (RFC 2231) is not put together here: then every such line counts.
  if (/boundary\*\d/i.test(text)) return dashed.length
  const declared = new Set(
    [...text.matchAll(/boundary[*\d]*\s*=\s*"?([^";\r\n]{1,250})/gi)].map((match) => match[1]!.trimEnd())
  )
  return dashed.filter((at) =>
    declared.has(
      text
        .slice(at + 2, at + 300)
        .split("\n", 1)[0]!
        .trimEnd()
    )
  ).length
}

const mailOf = (email: Email): Mail => {
  const attached = email.attachments.map(({ filename, mimeType, content }) =>
    part(plainName(filename), mimeType || "application/octet-stream", bytesOf(content))
  )
  const page = attached.find(({ name, type }) => name === null && type === "text/html")
  const text = cut(
    email.text ?? (page === undefined ? "" : textOfHtml(decoder.decode(page.bytes.subarray(0, pageBytes))))
  )
  const said = {
    messageId: idsIn(email.messageId)[0] ?? null,
    subject: plain(email.subject ?? ""),
    from: flat(email.from === undefined ? [] : [email.from])[0] ?? { name: "", address: "" },
    date: dateOf(email.date)
  }
  const parts = [
    ...(email.text === undefined ? [] : [part(null, "text/plain", encoder.encode(email.text))]),
    ...attached
  ]
  return {
    ...said,
    digest: sha256(encoder.encode(JSON.stringify([said, text, parts.map((each) => [each.name, each.sha256])]))),
    to: [
      ...new Set([
        ...flat([...(email.to ?? []), ...(email.cc ?? [])]).map(({ address }) => address),
        ...email.headers
          .filter(({ key }) => key === "delivered-to" || key === "x-original-to" || key === "envelope-to")
          .map(({ value }) => value.replaceAll(/[<>\s]/g, "").toLowerCase())
      ])
    ],
    answers: [...new Set([...idsIn(email.inReplyTo), ...idsIn(email.references).toReversed()])],
    text,
    parts,
    headers: email.headers.map(({ key, value }) => [key, value] as const)
  }
}

/** Of a page that stands for the text so much is looked at. */
const pageBytes = 4_000_000

const encoder = new TextEncoder()
const decoder = new TextDecoder()

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex")

const part = (name: string | null, type: string, bytes: Uint8Array): MailPart => ({
  name,
  type: type.toLowerCase(),
  bytes,
  sha256: sha256(bytes)
})

const bytesOf = (content: ArrayBuffer | Uint8Array | string): Uint8Array =>
  typeof content === "string" ? encoder.encode(content) : new Uint8Array(content)

/** windows-1258 writes marks behind their letters; one letter is one character here. */
const plain = (text: string): string =>
  text
    .normalize("NFC")
    .replaceAll(/\p{Cc}+/gu, " ")
    .trim()

const plainName = (name: string | null): string | null => {
  const last = name === null ? "" : plain(name).slice(0, 1000).split(/[/\\]/).at(-1)!.trim()
  return last === "" ? null : last.slice(0, 255)
}

const cut = (text: string): string => text.slice(0, limits.text).normalize("NFC")

const flat = (addresses: ReadonlyArray<Address>): ReadonlyArray<MailAddress> =>
  addresses.flatMap((each) =>
    each.group === undefined
      ? [{ name: plain(each.name ?? ""), address: (each.address ?? "").trim().toLowerCase() }]
      : flat(each.group)
  )

const idsIn = (text: string | undefined): ReadonlyArray<string> =>
  (text ?? "").slice(0, 20_000).match(/<[!-;=?-~]{1,250}>/g) ?? []

const dateOf = (text: string | undefined): Instant.Instant | null => {
  const millis = text === undefined ? Number.NaN : Date.parse(text)
  return Number.isNaN(millis) ? null : Instant.fromMillis(millis)
}
