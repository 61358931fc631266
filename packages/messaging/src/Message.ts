/**
 * What is to be said to one recipient. Its label is the highest of everything it embeds: subject, body, links, and
 * the names and bytes of its files. Nobody can write a message down by hand or copy one with a lower label: it is made
 * from {@link Labelled} parts only, and what was not made here is refused at every door.
 *
 * @since 0.1.0
 */
import * as Label from "@lienhoi/template/Label"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import { type Labelled, open } from "./internal/sealed.ts"
import type { Audience, Recipient } from "./Recipient.ts"

/** A file that goes along. */
export interface Attachment {
  readonly name: string
  /** `image/jpeg`, `application/pdf` … */
  readonly mediaType: string
  readonly bytes: Uint8Array
}

/** A link that goes along; `title` is what the reader sees. */
export interface Link {
  readonly title: string
  readonly href: string
}

/** What a message is about, in ids; none of it is shown to the reader. */
export interface Envelope {
  /** The same key is the same message, sent once. */
  readonly key: string
  /** What sort of message: `reminder`, `digest`, `returned` … */
  readonly kind: string
  readonly to: Recipient
  /** The duty whose fulfilment makes the message pointless; `null` when nothing does. */
  readonly duty: string | null
  /** Id of the association in whose name it is said. */
  readonly association: string
}

/** The parts a message is made of. */
export interface Parts extends Envelope {
  readonly subject?: Labelled<string> | undefined
  readonly body: Labelled<string>
  readonly attachments?: ReadonlyArray<{
    readonly name: Labelled<string>
    readonly mediaType: string
    readonly bytes: Labelled<Uint8Array>
  }>
  readonly links?: ReadonlyArray<{ readonly title: Labelled<string>; readonly href: Labelled<string> }>
}

interface Content {
  readonly subject: string | null
  readonly body: string
  readonly attachments: ReadonlyArray<Attachment>
  readonly links: ReadonlyArray<Link>
}

/** A message. Its content is read through the getters; printing it shows key, kind, recipient's id and label. */
export class Message implements Envelope {
  readonly #content: Content
  readonly key: string
  readonly kind: string
  readonly to: Recipient
  readonly duty: string | null
  readonly association: string
  /** The highest label of everything embedded. */
  readonly label: Label.Label
  /** Authors (person ids) of the parts nobody reviewed. */
  readonly authors: ReadonlyArray<string>

  private constructor(envelope: Envelope, content: Content, label: Label.Label, authors: ReadonlyArray<string>) {
    this.#content = content
    this.key = envelope.key
    this.kind = envelope.kind
    this.to = envelope.to
    this.duty = envelope.duty
    this.association = envelope.association
    this.label = Object.freeze({ ...label })
    this.authors = Object.freeze([...authors])
    Object.freeze(this)
  }

  static make(parts: Parts): Message {
    const { subject, body, attachments = [], links = [] } = parts
    const embedded: ReadonlyArray<Labelled<unknown>> = [
      ...(subject === undefined ? [] : [subject]),
      body,
      ...attachments.flatMap(({ name, bytes }) => [name, bytes]),
      ...links.flatMap(({ title, href }) => [title, href])
    ]
    return new Message(
      parts,
      {
        subject: subject === undefined ? null : open(subject),
        body: open(body),
        attachments: attachments.map(({ name, mediaType, bytes }) => ({
          name: open(name),
          mediaType,
          bytes: open(bytes).slice()
        })),
        links: links.map(({ title, href }) => ({ title: open(title), href: open(href) }))
      },
      Label.highest(...embedded.map((part) => part.label)),
      [...new Set(embedded.flatMap((part) => part.authors))]
    )
  }

  static isMessage(value: unknown): value is Message {
    return typeof value === "object" && value !== null && #content in value
  }

  static encode(message: Message): Stored {
    const { key, kind, to, duty, association, label, authors } = message
    const content = label.secrecy === "secret" ? nothing : message.#content
    return encodeStored({ key, kind, to, duty, association, label, authors, ...content })
  }

  static decode(stored: unknown): Issue.Checked<Message> {
    const found = decodeStored(stored)
    if (Option.isNone(found)) return Issue.fail(issue("message.unreadable"))
    const { label, authors, subject, body, attachments, links, ...envelope } = found.value
    const trusted = isLabel(label) ? label : untrusted
    return Issue.ok(new Message(envelope, { subject, body, attachments, links }, trusted, authors))
  }

  get audience(): Audience {
    return this.to.audience
  }
  get subject(): string | null {
    return this.#content.subject
  }
  get body(): string {
    return this.#content.body
  }
  get attachments(): ReadonlyArray<Attachment> {
    return this.#content.attachments
  }
  get links(): ReadonlyArray<Link> {
    return this.#content.links
  }

  toJSON(): unknown {
    const { key, kind, audience, label } = this
    return { key, kind, audience, to: this.to.id, label }
  }
}

/** Makes a message; the label follows from the parts. */
export const make = Message.make

/** Whether a value is a message that was really made here, whatever its type claims. */
export const isMessage = Message.isMessage

/**
 * The form in which an outbox keeps a message: plain JSON, bytes in base64, the label with it. No store keeps secrets:
 * of a secret message only ids and label are written, and every door refuses it later.
 */
export const encode = Message.encode

/**
 * Reads what {@link encode} wrote. Decoding cannot raise trust: a label that is missing or unreadable becomes the
 * highest one, and the message passes no door.
 */
export const decode = Message.decode

const issue = Issue.from(
  Catalogue.make({
    "message.unreadable": {
      vi: "Không đọc được tin nhắn đã lưu; tin này không gửi được, xem lại kho lưu trữ",
      en: "The stored message cannot be read and will not be sent; check the store"
    }
  })
)

const nothing: Content = { subject: null, body: "", attachments: [], links: [] }

const untrusted: Label.Label = { secrecy: "secret", personal: "sensitive", reviewed: false }

const isLabel = Schema.is(
  Schema.Struct({
    secrecy: Schema.Literals(["open", "internal", "secret"]),
    personal: Schema.Literals(["none", "basic", "sensitive"]),
    reviewed: Schema.Boolean
  })
)

const StoredSchema = Schema.Struct({
  key: Schema.String,
  kind: Schema.String,
  to: Schema.Struct({
    audience: Schema.Literals(["person", "group", "public"]),
    id: Schema.String,
    name: Schema.String,
    roads: Schema.Array(Schema.Struct({ channel: Schema.String, address: Schema.String }))
  }),
  duty: Schema.NullOr(Schema.String),
  association: Schema.String,
  label: Schema.Unknown.pipe(Schema.withDecodingDefaultKey(Effect.succeed(null))),
  authors: Schema.Array(Schema.String),
  subject: Schema.NullOr(Schema.String),
  body: Schema.String,
  attachments: Schema.Array(
    Schema.Struct({ name: Schema.String, mediaType: Schema.String, bytes: Schema.Uint8ArrayFromBase64 })
  ),
  links: Schema.Array(Schema.Struct({ title: Schema.String, href: Schema.String }))
})

/** What {@link encode} gives. */
export type Stored = typeof StoredSchema.Encoded

const encodeStored = Schema.encodeSync(StoredSchema)
const decodeStored = Schema.decodeUnknownOption(StoredSchema)
