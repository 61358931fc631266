/**
 * The form of one level as a branch head sees it on her phone: what is asked, with its help, its unit and last time's
 * figure; what is computed, below what it is computed from. The markup alone; `officer/LiveForm` makes it live.
 *
 * @since 0.1.0
 */

import * as Asking from "@lienhoi/template/Asking"
import type { Cells } from "@lienhoi/template/Cell"
import * as Field from "@lienhoi/template/Field"
import * as Template from "@lienhoi/template/Template"
import * as Catalogue from "@lienhoi/words/Catalogue"
import { type Html, html } from "@lienhoi/words/Html"
import type { Language } from "@lienhoi/words/Language"
import * as Control from "./Control.ts"
import * as FieldText from "./FieldText.ts"
import * as TableView from "./TableView.ts"

const texts = Catalogue.make({
  due: { vi: "Hạn nộp: {date}", en: "Due: {date}" },
  count: { vi: "{n} câu hỏi", en: "{n} questions" },
  parts: { vi: "Trong đó, theo {by}", en: "Of which, by {by}" },
  whole: { vi: "(cộng lại bằng số trên)", en: "(adding up to the figure above)" },
  computed: { vi: "Máy tự tính", en: "Computed" },
  zero: { vi: "Không phát sinh", en: "Nothing to report" },
  send: { vi: "Gửi báo cáo", en: "Send the report" },
  register: { vi: "Ghi một dòng vào sổ", en: "One record of the register" },
  case: { vi: "Một vụ việc mới", en: "A new case" },
  notice: { vi: "Thông báo gửi xuống", en: "A notice that goes down" },
  "notice-read": { vi: "Người nhận đọc:", en: "What the receiver reads:" },
  acknowledge: { vi: "Báo đã đọc", en: "Say that it was read" },
  columns: { vi: "Bên cạnh mỗi số, máy tính sẵn: {columns}", en: "Computed beside each figure: {columns}" },
  plan: { vi: "Kế hoạch", en: "plan" },
  period: { vi: "Thực hiện kỳ này", en: "this period" },
  "year-to-date": { vi: "Lũy kế", en: "year to date" },
  "last-year": { vi: "Cùng kỳ năm trước", en: "same period last year" },
  "of-plan": { vi: "% kế hoạch", en: "% of plan" },
  "of-last-year": { vi: "% cùng kỳ", en: "% of last year" }
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
  readonly language: Language
}

const say = (language: Language, code: keyof typeof texts, params: Catalogue.Params = {}): string =>
  Catalogue.say(texts, code, params, language)

const hint = (id: string, lines: ReadonlyArray<string>): Html =>
  html`<p class="hint" id="${id}-hint">${lines.map((line, i) => html`${i > 0 && html`<br>`}${line}`)}</p>`

const problem = (id: string): Html => html`<div class="problem" id="${id}-problem" aria-live="polite"></div>`

const breakdowns = (field: Field.Field, id: string, language: Language): ReadonlyArray<Html> =>
  field.disaggregate.map(
    ({ complete, items, label }) =>
      html`<fieldset class="parts"><legend>${say(language, "parts", { by: label })} ${complete && say(language, "whole")}</legend>${items.map(
        (item) =>
          html`<div class="part"><label for="${id}-${item.key}">${item.label}</label>${Control.box(field, { id: `${id}-${item.key}`, name: `${field.key}[${item.key}]`, describedBy: `${id}-problem` })}</div>`
      )}</fieldset>`
  )

const asked = (field: Field.Field, id: string, n: number, options: Options): Html => {
  const { language } = options
  const head = html`${n}. ${Asking.label(field, language)}${FieldText.unit(field)}${FieldText.must(field, language)}`
  const isLocked = field.source?.locked === true
  const value = Asking.proposal(field, options)
  const described = { id, name: field.key, describedBy: `${id}-hint ${id}-problem`, language, value, isLocked }
  const help = hint(id, Asking.help(field, options))
  switch (Control.kind(field)) {
    case "rows":
      return TableView.render(field, id, head, help, language)
    case "radios":
      return html`<fieldset class="choices" aria-describedby="${described.describedBy}"><legend>${head}</legend>${help}${Control.radios(field, described)}</fieldset>`
    default:
      return html`<label for="${id}" id="${id}-label">${head}</label>${help}<div class="answer">${Control.box(field, described)}${
        Field.isNumeric(field) &&
        field.type !== "ratio" &&
        !isLocked &&
        html`<button type="button" class="small" data-zero="${field.key}" aria-describedby="${id}-label">${say(language, "zero")}</button>`
      }</div>${breakdowns(field, id, language)}`
  }
}

const computed = (field: Field.Field, id: string, options: Options): Html =>
  html`<label for="${id}">${Asking.label(field, options.language)}${FieldText.unit(field)}</label>${hint(id, [
    say(options.language, "computed"),
    ...Asking.help(field, options)
  ])}<output class="computed" id="${id}" name="${field.key}">…</output>`

/** Which columns the machine puts beside the figures of a section. */
const beside = ({ columns }: Template.Section, language: Language): Html | null =>
  columns.length === 0
    ? null
    : html`<p class="hint">${say(language, "columns", { columns: columns.map((column) => say(language, column)).join(", ") })}</p>`

/** The id of a field's box on the form of a level: stable, so that pictures and tests can point to it. */
export const idOf = (level: string, key: string): string => `${level}-${key}`

/** Renders the form of one level. Of a field that is computed or closed nothing is typed; `hidden` is left to the live form. */
export const render = (options: Options): Html => {
  const { due, language, level, template } = options
  const question = ({ field, number }: Asking.Question): Html => {
    const id = idOf(level.id, field.key)
    const body = number === null ? computed(field, id, options) : asked(field, id, number, options)
    return html`<div class="question" data-field="${field.key}" id="${id}-question">${body}${problem(id)}</div>`
  }
  const all = Asking.sections(template, level.id, language)
  const sections = all.map(({ questions, section, title }) => {
    const id = `${level.id}-section-${section.key}`
    return html`<section data-section aria-labelledby="${id}"><h3 id="${id}">${title}</h3>${beside(section, language)}${questions.map(question)}</section>`
  })
  const title = Asking.title(template, language)
  const asks = all.flatMap(({ questions }) => questions).filter(({ number }) => number !== null)
  const count = say(language, "count", { n: asks.length })
  const receives = template.acknowledge?.levels.includes(level.id) === true
  const read = receives
    ? Template.fields(template).filter((field) => !Field.isAskedOf(field, level.id) && !Field.isComputed(field))
    : []
  return html`<form class="phone live" id="form-${level.id}" data-level="${level.id}" novalidate aria-label="${title}, ${level.name}"><header><strong>${title}</strong><br>${template.kind === "report" ? options.period : say(language, template.kind)}</header><div class="inside"><p class="stamp">${level.name} · ${count}${due !== null && html`<br>${say(language, "due", { date: due })}`}</p>${
    read.length > 0 &&
    html`<div class="bubble"><b>${say(language, "notice-read")}</b>${read.map((field) => html`<br>${Asking.label(field, language)}: …`)}</div>`
  }${sections}<div class="state" role="status" id="${level.id}-state"></div><button type="submit" class="button" id="${level.id}-send">${say(language, receives ? "acknowledge" : "send")}</button><div class="readback" id="${level.id}-readback" aria-live="polite"></div></div></form>`
}
