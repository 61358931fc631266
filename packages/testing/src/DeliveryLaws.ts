/**
 * The laws Once and Stop, for any store: real workers on a real outbox, under random schedules. Workers crash between
 * mark and answer, channels refuse or lose their answers, rows and answers come twice, duties are fulfilled at any
 * moment, clocks differ and jump. A new store is done when {@link laws} passes on it.
 *
 * @since 0.1.0
 */
import type * as Outbox from "@lienhoi/messaging/Outbox"
import type { Journal } from "@lienhoi/report/Journal"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"
import fc from "fast-check"
import { expect, it } from "vitest"
import { type History, isEnd, operations, plans, play } from "./internal/schedule.ts"

/** How much is tried. */
export interface Options {
  /** Schedules for each law, 1000 when not given. A store on disk takes its time. */
  readonly runs?: number
  /** A test that takes longer has failed, in milliseconds; two minutes when not given. */
  readonly timeout?: number
}

const share = (part: number, whole: number): string => `${((100 * part) / Math.max(1, whole)).toFixed(1)} %`

/** Plays schedules until all were tried, prints what was tried, and says which share of them `counts`. */
const tryAll = async <E>(
  title: string,
  layer: Layer.Layer<Outbox.Outbox | Journal, E>,
  counts: (history: History) => boolean,
  check: (history: History) => void,
  runs: number
): Promise<void> => {
  const tried = new Map<string, number>()
  const ends = new Map<string, number>()
  const add = (to: Map<string, number>, name: string): void => void to.set(name, (to.get(name) ?? 0) + 1)
  let cases = 0
  let counted = 0
  await fc.assert(
    fc.asyncProperty(plans, async (plan) => {
      const history = await Effect.runPromise(Effect.provide(play(plan), layer))
      cases += 1
      if (counts(history)) counted += 1
      for (const operation of history.done) add(tried, operation)
      for (const { state } of history.rows) add(ends, state.at)
      check(history)
    }),
    { numRuns: runs }
  )
  const all = [...tried.values()].reduce((a, b) => a + b, 0)
  const rowsEnded = [...ends.values()].reduce((a, b) => a + b, 0)
  console.log(
    [
      `${title}: ${cases} schedules, ${share(counted, cases)} of them bear on the law`,
      `  steps: ${operations.map((name) => `${name} ${share(tried.get(name) ?? 0, all)}`).join(", ")}`,
      `  ends: ${[...ends].map(([name, n]) => `${name} ${share(n, rowsEnded)}`).join(", ")}`
    ].join("\n")
  )
  expect(counted / cases).toBeGreaterThanOrEqual(0.5)
  for (const name of operations) expect((tried.get(name) ?? 0) / all, name).toBeGreaterThanOrEqual(0.05)
  for (const name of ["accepted", "undelivered", "cancelled", "expired", "unknown"])
    expect(ends.get(name) ?? 0, name).toBeGreaterThan(0)
}

/** The laws Once and Stop on one store; each schedule gets a store of its own through `layer`. */
export const laws = <E>(
  name: string,
  layer: Layer.Layer<Outbox.Outbox | Journal, E>,
  { runs = 1000, timeout = 120_000 }: Options = {}
): void => {
  it(
    `Law Once (${name}): every key ends once, with at most one attempt nobody reported as not delivered`,
    () =>
      tryAll(
        `Law Once (${name})`,
        layer,
        (history) => history.calls > 0,
        (history) => {
          for (const { row, state, attempts } of history.rows) {
            const arrivals = history.arrivals.get(row.key) ?? 0
            expect(isEnd(state), `${row.key} ended`).toBe(true)
            expect(attempts.filter((attempt) => attempt.notDelivered === null).length).toBeLessThanOrEqual(1)
            expect(arrivals, `${row.key} arrived`).toBeLessThanOrEqual(1)
            if (state.at === "accepted") expect(arrivals, `${row.key} accepted`).toBe(1)
            if (state.at !== "accepted" && state.at !== "unknown") expect(arrivals, `${row.key} ${state.at}`).toBe(0)
          }
          const unknown = history.rows.filter(({ state }) => state.at === "unknown").map(({ row }) => row.key)
          expect(unknown.filter((key) => !history.faulted.has(key))).toEqual([])
        },
        runs
      ),
    timeout
  )

  it(
    `Law Stop (${name}): nothing is taken in hand after its duty was fulfilled, and no call is made on an old mark`,
    () =>
      tryAll(
        `Law Stop (${name})`,
        layer,
        (history) => history.fulfilled.size > 0,
        (history) => {
          expect(history.afterFulfilment).toEqual([])
          expect(history.stale).toEqual([])
          for (const { row, state } of history.rows)
            if (state.at === "cancelled") expect(history.fulfilled.has(row.duty!), row.key).toBe(true)
        },
        runs
      ),
    timeout
  )
}
