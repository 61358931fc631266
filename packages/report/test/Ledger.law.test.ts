/**
 * The journal's share of the laws Once and Stop: what a transaction did is kept whole or not at all, a row is committed
 * with its events once per key, and "still owed?" and "mark it" are one step, so no row is marked for a duty whose
 * fulfilment is committed.
 */
import * as DutyId from "@lienhoi/report/DutyId"
import type { ReportEvent } from "@lienhoi/report/Event"
import * as Journal from "@lienhoi/report/Journal"
import * as MemoryLedger from "@lienhoi/report/MemoryLedger"
import * as ReportKey from "@lienhoi/report/ReportKey"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import * as fc from "fast-check"
import { expect, it } from "vitest"
import { keyOf, morning } from "./fixture.ts"
import { Tally } from "./tally.ts"

const operations = [
  "submitted",
  "returned",
  "extended",
  "waived",
  "stale append",
  "failing",
  "throwing",
  "mark"
] as const

const arbStep = fc.record({
  operation: fc.constantFrom(...operations),
  unit: fc.constantFrom("A1", "A2"),
  row: fc.nat(3)
})

/** What the ledger should hold, kept in the plainest way. */
interface Model {
  readonly events: Array<{ unit: string; event: ReportEvent }>
  readonly rows: Map<string, string | null>
}

/** The round a unit is in and whether it is owed, counted anew. */
const owed = ({ events }: Model, unit: string): { readonly round: number; readonly open: boolean } => {
  let round = 1
  let open = true
  for (const { event } of events.filter((one) => one.unit === unit)) {
    if (event.type === "returned" || event.type === "extended") {
      round++
      open = true
    } else open = false
  }
  return { round, open }
}

const program = (
  steps: ReadonlyArray<{ operation: (typeof operations)[number]; unit: string; row: number }>,
  tally: Tally
) =>
  Effect.gen(function* () {
    const ledger = yield* MemoryLedger.MemoryLedger
    const journal = yield* Journal.Journal
    const model: Model = { events: [], rows: new Map() }

    for (const [i, { operation, unit, row }] of steps.entries()) {
      const stream = ReportKey.stream(keyOf(unit))
      const version = model.events.filter((one) => one.unit === unit).length
      const current = owed(model, unit)
      const event = (type: string) =>
        ({
          type,
          id: `e-${i}`,
          recordedAt: morning("2024-10-15"),
          by: { person: "p-X1" },
          revision: 1,
          cells: {},
          reason: "Xem lại",
          due: "2024-10-20"
        }) as unknown as ReportEvent
      const outboxRow = (duty: string | null) => ({
        key: `k-${unit}-${row}`,
        duty,
        notBefore: morning("2024-10-15"),
        expires: null,
        payload: null
      })

      if (operation === "mark") {
        const round = Math.max(1, current.round - (row % 3 === 2 ? 1 : 0))
        const duty = DutyId.format({ association: "vwu", key: keyOf(unit), round })
        const marked = yield* ledger.transaction((t) => {
          if (!t.isOpen(duty)) return Result.succeed(false)
          t.put({ row: outboxRow(duty), mark: "handing" })
          return Result.succeed(true)
        })
        expect(marked).toBe(current.open && round === current.round)
        if (marked) model.rows.set(outboxRow(duty).key, "handing")
        tally.count(operation, marked)
      } else if (operation === "failing" || operation === "throwing") {
        const refused = yield* Effect.exit(
          ledger.transaction((t) => {
            t.append(stream, [event("submitted")])
            t.put({ row: outboxRow(null), mark: "accepted" })
            if (operation === "throwing") throw new Error("defect")
            return Result.fail("no")
          })
        )
        tally.count(operation, refused._tag === "Success")
      } else {
        const expectedVersion = operation === "stale append" ? version + 1 : version
        const type = operation === "stale append" ? "submitted" : operation
        const kept = yield* journal
          .append(stream, [event(type)], { expectedVersion, outbox: [outboxRow(null)] })
          .pipe(Effect.match({ onFailure: () => false, onSuccess: () => true }))
        expect(kept).toBe(operation !== "stale append")
        if (kept) {
          model.events.push({ unit, event: event(type) })
          const { key } = outboxRow(null)
          if (!model.rows.has(key)) model.rows.set(key, null)
        }
        tally.count(operation, kept)
      }

      const all = yield* journal.readAll()
      expect(all.map((recorded) => recorded.event)).toEqual(model.events.map((one) => one.event))
      const rows = yield* ledger.transaction((t) => Result.succeed(t.rows()))
      expect(rows.map((entry) => [entry.row.key, entry.mark])).toEqual([...model.rows])
    }
  }).pipe(Effect.provide(Journal.layerMemory.pipe(Layer.provideMerge(MemoryLedger.layer))))

it("Once and Stop, the journal's share: all or nothing, and nothing marked for a duty that is fulfilled", () => {
  const tally = new Tally(operations)

  fc.assert(
    fc.property(fc.array(arbStep, { minLength: 4, maxLength: 12 }), (steps) => Effect.runSync(program(steps, tally))),
    { numRuns: 1000, seed: 2024 }
  )

  tally.print("Once and Stop (journal)")
  expect(tally.leastShare()).toBeGreaterThanOrEqual(0.05)
  expect(tally.accepted()).toBeGreaterThanOrEqual(0.5)
})
