/**
 * The clock of the sample office: it starts on a day of October 2024, goes at real speed, stands while the office is
 * closed, and is moved forward by hand. Kept in a file, so that a restart goes on where the last run ended.
 */
import { existsSync, readFileSync } from "node:fs"
import { Instant } from "lienhoi"
import { good } from "./good.ts"
import { writeWhole } from "./keep.ts"

/** A clock. */
export interface OfficeClock {
  readonly now: () => Instant.Instant
  /** Goes forward to a moment; a moment that is past changes nothing. */
  readonly moveTo: (moment: Instant.Instant) => void
  /** Eight in the morning of the next day by this clock. */
  readonly nextMorning: () => Instant.Instant
  /** Stops keeping; the time of the stop is what the next start goes on from. */
  readonly stop: () => void
}

/** Milliseconds between two writes of the file. */
const every = 5_000
const day = 86_400_000

/** Opens the clock of a file; a new one begins at `begins`. `elapsed` counts milliseconds from any moment on. */
export const open = (file: string, begins: Instant.Instant, elapsed: () => number): OfficeClock => {
  const kept = existsSync(file) ? good(Instant.parse(readFileSync(file, "utf8").trim())) : begins
  let base = Instant.toMillis(kept)
  let since = elapsed()
  const millis = () => base + elapsed() - since
  const write = (at: number) => writeWhole(file, `${Instant.fromMillis(at)}\n`)
  // What is kept lies ahead of every moment told until the next write, so that even after a kill the time never goes back.
  const keep = () => write(millis() + every)
  keep()
  const timer = setInterval(keep, every)
  timer.unref()
  return {
    now: () => Instant.fromMillis(Math.floor(millis())),
    moveTo: (moment) => {
      const to = Instant.toMillis(moment)
      if (to <= millis()) return
      base = to
      since = elapsed()
      keep()
    },
    nextMorning: () =>
      good(Instant.parse(`${Instant.dateIn(Instant.fromMillis(Math.floor(millis()) + day))}T08:00:00+07:00`)),
    stop: () => {
      clearInterval(timer)
      write(millis())
    }
  }
}
