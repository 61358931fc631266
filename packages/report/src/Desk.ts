/**
 * Carries one command from journal to journal: read the report, decide, append. When somebody else was quicker, the
 * report is read and decided again, so a decision never rests on an old state.
 *
 * @since 0.1.0
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as Issue from "@lienhoi/words/Issue"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { Command, Context, Decision } from "./Command.ts"
import { Ids } from "./Ids.ts"
import { Journal, type JournalError } from "./Journal.ts"
import type { OutboxRow } from "./OutboxRow.ts"
import * as Report from "./Report.ts"
import * as ReportKey from "./ReportKey.ts"

/** What {@link carryOut} is given. */
export interface Order {
  readonly key: ReportKey.ReportKey
  readonly command: Command
  /** Who asks and about what; the event's id comes from {@link Ids}, the moment from the clock unless it is given. */
  readonly context: Omit<Context, "eventId" | "at"> & { readonly at?: Instant.Instant }
  /** Messages to commit together with the events. */
  readonly outbox?: (decision: Decision, after: Report.Report) => ReadonlyArray<OutboxRow>
}

/** A decision and the report as it stands after it. */
export interface Done extends Decision {
  readonly report: Report.Report
}

/** The report as the journal has it. */
export const load = (key: ReportKey.ReportKey): Effect.Effect<Report.Report, JournalError, Journal> =>
  Effect.gen(function* () {
    const journal = yield* Journal
    const recorded = yield* journal.read(ReportKey.stream(key))
    return Report.replay(
      key,
      recorded.map(({ event }) => event)
    )
  })

const once = (order: Order): Effect.Effect<Issue.Checked<Done>, JournalError, Journal | Ids> =>
  Effect.gen(function* () {
    const journal = yield* Journal
    const eventId = yield* (yield* Ids).next
    const at = order.context.at ?? Instant.fromMillis(yield* Clock.currentTimeMillis)
    const report = yield* load(order.key)
    const decided = Report.decide(report, order.command, { ...order.context, eventId, at })
    if (!decided.ok) return decided
    const after = decided.value.events.reduce(Report.evolve, report)
    const outbox = order.outbox?.(decided.value, after) ?? []
    if (decided.value.events.length > 0 || outbox.length > 0)
      yield* journal.append(ReportKey.stream(order.key), decided.value.events, {
        expectedVersion: report.version,
        outbox
      })
    return Issue.ok({ ...decided.value, report: after })
  })

const attempt = (order: Order, more: number): Effect.Effect<Issue.Checked<Done>, JournalError, Journal | Ids> =>
  Effect.catch(once(order), (error) =>
    error.reason._tag === "WrongVersion" && more > 0 ? attempt(order, more - 1) : Effect.fail(error)
  )

/**
 * Reads, decides and appends. A refusal is a value, not an error. A wrong version is tried again, at most 10 times; the
 * other failures of the journal are for the caller, who knows how long to wait.
 */
export const carryOut = (order: Order): Effect.Effect<Issue.Checked<Done>, JournalError, Journal | Ids> =>
  attempt(order, 10)
