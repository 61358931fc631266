/**
 * What a form asks of the units of one level: its questions in order with what is computed from them, and the words around
 * each one. How they are drawn is for whoever draws them.
 *
 * @since 0.1.0
 */
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Language } from "@lienhoi/words/Language"
import * as Numeral from "@lienhoi/words/Numeral"
import { fold } from "@lienhoi/words/Text"
import type { Cells } from "./Cell.ts"
import * as Field from "./Field.ts"
import * as Formula from "./Formula.ts"
import * as ReadBack from "./ReadBack.ts"
import * as Template from "./Template.ts"

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

/** One thing that stands on the form. */
export interface Question {
  readonly field: Field.Field
  /** Counts what is asked from 1; `null` for what is computed. */
  readonly number: number | null
}

/** A section of which the level sees something. */
export interface Section {
  readonly section: Template.Section
  readonly title: string
  readonly questions: ReadonlyArray<Question>
}

/** Every name that a formula reads in this period or in an earlier one. */
const names = (formula: Formula.Formula): ReadonlyArray<string> => {
  switch (formula.type) {
    case "name":
      return [formula.name]
    case "past":
    case "unary":
      return names(formula.of)
    case "binary":
      return [...names(formula.left), ...names(formula.right)]
    case "call":
      return formula.args.flatMap(names)
    default:
      return []
  }
}

const inputs = (template: Template.Template, field: Field.Field): ReadonlyArray<Field.Field> => {
  const formula = field.formula === null ? null : Formula.parse(field.formula)
  const named = formula?.ok ? names(formula.value) : []
  const keys = [...named, ...[field.numerator, field.denominator].filter((key) => key !== null)].map(fold)
  return Template.fields(template).filter(
    (other) => other !== field && (keys.includes(fold(other.key)) || keys.includes(fold(other.label)))
  )
}

/** Whether a unit of that level sees the field: it answers it, or answers something that it is computed from. */
export const isSeenBy = (template: Template.Template, field: Field.Field, level: string): boolean =>
  Field.isAskedOf(field, level) ||
  (Field.isComputed(field) && inputs(template, field).some((input) => isSeenBy(template, input, level)))

/** The title of a template or of a section in a language: English only where its author gave it. */
export const title = (of: { readonly title: string; readonly titleEn: string | null }, language: Language): string =>
  language === "en" ? (of.titleEn ?? of.title) : of.title

/** The form of one level: its sections and questions in the order of the template. */
export const sections = (
  template: Template.Template,
  level: string,
  language: Language = "vi"
): ReadonlyArray<Section> => {
  let n = 0
  return template.sections.flatMap((section) => {
    const questions = section.fields
      .filter((field) => isSeenBy(template, field, level))
      .map((field): Question => ({ field, number: Field.isAskedOf(field, level) ? ++n : null }))
    return questions.length === 0 ? [] : [{ section, title: title(section, language), questions }]
  })
}

/** What is known beside a question. */
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

/** The mark of a question that must be answered; `null` for any other. */
export const must = (field: Field.Field, language: Language): string | null =>
  field.required === true ? say(language, "must") : null

const fed = ({ source }: Field.Field, language: Language): ReadonlyArray<string> => {
  if (source === null) return []
  const from = "register" in source ? source.register : source.template
  const kind = "register" in source ? "register" : "template"
  return [say(language, source.locked ? `${kind}-locked` : kind, { from })]
}

/** What stands in the box before anybody typed: the answer carried over from the period before; empty where none is. */
export const proposal = (field: Field.Field, { language, previous }: Omit<Beside, "template">): string => {
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

/** The lines of help under a question: its hint, what it is part of, where its answer comes from, last time's figure, targets. */
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
