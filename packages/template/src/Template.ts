/**
 * A report form as data: its questions, whom they are asked of, when it is due, what must hold. A provincial officer
 * writes it as YAML (the keywords stand in this package's README); every problem is found at once and named with its line.
 *
 * @since 0.1.0
 */
import type { DueRule } from "@lienhoi/calendar/Due"
import type { PeriodType } from "@lienhoi/calendar/PeriodType"
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import type { WindowRule } from "@lienhoi/calendar/Window"
import type { Association } from "@lienhoi/hierarchy/Association"
import * as Issue from "@lienhoi/words/Issue"
import type { Field } from "./Field.ts"
import * as Decode from "./internal/decode.ts"
import * as Model from "./internal/model.ts"
import type { Label } from "./Label.ts"

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

/** Beside the text. */
export interface ParseOptions {
  /** Named in every issue. */
  readonly file?: string
  /** Whose levels and routes the template is for; without it they are not checked. */
  readonly association?: Association
}

/** A template that holds, and what deserves a second look. */
export interface Parsed {
  readonly template: Template
  readonly warnings: ReadonlyArray<Issue.Issue>
}

/**
 * Reads a template and checks it; either the template or everything that is wrong with it, each with line and column.
 *
 * @example
 * ```ts
 * import { Template } from "@lienhoi/template"
 *
 * const read = Template.parse(
 *   [
 *     "template: hau-giang/nhom-zalo",
 *     "title: Nhóm Zalo chi hội",
 *     "period: month",
 *     "due: { chi_hoi: 15 }",
 *     "sections:",
 *     "  chuyen_doi_so:",
 *     "    title: Chuyển đổi số",
 *     "    fields:",
 *     "      - { key: CDS01, label: Nhóm Zalo, type: cuont, asked_of: [chi_hoi], combine: { units: sum, periods: last } }"
 *   ].join("\n"),
 *   { file: "thang.yaml" }
 * )
 *
 * read.ok ? "" : read.issues[0]?.message // => "“type” không thể là “cuont”; có phải “count”? Chọn một trong: count, money, ratio, decimal, text, choice, bool, date, photo, file, table"
 * read.ok ? 0 : read.issues[0]?.place // => { file: "thang.yaml", line: 9, column: 47 }
 * ```
 */
export const parse = (text: string, options: ParseOptions = {}): Issue.Checked<Parsed> => {
  const { template, issues, places } = Decode.decode(text)
  const found = template === null ? issues : [...issues, ...Model.make(template, { ...options, places }).issues]
  const named = options.file === undefined ? found : found.map((issue) => Issue.inFile(issue, options.file!))
  return Issue.unless(named, () => ({ template: template!, warnings: named }))
}

/** Everything that can be said about a template before any report comes in: errors and warnings. */
export const check = (
  template: Template,
  options: { readonly association?: Association } = {}
): ReadonlyArray<Issue.Issue> => Model.make(template, options).issues

/** Its questions in order. */
export const fields = (template: Template): ReadonlyArray<Field> =>
  template.sections.flatMap((section) => section.fields)

/** The field of that key, case ignored. */
export const field = (template: Template, key: string): Field | null =>
  fields(template).find((f) => f.key.toLowerCase() === key.toLowerCase()) ?? null
