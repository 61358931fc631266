import type { Compiled } from "@lienhoi/template/Compiled"
import { type Field, type Item, isComputed } from "@lienhoi/template/Field"
import * as Template from "@lienhoi/template/Template"
import type * as Issue from "@lienhoi/words/Issue"
import { clean, fold } from "@lienhoi/words/Text"
import { nearest } from "../nearest.ts"
import { placeIn } from "../sheetRows.ts"
import type { Cell, Sheet } from "../workbook.ts"
import type { Mapping } from "./mapping.ts"
import { issue } from "./texts.ts"

/** One answer that may have a cell in somebody's own layout. */
export interface Target {
  /** `TC04`, `TC04[tre]`, `HD04[dai_hoc].so_nu`. */
  readonly path: string
  /** The question, or the column of a table. */
  readonly field: Field
  readonly item: Item | null
  /** The table and the row it belongs to. */
  readonly table: { readonly field: Field; readonly row: Item; readonly index: number } | null
}

/** Everything a unit of that level may be given a cell for; tables to which rows are added have no fixed cells. */
export const targetsOf = ({ template }: Compiled, level: string): ReadonlyArray<Target> =>
  Template.fields(template)
    .filter((field) => field.askedOf.includes(level) || (field.askedOf.length === 0 && isComputed(field)))
    .flatMap((field): ReadonlyArray<Target> => {
      if (field.type !== "table")
        return [
          { path: field.key, field, item: null, table: null },
          ...field.disaggregate.flatMap(({ items }) =>
            items.map((item) => ({ path: `${field.key}[${item.key}]`, field, item, table: null }))
          )
        ]
      return field.rows.flatMap((row, index) =>
        field.columns.map((column) => ({
          path: `${field.key}[${row.key}].${column.key}`,
          field: column,
          item: null,
          table: { field, row, index }
        }))
      )
    })

/** Numbering and bullets before a label, colons and stars behind it: `1.2. `, `a) `, `- `, `II. `. */
const around = /^(?:[-+*•]\s*|(?:[ivx]{1,4}|\d{1,2}(?:\.\d{1,2})*|[a-zđ])[.)]\s+)+|[\s:*]+$/giu

/** The key under which a label in a workbook meets one in a mapping. */
export const labelKey = (text: string): string => fold(clean(text).replaceAll(around, ""))

/** A label and where it stands. */
export interface Label {
  readonly sheet: Sheet
  readonly cell: Cell
  readonly key: string
}

/** No layout that people print has more labels, or longer ones; what is beyond is not looked at. */
const most = { labels: 20_000, length: 200 }

export const labelsIn = (sheets: ReadonlyArray<Sheet>): ReadonlyArray<Label> => {
  const found: Array<Label> = []
  for (const sheet of sheets) {
    if (sheet.isHidden) continue
    for (const cell of sheet.cells) {
      if (typeof cell.value !== "string" || cell.value.length > most.length) continue
      if (found.length < most.labels) found.push({ sheet, cell, key: labelKey(cell.value) })
    }
  }
  return found
}

const indexed = new WeakMap<Sheet, ReadonlyMap<string, Cell>>()

/** What stands in a cell of a sheet. */
export const cellAt = (sheet: Sheet, row: number, column: number): Cell | undefined => {
  const cells = indexed.get(sheet) ?? new Map(sheet.cells.map((cell) => [`${cell.row} ${cell.column}`, cell]))
  indexed.set(sheet, cells)
  return cells.get(`${row} ${column}`)
}

/** What may have been meant by a label that is not there, among the first that are. */
const close = (label: string, labels: ReadonlyArray<Label>): string | null => {
  const all = new Set(labels.map(({ cell }) => String(cell.value)).filter(({ length }) => length <= 80))
  return nearest(label, [...all].slice(0, 200))
}

