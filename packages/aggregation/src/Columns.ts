/**
 * The engine under every roll-up: a table of whole numbers over a breadth-first tree, one row per unit.
 *
 * Each unit's children are one contiguous range of rows, so a total is its own row plus a run of rows that lie side by
 * side, and a whole tree is one pass over memory. One double of the table holds a figure and how many units it came
 * from, `figure × unitsBound + reported`: the one addition that sums also counts. Nothing is approximate: a column
 * whose doubles could leave the safe integers (2^53) moves to bigint before any digit is lost.
 *
 * The figures are whole numbers; a decimal is scaled before it comes in ({@link "Fixed"}).
 *
 * @since 0.1.0
 */
import type { Operator } from "@lienhoi/template/Field"
import * as Wide from "./internal/wide.ts"

/** The shape of a tree whose units stand in breadth-first order; a `Snapshot` is one. */
export interface Tree {
  /** Place of each unit's parent, -1 for a root. */
  readonly parents: Int32Array
  /** Place of each unit's first child; its children stand at `firstChild .. firstChild + childCount - 1`. */
  readonly firstChild: Int32Array
  readonly childCount: Int32Array
}

/** Rows of figures, one beside the other. */
export interface Cells {
  /** How each column is folded over units. */
  readonly operators: ReadonlyArray<Operator>
  /** A power of two above the number of units that can report. */
  readonly unitsBound: number
  /** `figure × unitsBound + reported`, row by row; 0 where nobody reported. */
  readonly sums: Float64Array
  /** 1 for the columns whose doubles carry the figure; the doubles of picked and of wide columns only count. */
  readonly carries: Uint8Array
  /** The columns that are not added: `min`, `max`, `first`, `last`; of `none` and `count` own figures only. */
  readonly picked: Int32Array
  /** Figures of the picked columns, row by row; NaN where nobody reported. */
  readonly picks: Float64Array
  /** The columns that left the safe integers. */
  readonly wide: Map<number, Wide.Wide>
}

/**
 * Figures and their totals.
 *
 * Row `u` is the total of unit `u`. The total of a leaf is its own row, so it is not stored twice; the own figures of
 * an inner unit stand in a further row, `ownRow[u]`.
 */
export interface Columns extends Cells {
  readonly tree: Tree
  /** Inner units, deepest level first and left to right within a level: the order in which totals become known. */
  readonly inner: Int32Array
  readonly ownRow: Int32Array
  /** The magnitudes of all own doubles of a column: while their sum is safe, every partial sum is exact, in any order. */
  readonly magnitude: Float64Array
}

/** One unit's own figures by column, NaN where it reported none. A figure beyond 2^53 stands exactly in `big`. */
export interface Row {
  readonly figures: Float64Array
  readonly big: Map<number, bigint>
}

const isAdded = (operator: Operator): boolean => operator === "sum" || operator === "average"

/** The power of two above a number of units. */
const boundAbove = (units: number): number => 2 ** Math.ceil(Math.log2(units + 1))

/** An empty table: nobody has reported anything. */
export const make = (tree: Tree, operators: ReadonlyArray<Operator>): Columns => {
  const units = tree.parents.length
  const inner = innerUnits(tree)
  const rows = units + inner.length
  const ownRow = Int32Array.from(tree.parents, (_, unit) => unit)
  inner.forEach((unit, k) => {
    ownRow[unit] = units + k
  })
  const picked = Int32Array.from([...operators.keys()].filter((column) => !isAdded(operators[column]!)))
  return {
    tree,
    operators,
    inner,
    ownRow,
    unitsBound: boundAbove(units),
    sums: new Float64Array(rows * operators.length),
    carries: Uint8Array.from(operators, (operator) => (isAdded(operator) ? 1 : 0)),
    picked,
    picks: new Float64Array(rows * picked.length).fill(Number.NaN),
    magnitude: new Float64Array(operators.length),
    wide: new Map()
  }
}

/** A row of `columns` in which nothing is reported. */
export const emptyRow = (columns: Columns): Row => ({
  figures: new Float64Array(columns.operators.length).fill(Number.NaN),
  big: new Map()
})

/** Replaces the own figures of `unit` and no total above it: for filling a table before {@link rollUp}. */
export const write = (columns: Columns, unit: number, { figures, big }: Row): void => {
  const { carries, magnitude, picked, picks, sums, unitsBound } = columns
  const width = figures.length
  const row = columns.ownRow[unit]!
  const at = row * width
  for (const column of big.keys()) widen(columns, column)
  for (let column = 0; column < width; column++) {
    const figure = figures[column]!
    let cell = Number.isNaN(figure) ? 0 : carries[column] === 1 ? figure * unitsBound + 1 : 1
    const together = magnitude[column]! - Math.abs(sums[at + column]!) + Math.abs(cell)
    if (together > Number.MAX_SAFE_INTEGER) {
      widen(columns, column)
      cell = 1
    } else magnitude[column] = together
    sums[at + column] = cell
  }
  for (let k = 0; k < picked.length; k++) picks[row * picked.length + k] = figures[picked[k]!]!
  for (const [column, values] of columns.wide) values[row] = big.get(column) ?? Wide.fromNumber(figures[column]!)
}

/** Computes every total from the own figures. */
export const rollUp = (columns: Columns): void => {
  const { inner, wide } = columns
  const sum = new Float64Array(columns.operators.length)
  for (let k = 0; k < inner.length; k++) addUp(columns, inner[k]!, sum)
  for (let k = 0; k < inner.length; k++) pickUp(columns, inner[k]!)
  for (let k = 0; k < inner.length && wide.size > 0; k++) wideUp(columns, inner[k]!)
}

