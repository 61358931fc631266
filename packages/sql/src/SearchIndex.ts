/**
 * The search without a store: the units of a tree, persons and documents in memory, found as `Search.find` finds them.
 *
 * @since 0.1.0
 */
import type { Hierarchy } from "@lienhoi/hierarchy/Hierarchy"
import * as Derived from "./internal/derived.ts"
import * as Typed from "./internal/typed.ts"
import type { Found, Kind, Options } from "./Search.ts"

interface Row {
  readonly kind: Kind
  readonly id: string
  readonly text: string
  readonly detail: string | null
  readonly rank: number
  readonly words: string
  readonly place: string
}

/** What is searched. */
export interface SearchIndex {
  readonly rows: ReadonlyArray<Row>
}

/** A person to be found, with the unit she belongs to. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly unit: string | null
}

/** Every unit under every name and code it had, and persons. */
export const make = (hierarchy: Hierarchy, persons: Iterable<Person> = []): SearchIndex => ({
  rows: [...Derived.ofTree(hierarchy).found!, ...Array.from(persons, Derived.ofPerson)] as unknown as ReadonlyArray<Row>
})

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/**
 * What the words find, in the order of `Search.find`.
 *
 * @example
 * ```ts
 * import { Association } from "@lienhoi/hierarchy"
 * import { SearchIndex } from "@lienhoi/sql"
 *
 * const tree = { association: Association.vwu, events: [] }
 * const index = SearchIndex.make(tree, [{ id: "lan", name: "Trần Thị Lan", unit: "xa" }])
 * SearchIndex.find(index, "tran lan").map(({ id }) => id) // => ["lan"]
 * ```
 */
export const find = (
  { rows }: SearchIndex,
  typed: string,
  { kinds = ["unit", "person", "document"], limit = 20 }: Options = {}
): ReadonlyArray<Found> => {
  const words = Typed.wordsOf(typed)
  if (words.length === 0) return []
  const phrase = words.join(" ")
  const closeness = ({ words: own }: Row): number =>
    own.includes(`| ${phrase} |`) ? 0 : own.includes(`| ${phrase}`) ? 1 : own.includes(` ${phrase}`) ? 2 : 3
  return rows
    .filter((row) => kinds.includes(row.kind) && words.every((word) => row.words.includes(` ${word}`)))
    .map((row) => ({ row, close: closeness(row) }))
    .sort(
      (a, b) =>
        a.close - b.close ||
        a.row.rank - b.row.rank ||
        compare(a.row.place, b.row.place) ||
        compare(a.row.kind, b.row.kind) ||
        compare(a.row.id, b.row.id)
    )
    .slice(0, limit)
    .map(({ row: { kind, id, text, detail } }) => ({ kind, id, text, unit: detail }))
}
