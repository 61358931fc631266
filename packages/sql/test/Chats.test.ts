import { assert, it } from "@effect/vitest"
import { type Arrival, Arrivals } from "@lienhoi/messaging/Arrivals"
import * as UnitGroup from "@lienhoi/messaging/UnitGroup"
import type * as Conversation from "@lienhoi/report/Conversation"
import { ConversationStore } from "@lienhoi/report/ConversationStore"
import * as KeyRing from "@lienhoi/sql/KeyRing"
import * as People from "@lienhoi/sql/People"
import * as Rekey from "@lienhoi/sql/Rekey"
import * as Store from "@lienhoi/sql/Store"
import * as Stores from "@lienhoi/sql/Stores"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { SqlClient } from "effect/sql/SqlClient"
import { type Engine, engines, freshAssociation } from "./engines.ts"

const secretOf = (n: number) => btoa(String.fromCharCode(...new Uint8Array(32).fill(n)))
const ring = (text: string): KeyRing.KeyRing => {
  const read = KeyRing.parse(Redacted.make(text))
  return read.ok ? read.value : assert.fail()
}
const old = ring(`k1=${secretOf(1)}`)
const both = ring(`k2=${secretOf(2)},k1=${secretOf(1)}`)
const fresh = ring(`k2=${secretOf(2)}`)

const stores = (engine: Engine, association: string, keys: KeyRing.KeyRing) =>
  Stores.layer.pipe(
    Layer.provideMerge(Store.layer({ association, keys })),
    Layer.provideMerge(
      Layer.effect(
        SqlClient,
        Effect.map(Store.Store, ({ sql }) => sql)
      ).pipe(Layer.provide(engine.of(association)))
    )
  )

const conversation = (person: string): Conversation.Conversation => ({
  duty: "d-1",
  person,
  template: { id: "mau/thang", lineage: "mau/thang", version: "1" },
  unit: "ap-1",
  period: "2024-10",
  seen: 0,
  stage: "asking",
  current: null,
  mending: false,
  answers: { PA05: "loi-noi-mau" },
  passed: [],
  proposal: null,
  replaces: null
})

const group: UnitGroup.UnitGroup = {
  ...UnitGroup.make({
    road: { channel: "zalo-group", address: "g-1" },
    unit: "xa",
    purpose: "heads",
    name: "nhom-mau",
    owner: "lan",
    since: "2024-10-15T01:00:00.000Z"
  }),
  members: ["9007199254740993123"]
}

const arrival: Arrival = {
  channel: "zalo",
  id: "m-1",
  lane: "2000000000000000002",
  at: "2024-10-15T01:00:00.000Z",
  receivedAt: "2024-10-15T01:00:01.000Z",
  raw: '{"text":"loi-noi-mau"}',
  hint: null
}

const inClear = Effect.flatMap(SqlClient, (sql) =>
  Effect.map(
    sql.unsafe<{ row: string }>(
      "SELECT c::text AS row FROM lienhoi.conversation AS c UNION ALL SELECT g::text FROM lienhoi.unit_group AS g UNION ALL SELECT a::text FROM lienhoi.arrival AS a"
    ),
    (rows) => rows.map(({ row }) => row).join("\n")
  )
)

for (const engine of engines()) {
  it.effect(
    `Chats (${engine.name}): words and members stand in the database closed, and a new key closes them again`,
    () => {
      const association = freshAssociation()
      const on = <A, E>(keys: KeyRing.KeyRing, self: Effect.Effect<A, E, Stores.Stores | Store.Store | SqlClient>) =>
        Effect.provide(self, stores(engine, association, keys))
      return Effect.gen(function* () {
        yield* on(
          old,
          Effect.gen(function* () {
            yield* (yield* ConversationStore).put(conversation("hoa"), 0)
            yield* (yield* UnitGroup.UnitGroups).put(group)
            yield* (yield* Arrivals).add(arrival)
            const rows = yield* inClear
            for (const word of ["loi-noi-mau", "nhom-mau", "9007199254740993123"]) assert.notInclude(rows, word)
          })
        )
        assert.strictEqual((yield* on(both, Rekey.run)).letters, 3)
        yield* on(
          fresh,
          Effect.gen(function* () {
            assert.deepStrictEqual(yield* (yield* ConversationStore).of("hoa"), [
              { conversation: conversation("hoa"), version: 1 }
            ])
            assert.deepStrictEqual(yield* (yield* UnitGroup.UnitGroups).living, [group])
            assert.deepStrictEqual(yield* (yield* Arrivals).waiting(10), [arrival])
            yield* (yield* Arrivals).handled(arrival)
          })
        )
        const closed = yield* on(old, Effect.flip(Effect.flatMap(ConversationStore, (store) => store.of("hoa"))))
        assert.strictEqual(closed._tag, "ConversationStoreError")
      })
    }
  )

  it.effect(`Chats (${engine.name}): who is erased has said nothing, and nothing is kept of her again`, () =>
    Effect.gen(function* () {
      const store = yield* ConversationStore
      yield* store.put(conversation("hoa"), 0)
      yield* store.put(conversation("mai"), 0)
      yield* (yield* People.People).erase(["hoa"])
      assert.deepStrictEqual(yield* store.of("hoa"), [])
      assert.strictEqual((yield* store.of("mai")).length, 1)
      assert.isFalse(yield* store.put(conversation("hoa"), 0))
    }).pipe(Effect.provide(stores(engine, freshAssociation(), old)))
  )
}
