import { assert, it } from "@effect/vitest"
import { CredentialStore } from "@lienhoi/messaging/CredentialStore"
import { Outbox, type Outcome } from "@lienhoi/messaging/Outbox"
import * as Posting from "@lienhoi/messaging/Posting"
import * as Unsettled from "@lienhoi/messaging/Unsettled"
import { type Item, Worklist } from "@lienhoi/messaging/Worklist"
import { RunLog } from "@lienhoi/reminders/RunLog"
import { type Attachment, Attachments } from "@lienhoi/report/Attachments"
import type { ReportEvent } from "@lienhoi/report/Event"
import { Journal } from "@lienhoi/report/Journal"
import type { OutboxRow } from "@lienhoi/report/OutboxRow"
import * as KeyRing from "@lienhoi/sql/KeyRing"
import * as People from "@lienhoi/sql/People"
import * as Proof from "@lienhoi/sql/Proof"
import * as Rekey from "@lienhoi/sql/Rekey"
import * as Retention from "@lienhoi/sql/Retention"
import * as Store from "@lienhoi/sql/Store"
import * as StoreFile from "@lienhoi/sql/StoreFile"
import * as Stores from "@lienhoi/sql/Stores"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { SqlClient } from "effect/sql/SqlClient"
import * as TestClock from "effect/testing/TestClock"
import * as Box from "../src/internal/box.ts"
import { carried, leftOut } from "../src/internal/carried.ts"
import { type Engine, engines, freshAssociation } from "./engines.ts"

const all = engines()

const secretOf = (n: number) => btoa(String.fromCharCode(...new Uint8Array(32).fill(n)))
const ring = (text: string): KeyRing.KeyRing => {
  const read = KeyRing.parse(Redacted.make(text))
  if (!read.ok) throw new Error("keys")
  return read.value
}
const old = ring(`k1=${secretOf(1)}`)
const both = ring(`k2=${secretOf(2)},k1=${secretOf(1)}`)
const fresh = ring(`k2=${secretOf(2)}`)

const stores = (engine: Engine, association = freshAssociation(), keys = old) =>
  Stores.layer.pipe(
    Layer.provideMerge(Store.layer({ association, keys })),
    Layer.provideMerge(
      Layer.effect(
        SqlClient,
        Effect.map(Store.Store, ({ sql }) => sql)
      ).pipe(Layer.provide(engine.of(association)))
    )
  )

const noon = "2024-10-15T05:00:00.000Z"
const morning = "2024-10-15T01:00:00.000Z"
const evening = "2024-10-15T12:00:00.000Z"

const event = (id: string): ReportEvent => ({
  type: "returned",
  id,
  recordedAt: morning,
  by: { person: "p-1" },
  revision: 1,
  reason: "thu-mau",
  due: "2024-10-22"
})

const letter = (key: string, to: string, text: string, notBefore = morning): OutboxRow => ({
  key,
  duty: null,
  notBefore,
  expires: null,
  payload: { key, to: { audience: "person", id: to, name: "ten-mau" }, body: text }
})

const item = (key: string, text: string): Item => ({
  key,
  kind: "reminder",
  duty: null,
  audience: "person",
  name: "ten-mau",
  where: "0900-mau",
  text,
  files: [],
  since: morning,
  until: evening
})

const post = (...rows: ReadonlyArray<OutboxRow>) =>
  Effect.flatMap(Journal, (journal) =>
    journal.append("report/vwu/vwu%2Fmau/u-1/2024-10", [event(rows[0]!.key)], { expectedVersion: 0, outbox: rows })
  )

/** Everything in every table, and the export. */
const everything = Effect.gen(function* () {
  const { sql, association, transaction } = yield* Store.Store
  const texts: Array<string> = []
  yield* StoreFile.write((piece) => Effect.sync(() => void texts.push(piece)))
  for (const table of [...carried, ...Object.keys(leftOut)].filter((name) => name !== "store" && name !== "migration"))
    for (const { line } of yield* transaction(
      sql.unsafe<{ line: string }>(
        `SELECT row_to_json(t)::text AS line FROM lienhoi.${table} AS t WHERE t.association = $1`,
        [association]
      )
    ))
      texts.push(line)
  return texts.join("\n")
})

