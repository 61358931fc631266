/**
 * The list of units as offices exchange it: one row per unit with its code, its name, its level and the code of the unit
 * above. On one day a code belongs to one unit; over time it does not, which is why such a list alone never says who is
 * who: {@link UnitSeries} works that out from several of them.
 *
 * | Column | Meaning |
 * | --- | --- |
 * | `code` | the outside code, one per unit on one day |
 * | `name` | as written |
 * | `level` | a level id of the association (`tinh`, `co_so`), or `country`, `province`, `district`, `commune` |
 * | `parent_code` | code of the upper unit; empty at the top |
 * | `from`, `to` | first and last day of what the row says, both inside; may be absent or empty |
 *
 * @since 0.1.0
 */
import { addDays, type PlainDate } from "@lienhoi/calendar/PlainDate"
import { type Checked, type Issue, ok } from "@lienhoi/words/Issue"
import { at, type Hierarchy, type View } from "./Hierarchy.ts"
import { columns, type Form, type Options, type Row, readRows } from "./internal/codeRows.ts"
import type { Unit } from "./Unit.ts"

export type { Form, Options, Row } from "./internal/codeRows.ts"

/** Level ids and no dates. */
export const plain: Form = { levels: {}, dates: false }

/** What a file says. */
export interface CodeTable {
  readonly rows: ReadonlyArray<Row>
  readonly form: Form
  /** Columns that are not read. */
  readonly warnings: ReadonlyArray<Issue>
}

/**
 * Reads the list, or lists everything wrong with its cells. Whether the units of one day make a tree is judged by whoever
 * knows the day.
 *
 * @example
 * ```ts
 * import { Association, CodeTable } from "@lienhoi/hierarchy"
 *
 * const read = CodeTable.parse("code,name,level,parent_code\n93,Tỉnh Hậu Giang,province,\n", {
 *   association: Association.vwu
 * })
 *
 * read.ok && read.value.rows[0]?.level // => "tinh"
 * read.ok && CodeTable.write(read.value.rows, read.value.form) // => "code,name,level,parent_code\n93,Tỉnh Hậu Giang,province,\n"
 * ```
 */
export const parse = (text: string, options: Options): Checked<CodeTable> => {
  const read = readRows(text, options)
  if (!read.ok) return read
  const { rows, form, warnings } = read.value
  return ok({ rows, form, warnings })
}

/**
 * The list of one day, from events alone: every unit with a code, each below its upper unit, in the order of their codes.
 * An upper unit without a code is passed over. With `dates`, `from` and `to` say since when and until when the row
 * holds, as far as it is known.
 */
export const of = (
  self: Hierarchy,
  date: PlainDate,
  { dates = false, ...view }: View & { readonly dates?: boolean } = {}
): ReadonlyArray<Row> => {
  const tree = at(self, date, view)
  const rows: Array<Row> = []
  const spans = dates ? spansOf(self, date, view) : () => ({ from: null, to: null })
  const visit = (units: ReadonlyArray<Unit>, parent: string | null): void => {
    for (const unit of [...units].sort(byCode)) {
      if (unit.code !== null) {
        const span = spans(unit.id)
        rows.push({ code: unit.code, name: unit.name, level: unit.level, parent, ...span })
      }
      const place = tree.index.get(unit.id)!
      const first = tree.firstChild[place]!
      visit(tree.units.slice(first, first + tree.childCount[place]!), unit.code ?? parent)
    }
  }
  visit(
    tree.units.filter((_, place) => tree.parents[place]! < 0),
    null
  )
  return rows
}

const byCode = (a: Unit, b: Unit): number => compare(a.code ?? "", b.code ?? "") || compare(a.id, b.id)

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/**
 * Since when and until when the row of a unit says the same. What it says changes with the unit, and with the code of the
 * unit above. A row that holds from the first day of the history has no `from`: nobody knows since when.
 */
const spansOf = (
  self: Hierarchy,
  date: PlainDate,
  view: View
): ((unit: string) => { readonly from: PlainDate | null; readonly to: PlainDate | null }) => {
  const days = [...new Set(self.events.map((event) => event.effectiveOn))].sort()
  const first = days[0]
  const says = (day: PlainDate): ReadonlyMap<string, string> => {
    const { units, index } = at(self, day, view)
    return new Map(
      units.map(({ id, code, name, level, parent }) => {
        const above = parent === null ? undefined : units[index.get(parent) ?? -1]
        return [id, JSON.stringify([code, name, level, above?.code ?? null])]
      })
    )
  }
  const now = says(date)
  const from = new Map<string, PlainDate | null>()
  const to = new Map<string, PlainDate>()
  const behind = days.filter((day) => day <= date)
  for (const [i, day] of behind.entries()) {
    const before = i === 0 ? new Map<string, string>() : says(behind[i - 1]!)
    const here = says(day)
    for (const [unit, row] of now)
      if (here.get(unit) === row && before.get(unit) !== row) from.set(unit, day === first ? null : day)
  }
  for (const day of days) {
    if (day <= date) continue
    const here = says(day)
    for (const [unit, row] of now) if (!to.has(unit) && here.get(unit) !== row) to.set(unit, addDays(day, -1))
  }
  return (unit) => ({ from: from.get(unit) ?? null, to: to.get(unit) ?? null })
}

/** The list as CSV: a heading row, commas, lines ending in LF. */
export const write = (rows: ReadonlyArray<Row>, form: Form = plain): string => {
  const headings = [...columns.needed, ...(form.dates ? columns.also : [])]
  const lines = rows.map(({ code, name, level, parent, from, to }) => [
    ...[code, name, form.levels[level] ?? level, parent ?? ""],
    ...(form.dates ? [from ?? "", to ?? ""] : [])
  ])
  return [headings, ...lines].map((cells) => `${cells.map(quoted).join(",")}\n`).join("")
}

const quoted = (cell: string): string => (/[",;\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
