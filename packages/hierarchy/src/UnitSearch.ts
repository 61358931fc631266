/**
 * Finds units as people type them: without accents or tone marks, by parts of words, by the first letters of words, by
 * code, with the name of an upper unit to tell apart those of one name. Quick enough to answer every keystroke over a
 * whole province.
 *
 * @since 0.1.0
 */
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import { clean, fold } from "@lienhoi/words/Text"
import { commonNoun } from "./internal/placeName.ts"
import type { UnitList } from "./UnitList.ts"

/** A unit in the list. */
export interface Found {
  readonly id: string
  readonly name: string
  readonly code: string | null
  readonly level: string
  readonly parent: string | null
  /** The way up without the unit itself: `Xã Đông Phước A › Huyện Châu Thành`; empty at the top. */
  readonly path: string
  /** The first day on which it was no more, and the names of those that have what was its own; `null` while it lives. */
  readonly ended: { readonly on: PlainDate; readonly heirs: ReadonlyArray<string> } | null
}

/** What of the list may be chosen. */
export interface Wanted {
  /** Ids of levels; all when left out. */
  readonly levels?: ReadonlyArray<string>
  /** That unit and what stands below it. */
  readonly under?: string
  /** Whether ended units are found; `true` when left out. */
  readonly ended?: boolean
  /** At most so many are given; 50 when left out. */
  readonly limit?: number
}

/** What was found, the best first. */
export interface Answer {
  readonly found: ReadonlyArray<Found>
  /** How many there are, given or not. */
  readonly total: number
}

/** One name as it is looked for: many units share one. */
interface Name {
  /** Folded words without spaces: `xadongphuoca`. */
  readonly text: string
  /** Where each word begins in it. */
  readonly words: ReadonlyArray<number>
  /** First letters, numbers whole: `xdpa`, `kv12`. */
  readonly initials: string
  readonly firsts: ReadonlyArray<number>
  /** Where the proper name begins: after `Xã`, `Thị trấn`. */
  readonly proper: number
}

/** A list made ready; see {@link make} and {@link build}. */
export interface UnitSearch {
  readonly list: UnitList
  readonly size: number
  /** Of each unit: its name's place, its parent's place or -1. */
  readonly nameOf: Int32Array
  readonly parentOf: Int32Array
  /** Places of units, each after the one above it. */
  readonly order: Int32Array
  readonly names: ReadonlyArray<Name>
  readonly codes: ReadonlyArray<string>
  readonly placeOf: ReadonlyMap<string, number>
}

const between = /[^\p{L}\p{N}]+/u

/** The words of a text, folded. */
const wordsOf = (text: string): ReadonlyArray<string> =>
  fold(text)
    .split(between)
    .filter((word) => word !== "")

const nameFrom = (given: string): Name => {
  const words = wordsOf(given)
  const noun = commonNoun.exec(clean(given))?.[0] ?? ""
  const starts: Array<number> = []
  const firsts: Array<number> = []
  let text = ""
  let initials = ""
  for (const word of words) {
    starts.push(text.length)
    firsts.push(initials.length)
    text += word
    initials += /^\p{N}/u.test(word) ? word : [...word][0]!
  }
  return { text, words: starts, initials, firsts, proper: wordsOf(noun).join("").length }
}

const rowAt = (list: UnitList, place: number) => list.units[place] ?? list.ended[place - list.units.length]!

/** So many units are made ready between two pauses. */
const piece = 500

/** Each unit after the one above it; whoever stands in a circle is taken as standing at the top. */
const byDepth = (parentOf: Int32Array): Int32Array => {
  const depth = new Int32Array(parentOf.length).fill(-1)
  for (let place = 0; place < parentOf.length; place++) {
    const way: Array<number> = []
    let at = place
    while (at >= 0 && depth[at] === -1) {
      depth[at] = -2
      way.push(at)
      at = parentOf[at]!
    }
    if (at >= 0 && depth[at] === -2) {
      parentOf[way.at(-1)!] = -1
      at = -1
    }
    let level = at < 0 ? 0 : depth[at]! + 1
    for (const one of way.reverse()) depth[one] = level++
  }
  return Int32Array.from(depth.keys()).sort((a, b) => depth[a]! - depth[b]! || a - b)
}

