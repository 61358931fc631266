/**
 * How much time is left, in the words a person reads.
 *
 * @since 0.1.0
 */
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Language } from "@lienhoi/words/Language"
import * as PlainDate from "./PlainDate.ts"

const texts = Catalogue.make({
  left: { vi: "còn {n} ngày ({day})", en: "{n} days left ({day})" },
  leftOne: { vi: "còn 1 ngày ({day})", en: "1 day left ({day})" },
  today: { vi: "hôm nay là hạn ({day})", en: "due today ({day})" },
  late: { vi: "quá hạn {n} ngày ({day})", en: "{n} days overdue ({day})" },
  lateOne: { vi: "quá hạn 1 ngày ({day})", en: "1 day overdue ({day})" }
})

/**
 * Says it in calendar days, as people count. The year is added when it is not this year.
 *
 * @example
 * ```ts
 * import { Remaining } from "@lienhoi/calendar"
 *
 * Remaining.format("2024-06-12", "2024-06-14") // => "còn 2 ngày (thứ Sáu 14/6)"
 * Remaining.format("2024-06-14", "2024-06-14") // => "hôm nay là hạn (thứ Sáu 14/6)"
 * Remaining.format("2024-06-17", "2024-06-14", "en") // => "3 days overdue (Friday 14/6)"
 * ```
 */
export const format = (today: PlainDate.PlainDate, due: PlainDate.PlainDate, language: Language = "vi"): string => {
  const left = PlainDate.daysBetween(today, due)
  const n = Math.abs(left)
  const day =
    PlainDate.year(today) === PlainDate.year(due)
      ? PlainDate.formatLong(due, language).replace(/\/\d+$/, "")
      : PlainDate.formatLong(due, language)
  const code = left === 0 ? "today" : left > 0 ? (n === 1 ? "leftOne" : "left") : n === 1 ? "lateOne" : "late"
  return Catalogue.say(texts, code, { n, day }, language)
}
