import { configureGlobal } from "fast-check"

/**
 * Property tests draw new cases at each run on a developer's machine and the same ones in continuous integration, so that a
 * submission is judged by what it changed and not by the day's luck. `SEED=123 npm test` repeats a run.
 */
const seed = process.env.SEED ?? (process.env.CI === undefined ? undefined : "20241015")

if (seed !== undefined) configureGlobal({ seed: Number(seed) })
