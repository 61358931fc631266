/** Units that can have taken area from each other: those under one upper unit, before or after. */
import type { Placed } from "./days.ts"

/** Units of one level, before and after, that hang together. */
export interface Area {
  readonly old: ReadonlyArray<Placed>
  readonly fresh: ReadonlyArray<Placed>
}

/**
 * The areas of one level. Two upper units are one area when one of them is the other after the day, or when a code went
 * from the one to the other: what moved may have changed hands on either side.
 */
export const areasOf = (
  old: ReadonlyArray<Placed>,
  fresh: ReadonlyArray<Placed>,
  same: ReadonlyMap<string, string>
): ReadonlyArray<Area> => {
  const roots = new Map<string, string>()
  const rootOf = (key: string): string => {
    const above = roots.get(key)
    if (above === undefined) return key
    const root = rootOf(above)
    roots.set(key, root)
    return root
  }
  const unite = (a: string, b: string): void => {
    const [one, other] = [rootOf(a), rootOf(b)]
    if (one !== other) roots.set(one, other)
  }
  const now = new Map(fresh.map((row) => [row.code, row]))
  unite(keyBefore(null), keyAfter(null))
  for (const [before, after] of same) unite(keyBefore(before), keyAfter(after))
  for (const row of old) {
    const here = now.get(row.code)
    if (here !== undefined) unite(keyBefore(row.parent), keyAfter(here.parent))
  }
  const areas = new Map<string, { readonly old: Array<Placed>; readonly fresh: Array<Placed> }>()
  const areaAt = (key: string) => {
    const root = rootOf(key)
    const known = areas.get(root)
    if (known !== undefined) return known
    const area = { old: [], fresh: [] }
    areas.set(root, area)
    return area
  }
  for (const row of old) areaAt(keyBefore(row.parent)).old.push(row)
  for (const row of fresh) areaAt(keyAfter(row.parent)).fresh.push(row)
  return [...areas.values()]
}

const keyBefore = (parent: string | null): string => `before ${parent ?? ""}`

const keyAfter = (parent: string | null): string => `after ${parent ?? ""}`
