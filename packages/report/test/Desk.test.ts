import { assert, describe, it } from "@effect/vitest"
import * as Instant from "@lienhoi/calendar/Instant"
import type { Command } from "@lienhoi/report/Command"
import * as Desk from "@lienhoi/report/Desk"
import * as Ids from "@lienhoi/report/Ids"
import * as Journal from "@lienhoi/report/Journal"
import * as MemoryLedger from "@lienhoi/report/MemoryLedger"
import type { OutboxRow } from "@lienhoi/report/OutboxRow"
import * as ReportKey from "@lienhoi/report/ReportKey"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import { TestClock } from "effect/testing"
import { acting, keyOf, morning, submission } from "./fixture.ts"

const memory = Layer.mergeAll(Journal.layerMemory.pipe(Layer.provideMerge(MemoryLedger.layer)), Ids.layerCounting())

const { eventId: _id, at: _at, ...context } = acting()
const submit = (BAI: number, seen = 0): Command => ({
  type: "submit",
  submission: submission({ HV: 40, BAI, HV_ZALO: 20 }, { seen })
})
const order = (command: Command): Desk.Order => ({ key: keyOf("A1"), command, context })

describe("the desk", () => {
  it.effect("records what was decided, at the time of the clock, under a new id", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(Instant.toMillis(morning("2024-10-15")))

      const done = yield* Desk.carryOut(order(submit(3)))

      const report = yield* Desk.load(keyOf("A1"))
      assert.isTrue(done.ok)
      if (done.ok) assert.deepStrictEqual(done.value.report, report)
      assert.strictEqual(report.revisions[0]!.at, morning("2024-10-15"))
      const recorded = yield* (yield* Journal.Journal).read(ReportKey.stream(keyOf("A1")))
      assert.deepStrictEqual(
        recorded.map(({ event }) => event.id),
        ["e-1"]
      )
    }).pipe(Effect.provide(memory))
  )

  it.effect("appends nothing for a refusal, a no-op or a question", () =>
    Effect.gen(function* () {
      yield* Desk.carryOut(order(submit(3)))

      const same = yield* Desk.carryOut(order(submit(3)))
      const other = yield* Desk.carryOut(order(submit(4)))
      const refused = yield* Desk.carryOut(order({ type: "seal", revision: 1 }))

      assert.deepStrictEqual(
        [same, other, refused].map((answer) => (answer.ok ? answer.value.outcome : answer.issues[0]!.code)),
        ["no-op", "confirm-replacement", "report.not-approved"]
      )
      assert.strictEqual((yield* Desk.load(keyOf("A1"))).version, 1)
    }).pipe(Effect.provide(memory))
  )

  it.effect("decides again when somebody was quicker: of two who have seen nothing, one is asked to confirm", () =>
    Effect.gen(function* () {
      const answers = yield* Effect.all([Desk.carryOut(order(submit(3))), Desk.carryOut(order(submit(4)))], {
        concurrency: "unbounded"
      })

      assert.deepStrictEqual(answers.map((answer) => answer.ok && answer.value.outcome).sort(), [
        "confirm-replacement",
        "recorded"
      ])
    }).pipe(Effect.provide(memory))
  )

  it.effect("commits messages together with the events", () =>
    Effect.gen(function* () {
      const received: OutboxRow = {
        key: "read-back/A1/1",
        duty: null,
        notBefore: morning("2024-10-15"),
        expires: null,
        payload: null
      }

      yield* Desk.carryOut({
        ...order(submit(3)),
        outbox: (decision, after) => (decision.outcome === "recorded" && after.revision === 1 ? [received] : [])
      })

      const ledger = yield* MemoryLedger.MemoryLedger
      const rows = yield* ledger.transaction((t) => Result.succeed(t.rows()))
      assert.deepStrictEqual(rows, [{ row: received, mark: null }])
    }).pipe(Effect.provide(memory))
  )
})
