/**
 * The life of one outbox row, as data and pure steps. A store runs {@link claim} and {@link answer} inside a
 * transaction of its own and keeps what they give.
 *
 * ```
 * queued ──claim──▶ handing ──answer──▶ accepted | undelivered(reason) | unknown
 *   │  ▲               │
 *   │  └───────────────┘  not delivered for certain, or handed back without a call
 *   └──claim──▶ cancelled (duty fulfilled) | expired
 * ```
 *
 * A person may have an undelivered row tried again; it keeps its key and its attempts.
 *
 * - An attempt is committed as `handing` before the call. A `handing` row is never taken over: when nobody answers in
 *   time it becomes `unknown`, and unknown is neither retried nor counted as failed.
 * - That the duty is still open and the mark `handing` are one transaction.
 *
 * @since 0.1.0
 */
import * as Instant from "@lienhoi/calendar/Instant"
import type { OutboxRow } from "@lienhoi/report/OutboxRow"
import type { Bilingual } from "@lienhoi/words/Language"
import type { Reason } from "./DeliveryError.ts"

/** What one attempt came to, kept with the row. */
export interface Attempt {
  /** 1, 2, 3, … */
  readonly number: number
  readonly worker: string
  readonly channel: string | null
  /** The channel's id of the message, once it gave one. */
  readonly receipt: string | null
  readonly at: Instant.Instant
  /** Why it certainly did not arrive (`handed-back`: no call was made); `null` when no such thing was reported. */
  readonly notDelivered: Reason["_tag"] | "handed-back" | null
  /** The person (id) who had the row tried again after this attempt: tries up to here close no road any more. */
  readonly reopenedBy?: string
  /** The road that was picked and why, then the other roads and why not they; in words that name nobody. */
  readonly chosen?: ReadonlyArray<Chosen>
}

/** A road and what was said of it when it was picked or passed over. */
export interface Chosen {
  readonly channel: string
  readonly because: Bilingual
}

/** Where a row stands. */
export type State =
  | { readonly at: "queued"; readonly from: Instant.Instant }
  /** Somebody has it in hand; from `until` on the outcome is unknown. */
  | {
      readonly at: "handing"
      readonly worker: string
      readonly since: Instant.Instant
      readonly until: Instant.Instant
    }
  | {
      readonly at: "accepted"
      readonly when: Instant.Instant
      readonly channel: string
      readonly receipt: string
      /** The person who posted it (id); `null` when a channel took it. */
      readonly by: string | null
    }
  | {
      readonly at: "undelivered"
      readonly when: Instant.Instant
      readonly channel: string | null
      readonly reason: Reason["_tag"]
      /** The person who said so (id); `null` when the channel did. */
      readonly by: string | null
    }
  | { readonly at: "cancelled"; readonly when: Instant.Instant }
  | { readonly at: "expired"; readonly when: Instant.Instant }
  | { readonly at: "unknown"; readonly when: Instant.Instant; readonly channel: string | null }

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

/**
 * The worker that stands in an attempt nobody here made: a backup came back, and the row may have been handed over after
 * the backup was made.
 */
export const restorer = "restored-backup"

/** Who asks for rows, and how. */
export interface Claim {
  readonly worker: string
  readonly at: Instant.Instant
  /** At most so many rows. */
  readonly limit: number
  /** A row in hand for longer than this, without an answer, is unknown. In milliseconds. */
  readonly patience: number
}

/** What came of an attempt. */
export type Outcome =
  | { readonly outcome: "accepted"; readonly channel: string; readonly receipt: string; readonly by: string | null }
  /** The answer comes later, by `until`; the row stays in hand. */
  | { readonly outcome: "awaited"; readonly channel: string; readonly receipt: string; readonly until: Instant.Instant }
  /** Certainly not delivered. `again` is when to try next, `null` when this was the last try. */
  | {
      readonly outcome: "not-delivered"
      readonly channel: string | null
      readonly reason: Reason["_tag"]
      readonly again: Instant.Instant | null
      /** The person who says so (id), when a person does. */
      readonly by: string | null
    }
  /** No call was made. */
  | { readonly outcome: "handed-back"; readonly again: Instant.Instant }
  | { readonly outcome: "unknown"; readonly channel: string }
  /** A person has an undelivered row tried again from that moment on. */
  | { readonly outcome: "reopened"; readonly again: Instant.Instant; readonly by: string }
  /** A person leaves an undelivered row at that; nobody is asked about it any more. */
  | { readonly outcome: "dropped"; readonly by: string }

