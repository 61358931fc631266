/** A table being read: its cells, and what is wrong with them at their places. */
import type { Instant } from "@lienhoi/calendar/Instant"
import { type PlainDate, parse as parseDate } from "@lienhoi/calendar/PlainDate"
import { type Checked, type Issue, inFile } from "@lienhoi/words/Issue"
import { parse, placeOf, type Row, type Table } from "@lienhoi/words/Table"
import type { Recorder } from "../Event.ts"
import { type Code, issue } from "./texts.ts"

/** The rows, and the issues found so far. */
export interface Sheet {
  readonly rows: ReadonlyArray<Row>
  readonly issues: Array<Issue>
  /** A cell's text, empty when there is no such column. */
  readonly cell: (row: Row, heading: string) => string
  /** A cell as a date, `null` when empty. An unreadable one is listed and counts as empty. */
  readonly day: (row: Row, heading: string) => PlainDate | null
  readonly say: (code: Code, row: Row, heading: string, params?: Params, severity?: "error" | "warning") => void
  /** Takes an issue over to the cell it is about; its path then leads there. */
  readonly place: (issue: Issue, row: Row, heading: string) => void
}

/** What all events of a table have in common. */
export interface Reading {
  readonly by: Recorder
  readonly recordedAt: Instant
  /** First day of what a row without `from` says. */
  readonly effectiveOn: PlainDate
  readonly basis?: string
}

type Params = { readonly [name: string]: string | number }

/** Which columns a table must and may have. */
export interface Columns {
  readonly needed: ReadonlyArray<string>
  readonly also: ReadonlyArray<string>
}

/** Reads the table; columns nobody knows are named in warnings. */
export const open = (text: string, { needed, also }: Columns, file: string | undefined): Checked<Sheet> => {
  const table = parse(text, { needed })
  if (!table.ok) return { ok: false, issues: table.issues.map((each) => named(each, file)) }
  const { headings, rows } = table.value
  const issues: Array<Issue> = []
  const known = [...needed, ...also]
  headings.forEach((heading, i) => {
    if (known.includes(heading)) return
    const place = { line: 1, column: i + 1 }
    const unused = issue("row.heading-unused", { heading, known: known.join(", ") }, { place, severity: "warning" })
    issues.push(named(unused, file))
  })
  const cell = (row: Row, heading: string): string => row.cells[heading] ?? ""
  // One row can be several events with one and the same fault: it is said once.
  const said = new Set<string>()
  const numberOf = new Map(rows.map((row, n) => [row, n]))
  const pathTo = (row: Row, heading: string) => ["rows", numberOf.get(row)!, heading]
  const place: Sheet["place"] = (each, row, heading) => {
    const where = standing(table.value, row, heading)
    const key = `${where.line}:${where.column} ${each.message}`
    if (!said.has(key)) issues.push(named({ ...each, path: pathTo(row, heading), place: where }, file))
    said.add(key)
  }
  const say: Sheet["say"] = (code, row, heading, params = {}, severity = "error") => {
    place(issue(code, params, { severity }), row, heading)
  }
  const day: Sheet["day"] = (row, heading) => {
    const text = cell(row, heading)
    if (text === "") return null
    const read = parseDate(text)
    if (read.ok) return read.value
    for (const each of read.issues) place(each, row, heading)
    return null
  }
  return { ok: true, value: { rows, issues, cell, day, say, place } }
}

// A problem with a column that is not there stands at the row's first cell.
const standing = (table: Table, row: Row, heading: string): { readonly line: number; readonly column: number } =>
  table.headings.includes(heading) ? placeOf(table, row, heading) : { line: row.line, column: 1 }

const named = (each: Issue, file: string | undefined): Issue => (file === undefined ? each : inFile(each, file))

/** Issues in the order of the file. */
export const inFileOrder = (issues: ReadonlyArray<Issue>): ReadonlyArray<Issue> =>
  [...issues].sort(
    (a, b) => (a.place?.line ?? 0) - (b.place?.line ?? 0) || (a.place?.column ?? 0) - (b.place?.column ?? 0)
  )
