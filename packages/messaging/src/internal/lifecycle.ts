/** The life of one outbox row as pure steps. Every store runs these inside one transaction. */
import * as Instant from "@lienhoi/calendar/Instant"
import type { OutboxRow } from "@lienhoi/report/OutboxRow"
import type { Answer, Attempt, Claim, Posted, State } from "../Outbox.ts"

/** A row nobody has touched yet. */
export const begin = (row: OutboxRow): Posted => ({
  row,
  state: { at: "queued", from: row.notBefore },
  attempts: []
})

/**
 * What a claim does to one row; `null` when nothing. The caller asks for `open` (is the duty still owed?) in the same
 * transaction in which it keeps the answer.
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

/**
 * What an answer does to a row; `null` when nothing. It counts for the attempt that is in hand, also when that was
 * given up as unknown in the meantime.
 */
export const answer = (posted: Posted, { attempt, at, result }: Answer): Posted | null => {
  const { row, state, attempts } = posted
  const current = attempts.at(-1)
  if (current === undefined || (state.at !== "handing" && state.at !== "unknown")) return null
  if (attempt !== null && attempt !== current.number) return null
  const become = (next: State, noted: Partial<Attempt>): Posted => ({
    row,
    state: next,
    attempts: [...attempts.slice(0, -1), { ...current, ...noted }]
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
