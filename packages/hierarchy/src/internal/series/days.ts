/** Several dated lists as one sequence of days on which something changes, each with the rows that hold from it on. */
import { addDays, format, type PlainDate } from "@lienhoi/calendar/PlainDate"
import type { Issue } from "@lienhoi/words/Issue"
import type { Row as TableRow } from "@lienhoi/words/Table"
import type { Row, Written } from "../codeRows.ts"
import { cyclesAmong, roundOf } from "../cycles.ts"
import type { Association } from "../shape.ts"
import type { Sheet } from "../sheet.ts"
import { type Code, issue } from "./texts.ts"

/** A row that knows where it was written; a row of a history that was there before was written nowhere. */
export interface Placed extends Row {
  readonly source: { readonly file: string; readonly sheet: Sheet; readonly row: TableRow } | null
}

/** The rows of one day by code. */
export type Rows = ReadonlyMap<string, Placed>

/** What holds on beside lists that speak of one unit only. */
export interface Rest {
  /** The unit itself as it stands in the history; `null` when the lists speak of everything. */
  readonly within: Placed | null
  readonly rows: Rows
}

/** A day of change. */
export interface Day {
  readonly on: PlainDate
  readonly rows: Rows
}

/** One list and its day. */
export interface Dated extends Written {
  readonly date: PlainDate
  readonly file: string
}

interface Span {
  readonly row: Placed
  readonly from: PlainDate
  /** First day after; `null` is open. */
  until: PlainDate | null
}

/** Says something about the cell of a row; about a row that was written nowhere there is nothing to say. */
const complain = (
  { source }: Placed,
  code: Code,
  heading: string,
  params: { readonly [name: string]: string | number }
): void => {
  if (source === null) return
  const { sheet, row } = source
  sheet.place(issue(code, params, { path: ["rows", sheet.rows.indexOf(row), heading] }), row, heading)
}

/**
 * The days in order. What is wrong with a row is said to its sheet; what is wrong with a list as a whole is returned.
 * `lists` in the order of their dates, each date once.
 */
export const daysOf = (
  lists: ReadonlyArray<Dated>,
  association: Association,
  rest: Rest
): { readonly days: ReadonlyArray<Day>; readonly issues: ReadonlyArray<Issue> } => {
  const spans = new Map<string, Array<Span>>()
  const issues: Array<Issue> = []
  for (const [i, list] of lists.entries()) {
    const next = lists[i + 1]?.date ?? null
    if (list.rows.length === 0)
      issues.push(
        issue("series.empty", { date: format(list.date) }, { place: { file: list.file, line: 1, column: 1 } })
      )
    for (const [at, row] of list.rows.entries()) {
      const placed = { ...row, source: { file: list.file, sheet: list.sheet, row: list.sheet.rows[at]! } }
      if (row.code !== "") lay(spans, placed, list.date, next)
    }
  }
  const all = [...spans.values()].flat()
  const changes = [...new Set(all.flatMap(({ from, until }) => [from, ...(until === null ? [] : [until])]))].sort()
  const days = changes.map((on) => ({ on, rows: beside(rest, rowsOn(all, on)) }))
  for (const day of days) refuseLoose(day, association)
  return { days, issues }
}

/** Lays one row behind what the lists before it say of the code. */
const lay = (spans: Map<string, Array<Span>>, row: Placed, date: PlainDate, next: PlainDate | null): void => {
  const own = spans.get(row.code) ?? []
  spans.set(row.code, own)
  const until = earliest(row.to === null ? null : addDays(row.to, 1), next)
  const begin = row.from ?? date
  const about = { name: row.name, code: row.code, from: format(begin) }
  if (next !== null && begin >= next) {
    complain(row, "series.after-next", "from", { ...about, next: format(next) })
    return
  }
  const before = own.find((each) => each.from < date && (each.until === null || each.until > begin) && begin < date)
  if (before !== undefined && !isSame(before.row, row) && before.from >= begin) {
    const line = before.row.source?.row.line ?? 0
    complain(row, "series.contradiction", "from", { ...about, date: format(before.from), line })
    return
  }
  if (before !== undefined && !isSame(before.row, row)) before.until = begin
  const from = before !== undefined && isSame(before.row, row) ? date : begin
  const twin = own.find((each) => (until === null || each.from < until) && (each.until === null || each.until > from))
  if (twin !== undefined)
    complain(row, "table.code-twice", "code", { code: row.code, line: twin.row.source?.row.line ?? 0 })
  else own.push({ row, from, until })
}

const earliest = (a: PlainDate | null, b: PlainDate | null): PlainDate | null =>
  a === null ? b : b === null || a < b ? a : b

/** Whether two rows say the same of one unit. */
const isSame = (a: Row, b: Row): boolean =>
  a.code === b.code && a.name === b.name && a.level === b.level && a.parent === b.parent

const rowsOn = (spans: ReadonlyArray<Span>, day: PlainDate): Rows =>
  new Map(
    spans
      .filter(({ from, until }) => from <= day && (until === null || day < until))
      .map(({ row }) => [row.code, row] as const)
  )

/** The unit spoken of stays where it stands in the history, whether or not the list has a row for it. */
const beside = ({ within, rows }: Rest, own: Rows): Rows => {
  if (within === null) return own
  const outside = [...own.values()].filter(({ code }) => rows.has(code))
  const [first] = outside
  if (first !== undefined) {
    const params = { name: first.name, code: first.code, count: outside.length, within: within.name }
    complain(first, "series.outside", "code", params)
  }
  const head = own.get(within.code) ?? within
  return new Map([...rows, ...own, [within.code, { ...head, parent: head.parent ?? within.parent }]])
}

/** Rows that hang in the air on that day, or in a circle. */
const refuseLoose = ({ on, rows }: Day, association: Association): void => {
  const ranks = new Map(association.levels.map(({ id, rank }) => [id, rank]))
  const top = Math.min(...[...rows.values()].map(({ level }) => ranks.get(level) ?? 0))
  for (const row of rows.values()) {
    const about = { name: row.name, code: row.code }
    if (row.parent === null) {
      if ((ranks.get(row.level) ?? 0) > top)
        complain(row, "table.parent-missing", "parent_code", { ...about, level: row.level })
    } else if (!rows.has(row.parent))
      complain(row, "table.parent-unknown", "parent_code", { ...about, parent: row.parent, date: format(on) })
  }
  for (const cycle of cyclesAmong(rows.keys(), (code) => rows.get(code)?.parent ?? null)) {
    const row = rows.get(cycle[0]!)!
    complain(row, "table.cycle", "parent_code", { name: row.name, code: row.code, cycle: roundOf(cycle) })
  }
}