/** Replaces the own figures of `unit` and brings the totals on its way to the root up to date, and no others. */
export const update = (columns: Columns, unit: number, row: Row): void => {
  const { ownRow, sums, tree, wide } = columns
  const width = columns.operators.length
  const at = ownRow[unit]! * width
  const before = sums.slice(at, at + width)
  const wideBefore = wide.size
  write(columns, unit, row)
  for (let above = tree.childCount[unit]! > 0 ? unit : tree.parents[unit]!; above >= 0; above = tree.parents[above]!) {
    const total = above * width
    for (let k = 0; k < width; k++) sums[total + k] = sums[total + k]! - before[k]! + sums[at + k]!
    pickUp(columns, above)
    if (wide.size > 0) wideUp(columns, above)
  }
  if (wide.size > wideBefore) rollUp(columns)
}

/** How many units at or under `unit` reported a figure in `column`. */
export const reported = (columns: Columns, unit: number, column: number): number => reportedIn(columns, unit, column)

/** The total of `unit` in `column`, `null` when nobody reported; for `average` the sum, still to be divided by {@link reported}. */
export const total = (columns: Columns, unit: number, column: number): number | bigint | null =>
  figureIn(columns, unit, column)

/** What `unit` itself reported in `column`. */
export const own = (columns: Columns, unit: number, column: number): number | bigint | null =>
  figureIn(columns, columns.ownRow[unit]!, column)

const innerUnits = ({ parents, childCount }: Tree): Int32Array => {
  const depth = new Int32Array(parents.length)
  const levels: Array<Array<number>> = []
  for (let unit = 0; unit < parents.length; unit++) {
    depth[unit] = parents[unit]! < 0 ? 0 : depth[parents[unit]!]! + 1
    if (depth[unit] === levels.length) levels.push([])
    if (childCount[unit]! > 0) levels[depth[unit]!]!.push(unit)
  }
  return Int32Array.from(levels.reverse().flat())
}

/** total(u) = own(u) + children, all columns side by side. `sum` is room for one row. */
const addUp = ({ ownRow, sums, tree }: Columns, unit: number, sum: Float64Array): void => {
  const width = sum.length
  const own = ownRow[unit]! * width
  const first = tree.firstChild[unit]! * width
  const end = first + tree.childCount[unit]! * width
  for (let k = 0; k < width; k++) sum[k] = sums[own + k]!
  for (let child = first; child < end; child += width) for (let k = 0; k < width; k++) sum[k]! += sums[child + k]!
  for (let k = 0; k < width; k++) sums[unit * width + k] = sum[k]!
}

/** Which of two figures stands for both; NaN is no figure. The children come after their parent, in the order of the tree. */
export const pick: { readonly [O in Operator]: (a: number, b: number) => number } = {
  min: (a, b) => (a <= b || Number.isNaN(b) ? a : b),
  max: (a, b) => (a >= b || Number.isNaN(b) ? a : b),
  first: (a, b) => (Number.isNaN(a) ? b : a),
  last: (a, b) => (Number.isNaN(b) ? a : b),
  none: (a) => a,
  count: (a) => a,
  sum: (a) => a,
  average: (a) => a
}

/** total(u) = own(u) ⊕ children for the picked columns. */
const pickUp = ({ operators, ownRow, picked, picks, tree }: Columns, unit: number): void => {
  const width = picked.length
  for (let k = 0; k < width; k++) {
    const either = pick[operators[picked[k]!]!]
    let figure = picks[ownRow[unit]! * width + k]!
    let child = tree.firstChild[unit]! * width + k
    for (let n = tree.childCount[unit]!; n > 0; n--, child += width) figure = either(figure, picks[child]!)
    picks[unit * width + k] = figure
  }
}

/** total(u) = own(u) ⊕ children for the columns in bigint. */
const wideUp = ({ operators, ownRow, tree, wide }: Columns, unit: number): void => {
  const first = tree.firstChild[unit]!
  for (const [column, values] of wide)
    values[unit] = Wide.fold(operators[column]!, values, ownRow[unit]!, first, first + tree.childCount[unit]!)
}

/** Moves a column to bigint; from now on its doubles only count. */
const widen = (columns: Columns, column: number): void => {
  if (columns.wide.has(column)) return
  const width = columns.operators.length
  const values: Wide.Wide = new Array(columns.sums.length / width).fill(null)
  for (const row of columns.ownRow) {
    const figure = figureIn(columns, row, column)
    values[row] = figure === null ? null : BigInt(figure)
    columns.sums[row * width + column] = figure === null ? 0 : 1
  }
  columns.carries[column] = 0
  columns.magnitude[column] = 0
  columns.wide.set(column, values)
}

/** How many units stand behind a cell. */
export const reportedIn = (cells: Cells, row: number, column: number): number =>
  countIn(cells, cells.sums[row * cells.operators.length + column]!)

const countIn = ({ unitsBound }: Cells, cell: number): number => ((cell % unitsBound) + unitsBound) % unitsBound

/** The figure in a cell, `null` when nobody stands behind it. */
export const figureIn = (cells: Cells, row: number, column: number): number | bigint | null => {
  const { carries, operators, picked, picks, sums, unitsBound, wide } = cells
  const values = wide.get(column)
  if (values !== undefined) return values[row]!
  if (carries[column] === 0) {
    const figure = picks[row * picked.length + picked.indexOf(column)]!
    return Number.isNaN(figure) ? null : figure
  }
  const cell = sums[row * operators.length + column]!
  return cell === 0 ? null : (cell - countIn(cells, cell)) / unitsBound
}
