/**
 * Runs what is due by a timetable, on whichever machine asks first. Several workers ask; one gets the turn, and the turn
 * passes on when its holder has not finished in time: killed, frozen or cut off.
 *
 * What is promised: a moment of the timetable that passed is run, also when every worker was down then; many moments
 * missed are one run, never a flood. What is **not** promised: that the work of one moment runs only once. A holder that
 * wakes up late may go on beside its successor, so the work must bear repetition, as planning reminders under their keys
 * does.
 *
 * @since 0.1.0
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import * as Timetable from "./Timetable.ts"

/** The store cannot be reached at the moment. The turn is asked for again. */
export class SchedulerError extends Schema.TaggedError<SchedulerError>()("SchedulerError", {
  cause: Schema.Defect()
}) {
  readonly isRetryable = true
}

/** A turn at one piece of work. */
export interface Turn {
  /** The moment of the timetable that is run. */
  readonly moment: Instant.Instant
  /** Rises with every turn. */
  readonly token: number
}

/** Gives turns. */
export class Scheduler extends Context.Service<
  Scheduler,
  {
    /**
     * A turn at the work of that name, when `moment` is later than the last one finished and nobody else has the turn;
     * `null` when not. It is lost after `lease` milliseconds.
     */
    readonly begin: (turn: {
      readonly name: string
      readonly holder: string
      readonly moment: Instant.Instant
      readonly lease: number
    }) => Effect.Effect<Turn | null, SchedulerError>
    /**
     * Gives the turn up; `done` when the moment was run. A turn that was lost meanwhile changes nothing.
     */
    readonly end: (name: string, turn: Turn, done: boolean) => Effect.Effect<void, SchedulerError>
    /** By how many milliseconds this machine's clock is ahead of the store's; negative when it is behind. */
    readonly skew: Effect.Effect<number, SchedulerError>
  }
>()("@lienhoi/reminders/Scheduler") {}

/** How something is run by a timetable. */
export interface Options {
  /** The same on all workers: `reminders`. */
  readonly name: string
  /** The worker that asks. */
  readonly holder: string
  readonly timetable: Timetable.Timetable
  /** How long one run may take before another worker tries; 5 minutes when not given. */
  readonly lease?: Duration.Input
}

/**
 * Runs `work` when a moment of the timetable has passed since it last ran and nobody else is at it; `null` when not. When
 * the work fails the turn is given up and the moment is still to be run.
 */
export const runDue = <A, E, R>(
  options: Options,
  work: Effect.Effect<A, E, R>
): Effect.Effect<A | null, E | SchedulerError, R | Scheduler> =>
  Effect.gen(function* () {
    const scheduler = yield* Scheduler
    const { name, holder, timetable } = options
    const moment = Timetable.last(timetable, Instant.fromMillis(yield* Clock.currentTimeMillis))
    const lease = Duration.toMillis(options.lease ?? "5 minutes")
    return yield* Effect.acquireUseRelease(
      scheduler.begin({ name, holder, moment, lease }),
      (turn): Effect.Effect<A | null, E, R> => (turn === null ? Effect.succeed(null) : work),
      (turn, exit) => (turn === null ? Effect.void : scheduler.end(name, turn, Exit.isSuccess(exit)))
    )
  })

/** Keeps turns in memory: for one process. */
export const layerMemory: Layer.Layer<Scheduler> = Layer.sync(Scheduler, () => {
  const kept = new Map<string, { ran: Instant.Instant | null; until: number; token: number }>()
  return Scheduler.of({
    begin: ({ name, moment, lease }) =>
      Effect.map(Clock.currentTimeMillis, (now) => {
        const entry = kept.get(name) ?? { ran: null, until: 0, token: 0 }
        if (entry.until > now || (entry.ran !== null && entry.ran >= moment)) return null
        const token = entry.token + 1
        kept.set(name, { ran: entry.ran, until: now + lease, token })
        return { moment, token }
      }),
    end: (name, { moment, token }, done) =>
      Effect.sync(() => {
        const entry = kept.get(name)
        if (entry?.token === token) kept.set(name, { ran: done ? moment : entry.ran, until: 0, token })
      }),
    skew: Effect.succeed(0)
  })
})
