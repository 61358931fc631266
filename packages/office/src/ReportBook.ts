/**
 * The tables of a report as a workbook: a sheet for each annex, numbers as numbers, shares as formulas that come to the
 * same figure as on paper.
 *
 * @since 0.1.0
 */
import { type Cell, colToLetter, type WriteSheet, writeXlsx } from "hucre/xlsx"
import * as Arithmetic from "./internal/arithmetic.ts"
import { oneLine } from "./internal/printable.ts"
import * as Style from "./internal/sheetStyle.ts"
import * as ReportDocument from "./ReportDocument.ts"

type Cells = Map<string, Partial<Cell>>

/** A sheet that is being filled from the top. */
interface Sheet {
  readonly cells: Cells
  readonly merges: Array<{ startRow: number; startCol: number; endRow: number; endCol: number }>
  readonly heights: Map<number, { height: number }>
  row: number
}

/** Characters that fit into a column. */
const charactersOf = ({ width }: ReportDocument.Column): number => Math.max(5, width * 6)

/** A line over all columns. */
const across = (
  sheet: Sheet,
  text: string,
  columns: ReadonlyArray<ReportDocument.Column>,
  style: NonNullable<Cell["style"]>
): void => {
  const said = oneLine(text)
  const size = style.font?.size ?? 12
  const characters = columns.reduce((sum, column) => sum + charactersOf(column), 0)
  sheet.cells.set(`${sheet.row},0`, { value: Style.literal(said), style })
  sheet.heights.set(sheet.row, {
    height: Math.min(
      Style.highest,
      (Style.rowHeight([{ text: said, characters: (Math.max(characters, 5) * 12) / size }]) * size) / 12
    )
  })
  if (columns.length > 1)
    sheet.merges.push({ startRow: sheet.row, startCol: 0, endRow: sheet.row, endCol: columns.length - 1 })
  sheet.row++
}

/** What fits a number that is shown in percent or as it is. */
const plainFormat: ReportDocument.Format = { kind: "number", decimals: 0 }

const put = (sheet: Sheet, table: ReportDocument.Table): void => {
  const { columns, rows } = table
  const grow = (texts: ReadonlyArray<string>): void => {
    const fitted = columns.map((column, c) => ({ text: oneLine(texts[c] ?? ""), characters: charactersOf(column) }))
    sheet.heights.set(sheet.row, { height: Style.rowHeight(fitted) })
  }
  grow(columns.map(({ heading }) => heading))
  columns.forEach(({ heading }, c) =>
    sheet.cells.set(`${sheet.row},${c}`, {
      value: Style.literal(oneLine(heading)),
      style: Style.boxed("center", { bold: true, fill: "F2F2F2" })
    })
  )
  sheet.row++
  // Formulas count the rows that have cells; on the sheet rows with a heading stand between them.
  const places: Array<number> = []
  rows.forEach((row, i) => {
    if (!("heading" in row)) places.push(sheet.row + i)
  })
  for (const row of rows) {
    if ("heading" in row) {
      columns.forEach((_, c) =>
        sheet.cells.set(`${sheet.row},${c}`, {
          value: c === 0 ? Style.literal(oneLine(row.heading)) : null,
          style: Style.boxed("left", { bold: true })
        })
      )
      sheet.merges.push({ startRow: sheet.row, startCol: 0, endRow: sheet.row, endCol: columns.length - 1 })
    } else {
      grow(row.cells.map(({ text }) => text))
      columns.forEach(({ align }, c) => sheet.cells.set(`${sheet.row},${c}`, cellOf(row.cells[c], align, places)))
    }
    sheet.row++
  }
  if (table.note !== null)
    across(sheet, table.note, columns, {
      ...Style.heading(12, { italic: true }),
      alignment: { horizontal: "left" }
    })
}

const cellOf = (
  cell: ReportDocument.Cell | undefined,
  align: ReportDocument.Column["align"],
  places: ReadonlyArray<number>
): Partial<Cell> => {
  const { format = plainFormat, formula, isBold = false, text = "", value = null } = cell ?? {}
  if (value === null) return { value: Style.literal(oneLine(text)), style: Style.boxed(align, { bold: isBold }) }
  const style = Style.boxed(align, { format, bold: isBold })
  if (formula === undefined) return { value, style }
  const named = Arithmetic.written(formula, ({ column, row }) => `${colToLetter(column)}${places[row]! + 1}`)
  return { value, formula: Arithmetic.formula(named), formulaResult: value, style }
}

const sheetOf = (document: ReportDocument.ReportDocument, at: number, name: string): WriteSheet => {
  const annex = document.annexes[at]!
  const widest = annex.tables.toSorted((a, b) => b.columns.length - a.columns.length)[0]?.columns ?? []
  const sheet: Sheet = { cells: new Map(), merges: [], heights: new Map(), row: 0 }
  across(sheet, ReportDocument.annexLabel(document, at), widest, Style.heading(14, { bold: true }))
  across(sheet, annex.title.toLocaleUpperCase("vi"), widest, Style.heading(14, { bold: true }))
  across(sheet, ReportDocument.annexReference(document), widest, Style.heading(13, { italic: true }))
  if (annex.note !== null) across(sheet, annex.note, widest, Style.heading(13, { italic: true }))
  sheet.row++
  const first = sheet.row + 1 + (annex.tables[0]?.caption == null ? 0 : 1)
  annex.tables.forEach((table, i) => {
    if (i > 0) sheet.row++
    if (table.caption !== null) across(sheet, table.caption, widest, Style.heading(12, { bold: true }))
    put(sheet, table)
  })
  return {
    name,
    rows: [],
    cells: sheet.cells,
    merges: sheet.merges,
    rowDefs: sheet.heights,
    columns: widest.map((column) => ({ width: charactersOf(column) })),
    pageSetup: Style.paper,
    freezePane: { rows: first }
  }
}

/** The annexes as a file (.xlsx); of a report without any, one sheet that says so. The same report gives the same bytes. */
export const write = (document: ReportDocument.ReportDocument): Promise<Uint8Array> => {
  const { annexes, letterhead, summary, type } = document
  const names = Style.sheetNames(annexes.map((_, at) => ReportDocument.annexLabel(document, at)))
  const sheets: ReadonlyArray<WriteSheet> =
    annexes.length > 0
      ? annexes.map((_, at) => sheetOf(document, at, names[at]!))
      : [{ name: "1", rows: [[Style.literal(oneLine(`${type} ${summary}`))]] }]
  const day = new Date(`${letterhead.date ?? "1980-01-01"}T00:00:00Z`)
  return writeXlsx({
    sheets: [...sheets],
    namedRanges: sheets.flatMap(({ freezePane, name }) =>
      freezePane?.rows === undefined ? [] : [Style.printTitles(name, freezePane.rows, freezePane.rows)]
    ),
    defaultFont: Style.font(12),
    properties: { title: oneLine(`${type} ${summary}`), created: day, modified: day }
  })
}
