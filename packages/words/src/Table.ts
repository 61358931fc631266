/**
 * A table that somebody filled in a text editor or saved from a spreadsheet (CSV): separated by `,` or `;`, with or
 * without a byte order mark, lines ending either way. Every cell keeps its place.
 *
 * @since 0.1.0
 */
import { parse as parseRecords } from "csv-parse/browser/esm/sync"
import * as Catalogue from "./Catalogue.ts"
import * as Issue from "./Issue.ts"
import { clean } from "./Text.ts"

/** One row under the heading: values by heading, and its line in the file. */
export interface Row {
  readonly line: number
  readonly cells: { readonly [heading: string]: string }
}

/** A table with a heading row. */
export interface Table {
  readonly headings: ReadonlyArray<string>
  readonly rows: ReadonlyArray<Row>
}

const issue = Issue.from(
  Catalogue.make({
    "table.empty": { vi: "Tệp trống; cần một dòng tiêu đề", en: "The file is empty; a heading row is needed" },
    "table.heading-twice": {
      vi: "Cột {heading} có hai lần; xóa bớt một cột",
      en: "Column {heading} stands twice; remove one"
    },
    "table.heading-missing": {
      vi: "Thiếu cột {heading}; các cột cần có: {needed}",
      en: "Column {heading} is missing; needed: {needed}"
    },
    "table.heading-empty": {
      vi: "Cột thứ {n} không có tiêu đề; ghi tiêu đề hoặc xóa cột",
      en: "Column {n} has no heading; give it one or remove it"
    },
    "table.quote-open": {
      vi: "Dấu ngoặc kép mở ở ô này không được đóng; thêm dấu ngoặc kép ở cuối ô",
      en: "The quote opened in this cell is never closed; add a quote at the end of the cell"
    },
    "table.quote-inside": {
      vi: 'Có dấu ngoặc kép giữa ô; đặt cả ô trong ngoặc kép và viết hai dấu liền nhau ("") cho mỗi dấu bên trong',
      en: 'There is a quote inside the cell; put the whole cell in quotes and double each quote inside ("")'
    },
    "table.quote-after": {
      vi: 'Sau dấu ngoặc kép đóng còn chữ; đặt dấu phân cách sau dấu ngoặc kép, hoặc viết hai dấu liền nhau ("")',
      en: 'Text follows a closing quote; put a separator after the quote, or double it ("")'
    },
    "table.broken": {
      vi: "Không đọc được dòng này; xem lại dấu ngoặc kép và dấu phân cách",
      en: "This line cannot be read; check the quotes and separators"
    },
    "table.width": {
      vi: "Dòng có {actual} ô, tiêu đề có {expected} ô; xem lại dấu phân cách",
      en: "The row has {actual} cells, the heading {expected}; check the separators"
    }
  })
)

/** The heading row, which may hold line breaks and separators between quotes. */
const headingRow = /^\s*((?:"(?:[^"]|"")*"|[^"\n])*)/

const separatorOf = (text: string): string => {
  const heading = (headingRow.exec(text)?.[1] ?? "").replaceAll(/"[^"]*"/g, "")
  return heading.split(";").length > heading.split(",").length ? ";" : ","
}

/** What csv-parse calls the ways in which quotes go wrong. */
const faults = {
  CSV_QUOTE_NOT_CLOSED: "table.quote-open",
  INVALID_OPENING_QUOTE: "table.quote-inside",
  CSV_INVALID_CLOSING_QUOTE: "table.quote-after"
} as const

interface ParserError {
  readonly code: string
  readonly lines: number
  readonly column: number
  /** Bytes of UTF-8 up to the last separator that was read. */
  readonly bytes: number
}

/** A quote that is never closed is noticed at the end of the file; it opened right after the last separator. */
const lineOfQuote = (body: string, bytes: number): number => {
  const encoded = new TextEncoder().encode(body)
  return 1 + encoded.subarray(0, encoded.indexOf(34, bytes)).filter((byte) => byte === 10).length
}

const faultOf = (error: ParserError, body: string): Issue.Issue => {
  const code = Object.hasOwn(faults, error.code) ? faults[error.code as keyof typeof faults] : "table.broken"
  const line = code === "table.quote-open" ? lineOfQuote(body, error.bytes) : error.lines
  return issue(code, {}, { place: { line, column: error.column + 1 } })
}

interface ParserRecord {
  readonly record: ReadonlyArray<string>
  /** Lines up to the end of the record. */
  readonly info: { readonly lines: number }
}

const breaksIn = (cells: ReadonlyArray<string>): number => cells.reduce((n, cell) => n + cell.split("\n").length - 1, 0)

const isBlank = (cell: string): boolean => clean(cell) === ""

/** Where the cell of `heading` stands; the column counts cells from 1. */
export const placeOf = (table: Table, row: Row, heading: string): Issue.Place => ({
  line: row.line,
  column: table.headings.indexOf(heading) + 1
})

/**
 * Reads a table whole or lists everything wrong with its form. Cells come out composed (NFC) and trimmed; rows and last
 * columns in which nothing stands, as spreadsheets leave them, are passed over.
 *
 * @example
 * ```ts
 * import { Table } from "@lienhoi/words"
 *
 * const read = Table.parse("\uFEFFmã;tên\r\n93;Tỉnh Hậu Giang\r\n", { needed: ["mã"] })
 * read.ok && read.value.rows[0] // => { line: 2, cells: { "mã": "93", "tên": "Tỉnh Hậu Giang" } }
 * ```
 */
export const parse = (text: string, options: { readonly needed: ReadonlyArray<string> }): Issue.Checked<Table> => {
  const body = text.replace(/^\uFEFF/u, "").replaceAll(/\r\n?/g, "\n")
  let records: ReadonlyArray<ParserRecord>
  try {
    records = parseRecords(body, {
      delimiter: separatorOf(body),
      record_delimiter: "\n",
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true
    }) as never
  } catch (error) {
    return Issue.fail(faultOf(error as ParserError, body))
  }
  const [first, ...rest] = records.map(({ record, info }) => ({ record, line: info.lines - breaksIn(record) }))
  if (first === undefined) return Issue.fail(issue("table.empty", {}, { place: { line: 1, column: 1 } }))
  const headings = first.record.slice(0, first.record.findLastIndex((cell) => !isBlank(cell)) + 1).map(clean)
  const issues = headingIssues(headings, first.line, options.needed)
  const rows = rest.map(({ record, line }): Row => {
    const width = Math.max(record.findLastIndex((cell) => !isBlank(cell)) + 1, Math.min(record.length, headings.length))
    if (width !== headings.length) {
      issues.push(
        issue(
          "table.width",
          { actual: width, expected: headings.length },
          { place: { line, column: Math.min(width, headings.length) + 1 } }
        )
      )
    }
    return { line, cells: Object.fromEntries(headings.map((heading, i) => [heading, clean(record[i] ?? "")])) }
  })
  return Issue.unless(issues, () => ({ headings, rows }))
}

const headingIssues = (
  headings: ReadonlyArray<string>,
  line: number,
  needed: ReadonlyArray<string>
): Array<Issue.Issue> => [
  ...headings.flatMap((heading, i) => {
    const place = { line, column: i + 1 }
    if (heading === "") return [issue("table.heading-empty", { n: i + 1 }, { place })]
    return headings.indexOf(heading) === i ? [] : [issue("table.heading-twice", { heading }, { place })]
  }),
  ...needed
    .filter((heading) => !headings.includes(heading))
    .map((heading) =>
      issue("table.heading-missing", { heading, needed: needed.join(", ") }, { place: { line, column: 1 } })
    )
]
