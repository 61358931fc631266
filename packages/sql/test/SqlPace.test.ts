import { assert, it } from "@effect/vitest"
import * as SqlPace from "@lienhoi/sql/SqlPace"
import * as Effect from "effect/Effect"
import { engines } from "./engines.ts"

const rate = { burst: 2, interval: 500 }

for (const engine of engines()) {
  it.effect(
    `SqlPace (${engine.name}): everybody gets a place of their own, and whoever would wait too long gets none`,
    () =>
      Effect.gen(function* () {
        const places = yield* Effect.forEach(
          Array.from({ length: 12 }, () => 0),
          () => SqlPace.take("zalo", rate, 3000),
          { concurrency: "unbounded" }
        )
        const taken = places
          .filter((place) => place.taken)
          .map(({ wait }) => wait)
          .sort((a, b) => a - b)
        const sentAway = places.filter((place) => !place.taken)
        const ahead = yield* SqlPace.ahead("zalo", rate)
        const other = yield* SqlPace.take("zns", rate, 0)

        // Two at once, then one every half second for as long as one may wait; time went by meanwhile.
        assert.isTrue(taken.length >= 8 && taken.length <= 12, `${taken.length} taken`)
        assert.deepStrictEqual(taken.slice(0, 1), [0])
        assert.isTrue(taken.at(-1)! <= 3000)
        assert.isTrue(sentAway.every(({ wait }) => wait >= 1))
        assert.isTrue(ahead > 2000 && ahead <= 3500, `${ahead}`)
        assert.deepStrictEqual(other, { taken: true, wait: 0 })
      }).pipe(Effect.provide(engine.fresh))
  )

  it.effect(`SqlPace (${engine.name}): a line that is held lets nobody pass`, () =>
    Effect.gen(function* () {
      yield* SqlPace.hold("zalo", rate, 60_000)
      const place = yield* SqlPace.take("zalo", rate, 5000)

      assert.isFalse(place.taken)
      assert.isAtLeast(place.wait, 50_000)
    }).pipe(Effect.provide(engine.fresh))
  )
}
