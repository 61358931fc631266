/**
 * A reminder plan as data: the steps before, on and after the due day, the hours in which people are left alone, and
 * what becomes of reminders that were missed. One plan serves all reports of an association, because a digest gathers
 * what one person has to hear; a step may be limited to some reports.
 *
 * @since 0.1.0
 */
import * as Issue from "@lienhoi/words/Issue"
import type { Hours } from "./Hours.ts"
import { problems } from "./internal/planCheck.ts"
import { read } from "./internal/planReader.ts"
import { issue } from "./internal/planTexts.ts"
import type { Step } from "./Step.ts"

/**
 * `latest-only`: after an outage each recipient gets the newest open step, the older ones are named but not sent.
 * `skip`: a step whose day is over is not sent any more; the next step comes as planned.
 */
export type CatchUp = "latest-only" | "skip"

/** A plan. Steps stand in the order in which they are meant to be read; of two at one moment the later one is sent. */
export interface ReminderPlan extends Hours {
  readonly steps: ReadonlyArray<Step>
  readonly catchUp: CatchUp
}

const step = (id: string, at: Step["at"], more: Partial<Step> = {}): Step => ({
  id,
  at,
  time: "08:00",
  to: "responsible",
  audience: "person",
  form: "message",
  move: "earlier",
  figures: false,
  lineages: null,
  ...more
})

/**
 * The plan that holds when nobody wrote one: an invitation with last time's figures five days before, a reminder two
 * days before, one on the day, and the day after one list to the upper unit; 08:00 on working days.
 */
export const standard: ReminderPlan = {
  steps: [
    step("moi", { daysBefore: 5 }, { figures: true }),
    step("nhac", { daysBefore: 2 }),
    step("den-han", { onDue: true }),
    step("qua-han", { daysAfter: 1 }, { to: "upper", form: "digest", move: "later" })
  ],
  quietHours: { from: "21:00", to: "07:00" },
  workingDaysOnly: true,
  catchUp: "latest-only"
}

/** Everything wrong with a plan, in the order of its steps; empty when it can be used. */
export const check = (plan: ReminderPlan): ReadonlyArray<Issue.Issue> =>
  plan.steps.length === 0 ? [issue("plan.no-step", {}, { path: ["steps"] })] : problems(plan)

/**
 * Reads a plan from plain data (YAML, JSON, a config file). What a step does not say is filled in: at 08:00, to the
 * responsible officer, one message; to the upper unit always a digest; moved `earlier` up to the due day and `later`
 * after it. Every problem is listed, unknown words too.
 *
 * @example
 * ```ts
 * import { ReminderPlan } from "@lienhoi/reminders"
 *
 * const plan = ReminderPlan.parse({
 *   steps: [
 *     { id: "nhac", at: { daysBefore: 2 }, time: "7h30" },
 *     { id: "qua-han", at: { daysAfter: 1 }, to: "upper" }
 *   ],
 *   quietHours: { from: "21:00", to: "07:00" },
 *   workingDaysOnly: true
 * })
 * plan.ok && plan.value.steps.map((step) => `${step.time} ${step.form}`) // => ["07:30 message", "08:00 digest"]
 *
 * const broken = ReminderPlan.parse({ steps: [{ id: "nhac", at: { daysBefore: -2 }, to: "uper" }] })
 * !broken.ok && broken.issues.map((issue) => issue.path.join(".")) // => ["steps.0.to", "steps.0.at.daysBefore"]
 * ```
 */
export const parse = (data: unknown): Issue.Checked<ReminderPlan> => {
  const { issues, steps, ...rest } = read(data)
  const plan = { ...rest, steps: steps.filter((one) => one !== null) }
  return Issue.unless(issues.length === 0 ? check(plan) : [...issues, ...problems({ ...rest, steps })], () => plan)
}
