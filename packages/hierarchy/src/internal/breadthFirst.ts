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
  const inVietnameseOrder = (i: number, j: number): number => {
    const a = all[i]!
    const b = all[j]!
    return compare(a.name, b.name) || (a.id < b.id ? -1 : a.id > b.id ? 1 : i - j)
  }
  const { childrenOf, top } = families(all)
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
    for (const i of children.toSorted(inVietnameseOrder)) {
      parents[laid] = place
      given[laid++] = i
    }
  }

  const units: Array<Unit> = new Array(laid)
  const index = new Map<string, number>()
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

/** The units under one parent. */
interface Family {
  readonly children: Array<number>
  /** Where the parent stands among those given, the last one of its id; -1 when it is not among them. */
  parent: number
}

/** Units by their parent. Only the ids of parents are looked up: the others are many times as many. */
const families = (
  all: ReadonlyArray<Unit>
): { readonly childrenOf: ReadonlyArray<ReadonlyArray<number> | undefined>; readonly top: Array<number> } => {
  const byParent = new Map<string, Family>()
  const top: Array<number> = []
  all.forEach(({ parent }, i) => {
    if (parent === null) {
      top.push(i)
      return
    }
    const family = byParent.get(parent)
    if (family === undefined) byParent.set(parent, { children: [i], parent: -1 })
    else family.children.push(i)
  })
  all.forEach(({ id }, i) => {
    const own = byParent.get(id)
    if (own !== undefined) own.parent = i
  })
  const childrenOf: Array<Array<number> | undefined> = new Array(all.length)
  for (const { children, parent } of byParent.values())
    if (parent >= 0) childrenOf[parent] = children
    else top.push(...children)
  return { childrenOf, top }
}
