/**
 * Search as people type: without accents, without tone marks, in parts of words, by short names: `hoi lhpn xa tan binh`,
 * `hlhpn tan binh`. What is found is what has, for every word typed, a word that begins with it.
 *
 * **Details**
 *
 * Units come from the dated tree under every name and code they had (`Reading.advance`). Persons and documents are put in
 * by whoever keeps them. A person is found only by accounts whose grant on persons reaches the unit, when the search
 * runs inside `Scope.as`; units and documents by every account.
 *
 * @since 0.1.0
 */
import * as Effect from "effect/Effect"
import { failureOf } from "./internal/failure.ts"
import * as Typed from "./internal/typed.ts"
import * as VietnameseKey from "./internal/vietnameseKey.ts"
import { Settings, Store } from "./Store.ts"
import type { StoreError } from "./StoreError.ts"

/** What can be found. */
export type Kind = "unit" | "person" | "document"

/** Something put into the search. */
export interface Item {
  readonly kind: "person" | "document"
  readonly id: string
  /** The name in clear, as it is shown. */
  readonly text: string
  /** Other forms under which it is found: a number of a paper, an older name. */
  readonly also?: ReadonlyArray<string>
  /** The unit it belongs to. Without it a person is found by nobody but the store itself. */
  readonly unit?: string | null
}

/** Something found. */
export interface Found {
  readonly kind: Kind
  readonly id: string
  readonly text: string
  /** Of a unit the one above it, of others the unit they belong to. */
  readonly unit: string | null
}

/** What {@link find} asks. */
export interface Options {
  /** All three when not given. */
  readonly kinds?: ReadonlyArray<Kind>
  /** At most so many, 20 when not given. */
  readonly limit?: number
}

/** Puts persons and documents in; one of the same kind and id is replaced. */
export const put = (items: ReadonlyArray<Item>): Effect.Effect<void, StoreError, Store> =>
  Effect.gen(function* () {
    const { association, sql, transaction } = yield* Store
    const rows = items.map(({ kind, id, text, also = [], unit = null }) => ({
      association,
      kind,
      id,
      text,
      detail: unit,
      rank: 0,
      words: Typed.forms([text, ...also]),
      place: kind === "person" ? VietnameseKey.ofPerson(text) : VietnameseKey.ofName(text)
    }))
    yield* transaction(
      sql.unsafe(
        `INSERT INTO lienhoi.found SELECT * FROM json_populate_recordset(NULL::lienhoi.found, ($1::text)::json)
         ON CONFLICT (association, kind, id) DO UPDATE SET text = excluded.text, detail = excluded.detail,
           rank = excluded.rank, words = excluded.words, place = excluded.place`,
        [JSON.stringify(rows)]
      )
    )
  }).pipe(Effect.mapError(failureOf("store")))

/** Takes persons or documents out. */
export const remove = (kind: Item["kind"], ids: ReadonlyArray<string>): Effect.Effect<void, StoreError, Store> =>
  Effect.gen(function* () {
    const { association, sql, transaction } = yield* Store
    yield* transaction(
      sql.unsafe("DELETE FROM lienhoi.found WHERE association = $1 AND kind = $2 AND id = ANY($3::text[])", [
        association,
        kind,
        [...ids]
      ])
    )
  }).pipe(Effect.mapError(failureOf("store")))

/**
 * What the words find: first what is called exactly so, then what begins so, then what has the words side by side; within
 * each the living before the closed, from the top of the tree, in Vietnamese order (persons by given name). Nothing for
 * a text without words.
 */
export const find = (
  typed: string,
  { kinds = ["unit", "person", "document"], limit = 20 }: Options = {}
): Effect.Effect<ReadonlyArray<Found>, StoreError, Store> =>
  Effect.gen(function* () {
    const { association, sql, join } = yield* Store
    const { "lienhoi.viewer": viewer } = yield* Settings
    const words = Typed.wordsOf(typed)
    if (words.length === 0) return []
    if (viewer !== undefined)
      return yield* join(
        sql.unsafe<Found>("SELECT kind, id, name AS text, unit FROM lienhoi.search($1::text[], $2::text[], $3::int)", [
          [...kinds],
          [...words],
          limit
        ])
      )
    const phrase = words.join(" ")
    const likes = words.map((_, i) => `words LIKE $${i + 6}`).join(" AND ")
    return yield* join(
      sql.unsafe<Found>(
        `SELECT kind, id, text, detail AS unit FROM lienhoi.found
         WHERE association = $1 AND kind = ANY($2::text[]) AND ${likes}
         ORDER BY CASE WHEN words LIKE $3 || ' |%' THEN 0 WHEN words LIKE $3 || '%' THEN 1 WHEN words LIKE $4 THEN 2 ELSE 3 END,
           rank, place, kind COLLATE "C", id COLLATE "C" LIMIT $5`,
        [association, [...kinds], `%| ${phrase}`, `% ${phrase}%`, limit, ...words.map((word) => `% ${word}%`)]
      )
    )
  }).pipe(Effect.mapError(failureOf("store")), Effect.withSpan("Search.find"))
