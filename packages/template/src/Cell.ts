/**
 * One figure of one unit for one period, in one of four states. “Nothing happened” and “nobody said” are different
 * answers, and only the first is a zero.
 *
 * @since 0.1.0
 */

/**
 * What a cell can hold: a number, a text, the key of a choice, yes or no, a date (`2024-10-15`), the ids of photos or
 * files, the rows of a table.
 */
export type Value = number | string | boolean | ReadonlyArray<string> | ReadonlyArray<Cells>

/**
 * `zero` was declared (“không phát sinh”); a typed 0 is the value 0. A ratio is a share, 0.4513 for 45,13 %; `printed`
 * keeps what the reporter wrote ("38,51") beside the share that follows from the parts.
 */
export type Cell =
  | { readonly state: "value"; readonly value: Value; readonly printed?: string }
  | { readonly state: "zero" }
  | { readonly state: "missing" }
  | { readonly state: "not-applicable"; readonly reason: string }

/** Cells by the key of their column: `TC04`, `TC04[tu_18_30]`. */
export type Cells = { readonly [column: string]: Cell }

/** Declared: nothing of the kind happened. */
export const zero: Cell = { state: "zero" }

/** Nobody said. */
export const missing: Cell = { state: "missing" }

/** A value. */
export const value = (of: Value): Cell => ({ state: "value", value: of })

/** The question does not arise, for this reason. */
export const notApplicable = (reason: string): Cell => ({ state: "not-applicable", reason })

/** How the reason of a question begins that was not asked, because its condition did not hold. */
export const onlyWhen = "chỉ hỏi khi "

/** Whether nobody was asked: then “not applicable” is no answer of anybody. */
export const isUnasked = (cell: Cell): boolean => cell.state === "not-applicable" && cell.reason.startsWith(onlyWhen)

/**
 * The number in a cell, a declared zero being 0; `null` when there is none.
 *
 * @example
 * ```ts
 * import { Cell } from "@lienhoi/template"
 *
 * Cell.number(Cell.value(405)) // => 405
 * Cell.number(Cell.zero) // => 0
 * Cell.number(Cell.missing) // => null
 * ```
 */
export const number = (cell: Cell | undefined): number | null => {
  if (cell === undefined) return null
  if (cell.state === "zero") return 0
  return cell.state === "value" && typeof cell.value === "number" ? cell.value : null
}
