import { assert, it } from "@effect/vitest"
import { CredentialStore, layerMemory } from "@lienhoi/messaging/CredentialStore"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { TestClock } from "effect/testing"

const value = Redacted.make("vi-du-token")

it.effect("one holder at a time renews, and a lease that ran out is nobody's", () =>
  Effect.gen(function* () {
    const store = yield* CredentialStore
    const first = yield* store.lease("zalo", { holder: "w-1", lasting: "1 minute" })
    const second = yield* store.lease("zalo", { holder: "w-2", lasting: "1 minute" })
    yield* TestClock.adjust("1 minute")
    const third = yield* store.lease("zalo", { holder: "w-2", lasting: "1 minute" })

    const late = yield* Effect.flip(store.replace(first!, { expected: 0, value, expires: null }))
    yield* store.release(first!)
    const stillHeld = yield* store.lease("zalo", { holder: "w-3", lasting: "1 minute" })

    assert.isNull(second)
    assert.strictEqual(third?.holder, "w-2")
    assert.deepStrictEqual([late.reason._tag, late.isRetryable], ["LeaseLost", true])
    assert.isNull(stillHeld)
  }).pipe(Effect.provide(layerMemory))
)

it.effect("a new value replaces exactly the one that was read", () =>
  Effect.gen(function* () {
    const store = yield* CredentialStore
    const lease = (yield* store.lease("zalo", { holder: "w-1", lasting: "1 minute" }))!
    const none = yield* store.read("zalo")
    const made = yield* store.replace(lease, { expected: 0, value, expires: "2024-10-16T02:30:00.000Z" })

    const stale = yield* Effect.flip(store.replace(lease, { expected: 0, value, expires: null }))
    const next = yield* store.replace(lease, { expected: made.version, value, expires: null })
    yield* store.release(lease)
    const gone = yield* Effect.flip(store.replace(lease, { expected: next.version, value, expires: null }))

    assert.isNull(none)
    assert.deepStrictEqual([made.version, next.version, gone.reason._tag], [1, 2, "LeaseLost"])
    assert.strictEqual(stale.reason._tag === "Superseded" && stale.reason.actual, 1)
    assert.deepStrictEqual((yield* store.read("zalo"))?.version, 2)
    assert.notInclude(`${made.value}`, "vi-du-token")
  }).pipe(Effect.provide(layerMemory))
)
