/**
 * The script of a page that `lienhoi template preview` wrote: makes its forms live.
 *
 * @since 0.1.0
 */
import type { Language } from "@lienhoi/words/Language"
import * as Enliven from "./Enliven.ts"
import * as Preview from "./Preview.ts"

const given = JSON.parse(document.getElementById("given")!.textContent!) as Preview.Given & {
  readonly language: Language
}
const preview = Preview.of(given)
if (preview.ok) Enliven.forms(document, preview.value, given.language)
