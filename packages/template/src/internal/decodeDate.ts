import * as PlainDate from "@lienhoi/calendar/PlainDate"
import type { File, Given } from "./yaml.ts"

/** A day as year-month-day. */
export const date = (file: File, given: Given | null): string | null => {
  const text = file.word(given)
  if (text === null || PlainDate.isValid(text)) return text
  file.say(given!, "date.bad", { text: text.slice(0, 40) })
  return null
}

/** A day, or one of the words that stand for one. */
export const dateOr = <A extends string>(file: File, given: Given | null, words: ReadonlyArray<A>): string | null => {
  const text = file.word(given)
  if (text === null || (words as ReadonlyArray<string>).includes(text) || PlainDate.isValid(text)) return text
  file.say(given!, "date.or", { text: text.slice(0, 40), known: words.join(", ") })
  return null
}
