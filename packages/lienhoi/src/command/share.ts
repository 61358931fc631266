/**
 * How much of a unit went somewhere, in words.
 *
 * @since 0.1.0
 */
import type { Basis, Weight } from "@lienhoi/hierarchy/Weight"
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Language } from "@lienhoi/words/Language"

const texts = Catalogue.make({
  whole: { vi: "toàn bộ", en: "whole" },
  part: { vi: "một phần, {share} theo {basis}", en: "in part, {share} by {basis}" },
  members: { vi: "số hội viên", en: "members" },
  households: { vi: "số hộ", en: "households" },
  population: { vi: "dân số", en: "population" },
  given: { vi: "tỷ lệ đã cho", en: "the share given" },
  assumed: { vi: "giả định chia đều", en: "an assumption of equal shares" }
})

/** `toàn bộ`, or `một phần, 312/980 theo số hội viên`: as it was recorded, 312 of 980 members. */
export const share = (weight: Weight | null, language: Language): string => {
  if (weight === null) return Catalogue.say(texts, "whole", {}, language)
  const basis = Catalogue.say(texts, weight.basis, {}, language)
  return Catalogue.say(texts, "part", { share: `${weight.numerator}/${weight.denominator}`, basis }, language)
}

/** What a share rests on: `số hội viên`. */
export const basesIn = (bases: ReadonlyArray<Basis>, language: Language): string =>
  bases.map((basis) => Catalogue.say(texts, basis, {}, language)).join(", ")
