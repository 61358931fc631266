/**
 * One figure of a total, with all that must be said beside it: its state, who reported, who is missing, what is estimated
 * or carried forward, and for a share both of its parts.
 *
 * @since 0.1.0
 */
import type { Column } from "@lienhoi/template/Column"
import type { Field } from "@lienhoi/template/Field"
import * as Template from "@lienhoi/template/Template"
import type { Bilingual } from "@lienhoi/words/Language"
import * as Columns from "./Columns.ts"
import * as Fixed from "./Fixed.ts"
import * as Mark from "./internal/mark.ts"
import * as Owed from "./internal/owed.ts"
import * as OwnRow from "./internal/ownRow.ts"
import { texts } from "./internal/texts.ts"
import * as Treatment from "./internal/treatment.ts"
import { within } from "./internal/within.ts"
import * as State from "./State.ts"
import * as Total from "./Total.ts"

/** How many units at or under one stand behind a figure. `reported + missing = expected`. */
export interface Counts {
  /** Gave a figure; a declared zero is one. */
  readonly reported: number
  /** Are asked for a figure and owe a report, those aside to whom the question does not apply. */
  readonly expected: number
  readonly missing: number
  readonly notApplicable: number
  /** Gave a figure that runs ahead of the period. */
  readonly estimated: number
  /** Are counted with an earlier figure. */
  readonly carried: number
  /** Gave a figure for some periods of the window and not for others. */
  readonly partial: number
  /** Were sent back and still count on this basis. */
  readonly returned: number
}

/** A figure. Of a computed one, such as a share, each count is the worst of its inputs. */
export interface Figure extends Counts {
  readonly unit: string
  readonly column: string
  readonly state: State.State
  /** A share runs from 0 to 1. `null` without a figure. */
  readonly value: number | null
  /** The exact value as `whole/denominator` when it is beyond what a number holds exactly, else `null`. */
  readonly exact: string | null
  /** Why there is no figure, when the question does not apply. */
  readonly reason: Bilingual | null
  /** What the unit itself gave. */
  readonly own: { readonly state: State.State; readonly value: number | null }
  /** For a figure that counts units of one level: how many such units there are. */
  readonly outOf: number | null
  /** What a computed figure is computed from; of a share the numerator and the denominator, in this order. */
  readonly inputs: ReadonlyArray<Figure>
}

/**
 * The figure of a unit in a column or ratio; `null` when the tree has no such unit or the template nothing of that key
 * that is rolled up.
 *
 * A ratio has no operator: each part follows its own operators over periods and units, then they are divided.
 */
export const of = (total: Total.Total, unit: string, key: string): Figure | null => {
  const place = total.hierarchy.index.get(unit)
  if (place === undefined) return null
  const found = Total.column(total, key)
  if (found !== null) return folded(total, place, found.column, found.place)
  const field = Template.field(total.template.template, key)
  return field === null ? null : computed(total, unit, field)
}

/** What the unit itself said: where nothing is expected of it, silence is not a gap. */
const ownState = (total: Total.Total, place: number, at: number): State.State => {
  const mark = total.marks[place * total.template.columns.length + at]!
  return mark === Mark.silent && !Total.isExpected(total, place, at) ? "not-applicable" : Mark.stateOf(mark)
}

/** What an own figure, or a total, has to be divided by to be what people mean. */
const divisor = (total: Total.Total, place: number, column: Column, at: number): bigint =>
  OwnRow.denominator(total, column) *
  (column.units === "average" ? BigInt(Columns.reported(total.columns, place, at)) : 1n)

const totalValue = (total: Total.Total, place: number, column: Column, at: number): number | null => {
  const reported = Columns.reported(total.columns, place, at)
  if (column.units === "count") return reported === 0 ? null : reported
  const whole = Columns.total(total.columns, place, at)
  return whole === null ? null : Fixed.quotient(whole, divisor(total, place, column, at))
}

/** The total of a column as an exact fraction, not reduced; `null` without a figure and for what is computed from totals. */
export const exactly = (
  total: Total.Total,
  unit: string,
  key: string
): { readonly numerator: bigint; readonly denominator: bigint } | null => {
  const place = total.hierarchy.index.get(unit)
  const found = Total.column(total, key)
  if (place === undefined || found === null) return null
  const whole =
    found.column.units === "count"
      ? totalValue(total, place, found.column, found.place)
      : Columns.total(total.columns, place, found.place)
  const denominator = found.column.units === "count" ? 1n : divisor(total, place, found.column, found.place)
  return whole === null ? null : { numerator: BigInt(whole), denominator }
}

const ownValue = (total: Total.Total, place: number, column: Column, at: number): number | null => {
  const whole = Columns.own(total.columns, place, at)
  return whole === null ? null : Fixed.quotient(whole, OwnRow.denominator(total, column))
}

