/**
 * Puts what is due into the outbox. Each run asks the clock, looks where the last run ended, plans what fell due since,
 * and commits the messages under their keys: a key that is in the outbox already adds nothing, so several runners at
 * once, or a run repeated after a crash, never say a thing twice. Only then is the run noted, so nothing is lost.
 *
 * That a waiting reminder stops when its duty is fulfilled is the outbox's law.
 *
 * @since 0.1.0
 */
import * as Instant from "@lienhoi/calendar/Instant"
import type { WorkingDays } from "@lienhoi/calendar/WorkingDays"
import * as Outbox from "@lienhoi/messaging/Outbox"
import * as Duty from "@lienhoi/report/Duty"
import * as Journal from "@lienhoi/report/Journal"
import type { Checked, Issue } from "@lienhoi/words/Issue"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import * as Reminder from "./Reminder.ts"
import * as ReminderMessage from "./ReminderMessage.ts"
import type { ReminderPlan } from "./ReminderPlan.ts"
import * as RunLog from "./RunLog.ts"

/** A store cannot be reached at the moment. The next run covers what this one did not. */
export class Unavailable extends Schema.TaggedError<Unavailable>()("Unavailable", { cause: Schema.Defect() }) {
  readonly isRetryable = true
}

/** The duties could not be worked out: a level without a due rule, a broken template. Somebody has to mend it. */
export class NoDuties extends Schema.TaggedError<NoDuties>()("NoDuties", {
  issues: Schema.declare((value): value is ReadonlyArray<Issue> => Array.isArray(value))
}) {
  readonly isRetryable = false
}

/** Why a run did not come about. Match on `reason`; branch on `isRetryable`. */
export class RunnerError extends Schema.TaggedError<RunnerError>()("RunnerError", {
  association: Schema.String,
  reason: Schema.Union([Unavailable, NoDuties])
}) {
  get isRetryable(): boolean {
    return this.reason.isRetryable
  }
}

/** The association as it stands at a moment: all its duties, and what messages are written from. */
export interface Situation extends ReminderMessage.Sources {
  readonly duties: ReadonlyArray<Duty.Duty>
}

/** What a runner is given. */
export interface Options {
  /** The id of the association. */
  readonly association: string
  readonly plan: ReminderPlan
  readonly calendar: WorkingDays
  /** Works out the situation at that moment from the events of the journal, usually by `Duty.list` for each template. */
  readonly look: (at: Instant.Instant, events: ReadonlyArray<Duty.Happened>) => Checked<Situation>
  /** Where the very first run begins. The first run itself when absent: what lies before it is not caught up. */
  readonly since?: Instant.Instant
}

/** What one run did. */
export interface Ran extends Reminder.Run {
  readonly at: Instant.Instant
  /** Keys that were not in the outbox before. */
  readonly added: ReadonlyArray<string>
}

/** What one run would do. */
export interface Foreseen extends Reminder.Run {
  /** The span begins after this moment. */
  readonly from: Instant.Instant
  readonly at: Instant.Instant
}

/** Plans and enqueues. */
export class ReminderRunner extends Context.Service<
  ReminderRunner,
  {
    /** One run: everything that fell due since the last one. */
    readonly tick: Effect.Effect<Ran, RunnerError>
    /** What a run now would plan, beside what it would leave out; nothing is written. */
    readonly preview: Effect.Effect<Foreseen, RunnerError>
  }
>()("@lienhoi/reminders/ReminderRunner") {}

/** Reminders belong to no single report; their rows are put without events, on a stream that stays empty. */
const streamOf = (association: string): string => `reminders/${encodeURIComponent(association)}`

/** A runner over the journal, the outbox and the log of runs. */
export const make = (
  options: Options
): Effect.Effect<ReminderRunner["Service"], never, Journal.Journal | Outbox.Outbox | RunLog.RunLog> =>
  Effect.gen(function* () {
    const { association, plan, calendar, look, since } = options
    const journal = yield* Journal.Journal
    const outbox = yield* Outbox.Outbox
    const runs = yield* RunLog.RunLog

    const enqueue = Effect.fnUntraced(function* (planned: ReadonlyArray<Reminder.Reminder>, situation: Situation) {
      const keys = planned.map(({ key }) => key)
      const known = new Set((yield* outbox.list(keys)).map(({ row }) => row.key))
      const fresh = planned.filter(({ key }) => !known.has(key))
      const messages = ReminderMessage.makeAll(fresh, situation)
      const rows = fresh.map((reminder, i) =>
        Outbox.row(messages[i]!, {
          notBefore: reminder.plannedAt,
          expires: reminder.form === "message" ? reminder.expires : null
        })
      )
      if (rows.length > 0) yield* journal.append(streamOf(association), [], { expectedVersion: 0, outbox: rows })
      return fresh.map(({ key }) => key)
    })

    const find = Effect.gen(function* () {
      const at = Instant.fromMillis(yield* Clock.currentTimeMillis)
      const from = (yield* runs.last(association)) ?? since ?? at
      const situation = look(at, Duty.happened(yield* journal.readAll()))
      if (!situation.ok)
        return yield* new RunnerError({ association, reason: new NoDuties({ issues: situation.issues }) })
      const run = Reminder.due({ ...situation.value, plan, calendar, from, to: at })
      return { run, from, at, situation: situation.value }
    })

    const tick = Effect.gen(function* () {
      const { run, at, situation } = yield* find
      const added = yield* enqueue(run.planned, situation)
      yield* runs.advance(association, run.upTo)
      return { ...run, at, added }
    }).pipe(
      Effect.catchTag(["JournalError", "OutboxError", "RunLogError"], (cause) =>
        Effect.fail(new RunnerError({ association, reason: new Unavailable({ cause }) }))
      ),
      Effect.withSpan("ReminderRunner.tick")
    )

    const preview = find.pipe(
      Effect.map(({ run, from, at }) => ({ ...run, from, at })),
      Effect.catchTag(["JournalError", "RunLogError"], (cause) =>
        Effect.fail(new RunnerError({ association, reason: new Unavailable({ cause }) }))
      ),
      Effect.withSpan("ReminderRunner.preview")
    )

    return ReminderRunner.of({ tick, preview })
  })

/** The runner as a service. */
export const layer = (
  options: Options
): Layer.Layer<ReminderRunner, never, Journal.Journal | Outbox.Outbox | RunLog.RunLog> =>
  Layer.effect(ReminderRunner, make(options))

/** Ticks without end, `every` minute when not given. A store that cannot be reached is tried again at the next tick. */
export const run = (
  options: { readonly every?: Duration.Input } = {}
): Effect.Effect<never, RunnerError, ReminderRunner> =>
  Effect.gen(function* () {
    const runner = yield* ReminderRunner
    const tick = Effect.catchIf(
      runner.tick,
      (error) => error.isRetryable,
      (error) => Effect.logWarning(error)
    )
    return yield* Effect.forever(Effect.andThen(tick, Effect.sleep(options.every ?? Duration.minutes(1))))
  })
