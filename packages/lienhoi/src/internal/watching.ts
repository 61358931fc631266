/**
 * What changes, told while it happens: one look at the journal serves everybody who watches, and whoever reads slowly is
 * told to read anew instead of being waited for.
 */
import * as Period from "@lienhoi/calendar/Period"
import * as Snapshot from "@lienhoi/hierarchy/Snapshot"
import type { Changed, Watched } from "../App.ts"
import * as Cases from "./cases.ts"
import type { Household } from "./household.ts"
import type { Reports, Step } from "./reports.ts"
import type { Sight } from "./sight.ts"

/** What watching stands on. */
export interface Deps {
  readonly house: Household
  readonly reports: Reports
  /** Reads the journal on. */
  readonly look: () => Promise<void>
  readonly sight: (viewer: string | undefined, lineage: string) => Promise<Sight>
  /** Ends everything. */
  readonly closed: AbortSignal
}

/** Milliseconds between two looks. */
const every = 300

/** More than this at once is not told one by one. */
const most = 1_000

/**
 * Wakes those who wait for what stands behind a position, after each look. What somebody else in this process read on the
 * way (a page that was asked for) is news to them all the same.
 */
const bell = ({ look, reports }: Pick<Deps, "look" | "reports">) => {
  const waiting = new Map<() => void, number>()
  let timer: ReturnType<typeof setTimeout> | null = null
  const turn = async (): Promise<void> => {
    // A store that cannot be reached is asked again at the next turn.
    await look().catch(() => {})
    timer = null
    for (const [wake, after] of [...waiting]) if (reports.position() > after) wake()
    start()
  }
  const start = (): void => {
    if (waiting.size > 0 && timer === null) timer = setTimeout(turn, every)
  }
  return (after: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const wake = (): void => {
        waiting.delete(wake)
        signal.removeEventListener("abort", wake)
        resolve()
      }
      if (signal.aborted || reports.position() > after) return resolve()
      waiting.set(wake, after)
      signal.addEventListener("abort", wake)
      start()
    })
}

/** The units above, on the tree of the report's period. */
const uppersOf = (house: Household, { key }: Step): ReadonlyArray<string> => {
  const template = [...house.templates.values()].find((one) => one.template.lineage === key.lineage)
  const period = Period.fromId(key.period)
  if (template === undefined || !period.ok) return []
  return Snapshot.ancestors(Cases.treeOf(house, template, period.value), key.unit).map(({ id }) => id)
}

/** What one step means to whoever sees units like that; `null` when it is none of theirs. */
const tell = (house: Household, sight: Sight, step: Step): Changed | null => {
  const { position, key, type } = step
  const { lineage, period } = key
  // A draft is in nobody's total, and nobody's business but the unit's.
  if (type === "drafted")
    return sight(key.unit) === "all" ? { position, lineage, period, unit: key.unit, upper: [] } : null
  const [unit, ...upper] = [key.unit, ...uppersOf(house, step)].filter((one) => sight(one) !== "nothing")
  return unit === undefined ? null : { position, lineage, period, unit, upper }
}

/** A watch for an app. */
export const make = (deps: Deps): ((watched?: Watched) => AsyncIterable<Changed>) => {
  const { house, reports } = deps
  const wait = bell(deps)
  return ({ viewer, after, begin, signal } = {}) => {
    const ends = AbortSignal.any([deps.closed, ...(signal === undefined ? [] : [signal])])
    const nobodys = (position: number) => ({ position, lineage: "", period: "", unit: "", upper: [] })
    const anew = (): Changed => ({ ...nobodys(reports.position()), reload: true })
    return {
      async *[Symbol.asyncIterator]() {
        if (!ends.aborted) await deps.look()
        let at = after ?? reports.position()
        if (begin === true) yield { ...nobodys(at), begins: true }
        while (!ends.aborted) {
          const steps = reports.since(at)
          if (steps === null || steps.length > most) {
            const told = anew()
            at = told.position
            yield told
            continue
          }
          // Asked anew for every batch: a grant that ended ends what is told.
          const sights = new Map<string, Sight>()
          for (const step of steps) {
            const { lineage } = step.key
            const sight = sights.get(lineage) ?? (await deps.sight(viewer, lineage))
            sights.set(lineage, sight)
            const told = tell(house, sight, step)
            at = step.position
            if (ends.aborted) return
            if (told !== null) yield told
          }
          await wait(at, ends)
        }
      }
    }
  }
}
