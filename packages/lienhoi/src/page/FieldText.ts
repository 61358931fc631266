/**
 * The marks around a question on a page: its unit of measure, and whether it must be answered.
 *
 * @since 0.1.0
 */

import * as Asking from "@lienhoi/template/Asking"
import type * as Field from "@lienhoi/template/Field"
import { type Html, html } from "@lienhoi/words/Html"
import type { Language } from "@lienhoi/words/Language"

/** The unit of measure in brackets. */
export const unit = ({ unit: of }: Field.Field): Html | null =>
  of === null ? null : html` <span class="hint">(${of})</span>`

/** The mark of a question that must be answered. */
export const must = (field: Field.Field, language: Language): Html | null => {
  const word = Asking.must(field, language)
  return word === null ? null : html` <span class="must">${word}</span>`
}
