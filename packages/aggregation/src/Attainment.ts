/**
 * How much of a target has been reached, and whether the rest will be at the pace so far. What is missing or estimated
 * behind a figure stays said; nothing is rounded up to “reached”.
 *
 * @since 0.1.0
 */
import * as Period from "@lienhoi/calendar/Period"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import * as Window from "@lienhoi/calendar/Window"
import * as Target from "@lienhoi/template/Target"
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Bilingual } from "@lienhoi/words/Language"
import type * as Figure from "./Figure.ts"
import { type Denominator, type Measure, measure, type Question, type Units } from "./internal/measure.ts"
import type { Reading } from "./internal/reading.ts"

export type { Denominator, Question, Units } from "./internal/measure.ts"
export type { Reading } from "./internal/reading.ts"

/**
 * | status | when |
 * | --- | --- |
 * | `reached` | what is there is at least what is needed |
 * | `on-track` | not yet, but at the pace so far it will be by the due day |
 * | `hard` | at the pace so far it will not be |
 * | `missed` | the due day has come and it is not reached |
 * | `open` | not yet, and the pace is not known: a figure that stands at the end of a period, and none from before the first day |
 * | `unknown` | there is no figure |
 */
export type Status = "reached" | "on-track" | "hard" | "missed" | "open" | "unknown"

/** What each is called. */
export const statusNames: { readonly [S in Status]: Bilingual } = {
  reached: { vi: "đạt", en: "reached" },
  "on-track": { vi: "đúng tiến độ", en: "on track" },
  hard: { vi: "khó đạt", en: "hard to reach" },
  missed: { vi: "không đạt", en: "missed" },
  open: { vi: "chưa đạt, chưa dự báo được", en: "not yet reached, no forecast" },
  unknown: { vi: "chưa có số", en: "no figure" }
}

/** A target as it stands. */
export interface Attainment {
  readonly target: string
  readonly unit: string
  /** The days of the target, both included. */
  readonly from: PlainDate.PlainDate
  readonly to: PlainDate.PlainDate
  /** The last day that the figures cover. */
  readonly on: PlainDate.PlainDate
  /**
   * What is there: the figure; of `percent` the share, 0 to 1; of `each-unit` how many units have reached it; of
   * `per-unit-plus` the increase. `null` without a figure.
   */
  readonly actual: number | null
  /** What is needed, in the same terms. */
  readonly needed: number | null
  /** `actual` ÷ `needed`: 1 is reached, more is more. It is the share of the target, not of a denominator. */
  readonly attained: number | null
  /** What the field itself has to come to; `null` when that is not known. */
  readonly planned: number | null
  /** `actual` on the due day if the pace so far goes on: what came in per day since the first day, in a straight line. */
  readonly forecast: number | null
  readonly status: Status
  /** Why there is no figure. */
  readonly because: Bilingual | null
  /** The figure of the field, with who reported and who is missing; `null` for an unknown unit or field. */
  readonly figure: Figure.Figure | null
  readonly denominator: Denominator | null
  /** From where an increase is counted; `null` when it is from 0. */
  readonly base: Reading | null
  readonly units: Units | null
  /** Some figure behind it runs ahead of its period. */
  readonly estimated: boolean
  /** How many units are missing behind it, at most. */
  readonly missing: number
}

const texts = Catalogue.make({
  "no-field": { vi: "không có số liệu này trong bảng tổng hợp", en: "the total has no such figure" },
  "no-figure": { vi: "chưa có số đến ngày {day}", en: "there is no figure up to {day}" },
  "no-denominator": { vi: "chưa có mẫu số của ngày {day}", en: "there is no denominator for {day}" },
  "denominator-zero": { vi: "mẫu số của ngày {day} bằng 0", en: "the denominator of {day} is 0" },
  "no-base": { vi: "chưa có số gốc của ngày {day}", en: "there is no base for {day}" },
  "no-units": { vi: "không có đơn vị nào thuộc cấp phải đạt", en: "there is no unit of the level that has to reach it" }
})

const why = (code: keyof typeof texts, day: PlainDate.PlainDate): Bilingual => {
  const params = { day: PlainDate.format(day) }
  return { vi: Catalogue.say(texts, code, params, "vi"), en: Catalogue.say(texts, code, params, "en") }
}

/** Whether as much is there as is needed; what differs only in the last bit of a division is the same. */
const reaches = (actual: number, needed: number): boolean => actual >= needed - Math.abs(needed) * 1e-12

/** How a target of a unit stands by the periods of a total. */
export const of = (question: Question): Attainment => {
  const { target, term, total, unit } = question
  const { template } = total.template
  const last = total.window.at(-1)!
  const { from, to } = Target.spanOf(target, { period: last, window: template.window, term })
  const on = Window.of(last, template.window).to
  const isOver = Window.of(Period.next(last), template.window).to > to
  const days = (until: PlainDate.PlainDate): number => PlainDate.daysBetween(from, until) + 1
  const elapsed = isOver ? 1 : Math.max(0, days(on) / days(to))
  const found = measure(question, { from, on, elapsed })
  const { actual, needed, because } = found
  const { base, denominator, figure } = found
  const all = [figure && { ...figure, estimated: figure.estimated > 0 }, denominator?.figure ?? null, base]
  const figures = all.filter((one) => one !== null)
  return {
    target: target.key,
    unit,
    from,
    to,
    on,
    ...found,
    because: because === null ? null : why(because.code, because.day),
    attained: actual === null || needed === null ? null : actual / needed,
    forecast: isOver ? actual : found.forecast,
    status: statusOf(found, isOver),
    estimated: figures.some((one) => one.estimated),
    missing: Math.max(0, ...figures.map((one) => one.missing))
  }
}

const statusOf = ({ actual, forecast, needed }: Measure, isOver: boolean): Status => {
  if (actual === null || needed === null) return "unknown"
  if (reaches(actual, needed)) return "reached"
  if (isOver) return "missed"
  if (forecast === null) return "open"
  return reaches(forecast, needed) ? "on-track" : "hard"
}
