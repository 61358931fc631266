/**
 * All reports as they stand, read from the journal and kept up with it by position.
 */

import type { Happened } from "@lienhoi/report/Duty"
import * as Journal from "@lienhoi/report/Journal"
import * as Report from "@lienhoi/report/Report"
import * as ReportKey from "@lienhoi/report/ReportKey"
import * as Effect from "effect/Effect"

/** The state of every report, and the events behind it by lineage and period. */
export interface Reports {
  /** Reads what was appended since the last time. */
  readonly catchUp: Effect.Effect<void, Journal.JournalError, Journal.Journal>
  readonly get: (key: ReportKey.ReportKey) => Report.Report
  /** Reports of one lineage and period that anything ever happened to. */
  readonly of: (lineage: string, period: string) => ReadonlyArray<Report.Report>
  readonly happened: (lineage: string, period: string) => ReadonlyArray<Happened>
}

/** Nothing read yet. */
export const make = (): Reports => {
  let position = 0
  const streams = new Map<string, Report.Report>()
  const shelves = new Map<string, { readonly streams: Set<string>; readonly happened: Array<Happened> }>()
  const shelf = (lineage: string, period: string) => {
    const name = JSON.stringify([lineage, period])
    const found = shelves.get(name) ?? { streams: new Set(), happened: [] }
    shelves.set(name, found)
    return found
  }
  return {
    catchUp: Effect.gen(function* () {
      const journal = yield* Journal.Journal
      for (const { position: at, stream, event } of yield* journal.readAll({ after: position })) {
        position = at
        const key = ReportKey.fromStream(stream)
        if (key === null) continue
        streams.set(stream, Report.evolve(streams.get(stream) ?? Report.empty(key), event))
        const { streams: names, happened } = shelf(key.lineage, key.period)
        names.add(stream)
        happened.push({ key, event })
      }
    }),
    get: (key) => streams.get(ReportKey.stream(key)) ?? Report.empty(key),
    of: (lineage, period) => [...shelf(lineage, period).streams].map((stream) => streams.get(stream)!),
    happened: (lineage, period) => shelf(lineage, period).happened
  }
}
