/**
 * Many submissions in one table (CSV): a row for each unit, a column for each field. The table is read whole or refused
 * with everything that is wrong in it, each with line and column.
 *
 * | column | |
 * | --- | --- |
 * | `unit` | id of the unit; once per table |
 * | `reported_by` | id of the person who answers for the figures |
 * | `recorded_by` | id of the person who typed them in; empty: the same person |
 * | `via` | web, chat, excel, phone, by-hand, file; empty: file |
 * | `at` | when it came, with offset: `2024-10-15T08:30+07:00` |
 * | `seen` | may be left out: the newest revision the sender had before them, 0 by default |
 * | `TC04`, `TC04[tu_18_30]`, … | the answers, as people write them; empty: no answer |
 *
 * @since 0.1.0
 */
import * as Instant from "@lienhoi/calendar/Instant"
import type { Period } from "@lienhoi/calendar/Period"
import * as Snapshot from "@lienhoi/hierarchy/Snapshot"
import type { Cells } from "@lienhoi/template/Cell"
import type { Compiled } from "@lienhoi/template/Compiled"
import * as Template from "@lienhoi/template/Template"
import type { Input } from "@lienhoi/template/Validation"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import * as Table from "@lienhoi/words/Table"
import { isVia, roads, type Submission } from "./Submission.ts"

/** What a table is read against. */
export interface ReadOptions {
  readonly template: Compiled
  readonly period: Period
  /** The units that may stand in the table: the tree of the template's reference day. */
  readonly tree: Snapshot.Snapshot
  /** A unit's cells of the period before, when comparisons are wanted. */
  readonly previous?: (unit: string) => Cells | null
  /** A unit's cells of the same period of the year before. */
  readonly sameLastYear?: (unit: string) => Cells | null
  /** What a unit is to reach, by field. */
  readonly targets?: (unit: string) => Cells | null
  /** Named in every issue. */
  readonly file?: string
}

/** A submission as it stood in a table. */
export interface Received extends Submission {
  /** When it came. */
  readonly at: Instant.Instant
  /** Its row. */
  readonly place: Issue.Place
}

/** A table that holds, and what deserves a second look. */
export interface Read {
  readonly submissions: ReadonlyArray<Received>
  readonly warnings: ReadonlyArray<Issue.Issue>
}

const needed = ["unit", "reported_by", "recorded_by", "via", "at"] as const
const known: ReadonlySet<string> = new Set([...needed, "seen"])

const issue = Issue.from(
  Catalogue.make({
    "submissions.unit-unknown": {
      vi: "Không có đơn vị {unit} trong kỳ này; xem lại cột unit",
      en: "There is no unit {unit} in this period; check column unit"
    },
    "submissions.unit-twice": {
      vi: "Đơn vị {unit} đã có ở dòng {line}; giữ lại một dòng",
      en: "Unit {unit} stands on line {line} already; keep one row"
    },
    "submissions.field-unknown": {
      vi: "Mẫu {template} không có chỉ tiêu {field}; sửa lại tên cột hoặc xóa cột",
      en: "Template {template} has no field {field}; correct the heading or remove the column"
    },
    "submissions.field-twice": {
      vi: "Cột {heading} hỏi cùng chỉ tiêu {field} với cột {other}; xóa bớt một cột",
      en: "Column {heading} asks for field {field}, as column {other} does; remove one"
    },
    "submissions.reporter-missing": {
      vi: "Chưa ghi ai báo cáo; điền cột reported_by",
      en: "It is not said who reports; fill column reported_by"
    },
    "submissions.via-unknown": {
      vi: "Không có đường gửi “{via}”; chọn một trong: {roads}",
      en: "There is no road “{via}”; choose one of: {roads}"
    },
    "submissions.seen-unreadable": {
      vi: "“{seen}” không phải số lần nộp; ghi 0 nếu chưa thấy lần nộp nào",
      en: "“{seen}” is not a revision; write 0 when none was seen"
    }
  })
)

/** Every heading under which an answer may stand, in small letters, with the key it means. */
const answerColumns = ({ template }: Compiled): ReadonlyMap<string, string> =>
  new Map(
    Template.fields(template)
      .flatMap((field) => [
        field.key,
        ...field.disaggregate.flatMap(({ items }) => items.map((item) => `${field.key}[${item.key}]`))
      ])
      .map((key) => [key.toLowerCase(), key])
  )

/** A table with what its columns mean. */
interface Sheet {
  readonly table: Table.Table
  /** The key of the answer by heading; headings that hold no answer are not there. */
  readonly keys: ReadonlyMap<string, string>
  readonly headings: ReadonlyMap<string, string>
}

const sheetOf = (table: Table.Table, template: Compiled): Sheet => {
  const columns = answerColumns(template)
  const keys = new Map(
    table.headings.flatMap((heading) => {
      const key = columns.get(heading.toLowerCase())
      return key === undefined || known.has(heading) ? [] : [[heading, key] as const]
    })
  )
  return { table, keys, headings: new Map([...keys].map(([heading, key]) => [key, heading])) }
}