const settle = (key: string, result: Outcome, at = noon) =>
  Effect.flatMap(Outbox, (outbox) => outbox.record({ key, attempt: null, at, result }))

const claim = (at: string, limit = 10) =>
  Effect.flatMap(Outbox, (outbox) => outbox.claim({ worker: "w", at, limit, patience: 60_000 }))

const stateOf = (key: string) =>
  Effect.flatMap(Outbox, (outbox) => Effect.map(outbox.list([key]), ([posted]) => posted?.state.at ?? "gone"))

const at = (moment: string) => TestClock.setTime(Date.parse(moment))

const photo: Attachment = {
  name: "ten-tep-mau.jpg",
  mediaType: "image/jpeg",
  bytes: new TextEncoder().encode("noi-dung-anh-mau"),
  person: "lan",
  label: { secrecy: "internal", personal: "basic", reviewed: true }
}

it("Keys: no salt and no nonce is given twice, and none is empty", () => {
  const salts = Array.from({ length: 5_000 }, () => Buffer.from(Box.salt()).toString("hex"))
  const spot = { association: "vwu", table: "t", row: "r", column: "c" }
  const fixed = new Uint8Array(32)
  const nonces = Array.from({ length: 5_000 }, () =>
    Buffer.from(Box.close(old, fixed, spot, "x").split(".")[1]!, "base64")
      .subarray(0, 12)
      .toString("hex")
  )
  for (const drawn of [salts, nonces]) {
    assert.strictEqual(new Set(drawn).size, 5_000)
    assert.isFalse(drawn.some((one) => /0{12}/.test(one)))
  }
})

