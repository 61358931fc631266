/**
 * Who holds which office on a day, looked up by unit and by person. The hierarchy answers for one day at a time, so the
 * answer is kept by day.
 */
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import type { Hierarchy } from "@lienhoi/hierarchy/Hierarchy"
import * as Position from "@lienhoi/hierarchy/Position"

/** The offices of one day. */
export interface Day {
  readonly headOf: (unit: string) => Position.Officer | null
  /** Every office a person holds; none: the empty list. */
  readonly officesOf: (person: string) => ReadonlyArray<Position.Officer>
}

/** Offices by day. */
export const make = (hierarchy: Hierarchy): ((date: PlainDate) => Day) => {
  const days = new Map<PlainDate, Day>()
  return (date) => {
    const known = days.get(date)
    if (known !== undefined) return known
    const officers = Position.officers(hierarchy, date)
    const heads = new Map(officers.filter((officer) => officer.head).map((officer) => [officer.unit, officer]))
    const people = Map.groupBy(officers, ({ person }) => person)
    const day: Day = { headOf: (unit) => heads.get(unit) ?? null, officesOf: (person) => people.get(person) ?? [] }
    days.set(date, day)
    return day
  }
}
