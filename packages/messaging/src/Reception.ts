/**
 * Handles what {@link "Arrivals"} kept: the events of one sender one after another, those of different senders beside each
 * other. An event that fails for a passing reason waits, and with it what its sender sent later; one that fails for good
 * is put before a person. A restart in the middle handles nothing twice that was handled well, see `Inbox`.
 *
 * @since 0.1.0
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { type Arrival, Arrivals, type ArrivalsError } from "./Arrivals.ts"
import type { Inbound } from "./Inbound.ts"
import { Inbox } from "./Inbox.ts"

/** Why an event cannot be handled: now, or ever. */
export interface Failed {
  readonly isRetryable: boolean
  /** For a person. */
  readonly why: string
}

/** What the reception is told. */
export interface Options<R> {
  /** What an arrival means; several things, or nothing to act on. */
  readonly read: (arrival: Arrival) => Effect.Effect<ReadonlyArray<Inbound>, Failed, R>
  readonly handle: (event: Inbound) => Effect.Effect<void, Failed, R>
  /** Events younger than this wait, so that an older one that is late still comes first; milliseconds, none. */
  readonly settle?: number
  /** At most so many events at once; 200. */
  readonly most?: number
  /** At most so many senders beside each other; 8. */
  readonly beside?: number
}

/** What one round did. */
export interface Round {
  readonly handled: number
  /** To be tried again. */
  readonly waiting: number
  /** Put before a person. */
  readonly aside: number
}

const one = <R>(
  arrival: Arrival,
  options: Options<R>
): Effect.Effect<keyof Round, ArrivalsError, R | Arrivals | Inbox> =>
  Effect.gen(function* () {
    const arrivals = yield* Arrivals
    const inbox = yield* Inbox
    const work = Effect.gen(function* () {
      for (const event of yield* options.read(arrival)) yield* inbox.receive(event, options.handle)
    })
    const failed = yield* work.pipe(
      Effect.as(null),
      Effect.catch((error) =>
        Effect.succeed(
          "why" in error
            ? { isRetryable: error.isRetryable, why: error.why }
            : { isRetryable: true, why: error.message }
        )
      ),
      Effect.catchDefect((defect) => Effect.succeed({ isRetryable: false, why: String(defect) }))
    )
    if (failed === null) {
      yield* arrivals.handled(arrival)
      return "handled"
    }
    if (failed.isRetryable) return "waiting"
    yield* arrivals.setAside(arrival, failed.why)
    return "aside"
  })

/** One round over everything that waits. */
export const round = <R>(options: Options<R>): Effect.Effect<Round, ArrivalsError, R | Arrivals | Inbox> =>
  Effect.gen(function* () {
    const arrivals = yield* Arrivals
    const { settle = 0 } = options
    const ripe = Instant.fromMillis((yield* Clock.currentTimeMillis) - settle)
    const lanes = new Map<string, Array<Arrival>>()
    for (const arrival of yield* arrivals.waiting(options.most ?? 200)) {
      const key = JSON.stringify([arrival.channel, arrival.lane])
      lanes.set(key, [...(lanes.get(key) ?? []), arrival])
    }
    const count = { handled: 0, waiting: 0, aside: 0 }
    yield* Effect.forEach(
      lanes.values(),
      (lane) =>
        Effect.gen(function* () {
          for (const [i, arrival] of lane.entries()) {
            const outcome = settle > 0 && arrival.receivedAt > ripe ? "waiting" : yield* one(arrival, options)
            if (outcome === "waiting") {
              count.waiting += lane.length - i
              return
            }
            count[outcome] += 1
          }
        }),
      { concurrency: options.beside ?? 8, discard: true }
    )
    return count
  })
