/**
 * The outbox hands out rows to be sent and keeps what came of them: claim and record, nothing else. Rows get in with
 * the events that cause them (`Journal.append`).
 *
 * What may become of a row is {@link Posting}.
 *
 * @since 0.1.0
 */
import type { Instant } from "@lienhoi/calendar/Instant"
import { type Entry, MemoryLedger, type Transaction } from "@lienhoi/report/MemoryLedger"
import type { OutboxRow } from "@lienhoi/report/OutboxRow"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Message from "./Message.ts"
import type { Answer, Claim, Claimed, Posted, State } from "./Posting.ts"
import * as Posting from "./Posting.ts"

export type { Answer, Attempt, Chosen, Claim, Claimed, Outcome, Posted, State } from "./Posting.ts"

/** The store cannot be reached at the moment. Nothing was changed. */
export class OutboxError extends Schema.TaggedError<OutboxError>()("OutboxError", {
  cause: Schema.Defect()
}) {
  readonly isRetryable = true
}

/** Hands out rows and keeps what came of them. */
export class Outbox extends Context.Service<
  Outbox,
  {
    /**
     * Takes rows that are due and commits each as `handing`, as `cancelled` when its duty is no longer open, or as
     * `expired`; rows whose time in hand is over become `unknown`. Only rows now in the hands of this worker come back.
     */
    readonly claim: (claim: Claim) => Effect.Effect<ReadonlyArray<Claimed>, OutboxError>
    /**
     * Keeps the answer to an attempt and gives the state the row is in then. An answer counts whenever it comes, also
     * after the row became unknown; an answer to an earlier attempt, or to a row that has ended, changes nothing.
     * `null` when there is no such row.
     */
    readonly record: (answer: Answer) => Effect.Effect<State | null, OutboxError>
    /** Rows as they stand, in the order they were put; for boards and work lists. */
    readonly list: (keys?: ReadonlyArray<string>) => Effect.Effect<ReadonlyArray<Posted>, OutboxError>
    /** The first rows, in the order they were put, that wait for a person: unknown, or undelivered and not dropped. */
    readonly unsettled: (limit: number) => Effect.Effect<ReadonlyArray<Posted>, OutboxError>
  }
>()("@lienhoi/messaging/Outbox") {}

/**
 * The row that says `message`: it is put into the outbox with the events that cause it
 * (`Journal.append(stream, events, { expectedVersion, outbox: [row] })`).
 */
export const row = (
  message: Message.Message,
  times: { readonly notBefore: Instant; readonly expires?: Instant | null }
): OutboxRow => ({
  key: message.key,
  duty: message.duty,
  notBefore: times.notBefore,
  expires: times.expires ?? null,
  payload: Message.encode(message)
})

const postedOf = ({ row, mark }: Entry): Posted => (mark === null ? Posting.begin(row) : (mark as Posted))

const keep = (t: Transaction, posted: Posted): void => t.put({ row: posted.row, mark: posted })

/** Keeps rows in the memory that the journal uses too, so that "is the duty open?" and the mark are one step. */
export const layerMemory: Layer.Layer<Outbox, never, MemoryLedger> = Layer.effect(
  Outbox,
  Effect.map(MemoryLedger, ({ transaction }) =>
    Outbox.of({
      claim: (by) =>
        transaction((t) => {
          const claimed: Array<Claimed> = []
          for (const posted of t.rows().map(postedOf).filter(isDue(by.at)).toSorted(order)) {
            if (posted.state.at === "queued" && claimed.length >= by.limit) continue
            const next = Posting.claim(posted, by, t.isOpen)
            if (next === null) continue
            keep(t, next)
            if (next.state.at === "handing")
              claimed.push({ row: next.row, attempt: next.attempts.length, before: posted.attempts })
          }
          return Result.succeed(claimed)
        }),
      record: (answer) =>
        transaction((t) => {
          const entry = t.row(answer.key)
          if (entry === null) return Result.succeed(null)
          const posted = postedOf(entry)
          const next = Posting.answer(posted, answer)
          if (next !== null) keep(t, next)
          return Result.succeed((next ?? posted).state)
        }),
      list: (keys) =>
        transaction((t) => {
          const wanted = new Set(keys)
          const found = t.rows().filter(({ row }) => keys === undefined || wanted.has(row.key))
          return Result.succeed(found.map(postedOf))
        }),
      unsettled: (limit) =>
        transaction((t) => Result.succeed(t.rows().map(postedOf).filter(isUnsettled).slice(0, limit)))
    })
  )
)

const isUnsettled = ({ state }: Posted): boolean =>
  state.at === "unknown" || (state.at === "undelivered" && state.by === null)

/** Since when a row waits for the next claim; `null` when it waits for nothing. */
const dueFrom = ({ state }: Posted): Instant | null =>
  state.at === "queued" ? state.from : state.at === "handing" ? state.until : null

const isDue =
  (at: Instant) =>
  (posted: Posted): boolean => {
    const from = dueFrom(posted)
    return from !== null && from <= at
  }

const order = (a: Posted, b: Posted): number => {
  const [first, second] = [dueFrom(a) ?? "", dueFrom(b) ?? ""]
  return first < second ? -1 : first > second ? 1 : a.row.key < b.row.key ? -1 : 1
}