/**
 * Makes a list ready piece by piece: after every 500 units it pauses, so that a page stays awake. The last value is the
 * search.
 */
export function* build(list: UnitList): Generator<number, UnitSearch> {
  const size = list.units.length + list.ended.length
  const nameOf = new Int32Array(size)
  const parentOf = new Int32Array(size).fill(-1)
  const names: Array<Name> = []
  const known = new Map<string, number>()
  const codes: Array<string> = []
  const placeOf = new Map<string, number>()
  for (let place = 0; place < size; place++) {
    const [id, name, code] = rowAt(list, place)
    placeOf.set(id, place)
    const at = known.get(name) ?? names.push(nameFrom(name)) - 1
    known.set(name, at)
    nameOf[place] = at
    codes.push(code === null ? "" : wordsOf(code).join(""))
    if (place % piece === piece - 1) yield place + 1
  }
  for (let place = 0; place < size; place++) {
    const parent = rowAt(list, place)[4]
    parentOf[place] = parent === null ? -1 : (placeOf.get(parent) ?? -1)
  }
  return { list, size, nameOf, parentOf, order: byDepth(parentOf), names, codes, placeOf }
}

/** Makes a list ready at once. */
export const make = (list: UnitList): UnitSearch => {
  const work = build(list)
  for (;;) {
    const step = work.next()
    if (step.done === true) return step.value
  }
}

const pathOf = ({ list, parentOf }: UnitSearch, place: number): string => {
  const names: Array<string> = []
  for (let at = parentOf[place]!; at >= 0; at = parentOf[at]!) names.push(rowAt(list, at)[1])
  return names.join(" › ")
}

const foundAt = (self: UnitSearch, place: number): Found => {
  const row = rowAt(self.list, place)
  const [id, name, code, level, parent, until, heirs] = row
  const nameOf = (heir: string): string => {
    const at = self.placeOf.get(heir)
    return at === undefined ? heir : rowAt(self.list, at)[1]
  }
  const ended = until === undefined ? null : { on: until, heirs: (heirs ?? []).map(nameOf) }
  return { id, name, code, level, parent, path: pathOf(self, place), ended }
}

/** The unit of that id; `null` when the list has none. */
export const unit = (self: UnitSearch, id: string): Found | null => {
  const place = self.placeOf.get(id)
  return place === undefined ? null : foundAt(self, place)
}

const beginsAt = (text: string, part: string, places: ReadonlyArray<number>): boolean =>
  places.some((place) => text.startsWith(part, place))

/** `Xã Đông Phước A`: `dong`, `dongph` and `phuoca` begin at one of its words. */
const hasWord = (name: Name, part: string): boolean => beginsAt(name.text, part, name.words)

/** `dpa`. */
const hasInitials = (name: Name, part: string): boolean => beginsAt(name.initials, part, name.firsts)

/** How well a unit answers a query, the lower the better. */
const rank = {
  code: 0,
  name: 1,
  beginning: 2,
  words: 3,
  initials: 4,
  codeBeginning: 5,
  upper: 6
} as const

const ranks = Object.keys(rank).length

/** What the words of a query find in one name: one bit for each word. */
interface Bits {
  readonly words: number
  readonly either: number
  /** The whole query is the name, with or without its common noun; or is how it begins. */
  readonly isName: boolean
  readonly isBeginning: boolean
}

/** So many words of a query count: a name has fewer. */
const mostWords = 12

const bitsOf = (name: Name, words: ReadonlyArray<string>, whole: string): Bits => {
  let [inWords, either] = [0, 0]
  words.forEach((word, i) => {
    if (hasWord(name, word)) inWords |= 1 << i
    else if (hasInitials(name, word)) either |= 1 << i
  })
  const { proper, text } = name
  return {
    words: inWords,
    either: inWords | either,
    isName: text === whole || (proper > 0 && text.length - proper === whole.length && text.endsWith(whole)),
    isBeginning: text.startsWith(whole) || text.startsWith(whole, proper)
  }
}

