/** Dates and periods for property tests. */
import { Period, PeriodType, PlainDate } from "@lienhoi/calendar"
import fc from "fast-check"

export const dateBetween = (from: string, to: string) =>
  fc.integer({ min: PlainDate.toDays(from), max: PlainDate.toDays(to) }).map(PlainDate.fromDays)

export const date = dateBetween("1900-01-01", "2199-12-31")

export const regular: ReadonlyArray<PeriodType.Regular> = ["day", "week", "month", "quarter", "half", "year"]

const unwrap = (id: string): Period.Period => {
  const read = Period.fromId(id)
  if (!read.ok) throw new Error(id)
  return read.value
}

/** Every type equally often. */
export const period: fc.Arbitrary<Period.Period> = fc
  .record({ type: fc.constantFrom(...PeriodType.all), on: date, length: fc.integer({ min: 1, max: 400 }) })
  .map(({ type, on, length }) => {
    const year = PlainDate.year(on)
    if (type === "term") return unwrap(`${year}..${year + 1 + (length % 6)}`)
    if (type === "ad-hoc") return Period.between(on, PlainDate.addDays(on, length - 1))
    return Period.containing(type, on) ?? Period.nth("nine-months", year, 1)!
  })

/** Counts what a property tried; prints it, and fails when a kind came up in less than 5 % of the runs. */
export const tally = () => {
  const counts = new Map<string, number>()
  return {
    count: (kind: string) => counts.set(kind, (counts.get(kind) ?? 0) + 1),
    report: (law: string, kinds: ReadonlyArray<string>) => {
      const total = [...counts.values()].reduce((a, b) => a + b, 0)
      console.log(`${law}: ${total} tried; ${kinds.map((kind) => `${kind} ${counts.get(kind) ?? 0}`).join(", ")}`)
      for (const kind of kinds) {
        if ((counts.get(kind) ?? 0) < total * 0.05) throw new Error(`${law}: too few of ${kind}`)
      }
    }
  }
}
