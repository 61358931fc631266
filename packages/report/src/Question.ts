/**
 * The questions that one unit answers in words: on the telephone, in chat, in a mail. Each has a number that stays the
 * same while the report is answered, the label and unit people know, and what was said the period before.
 *
 * @since 0.1.0
 */

import type * as Cell from "@lienhoi/template/Cell"
import type { Cells } from "@lienhoi/template/Cell"
import type { Compiled } from "@lienhoi/template/Compiled"
import * as Field from "@lienhoi/template/Field"
import * as ReadBack from "@lienhoi/template/ReadBack"
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Language } from "@lienhoi/words/Language"
import type { Duty } from "./Duty.ts"
import * as Duties from "./Duty.ts"

/** One question. */
export interface Question {
  /** Counts from 1. */
  readonly number: number
  /** The key of the answer: `TC04`, `TC04[tu_18_30]`. */
  readonly key: string
  readonly field: Field.Field
  readonly item: Field.Item | null
  /** `Tổng số hội viên`, `Tổng số hội viên, từ 18 đến 30 tuổi`. */
  readonly label: string
  /** What was said the period before; `null` when nothing was, and for photos. */
  readonly previous: Cell.Cell | null
}

const texts = Catalogue.make({
  item: { vi: "{label}, {item}", en: "{label}, {item}" },
  asked: { vi: "{number}. {label} ({unit})", en: "{number}. {label} ({unit})" },
  "asked-bare": { vi: "{number}. {label}", en: "{number}. {label}" },
  line: { vi: "{asked}: {figure}", en: "{asked}: {figure}" }
})

/** A dot for each figure that is still to be written. */
export const blank = "…"

const isAnswered = ({ state }: Cell.Cell): boolean => state !== "missing"

const before = (field: Field.Field, key: string, previous: Cells | null): Cell.Cell | null => {
  if (field.type === "photo" || field.type === "file") return null
  const from = key === field.key ? (Field.carried(field) ?? key) : key
  const cell = previous?.[from] ?? previous?.[key]
  return cell !== undefined && isAnswered(cell) ? cell : null
}

/**
 * What the unit is asked, in the order of the template. Tables have no place in a chat, and what is computed is not
 * asked; both stay on the form.
 */
export const list = (
  template: Compiled,
  duty: Pick<Duty, "level" | "closing">,
  previous: Cells | null = null,
  language: Language = "vi"
): ReadonlyArray<Question> =>
  Duties.fields(template, duty)
    .filter((field) => field.type !== "table" && !Field.isComputed(field))
    .flatMap((field) => [
      { key: field.key, field, item: null, label: field.label },
      ...field.disaggregate.flatMap(({ items }) =>
        items.map((item) => ({
          key: `${field.key}[${item.key}]`,
          field,
          item,
          label: Catalogue.say(texts, "item", { label: field.label, item: item.label }, language)
        }))
      )
    ])
    .map((one, i) => ({ ...one, number: i + 1, previous: before(one.field, one.key, previous) }))

/** Whether its answer is written out in sentences, photos or files and is not proposed again the next period. */
const isNarrative = ({ field }: Question): boolean =>
  field.type === "text" || field.type === "photo" || field.type === "file"

/** `3. Hội viên mới (người)`. */
export const asked = ({ number, label, field }: Question, language: Language = "vi"): string =>
  field.unit === null
    ? Catalogue.say(texts, "asked-bare", { number, label }, language)
    : Catalogue.say(texts, "asked", { number, label, unit: field.unit }, language)

/** `3. Hội viên mới (người): 12`, with the figure of that cell. */
export const line = (question: Question, of: Cell.Cell | undefined, language: Language = "vi"): string =>
  Catalogue.say(
    texts,
    "line",
    { asked: asked(question, language), figure: ReadBack.typed(question.field, of, "vi") || blank },
    language
  )

/** The whole report as one message that can be sent back with the figures changed: last period's stand in it. */
export const sheet = (questions: ReadonlyArray<Question>, language: Language = "vi"): string =>
  questions
    .map((question) => line(question, isNarrative(question) ? undefined : (question.previous ?? undefined), language))
    .join("\n")

/** What was said last time, as an answer that is read in the same way; `null` when there is nothing to repeat. */
export const repeated = ({ previous }: Question): unknown => {
  if (previous === null || previous.state === "missing") return null
  if (previous.state === "zero") return zeroWords
  return previous.state === "not-applicable" ? { notApplicable: previous.reason } : previous.value
}

/** “Nothing happened” as people write it. */
export const zeroWords = "không phát sinh"

/** Last time's figure with its unit, for a person; `null` when there was none. */
export const lastTime = (question: Question, language: Language = "vi"): string | null =>
  question.previous === null ? null : ReadBack.cell(question.field, question.previous, language)

/** The question of that key. */
export const find = (questions: ReadonlyArray<Question>, key: string): Question | null =>
  questions.find((question) => question.key === key) ?? null
