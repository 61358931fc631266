/**
 * The tree as it stood on one day, as far as it was known at one moment. It never changes. Units stand breadth-first,
 * the children of each side by side: figures laid out in the same order add up in one pass from the end.
 *
 * @since 0.1.0
 */
import type { Instant } from "@lienhoi/calendar/Instant"
import { format, type PlainDate } from "@lienhoi/calendar/PlainDate"
import { type Checked, type Issue, unless } from "@lienhoi/words/Issue"
import { type Association, allows, level as levelOf, parentLevels } from "./Association.ts"
import { arrange, type Layout } from "./internal/breadthFirst.ts"
import { cyclesAmong } from "./internal/cycles.ts"
import { issue } from "./internal/texts.ts"
import type { Unit } from "./Unit.ts"

/** The units of one day on one route. The three columns run in the order of `units`. */
export interface Snapshot {
  readonly association: Association
  readonly date: PlainDate
  /** What was known by then; `null`: everything known now. */
  readonly knownAt: Instant | null
  readonly route: string
  /** Breadth-first; siblings in Vietnamese order of their names, then by id. */
  readonly units: ReadonlyArray<Unit>
  /** Place of the parent in `units`, -1 at the top. */
  readonly parents: Int32Array
  /** Place of the first child; where it would stand when there is none. */
  readonly firstChild: Int32Array
  readonly childCount: Int32Array
  /** Place in `units` by id. */
  readonly index: ReadonlyMap<string, number>
}

/**
 * A snapshot of plain units on the route `own`. Refuses ids given twice, unknown parents, cycles, and levels that may
 * not meet on that day.
 *
 * @example
 * ```ts
 * import { Association, Snapshot } from "@lienhoi/hierarchy"
 *
 * const unit = (id: string, level: string, name: string, parent: string | null) =>
 *   ({ id, level, name, parent, code: null, kind: null, since: "2024-01-01" })
 * const tree = Snapshot.make(Association.vwu, "2024-10-15", [
 *   unit("x", "co_so", "Xã Tân Hòa", "h"),
 *   unit("a2", "chi_hoi", "Ấp 2", "x"),
 *   unit("a10", "chi_hoi", "Ấp 10", "x"),
 *   unit("h", "huyen", "Huyện Châu Thành A", null)
 * ])
 *
 * tree.ok && Snapshot.children(tree.value, "x").map((unit) => unit.name) // => ["Ấp 2", "Ấp 10"]
 * tree.ok && Snapshot.path(tree.value, "a2") // => "Ấp 2 › Xã Tân Hòa › Huyện Châu Thành A"
 * ```
 */
export const make = (association: Association, date: PlainDate, units: ReadonlyArray<Unit>): Checked<Snapshot> => {
  const layout = arrange(units)
  const { given: _, ...tree } = layout
  return unless(problems(association, date, units, layout), () => ({
    association,
    date,
    knownAt: null,
    route: "own",
    ...tree
  }))
}

/** The unit of that id, `null` when it does not live that day or does not stand on the route. */
export const unit = (self: Snapshot, id: string): Unit | null => self.units[placeOf(self, id)] ?? null

/** Units at the top. */
export const roots = (self: Snapshot): ReadonlyArray<Unit> => {
  const below = self.parents.findIndex((parent) => parent >= 0)
  return below < 0 ? self.units : self.units.slice(0, below)
}

/** Units right below. */
export const children = (self: Snapshot, id: string): ReadonlyArray<Unit> => {
  const place = placeOf(self, id)
  const first = self.firstChild[place] ?? 0
  return self.units.slice(first, first + (self.childCount[place] ?? 0))
}

/** Every unit below, nearest generation first, without the unit itself; of one level when asked. */
export const descendants = (
  self: Snapshot,
  id: string,
  options: { readonly level?: string } = {}
): ReadonlyArray<Unit> => {
  const found: Array<Unit> = []
  let from = placeOf(self, id)
  let to = from + 1
  while (from >= 0 && from < to) {
    const last = to - 1
    to = self.firstChild[last]! + self.childCount[last]!
    from = self.firstChild[from]!
    for (let place = from; place < to; place++) {
      const below = self.units[place]!
      if (options.level === undefined || below.level === options.level) found.push(below)
    }
  }
  return found
}