/** An answer to one attempt. `attempt` is `null` when the sender of the answer knows the key only: it means the latest. */
export interface Answer {
  readonly key: string
  readonly attempt: number | null
  readonly at: Instant.Instant
  readonly result: Outcome
  /** How the road of this attempt was picked; kept with the attempt. */
  readonly chosen?: ReadonlyArray<Chosen>
}

/** A row nobody has touched yet. */
export const begin = (row: OutboxRow): Posted => ({
  row,
  state: { at: "queued", from: row.notBefore },
  attempts: []
})

/**
 * What a claim does to one row; `null` when nothing. `isOpen` (is the duty still owed?) is asked in the same
 * transaction in which the new row is kept.
 */
export const claim = (posted: Posted, by: Claim, isOpen: (duty: string) => boolean): Posted | null => {
  const { row, state, attempts } = posted
  const become = (next: State): Posted => ({ ...posted, state: next })
  if (state.at === "handing")
    return state.until <= by.at ? become({ at: "unknown", when: by.at, channel: attempts.at(-1)!.channel }) : null
  if (state.at !== "queued" || state.from > by.at) return null
  if (row.duty !== null && !isOpen(row.duty)) return become({ at: "cancelled", when: by.at })
  if (row.expires !== null && row.expires <= by.at) return become({ at: "expired", when: by.at })
  const attempt: Attempt = {
    number: attempts.length + 1,
    worker: by.worker,
    channel: null,
    receipt: null,
    at: by.at,
    notDelivered: null
  }
  return {
    row,
    state: {
      at: "handing",
      worker: by.worker,
      since: by.at,
      until: Instant.fromMillis(Instant.toMillis(by.at) + by.patience)
    },
    attempts: [...attempts, attempt]
  }
}

/** A queued row that may not go yet waits until then. */
export const postpone = (posted: Posted, from: Instant.Instant): Posted => ({
  ...posted,
  state: { at: "queued", from }
})

/**
 * What an answer does to a row; `null` when nothing. It counts for the attempt that is in hand, also when that was
 * given up as unknown in the meantime. What a person decides (`reopened`, `dropped`) counts for an undelivered row that
 * nobody has dropped.
 */
export const answer = (posted: Posted, { attempt, at, result, chosen }: Answer): Posted | null => {
  const { row, state, attempts } = posted
  const current = attempts.at(-1)
  if (current === undefined) return null
  if (attempt !== null && attempt !== current.number) return null
  if (result.outcome === "reopened" || result.outcome === "dropped") {
    if (state.at !== "undelivered" || state.by !== null) return null
    if (result.outcome === "dropped") return { ...posted, state: { ...state, by: result.by } }
    const before = [...attempts.slice(0, -1), { ...current, reopenedBy: result.by }]
    return { row, state: { at: "queued", from: result.again }, attempts: before }
  }
  if (state.at !== "handing" && state.at !== "unknown") return null
  const become = (next: State, noted: Partial<Attempt>): Posted => ({
    row,
    state: next,
    attempts: [...attempts.slice(0, -1), { ...current, ...noted, ...(chosen === undefined ? {} : { chosen }) }]
  })
  switch (result.outcome) {
    case "accepted": {
      const { channel, receipt, by } = result
      return become({ at: "accepted", when: at, channel, receipt, by }, { channel, receipt })
    }
    case "awaited": {
      const { channel, receipt, until } = result
      return become({ at: "handing", worker: current.worker, since: current.at, until }, { channel, receipt })
    }
    case "not-delivered": {
      const { reason, again, by } = result
      const channel = result.channel ?? current.channel
      const next: State =
        again === null ? { at: "undelivered", when: at, channel, reason, by } : { at: "queued", from: again }
      return become(next, { channel, notDelivered: reason })
    }
    case "handed-back":
      return become({ at: "queued", from: result.again }, { notDelivered: "handed-back" })
    case "unknown":
      return become({ at: "unknown", when: at, channel: result.channel }, { channel: result.channel })
  }
}
