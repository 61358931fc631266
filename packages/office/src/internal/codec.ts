import * as PlainDate from "@lienhoi/calendar/PlainDate"
import * as Association from "@lienhoi/hierarchy/Association"
import * as Numeral from "@lienhoi/words/Numeral"
import { clean, fold } from "@lienhoi/words/Text"
import type { BookCode } from "./bookTexts.ts"
import * as Keywords from "./keywords.ts"
import type { Cell, Value } from "./workbook.ts"

/** What a cell meant; where it cannot be understood, what was written goes on with the reason. */
interface Meant {
  readonly value: unknown
  readonly problem?: { readonly code: BookCode; readonly known?: ReadonlyArray<string> }
}

/** How one kind of value stands in a cell. */
export interface Codec {
  /** `undefined`: a cell cannot hold it. */
  readonly write: (value: unknown) => string | number | undefined
  readonly read: (cell: Cell) => Meant
  /** What a drop-down list offers. */
  readonly offers?: ReadonlyArray<string>
  /** Whether something else may be typed too. */
  readonly isOpen?: boolean
}

/** A cell of Excel holds no more. */
const longest = 32_000

/** What a person sees in a cell. */
export const textOf = (value: Value | null): string => {
  if (value === null) return ""
  if (typeof value === "object")
    return PlainDate.format(value.date) + (value.time === undefined ? "" : ` ${value.time}`)
  return String(value)
}

const isText = (value: unknown): value is string => typeof value === "string" && value.length <= longest

const word = (value: unknown): string | undefined => (isText(value) ? value : undefined)

/** Any text. */
export const text: Codec = { write: word, read: ({ value }) => ({ value: textOf(value) }) }

/**
 * A formula of the template's own language. Somebody who begins it with `=` gets one of Excel's: its text is taken, not
 * what Excel made of it.
 */
export const formula: Codec = {
  write: word,
  read: ({ value, formula }) => ({ value: formula ?? textOf(value).replace(/^\s*=/u, "") })
}

/** A word of the language. */
export const keyword = (words: Keywords.Words): Codec => ({
  write: (value) => (isText(value) ? (Object.hasOwn(words, value) ? words[value]![0] : undefined) : undefined),
  read: ({ value }) => {
    const said = clean(textOf(value))
    const found = Keywords.keywordOf(words, said)
    if (found !== null) return { value: found }
    return { value: said, problem: { code: "book.one-of", known: Object.values(words).map(([first]) => first) } }
  },
  offers: Object.values(words).map(([first]) => first)
})

/** A word of the language, or one that only somebody else knows: a route, a key. */
export const openKeyword = (words: Keywords.Words): Codec => ({
  write: (value) => (isText(value) && Object.hasOwn(words, value) ? words[value]![0] : word(value)),
  read: ({ value }) => ({ value: Keywords.keywordOf(words, textOf(value)) ?? textOf(value) }),
  offers: Object.values(words).map(([first]) => first),
  isOpen: true
})

const isNothing = (said: string): boolean => Keywords.nothing.some((one) => fold(one) === fold(said))

/** A text where `none` says that there is none. */
export const textOrNone: Codec = {
  write: (value) => (value === "none" ? Keywords.nothing[0] : word(value)),
  read: ({ value }) => ({ value: isNothing(textOf(value)) ? "none" : textOf(value) })
}

const numberOf = (value: Value | null): number | null =>
  typeof value === "number" ? value : typeof value === "string" ? Numeral.parseDecimal(value) : null

/** A number, written as a number or as people write it: `1.234,5`. */
export const number: Codec = {
  write: (value) => (typeof value === "number" && Number.isFinite(value) ? value : undefined),
  read: ({ value }) => {
    const found = numberOf(value)
    return found === null ? { value: textOf(value), problem: { code: "book.number" } } : { value: found }
  }
}

/** A number, or `none` where there would otherwise be a limit. */
export const limit: Codec = {
  write: (value) => (value === "none" ? Keywords.nothing[0] : number.write(value)),
  read: (cell) => (typeof cell.value === "string" && isNothing(cell.value) ? { value: "none" } : number.read(cell))
}

const truthOf = (value: Value | null): boolean | null => {
  if (typeof value === "boolean") return value
  const said = textOf(value)
  if (Keywords.truths.yes.some((one) => Keywords.isSame(one, said))) return true
  return Keywords.truths.no.some((one) => Keywords.isSame(one, said)) ? false : null
}

const [yes, no] = [Keywords.truths.yes[0], Keywords.truths.no[0]]

/** Yes or no. */
export const truth: Codec = {
  write: (value) => (typeof value === "boolean" ? (value ? yes : no) : undefined),
  read: ({ value }) => {
    const found = truthOf(value)
    return found === null ? { value: textOf(value), problem: { code: "book.truth" } } : { value: found }
  },
  offers: [yes, no]
}

