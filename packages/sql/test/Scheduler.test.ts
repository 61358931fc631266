import { assert, it } from "@effect/vitest"
import * as Scheduler from "@lienhoi/reminders/Scheduler"
import * as SqlScheduler from "@lienhoi/sql/SqlScheduler"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { TestClock } from "effect/testing"
import { engines } from "./engines.ts"

const options = (holder: string, lease: `${number} millis` = "60000 millis"): Scheduler.Options => ({
  name: "reminders",
  holder,
  timetable: { every: 60 },
  lease
})

const suite = (name: string, layer: Layer.Layer<Scheduler.Scheduler>): void => {
  it.effect(`Scheduler (${name}): one of several workers runs a moment, and three days down are one run`, () =>
    Effect.gen(function* () {
      const runs: Array<string> = []
      const ask = (holder: string) =>
        Scheduler.runDue(
          options(holder),
          Effect.sync(() => runs.push(holder))
        )
      const all = Effect.forEach(["w-1", "w-2", "w-3"], ask, { concurrency: "unbounded" })

      yield* all
      yield* all
      assert.strictEqual(runs.length, 1)
      yield* TestClock.adjust("3 days")
      yield* all
      yield* all
      assert.strictEqual(runs.length, 2)
    }).pipe(Effect.provide(layer))
  )

  it.effect(`Scheduler (${name}): a run that fails is run again, one that is under way is left alone`, () =>
    Effect.gen(function* () {
      const scheduler = yield* Scheduler.Scheduler
      const failed = yield* Effect.exit(Scheduler.runDue(options("w-1"), Effect.fail("broken")))
      const turn = yield* scheduler.begin({
        name: "reminders",
        holder: "w-1",
        moment: "1970-01-01T00:00:00.000Z",
        lease: 60_000
      })
      const beside = yield* Scheduler.runDue(options("w-2"), Effect.succeed("ran"))
      yield* scheduler.end("reminders", turn!, false)
      const after = yield* Scheduler.runDue(options("w-2"), Effect.succeed("ran"))

      assert.deepStrictEqual([failed._tag, turn?.token, beside, after], ["Failure", 2, null, "ran"])
    }).pipe(Effect.provide(layer))
  )

  it.effect(`Scheduler (${name}): a turn that was lost to another worker ends nothing`, () =>
    Effect.gen(function* () {
      const scheduler = yield* Scheduler.Scheduler
      const moment = "1970-01-01T00:00:00.000Z"
      const frozen = yield* scheduler.begin({ name: "reminders", holder: "w-1", moment, lease: 0 })
      const next = yield* scheduler.begin({ name: "reminders", holder: "w-2", moment, lease: 60_000 })
      yield* scheduler.end("reminders", frozen!, false)
      const third = yield* scheduler.begin({ name: "reminders", holder: "w-3", moment, lease: 60_000 })

      assert.deepStrictEqual([frozen?.token, next?.token, third], [1, 2, null])
    }).pipe(Effect.provide(layer))
  )
}

suite("memory", Scheduler.layerMemory)
for (const engine of engines()) suite(engine.name, SqlScheduler.layer.pipe(Layer.provide(engine.fresh)))
