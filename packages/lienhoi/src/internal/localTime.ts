/**
 * Moments as people in Viet Nam write them.
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as PlainDate from "@lienhoi/calendar/PlainDate"

/** `08:30 ngày 15/10/2024` without the word: `08:30 15/10/2024`. */
export const localTime = (at: Instant.Instant): string =>
  `${Instant.timeIn(at)} ${PlainDate.format(Instant.dateIn(at))}`
