import * as Timetable from "@lienhoi/reminders/Timetable"
import fc from "fast-check"
import { expect, it } from "vitest"

const moment = fc
  .integer({ min: Date.parse("2024-01-01T00:00:00.000Z"), max: Date.parse("2030-01-01T00:00:00.000Z") })
  .map((millis) => new Date(millis).toISOString())

const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, "0")).join(":"))

const timetable: fc.Arbitrary<Timetable.Timetable> = fc.oneof(
  fc.record({ every: fc.integer({ min: 1, max: 1440 }) }),
  fc.record({ daily: fc.array(time, { minLength: 1, maxLength: 4 }) })
)

it("law Timetable: the last moment lies not after now, less than a day back, and stays until the next one", () => {
  fc.assert(
    fc.property(timetable, moment, (table, at) => {
      const last = Timetable.last(table, at)
      const back = Date.parse(at) - Date.parse(last)
      expect(back).toBeGreaterThanOrEqual(0)
      expect(back).toBeLessThan(86_400_000)
      expect(Timetable.last(table, last)).toBe(last)
    }),
    { numRuns: 2000 }
  )
})
