/**
 * What goes into a check of one submission and what comes out. The two validators, {@link "Compiled"} for work and
 * {@link "Interpreted"} as its plain twin, give the same answer.
 *
 * @since 0.1.0
 */
import type { Period } from "@lienhoi/calendar/Period"
import type * as Issue from "@lienhoi/words/Issue"
import type { Cells } from "./Cell.ts"

/**
 * Answers as people give them, by column key (case ignored): numbers, texts (`"38.506"`, `"22 tỷ đồng"`, `"không phát
 * sinh"`), `null` or `""` for no answer, `{ notApplicable: "vì sao" }`, a list of rows for a table. Anything may stand
 * here: what cannot be read becomes an issue.
 */
export type Input = { readonly [column: string]: unknown }

/** Who reports and for when. Without earlier cells, comparisons with them are silent. */
export interface Context {
  readonly unit: { readonly id: string; readonly level: string; readonly kind?: string | null }
  /** Of the template's own type; for a record, a case or a notice any that holds the day. */
  readonly period: Period
  /** Of the period before. */
  readonly previous?: Cells | null
  /** Of the same period of the year before (cùng kỳ). */
  readonly sameLastYear?: Cells | null
  /** What this unit is to reach, by field, for `CHI_TIEU(x)`; a share for a ratio. */
  readonly targets?: Cells | null
}

/** `ok` when no issue is an error. */
export interface Validation {
  readonly ok: boolean
  /** Every column that this unit's level is asked, and the computed ones. */
  readonly cells: Cells
  /** Everything that is wrong or worth a second look, in the order of the template. */
  readonly issues: ReadonlyArray<Issue.Issue>
}
