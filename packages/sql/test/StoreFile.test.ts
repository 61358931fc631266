import { assert, it } from "@effect/vitest"
import type { ReportEvent } from "@lienhoi/report/Event"
import { Journal } from "@lienhoi/report/Journal"
import * as Proof from "@lienhoi/sql/Proof"
import * as Seal from "@lienhoi/sql/Seal"
import * as SqlJournal from "@lienhoi/sql/SqlJournal"
import * as Store from "@lienhoi/sql/Store"
import * as StoreFile from "@lienhoi/sql/StoreFile"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as fc from "fast-check"
import { carried, leftOut } from "../src/internal/carried.ts"
import { type Engine, engines, freshAssociation } from "./engines.ts"

const [pglite, postgres] = engines() as readonly [Engine, Engine]

const at = "2024-10-15T01:30:00.000Z"

const said = (id: string, reason: string): ReportEvent => ({
  type: "returned",
  id,
  recordedAt: at,
  by: { person: "p-1" },
  revision: 1,
  reason,
  due: "2024-10-22"
})

const stores = (engine: Engine, association: string) =>
  SqlJournal.layer.pipe(Layer.provideMerge(engine.of(association)))

/** The same association on another database: each engine of this file is one. */
const elsewhere = (engine: Engine): Engine => (engine === pglite ? postgres : pglite)

const linesOf = (text: string): StoreFile.Lines =>
  async function* () {
    for (const line of text.trimEnd().split("\n")) yield line
  }

const exported = Effect.gen(function* () {
  const pieces: Array<string> = []
  yield* StoreFile.write((piece) => Effect.sync(() => void pieces.push(piece)))
  return pieces.join("")
})

/** Everything that stands in the tables of the association, as text. */
const everything = Effect.gen(function* () {
  const { sql, association } = yield* Store.Store
  const texts: Array<string> = []
  for (const table of [...carried, ...Object.keys(leftOut)].filter(
    (name) => name !== "store" && name !== "migration"
  )) {
    const rows = yield* sql.unsafe<{ line: string }>(
      `SELECT row_to_json(t)::text AS line FROM lienhoi.${table} AS t WHERE t.association = $1`,
      [association]
    )
    texts.push(...rows.map(({ line }) => line))
  }
  return texts.join("\n")
})

/** Removes the association, so that a file can come back. */
const clear = Effect.gen(function* () {
  const { sql, association } = yield* Store.Store
  for (const table of carried) yield* sql.unsafe(`DELETE FROM lienhoi.${table} WHERE association = $1`, [association])
})

/** Rows in tables that the journal does not write. */
const others = Effect.gen(function* () {
  const { sql, association } = yield* Store.Store
  yield* sql.unsafe(
    `INSERT INTO lienhoi.template (association, id, version, lineage, starts_on, digest, published, published_at, published_by)
     VALUES ($1, 'vwu/mau', '1.0.0', 'vwu/mau', '2024-01-01', 'd', '{"b":1,  "a":[1.50]}', '2024-01-01T00:00:00.123Z', 'p-1')`,
    [association]
  )
  yield* sql.unsafe("INSERT INTO lienhoi.run (association, up_to) VALUES ($1, '2024-10-15T01:30:00.123456Z')", [
    association
  ])
})

const words = fc.array(fc.array(fc.string({ unit: "grapheme", maxLength: 12 }), { minLength: 1, maxLength: 3 }), {
  minLength: 1,
  maxLength: 4
})

const write = (streams: ReadonlyArray<ReadonlyArray<string>>) =>
  Effect.gen(function* () {
    const journal = yield* Journal
    for (const [s, reasons] of streams.entries())
      yield* journal.append(
        `report/vwu/vwu%2Fmau/u-${s}/202${s}-10`,
        reasons.map((reason, i) => said(`e-${s}-${i}`, reason)),
        {
          expectedVersion: 0,
          outbox: [{ key: `k-${s}`, duty: null, notBefore: at, expires: null, payload: { text: reasons[0] } }]
        }
      )
    yield* others
    return streams.flatMap((reasons, s) => reasons.map((_, i) => `e-${s}-${i}`))
  })

