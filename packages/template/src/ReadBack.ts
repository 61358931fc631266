/**
 * Figures as people read them back before they let them go, on paper, on a screen or in a chat message.
 *
 * @since 0.1.0
 */

import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Language } from "@lienhoi/words/Language"
import * as Numeral from "@lienhoi/words/Numeral"
import * as Cell from "./Cell.ts"
import * as Field from "./Field.ts"
import * as Template from "./Template.ts"

const texts = Catalogue.make({
  zero: { vi: "không phát sinh", en: "nothing to report" },
  missing: { vi: "chưa có số", en: "no figure" },
  "not-applicable": { vi: "không áp dụng ({reason})", en: "not applicable ({reason})" },
  yes: { vi: "có", en: "yes" },
  no: { vi: "không", en: "no" },
  figure: { vi: "{label}: {figure}", en: "{label}: {figure}" }
})

/** A number of a field as people write it: `218`, `25,43%`, `1.250.000`. */
export const number = (field: Field.Field, value: number): string =>
  Field.isPercent(field) ? Numeral.formatPercent(value, field.decimals) : Numeral.format(value, field.decimals)

/** A cell as people read it, with its unit of measure. */
export const cell = (field: Field.Field, of: Cell.Cell | undefined, language: Language): string => {
  if (of === undefined || of.state === "missing") return Catalogue.say(texts, "missing", {}, language)
  if (of.state === "zero") return Catalogue.say(texts, "zero", {}, language)
  if (of.state === "not-applicable") return Catalogue.say(texts, "not-applicable", { reason: of.reason }, language)
  if (typeof of.value === "number") {
    const figure = number(field, of.value)
    return Field.isPercent(field) || field.unit === null ? figure : `${figure} ${field.unit}`
  }
  if (typeof of.value === "boolean") return Catalogue.say(texts, of.value ? "yes" : "no", {}, language)
  return typeof of.value === "string"
    ? (field.choices.find((choice) => choice.key === of.value)?.label ?? of.value)
    : Numeral.format(of.value.length)
}

/** The figures a unit of that level is asked for, one line each: what she reads before she lets them go. */
export const lines = (
  template: Template.Template,
  level: string,
  cells: Cell.Cells,
  language: Language
): ReadonlyArray<string> =>
  Template.fields(template)
    .filter(
      (field) =>
        Field.isAskedOf(field, level) && cells[field.key]?.state !== undefined && cells[field.key]?.state !== "missing"
    )
    .map((field) =>
      Catalogue.say(texts, "figure", { label: field.label, figure: cell(field, cells[field.key], language) }, language)
    )

/** A cell as she would type it into its box: the figure alone, nothing where there is none. */
export const typed = (field: Field.Field, of: Cell.Cell | undefined, language: Language): string => {
  if (of === undefined || of.state === "missing") return ""
  return of.state === "value" && typeof of.value === "number" ? number(field, of.value) : cell(field, of, language)
}

/** The total of cells of a table as people write it; `null` when none of them holds a number. */
export const sum = (table: Field.Field, cells: ReadonlyArray<Cell.Cell | undefined>): string | null => {
  const numbers = cells.map(Cell.number).filter((n) => n !== null)
  const decimals = Math.max(0, ...table.columns.map((column) => column.decimals))
  return numbers.length === 0
    ? null
    : Numeral.format(
        numbers.reduce((a, b) => a + b, 0),
        decimals
      )
}
