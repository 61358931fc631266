/**
 * Counting the records of a register: how many live at the start and at the end of a window, how many began or ended
 * inside it, or what a figure of theirs adds up to. Over any window, start + began − ended = end.
 *
 * @since 0.1.0
 */
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import * as Issue from "@lienhoi/words/Issue"
import { fold } from "@lienhoi/words/Text"
import type { Cells } from "./Cell.ts"
import type { Compiled } from "./Compiled.ts"
import type { Field } from "./Field.ts"
import { issue } from "./internal/lifeTexts.ts"
import * as Lived from "./internal/lived.ts"
import type { RecordRule, Template } from "./internal/written.ts"
import type { Context, Input } from "./Validation.ts"

export type { Query } from "./internal/lived.ts"

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

const meant = (template: Template, records: ReadonlyArray<Cells>): Issue.Checked<ReadonlyArray<Lived.Lived>> => {
  const { title, kind } = template
  if (kind !== "register" || template.record === null) {
    return Issue.fail(issue("register.kind", { title, kind }, { path: ["register"] }))
  }
  return Issue.ok(records.map((cells) => ({ cells, ...life(template, cells), due: null, inTime: false })))
}

/**
 * The records that are meant, in their order, as cells that {@link Compiled} gave; or why the question makes no sense.
 */
export const select = (
  template: Template,
  records: ReadonlyArray<Cells>,
  query: Lived.Query
): Issue.Checked<ReadonlyArray<Cells>> => {
  const lived = meant(template, records)
  if (!lived.ok) return lived
  const chosen = Lived.select(template, lived.value, query)
  return chosen.ok ? Issue.ok(chosen.value.map(({ cells }) => cells)) : chosen
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
export const count = (template: Template, records: ReadonlyArray<Cells>, query: Lived.Query): Issue.Checked<number> => {
  const chosen = select(template, records, query)
  return chosen.ok ? Issue.ok(chosen.value.length) : chosen
}

/**
 * What a number of the records that are meant adds up to, exactly. Records that do not say it are left out; `null` when
 * there are records and none of them says it.
 */
export const sum = (
  template: Template,
  records: ReadonlyArray<Cells>,
  key: string,
  query: Lived.Query
): Issue.Checked<number | null> => {
  const lived = meant(template, records)
  return lived.ok ? Lived.sum(template, lived.value, key, query) : lived
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
