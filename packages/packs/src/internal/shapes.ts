import type { FieldType, Operator } from "@lienhoi/template/Field"

/** What a file holds: a template of one of four kinds, a set of shared dimensions, or the targets of a term. */
export type Kind = "report" | "register" | "case" | "notice" | "dimensions" | "targets"

/** One file. */
export interface Pack {
  /** `vwu/bao-cao-thang`; the word before the stroke is the id of an association. */
  readonly id: string
  readonly version: string
  readonly kind: Kind
  readonly title: string
  readonly titleEn: string | null
  /** The file's name in this package, for messages: `vwu/bao-cao-thang.yaml`. */
  readonly file: string
  /** YAML, with its sources. */
  readonly text: string
  /** JSON of its example; `null` for dimensions and targets, which nobody fills in. */
  readonly exampleText: string | null
}

/** One indicator. */
export interface Indicator {
  /** The key of its field in every pack: `TC04`. */
  readonly key: string
  readonly label: string
  /** What is counted; `%` for shares, `null` for words and for yes or no. */
  readonly unit: string | null
  readonly type: FieldType
  /** How units become one figure. `ratio-of-sums`: each part by its own operator, then divided. */
  readonly units: Operator | "ratio-of-sums"
  /** How the periods of one unit become one figure. */
  readonly periods: Operator | "ratio-of-sums"
  /** `to-chuc`, `can-bo`, `cntt` … */
  readonly theme: string
  /** The pack that asks it, or takes it from a register; other packs show it again. */
  readonly pack: string
  /** Where the indicator was met: press of which province and day, or common practice (thông lệ). */
  readonly source: string
}
