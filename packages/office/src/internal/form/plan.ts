import * as Duty from "@lienhoi/report/Duty"
import type { Occasion } from "@lienhoi/report/FormFile"
import type { Compiled } from "@lienhoi/template/Compiled"
import { type Field, type Item, isComputed, isGrid } from "@lienhoi/template/Field"
import * as Formula from "@lienhoi/template/Formula"
import type { Section } from "@lienhoi/template/Template"
import { fold } from "@lienhoi/words/Text"
import { words } from "./texts.ts"

/** Where a cell stands; rows and columns count from 1. */
export interface At {
  readonly sheet: string
  readonly row: number
  readonly column: number
}

/** Columns of the main sheet. */
export const columns = { code: 1, label: 2, unit: 3, previous: 4, answer: 5, help: 6 } as const

/** The row with the headings of the main sheet. */
export const headingRow = 8

/** Rows of the sheet of a table. */
export const tableRows = { title: 1, hint: 2, heading: 4, codes: 5, first: 6 } as const

/** The first column of a table with answers: codes and labels stand before. */
export const firstColumn = 3

/** One line of the main sheet. */
export type Line =
  | { readonly is: "section"; readonly title: string }
  | { readonly is: "answer"; readonly key: string; readonly field: Field; readonly item: Item | null }
  | { readonly is: "computed"; readonly key: string; readonly field: Field }
  | { readonly is: "within"; readonly label: string }
  | { readonly is: "check"; readonly whole: string; readonly label: string; readonly parts: ReadonlyArray<string> }

/** The sheet of one table. */
export interface TableSheet {
  readonly name: string
  readonly field: Field
  /** Rows to fill: the fixed ones, or room for free ones. */
  readonly rows: number
}

/** What a form looks like before anybody's figures are in it. */
export interface Plan {
  readonly lines: ReadonlyArray<Line>
  readonly tables: ReadonlyArray<TableSheet>
  /** The answer cell of every column key, of tables too; where it says “không phát sinh”. */
  readonly at: ReadonlyMap<string, At>
  /** Fields asked of the unit, by key in small letters. */
  readonly asked: ReadonlySet<string>
}

/** How many rows a free table offers. */
const room = (field: Field): number => Math.max(field.min ?? 0, Math.min(field.max ?? 15, 15), 1)

const answered = (field: Field): ReadonlyArray<Line> => [
  { is: "answer", key: field.key, field, item: null },
  ...field.disaggregate.flatMap(({ label, items, complete }): ReadonlyArray<Line> => {
    const parts = items.map((item) => `${field.key}[${item.key}]`)
    return [
      { is: "within", label },
      ...items.map((item, n): Line => ({ is: "answer", key: parts[n]!, field, item })),
      ...(complete ? [{ is: "check", whole: field.key, label, parts } as const] : [])
    ]
  })
]

/**
 * Whether a computed figure is surely missing, since it cannot be had without something that this unit is not asked: its
 * line would always be empty.
 */
const isLost = (field: Field, asked: ReadonlySet<string>, fields: ReadonlyArray<Field>): boolean => {
  const lostName = (name: string): boolean => {
    const found = fields.find(({ key, label }) => fold(key) === fold(name) || `[${fold(label)}]` === fold(name))
    if (found === undefined || asked.has(found.key.toLowerCase())) return false
    return !isComputed(found) || isLost(found, asked, fields)
  }
  const lost = (formula: Formula.Formula): boolean => {
    switch (formula.type) {
      case "name":
        return lostName(formula.name)
      case "unary":
        return lost(formula.of)
      case "binary":
        return formula.operator !== "AND" && formula.operator !== "OR" && (lost(formula.left) || lost(formula.right))
      case "call":
        return (formula.name === "ROUND" || formula.name === "ABS") && formula.args.some(lost)
      default:
        return false
    }
  }
  if (field.formula === null) return [field.numerator, field.denominator].some((key) => key !== null && lostName(key))
  const parsed = Formula.parse(field.formula)
  return parsed.ok && lost(parsed.value)
}

const linesOf = (sections: ReadonlyArray<Section>, asked: ReadonlySet<string>): ReadonlyArray<Line> => {
  const all = sections.flatMap(({ fields }) => fields)
  return sections.flatMap(({ title, fields }) => {
    const lines = fields.flatMap((field): ReadonlyArray<Line> => {
      if (asked.has(field.key.toLowerCase())) return answered(field)
      return isComputed(field) && (field.askedOf.length === 0 || field.type === "ratio") && !isLost(field, asked, all)
        ? [{ is: "computed", key: field.key, field }]
        : []
    })
    return lines.length === 0 ? [] : [{ is: "section", title } as const, ...lines]
  })
}

const tableName = (key: string, taken: ReadonlySet<string>): string => {
  const bare = `Bảng ${key.replaceAll(/[^\p{L}\p{N}_. -]/gu, "").slice(0, 20)}`
  let name = bare
  for (let n = 2; taken.has(name.toLowerCase()); n++) name = `${bare} ${n}`
  return name
}

const make = (template: Compiled, level: string, closing: boolean): Plan => {
  const asked = new Set(Duty.fields(template, { level, closing }).map(({ key }) => key.toLowerCase()))
  const lines = linesOf(template.template.sections, asked)
  const at = new Map<string, At>()
  const tables: Array<TableSheet> = []
  const taken = new Set<string>()
  lines.forEach((line, n) => {
    if (line.is !== "answer" && line.is !== "computed") return
    at.set(line.key, { sheet: words.main, row: headingRow + 1 + n, column: columns.answer })
    const { field } = line
    if (field.type !== "table" || line.is === "computed") return
    const name = tableName(field.key, taken)
    taken.add(name.toLowerCase())
    tables.push({ name, field, rows: isGrid(field) ? field.rows.length : room(field) })
  })
  return { lines, tables, at, asked }
}

const known = new WeakMap<Compiled, Map<string, Plan>>()

/** The plan of a template for units of a level; made once. */
export const of = ({ template, unit, closing = false }: Pick<Occasion, "template" | "unit" | "closing">): Plan => {
  const plans = known.get(template) ?? new Map<string, Plan>()
  known.set(template, plans)
  const name = `${closing ? "closing" : "living"} ${unit.level}`
  const found = plans.get(name) ?? make(template, unit.level, closing)
  plans.set(name, found)
  return found
}

/** Where the cell of a row and a column of a table stands. */
export const cellOf = (table: TableSheet, row: number, column: number): At => ({
  sheet: table.name,
  row: tableRows.first + row,
  column: firstColumn + column
})

/** The code of a fixed row, of a column, of the line below a table. */
export const rowCode = (field: Field, row: string): string => `${field.key}[${row}]`
export const columnCode = (field: Field, column: string): string => `${field.key}.${column}`
export const endCode = (field: Field): string => `${field.key}=`
