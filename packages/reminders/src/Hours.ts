/**
 * When people may be written to at all: outside the quiet hours and, when the plan says so, on working days only.
 *
 * @since 0.1.0
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as WorkingDays from "@lienhoi/calendar/WorkingDays"
import * as QuietHours from "@lienhoi/messaging/QuietHours"

/** The hours a plan allows. */
export interface Hours {
  /** `null`: none are quiet. */
  readonly quietHours: QuietHours.QuietHours | null
  readonly workingDaysOnly: boolean
}

/** The first allowed moment from `at` on: `at` itself when it is allowed. */
export const next = (hours: Hours, calendar: WorkingDays.WorkingDays, at: Instant.Instant): Instant.Instant => {
  const date = Instant.dateIn(at)
  const working = hours.workingDaysOnly ? WorkingDays.nextWorkingDay(calendar, date) : date
  const awake = QuietHours.end(hours.quietHours, working === date ? at : Instant.at(working, "00:00"))
  return Instant.dateIn(awake) === working ? awake : next(hours, calendar, awake)
}

/**
 * Whether that moment is allowed.
 *
 * @example
 * ```ts
 * import { WorkingDays } from "@lienhoi/calendar"
 * import { Hours, ReminderPlan } from "@lienhoi/reminders"
 *
 * const fridayNight = "2024-10-18T15:00:00.000Z"
 *
 * Hours.isAllowed(ReminderPlan.standard, WorkingDays.vietnam, fridayNight) // => false
 * Hours.next(ReminderPlan.standard, WorkingDays.vietnam, fridayNight) // => "2024-10-21T00:00:00.000Z"
 * ```
 */
export const isAllowed = (hours: Hours, calendar: WorkingDays.WorkingDays, at: Instant.Instant): boolean =>
  next(hours, calendar, at) === at
