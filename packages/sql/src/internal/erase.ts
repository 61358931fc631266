/**
 * Destroys what stands beside events and what is kept of persons: boxes and salts go, the note that they went stays.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { SqlError } from "effect/sql/SqlError"
import type { Store } from "../Store.ts"
import * as Column from "./column.ts"
import * as Letter from "./letter.ts"

type Service = Store["Service"]

/** Erases the words of these events; one without words leaves no note. */
export const eraseEvents = (
  { association, sql, join }: Service,
  ids: ReadonlyArray<string>
): Effect.Effect<void, SqlError> =>
  Effect.flatMap(Clock.currentTimeMillis, (now) =>
    join(
      sql.unsafe(
        `WITH gone AS (
           DELETE FROM lienhoi.beside WHERE association = $1 AND event = ANY($2::text[]) RETURNING event
         )
         INSERT INTO lienhoi.erasure (association, kind, subject, erased_at)
         SELECT $1, 'event', event, $3::timestamptz FROM gone ON CONFLICT DO NOTHING`,
        [association, Column.texts(ids, (id) => id), new Date(now).toISOString()]
      )
    )
  ).pipe(Effect.asVoid)

/** Letters looked through in one go. */
const page = 2_000

/** Keys of the letters that name one of these, wherever they say it. */
const naming = (store: Service, table: keyof typeof Letter.tables, names: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    const found: Array<string> = []
    if (names.length === 0) return found
    for (let after = "0"; ; ) {
      const rows = yield* store.sql.unsafe<{ key: string; arrival: string; letter: unknown; salt: string | null }>(
        `SELECT key, arrival::text AS arrival, ${Letter.tables[table]} AS letter, encode(salt, 'hex') AS salt
         FROM lienhoi.${table} WHERE association = $1 AND arrival > $2::bigint ORDER BY arrival LIMIT ${page}`,
        [store.association, after]
      )
      for (const { key, letter, salt } of rows) {
        const text = JSON.stringify(Letter.open(store, table, key, { letter, salt })) ?? ""
        if (names.some((name) => text.includes(name))) found.push(key)
      }
      const last = rows.at(-1)
      if (last === undefined || rows.length < page) return found
      after = last.arrival
    }
  })

/**
 * Erases letters: the row stays, with its key, its attempts and how it stands, so that nothing is said twice; what it said
 * reads as erased. One that was still to go out is cancelled.
 */
const eraseLetters = ({ association, sql }: Service, where: string, values: ReadonlyArray<unknown>, at: string) =>
  sql.unsafe(
    `UPDATE lienhoi.outbox SET payload = '"${Letter.erased}"', salt = NULL, person = NULL,
       due_from = CASE WHEN coalesce(state->>'at', 'queued') = 'queued' THEN NULL ELSE due_from END,
       state = CASE WHEN coalesce(state->>'at', 'queued') = 'queued'
         THEN json_build_object('at', 'cancelled', 'when', $2::text) ELSE state END
     WHERE association = $1 AND ${where}`,
    [association, at, ...values]
  )

/** Takes away the accounts of these persons, what they signed in with, and what they were granted; gives their ids. */
export const dropAccounts = (
  { association, sql }: Service,
  persons: ReadonlyArray<string>
): Effect.Effect<ReadonlyArray<string>, SqlError> =>
  Effect.gen(function* () {
    const gone = yield* sql.unsafe<{ key: string }>(
      "DELETE FROM lienhoi.account WHERE association = $1 AND person = ANY($2::text[]) RETURNING key",
      [association, Column.texts(persons, (id) => id)]
    )
    const accounts = Column.texts(gone, ({ key }) => key)
    for (const table of ["session_token", "access"])
      yield* sql.unsafe(`DELETE FROM lienhoi.${table} WHERE association = $1 AND account = ANY($2::text[])`, [
        association,
        accounts
      ])
    return gone.map(({ key }) => key)
  })

/** What is kept of these persons and leads to them is destroyed. Inside a transaction, the notes being there already. */
export const dropPersons = (store: Service, ids: ReadonlyArray<string>, at: string): Effect.Effect<void, SqlError> =>
  Effect.gen(function* () {
    const { association, sql } = store
    const persons = Column.texts(ids, (id) => id)
    const gone = yield* sql.unsafe<{ name: string }>(
      "DELETE FROM lienhoi.person WHERE association = $1 AND id = ANY($2::text[]) RETURNING name",
      [association, persons]
    )
    // The name as a letter says it, which is a text in JSON.
    const names = gone.map(({ name }) => JSON.stringify(name).slice(1, -1))
    const letters = Column.texts(yield* naming(store, "outbox", names), (key) => key)
    const items = Column.texts(yield* naming(store, "work_item", names), (key) => key)
    yield* sql.unsafe(
      `DELETE FROM lienhoi.work_item AS w WHERE association = $1 AND (key = ANY($2::text[]) OR EXISTS (
         SELECT 1 FROM lienhoi.outbox AS o WHERE o.association = $1 AND o.key = w.key AND o.person = ANY($3::text[])))`,
      [association, items, persons]
    )
    yield* eraseLetters(store, "(person = ANY($3::text[]) OR key = ANY($4::text[]))", [persons, letters], at)
    yield* sql.unsafe(
      `WITH gone AS (
         DELETE FROM lienhoi.record WHERE association = $1 AND person = ANY($2::text[]) RETURNING lineage, key
       )
       DELETE FROM lienhoi.found AS f USING gone
       WHERE f.association = $1 AND f.kind = 'document' AND f.id = gone.lineage || '/' || gone.key`,
      [association, persons]
    )
    yield* sql.unsafe("DELETE FROM lienhoi.conversation WHERE association = $1 AND person = ANY($2::text[])", [
      association,
      persons
    ])
    yield* dropAccounts(store, ids)
    yield* sql.unsafe("DELETE FROM lienhoi.found WHERE association = $1 AND kind = 'person' AND id = ANY($2::text[])", [
      association,
      persons
    ])
    yield* sql.unsafe(
      `WITH gone AS (DELETE FROM lienhoi.attachment WHERE association = $1 AND person = ANY($2::text[]) RETURNING id)
       INSERT INTO lienhoi.erasure (association, kind, subject, erased_at)
       SELECT $1, 'file', id, $3::timestamptz FROM gone ON CONFLICT DO NOTHING`,
      [association, persons, at]
    )
  })

/** Erases persons: names, contacts, records, files, and the letters to them or that name them. Noted also when nothing was kept of them. */
export const erasePersons = (store: Service, ids: ReadonlyArray<string>): Effect.Effect<void, SqlError> =>
  Effect.flatMap(Clock.currentTimeMillis, (now) => {
    const { association, sql, transaction } = store
    const at = new Date(now).toISOString()
    return transaction(
      Effect.gen(function* () {
        yield* dropPersons(store, ids, at)
        yield* sql.unsafe(
          `INSERT INTO lienhoi.erasure (association, kind, subject, erased_at)
           SELECT $1, 'person', id, $3::timestamptz FROM unnest($2::text[]) AS n (id) ON CONFLICT DO NOTHING`,
          [association, Column.texts(ids, (id) => id), at]
        )
      })
    )
  })
