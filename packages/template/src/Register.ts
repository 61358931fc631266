/**
 * Counting the records of a register: how many live at the start and at the end of a window, how many began or ended
 * inside it, or what a figure of theirs adds up to. Over any window, start + began − ended = end.
 *
 * @since 0.1.0
 */
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import type { Window } from "@lienhoi/calendar/Window"
import * as Issue from "@lienhoi/words/Issue"
import { fold } from "@lienhoi/words/Text"
import type { Cell, Cells } from "./Cell.ts"
import * as Column from "./Column.ts"
import type { Compiled } from "./Compiled.ts"
import type { Expression } from "./Expression.ts"
import { type Field, isNumeric, type Moment } from "./Field.ts"
import { evaluate, type World } from "./internal/evaluate.ts"
import { meant } from "./internal/formulaTexts.ts"
import { issue } from "./internal/lifeTexts.ts"
import { listOf } from "./internal/lists.ts"
import { nearest } from "./internal/nearest.ts"
import { condition } from "./internal/sources.ts"
import type { RecordRule, Template } from "./internal/written.ts"
import type { Context, Input } from "./Validation.ts"

/** Which records are meant. */
export interface Query {
  /** The days looked at, both included. */
  readonly window: Window
  /** `end` unless said otherwise. */
  readonly at?: Moment
  /** A formula over the fields of one record; one that is missing for a record leaves it out. */
  readonly where?: string | null
}

const fieldsOf = (template: Template): ReadonlyArray<Field> => template.sections.flatMap((section) => section.fields)

const dateIn = (record: Cells, field: string | null): PlainDate | null => {
  const cell = field === null ? undefined : record[field]
  return cell?.state === "value" && typeof cell.value === "string" ? cell.value : null
}

/** The key of the field as the template writes it. */
const keyIn = (template: Template, name: string | null): string | null =>
  name === null ? null : (fieldsOf(template).find(({ key }) => key.toLowerCase() === name.toLowerCase())?.key ?? name)

/**
 * The days between which a record lives: `from` is its first, from `to` on it is no longer there. `null` where the
 * register or the record does not say: it has always been there, it stays.
 */
export const life = (
  template: Template,
  record: Cells
): { readonly from: PlainDate | null; readonly to: PlainDate | null } => {
  const rule: Pick<RecordRule, "from" | "to"> = template.record ?? { from: null, to: null }
  return {
    from: dateIn(record, keyIn(template, rule.from)),
    to: dateIn(record, keyIn(template, rule.to))
  }
}

const isMeant = (
  { from, to }: { readonly from: PlainDate | null; readonly to: PlainDate | null },
  window: Window,
  at: Moment
): boolean => {
  switch (at) {
    case "start":
      return (from === null || from < window.from) && (to === null || to >= window.from)
    case "end":
      return (from === null || from <= window.to) && (to === null || to > window.to)
    case "during":
      return (from === null || from <= window.to) && (to === null || to >= window.from)
    case "began":
      return from !== null && from >= window.from && from <= window.to
    case "ended":
      return to !== null && to >= window.from && to <= window.to
  }
}

const worldOf = (record: Cells): World => ({
  cell: (key) => {
    const cell: Cell | undefined = record[key]
    if (cell?.state === "zero") return 0
    if (cell?.state !== "value") return null
    const { value } = cell
    return typeof value === "object" ? "" : value
  },
  list: (key, column) => listOf(record[key], column)
})

/** A zero where words are asked says nothing. */
const isTrue = (expression: Expression | null, record: Cells): boolean =>
  expression === null || evaluate(expression, worldOf(record)) === true

/**
 * The records that are meant, in their order, as cells that {@link Compiled} gave; or why the question makes no sense.
 */
export const select = (
  template: Template,
  records: ReadonlyArray<Cells>,
  query: Query
): Issue.Checked<ReadonlyArray<Cells>> => {
  const { window, at = "end", where = null } = query
  const { title, kind, record } = template
  if (kind !== "register" || record === null) {
    return Issue.fail(issue("register.kind", { title, kind }, { path: ["register"] }))
  }
  const issues: Array<Issue.Issue> = []
  const needed = at === "began" ? "from" : at === "ended" ? "to" : null
  if (needed !== null && record[needed] === null) {
    issues.push(issue("register.dates", { title, name: `record.${needed}`, at }, { path: ["at"] }))
  }
  const read = where === null ? { expression: null, issues: [] } : condition(where, template)
  issues.push(...read.issues.map((one) => ({ ...one, path: ["where"] })))
  return Issue.unless(issues, () =>
    records.filter((one) => isMeant(life(template, one), window, at) && isTrue(read.expression, one))
  )
}

