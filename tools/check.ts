/**
 * `npm run check`: everything that must hold before a change goes in, each step with its time, and at the end all
 * that is wrong. `npm run check -- rings words` runs the steps named.
 */
import { problemsOf, steps } from "./check/steps.ts"

const named = process.argv.slice(2)
const unknown = named.filter((name) => !steps.some((step) => step.name === name))
if (unknown.length > 0) {
  console.error(`No step ${unknown.join(", ")}. Steps: ${steps.map((step) => step.name).join(", ")}`)
  process.exit(2)
}

const results: Array<{ readonly name: string; readonly problems: ReadonlyArray<string> }> = []
for (const step of steps.filter(({ name }) => named.length === 0 || named.includes(name))) {
  const start = performance.now()
  const problems = await problemsOf(step)
  const seconds = ((performance.now() - start) / 1000).toFixed(1).padStart(6)
  const verdict = problems.length === 0 ? "good" : `${problems.length} wrong`
  console.log(`${step.name.padEnd(11)}${seconds} s  ${verdict.padEnd(11)}${step.about}`)
  results.push({ name: step.name, problems })
}

for (const { name, problems } of results.filter(({ problems }) => problems.length > 0)) {
  console.log(`\n${name}`)
  for (const problem of problems) console.log(`  ${problem}`)
}
process.exitCode = results.some(({ problems }) => problems.length > 0) ? 1 : 0
