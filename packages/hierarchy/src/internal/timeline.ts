/** The life of one unit as intervals: when it lived, at which level, under whom. */
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import type { HierarchyEvent, Of, UnitFact } from "../Event.ts"
import { byEffect } from "./known.ts"

/** An event about a unit. */
export type UnitEvent = Extract<HierarchyEvent, { readonly type: UnitFact["type"] }>

/** A value from a day until a day, the second outside; `null` is open. `event` brought it. */
export interface Interval<A> {
  readonly from: PlainDate
  readonly until: PlainDate | null
  readonly value: A
  readonly event: UnitEvent
}

/** What {@link timelineOf} finds. */
export interface Timeline {
  readonly established: Of<"unit-established">
  readonly from: PlainDate
  /** The first day after its life, `null` while it lives. */
  readonly until: PlainDate | null
  readonly levels: ReadonlyArray<Interval<{ readonly level: string; readonly kind: string | null }>>
  readonly parents: ReadonlyMap<string, ReadonlyArray<Interval<string | null>>>
}

/** `null` for a unit that was never established. Facts outside its life do not count. */
export const timelineOf = (facts: ReadonlyArray<UnitEvent>): Timeline | null => {
  const established = facts.find((fact) => fact.type === "unit-established")
  if (established === undefined) return null
  const from = established.effectiveOn
  const inOrder = facts.filter((fact) => fact.effectiveOn >= from).sort(byEffect)
  const until = inOrder.find((fact) => fact.type === "unit-closed" && fact.effectiveOn > from)?.effectiveOn ?? null
  const levels: Array<Start<{ level: string; kind: string | null }>> = []
  const parents = new Map<string, Array<Start<string | null>>>()
  const stand = (route: string, value: string | null, event: UnitEvent): void => {
    const starts = parents.get(route)
    const start = { from: event.effectiveOn, value, event }
    if (starts === undefined) parents.set(route, [start])
    else starts.push(start)
  }
  for (const event of inOrder) {
    if (!isBefore(event.effectiveOn, until)) break
    if (event.type === "unit-established" && event !== established) continue
    if (event.type === "unit-established") {
      levels.push({ from, value: { level: event.level, kind: event.kind }, event })
      for (const [route, parent] of Object.entries(event.parents)) stand(route, parent, event)
    } else if (event.type === "unit-relevelled") {
      const kind = event.kind === undefined ? (levels.at(-1)?.value.kind ?? null) : event.kind
      levels.push({ from: event.effectiveOn, value: { level: event.level, kind }, event })
    } else if (event.type === "unit-moved") {
      stand(event.route, event.parent, event)
    }
  }
  return {
    established,
    from,
    until,
    levels: closeUp(levels, until),
    parents: new Map([...parents].map(([route, starts]) => [route, closeUp(starts, until)]))
  }
}

interface Start<A> {
  readonly from: PlainDate
  readonly value: A
  readonly event: UnitEvent
}

const closeUp = <A>(starts: ReadonlyArray<Start<A>>, until: PlainDate | null): ReadonlyArray<Interval<A>> =>
  starts.map((start, i) => ({ ...start, until: starts[i + 1]?.from ?? until }))

/** Whether the day comes before an end that may be open. */
export const isBefore = (day: PlainDate, end: PlainDate | null): boolean => end === null || day < end

/** The earlier of two ends that may be open. */
export const earlier = (a: PlainDate | null, b: PlainDate | null): PlainDate | null =>
  a === null ? b : b === null || a < b ? a : b

/** Whether that day lies in the interval. */
export const covers = (
  { from, until }: { readonly from: PlainDate; readonly until: PlainDate | null },
  day: PlainDate
): boolean => from <= day && isBefore(day, until)

/** The interval of that day. */
export const on = <A>(intervals: ReadonlyArray<Interval<A>>, day: PlainDate): Interval<A> | undefined =>
  intervals.find((interval) => covers(interval, day))
