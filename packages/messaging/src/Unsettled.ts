/**
 * What a person has to look at: rows of which nobody knows whether they arrived, and rows that certainly did not and will
 * not be tried again by themselves. Channels that can say what became of a message are asked; the rest a person decides.
 *
 * @since 0.1.0
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type * as Channel from "./Channel.ts"
import * as Outbox from "./Outbox.ts"
import type { Posted, State } from "./Posting.ts"

const now = Effect.map(Clock.currentTimeMillis, Instant.fromMillis)

const record = (key: string, result: (at: Instant.Instant) => Outbox.Outcome) =>
  Effect.gen(function* () {
    const at = yield* now
    return yield* (yield* Outbox.Outbox).record({ key, attempt: null, at, result: result(at) })
  })

/** What such a decision gives: where the row stands then, `null` when there is no such row. */
export type Decided = Effect.Effect<State | null, Outbox.OutboxError, Outbox.Outbox>

/** Has an undelivered row tried again now, on all its roads; `by` is a person id. Any other row stays as it is. */
export const retry = (key: string, by: string): Decided => record(key, (again) => ({ outcome: "reopened", again, by }))

/** Leaves an undelivered row at that; `by` is a person id. */
export const drop = (key: string, by: string): Decided => record(key, () => ({ outcome: "dropped", by }))

/** A person found out that a message whose outcome is unknown arrived. */
export const arrived = ({ row, state, attempts }: Posted, by: string): Decided =>
  state.at !== "unknown"
    ? Effect.succeed(state)
    : record(row.key, () => ({
        outcome: "accepted",
        channel: state.channel ?? "",
        receipt: attempts.at(-1)?.receipt ?? "",
        by
      }))

/** A person found out that a message whose outcome is unknown did not arrive; `again` has it tried again now. */
export const didNotArrive = ({ row, state }: Posted, by: string, again: boolean): Decided =>
  state.at !== "unknown"
    ? Effect.succeed(state)
    : record(row.key, (at) => ({
        outcome: "not-delivered",
        channel: state.channel,
        // A reason that passes leaves the road open for another try.
        reason: again ? "Unavailable" : "Unreachable",
        again: again ? at : null,
        by
      }))

/** By which id the channel knows the last attempt: the receipt it gave, or our key when it tells messages apart by it. */
const askedBy = ({ row, attempts }: Posted, { capabilities }: Channel.Contract): string | null =>
  attempts.at(-1)?.receipt ?? (capabilities.idempotency === "key" ? row.key : null)

/**
 * Asks the channel what became of a row whose outcome is unknown, and records a certain answer. When the worker died
 * before it could say which channel it called, every channel that knows our keys is asked whether it has the message.
 * A channel that cannot say, or is out of reach, changes nothing: the row stays unknown and is never sent again by
 * itself.
 */
export const ask = (posted: Posted, channels: ReadonlyArray<Channel.Contract>): Decided =>
  Effect.gen(function* () {
    const { row, state, attempts } = posted
    if (state.at !== "unknown") return state
    for (const channel of channels) {
      const { name, status } = channel.capabilities
      const id = askedBy(posted, channel)
      if (!status || id === null || (state.channel ?? name) !== name) continue
      const said = yield* channel
        .status({ id, at: attempts.at(-1)!.at, answerBy: null })
        .pipe(Effect.catchCause(() => Effect.succeed<Channel.Status>("unknown")))
      if (said === "delivered" || said === "accepted")
        return yield* record(row.key, () => ({ outcome: "accepted", channel: name, receipt: id, by: null }))
      if (said === "not-delivered" && state.channel === name)
        return yield* record(row.key, () => ({
          outcome: "not-delivered",
          channel: name,
          reason: "Unreachable",
          again: null,
          by: null
        }))
    }
    return state
  })

/** Asks about every row whose outcome is unknown, at most `limit`. Gives the rows that are settled now. */
export const askAll = (
  channels: ReadonlyArray<Channel.Contract>,
  limit = 1000
): Effect.Effect<ReadonlyArray<Posted>, Outbox.OutboxError, Outbox.Outbox> =>
  Effect.gen(function* () {
    const rows = (yield* (yield* Outbox.Outbox).unsettled(limit)).filter(({ state }) => state.at === "unknown")
    const asked = yield* Effect.forEach(
      rows,
      (posted) => Effect.map(ask(posted, channels), (state) => (state === null ? posted : { ...posted, state })),
      { concurrency: 8 }
    )
    return asked.filter(({ state }) => state.at !== "unknown")
  })
