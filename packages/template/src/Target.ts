/**
 * What is to be reached by a day: so many, so many per cent of something, something in every unit, so many more in every
 * unit. A target says “at least” and names the field that measures it; what has been reached is told by
 * `Attainment` of `@lienhoi/aggregation`.
 *
 * @since 0.1.0
 */
import * as Period from "@lienhoi/calendar/Period"
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import * as Window from "@lienhoi/calendar/Window"

/**
 * | kind | reached when |
 * | --- | --- |
 * | absolute | the field comes to `value` |
 * | percent | the field is `value` per cent of its denominator; a ratio has its own |
 * | each-unit | the field comes to `value` in every unit of `level` |
 * | per-unit-plus | the field is above its base by `value` for every unit of `level` |
 */
export type Kind = "absolute" | "percent" | "each-unit" | "per-unit-plus"

/** Every kind. */
export const kinds: ReadonlyArray<Kind> = ["absolute", "percent", "each-unit", "per-unit-plus"]

/** A field on a day. */
export interface Reading {
  /** `null`: the template of the target itself. */
  readonly template: string | null
  readonly field: string
  /** The day whose figure counts; `null`: the day of the figure that is measured. */
  readonly at: PlainDate | null
}

/** The number of units of a level on the tree of a day; `null`: the day of the figure that is measured. */
export interface UnitCount {
  readonly units: string
  readonly at: PlainDate | null
}

/** One target, as written. */
export interface Target {
  readonly key: string
  readonly label: string
  readonly labelEn: string | null
  /** The template whose field measures it; `null` for the template that the target stands in. */
  readonly template: string | null
  readonly field: string
  readonly kind: Kind
  /** In the unit of the field; per cent, as 90, when the kind is `percent`. */
  readonly value: number
  /** Printed behind the value. */
  readonly unit: string | null
  /** Of what it is a percentage. */
  readonly of: Reading | UnitCount | null
  /** Whose units each have to reach it, or each add to it. */
  readonly level: string | null
  /** From where “plus” counts; 0 without. */
  readonly base: Reading | null
  /** The level at which it is to be reached. */
  readonly owner: string
  /** Only these units of the owner; `null`: each of them. */
  readonly units: ReadonlyArray<string> | null
  /** The day from which it is worked towards; `null`: the first of the term, of a `year-end` target the first of each year. */
  readonly from: PlainDate | null
  /** `year-end`: by 31 December, every year anew. `term-end`: by the end of the term of its set. */
  readonly by: PlainDate | "year-end" | "term-end"
  /** Documents it rests on. */
  readonly source: ReadonlyArray<string>
}

/** Whether its denominator is a number of units. */
export const isUnitCount = (of: Reading | UnitCount): of is UnitCount => "units" in of

const sameReading = (a: Reading | UnitCount | null, b: Reading | UnitCount | null): boolean => {
  if (a === null || b === null) return a === b
  if (isUnitCount(a) || isUnitCount(b)) return isUnitCount(a) && isUnitCount(b) && a.units === b.units
  return a.template === b.template && a.field.toLowerCase() === b.field.toLowerCase()
}

/**
 * Whether two targets measure the same in the same way, so that one can be held against the other. Absolute targets do so
 * at one level only: the number of a province is a part of the country's.
 */
export const isComparable = (a: Target, b: Target): boolean =>
  a.kind === b.kind &&
  a.template === b.template &&
  a.field.toLowerCase() === b.field.toLowerCase() &&
  a.level === b.level &&
  sameReading(a.of, b.of) &&
  (a.kind !== "absolute" || a.owner === b.owner)

const isLater = (a: Target["by"], b: Target["by"]): boolean => {
  if (a === b) return false
  if (b === "term-end") return false
  if (b === "year-end") return true
  return a === "term-end" || (a !== "year-end" && a > b)
}

/** A term of office, both days included. */
export interface Term {
  readonly from: PlainDate
  readonly to: PlainDate
}

