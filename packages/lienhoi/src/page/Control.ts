/**
 * The boxes of a form, one kind for each type of answer. Figures get the keypad of a telephone; every box is named by
 * its column and has its label elsewhere, by id.
 *
 * @since 0.1.0
 */

import type { Field, Item } from "@lienhoi/template/Field"
import * as Catalogue from "@lienhoi/words/Catalogue"
import { type Html, html } from "@lienhoi/words/Html"
import type { Language } from "@lienhoi/words/Language"

const texts = Catalogue.make({
  choose: { vi: "Chọn…", en: "Choose…" },
  yes: { vi: "Có", en: "Yes" },
  no: { vi: "Không", en: "No" }
})

/** Where a box stands. */
export interface Place {
  readonly id: string
  readonly name: string
  /** Ids of what explains it. */
  readonly describedBy: string
  /** What stands in it before anybody typed. */
  readonly value?: string
  /** It may be read and not changed. */
  readonly isLocked?: boolean
}

/** More choices than this are a list that opens. */
const mostRadios = 6

/** Whether an answer is one box, several radio buttons, or rows of boxes. */
export const kind = (field: Field): "box" | "radios" | "rows" => {
  if (field.type === "table") return "rows"
  return field.type === "bool" || (field.type === "choice" && field.choices.length <= mostRadios) ? "radios" : "box"
}

/** A finer choice is told with the one it stands under. */
const choiceLabel = ({ label, under }: Item, choices: ReadonlyArray<Item>): string => {
  const above = choices.find(({ key }) => key === under)
  return above === undefined ? label : `${above.label}: ${label}`
}

const select = (
  field: Field,
  { describedBy, id, name, value }: Place,
  language: Language,
  items: ReadonlyArray<Item>
): Html =>
  html`<select id="${id}" name="${name}" aria-describedby="${describedBy}"><option value="">${Catalogue.say(texts, "choose", {}, language)}</option>${items.map(
    (item) =>
      html`<option value="${item.key}"${item.key === value || item.label === value ? html` selected` : null}>${choiceLabel(item, field.choices)}</option>`
  )}</select>`

const truths = (language: Language): ReadonlyArray<Item> =>
  (["yes", "no"] as const).map((key) => ({
    key: String(key === "yes"),
    label: Catalogue.say(texts, key, {}, language)
  }))

const itemsOf = (field: Field, language: Language): ReadonlyArray<Item> =>
  field.type === "bool" ? truths(language) : field.choices

/** Text longer than this is given several lines. */
const longLine = 200

/** One box. */
export const box = (field: Field, place: Place & { readonly language?: Language }): Html => {
  const { describedBy, id, isLocked = false, language = "vi", name, value = "" } = place
  const held = html`${value !== "" && html` value="${value}"`}${isLocked && html` readonly`}`
  const input = (type: string, mode: string): Html =>
    html`<input id="${id}" name="${name}" type="${type}" inputmode="${mode}" autocomplete="off" aria-describedby="${describedBy}"${held}>`
  switch (field.type) {
    case "count":
    case "money":
      return input("text", "numeric")
    case "decimal":
    case "ratio":
      return input("text", "decimal")
    case "date":
      return html`<input id="${id}" name="${name}" type="date" aria-describedby="${describedBy}"${held}>`
    case "photo":
    case "file": {
      const accept = field.type === "photo" ? html` accept="image/*"` : null
      return html`<input id="${id}" name="${name}" type="file" aria-describedby="${describedBy}"${accept}${field.max === 1 ? null : html` multiple`}>`
    }
    case "choice":
    case "bool":
      return select(field, place, language, itemsOf(field, language))
    default:
      return (field.max ?? longLine + 1) > longLine
        ? html`<textarea id="${id}" name="${name}" rows="3" aria-describedby="${describedBy}">${value}</textarea>`
        : input("text", "text")
  }
}

/** Radio buttons, one for each choice, named together. */
export const radios = (
  field: Field,
  { id, language, name, value }: Place & { readonly language: Language }
): ReadonlyArray<Html> =>
  itemsOf(field, language).map(
    (item) =>
      html`<label class="radio" for="${id}-${item.key}"><input type="radio" id="${id}-${item.key}" name="${name}" value="${item.key}"${item.key === value || item.label === value ? html` checked` : null}><span>${choiceLabel(item, field.choices)}</span></label>`
  )

/** A box under its label, as in the rows of a table. */
export const labelled = (
  field: Field,
  place: Place & { readonly language: Language; readonly mark: Html | null }
): Html => {
  const { language } = place
  const label = language === "en" ? (field.labelEn ?? field.label) : field.label
  return html`<label for="${place.id}">${label}${field.unit !== null && html` <span class="hint">(${field.unit})</span>`}${place.mark}</label>${box(field, place)}`
}
