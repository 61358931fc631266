/**
 * The port to wherever events are kept. A stream is one report's life (`ReportKey.stream`). Appending is atomic: all
 * events and all outbox rows of one call are kept, or none; and it is refused when somebody else appended in between.
 *
 * Every implementation passes the contract suite of `@lienhoi/testing/JournalSuite`.
 *
 * @since 0.1.0
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { ReportEvent } from "./Event.ts"
import { MemoryLedger } from "./MemoryLedger.ts"
import type { OutboxRow } from "./OutboxRow.ts"
import type { Recorded } from "./Recorded.ts"

/** Somebody else appended to the stream in between. Read again, decide again, append again. */
export class WrongVersion extends Schema.TaggedError<WrongVersion>()("WrongVersion", {
  expected: Schema.Number,
  actual: Schema.Number
}) {
  readonly isRetryable = true
}

/** An event with this id is in the journal already. The same ids cannot be appended twice. */
export class AlreadyRecorded extends Schema.TaggedError<AlreadyRecorded>()("AlreadyRecorded", { id: Schema.String }) {
  readonly isRetryable = false
}

/** The store cannot be reached at the moment. Nothing was kept. */
export class Unavailable extends Schema.TaggedError<Unavailable>()("Unavailable", { cause: Schema.Defect() }) {
  readonly isRetryable = true
}

/** The words beside an event do not open with the keys that are there. Trying again does not help. */
export class Unreadable extends Schema.TaggedError<Unreadable>()("Unreadable", { cause: Schema.Defect() }) {
  readonly isRetryable = false
}

/** Why the journal could not do it. Match on `reason`; branch on `isRetryable`. */
export class JournalError extends Schema.TaggedError<JournalError>()("JournalError", {
  stream: Schema.NullOr(Schema.String),
  reason: Schema.Union([WrongVersion, AlreadyRecorded, Unavailable, Unreadable])
}) {
  get isRetryable(): boolean {
    return this.reason.isRetryable
  }
}

/** What an append says besides the events. */
export interface AppendOptions {
  /** The version the stream must have: 0 for a stream that must not exist yet, else `Report.version` as it was read. */
  readonly expectedVersion: number
  /** Rows to commit together with the events. A row whose key is in the outbox already adds nothing. */
  readonly outbox?: ReadonlyArray<OutboxRow>
}

/** The events of all reports. */
export class Journal extends Context.Service<
  Journal,
  {
    /** Keeps the events and the outbox rows, all or none. The answer is the stream's new version. */
    readonly append: (
      stream: string,
      events: ReadonlyArray<ReportEvent>,
      options: AppendOptions
    ) => Effect.Effect<{ readonly version: number }, JournalError>
    /** One stream from its beginning; empty when nothing was ever appended. */
    readonly read: (stream: string) => Effect.Effect<ReadonlyArray<Recorded>, JournalError>
    /** All events in order of position, those after a position when one is given. */
    readonly readAll: (options?: {
      readonly after?: number
      readonly limit?: number
    }) => Effect.Effect<ReadonlyArray<Recorded>, JournalError>
    /** Erases what stands beside these events (by id): reasons, narrative answers, drafts. The events stay. */
    readonly erase: (events: ReadonlyArray<string>) => Effect.Effect<void, JournalError>
  }
>()("@lienhoi/report/Journal") {}

const refuse = (stream: string, reason: JournalError["reason"]) => Result.fail(new JournalError({ stream, reason }))

/** The first id that is in the journal already or stands twice among the new events. */
const takenId = (events: ReadonlyArray<ReportEvent>, holds: (id: string) => boolean): string | undefined =>
  events.find(({ id }, i) => holds(id) || events.findIndex((other) => other.id === id) < i)?.id

/** Keeps everything in memory, in the {@link MemoryLedger} that a memory outbox shares. */
export const layerMemory: Layer.Layer<Journal, never, MemoryLedger> = Layer.effect(
  Journal,
  Effect.map(MemoryLedger, ({ transaction }) =>
    Journal.of({
      append: (stream, events, { expectedVersion: expected, outbox = [] }) =>
        transaction((t) => {
          const actual = t.version(stream)
          if (actual !== expected) return refuse(stream, new WrongVersion({ expected, actual }))
          const id = takenId(events, t.holds)
          if (id !== undefined) return refuse(stream, new AlreadyRecorded({ id }))
          t.append(stream, events)
          for (const row of outbox) if (t.row(row.key) === null) t.put({ row, mark: null })
          return Result.succeed({ version: actual + events.length })
        }),
      read: (stream) => transaction((t) => Result.succeed(t.read(stream))),
      readAll: ({ after, limit } = {}) => transaction((t) => Result.succeed(t.readAll(after, limit))),
      erase: (events) => transaction((t) => Result.succeed(t.erase(events)))
    })
  )
)
