/**
 * A template as its file holds it: the keywords of the language with plain values, in JSON as in YAML. What goes
 * without saying is left out. The types say what the builder takes and what {@link "Template"}`.toJson` gives.
 *
 * @since 0.1.0
 */
import type { PeriodType } from "@lienhoi/calendar/PeriodType"
import type { Combine, Counts, FieldType } from "./Field.ts"
import { type dialects, schemaOf } from "./internal/schema.ts"
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
  readonly items: JsonItems
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
}

/** One question. */
export interface JsonField extends JsonColumn {
  readonly counts?: Counts | "none"
  readonly asked_of?: ReadonlyArray<string>
  readonly combine?: Combine
  readonly part_of?: string
  readonly numerator?: string
  readonly denominator?: string
  readonly formula?: string
  readonly relevant?: string
  readonly disaggregate?: ReadonlyArray<JsonBreakdown>
  readonly columns?: ReadonlyArray<JsonColumn>
}

/** A heading; its fields stand apart in the builder. */
export interface JsonHeading {
  readonly title: string
  readonly title_en?: string
  readonly theme?: string
  readonly asked_of?: ReadonlyArray<string>
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

/** What stands above the questions; the id stands apart in the builder. */
export interface JsonHead {
  readonly title: string
  readonly title_en?: string
  readonly lineage?: string
  readonly version?: string
  readonly kind?: "report"
  readonly route?: string
  readonly period: PeriodType
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
}

/** A whole file. */
export interface JsonTemplate extends JsonHead {
  readonly template: string
  readonly sections: { readonly [key: string]: JsonSection }
  readonly rules?: ReadonlyArray<JsonRule>
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
 * JsonTemplate.schema().required // => ["template", "title", "period", "sections"]
 * ```
 */
export const schema = (dialect: Dialect = "2020-12"): { readonly [keyword: string]: unknown } => schemaOf(dialect)
