/**
 * Hours of the day in which nobody is written to, by the wall clock of Viet Nam unless another zone is named.
 *
 * @since 0.1.0
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import type { TimeOfDay } from "@lienhoi/calendar/TimeOfDay"
import * as Zone from "@lienhoi/calendar/Zone"

/** From `from` (inclusive) to `to` (exclusive); `22:00` to `06:00` runs over midnight. Equal times mean never. */
export interface QuietHours {
  readonly from: TimeOfDay
  readonly to: TimeOfDay
}

/**
 * The first moment, from `at` on, that lies outside the quiet hours.
 *
 * @example
 * ```ts
 * import { QuietHours } from "@lienhoi/messaging"
 *
 * const night = { from: "22:00", to: "06:00" }
 *
 * QuietHours.end(night, "2024-10-15T01:30:00.000Z") // => "2024-10-15T01:30:00.000Z"
 * QuietHours.end(night, "2024-10-15T16:30:00.000Z") // => "2024-10-15T23:00:00.000Z"
 * ```
 */
export const end = (hours: QuietHours | null, at: Instant.Instant, zone: Zone.Zone = Zone.vietnam): Instant.Instant => {
  if (hours === null) return at
  const time = Instant.timeIn(at, zone)
  const date = Instant.dateIn(at, zone)
  const { from, to } = hours
  if (from < to) return time >= from && time < to ? Instant.at(date, to, zone) : at
  if (from === to) return at
  if (time < to) return Instant.at(date, to, zone)
  return time >= from ? Instant.at(PlainDate.addDays(date, 1), to, zone) : at
}
