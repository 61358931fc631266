/**
 * The outbox hands out rows to be sent and keeps what came of them: claim and record, nothing else. Rows get in with
 * the events that cause them (`Journal.append`).
 *
 * ```
 * queued ──claim──▶ handing ──record──▶ accepted | undelivered(reason) | unknown
 *   │  ▲               │
 *   │  └───────────────┘  not delivered for certain, or handed back without a call
 *   └──claim──▶ cancelled (duty fulfilled) | expired
 * ```
 *
 * - An attempt is committed as `handing` before the call. A `handing` row is never taken over: when nobody answers in
 *   time it becomes `unknown`, and unknown is neither retried nor counted as failed.
 * - That the duty is still open and the mark `handing` are one transaction.
 *
 * @since 0.1.0
 */
import type { Instant } from "@lienhoi/calendar/Instant"
import { MemoryLedger, type Transaction } from "@lienhoi/report/MemoryLedger"
import type { OutboxRow } from "@lienhoi/report/OutboxRow"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { Reason } from "./DeliveryError.ts"
import * as lifecycle from "./internal/lifecycle.ts"
import * as Message from "./Message.ts"

/** What one attempt came to, kept with the row. */
export interface Attempt {
  /** 1, 2, 3, … */
  readonly number: number
  readonly worker: string
  readonly channel: string | null
  /** The channel's id of the message, once it gave one. */
  readonly receipt: string | null
  readonly at: Instant
  /** Why it certainly did not arrive (`handed-back`: no call was made); `null` when no such thing was reported. */
  readonly notDelivered: Reason["_tag"] | "handed-back" | null
}

/** Where a row stands. */
export type State =
  | { readonly at: "queued"; readonly from: Instant }
  /** Somebody has it in hand; from `until` on the outcome is unknown. */
  | { readonly at: "handing"; readonly worker: string; readonly since: Instant; readonly until: Instant }
  | {
      readonly at: "accepted"
      readonly when: Instant
      readonly channel: string
      readonly receipt: string
      /** The person who posted it (id); `null` when a channel took it. */
      readonly by: string | null
    }
  | {
      readonly at: "undelivered"
      readonly when: Instant
      readonly channel: string | null
      readonly reason: Reason["_tag"]
      /** The person who said so (id); `null` when the channel did. */
      readonly by: string | null
    }
  | { readonly at: "cancelled"; readonly when: Instant }
  | { readonly at: "expired"; readonly when: Instant }
  | { readonly at: "unknown"; readonly when: Instant; readonly channel: string | null }

/** A row with its history. */
export interface Posted {
  readonly row: OutboxRow
  readonly state: State
  readonly attempts: ReadonlyArray<Attempt>
}

/** A row that a worker now has in hand. */
export interface Claimed {
  readonly row: OutboxRow
  /** The number of this attempt; an answer names it. */
  readonly attempt: number
  /** Earlier attempts: what was tried and reported as not delivered. */
  readonly before: ReadonlyArray<Attempt>
}

/** Who asks for rows, and how. */
export interface Claim {
  readonly worker: string
  readonly at: Instant
  /** At most so many rows. */
  readonly limit: number
  /** A row in hand for longer than this, without an answer, is unknown. In milliseconds. */
  readonly patience: number
}

/** What came of an attempt. */
export type Outcome =
  | { readonly outcome: "accepted"; readonly channel: string; readonly receipt: string; readonly by: string | null }
  /** The answer comes later, by `until`; the row stays in hand. */
  | { readonly outcome: "awaited"; readonly channel: string; readonly receipt: string; readonly until: Instant }
  /** Certainly not delivered. `again` is when to try next, `null` when this was the last try. */
  | {
      readonly outcome: "not-delivered"
      readonly channel: string | null
      readonly reason: Reason["_tag"]
      readonly again: Instant | null
      /** The person who says so (id), when a person does. */
      readonly by: string | null
    }
  /** No call was made. */
  | { readonly outcome: "handed-back"; readonly again: Instant }
  | { readonly outcome: "unknown"; readonly channel: string }

/** An answer to one attempt. `attempt` is `null` when the sender of the answer knows the key only: it means the latest. */
export interface Answer {
  readonly key: string
  readonly attempt: number | null
  readonly at: Instant
  readonly result: Outcome
}

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

const entries = (t: Transaction): ReadonlyArray<Posted> =>
  t.rows().map(({ row, mark }) => (mark === null ? lifecycle.begin(row) : (mark as Posted)))

const keep = (t: Transaction, posted: Posted): void => t.put({ row: posted.row, mark: posted })

/** Keeps rows in the memory that the journal uses too, so that "is the duty open?" and the mark are one step. */
export const layerMemory: Layer.Layer<Outbox, never, MemoryLedger> = Layer.effect(
  Outbox,
  Effect.map(MemoryLedger, ({ transaction }) =>
    Outbox.of({
      claim: (by) =>
        transaction((t) => {
          const due = entries(t).toSorted((a, b) => order(a, b))
          const claimed: Array<Claimed> = []
          for (const posted of due) {
            if (claimed.length >= by.limit && posted.state.at === "queued") continue
            const next = lifecycle.claim(posted, by, t.isOpen)
            if (next === null) continue
            keep(t, next)
            if (next.state.at === "handing")
              claimed.push({ row: next.row, attempt: next.attempts.length, before: posted.attempts })
          }
          return Result.succeed(claimed)
        }),
      record: (answer) =>
        transaction((t) => {
          const posted = entries(t).find(({ row }) => row.key === answer.key)
          if (posted === undefined) return Result.succeed(null)
          const next = lifecycle.answer(posted, answer)
          if (next !== null) keep(t, next)
          return Result.succeed((next ?? posted).state)
        }),
      list: (keys) =>
        transaction((t) => Result.succeed(entries(t).filter(({ row }) => keys === undefined || keys.includes(row.key))))
    })
  )
)

const dueFrom = ({ state, row }: Posted): Instant => (state.at === "queued" ? state.from : row.notBefore)

const order = (a: Posted, b: Posted): number =>
  dueFrom(a) < dueFrom(b) ? -1 : dueFrom(a) > dueFrom(b) ? 1 : a.row.key < b.row.key ? -1 : 1
