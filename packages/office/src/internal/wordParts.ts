/** The small parts that a Word document is made of: runs, paragraphs, drawn lines, tables. */
import {
  AlignmentType,
  BorderStyle,
  type IParagraphOptions,
  type ITableCellBorders,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlign,
  WidthType
} from "docx"
import type { Layout, Style } from "../Layout.ts"
import type * as ReportDocument from "../ReportDocument.ts"
import { width } from "./measure.ts"
import { oneLine, printable } from "./printable.ts"

/** Millimetres in twentieths of a point. */
export const twips = (millimetres: number): number => Math.round((millimetres * 1440) / 25.4)

/** Nothing to see: what a section ends with when it ends with a table, so low that it never makes a page of its own. */
export const hairline = (): Paragraph =>
  new Paragraph({ spacing: { before: 0, after: 0, line: 20, lineRule: LineRuleType.EXACT } })

/** Text in one style. */
export const run = (text: string, style: Style, isUnderlined = false): TextRun =>
  new TextRun({
    text: style.isUpper === true ? printable(text).toLocaleUpperCase("vi") : printable(text),
    size: style.size * 2,
    ...(style.isBold === true ? { bold: true } : {}),
    ...(style.isItalic === true ? { italics: true } : {}),
    ...(isUnderlined ? { underline: {} } : {})
  })

/** One paragraph in one style. */
export const paragraph = (text: string, style: Style, more: IParagraphOptions = {}): Paragraph =>
  new Paragraph({ children: [run(text, style)], ...more })

/** One centred line. */
export const centred = (text: string, style: Style, more: IParagraphOptions = {}): Paragraph =>
  paragraph(text, style, { alignment: AlignmentType.CENTER, ...more })

/** A line drawn under a text that stands in the middle of so many millimetres. */
export const rule = (text: string, style: Style, share: number, within: number): Paragraph => {
  const said = style.isUpper === true ? text.toLocaleUpperCase("vi") : text
  const blank = twips(Math.max(0, (within - Math.min(within, width(said, style.size) * share)) / 2))
  return new Paragraph({
    border: { top: { style: BorderStyle.SINGLE, size: 6, space: 0, color: "000000" } },
    indent: { left: blank, right: blank },
    spacing: { before: 50, after: 0, line: 60, lineRule: LineRuleType.EXACT },
    children: []
  })
}

const nothing = { style: BorderStyle.NONE, size: 0, color: "auto" }
const noBorders = { top: nothing, bottom: nothing, left: nothing, right: nothing } satisfies ITableCellBorders

/** Rows of paragraphs side by side, without lines around them; widths in millimetres. */
export const sideBySide = (
  widths: ReadonlyArray<number>,
  ...rows: ReadonlyArray<ReadonlyArray<ReadonlyArray<Paragraph>>>
): Table =>
  new Table({
    width: { size: twips(widths.reduce((sum, one) => sum + one, 0)), type: WidthType.DXA },
    columnWidths: widths.map((one) => twips(one)),
    layout: TableLayoutType.FIXED,
    margins: { left: 0, right: 0, top: 0, bottom: 0, marginUnitType: WidthType.DXA },
    borders: { ...noBorders, insideHorizontal: nothing, insideVertical: nothing },
    rows: rows.map(
      (cells) =>
        new TableRow({
          cantSplit: true,
          children: cells.map(
            (children, i) =>
              new TableCell({
                width: { size: twips(widths[i]!), type: WidthType.DXA },
                borders: noBorders,
                children: children.length === 0 ? [new Paragraph({})] : [...children]
              })
          )
        })
    )
  })

const aligned = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT
} as const

/** Shares of a width in whole twips that come to exactly that width. */
const shares = (weights: ReadonlyArray<number>, whole: number): ReadonlyArray<number> => {
  const sum = weights.reduce((a, b) => a + Math.max(b, 0.1), 0)
  let before = 0
  let reached = 0
  return weights.map((weight) => {
    before += Math.max(weight, 0.1)
    const to = Math.round((whole * before) / sum)
    const part = to - reached
    reached = to
    return part
  })
}

const line = { style: BorderStyle.SINGLE, size: 4, color: "000000" }

/** A table of figures over the whole width; its heading row is repeated, no row is torn apart. */
export const figures = (table: ReportDocument.Table, layout: Layout, across: number): Table => {
  const widths = shares(
    table.columns.map((column) => column.width),
    twips(across)
  )
  const whole = widths.reduce((a, b) => a + b, 0)
  const set = { spacing: { before: 20, after: 20 } }
  const cell = (text: string, style: Style, size: number, more: IParagraphOptions, columnSpan = 1): TableCell =>
    new TableCell({
      width: { size, type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      ...(columnSpan > 1 ? { columnSpan } : {}),
      children: [paragraph(oneLine(text), style, { ...set, ...more })]
    })
  return new Table({
    width: { size: whole, type: WidthType.DXA },
    columnWidths: [...widths],
    layout: TableLayoutType.FIXED,
    margins: { left: 70, right: 70, top: 0, bottom: 0, marginUnitType: WidthType.DXA },
    borders: { top: line, bottom: line, left: line, right: line, insideHorizontal: line, insideVertical: line },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: table.columns.map(({ heading }, i) =>
          cell(heading, { ...layout.table, isBold: true }, widths[i]!, { alignment: AlignmentType.CENTER })
        )
      }),
      ...table.rows.map(
        (row) =>
          new TableRow({
            cantSplit: true,
            children:
              "heading" in row
                ? [cell(row.heading, { ...layout.table, isBold: true }, whole, { keepNext: true }, widths.length)]
                : table.columns.map(({ align }, i) => {
                    const { isBold = false, text = "" } = row.cells[i] ?? {}
                    return cell(text, { ...layout.table, isBold }, widths[i]!, { alignment: aligned[align] })
                  })
          })
      )
    ]
  })
}
