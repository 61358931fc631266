/**
 * At which moments something runs: every so many minutes, or daily at set times by the wall clock of Viet Nam.
 *
 * @since 0.1.0
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import type { TimeOfDay } from "@lienhoi/calendar/TimeOfDay"

/** When it runs. */
export type Timetable =
  /** Every so many minutes, at least 1, counted from midnight UTC of 1 January 1970. */
  | { readonly every: number }
  /** Every day at these times, at least one. */
  | { readonly daily: ReadonlyArray<TimeOfDay> }

/** Every five minutes. */
export const standard: Timetable = { every: 5 }

/**
 * The last moment of the timetable that is not later than `at`. However many moments were missed, this is the one that
 * is caught up.
 *
 * @example
 * ```ts
 * import { Timetable } from "@lienhoi/reminders"
 *
 * Timetable.last({ every: 15 }, "2024-10-15T01:40:00.000Z") // => "2024-10-15T01:30:00.000Z"
 * Timetable.last({ daily: ["07:00", "14:00"] }, "2024-10-15T01:40:00.000Z") // => "2024-10-15T00:00:00.000Z"
 * ```
 */
export const last = (timetable: Timetable, at: Instant.Instant): Instant.Instant => {
  if ("every" in timetable) {
    const step = Math.max(1, timetable.every) * 60_000
    return Instant.fromMillis(Math.floor(Instant.toMillis(at) / step) * step)
  }
  const today = Instant.dateIn(at)
  const moments = [PlainDate.addDays(today, -1), today].flatMap((day) =>
    timetable.daily.map((time) => Instant.at(day, time))
  )
  return (
    moments
      .filter((moment) => moment <= at)
      .toSorted()
      .at(-1) ?? at
  )
}
