/**
 * Vietnamese text as people type it. `Hoà` and `Hòa` are different strings in every Unicode form, and `Đ` does not
 * decompose: what is stored is only brought to NFC, what is compared or searched is folded.
 *
 * @since 0.1.0
 */

const marks = /\p{M}/gu
/** Soft hyphen, zero-width space, direction marks, word joiner, byte order mark: copied along from chats and web pages. */
const unseen = /[\u00AD\u200B\u200C\u200E\u200F\u2060\uFEFF]/gu
const spaces = /\s+/gu

/** Composed (NFC), Icelandic Ð as Đ, without characters nobody sees, single spaces, trimmed: the form in which text is stored. */
export const clean = (text: string): string =>
  text
    .replace(unseen, "")
    .replaceAll("\u00D0", "Đ")
    .replaceAll("\u00F0", "đ")
    .normalize("NFC")
    .replace(spaces, " ")
    .trim()

/**
 * The key under which two spellings of one name meet: no accents, no tone marks, no case, `đ` as `d`.
 *
 * @example
 * ```ts
 * import { Text } from "@lienhoi/words"
 *
 * Text.fold("Đông Phước A") // => "dong phuoc a"
 * Text.fold("Xã Hoà An") === Text.fold("xa Hòa An") // => true
 * ```
 */
export const fold = (text: string): string =>
  clean(text).normalize("NFD").replace(marks, "").replaceAll("đ", "d").replaceAll("Đ", "D").toLowerCase()

const vietnamese = new Intl.Collator("vi", { numeric: true })

/** Vietnamese alphabetical order (a ă â … d đ … o ô ơ), numbers by value. Total: equal only for equal text. */
export const compare = (a: string, b: string): number => vietnamese.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0)

const givenNameFirst = (name: string): string => {
  const words = clean(name).split(" ")
  return [words.at(-1), words[0], ...words.slice(1, -1)].join(" ")
}

/** The order of a Vietnamese list of people: by given name (the last word), then family name, then the middle. */
export const comparePeople = (a: string, b: string): number =>
  compare(givenNameFirst(a), givenNameFirst(b)) || compare(a, b)
