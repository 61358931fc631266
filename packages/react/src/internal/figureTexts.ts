/** Figures in words: the number as people write it, how many stand behind it, and what must be said beside it. */
import type { Figure } from "@lienhoi/aggregation/Figure"
import type { Compiled } from "@lienhoi/template/Compiled"
import * as Field from "@lienhoi/template/Field"
import * as ReadBack from "@lienhoi/template/ReadBack"
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Language } from "@lienhoi/words/Language"
import * as Numeral from "@lienhoi/words/Numeral"

const texts = Catalogue.make({
  behind: { vi: "{reported}/{expected} đơn vị có số", en: "{reported} of {expected} units gave a figure" },
  missing: { vi: "chưa có số", en: "no figure yet" },
  notApplicable: { vi: "không có số", en: "no figure" },
  lacking: { vi: "còn thiếu {n} đơn vị", en: "{n} units are missing" },
  partial: { vi: "{n} đơn vị mới có một phần kỳ", en: "{n} units gave only some of the periods" },
  estimated: { vi: "{n} đơn vị ước tính", en: "{n} units estimated" },
  carried: { vi: "{n} đơn vị lấy số kỳ trước", en: "{n} units stand with an earlier figure" },
  returned: { vi: "{n} báo cáo đang bị trả lại", en: "{n} reports are sent back" },
  outOf: { vi: "trên {n} đơn vị", en: "of {n} units" }
})

/** One line of the totals: a question, or a part of its breakdown. */
export interface Row {
  /** As figures name it: `TC04`, `TC04[tu_18_30]`. */
  readonly key: string
  readonly field: Field.Field
  readonly label: string
  /** Whether it divides the line above it. */
  readonly isPart: boolean
}

/** A section with its lines; sections without a number are not among them. */
export interface Part {
  readonly key: string
  readonly title: string
  readonly rows: ReadonlyArray<Row>
}

const labelOf = (field: Field.Field, item: string | null, language: Language): string => {
  const label = language === "en" ? (field.labelEn ?? field.label) : field.label
  return field.disaggregate.flatMap(({ items }) => items).find(({ key }) => key === item)?.label ?? label
}

/** What of a template has totals, in its order. */
export const partsOf = ({ columns, template }: Compiled, language: Language): ReadonlyArray<Part> =>
  template.sections
    .map((section) => ({
      key: section.key,
      title: language === "en" ? (section.titleEn ?? section.title) : section.title,
      rows: section.fields.flatMap((field): ReadonlyArray<Row> => {
        const own = columns.filter((column) => column.field.key === field.key)
        if (own.length === 0)
          return Field.isNumeric(field) && Field.isComputed(field)
            ? [{ key: field.key, field, label: labelOf(field, null, language), isPart: false }]
            : []
        return own.map((column) => ({
          key: column.key,
          field: column.field,
          label: labelOf(column.field, column.item, language),
          isPart: column.item !== null && !Field.isGrid(field)
        }))
      })
    }))
    .filter(({ rows }) => rows.length > 0)

/** `1.234`, `45,13%`, `…` where there is none. */
export const written = (field: Field.Field, { value }: Pick<Figure, "value">): string =>
  value === null ? "…" : ReadBack.number(field, value)

/** `73/75 đơn vị có số`; empty for a figure of which nobody is asked. */
export const behind = (figure: Figure, language: Language): string =>
  figure.expected === 0
    ? ""
    : Catalogue.say(
        texts,
        "behind",
        { reported: Numeral.format(figure.reported), expected: Numeral.format(figure.expected) },
        language
      )

/** Why there is no number: a reason in words, or that nobody gave one. `null` when there is a number. */
export const absence = (figure: Figure, language: Language): string | null => {
  if (figure.value !== null) return null
  if (figure.reason !== null) return figure.reason[language]
  return Catalogue.say(texts, figure.state === "missing" ? "missing" : "notApplicable", {}, language)
}

/** What a reader must know beside the number. */
export const marks = (figure: Figure, language: Language): ReadonlyArray<string> => {
  const counted = [
    ["lacking", figure.missing],
    ["partial", figure.partial],
    ["estimated", figure.estimated],
    ["carried", figure.carried],
    ["returned", figure.returned]
  ] as const
  return [
    ...(figure.outOf === null ? [] : [Catalogue.say(texts, "outOf", { n: Numeral.format(figure.outOf) }, language)]),
    ...counted.flatMap(([code, n]) => (n > 0 ? [Catalogue.say(texts, code, { n: Numeral.format(n) }, language)] : []))
  ]
}
