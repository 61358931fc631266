/** The columns of a consolidated table, and the formula that each of them wants in a row. */
import type { Total } from "@lienhoi/aggregation/Total"
import * as Field from "@lienhoi/template/Field"
import * as Formula from "@lienhoi/template/Formula"
import { colToLetter } from "hucre/xlsx"
import type { Format } from "../ReportDocument.ts"
import * as Arithmetic from "./arithmetic.ts"
import type { BookRow } from "./bookRows.ts"
import * as Style from "./sheetStyle.ts"

/** One column. */
export interface BookColumn {
  readonly key: string
  readonly label: string
  readonly unit: string
  readonly format: Format
  /** What Excel reckons in a cell; `null` where the figure itself stands. `line` counts from 0. */
  readonly formula: (row: BookRow, place: { readonly letter: string; readonly line: number }) => string | null
}

/** Columns of one section, once the sheets have their names. */
export interface BookSection {
  readonly title: string
  readonly columns: (sheets: ReadonlyArray<string>) => ReadonlyArray<BookColumn>
}

interface Plain {
  readonly key: string
  readonly label: string
  readonly field: Field.Field
  readonly units: Field.Operator | null
}

const plainOf = ({ template }: Total, fields: ReadonlyArray<Field.Field>): ReadonlyArray<Plain> =>
  fields.filter(Field.isNumeric).flatMap((field): ReadonlyArray<Plain> => {
    const folded = template.columns.filter((column) => column.field.key === field.key)
    if (folded.length === 0) return [{ key: field.key, label: field.label, field, units: null }]
    return folded.map(({ item, key, units }) => {
      const part = field.disaggregate.flatMap(({ items }) => items).find((one) => one.key === item)
      return { key, label: item === null ? field.label : `${field.label}: ${part?.label ?? item}`, field, units }
    })
  })

/** Over the rows below that stand right under this one, or that hold what somebody gave. */
const folded = (units: Field.Operator, row: BookRow, letter: string, line: number): string | null => {
  const [from, to] = [line + 2, line + 1 + row.below]
  const range = (column: string): string => `${column}${from}:${column}${to}`
  const whenAny = (formula: string): string => `IF(COUNT(${range(letter)})=0,"",${formula})`
  switch (units) {
    case "sum":
      return whenAny(`SUMIF($A${from}:$A${to},$A${line + 1}+1,${range(letter)})`)
    case "max":
      return whenAny(`MAX(${range(letter)})`)
    case "min":
      return whenAny(`MIN(${range(letter)})`)
    case "average":
      return row.isWhole ? `IFERROR(AVERAGEIF($B${from}:$B${to},1,${range(letter)}),"")` : null
    default:
      return null
  }
}

const computed = (field: Field.Field, cellOf: (key: string) => string | null): string | null => {
  if (field.type === "ratio") {
    const [left, right] = [field.numerator, field.denominator].map((key) => (key === null ? null : cellOf(key)))
    return left == null || right == null
      ? null
      : Arithmetic.formula({ operator: "/", left: { cell: left }, right: { cell: right } })
  }
  const read = field.formula === null ? null : Formula.parse(field.formula)
  const sum = read?.ok === true ? Arithmetic.fromFormula(read.value, cellOf) : null
  return sum === null ? null : Arithmetic.formula(sum)
}

/** The sections that have columns; the figures begin after three columns. */
export const of = (total: Total, above: number): ReadonlyArray<BookSection> => {
  const before = 3
  const sections = total.template.template.sections
    .map(({ fields, title }) => ({ title, plain: plainOf(total, fields) }))
    .filter(({ plain }) => plain.length > 0)
  const places = new Map(
    sections.flatMap(({ plain }, sheet) =>
      plain.map(({ key }, c) => [key.toLowerCase(), { sheet, letter: colToLetter(before + c) }] as const)
    )
  )
  return sections.map(({ plain, title }, sheet) => ({
    title,
    columns: (names) =>
      plain.map(({ field, key, label, units }) => ({
        key,
        label,
        unit: field.unit ?? "",
        format: Field.isPercent(field)
          ? { kind: "percent", decimals: field.decimals }
          : { kind: "number", decimals: field.decimals },
        formula: (row, { letter, line }) => {
          if (line < above) return null
          if (units !== null) return row.kind === "total" ? folded(units, row, letter, line) : null
          return computed(field, (of) => {
            const place = places.get(of.toLowerCase())
            if (place === undefined) return null
            return `${place.sheet === sheet ? "" : `${Style.quotedSheet(names[place.sheet]!)}!`}${place.letter}${line + 1}`
          })
        }
      }))
  }))
}
