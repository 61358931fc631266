/**
 * The derived columns beside a figure: what was planned, this period, since the first of the year, the same period of the
 * year before, and per cent of either. None of them is typed; every one follows from totals.
 *
 * **Missing values**, as in formulas: what is computed from a missing figure is missing. A division by 0 is not
 * applicable, with that reason. A ratio is divided from its parts in each column; its percentages compare the two shares.
 *
 * @since 0.1.0
 */
import * as Period from "@lienhoi/calendar/Period"
import type { PeriodType } from "@lienhoi/calendar/PeriodType"
import * as Field from "@lienhoi/template/Field"
import type { ComparisonColumn } from "@lienhoi/template/Template"
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Bilingual } from "@lienhoi/words/Language"
import * as Figure from "./Figure.ts"
import { type Reading, reading } from "./internal/reading.ts"
import type { Restated } from "./Restated.ts"
import type * as State from "./State.ts"
import type { Total } from "./Total.ts"

/** Every column, in the order of a printed annex. */
export const columns: ReadonlyArray<ComparisonColumn> = [
  "plan",
  "period",
  "year-to-date",
  "last-year",
  "of-plan",
  "of-last-year"
]

/** What each is called in print. */
export const columnNames: { readonly [C in ComparisonColumn]: Bilingual } = {
  plan: { vi: "Kế hoạch", en: "Plan" },
  period: { vi: "Thực hiện kỳ này", en: "This period" },
  "year-to-date": { vi: "Lũy kế", en: "Year to date" },
  "last-year": { vi: "Cùng kỳ năm trước", en: "Same period last year" },
  "of-plan": { vi: "% kế hoạch", en: "% of plan" },
  "of-last-year": { vi: "% cùng kỳ", en: "% of last year" }
}

/** One cell of the table. */
export interface Cell {
  readonly state: State.State
  /** A share runs from 0 to 1, and so do the two percentages: 1 is all of the plan, or as much as last year. */
  readonly value: number | null
  /** Why there is none. */
  readonly because: Bilingual | null
  readonly estimated: boolean
  /** How many units are missing behind it, at most. */
  readonly missing: number
}

/** One field. */
export interface Row {
  readonly field: Field.Field
  readonly cells: { readonly [C in ComparisonColumn]: Cell }
}

/** One section, with the columns it prints. */
export interface Section {
  readonly key: string
  readonly title: string
  readonly columns: ReadonlyArray<ComparisonColumn>
  readonly rows: ReadonlyArray<Row>
}

/** What the columns are made of. */
export interface Question {
  readonly unit: string
  /** Of the period that is looked at. */
  readonly period: Total
  /** Of the periods from the year's first to this one. */
  readonly yearToDate: Total
  /** Of the same period of the year before, on its own tree or restated on this one; `null`: nothing is known of it. */
  readonly lastYear: Total | Restated | null
  /** What a field is to come to in the year; `null`: nothing is planned. */
  readonly plan?: (field: Field.Field) => number | null
  /** Of sections that name none; without it those are left out. */
  readonly columns?: ReadonlyArray<ComparisonColumn>
}

const texts = Catalogue.make({
  "no-plan": { vi: "chưa giao kế hoạch", en: "nothing was planned" },
  "no-figure": { vi: "chưa có số", en: "there is no figure" },
  "plan-zero": { vi: "kế hoạch bằng 0, không tính được phần trăm", en: "the plan is 0, there is no percentage" },
  "year-zero": {
    vi: "cùng kỳ năm trước bằng 0, không tính được phần trăm",
    en: "the same period last year is 0, there is no percentage"
  }
})

const missing = (code: keyof typeof texts, behind = 0): Cell => ({
  state: "missing",
  value: null,
  because: texts[code],
  estimated: false,
  missing: behind
})

const figure = (of: Reading | null): Cell =>
  of === null
    ? missing("no-figure")
    : {
        state: of.state,
        value: of.value,
        because: of.reason ?? (of.value === null ? texts["no-figure"] : null),
        estimated: of.estimated,
        missing: of.missing
      }

