/**
 * The consolidated table as a workbook: units in rows, opened and closed with Excel's outline levels, figures in columns,
 * a sheet for each section. Every total is a formula over the rows below it and comes to our figure; whoever doubts a
 * number corrects a branch and sees what changes above it.
 *
 * @since 0.1.0
 */
import * as Figure from "@lienhoi/aggregation/Figure"
import type { Total } from "@lienhoi/aggregation/Total"
import * as Period from "@lienhoi/calendar/Period"
import * as Snapshot from "@lienhoi/hierarchy/Snapshot"
import * as Catalogue from "@lienhoi/words/Catalogue"
import { type Cell, colToLetter, type WriteSheet, writeXlsx } from "hucre/xlsx"
import * as Columns from "./internal/bookColumns.ts"
import { type BookRow, rowsOf } from "./internal/bookRows.ts"
import { oneLine } from "./internal/printable.ts"
import * as Style from "./internal/sheetStyle.ts"
import { inside } from "./Letterhead.ts"

/** What is written. */
export interface Options {
  readonly total: Total
  /** It and everything under it; all units when left out. */
  readonly unit?: string
  /** The lowest level that has rows of its own: `co_so`. All levels when left out. */
  readonly to?: string
}

const texts = Catalogue.make({
  heading: { vi: "{unit}, {period}", en: "{unit}, {period}" },
  all: { vi: "Toàn hệ thống", en: "All units" },
  unit: { vi: "Đơn vị", en: "Unit" },
  own: { vi: "Số của riêng {name}", en: "{name} itself" },
  measure: { vi: "ĐVT", en: "Unit of measure" }
})

const say = (code: keyof typeof texts, params: Catalogue.Params = {}): string => Catalogue.say(texts, code, params)

/** Rows above the figures: title, whose it is, a blank one, headings, units of measure. */
const above = 5
/** Columns before the figures: the depth and whether a row holds given figures, both hidden, then the name. */
const before = 3

const cellOf = (
  total: Total,
  row: BookRow,
  column: Columns.BookColumn,
  place: { readonly letter: string; readonly line: number }
): Partial<Cell> => {
  const figure = Figure.of(total, row.unit.id, column.key)
  const value = row.kind === "own" ? (figure?.own.value ?? null) : (figure?.value ?? null)
  const style = Style.boxed("right", { format: column.format, bold: row.kind === "total" })
  const formula = column.formula(row, place)
  return formula === null ? { value, style } : { value: value ?? "", formula, formulaResult: value ?? "", style }
}

/** Characters in a column of figures. */
const figureWidth = 15

/** Whether a unit gave anything itself that this sheet shows; elsewhere its row stands only so that all sheets have the same rows. */
const hasFigure = (total: Total, row: BookRow, columns: ReadonlyArray<Columns.BookColumn>): boolean =>
  row.kind !== "own" || columns.some(({ key }) => Figure.of(total, row.unit.id, key)?.own.value != null)

const lineOf = (row: BookRow, isShown: boolean): { outlineLevel: number; hidden?: boolean } => ({
  outlineLevel: Math.min(row.depth, 7),
  ...(isShown ? {} : { hidden: true })
})

const sheetOf = (
  { total, unit }: Options,
  name: string,
  title: string,
  rows: ReadonlyArray<BookRow>,
  columns: ReadonlyArray<Columns.BookColumn>
): WriteSheet => {
  const cells = new Map<string, Partial<Cell>>()
  const put = (row: number, column: number, cell: Partial<Cell>): void => {
    cells.set(`${row},${column}`, cell)
  }
  const text = (value: string): string => Style.literal(oneLine(value))
  const roots = Snapshot.roots(total.hierarchy)
  const top = unit === undefined ? (roots.length === 1 ? roots[0]! : null) : Snapshot.unit(total.hierarchy, unit)
  const whose = top?.name ?? unit ?? say("all")
  const period = total.window.map((one) => Period.format(one, "vi"))
  const window = period.length > 1 ? `${period[0]} – ${period.at(-1)}` : (period[0] ?? "")
  const width = before + columns.length
  put(0, before - 1, { value: text(title), style: Style.heading(14, { bold: true }) })
  put(1, before - 1, {
    value: text(say("heading", { unit: whose, period: window })),
    style: Style.heading(13, { italic: true })
  })
  const head = (line: number, at: number, value: string) =>
    put(line, at, { value: text(value), style: Style.boxed("center", { bold: line === 3, fill: "F2F2F2" }) })
  head(3, before - 1, say("unit"))
  head(4, before - 1, say("measure"))
  columns.forEach((column, c) => {
    head(3, before + c, column.label)
    head(4, before + c, column.unit)
  })
  rows.forEach((row, r) => {
    const line = above + r
    const named = row.kind === "own" ? say("own", { name: inside(row.unit.name) }) : row.unit.name
    put(line, 0, { value: row.depth })
    put(line, 1, { value: row.kind === "total" ? 0 : 1 })
    put(line, before - 1, {
      value: text(named),
      style: Style.boxed("left", { bold: row.kind === "total", indent: Math.min(row.depth, 7) })
    })
    columns.forEach((column, c) =>
      put(line, before + c, cellOf(total, row, column, { letter: colToLetter(before + c), line }))
    )
  })
  return {
    name,
    rows: [],
    cells,
    merges: [0, 1].map((row) => ({
      startRow: row,
      startCol: before - 1,
      endRow: row,
      endCol: Math.max(width - 1, before)
    })),
    columns: [{ hidden: true }, { hidden: true }, { width: 42 }, ...columns.map(() => ({ width: figureWidth }))],
    rowDefs: new Map<number, { height?: number; outlineLevel?: number; hidden?: boolean }>([
      [above - 2, { height: Style.rowHeight(columns.map(({ label }) => ({ text: label, characters: figureWidth }))) }],
      ...rows.map((row, r) => [above + r, lineOf(row, hasFigure(total, row, columns))] as const)
    ]),
    outlineProperties: { summaryBelow: false },
    freezePane: { rows: above, columns: before },
    pageSetup: Style.paper
  }
}

/** The table as a file (.xlsx). The same total gives the same bytes. */
export const write = (options: Options): Promise<Uint8Array> => {
  const { total } = options
  const { template } = total.template
  const rows = rowsOf(options)
  const sections = Columns.of(total, above)
  const names = Style.sheetNames(sections.map(({ title }) => title))
  const sheets = sections.map(({ columns, title }, at) => sheetOf(options, names[at]!, title, rows, columns(names)))
  const day = new Date(`${total.hierarchy.date}T00:00:00Z`)
  return writeXlsx({
    sheets: sheets.length > 0 ? sheets : [{ name: "1", rows: [[Style.literal(oneLine(template.title))]] }],
    namedRanges: sheets.map(({ name }) => Style.printTitles(name, above - 1, above)),
    defaultFont: Style.font(12),
    properties: { title: oneLine(template.title), created: day, modified: day }
  })
}
