/**
 * Who may file for a unit that closed: whoever took it over and lives today. Filing is not judging; who stands above both
 * does that.
 *
 * @since 0.1.0
 */
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import type { Hierarchy } from "@lienhoi/hierarchy/Hierarchy"
import * as Takeover from "@lienhoi/hierarchy/Takeover"
import * as Life from "./Life.ts"

/**
 * Which takeovers make an heir that may file: of the whole unit, and of a part of it.
 *
 * **Details**
 *
 * A part is enough. Of a divided unit nobody took over all; asking for the largest part would let an assumed share decide
 * (nobody knows most of them), and asking for all heirs together would leave the closing report to the upper unit alone.
 * Two heirs who file after each other are asked like any two who file the same report: nothing is replaced unseen. What an
 * heir sees is another question: of a divided unit totals only, until somebody grants her the figures of the closed unit.
 */
export const rule: { readonly whole: boolean; readonly part: boolean } = { whole: true, part: true }

const known = new WeakMap<Hierarchy, ReadonlyMap<string, ReadonlyArray<Takeover.Takeover>>>()

/** By the unit that closed, read once for each history. */
const byGiver = (hierarchy: Hierarchy): ReadonlyMap<string, ReadonlyArray<Takeover.Takeover>> => {
  const found = known.get(hierarchy) ?? Map.groupBy(Takeover.all(hierarchy), ({ giver }) => giver)
  known.set(hierarchy, found)
  return found
}

/** A unit on the route of a template, and the day of asking. */
export interface Asked {
  readonly unit: string
  readonly route: string
  readonly date: PlainDate.PlainDate
}

/**
 * The units that may file on that day for one that has closed by then: those that took it over on the day it closed, and
 * where one of those has closed since, those that took over that one. None for a unit that lives, also when it gave a part
 * away: it files for itself.
 *
 * @example
 * ```ts
 * import { Association, Hierarchy } from "@lienhoi/hierarchy"
 * import { Heir } from "@lienhoi/report"
 *
 * const told = { recordedAt: "2024-01-02T00:00:00.000Z", by: { person: "p" } }
 * const founded = (unit: string) => ({
 *   ...told, id: unit, effectiveOn: "2024-01-01", type: "unit-established" as const,
 *   unit, level: "co_so", name: unit, code: null, kind: null, parents: { own: null }
 * })
 * const tree = Hierarchy.make({
 *   association: Association.vwu,
 *   events: [
 *     founded("x1"),
 *     founded("x2"),
 *     { ...told, id: "1", effectiveOn: "2025-07-01", type: "unit-succeeded", from: "x1", to: "x2", extent: "whole", weight: null },
 *     { ...told, id: "2", effectiveOn: "2025-07-01", type: "unit-closed", unit: "x1" }
 *   ]
 * })
 * if (!tree.ok) throw new Error(tree.issues[0]?.message)
 *
 * Heir.of(tree.value, { unit: "x1", route: "own", date: "2025-07-10" }) // => ["x2"]
 * Heir.of(tree.value, { unit: "x1", route: "own", date: "2025-06-30" }) // => []
 * ```
 */
export const of = (hierarchy: Hierarchy, { unit, route, date }: Asked): ReadonlyArray<string> => {
  const seen = new Set<string>()
  const heirs: Array<string> = []
  const next = [unit]
  while (next.length > 0) {
    const one = next.shift()!
    const life = seen.has(one) ? null : Life.of(hierarchy, one, { route })
    seen.add(one)
    if (life === null) continue
    if (life.to === null || date <= life.to) {
      if (one !== unit) heirs.push(one)
      continue
    }
    const closed = PlainDate.addDays(life.to, 1)
    for (const { heir, on, route: line, whole } of byGiver(hierarchy).get(one) ?? [])
      if (on === closed && (line ?? route) === route && (whole ? rule.whole : rule.part)) next.push(heir)
  }
  return heirs
}
