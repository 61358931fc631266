/**
 * Text that a document may hold: XML knows no control characters and no halves of characters, and a document that has one
 * does not open.
 */

/** Control characters but tab and line breaks; U+FFFE and U+FFFF are no characters at all. */
const isForbidden = (sign: string): boolean =>
  (sign < " " && !"\t\n\r".includes(sign)) || sign === "\uFFFE" || sign === "\uFFFF"

/** Without what XML forbids; half a character becomes the sign for one that cannot be shown. */
export const printable = (text: string): string =>
  [...text.toWellFormed()].filter((sign) => !isForbidden(sign)).join("")

/** The same on one line. */
export const oneLine = (text: string): string => printable(text).replaceAll(/\s+/gu, " ").trim()

/** The same, a piece for each line that was typed; blank lines are dropped. */
export const lines = (text: string): ReadonlyArray<string> =>
  printable(text)
    .split(/[\r\n]+/u)
    .map((line) => line.trim())
    .filter((line) => line !== "")
