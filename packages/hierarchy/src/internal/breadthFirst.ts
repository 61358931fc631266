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
  /** Where each unit stood among those given. */
  readonly given: Int32Array
}

/**
 * A unit whose parent is not among the units stands at the top. Siblings come in Vietnamese order of their names. Units
 * in a cycle, and those below them, have no way down from the top and are left out.
 */
export const arrange = (all: ReadonlyArray<Unit>): Layout => {
  const index = new Map<string, number>()
  all.forEach((unit, i) => {
    index.set(unit.id, i)
  })
  const inVietnameseOrder = (i: number, j: number): number => {
    const a = all[i]!
    const b = all[j]!
    return compare(a.name, b.name) || (a.id < b.id ? -1 : a.id > b.id ? 1 : i - j)
  }
  const childrenOf: Array<Array<number> | undefined> = new Array(all.length)
  const top: Array<number> = []
  all.forEach((unit, i) => {
    const above = unit.parent === null ? undefined : index.get(unit.parent)
    if (above === undefined) top.push(i)
    else {
      const siblings = childrenOf[above]
      if (siblings === undefined) childrenOf[above] = [i]
      else siblings.push(i)
    }
  })

  const given = new Int32Array(all.length)
  const parents = new Int32Array(all.length).fill(-1)
  const firstChild = new Int32Array(all.length)
  const childCount = new Int32Array(all.length)
  let laid = 0
  for (const i of top.sort(inVietnameseOrder)) given[laid++] = i
  for (let place = 0; place < laid; place++) {
    firstChild[place] = laid
    const children = childrenOf[given[place]!]
    if (children === undefined) continue
    childCount[place] = children.length
    for (const i of children.sort(inVietnameseOrder)) {
      parents[laid] = place
      given[laid++] = i
    }
  }

  const units: Array<Unit> = new Array(laid)
  if (laid < all.length) index.clear()
  for (let place = 0; place < laid; place++) {
    const unit = all[given[place]!]!
    units[place] = unit
    index.set(unit.id, place)
  }
  return {
    units,
    parents: parents.subarray(0, laid),
    firstChild: firstChild.subarray(0, laid),
    childCount: childCount.subarray(0, laid),
    index,
    given: given.subarray(0, laid)
  }
}
