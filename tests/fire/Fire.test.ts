import { expect, it } from "vitest"
import * as Fire from "./Fire.ts"

it("laws Once and Stop under fire: killed, frozen, crashed, with wrong clocks and lost answers", async () => {
  const tally = await Fire.play({ runs: 30, seed: 20241015, parallel: 5 })
  for (const line of Fire.lines(tally)) console.log(line)

  expect(tally.violations).toEqual([])
  expect(tally.ends.accepted).toBeGreaterThan(0)
  expect(tally.ends.cancelled).toBeGreaterThan(0)
  expect(tally.ends.unknown).toBeGreaterThan(0)
  expect(tally.ends.unknown).toBeLessThanOrEqual(tally.faults.lost! + 3 * (tally.faults.killed! + tally.faults.frozen!))
  expect(tally.faults.killed).toBeGreaterThan(0)
}, 180_000)