const unknownColumns = ({ table, keys }: Sheet, template: string): ReadonlyArray<Issue.Issue> =>
  table.headings.flatMap((heading, i) =>
    known.has(heading) || keys.has(heading)
      ? []
      : [
          issue(
            "submissions.field-unknown",
            { template, field: heading },
            { path: [heading], place: { line: 1, column: i + 1 } }
          )
        ]
  )

/** Headings that differ only in case mean one field; which of two answers counts is not ours to say. */
const repeatedFields = ({ table, keys }: Sheet): ReadonlyArray<Issue.Issue> => {
  const first = new Map<string, string>()
  return table.headings.flatMap((heading, i) => {
    const field = keys.get(heading)
    if (field === undefined) return []
    const other = first.get(field)
    first.set(field, other ?? heading)
    const details = { path: [heading], place: { line: 1, column: i + 1 } }
    return other === undefined ? [] : [issue("submissions.field-twice", { heading, field, other }, details)]
  })
}

const repeatedUnits = ({ table }: Sheet): ReadonlyArray<Issue.Issue> => {
  const lines = new Map<string, number>()
  return table.rows.flatMap((row) => {
    const unit = row.cells.unit!
    const line = lines.get(unit)
    lines.set(unit, line ?? row.line)
    const details = { path: ["unit"], place: Table.placeOf(table, row, "unit") }
    return line === undefined ? [] : [issue("submissions.unit-twice", { unit, line }, details)]
  })
}

/** What one row says, and what is wrong with it. */
const readRow = (
  sheet: Sheet,
  row: Table.Row,
  options: ReadOptions
): readonly [Received, ReadonlyArray<Issue.Issue>] => {
  const { template, period, tree, previous, sameLastYear, targets, file } = options
  const { id, lineage, version } = template.template
  const cell = (heading: string): string => row.cells[heading] ?? ""
  const placeOf = (heading: string): Issue.Place => Table.placeOf(sheet.table, row, heading)
  const issues: Array<Issue.Issue> = []
  const say = (code: Parameters<typeof issue>[0], params: Parameters<typeof issue>[1], heading: string): void => {
    issues.push(issue(code, params, { path: [heading], place: placeOf(heading) }))
  }

  const unit = Snapshot.unit(tree, cell("unit"))
  if (unit === null) say("submissions.unit-unknown", { unit: cell("unit") }, "unit")
  if (cell("reported_by") === "") say("submissions.reporter-missing", {}, "reported_by")
  const via = cell("via").toLowerCase() || "file"
  if (!isVia(via)) say("submissions.via-unknown", { via, roads: roads.join(", ") }, "via")
  const at = Instant.parse(cell("at"))
  if (!at.ok) issues.push(...at.issues.map((found) => ({ ...found, path: ["at"], place: placeOf("at") })))
  const seen = cell("seen")
  if (!/^\d{0,9}$/.test(seen)) say("submissions.seen-unreadable", { seen }, "seen")
  const values: Input = Object.fromEntries(
    [...sheet.keys].flatMap(([heading, key]) => (cell(heading) === "" ? [] : [[key, cell(heading)]]))
  )
  if (unit !== null) {
    const beside = {
      previous: previous?.(unit.id) ?? null,
      sameLastYear: sameLastYear?.(unit.id) ?? null,
      targets: targets?.(unit.id) ?? null
    }
    for (const found of template.validate(values, { unit, period, ...beside }).issues)
      issues.push({ ...found, place: placeOf(sheet.headings.get(String(found.path[0])) ?? "unit") })
  }
  const place = placeOf("unit")
  const received = {
    template: { lineage, id, version },
    unit: cell("unit"),
    period: period.id,
    values,
    seen: Number(seen),
    reportedBy: cell("reported_by"),
    recordedBy: cell("recorded_by") || cell("reported_by"),
    via: isVia(via) ? via : "file",
    at: at.ok ? at.value : "",
    place: file === undefined ? place : { ...place, file }
  } as const
  return [received, issues]
}

/**
 * Reads submissions of one template and period.
 *
 * Every row goes through the template's validator, so a figure of the wrong kind is found here, with its cell.
 */
export const read = (text: string, options: ReadOptions): Issue.Checked<Read> => {
  const { template, file } = options
  const named = (found: Issue.Issue): Issue.Issue => (file === undefined ? found : Issue.inFile(found, file))
  const parsed = Table.parse(text, { needed })
  if (!parsed.ok) return Issue.fail(...parsed.issues.map(named))
  const sheet = sheetOf(parsed.value, template)
  const rows = sheet.table.rows.map((row) => readRow(sheet, row, options))
  const issues = [
    ...unknownColumns(sheet, template.template.id),
    ...repeatedFields(sheet),
    ...repeatedUnits(sheet),
    ...rows.flatMap(([, found]) => found)
  ].map(named)
  return Issue.unless(issues, () => ({ submissions: rows.map(([received]) => received), warnings: issues }))
}
