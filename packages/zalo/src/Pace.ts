/**
 * How fast an app calls Zalo, over all its workers together. Zalo counts calls by the minute of its own clock, which
 * nobody else knows exactly; so a pace holds in *any* minute, wherever it begins, and needs no clock in common: a call
 * gets a place some milliseconds ahead, counted where the places are kept.
 *
 * {@link layerMemory} keeps places for the workers of one process; a store that several processes share keeps them for all.
 *
 * @since 0.1.0
 */
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"

/** A bucket: `burst` calls at once when full, one more every `interval` milliseconds. */
export interface Rate {
  readonly burst: number
  readonly interval: number
}

/** The places cannot be counted now. */
export class PaceError extends Schema.TaggedError<PaceError>()("PaceError", { cause: Schema.Defect() }) {}

/** Gives places. */
export class Pace extends Context.Service<
  Pace,
  {
    /**
     * Takes the next place in the line `name` when it is at most `within` milliseconds away, and says how far away it is.
     * Otherwise takes nothing and says how long to stay away.
     */
    readonly take: (
      name: string,
      rate: Rate,
      within: number
    ) => Effect.Effect<{ readonly taken: boolean; readonly wait: number }, PaceError>
    /** How many milliseconds ahead the next place is; takes nothing. */
    readonly ahead: (name: string, rate: Rate) => Effect.Effect<number, PaceError>
    /** Nobody calls for so many milliseconds: Zalo says that we were too fast. */
    readonly hold: (name: string, rate: Rate, millis: number) => Effect.Effect<void, PaceError>
  }
>()("@lienhoi/zalo/Pace") {}

/** A call arrives at Zalo at most so many milliseconds after its place; what is later was held up for seconds. */
export const underway = 1_000

/**
 * The bucket that lets at most so many calls arrive in any minute, each up to {@link underway} after its place.
 *
 * @example
 * ```ts
 * import { Pace } from "@lienhoi/zalo"
 *
 * Pace.perMinute(1) // => { burst: 1, interval: 61001 }
 * Math.floor(60_000 / Pace.perMinute(4000).interval) // => 3886
 * ```
 */
export const perMinute = (calls: number): Rate => {
  const burst = Math.max(1, Math.floor(calls / 80))
  // One millisecond more than a minute: what is lost in sums must not let one call too many in.
  return { burst, interval: (60_001 + underway) / (calls - burst + 1) }
}

/** Where a line stands: when its bucket is full again, in milliseconds of the clock that counts. */
export interface Line {
  readonly full: number
}

/** The line after somebody asked at `now`. */
export const next = (
  { burst, interval }: Rate,
  { full }: Line,
  now: number,
  within: number
): { readonly line: Line; readonly taken: boolean; readonly wait: number } => {
  const later = Math.max(full, now) + interval
  const wait = Math.max(0, later - burst * interval - now)
  return wait <= within
    ? { line: { full: later }, taken: true, wait }
    : { line: { full }, taken: false, wait: wait - within }
}

/** The line after nobody may call for a while: empty, and filling from then on. */
export const held = ({ burst, interval }: Rate, { full }: Line, now: number, millis: number): Line => ({
  full: Math.max(full, now + millis + burst * interval)
})

/** Places for the workers of one process. */
export const layerMemory: Layer.Layer<Pace> = Layer.sync(Pace, () => {
  const lines = new Map<string, Line>()
  const lineOf = (name: string): Line => lines.get(name) ?? { full: 0 }
  return Pace.of({
    take: (name, rate, within) =>
      Effect.map(Clock.currentTimeMillis, (now) => {
        const { line, taken, wait } = next(rate, lineOf(name), now, within)
        lines.set(name, line)
        return { taken, wait }
      }),
    ahead: (name, rate) => Effect.map(Clock.currentTimeMillis, (now) => next(rate, lineOf(name), now, 0).wait),
    hold: (name, rate, millis) =>
      Effect.map(Clock.currentTimeMillis, (now) => void lines.set(name, held(rate, lineOf(name), now, millis)))
  })
})
