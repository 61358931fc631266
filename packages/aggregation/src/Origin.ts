/**
 * Where a restated figure comes from: the units of the old tree by the names they bore, what each of them reported,
 * which share of it lies here and what that share rests on.
 *
 * @since 0.1.0
 */
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import type * as Fraction from "@lienhoi/hierarchy/Fraction"
import * as Snapshot from "@lienhoi/hierarchy/Snapshot"
import type { Basis } from "@lienhoi/hierarchy/Weight"
import * as Columns from "./Columns.ts"
import type { Place, Question } from "./Explanation.ts"
import * as Fixed from "./Fixed.ts"
import { arrivals } from "./internal/arrivals.ts"
import { type Brought, brought } from "./internal/brought.ts"
import * as Mark from "./internal/mark.ts"
import * as OwnRow from "./internal/ownRow.ts"
import type { Restated } from "./Restated.ts"
import * as RestatedFigure from "./RestatedFigure.ts"
import * as Total from "./Total.ts"
import * as Transfer from "./Transfer.ts"

/** An old unit and what it brings. */
export interface Source extends Place {
  /** As they were on the day of its figures. */
  readonly name: string
  readonly code: string | null
  /** What it reported itself. */
  readonly value: number
  /** The share of it that lies here; 1 when it came whole. */
  readonly share: Fraction.Fraction
  /** What the share rests on; empty for 1. */
  readonly bases: ReadonlyArray<Basis>
  /** The unit of the new tree under which it arrived: its heir, or for a divided one the unit asked about. */
  readonly heir: string
  readonly reports: ReadonlyArray<Brought>
}

/** Everything behind a restated figure. */
export interface Origin {
  readonly figure: RestatedFigure.Figure
  /** On the new tree. */
  readonly path: string
  /** The tree on which it was reported, and the one on which it is read now. */
  readonly from: PlainDate
  readonly onto: PlainDate
  /** Units of the old tree, by their paths on it: those that came whole, then the divided ones. */
  readonly sources: ReadonlyArray<Source>
  /** Old units that should have reported and did not. */
  readonly missing: ReadonlyArray<Place>
  /** Old units in branches that nobody assigned yet: they may belong here or to another heir. */
  readonly unsettled: ReadonlyArray<Place>
  /** The figures of the units right below. */
  readonly children: ReadonlyArray<RestatedFigure.Figure>
  /** What a computed figure is computed from. */
  readonly inputs: ReadonlyArray<Origin>
}

/** Explains a restated figure; `null` where `RestatedFigure.of` knows none. */
export const explain = (restated: Restated, question: Question): Origin | null => {
  const figure = RestatedFigure.of(restated, question.unit, question.field)
  if (figure === null) return null
  const { total, transfer } = restated
  const { onto } = transfer
  const found = Total.column(total, question.field)
  return {
    figure,
    path: Snapshot.path(onto, question.unit),
    from: total.hierarchy.date,
    onto: onto.date,
    ...(found === null ? nobody : behind(restated, onto.index.get(question.unit)!, found.place)),
    children: Snapshot.children(onto, question.unit).flatMap(
      ({ id }) => RestatedFigure.of(restated, id, question.field) ?? []
    ),
    inputs: figure.inputs.flatMap(({ column }) => explain(restated, { unit: question.unit, field: column }) ?? [])
  }
}

type Behind = Pick<Origin, "sources" | "missing" | "unsettled">

const nobody: Behind = { sources: [], missing: [], unsettled: [] }

const behind = ({ total, transfer }: Restated, place: number, at: number): Behind => {
  const column = total.template.columns[at]!
  const sources: Array<Source> = []
  const missing: Array<Place> = []
  for (const { bases, heir, share, source } of arrivals(transfer, place)) {
    const { code, id, name } = total.hierarchy.units[source]!
    const mark = total.marks[source * total.template.columns.length + at]!
    const unit = { unit: id, path: Snapshot.path(total.hierarchy, id) }
    if (mark === Mark.silent && Total.isExpected(total, source, at)) missing.push(unit)
    if (!Mark.isFigure(mark)) continue
    const value = Fixed.quotient(Columns.own(total.columns, source, at)!, OwnRow.denominator(total, column))
    const reports = brought(total, source, column)
    sources.push({ ...unit, name, code, value, share, bases, heir: transfer.onto.units[heir]!.id, reports })
  }
  const unsettled = Transfer.unsettledWithin(transfer, place).flatMap((source) => {
    const { id } = total.hierarchy.units[source]!
    const isFigure = Mark.isFigure(total.marks[source * total.template.columns.length + at]!)
    return isFigure ? [{ unit: id, path: Snapshot.path(total.hierarchy, id) }] : []
  })
  return { sources, missing, unsettled }
}
