import { defineApp, ReminderPlan } from "lienhoi"

/** What a developer of the province writes. Paths start here. */
export default defineApp({
  association: "vwu",
  since: "2020-01-01",
  units: "./units.csv",
  people: "./people.csv",
  templates: ["./templates/*.yaml"],
  store: "memory",
  channels: {
    // Most groups are ordinary ones an app cannot post to: a person pastes the text and marks it posted.
    byHand: { answerWithinDays: 2 },
    // Until the Official Account is ready, what would go out by Zalo is written where one can look at it.
    preview: { folder: "./out/tin-nhan", standsFor: "zalo" }
  },
  reminders: {
    ...ReminderPlan.standard,
    steps: [
      ...ReminderPlan.standard.steps,
      { ...ReminderPlan.standard.steps[1]!, id: "nhac-tre", at: { daysAfter: 1 }, move: "later" }
    ]
  }
})
