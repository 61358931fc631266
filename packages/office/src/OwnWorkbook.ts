/**
 * A province's own workbook: the layout that it has used for years, mapped to a template once by the words of its rows and
 * columns, then filled and read for ever. Rows and columns may move, as long as their words stay; what the workbook looks
 * like is kept.
 *
 * @since 0.1.0
 */
import * as FormFile from "@lienhoi/report/FormFile"
import type { Cells } from "@lienhoi/template/Cell"
import type { Compiled } from "@lienhoi/template/Compiled"
import * as Issue from "@lienhoi/words/Issue"
import { type Workbook as Opened, openXlsx } from "hucre/xlsx"
import * as Yaml from "yaml"
import { contentOf, rowsOf } from "./internal/form/content.ts"
import { issue as formIssue } from "./internal/form/texts.ts"
import { rawOf } from "./internal/form/value.ts"
import { literal } from "./internal/newSheet.ts"
import { cellAt, type Located, locate, type Target } from "./internal/own/locate.ts"
import type { Anchor, Mapping } from "./internal/own/mapping.ts"
import * as Propose from "./internal/own/propose.ts"
import { issue } from "./internal/own/texts.ts"
import * as PrintRanges from "./internal/printRanges.ts"
import { placeIn } from "./internal/sheetRows.ts"
import { issue as fileIssue } from "./internal/workbookTexts.ts"
import * as Workbook from "./Workbook.ts"

export type { Anchor, Mapping } from "./internal/own/mapping.ts"

/** A mapping found by the words of the questions, and the paths for which a person has to say where they stand. */
export type Proposal = Propose.Proposal

const isRecord = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const isAnchor = (value: unknown): value is Anchor =>
  isRecord(value) &&
  typeof value.row === "string" &&
  ["under", "column", "sheet"].every((name) => value[name] === undefined || typeof value[name] === "string") &&
  Object.keys(value).every((name) => ["row", "under", "column", "sheet"].includes(name))

/**
 * Reads a mapping from YAML.
 *
 * @example
 * ```ts
 * import { OwnWorkbook } from "@lienhoi/office"
 *
 * const yaml = ["template: vwu/bao-cao-thang", "column: Số lượng", "fields:", "  TC04: { row: Tổng số hội viên }"].join("\n")
 * const read = OwnWorkbook.parse(yaml)
 *
 * read.ok && read.value.fields.TC04 // => { row: "Tổng số hội viên" }
 * OwnWorkbook.parse("a: 1").ok // => false
 * ```
 */
export const parse = (text: string, file?: string): Issue.Checked<Mapping> => {
  const named = (one: Issue.Issue): Issue.Issue => (file === undefined ? one : Issue.inFile(one, file))
  const lines = new Yaml.LineCounter()
  const document = Yaml.parseDocument(text, { lineCounter: lines })
  const [fault] = document.errors
  if (fault !== undefined) {
    const { line, col } = lines.linePos(fault.pos[0])
    return Issue.fail(
      named(issue("own.yaml", { detail: fault.code }, { place: { line: Math.max(1, line), column: Math.max(1, col) } }))
    )
  }
  const value: unknown = document.toJS({ maxAliasCount: 0 })
  if (!isRecord(value)) return Issue.fail(named(issue("own.not-mapping")))
  const { template, column, sheet, fields } = value
  if (typeof template !== "string" || typeof column !== "string" || !isRecord(fields))
    return Issue.fail(named(issue("own.not-mapping")))
  const bad = Object.entries(fields).filter(([, anchor]) => !isAnchor(anchor))
  if (bad.length > 0)
    return Issue.fail(...bad.map(([path]) => named(issue("own.not-mapping", {}, { path: ["fields", path] }))))
  const anchors = fields as Mapping["fields"]
  return Issue.ok({ template, column, ...(typeof sheet === "string" ? { sheet } : {}), fields: anchors })
}

/** The mapping as YAML, to be looked through by a person; {@link parse} gives the same. */
export const print = (mapping: Mapping): string => Yaml.stringify(mapping, { lineWidth: 0 })

/**
 * Looks for the words of every question in a workbook and proposes where each stands. What is found twice, or not at all,
 * is left to a person.
 */
export const propose = async (
  bytes: Uint8Array,
  template: Compiled,
  level: string
): Promise<Issue.Checked<Proposal>> => {
  const workbook = await Workbook.read(bytes)
  return workbook.ok ? Issue.ok(Propose.propose(workbook.value.sheets, template, level)) : workbook
}

const located = (
  workbook: Workbook.Workbook,
  mapping: Mapping,
  template: Compiled,
  level: string
): Issue.Checked<Located> => {
  if (mapping.template !== template.template.id) {
    const params = { found: mapping.template, wanted: template.template.id }
    return Issue.fail(issue("own.other-template", params, { path: ["template"] }))
  }
  const found = locate(workbook.sheets, mapping, template, level)
  return found.issues.length > 0 ? Issue.fail(...found.issues) : Issue.ok(found)
}

/** Whether a mapping still leads somewhere in a workbook: each label once, each answer a cell of its own. */
export const check = async (
  bytes: Uint8Array,
  mapping: Mapping,
  template: Compiled,
  level: string
): Promise<Issue.Checked<null>> => {
  const workbook = await Workbook.read(bytes)
  if (!workbook.ok) return workbook
  const found = located(workbook.value, mapping, template, level)
  return found.ok ? Issue.ok(null) : found
}

