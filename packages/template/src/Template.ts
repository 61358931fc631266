/**
 * A report form as data: its questions, whom they are asked of, when it is due, what must hold. A provincial officer
 * writes it as YAML (the keywords stand in this package's README); every problem is found at once and named with its line.
 *
 * @since 0.1.0
 */
import type { Association } from "@lienhoi/hierarchy/Association"
import * as Issue from "@lienhoi/words/Issue"
import type { DimensionSet } from "./DimensionSet.ts"
import type { Field } from "./Field.ts"
import * as Decode from "./internal/decode.ts"
import { jsonText } from "./internal/jsonText.ts"
import * as Model from "./internal/model.ts"
import * as Print from "./internal/print.ts"
import * as ToJson from "./internal/toJson.ts"
import type { Template } from "./internal/written.ts"
import type { JsonTemplate } from "./JsonTemplate.ts"

export type {
  Acknowledgement,
  AppliesTo,
  ComparisonColumn,
  Kind,
  RecordRule,
  Rule,
  Section,
  SharedSet,
  State,
  Template,
  TimeLimit
} from "./internal/written.ts"

/** Beside the text. */
export interface ParseOptions {
  /** Named in every issue. */
  readonly file?: string
  /** Whose levels and routes the template is for; without it they are not checked. */
  readonly association?: Association
  /** Sets of shared dimensions that the template may name. */
  readonly dimensions?: ReadonlyArray<DimensionSet>
  /** Registers and templates that feed it; without them only the form of `from` is checked. */
  readonly templates?: ReadonlyArray<Template>
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
 *     "window: fifteenth",
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
 * read.ok ? 0 : read.issues[0]?.place // => { file: "thang.yaml", line: 10, column: 47 }
 * ```
 */
export const parse = (text: string, options: ParseOptions = {}): Issue.Checked<Parsed> => {
  const { template, issues, places } = Decode.decode(text, options.dimensions)
  const found = template === null ? issues : [...issues, ...Model.make(template, { ...options, places }).issues]
  const named = options.file === undefined ? found : found.map((issue) => Issue.inFile(issue, options.file!))
  return Issue.unless(named, () => ({ template: template!, warnings: named }))
}

/**
 * The template as JSON in the keywords of its file; what goes without saying is left out. Reading it again with
 * {@link fromJson} gives the same template.
 */
export const toJson = (template: Template): JsonTemplate => ToJson.toJson(template)

/**
 * Reads a template from a JSON value as {@link parse} reads it from a file; anything may stand there. The path of an
 * issue leads to the value, there are no lines. A JSON *text* is read by {@link parse} itself, with lines.
 */
export const fromJson = (json: unknown, options: Omit<ParseOptions, "file"> = {}): Issue.Checked<Parsed> => {
  const withoutPlace = ({ place: _, ...issue }: Issue.Issue): Issue.Issue => issue
  const read = parse(jsonText(json), options)
  if (!read.ok) return { ok: false, issues: read.issues.map(withoutPlace) }
  return Issue.ok({ template: read.value.template, warnings: read.value.warnings.map(withoutPlace) })
}

/**
 * The template as YAML in its canonical form: the order of the keywords is always the same, what goes without saying is
 * left out, formulas stand as their author wrote them. Reading it again with {@link parse} gives the same template.
 * Comments and the layout of the file it came from are not kept; of a template that came from an overlay neither is the
 * overlay.
 *
 * @example
 * ```ts
 * import { Template } from "@lienhoi/template"
 *
 * const json = {
 *   template: "hau-giang/nhom-zalo",
 *   title: "Nhóm Zalo chi hội",
 *   period: "month",
 *   window: "fifteenth",
 *   due: { chi_hoi: 15 },
 *   sections: {
 *     chuyen_doi_so: {
 *       title: "Chuyển đổi số",
 *       fields: [{ key: "CDS01", label: "Có nhóm Zalo", type: "bool", asked_of: ["chi_hoi"] }]
 *     }
 *   }
 * }
 * const read = Template.fromJson(json)
 * const lines = read.ok ? Template.print(read.value.template).split("\n") : []
 *
 * lines[0] // => "template: hau-giang/nhom-zalo"
 * lines.at(-2) // => "        asked_of: [ chi_hoi ]"
 * ```
 */
export const print = (template: Template): string => Print.print(ToJson.toJson(template))

/** Everything that can be said about a template before any report comes in: errors and warnings. */
export const check = (
  template: Template,
  options: Pick<ParseOptions, "association" | "templates"> = {}
): ReadonlyArray<Issue.Issue> => Model.make(template, options).issues

/** Its questions in order. */
export const fields = (template: Template): ReadonlyArray<Field> =>
  template.sections.flatMap((section) => section.fields)

/** The field of that key, case ignored. */
export const field = (template: Template, key: string): Field | null =>
  fields(template).find((f) => f.key.toLowerCase() === key.toLowerCase()) ?? null
