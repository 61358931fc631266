/**
 * The de-duplication of what comes in, shared by all adapters: an event counts once, however often a channel repeats it.
 *
 * @since 0.1.0
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import * as Semaphore from "effect/Semaphore"
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

/** Remembers in memory, for tests and for apps that lose nothing by asking again. */
export const layerMemory: Layer.Layer<Inbox> = Layer.sync(Inbox, () => {
  const received = new Set<string>()
  const gates = new Map<string, Semaphore.Semaphore>()
  return Inbox.of({
    receive: (event, handle) =>
      Effect.suspend(() => {
        const key = JSON.stringify([event.channel, event.id])
        const gate = gates.get(key) ?? Semaphore.makeUnsafe(1)
        gates.set(key, gate)
        const first = handle(event).pipe(
          Effect.tap(() => Effect.sync(() => received.add(key))),
          Effect.as("received" as const)
        )
        return gate.withPermits(1)(
          Effect.suspend(() => (received.has(key) ? Effect.succeed("seen-before" as const) : first))
        )
      })
  })
})
