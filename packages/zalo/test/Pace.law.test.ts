import { assert, describe, it } from "@effect/vitest"
import * as Pace from "@lienhoi/zalo/Pace"
import fc from "fast-check"

describe("Pace", () => {
  it("law Pace: no minute of anybody's clock sees more calls than permitted, and nine tenths and a half of them are used", () => {
    let used = 0
    let cases = 0
    fc.assert(
      fc.property(
        fc.integer({ min: 400, max: 4000 }),
        fc.array(
          fc.record({ after: fc.integer({ min: 0, max: 120_000 }), pause: fc.integer({ min: 0, max: 40_000 }) }),
          { maxLength: 3 }
        ),
        fc.array(fc.nat(Pace.underway), { minLength: 50, maxLength: 50 }),
        fc.boolean(),
        (permitted, pauses, delays, isJammed) => {
          const rate = Pace.perMinute(permitted)
          let line: Pace.Line = { full: 0 }
          const arrivals: Array<number> = []
          // After a rest the line is empty; what leaves then is held up together, and nothing after it.
          let jam = Pace.underway
          const rests = pauses.toSorted((a, b) => a.after - b.after)
          for (let now = 0; now < 180_000; ) {
            if (rests[0] !== undefined && now >= rests[0].after) {
              now += rests.shift()!.pause
              jam = now + Pace.underway
            }
            const asked = Pace.next(rate, line, now, 5_000)
            line = asked.line
            const place = now + asked.wait
            const delay = isJammed ? Math.max(0, jam - place) : delays[arrivals.length % delays.length]!
            if (asked.taken) arrivals.push(place + Math.min(delay, Pace.underway))
            else now += Math.max(1, asked.wait)
          }
          arrivals.sort((a, b) => a - b)
          let from = 0
          let most = 0
          for (let to = 0; to < arrivals.length; to++) {
            while (arrivals[to]! - arrivals[from]! >= 60_000) from += 1
            most = Math.max(most, to - from + 1)
          }
          cases += 1
          if (most >= 0.95 * permitted) used += 1
          return most <= permitted
        }
      ),
      { numRuns: 300 }
    )
    console.log(
      `Law Pace: ${cases} cases, ${((100 * used) / cases).toFixed(1)} % use 95 % of what is permitted in some minute`
    )
    assert.isAtLeast(used / cases, 0.9)
  })

  it("whoever was too fast stays away, and nobody jumps the line", () => {
    const rate = Pace.perMinute(4000)
    const line = Pace.held(rate, { full: 0 }, 1_000, 30_000)
    const asked = Pace.next(rate, line, 1_000, 5_000)
    assert.isFalse(asked.taken)
    assert.isAtLeast(asked.wait, 25_000)
    assert.deepStrictEqual(asked.line, line)
  })
})
