import * as Instant from "@lienhoi/calendar/Instant"
import * as WorkingDays from "@lienhoi/calendar/WorkingDays"
import * as Hours from "@lienhoi/reminders/Hours"
import * as ReminderPlan from "@lienhoi/reminders/ReminderPlan"
import * as Step from "@lienhoi/reminders/Step"
import { expect, it } from "vitest"

const night = { from: "21:00", to: "07:00" }

it.each([
  ["a working morning", true, "2024-10-15", "08:00", "2024-10-15", "08:00"],
  ["before seven", true, "2024-10-15", "06:59", "2024-10-15", "07:00"],
  ["at nine in the evening", true, "2024-10-15", "21:00", "2024-10-16", "07:00"],
  ["on Friday night", true, "2024-10-18", "22:00", "2024-10-21", "07:00"],
  ["on Saturday noon", true, "2024-10-19", "12:00", "2024-10-21", "07:00"],
  ["on Saturday noon, when any day will do", false, "2024-10-19", "12:00", "2024-10-19", "12:00"],
  ["on the evening before Tết", true, "2024-02-07", "21:30", "2024-02-15", "07:00"]
])("%s: the next allowed moment", (_, workingDaysOnly, day, time, nextDay, nextTime) => {
  const hours = { quietHours: night, workingDaysOnly }

  expect(Hours.next(hours, WorkingDays.vietnam, Instant.at(day, time))).toBe(Instant.at(nextDay, nextTime))
})

it("without quiet hours a day off ends at midnight", () => {
  const hours = { quietHours: null, workingDaysOnly: true }

  expect(Hours.next(hours, WorkingDays.vietnam, Instant.at("2024-10-19", "12:00"))).toBe(
    Instant.at("2024-10-21", "00:00")
  )
})

it.each([
  [{ daysBefore: 2 }, "earlier", "2024-10-14", "2024-10-11"],
  [{ workingDaysBefore: 2 }, "earlier", "2024-10-14", "2024-10-10"],
  [{ onDue: true }, "later", "2024-10-19", "2024-10-21"],
  [{ daysAfter: 1 }, "later", "2024-10-18", "2024-10-21"],
  [{ workingDaysAfter: 2 }, "later", "2024-10-18", "2024-10-22"]
] as const)("%j moved %s, for a report due %s, falls on %s", (at, move, due, day) => {
  const step = { ...ReminderPlan.standard.steps[0]!, at, move }

  expect(Step.moment(step, due, { calendar: WorkingDays.vietnam, workingDaysOnly: true }).day).toBe(day)
})
