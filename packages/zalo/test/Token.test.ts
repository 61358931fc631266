import { assert, describe, it } from "@effect/vitest"
import * as CredentialStore from "@lienhoi/messaging/CredentialStore"
import * as Token from "@lienhoi/zalo/Token"
import * as Transport from "@lienhoi/zalo/Transport"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { TestClock } from "effect/testing"
import { makeStage, settings } from "./theatre.ts"

const grant = { access: Redacted.make("AT1"), refresh: Redacted.make("RT1"), lasting: 90_000_000 }
const none = new Set<number>()

const due = "13 hours"

describe("Token", () => {
  it.effect("renews at half of the access token's life, once, while others go on with the old token", () =>
    Effect.gen(function* () {
      const stage = yield* makeStage
      const a = yield* stage.process("a", Number.POSITIVE_INFINITY, none)
      const b = yield* stage.process("b", Number.POSITIVE_INFINITY, none)
      yield* a.keeper.adopt(grant)
      yield* TestClock.adjust("12 hours")
      yield* a.use
      assert.strictEqual(stage.story.filter(({ what }) => what === "left").length, 0)
      yield* TestClock.adjust("1 hour")
      yield* Effect.forkDetach(a.use)
      yield* TestClock.adjust(1)
      yield* Effect.forkDetach(b.use)
      yield* TestClock.adjust("1 second")
      const used = stage.story.flatMap((one) => (one.what === "used" ? [`${one.by} ${one.access}`] : []))

      assert.deepStrictEqual(used, ["a AT1", "b AT1", "a AT2"])
      assert.strictEqual(stage.story.filter(({ what }) => what === "left").length, 1)
    }).pipe(Effect.scoped)
  )

  it.effect("a process that wakes up late still brings in the pair it was given", () =>
    Effect.gen(function* () {
      const stage = yield* makeStage
      const a = yield* stage.process("a", Number.POSITIVE_INFINITY, none)
      const b = yield* stage.process("b", Number.POSITIVE_INFINITY, none)
      yield* a.keeper.adopt(grant)
      stage.fates.push("frozen", "answered")
      yield* TestClock.adjust(due)
      yield* Effect.forkDetach(Effect.ignore(a.use))
      yield* TestClock.adjust("65 seconds")
      yield* Effect.forkDetach(Effect.ignore(b.keeper.instead(grant.access)))
      yield* TestClock.adjust("1 second")
      const meanwhile = yield* b.keeper.standing
      yield* TestClock.adjust("1 minute")
      const after = yield* b.keeper.standing

      assert.deepStrictEqual([meanwhile.state, after.state], ["reconnect-needed", "connected"])
      assert.strictEqual(Redacted.value(yield* b.keeper.access), "AT2")
    }).pipe(Effect.scoped)
  )

  it.effect("a person who put things right has it tried once more", () =>
    Effect.gen(function* () {
      const stage = yield* makeStage
      const a = yield* stage.process("a", Number.POSITIVE_INFINITY, none)
      yield* a.keeper.adopt(grant)
      const { live } = stage.service
      stage.service.live = "switched off"
      yield* TestClock.adjust(due)
      yield* Effect.forkDetach(a.use)
      yield* TestClock.adjust("1 second")
      const refused = yield* a.keeper.standing
      stage.service.live = live
      yield* a.keeper.reopen
      yield* Effect.forkDetach(a.use)
      yield* TestClock.adjust("1 second")

      assert.deepStrictEqual([refused.state, refused.refreshUntil], ["reconnect-needed", null])
      assert.strictEqual((yield* a.keeper.standing).state, "connected")
    }).pipe(Effect.scoped)
  )

  it.effect("an account nobody connected says so, and a store that is away is no reason to connect anew", () =>
    Effect.gen(function* () {
      const stage = yield* makeStage
      const a = yield* stage.process("a", Number.POSITIVE_INFINITY, new Set([2]))
      const nobody = yield* Effect.flip(a.use)
      const away = yield* Effect.flip(a.use)
      const { reason } = nobody

      assert.strictEqual(reason._tag === "Reconnect" && reason.why, "not-connected")
      assert.deepStrictEqual([away.reason._tag, away.isRetryable], ["NotSent", true])
    }).pipe(Effect.scoped)
  )

  it.effect("secrets are not printed", () =>
    Effect.gen(function* () {
      const keeper = yield* Token.make(settings)
      yield* keeper.adopt(grant)
      const printed = `${JSON.stringify(keeper)} ${yield* keeper.access} ${JSON.stringify(yield* keeper.standing)}`
      assert.notInclude(printed, "AT1")
      assert.notInclude(printed, "RT1")
    }).pipe(
      Effect.provide(CredentialStore.layerMemory),
      Effect.provideService(Transport.Transport, Transport.Transport.of({ send: () => Effect.never }))
    )
  )
})
