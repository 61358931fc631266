/**
 * The whole history of the tree as dated rows: each unit with its place on one route, from the day it stood so until the
 * day it no longer did. What a database keeps to answer for any day without reading the events.
 *
 * @since 0.1.0
 */
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import type { HierarchyEvent } from "./Event.ts"
import type { Hierarchy } from "./Hierarchy.ts"
import { effective } from "./internal/known.ts"
import { type Living, livingOn } from "./internal/unitsOn.ts"
import type { Unit } from "./Unit.ts"

/** One unit as it stood on one route for some time. */
export interface Span extends Unit {
  readonly route: string
  /** First day. */
  readonly from: PlainDate
  /** The first day on which it no longer stood so; `null` while it does. */
  readonly until: PlainDate | null
}

const lastDay: PlainDate = "9999-12-31"

type About = Extract<HierarchyEvent, { readonly unit: string }>

const isAbout = (event: HierarchyEvent): event is About => "unit" in event && event.type !== "position-created"

/** How one unit stood after each day on which something happened to it; `null` once it is closed. */
const statesOf = (events: ReadonlyArray<About>): ReadonlyArray<readonly [PlainDate, Living | null]> => {
  const days = [...new Set(events.map(({ effectiveOn }) => effectiveOn))]
  return days.map((day) => {
    const [state = null] = livingOn(events.filter(({ effectiveOn }) => effectiveOn <= day)).values()
    return [day, state]
  })
}

/**
 * All spans as known now, each unit's together, in the order of the units' first days. On any day, the spans of a route that
 * hold the day are the units of `Hierarchy.at`.
 *
 * @example
 * ```ts
 * import { Association, Hierarchy, Span } from "@lienhoi/hierarchy"
 *
 * const act = (id: string, effectiveOn: string) => ({ id, effectiveOn, recordedAt: `${effectiveOn}T02:00:00.000Z`, by: { person: "p" } })
 * const tree = Hierarchy.make({
 *   association: Association.vwu,
 *   events: [
 *     { ...act("1", "2024-01-01"), type: "unit-established", unit: "x", level: "co_so", name: "Xã Một", code: null, kind: "xa", parents: { own: null } },
 *     { ...act("2", "2024-06-01"), type: "unit-renamed", unit: "x", name: "Xã Hai" }
 *   ]
 * })
 *
 * tree.ok && Span.all(tree.value).map(({ name, until }) => [name, until]) // => [["Xã Một", "2024-06-01"], ["Xã Hai", null]]
 * ```
 */
export const all = ({ events }: Hierarchy): ReadonlyArray<Span> => {
  const byUnit = Map.groupBy(effective(events, lastDay, null).filter(isAbout), ({ unit }) => unit)
  return [...byUnit.values()].flatMap((own) => {
    const states = statesOf(own)
    return states.flatMap(([from, state], i) => {
      if (state === null) return []
      const until = states[i + 1]?.[0] ?? null
      const { parents, ...unit } = state
      return Object.entries(parents).map(([route, parent]): Span => ({ ...unit, parent, route, from, until }))
    })
  })
}
