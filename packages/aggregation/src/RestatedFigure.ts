/**
 * One figure of a restated total, with how far it can be trusted and which units of the old tree stand behind it.
 *
 * @since 0.1.0
 */
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import * as Fraction from "@lienhoi/hierarchy/Fraction"
import type { Column } from "@lienhoi/template/Column"
import type { Field } from "@lienhoi/template/Field"
import * as Template from "@lienhoi/template/Template"
import type { Bilingual } from "@lienhoi/words/Language"
import * as Certainty from "./Certainty.ts"
import * as Columns from "./Columns.ts"
import * as Fixed from "./Fixed.ts"
import * as Behind from "./internal/behind.ts"
import * as Gather from "./internal/gather.ts"
import * as Mark from "./internal/mark.ts"
import * as Owed from "./internal/owed.ts"
import * as OwnRow from "./internal/ownRow.ts"
import { texts } from "./internal/texts.ts"
import * as Treatment from "./internal/treatment.ts"
import { within } from "./internal/within.ts"
import type { Restated } from "./Restated.ts"
import type * as State from "./State.ts"
import * as Total from "./Total.ts"
import * as Transfer from "./Transfer.ts"

/** A count of units of a redrawn level: what it was on its day, and how many such units there are on the new tree. */
export interface Recount {
  readonly level: string
  /** Units of the level at or under the unit on the new tree. */
  readonly living: number
  /** What the units said that went here whole, out of how many of the level, on that day. */
  readonly dated: { readonly on: PlainDate; readonly value: number | null; readonly outOf: number }
  /** Units of the level that lie here only partly; they are in neither number. */
  readonly divided: number
}

/** A restated figure. The counts are of units of the tree on which it was reported: completeness is that of its day. */
export interface Figure extends Behind.Counts {
  /** On the new tree. */
  readonly unit: string
  readonly column: string
  readonly certainty: Certainty.Certainty
  readonly state: State.State
  /** `null` without a figure. A share runs from 0 to 1. */
  readonly value: number | null
  /** The exact value as `whole/denominator` where a number cannot hold it, else `null`. */
  readonly exact: string | null
  /** Why there is no figure. */
  readonly reason: Bilingual | null
  /** Of a field that counts units of a redrawn level. */
  readonly recount: Recount | null
  /** What a computed figure is computed from; of a share the numerator and the denominator. */
  readonly inputs: ReadonlyArray<Figure>
}

/**
 * The figure of a unit of the new tree; `null` when that tree has no such unit or the template no such number.
 *
 * A ratio is computed from its restated parts.
 */
export const of = (restated: Restated, unit: string, key: string): Figure | null => {
  const place = restated.transfer.onto.index.get(unit)
  if (place === undefined) return null
  const found = Total.column(restated.total, key)
  if (found !== null) return folded(restated, place, found.column, found.place)
  const field = Template.field(restated.total.template.template, key)
  return field === null ? null : computed(restated, unit, field)
}

/** The restated figure as an exact fraction in lowest terms; `null` without one and for what is computed from others. */
export const exactly = (restated: Restated, unit: string, key: string): Fraction.Fraction | null => {
  const place = restated.transfer.onto.index.get(unit)
  const found = Total.column(restated.total, key)
  if (place === undefined || found === null) return null
  return worth(restated, place, found.column, found.place).fraction
}

interface Worth {
  readonly certainty: Certainty.Certainty
  readonly fraction: Fraction.Fraction | null
  readonly reason: Bilingual | null
}

const nothing: Worth = { certainty: "exact", fraction: null, reason: null }

/** Where a branch that gave a figure may belong here or to another heir, no figure is more than an estimate. */
const worth = (restated: Restated, place: number, column: Column, at: number): Worth => {
  const found = settled(restated, place, column, at)
  const isOpen = Transfer.unsettledWithin(restated.transfer, place).some((source) =>
    Mark.isFigure(Behind.mark(restated, source, at))
  )
  return isOpen && found.certainty !== "not-restated" ? { ...found, certainty: "estimated" } : found
}

