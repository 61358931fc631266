/**
 * `npm test`: every test of the repository, or those whose path contains a word (`npm test -- calendar`). The last
 * line counts what vitest itself reports: `N passed, N failed`. A run that tried nothing is a failure.
 */

// Escape codes belong on a screen, not in a log.
if (!process.stdout.isTTY) process.env.NO_COLOR ??= "1"
const { parseCLI, startVitest } = await import("vitest/node")

const { filter, options } = parseCLI(["vitest", "run", ...process.argv.slice(2)])
const vitest = await startVitest("test", filter, { reporters: ["default"], ...options, watch: false, run: true })

const modules = vitest.state.getTestModules()
const count = (state: "passed" | "failed" | "skipped" | "pending") =>
  modules.reduce((total, module) => total + [...module.children.allTests(state)].length, 0)
const broken = modules.filter((module) => module.errors().length > 0).length
const unhandled = vitest.state.getUnhandledErrors().length
const timed = modules.map((module) => {
  const { collectDuration, duration, setupDuration } = module.diagnostic()
  return { file: module.relativeModuleId, seconds: (collectDuration + duration + setupDuration) / 1000 }
})
await vitest.close()

const passed = count("passed")
const failed = count("failed") + broken + unhandled
const skipped = count("skipped")
const never = count("pending")

for (const { file, seconds } of timed
  .toSorted((a, b) => b.seconds - a.seconds)
  .slice(0, Number(process.env.SLOWEST ?? 0))) {
  console.log(`${seconds.toFixed(1).padStart(7)} s  ${file}`)
}
console.log([`${passed} passed`, `${failed + never} failed`, ...(skipped > 0 ? [`${skipped} skipped`] : [])].join(", "))
process.exit(failed + never > 0 || passed === 0 ? 1 : 0)
