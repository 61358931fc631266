/**
 * An overlay as its file holds it: the keywords of the language with plain values, in JSON as in YAML. The keys of its
 * own fields and choices stand as their author writes them, without the namespace of the owner.
 *
 * @since 0.1.0
 */
import { overlaySchemaOf } from "./internal/overlaySchema.ts"
import type { JsonTarget } from "./JsonTargetSet.ts"
import type { Dialect, JsonField, JsonHead, JsonItems, JsonRule } from "./JsonTemplate.ts"

/** What an overlay does in one section. */
export interface JsonPart {
  readonly title?: string
  readonly title_en?: string
  /** Of the fields it adds. */
  readonly asked_of?: ReadonlyArray<string>
  readonly add?: ReadonlyArray<JsonField>
  readonly order?: ReadonlyArray<string>
  /** Derived columns in place of the base's. */
  readonly columns?: NonNullable<JsonHead["columns"]>
}

/** Other words for a field; a text alone is its label. */
export type JsonRelabel = string | { readonly label?: string; readonly label_en?: string; readonly hint?: string }

/** What is asked more strictly of a field. */
export interface JsonTighten {
  readonly required?: boolean | string
  readonly min?: number
  readonly max?: number
}

/** A whole file. */
export interface JsonOverlay {
  readonly template: string
  /** `vwu/bao-cao-thang@^1` */
  readonly extends: string
  readonly version?: string
  readonly title?: string
  readonly title_en?: string
  readonly due?: NonNullable<JsonHead["due"]>
  readonly sections?: { readonly [key: string]: JsonPart }
  readonly order?: ReadonlyArray<string>
  readonly relabel?: { readonly [field: string]: JsonRelabel }
  readonly hide?: ReadonlyArray<string>
  readonly tighten?: { readonly [field: string]: JsonTighten }
  /** By field, by choice of the base. */
  readonly choices?: { readonly [field: string]: { readonly [under: string]: JsonItems } }
  /** Local ones; their keys get the namespace. */
  readonly targets?: ReadonlyArray<JsonTarget>
  readonly rules?: ReadonlyArray<JsonRule>
}

/**
 * The JSON Schema of overlay files, with a Vietnamese line for every keyword. It accepts a file exactly when nothing is
 * wrong with its form; what only the base can tell is left to {@link "Overlay"}`.resolve`. Also shipped as
 * `schema/overlay.schema.json`.
 *
 * @example
 * ```ts
 * import { JsonOverlay } from "@lienhoi/template"
 *
 * JsonOverlay.schema().required // => ["template", "extends"]
 * ```
 */
export const schema = (dialect: Dialect = "2020-12"): { readonly [keyword: string]: unknown } =>
  overlaySchemaOf(dialect)