const settled = (restated: Restated, place: number, column: Column, at: number): Worth => {
  const { total, transfer } = restated
  switch (Treatment.ofColumn(column, transfer)) {
    case "added":
      return scaled(total, column, added(restated, place, column, at))
    case "picked":
      return scaled(total, column, picked(restated, place, column, at))
    case "kept":
      return kept(restated, place, column, at)
    case "recounted":
      return { certainty: "not-restated", fraction: null, reason: texts["restate.counts-units"] }
    case "never":
      return { certainty: "not-restated", fraction: null, reason: texts["restate.unique"] }
  }
}

const scaled = (total: Total.Total, column: Column, { certainty, fraction, reason }: Worth): Worth => ({
  certainty,
  fraction: fraction && Fraction.make(fraction.numerator, fraction.denominator * OwnRow.denominator(total, column)),
  reason
})

/** Whole figures, and shares of those that divided units gave; an average is divided by as many units and shares. */
const added = (restated: Restated, place: number, { units }: Column, at: number): Worth => {
  const whole = Gather.total(restated.gathered, place, at)
  const { denominator, parts } = Transfer.partlyWithin(restated.transfer, place)
  const reporting = parts.filter(({ source }) => Mark.isFigure(Behind.mark(restated, source, at)))
  if (whole === null && reporting.length === 0) return nothing
  const shared = { numerator: partsOf(restated, place, at), denominator }
  const sum = Fraction.add({ numerator: BigInt(whole ?? 0), denominator: 1n }, shared)
  // Nothing happened anywhere in a unit that says so, nor in any part of it.
  const isEstimate = reporting.some(({ source }) => Mark.said(Behind.mark(restated, source, at)) === Mark.value)
  const certainty = isEstimate ? "estimated" : "exact"
  if (units === "sum") return { certainty, fraction: sum, reason: null }
  const weights = reporting.reduce((all, { weight }) => all + weight, 0n)
  const count = BigInt(Gather.reported(restated.gathered, place, at)) * denominator + weights
  const average = Fraction.make(sum.numerator * denominator, sum.denominator * count)
  return { certainty: reporting.length > 0 ? "estimated" : "exact", fraction: average, reason: null }
}

/** The sum of parts in whole numbers of the holding's denominator. */
const partsOf = (restated: Restated, place: number, at: number): bigint => {
  const { holdingRow, numerators, total, transfer } = restated
  const row = holdingRow.get(place)
  if (row === undefined) return 0n
  const numerator = numerators[row * total.template.columns.length + at]!
  if (!Number.isNaN(numerator)) return BigInt(numerator)
  return Transfer.partlyWithin(transfer, place).parts.reduce(
    (sum, { source, weight }) => sum + BigInt(Columns.own(total.columns, source, at) ?? 0) * weight,
    0n
  )
}

/** The greatest or least figure. That of a divided unit only bounds that of its part; it says nothing new where a whole unit exceeds it. */
const picked = (restated: Restated, place: number, { units }: Column, at: number): Worth => {
  const whole = Gather.total(restated.gathered, place, at)
  const exceeds = (a: number | bigint, b: number | bigint): boolean => (units === "max" ? a > b : a < b)
  let extreme = whole
  for (const { source } of Transfer.partlyWithin(restated.transfer, place).parts) {
    const own = Columns.own(restated.total.columns, source, at)
    if (own !== null && (extreme === null || exceeds(own, extreme))) extreme = own
  }
  if (extreme === null) return nothing
  const certainty = extreme === whole ? "exact" : "bound"
  return { certainty, fraction: { numerator: BigInt(extreme), denominator: 1n }, reason: null }
}

/** First, last and how many: only while every unit that gave a figure lives on. */
const kept = (restated: Restated, place: number, column: Column, at: number): Worth => {
  const { total, transfer } = restated
  const moved = Transfer.sourcesWithin(transfer, place).some(
    (source) => Mark.isFigure(Behind.mark(restated, source, at)) && !Transfer.livesOn(transfer, source)
  )
  if (moved) return { certainty: "not-restated", fraction: null, reason: texts["restate.order"] }
  const reported = Gather.reported(restated.gathered, place, at)
  if (reported === 0) return nothing
  if (column.units === "count")
    return { certainty: "exact", fraction: { numerator: BigInt(reported), denominator: 1n }, reason: null }
  const figure = BigInt(Gather.total(restated.gathered, place, at)!)
  return scaled(total, column, { certainty: "exact", fraction: { numerator: figure, denominator: 1n }, reason: null })
}

