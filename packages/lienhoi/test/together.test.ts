/** One run for all who ask at once, and never one that began before somebody asked. */
import { assert, test } from "@effect/vitest"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { together } from "../src/internal/together.ts"

test("whoever asks while a run is on its way shares the next one, not this one", async () => {
  const begun: Array<Deferred.Deferred<number>> = []
  const ask = together(
    Effect.suspend(() => {
      const gate = Deferred.makeUnsafe<number>()
      begun.push(gate)
      return Deferred.await(gate)
    })
  )
  const turn = () => new Promise((resolve) => setTimeout(resolve, 0))
  const first = Effect.runFork(ask)
  await turn()
  const others = [1, 2, 3].map(() => Effect.runFork(ask))
  await turn()
  assert.strictEqual(begun.length, 1)
  // The one who asked first goes away: the others get their answers all the same.
  const gone = Effect.runPromise(Fiber.interrupt(first))
  await turn()
  Effect.runSync(Deferred.succeed(begun[0]!, 1))
  await gone
  await turn()
  assert.strictEqual(begun.length, 2)
  Effect.runSync(Deferred.succeed(begun[1]!, 2))
  assert.deepStrictEqual(await Promise.all(others.map((fiber) => Effect.runPromise(Fiber.join(fiber)))), [2, 2, 2])
})

test("a run that fails, fails for those who shared it; the next is a new one", async () => {
  let runs = 0
  const ask = together(
    Effect.suspend(() => {
      runs += 1
      return runs === 1 ? Effect.fail("no line" as const) : Effect.succeed(runs)
    })
  )
  assert.strictEqual(await Effect.runPromise(Effect.flip(ask)), "no line")
  assert.strictEqual(await Effect.runPromise(ask), 2)
})