const cellFor = ({ path, field, table }: Target, cells: Cells) =>
  contentOf(field, table === null ? cells[path] : rowsOf(cells[table.field.key])[table.index]?.[field.key])

const put = (book: Opened, name: string, row: number, column: number, content: string | number | null): void => {
  const sheet = book.sheets.find((one) => one.name === name)!
  const at = `${row - 1},${column - 1}`
  sheet.cells ??= new Map()
  const value = typeof content === "string" ? literal(content) : content
  const type = typeof content === "number" ? "number" : content === null ? "empty" : "string"
  const { richText: _, ...kept } = sheet.cells.get(at) ?? { value: null, type: "empty" as const }
  sheet.cells.set(at, { ...kept, value, type })
  const cells = sheet.rows[row - 1]
  if (cells !== undefined) cells[column - 1] = value
}

/** A workbook with figures in it, and what was left as it was. */
export interface Filled {
  readonly bytes: Uint8Array
  readonly warnings: ReadonlyArray<Issue.Issue>
}

/**
 * Writes figures into somebody's own workbook. Fonts, colours, widths and whatever else stands in it are kept; a cell with
 * a formula is not written over.
 */
export const fill = async (
  bytes: Uint8Array,
  mapping: Mapping,
  occasion: Pick<FormFile.Occasion, "template" | "unit">,
  cells: Cells
): Promise<Issue.Checked<Filled>> => {
  const workbook = await Workbook.read(bytes)
  if (!workbook.ok) return workbook
  const found = located(workbook.value, mapping, occasion.template, occasion.unit.level)
  if (!found.ok) return found
  try {
    const book = await openXlsx(bytes, { readStyles: true })
    const warnings: Array<Issue.Issue> = []
    for (const { target, sheet, row, column } of found.value.at.values()) {
      const there = cellAt(sheet, row, column)
      const content = cellFor(target, cells)
      if (there?.formula != null) {
        const place = placeIn(sheet.name, row, column)
        warnings.push(
          issue("own.has-formula", { field: target.path }, { path: [target.path], place, severity: "warning" })
        )
      } else if (content !== null || there !== undefined) put(book, sheet.name, row, column, content)
    }
    return Issue.ok({ bytes: await PrintRanges.save(book), warnings })
  } catch {
    return Issue.fail(fileIssue("workbook.broken"))
  }
}

/** The answers in the cells a mapping leads to. */
const answersIn = ({ at }: Located) => {
  const values: { [path: string]: unknown } = {}
  const places: { [path: string]: Issue.Place } = {}
  const issues: Array<Issue.Issue> = []
  for (const { target, sheet, row, column } of at.values()) {
    const { path, field, table } = target
    const place = placeIn(sheet.name, row, column)
    places[path] = place
    if (table !== null) {
      places[`${table.field.key}/${table.index}/${field.key}`] = place
      places[table.field.key] ??= place
    }
    // What is computed is computed again.
    if (table === null && field.askedOf.length === 0) continue
    const raw = rawOf(cellAt(sheet, row, column), field)
    if (raw.is === "nothing") continue
    if (raw.is === "wrong") issues.push(formIssue(raw.code, raw.params, { path: [path], place }))
    else if (table === null) values[path] = raw.value
    else {
      const rows = (values[table.field.key] ?? {}) as { [row: string]: { [column: string]: unknown } }
      const row = { ...rows[table.row.key], [field.key]: raw.value }
      values[table.field.key] = { ...rows, [table.row.key]: row }
    }
  }
  return { values, places, issues }
}

/**
 * Reads somebody's own workbook as the report of one unit and period, which the caller knows: there is no stamp in it. The
 * same validator judges it as every other road, and every problem has its sheet and cell.
 */
export const read = async (
  { bytes, file }: FormFile.Received,
  mapping: Mapping,
  occasion: FormFile.Occasion,
  sender: string
): Promise<FormFile.Reading> => {
  const { template, unit, period, previous = null, sameLastYear = null, targets = null } = occasion
  const { lineage, id, version } = template.template
  const wanted: FormFile.Wanted = { template: { lineage, id, version }, unit: unit.id, period: period.id }
  const refused = (
    because: "file" | "values",
    issues: ReadonlyArray<Issue.Issue>,
    places: FormFile.Places = {}
  ): FormFile.Reading => ({
    is: "refused",
    because,
    issues: issues.map((one) => Issue.inFile(one, file)),
    wanted,
    places
  })
  const workbook = await Workbook.read(bytes)
  if (!workbook.ok) return refused("file", workbook.issues)
  const found = located(workbook.value, mapping, template, unit.level)
  if (!found.ok) return refused("values", found.issues)
  const { values, places, issues } = answersIn(found.value)
  const judged = template.validate(values, { unit, period, previous, sameLastYear, targets })
  const all = [...issues, ...judged.issues.map((one) => FormFile.placed(one, places, file))]
  if (all.some(({ severity }) => severity === "error")) return refused("values", all, places)
  return {
    is: "submission",
    submission: { ...wanted, values, seen: 0, reportedBy: sender, recordedBy: sender, via: "excel", reviewed: false },
    occasion,
    places,
    warnings: all
  }
}
