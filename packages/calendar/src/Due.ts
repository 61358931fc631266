/**
 * When a report is due: a rule for each level of the association, over the window of the period.
 *
 * @since 0.1.0
 */
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import type { Period } from "./Period.ts"
import * as PlainDate from "./PlainDate.ts"
import * as Window from "./Window.ts"
import * as WorkingDays from "./WorkingDays.ts"

/** On which day, before days off are considered. */
export type On =
  /**
   * A day of the month in which the window ends, or of a fixed `month` of that year; `monthOffset` months later than
   * that. In a shorter month 31 is the last day.
   */
  | { readonly dayOfMonth: number; readonly monthOffset?: number; readonly month?: number }
  /** Counted from the day after the window's last. */
  | { readonly workingDaysAfterWindow: number }
  /** Calendar days before something whose date is given by name. */
  | { readonly daysBefore: number; readonly event: string }

/** When one level owes its report. The rule holds for windows that end from `from` to `to`, both included. */
export interface DueRule {
  readonly level: string
  readonly from?: PlainDate.PlainDate
  readonly to?: PlainDate.PlainDate
  readonly on: On
  /** What happens when that is a day off: the next working day unless told otherwise. */
  readonly onDayOff?: "next" | "previous" | "keep"
  /** The report is asked for before its window ends and gives the rest as an estimate (ước thực hiện). */
  readonly estimated?: boolean
}

/** A level of the association, and the days on which it exists. */
export interface Level {
  readonly id: string
  readonly from?: PlainDate.PlainDate
  readonly to?: PlainDate.PlainDate
}

/** When it is due, where the rule alone would have put it, and which rule that was. */
export interface Due {
  readonly due: PlainDate.PlainDate
  readonly nominal: PlainDate.PlainDate
  readonly estimated: boolean
  readonly rule: DueRule
}

const issue = Issue.from(
  Catalogue.make({
    "due.no-rule": {
      vi: "Cấp {level} chưa có hạn nộp đang hiệu lực; thêm hạn nộp cho cấp này",
      en: "Level {level} has no due rule in force; add one for this level"
    },
    "due.overlap": {
      vi: "Cấp {level} có nhiều hạn nộp cùng hiệu lực; để lại một hạn cho mỗi thời gian",
      en: "Level {level} has several due rules in force at once; keep one for each time"
    },
    "due.level-unknown": {
      vi: "Hạn nộp đặt cho cấp {level}, tổ chức không có cấp này; xem lại mã cấp",
      en: "A due rule names level {level}, which the association does not have; check the id"
    },
    "due.before-window-end": {
      vi: "Hạn nộp của cấp {level} là {day}, trước khi hết kỳ số liệu ({end}); dời hạn hoặc ghi là ước thực hiện",
      en: "Level {level} is due on {day}, before its window ends ({end}); move it or mark it estimated"
    },
    "due.event-unknown": {
      vi: "Hạn nộp của cấp {level} tính theo “{event}”, chưa có ngày của việc này; cho biết ngày",
      en: "Level {level} is due by “{event}”, whose date is not given; give the date"
    },
    "due.day-of-month": {
      vi: "Hạn nộp của cấp {level}: ngày trong tháng là từ 1 đến 31, không phải {value}",
      en: "Due rule of level {level}: a day of the month is 1 to 31, not {value}"
    },
    "due.month-offset": {
      vi: "Hạn nộp của cấp {level}: số tháng dời là từ -12 đến 12, không phải {value}",
      en: "Due rule of level {level}: a month offset is -12 to 12, not {value}"
    },
    "due.month": {
      vi: "Hạn nộp của cấp {level}: tháng là từ 1 đến 12, không phải {value}",
      en: "Due rule of level {level}: a month is 1 to 12, not {value}"
    },
    "due.working-days": {
      vi: "Hạn nộp của cấp {level}: số ngày làm việc là từ 0 đến 366, không phải {value}",
      en: "Due rule of level {level}: working days are 0 to 366, not {value}"
    },
    "due.days-before": {
      vi: "Hạn nộp của cấp {level}: số ngày trước là từ 0 đến 366, không phải {value}",
      en: "Due rule of level {level}: days before are 0 to 366, not {value}"
    },
    "due.reversed": {
      vi: "Hạn nộp của cấp {level} hết hiệu lực trước khi bắt đầu; đổi lại hai ngày",
      en: "The due rule of level {level} ends before it begins; swap the two dates"
    }
  })
)

