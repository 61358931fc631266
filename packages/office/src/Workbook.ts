/**
 * Workbooks (.xlsx) as plain values: sheets, cells with text, numbers, dates and yes or no, formulas with the value that
 * was last computed, merged cells, comments. Reading refuses what may harm before it is unpacked; writing never makes a
 * formula out of text. Runs in a browser as in Node.
 *
 * @since 0.1.0
 */
import * as Issue from "@lienhoi/words/Issue"
import { readXlsx, writeXlsx } from "hucre/xlsx"
import * as Guard from "./internal/guard.ts"
import { type NewSheet, sheetOf } from "./internal/newSheet.ts"
import { sheetsOf } from "./internal/sheetModel.ts"
import type { Limits, Sheet, Workbook } from "./internal/workbook.ts"
import { issue } from "./internal/workbookTexts.ts"

export type { NewCell, NewColumn, NewSheet } from "./internal/newSheet.ts"
export type { Cell, Limits, Merged, Sheet, Value, Workbook } from "./internal/workbook.ts"

/** What is taken unless said otherwise; a workbook near all of them was read with a process of 781 MB. */
export const limits: Limits = {
  entries: 2_000,
  totalBytes: 64 * 1024 * 1024,
  entryBytes: 32 * 1024 * 1024,
  ratio: 200,
  cells: 300_000,
  area: 5_000_000,
  tags: 3_000_000
}

/** The name of a cell as Excel says it; rows and columns count from 1. `cellName(5, 3)` is `C5`. */
export const cellName = (row: number, column: number): string => Guard.cellName(row, column)

/** A formula that hands a command to another program: `cmd|'/C calc'!A0`. */
const callsProgram = /\|[^|]*!|\bDDE(?:AUTO)?\b/iu

const programs = ({ name, cells }: Sheet): ReadonlyArray<Issue.Issue> =>
  cells
    .filter(({ formula }) => formula !== null && callsProgram.test(formula.replaceAll(/"[^"]*"/gu, "")))
    .map(({ row, column }) => {
      const place = { line: row, column, sheet: name, cell: cellName(row, column) }
      return issue("workbook.program-formula", {}, { place })
    })

/** Whether a file may be opened at all: no macros, links, passwords, and within the limits. */
export const admit = async (bytes: Uint8Array, within: Limits = limits): Promise<Issue.Checked<null>> =>
  Guard.admit(bytes, within)

/**
 * Reads a workbook. Whatever may harm is refused by name: macros, links to other files, calls of other programs,
 * passwords, packages that unpack to more than the limits. Blank rows and columns cost nothing.
 *
 * @example
 * ```ts
 * import { Workbook } from "@lienhoi/office"
 *
 * const bytes = await Workbook.write([{ name: "Trang 1", rows: [["Mã", "Số"], ["TC04", 405]] }])
 * const read = await Workbook.read(bytes)
 *
 * read.ok && read.value.sheets[0]?.cells[3]?.value // => 405
 * const refused = await Workbook.read(new Uint8Array([1, 2, 3]))
 * refused.ok ? "" : refused.issues[0]?.code // => "workbook.not-one"
 * ```
 */
export const read = async (bytes: Uint8Array, within: Limits = limits): Promise<Issue.Checked<Workbook>> => {
  const opened = await Guard.open(bytes, within)
  if (!opened.ok) return opened
  try {
    const sheets = sheetsOf(await readXlsx(opened.value))
    return Issue.unless(sheets.flatMap(programs), () => ({ sheets }))
  } catch {
    return Issue.fail(issue("workbook.broken"))
  }
}

/**
 * Writes a workbook. Text stays text, whatever it begins with: `=`, `+`, `-`, `@`, a tab. The same sheets give the same
 * bytes.
 */
export const write = (sheets: ReadonlyArray<NewSheet>): Promise<Uint8Array> => {
  const lists = { name: listsName, columns: [] as Array<ReadonlyArray<string>> }
  const made = sheets.map((sheet) => sheetOf(sheet, lists))
  const hidden =
    lists.columns.length === 0
      ? []
      : [{ ...sheetOf({ name: listsName, rows: transposed(lists.columns) }, lists), hidden: true }]
  return writeXlsx({ sheets: [...made, ...hidden], properties: { created: new Date(0), modified: new Date(0) } })
}

/** The hidden sheet that holds what drop-down lists offer. */
export const listsName = "Danh mục"

const transposed = (columns: ReadonlyArray<ReadonlyArray<string>>): ReadonlyArray<ReadonlyArray<string | null>> =>
  Array.from({ length: Math.max(...columns.map(({ length }) => length)) }, (_, row) =>
    columns.map((column) => column[row] ?? null)
  )