const asNumber = ({ numerator, denominator }: Fraction.Fraction): number => Fixed.quotient(numerator, denominator)

const folded = (restated: Restated, place: number, column: Column, at: number): Figure => {
  const { certainty, fraction, reason } = worth(restated, place, column, at)
  const { counts, strongest } = Behind.survey(restated, place, at)
  const state = certainty === "not-restated" ? "not-applicable" : strongest
  return {
    unit: restated.transfer.onto.units[place]!.id,
    column: column.key,
    certainty,
    state: column.units === "count" && fraction !== null ? "value" : state,
    value: fraction && asNumber(fraction),
    exact: fraction && Fixed.beyond(fraction.numerator, fraction.denominator),
    reason: reason ?? (state === "not-applicable" ? texts["not-applicable.nobody-asked"] : null),
    recount: recount(restated, place, column, at),
    inputs: [],
    ...counts
  }
}

const recount = (restated: Restated, place: number, column: Column, at: number): Recount | null => {
  const { total, transfer } = restated
  const level = Treatment.countedLevel(column.field)
  if (level === null || Treatment.ofColumn(column, transfer) !== "recounted") return null
  const isOfLevel = (source: number): boolean => {
    const unit = total.hierarchy.units[source]!
    return unit.level === level && !total.closed.has(unit.id)
  }
  const whole = Transfer.wholeWithin(transfer, place)
  const said = whole.flatMap((source) => Columns.own(total.columns, source, at) ?? [])
  const value = said.length === 0 ? null : said.reduce(Fixed.add)
  return {
    level,
    living: within(transfer.onto, place).filter((unit) => transfer.onto.units[unit]!.level === level).length,
    dated: {
      on: total.hierarchy.date,
      value: value === null ? null : Fixed.quotient(value, OwnRow.denominator(total, column)),
      outOf: whole.filter(isOfLevel).length
    },
    divided: Transfer.partlyWithin(transfer, place).parts.filter(({ source }) => isOfLevel(source)).length
  }
}

/** A field that is not folded itself: computed from restated figures, as sure as the least sure of them. */
const computed = (restated: Restated, unit: string, field: Field): Figure | null => {
  const { template } = restated.total
  const inputs = Owed.inputs(template.template, field).flatMap(({ key }) => of(restated, unit, key) ?? [])
  if (inputs.length === 0) return null
  const byColumn = new Map(inputs.map((input) => [input.column.toLowerCase(), input.value]))
  const certainty = Certainty.least(inputs.map((input) => input.certainty))
  const value =
    certainty === "not-restated" ? null : template.derive(field.key, (key) => byColumn.get(key.toLowerCase()) ?? null)
  const isMissing = inputs.some(({ state }) => state === "missing")
  const refused = inputs.find((input) => input.certainty === "not-restated")
  const worst = (count: (figure: Figure) => number): number => Math.max(...inputs.map(count))
  return {
    unit,
    column: field.key,
    certainty,
    state: value !== null ? "value" : isMissing && refused === undefined ? "missing" : "not-applicable",
    value,
    exact: null,
    reason:
      value !== null || (isMissing && refused === undefined)
        ? null
        : (refused?.reason ?? texts["not-applicable.not-computed"]),
    recount: refused?.recount ?? null,
    inputs,
    reported: Math.min(...inputs.map((figure) => figure.reported)),
    expected: worst((figure) => figure.expected),
    missing: worst((figure) => figure.missing),
    notApplicable: worst((figure) => figure.notApplicable),
    estimated: worst((figure) => figure.estimated),
    carried: worst((figure) => figure.carried),
    partial: worst((figure) => figure.partial),
    returned: worst((figure) => figure.returned),
    divided: worst((figure) => figure.divided)
  }
}
