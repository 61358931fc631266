import { assert, it } from "@effect/vitest"
import { Journal } from "@lienhoi/report/Journal"
import * as Database from "@lienhoi/sql/Database"
import type * as KeyError from "@lienhoi/sql/KeyError"
import * as KeyRing from "@lienhoi/sql/KeyRing"
import * as Migration from "@lienhoi/sql/Migration"
import * as People from "@lienhoi/sql/People"
import * as Proof from "@lienhoi/sql/Proof"
import * as Records from "@lienhoi/sql/Records"
import * as Rekey from "@lienhoi/sql/Rekey"
import * as SqlJournal from "@lienhoi/sql/SqlJournal"
import * as Store from "@lienhoi/sql/Store"
import * as StoreFile from "@lienhoi/sql/StoreFile"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { SqlClient } from "effect/sql/SqlClient"
import * as fc from "fast-check"
import { checkRing } from "../src/internal/ringMarks.ts"
import { engines, freshAssociation } from "./engines.ts"

const all = engines()
const [pglite] = all

const secretOf = (n: number) => btoa(String.fromCharCode(...new Uint8Array(32).fill(n)))
const ring = (text: string): KeyRing.KeyRing => {
  const read = KeyRing.parse(Redacted.make(text))
  if (!read.ok) throw new Error(read.issues.map(({ english }) => english).join())
  return read.value
}
const old = ring(`k1=${secretOf(1)}`)
const both = ring(`k2=${secretOf(2)},k1=${secretOf(1)}`)
const fresh = ring(`k2=${secretOf(2)}`)
const other = ring(`k1=${secretOf(3)}`)

/** The store of one association with these keys. */
const withKeys = (engine: (typeof all)[number], association: string, keys: KeyRing.KeyRing) =>
  Layer.mergeAll(People.layer, Records.layer, SqlJournal.layer).pipe(
    Layer.provideMerge(Store.layer({ association, keys })),
    Layer.provideMerge(
      Layer.effect(
        SqlClient,
        Effect.map(Store.Store, ({ sql }) => sql)
      ).pipe(Layer.provide(engine.of(association)))
    )
  )

const lan: People.Person = {
  id: "p-lan",
  name: "Nguyễn Thị Mẫu Lan",
  identityNumber: "079 304 000 001",
  phone: "+84 912 345 678",
  address: "Ấp 1,  xã Đông Phú",
  email: "Lan@vidu.vn",
  ethnicity: "Khmer-mau",
  religion: "Phat-giao-mau",
  party: "da-vao-mau",
  health: "huyet-ap-mau"
}

const member: Records.Record = {
  lineage: "vwu/so-hoi-vien",
  key: "hv-1",
  unit: "ap-1",
  person: "p-lan",
  startsOn: "2024-01-01",
  endsOn: null,
  label: { secrecy: "internal", personal: "sensitive", reviewed: true },
  body: { note: "hoan-canh-mau" }
}

const everything = Effect.gen(function* () {
  const { sql, association } = yield* Store.Store
  const pieces: Array<string> = []
  yield* StoreFile.write((piece) => Effect.sync(() => void pieces.push(piece)))
  for (const table of ["person", "record", "beside", "event", "key", "found"]) {
    const rows = yield* sql.unsafe<{ line: string }>(
      `SELECT row_to_json(t)::text AS line FROM lienhoi.${table} AS t WHERE association = $1`,
      [association]
    )
    pieces.push(...rows.map(({ line }) => line))
  }
  return pieces.join("\n")
})

const hidden = [
  "304",
  "912",
  "345",
  "Đông Phú",
  "Lan@",
  "lan@",
  "Khmer-mau",
  "Phat-giao-mau",
  "da-vao-mau",
  "huyet-ap-mau",
  "hoan-canh-mau",
  "ly-do-mau"
]

