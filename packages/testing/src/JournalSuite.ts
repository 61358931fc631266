/**
 * What every journal promises. A new adapter is done when {@link suite} passes on it, called in a test file with its name,
 * its layer, and an effect that reads its outbox.
 *
 * @since 0.1.0
 */
import { assert, it } from "@effect/vitest"
import type { ReportEvent, Returned, Submitted } from "@lienhoi/report/Event"
import { Journal, type JournalError } from "@lienhoi/report/Journal"
import type { OutboxRow } from "@lienhoi/report/OutboxRow"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"

const at = "2024-10-15T01:30:00.000Z"

const submitted = (id: string, revision = 1): Submitted => ({
  type: "submitted",
  id,
  recordedAt: at,
  by: { person: "p-1", position: "v-1" },
  revision,
  template: { lineage: "vwu/thu-nghiem", id: "vwu/thu-nghiem", version: "1.0.0" },
  cells: {
    NHOM: { state: "value", value: 405 },
    TY_LE: { state: "value", value: 0.4513, printed: "38,51" },
    THIET_BI: { state: "zero" },
    TRANG: { state: "missing" },
    KHO_KHAN: { state: "value", value: "Sóng yếu ở cù lao" },
    TO_TU_QUAN: { state: "not-applicable", reason: "Chi hội mới lập" },
    LOP: { state: "value", value: [{ NGUOI: { state: "value", value: 12 } }] }
  },
  flags: [{ code: "ratio.contradicts", field: "TY_LE" }],
  via: "phone",
  reportedBy: "p-2",
  recordedBy: "p-1",
  onBehalf: true,
  reviewed: true
})

const returned = (id: string): Returned => ({
  type: "returned",
  id,
  recordedAt: at,
  by: { person: "p-1" },
  revision: 1,
  reason: "Số nhóm tăng gấp đôi, xin xem lại",
  due: "2024-10-22"
})

const drafted = (id: string): ReportEvent => ({
  type: "drafted",
  id,
  recordedAt: at,
  by: { person: "p-2" },
  values: { NHOM: "4", KHO_KHAN: "Chưa xong" }
})

const row = (key: string): OutboxRow => ({
  key,
  duty: "duty/vwu/vwu%2Fthu-nghiem/u-1/2024-10/1",
  notBefore: at,
  expires: null,
  payload: { text: "Nhắc nộp báo cáo" }
})

const reasonOf = (error: JournalError): string => error.reason._tag

/**
 * The contract of `Journal`. `rows` reads the outbox that the layer commits to, so that the suite can see that events
 * and rows are kept together; each test gets a journal of its own through `layer`.
 */
