import { Remaining } from "@lienhoi/calendar"
import { expect, it } from "vitest"

it.each([
  ["2024-06-12", "còn 2 ngày (thứ Sáu 14/6)", "2 days left (Friday 14/6)"],
  ["2024-06-13", "còn 1 ngày (thứ Sáu 14/6)", "1 day left (Friday 14/6)"],
  ["2024-06-14", "hôm nay là hạn (thứ Sáu 14/6)", "due today (Friday 14/6)"],
  ["2024-06-15", "quá hạn 1 ngày (thứ Sáu 14/6)", "1 day overdue (Friday 14/6)"],
  ["2024-06-17", "quá hạn 3 ngày (thứ Sáu 14/6)", "3 days overdue (Friday 14/6)"],
  ["2023-12-31", "còn 166 ngày (thứ Sáu 14/6/2024)", "166 days left (Friday 14/6/2024)"]
])("on %s a report due on 14 June 2024 says “%s”", (today, vietnamese, english) => {
  expect(Remaining.format(today, "2024-06-14")).toBe(vietnamese)
  expect(Remaining.format(today, "2024-06-14", "en")).toBe(english)
})
