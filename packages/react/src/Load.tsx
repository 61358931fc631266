/**
 * What comes of asking a server, as the views take it: the answers of the typed client of `@lienhoi/http` fit as they are,
 * those of any other server are put into this form.
 *
 * @since 0.1.0
 */
import type { Language } from "@lienhoi/words/Language"

/** Why the server did not give what was asked, in words for a person. */
export interface Problem {
  readonly title: string
  readonly issues?: ReadonlyArray<{ readonly message: string; readonly english?: string }>
}

/** What was asked, or why not; a `problem` of `null`: no answer came, the line is dead. */
export type Answer<A> =
  | { readonly ok: true; readonly value: A }
  | { readonly ok: false; readonly problem: Problem | null }

/** Every sentence of a problem in a language. */
export const sentences = ({ issues = [], title }: Problem, language: Language = "vi"): ReadonlyArray<string> => [
  title,
  ...issues.map(({ english, message }) => (language === "en" ? (english ?? message) : message))
]
