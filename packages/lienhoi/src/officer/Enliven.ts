/**
 * Makes every form of a preview live.
 *
 * @since 0.1.0
 */
import type { Language } from "@lienhoi/words/Language"
import * as LiveForm from "./LiveForm.ts"
import * as Occasion from "./Occasion.ts"
import type * as Preview from "./Preview.ts"

/** Binds the forms under `root` that `PreviewView` rendered for this preview. */
export const forms = (root: ParentNode, preview: Preview.Preview, language: Language): void => {
  const { compiled, levels, period, previous } = preview
  for (const { id } of levels) {
    const form = root.querySelector<HTMLFormElement>(`form[data-level="${id}"]`)
    if (form === null) continue
    const context = { ...Occasion.context(compiled.template, id, period), previous: previous(id) }
    LiveForm.bind({ form, compiled, context, language })
  }
}
