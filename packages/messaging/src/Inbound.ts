/**
 * What comes in through a channel: a message, news about a message of ours, a yes or no to being written to, a changed
 * contact point. Nothing that comes in has been reviewed. Channels repeat themselves, so every event has an id under
 * which it counts once (see {@link Inbox}).
 *
 * @since 0.1.0
 */
import type { Instant } from "@lienhoi/calendar/Instant"
import { type Labelled, open } from "./internal/sealed.ts"

/** What every inbound event carries. */
export interface Header {
  /** The same id on the same channel is the same event, however often it comes. */
  readonly id: string
  readonly channel: string
  readonly at: Instant
}

/** Somebody wrote. The content may only go back to its author until somebody reviews it. */
export interface InboundMessage extends Header {
  readonly type: "message"
  /** The address it came from, as the channel names it. */
  readonly from: string
  /** The person behind the address (id in the directory); `null` when nobody knows. */
  readonly person: string | null
  /** The group it was written in; `null` for a message to us alone. */
  readonly group: string | null
  /** Key of the message it answers, when the channel says so. */
  readonly inReplyTo: string | null
  readonly body: Labelled<string>
  readonly attachments: ReadonlyArray<{
    readonly name: Labelled<string>
    readonly mediaType: string
    readonly bytes: Labelled<Uint8Array>
  }>
}

/** What became of a message of ours. */
export interface InboundDelivery extends Header {
  readonly type: "delivery"
  /** Key of our message. */
  readonly key: string
  /** The attempt it speaks of; `null` when the channel knows the key only. */
  readonly attempt: number | null
  readonly status: "accepted" | "delivered" | "seen" | "not-delivered"
  /** The channel's id of the message. */
  readonly receipt: string
  /** The person who did it, when a person did. */
  readonly by: string | null
}

/** A person allows or forbids being written to on this channel. */
export interface InboundConsent extends Header {
  readonly type: "consent"
  readonly from: string
  readonly person: string | null
  readonly allowed: boolean
  /** Until when it holds; `null` when it does not end. */
  readonly until: Instant | null
}

/** A contact point came up, changed or ended: a new number, left the group, asks to be forgotten. */
export interface InboundContactChange extends Header {
  readonly type: "contact-change"
  readonly from: string
  readonly person: string | null
  readonly change: "added" | "changed" | "ended" | "erase"
  /** The new address; `null` when it ended. */
  readonly address: Labelled<string> | null
}

/** Everything that comes in. */
export type Inbound = InboundMessage | InboundDelivery | InboundConsent | InboundContactChange

/** Words and files of a message without their labels. */
export interface Said {
  readonly text: string
  readonly files: ReadonlyArray<{ readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array }>
}

/**
 * What somebody wrote, for the program that reads figures out of it and for the person who looks at it. Nothing is raised
 * by that: what is made of the words stays unreviewed (`Submission.reviewed`), and they leave only back to their author.
 */
export const said = ({ body, attachments }: InboundMessage): Said => ({
  text: open(body),
  files: attachments.map(({ name, mediaType, bytes }) => ({ name: open(name), mediaType, bytes: open(bytes) }))
})
