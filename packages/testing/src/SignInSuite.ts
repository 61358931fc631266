/**
 * What every store of accounts, sessions, tries and their log promises. A new one is done when {@link suite} passes on it.
 *
 * @since 0.1.0
 */
import { assert, it } from "@effect/vitest"
import { type Account, Accounts } from "@lienhoi/report/Accounts"
import { AuditLog } from "@lienhoi/report/AuditLog"
import { type Kept, SessionTokens } from "@lienhoi/report/SessionTokens"
import { Tries } from "@lienhoi/report/Tries"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"

const account = (id: string, name: string, more: Partial<Account> = {}): Account => ({
  id,
  name,
  person: `p-${id}`,
  hash: `$argon2id$mau$${id}`,
  offices: false,
  since: "2024-10-15T01:30:00.000Z",
  disabledAt: null,
  ...more
})

const at = Date.UTC(2024, 9, 15, 1, 30)
const minute = 60_000

const session = (of: string, more: Partial<Kept> = {}): Kept => ({
  kind: "session",
  account: of,
  via: "password",
  begun: at,
  since: at,
  until: at + 30 * minute,
  replaces: null,
  ...more
})

type Ports = Accounts | SessionTokens | Tries | AuditLog

/** The contract of `Accounts`, `SessionTokens`, `Tries` and `AuditLog`; each test gets stores of its own through `layer`. */
export const suite = <E>(name: string, layer: Layer.Layer<Ports, E>): void => {
  const promise = (claim: string, proof: Effect.Effect<void, unknown, Ports>): void =>
    it.effect(`SignIn (${name}): ${claim}`, () => proof.pipe(Effect.provide(layer)))

  promise(
    "an account is found by its id and by its name however that is typed; a name belongs to one",
    Effect.gen(function* () {
      const accounts = yield* Accounts
      const hoa = account("a-1", "Chị Hoà")
      yield* accounts.add(hoa)
      assert.deepStrictEqual(yield* accounts.byName(" CHI  HÒA"), hoa)
      assert.deepStrictEqual(yield* accounts.byId("a-1"), hoa)
      assert.isNull(yield* accounts.byName("hoa"))
      assert.isNull(yield* accounts.byId("a-2"))
      for (const other of [account("a-2", "chihoa"), account("a-1", "mai")]) {
        const error = yield* Effect.flip(accounts.add(other))
        assert.deepInclude(error.reason, { _tag: "Taken", name: other.name })
      }
      yield* accounts.add(account("a-3", "bach", { hash: null, offices: true }))
      assert.deepStrictEqual(
        (yield* accounts.list).map(({ id }) => id),
        ["a-3", "a-1"]
      )
    })
  )

  promise(
    "of many that add one name at once only one does",
    Effect.gen(function* () {
      const accounts = yield* Accounts
      const tried = yield* Effect.forEach(
        Array.from({ length: 8 }, (_, n) => account(`a-${n}`, "lan")),
        (one) => Effect.result(accounts.add(one)),
        { concurrency: "unbounded" }
      )
      assert.strictEqual(tried.filter(({ _tag }) => _tag === "Success").length, 1)
      assert.strictEqual((yield* accounts.list).length, 1)
    })
  )

  promise(
    "what changes is kept, the rest stays; accounts go with their persons",
    Effect.gen(function* () {
      const accounts = yield* Accounts
      const lan = account("a-1", "lan")
      yield* accounts.add(lan)
      const later = { ...lan, hash: "$argon2id$mau$khac", disabledAt: "2024-10-16T00:00:00.000Z" }
      const { hash, disabledAt } = later
      assert.deepStrictEqual(yield* accounts.change("a-1", { hash }), { ...lan, hash })
      assert.deepStrictEqual(yield* accounts.change("a-1", { disabledAt }), later)
      assert.deepStrictEqual(yield* accounts.byName("Lan"), later)
      assert.isNull(yield* accounts.change("a-9", { hash }))
      yield* accounts.add(account("a-2", "lan 2", { person: "p-a-1" }))
      assert.sameMembers([...(yield* accounts.remove(["p-a-1", "p-9"]))], ["a-1", "a-2"])
      assert.isNull(yield* accounts.byId("a-1"))
      yield* accounts.add(account("a-3", "lan"))
    })
  )

  promise(
    "a token is what was kept, is taken once, ends sooner and never later",
    Effect.gen(function* () {
      const tokens = yield* SessionTokens
      const link = session("a-1", { kind: "link", via: "link", replaces: "t-0" })
      yield* tokens.put("t-1", link)
      assert.deepStrictEqual(yield* tokens.get("t-1"), link)
      yield* tokens.shorten("t-1", link.until + minute)
      assert.deepStrictEqual(yield* tokens.get("t-1"), link)
      yield* tokens.shorten("t-1", at + minute)
      assert.strictEqual((yield* tokens.get("t-1"))?.until, at + minute)
      const taken = yield* Effect.all([tokens.take("t-1"), tokens.take("t-1")], { concurrency: "unbounded" })
      assert.strictEqual(taken.filter((one) => one !== null).length, 1)
      assert.isNull(yield* tokens.get("t-1"))
      yield* tokens.shorten("t-1", at)
    })
  )

  promise(
    "everything of an account ends together, but for what is named; what ended is swept away",
    Effect.gen(function* () {
      const tokens = yield* SessionTokens
      for (const hash of ["t-1", "t-2", "t-3"]) yield* tokens.put(hash, session("a-1"))
      yield* tokens.put("t-4", session("a-2"))
      yield* tokens.endAll("a-1", "t-2")
      const left = Effect.forEach(["t-1", "t-2", "t-3", "t-4"], (hash) =>
        Effect.map(tokens.get(hash), (kept) => kept !== null)
      )
      assert.deepStrictEqual(yield* left, [false, true, false, true])
      yield* tokens.endAll("a-1", null)
      assert.deepStrictEqual(yield* left, [false, false, false, true])
      yield* tokens.put("t-1", session("a-1", { since: at + 30 * minute, until: at + 60 * minute }))
      assert.deepStrictEqual(yield* left, [true, false, false, false])
    })
  )

  promise(
    "tries count within their time wherever it begins, and of many at once no more than the limit",
    Effect.gen(function* () {
      const tries = yield* Tries
      const limit = { most: 3, within: 15 * minute }
      const takes = yield* Effect.forEach(Array.from({ length: 9 }), () => tries.take("account lan", limit, at), {
        concurrency: "unbounded"
      })
      assert.deepStrictEqual(
        takes.toSorted((a, b) => a - b),
        [0, 0, 0, ...Array.from({ length: 6 }, () => 15 * minute)]
      )
      assert.strictEqual(yield* tries.take("account mai", limit, at), 0)
      assert.strictEqual(yield* tries.take("account lan", limit, at + minute), 14 * minute)
      assert.strictEqual(yield* tries.take("account lan", limit, at + 15 * minute), 0)
    })
  )

  promise(
    "a try is given back alone; forgetting forgets all of a key and no other",
    Effect.gen(function* () {
      const tries = yield* Tries
      const limit = { most: 2, within: 15 * minute }
      for (const n of [0, 1]) yield* tries.take("address 192.0.2.7", limit, at + n)
      yield* tries.take("account lan", limit, at)
      yield* tries.forget("address 192.0.2.7", at + 1)
      yield* tries.forget("address 192.0.2.7", at + 9)
      assert.strictEqual(yield* tries.take("address 192.0.2.7", limit, at + 2), 0)
      assert.isAbove(yield* tries.take("address 192.0.2.7", limit, at + 3), 0)
      yield* tries.forget("address 192.0.2.7", null)
      assert.strictEqual(yield* tries.take("address 192.0.2.7", limit, at + 4), 0)
      yield* tries.take("account lan", limit, at + 4)
      assert.isAbove(yield* tries.take("account lan", limit, at + 5), 0)
    })
  )

  promise(
    "the log says what happened, the newest first, and from where only as a mark",
    Effect.gen(function* () {
      const log = yield* AuditLog
      const [home, away] = ["192.0.2.7", "2001:db8::7"]
      yield* log.record({ what: "wrong-password", account: "a-1", at, address: home })
      yield* log.record({ what: "no-account", account: null, at: at + 1, address: away })
      yield* log.record({ what: "signed-in", account: "a-1", at: at + 2, address: home })
      yield* log.record({ what: "account-added", account: "a-2", at: at + 3, address: null })
      const all = yield* log.list()
      assert.deepStrictEqual(
        all.map(({ what, account }) => [what, account]),
        [
          ["account-added", "a-2"],
          ["signed-in", "a-1"],
          ["no-account", null],
          ["wrong-password", "a-1"]
        ]
      )
      const [none, second, other, first] = all.map(({ place }) => place)
      assert.isNull(none)
      assert.strictEqual(first, second)
      assert.notStrictEqual(first, other)
      assert.notInclude(JSON.stringify(all), home)
      assert.strictEqual(all[3]?.at, "2024-10-15T01:30:00.000Z")
      assert.deepStrictEqual(yield* log.list({ account: "a-1", limit: 1 }), [all[1]!])
    })
  )
}
