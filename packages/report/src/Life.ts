/**
 * From when to when a unit lives. A closed unit can still file and correct reports of the time when it lived; no unit
 * reports on a time before it opened or after it closed.
 *
 * @since 0.1.0
 */
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import * as Hierarchy from "@lienhoi/hierarchy/Hierarchy"
import * as Snapshot from "@lienhoi/hierarchy/Snapshot"

/** First and last day, both inside; `to` is `null` while the unit lives. */
export interface Life {
  readonly from: PlainDate.PlainDate
  readonly to: PlainDate.PlainDate | null
}

/** The days on which a unit is said to open and to close, in the order of recording. */
interface Turns {
  readonly established: Array<PlainDate.PlainDate>
  readonly closed: Array<PlainDate.PlainDate>
}

const known = new WeakMap<Hierarchy.Hierarchy, ReadonlyMap<string, Turns>>()

/** The turns of all units, read once for each history. */
const turnsOf = (hierarchy: Hierarchy.Hierarchy): ReadonlyMap<string, Turns> => {
  const found = known.get(hierarchy)
  if (found !== undefined) return found
  const turns = new Map<string, Turns>()
  for (const event of hierarchy.events) {
    if (event.type !== "unit-established" && event.type !== "unit-closed") continue
    const of = turns.get(event.unit) ?? { established: [], closed: [] }
    of[event.type === "unit-established" ? "established" : "closed"].push(event.effectiveOn)
    turns.set(event.unit, of)
  }
  known.set(hierarchy, turns)
  return turns
}

/** The life of a unit on a route; `null` when the unit was never there. */
export const of = (hierarchy: Hierarchy.Hierarchy, unit: string, view: Hierarchy.View = {}): Life | null => {
  const turns = turnsOf(hierarchy).get(unit)
  const on = (date: PlainDate.PlainDate) => Snapshot.unit(Hierarchy.at(hierarchy, date, view), unit)
  const born = turns?.established.find((day) => on(day) !== null)
  if (born === undefined) return null
  const closed = turns?.closed.find((day) => on(day) === null && on(PlainDate.addDays(day, -1)) !== null)
  return { from: on(born)!.since, to: closed === undefined ? null : PlainDate.addDays(closed, -1) }
}

/** Whether the two share a day. */
export const meets = (
  life: Life,
  window: { readonly from: PlainDate.PlainDate; readonly to: PlainDate.PlainDate }
): boolean => life.from <= window.to && window.from <= (life.to ?? window.from)

/** The day of the life nearest to a date: the date itself while the unit lives. */
export const nearest = (life: Life, date: PlainDate.PlainDate): PlainDate.PlainDate =>
  date < life.from ? life.from : life.to !== null && date > life.to ? life.to : date
