/** Units that ended inside the window: they stand below their heirs, so that what they still report is counted there. */
import { addDays, type PlainDate } from "@lienhoi/calendar/PlainDate"
import type { Window } from "@lienhoi/calendar/Window"
import * as Hierarchy from "@lienhoi/hierarchy/Hierarchy"
import type { Snapshot } from "@lienhoi/hierarchy/Snapshot"
import * as Succession from "@lienhoi/hierarchy/Succession"
import type { Unit } from "@lienhoi/hierarchy/Unit"
import type { Compiled } from "@lienhoi/template/Compiled"
import * as Field from "@lienhoi/template/Field"
import * as Template from "@lienhoi/template/Template"
import * as Transfer from "../Transfer.ts"

/** How the life of a unit ended. */
export interface Closed {
  readonly lastDay: PlainDate
  /** Place of the period whose window holds that day: the period of its closing report. */
  readonly closing: number
}

/** A tree with closed units as leaves. */
export interface Grafted {
  readonly hierarchy: Snapshot
  readonly closed: ReadonlyMap<string, Closed>
}

/**
 * Adds to the tree every unit of the windows that the template asks something of and that ended before the tree's day:
 * below its heir; a divided one below the lowest unit that holds all its heirs; at the top where there is none.
 */
export const graft = (
  tree: Snapshot,
  history: Hierarchy.Hierarchy,
  template: Compiled,
  windows: ReadonlyArray<Window>
): Grafted => {
  const closed = new Map<string, Closed>()
  const leaves = new Map<number, Array<Unit>>()
  const asks = (level: string): boolean =>
    Template.fields(template.template).some((field) => Field.isAskedOf(field, level))
  for (const day of closingDays(tree, history, windows)) {
    const lastDay = addDays(day, -1)
    const view = { knownAt: tree.knownAt, route: tree.route }
    const after = Hierarchy.at(history, day, view)
    const gone = Hierarchy.at(history, lastDay, view).units.filter(({ id }) => !after.index.has(id))
    if (gone.length === 0) continue
    const destinies = Succession.between(history, lastDay, tree.date, view)
    for (const unit of gone) {
      if (tree.index.has(unit.id) || !asks(unit.level)) continue
      const home = Transfer.homeOf(tree, destinies.get(unit.id)?.shares ?? [])
      const leaf = { ...unit, parent: tree.units[home]?.id ?? null }
      leaves.set(home, [...(leaves.get(home) ?? []), leaf])
      closed.set(unit.id, { lastDay, closing: windows.findIndex(({ from, to }) => from <= lastDay && lastDay <= to) })
    }
  }
  return { hierarchy: closed.size === 0 ? tree : withLeaves(tree, leaves), closed }
}

const closingDays = (
  { date }: Snapshot,
  { events }: Hierarchy.Hierarchy,
  [first]: ReadonlyArray<Window>
): ReadonlyArray<PlainDate> => {
  const days = new Set<PlainDate>()
  for (const { effectiveOn, type } of events)
    if (type === "unit-closed" && first !== undefined && first.from < effectiveOn && effectiveOn <= date)
      days.add(effectiveOn)
  return [...days].sort()
}

/** The same tree, breadth-first again, with leaves after the children of the units at those places; -1 is the top. */
const withLeaves = (tree: Snapshot, leaves: ReadonlyMap<number, ReadonlyArray<Unit>>): Snapshot => {
  const size = tree.units.length + [...leaves.values()].reduce((sum, units) => sum + units.length, 0)
  const units: Array<Unit> = []
  const parents = new Int32Array(size).fill(-1)
  const firstChild = new Int32Array(size)
  const childCount = new Int32Array(size)
  /** The place each unit had; -1 for a leaf. */
  const before: Array<number> = []
  const lay = (from: number, to: number, added: ReadonlyArray<Unit>, parent: number): void => {
    for (let place = from; place < to; place++) {
      parents[units.length] = parent
      before.push(place)
      units.push(tree.units[place]!)
    }
    for (const leaf of added) {
      parents[units.length] = parent
      before.push(-1)
      units.push(leaf)
    }
  }
  const below = tree.parents.findIndex((parent) => parent >= 0)
  lay(0, below < 0 ? tree.units.length : below, leaves.get(-1) ?? [], -1)
  for (let place = 0; place < units.length; place++) {
    const old = before[place]!
    firstChild[place] = units.length
    if (old < 0) continue
    lay(tree.firstChild[old]!, tree.firstChild[old]! + tree.childCount[old]!, leaves.get(old) ?? [], place)
    childCount[place] = units.length - firstChild[place]!
  }
  return { ...tree, units, parents, firstChild, childCount, index: new Map(units.map(({ id }, place) => [id, place])) }
}
