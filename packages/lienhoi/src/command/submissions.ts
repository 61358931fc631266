/**
 * Submissions in a file: a JSON document per line, or a table `unit,period`, then a column for each field. They are written
 * back in the form in which they came.
 *
 * @since 0.1.0
 */

import * as Template from "@lienhoi/template/Template"
import type { Input } from "@lienhoi/template/Validation"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import * as Table from "@lienhoi/words/Table"
import type { Document } from "../files.ts"

const issue = Issue.from(
  Catalogue.make({
    "submissions.json": {
      vi: "Dòng này không phải JSON của một báo cáo (có template và values); xem lại dòng",
      en: "This line is no JSON of a submission (with template and values); check it"
    },
    "submissions.other": {
      vi: "Báo cáo này theo mẫu {found}, không phải {wanted}; để riêng từng mẫu một tệp",
      en: "This is a report on {found}, not {wanted}; keep each template in a file of its own"
    },
    "submissions.column": {
      vi: "Mẫu {template} không có chỉ tiêu {field}; sửa tên cột hoặc xóa cột",
      en: "Template {template} has no field {field}; correct the heading or remove the column"
    }
  })
)

/** One submission on its way. */
export interface Row {
  readonly place: Issue.Place
  readonly input: Input
  /** The same row with other answers, as text. */
  readonly written: (input: Input, template: Template.Template) => string
}

/** Submissions that could be read, and everything that is wrong with the others. */
export interface Rows {
  readonly rows: ReadonlyArray<Row>
  readonly issues: ReadonlyArray<Issue.Issue>
  /** What stands above them in the new file. */
  readonly heading: (template: Template.Template, input: ReadonlyArray<Input>) => ReadonlyArray<string>
}

const isRecord = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const parsed = (line: string): unknown => {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

const named = ({ id, version }: { readonly id?: unknown; readonly version?: unknown }): string => `${id} ${version}`

const ofLines = ({ file, text }: Document, older: Template.Template): Rows => {
  const issues: Array<Issue.Issue> = []
  const rows = text.split("\n").flatMap((line, i): ReadonlyArray<Row> => {
    if (line.trim() === "") return []
    const place = { file, line: i + 1, column: 1 }
    const value = parsed(line)
    if (!isRecord(value) || !isRecord(value.template) || !isRecord(value.values)) {
      issues.push(issue("submissions.json", {}, { place }))
      return []
    }
    if (named(value.template) !== named(older)) {
      const params = { found: named(value.template).slice(0, 80), wanted: named(older) }
      issues.push(issue("submissions.other", params, { place }))
      return []
    }
    const written = (values: Input, { lineage, id, version }: Template.Template) =>
      JSON.stringify({ ...value, template: { lineage, id, version }, values })
    return [{ place, input: value.values, written }]
  })
  return { rows, issues, heading: () => [] }
}

const around = new Set(["unit", "name", "period", "level"])

const cell = (value: unknown): string => {
  const text = value === null || value === undefined ? "" : String(value)
  return /[",\n;]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

const ofTable = ({ file, text }: Document, older: Template.Template): Rows => {
  const read = Table.parse(text, { needed: ["unit"] })
  if (!read.ok) return { rows: [], issues: read.issues.map((one) => Issue.inFile(one, file)), heading: () => [] }
  const { headings, rows } = read.value
  const isField = (heading: string) => Template.field(older, heading.split("[")[0]!) !== null
  const issues = headings.flatMap((heading, i) =>
    around.has(heading) || isField(heading)
      ? []
      : [
          issue(
            "submissions.column",
            { template: older.id, field: heading },
            { place: { file, line: 1, column: i + 1 } }
          )
        ]
  )
  const kept = headings.filter((heading) => around.has(heading))
  const columns = (inputs: ReadonlyArray<Input>) => [...new Set(inputs.flatMap((input) => Object.keys(input)))]
  const all: Array<Input> = []
  return {
    rows: rows.map((row): Row => {
      const answers = Object.entries(row.cells).filter(([heading]) => !around.has(heading))
      return {
        place: { file, line: row.line, column: 1 },
        input: Object.fromEntries(answers.map(([key, value]) => [key, value === "" ? null : value])),
        written: (input) =>
          [...kept.map((heading) => row.cells[heading]), ...columns(all).map((key) => input[key])].map(cell).join(",")
      }
    }),
    issues,
    heading: (_, inputs) => {
      all.push(...inputs)
      return [[...kept, ...columns(inputs)].map(cell).join(",")]
    }
  }
}

/** Reads submissions to `older`; a table by the ending of its file. */
export const read = (document: Document, older: Template.Template): Rows =>
  document.file.endsWith(".csv") ? ofTable(document, older) : ofLines(document, older)
