/**
 * One question of a template: what is asked, of whom, what it counts and how it adds up.
 *
 * @since 0.1.0
 */
import type { Label } from "./Label.ts"

/**
 * | type | answer |
 * | --- | --- |
 * | count | a whole number, 0 or more |
 * | money | whole đồng |
 * | decimal | a number with `decimals` places, 2 unless said otherwise |
 * | ratio | a share: numerator ÷ denominator, typed and shown in % when that is its unit |
 * | text, choice, bool, date | as they say |
 * | photo, file | ids of attachments |
 * | table | rows of columns |
 */
export type FieldType =
  | "count"
  | "money"
  | "ratio"
  | "decimal"
  | "text"
  | "choice"
  | "bool"
  | "date"
  | "photo"
  | "file"
  | "table"

/** Every type. */
export const types: ReadonlyArray<FieldType> = [
  "count",
  "money",
  "ratio",
  "decimal",
  "text",
  "choice",
  "bool",
  "date",
  "photo",
  "file",
  "table"
]

/** How several figures become one. `none`: they do not. */
export type Operator = "sum" | "average" | "count" | "min" | "max" | "first" | "last" | "none"

/** Every operator. */
export const operators: ReadonlyArray<Operator> = ["sum", "average", "count", "min", "max", "first", "last", "none"]

/** One operator over units, one over periods: members are summed over units and the last month's stand for the year. */
export interface Combine {
  readonly units: Operator
  readonly periods: Operator
}

/** What a figure counts. `units:co_so` counts units of that level, so one unit of that level counts at most itself. */
export type Counts = "people" | "events" | "money" | `units:${string}`

/** A key for programs and the label people read. */
export interface Item {
  readonly key: string
  readonly label: string
  /** The choice of the base template that this one, added by an overlay, is a finer name for. */
  readonly under?: string
}

/**
 * Which records of a register count: those that were there when the period's window begins (`start`), are there when it
 * is over (`end`), were there at any time of it (`during`), or whose life `began` or `ended` inside it. So
 * start + began − ended = end. Of cases also those whose time limit ran out inside it (`due`), and of these the ones that
 * were done before that (`in-time`).
 */
export type Moment = "start" | "end" | "during" | "began" | "ended" | "due" | "in-time"

/** Every moment. */
export const moments: ReadonlyArray<Moment> = ["start", "end", "during", "began", "ended", "due", "in-time"]

/**
 * Where a fed answer comes from: a count, or a sum, over the records of a register or over cases; or the answers to another template
 * for the periods inside this one. Both are named by lineage. A locked one is taken as it comes, any other may be
 * corrected with a reason.
 */
export type Source =
  | {
      readonly register: string
      /** The field that is summed; `null`: records are counted. */
      readonly sum: string | null
      /** A formula over the fields of one record. */
      readonly where: string | null
      readonly at: Moment
      readonly locked: boolean
    }
  | { readonly template: string; readonly field: string; readonly periods: Operator; readonly locked: boolean }

/** “Trong đó”: a figure divided along one dimension. When `complete`, the items add up to the figure. */
export interface Breakdown {
  readonly by: string
  readonly label: string
  readonly items: ReadonlyArray<Item>
  readonly complete: boolean
}

/** One question. Formulas stand as their author wrote them. */
export interface Field {
  /** ASCII, unique in the template, case ignored. */
  readonly key: string
  readonly label: string
  readonly labelEn: string | null
  /** A line of help under the question. */
  readonly hint: string | null
  /** What is counted, as printed behind the figure: nhóm, người, đồng, %. */
  readonly unit: string | null
  readonly type: FieldType
  readonly counts: Counts | null
  /** Levels that fill it in; empty for what is computed. */
  readonly askedOf: ReadonlyArray<string>
  /** `null` for ratios, for computed fields whose total is computed from totals, and for what is no number. */
  readonly combine: Combine | null
  /** The field of which this is a part and that it cannot exceed. */
  readonly partOf: string | null
  readonly numerator: string | null
  readonly denominator: string | null
  readonly formula: string | null
  /** Digits after the comma. */
  readonly decimals: number
  readonly required: boolean | string
  /** The field is asked only where this formula is true. */
  readonly relevant: string | null
  readonly choices: ReadonlyArray<Item>
  /** Bounds: of a number; of a text's length; of how many photos or files; of how many rows. */
  readonly min: number | null
  readonly max: number | null
  readonly disaggregate: ReadonlyArray<Breakdown>
  /** Of a table. */
  readonly columns: ReadonlyArray<Field>
  /** The fixed rows of a table; none when rows are added freely. Its cells are named `HD04[row].column`. */
  readonly rows: ReadonlyArray<Item>
  /** Columns of a table that are added up below its rows. */
  readonly totals: ReadonlyArray<string>
  /** Columns of a table that are added up beside each row. */
  readonly rowTotals: ReadonlyArray<string>
  /** The shared dimension that its choices are taken from. */
  readonly dimension: string | null
  /** Where its answer comes from when nobody types it. */
  readonly source: Source | null
  /** The field whose answer of the period before is proposed; `previous` is the field itself. */
  readonly carry: string | null
  /** Who may see the answer; `label` being the words of the question. */
  readonly sensitivity: Label
}

/** The field whose earlier answer is proposed for this one; `null` when none is carried over. */
export const carried = (field: Field): string | null => (field.carry === "previous" ? field.key : field.carry)

/** Whether a table has fixed rows. */
export const isGrid = (field: Field): boolean => field.rows.length > 0

/** Whether its answer is a number. */
export const isNumeric = (field: Field): boolean =>
  field.type === "count" || field.type === "money" || field.type === "decimal" || field.type === "ratio"

/** Whether a formula or a fraction gives its value. */
export const isComputed = (field: Field): boolean => field.formula !== null || field.type === "ratio"

/** Whether a share is typed and shown in per cent. */
export const isPercent = (field: Field): boolean => field.type === "ratio" && field.unit === "%"

/** The bounds of its number, or of an item of its breakdown: an item may always be 0, and is held by the figure from above. */
export const bounds = (
  field: Field,
  item: Item | null
): { readonly min: number | null; readonly max: number | null } =>
  item === null
    ? { min: field.min, max: field.max }
    : { min: field.min === null ? null : Math.min(field.min, 0), max: null }

/** Whether units of that level fill it in. */
export const isAskedOf = (field: Field, level: string): boolean => field.askedOf.includes(level)
