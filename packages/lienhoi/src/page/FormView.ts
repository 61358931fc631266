/**
 * The form of one level as a branch head sees it on her phone: what is asked, with its help, its unit and last time's
 * figure; what is computed, below what it is computed from. The markup alone; `officer/LiveForm` makes it live.
 *
 * @since 0.1.0
 */
import type { Cells } from "@lienhoi/template/Cell"
import * as Field from "@lienhoi/template/Field"
import * as Template from "@lienhoi/template/Template"
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Language } from "@lienhoi/words/Language"
import * as ReadBack from "../internal/readBack.ts"
import * as Occasion from "../officer/Occasion.ts"
import * as Control from "./Control.ts"
import { type Html, html } from "./Html.ts"

const texts = Catalogue.make({
  due: { vi: "Hạn nộp: {date}", en: "Due: {date}" },
  count: { vi: "{n} câu hỏi", en: "{n} questions" },
  previous: { vi: "Kỳ trước: {figure}", en: "Last period: {figure}" },
  parts: { vi: "Trong đó, theo {by}", en: "Of which, by {by}" },
  whole: { vi: "(cộng lại bằng số trên)", en: "(adding up to the figure above)" },
  partOf: { vi: "Nằm trong số “{whole}”", en: "Part of “{whole}”" },
  must: { vi: "bắt buộc", en: "required" },
  computed: { vi: "Máy tự tính", en: "Computed" },
  zero: { vi: "Không phát sinh", en: "Nothing to report" },
  send: { vi: "Gửi báo cáo", en: "Send the report" },
  row: { vi: "Dòng {n}", en: "Row {n}" },
  "add-row": { vi: "Thêm dòng", en: "Add a row" },
  "drop-row": { vi: "Bỏ dòng {n}", en: "Remove row {n}" },
  "last-time": { vi: "số dựng để xem thử", en: "a made-up figure" }
})

/** What the form is shown with. */
export interface Options {
  readonly template: Template.Template
  readonly level: { readonly id: string; readonly name: string }
  /** The period as people write it. */
  readonly period: string
  /** The due day as people write it; `null` without one. */
  readonly due: string | null
  /** Cells of the period before, to stand beside the boxes. */
  readonly previous: Cells | null
  /** Whether these are made up, which is then said. */
  readonly isSample: boolean
  readonly language: Language
}

const say = (language: Language, code: keyof typeof texts, params: Catalogue.Params = {}): string =>
  Catalogue.say(texts, code, params, language)

/** The words of a field in a language: English only where its author gave them. */
export const labelOf = (field: Field.Field, language: Language): string =>
  language === "en" ? (field.labelEn ?? field.label) : field.label

const unitOf = ({ unit }: Field.Field): Html | null =>
  unit === null ? null : html` <span class="hint">(${unit})</span>`

const helpOf = (field: Field.Field, { isSample, language, previous, template }: Options): ReadonlyArray<string> => {
  const before = previous?.[field.key]
  const whole = field.partOf === null ? null : Template.field(template, field.partOf)
  const figure = before === undefined || before.state === "missing" ? null : ReadBack.cell(field, before, language)
  const made = isSample ? ` (${say(language, "last-time")})` : ""
  return [
    ...(field.hint === null ? [] : [field.hint]),
    ...(whole === null ? [] : [say(language, "partOf", { whole: labelOf(whole, language) })]),
    ...(figure === null || !Field.isNumeric(field) ? [] : [`${say(language, "previous", { figure })}${made}`])
  ]
}

const hint = (id: string, lines: ReadonlyArray<string>): Html =>
  html`<p class="hint" id="${id}-hint">${lines.map((line, i) => html`${i > 0 && html`<br>`}${line}`)}</p>`

const problem = (id: string): Html => html`<div class="problem" id="${id}-problem" aria-live="polite"></div>`

const must = (field: Field.Field, language: Language): Html | null =>
  field.required === true ? html` <span class="must">${say(language, "must")}</span>` : null

const breakdowns = (field: Field.Field, id: string, language: Language): ReadonlyArray<Html> =>
  field.disaggregate.map(
    ({ complete, items, label }) =>
      html`<fieldset class="parts"><legend>${say(language, "parts", { by: label })} ${complete && say(language, "whole")}</legend>${items.map(
        (item) =>
          html`<div class="part"><label for="${id}-${item.key}">${item.label}</label>${Control.box(field, { id: `${id}-${item.key}`, name: `${field.key}[${item.key}]`, describedBy: `${id}-problem` })}</div>`
      )}</fieldset>`
  )