/** Yes, no, or the formula that decides. */
export const truthOrFormula: Codec = {
  write: (value) => truth.write(value) ?? word(value),
  read: (cell) => {
    const found = cell.formula === null ? truthOf(cell.value) : null
    return found === null ? formula.read(cell) : { value: found }
  },
  offers: [yes, no],
  isOpen: true
}

const dateIn = (value: Value | null): string | null => {
  if (typeof value === "object" && value !== null) return value.date
  const read = PlainDate.parse(textOf(value))
  return read.ok ? read.value : null
}

/** A date as people write it. */
export const date: Codec = {
  write: (value) => (isText(value) && PlainDate.isValid(value) ? PlainDate.format(value) : undefined),
  read: ({ value }) => {
    const found = dateIn(value)
    return found === null ? { value: textOf(value), problem: { code: "book.date" } } : { value: found }
  }
}

/** A date, or one of some words. */
export const dateOr = (words: Keywords.Words): Codec => ({
  write: (value) => keyword(words).write(value) ?? date.write(value),
  read: (cell) => {
    const found = Keywords.keywordOf(words, textOf(cell.value))
    return found === null ? date.read(cell) : { value: found }
  },
  offers: Object.values(words).map(([first]) => first),
  isOpen: true
})

const separators = /[,;\n]/u

/** Several of one kind in a cell, separated by commas. */
const listOf = (one: (said: string) => string | null, print: (value: string) => string): Codec => ({
  write: (value) => {
    const all = typeof value === "string" ? [value] : value
    if (!Array.isArray(all) || all.length === 0 || !all.every((each) => isText(each))) return undefined
    return word(all.map(print).join(", "))
  },
  read: ({ value }) => {
    const said = textOf(value).split(separators).map(clean)
    return { value: said.filter((each) => each !== "").map((each) => one(each) ?? each) }
  }
})

/** Several words: keys, codes. */
export const list: Codec = listOf(
  (said) => said,
  (value) => value
)

/** One text, or a list of several, each on a line of the cell. */
export const lines: Codec = {
  write: (value) => {
    const all = typeof value === "string" ? [value] : value
    if (!Array.isArray(all) || all.length === 0 || !all.every((each) => isText(each) && clean(each) === each))
      return undefined
    return word(all.join("\n"))
  },
  read: ({ value }) => {
    const said = textOf(value).split("\n").map(clean)
    const all = said.filter((each) => each !== "")
    return { value: all.length === 1 ? all[0] : all }
  }
}

/** Several words of the language. */
export const keywords = (words: Keywords.Words): Codec => ({
  ...listOf(
    (said) => Keywords.keywordOf(words, said),
    (value) => (Object.hasOwn(words, value) ? words[value]![0] : value)
  ),
  offers: Object.values(words).map(([first]) => first),
  isOpen: true
})

const levels = Association.presets.flatMap((association) => association.levels)

/** The one level that a name may stand for, whichever the association; a name is also read when it is the id in words. */
const levelIds = new Map<string, string | null>()
for (const { id, name } of levels) {
  for (const said of [fold(name.vi), fold(name.en), id.replaceAll("_", " ")]) {
    levelIds.set(said, (levelIds.get(said) ?? id) === id ? id : null)
  }
}

const levelOf = (said: string): string | null => levelIds.get(fold(said).replaceAll("_", " ")) ?? null

const levelName = (id: string): string => {
  const name = levels.find((level) => level.id === id)?.name.vi
  return name !== undefined && levelOf(name) === id && !separators.test(name) ? name : id
}

/** Levels by their ids or names. */
export const levelList: Codec = listOf(levelOf, levelName)

/** One level. */
export const level: Codec = {
  write: (value) => (isText(value) ? levelName(value) : undefined),
  read: ({ value }) => ({ value: levelOf(textOf(value)) ?? clean(textOf(value)) })
}

const ofUnits = "Đơn vị cấp "

/** What is counted: people, events, money, units of a level. */
export const counts: Codec = {
  write: (value) => {
    if (!isText(value)) return undefined
    if (value.startsWith("units:")) return `${ofUnits}${levelName(value.slice("units:".length))}`
    return keyword(Keywords.counted).write(value)
  },
  read: (cell) => {
    const said = clean(textOf(cell.value))
    const unit = /^(?:units:|đơn vị cấp |don vi cap )(.*)$/iu.exec(said)?.[1]
    if (unit !== undefined) return { value: `units:${levelOf(unit) ?? fold(unit).replaceAll(" ", "_")}` }
    return keyword(Keywords.counted).read(cell)
  },
  offers: Object.values(Keywords.counted).map(([first]) => first),
  isOpen: true
}
