/**
 * Message catalogues: every text a person reads stands in one table, in both languages, under a stable code.
 * A text holds places such as `{unit}` that are filled when it is said.
 *
 * @since 0.1.0
 */
import type { Bilingual, Language } from "./Language.ts"

/** Texts by code. */
export type Catalogue<Code extends string = string> = { readonly [C in Code]: Bilingual }

/** What fills the places of a text. */
export type Params = { readonly [name: string]: string | number }

/** Keeps the codes of a catalogue in its type, so that a misspelt code does not compile. */
export const make = <const C extends Catalogue>(catalogue: C): C => catalogue

/** Fills the places of one text. A place nobody filled stays visible as `{name}`, so that it is noticed. */
export const fill = (text: string, params: Params): string =>
  text.replaceAll(/\{(\w+)\}/g, (place, name: string) => (Object.hasOwn(params, name) ? String(params[name]) : place))

/**
 * Says one message in one language.
 *
 * @example
 * ```ts
 * import { Catalogue } from "@lienhoi/words"
 *
 * const texts = Catalogue.make({ received: { vi: "Đã nhận {n} báo cáo", en: "{n} reports received" } })
 *
 * Catalogue.say(texts, "received", { n: 73 }) // => "Đã nhận 73 báo cáo"
 * Catalogue.say(texts, "received", { n: 73 }, "en") // => "73 reports received"
 * ```
 */
export const say = <C extends Catalogue>(
  catalogue: C,
  code: keyof C & string,
  params: Params = {},
  language: Language = "vi"
): string => fill(catalogue[code]![language], params)
