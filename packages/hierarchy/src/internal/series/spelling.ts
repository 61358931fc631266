/**
 * One key for the ways of spelling one Vietnamese name: `Hoả Lựu` and `Hỏa Lựu`, `Thị Trấn` and `Thị trấn`. Names that
 * differ in more than where the tone mark stands stay apart: `Tân Hòa` is not `Tân Hoa`.
 */
import { clean } from "@lienhoi/words/Text"

const tones = /[\u0300\u0301\u0303\u0309\u0323]/g

/** The tone mark of each syllable moves to its end. */
export const spelling = (name: string): string =>
  clean(name)
    .toLowerCase()
    .normalize("NFD")
    .split(" ")
    .map((syllable) => syllable.replaceAll(tones, "") + [...syllable.matchAll(tones)].join(""))
    .join(" ")