export const suite = <R, E>(
  name: string,
  layer: Layer.Layer<Journal | R, E>,
  rows: Effect.Effect<ReadonlyArray<OutboxRow>, never, R>
): void => {
  const promise = (claim: string, proof: Effect.Effect<void, unknown, Journal | R>): void =>
    it.effect(`Journal (${name}): ${claim}`, () => proof.pipe(Effect.provide(layer)))

  promise(
    "a stream to which nothing was appended is empty",
    Effect.gen(function* () {
      const journal = yield* Journal

      assert.deepStrictEqual(yield* journal.read("report/none"), [])
      assert.deepStrictEqual(yield* journal.readAll(), [])
    })
  )

  promise(
    "events come back whole, in their order, numbered from 1",
    Effect.gen(function* () {
      const journal = yield* Journal
      const events = [drafted("e-1"), submitted("e-2"), returned("e-3")]

      const first = yield* journal.append("report/a", events.slice(0, 2), { expectedVersion: 0 })
      const second = yield* journal.append("report/a", events.slice(2), { expectedVersion: first.version })

      const read = yield* journal.read("report/a")
      assert.deepStrictEqual([first.version, second.version], [2, 3])
      assert.deepStrictEqual(
        read.map((recorded) => recorded.event),
        events
      )
      assert.deepStrictEqual(
        read.map((recorded) => [recorded.stream, recorded.version]),
        [
          ["report/a", 1],
          ["report/a", 2],
          ["report/a", 3]
        ]
      )
    })
  )

  promise(
    "a wrong version is refused, is retryable, and leaves neither events nor rows",
    Effect.gen(function* () {
      const journal = yield* Journal
      yield* journal.append("report/a", [submitted("e-1")], { expectedVersion: 0 })

      const late = yield* Effect.flip(
        journal.append("report/a", [submitted("e-2", 2)], { expectedVersion: 0, outbox: [row("k-1")] })
      )
      const early = yield* Effect.flip(journal.append("report/b", [submitted("e-3")], { expectedVersion: 1 }))

      assert.deepStrictEqual([reasonOf(late), late.isRetryable], ["WrongVersion", true])
      assert.strictEqual(reasonOf(early), "WrongVersion")
      assert.strictEqual((yield* journal.readAll()).length, 1)
      assert.deepStrictEqual(yield* rows, [])
    })
  )

  promise(
    "an event id is kept once, whatever the stream, and trying again does not help",
    Effect.gen(function* () {
      const journal = yield* Journal
      yield* journal.append("report/a", [submitted("e-1")], { expectedVersion: 0 })

      const elsewhere = yield* Effect.flip(
        journal.append("report/b", [drafted("e-2"), submitted("e-1")], { expectedVersion: 0, outbox: [row("k-1")] })
      )
      const twice = yield* Effect.flip(
        journal.append("report/b", [drafted("e-3"), submitted("e-3")], { expectedVersion: 0 })
      )

      assert.deepStrictEqual([reasonOf(elsewhere), elsewhere.isRetryable], ["AlreadyRecorded", false])
      assert.strictEqual(reasonOf(twice), "AlreadyRecorded")
      assert.deepStrictEqual(yield* journal.read("report/b"), [])
      assert.deepStrictEqual(yield* rows, [])
    })
  )

  promise(
    "outbox rows are committed with the events; a key that is there adds nothing",
    Effect.gen(function* () {
      const journal = yield* Journal

      yield* journal.append("report/a", [submitted("e-1")], { expectedVersion: 0, outbox: [row("k-1"), row("k-2")] })
      yield* journal.append("report/a", [], { expectedVersion: 1, outbox: [{ ...row("k-2"), payload: "other" }] })
      yield* journal.append("report/a", [], { expectedVersion: 1, outbox: [row("k-3")] })

      assert.deepStrictEqual(yield* rows, [row("k-1"), row("k-2"), row("k-3")])
      assert.strictEqual((yield* journal.read("report/a")).length, 1)
    })
  )

  promise(
    "of many who append to one version, exactly one succeeds",
    Effect.gen(function* () {
      const journal = yield* Journal

      const outcomes = yield* Effect.forEach(
        Array.from({ length: 20 }, (_, i) => `e-${i}`),
        (id) =>
          journal
            .append("report/a", [submitted(id)], { expectedVersion: 0, outbox: [row(id)] })
            .pipe(Effect.match({ onFailure: reasonOf, onSuccess: () => "kept" })),
        { concurrency: "unbounded" }
      )

      assert.strictEqual(outcomes.filter((outcome) => outcome === "kept").length, 1)
      assert.strictEqual(outcomes.filter((outcome) => outcome === "WrongVersion").length, 19)
      assert.strictEqual((yield* journal.read("report/a")).length, 1)
      assert.strictEqual((yield* rows).length, 1)
    })
  )

  promise(
    "who reads again after a wrong version loses nothing",
    Effect.gen(function* () {
      const journal = yield* Journal
      const ids = Array.from({ length: 10 }, (_, i) => `e-${i}`)
      const appendNext = (id: string) =>
        Effect.gen(function* () {
          const read = yield* journal.read("report/a")
          yield* Effect.yieldNow
          return yield* journal.append("report/a", [drafted(id)], { expectedVersion: read.length })
        }).pipe(Effect.retry({ while: (error) => error.isRetryable, times: 20 }))

      yield* Effect.forEach(ids, appendNext, { concurrency: "unbounded" })

      const kept = (yield* journal.read("report/a")).map((recorded) => recorded.event.id)
      assert.deepStrictEqual([...kept].sort(), ids)
    })
  )

  promise(
    "everything is read in one order, from any position, in pieces",
    Effect.gen(function* () {
      const journal = yield* Journal
      yield* journal.append("report/a", [drafted("e-1"), submitted("e-2")], { expectedVersion: 0 })
      yield* journal.append("report/b", [submitted("e-3")], { expectedVersion: 0 })
      yield* journal.append("report/a", [returned("e-4")], { expectedVersion: 2 })

      const all = yield* journal.readAll()
      const positions = all.map((recorded) => recorded.position)
      const second = positions[1]!
      assert.deepStrictEqual(
        all.map((recorded) => recorded.event.id),
        ["e-1", "e-2", "e-3", "e-4"]
      )
      assert.isTrue(positions.every((position, i) => i === 0 || position > positions[i - 1]!))
      assert.deepStrictEqual(yield* journal.readAll({ after: second }), all.slice(2))
      assert.deepStrictEqual(yield* journal.readAll({ after: second, limit: 1 }), all.slice(2, 3))
      assert.deepStrictEqual(yield* journal.readAll({ after: positions[3]! }), [])
    })
  )

  promise(
    "erasing takes the words and leaves the figures and the chain",
    Effect.gen(function* () {
      const journal = yield* Journal
      const events = [drafted("e-1"), submitted("e-2"), returned("e-3")]
      yield* journal.append("report/a", events, { expectedVersion: 0 })
      yield* journal.append("report/b", [returned("e-4")], { expectedVersion: 0 })

      yield* journal.erase(["e-1", "e-2", "e-3", "e-3", "unknown"])

      const kept = yield* journal.read("report/a")
      const text = JSON.stringify(kept)
      for (const word of ["Sóng yếu", "Chi hội mới lập", "gấp đôi", "Chưa xong"]) assert.notInclude(text, word)
      const figures = kept[1]!.event as Submitted
      assert.deepStrictEqual(figures.cells.NHOM, { state: "value", value: 405 })
      assert.deepStrictEqual(figures.cells.TY_LE, { state: "value", value: 0.4513, printed: "38,51" })
      assert.deepStrictEqual(
        kept.map((recorded) => [recorded.version, recorded.event.id, recorded.event.type]),
        [
          [1, "e-1", "drafted"],
          [2, "e-2", "submitted"],
          [3, "e-3", "returned"]
        ]
      )
      assert.deepStrictEqual((yield* journal.read("report/b"))[0]!.event, returned("e-4"))
      assert.strictEqual((yield* journal.append("report/a", [submitted("e-5", 2)], { expectedVersion: 3 })).version, 4)
    })
  )
}
