/**
 * Why a message was not delivered, and the answer that is no answer. A {@link DeliveryError} says for certain that the
 * message did not arrive; {@link OutcomeUnknown} says that nobody knows. No text here holds content or addresses.
 *
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"

/** Turned away at the door: the label is above what the channel accepts for this audience. */
export class Refused extends Schema.TaggedError<Refused>()("Refused", { why: Schema.String }) {
  readonly isRetryable = false
}
/** The text or subject is longer than the channel carries, in characters. */
export class TooLong extends Schema.TaggedError<TooLong>()("TooLong", { length: Schema.Int, maxLength: Schema.Int }) {
  readonly isRetryable = false
}
/** The channel does not carry this: a kind of file, too many or too large files. */
export class NotCarried extends Schema.TaggedError<NotCarried>()("NotCarried", { what: Schema.String }) {
  readonly isRetryable = false
}
/** Slow down, quota used up, or not at this hour: again after so many milliseconds. */
export class RateLimited extends Schema.TaggedError<RateLimited>()("RateLimited", { retryAfterMillis: Schema.Int }) {
  readonly isRetryable = true
}
/** This recipient cannot be reached on this channel (no consent, window closed, bad number, left the group). */
export class Unreachable extends Schema.TaggedError<Unreachable>()("Unreachable", { detail: Schema.String }) {
  readonly isRetryable = false
}
/** The message is of no use any more. */
export class Expired extends Schema.TaggedError<Expired>()("Expired", {}) {
  readonly isRetryable = false
}
/** The channel does not work until a person puts it right (permission withdrawn, empty wallet, bad settings). */
export class Suspended extends Schema.TaggedError<Suspended>()("Suspended", { detail: Schema.String }) {
  readonly isRetryable = false
}
/** The channel could not be asked, or said that it did nothing; later it may. */
export class Unavailable extends Schema.TaggedError<Unavailable>()("Unavailable", { detail: Schema.String }) {
  readonly isRetryable = true
}

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
/** Match on `_tag`; branch on `isRetryable`. */
export type Reason = typeof Reason.Type

/** The message was certainly not delivered. `isRetryable` is about the same channel; another road may still be open. */
export class DeliveryError extends Schema.TaggedError<DeliveryError>()("DeliveryError", {
  channel: Schema.String,
  /** Key of the message. */
  key: Schema.String,
  reason: Reason,
  cause: Schema.optional(Schema.Defect())
}) {
  get isRetryable(): boolean {
    return this.reason.isRetryable
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
