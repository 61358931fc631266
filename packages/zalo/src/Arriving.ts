/**
 * What an event of Zalo means for the house: a message nobody has reviewed, news about a message of ours, a yes or no to
 * being written to, a contact point that changed, somebody who came into or left a group.
 *
 * @since 0.1.0
 */
import * as Instant from "@lienhoi/calendar/Instant"
import type { Inbound, InboundMessage } from "@lienhoi/messaging/Inbound"
import * as Labelled from "@lienhoi/messaging/Labelled"
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Bilingual } from "@lienhoi/words/Language"
import type { Attachment, GroupEvent, MessageEvent, WebhookEvent } from "./WebhookEvent.ts"

/** What is known beside the event. */
export interface Known {
  /** The name of the channel; `zalo`. */
  readonly channel: string
  /** The id under which the event counts once. */
  readonly id: string
  /** The person (id in the directory) with that Zalo id. */
  readonly personOf: (user: string) => string | null
  /** The key of our message with that receipt (`msg_id`) or tracking id. */
  readonly keyOf: (receipt: string | null, tracking: string | null) => string | null
}

/** A file that came with a message and still has to be fetched. */
export interface Remote {
  readonly url: string
  readonly name: string
  readonly mediaType: string
}

/** What follows from one event. */
export interface Arrived {
  readonly inbound: ReadonlyArray<Inbound>
  /** Files of the first message, to be fetched and put into its attachments. */
  readonly files: ReadonlyArray<Remote>
  /** Who came into or left which group. */
  readonly group: Pick<GroupEvent, "group" | "change" | "users"> | null
  /** Something a person should read: permission withdrawn, a template refused, an event nobody knows. */
  readonly note: Bilingual | null
}

const texts = Catalogue.make({
  place: { vi: "Vị trí: {latitude}, {longitude}", en: "Place: {latitude}, {longitude}" },
  link: { vi: "Liên kết: {url}", en: "Link: {url}" },
  sticker: { vi: "(nhãn dán)", en: "(a sticker)" },
  revoked: {
    vi: "Official Account đã rút quyền của ứng dụng; quản trị viên cần kết nối lại: lienhoi zalo connect",
    en: "The Official Account withdrew the app's permission; an administrator has to connect it again: lienhoi zalo connect"
  },
  template: {
    vi: "Mẫu tin {template} đổi trạng thái: {before} sang {after}. {reason}",
    en: "Template {template} went from {before} to {after}. {reason}"
  },
  quality: { vi: "Chất lượng mẫu tin {template}: {quality}", en: "Quality of template {template}: {quality}" },
  quota: { vi: "Hạn mức tin trong ngày: {before} thành {after}", en: "Daily quota: {before} to {after}" },
  unknown: {
    vi: "Zalo gửi sự kiện lạ “{name}”; đã giữ nguyên để xem",
    en: "Zalo sent an event nobody knows, “{name}”; it was kept whole"
  }
})

const both = (code: keyof typeof texts, params: Catalogue.Params): Bilingual => ({
  vi: Catalogue.fill(texts[code].vi, params).trim(),
  en: Catalogue.fill(texts[code].en, params).trim()
})

const mediaTypes: { readonly [type: string]: readonly [string, string] } = {
  image: ["image/jpeg", "jpg"],
  gif: ["image/gif", "gif"],
  audio: ["audio/amr", "amr"],
  video: ["video/mp4", "mp4"],
  file: ["application/octet-stream", "bin"]
}

const remote = (attachment: Attachment, id: string, n: number): ReadonlyArray<Remote> => {
  const media = mediaTypes[attachment.type]
  if (media === undefined || attachment.url === null) return []
  return [{ url: attachment.url, name: attachment.name ?? `${id}-${n + 1}.${media[1]}`, mediaType: media[0] }]
}

/** What an attachment says in words; files say nothing. */
const inWords = ({ type, url, description, latitude, longitude }: Attachment): ReadonlyArray<string> => {
  if (latitude !== null && longitude !== null) return [Catalogue.fill(texts.place.vi, { latitude, longitude })]
  if (type === "sticker") return [texts.sticker.vi]
  if (mediaTypes[type] !== undefined) return description === null ? [] : [description]
  return [
    ...(description === null ? [] : [description]),
    ...(url === null ? [] : [Catalogue.fill(texts.link.vi, { url })])
  ]
}

