/** A unit and all below it, by place. */
import type { Snapshot } from "@lienhoi/hierarchy/Snapshot"

/** Places of the unit at `place` and of every unit below: in breadth-first order each generation is one range. */
export const within = (tree: Snapshot, place: number): ReadonlyArray<number> => {
  const found: Array<number> = []
  let from = place
  let to = place + 1
  while (from < to) {
    for (let unit = from; unit < to; unit++) found.push(unit)
    const last = to - 1
    to = tree.firstChild[last]! + tree.childCount[last]!
    from = tree.firstChild[from]!
  }
  return found
}
