import { assert, it } from "@effect/vitest"
import { Outbox } from "@lienhoi/messaging/Outbox"
import * as DutyId from "@lienhoi/report/DutyId"
import type { ReportEvent } from "@lienhoi/report/Event"
import { Journal } from "@lienhoi/report/Journal"
import * as ReportKey from "@lienhoi/report/ReportKey"
import * as SqlJournal from "@lienhoi/sql/SqlJournal"
import * as SqlOutbox from "@lienhoi/sql/SqlOutbox"
import * as Store from "@lienhoi/sql/Store"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import { engines } from "./engines.ts"

const [, postgres] = engines()

const at = "2024-10-15T01:30:00.000Z"
const about = { lineage: "vwu/thu-nghiem", unit: "u-1", period: "2024-10" }
const duty = DutyId.format({ association: "vwu", key: about, round: 1 })
const waived: ReportEvent = { type: "waived", id: "e-1", recordedAt: at, by: { person: "p-1" }, reason: "" }
const by = { worker: "w-1", at, limit: 10, patience: 60_000 }

const put = Effect.flatMap(Journal, (journal) =>
  journal.append("report/-", [], {
    expectedVersion: 0,
    outbox: [{ key: "k", duty, notBefore: at, expires: null, payload: {} }]
  })
)

const fulfil = Effect.flatMap(Journal, (journal) =>
  journal.append(ReportKey.stream(about), [waived], { expectedVersion: 0 })
)

const state = Effect.flatMap(Outbox, (outbox) => Effect.map(outbox.list(), ([posted]) => posted!.state.at))

/** Runs the effect in a transaction that stays open until it is told to end. */
const held = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const { transaction } = yield* Store.Store
    const done = yield* Deferred.make<A>()
    const go = yield* Deferred.make<void>()
    const fiber = yield* Effect.forkChild(
      transaction(Effect.flatMap(effect, (a) => Effect.andThen(Deferred.succeed(done, a), Deferred.await(go))))
    )
    return {
      answer: yield* Deferred.await(done),
      end: Effect.andThen(Deferred.succeed(go, undefined), Fiber.join(fiber))
    }
  })

const on = Effect.provide(Layer.mergeAll(SqlOutbox.layer, SqlJournal.layer).pipe(Layer.provideMerge(postgres!.fresh)))

it.effect("Law Stop: nothing is appended to a report between the look at its duty and the commit of the mark", () =>
  Effect.gen(function* () {
    const { sql } = yield* Store.Store
    yield* put
    const claim = yield* held(Effect.flatMap(Outbox, (outbox) => outbox.claim(by)))
    const fulfilled: Array<string> = []
    const fiber = yield* Effect.forkChild(Effect.tap(fulfil, () => Effect.sync(() => void fulfilled.push("kept"))))
    yield* sql.unsafe("SELECT pg_sleep(0.5)")
    const between = [...fulfilled]
    yield* claim.end
    yield* Fiber.join(fiber)

    assert.deepStrictEqual([claim.answer.length, between, fulfilled], [1, [], ["kept"]])
    assert.strictEqual(yield* state, "handing")
  }).pipe(on)
)

it.effect("Law Stop: a row whose report is being written to waits for the next claim, and then it is cancelled", () =>
  Effect.gen(function* () {
    const outbox = yield* Outbox
    yield* put
    const writing = yield* held(fulfil)
    const meanwhile = yield* outbox.claim(by)
    const waiting = yield* state
    yield* writing.end
    const after = yield* outbox.claim(by)

    assert.deepStrictEqual([meanwhile, waiting, after], [[], "queued", []])
    assert.strictEqual(yield* state, "cancelled")
  }).pipe(on)
)
