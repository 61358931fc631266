/**
 * Rolls reports up over periods and units, keeps the totals up to date one report at a time, and explains every figure.
 *
 * Periods are folded first, then units. A total is exact on whole numbers and on decimals with a fixed number of places,
 * does not depend on the order in which reports arrive, and is the same whether it is computed in one step or level by
 * level (law Roll-up).
 *
 * @since 0.1.0
 */
import type { Period } from "@lienhoi/calendar/Period"
import { format } from "@lienhoi/calendar/PlainDate"
import * as Window from "@lienhoi/calendar/Window"
import type { Hierarchy } from "@lienhoi/hierarchy/Hierarchy"
import type { Snapshot } from "@lienhoi/hierarchy/Snapshot"
import type { Unit } from "@lienhoi/hierarchy/Unit"
import type { Duty } from "@lienhoi/report/Duty"
import type * as Report from "@lienhoi/report/Report"
import type { Compiled } from "@lienhoi/template/Compiled"
import type { Issue } from "@lienhoi/words/Issue"
import * as Columns from "./Columns.ts"
import * as Filed from "./Filed.ts"
import * as Fixed from "./Fixed.ts"
import { graft } from "./internal/closed.ts"
import * as Owed from "./internal/owed.ts"
import * as OwnRow from "./internal/ownRow.ts"
import { issue } from "./internal/texts.ts"
import type { LastPolicy, Total } from "./Total.ts"

export { type Explanation, explain } from "./Explanation.ts"
export { type Figure, of as cell } from "./Figure.ts"
export { askedByLevel as asked } from "./internal/owed.ts"
export { onto as restate, type Restatement } from "./Restated.ts"
export type { Total } from "./Total.ts"

/** What is rolled up. */
export interface Question {
  /** The tree of the template's reference day. */
  readonly hierarchy: Snapshot
  /**
   * Everything recorded about the tree. With it, units that ended inside the window are counted too: what they reported
   * while they lived, and the flows of their closing reports, stand with their heirs. A report whose period lies wholly
   * outside the life of its unit is left out and listed.
   */
  readonly history?: Hierarchy
  readonly template: Compiled
  /** One period, or several in their order: the months of a year to date (lũy kế). */
  readonly period: Period | ReadonlyArray<Period>
  /** One for each report as it stands: see `Filed.fromReports`. */
  readonly reports: Iterable<Filed.Filed>
  readonly basis: Report.Basis
  /** Who owes a report. Without duties every unit the template applies to does. */
  readonly duties?: Iterable<Duty>
  /** For fields that take the last period of several; `missing` unless said otherwise. */
  readonly last?: LastPolicy
  /** Periods before the window, the oldest first, from which figures may be carried forward. */
  readonly earlier?: ReadonlyArray<Period>
}

/** What is now filed for a unit and a period; `filed` is `null` when nothing is any longer. */
export interface Change {
  readonly unit: string
  readonly period: string
  readonly filed: Filed.Filed | null
}

/**
 * Rolls everything up. Of several reports of one unit and period the highest revision counts, whichever came first.
 * What cannot be counted is listed by `Total.leftOut`.
 */
export const rollUp = (question: Question): Total => {
  const total = empty(question)
  for (const filed of question.reports) file(total, filed)
  const row = Columns.emptyRow(total.columns)
  for (let place = 0; place < total.hierarchy.units.length; place++) writeRow(total, place, row, Columns.write)
  Columns.rollUp(total.columns)
  return total
}

/**
 * Brings a total up to date, in place, after one report came, changed or was sent back: only the totals on the way from
 * its unit to the root are touched, and the result equals a full recomputation.
 */
export const apply = (total: Total, change: Change): Total => {
  const place = total.hierarchy.index.get(change.unit)
  const at = periodPlace(total, change.period)
  total.leftOut.delete(filedKey(change))
  if (place !== undefined && at >= 0) total.filed[place * total.periods.length + at] = null
  if (change.filed !== null) file(total, change.filed)
  if (place !== undefined && at >= 0) writeRow(total, place, Columns.emptyRow(total.columns), Columns.update)
  return total
}

