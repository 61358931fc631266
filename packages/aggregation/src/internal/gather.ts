/** Brings own figures from the rows of one tree to those of another: the inner loop of restating. */
import * as Columns from "../Columns.ts"
import type { Transfer } from "../Transfer.ts"
import * as Wide from "./wide.ts"

/** The totals of a new tree. They count as far, and are as safe, as those of the old one. */
export interface Gathered extends Columns.Cells {
  /** The old tree's own figures. */
  readonly source: Columns.Columns
  readonly rows: Transfer["rows"]
}

/** The total of the new unit at that place, of every old unit that arrives there whole; `null` when nobody reported. */
export const total = (self: Gathered, place: number, column: number): number | bigint | null => {
  const alone = self.rows.alone[place]!
  return alone >= 0 ? Columns.own(self.source, alone, column) : Columns.figureIn(self, self.rows.row[place]!, column)
}

/** How many old units reported behind it. */
export const reported = (self: Gathered, place: number, column: number): number => {
  const { rows, source } = self
  const alone = rows.alone[place]!
  return alone >= 0
    ? Columns.reportedIn(source, source.ownRow[alone]!, column)
    : Columns.reportedIn(self, rows.row[place]!, column)
}

/** Every old unit's own figures where they arrive whole, rolled up. */
export const whole = (source: Columns.Columns, transfer: Transfer): Gathered => {
  const { rows } = transfer
  const { carries, operators, picked, unitsBound } = source
  const sums = new Float64Array(rows.count * operators.length)
  const picks = new Float64Array(rows.count * picked.length).fill(Number.NaN)
  const wide = new Map<number, Wide.Wide>()
  for (const column of source.wide.keys()) wide.set(column, new Array(rows.count).fill(null))
  const gathered = { source, rows, operators, unitsBound, sums, carries, picked, picks, wide }
  addUp(gathered, transfer)
  if (picked.length > 0)
    eachPart(gathered, transfer, (row, from, isOwn) => pick(gathered, row, isOwn ? source.picks : picks, from))
  if (wide.size > 0)
    eachPart(gathered, transfer, (row, from, isOwn) => widely(gathered, row, isOwn ? source.wide : wide, from))
  return gathered
}

/**
 * The columns that are added, in any order: the rows of the old tree one after the other as they lie in memory, each to
 * the lowest unit that is more than itself, then the rows of the new tree from the end, each to the unit above it.
 */
const addUp = ({ operators, rows: { into, row }, source, sums }: Gathered, { onto }: Transfer): void => {
  const width = operators.length
  for (let unit = 0; unit < into.length; unit++) {
    const to = into[unit]! * width
    const at = source.ownRow[unit]! * width
    if (to >= 0) for (let k = 0; k < width; k++) sums[to + k] = sums[to + k]! + source.sums[at + k]!
  }
  for (let place = onto.units.length - 1; onto.parents[place]! >= 0; place--) {
    if (row[place]! < 0) continue
    const to = row[onto.parents[place]!]! * width
    const at = row[place]! * width
    for (let k = 0; k < width; k++) sums[to + k] = sums[to + k]! + sums[at + k]!
  }
}

/** Goes through the rows, deepest units first: what is added to each, first its own arrivals, then its children in order. */
const eachPart = (
  { rows: { alone, row }, source: { ownRow } }: Gathered,
  { arrivals, onto }: Transfer,
  take: (row: number, from: number, isOwn: boolean) => void
): void => {
  for (let place = onto.units.length - 1; place >= 0; place--) {
    const to = row[place]!
    if (to < 0) continue
    for (let at = arrivals.from[place]!; at < arrivals.from[place + 1]!; at++) take(to, ownRow[arrivals.of[at]!]!, true)
    const first = onto.firstChild[place]!
    for (let child = first; child < first + onto.childCount[place]!; child++)
      if (row[child]! >= 0) take(to, row[child]!, false)
      else take(to, ownRow[alone[child]!]!, true)
  }
}

const pick = ({ operators, picked, picks }: Gathered, row: number, taken: Float64Array, from: number): void => {
  const width = picked.length
  for (let k = 0; k < width; k++)
    picks[row * width + k] = Columns.pick[operators[picked[k]!]!](picks[row * width + k]!, taken[from * width + k]!)
}

const widely = (
  { operators, wide }: Gathered,
  row: number,
  taken: ReadonlyMap<number, Wide.Wide>,
  from: number
): void => {
  for (const [column, values] of wide)
    values[row] = Wide.both(operators[column]!, values[row] ?? null, taken.get(column)![from] ?? null)
}

/**
 * For each holding, column by column, the sum of its parts' figures times their weights, a whole number of the
 * holding's denominator. NaN where a double cannot hold it for certain; there it is computed when asked for.
 */
export const parts = (source: Columns.Columns, { holdings }: Transfer): Float64Array => {
  const { carries, ownRow, sums, unitsBound, wide } = source
  const width = carries.length
  const numerators = new Float64Array(holdings.size * width)
  const magnitude = new Float64Array(width)
  let row = 0
  for (const { parts } of holdings.values()) {
    magnitude.fill(0)
    for (const part of parts) {
      const own = ownRow[part.source]! * width
      const weight = Number(part.weight)
      for (let k = 0; k < width; k++) {
        const cell = sums[own + k]!
        if (cell === 0) continue
        // A figure stands in the table as figure × unitsBound + 1.
        const weighed = ((cell - 1) / unitsBound) * weight
        numerators[row + k]! += weighed
        magnitude[k]! += Math.abs(weighed)
      }
    }
    for (let k = 0; k < width; k++)
      if (!(magnitude[k]! <= Number.MAX_SAFE_INTEGER) || wide.has(k)) numerators[row + k] = Number.NaN
    row += width
  }
  return numerators
}
