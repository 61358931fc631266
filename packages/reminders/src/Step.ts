/**
 * One step of a reminder plan: on which day, at what hour, to whom, and whether one unit is written to or one list of
 * many units is sent.
 *
 * @since 0.1.0
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import type { TimeOfDay } from "@lienhoi/calendar/TimeOfDay"
import * as WorkingDays from "@lienhoi/calendar/WorkingDays"

/** Where a step stands to the day on which the report is due; counts are whole and at least 1. */
export type When =
  | { readonly daysBefore: number }
  | { readonly workingDaysBefore: number }
  | { readonly onDue: true }
  | { readonly daysAfter: number }
  | { readonly workingDaysAfter: number }

/** One step. */
export interface Step {
  /** Lower-case ASCII with hyphens; part of every key, so it stays as long as the plan is in use. */
  readonly id: string
  readonly at: When
  /** By the wall clock of Viet Nam. */
  readonly time: TimeOfDay
  /** `responsible`: who answers for the unit that owes. `upper`: who answers for the unit above it. */
  readonly to: "responsible" | "upper"
  /** `group`: the group of that unit when it has one, otherwise the person. A group never reads names. */
  readonly audience: "person" | "group"
  /** `message` is about one unit; `digest` lists all units of one recipient. */
  readonly form: "message" | "digest"
  /** Where to when that day is a day off. */
  readonly move: "earlier" | "later"
  /** Whether last time's figures go along. */
  readonly figures: boolean
  /** Only for these reports; for all when `null`. */
  readonly lineages: ReadonlyArray<string> | null
}

/** When a step falls due. */
export interface Moment {
  readonly at: Instant.Instant
  /** The local day of `at`. */
  readonly day: PlainDate.PlainDate
  /** The day before it was moved off a day off. */
  readonly nominal: PlainDate.PlainDate
}

/** Whether the step comes after the due day. */
export const isAfter = ({ at }: Step): boolean => "daysAfter" in at || "workingDaysAfter" in at

const nominalDay = (at: When, due: PlainDate.PlainDate, calendar: WorkingDays.WorkingDays): PlainDate.PlainDate => {
  if ("daysBefore" in at) return PlainDate.addDays(due, -at.daysBefore)
  if ("workingDaysBefore" in at) return WorkingDays.addWorkingDays(calendar, due, -at.workingDaysBefore)
  if ("daysAfter" in at) return PlainDate.addDays(due, at.daysAfter)
  if ("workingDaysAfter" in at) return WorkingDays.addWorkingDays(calendar, due, at.workingDaysAfter)
  return due
}

/**
 * The moment of a step for a due day.
 *
 * @example
 * ```ts
 * import { WorkingDays } from "@lienhoi/calendar"
 * import { ReminderPlan, Step } from "@lienhoi/reminders"
 *
 * const remind = ReminderPlan.standard.steps[1]!
 * const on = { calendar: WorkingDays.vietnam, workingDaysOnly: true }
 *
 * Step.moment(remind, "2024-06-14", on) // => { at: "2024-06-12T01:00:00.000Z", day: "2024-06-12", nominal: "2024-06-12" }
 * Step.moment(remind, "2024-06-11", on).day // => "2024-06-07"
 * ```
 */
export const moment = (
  step: Step,
  due: PlainDate.PlainDate,
  { calendar, workingDaysOnly }: { readonly calendar: WorkingDays.WorkingDays; readonly workingDaysOnly: boolean }
): Moment => {
  const nominal = nominalDay(step.at, due, calendar)
  const move = step.move === "earlier" ? WorkingDays.previousWorkingDay : WorkingDays.nextWorkingDay
  const day = workingDaysOnly ? move(calendar, nominal) : nominal
  return { at: Instant.at(day, step.time), day, nominal }
}
