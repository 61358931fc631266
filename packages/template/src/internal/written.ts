import type { DueRule } from "@lienhoi/calendar/Due"
import type { PeriodType } from "@lienhoi/calendar/PeriodType"
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import type { WindowRule } from "@lienhoi/calendar/Window"
import type { Field } from "../Field.ts"
import type { Label } from "../Label.ts"
import type { Target } from "../Target.ts"

/**
 * What a template is for: a `report` goes up, period by period or on request; a `register` is a book of records; a `case` has
 * states and time limits; a `notice` goes down and is acknowledged.
 */
export type Kind = "report" | "register" | "case" | "notice"

/** What names a record of a register, and the date fields of its life. */
export interface RecordRule {
  /** Fields that no two records share. */
  readonly key: ReadonlyArray<string>
  /** The field by which people call a record. */
  readonly title: string
  /** Its first day; `null`: it has always been there. */
  readonly from: string | null
  /** The day from which it is no longer there; `null`: it stays. */
  readonly to: string | null
}

/** How long something may take: hours as they pass, days of the calendar, working days. */
export type TimeLimit = { readonly hours: number } | { readonly days: number } | { readonly workingDays: number }

/** One state of a case. The first of a template is where a case begins. */
export interface State {
  readonly key: string
  readonly label: string
  readonly labelEn: string | null
  /** The states that may follow. */
  readonly next: ReadonlyArray<string>
  /** How long a case may stay in it. */
  readonly limit: TimeLimit | null
  /** The case is closed. */
  readonly end: boolean
}

/** Who says that a notice was read, and how soon. */
export interface Acknowledgement {
  readonly levels: ReadonlyArray<string>
  readonly within: TimeLimit | null
}

/** A set of shared dimensions, `vwu/chieu@^1`; once it is resolved the range is one version. */
export interface SharedSet {
  readonly id: string
  readonly range: string
}

/** Who owes the report: units of these levels, narrowed by kind, by name and by the day the period begins. */
export interface AppliesTo {
  readonly levels: ReadonlyArray<string>
  readonly kinds: ReadonlyArray<string> | null
  readonly units: ReadonlyArray<string> | null
  readonly from: PlainDate | null
  readonly to: PlainDate | null
}

/**
 * A column beside what is reported, derived and never typed: what was planned, the figure of the period itself, the figure
 * since the first of the year, that of the same period of the year before, and per cent of the plan (since the first of
 * the year) and of the year before.
 */
export type ComparisonColumn = "plan" | "period" | "year-to-date" | "last-year" | "of-plan" | "of-last-year"

/** A heading and the questions under it. */
export interface Section {
  readonly key: string
  readonly title: string
  readonly titleEn: string | null
  readonly theme: string | null
  /** Printed beside its figures. */
  readonly columns: ReadonlyArray<ComparisonColumn>
  readonly fields: ReadonlyArray<Field>
}

/**
 * What holds between answers. When the condition is true, `error` and `warning` say so with the text; `relevant`
 * opens the fields it names, which are otherwise not asked. A condition that is missing decides nothing.
 */
export type Rule =
  | {
      readonly does: "error" | "warning"
      readonly when: string
      readonly text: string
      readonly textEn: string | null
      /** Where the remark is shown; otherwise at the first field of the condition. */
      readonly field: string | null
    }
  | { readonly does: "relevant"; readonly when: string; readonly fields: ReadonlyArray<string> }

/** One template, as written. */
export interface Template {
  /** `owner/name` */
  readonly id: string
  /** What its versions and a province's variants have in common; one lineage is one obligation. */
  readonly lineage: string
  readonly version: string
  readonly kind: Kind
  readonly title: string
  readonly titleEn: string | null
  /** What it rests on: laws, decrees, documents of the association, articles, each with its date. */
  readonly source: ReadonlyArray<string>
  /** The route of the tree that it travels: `own`, `front`. */
  readonly route: string
  readonly period: PeriodType
  readonly window: WindowRule
  /** The day whose tree counts. */
  readonly referenceDay: "window-end" | "window-start"
  readonly due: ReadonlyArray<DueRule>
  readonly appliesTo: AppliesTo
  /** Of a register. */
  readonly record: RecordRule | null
  /** Of a case. */
  readonly states: ReadonlyArray<State>
  /** Of a notice; `null` when nobody has to answer for having read it. */
  readonly acknowledge: Acknowledgement | null
  /** Sets that items and choices are taken from. */
  readonly dimensions: ReadonlyArray<SharedSet>
  readonly sections: ReadonlyArray<Section>
  /** What is to be reached, beside the targets of its association: the template's own. */
  readonly targets: ReadonlyArray<Target>
  readonly rules: ReadonlyArray<Rule>
  /** The highest of its own and its fields'. */
  readonly label: Label
}
