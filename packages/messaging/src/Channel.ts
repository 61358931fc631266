/**
 * The contract of a channel: what it can do (as data), whether a letter may go and at what price, handing one letter
 * over, and asking what became of it. An adapter implements {@link Adapter}; {@link make} puts the door in front of it.
 *
 * What is **not** promised: `send` does not remove duplicates (the outbox does), does not retry, and does not wait.
 * Every channel passes `@lienhoi/testing/ChannelSuite`.
 *
 * @since 0.1.0
 */
import type { Instant } from "@lienhoi/calendar/Instant"
import type { Bilingual } from "@lienhoi/words/Language"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as DeliveryError from "./DeliveryError.ts"
import * as Door from "./Door.ts"
import * as Letter from "./Letter.ts"
import type { QuietHours } from "./QuietHours.ts"

/** What files a channel carries. */
export interface Files {
  /** At most so many in one message. */
  readonly max: number
  /** Kinds it takes, each with its own limit; a file goes by the first kind that fits. */
  readonly kinds: ReadonlyArray<FileKind>
}

/** One kind of file. */
export interface FileKind {
  /** A media type; `image/*` for all images, `*` for everything. */
  readonly mediaType: string
  /** The largest, in bytes. */
  readonly maxBytes: number
}

/** How many messages the channel takes. The live figure is the business of {@link Adapter.quote}. */
export interface Quota {
  readonly per: "minute" | "day" | "month"
  readonly of: "sender" | "recipient"
  readonly messages: number
  /** `by-channel`: it spaces its calls itself, over all workers; whoever claims rows need not count for it. */
  readonly kept?: "by-channel"
}

/** What one message costs, in đồng. */
export interface Price {
  readonly perMessage: number
  /** So many messages cost nothing within so many hours of the last word of the recipient. */
  readonly freeAfterContact: { readonly messages: number; readonly hours: number } | null
}

/** The laws of a channel, as data. */
export interface Capabilities {
  /** The name roads use: `by-hand`, `zalo`, `email`. */
  readonly name: string
  readonly title: Bilingual
  /** Audiences served, and the highest label accepted for each. */
  readonly doors: ReadonlyArray<Door.Door>
  /** Longest body, in Unicode characters; `null` when there is no limit. */
  readonly maxLength: number | null
  /** Longest subject; 0 when the channel has none and the subject is dropped. `null` when there is no limit. */
  readonly maxSubject: number | null
  /** `null` when the channel carries no files. */
  readonly files: Files | null
  /** `key`: handing the same key over twice arrives once. `none`: it arrives twice. */
  readonly idempotency: "key" | "none"
  /** `at-once`: a receipt means the channel took the message. `later`: a person or a webhook answers afterwards. */
  readonly answers: "at-once" | "later"
  /** Whether {@link Adapter.status} can answer. */
  readonly status: boolean
  readonly quietHours: QuietHours | null
  /** The recipient must have written within so many days (Zalo's consultation messages: 7); `null` when not. */
  readonly contactWithinDays: number | null
  readonly quotas: ReadonlyArray<Quota>
  readonly price: Price
  /** `last` is taken only when no ordinary channel may be: work for a person. */
  readonly resort: "ordinary" | "last"
}

/** May this letter go? `wait`: not now, but from that moment on. */
export type Quote =
  | { readonly answer: "now"; readonly price: number }
  | { readonly answer: "wait"; readonly price: number; readonly until: Instant; readonly because: Bilingual }
  | { readonly answer: "no"; readonly because: Bilingual }

/** Proof of handing over. */
export interface Receipt {
  /** The channel's own id of the message. */
  readonly id: string
  readonly at: Instant
  /**
   * `null` when the channel took the message. An instant when the answer comes later, as an inbound delivery event:
   * until then nobody knows, and after it the outcome is unknown.
   */
  readonly answerBy: Instant | null
}

/** What became of a message that was handed over. */
export type Status = "delivered" | "accepted" | "not-delivered" | "unknown"

/** Why nothing, or nothing certain, came of handing over. */
export type SendError = DeliveryError.DeliveryError | DeliveryError.OutcomeUnknown

