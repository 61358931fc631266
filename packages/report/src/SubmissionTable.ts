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
import { isVia, roads, type Submission, type Via } from "./Submission.ts"

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

/** A row together with the ways to say where in it a problem stands. */
interface Line {
  readonly cells: { readonly [heading: string]: string }
  readonly at: (heading: string) => Issue.Place
}

const readVia = ({ cells, at }: Line, issues: Array<Issue.Issue>): Via => {
  const via = (cells.via ?? "").toLowerCase()
  if (via === "" || isVia(via)) return via === "" ? "file" : via
  issues.push(issue("submissions.via-unknown", { via, roads: roads.join(", ") }, { path: ["via"], place: at("via") }))
  return "file"
}

const readAt = ({ cells, at }: Line, issues: Array<Issue.Issue>): Instant.Instant => {
  const read = Instant.parse(cells.at ?? "")
  if (read.ok) return read.value
  issues.push(...read.issues.map((found) => ({ ...found, path: ["at"], place: at("at") })))
  return ""
}

const readSeen = ({ cells, at }: Line, issues: Array<Issue.Issue>): number => {
  const seen = cells.seen ?? ""
  if (/^\d*$/.test(seen)) return Number(seen)
  issues.push(issue("submissions.seen-unreadable", { seen }, { path: ["seen"], place: at("seen") }))
  return 0
}

/**
 * Reads submissions of one template and period.
 *
 * Every row goes through the template's validator, so a figure of the wrong kind is found here, with its cell.
 */
export const read = (text: string, options: ReadOptions): Issue.Checked<Read> => {
  const { template, period, tree, previous, sameLastYear, file } = options
  const named = (found: Issue.Issue): Issue.Issue => (file === undefined ? found : Issue.inFile(found, file))
  const parsed = Table.parse(text, { needed })
  if (!parsed.ok) return Issue.fail(...parsed.issues.map(named))
  const table = parsed.value
  const answers = answerColumns(template)
  const { id, lineage, version } = template.template
  const issues: Array<Issue.Issue> = []
  const firstLines = new Map<string, number>()

  table.headings.forEach((heading, i) => {
    if (!known.has(heading) && !answers.has(heading.toLowerCase()))
      issues.push(
        issue(
          "submissions.field-unknown",
          { template: id, field: heading },
          { path: [heading], place: { line: 1, column: i + 1 } }
        )
      )
  })
  const headingOf = new Map(table.headings.map((heading) => [answers.get(heading.toLowerCase()) ?? heading, heading]))

  const submissions = table.rows.map((row): Received => {
    const line: Line = { cells: row.cells, at: (heading) => Table.placeOf(table, row, heading) }
    const unitId = row.cells.unit ?? ""
    const unit = Snapshot.unit(tree, unitId)
    const place = line.at("unit")
    const first = firstLines.get(unitId)
    if (unit === null) issues.push(issue("submissions.unit-unknown", { unit: unitId }, { path: ["unit"], place }))
    if (first !== undefined)
      issues.push(issue("submissions.unit-twice", { unit: unitId, line: first }, { path: ["unit"], place }))
    else firstLines.set(unitId, row.line)
    const reportedBy = row.cells.reported_by ?? ""
    if (reportedBy === "")
      issues.push(issue("submissions.reporter-missing", {}, { path: ["reported_by"], place: line.at("reported_by") }))
    const values: Input = Object.fromEntries(
      table.headings.flatMap((heading) => {
        const key = answers.get(heading.toLowerCase())
        return key === undefined || row.cells[heading] === "" ? [] : [[key, row.cells[heading]]]
      })
    )
    if (unit !== null) {
      const validation = template.validate(values, {
        unit,
        period,
        previous: previous?.(unitId) ?? null,
        sameLastYear: sameLastYear?.(unitId) ?? null
      })
      for (const found of validation.issues) {
        const heading = headingOf.get(String(found.path[0]))
        issues.push({ ...found, place: heading === undefined ? place : line.at(heading) })
      }
    }
    return {
      template: { lineage, id, version },
      unit: unitId,
      period: period.id,
      values,
      seen: readSeen(line, issues),
      reportedBy,
      recordedBy: row.cells.recorded_by || reportedBy,
      via: readVia(line, issues),
      at: readAt(line, issues),
      place: file === undefined ? place : { ...place, file }
    }
  })
  return Issue.unless(issues.map(named), () => ({
    submissions,
    warnings: issues.map(named)
  }))
}
