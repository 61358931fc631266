import { assert, describe, it } from "@effect/vitest"
import { Outbox } from "@lienhoi/messaging/Outbox"
import { Journal } from "@lienhoi/report/Journal"
import * as Rate from "@lienhoi/sql/Rate"
import * as SqlJournal from "@lienhoi/sql/SqlJournal"
import * as SqlOutbox from "@lienhoi/sql/SqlOutbox"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import fc from "fast-check"
import { engines } from "./engines.ts"

const freshFor = 5000

describe("Rate", () => {
  it("law Rate: in no minute are there more calls than permitted, though each comes up to 5 s after its mark", () => {
    let full = 0
    let cases = 0
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 120 }),
        fc.integer({ min: 0, max: 90_000 }),
        fc.array(fc.nat(40_000), { maxLength: 4 }),
        (permitted, jam, pauses) => {
          const rate = Rate.perMinute(permitted)
          const marks: Array<number> = []
          let bucket: Rate.Bucket = { full: 0, promised: 0 }
          // Everybody takes what they get, with a pause now and then in which the bucket fills.
          for (let now = 0; now < 200_000; ) {
            const taken = Rate.take(rate, { ...bucket, promised: 0 }, now)
            bucket = taken.bucket
            if (taken.again === null) marks.push(now)
            else now = taken.again + (marks.length % 7 === 0 ? (pauses.pop() ?? 0) : 0)
          }
          // Calls pile up behind a jam: as late as a mark allows, all at once.
          const calls = marks.map((mark) => (mark < jam && jam - mark <= freshFor ? jam : mark)).sort((x, y) => x - y)
          let from = 0
          let most = 0
          for (let to = 0; to < calls.length; to++) {
            while (calls[to]! - calls[from]! >= 60_000) from++
            most = Math.max(most, to - from + 1)
          }
          cases += 1
          if (most >= 0.9 * permitted) full += 1
          return most <= permitted
        }
      ),
      { numRuns: 2000 }
    )
    console.log(`Law Rate: ${cases} cases, ${((100 * full) / cases).toFixed(1)} % use nine tenths of what is permitted`)
    assert.isAtLeast(full / cases, 0.5)
  })

  it("gives every row that finds the bucket empty a moment of its own", () => {
    const rate = Rate.perMinute(10)
    let bucket: Rate.Bucket = { full: 0, promised: 0 }
    const moments = Array.from({ length: 5 }, () => {
      const taken = Rate.take(rate, bucket, 0)
      bucket = taken.bucket
      return taken.again
    })
    assert.deepStrictEqual(moments, [null, 6500, 13_000, 19_500, 26_000])
  })
})

const row = (key: string, ...roads: ReadonlyArray<string>) => ({
  key,
  duty: null,
  notBefore: "2024-10-15T01:30:00.000Z",
  expires: null,
  payload: { to: { roads: roads.map((channel) => ({ channel, address: key })) } }
})

for (const engine of engines()) {
  it.effect(`law Rate (${engine.name}): workers that claim at once share one bucket, and other roads go on`, () =>
    Effect.gen(function* () {
      const journal = yield* Journal
      const outbox = yield* Outbox
      const rows = Array.from({ length: 60 }, (_, n) => row(`z-${n}`, "zalo")).concat(row("e-1", "email"))
      yield* journal.append("r", [], { expectedVersion: 0, outbox: rows })

      const claimed = yield* Effect.forEach(
        ["w-1", "w-2", "w-3", "w-4"],
        (worker) => outbox.claim({ worker, at: "2024-10-15T02:00:00.000Z", limit: 10, patience: 60_000 }),
        { concurrency: "unbounded" }
      ).pipe(Effect.provideService(Rate.Rates, new Map([["zalo", Rate.perMinute(200)]])))

      const keys = claimed.flat().map((one) => one.row.key)
      const froms = (yield* outbox.list()).flatMap(({ state }) => (state.at === "queued" ? [state.from] : []))
      assert.include(keys, "e-1")
      // A full bucket, and what dropped into it while we claimed.
      const taken = keys.filter((key) => key.startsWith("z")).length
      assert.isTrue(taken >= 20 && taken <= 24, `${taken} taken`)
      assert.strictEqual(new Set(froms).size, 60 - taken)
    }).pipe(Effect.provide(Layer.mergeAll(SqlOutbox.layer, SqlJournal.layer).pipe(Layer.provide(engine.fresh))))
  )
}
