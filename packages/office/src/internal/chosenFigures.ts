/** Figures that were chosen, as lines and as tables. */
import type { ComparisonColumn } from "@lienhoi/template/Template"
import type { Cell, Column, Row, Table } from "../ReportDocument.ts"
import type { Arithmetic } from "./arithmetic.ts"
import type { Figure, Material } from "./choice.ts"
import { say } from "./selectionTexts.ts"

const none: Cell = { text: "…", value: null }

/** `Tổng số hội viên: 405 người; lũy kế 405 người.` */
export const lineOf = ({ cells, label, unit }: Figure): string => {
  const behind = unit === "" || unit === "%" ? "" : ` ${unit}`
  const more = (["year-to-date", "of-plan", "of-last-year"] as const).flatMap((column) => {
    const cell = cells[column]
    // Of a stock the year to date is this period's figure: nobody says it twice.
    const isSame = column === "year-to-date" && cell?.value === cells.period?.value
    return cell?.value == null || isSame ? [] : [say(column, { figure: cell.text, unit: behind })]
  })
  return `${[say("line", { label, figure: (cells.period ?? none).text, unit: behind }), ...more].join("; ")}.`
}

const fixed: ReadonlyArray<Column> = [
  { heading: say("number"), width: 1, align: "center" },
  { heading: say("indicator"), width: 7, align: "left" },
  { heading: say("unit"), width: 2, align: "center" }
]

/** Where a share of two columns of the same row comes from. */
const parts: { readonly [C in ComparisonColumn]?: readonly [ComparisonColumn, ComparisonColumn] } = {
  "of-plan": ["year-to-date", "plan"],
  "of-last-year": ["period", "last-year"]
}

/** What must be said of the columns that are shown, once each. */
const noteOf = ({ notes }: Figure, columns: ReadonlyArray<ComparisonColumn>): string =>
  [...new Set(columns.map((column) => notes[column] ?? "").filter((note) => note !== ""))].join("; ")

const rowOf = (figure: Figure, at: number, columns: ReadonlyArray<ComparisonColumn>, number: number): Row => {
  const of = (column: ComparisonColumn): Cell => {
    const cell = figure.cells[column] ?? none
    const [part, whole] = parts[column] ?? []
    if (part === undefined || whole === undefined || cell.value == null) return cell
    const place = (one: ComparisonColumn): Arithmetic | null => {
      const i = columns.indexOf(one)
      return i < 0 || figure.cells[one]?.value == null ? null : { cell: { row: at, column: fixed.length + i } }
    }
    const [left, right] = [place(part), place(whole)]
    return left === null || right === null ? cell : { ...cell, formula: { operator: "/", left, right } }
  }
  return {
    cells: [
      { text: String(number), value: number, format: { kind: "number", decimals: 0 } },
      { text: figure.label },
      { text: figure.unit },
      ...columns.map(of),
      { text: noteOf(figure, columns) }
    ]
  }
}

const table = (
  columns: Material["sections"][number]["columns"],
  rows: (keys: ReadonlyArray<ComparisonColumn>) => ReadonlyArray<Row>
): Table => {
  const made = rows(columns.map(({ column }) => column))
  const isNoted = made.some((row) => "cells" in row && row.cells.at(-1)?.text !== "")
  return {
    caption: null,
    columns: [
      ...fixed,
      ...columns.map(({ name }): Column => ({ heading: name, width: 3, align: "right" })),
      ...(isNoted ? [{ heading: say("note"), width: 4, align: "left" } as const] : [])
    ],
    rows: isNoted ? made : made.map((row) => ("cells" in row ? { cells: row.cells.slice(0, -1) } : row)),
    note: null
  }
}

/** Columns in which at least one of the figures has a value; this period always. */
const filled = (columns: Material["sections"][number]["columns"], figures: ReadonlyArray<Figure>) =>
  columns.filter(({ column }) => column === "period" || figures.some(({ cells }) => cells[column]?.value != null))

/** A table of the figures that were chosen of one section; empty columns are left out. */
export const comparison = (columns: Material["sections"][number]["columns"], figures: ReadonlyArray<Figure>): Table =>
  table(filled(columns, figures), (keys) => figures.map((figure, i) => rowOf(figure, i, keys, i + 1)))

/** Every figure of every section, in the order of the columns of an annex. */
export const annexTable = ({ sections }: Material): Table => {
  const all = sections.flatMap(({ figures }) => figures)
  const columns = sections
    .flatMap((section) => section.columns)
    .filter(({ column }, i, every) => every.findIndex((other) => other.column === column) === i)
  let at = 0
  return table(filled(columns, all), (keys) =>
    sections.flatMap(
      ({ figures, title }): ReadonlyArray<Row> =>
        figures.length === 0
          ? []
          : [{ heading: title }, ...figures.map((figure, i) => rowOf(figure, at++, keys, i + 1))]
    )
  )
}
