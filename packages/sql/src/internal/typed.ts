/**
 * What is searched and what is typed, brought to one form: words without accents, tone marks, case and punctuation.
 */
import * as Association from "@lienhoi/hierarchy/Association"
import { fold } from "@lienhoi/words/Text"

/** The words of a text. */
export const wordsOf = (text: string): ReadonlyArray<string> =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")

/** Several forms of one thing, each between bars. */
export const forms = (texts: Iterable<string>): string => {
  const all = [...new Set(Array.from(texts, (text) => wordsOf(text).join(" ")))].filter((form) => form !== "")
  return `| ${all.join(" | ")} |`
}

/** Short names of organisations that people also write out. */
const long: { readonly [short: string]: string } = {
  LHPN: "Liên hiệp Phụ nữ",
  MTTQ: "Mặt trận Tổ quốc",
  CCB: "Cựu chiến binh",
  TNCS: "Thanh niên Cộng sản",
  LHTN: "Liên hiệp Thanh niên"
}

const isShort = (word: string): boolean => word.length > 1 && word === word.toUpperCase()

/**
 * How people may write the organisation in a unit: `Xã Tân Bình`, `Hội LHPN xã Tân Bình`, `HLHPN xã Tân Bình`,
 * `Hội Liên hiệp Phụ nữ xã Tân Bình`.
 */
export const formsOfUnit = (
  association: Association.Association,
  unit: { readonly level: string; readonly name: string }
): ReadonlyArray<string> => {
  const full = Association.organisationName(association, unit)
  const head = full.slice(0, Math.max(0, full.length - unit.name.length)).trim()
  if (head === "") return [unit.name, full]
  const words = head.split(" ")
  const initials = words.map((word) => (isShort(word) ? word : word.slice(0, 1))).join("")
  const written = words.map((word) => long[word] ?? word).join(" ")
  return [unit.name, full, `${initials} ${unit.name}`, `${written} ${unit.name}`]
}
