/** Reads what one unit filed into its row: its periods folded, each figure a whole number, each cell marked. */
import type { Column } from "@lienhoi/template/Column"
import type { Issue } from "@lienhoi/words/Issue"
import type * as Columns from "../Columns.ts"
import type { Figures, Filed } from "../Filed.ts"
import * as Fixed from "../Fixed.ts"
import * as Total from "../Total.ts"
import * as Mark from "./mark.ts"
import { issue } from "./texts.ts"

type Said = Figures[string] | undefined

/** What one report says in one column: a whole number of 10^-scale, `null` without a figure, and its mark. */
export interface Piece {
  readonly mark: number
  readonly whole: number | bigint | null
  /** Place of its period. */
  readonly at: number
}

/** Fills `row` and the marks of the unit at `place`; gives back what of it could not be counted. */
export const read = (total: Total.Total, place: number, row: Columns.Row): ReadonlyArray<Issue> => {
  const { columns } = total.template
  const asked = total.asked.get(total.hierarchy.units[place]!.level)
  const filed = Total.filedBy(total, place)
  const [only] = filed
  const problems: Array<Issue> = []
  row.big.clear()
  for (let at = 0; at < columns.length; at++) {
    const column = columns[at]!
    const spot = place * columns.length + at
    row.figures[at] = Number.NaN
    total.marks[spot] = Mark.silent
    if (asked?.[at] !== 1) refuse(column, filed, problems)
    else if (filed.length === 1 && column.periods !== "count") {
      // One period needs no folding: the common case, kept free of objects.
      if (!only) continue
      const cell = only.cells[column.key]
      const whole = wholeIn(only, cell, column, problems)
      total.marks[spot] = markIn(only, cell, whole, total.owed[place] === 2)
      put(row, at, whole)
    } else {
      const counted = pieces(total, place, column, filed, problems)
      const owes = (piece: Piece): boolean => total.owed[place * filed.length + piece.at]! > 0
      const gap = counted.length > 1 && counted.some((piece) => piece.mark === Mark.silent && owes(piece))
      total.marks[spot] = markOf(column, counted, gap)
      put(row, at, wholeOf(column, counted, total.parts))
    }
  }
  return problems
}

const put = (row: Columns.Row, at: number, whole: number | bigint | null): void => {
  if (typeof whole === "number") row.figures[at] = whole
  else if (whole !== null) {
    row.figures[at] = Number(whole)
    row.big.set(at, whole)
  }
}

/** What an own figure of the column must be divided by to be what people wrote. */
export const denominator = (total: Total.Total, column: Column): bigint =>
  10n ** BigInt(column.scale) * (column.periods === "average" ? total.parts : 1n)

/** The reports that an own figure is made of, one for each period that its operator over periods looks at. */
export const pieces = (
  total: Total.Total,
  place: number,
  column: Column,
  filed: ReadonlyArray<Filed | null>,
  problems: Array<Issue>
): ReadonlyArray<Piece> => {
  const from = filed.length - total.window.length
  const one = (at: number): Piece => {
    const report = filed[at]
    if (!report) return { mark: Mark.silent, whole: null, at }
    const cell = report.cells[column.key]
    const whole = wholeIn(report, cell, column, problems)
    return { mark: markIn(report, cell, whole, total.owed[place * filed.length + at] === 2), whole, at }
  }
  if (column.periods === "last") {
    // The heirs of a closed unit count what it had: carrying that forward would count it twice.
    const policy = total.closed.has(total.hierarchy.units[place]!.id) ? "missing" : total.last
    return [lastOf(one, filed.length - 1, policy)]
  }
  if (column.periods === "first" || total.window.length === 1) return [one(from)]
  return column.periods === "none" ? [] : total.window.map((_, at) => one(from + at))
}

