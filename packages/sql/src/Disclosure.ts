/**
 * Small numbers of persons in a breakdown by a sensitive dimension (ethnicity, religion, party, health) are hidden from
 * whoever is not on the unit's own line, together with as many others as it takes that nobody can compute them from the
 * sums beside them.
 *
 * @since 0.1.0
 */

/** Rows (units) by columns (groups of persons). The sums of rows, of columns and of all are published too. */
export type Counts = ReadonlyArray<ReadonlyArray<number>>

/** The same table, with sums; `null` is hidden. */
export interface Shown {
  readonly cells: ReadonlyArray<ReadonlyArray<number | null>>
  /** Of each row. */
  readonly rows: ReadonlyArray<number | null>
  /** Of each column. */
  readonly columns: ReadonlyArray<number | null>
  readonly total: number | null
}

/** Fewer persons than this are not shown. None at all is shown: nobody is in it. */
export const least = 5

/** The table with its sums as one more row and one more column. */
const withSums = (counts: Counts): Array<Array<number>> => {
  const sum = (row: ReadonlyArray<number>): number => row.reduce((a, b) => a + b, 0)
  const rows = counts.map((row) => [...row, sum(row)])
  const width = counts[0]?.length ?? 0
  return [...rows, Array.from({ length: width + 1 }, (_, c) => sum(rows.map((row) => row[c]!)))]
}

type At = readonly [row: number, column: number]

/** Rows and columns that hang together by hidden places, from one row or column on. Columns are counted after the rows. */
const reachable = (hidden: ReadonlyArray<ReadonlyArray<boolean>>, from: number, without: At): ReadonlySet<number> => {
  const height = hidden.length
  const found = new Set([from])
  for (const node of found)
    for (const [r, row] of hidden.entries())
      for (const [c, gone] of row.entries()) {
        if (!gone || (r === without[0] && c === without[1])) continue
        if (node === r) found.add(height + c)
        if (node === height + c) found.add(r)
      }
  return found
}

/**
 * Hides each number of persons under {@link least}, and then others, the smallest first and sums last, until none of the
 * hidden ones follows from those that are shown: each stands on a ring of hidden places, which could all be one more and one
 * less in turn.
 *
 * @example
 * ```ts
 * import { Disclosure } from "@lienhoi/sql"
 *
 * // 3 is hidden; so that it follows neither from 43 - 40 nor from 51 - 48, three more go with it.
 * Disclosure.hide([[40, 3], [50, 48]]).cells // => [[null, null], [null, null]]
 * Disclosure.hide([[40, 12], [50, 0]]).cells // => [[40, 12], [50, 0]]
 * ```
 */
export const hide = (counts: Counts): Shown => {
  const all = withSums(counts)
  const height = all.length
  const width = all[0]!.length
  const hidden = all.map((row) => row.map((count) => count > 0 && count < least))
  const places = all.flatMap((row, r) => row.map((_, c): At => [r, c]))
  const count = ([r, c]: At): number => all[r]![c]!
  const sums = ([r, c]: At): number => Number(r === height - 1) + Number(c === width - 1)
  const shown = ([r, c]: At): boolean => !hidden[r]![c]!
  const first = (among: ReadonlyArray<At>): At | undefined =>
    among.toSorted(
      (a, b) => Number(count(a) === 0) - Number(count(b) === 0) || sums(a) - sums(b) || count(a) - count(b)
    )[0]

  /** What must go with a place so that it no longer follows; `undefined` when it does not follow. */
  const companion = (at: At): At | undefined => {
    const [r, c] = at
    const side = reachable(hidden, r, at)
    if (side.has(height + c)) return undefined
    const other = reachable(hidden, height + c, at)
    const visible = places.filter(shown)
    const joins = visible.filter(
      ([y, x]) => (side.has(y) && other.has(height + x)) || (other.has(y) && side.has(height + x))
    )
    const beside = visible.filter(([y, x]) => (side.size <= other.size ? y === r : x === c))
    return first(joins) ?? first(beside) ?? first(visible.filter(([y, x]) => y === r || x === c))
  }

  for (let changed = true; changed; ) {
    changed = false
    for (const at of places) {
      if (shown(at)) continue
      const next = companion(at)
      if (next === undefined) continue
      hidden[next[0]]![next[1]] = true
      changed = true
    }
  }
  const told = all.map((row, r) => row.map((value, c) => (hidden[r]![c]! ? null : value)))
  return {
    cells: told.slice(0, -1).map((row) => row.slice(0, -1)),
    rows: told.slice(0, -1).map((row) => row.at(-1)!),
    columns: told.at(-1)!.slice(0, -1),
    total: told.at(-1)!.at(-1)!
  }
}

/** One unit of a tree with the numbers of one breakdown: its whole, its own included. */
export interface Counted {
  readonly unit: string
  /** `null` for one without an upper unit among these. */
  readonly parent: string | null
  readonly counts: ReadonlyArray<number>
  /** What the unit itself gave. */
  readonly own: ReadonlyArray<number>
}

const isSmall = (counts: ReadonlyArray<number>): boolean => counts.some((count) => count > 0 && count < least)

const isNone = (counts: ReadonlyArray<number>): boolean => counts.every((count) => count === 0)

/**
 * The units of a tree whose breakdown is hidden, all of it, from whoever may ask for each unit in turn: those with a number
 * of persons under {@link least}, and as many others as it takes that none of them follows from upper units and
 * neighbours. It is decided for the whole tree at once, so that two questions never tell together what one does not. What
 * units themselves gave is never shown beside it, and counts as known where it is nothing.
 *
 * @example
 * ```ts
 * import { Disclosure } from "@lienhoi/sql"
 *
 * const unit = (unit: string, parent: string | null, counts: ReadonlyArray<number>) => ({ unit, parent, counts, own: [0, 0] })
 * const tree = [unit("xa", null, [90, 51]), unit("a", "xa", [40, 3]), unit("b", "xa", [30, 18]), unit("c", "xa", [20, 30])]
 * Array.from(Disclosure.hiddenUnits(tree)).sort() // => ["a", "b"]
 * ```
 */
export const hiddenUnits = (units: ReadonlyArray<Counted>): ReadonlySet<string> => {
  const known = new Set(units.map(({ unit }) => unit))
  const children = Map.groupBy(
    units.filter(({ parent }) => parent !== null && known.has(parent)),
    ({ parent }) => parent!
  )
  const hidden = new Set(units.filter(({ counts }) => isSmall(counts)).map(({ unit }) => unit))
  const size = ({ counts }: Counted): number => counts.reduce((a, b) => a + b, 0)
  const smallest = (among: ReadonlyArray<Counted>): Counted | undefined =>
    among.filter(({ unit, counts }) => !hidden.has(unit) && !isNone(counts)).toSorted((a, b) => size(a) - size(b))[0]
  for (let changed = true; changed; ) {
    changed = false
    for (const upper of units) {
      const below = children.get(upper.unit) ?? []
      const gone = [upper, ...below].filter(({ unit }) => hidden.has(unit)).length + Number(isSmall(upper.own))
      if (below.length === 0 || gone !== 1) continue
      const next = smallest(below) ?? below.find(({ unit }) => !hidden.has(unit)) ?? upper
      if (hidden.has(next.unit)) continue
      hidden.add(next.unit)
      changed = true
    }
  }
  return hidden
}
