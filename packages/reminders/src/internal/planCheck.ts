import * as Instant from "@lienhoi/calendar/Instant"
import * as QuietHours from "@lienhoi/messaging/QuietHours"
import type { Issue } from "@lienhoi/words/Issue"
import { isAfter, type Step } from "../Step.ts"
import { issue } from "./planTexts.ts"

const isQuiet = (hours: QuietHours.QuietHours, time: string): boolean => {
  const anyDay = Instant.at("2024-01-01", time)
  return QuietHours.end(hours, anyDay) !== anyDay
}

type Steps = ReadonlyArray<Step | null>

const ofStep = (
  { steps, quietHours }: { readonly steps: Steps; readonly quietHours: QuietHours.QuietHours | null },
  step: Step,
  place: number
): ReadonlyArray<Issue> => {
  const { id, time } = step
  const at = (name: string) => ({ path: ["steps", place, name] })
  const found: Array<Issue> = []
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) found.push(issue("step.id-form", { id }, at("id")))
  if (steps.findIndex((other) => other?.id === id) < place) found.push(issue("step.id-twice", { id }, at("id")))
  for (const [name, days] of Object.entries(step.at))
    if (days !== true && !(Number.isInteger(days) && days >= 1 && days <= 366))
      found.push(issue("step.days", { id }, { path: ["steps", place, "at", name] }))
  if (quietHours !== null && isQuiet(quietHours, time))
    found.push(issue("step.quiet", { id, time, ...quietHours }, at("time")))
  if (isAfter(step) && step.move === "earlier") found.push(issue("step.too-early", { id }, at("move")))
  if (step.to === "upper" && step.form === "message") found.push(issue("step.upper-message", { id }, at("form")))
  else if (step.audience === "group" && step.form === "message")
    found.push(issue("step.group-message", { id }, at("form")))
  if (step.form === "digest" && step.figures) found.push(issue("step.digest-figures", { id }, at("figures")))
  return found
}

/** What is wrong with the sense of steps whose form is right; `null` stands for one that could not be read. */
export const problems = (plan: {
  readonly steps: Steps
  readonly quietHours: QuietHours.QuietHours | null
}): ReadonlyArray<Issue> => plan.steps.flatMap((step, place) => (step === null ? [] : ofStep(plan, step, place)))
