/**
 * How long something may take, in the terms of the calendar: until when a case may stay in a state, until when a notice
 * is to be acknowledged.
 *
 * @since 0.1.0
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import * as WorkingDays from "@lienhoi/calendar/WorkingDays"
import type { TimeLimit } from "./internal/written.ts"

export type { TimeLimit } from "./internal/written.ts"

/** When the time is over. */
export interface Deadline {
  /** The last day, by the Vietnamese date, on which it is in time. */
  readonly day: PlainDate.PlainDate
  /** From this moment on it is late. */
  readonly until: Instant.Instant
}

const hour = 3_600_000

const endOf = (day: PlainDate.PlainDate): Deadline => ({
  day,
  until: Instant.at(PlainDate.addDays(day, 1), "00:00")
})

/**
 * When a limit that began at that moment is over. Hours pass day and night; days and working days count from the day
 * after and last until midnight in Việt Nam.
 *
 * @example
 * ```ts
 * import { WorkingDays } from "@lienhoi/calendar"
 * import { TimeLimit } from "@lienhoi/template"
 *
 * // Friday afternoon before the National Day of 2024.
 * TimeLimit.from({ workingDays: 1 }, "2024-08-30T08:00:00.000Z", WorkingDays.vietnam) // => { day: "2024-09-04", until: "2024-09-04T17:00:00.000Z" }
 * TimeLimit.from({ hours: 24 }, "2024-08-30T08:00:00.000Z", WorkingDays.vietnam).until // => "2024-08-31T08:00:00.000Z"
 * ```
 */
export const from = (limit: TimeLimit, since: Instant.Instant, calendar: WorkingDays.WorkingDays): Deadline => {
  if ("hours" in limit) {
    const millis = Instant.toMillis(since) + limit.hours * hour
    return { day: Instant.dateIn(Instant.fromMillis(millis - 1)), until: Instant.fromMillis(millis) }
  }
  const day = Instant.dateIn(since)
  return endOf(
    "days" in limit ? PlainDate.addDays(day, limit.days) : WorkingDays.addWorkingDays(calendar, day, limit.workingDays)
  )
}

/** Whether that moment is too late. */
export const isOver = (deadline: Deadline, at: Instant.Instant): boolean =>
  Instant.toMillis(at) >= Instant.toMillis(deadline.until)
