/**
 * Every unit of one day in the smallest form that a list to choose from needs, with the units that have ended and what
 * became of them: what goes over a thin line to a phone once and is kept there.
 *
 * @since 0.1.0
 */
import { addDays, type PlainDate } from "@lienhoi/calendar/PlainDate"
import * as Hierarchy from "./Hierarchy.ts"
import * as Span from "./Span.ts"
import * as Succession from "./Succession.ts"

/** `[id, name, code, level, parent]`; the parent is `null` at the top. */
export type Row = readonly [id: string, name: string, code: string | null, level: string, parent: string | null]

/**
 * A unit that had ended, as it stood last; `until` is the first day on which it was no more, `heirs` are the ids of the
 * units of the list's day that have what was its own, none when nobody was named.
 */
export type EndedRow = readonly [
  id: string,
  name: string,
  code: string | null,
  level: string,
  parent: string | null,
  until: PlainDate,
  heirs: ReadonlyArray<string>
]

/** The list of one day. */
export interface UnitList {
  readonly on: PlainDate
  /** Breadth-first; siblings in Vietnamese order. */
  readonly units: ReadonlyArray<Row>
  /** Those that ended on that day or before, the latest first. */
  readonly ended: ReadonlyArray<EndedRow>
}

const lastOf = (spans: ReadonlyArray<Span.Span>): ReadonlyArray<Span.Span> => {
  const last = new Map<string, Span.Span>()
  for (const span of spans) last.set(span.id, span)
  return [...last.values()]
}

/**
 * The list of a day on one route, as known now.
 *
 * @example
 * ```ts
 * import { Association, Hierarchy, UnitList } from "@lienhoi/hierarchy"
 *
 * const act = (id: string, effectiveOn: string) => ({ id, effectiveOn, recordedAt: "2025-07-01T02:00:00.000Z", by: { person: "person/synthetic" } })
 * const found = (unit: string, name: string, on: string) =>
 *   ({ ...act(unit, on), type: "unit-established" as const, unit, level: "co_so", name, code: null, kind: "xa", parents: { own: null } })
 * const tree = Hierarchy.make({
 *   association: Association.vwu,
 *   events: [
 *     found("a", "Xã Một", "2024-01-01"),
 *     found("b", "Xã Hai", "2025-07-01"),
 *     { ...act("1", "2025-07-01"), type: "unit-succeeded", from: "a", to: "b", extent: "whole", weight: null },
 *     { ...act("2", "2025-07-01"), type: "unit-closed", unit: "a" }
 *   ]
 * })
 * const list = tree.ok ? UnitList.of(tree.value, "2025-08-01") : null
 *
 * list?.units // => [["b", "Xã Hai", null, "co_so", null]]
 * list?.ended // => [["a", "Xã Một", null, "co_so", null, "2025-07-01", ["b"]]]
 * ```
 */
export const of = (hierarchy: Hierarchy.Hierarchy, on: PlainDate, route = "own"): UnitList => {
  const tree = Hierarchy.at(hierarchy, on, { route })
  const gone = lastOf(Span.all(hierarchy).filter((span) => span.route === route && span.from <= on)).flatMap((span) =>
    span.until !== null && span.until <= on && !tree.index.has(span.id) ? [{ ...span, until: span.until }] : []
  )
  const fates = new Map(
    [...new Set(gone.map(({ until }) => until))].map((day) => [
      day,
      Succession.changes(hierarchy, addDays(day, -1), on)
    ])
  )
  return {
    on,
    units: tree.units.map(({ id, name, code, level, parent }): Row => [id, name, code, level, parent]),
    ended: gone
      .toSorted((a, b) => (a.until < b.until ? 1 : a.until > b.until ? -1 : 0))
      .map(({ id, name, code, level, parent, until }): EndedRow => {
        const heirs = (fates.get(until)?.get(id) ?? []).map((share) => share.unit)
        return [id, name, code, level, parent, until, heirs]
      })
  }
}
