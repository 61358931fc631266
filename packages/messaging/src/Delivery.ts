/**
 * The worker between the outbox and the channels: takes rows in hand, picks a road, hands over, records the answer.
 * Several workers may run at once, on one machine or on many.
 *
 * @since 0.1.0
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import * as Schedule from "effect/Schedule"
import type * as Channel from "./Channel.ts"
import { DeliveryError, isRetryable, type Reason } from "./DeliveryError.ts"
import type { InboundDelivery } from "./Inbound.ts"
import * as Message from "./Message.ts"
import * as Outbox from "./Outbox.ts"
import * as Routing from "./Routing.ts"

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
  /** A name for boards and logs. */
  readonly worker: string
  readonly channels: ReadonlyArray<Channel.Contract>
  /** Rows in hand at once; 4 when not given. */
  readonly limit?: number
  /** How long a channel may take to answer; afterwards the outcome is unknown. 30 seconds when not given. */
  readonly answerWithin?: Duration.Input
  /** How long a row may be in hand before its outcome is unknown; 2 minutes when not given, longer than `answerWithin`. */
  readonly patience?: Duration.Input
  /** When not given: after 30 seconds, then 1, 2, 4 … minutes, at most an hour apart, eight tries. */
  readonly retry?: Retry
}

/** What a worker did with one row. */
export interface Done {
  readonly key: string
  /** Where the row stands now. */
  readonly state: Outbox.State | null
  /** The road that was picked and why; `null` when the row could not be read. */
  readonly decision: Routing.Decision | null
}

/** A worker that finds more than this since its mark does not call: the duty may have been fulfilled meanwhile. */
export const freshFor = Duration.seconds(5)

const standard: Retry = { first: "30 seconds", factor: 2, longest: "1 hour", tries: 8 }

const now = Effect.map(Clock.currentTimeMillis, Instant.fromMillis)

const after = (at: Instant.Instant, wait: Duration.Input): Instant.Instant =>
  Instant.fromMillis(Instant.toMillis(at) + Duration.toMillis(wait))

/**
 * One round: claims, hands over, records. Gives what was done with each claimed row. An interruption waits until what
 * is in hand has an answer, at most `answerWithin`: a worker that is asked to stop leaves nothing unknown behind.
 */
export const pass = (options: Options): Effect.Effect<ReadonlyArray<Done>, Outbox.OutboxError, Outbox.Outbox> =>
  Effect.gen(function* () {
    const outbox = yield* Outbox.Outbox
    const marked = yield* Clock.monotonicTimeNanos
    const claimed = yield* outbox.claim({
      worker: options.worker,
      at: yield* now,
      limit: options.limit ?? 4,
      patience: Duration.toMillis(options.patience ?? "2 minutes")
    })
    return yield* Effect.forEach(claimed, (row) => handle(options, row, marked), { concurrency: "unbounded" })
  }).pipe(Effect.uninterruptible, Effect.withSpan("Delivery.pass"))

/** Rounds without end, `every` so long (10 seconds when not given); an interruption lets what is in hand finish. */
export const run = (
  options: Options & { readonly every?: Duration.Input }
): Effect.Effect<never, never, Outbox.Outbox> =>
  pass(options).pipe(
    Effect.catch((error) => Effect.logError("Outbox", { worker: options.worker, error: error._tag })),
    Effect.andThen(Effect.sleep(options.every ?? "10 seconds")),
    Effect.forever
  )

/** Records the news a channel brings about one of our messages; repetitions change nothing. */
export const settle = (event: InboundDelivery): Effect.Effect<Outbox.State | null, Outbox.OutboxError, Outbox.Outbox> =>
  Effect.flatMap(Outbox.Outbox, (outbox) =>
    outbox.record({
      key: event.key,
      attempt: event.attempt,
      at: event.at,
      result:
        event.status === "not-delivered"
          ? { outcome: "not-delivered", channel: event.channel, reason: "Unreachable", again: null, by: event.by }
          : { outcome: "accepted", channel: event.channel, receipt: event.receipt, by: event.by }
    })
  )

/** Tries since a person last had the row tried again; those before close no road and make no pause longer. */
const sinceReopened = (claimed: Outbox.Claimed): Outbox.Claimed => {
  const last = claimed.before.findLastIndex(({ reopenedBy }) => reopenedBy !== undefined)
  return last < 0 ? claimed : { ...claimed, before: claimed.before.slice(last + 1) }
}

/** From the mark to the answer. */
const handle = (
  options: Options,
  row: Outbox.Claimed,
  marked: bigint
): Effect.Effect<Done, Outbox.OutboxError, Outbox.Outbox> =>
  Effect.gen(function* () {
    const claimed = sinceReopened(row)
    const outbox = yield* Outbox.Outbox
    const { key } = claimed.row
    const message = Message.decode(claimed.row.payload)
    const decision = message.ok ? yield* decide(options, claimed, message.value) : null
    const waited = Duration.nanos((yield* Clock.monotonicTimeNanos) - marked)
    const result = !message.ok
      ? final(null, "Refused")
      : decision === null || Duration.isGreaterThan(waited, freshFor)
        ? handBack(after(yield* now, freshFor))
        : yield* act(options, claimed, decision)
    const chosen = decision === null ? {} : { chosen: chosenBy(decision) }
    const answer = { key, attempt: claimed.attempt, at: yield* now, result, ...chosen }
    const state = yield* outbox.record(answer).pipe(Effect.retry({ times: 5, schedule: again }))
    yield* Effect.logDebug("Delivery", { key, attempt: claimed.attempt, outcome: result.outcome })
    return { key, state, decision }
  })