it.effect("StoreFile: from one engine to the other and back is the same file, with the same proofs", () => {
  let cases = 0
  return Effect.promise(() =>
    fc.assert(
      fc.asyncProperty(words, fc.boolean(), fc.nat(), (streams, onServer, pick) => {
        const first = onServer ? postgres : pglite
        const association = freshAssociation()
        const there = stores(elsewhere(first), association)
        return Effect.runPromise(
          Effect.gen(function* () {
            const journal = yield* Journal
            const ids = yield* write(streams)
            const head = (yield* Seal.run)!
            yield* journal.erase([ids[pick % ids.length]!])
            const all = yield* journal.readAll()
            const file = yield* exported
            const again = yield* Effect.gen(function* () {
              const read = yield* StoreFile.read(linesOf(file), { moved: true })
              assert.isTrue(read.ok, JSON.stringify(read))
              const { findings, erased } = yield* Proof.verify({ head })
              assert.deepStrictEqual([findings, erased], [[], [ids[pick % ids.length]!]])
              assert.deepStrictEqual(yield* (yield* Journal).readAll(), all)
              return yield* exported
            }).pipe(Effect.provide(there))
            assert.strictEqual(again, file)
            yield* clear
            assert.isTrue((yield* StoreFile.read(linesOf(again), { moved: true })).ok)
            assert.strictEqual(yield* exported, file)
            assert.deepStrictEqual((yield* Proof.verify({ head })).findings, [])
            cases += 1
          }).pipe(Effect.provide(stores(first, association)))
        )
      }),
      { numRuns: 20 }
    )
  ).pipe(
    Effect.andThen(
      Effect.sync(() =>
        console.log(`StoreFile: ${cases} stores went to the other engine and back, every byte the same`)
      )
    )
  )
})

it.effect("StoreFile: what was erased stands in no table and no file, and an older file does not bring it back", () => {
  let cases = 0
  return Effect.promise(() =>
    fc.assert(
      fc.asyncProperty(
        words,
        fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        (streams, picks, onServer) => {
          const engine = onServer ? postgres : pglite
          return Effect.runPromise(
            Effect.gen(function* () {
              const { sql, association } = yield* Store.Store
              const journal = yield* Journal
              const ids = yield* write(streams)
              const gone = [...new Set(picks.map((n) => ids[n % ids.length]!))]
              const secrets = yield* sql.unsafe<{ words: string; salt: string }>(
                `SELECT words, encode(salt, 'hex') AS salt FROM lienhoi.beside
               WHERE association = $1 AND event IN (SELECT json_array_elements_text($2::json))`,
                [association, JSON.stringify(gone)]
              )
              const older = yield* exported
              yield* journal.erase(gone)
              const newer = yield* exported
              const absent = (text: string) => {
                for (const { words, salt } of secrets) assert.isFalse(text.includes(words) || text.includes(salt))
              }
              assert.strictEqual(secrets.length, gone.length)
              for (const { words } of secrets) assert.isTrue(older.includes(words))
              absent(yield* everything)
              absent(newer)
              yield* clear
              assert.isTrue((yield* StoreFile.read(linesOf(older), { erased: linesOf(newer), moved: true })).ok)
              absent(yield* everything)
              const { findings, erased } = yield* Proof.verify()
              assert.deepStrictEqual([findings, erased], [[], gone.toSorted()])
              assert.strictEqual(yield* exported, newer)
              cases += 1
            }).pipe(Effect.provide(stores(engine, freshAssociation())))
          )
        }
      ),
      { numRuns: 30 }
    )
  ).pipe(Effect.andThen(Effect.sync(() => console.log(`StoreFile: ${cases} stores with erasures looked through`))))
})

for (const engine of [pglite, postgres]) {
  it.effect(
    `StoreFile (${engine.name}): a file that is cut off, changed, newer or of another association changes nothing`,
    () =>
      Effect.gen(function* () {
        yield* write([["một", "hai"], ["ba"]])
        const file = yield* exported
        const lines = file.trimEnd().split("\n")
        const bad: ReadonlyArray<readonly [string, string]> = [
          ["store-file.cut", lines.slice(0, -1).join("\n")],
          ["store-file.cut", file.slice(0, file.length - 40)],
          ["store-file.cut", lines.slice(0, 1).join("\n")],
          ["store-file.damaged", file.replace('"version":2', '"version":3')],
          ["store-file.damaged", lines.toSpliced(3, 1).join("\n")],
          ["store-file.newer", file.replace('"step":', '"step":9')],
          ["store-file.form", "id,code,name\n1,2,3\n"],
          ["store.not-empty", file]
        ]
        for (const [code, text] of bad) {
          const read = yield* StoreFile.read(linesOf(text))
          assert.deepStrictEqual(read.ok ? [] : read.issues.map((issue) => issue.code), [code])
        }
        assert.strictEqual(yield* exported, file)
        const other = yield* StoreFile.read(linesOf(file)).pipe(Effect.provide(engine.fresh))
        assert.deepStrictEqual(other.ok ? [] : other.issues.map(({ code }) => code), ["store-file.other-association"])
      }).pipe(Effect.provide(stores(engine, freshAssociation())))
  )

  it.effect(`StoreFile (${engine.name}): every table is carried or left out for a reason`, () =>
    Effect.gen(function* () {
      const { sql } = yield* Store.Store
      const tables = yield* sql.unsafe<{ name: string }>(
        `SELECT relname AS name FROM pg_class WHERE relnamespace = to_regnamespace('lienhoi')
         AND relkind IN ('r', 'p') AND NOT relispartition`
      )
      assert.deepStrictEqual(
        tables.map(({ name }) => name).toSorted(),
        [...carried, ...Object.keys(leftOut)].toSorted()
      )
    }).pipe(Effect.provide(engine.fresh))
  )
}
