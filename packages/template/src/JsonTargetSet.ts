/**
 * A set of targets as its file holds it: the keywords with plain values, in JSON as in YAML.
 *
 * @since 0.1.0
 */
import { type dialects, schemaOf } from "./internal/schema.ts"
import type { Kind } from "./Target.ts"

/** A denominator: a field, or the number of units of a level, on a day. */
export type JsonDenominator =
  | { readonly field: string; readonly at?: string }
  | { readonly units: string; readonly at?: string }

/** One target. */
export interface JsonTarget {
  readonly key: string
  readonly label: string
  readonly label_en?: string
  /** `owner/name/FIELD`; inside a template only `FIELD`. */
  readonly field: string
  readonly kind: Kind
  readonly value: number
  readonly unit?: string
  readonly of?: JsonDenominator
  readonly level?: string
  readonly base?: { readonly field: string; readonly at?: string }
  readonly owner: string
  readonly units?: string | ReadonlyArray<string>
  readonly from?: string
  /** A date, `year-end`, and in a set `term-end`. */
  readonly by: string
  readonly source?: string | ReadonlyArray<string>
}

/** A whole file. */
export interface JsonTargetSet {
  readonly targets: string
  readonly version?: string
  readonly title: string
  readonly title_en?: string
  readonly status?: "adopted" | "awaiting"
  readonly source?: string | ReadonlyArray<string>
  readonly term: { readonly from: string; readonly to: string }
  readonly closed?: boolean
  readonly items?: ReadonlyArray<JsonTarget>
}

/**
 * The JSON Schema of target files, with a Vietnamese line for every keyword. It accepts a file exactly when nothing is
 * wrong with its form; what needs the templates or the association is left to {@link "TargetSet"}`.check`. Also shipped
 * as `schema/targets.schema.json`.
 *
 * @example
 * ```ts
 * import { JsonTargetSet } from "@lienhoi/template"
 *
 * JsonTargetSet.schema().required // => ["targets", "title", "term"]
 * ```
 */
export const schema = (dialect: keyof typeof dialects = "2020-12"): { readonly [keyword: string]: unknown } =>
  schemaOf(dialect, "targetSet")
