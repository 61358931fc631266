import { Period, PlainDate, Window } from "@lienhoi/calendar"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { date, regular, tally } from "./generated.ts"

const windowOf = (id: string, rule: Window.WindowRule) => {
  const read = Period.fromId(id)
  if (!read.ok) throw new Error(id)
  const { from, to } = Window.of(read.value, rule)
  return `${from} ${to}`
}

describe("the data window by Nghị định 09/2019/NĐ-CP, Điều 12", () => {
  it.each([
    ["2024-10", "2024-09-15 2024-10-14"],
    ["2024-01", "2023-12-15 2024-01-14"],
    ["2024-Q1", "2023-12-15 2024-03-14"],
    ["2024-Q3", "2024-06-15 2024-09-14"],
    ["2024-H1", "2023-12-15 2024-06-14"],
    ["2024-H2", "2024-06-15 2024-12-14"],
    ["2024", "2023-12-15 2024-12-14"],
    ["2024-9M", "2023-12-15 2024-09-14"],
    ["2025-07", "2025-06-15 2025-07-14"]
  ])("of %s is %s", (id, window) => expect(windowOf(id, "fifteenth")).toBe(window))

  it.each(["2024-10-15", "2024-W42", "2021..2026", "2024-10-01..2024-10-20"])("leaves %s as it is", (id) =>
    expect(windowOf(id, "fifteenth")).toBe(windowOf(id, "calendar"))
  )

  it("puts a day into the period that will report it", () => {
    expect(Window.containing("month", "2024-10-14", "fifteenth").id).toBe("2024-10")
    expect(Window.containing("month", "2024-10-15", "fifteenth").id).toBe("2024-11")
    expect(Window.containing("year", "2024-12-15", "fifteenth").id).toBe("2025")
    expect(Window.containing("nine-months", "2023-12-15", "fifteenth")?.id).toBe("2024-9M")
    expect(Window.containing("nine-months", "2024-09-15", "fifteenth")).toBeNull()
    expect(Window.containing("day", "2024-12-15", "fifteenth").id).toBe("2024-12-15")
  })
})

it("Property: the windows of a type cut time into pieces, every date in exactly one", () => {
  const tried = tally()
  fc.assert(
    fc.property(date, fc.constantFrom(...regular), fc.constantFrom("calendar", "fifteenth"), (d, type, rule) => {
      tried.count(`${type} ${rule}`)
      const p = Window.containing(type, d, rule)
      const window = Window.of(p, rule)
      expect(window.from <= d && d <= window.to).toBe(true)
      expect(Window.of(Period.next(p), rule).from).toBe(PlainDate.addDays(window.to, 1))
      expect(Window.of(Period.previous(p), rule).to).toBe(PlainDate.addDays(window.from, -1))
    }),
    { numRuns: 2000 }
  )
  tried.report(
    "windows",
    regular.flatMap((type) => [`${type} calendar`, `${type} fifteenth`])
  )
})
