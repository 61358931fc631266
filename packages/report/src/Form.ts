/**
 * Everything that one form needs, as one plain value: the template, the figures beside the questions, what stands in the
 * boxes already, how the report stands, and what the one who asks may do. It goes to a browser as JSON; there
 * `Compiled.make(form.template)` is the same validator as everywhere.
 *
 * @since 0.1.0
 */
import type { Period } from "@lienhoi/calendar/Period"
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import * as Cell from "@lienhoi/template/Cell"
import * as Field from "@lienhoi/template/Field"
import * as Template from "@lienhoi/template/Template"
import type { Input } from "@lienhoi/template/Validation"
import * as Closing from "./internal/closing.ts"
import * as Report from "./Report.ts"

/** What the one who asks may do with the report as it stands now. */
export interface May {
  readonly submit: boolean
  readonly amend: boolean
  readonly return: boolean
  readonly approve: boolean
  readonly seal: boolean
  readonly extend: boolean
  readonly waive: boolean
}

/** One form. */
export interface Form {
  readonly template: Template.Template
  readonly unit: {
    readonly id: string
    readonly name: string
    /** The level at which it reports. */
    readonly level: string
    readonly kind: string | null
    /** `Ấp 3 › Xã Đông Phước A › …` */
    readonly path: string
  }
  readonly period: Period
  /** The unit closed inside the period: only flows are asked. */
  readonly closing: boolean
  /** `null` when nothing is owed. */
  readonly due: PlainDate | null
  /** Why the unit was let off; `null` when it was not. */
  readonly waived: string | null
  /** This unit's figures of the period before, of the same period of the year before, and what it is to reach. */
  readonly previous: Cell.Cells | null
  readonly sameLastYear: Cell.Cells | null
  readonly targets: Cell.Cells | null
  /** The newest revision as it was handed in; `null` while there is none. */
  readonly cells: Cell.Cells | null
  readonly status: Report.Status
  readonly round: number
  /** The newest revision, 0 when none: `seen` of what is sent from this form. */
  readonly revision: number
  /** Why it was returned or corrected, as last said. */
  readonly reason: string | null
  /** What stands in the boxes: the draft, else the newest revision, else what is carried over from the period before. */
  readonly given: Input
  readonly may: May
}

/** How somebody declares that nothing of the kind happened. */
const nothing = "không phát sinh"

const answer = (field: Field.Field, cell: Cell.Cell): unknown => {
  if (cell.state === "missing") return undefined
  if (cell.state === "zero") return nothing
  if (cell.state === "not-applicable") return { notApplicable: cell.reason }
  // A ratio that nobody wrote follows from its parts.
  if (field.type === "ratio") return cell.printed
  const { value } = cell
  if (!Array.isArray(value)) return value
  return field.type === "table" ? (value as ReadonlyArray<Cell.Cells>).map((row) => rowOf(field, row)) : value
}

const rowOf = (table: Field.Field, row: Cell.Cells): Input =>
  Object.fromEntries(
    table.columns.flatMap((column) => {
      const cell = row[column.key]
      const given = cell === undefined ? undefined : answer(column, cell)
      return given === undefined ? [] : [[column.key, given]]
    })
  )

/** The field that a column belongs to: of `TC04[tre]` the field `TC04`, of `HD04[xa].so_nguoi` the column of that table. */
const fieldOf = (template: Template.Template, column: string): Field.Field | null => {
  const field = Template.field(template, column.split("[", 1)[0] ?? "")
  const inside = column.split("].", 2)[1]
  return inside === undefined ? field : (field?.columns.find(({ key }) => key === inside) ?? null)
}

/**
 * Figures as somebody would type them who handed them in: read again, they are the same figures. What is computed or not
 * asked of that level is left out.
 */
export const typed = (template: Template.Template, level: string, cells: Cell.Cells): Input =>
  Object.fromEntries(
    Object.entries(cells).flatMap(([column, cell]) => {
      const owner = Template.field(template, column.split("[", 1)[0] ?? "")
      const field = fieldOf(template, column)
      if (owner === null || field === null || !Field.isAskedOf(owner, level)) return []
      if (Cell.isUnasked(cell)) return []
      const given = answer(field, cell)
      return given === undefined ? [] : [[column, given]]
    })
  )

const proposed = (template: Template.Template, level: string, previous: Cell.Cells | null): Input =>
  Object.fromEntries(
    Template.fields(template).flatMap((field) => {
      const from = Field.carried(field)
      const cell = from === null || !Field.isAskedOf(field, level) ? undefined : previous?.[from]
      const given = cell === undefined ? undefined : answer(field, cell)
      return given === undefined ? [] : [[field.key, given]]
    })
  )

/** What stands in the boxes when the form is opened. */
export const given = (
  template: Template.Template,
  level: string,
  { report, previous }: { readonly report: Report.Report; readonly previous: Cell.Cells | null }
): Input => {
  const newest = Report.cellsOn(report, "submitted")
  return report.draft ?? (newest === null ? proposed(template, level, previous) : typed(template, level, newest))
}

/** The fields that the unit fills in: those asked of its level; of a unit that closed only flows and words. */
export const asked = ({
  closing,
  template,
  unit
}: Pick<Form, "closing" | "template" | "unit">): ReadonlyArray<Field.Field> =>
  Closing.asked(template, unit.level, closing)

/** Answers as they are judged when they come in: a unit that closed has no states, whatever it was asked before. */
export const judged = (
  { closing, template, unit }: Pick<Form, "closing" | "template" | "unit">,
  answers: Input
): Input => (closing ? Closing.flowsOnly(template, unit.level, answers) : answers)