/**
 * How many records are meant.
 *
 * @example
 * ```ts
 * import { Cell, Register, Template } from "@lienhoi/template"
 *
 * const read = Template.parse(
 *   [
 *     "template: vwu/so-hoi-vien",
 *     "kind: register",
 *     "title: Sổ hội viên",
 *     "record: { key: [so_hieu], title: ho_ten, from: ngay_vao, to: ngay_ra }",
 *     "sections:",
 *     "  hoi_vien:",
 *     "    title: Hội viên",
 *     "    asked_of: [chi_hoi]",
 *     "    fields:",
 *     "      - { key: so_hieu, label: Số, type: text, required: true }",
 *     "      - { key: ho_ten, label: Họ tên, type: text, personal: basic }",
 *     "      - { key: ngay_vao, label: Ngày vào, type: date }",
 *     "      - { key: ngay_ra, label: Ngày ra, type: date }",
 *     "      - { key: dang_vien, label: Là đảng viên, type: bool, personal: sensitive }"
 *   ].join("\n")
 * )
 * if (!read.ok) throw new Error(read.issues[0]?.message)
 * const { template } = read.value
 * const records = [
 *   { so_hieu: Cell.value("1"), ngay_vao: Cell.value("2020-03-08"), dang_vien: Cell.value(true) },
 *   { so_hieu: Cell.value("2"), ngay_vao: Cell.value("2024-10-20"), dang_vien: Cell.value(false) },
 *   { so_hieu: Cell.value("3"), ngay_vao: Cell.value("2019-01-01"), ngay_ra: Cell.value("2024-10-05") }
 * ]
 * const window = { from: "2024-10-01", to: "2024-10-31" }
 *
 * Register.count(template, records, { window }) // => { ok: true, value: 2 }
 * Register.count(template, records, { window, at: "ended" }) // => { ok: true, value: 1 }
 * Register.count(template, records, { window, where: "dang_vien" }) // => { ok: true, value: 1 }
 * const wrong = Register.count(template, records, { window, where: "dang_vein" })
 * wrong.ok ? "" : wrong.issues[0]?.message // => "Không có chỉ tiêu “dang_vein” (có phải “dang_vien”?); xem lại mã"
 * ```
 */
export const count = (template: Template, records: ReadonlyArray<Cells>, query: Query): Issue.Checked<number> => {
  const meantOnes = select(template, records, query)
  return meantOnes.ok ? Issue.ok(meantOnes.value.length) : meantOnes
}

/**
 * What a number of the records that are meant adds up to, exactly. Records that do not say it are left out; `null` when
 * there are records and none of them says it.
 */
export const sum = (
  template: Template,
  records: ReadonlyArray<Cells>,
  key: string,
  query: Query
): Issue.Checked<number | null> => {
  const numbers = fieldsOf(template).filter((field) => isNumeric(field) && field.type !== "ratio")
  const field = numbers.find((one) => one.key.toLowerCase() === key.toLowerCase())
  const chosen = select(template, records, query)
  if (field === undefined) {
    const keys = numbers.map((one) => one.key)
    const params = { title: template.title, name: key.slice(0, 40), ...meant(nearest(key, keys)) }
    const unknown = issue("register.field", params, { path: ["sum"] })
    return Issue.fail(unknown, ...(chosen.ok ? [] : chosen.issues))
  }
  if (!chosen.ok) return chosen
  const column = { scale: field.decimals }
  const figures = chosen.value.flatMap((record) => Column.scaled(column, record[field.key]) ?? [])
  if (figures.length === 0 && chosen.value.length > 0) return Issue.ok(null)
  return Issue.ok(
    Column.unscaled(
      column,
      figures.reduce((a, b) => a + b, 0)
    )
  )
}

/** Records as they were read. */
export interface ReadRecords {
  /** Of those that are good, in their order. */
  readonly records: ReadonlyArray<Cells>
  /** The first part of each path is the place of the record, from 0. */
  readonly issues: ReadonlyArray<Issue.Issue>
}

/**
 * Reads the records of a register: each like a submission of its own, then its life, then whether two bear the same key
 * (case and marks ignored).
 */
export const read = (compiled: Compiled, inputs: ReadonlyArray<Input>, context: Context): ReadRecords => {
  const { template } = compiled
  const issues: Array<Issue.Issue> = []
  const records: Array<Cells> = []
  const keys = (template.record?.key ?? []).map((name) => keyIn(template, name)!)
  const seen = new Map<string, number>()
  inputs.forEach((input, row) => {
    const { ok, cells, issues: found } = compiled.validate(input, context)
    issues.push(...found.map((one) => ({ ...one, path: [row, ...one.path] })))
    const { from, to } = life(template, cells)
    const isReversed = from !== null && to !== null && to < from
    if (isReversed) {
      const path = [row, keyIn(template, template.record!.to)!]
      issues.push(issue("record.reversed", { from, to }, { path }))
    }
    const named = keys.map((key) => {
      const cell = cells[key]
      return cell?.state === "value" ? fold(String(cell.value)) : ""
    })
    const key = JSON.stringify(named)
    const first = seen.get(key)
    const isTwice = first !== undefined && named.some((part) => part !== "")
    if (isTwice) {
      const params = { row: row + 1, first: first + 1, key: keys.join(", ") }
      issues.push(issue("record.twice", params, { path: [row, keys[0]!] }))
    } else if (first === undefined) seen.set(key, row)
    if (ok && !isReversed && !isTwice) records.push(cells)
  })
  return { records, issues }
}
