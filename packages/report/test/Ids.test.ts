import { assert, it } from "@effect/vitest"
import * as Ids from "@lienhoi/report/Ids"
import * as Effect from "effect/Effect"

const three = Effect.gen(function* () {
  const ids = yield* Ids.Ids
  return yield* Effect.all([ids.next, ids.next, ids.next])
})

it.effect("counting ids are the same in every run", () =>
  Effect.gen(function* () {
    assert.deepStrictEqual(yield* three.pipe(Effect.provide(Ids.layerCounting("s-"))), ["s-1", "s-2", "s-3"])
    assert.deepStrictEqual(yield* three.pipe(Effect.provide(Ids.layerCounting())), ["e-1", "e-2", "e-3"])
  })
)

it.effect("random ids are long and all different", () =>
  Effect.gen(function* () {
    const ids = yield* three.pipe(Effect.provide(Ids.layerRandom))

    assert.strictEqual(new Set(ids).size, 3)
    for (const id of ids) assert.match(id, /^[0-9a-v]{26}$/)
  })
)
