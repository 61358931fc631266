/**
 * What every store of photos and files promises. A new one is done when {@link suite} passes on it, called in a test file
 * with its name and its layer.
 *
 * @since 0.1.0
 */
import { assert, it } from "@effect/vitest"
import { type Attachment, Attachments } from "@lienhoi/report/Attachments"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"

const photo = (bytes: ReadonlyArray<number>): Attachment => ({
  name: "ảnh buổi họp.jpg",
  mediaType: "image/jpeg",
  bytes: new Uint8Array(bytes),
  person: null,
  label: { secrecy: "internal", personal: "basic", reviewed: false }
})

/** The contract of `Attachments`; each test gets a store of its own through `layer`. */
export const suite = <E>(name: string, layer: Layer.Layer<Attachments, E>): void => {
  const promise = (claim: string, proof: Effect.Effect<void, unknown, Attachments>): void =>
    it.effect(`Attachments (${name}): ${claim}`, () => proof.pipe(Effect.provide(layer)))

  promise(
    "a file comes back whole, every byte of it; an empty one too",
    Effect.gen(function* () {
      const files = yield* Attachments
      const every = photo(Array.from({ length: 70_000 }, (_, i) => (i * 31 + (i >> 8)) % 256))
      const some = yield* files.put(every)
      const none = yield* files.put(photo([]))
      assert.deepStrictEqual(yield* files.get(some), every)
      assert.deepStrictEqual(yield* files.get(none), photo([]))
    })
  )

  promise(
    "it is kept who handed a file in, until the file is erased",
    Effect.gen(function* () {
      const files = yield* Attachments
      const hers = { ...photo([1]), by: "tk-1" }
      const id = yield* files.put(hers)
      const own = yield* files.put(photo([1]))
      assert.deepStrictEqual(yield* files.get(id), hers)
      const who = () => Effect.all([id, own, "nobody-gave-this"].map(files.handedInBy))
      assert.deepStrictEqual(yield* who(), ["tk-1", null, null])
      yield* files.erase([id])
      assert.deepStrictEqual(yield* who(), [null, null, null])
    })
  )

  promise(
    "the same file twice has two ids, and what the caller does with its bytes later changes nothing",
    Effect.gen(function* () {
      const files = yield* Attachments
      const given = photo([1, 2, 3])
      const first = yield* files.put(given)
      const second = yield* files.put(given)
      assert.notStrictEqual(first, second)
      given.bytes[0] = 9
      ;(yield* files.get(first))!.bytes[1] = 9
      assert.deepStrictEqual(yield* files.get(first), photo([1, 2, 3]))
      assert.deepStrictEqual(yield* files.get(second), photo([1, 2, 3]))
    })
  )

  promise(
    "what was erased is gone, the others stay; an id that nobody gave finds nothing",
    Effect.gen(function* () {
      const files = yield* Attachments
      const first = yield* files.put(photo([1]))
      const second = yield* files.put(photo([2]))
      yield* files.erase([first, "nobody-gave-this"])
      assert.deepStrictEqual(
        [yield* files.get(first), yield* files.get("nobody-gave-this"), yield* files.get(second)],
        [null, null, photo([2])]
      )
    })
  )

  promise(
    "a secret file is refused",
    Effect.gen(function* () {
      const files = yield* Attachments
      const label = { secrecy: "secret", personal: "none", reviewed: true } as const
      const refused = yield* Effect.flip(files.put({ ...photo([1]), label }))
      assert.deepStrictEqual([refused.reason._tag, refused.isRetryable], ["Secret", false])
    })
  )
}