/**
 * The units that answer what was typed.
 *
 * **Details**
 *
 * Every word typed must be the beginning of a word of the unit's name (`phuoc`; `phuoca` runs over two), the first letters
 * of its words one after another (`dpa`, `kv5`), or either of these in the name of a unit above; one of them at least in its own name.
 * Or all of it is the beginning of the unit's code. First comes whose code it is, then whose name it is, then names that
 * begin so (the common noun before a name may be left out), names with all the words, first letters, beginnings of codes,
 * and last those found by an upper unit; living units before ended ones, otherwise in the order of the list. Nothing
 * typed finds all.
 *
 * @example
 * ```ts
 * import { UnitSearch } from "@lienhoi/hierarchy"
 *
 * const search = UnitSearch.make({
 *   on: "2025-01-01",
 *   units: [
 *     ["h", "Huyện Châu Thành", "933", "huyen", null],
 *     ["x", "Xã Đông Phước A", "31360", "co_so", "h"],
 *     ["a", "Ấp Phước Long", null, "chi_hoi", "x"]
 *   ],
 *   ended: []
 * })
 * const names = (query: string) => UnitSearch.find(search, query).found.map(({ name }) => name)
 *
 * names("dpa") // => ["Xã Đông Phước A"]
 * names("phuoc") // => ["Ấp Phước Long", "Xã Đông Phước A"]
 * names("phuoc long, dong phuoc") // => ["Ấp Phước Long"]
 * names("31360") // => ["Xã Đông Phước A"]
 * ```
 */
export const find = (self: UnitSearch, query: string, wanted: Wanted = {}): Answer => {
  const words = wordsOf(query).slice(0, mostWords)
  const whole = words.join("")
  const all = (1 << words.length) - 1
  const { codes, list, nameOf, order, parentOf, size } = self
  const { limit = 50, ended = true } = wanted
  const levels = wanted.levels === undefined ? null : new Set(wanted.levels)
  const top = wanted.under === undefined ? -1 : (self.placeOf.get(wanted.under) ?? size)
  const bits = self.names.map((name) => bitsOf(name, words, whole))

  /** Words found in the units above, and whether the unit stands at or under the one asked for. */
  const above = new Int32Array(size)
  const isUnder = new Uint8Array(size)
  for (const place of order) {
    const parent = parentOf[place]!
    if (parent >= 0) above[place] = above[parent]! | bits[nameOf[parent]!]!.either
    isUnder[place] = place === top || (parent >= 0 && isUnder[parent] === 1) ? 1 : 0
  }

  const rankOf = (place: number): number => {
    if (whole === "") return rank.words
    const own = bits[nameOf[place]!]!
    const code = codes[place]!
    if (code === whole) return rank.code
    if (own.isName) return rank.name
    if (own.isBeginning) return rank.beginning
    if (own.words === all) return rank.words
    if (own.either === all) return rank.initials
    if (code.startsWith(whole)) return rank.codeBeginning
    return own.either !== 0 && (own.either | above[place]!) === all ? rank.upper : -1
  }

  /** Places by rank, living units before ended ones. */
  const shelves: ReadonlyArray<Array<number>> = Array.from({ length: ranks * 2 }, () => [])
  let total = 0
  for (let place = 0; place < size; place++) {
    const isEnded = place >= list.units.length
    if (isEnded && !ended) continue
    if (top >= 0 && isUnder[place] === 0) continue
    if (levels !== null && !levels.has(rowAt(list, place)[3])) continue
    const found = rankOf(place)
    if (found < 0) continue
    total++
    const shelf = shelves[found * 2 + (isEnded ? 1 : 0)]!
    if (shelf.length < limit) shelf.push(place)
  }
  return {
    found: shelves
      .flat()
      .slice(0, limit)
      .map((place) => foundAt(self, place)),
    total
  }
}
