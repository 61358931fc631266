import type { Occasion } from "@lienhoi/report/FormFile"
import * as Field from "@lienhoi/template/Field"
import { type CellStyle, colToLetter, type WriteSheet } from "hucre/xlsx"
import { cellName } from "../guard.ts"
import type { Lists } from "../newSheet.ts"
import { canvas, compute, height, linesIn, merge, page, put } from "./canvas.ts"
import { contentOf, rowsOf } from "./content.ts"
import * as Excel from "./excel.ts"
import * as Plan from "./plan.ts"
import { ruleOf } from "./rules.ts"
import * as Style from "./style.ts"
import { print, words } from "./texts.ts"

/** The sheet of one table. */
export const tableSheet = (occasion: Occasion, table: Plan.TableSheet, lists: Lists): WriteSheet => {
  const on = canvas()
  const { field } = table
  const { title, hint, heading, codes, first } = Plan.tableRows
  const current = rowsOf(occasion.current?.[field.key])
  const isGrid = Field.isGrid(field)
  const rows = Math.max(table.rows, isGrid ? 0 : current.length)
  const across = field.rowTotals.map((key) =>
    field.columns.findIndex((one) => one.key.toLowerCase() === key.toLowerCase())
  )
  const last = Plan.firstColumn + field.columns.length - 1 + (across.length > 0 ? 1 : 0)
  const put1 = (row: number, text: string, style: CellStyle): void => {
    put(on, row, 1, text, style)
    merge(on, row, 1, Math.max(last, 4))
  }
  put1(title, `${field.key}. ${field.label}`, Style.tableTitle)
  put1(hint, [...(field.hint === null ? [] : [field.hint]), print("how-table")].join(" "), Style.note)
  height(on, hint, 2)
  put(on, heading, 1, words.code, Style.heading)
  put(on, heading, 2, isGrid ? words.row : words.order, Style.heading)
  put(on, codes, 1, field.key, Style.smallCode)
  put(on, codes, 2, null, Style.smallCode)
  const widths = field.columns.map((column) => (column.type === "text" ? 28 : 15))
  field.columns.forEach((column, n) => {
    const at = Plan.firstColumn + n
    const of = column.unit === null ? "" : ` (${column.unit})`
    put(on, heading, at, `${column.label}${of}${column.required === true ? " *" : ""}`, Style.heading)
    put(on, codes, at, Plan.columnCode(field, column.key), Style.smallCode)
    const letter = colToLetter(at - 1)
    on.rules.push(...ruleOf(column, null, `${letter}${first}:${letter}${first + rows - 1}`, `${letter}${first}`, lists))
  })
  const labels = field.columns.map((column, n) => linesIn(`${column.label} (${column.unit ?? ""})`, widths[n]! - 1))
  height(on, heading, Math.max(2, ...labels))
  if (across.length > 0) {
    put(on, heading, last, words.sum, Style.heading)
    put(on, codes, last, null, Style.smallCode)
  }
  for (let n = 0; n < rows; n++) {
    const row = first + n
    put(on, row, 1, isGrid ? Plan.rowCode(field, field.rows[n]!.key) : String(n + 1), Style.smallCode)
    put(on, row, 2, isGrid ? field.rows[n]!.label : String(n + 1), isGrid ? Style.label : Style.unit)
    height(on, row, isGrid ? linesIn(field.rows[n]!.label, 26) : 1, 20)
    field.columns.forEach((column, c) => {
      put(on, row, Plan.firstColumn + c, contentOf(column, current[n]?.[column.key]), Style.answer(column))
    })
    if (across.length > 0) {
      const cells = across.map((c) => cellName(row, Plan.firstColumn + c))
      compute(on, row, last, Excel.sum(cells), Style.computed(0))
    }
  }
  const end = first + rows
  put(on, end, 1, Plan.endCode(field), Style.smallCode)
  put(on, end, 2, field.totals.length > 0 ? words.sum : isGrid ? words.end : print("more"), Style.check)
  field.columns.forEach((column, c) => {
    const at = Plan.firstColumn + c
    const isAdded = field.totals.some((key) => key.toLowerCase() === column.key.toLowerCase())
    const letter = colToLetter(at - 1)
    if (isAdded)
      compute(on, end, at, Excel.sum([`${letter}${first}:${letter}${end - 1}`]), Style.computed(column.decimals))
    else put(on, end, at, null, Style.label)
  })
  const width = 10 + 28 + widths.reduce((a, b) => a + b, 0)
  return {
    name: table.name,
    rows: [],
    cells: on.cells,
    merges: on.merges,
    rowDefs: on.heights,
    columns: [
      { width: 13 },
      { width: isGrid ? 28 : 8 },
      ...widths.map((one) => ({ width: one })),
      ...(across.length > 0 ? [{ width: 12 }] : [])
    ],
    freezePane: { rows: codes },
    dataValidations: on.rules,
    ...page(width > 100)
  }
}
