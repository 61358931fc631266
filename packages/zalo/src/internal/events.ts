/** The events of Zalo's webhook as types. */
import type { Instant } from "@lienhoi/calendar/Instant"

/** What a message is made of, as the event is called: `user_send_image` is an `image`. */
export type MessageKind =
  | "text"
  | "image"
  | "gif"
  | "link"
  | "audio"
  | "video"
  | "sticker"
  | "location"
  | "file"
  | "business_card"
  | "list"
  | "template"

/** Something that came with a message. What does not apply to its type is `null`. */
export interface Attachment {
  /** `image`, `file`, `location`, … as Zalo calls it. */
  readonly type: string
  readonly url: string | null
  readonly thumbnail: string | null
  readonly name: string | null
  /** Bytes of a file, when told. */
  readonly size: number | null
  readonly description: string | null
  readonly latitude: string | null
  readonly longitude: string | null
}

/** What every event carries. */
export interface Header {
  /** As on the wire: `user_send_text`. */
  readonly name: string
  readonly app: string | null
  /** The Official Account. */
  readonly account: string | null
  readonly at: Instant
  /** The person's id within the app; `null` when app and account are not linked. */
  readonly userByApp: string | null
}

/** Somebody wrote: a person, the account itself (an echo of what was sent), a visitor of a web page. */
export interface MessageEvent extends Header {
  readonly type: "message"
  readonly by: "user" | "account" | "anonymous"
  /** The person or visitor who wrote, or to whom the account wrote; empty for the account's words to a group. */
  readonly user: string
  readonly group: string | null
  /** Of a visitor of a web page. */
  readonly conversation: string | null
  /** Who typed it in the account's console; `null` for what a program sent. */
  readonly admin: string | null
  readonly kind: MessageKind
  readonly id: string
  readonly text: string | null
  /** The message it answers. */
  readonly quoted: string | null
  readonly attachments: ReadonlyArray<Attachment>
}

/** What became of messages of ours. */
export type DeliveryEvent = Header &
  (
    | { readonly type: "received"; readonly user: string; readonly id: string }
    | { readonly type: "seen"; readonly user: string; readonly ids: ReadonlyArray<string> }
    | {
        readonly type: "reacted"
        readonly by: "user" | "account"
        readonly user: string
        readonly id: string
        readonly icon: string
      }
    | {
        readonly type: "template-received"
        /** A phone number `84…` or its SHA-256. */
        readonly to: string
        readonly id: string
        readonly tracking: string | null
        readonly deliveredAt: Instant
      }
    | {
        readonly type: "template-feedback"
        readonly id: string
        readonly tracking: string | null
        readonly rate: number | null
        readonly note: string | null
        readonly feedbacks: ReadonlyArray<string>
      }
    | {
        readonly type: "template-answer"
        readonly id: string
        readonly tracking: string | null
        readonly data: string | null
      }
  )

/** A person's standing with the account changed. */
export type ContactEvent = Header &
  (
    | { readonly type: "follow" | "unfollow"; readonly user: string; readonly source: string | null }
    | { readonly type: "chat-opened"; readonly user: string }
    | { readonly type: "info-shared"; readonly user: string; readonly info: { readonly [name: string]: string } }
    | {
        readonly type: "tagged" | "untagged" | "tag-removed"
        readonly tag: string
        readonly users: ReadonlyArray<string>
      }
    | {
        readonly type: "widget-accepted" | "widget-failed"
        readonly user: string
        readonly externalId: string | null
        readonly message: string | null
      }
    | { readonly type: "user-updated"; readonly user: string }
    /** The person asks to be forgotten; what is known of her must be erased. */
    | { readonly type: "withdrawn"; readonly user: string | null }
    | { readonly type: "call"; readonly phone: string | null; readonly what: string }
  )

/** What happens in a group of the account. */
export interface GroupEvent extends Header {
  readonly type: "group"
  readonly group: string
  readonly change:
    | "created"
    | "updated"
    | "deleted"
    | "joined"
    | "left"
    | "asked"
    | "accepted"
    | "refused"
    | "admin-added"
    | "admin-removed"
  readonly users: ReadonlyArray<string>
}

/** What is told to the office: templates, quotas, permission. */
export type OfficeEvent = Header &
  (
    | {
        readonly type: "template-status"
        readonly template: string
        readonly before: string | null
        readonly after: string | null
        readonly reason: string | null
      }
    | { readonly type: "template-quality"; readonly template: string; readonly quality: string | null }
    | { readonly type: "quota"; readonly before: string | null; readonly after: string | null }
    | { readonly type: "template-tags"; readonly before: ReadonlyArray<string>; readonly after: ReadonlyArray<string> }
    | { readonly type: "journey"; readonly journey: string; readonly what: "acknowledged" | "time-out" }
    /** The account withdrew its permission; somebody has to connect it again. */
    | { readonly type: "revoked" }
  )

/** An event nobody documented, as it came. */
export interface UnknownEvent extends Header {
  readonly type: "unknown"
  readonly body: unknown
}

/** Any event. */
export type WebhookEvent = MessageEvent | DeliveryEvent | ContactEvent | GroupEvent | OfficeEvent | UnknownEvent

/** How an event came. */
export interface Options {
  /** The header `X-ZEvent-Server`: `ZNS` for events of template messages by phone. */
  readonly server?: string | null
  /** The moment taken when the event names none. */
  readonly receivedAt: Instant
}
