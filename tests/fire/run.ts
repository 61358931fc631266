/**
 * `npm run fire`: a thousand runs. `npm run fire -- --runs 100 --seed 7 --parallel 8` plays others; with
 * `--minutes 10` no run begins after ten minutes.
 */
import { parseArgs } from "node:util"
import * as Fire from "./Fire.ts"

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "1000" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    parallel: { type: "string", default: "4" },
    minutes: { type: "string", default: "1000" }
  }
})

console.log(`seed ${values.seed}`)
const began = performance.now()
const tally = await Fire.play({
  runs: Number(values.runs),
  seed: Number(values.seed),
  parallel: Number(values.parallel),
  isOver: () => performance.now() - began > Number(values.minutes) * 60_000,
  say: (line) => console.log(line)
})
for (const line of Fire.lines(tally)) console.log(line)
console.log(`${Math.round((performance.now() - began) / 1000)} s`)
process.exit(tally.violations.length === 0 ? 0 : 1)
