import { assert, describe, it } from "@effect/vitest"
import * as DutyId from "@lienhoi/report/DutyId"
import type { ReportEvent } from "@lienhoi/report/Event"
import * as MemoryLedger from "@lienhoi/report/MemoryLedger"
import type { OutboxRow } from "@lienhoi/report/OutboxRow"
import * as ReportKey from "@lienhoi/report/ReportKey"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Result from "effect/Result"
import { keyOf, morning } from "./fixture.ts"

const event = (id: string, more: object): ReportEvent =>
  ({ id, recordedAt: morning("2024-10-15"), by: { person: "p-X1" }, ...more }) as ReportEvent

const returned = (id: string): ReportEvent =>
  event(id, { type: "returned", revision: 1, reason: "Xem lại", due: "2024-10-18" })

const row = (key: string): OutboxRow => ({
  key,
  duty: null,
  notBefore: morning("2024-10-15"),
  expires: null,
  payload: null
})

const stream = ReportKey.stream(keyOf("A1"))
const duty = (round: number): string => DutyId.format({ association: "vwu", key: keyOf("A1"), round })

const withLedger = <A, E>(use: (ledger: MemoryLedger.MemoryLedger["Service"]) => Effect.Effect<A, E>) =>
  Effect.flatMap(MemoryLedger.MemoryLedger, use).pipe(Effect.provide(MemoryLedger.layer))

describe("a transaction", () => {
  it.effect("that fails or throws leaves no trace of anything it did", () =>
    withLedger((ledger) =>
      Effect.gen(function* () {
        yield* ledger.transaction((t) => {
          t.append(stream, [returned("e-1")])
          t.put({ row: row("k-1"), mark: "queued" })
          return Result.succeed(null)
        })
        const meddle = (t: MemoryLedger.Transaction): void => {
          t.append(stream, [returned("e-2"), returned("e-3")])
          t.append("report/b", [returned("e-4")])
          t.erase(["e-1", "e-2"])
          t.put({ row: row("k-1"), mark: "handing" })
          t.put({ row: row("k-2"), mark: null })
        }

        const failed = yield* Effect.exit(
          ledger.transaction((t) => {
            meddle(t)
            return Result.fail("no")
          })
        )
        const thrown = yield* Effect.exit(
          ledger.transaction((t): Result.Result<null> => {
            meddle(t)
            throw new Error("defect")
          })
        )

        const state = yield* ledger.transaction((t) =>
          Result.succeed({
            all: t.readAll().map((recorded) => recorded.event),
            holds: ["e-1", "e-2", "e-4"].map(t.holds),
            rows: t.rows().map((entry) => [entry.row.key, entry.mark]),
            b: t.version("report/b")
          })
        )
        assert.isTrue(Exit.isFailure(failed) && Exit.isFailure(thrown))
        assert.deepStrictEqual(state, {
          all: [returned("e-1")],
          holds: [true, false, false],
          rows: [["k-1", "queued"]],
          b: 0
        })
      })
    )
  )

  it.effect("sees whether a duty is still open: fulfilled, waived, or overtaken by a round it is not", () =>
    withLedger((ledger) =>
      Effect.gen(function* () {
        const open = ledger.transaction((t) => Result.succeed([1, 2, 3].map((round) => t.isOpen(duty(round)))))
        const happens = (...events: ReadonlyArray<ReportEvent>) =>
          ledger.transaction((t) => Result.succeed(t.append(stream, events)))

        const before = yield* open
        yield* happens(event("e-1", { type: "submitted", revision: 1, cells: {} }))
        const fulfilled = yield* open
        yield* happens(returned("e-2"))
        const again = yield* open
        yield* happens(event("e-3", { type: "extended", due: "2024-10-20", reason: "Mưa" }))
        const extended = yield* open
        yield* happens(event("e-4", { type: "waived", reason: "Thôi" }))

        assert.deepStrictEqual(before, [true, false, false])
        assert.deepStrictEqual(fulfilled, [false, false, false])
        assert.deepStrictEqual(again, [false, true, false])
        assert.deepStrictEqual(extended, [false, false, true])
        assert.deepStrictEqual(yield* open, [false, false, false])
        assert.isFalse(yield* ledger.transaction((t) => Result.succeed(t.isOpen("not a duty"))))
      })
    )
  )

  it.effect("keeps the order of rows when their marks change", () =>
    withLedger((ledger) =>
      Effect.gen(function* () {
        yield* ledger.transaction((t) => {
          t.put({ row: row("k-1"), mark: null })
          t.put({ row: row("k-2"), mark: null })
          t.put({ row: row("k-1"), mark: "accepted" })
          return Result.succeed(null)
        })

        const rows = yield* ledger.transaction((t) => Result.succeed([t.rows(), t.row("k-1"), t.row("k-9")]))

        assert.deepStrictEqual(rows, [
          [
            { row: row("k-1"), mark: "accepted" },
            { row: row("k-2"), mark: null }
          ],
          { row: row("k-1"), mark: "accepted" },
          null
        ])
      })
    )
  )
})
