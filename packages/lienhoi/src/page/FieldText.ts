/**
 * The words around a question: its label, its unit of measure, and the lines of help under it.
 *
 * @since 0.1.0
 */
import type { Cells } from "@lienhoi/template/Cell"
import * as Field from "@lienhoi/template/Field"
import * as Template from "@lienhoi/template/Template"
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Language } from "@lienhoi/words/Language"
import * as Numeral from "@lienhoi/words/Numeral"
import * as ReadBack from "../internal/readBack.ts"
import { type Html, html } from "./Html.ts"

const texts = Catalogue.make({
  previous: { vi: "Kỳ trước: {figure}", en: "Last period: {figure}" },
  partOf: { vi: "Nằm trong số “{whole}”", en: "Part of “{whole}”" },
  must: { vi: "bắt buộc", en: "required" },
  register: {
    vi: "Lấy sẵn từ sổ {from}; sửa được, có ghi lý do",
    en: "Taken from register {from}; may be corrected with a reason"
  },
  "register-locked": { vi: "Lấy từ sổ {from}, không sửa ở đây", en: "Taken from register {from}, not changed here" },
  template: {
    vi: "Lấy sẵn từ báo cáo {from}; sửa được, có ghi lý do",
    en: "Taken from report {from}; may be corrected with a reason"
  },
  "template-locked": { vi: "Lấy từ báo cáo {from}, không sửa ở đây", en: "Taken from report {from}, not changed here" },
  carried: {
    vi: "Đã chép số kỳ trước, sửa nếu khác",
    en: "Last period's answer is filled in; change it if it differs"
  },
  target: { vi: "Chỉ tiêu: {label}, {value}{unit}", en: "Target: {label}, {value}{unit}" }
})

/** What is known beside the field. */
export interface Beside {
  readonly template: Template.Template
  /** Cells of the period before. */
  readonly previous: Cells | null
  readonly language: Language
}

const say = (language: Language, code: keyof typeof texts, params: Catalogue.Params = {}): string =>
  Catalogue.say(texts, code, params, language)

/** The words of a field in a language: English only where its author gave them. */
export const label = (field: Field.Field, language: Language): string =>
  language === "en" ? (field.labelEn ?? field.label) : field.label

/** The unit of measure in brackets. */
export const unit = ({ unit: of }: Field.Field): Html | null =>
  of === null ? null : html` <span class="hint">(${of})</span>`

/** The mark of a question that must be answered. */
export const must = (field: Field.Field, language: Language): Html | null =>
  field.required === true ? html` <span class="must">${say(language, "must")}</span>` : null

const fed = ({ source }: Field.Field, language: Language): ReadonlyArray<string> => {
  if (source === null) return []
  const from = "register" in source ? source.register : source.template
  const kind = "register" in source ? "register" : "template"
  return [say(language, source.locked ? `${kind}-locked` : kind, { from })]
}

/** What stands in the box before anybody typed: the answer carried over from the period before; empty where none is. */
export const proposal = (field: Field.Field, { language, previous }: Beside): string => {
  const key = Field.carried(field)
  return key === null ? "" : ReadBack.typed(field, previous?.[key], language)
}

const targetsOf = (field: Field.Field, { language, template }: Beside): ReadonlyArray<string> =>
  template.targets
    .filter((target) => target.template === null && target.field.toLowerCase() === field.key.toLowerCase())
    .map((target) => {
      const of = target.unit === null ? "" : ` ${target.unit}`
      const params = { label: target.label, value: Numeral.format(target.value, 2), unit: of }
      return say(language, "target", params)
    })

/** The lines of help under a question. */
export const help = (field: Field.Field, beside: Beside): ReadonlyArray<string> => {
  const { language, previous, template } = beside
  const before = previous?.[field.key]
  const whole = field.partOf === null ? null : Template.field(template, field.partOf)
  const figure = before === undefined || before.state === "missing" ? null : ReadBack.cell(field, before, language)
  return [
    ...(field.hint === null ? [] : [field.hint]),
    ...(whole === null ? [] : [say(language, "partOf", { whole: label(whole, language) })]),
    ...fed(field, language),
    ...(proposal(field, beside) === "" ? [] : [say(language, "carried")]),
    ...(figure === null || !Field.isNumeric(field) ? [] : [say(language, "previous", { figure })]),
    ...targetsOf(field, beside)
  ]
}
