/**
 * The de-duplication of what comes in, shared by all adapters: an event counts once, however often a channel repeats it.
 *
 * @since 0.1.0
 */
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import type { Inbound } from "./Inbound.ts"

/** The store cannot be reached; the event counts as not received, and the channel may repeat it. */
export class InboxError extends Schema.TaggedError<InboxError>()("InboxError", { cause: Schema.Defect() }) {
  readonly isRetryable = true
}

/** Remembers which events were received. */
export class Inbox extends Context.Service<
  Inbox,
  {
    /**
     * Runs `handle` for an event seen for the first time and says whether it did. When `handle` fails the event counts
     * as not received, so that a repetition gets another chance. Of two at once, one waits for the other.
     */
    readonly receive: <A, E, R>(
      event: Inbound,
      handle: (event: Inbound) => Effect.Effect<A, E, R>
    ) => Effect.Effect<"received" | "seen-before", E | InboxError, R>
  }
>()("@lienhoi/messaging/Inbox") {}
