import type { Cell, CellStyle, DataValidation, WriteSheet } from "hucre/xlsx"
import { literal } from "../newSheet.ts"
import { highest } from "../sheetStyle.ts"
import type { Content } from "./content.ts"
import { print } from "./texts.ts"

/** A sheet on its way, with the cells it may check. */
export interface Canvas {
  readonly cells: Map<string, Partial<Cell>>
  readonly rules: Array<DataValidation>
  readonly heights: NonNullable<WriteSheet["rowDefs"]>
  readonly merges: Array<{ startRow: number; startCol: number; endRow: number; endCol: number }>
}

export const canvas = (): Canvas => ({ cells: new Map(), rules: [], heights: new Map(), merges: [] })

export const put = (on: Canvas, row: number, column: number, value: Content, style: CellStyle): void => {
  const plain = typeof value === "string" ? literal(value) : value
  on.cells.set(`${row - 1},${column - 1}`, { value: plain, style })
}

export const compute = (on: Canvas, row: number, column: number, formula: string, style: CellStyle): void => {
  on.cells.set(`${row - 1},${column - 1}`, { formula, style })
}

export const merge = (on: Canvas, row: number, from: number, to: number): void => {
  on.merges.push({ startRow: row - 1, startCol: from - 1, endRow: row - 1, endCol: to - 1 })
}

/** Lines a text takes in a column of that many signs; Excel does not make room for merged cells itself. */
export const linesIn = (text: string, width: number): number =>
  text.split("\n").reduce((n, part) => n + Math.max(1, Math.ceil((part.length * 1.08) / width)), 0)

export const height = (on: Canvas, row: number, lines: number, least = 18): void => {
  on.heights.set(row - 1, { height: Math.min(highest, Math.max(least, lines * 15.5 + 3)) })
}

/** How a sheet is printed and what may be changed in it. */
export const page = (isWide: boolean): Pick<WriteSheet, "pageSetup" | "headerFooter" | "protection"> => ({
  pageSetup: {
    paperSize: "a4",
    orientation: isWide ? "landscape" : "portrait",
    fitToPage: true,
    fitToWidth: 1,
    // As many pages as it takes: a height of 1 would squeeze a long form onto one page.
    fitToHeight: 0,
    horizontalCentered: true,
    margins: { top: 0.6, bottom: 0.6, left: 0.6, right: 0.4, header: 0.3, footer: 0.3 }
  },
  headerFooter: { oddFooter: `&R${print("page")}` },
  protection: { sheet: true, formatColumns: true, formatRows: true, insertRows: true, selectLockedCells: true }
})
