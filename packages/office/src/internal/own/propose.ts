import type { Compiled } from "@lienhoi/template/Compiled"
import { fold } from "@lienhoi/words/Text"
import type { Sheet } from "../workbook.ts"
import { type Label, labelKey, labelsIn, type Target, targetsOf } from "./locate.ts"
import type { Anchor, Mapping } from "./mapping.ts"

/** Headings under which figures of the period usually stand, the surest first. */
const usual = ["ky nay", "thuc hien", "thuc hien trong ky", "ket qua", "so lieu", "so luong", "so luong ky bao cao"]

const labelOf = ({ field, item, table }: Target): string => (table === null ? (item ?? field).label : table.row.label)

/** Cells whose words are those of the question, its code, or of the row of its table. */
const matches = (labels: ReadonlyArray<Label>, target: Target): ReadonlyArray<Label> => {
  const words = labelKey(labelOf(target))
  const exact = labels.filter(({ key }) => key === words)
  if (exact.length > 0 || target.item !== null || target.table !== null) return exact
  const code = labels.filter(({ key }) => key === fold(target.field.key))
  if (code.length > 0) return code
  return words.length < 8
    ? []
    : labels.filter(({ key }) => key.startsWith(words) || (key.length > 7 && words.startsWith(key)))
}

/** What is over a target in the layout: the whole of a breakdown. */
const upperOf = (target: Target, rows: ReadonlyMap<string, Label>): Label | undefined =>
  target.item === null ? undefined : rows.get(target.field.key)

const headingsOver = (labels: ReadonlyArray<Label>, sheet: Sheet, row: number, column: number): ReadonlyArray<Label> =>
  labels.filter((one) => one.sheet === sheet && one.cell.row < row && one.cell.column > column)

/** What may be meant by a layout, and what is left for a person to say. */
export interface Proposal {
  readonly mapping: Mapping
  /** Paths of answers for which no cell was found. */
  readonly missing: ReadonlyArray<string>
}

/** Looks for the words of every question in a workbook. Only what stands there once is proposed. */
export const propose = (sheets: ReadonlyArray<Sheet>, template: Compiled, level: string): Proposal => {
  const labels = labelsIn(sheets)
  const targets = targetsOf(template, level)
  const rows = new Map<string, Label>()
  const under = new Map<string, string>()
  for (const target of targets) {
    const upper = upperOf(target, rows)
    const all = matches(labels, target)
    const below =
      upper === undefined ? all : all.filter(({ sheet, cell }) => sheet === upper.sheet && cell.row > upper.cell.row)
    const [first] = below
    if (first === undefined || (upper === undefined && all.length > 1)) continue
    rows.set(target.path, first)
    if (upper !== undefined && all.length > 1) under.set(target.path, String(upper.cell.value))
  }
  const plain = targets.filter(({ path, table }) => rows.has(path) && table === null)
  const first = plain.map(({ path }) => rows.get(path)!).toSorted((a, b) => a.cell.row - b.cell.row)[0]
  const over = first === undefined ? [] : headingsOver(labels, first.sheet, first.cell.row, first.cell.column)
  const named = usual.flatMap((word) => over.filter(({ key }) => key === word))[0]
  const last = Math.max(0, ...over.map(({ cell }) => cell.row))
  const heading =
    named ?? over.filter(({ cell }) => cell.row === last).toSorted((a, b) => a.cell.column - b.cell.column)[0]
  const fields: { [path: string]: Anchor } = {}
  const missing: Array<string> = []
  for (const { path, field, table } of targets) {
    const label = rows.get(path)
    const columns =
      label === undefined || table === null
        ? []
        : headingsOver(labels, label.sheet, label.cell.row, label.cell.column).filter(
            ({ key }) => key === labelKey(field.label)
          )
    if (label === undefined || (table === null ? heading === undefined : columns.length === 0)) {
      missing.push(path)
      continue
    }
    const upper = under.get(path)
    fields[path] = {
      row: String(label.cell.value),
      ...(upper === undefined ? {} : { under: upper }),
      ...(table === null ? {} : { column: String(columns[0]!.cell.value) })
    }
  }
  const { id } = template.template
  return { mapping: { template: id, column: heading === undefined ? "" : String(heading.cell.value), fields }, missing }
}
