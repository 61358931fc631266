import type { DueRule } from "@lienhoi/calendar/Due"
import type { PeriodType } from "@lienhoi/calendar/PeriodType"
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import type { WindowRule } from "@lienhoi/calendar/Window"
import type { Field } from "../Field.ts"
import type { Label } from "../Label.ts"

/** What templates are for. This release runs `report`; the other kinds are recognised and refused with that reason. */
export type Kind = "report" | "register" | "case" | "notice"

/** Who owes the report: units of these levels, narrowed by kind, by name and by the day the period begins. */
export interface AppliesTo {
  readonly levels: ReadonlyArray<string>
  readonly kinds: ReadonlyArray<string> | null
  readonly units: ReadonlyArray<string> | null
  readonly from: PlainDate | null
  readonly to: PlainDate | null
}

/** A heading and the questions under it. */
export interface Section {
  readonly key: string
  readonly title: string
  readonly titleEn: string | null
  readonly theme: string | null
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
  /** The route of the tree that it travels: `own`, `front`. */
  readonly route: string
  readonly period: PeriodType
  readonly window: WindowRule
  /** The day whose tree counts. */
  readonly referenceDay: "window-end" | "window-start"
  readonly due: ReadonlyArray<DueRule>
  readonly appliesTo: AppliesTo
  readonly sections: ReadonlyArray<Section>
  readonly rules: ReadonlyArray<Rule>
  /** The highest of its own and its fields'. */
  readonly label: Label
}
