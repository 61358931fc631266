/**
 * A preview as one file that can be opened, tried and passed on: the forms stand in it, and are live where scripts run.
 *
 * @since 0.1.0
 */
import { html } from "@lienhoi/words/Html"
import type { Language } from "@lienhoi/words/Language"
import type * as Preview from "../officer/Preview.ts"
import * as PreviewView from "./PreviewView.ts"
import * as Standalone from "./Standalone.ts"

/** What is shown. */
export interface Options {
  readonly given: Preview.Given
  readonly preview: Preview.Preview
  readonly language: Language
  /** The bundled `officer/previewScript`. */
  readonly script: string
}

/** The whole file. */
export const page = ({ given, language, preview, script }: Options): string => {
  const { template } = preview.compiled
  return Standalone.page({
    title: language === "en" ? (template.titleEn ?? template.title) : template.title,
    language,
    body: html`<main id="preview">${PreviewView.render(preview, language)}</main>`,
    script,
    data: { given: { ...given, language } }
  })
}