/** What the days of a target depend on. */
export interface SpanQuestion {
  /** The period that is looked at; of a `year-end` target it says which year. */
  readonly period: Period.Period
  /** Of the template that measures it. */
  readonly window: Window.WindowRule
  /** Of the set it stands in; `null` inside a template. */
  readonly term: Term | null
}

/**
 * The days in which a target is worked towards, both included. The year of `year-end` is the data window of that year:
 * 15 December to 14 December where reports close on the 14th.
 *
 * @example
 * ```ts
 * import { Period } from "@lienhoi/calendar"
 * import { Target } from "@lienhoi/template"
 *
 * const term = { from: "2022-03-11", to: "2027-03-31" }
 * const of = (by: Target.Target["by"]) =>
 *   Target.spanOf({ from: null, by }, { period: Period.containing("month", "2024-10-01"), window: "calendar", term })
 *
 * of("year-end") // => { from: "2024-01-01", to: "2024-12-31" }
 * of("term-end") // => { from: "2022-03-11", to: "2027-03-31" }
 * of("2025-06-30") // => { from: "2022-03-11", to: "2025-06-30" }
 * ```
 */
export const spanOf = ({ by, from }: Pick<Target, "by" | "from">, question: SpanQuestion): Term => {
  const { period, term, window } = question
  const year = Window.of(Period.containing("year", by === "year-end" || by === "term-end" ? period.to : by), window)
  if (by === "year-end") return { from: from !== null && from > year.from ? from : year.from, to: year.to }
  const first = from ?? term?.from ?? year.from
  return { from: first, to: by === "term-end" ? (term?.to ?? year.to) : by }
}

/**
 * The periods whose figures count for a target up to the one that is looked at: those whose window ends inside its days,
 * in order. Of nine months, a term and periods on request only the one itself.
 *
 * @example
 * ```ts
 * import { Period } from "@lienhoi/calendar"
 * import { Target } from "@lienhoi/template"
 *
 * const period = Period.containing("quarter", "2024-08-01")
 * Target.periodsOf({ from: null, by: "year-end" }, { period, window: "fifteenth", term: null }).map(({ id }) => id) // => ["2024-Q1", "2024-Q2", "2024-Q3"]
 * ```
 */
export const periodsOf = (
  target: Pick<Target, "by" | "from">,
  question: SpanQuestion
): ReadonlyArray<Period.Period> => {
  const { period, window } = question
  if (period.type === "nine-months" || period.type === "term" || period.type === "ad-hoc") return [period]
  const { from, to } = spanOf(target, question)
  const found: Array<Period.Period> = []
  for (let one = period; Window.of(one, window).to >= from; one = Period.previous(one)) {
    if (Window.of(one, window).to <= to) found.unshift(one)
  }
  return found
}

/** Whether it is to be reached by a unit of that level itself; a named one of them when it names some. */
export const isOwedBy = ({ owner, units }: Target, unit: { readonly id: string; readonly level: string }): boolean =>
  unit.level === owner && (units === null || units.includes(unit.id))

/**
 * What the field of that target has to come to in one unit, as far as the target alone says it: `CHI_TIEU(x)` of a
 * submission. `null` when it does not, or asks nothing of this unit: a percentage waits for its denominator, “plus” for its
 * base.
 */
export const valueFor = (target: Target, unit: { readonly id: string; readonly level: string }): number | null => {
  switch (target.kind) {
    case "absolute":
      return isOwedBy(target, unit) ? target.value : null
    case "percent":
      return target.of === null && isOwedBy(target, unit) ? target.value / 100 : null
    case "each-unit":
      return target.level === unit.level ? target.value : null
    case "per-unit-plus":
      return target.level === unit.level && target.base === null ? target.value : null
  }
}

/** In which way a local target asks less than the one above it: a lower value or a later day; `null` when it does not. */
export const lowers = (local: Target, above: Target): "value" | "by" | null => {
  if (!isComparable(local, above)) return null
  if (local.value < above.value) return "value"
  return isLater(local.by, above.by) ? "by" : null
}