const writeRow = (total: Total, place: number, row: Columns.Row, write: typeof Columns.write): void => {
  const { id } = total.hierarchy.units[place]!
  const problems = OwnRow.read(total, place, row)
  if (problems.length > 0) total.leftOut.set(id, problems)
  else total.leftOut.delete(id)
  write(total.columns, place, row)
}

/** Puts a report in its place, or on the list of what is left out. */
const file = (total: Total, filed: Filed.Filed): void => {
  if (!Filed.counts(filed.status, total.figures)) return
  const place = total.hierarchy.index.get(filed.unit)
  const at = periodPlace(total, filed.period)
  const why = reasonToLeaveOut(total, filed, place, at)
  if (why !== null) {
    total.leftOut.set(filedKey(filed), [why])
    return
  }
  const slot = place! * total.periods.length + at
  const isClosing = total.closed.get(filed.unit)?.closing === at
  const counted = isClosing ? Filed.flowsOnly(filed, total.template) : filed
  if (filed.revision >= (total.filed[slot]?.revision ?? 0)) total.filed[slot] = counted
}

const reasonToLeaveOut = (
  total: Total,
  { period, template: filledIn, unit }: Filed.Filed,
  place: number | undefined,
  at: number
): Issue | null => {
  const { hierarchy } = total
  const { template } = total.template
  const details = { severity: "warning", path: [unit, period] } as const
  if (filledIn !== undefined && (filledIn.lineage !== template.lineage || filledIn.version !== template.version)) {
    const params = { unit, period, template: filledIn.id, version: filledIn.version, target: template.version }
    return issue("filed.not-comparable", params, details)
  }
  if (place === undefined) return issue("filed.unit-unknown", { unit, period, date: format(hierarchy.date) }, details)
  if (at < 0) return issue("filed.period-outside", { unit, period }, details)
  if (livesIn(total, hierarchy.units[place]!, at)) return null
  return issue("filed.outside-life", { unit, period, life: lifeOf(total, hierarchy.units[place]!) }, details)
}

/** Whether the unit lived on some day of the period's window, as far as that is known. */
const livesIn = (
  { closed, dated, periods, template }: Pick<Total, "closed" | "dated" | "periods" | "template">,
  { id, since }: Unit,
  at: number
): boolean => {
  if (!dated) return true
  const window = Window.of(periods[at]!, template.template.window)
  return since <= window.to && window.from <= (closed.get(id)?.lastDay ?? window.to)
}

const lifeOf = ({ closed }: Total, { id, since }: Unit): string => {
  const last = closed.get(id)?.lastDay
  return `${format(since)} – ${last === undefined ? "" : format(last)}`.trim()
}

const periodPlace = (total: Total, period: string): number => total.periods.findIndex(({ id }) => id === period)

const filedKey = ({ period, unit }: { readonly unit: string; readonly period: string }): string =>
  JSON.stringify([unit, period])

const empty = (question: Question): Total => {
  const { history, template } = question
  const window = "id" in question.period ? [question.period] : question.period
  const periods = [...(question.earlier ?? []), ...window]
  const windows = periods.map((period) => Window.of(period, template.template.window))
  const { closed, hierarchy } =
    history === undefined
      ? { hierarchy: question.hierarchy, closed: new Map() }
      : graft(question.hierarchy, history, template, windows)
  const known = { closed, dated: history !== undefined, periods, template }
  return {
    ...known,
    hierarchy,
    window,
    figures: question.basis,
    last: question.last ?? "missing",
    columns: Columns.make(
      hierarchy,
      template.columns.map((column) => column.units)
    ),
    places: new Map(template.columns.map(({ key }, place) => [key.toLowerCase(), place])),
    marks: new Uint8Array(hierarchy.units.length * template.columns.length),
    filed: new Array(hierarchy.units.length * periods.length).fill(null),
    owed:
      question.duties === undefined
        ? Owed.byTemplate(template.template, hierarchy, periods, (unit, at) => livesIn(known, unit, at))
        : Owed.byDuties(question.duties, hierarchy, periods),
    asked: Owed.askedByLevel(template, hierarchy),
    parts: Fixed.commonMultiple(window.length),
    leftOut: new Map()
  }
}