for (const engine of all) {
  it.effect(
    `People (${engine.name}): names in clear, the rest closed; an exact value is found however it is written`,
    () =>
      Effect.gen(function* () {
        const people = yield* People.People
        yield* people.put(lan)
        yield* people.put({ id: "p-hoa", name: "Trần Mẫu Hoa", phone: "0987654321" })
        const text = yield* everything

        assert.deepStrictEqual(yield* people.get("p-lan"), lan)
        assert.deepStrictEqual(yield* people.find("phone", "0912.345.678"), ["p-lan"])
        assert.deepStrictEqual(yield* people.find("identityNumber", "079304000001"), ["p-lan"])
        assert.deepStrictEqual(yield* people.find("address", "ấp 1, xã đông phú"), ["p-lan"])
        assert.deepStrictEqual(yield* people.find("phone", "0912345679"), [])
        assert.deepStrictEqual(yield* people.find("identityNumber", "0987654321"), [])
        assert.isTrue(text.includes("Nguyễn Thị Mẫu Lan"))
        for (const word of hidden.filter((word) => !/^\d+$/.test(word))) assert.isFalse(text.includes(word), word)
      }).pipe(Effect.provide(withKeys(engine, freshAssociation(), old)))
  )

  it.effect(`People (${engine.name}): erasing a person leaves a note and nothing else; the id does not come back`, () =>
    Effect.gen(function* () {
      const people = yield* People.People
      const records = yield* Records.Records
      yield* people.put(lan)
      yield* records.put(member)
      yield* people.erase(["p-lan"])
      const text = yield* everything
      const again = yield* Effect.flip(people.put(lan))
      const record = yield* Effect.flip(records.put(member))

      assert.deepStrictEqual([yield* people.get("p-lan"), yield* people.find("phone", lan.phone!)], [null, []])
      assert.deepStrictEqual(yield* records.list(member.lineage), [])
      assert.deepStrictEqual([again.reason._tag, record.reason._tag], ["Erased", "Erased"])
      assert.isFalse(text.includes("Mẫu Lan"))
      assert.strictEqual(text.split("p-lan").length - 1, 1)
    }).pipe(Effect.provide(withKeys(engine, freshAssociation(), old)))
  )

  it.effect(`Records (${engine.name}): closed by their label, read by day and unit; a secret one is refused`, () =>
    Effect.gen(function* () {
      const records = yield* Records.Records
      const open: Records.Record = {
        ...member,
        key: "hv-0",
        person: null,
        unit: null,
        endsOn: "2024-06-01",
        label: { secrecy: "open", personal: "none", reviewed: false },
        body: [1, "mở"]
      }
      yield* records.put(member)
      yield* records.put(open)
      const secret = yield* Effect.flip(
        records.put({ ...open, label: { secrecy: "secret", personal: "none", reviewed: true } })
      )
      const text = yield* everything

      assert.deepStrictEqual(yield* records.list(member.lineage), [open, member])
      assert.deepStrictEqual(yield* records.list(member.lineage, { on: "2024-06-01" }), [member])
      assert.deepStrictEqual(yield* records.list(member.lineage, { on: "2024-05-31", unit: "ap-1" }), [member])
      assert.deepStrictEqual(yield* records.get(member.lineage, "hv-0"), open)
      assert.strictEqual(secret.reason._tag, "Secret")
      assert.isFalse(text.includes("hoan-canh-mau"))
      yield* records.remove(member.lineage, "hv-0")
      assert.strictEqual(yield* records.get(member.lineage, "hv-0"), null)
    }).pipe(Effect.provide(withKeys(engine, freshAssociation(), old)))
  )

  it.effect(
    `Keys (${engine.name}): a new key, older rows still read, then closed again; the old key is not needed any more`,
    () => {
      const association = freshAssociation()
      const on = <A, E>(
        keys: KeyRing.KeyRing,
        work: Effect.Effect<A, E, People.People | Records.Records | Journal | Store.Store>
      ) => Effect.provide(work, Layer.fresh(withKeys(engine, association, keys)))
      const ready = Effect.flatMap(Store.Store, checkRing)
      const refused = (keys: KeyRing.KeyRing) =>
        Effect.map(Effect.flip(on(keys, ready)), (error) => error as KeyError.KeyError)
      const read = Effect.gen(function* () {
        const people = yield* People.People
        const records = yield* Records.Records
        const journal = yield* Journal
        const [event] = yield* journal.read("report/a")
        return [
          yield* people.get("p-lan"),
          yield* people.find("phone", "0912345678"),
          yield* records.get(member.lineage, "hv-1"),
          event?.event.type === "extended" ? event.event.reason : ""
        ]
      })
      const whole = [lan, ["p-lan"], member, "ly-do-mau"]
      return Effect.gen(function* () {
        yield* on(
          old,
          Effect.gen(function* () {
            yield* ready
            yield* (yield* People.People).put(lan)
            yield* (yield* Records.Records).put(member)
            yield* (yield* Journal).append(
              "report/a",
              [
                {
                  type: "extended",
                  id: "e-1",
                  recordedAt: "2024-10-15T01:30:00.000Z",
                  by: { person: "p-1" },
                  due: "2024-10-22",
                  reason: "ly-do-mau"
                }
              ],
              { expectedVersion: 0 }
            )
          })
        )
        const missing = yield* refused(fresh)
        const wrong = yield* refused(other)
        const damaged = yield* Effect.flip(on(other, read))
        assert.deepStrictEqual([missing.reason._tag, wrong.reason._tag], ["MissingKey", "WrongKey"])
        for (const error of [missing, wrong, damaged]) {
          const said = `${error.message} ${JSON.stringify(error)} ${String(error)}`
          for (const word of [...hidden, secretOf(1), secretOf(2), secretOf(3)])
            assert.isFalse(said.includes(word), `${word}: ${said}`)
        }
        const closed = yield* on(fresh, Proof.verify())
        assert.deepStrictEqual([closed.words.closed, closed.findings], [1, []])

        yield* on(both, ready)
        assert.deepStrictEqual(yield* on(both, read), whole)
        assert.deepStrictEqual(yield* on(both, Rekey.run), {
          words: 1,
          persons: 1,
          records: 1,
          letters: 0,
          credentials: 0,
          files: 0
        })
        yield* on(fresh, ready)
        assert.deepStrictEqual(yield* on(fresh, read), whole)
        assert.deepStrictEqual((yield* on(fresh, Proof.verify())).findings, [])
        assert.isFalse((yield* on(fresh, everything)).includes("k1."))
      })
    }
  )
}

