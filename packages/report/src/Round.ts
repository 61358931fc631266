/**
 * The rounds of a duty. A round is one time of being owed: the first follows from the template, each return and each
 * extension opens the next. Reminders and timeliness are counted per round.
 *
 * @since 0.1.0
 */
import type { Instant } from "@lienhoi/calendar/Instant"
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import type { ReportEvent } from "./Event.ts"

/** One time of being owed, as far as the events tell. */
export interface Round {
  /** 1, 2, 3, … */
  readonly round: number
  /** When it opened; `null` for the first, which the calendar opens. */
  readonly openedAt: Instant | null
  /** The due day known when it opened; `null` when that is the rule's. Timeliness uses this one. */
  readonly dueWhenOpened: PlainDate | null
  /** The due day now; `null` when that is the rule's. */
  readonly due: PlainDate | null
  /** When the first submission of the round was recorded. */
  readonly fulfilledAt: Instant | null
  /** Its revision. */
  readonly fulfilledBy: number | null
  /** Why nothing is owed in this round. */
  readonly waived: string | null
}

/** The round that the calendar opens. */
export const first: Round = {
  round: 1,
  openedAt: null,
  dueWhenOpened: null,
  due: null,
  fulfilledAt: null,
  fulfilledBy: null,
  waived: null
}

const opened = (round: number, openedAt: Instant, due: PlainDate): Round => ({
  ...first,
  round,
  openedAt,
  due,
  dueWhenOpened: due
})

/** The rounds after one more event; the last one is current. */
export const evolve = (rounds: ReadonlyArray<Round>, event: ReportEvent): ReadonlyArray<Round> => {
  const earlier = rounds.slice(0, -1)
  const current = rounds.at(-1) ?? first
  switch (event.type) {
    case "returned":
    case "extended":
      return [...earlier, current, opened(current.round + 1, event.recordedAt, event.due)]
    case "requested":
      return current.waived === null
        ? [...earlier, { ...current, due: event.due }]
        : [...earlier, current, opened(current.round + 1, event.recordedAt, event.due)]
    case "waived":
      return [...earlier, { ...current, waived: event.reason }]
    case "submitted":
      return current.fulfilledAt === null
        ? [...earlier, { ...current, fulfilledAt: event.recordedAt, fulfilledBy: event.revision }]
        : rounds
    case "drafted":
    case "approved":
    case "sealed":
    case "amended":
      return rounds
  }
}

/** Every round so far; there is always a first. */
export const of = (events: Iterable<ReportEvent>): ReadonlyArray<Round> => {
  let rounds: ReadonlyArray<Round> = [first]
  for (const event of events) rounds = evolve(rounds, event)
  return rounds
}

/** Whether something is still owed in this round. */
export const isOpen = (round: Round): boolean => round.fulfilledAt === null && round.waived === null
