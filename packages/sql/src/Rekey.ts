/**
 * Changes the key: everything in a box is opened with the key it was closed with and closed again with the one in use.
 *
 * @since 0.1.0
 */
import { nameKey } from "@lienhoi/report/Accounts"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type { SqlError } from "effect/sql/SqlError"
import * as Box from "./internal/box.ts"
import * as Closed from "./internal/closed.ts"
import * as Column from "./internal/column.ts"
import { boxesOf, opened, type Row as PersonRow } from "./internal/personBox.ts"
import { rowOf } from "./internal/recordRow.ts"
import { checkRing } from "./internal/ringMarks.ts"
import type { KeyError } from "./KeyError.ts"
import { Store } from "./Store.ts"

/** How many were closed again. */
export interface Count {
  readonly words: number
  readonly persons: number
  readonly records: number
  /** Messages in the outbox and on the work list, conversations, groups of units, what came in and waits, accounts. */
  readonly letters: number
  readonly credentials: number
  readonly files: number
}

/** Rows in one transaction. */
const page = 500

/**
 * Goes over everything, page by page, beside the work; broken off, it goes on where it stopped when it runs again. At the
 * end the older keys are no longer needed. All processes must write with the new key before it starts.
 */
export const run: Effect.Effect<Count, SqlError | KeyError, Store> = Effect.gen(function* () {
  const store = yield* Store
  const { association, keys, sql, transaction } = store
  const current = `${keys.current}.`

  const again = (salt: string, spot: Box.Spot, box: string) => {
    const bytes = Buffer.from(salt, "hex")
    return Result.map(Box.openBytes(keys, bytes, spot, box), (inside) => Box.closeBytes(keys, bytes, spot, inside))
  }

  const words = transaction(
    Effect.gen(function* () {
      const rows = yield* sql.unsafe<{ event: string; words: string; salt: string }>(
        `SELECT event, words, encode(salt, 'hex') AS salt FROM lienhoi.beside
         WHERE association = $1 AND NOT starts_with(words, $2) LIMIT ${page} FOR UPDATE`,
        [association, current]
      )
      const boxes = yield* Effect.forEach(rows, ({ event, words, salt }) =>
        Effect.fromResult(again(salt, { association, table: "beside", row: event, column: "words" }, words))
      )
      yield* sql.unsafe(
        `UPDATE lienhoi.beside AS b SET words = n.words FROM unnest($2::text[], $3::text[]) AS n (event, words)
         WHERE b.association = $1 AND b.event = n.event`,
        [association, Column.texts(rows, ({ event }) => event), Column.texts(boxes, (box) => box)]
      )
      return rows.length
    })
  )

  const records = transaction(
    Effect.gen(function* () {
      const rows = yield* sql.unsafe<{ lineage: string; key: string; body: string; salt: string }>(
        `SELECT lineage, key, body, encode(salt, 'hex') AS salt FROM lienhoi.record
         WHERE association = $1 AND personal <> 'none' AND NOT starts_with(body, $2) LIMIT ${page} FOR UPDATE`,
        [association, current]
      )
      for (const { lineage, key, body, salt } of rows) {
        const spot = { association, table: "record", row: rowOf(lineage, key), column: "body" }
        const box = yield* Effect.fromResult(again(salt, spot, body))
        yield* sql.unsafe("UPDATE lienhoi.record SET body = $4 WHERE association = $1 AND lineage = $2 AND key = $3", [
          association,
          lineage,
          key,
          box
        ])
      }
      return rows.length
    })
  )

  const persons = transaction(
    Effect.gen(function* () {
      const rows = yield* sql.unsafe<PersonRow>(
        `SELECT id, name, unit, encode(salt, 'hex') AS salt, boxes FROM lienhoi.person AS p
         WHERE association = $1 AND EXISTS (SELECT 1 FROM json_each_text(p.boxes) AS b WHERE NOT starts_with(b.value, $2))
         LIMIT ${page} FOR UPDATE`,
        [association, current]
      )
      for (const row of rows) {
        const { salt, boxes, matches } = boxesOf(store, yield* Effect.fromResult(opened(store, row)))
        yield* sql.unsafe(
          `UPDATE lienhoi.person SET salt = decode($3, 'hex'), boxes = $4::json,
             matches = ARRAY(SELECT json_array_elements_text($5::json)) WHERE association = $1 AND id = $2`,
          [association, row.id, salt, boxes, JSON.stringify(matches)]
        )
      }
      return rows.length
    })
  )

  /** By what a sign-in name is found; the name itself is in the box. */
  const names = transaction(
    Effect.gen(function* () {
      const rows = yield* sql.unsafe<{ key: string; box: string; salt: string }>(
        `SELECT key, body AS box, encode(salt, 'hex') AS salt FROM lienhoi.account
         WHERE association = $1 AND NOT starts_with(match, $2) LIMIT ${page} FOR UPDATE`,
        [association, current]
      )
      for (const row of rows) {
        const text = yield* Effect.fromResult(Closed.open(store, "account", row.key, row))
        const { name } = JSON.parse(text) as { readonly name: string }
        yield* sql.unsafe("UPDATE lienhoi.account SET match = $3 WHERE association = $1 AND key = $2", [
          association,
          row.key,
          Box.matches(keys, association, "account", nameKey(name))[0]
        ])
      }
      return rows.length
    })
  )

  /** One table whose rows are called by their key and closed in one column. */
  const closed = (table: string, column: string, key: string, json = false) =>
    transaction(
      Effect.gen(function* () {
        const read = json ? `${column} #>> '{}'` : column
        const rows = yield* sql.unsafe<{ key: string; box: string; salt: string }>(
          `SELECT ${key} AS key, ${read} AS box, encode(salt, 'hex') AS salt FROM lienhoi.${table}
           WHERE association = $1 AND salt IS NOT NULL AND NOT starts_with(${read}, $2) LIMIT ${page} FOR UPDATE`,
          [association, current]
        )
        for (const { key: row, box, salt } of rows) {
          const next = yield* Effect.fromResult(again(salt, { association, table, row, column }, box))
          const value = json ? "to_json($3::text)" : "$3"
          yield* sql.unsafe(`UPDATE lienhoi.${table} SET ${column} = ${value} WHERE association = $1 AND ${key} = $2`, [
            association,
            row,
            next
          ])
        }
        return rows.length
      })
    )

  const all = (some: Effect.Effect<number, SqlError | KeyError>) =>
    Effect.gen(function* () {
      let count = 0
      for (;;) {
        const n = yield* some
        count += n
        if (n < page) return count
      }
    })

  yield* checkRing(store)
  let letters =
    (yield* all(closed("outbox", "payload", "key", true))) + (yield* all(closed("work_item", "item", "key", true)))
  for (const [table, column] of Object.entries(Closed.columns)) letters += yield* all(closed(table, column, "key"))
  yield* all(names)
  const files = yield* all(closed("attachment", "about", "id"))
  yield* all(closed("attachment", "bytes", "id"))
  const count = {
    words: yield* all(words),
    persons: yield* all(persons),
    records: yield* all(records),
    letters,
    credentials: yield* all(closed("credential", "value", "name")),
    files
  }
  yield* transaction(
    sql.unsafe("DELETE FROM lienhoi.key WHERE association = $1 AND id <> $2", [association, keys.current])
  )
  return count
})
