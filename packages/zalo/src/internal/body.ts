/** Reads the body of a webhook: whole numbers of any length keep their digits. */
import * as Json from "./json.ts"

/** A whole number that JavaScript may not hold stands outside of a text. */
const long = /[:[,]\s*-?\d{16,}/u

/** The value, or `undefined` when it is no JSON. Only a body with long bare numbers is read the slow way. */
export const parse = (text: string): unknown => {
  if (long.test(text)) return Json.parse(text)
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