const folded = (total: Total.Total, place: number, column: Column, at: number): Figure => {
  const { counts, silentBecause, strongest } = survey(total, place, at)
  const said = ownState(total, place, at)
  const value = totalValue(total, place, column, at)
  const whole = column.units === "count" ? null : Columns.total(total.columns, place, at)
  const state = column.units === "none" ? said : column.units === "count" && value !== null ? "value" : strongest
  const because = column.units === "none" && said === "not-applicable" ? place : silentBecause
  return {
    unit: total.hierarchy.units[place]!.id,
    column: column.key,
    state,
    value,
    exact: whole === null ? null : Fixed.beyond(whole, divisor(total, place, column, at)),
    reason: state === "not-applicable" ? reasonAt(total, because, column, at) : null,
    own: { state: said, value: ownValue(total, place, column, at) },
    outOf: outOf(total, place, column),
    inputs: [],
    ...counts
  }
}

/** Counts who stands behind a figure. In breadth-first order each generation below a unit is one range. */
const survey = (
  total: Total.Total,
  place: number,
  at: number
): { readonly counts: Counts; readonly strongest: State.State; readonly silentBecause: number } => {
  const { hierarchy, marks, template } = total
  const width = template.columns.length
  const counts = {
    reported: 0,
    expected: 0,
    missing: 0,
    notApplicable: 0,
    estimated: 0,
    carried: 0,
    partial: 0,
    returned: 0
  }
  let strongest: State.State = "not-applicable"
  let silentBecause = -1
  let from = place
  let to = place + 1
  while (from < to) {
    for (let unit = from; unit < to; unit++) {
      const mark = marks[unit * width + at]!
      if (mark === Mark.silent) counts.missing += Total.isExpected(total, unit, at) ? 1 : 0
      else if (mark === Mark.notApplicable) {
        counts.notApplicable++
        if (silentBecause < 0) silentBecause = unit
      } else {
        counts.reported++
        if (mark & Mark.estimated) counts.estimated++
        if (mark & Mark.carried) counts.carried++
        if (mark & Mark.partial) counts.partial++
        if (mark & Mark.returned) counts.returned++
        strongest = State.join(strongest, Mark.stateOf(mark))
      }
    }
    const last = to - 1
    to = hierarchy.firstChild[last]! + hierarchy.childCount[last]!
    from = hierarchy.firstChild[from]!
  }
  if (counts.missing > 0) strongest = State.join(strongest, "missing")
  counts.expected = counts.reported + counts.missing
  return { counts, strongest, silentBecause }
}

/** Why the question does not apply, in the words of the unit at `place` when it gave any. */
export const reasonAt = (total: Total.Total, place: number, { key, units }: Column, at: number): Bilingual => {
  if (place < 0) return texts["not-applicable.nobody-asked"]
  if (total.marks[place * total.template.columns.length + at] === Mark.silent)
    return texts[units === "none" ? "not-applicable.own-only" : "not-applicable.nobody-asked"]
  for (const filed of Total.filedBy(total, place)) {
    const cell = filed?.cells[key]
    if (typeof cell === "object" && cell?.state === "not-applicable") return { vi: cell.reason, en: cell.reason }
  }
  return texts["not-applicable.not-combined"]
}

/** A field that counts units of a level is measured against the living units of that level at or under the unit. */
const outOf = ({ closed, hierarchy }: Total.Total, place: number, { field }: Column): number | null => {
  const level = Treatment.countedLevel(field)
  if (level === null) return null
  return within(hierarchy, place).filter((unit) => {
    const each = hierarchy.units[unit]!
    return each.level === level && !closed.has(each.id)
  }).length
}

/** A field that is not folded itself: its total is computed from other totals. */
const computed = (total: Total.Total, unit: string, field: Field): Figure | null => {
  const inputs = Owed.inputs(total.template.template, field).flatMap(({ key }) => of(total, unit, key) ?? [])
  if (inputs.length === 0) return null
  const worst = (count: (figure: Figure) => number): number => Math.max(...inputs.map(count))
  const place = total.hierarchy.index.get(unit)!
  const { state, value } = derive(
    total,
    field,
    inputs.map((figure) => figure.own.state),
    (column, at) => ownValue(total, place, column, at)
  )
  return {
    unit,
    column: field.key,
    ...derive(
      total,
      field,
      inputs.map((figure) => figure.state),
      (column, at) => totalValue(total, place, column, at)
    ),
    exact: null,
    own: { state, value },
    outOf: null,
    inputs,
    reported: Math.min(...inputs.map((figure) => figure.reported)),
    expected: worst((figure) => figure.expected),
    missing: worst((figure) => figure.missing),
    notApplicable: worst((figure) => figure.notApplicable),
    estimated: worst((figure) => figure.estimated),
    carried: worst((figure) => figure.carried),
    partial: worst((figure) => figure.partial),
    returned: worst((figure) => figure.returned)
  }
}

/** Nothing can be computed from what is missing, and nothing can be divided by 0. */
const derive = (
  total: Total.Total,
  field: Field,
  states: ReadonlyArray<State.State>,
  worth: (column: Column, at: number) => number | null
): Pick<Figure, "state" | "value" | "reason"> => {
  const value = total.template.derive(field.key, (key) => {
    const found = Total.column(total, key)
    return found && worth(found.column, found.place)
  })
  if (value !== null) return { state: "value", value, reason: null }
  if (states.includes("missing")) return { state: "missing", value, reason: null }
  return { state: "not-applicable", value, reason: texts["not-applicable.not-computed"] }
}
