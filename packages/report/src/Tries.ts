/**
 * How often somebody tried lately, counted over all servers on one store. A try is counted before it is looked at, so of
 * many at once none gets past the limit. Times are milliseconds since 1970 (UTC), and come from who asks.
 *
 * Every implementation passes the contract suite of `@lienhoi/testing/SignInSuite`.
 *
 * @since 0.1.0
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"

/** So many tries within so many milliseconds, wherever these begin. */
export interface Limit {
  readonly most: number
  readonly within: number
}

/** The store cannot be reached at the moment. Nothing was counted. */
export class TriesError extends Schema.TaggedError<TriesError>()("TriesError", { cause: Schema.Defect() }) {
  readonly isRetryable = true
}

/** Counts tries. Keys are kept so that nobody reads a name or an address from them. */
export class Tries extends Context.Service<
  Tries,
  {
    /** Counts a try and gives 0; when there were too many, counts nothing and gives the milliseconds to wait. */
    readonly take: (key: string, limit: Limit, at: number) => Effect.Effect<number, TriesError>
    /** Gives back the try that was counted at that moment; `null` forgets all of that key. */
    readonly forget: (key: string, at: number | null) => Effect.Effect<void, TriesError>
  }
>()("@lienhoi/report/Tries") {}

/**
 * Milliseconds to wait before another try; 0 when none.
 *
 * @example
 * ```ts
 * import { Tries } from "@lienhoi/report"
 *
 * Tries.wait([1_000, 2_000], { most: 2, within: 60_000 }, 5_000) // => 56000
 * Tries.wait([1_000, 2_000], { most: 3, within: 60_000 }, 5_000) // => 0
 * ```
 */
export const wait = (times: ReadonlyArray<number>, { most, within }: Limit, at: number): number => {
  const recent = times.filter((time) => time > at - within).toSorted((a, b) => a - b)
  return recent.length < most ? 0 : recent.at(-most)! + within - at
}

/** Counts in memory: for one server. */
export const layerMemory: Layer.Layer<Tries> = Layer.sync(Tries, () => {
  const all = new Map<string, { readonly times: ReadonlyArray<number>; readonly until: number }>()
  return Tries.of({
    take: (key, limit, at) =>
      Effect.sync(() => {
        for (const [other, { until }] of all) if (until <= at) all.delete(other)
        const times = all.get(key)?.times ?? []
        const waits = wait(times, limit, at)
        if (waits === 0)
          all.set(key, { times: [...times.filter((time) => time > at - limit.within), at], until: at + limit.within })
        return waits
      }),
    forget: (key, at) =>
      Effect.sync(() => {
        const found = all.get(key)
        const n = at === null ? -1 : (found?.times.indexOf(at) ?? -1)
        if (at === null) all.delete(key)
        else if (found !== undefined && n >= 0) all.set(key, { ...found, times: found.times.toSpliced(n, 1) })
      })
  })
})
