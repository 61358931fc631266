/**
 * What a bot of the Bot Platform gets: by webhook (`X-Bot-Api-Secret-Token` is compared as it is) or by long polling, in
 * the same shape. A bot is another product than an Official Account: other ids, other token, other signature.
 *
 * @since 0.1.0
 */
import { createHash, timingSafeEqual } from "node:crypto"
import * as Instant from "@lienhoi/calendar/Instant"
import type { Arrival } from "@lienhoi/messaging/Arrivals"
import type { InboundMessage } from "@lienhoi/messaging/Inbound"
import * as Labelled from "@lienhoi/messaging/Labelled"
import * as Body from "./internal/body.ts"
import * as Json from "./internal/json.ts"

/** Somebody wrote to the bot, or an event nobody documented, kept whole. */
export interface BotUpdate {
  /** As on the wire: `message.text.received`. */
  readonly name: string
  readonly kind: "text" | "image" | "sticker" | "voice" | "unsupported" | "unknown"
  readonly at: Instant.Instant
  readonly id: string
  readonly user: string
  readonly userName: string
  readonly chat: string
  readonly isGroup: boolean
  readonly text: string | null
  /** A photo, a sticker or a recording. */
  readonly url: string | null
  readonly body: unknown
}

const kinds: { readonly [name: string]: BotUpdate["kind"] } = {
  "message.text.received": "text",
  "message.image.received": "image",
  "message.sticker.received": "sticker",
  "message.voice.received": "voice",
  "message.unsupported.received": "unsupported"
}

/** The secret of `setWebhook` came with the request; compared in constant time. */
export const isGenuine = (header: string | null, secret: string): boolean => {
  const digest = (text: string) => createHash("sha256").update(text).digest()
  return header !== null && timingSafeEqual(digest(header), digest(secret))
}

const orNull = (value: unknown): string | null => Json.text(value) || null

/**
 * Reads a webhook body or the answer to `getUpdates`, with or without its envelope; `null` when there is no update in it:
 * an empty poll (408), an error.
 *
 * @example
 * ```ts
 * import { BotUpdate } from "@lienhoi/zalo"
 *
 * const update = BotUpdate.decode(
 *   '{"ok":true,"result":{"event_name":"message.text.received","message":{"from":{"id":"6ede9afa","display_name":"Lan","is_bot":false},"chat":{"id":"6ede9afa","chat_type":"PRIVATE"},"text":"Xin chào","message_id":"2d758cb5","date":1767225600000}}}',
 *   "2026-01-01T00:00:00.000Z"
 * )
 *
 * update?.kind // => "text"
 * update?.text // => "Xin chào"
 * BotUpdate.decode('{"ok":false,"error_code":408}', "2026-01-01T00:00:00.000Z") // => null
 * ```
 */
export const decode = (text: string, receivedAt: Instant.Instant): BotUpdate | null => {
  const whole = Json.fields(Body.parse(text))
  const { event_name, message } = Json.fields(whole.result ?? whole)
  const name = Json.text(event_name)
  if (name === "") return null
  const held = Json.fields(message)
  const from = Json.fields(held.from)
  const chat = Json.fields(held.chat)
  const [id, user] = [Json.text(held.message_id), Json.text(from.id)]
  const millis = Json.number(held.date)
  const isWhole = id !== "" && user !== ""
  return {
    name,
    kind: isWhole ? (kinds[name] ?? "unknown") : "unknown",
    at: millis === null || Math.abs(millis) > 8.64e15 ? receivedAt : Instant.fromMillis(Math.trunc(millis)),
    id,
    user,
    userName: Json.text(from.display_name),
    chat: Json.text(chat.id),
    isGroup: chat.chat_type === "GROUP",
    text: orNull(held.text) ?? orNull(held.caption),
    url: orNull(held.photo_url) ?? orNull(held.photo) ?? orNull(held.voice_url) ?? orNull(held.url),
    body: whole
  }
}

/** An update as it is kept until it is handled; the digest names one without an id. */
export const toArrival = (update: BotUpdate, raw: string, receivedAt: Instant.Instant): Arrival => ({
  channel: "zalo-bot",
  id: update.id === "" ? createHash("sha256").update(raw).digest("hex") : update.id,
  lane: `user/${update.user}`,
  at: update.at,
  receivedAt,
  raw,
  hint: null
})

/** The message for the house; photos are fetched and added with `Arriving.withFiles`. */
export const toInbound = (update: BotUpdate, personOf: (user: string) => string | null): InboundMessage => {
  const person = personOf(update.user)
  return {
    type: "message",
    id: update.id,
    channel: "zalo-bot",
    at: update.at,
    from: update.user,
    person,
    group: update.isGroup ? update.chat : null,
    inReplyTo: null,
    body: Labelled.unreviewed((update.text ?? "").normalize("NFC"), person ?? update.user),
    attachments: []
  }
}
