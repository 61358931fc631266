import type { PeriodType } from "@lienhoi/calendar/PeriodType"
import type * as Template from "@lienhoi/template/Template"
import type * as Issue from "@lienhoi/words/Issue"

/** What a form does not say. */
export interface Options {
  readonly file?: string
  /** Before the stroke of the new id; `dia-phuong` unless said otherwise. */
  readonly owner?: string
  /** Whom the questions are asked of; `chi_hoi` unless said otherwise. */
  readonly levels?: ReadonlyArray<string>
  /** `ad-hoc` unless said otherwise. */
  readonly period?: PeriodType
}

/** What a row of the form became. `end` closes a group or a repeat. */
export interface Became {
  readonly kind: "field" | "section" | "choice" | "head" | "end"
  /** Keys in the template. Of a question with several answers one field for each. */
  readonly keys: ReadonlyArray<string>
}

/** One row of the form. */
export interface Row {
  readonly place: Issue.Place
  /** `null`: nothing in the template; then `notes` say why. */
  readonly became: Became | null
  /** Everything in the row that has no counterpart, each with its cell. */
  readonly notes: ReadonlyArray<Issue.Issue>
}

/** A form as a template, with an account of every row. */
export interface Imported {
  readonly template: Template.Template
  /** Every row of survey, choices and settings that is not blank, once. */
  readonly rows: ReadonlyArray<Row>
  /** What holds for the whole form. */
  readonly notes: ReadonlyArray<Issue.Issue>
}
