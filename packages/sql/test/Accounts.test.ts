import { assert, it } from "@effect/vitest"
import { type Account, Accounts } from "@lienhoi/report/Accounts"
import { AuditLog } from "@lienhoi/report/AuditLog"
import { Journal } from "@lienhoi/report/Journal"
import { SessionTokens } from "@lienhoi/report/SessionTokens"
import { Tries } from "@lienhoi/report/Tries"
import * as KeyRing from "@lienhoi/sql/KeyRing"
import * as People from "@lienhoi/sql/People"
import * as Rekey from "@lienhoi/sql/Rekey"
import * as Retention from "@lienhoi/sql/Retention"
import * as Scope from "@lienhoi/sql/Scope"
import * as Store from "@lienhoi/sql/Store"
import * as Stores from "@lienhoi/sql/Stores"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { SqlClient } from "effect/sql/SqlClient"
import * as TestClock from "effect/testing/TestClock"
import { type Engine, engines, freshAssociation } from "./engines.ts"

const secretOf = (n: number) => btoa(String.fromCharCode(...new Uint8Array(32).fill(n)))
const ring = (text: string): KeyRing.KeyRing => {
  const read = KeyRing.parse(Redacted.make(text))
  return read.ok ? read.value : assert.fail()
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

const at = Date.UTC(2024, 9, 15, 1)
const account: Account = {
  id: "tk-1",
  name: "ten-mau@example.org",
  person: "hoa",
  hash: "bam-mau",
  offices: true,
  since: "2024-10-15T01:00:00.000Z",
  disabledAt: null
}

const said = (table: string) =>
  Effect.flatMap(Store.Store, ({ association, sql, transaction }) =>
    Effect.map(
      transaction(
        sql.unsafe<{ row: string }>(`SELECT t::text AS row FROM lienhoi.${table} AS t WHERE association = $1`, [
          association
        ])
      ),
      (rows) => rows.map(({ row }) => row).join("\n")
    )
  )

for (const engine of engines()) {
  it.effect(
    `Accounts (${engine.name}): no table says a name, a hash or an address; a new key finds every account`,
    () => {
      const association = freshAssociation()
      const on = <A, E>(keys: KeyRing.KeyRing, self: Effect.Effect<A, E, Stores.Stores | Store.Store | SqlClient>) =>
        Effect.provide(self, stores(engine, association, keys))
      return Effect.gen(function* () {
        yield* on(
          old,
          Effect.gen(function* () {
            yield* (yield* Accounts).add(account)
            yield* (yield* Tries).take("address 192.0.2.77", { most: 5, within: 60_000 }, at)
            yield* (yield* AuditLog).record({ what: "signed-in", account: "tk-1", at, address: "192.0.2.77" })
            for (const table of ["account", "tries", "audit"]) {
              const rows = yield* said(table)
              assert.notStrictEqual(rows, "")
              for (const word of ["ten-mau", "bam-mau", "192.0.2.77"]) assert.notInclude(rows, word)
            }
          })
        )
        // While both keys are there, a name that was taken under the old one is taken.
        const again = Effect.flatMap(Accounts, (accounts) => Effect.flip(accounts.add({ ...account, id: "tk-2" })))
        assert.strictEqual((yield* on(both, again)).reason._tag, "Taken")
        yield* on(both, Rekey.run)
        assert.deepStrictEqual(
          yield* on(
            fresh,
            Effect.flatMap(Accounts, (accounts) => accounts.byName(" Ten-Mau@example.org"))
          ),
          account
        )
        assert.strictEqual((yield* on(fresh, again)).reason._tag, "Taken")
        const closed = yield* on(old, Effect.flip(Effect.flatMap(Accounts, (accounts) => accounts.byId("tk-1"))))
        assert.strictEqual(closed.reason._tag, "Unreadable")
      })
    }
  )

  it.effect(`Accounts (${engine.name}): who is erased has no account, no session and no grant`, () =>
    Effect.gen(function* () {
      const accounts = yield* Accounts
      const tokens = yield* SessionTokens
      const times = { begun: at, since: at, until: at + 60_000, replaces: null }
      for (const [id, person] of [
        ["tk-1", "hoa"],
        ["tk-2", "mai"]
      ] as const) {
        yield* accounts.add({ ...account, id, person, name: person })
        yield* tokens.put(`t-${id}`, { kind: "session", account: id, via: "password", ...times })
        const grant = {
          unit: "x1",
          route: "own",
          role: "figures",
          lineage: "*",
          from: "2024-01-01",
          until: null
        } as const
        yield* Scope.grant([{ ...grant, id: `g-${id}`, account: id }])
      }
      yield* (yield* People.People).erase(["hoa"])
      assert.deepStrictEqual(
        (yield* accounts.list).map(({ id }) => id),
        ["tk-2"]
      )
      assert.isNull(yield* tokens.get("t-tk-1"))
      assert.isNotNull(yield* tokens.get("t-tk-2"))
      assert.deepStrictEqual(
        (yield* Scope.list()).map(({ id }) => id),
        ["g-tk-2"]
      )
    }).pipe(Effect.provide(stores(engine)))
  )

  it.effect(`Audit (${engine.name}): nobody changes a line or takes a young one away; old ones go after 400 days`, () =>
    Effect.gen(function* () {
      const { association, sql, transaction } = yield* Store.Store
      const log = yield* AuditLog
      const young = Date.now()
      yield* TestClock.setTime(young)
      yield* log.record({ what: "signed-in", account: "tk-1", at: young - 401 * 86_400_000, address: null })
      yield* log.record({ what: "signed-out", account: "tk-1", at: young, address: null })
      for (const statement of ["UPDATE lienhoi.audit SET what = 'x'", "DELETE FROM lienhoi.audit"]) {
        const refused = yield* Effect.flip(
          transaction(sql.unsafe(`${statement} WHERE association = $1`, [association]))
        )
        assert.include(String((refused.reason.cause as Error).message), "lienhoi.audit is only added to")
      }
      assert.strictEqual((yield* log.list()).length, 2)
      assert.deepInclude(yield* Retention.run(), { lines: 1 })
      assert.deepStrictEqual(
        (yield* log.list()).map(({ what }) => what),
        ["signed-out"]
      )
    }).pipe(Effect.provide(stores(engine)))
  )

  it.effect(
    `Links (${engine.name}): a link says nothing any more as soon as it is not sent any more; other words stay`,
    () =>
      Effect.gen(function* () {
        const { association, sql, transaction } = yield* Store.Store
        const row = (key: string) => ({
          key,
          duty: null,
          notBefore: "2024-10-15T01:00:00.000Z",
          expires: null,
          payload: { key, to: { audience: "person", id: "hoa", name: "Hoa" }, body: "duong-dan" }
        })
        yield* (yield* Journal).append("link", [], {
          expectedVersion: 0,
          outbox: [row("link/waits"), row("link/sent"), row("returned/sent")]
        })
        yield* transaction(
          sql.unsafe(
            `UPDATE lienhoi.outbox SET due_from = NULL, state = '{"at":"accepted","when":"2024-10-15T01:00:05.000Z"}'
           WHERE association = $1 AND key LIKE '%/sent'`,
            [association]
          )
        )
        assert.strictEqual(yield* Retention.links, 1)
        assert.strictEqual(yield* Retention.links, 0)
        const closed = yield* transaction(
          sql.unsafe<{ key: string }>(
            "SELECT key FROM lienhoi.outbox WHERE association = $1 AND salt IS NOT NULL ORDER BY key",
            [association]
          )
        )
        assert.deepStrictEqual(
          closed.map(({ key }) => key),
          ["link/waits", "returned/sent"]
        )
      }).pipe(Effect.provide(stores(engine)))
  )
}
