import * as PlainDate from "@lienhoi/calendar/PlainDate"
import * as DigestKey from "@lienhoi/reminders/DigestKey"
import * as ReminderKey from "@lienhoi/reminders/ReminderKey"
import * as fc from "fast-check"
import { expect, it } from "vitest"

const id = fc.string({ unit: fc.constantFrom("a", "b", "/", "%", " ", "ấ", "1"), maxLength: 4 })

const reminder = fc.record({
  association: id,
  lineage: id,
  period: id,
  unit: id,
  round: fc.integer({ min: 1, max: 9 }),
  step: id,
  recipient: id
})

const digest = fc.record({
  association: id,
  recipient: id,
  day: fc.integer({ min: 19_000, max: 21_000 }).map(PlainDate.fromDays),
  kind: id
})

it("a key is read back as it was written, so different reminders never share one", () => {
  fc.assert(
    fc.property(reminder, (key) => {
      expect(ReminderKey.parse(ReminderKey.format(key))).toEqual(key)
    }),
    { numRuns: 1000 }
  )
  fc.assert(
    fc.property(digest, (key) => {
      expect(DigestKey.parse(DigestKey.format(key))).toEqual(key)
    }),
    { numRuns: 1000 }
  )
})

it.each([
  "",
  "reminder/a/b/c/d/0/e/f",
  "reminder/a/b/c/d/x/e/f",
  "reminder/a/b",
  "reminder/%/b/c/d/1/e/f",
  "digest/a/b/2024-10-15/c",
  "reminder/a/b/c/d/1/e/f/g"
])("“%s” is not the key of a reminder", (text) => {
  expect(ReminderKey.parse(text)).toBeNull()
})

it.each(["", "digest/a/b/2024-02-30/c", "digest/a/b/c", "digest/%/b/2024-10-15/c", "reminder/a/b/c/d/1/e/f"])(
  "“%s” is not the key of a digest",
  (text) => {
    expect(DigestKey.parse(text)).toBeNull()
  }
)