const message = (event: MessageEvent, { channel, id, personOf, keyOf }: Known): InboundMessage => {
  const person = event.by === "user" ? personOf(event.user) : null
  const address = event.by === "anonymous" ? `anonymous:${event.user}` : event.user
  const words = [...(event.text === null ? [] : [event.text]), ...event.attachments.flatMap(inWords)]
  return {
    type: "message",
    id,
    channel,
    at: event.at,
    from: address,
    person,
    group: event.group,
    inReplyTo: event.quoted === null ? null : keyOf(event.quoted, null),
    // Composed, so that a decomposed text is as long as it looks.
    body: Labelled.unreviewed(words.join("\n").normalize("NFC"), person ?? address),
    attachments: []
  }
}

const nothing: Arrived = { inbound: [], files: [], group: null, note: null }

/** The consultation window that an interaction opens. */
const week = 7 * 24 * 3_600_000

/** Reads one event. */
export const of = (event: WebhookEvent, known: Known): Arrived => {
  const { channel, id, personOf, keyOf } = known
  const header = { id, channel, at: event.at }
  const only = (...inbound: ReadonlyArray<Inbound>): Arrived => ({ ...nothing, inbound })
  const delivery = (
    receipt: string,
    tracking: string | null,
    status: "accepted" | "delivered" | "seen",
    by: string | null,
    at = event.at
  ): ReadonlyArray<Inbound> => {
    const key = keyOf(receipt, tracking)
    return key === null
      ? []
      : [{ ...header, id: `${id}/${receipt}`, type: "delivery", at, key, attempt: null, status, receipt, by }]
  }
  const consent = (user: string, allowed: boolean, until: Instant.Instant | null): Arrived =>
    only({ ...header, type: "consent", from: user, person: personOf(user), allowed, until })
  const opened = Instant.fromMillis(Instant.toMillis(event.at) + week)

  switch (event.type) {
    case "message": {
      if (event.by === "account") return only(...delivery(event.id, null, "accepted", null))
      const files = event.attachments.flatMap((attachment, n) => remote(attachment, event.id, n))
      return { ...nothing, inbound: [message(event, known)], files }
    }
    case "received":
      return only(...delivery(event.id, null, "delivered", personOf(event.user)))
    case "seen":
      return only(...event.ids.flatMap((one) => delivery(one, null, "seen", personOf(event.user))))
    case "template-received":
      return only(...delivery(event.id, event.tracking, "delivered", null, event.deliveredAt))
    case "template-feedback":
    case "template-answer":
      return only(...delivery(event.id, event.tracking, "seen", null))
    case "follow":
      return consent(event.user, true, null)
    case "unfollow":
      return consent(event.user, false, null)
    case "chat-opened":
    case "widget-accepted":
      return consent(event.user, true, opened)
    case "info-shared": {
      const { phone } = event.info
      if (phone === undefined) return nothing
      const person = personOf(event.user)
      const address = Labelled.unreviewed(phone, person ?? event.user)
      return only({ ...header, type: "contact-change", from: event.user, person, change: "changed", address })
    }
    case "withdrawn": {
      if (event.user === null) return { ...nothing, note: both("unknown", { name: event.name }) }
      const person = personOf(event.user)
      return only({ ...header, type: "contact-change", from: event.user, person, change: "erase", address: null })
    }
    case "group":
      return { ...nothing, group: { group: event.group, change: event.change, users: event.users } }
    case "revoked":
      return { ...nothing, note: both("revoked", {}) }
    case "template-status": {
      const { template, before, after, reason } = event
      return {
        ...nothing,
        note: both("template", { template, before: before ?? "?", after: after ?? "?", reason: reason ?? "" })
      }
    }
    case "template-quality":
      return { ...nothing, note: both("quality", { template: event.template, quality: event.quality ?? "?" }) }
    case "quota":
      return { ...nothing, note: both("quota", { before: event.before ?? "?", after: event.after ?? "?" }) }
    case "unknown":
      return { ...nothing, note: both("unknown", { name: event.name.slice(0, 80) }) }
    case "reacted":
    case "tagged":
    case "untagged":
    case "tag-removed":
    case "widget-failed":
    case "user-updated":
    case "call":
    case "template-tags":
    case "journey":
      return nothing
  }
}

/** Puts fetched files into the message they came with. */
export const withFiles = (
  message: InboundMessage,
  files: ReadonlyArray<Remote & { readonly bytes: Uint8Array }>
): InboundMessage => {
  const author = message.person ?? message.from
  return {
    ...message,
    attachments: files.map(({ name, mediaType, bytes }) => ({
      name: Labelled.unreviewed(name, author),
      mediaType,
      bytes: Labelled.unreviewed(bytes, author)
    }))
  }
}
