import * as ReminderPlan from "@lienhoi/reminders/ReminderPlan"
import { expect, it } from "vitest"

const problemsOf = (data: unknown): ReadonlyArray<string> => {
  const read = ReminderPlan.parse(data)
  return read.ok ? [] : read.issues.map(({ code, path }) => `${path.join(".")}: ${code}`)
}

it("the standard plan has nothing wrong with it and is what its own data reads as", () => {
  expect(ReminderPlan.check(ReminderPlan.standard)).toEqual([])
  expect(ReminderPlan.parse(JSON.parse(JSON.stringify({ ...ReminderPlan.standard, steps: [] }))).ok).toBe(false)
  expect(
    ReminderPlan.parse({
      steps: [
        { id: "moi", at: { daysBefore: 5 }, figures: true },
        { id: "nhac", at: { daysBefore: 2 } },
        { id: "den-han", at: { onDue: true } },
        { id: "qua-han", at: { daysAfter: 1 }, to: "upper" }
      ],
      quietHours: { from: "21:00", to: "7 giờ" }
    })
  ).toEqual({ ok: true, value: ReminderPlan.standard })
})

it("every problem of a plan is listed at its place, not only the first", () => {
  expect(
    problemsOf({
      steps: [
        { id: "Nhắc", at: { daysBefore: 0 }, time: "22:30" },
        { id: "a", at: { daysAfter: 1 }, to: "upper", form: "message", move: "earlier" },
        { id: "a", at: { daysBefore: 2.5 }, audience: "group" },
        { at: { daysBefore: 1, onDue: true }, tme: "08:00" },
        "nhắc",
        { id: "b", at: { onDue: true }, form: "digest", figures: true, lineages: "vwu/x" }
      ],
      quietHours: { from: "21:00", to: "07:00" },
      workingDaysOnly: "có",
      catchUp: "all"
    }).toSorted()
  ).toEqual(
    [
      "steps.0.id: step.id-form",
      "steps.0.at.daysBefore: step.days",
      "steps.0.time: step.quiet",
      "steps.1.move: step.too-early",
      "steps.1.form: step.upper-message",
      "steps.2.id: step.id-twice",
      "steps.2.at.daysBefore: step.days",
      "steps.2.form: step.group-message",
      "steps.3.id: plan.missing",
      "steps.3.at: plan.wrong-kind",
      "steps.3.tme: plan.unknown-word",
      "steps.4: plan.wrong-kind",
      "steps.5.figures: step.digest-figures",
      "steps.5.lineages: plan.wrong-kind",
      "workingDaysOnly: plan.wrong-kind",
      "catchUp: plan.wrong-kind"
    ].toSorted()
  )
})

it.each([
  [null, ["plan.wrong-kind"]],
  [[], ["plan.wrong-kind"]],
  [{}, ["plan.missing"]],
  [{ steps: [] }, ["plan.no-step"]],
  [{ steps: [{ id: "a", at: { onDue: true } }], quietHours: { from: "25:00" } }, ["plan.wrong-kind", "plan.missing"]]
])("what is no plan is refused in words: %j", (data, codes) => {
  const read = ReminderPlan.parse(data)

  expect(read.ok ? [] : read.issues.map(({ code }) => code)).toEqual(codes)
  expect(read.ok ? [] : read.issues.every(({ message, english }) => message !== "" && english !== "")).toBe(true)
})

it("the words say what to write instead", () => {
  const read = ReminderPlan.parse({ steps: [{ id: "tre", at: { daysAfter: 1 }, to: "upper", form: "message" }] })

  expect(read.ok || read.issues[0]?.message).toBe(
    "Bước “tre” gửi cấp trên phải gộp một tin cho mọi đơn vị; viết form: digest"
  )
})

it("quiet hours may be absent: then a step may come at any hour", () => {
  expect(problemsOf({ steps: [{ id: "a", at: { onDue: true }, time: "05:00" }], quietHours: null })).toEqual([])
})
