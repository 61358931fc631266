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
import type { Value } from "@lienhoi/template/Cell"
import * as Template from "@lienhoi/template/Template"
import * as Columns from "./Columns.ts"
import type { Place, Question } from "./Explanation.ts"
import * as Fixed from "./Fixed.ts"
import { arrivals } from "./internal/arrivals.ts"
import { type Brought, brought } from "./internal/brought.ts"
import * as Mark from "./internal/mark.ts"
import * as OwnRow from "./internal/ownRow.ts"
import * as Treatment from "./internal/treatment.ts"
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

/** What an old unit wrote where no number was asked. */
export interface Words extends Place {
  /** As they were on the day of its report. */
  readonly name: string
  readonly code: string | null
  readonly period: string
  /** Texts and dates as they were given; of several choices each, set off by commas. */
  readonly text: string
  /** The share of the unit that lies here. Words are not shared: a divided unit's stand with each of its heirs. */
  readonly share: Fraction.Fraction
}

/** What the old units behind a unit of the new tree wrote in a field that holds no number, each under its own name. */
export const words = ({ total, transfer }: Restated, { field: key, unit }: Question): ReadonlyArray<Words> => {
  const place = transfer.onto.index.get(unit)
  const field = Template.field(total.template.template, key)
  if (place === undefined || field === null || !Treatment.isWords(field)) return []
  return arrivals(transfer, place).flatMap(({ share, source }) => {
    const { code, id, name } = total.hierarchy.units[source]!
    const path = Snapshot.path(total.hierarchy, id)
    return Total.filedBy(total, source).flatMap((filed) => {
      const cell = filed?.cells[field.key]
      if (filed == null || typeof cell !== "object" || cell?.state !== "value") return []
      return [{ unit: id, path, name, code, period: filed.period, text: textOf(cell.value), share }]
    })
  })
}

const textOf = (value: Value): string =>
  Array.isArray(value)
    ? value.map((each) => (typeof each === "string" ? each : JSON.stringify(each))).join(", ")
    : String(value)

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
