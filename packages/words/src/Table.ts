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
    "table.broken": {
      vi: "Không đọc được dòng này: {reason}; xem lại dấu ngoặc kép và dấu phân cách",
      en: "This line cannot be read: {reason}; check the quotes and separators"
    },
    "table.width": {
      vi: "Dòng có {actual} ô, tiêu đề có {expected} ô; xem lại dấu phân cách",
      en: "The row has {actual} cells, the heading {expected}; check the separators"
    }
  })
)

const separatorOf = (text: string): string => {
  const heading = text.slice(0, text.search(/[\r\n]|$/))
  return heading.split(";").length > heading.split(",").length ? ";" : ","
}

/** Where the cell of `heading` stands; the column counts cells from 1. */
export const placeOf = (table: Table, row: Row, heading: string): Issue.Place => ({
  line: row.line,
  column: table.headings.indexOf(heading) + 1
})

/**
 * Reads a table whole or lists everything wrong with its form. Cells come out composed (NFC) and trimmed.
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
  const body = text.replace(/^\uFEFF/u, "")
  let records: ReadonlyArray<{ readonly record: ReadonlyArray<string>; readonly info: { readonly lines: number } }>
  try {
    records = parseRecords(body, {
      delimiter: separatorOf(body),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true
    }) as never
  } catch (cause) {
    const line = (cause as { readonly lines?: number }).lines ?? 1
    return Issue.fail(issue("table.broken", { reason: (cause as Error).message }, { place: { line, column: 1 } }))
  }
  const [first, ...rest] = records
  if (first === undefined) return Issue.fail(issue("table.empty", {}, { place: { line: 1, column: 1 } }))
  const headings = first.record.map(clean)
  const issues: Array<Issue.Issue> = []
  headings.forEach((heading, i) => {
    if (headings.indexOf(heading) !== i)
      issues.push(issue("table.heading-twice", { heading }, { place: { line: 1, column: i + 1 } }))
  })
  for (const heading of options.needed) {
    if (!headings.includes(heading)) {
      issues.push(
        issue(
          "table.heading-missing",
          { heading, needed: options.needed.join(", ") },
          { place: { line: 1, column: 1 } }
        )
      )
    }
  }
  const rows = rest.map(({ record, info }): Row => {
    const breaks = record.reduce((n, cell) => n + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0)
    const line = info.lines - breaks
    if (record.length !== headings.length) {
      issues.push(
        issue(
          "table.width",
          { actual: record.length, expected: headings.length },
          { place: { line, column: Math.min(record.length, headings.length) + 1 } }
        )
      )
    }
    return { line, cells: Object.fromEntries(headings.map((heading, i) => [heading, clean(record[i] ?? "")])) }
  })
  return Issue.unless(issues, () => ({ headings, rows }))
}
