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

/** The life of a unit on a route; `null` when the unit was never there. */
export const of = (hierarchy: Hierarchy.Hierarchy, unit: string, view: Hierarchy.View = {}): Life | null => {
  const daysOf = (type: "unit-established" | "unit-closed"): ReadonlyArray<PlainDate.PlainDate> =>
    hierarchy.events.flatMap((event) => (event.type === type && event.unit === unit ? [event.effectiveOn] : []))
  const on = (date: PlainDate.PlainDate) => Snapshot.unit(Hierarchy.at(hierarchy, date, view), unit)
  const born = daysOf("unit-established").find((day) => on(day) !== null)
  if (born === undefined) return null
  const closed = daysOf("unit-closed").find((day) => on(day) === null && on(PlainDate.addDays(day, -1)) !== null)
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
