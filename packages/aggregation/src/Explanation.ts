/**
 * Where a figure comes from: which units, which reports and revisions, by which road, who is missing, what is estimated
 * or assumed. This is what a chair opens when the centre asks why the figure jumped.
 *
 * @since 0.1.0
 */
import * as Snapshot from "@lienhoi/hierarchy/Snapshot"
import type { Column } from "@lienhoi/template/Column"
import * as Figure from "./Figure.ts"
import { type Brought, brought } from "./internal/brought.ts"
import * as Mark from "./internal/mark.ts"
import * as Total from "./Total.ts"

/** What one report of one unit brought. */
export interface Contribution extends Brought {
  readonly unit: string
  /** `Ấp 1 › Xã Tân Hòa › …` */
  readonly path: string
  /** Its part of the whole, 0 to 1; only where figures are added and the whole is not 0. */
  readonly share: number | null
}

/** A unit and its way up. */
export interface Place {
  readonly unit: string
  readonly path: string
}

/** Everything behind one figure. */
export interface Explanation {
  readonly figure: Figure.Figure
  readonly path: string
  /** In the order of the tree, then of the periods; of a computed figure empty: see `inputs`. */
  readonly contributions: ReadonlyArray<Contribution>
  readonly missing: ReadonlyArray<Place>
  readonly notApplicable: ReadonlyArray<Place & { readonly reason: string }>
  /** Sent back, and still counted on this basis. */
  readonly returned: ReadonlyArray<Place>
  /** The figures of the units right below; with the unit's own they make up the whole. */
  readonly children: ReadonlyArray<Figure.Figure>
  /** What a computed figure is computed from; of a share the numerator and the denominator. */
  readonly inputs: ReadonlyArray<Explanation>
}

/** Which figure. */
export interface Question {
  readonly unit: string
  readonly field: string
}

/** Explains a figure; `null` where `Figure.of` knows none. */
export const explain = (total: Total.Total, question: Question): Explanation | null => {
  const figure = Figure.of(total, question.unit, question.field)
  if (figure === null) return null
  const children = Snapshot.children(total.hierarchy, question.unit).flatMap(
    (child) => Figure.of(total, child.id, question.field) ?? []
  )
  const path = Snapshot.path(total.hierarchy, question.unit)
  const found = Total.column(total, question.field)
  const inputs = figure.inputs.flatMap(({ column }) => explain(total, { unit: question.unit, field: column }) ?? [])
  const behind = found === null ? nobody : contributors(total, figure, found.column, found.place)
  return { figure, path, ...behind, children, inputs }
}

type Behind = Pick<Explanation, "contributions" | "missing" | "notApplicable" | "returned">

const nobody: Behind = { contributions: [], missing: [], notApplicable: [], returned: [] }

const contributors = (total: Total.Total, figure: Figure.Figure, column: Column, at: number): Behind => {
  const { hierarchy, marks, template } = total
  const missing: Array<Place> = []
  const notApplicable: Array<Place & { readonly reason: string }> = []
  const returned: Array<Place> = []
  const contributions: Array<Contribution> = []
  const top = hierarchy.units[hierarchy.index.get(figure.unit)!]!
  for (const { id } of [top, ...Snapshot.descendants(hierarchy, figure.unit)]) {
    const unit = hierarchy.index.get(id)!
    const mark = marks[unit * template.columns.length + at]!
    const place = { unit: id, path: Snapshot.path(hierarchy, id) }
    if (mark === Mark.silent && Total.isExpected(total, unit, at)) missing.push(place)
    if (mark === Mark.notApplicable)
      notApplicable.push({ ...place, reason: Figure.reasonAt(total, unit, column, at).vi })
    if (mark & Mark.returned) returned.push(place)
    if (Mark.isFigure(mark)) contributions.push(...contributed(total, unit, place, column, figure))
  }
  return { contributions, missing, notApplicable, returned }
}

const isAdded = (column: Column, periods: number): boolean =>
  column.units === "sum" && (periods === 1 || ["sum", "first", "last"].includes(column.periods))

const contributed = (
  total: Total.Total,
  unit: number,
  place: Place,
  column: Column,
  figure: Figure.Figure
): ReadonlyArray<Contribution> => {
  const hasShares = isAdded(column, total.window.length) && figure.value !== null && figure.value !== 0
  return brought(total, unit, column).map((report) => ({
    ...place,
    ...report,
    share: hasShares ? report.value / figure.value! : null
  }))
}