/** Where a mapping leads in one workbook. */
export interface Located {
  readonly at: ReadonlyMap<
    string,
    { readonly target: Target; readonly sheet: Sheet; readonly row: number; readonly column: number }
  >
  readonly issues: ReadonlyArray<Issue.Issue>
}

/** Finds the cell of every mapped answer by its labels, or says which label is gone or stands twice. */
export const locate = (sheets: ReadonlyArray<Sheet>, mapping: Mapping, template: Compiled, level: string): Located => {
  const issues: Array<Issue.Issue> = []
  const targets = new Map(targetsOf(template, level).map((target) => [target.path.toLowerCase(), target]))
  const labels = labelsIn(sheets)
  const found = new Map<string, { target: Target; sheet: Sheet; row: number; column: number }>()
  const taken = new Map<string, string>()
  const nameOf = ({ sheet, cell }: Label): string => `${sheet.name} ${placeIn(sheet.name, cell.row, cell.column).cell}`

  for (const [path, anchor] of Object.entries(mapping.fields)) {
    const target = targets.get(path.toLowerCase())
    if (target === undefined) {
      issues.push(
        issue("own.field-unknown", { template: template.template.id, field: path }, { path: ["fields", path] })
      )
      continue
    }
    const sheetName = anchor.sheet ?? mapping.sheet
    const here = sheetName === undefined ? labels : labels.filter(({ sheet }) => fold(sheet.name) === fold(sheetName))
    const params = { field: path, label: anchor.row }
    const all = here.filter(({ key }) => key === labelKey(anchor.row))
    const above = anchor.under === undefined ? null : here.filter(({ key }) => key === labelKey(anchor.under!))
    if (above !== null && above.length !== 1) {
      const code = above.length === 0 ? "own.label-missing" : "own.label-twice"
      const cells = above.map(nameOf).join(", ")
      issues.push(
        issue(
          code,
          { ...params, label: anchor.under!, cells, meant: "", meantEn: "" },
          { path: ["fields", path, "under"] }
        )
      )
      continue
    }
    const upper = above?.[0]
    const rows =
      upper === undefined
        ? all
        : all.filter(({ sheet, cell }) => sheet === upper.sheet && cell.row > upper.cell.row).slice(0, 1)
    const [label, second] = rows
    if (label === undefined) {
      const similar = close(anchor.row, here)
      const meant = similar === null ? "" : `; có phải “${similar}”`
      const meantEn = similar === null ? "" : `; is it “${similar}”`
      issues.push(issue("own.label-missing", { ...params, meant, meantEn }, { path: ["fields", path, "row"] }))
      continue
    }
    if (second !== undefined) {
      issues.push(
        issue("own.label-twice", { ...params, cells: rows.map(nameOf).join(", ") }, { path: ["fields", path, "row"] })
      )
      continue
    }
    const heading = anchor.column ?? mapping.column
    const headings = labels.filter(
      ({ sheet, cell, key }) => sheet === label.sheet && cell.row < label.cell.row && key === labelKey(heading)
    )
    const nearestRow = Math.max(0, ...headings.map(({ cell }) => cell.row))
    const closest = headings.filter(({ cell }) => cell.row === nearestRow)
    if (closest.length !== 1) {
      const code = closest.length === 0 ? "own.column-missing" : "own.column-twice"
      const cells = closest.map(nameOf).join(", ")
      issues.push(issue(code, { field: path, label: heading, cells }, { path: ["fields", path, "column"] }))
      continue
    }
    const [row, column] = [label.cell.row, closest[0]!.cell.column]
    const spot = `${label.sheet.name} ${row} ${column}`
    const other = taken.get(spot)
    const place = placeIn(label.sheet.name, row, column)
    if (other !== undefined)
      issues.push(issue("own.same-cell", { field: path, other }, { path: ["fields", path], place }))
    taken.set(spot, path)
    found.set(target.path, { target, sheet: label.sheet, row, column })
  }
  return { at: found, issues }
}
