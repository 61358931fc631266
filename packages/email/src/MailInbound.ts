/**
 * A mail as the rest of the program sees what comes in: a message nobody has reviewed, or news about a message of ours.
 *
 * @since 0.1.0
 */
import type { Instant } from "@lienhoi/calendar/Instant"
import type { InboundContactChange, InboundDelivery, InboundMessage } from "@lienhoi/messaging/Inbound"
import * as Labelled from "@lienhoi/messaging/Labelled"
import { files, type Mail } from "./Mail.ts"
import * as MailAddress from "./MailAddress.ts"
import { channelName } from "./MailChannel.ts"
import { type DeliveryReport, endsContact } from "./MailKind.ts"
import * as ReturnToken from "./ReturnToken.ts"

/** Whom an unreviewed mail may go back to when nobody knows the person: its address, which no person's id looks like. */
export const strangerId = (address: string): string => `mail:${address}`

/**
 * The tokens of ours in a mail, the likeliest first: those in the addresses it was sent to, then those of the mails it
 * answers. Whether we ever gave them is for the office to say.
 */
export const tagsIn = (
  { to, answers }: Pick<Mail, "to" | "answers">,
  mailbox: string
): ReadonlyArray<ReturnToken.Tag> => {
  const domain = MailAddress.domainOf(mailbox).toLowerCase()
  const addressed = to.map((address) => MailAddress.tagOf(address, mailbox))
  const answered = answers.map((id) => {
    const inside = id.slice(1, -1).toLowerCase()
    return inside.endsWith(`@${domain}`) ? inside.slice(0, -domain.length - 1) : null
  })
  return [...addressed, ...answered].flatMap((text) => {
    const tag = text === null ? null : ReturnToken.read(text)
    return tag === null ? [] : [tag]
  })
}

/** A mail somebody wrote. `person` is who the token or the directory says it is, `key` the message it answers. */
export const message = (
  mail: Mail,
  of: { readonly at: Instant; readonly person: string | null; readonly key: string | null }
): InboundMessage => {
  const author = of.person ?? strangerId(mail.from.address)
  return {
    type: "message",
    id: mail.digest,
    channel: channelName,
    at: of.at,
    from: mail.from.address,
    person: of.person,
    group: null,
    inReplyTo: of.key,
    body: Labelled.unreviewed(mail.text, author),
    attachments: files(mail).map(({ name, type, bytes }) => ({
      name: Labelled.unreviewed(name ?? "", author),
      mediaType: type,
      bytes: Labelled.unreviewed(bytes, author)
    }))
  }
}

/** What a delivery report says about a message of ours; `null` while it is only late. */
export const delivery = (
  mail: Mail,
  report: DeliveryReport,
  of: { readonly at: Instant; readonly key: string; readonly attempt: number | null }
): InboundDelivery | null => {
  const status =
    report.action === "failed"
      ? "not-delivered"
      : report.action === "delivered" || report.action === "relayed"
        ? "delivered"
        : null
  return status === null
    ? null
    : {
        type: "delivery",
        id: `${mail.digest}/${report.recipient ?? ""}`,
        channel: channelName,
        at: of.at,
        key: of.key,
        attempt: of.attempt,
        status,
        receipt: report.about ?? "",
        by: null
      }
}

/** That an address is of no use any more; `null` when the report does not say so. */
export const contactEnded = (
  mail: Mail,
  report: DeliveryReport,
  of: { readonly at: Instant; readonly person: string | null }
): InboundContactChange | null =>
  report.recipient === null || !endsContact(report)
    ? null
    : {
        type: "contact-change",
        id: `${mail.digest}/${report.recipient}/ended`,
        channel: channelName,
        at: of.at,
        from: report.recipient,
        person: of.person,
        change: "ended",
        address: null
      }