/** The decision as the row keeps it. That no road is left names the recipient, so only the roads are kept of it. */
const chosenBy = (decision: Routing.Decision): ReadonlyArray<Outbox.Chosen> => [
  ...(decision.take === "none" ? [] : [{ channel: decision.channel, because: decision.because }]),
  ...decision.alternatives
]

/** What an adapter does may be cut off, the worker around it may not. */
const within = <A, E>(limit: Duration.Input, effect: Effect.Effect<A, E>): Effect.Effect<Option.Option<A>, E> =>
  Effect.timeoutOption(Effect.interruptible(effect), limit)

const again = Schedule.exponential("100 millis")

const handBack = (from: Instant.Instant): Outbox.Outcome => ({ outcome: "handed-back", again: from })

const final = (channel: string | null, reason: Reason["_tag"]): Outbox.Outcome => ({
  outcome: "not-delivered",
  channel,
  reason,
  again: null,
  by: null
})

/** The road; `null` when the channels took too long to say what they can do. */
const decide = (
  options: Options,
  { row, before }: Outbox.Claimed,
  message: Message.Message
): Effect.Effect<Routing.Decision | null> =>
  Effect.gen(function* () {
    const at = yield* now
    const tried = triedInVain(before, options.retry ?? standard)
    const { channels } = options
    return Option.getOrNull(
      yield* within(freshFor, Routing.choose({ message, channels, at, expires: row.expires, tried }))
    )
  })

/** Does what was decided and says what came of it. */
const act = (options: Options, claimed: Outbox.Claimed, decision: Routing.Decision): Effect.Effect<Outbox.Outcome> =>
  Effect.gen(function* () {
    if (decision.take === "wait") return handBack(decision.until)
    if (decision.take === "none") {
      if (decision.channel === null) return final(null, lastReason(claimed.before) ?? decision.reason)
      return { ...final(decision.channel, decision.reason), again: after(yield* now, pause(options, claimed)) }
    }
    const channel = options.channels.find(({ capabilities }) => capabilities.name === decision.channel)!
    const handed = channel.send(decision.letter, claimed.attempt)
    const exit = yield* Effect.exit(within(options.answerWithin ?? "30 seconds", handed))
    return outcome(options, claimed, decision.channel, exit, yield* now)
  })

/** What the end of a call says. Whatever is not a certain answer is unknown: a timeout, an interruption, a defect. */
const outcome = (
  options: Options,
  claimed: Outbox.Claimed,
  channel: string,
  exit: Exit.Exit<Option.Option<Channel.Receipt>, Channel.SendError>,
  at: Instant.Instant
): Outbox.Outcome => {
  if (Exit.isSuccess(exit)) {
    if (Option.isNone(exit.value)) return { outcome: "unknown", channel }
    const { id: receipt, answerBy } = exit.value.value
    return answerBy === null
      ? { outcome: "accepted", channel, receipt, by: null }
      : { outcome: "awaited", channel, receipt, until: answerBy }
  }
  const error = Option.getOrNull(Cause.findErrorOption(exit.cause))
  if (!(error instanceof DeliveryError)) return { outcome: "unknown", channel }
  const { reason } = error
  const asked = reason._tag === "RateLimited" ? reason.retryAfterMillis : 0
  const wait = error.isRetryable ? Math.max(asked, Duration.toMillis(pause(options, claimed))) : 0
  return { outcome: "not-delivered", channel, reason: reason._tag, again: after(at, wait), by: null }
}

const isTry = (attempt: Outbox.Attempt): boolean =>
  attempt.notDelivered !== null && attempt.notDelivered !== "handed-back"

/** The pause grows with each try that was reported as not delivered. */
const pause = (options: Options, claimed: Outbox.Claimed): Duration.Duration => {
  const { first, factor, longest } = options.retry ?? standard
  const grown = Duration.toMillis(first) * factor ** claimed.before.filter(isTry).length
  return Duration.millis(Math.min(grown, Duration.toMillis(longest)))
}

/** Channels that will not be tried again for this row: a reason that does not pass, or as many tries as allowed. */
const triedInVain = (before: ReadonlyArray<Outbox.Attempt>, { tries }: Retry) =>
  before.flatMap(({ channel, notDelivered }) => {
    if (channel === null || notDelivered === null || notDelivered === "handed-back") return []
    const count = before.filter((one) => one.channel === channel && isTry(one)).length
    return isRetryable(notDelivered) && count < tries ? [] : [{ channel, reason: notDelivered }]
  })

const lastReason = (before: ReadonlyArray<Outbox.Attempt>): Reason["_tag"] | null => {
  const reasons = before.map((attempt) => attempt.notDelivered)
  return reasons.filter((reason) => reason !== null && reason !== "handed-back").at(-1) ?? null
}
