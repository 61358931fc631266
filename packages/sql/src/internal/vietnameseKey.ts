/**
 * A text that stands, byte by byte, where `Text.compare` puts it: the database sorts a page of results without knowing
 * Vietnamese. Base letters first, then tones, then case.
 */
import { clean } from "@lienhoi/words/Text"

const letters = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
/** The five tone marks in the order of Vietnamese dictionaries: huyền, hỏi, ngã, sắc, nặng. */
const tones = "\u0300\u0309\u0303\u0301\u0323"

const letterKey = (letter: string): string => {
  if (letter === " ") return " "
  const at = letters.indexOf(letter)
  return at < 0 ? `"${letter}` : String.fromCharCode(0x41 + at)
}

/** A number stands by its value: first how long it is. */
const numberKey = (digits: string): string => {
  const value = digits.replace(/^0+(?=\d)/, "")
  return `0${String.fromCharCode(0x30 + Math.min(value.length, 60))}${value}`
}

const key = (text: string): string => {
  let first = ""
  let second = ""
  let third = ""
  for (const part of text.match(/\d+|[^\d]/gu) ?? []) {
    if (/^\d/.test(part)) {
      first += numberKey(part)
      second += "0"
      third += "0"
      continue
    }
    const parts = part.toLowerCase().normalize("NFD")
    const tone = [...parts].find((each) => tones.includes(each))
    first += letterKey(parts.replace(new RegExp(`[${tones}]`, "g"), "").normalize("NFC"))
    second += tone === undefined ? "0" : String(tones.indexOf(tone) + 1)
    third += part === part.toLowerCase() ? "0" : "1"
  }
  return `${first}\u0001${second}\u0001${third}\u0001${text}`
}

/** Of the name of a unit or a document. */
export const ofName = (name: string): string => key(clean(name))

/** Of a person: by given name, then family name, then the middle. */
export const ofPerson = (name: string): string => {
  const words = clean(name).split(" ")
  return key([words.at(-1), words[0], ...words.slice(1, -1)].join(" "))
}