it.effect("Keys: a box opens in its own row and column and nowhere else", () =>
  Effect.promise(() =>
    fc.assert(
      fc.asyncProperty(fc.string(), fc.constantFrom("phone", "address", "health"), (value, column) =>
        Effect.runPromise(
          Effect.gen(function* () {
            const { sql, association } = yield* Store.Store
            const people = yield* People.People
            yield* people.put({ id: "p-1", name: "Một", [column]: value, religion: "khác" })
            yield* people.put({ id: "p-2", name: "Hai", [column]: `${value}.` })
            assert.strictEqual((yield* people.get("p-1"))?.[column as "phone"], value)
            // Another column of the same person, then another person with the salt that belongs to the box.
            yield* sql.unsafe(
              `UPDATE lienhoi.person SET boxes = json_build_object($2::text, boxes->'religion') WHERE association = $1 AND id = 'p-1'`,
              [association, column]
            )
            yield* sql.unsafe(
              `UPDATE lienhoi.person AS a SET boxes = b.boxes, salt = b.salt FROM lienhoi.person AS b
               WHERE a.association = $1 AND b.association = $1 AND a.id = 'p-2' AND b.id = 'p-1'`,
              [association]
            )
            for (const id of ["p-1", "p-2"]) {
              const error = yield* Effect.flip(people.get(id))
              assert.strictEqual(error.reason._tag, "KeyError")
            }
          }).pipe(Effect.provide(withKeys(pglite!, freshAssociation(), old)))
        )
      ),
      { numRuns: 30 }
    )
  )
)

it("Keys: what is not well formed is said without repeating it", () => {
  const codes = (text: string) => {
    const read = KeyRing.parse(Redacted.make(text))
    if (!read.ok)
      for (const { message, english } of read.issues) assert.isFalse(`${message}${english}`.includes("AAAA"))
    return read.ok ? [...read.value.keys.keys()] : read.issues.map(({ code }) => code)
  }
  assert.deepStrictEqual(codes(`k2=${secretOf(2)}, k1=${secretOf(1)} bare`), ["k2", "k1", "bare"])
  assert.deepStrictEqual(codes(""), ["keys.none"])
  assert.deepStrictEqual(codes(`k1=AAAA,k2=${secretOf(1)},k2=${secretOf(2)},=x`), [
    "keys.form",
    "keys.twice",
    "keys.form"
  ])
})

it("Keys: a store that was written with a key does not open without it", async () => {
  const open = (keys?: KeyRing.KeyRing) =>
    Effect.gen(function* () {
      yield* Migration.run("kho-thu")
      yield* checkRing(yield* Store.make({ association: "vwu", ...(keys === undefined ? {} : { keys }) }))
    })
  const [first, second] = await Effect.runPromise(
    Effect.gen(function* () {
      const made = yield* Effect.result(open(old))
      return [made._tag, (yield* Effect.result(open()))._tag]
    }).pipe(Effect.provide(Database.layer({ engine: "memory" })))
  )
  assert.deepStrictEqual([first, second], ["Success", "Failure"])
})
