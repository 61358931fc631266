/**
 * What sort of mail it is: written by a person, a delivery report (RFC 3464), an answer a machine gave (RFC 3834), or
 * something a list passed on. Only a person's mail is ever answered, so two programs never write to each other for ever.
 *
 * @since 0.1.0
 */

import { header, type Mail } from "./Mail.ts"
import { domainOf } from "./MailAddress.ts"

/** What a mail server says became of one mail of ours. */
export interface DeliveryReport {
  /** The address it speaks of, as the server names it; in lower case, `null` when it does not say. */
  readonly recipient: string | null
  /** `failed`, `delayed`, `delivered`, `relayed`, `expanded`. */
  readonly action: string
  /** `5.1.1`; `null` when the server gave none. */
  readonly status: string | null
  /** Message-ID of our mail, when the report encloses its head. */
  readonly about: string | null
}

/** The sort. */
export type MailKind =
  | { readonly kind: "person" }
  /** One entry for each address it speaks of; empty when it cannot be read. */
  | { readonly kind: "bounce"; readonly reports: ReadonlyArray<DeliveryReport> }
  /** `vacation`: a person is away and her server says so. */
  | { readonly kind: "automatic"; readonly vacation: boolean }
  | { readonly kind: "list" }
  /** One of our own mails came back. */
  | { readonly kind: "own" }

const awaySubject =
  /^\s*(?:auto(?:matic)?[ -]?(?:reply|response|replied)|out of (?:the )?office|vắng mặt|(?:trả lời|thư trả lời|phản hồi) tự động|tự động (?:trả lời|phản hồi))/iu

/**
 * The sort of a mail. `own` are the addresses we send from: what they sent is never acted on.
 *
 * @example
 * ```ts
 * import { Mail, MailKind } from "@lienhoi/email"
 *
 * const away = await Mail.parse(
 *   new TextEncoder().encode("From: lan@hoi.example\r\nAuto-Submitted: auto-replied\r\nSubject: Nghỉ phép\r\n\r\nTôi vắng.\r\n")
 * )
 * away.ok && MailKind.of(away.value) // => { kind: "automatic", vacation: true }
 * ```
 */
export const of = (mail: Mail, own: ReadonlyArray<string> = []): MailKind => {
  const first = (name: string): string => (header(mail, name)[0] ?? "").trim().toLowerCase()
  const type = first("content-type")
  if (type.startsWith("multipart/report") && type.includes("delivery-status"))
    return { kind: "bounce", reports: reportsOf(mail) }
  const local = mail.from.address.split("@")[0] ?? ""
  const fromServer = /^(?:mailer-daemon|postmaster|double-bounce)$/.test(local)
  if (mail.parts.some((part) => part.type === "message/delivery-status"))
    return { kind: "bounce", reports: reportsOf(mail) }
  if (fromServer || first("return-path") === "<>")
    return answeredByMachine(mail, first) ?? { kind: "bounce", reports: [] }
  if (isOwn(mail, own)) return { kind: "own" }
  const machine = answeredByMachine(mail, first)
  if (machine !== null) return machine
  const listed = ["list-id", "list-post", "list-unsubscribe"].some((name) => first(name) !== "")
  return listed || /^(?:bulk|list|junk)$/.test(first("precedence")) ? { kind: "list" } : { kind: "person" }
}

const answeredByMachine = (mail: Mail, first: (name: string) => string): MailKind | null => {
  const submitted = first("auto-submitted").split(";")[0]!.trim()
  const vacation = awaySubject.test(mail.subject)
  if (submitted !== "" && submitted !== "no")
    return { kind: "automatic", vacation: vacation || submitted === "auto-replied" }
  const says = ["x-autoreply", "x-autorespond"].some((name) => first(name) !== "")
  // No machine fills in a form: figures of a person who writes of her absence in the subject are not passed over.
  if (says || first("precedence") === "auto_reply" || (vacation && !bringsSheet(mail)))
    return { kind: "automatic", vacation: true }
  return null
}

const bringsSheet = ({ parts }: Mail): boolean =>
  parts.some(({ name, type }) => /\.(?:xlsx|xlsm|xls|ods)$/i.test(name ?? "") || /spreadsheet|ms-excel/.test(type))

const isOwn = (mail: Mail, own: ReadonlyArray<string>): boolean =>
  own.some((address) => {
    const [local = "", domain = ""] = address.toLowerCase().split("@")
    const [theirs = "", at = ""] = mail.from.address.split("@")
    return at === domain && theirs.split("+")[0] === local.split("+")[0]
  })

/** The fields of each group of a `message/delivery-status`, and the Message-ID of the enclosed head. */
const reportsOf = (mail: Mail): ReadonlyArray<DeliveryReport> => {
  const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes.subarray(0, 100_000))
  const status = mail.parts.find((part) => part.type === "message/delivery-status")
  const enclosed = mail.parts.find((part) => part.type === "message/rfc822" || part.type === "text/rfc822-headers")
  if (status === undefined) return []
  const about =
    enclosed === undefined ? null : (/^message-id:\s*(<[^<>\s]{1,250}>)/im.exec(text(enclosed.bytes))?.[1] ?? null)
  return text(status.bytes)
    .replaceAll("\r\n", "\n")
    .split(/\n{2,}/)
    .slice(0, 100)
    .flatMap((group) => {
      const fields = new Map(
        group
          .replaceAll(/\n[ \t]+/g, " ")
          .split("\n")
          .map((line) => [
            line.slice(0, line.indexOf(":")).trim().toLowerCase(),
            line.slice(line.indexOf(":") + 1).trim()
          ])
      )
      const action = fields.get("action")?.toLowerCase().split(/\s/)[0]
      if (action === undefined || action === "") return []
      const named = fields.get("original-recipient") ?? fields.get("final-recipient") ?? ""
      const recipient = named
        .slice(named.indexOf(";") + 1)
        .trim()
        .replaceAll(/[<>]/g, "")
        .toLowerCase()
      const code = /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(fields.get("status") ?? "")?.[1] ?? null
      return [{ recipient: domainOf(recipient) === recipient ? null : recipient, action, status: code, about }]
    })
}

/**
 * Whether a report says that the address itself is of no use (no such mailbox, moved, closed), so that writing there
 * again needs a person; a full mailbox or a busy server passes by itself.
 */
export const endsContact = ({ action, status }: DeliveryReport): boolean =>
  action === "failed" && status !== null && /^5\.(?:1\.[0-9]+|2\.1)$/.test(status)