/** One row of a table, the `n`-th from 0. */
export const row = (field: Field.Field, id: string, n: number, language: Language): Html =>
  html`<fieldset class="row" data-row><legend>${say(language, "row", { n: n + 1 })}</legend>${field.columns.map(
    (column) =>
      Control.labelled(column, {
        id: `${id}-${n}-${column.key}`,
        name: column.key,
        describedBy: `${id}-problem`,
        mark: must(column, language),
        language
      })
  )}<button type="button" class="small" data-drop-row>${say(language, "drop-row", { n: n + 1 })}</button></fieldset>`

const table = (field: Field.Field, id: string, head: Html, options: Options): Html =>
  html`<fieldset class="table" data-table="${field.key}" aria-describedby="${id}-hint ${id}-problem"><legend>${head}</legend>${hint(id, helpOf(field, options))}<div data-rows>${Array.from(
    { length: Math.max(1, field.min ?? 0) },
    (_, n) => row(field, id, n, options.language)
  )}</div><button type="button" class="small" data-add-row>${say(options.language, "add-row")}</button></fieldset>`

const asked = (field: Field.Field, id: string, n: number, options: Options): Html => {
  const { language } = options
  const head = html`${n}. ${labelOf(field, language)}${unitOf(field)}${must(field, language)}`
  const described = { id, name: field.key, describedBy: `${id}-hint ${id}-problem`, language }
  const help = hint(id, helpOf(field, options))
  switch (Control.kind(field)) {
    case "rows":
      return table(field, id, head, options)
    case "radios":
      return html`<fieldset class="choices" aria-describedby="${described.describedBy}"><legend>${head}</legend>${help}${Control.radios(field, described)}</fieldset>`
    default:
      return html`<label for="${id}">${head}</label>${help}<div class="answer">${Control.box(field, described)}${
        Field.isNumeric(field) &&
        field.type !== "ratio" &&
        html`<button type="button" class="small" data-zero="${field.key}" aria-describedby="${id}-label">${say(language, "zero")}</button>`
      }</div>${breakdowns(field, id, language)}`
  }
}

const computed = (field: Field.Field, id: string, options: Options): Html =>
  html`<label for="${id}">${labelOf(field, options.language)}${unitOf(field)}</label>${hint(id, [
    say(options.language, "computed"),
    ...helpOf(field, options)
  ])}<output class="computed" id="${id}" name="${field.key}">…</output>`

/** The id of a field's box on the form of a level: stable, so that pictures and tests can point to it. */
export const idOf = (level: string, key: string): string => `${level}-${key}`

/** Renders the form of one level. Of a field that is computed or closed nothing is typed; `hidden` is left to the live form. */
export const render = (options: Options): Html => {
  const { due, language, level, template } = options
  let n = 0
  const question = (field: Field.Field): Html => {
    const id = idOf(level.id, field.key)
    const isAsked = Field.isAskedOf(field, level.id)
    const body = isAsked ? asked(field, id, ++n, options) : computed(field, id, options)
    return html`<div class="question" data-field="${field.key}" id="${id}-question">${body}${problem(id)}</div>`
  }
  const sections = template.sections.flatMap((section) => {
    const seen = section.fields.filter((field) => Occasion.isSeenBy(template, field, level.id))
    if (seen.length === 0) return []
    const title = language === "en" ? (section.titleEn ?? section.title) : section.title
    const id = `${level.id}-section-${section.key}`
    return [
      html`<section data-section aria-labelledby="${id}"><h3 id="${id}">${title}</h3>${seen.map(question)}</section>`
    ]
  })
  const title = language === "en" ? (template.titleEn ?? template.title) : template.title
  const count = say(language, "count", { n })
  return html`<form class="phone live" id="form-${level.id}" data-level="${level.id}" novalidate aria-label="${title}, ${level.name}"><header><strong>${title}</strong><br>${options.period}</header><div class="inside"><p class="stamp">${level.name} · ${count}${due !== null && html`<br>${say(language, "due", { date: due })}`}</p>${sections}<div class="state" role="status" id="${level.id}-state"></div><button type="submit" class="button" id="${level.id}-send">${say(language, "send")}</button><div class="readback" id="${level.id}-readback" aria-live="polite"></div></div></form>`
}

/** What stands above the `n`-th row of a table, from 0. */
export const rowTitle = (n: number, language: Language): string => say(language, "row", { n: n + 1 })
