/**
 * The worker between the outbox and the channels: takes rows in hand, picks a road, hands over, records the answer.
 * Several workers may run at once, on one machine or on many.
 *
 * @since 0.1.0
 */

import type * as Duration from "effect/Duration"
import type { Effect } from "effect/Effect"
import type * as Channel from "./Channel.ts"
import type { InboundDelivery } from "./Inbound.ts"
import type * as Outbox from "./Outbox.ts"
import type * as Routing from "./Routing.ts"

/** How often and how far apart a channel is tried again, for reasons that say for certain that nothing was delivered. */
export interface Retry {
  readonly first: Duration.Input
  readonly factor: number
  readonly longest: Duration.Input
  /** After so many tries on one channel it counts as tried in vain, and the next road is taken. */
  readonly tries: number
}

/** How a worker works. */
export interface Options {
  /** A name of its own: no two workers at once bear the same. */
  readonly worker: string
  readonly channels: ReadonlyArray<Channel.Contract>
  /** Rows in hand at once; 4 when not given. */
  readonly limit?: number
  /** How long a channel may take to answer; afterwards the outcome is unknown. 30 seconds when not given. */
  readonly answerWithin?: Duration.Input
  /** How long a row may be in hand before its outcome is unknown; 2 minutes when not given, longer than `answerWithin`. */
  readonly patience?: Duration.Input
  readonly retry?: Retry
}

/** What a worker did with one row. */
export interface Done {
  readonly key: string
  /** Where the row stands now. */
  readonly state: Outbox.State
  /** The road that was picked and why; `null` when the row could not be read. */
  readonly decision: Routing.Decision | null
}

/** One round: claims, hands over, records. Gives what was done with each claimed row. */
export declare const pass: (options: Options) => Effect<ReadonlyArray<Done>, Outbox.OutboxError, Outbox.Outbox>

/** Rounds without end, `every` so long (10 seconds when not given); an interruption lets the current round finish. */
export declare const run: (
  options: Options & { readonly every?: Duration.Input }
) => Effect<never, never, Outbox.Outbox>

/** Records the news a channel brings about one of our messages. */
export declare const settle: (event: InboundDelivery) => Effect<Outbox.State | null, Outbox.OutboxError, Outbox.Outbox>