/** What the author of a channel writes. Everything it is given has passed its doors. */
export interface Adapter {
  readonly capabilities: Capabilities
  /** Whether the letter may go at that moment, and its price. Asks, changes nothing. */
  readonly quote: (letter: Letter.Letter, at: Instant) => Effect.Effect<Quote, DeliveryError.DeliveryError>
  /**
   * Hands one letter over, once per call. `OutcomeUnknown` as soon as the letter may have left without an answer.
   * `attempt` is the number of the outbox's attempt, for channels whose own ids and return addresses tell attempts apart;
   * left out when nobody counts.
   */
  readonly send: (letter: Letter.Letter, attempt?: number) => Effect.Effect<Receipt, SendError>
  /** What became of it; present when `capabilities.status`. */
  readonly status?: (receipt: Receipt) => Effect.Effect<Status, DeliveryError.DeliveryError>
}

/** A channel behind its door. Only {@link make} makes one. */
export class Guarded implements Adapter {
  readonly #adapter: Adapter
  readonly capabilities: Capabilities

  private constructor(adapter: Adapter) {
    this.#adapter = adapter
    this.capabilities = adapter.capabilities
  }

  static make(adapter: Adapter): Guarded {
    return new Guarded(adapter)
  }

  readonly quote = (letter: Letter.Letter, at: Instant): Effect.Effect<Quote, DeliveryError.DeliveryError> =>
    Effect.andThen(
      this.#admit(letter),
      Effect.suspend(() => this.#adapter.quote(letter, at))
    )

  readonly send = (letter: Letter.Letter, attempt?: number): Effect.Effect<Receipt, SendError> =>
    Effect.andThen(
      this.#admit(letter),
      Effect.suspend(() => this.#adapter.send(letter, attempt))
    )

  readonly status = (receipt: Receipt): Effect.Effect<Status, DeliveryError.DeliveryError> =>
    this.capabilities.status && this.#adapter.status !== undefined
      ? this.#adapter.status(receipt)
      : Effect.succeed("unknown")

  readonly #admit = (letter: Letter.Letter): Effect.Effect<void, DeliveryError.DeliveryError> =>
    Effect.suspend(() => {
      const reason = objection(this.capabilities, letter)
      return reason === null
        ? Effect.void
        : Effect.fail(
            new DeliveryError.DeliveryError({
              channel: this.capabilities.name,
              key: Letter.isLetter(letter) ? letter.message.key : "?",
              reason
            })
          )
    })
}

/** A channel as the rest of the program sees it. */
export type Contract = Guarded

/** Puts the door in front of an adapter: what it must not see is refused before it is called. */
export const make = Guarded.make

/** One channel as a service: what a contract suite and an app with a single channel ask for. */
export class Channel extends Context.Service<Channel, Contract>()("@lienhoi/messaging/Channel") {}

const length = (text: string): number => [...text].length

const kindOf = (files: Files | null, mediaType: string): FileKind | undefined =>
  files?.kinds.find(
    ({ mediaType: kind }) =>
      kind === "*" || kind === mediaType || (kind.endsWith("/*") && mediaType.startsWith(kind.slice(0, -1)))
  )

/** Why the laws of the channel forbid this letter; `null` when they do not. The door comes first. */
export const objection = (capabilities: Capabilities, letter: Letter.Letter): DeliveryError.Reason | null => {
  if (!Letter.isLetter(letter)) return new DeliveryError.Refused({ why: "not-a-message" })
  const refused = Door.refusal(capabilities.doors, letter.message)
  if (refused !== null) return new DeliveryError.Refused({ why: refused.why })
  const { body, subject, attachments } = letter.message
  const { maxLength, maxSubject, files } = capabilities
  if (maxLength !== null && length(body) > maxLength)
    return new DeliveryError.TooLong({ length: length(body), maxLength })
  if (maxSubject !== null && maxSubject > 0 && subject !== null && length(subject) > maxSubject)
    return new DeliveryError.TooLong({ length: length(subject), maxLength: maxSubject })
  if (attachments.length > (files?.max ?? 0)) return new DeliveryError.NotCarried({ what: "files" })
  for (const { mediaType, bytes } of attachments) {
    const kind = kindOf(files, mediaType)
    if (kind === undefined) return new DeliveryError.NotCarried({ what: mediaType })
    if (bytes.length > kind.maxBytes) return new DeliveryError.NotCarried({ what: "bytes" })
  }
  return null
}
