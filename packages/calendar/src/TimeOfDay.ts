/**
 * An hour and a minute on the wall clock, as text: `08:30`.
 *
 * @since 0.1.0
 */
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import { clean, fold } from "@lienhoi/words/Text"

/** `HH:mm`, 00:00 to 23:59. Text order is time order. */
export type TimeOfDay = string

const issue = Issue.from(
  Catalogue.make({
    "time.unreadable": {
      vi: "Không đọc được giờ “{text}”; viết như 08:30 hoặc 8 giờ 30",
      en: "“{text}” is not a time of day; write it as 08:30"
    }
  })
)

const shape = /^(\d{1,2}) ?(?::|h|gio) ?(\d{2})?(?: ?phut)?$/

/**
 * Reads a time as people write it.
 *
 * @example
 * ```ts
 * import { TimeOfDay } from "@lienhoi/calendar"
 *
 * TimeOfDay.parse("14h30") // => { ok: true, value: "14:30" }
 * TimeOfDay.parse("7 giờ") // => { ok: true, value: "07:00" }
 * TimeOfDay.parse("25:00").ok // => false
 * ```
 */
export const parse = (text: string): Issue.Checked<TimeOfDay> => {
  const [, hour, minute = "00"] = shape.exec(fold(text)) ?? []
  return hour === undefined || Number(hour) > 23 || Number(minute) > 59
    ? Issue.fail(issue("time.unreadable", { text: clean(text) }))
    : Issue.ok(`${hour.padStart(2, "0")}:${minute}`)
}

/** Minutes since midnight. */
export const toMinutes = (time: TimeOfDay): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

/** The time that many minutes after midnight, 0 to 1439. */
export const fromMinutes = (minutes: number): TimeOfDay =>
  `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`