interface Span {
  readonly from?: PlainDate.PlainDate
  readonly to?: PlainDate.PlainDate
}

const holds = (span: Span, day: PlainDate.PlainDate): boolean => (span.from ?? day) <= day && day <= (span.to ?? day)

const meet = (a: Span, b: Span): boolean =>
  (a.from ?? "") <= (b.to ?? "9999-12-31") && (b.from ?? "") <= (a.to ?? "9999-12-31")

const ofMonth = (on: Extract<On, { dayOfMonth: number }>, end: PlainDate.PlainDate): PlainDate.PlainDate => {
  const months = PlainDate.year(end) * 12 + (on.month ?? PlainDate.month(end)) + (on.monthOffset ?? 0) - 1
  return PlainDate.of(Math.floor(months / 12), (months % 12) + 1, on.dayOfMonth)
}

/** Where the rule alone puts the due day; `null` when the date of its event is not known. */
const nominalOf = (
  on: On,
  end: PlainDate.PlainDate,
  days: WorkingDays.WorkingDays,
  events: { readonly [name: string]: PlainDate.PlainDate }
): PlainDate.PlainDate | null => {
  if ("dayOfMonth" in on) return ofMonth(on, end)
  if ("workingDaysAfterWindow" in on) return WorkingDays.addWorkingDays(days, end, on.workingDaysAfterWindow)
  const event = events[on.event]
  return event === undefined ? null : PlainDate.addDays(event, -on.daysBefore)
}

/** The numbers of a rule: where each stands, what it may be, and what is said when it is not. */
const ranges = [
  ["dayOfMonth", 1, 31, "due.day-of-month"],
  ["monthOffset", -12, 12, "due.month-offset"],
  ["month", 1, 12, "due.month"],
  ["workingDaysAfterWindow", 0, 366, "due.working-days"],
  ["daysBefore", 0, 366, "due.days-before"]
] as const

/** What is wrong with a rule by itself. */
const faults = (rule: DueRule, path: ReadonlyArray<string | number>): ReadonlyArray<Issue.Issue> => {
  const { level } = rule
  const numbers: { readonly [name: string]: unknown } = { ...rule.on }
  const wrong = ranges.flatMap(([name, least, most, code]) => {
    const value = numbers[name]
    const fits = value === undefined || (Number.isInteger(value) && Number(value) >= least && Number(value) <= most)
    return fits ? [] : [issue(code, { level, value: String(value) }, { path: [...path, "on", name] })]
  })
  return (rule.from ?? "") > (rule.to ?? "9999-12-31") ? [...wrong, issue("due.reversed", { level }, { path })] : wrong
}

const tooEarly = (rule: DueRule, day: PlainDate.PlainDate, end: PlainDate.PlainDate): Issue.Issue =>
  issue("due.before-window-end", {
    level: rule.level,
    day: PlainDate.format(day),
    end: PlainDate.format(end)
  })

/** Off a day off. Moving back never takes the due day to before the window's end: it then moves on instead. */
const move = (
  rule: DueRule,
  nominal: PlainDate.PlainDate,
  end: PlainDate.PlainDate,
  days: WorkingDays.WorkingDays
): PlainDate.PlainDate => {
  if (rule.onDayOff === "keep") return nominal
  const earlier = WorkingDays.previousWorkingDay(days, nominal)
  return rule.onDayOff === "previous" && (earlier >= end || rule.estimated === true)
    ? earlier
    : WorkingDays.nextWorkingDay(days, nominal)
}

