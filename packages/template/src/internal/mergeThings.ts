import { fold } from "@lienhoi/words/Text"
import type { Item } from "../Field.ts"
import { equal } from "./canonical.ts"
import { distance } from "./nearest.ts"

/** A question, or a finer choice, that a former province brings and that the base does not have. */
export interface Thing {
  readonly source: string
  /** As decisions name it: `cu_lao`, a choice `TC06_ly_do/tinh_khac`. */
  readonly ref: string
  /** Only things of one kind can be one. */
  readonly kind: string
  readonly key: string
  readonly short: string
  /** The key with the namespace of the province it comes from. */
  readonly kept: string
  readonly label: string
  /** Names of fields of one's own are masked: whether they are one is seen once all are. */
  readonly meaning: { readonly [part: string]: unknown }
  readonly choices: ReadonlyArray<Item>
}

/** How sure it is that two things are one: the same label, a label that is near, the same key alone. */
export type Confidence = "high" | "medium" | "low"

/** Two things of two provinces that could be one. */
export interface Pair {
  readonly a: Thing
  readonly b: Thing
  readonly confidence: Confidence
  /** What keeps them apart. */
  readonly differs: ReadonlyArray<string>
}

/** The same in whatever order the templates were given. */
export const idOf = (thing: Thing): string => `${thing.source} ${thing.kind} ${thing.ref}`

const numbersIn = (text: string): string => (text.match(/\d+/gu) ?? []).join(" ")

/** How much of the words of two labels is the same, from 0 to 1. */
const overlap = (a: string, b: string): number => {
  const [one, other] = [new Set(a.split(" ")), new Set(b.split(" "))]
  return (2 * [...one].filter((word) => other.has(word)).length) / (one.size + other.size)
}

/** Whether labels differ by no more than a slip or a small word; a different number is no slip. */
const isNear = (a: string, b: string): boolean => {
  if (numbersIn(a) !== numbersIn(b) || Math.min(a.length, b.length) < 6) return false
  const [longer, shorter] = a.length > b.length ? [a, b] : [b, a]
  if (longer.length > 400) return false
  const most = Math.floor(longer.length / 6)
  return overlap(a, b) >= 0.75 || (longer.length - shorter.length <= most && distance(a, b) <= most)
}

const clash = (a: ReadonlyArray<Item>, b: ReadonlyArray<Item>): boolean =>
  a.some((one) => b.some((other) => (one.key === other.key) !== (fold(one.label) === fold(other.label))))

/** What two things differ in so that they cannot be one. */
export const differences = (
  a: Pick<Thing, "meaning" | "choices">,
  b: Pick<Thing, "meaning" | "choices">
): ReadonlyArray<string> => [
  ...[...new Set([...Object.keys(a.meaning), ...Object.keys(b.meaning)])].filter(
    (part) => !equal(a.meaning[part], b.meaning[part])
  ),
  ...(clash(a.choices, b.choices) ? ["choices"] : [])
]

/** Every pair that looks like one, the surest first. */
export const pairsOf = (things: ReadonlyArray<Thing>): ReadonlyArray<Pair> => {
  const folded = new Map(things.map((thing) => [thing, fold(thing.label)]))
  const sure: ReadonlyArray<Confidence> = ["high", "medium", "low"]
  const pairs = things.flatMap((a, i) =>
    things.slice(i + 1).flatMap((b): ReadonlyArray<Pair> => {
      if (a.source === b.source || a.kind !== b.kind) return []
      const [one, other] = [folded.get(a)!, folded.get(b)!]
      const alike = one === other ? "high" : isNear(one, other) ? "medium" : null
      const confidence = alike ?? (a.short.toLowerCase() === b.short.toLowerCase() ? "low" : null)
      if (confidence === null) return []
      const differs = differences(a, b)
      // A name and a number under words that are near are two questions.
      return confidence === "medium" && differs.includes("type") ? [] : [{ a, b, confidence, differs }]
    })
  )
  const isKey = ({ a, b }: Pair) => (a.short.toLowerCase() === b.short.toLowerCase() ? 0 : 1)
  return pairs.toSorted((x, y) => sure.indexOf(x.confidence) - sure.indexOf(y.confidence) || isKey(x) - isKey(y))
}

/** Things that are one, each of another province. */
export type Group = ReadonlyArray<Thing>

/** Joins what belongs together as long as each province gives one and `fits` agrees. */
export const join = (
  groups: ReadonlyArray<Group>,
  together: ReadonlyArray<Group>,
  fits: (group: Group) => boolean
): { readonly groups: ReadonlyArray<Group>; readonly refused: ReadonlyArray<Group> } => {
  let joined = groups
  const refused: Array<Group> = []
  for (const wanted of together) {
    const touched = joined.filter((group) => group.some((one) => wanted.includes(one)))
    const whole = touched.flat()
    if (touched.length < 2) continue
    if (new Set(whole.map(({ source }) => source)).size < whole.length || !fits(whole)) refused.push(wanted)
    else joined = [...joined.filter((group) => !touched.includes(group)), whole]
  }
  const first = (group: Group): string => idOf(group[0]!)
  const sorted = joined.map((group) => group.toSorted((a, b) => (idOf(a) < idOf(b) ? -1 : 1)))
  return { groups: sorted.toSorted((a, b) => (first(a) < first(b) ? -1 : 1)), refused }
}
