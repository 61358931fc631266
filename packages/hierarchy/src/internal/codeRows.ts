/** Rows of a list of units by code, with the cells they stand in. */
import { format, type PlainDate } from "@lienhoi/calendar/PlainDate"
import { type Checked, type Issue, unless } from "@lienhoi/words/Issue"
import type { Row as TableRow } from "@lienhoi/words/Table"
import { type Code, issue } from "./series/texts.ts"
import type { Association } from "./shape.ts"
import { inFileOrder, open, type Sheet } from "./sheet.ts"

/** One row. */
export interface Row {
  readonly code: string
  readonly name: string
  /** Id of the level. */
  readonly level: string
  /** Code of the upper unit, `null` at the top. */
  readonly parent: string | null
  /** First day of what the row says, `null` when it does not tell. */
  readonly from: PlainDate | null
  /** Last day of what the row says, `null` when it does not tell. */
  readonly to: PlainDate | null
}

/** How somebody writes the list, so that it is written back the same way. */
export interface Form {
  /** The word for a level, where it is not the level's id: `{ co_so: "commune" }`. */
  readonly levels: { readonly [level: string]: string }
  /** Whether the columns `from` and `to` stand in it. */
  readonly dates: boolean
}

/** How it is read. */
export interface Options {
  readonly association: Association
  /** Named in the issues. */
  readonly file?: string
}

/** The rows in the order of the sheet's. */
export interface Written {
  readonly rows: ReadonlyArray<Row>
  readonly form: Form
  readonly sheet: Sheet
  readonly warnings: ReadonlyArray<Issue>
}

const words: { readonly [word: string]: string } = {
  country: "trung_uong",
  province: "tinh",
  district: "huyen",
  commune: "co_so"
}

export const columns = { needed: ["code", "name", "level", "parent_code"], also: ["from", "to"] }

/** Reads the list, or lists everything wrong with its cells. */
export const readRows = (text: string, { association, file }: Options): Checked<Written> => {
  const opened = open(text, columns, file)
  if (!opened.ok) return opened
  const sheet = opened.value
  const known = new Set(association.levels.map(({ id }) => id))
  const levels: Record<string, string> = {}
  const rows = sheet.rows.map((row) => {
    const given = sheet.cell(row, "level")
    const word = words[given.toLowerCase()] ?? ""
    const level = known.has(given) ? given : known.has(word) ? word : null
    if (level !== null && level !== given) levels[level] ??= given
    return rowOf(sheet, row, level, association)
  })
  const form = { levels, dates: rows.length > 0 && columns.also.every((heading) => heading in sheet.rows[0]!.cells) }
  const warnings = inFileOrder(sheet.issues)
  return unless(warnings, () => ({ rows, form, sheet, warnings }))
}

const rowOf = (sheet: Sheet, row: TableRow, level: string | null, association: Association): Row => {
  const cell = (heading: string): string => sheet.cell(row, heading)
  const say = (code: Code, heading: string, params: { readonly [name: string]: string }): void =>
    sheet.place(issue(code, params, { path: ["rows", sheet.rows.indexOf(row), heading] }), row, heading)
  const code = cell("code")
  const name = cell("name")
  if (code === "") say("table.code-missing", "code", {})
  if (name === "") say("table.name-missing", "name", { code })
  if (level === null) {
    const known = association.levels.map(({ id }) => id).join(", ")
    say("table.level-unknown", "level", { code, name, level: cell("level"), known })
  }
  const from = sheet.day(row, "from")
  const to = sheet.day(row, "to")
  if (from !== null && to !== null && to < from)
    say("table.to-before-from", "to", { from: format(from), to: format(to) })
  return { code, name, level: level ?? "", parent: cell("parent_code") || null, from, to }
}
