/**
 * Something to be handed over later, committed together with the events that cause it. What it says is the business of
 * whoever reads the outbox; here only what the journal must keep.
 *
 * @since 0.1.0
 */
import type { Instant } from "@lienhoi/calendar/Instant"

/** One row of the outbox. */
export interface OutboxRow {
  /** The same key is the same message: appending it again adds nothing. */
  readonly key: string
  /** The duty (see `Duty.id`) whose fulfilment stops this row; `null` when nothing does. */
  readonly duty: string | null
  /** Not to be handed over before this moment. */
  readonly notBefore: Instant
  /** Worthless after this moment; `null` when it keeps. */
  readonly expires: Instant | null
  readonly payload: unknown
}