/**
 * One figure as a share of another, by the rule for missing values.
 *
 * @example
 * ```ts
 * import { Comparison } from "@lienhoi/aggregation"
 *
 * const cell = (value: number | null): Comparison.Cell => ({
 *   state: value === null ? "missing" : "value", value, because: null, estimated: false, missing: 0
 * })
 *
 * Comparison.share(cell(120), cell(400), "plan").value // => 0.3
 * Comparison.share(cell(null), cell(400), "plan").state // => "missing"
 * Comparison.share(cell(120), cell(0), "last-year").because?.vi // => "cùng kỳ năm trước bằng 0, không tính được phần trăm"
 * ```
 */
export const share = (part: Cell, whole: Cell, of: "plan" | "last-year"): Cell => {
  const together = { estimated: part.estimated || whole.estimated, missing: Math.max(part.missing, whole.missing) }
  for (const one of [whole, part]) {
    if (one.value === null) return { state: one.state, value: null, because: one.because, ...together }
  }
  return whole.value === 0
    ? { state: "not-applicable", value: null, because: texts[of === "plan" ? "plan-zero" : "year-zero"], ...together }
    : { state: "value", value: part.value! / whole.value!, because: null, ...together }
}

const planned = (value: number | null): Cell =>
  value === null ? missing("no-plan") : { state: "value", value, because: null, estimated: false, missing: 0 }

const rowOf = ({ lastYear, period, plan, unit, yearToDate }: Question, field: Field.Field): Row | null => {
  const now = Figure.of(period, unit, field.key)
  if (now === null) return null
  const of = (total: Total | Restated | null): Cell => figure(total === null ? null : reading(total, unit, field.key))
  const cells = {
    plan: planned(plan?.(field) ?? null),
    period: of(period),
    "year-to-date": of(yearToDate),
    "last-year": of(lastYear)
  }
  return {
    field,
    cells: {
      ...cells,
      "of-plan": share(cells["year-to-date"], cells.plan, "plan"),
      "of-last-year": share(cells.period, cells["last-year"], "last-year")
    }
  }
}

/** The table of a unit: every number of the template that is rolled up, section by section. */
export const of = (question: Question): ReadonlyArray<Section> =>
  question.period.template.template.sections.flatMap((section): ReadonlyArray<Section> => {
    const shown = section.columns.length > 0 ? section.columns : (question.columns ?? [])
    const rows = section.fields.filter(Field.isNumeric).flatMap((field) => rowOf(question, field) ?? [])
    return shown.length === 0 || rows.length === 0
      ? []
      : [{ key: section.key, title: section.title, columns: shown, rows }]
  })

/** The periods that each column adds up. */
export interface Periods {
  readonly period: ReadonlyArray<Period.Period>
  readonly yearToDate: ReadonlyArray<Period.Period>
  readonly lastYear: ReadonlyArray<Period.Period>
}

/**
 * Which periods of a template stand behind a period that is looked at: a table for nine months may be made of monthly
 * reports. Since the first of the year runs up to the last of them; a window rule changes the days of each period, never
 * which periods these are. `null` when the template's periods do not make the one that is wanted.
 *
 * @example
 * ```ts
 * import { Comparison } from "@lienhoi/aggregation"
 * import { Period } from "@lienhoi/calendar"
 *
 * const quarter = Comparison.periodsOf(Period.containing("quarter", "2024-05-01"), "month")
 * const ids = (of: ReadonlyArray<Period.Period> | undefined) => of?.map(({ id }) => id) ?? []
 *
 * ids(quarter?.period) // => ["2024-04", "2024-05", "2024-06"]
 * ids(quarter?.yearToDate) // => ["2024-01", "2024-02", "2024-03", "2024-04", "2024-05", "2024-06"]
 * ids(quarter?.lastYear) // => ["2023-04", "2023-05", "2023-06"]
 * Comparison.periodsOf(Period.containing("month", "2024-05-01"), "quarter") // => null
 * ```
 */
export const periodsOf = (period: Period.Period, type: PeriodType): Periods | null => {
  const parts = Period.parts(period, type)
  const last = parts.at(-1)
  return last === undefined
    ? null
    : {
        period: parts,
        yearToDate: Period.periodsOfYearToDate(last),
        lastYear: Period.parts(Period.samePeriodLastYear(period), type)
      }
}
