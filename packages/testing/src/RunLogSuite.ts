/**
 * What every log of reminder runs promises. A new one is done when {@link suite} passes on it, called in a test file with
 * its name, its layer, and the id of the association it is for.
 *
 * @since 0.1.0
 */
import { assert, it } from "@effect/vitest"
import { RunLog } from "@lienhoi/reminders/RunLog"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"

const hour = (n: number): string => `2024-10-15T${String(n).padStart(2, "0")}:00:00.000Z`

/** The contract of `RunLog`; each test gets a log of its own through `layer` and asks about an association of its own. */
export const suite = <E>(name: string, layer: Layer.Layer<RunLog, E>, association: () => string): void => {
  const promise = (claim: string, proof: (one: string) => Effect.Effect<void, unknown, RunLog>): void =>
    it.effect(`RunLog (${name}): ${claim}`, () =>
      Effect.suspend(() => proof(association())).pipe(Effect.provide(layer))
    )

  promise("before the first run there is none, and each association has its own", (one) =>
    Effect.gen(function* () {
      const log = yield* RunLog
      const before = yield* log.last(one)
      yield* log.advance(one, hour(2))

      assert.isNull(before)
      assert.strictEqual(yield* log.last(one), hour(2))
      assert.isNull(yield* log.last(association()))
    })
  )

  promise("it only moves forward, whoever writes and in whatever order", (one) =>
    Effect.gen(function* () {
      const log = yield* RunLog
      yield* log.advance(one, hour(5))
      yield* log.advance(one, hour(3))
      const afterEarlier = yield* log.last(one)

      yield* Effect.forEach([9, 6, 11, 7, 11, 8], (n) => log.advance(one, hour(n)), { concurrency: "unbounded" })

      assert.strictEqual(afterEarlier, hour(5))
      assert.strictEqual(yield* log.last(one), hour(11))
    })
  )
}