for (const engine of all) {
  it.effect(
    `Letters (${engine.name}): what goes out, what is posted by hand and credentials stand in no table and no export`,
    () =>
      Effect.gen(function* () {
        const list = yield* Worklist
        const credentials = yield* CredentialStore
        const files = yield* Attachments
        yield* post(letter("k-1", "lan", "loi-nhan-mau"))
        yield* list.add(item("k-1", "loi-dan-mau"))
        const lease = yield* credentials.lease("zalo", { holder: "w", lasting: "1 minute" })
        yield* credentials.replace(lease!, { expected: 0, value: Redacted.make("the-bi-mat-mau"), expires: null })
        const id = yield* files.put(photo)

        const text = yield* everything
        for (const word of [
          "loi-nhan-mau",
          "loi-dan-mau",
          "the-bi-mat-mau",
          "0900-mau",
          "thu-mau",
          "ten-tep",
          "noi-dung-anh"
        ])
          assert.isFalse(text.includes(word), word)
        assert.isFalse(text.includes(Buffer.from("noi-dung-anh-mau").toString("base64").slice(0, 12)))
        const [claimed] = yield* claim(noon)
        assert.deepStrictEqual(claimed!.row, letter("k-1", "lan", "loi-nhan-mau"))
        assert.deepStrictEqual(yield* list.items, [item("k-1", "loi-dan-mau")])
        assert.strictEqual(Redacted.value((yield* credentials.read("zalo"))!.value), "the-bi-mat-mau")
        assert.deepStrictEqual(yield* files.get(id), photo)
      }).pipe(Effect.provide(stores(engine)))
  )

  it.effect(
    `Letters (${engine.name}): erasing a person reaches the messages to her and about her; proofs stay good`,
    () =>
      Effect.gen(function* () {
        yield* at(noon)
        const people = yield* People.People
        const list = yield* Worklist
        const files = yield* Attachments
        yield* people.put({ id: "lan", name: "Nguyễn “Mẫu” Lan" })
        yield* post(
          letter("to-her", "lan", "riêng"),
          letter("about-her", "hoa", "Chị Nguyễn “Mẫu” Lan chưa nộp"),
          letter("waiting", "lan", "mai", evening),
          letter("other", "hoa", "việc khác")
        )
        yield* list.add(item("about-her", "Chị Nguyễn “Mẫu” Lan chưa nộp"))
        yield* list.add(item("to-her", "riêng"))
        yield* list.add(item("other", "việc khác"))
        yield* claim(noon)
        yield* settle("to-her", { outcome: "accepted", channel: "zalo", receipt: "r-1", by: null })
        const id = yield* files.put(photo)
        yield* (yield* Journal).append(
          "report/vwu/vwu%2Fmau/u-2/2024-10",
          [{ ...event("e-2"), type: "drafted", values: {} } as ReportEvent],
          { expectedVersion: 0 }
        )
        yield* people.erase(["lan"])

        const posted = yield* (yield* Outbox).list()
        assert.deepStrictEqual(
          posted.map(({ row, state }) => [row.key, row.payload === "erased", state.at]),
          [
            ["to-her", true, "accepted"],
            ["about-her", true, "handing"],
            ["waiting", true, "cancelled"],
            ["other", false, "handing"]
          ]
        )
        assert.deepStrictEqual(
          (yield* list.items).map(({ key }) => key),
          ["other"]
        )
        assert.isNull(yield* files.get(id))
        assert.isFalse((yield* everything).includes("Lan"))
        const verdict = yield* Proof.verify()
        assert.deepStrictEqual([verdict.findings, verdict.files], [[], { kept: 0, erased: 1, closed: 0 }])
        assert.deepStrictEqual(yield* claim("2024-10-16T05:00:00.000Z"), [])
      }).pipe(Effect.provide(stores(engine)))
  )

  it.effect(`Letters (${engine.name}): a new key closes everything again`, () => {
    const association = freshAssociation()
    const on = <A, E>(keys: KeyRing.KeyRing, self: Effect.Effect<A, E, Stores.Stores | Store.Store | SqlClient>) =>
      Effect.provide(self, stores(engine, association, keys))
    return Effect.gen(function* () {
      const id = yield* on(
        old,
        Effect.gen(function* () {
          const credentials = yield* CredentialStore
          yield* post(letter("k-1", "lan", "loi-nhan-mau"))
          yield* (yield* Worklist).add(item("k-1", "loi-dan-mau"))
          const lease = yield* credentials.lease("zalo", { holder: "w", lasting: "1 minute" })
          yield* credentials.replace(lease!, { expected: 0, value: Redacted.make("the-mau"), expires: null })
          return yield* (yield* Attachments).put(photo)
        })
      )
      const count = yield* on(both, Rekey.run)
      assert.deepStrictEqual(count, { words: 1, persons: 0, records: 0, letters: 2, credentials: 1, files: 1 })
      yield* on(
        fresh,
        Effect.gen(function* () {
          const [posted] = yield* (yield* Outbox).list()
          assert.deepStrictEqual(posted!.row, letter("k-1", "lan", "loi-nhan-mau"))
          assert.strictEqual((yield* (yield* Worklist).items)[0]!.text, "loi-dan-mau")
          assert.strictEqual(Redacted.value((yield* (yield* CredentialStore).read("zalo"))!.value), "the-mau")
          assert.deepStrictEqual(yield* (yield* Attachments).get(id), photo)
          assert.deepStrictEqual((yield* Proof.verify()).findings, [])
        })
      )
      yield* on(
        old,
        Effect.gen(function* () {
          const refused = yield* Effect.flip((yield* CredentialStore).read("zalo"))
          const closed = yield* Effect.flip((yield* Attachments).get(id))
          const words = yield* Effect.flip((yield* Journal).readAll())
          assert.deepStrictEqual(
            [refused, closed, words].map(({ reason, isRetryable }) => [reason._tag, isRetryable]),
            [
              ["Unreadable", false],
              ["Unreadable", false],
              ["Unreadable", false]
            ]
          )
        })
      )
    })
  })

  it.effect(`Retention (${engine.name}): words go after 90 days, rows after 400; what waits for a person stays`, () =>
    Effect.gen(function* () {
      const none = { words: 0, rows: 0, lines: 0, tokens: 0 }
      const names = ["accepted", "cancelled", "dropped", "undelivered", "unknown", "waiting"] as const
      yield* post(
        ...names.map((name) => letter(name, "lan", name, name === "waiting" ? "2030-01-01T00:00:00.000Z" : morning))
      )
      yield* claim(morning)
      yield* settle("accepted", { outcome: "accepted", channel: "zalo", receipt: "r", by: null })
      for (const key of ["dropped", "undelivered"])
        yield* settle(key, { outcome: "not-delivered", channel: "zalo", reason: "Unreachable", again: null, by: null })
      yield* settle("dropped", { outcome: "dropped", by: "mai" })
      yield* settle("unknown", { outcome: "unknown", channel: "zalo" })
      yield* settle("cancelled", { outcome: "handed-back", again: noon })
      const { sql, association, transaction } = yield* Store.Store
      yield* transaction(
        sql.unsafe(
          `UPDATE lienhoi.outbox SET due_from = NULL, state = '{"at":"cancelled","when":"${noon}"}'
           WHERE association = $1 AND key = 'cancelled'`,
          [association]
        )
      )
      const read = Effect.map(
        Effect.flatMap(Outbox, (outbox) => outbox.list()),
        (rows) => Object.fromEntries(rows.map(({ row }) => [row.key, row.payload === "erased" ? "erased" : "whole"]))
      )
      const whole = Object.fromEntries(names.map((name) => [name, "whole"]))
      yield* at("2025-01-12T05:00:00.000Z")
      assert.deepStrictEqual(yield* Retention.run(), none)
      assert.deepStrictEqual(yield* read, whole)
      yield* at("2025-01-14T05:00:00.000Z")
      assert.deepStrictEqual(yield* Retention.run(), { ...none, words: 3 })
      assert.deepStrictEqual(yield* Retention.run(), none)
      assert.deepStrictEqual(yield* read, { ...whole, accepted: "erased", cancelled: "erased", dropped: "erased" })
      assert.strictEqual(yield* stateOf("accepted"), "accepted")
      yield* at("2025-11-20T05:00:00.000Z")
      assert.deepStrictEqual(yield* Retention.run({ words: 1, row: 1 }), { ...none, rows: 3 })
      assert.deepStrictEqual(yield* read, { undelivered: "whole", unknown: "whole", waiting: "whole" })
    }).pipe(Effect.provide(stores(engine)))
  )

  it.effect(`Restore (${engine.name}): a backup that comes back sends nothing before a person says so`, () =>
    Effect.gen(function* () {
      yield* post(
        letter("fresh", "lan", "1"),
        letter("tried", "lan", "2"),
        letter("in-hand", "lan", "3"),
        letter("sent", "lan", "4"),
        letter("later", "lan", "5", evening)
      )
      yield* claim(morning, 4)
      yield* settle("fresh", { outcome: "handed-back", again: morning })
      yield* settle("tried", {
        outcome: "not-delivered",
        channel: "zalo",
        reason: "Unavailable",
        again: morning,
        by: null
      })
      yield* settle("sent", { outcome: "accepted", channel: "zalo", receipt: "r", by: null })
      yield* (yield* RunLog).advance((yield* Store.Store).association, morning)
      const pieces: Array<string> = []
      yield* StoreFile.write((piece) => Effect.sync(() => void pieces.push(piece)))
      const lines: StoreFile.Lines = async function* () {
        yield* pieces.join("").trimEnd().split("\n")
      }
      const { association, sql, transaction } = yield* Store.Store
      const clear = transaction(
        Effect.forEach(carried, (table) =>
          sql.unsafe(`DELETE FROM lienhoi.${table} WHERE association = $1`, [association])
        )
      )
      yield* at(noon)

      yield* clear
      const moved = yield* StoreFile.read(lines, { moved: true })
      assert.strictEqual(moved.ok && moved.value.held, 0)
      assert.deepStrictEqual(yield* Effect.forEach(["fresh", "tried", "sent"], stateOf), [
        "queued",
        "queued",
        "accepted"
      ])

      yield* clear
      const read = yield* StoreFile.read(lines)
      assert.strictEqual(read.ok && read.value.held, 3)
      assert.deepStrictEqual(yield* Effect.forEach(["fresh", "tried", "in-hand", "sent", "later"], stateOf), [
        "unknown",
        "unknown",
        "unknown",
        "accepted",
        "queued"
      ])
      assert.deepStrictEqual(yield* claim(noon), [])
      assert.strictEqual(yield* (yield* RunLog).last(association), noon)

      const waiting = yield* (yield* Outbox).unsettled(10)
      const [first, tried] = waiting
      assert.deepStrictEqual(first!.state, { at: "unknown", when: noon, channel: null })
      assert.deepStrictEqual(
        waiting.map(({ row, attempts }) => [row.key, attempts.length, attempts.at(-1)!.worker]),
        [
          ["fresh", 2, Posting.restorer],
          ["tried", 2, Posting.restorer],
          ["in-hand", 1, "w"]
        ]
      )
      assert.strictEqual((yield* Unsettled.arrived(tried!, "mai"))!.at, "accepted")
      yield* Unsettled.didNotArrive(first!, "mai", true)
      assert.deepStrictEqual(
        (yield* claim(noon)).map(({ row, attempt }) => [row.key, attempt]),
        [["fresh", 3]]
      )
    }).pipe(Effect.provide(stores(engine)))
  )

  it.effect(
    `Files (${engine.name}): a file that was changed, put back or lost is found by the answer that names it`,
    () =>
      Effect.gen(function* () {
        const files = yield* Attachments
        const { association, sql, transaction } = yield* Store.Store
        const [kept = "", lost = "", gone = "", forged = ""] = yield* Effect.forEach(
          [photo, photo, photo, photo],
          files.put
        )
        yield* (yield* Journal).append(
          "report/vwu/vwu%2Fmau/u-1/2024-10",
          [
            {
              type: "submitted",
              id: "s-1",
              recordedAt: morning,
              by: { person: "p-1" },
              revision: 1,
              template: { lineage: "vwu/mau", id: "vwu/mau", version: "1.0.0" },
              cells: { anh: { state: "value", value: [kept, lost, gone, forged] } },
              flags: [],
              via: "web",
              reportedBy: "p-1",
              recordedBy: "p-1",
              onBehalf: false,
              reviewed: true
            }
          ],
          { expectedVersion: 0 }
        )
        yield* files.erase([gone])
        const found = Effect.map(Proof.verify(), ({ findings }) => findings.map(({ of, kind, id }) => [of, kind, id]))
        assert.deepStrictEqual(yield* found, [])
        const rows = yield* transaction(
          sql.unsafe<{ bytes: string }>("SELECT bytes FROM lienhoi.attachment WHERE association = $1 AND id = $2", [
            association,
            lost
          ])
        )
        yield* transaction(
          sql.unsafe("UPDATE lienhoi.attachment SET bytes = $3 WHERE association = $1 AND id = $2", [
            association,
            kept,
            rows[0]!.bytes
          ])
        )
        yield* transaction(
          sql.unsafe("DELETE FROM lienhoi.attachment WHERE association = $1 AND id = $2", [association, lost])
        )
        // Whoever has the keys can close other bytes; the id still commits to the first ones.
        const [salted] = yield* transaction(
          sql.unsafe<{ salt: string }>(
            "SELECT encode(salt, 'hex') AS salt FROM lienhoi.attachment WHERE association = $1 AND id = $2",
            [association, forged]
          )
        )
        const spot = { association, table: "attachment", row: forged, column: "bytes" }
        const other = Box.closeBytes(old, Buffer.from(salted!.salt, "hex"), spot, new TextEncoder().encode("anh-khac"))
        yield* transaction(
          sql.unsafe("UPDATE lienhoi.attachment SET bytes = $3 WHERE association = $1 AND id = $2", [
            association,
            forged,
            other
          ])
        )
        assert.sameDeepMembers(yield* found, [
          ["file", "changed", kept],
          ["file", "changed", forged],
          ["file", "removed", lost]
        ])
        assert.strictEqual((yield* Effect.flip(files.get(kept))).reason._tag, "Unreadable")
      }).pipe(Effect.provide(stores(engine)))
  )
}
