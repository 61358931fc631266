/**
 * A template as its file holds it: the keywords of the language with plain values, in JSON as in YAML. What goes
 * without saying is left out. The types say what the builder takes and what {@link "Template"}`.toJson` gives.
 *
 * @since 0.1.0
 */
import type { PeriodType } from "@lienhoi/calendar/PeriodType"
import type { Combine, Counts, FieldType, Moment, Operator } from "./Field.ts"
import { type dialects, schemaOf } from "./internal/schema.ts"
import type { ComparisonColumn } from "./internal/written.ts"
import type { JsonTarget } from "./JsonTargetSet.ts"
import type { Personal } from "./Label.ts"

/** Labels by key. */
export type JsonItems = { readonly [key: string]: string }

/** When one level owes its report: exactly one of a day, working days after the window, days before an event. */
export type JsonDue = {
  readonly from?: string
  readonly to?: string
  readonly on_day_off?: "next" | "previous" | "keep"
  readonly estimated?: boolean
} & (
  | { readonly day: number; readonly month_offset?: number; readonly month?: number }
  | { readonly working_days_after: number }
  | { readonly days_before: number; readonly event: string }
)

/** “Trong đó”. */
export interface JsonBreakdown {
  readonly by: string
  readonly label?: string
  /** Without them, those of the shared dimension of that name. */
  readonly items?: JsonItems
  readonly complete?: boolean
}

/** The column of a table. */
export interface JsonColumn {
  readonly key: string
  readonly label: string
  readonly label_en?: string
  readonly hint?: string
  /** `none`: no unit where the type would give one. */
  readonly unit?: string
  readonly type: FieldType
  readonly required?: boolean | string
  readonly choices?: JsonItems
  /** `none`: no lower limit where the type would give one. */
  readonly min?: number | "none"
  readonly max?: number
  readonly decimals?: number
  readonly secrecy?: "open" | "internal"
  readonly personal?: Personal
  /** The shared dimension whose items are the choices. */
  readonly dimension?: string
  /** Of a number in a table with fixed rows. */
  readonly combine?: Combine
}

/** Where an answer comes from when nobody types it. */
export type JsonSource = { readonly locked?: boolean } & (
  | ({ readonly register: string; readonly where?: string; readonly at?: Moment } & (
      | { readonly count: true }
      | { readonly sum: string }
    ))
  | { readonly template: string; readonly field: string; readonly periods?: Operator }
)

/** One question. */
export interface JsonField extends JsonColumn {
  readonly counts?: Counts | "none"
  readonly asked_of?: ReadonlyArray<string>
  readonly part_of?: string
  readonly numerator?: string
  readonly denominator?: string
  readonly formula?: string
  readonly relevant?: string
  readonly disaggregate?: ReadonlyArray<JsonBreakdown>
  readonly columns?: ReadonlyArray<JsonColumn>
  readonly rows?: JsonItems
  readonly totals?: ReadonlyArray<string>
  readonly row_totals?: ReadonlyArray<string>
  readonly from?: JsonSource
  /** `previous`, or the field whose answer of the period before is proposed. */
  readonly carry?: string
}

/** A heading; its fields stand apart in the builder. */
export interface JsonHeading {
  readonly title: string
  readonly title_en?: string
  readonly theme?: string
  readonly asked_of?: ReadonlyArray<string>
  /** Derived columns beside its figures. */
  readonly columns?: ReadonlyArray<ComparisonColumn>
}

/** A heading and the questions under it. */
export interface JsonSection extends JsonHeading {
  readonly fields?: ReadonlyArray<JsonField>
}

/** What holds between answers. */
export type JsonRule =
  | { readonly when: string; readonly warn: string; readonly text_en?: string; readonly field?: string }
  | { readonly when: string; readonly error: string; readonly text_en?: string; readonly field?: string }
  | { readonly when: string; readonly relevant: ReadonlyArray<string> }

/** How long something may take: exactly one of the three. */
export type JsonLimit = { readonly hours: number } | { readonly days: number } | { readonly working_days: number }

/** What names a record of a register, and the date fields between which it lives. */
export interface JsonRecord {
  readonly key: ReadonlyArray<string>
  readonly title: string
  readonly from?: string
  readonly to?: string
}

/** One state of a case. */
export interface JsonState {
  readonly label: string
  readonly label_en?: string
  readonly next?: ReadonlyArray<string>
  readonly limit?: JsonLimit
  readonly end?: boolean
}

/** What the kind of a template asks for. */
type JsonKind =
  | { readonly kind?: "report"; readonly period: PeriodType }
  | { readonly kind: "register"; readonly period?: "ad-hoc"; readonly record: JsonRecord }
  | { readonly kind: "case"; readonly period?: "ad-hoc"; readonly states: { readonly [key: string]: JsonState } }
  | {
      readonly kind: "notice"
      readonly period?: "ad-hoc"
      readonly acknowledge?: { readonly levels: ReadonlyArray<string>; readonly within?: JsonLimit }
    }

/** What stands above the questions; the id stands apart in the builder. */
export type JsonHead = JsonAbove & JsonKind

/** What stands above the questions of every kind. */
export interface JsonAbove {
  readonly title: string
  readonly title_en?: string
  /** What it rests on. */
  readonly source?: string | ReadonlyArray<string>
  readonly lineage?: string
  readonly version?: string
  readonly route?: string
  readonly window?: "calendar" | "fifteenth"
  readonly reference_day?: "window-end" | "window-start"
  readonly due?: { readonly [level: string]: number | JsonDue | ReadonlyArray<number | JsonDue> }
  readonly applies_to?: {
    readonly levels?: ReadonlyArray<string>
    readonly kinds?: ReadonlyArray<string>
    readonly units?: ReadonlyArray<string>
    readonly from?: string
    readonly to?: string
  }
  readonly secrecy?: "open" | "internal"
  readonly personal?: Personal
  /** Sets of shared dimensions, `vwu/chieu@^1`. */
  readonly dimensions?: ReadonlyArray<string>
  /** Derived columns of every section that names none itself. */
  readonly columns?: ReadonlyArray<ComparisonColumn>
  /** What is to be reached, beside the targets of the association; `field` is a key of this template. */
  readonly targets?: ReadonlyArray<JsonTarget>
}

/** A whole file. */
export type JsonTemplate = JsonHead & {
  readonly template: string
  readonly sections: { readonly [key: string]: JsonSection }
  readonly rules?: ReadonlyArray<JsonRule>
}

/** A file of shared dimensions. */
export interface JsonDimensionSet {
  readonly "dimension-set": string
  readonly version?: string
  readonly title: string
  readonly source?: string | ReadonlyArray<string>
  readonly dimensions: { readonly [key: string]: { readonly label?: string; readonly items: JsonItems } }
}

/** The dialects of JSON Schema that editors know. */
export type Dialect = keyof typeof dialects

/**
 * The JSON Schema of template files, with a Vietnamese line for every keyword. It accepts a file exactly when nothing
 * is wrong with its form; what only the whole template can tell (unknown names, circles, divisions by what may be zero)
 * is left to {@link "Template"}`.parse`. Also shipped as `schema/template.schema.json`; overlays (`extends`) are not
 * described by it.
 *
 * @example
 * ```ts
 * import { JsonTemplate } from "@lienhoi/template"
 *
 * JsonTemplate.schema("draft-07").$schema // => "http://json-schema.org/draft-07/schema#"
 * JsonTemplate.schema().required // => ["template", "title", "sections"]
 * ```
 */
export const schema = (dialect: Dialect = "2020-12"): { readonly [keyword: string]: unknown } => schemaOf(dialect)
