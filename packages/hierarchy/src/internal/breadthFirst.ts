/** Lays units out level by level, so that the children of each stand side by side. */
import { compare } from "@lienhoi/words/Text"
import type { Unit } from "../Unit.ts"

/** Units in breadth-first order, and the tree as three columns of numbers over it. */
export interface Layout {
  readonly units: ReadonlyArray<Unit>
  /** Place of the parent, -1 at the top. */
  readonly parents: Int32Array
  /** Place of the first child; where it would stand when there is none. */
  readonly firstChild: Int32Array
  readonly childCount: Int32Array
  readonly index: ReadonlyMap<string, number>
  /** Units that no way down from the top reaches: they stand in a cycle. */
  readonly unreached: ReadonlyArray<Unit>
}

/** A unit whose parent is not among the units stands at the top. Siblings come in Vietnamese order of their names. */
export const arrange = (given: ReadonlyArray<Unit>): Layout => {
  const placeOf = new Map<string, number>()
  given.forEach((unit, i) => {
    placeOf.set(unit.id, i)
  })
  const childrenOf: Array<Array<Unit> | undefined> = new Array(given.length)
  const top: Array<Unit> = []
  for (const unit of given) {
    const above = unit.parent === null ? undefined : placeOf.get(unit.parent)
    if (above === undefined) top.push(unit)
    else {
      const siblings = childrenOf[above]
      if (siblings === undefined) childrenOf[above] = [unit]
      else siblings.push(unit)
    }
  }

  const units = top.sort(inVietnameseOrder).slice()
  const parents = new Int32Array(given.length).fill(-1)
  const firstChild = new Int32Array(given.length)
  const childCount = new Int32Array(given.length)
  for (let place = 0; place < units.length; place++) {
    const children = childrenOf[placeOf.get(units[place]!.id)!]
    firstChild[place] = units.length
    if (children === undefined) continue
    childCount[place] = children.length
    if (children.length > 1) children.sort(inVietnameseOrder)
    for (const child of children) {
      parents[units.length] = place
      units.push(child)
    }
  }

  const index = new Map<string, number>()
  units.forEach((unit, i) => {
    index.set(unit.id, i)
  })
  const unreached = units.length === given.length ? [] : given.filter((unit) => !index.has(unit.id))
  return {
    units,
    parents: parents.subarray(0, units.length),
    firstChild: firstChild.subarray(0, units.length),
    childCount: childCount.subarray(0, units.length),
    index,
    unreached
  }
}

const inVietnameseOrder = (a: Unit, b: Unit): number =>
  compare(a.name, b.name) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
