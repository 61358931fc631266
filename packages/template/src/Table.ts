/**
 * Totals of tables: below their columns, beside their rows. They are always derived, never typed; over the answers of one
 * unit as over the totals of many.
 *
 * @since 0.1.0
 */
import * as Cell from "./Cell.ts"
import * as Column from "./Column.ts"
import type { Field } from "./Field.ts"
import { cellName } from "./internal/grid.ts"

/** The totals of a table; `null` where no figure is known. */
export interface Totals {
  /** By column of `totals`: what its rows add up to. */
  readonly below: { readonly [column: string]: number | null }
  /** By row: what its columns of `row_totals` add up to; empty when the table has none. Rows without a key bear their number, from 0. */
  readonly beside: { readonly [row: string]: number | null }
}

type Figure = (row: number, column: Field) => number | null

const sum = (figures: ReadonlyArray<number | null>, scale: number): number | null => {
  const known = figures.flatMap((one) => (one === null ? [] : [Column.scaled({ scale }, Cell.value(one))!]))
  return known.length === 0
    ? null
    : Column.unscaled(
        { scale },
        known.reduce((a, b) => a + b, 0)
      )
}

const totalsOf = (field: Field, rows: ReadonlyArray<string>, figure: Figure): Totals => {
  const named = (keys: ReadonlyArray<string>) =>
    keys.flatMap((key) => field.columns.filter((column) => column.key.toLowerCase() === key.toLowerCase()))
  const across = named(field.rowTotals)
  const finest = Math.max(0, ...across.map(({ decimals }) => decimals))
  const below = named(field.totals).map((column) => [
    column.key,
    sum(
      rows.map((_, row) => figure(row, column)),
      column.decimals
    )
  ])
  const beside =
    across.length === 0
      ? []
      : rows.map((key, row) => [
          key,
          sum(
            across.map((column) => figure(row, column)),
            finest
          )
        ])
  return { below: Object.fromEntries(below), beside: Object.fromEntries(beside) }
}

/** The name of one cell of a table with fixed rows, as submissions and totals hold it: `HD04[nam].so_nguoi`. */
export const column = (field: Field, row: string, key: string): string => cellName(field, row, key)

/**
 * The totals of one answer to a table.
 *
 * @example
 * ```ts
 * import { Period } from "@lienhoi/calendar"
 * import { Compiled, Table, Template } from "@lienhoi/template"
 *
 * const read = Template.parse(
 *   [
 *     "template: vwu/can-bo",
 *     "title: Cán bộ",
 *     "period: month",
 *     "window: fifteenth",
 *     "due: { co_so: 17 }",
 *     "sections:",
 *     "  can_bo:",
 *     "    title: Cán bộ",
 *     "    asked_of: [co_so]",
 *     "    fields:",
 *     "      - key: CB10",
 *     "        label: Cán bộ theo trình độ",
 *     "        type: table",
 *     "        rows: { dai_hoc: Đại học, khac: Khác }",
 *     "        totals: [so_nu]",
 *     "        columns:",
 *     "          - { key: so_nu, label: Nữ, type: count, combine: { units: sum, periods: last } }"
 *   ].join("\n")
 * )
 * const compiled = read.ok ? Compiled.make(read.value.template) : read
 * if (!compiled.ok) throw new Error(compiled.issues[0]?.message)
 * const context = { unit: { id: "xa-1", level: "co_so" }, period: Period.containing("month", "2024-10-15") }
 * const { cells } = compiled.value.validate({ CB10: { dai_hoc: { so_nu: "12" }, khac: { so_nu: 3 } } }, context)
 *
 * cells["CB10[dai_hoc].so_nu"] // => { state: "value", value: 12 }
 * const [field] = Template.fields(compiled.value.template)
 * Table.totals(field!, cells.CB10!).below // => { so_nu: 15 }
 * ```
 */
export const totals = (field: Field, cell: Cell.Cell): Totals => {
  const rows = cell.state === "value" ? (cell.value as ReadonlyArray<Cell.Cells>) : []
  const keys = field.rows.length > 0 ? field.rows.map(({ key }) => key) : rows.map((_, n) => String(n))
  const isZero = cell.state === "zero"
  return totalsOf(field, keys, (row, { key }) => (isZero ? 0 : Cell.number(rows[row]?.[key])))
}

/** The totals of a table with fixed rows over many units: `total` gives that of a column, `null` when there is none. */
export const totalsOver = (field: Field, total: (column: string) => number | null): Totals =>
  totalsOf(
    field,
    field.rows.map(({ key }) => key),
    (row, { key }) => total(cellName(field, field.rows[row]!.key, key))
  )
