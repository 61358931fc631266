/**
 * What every store of credentials promises. A new one is done when {@link suite} passes on it, called in a test file with
 * its name and its layer.
 *
 * @since 0.1.0
 */
import { assert, it } from "@effect/vitest"
import { CredentialStore } from "@lienhoi/messaging/CredentialStore"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { TestClock } from "effect/testing"

const value = (n: number) => Redacted.make(`vi-du-token-${n}`)

const lasting = { lasting: "1 minute" } as const

/** The contract of `CredentialStore`; each test gets a store of its own through `layer`. */
export const suite = <E>(name: string, layer: Layer.Layer<CredentialStore, E>): void => {
  const promise = (claim: string, proof: Effect.Effect<void, unknown, CredentialStore>): void =>
    it.effect(`CredentialStore (${name}): ${claim}`, () => proof.pipe(Effect.provide(layer)))

  promise(
    "one holder at a time renews, and a lease that ran out is nobody's",
    Effect.gen(function* () {
      const store = yield* CredentialStore
      const first = yield* store.lease("zalo", { holder: "w-1", ...lasting })
      const second = yield* store.lease("zalo", { holder: "w-2", ...lasting })
      const other = yield* store.lease("email", { holder: "w-2", ...lasting })
      yield* TestClock.adjust("1 minute")
      const third = yield* store.lease("zalo", { holder: "w-2", ...lasting })

      const late = yield* Effect.flip(store.replace(first!, { expected: 0, value: value(1), expires: null }))
      yield* store.release(first!)
      const stillHeld = yield* store.lease("zalo", { holder: "w-3", ...lasting })

      assert.isNull(second)
      assert.strictEqual(other?.name, "email")
      assert.strictEqual(third?.holder, "w-2")
      assert.notStrictEqual(third?.token, first?.token)
      assert.deepStrictEqual([late.reason._tag, late.isRetryable], ["LeaseLost", true])
      assert.isNull(stillHeld)
    })
  )

  promise(
    "a lease that ran out replaces nothing, also when nobody took it meanwhile",
    Effect.gen(function* () {
      const store = yield* CredentialStore
      const lease = (yield* store.lease("zalo", { holder: "w-1", ...lasting }))!
      yield* TestClock.adjust("1 minute")

      const late = yield* Effect.flip(store.replace(lease, { expected: 0, value: value(1), expires: null }))

      assert.strictEqual(late.reason._tag, "LeaseLost")
      assert.isNull(yield* store.read("zalo"))
    })
  )

  promise(
    "a new value replaces exactly the one that was read",
    Effect.gen(function* () {
      const store = yield* CredentialStore
      const lease = (yield* store.lease("zalo", { holder: "w-1", ...lasting }))!
      const none = yield* store.read("zalo")
      const expires = "2024-10-16T02:30:00.000Z"
      const made = yield* store.replace(lease, { expected: 0, value: value(1), expires })
      const read = yield* store.read("zalo")

      const stale = yield* Effect.flip(store.replace(lease, { expected: 0, value: value(2), expires: null }))
      const next = yield* store.replace(lease, { expected: made.version, value: value(3), expires: null })
      yield* store.release(lease)
      const gone = yield* Effect.flip(store.replace(lease, { expected: next.version, value: value(4), expires: null }))
      const kept = yield* store.read("zalo")

      assert.isNull(none)
      assert.deepStrictEqual([read?.name, read?.version, read?.expires], ["zalo", 1, expires])
      assert.strictEqual(Redacted.value(read!.value), "vi-du-token-1")
      assert.deepStrictEqual([made.version, next.version, gone.reason._tag], [1, 2, "LeaseLost"])
      assert.strictEqual(stale.reason._tag === "Superseded" && stale.reason.actual, 1)
      assert.deepStrictEqual([kept?.version, kept?.expires], [2, null])
      assert.strictEqual(Redacted.value(kept!.value), "vi-du-token-3")
      assert.notInclude(`${made.value}`, "vi-du-token")
    })
  )

  promise(
    "a lease given back is free at once",
    Effect.gen(function* () {
      const store = yield* CredentialStore
      const first = (yield* store.lease("zalo", { holder: "w-1", ...lasting }))!
      yield* store.release(first)

      assert.strictEqual((yield* store.lease("zalo", { holder: "w-2", ...lasting }))?.holder, "w-2")
    })
  )

  promise(
    "of many who ask for one lease, exactly one gets it",
    Effect.gen(function* () {
      const store = yield* CredentialStore

      const leases = yield* Effect.forEach(
        Array.from({ length: 12 }, (_, i) => `w-${i}`),
        (holder) => store.lease("zalo", { holder, ...lasting }),
        { concurrency: "unbounded" }
      )

      assert.strictEqual(leases.filter((lease) => lease !== null).length, 1)
    })
  )
}