/** What {@link date} is asked about. */
export interface DateOptions {
  readonly rules: ReadonlyArray<DueRule>
  /** The level that owes. */
  readonly level: string
  readonly period: Period
  readonly window: Window.WindowRule
  readonly days: WorkingDays.WorkingDays
  /** Dates of the events that rules name. */
  readonly events?: { readonly [name: string]: PlainDate.PlainDate } | undefined
}

/**
 * The due day of one level for one period.
 *
 * @example
 * ```ts
 * import { Due, Period, WorkingDays } from "@lienhoi/calendar"
 *
 * const due = Due.date({
 *   rules: [{ level: "chi_hoi", on: { dayOfMonth: 15 } }],
 *   level: "chi_hoi",
 *   period: Period.containing("month", "2024-06-01"),
 *   window: "fifteenth",
 *   days: WorkingDays.vietnam
 * })
 * due.ok && due.value.nominal // => "2024-06-15"
 * due.ok && due.value.due // => "2024-06-17"
 * ```
 */
export const date = (options: DateOptions): Issue.Checked<Due> => {
  const { level, days, events = {} } = options
  const end = Window.of(options.period, options.window).to
  const [rule, another] = options.rules.filter((rule) => rule.level === level && holds(rule, end))
  if (rule === undefined) return Issue.fail(issue("due.no-rule", { level }))
  if (another !== undefined) return Issue.fail(issue("due.overlap", { level }))
  const broken = faults(rule, [])
  if (broken.length > 0) return Issue.fail(...broken)
  const nominal = nominalOf(rule.on, end, days, events)
  if (nominal === null)
    return Issue.fail(issue("due.event-unknown", { level, event: "event" in rule.on ? rule.on.event : "" }))
  if (nominal < end && rule.estimated !== true) return Issue.fail(tooEarly(rule, nominal, end))
  return Issue.ok({ due: move(rule, nominal, end, days), nominal, estimated: rule.estimated === true, rule })
}

/** What {@link check} looks at. */
export interface CheckOptions {
  readonly rules: ReadonlyArray<DueRule>
  readonly levels: ReadonlyArray<Level>
  readonly window: Window.WindowRule
  /**
   * A period the rules are for. The levels that live on the last day of its window need a rule, and no rule may come
   * before that day. Without it the levels that have no end need one.
   */
  readonly period?: Period | undefined
}

/**
 * Everything that is wrong with a set of rules. A living level without a rule is an error; a rule of an abolished level
 * is left alone. Paths begin with `rules` or `levels`.
 */
export const check = (options: CheckOptions): ReadonlyArray<Issue.Issue> => {
  const { rules, levels } = options
  const end = options.period === undefined ? null : Window.of(options.period, options.window).to
  const inForce = (span: Span): boolean => (end === null ? span.to === undefined : holds(span, end))
  const missing = levels
    .filter((level) => inForce(level) && !rules.some((rule) => rule.level === level.id && inForce(rule)))
    .map((level) => issue("due.no-rule", { level: level.id }, { path: ["levels", levels.indexOf(level)] }))
  const each = rules.flatMap((rule, i) => {
    const path = ["rules", i]
    const found = [...faults(rule, path)]
    if (!levels.some(({ id }) => id === rule.level))
      found.push(issue("due.level-unknown", { level: rule.level }, { path: [...path, "level"] }))
    if (rules.slice(0, i).some((other) => other.level === rule.level && meet(other, rule)))
      found.push(issue("due.overlap", { level: rule.level }, { path }))
    if (found.length === 0 && end !== null && "dayOfMonth" in rule.on && rule.estimated !== true && holds(rule, end)) {
      const nominal = ofMonth(rule.on, end)
      if (nominal < end) found.push({ ...tooEarly(rule, nominal, end), path: [...path, "on"] })
    }
    return found
  })
  return [...missing, ...each]
}
