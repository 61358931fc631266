/**
 * Why a message was not delivered, and the answer that is no answer. A {@link DeliveryError} says for certain that the
 * message did not arrive; {@link OutcomeUnknown} says that nobody knows. Their messages name channel, key and
 * reason; `detail` and `cause` are the vendor's words and stay in the channel's own log.
 *
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"

/** Turned away at the door: the label is above what the channel accepts for this audience. */
export class Refused extends Schema.TaggedError<Refused>()("Refused", { why: Schema.String }) {}
/** The text or subject is longer than the channel carries, in characters. */
export class TooLong extends Schema.TaggedError<TooLong>()("TooLong", { length: Schema.Int, maxLength: Schema.Int }) {}
/** The channel does not carry this: a kind of file, too many or too large files. */
export class NotCarried extends Schema.TaggedError<NotCarried>()("NotCarried", { what: Schema.String }) {}
/** Slow down, quota used up, or not at this hour: again after so many milliseconds. */
export class RateLimited extends Schema.TaggedError<RateLimited>()("RateLimited", { retryAfterMillis: Schema.Int }) {}
/** This recipient cannot be reached on this channel (no consent, window closed, bad number, left the group). */
export class Unreachable extends Schema.TaggedError<Unreachable>()("Unreachable", { detail: Schema.String }) {}
/** The message is of no use any more. */
export class Expired extends Schema.TaggedError<Expired>()("Expired", {}) {}
/** The channel does not work until a person puts it right (permission withdrawn, empty wallet, bad settings). */
export class Suspended extends Schema.TaggedError<Suspended>()("Suspended", { detail: Schema.String }) {}
/** The channel could not be asked, or said that it did nothing; later it may. */
export class Unavailable extends Schema.TaggedError<Unavailable>()("Unavailable", { detail: Schema.String }) {}

/** Every reason for certain non-delivery. */
export const Reason = Schema.Union([
  Refused,
  TooLong,
  NotCarried,
  RateLimited,
  Unreachable,
  Expired,
  Suspended,
  Unavailable
])
/** Match on `_tag`; branch on {@link isRetryable}. */
export type Reason = typeof Reason.Type

const retryable: ReadonlyArray<Reason["_tag"]> = ["RateLimited", "Unavailable"]

/** Whether the reason passes by itself, so that the same channel may be tried again. */
export const isRetryable = (reason: Reason["_tag"]): boolean => retryable.includes(reason)

/** The message was certainly not delivered. `isRetryable` is about the same channel; another road may still be open. */
export class DeliveryError extends Schema.TaggedError<DeliveryError>()("DeliveryError", {
  channel: Schema.String,
  /** Key of the message. */
  key: Schema.String,
  reason: Reason,
  cause: Schema.optional(Schema.Defect())
}) {
  get isRetryable(): boolean {
    return isRetryable(this.reason._tag)
  }
  override get message(): string {
    return `${this.channel}: ${this.key}: ${this.reason._tag}`
  }
}

/** The message left and no answer came back, so it may have arrived. Neither retried nor counted as failed. */
export class OutcomeUnknown extends Schema.TaggedError<OutcomeUnknown>()("OutcomeUnknown", {
  channel: Schema.String,
  key: Schema.String,
  detail: Schema.String,
  cause: Schema.optional(Schema.Defect())
}) {
  readonly isRetryable = false
  override get message(): string {
    return `${this.channel}: ${this.key}: OutcomeUnknown`
  }
}
