/**
 * What is to be reached by a day: so many, so many per cent of something, something in every unit, so many more in every
 * unit. A target says “at least” and names the field that measures it; what has been reached is told by
 * `Attainment` of `@lienhoi/aggregation`.
 *
 * @since 0.1.0
 */
import type { PlainDate } from "@lienhoi/calendar/PlainDate"

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

/** In which way a local target asks less than the one above it: a lower value or a later day; `null` when it does not. */
export const lowers = (local: Target, above: Target): "value" | "by" | null => {
  if (!isComparable(local, above)) return null
  if (local.value < above.value) return "value"
  return isLater(local.by, above.by) ? "by" : null
}