/** The window's last period, missing if that is missing; carrying an earlier figure forward is a named policy, and marked. */
const lastOf = (one: (at: number) => Piece, last: number, policy: Total.LastPolicy): Piece => {
  const piece = one(last)
  if (policy === "missing" || piece.mark !== Mark.silent) return piece
  for (let at = last - 1; at >= 0; at--) {
    const earlier = one(at)
    if (earlier.whole !== null) return { ...earlier, mark: earlier.mark | Mark.carried }
  }
  return piece
}

/** The strongest state, as for units; every note of a period is a note of the whole. */
const markOf = (column: Column, pieces: ReadonlyArray<Piece>, gap: boolean): number => {
  if (pieces.length === 0) return Mark.notApplicable
  const figures = pieces.filter(({ whole }) => whole !== null)
  if (figures.length === 0) return pieces.some(({ mark }) => mark === Mark.silent) ? Mark.silent : Mark.notApplicable
  const said = column.periods === "count" ? Mark.value : Math.max(...figures.map(({ mark }) => Mark.said(mark)))
  return figures.reduce((notes, { mark }) => notes | Mark.notes(mark), said | (gap ? Mark.partial : 0))
}

const wholeOf = (column: Column, pieces: ReadonlyArray<Piece>, parts: bigint): number | bigint | null => {
  const wholes = pieces.flatMap(({ whole }) => (whole === null ? [] : [whole]))
  return wholes.length === 0 ? null : combined(column, wholes, parts)
}

const combined = (column: Column, wholes: ReadonlyArray<number | bigint>, parts: bigint): number | bigint => {
  switch (column.periods) {
    case "average":
      return Fixed.multiply(wholes.reduce(Fixed.add), parts / BigInt(wholes.length))
    case "count":
      return Fixed.multiply(wholes.length, 10n ** BigInt(column.scale))
    case "min":
      return wholes.reduce((a, b) => (a <= b ? a : b))
    case "max":
      return wholes.reduce((a, b) => (a >= b ? a : b))
    default:
      return wholes.reduce(Fixed.add)
  }
}

/** The figure in a cell, in 10^-scale; one with more decimals than the field keeps is a problem and not a figure. */
const wholeIn = (filed: Filed, cell: Said, column: Column, problems: Array<Issue>): number | bigint | null => {
  if (cell === null || cell === undefined) return null
  if (typeof cell === "object" && cell.state !== "value") return cell.state === "zero" ? 0 : null
  const value = typeof cell === "number" ? cell : Number(cell.value)
  const whole = Fixed.fromNumber(value, column.scale)
  if (whole !== null) return whole
  const { key, field, scale } = column
  const params = { unit: filed.unit, value: String(value), label: field.label, column: key, decimals: scale }
  problems.push(issue("filed.too-precise", params, { severity: "warning", path: [filed.unit, filed.period, key] }))
  return null
}

/** What a cell says, and what must be known about it; `ahead`: it was owed before the period ends. */
const markIn = (filed: Filed, cell: Said, whole: number | bigint | null, ahead: boolean): number => {
  const state = cell === null || cell === undefined ? "missing" : typeof cell === "number" ? "value" : cell.state
  if (whole === null) return state === "not-applicable" ? Mark.notApplicable : Mark.silent
  return (
    (state === "zero" ? Mark.zero : Mark.value) |
    (ahead || filed.estimated === true ? Mark.estimated : 0) |
    (filed.status === "returned" ? Mark.returned : 0)
  )
}

/** A figure in a field that is not asked of the level would count twice: a commune's own total of its branches. */
const refuse = ({ field, key }: Column, filed: ReadonlyArray<Filed | null>, problems: Array<Issue>): void => {
  // A formula is computed for every unit; where none of its inputs is asked it says nothing.
  if (field.formula !== null) return
  for (const one of filed) {
    const cell = one?.cells[key] ?? null
    if (one === null || cell === null || (typeof cell === "object" && cell.state !== "value")) continue
    const params = { unit: one.unit, label: field.label, column: key }
    problems.push(issue("filed.not-asked", params, { severity: "warning", path: [one.unit, one.period, key] }))
  }
}