/** The units above, nearest first. */
export const ancestors = (self: Snapshot, id: string): ReadonlyArray<Unit> => {
  const found: Array<Unit> = []
  let place = self.parents[placeOf(self, id)] ?? -1
  while (place >= 0) {
    found.push(self.units[place]!)
    place = self.parents[place]!
  }
  return found
}

/** The other units under the same parent; at the top, the other units at the top. */
export const siblings = (self: Snapshot, id: string): ReadonlyArray<Unit> => {
  const place = placeOf(self, id)
  if (place < 0) return []
  const above = self.parents[place]!
  const all = above < 0 ? roots(self) : children(self, self.units[above]!.id)
  return all.filter((other) => other.id !== id)
}

/** The way up in words: `Ấp 1 › Xã Tân Hòa › Huyện Châu Thành A`. Empty for a unit that is not there. */
export const path = (self: Snapshot, id: string): string => {
  const own = unit(self, id)
  return own === null ? "" : [own, ...ancestors(self, id)].map((each) => each.name).join(" › ")
}

/** Whether the unit is `scope` or stands anywhere below it. */
export const isWithin = (self: Snapshot, id: string, scope: string): boolean =>
  unit(self, id) !== null && (id === scope || ancestors(self, id).some((above) => above.id === scope))

/** Every unit of that level. */
export const atLevel = (self: Snapshot, level: string): ReadonlyArray<Unit> =>
  self.units.filter((each) => each.level === level)

/** Units with nobody below. */
export const leaves = (self: Snapshot): ReadonlyArray<Unit> =>
  self.units.filter((_, place) => self.childCount[place] === 0)

const placeOf = (self: Snapshot, id: string): number => self.index.get(id) ?? -1

const problems = (
  association: Association,
  date: PlainDate,
  given: ReadonlyArray<Unit>,
  layout: Layout
): ReadonlyArray<Issue> => {
  const known = association.levels.map((each) => each.id).join(", ")
  const verdicts = new Map<string, string | null>()
  const allowedAbove = (child: Unit, above: Unit): string | null => {
    const key = `${child.level}/${above.level}/${child.kind ?? ""}`
    const verdict = verdicts.get(key)
    if (verdict !== undefined) return verdict
    const meeting = { child: child.level, parent: above.level, kind: child.kind, route: "own" }
    const fresh = allows(association, meeting, date) ? null : parentLevels(association, meeting, date).join(", ") || "—"
    verdicts.set(key, fresh)
    return fresh
  }
  const found: Array<Issue> = [...duplicates(given, layout), ...cycles(given, layout)]
  layout.units.forEach((each, place) => {
    const at = (field: string) => ({ path: ["units", layout.given[place]!, field] })
    if (levelOf(association, each.level) === null) {
      const params = { unit: each.id, level: each.level, known }
      found.push(issue("unit.level-unknown", params, at("level")))
      return
    }
    const above = layout.units[layout.parents[place]!]
    if (above === undefined) {
      if (each.parent !== null)
        found.push(issue("unit.parent-unknown", { unit: each.id, parent: each.parent }, at("parent")))
      return
    }
    const allowed = allowedAbove(each, above)
    if (allowed === null) return
    const params = {
      unit: each.id,
      level: each.level,
      parent: above.id,
      parentLevel: above.level,
      date: format(date),
      allowed
    }
    found.push(issue("unit.level-skipped", params, at("parent")))
  })
  return found
}

const duplicates = (given: ReadonlyArray<Unit>, { index }: Layout): ReadonlyArray<Issue> => {
  if (index.size === given.length) return []
  const names = new Map<string, string>()
  return given.flatMap((each, i) => {
    const name = names.get(each.id)
    names.set(each.id, name ?? each.name)
    return name === undefined ? [] : [issue("unit.duplicate", { unit: each.id, name }, { path: ["units", i, "id"] })]
  })
}

const cycles = (given: ReadonlyArray<Unit>, { units }: Layout): ReadonlyArray<Issue> => {
  if (units.length === given.length) return []
  const byId = new Map(given.map((each, i) => [each.id, { parent: each.parent, i }]))
  return cyclesAmong(byId.keys(), (id) => byId.get(id)?.parent ?? null).map((cycle) =>
    issue(
      "unit.cycle",
      { unit: cycle[0]!, cycle: [...cycle, cycle[0]].join(" › ") },
      { path: ["units", byId.get(cycle[0]!)!.i, "parent"] }
    )
  )
}
