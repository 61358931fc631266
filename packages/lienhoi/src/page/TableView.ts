/**
 * A table in a form: rows that are added as needed, or the fixed rows of a statistical grid with its totals. On a phone
 * every row is a block of boxes under each other.
 *
 * @since 0.1.0
 */

import * as Asking from "@lienhoi/template/Asking"
import * as Field from "@lienhoi/template/Field"
import * as Catalogue from "@lienhoi/words/Catalogue"
import { type Html, html } from "@lienhoi/words/Html"
import type { Language } from "@lienhoi/words/Language"
import * as Control from "./Control.ts"
import * as FieldText from "./FieldText.ts"

const texts = Catalogue.make({
  row: { vi: "Dòng {n}", en: "Row {n}" },
  add: { vi: "Thêm dòng", en: "Add a row" },
  drop: { vi: "Bỏ dòng này", en: "Remove this row" },
  total: { vi: "Cộng {column}", en: "Total of {column}" },
  "row-total": { vi: "Cộng dòng", en: "Total of the row" }
})

const say = (language: Language, code: keyof typeof texts, params: Catalogue.Params = {}): string =>
  Catalogue.say(texts, code, params, language)

/** What stands above the `n`-th row, from 0. */
export const rowTitle = (n: number, language: Language): string => say(language, "row", { n: n + 1 })

const boxes = (field: Field.Field, id: string, row: string | number, language: Language): ReadonlyArray<Html> =>
  field.columns.map((column) =>
    Control.labelled(column, {
      id: `${id}-${row}-${column.key}`,
      name: column.key,
      describedBy: `${id}-problem`,
      mark: FieldText.must(column, language),
      language
    })
  )

/** One row that was added, the `n`-th from 0. */
export const row = (field: Field.Field, id: string, n: number, language: Language): Html =>
  html`<fieldset class="row" data-row="${n}"><legend>${rowTitle(n, language)}</legend>${boxes(field, id, n, language)}<button type="button" class="small" data-drop-row>${say(language, "drop")}</button></fieldset>`

const total = (id: string, label: string, of: Html): Html =>
  html`<div class="part"><label for="${id}">${label}</label><output class="computed" id="${id}"${of}>…</output></div>`

const grid = (field: Field.Field, id: string, language: Language): Html => {
  const { columns, rowTotals, rows, totals } = field
  const rowsOf = rows.map(
    ({ key, label }) =>
      html`<fieldset class="row" data-row="${key}"><legend>${label}</legend>${boxes(field, id, key, language)}${
        rowTotals.length > 0 && total(`${id}-${key}-total`, say(language, "row-total"), html` data-row-total="${key}"`)
      }</fieldset>`
  )
  const totalsOf = columns
    .filter(({ key }) => totals.includes(key))
    .map((column) =>
      total(
        `${id}-total-${column.key}`,
        say(language, "total", { column: Asking.label(column, language).toLowerCase() }),
        html` data-column-total="${column.key}"`
      )
    )
  return html`${rowsOf}${totalsOf}`
}

/** The whole table under its heading. */
export const render = (field: Field.Field, id: string, head: Html, help: Html, language: Language): Html => {
  const free = Array.from({ length: Math.max(1, field.min ?? 0) }, (_, n) => row(field, id, n, language))
  const body = Field.isGrid(field)
    ? grid(field, id, language)
    : html`<div data-rows>${free}</div><button type="button" class="small" data-add-row>${say(language, "add")}</button>`
  return html`<fieldset class="table" data-table="${field.key}" aria-describedby="${id}-hint ${id}-problem"><legend>${head}</legend>${help}${body}</fieldset>`
}
