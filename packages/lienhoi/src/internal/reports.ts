/**
 * All reports as they stand, read from the journal and kept up with it by position.
 */

import type { Happened } from "@lienhoi/report/Duty"
import type { ReportEvent } from "@lienhoi/report/Event"
import * as Journal from "@lienhoi/report/Journal"
import type { Recorded } from "@lienhoi/report/Recorded"
import * as Report from "@lienhoi/report/Report"
import * as ReportKey from "@lienhoi/report/ReportKey"
import * as NamedFiles from "@lienhoi/template/NamedFiles"
import type { Template } from "@lienhoi/template/Template"
import * as Effect from "effect/Effect"
import { together } from "./together.ts"

/** The state of every report, and the events behind it by lineage and period. */
export interface Reports {
  /** Reads what was appended since the last time. */
  readonly catchUp: Effect.Effect<void, Journal.JournalError, Journal.Journal>
  readonly get: (key: ReportKey.ReportKey) => Report.Report
  /** Reports of one lineage and period that anything ever happened to. */
  readonly of: (lineage: string, period: string) => ReadonlyArray<Report.Report>
  readonly happened: (lineage: string, period: string) => ReadonlyArray<Happened>
  /** What happened to one report, in order. */
  readonly historyOf: (key: ReportKey.ReportKey) => ReadonlyArray<Happened>
  /** The reports that ever named a photo or a file, by its id. */
  readonly naming: (file: string) => ReadonlyArray<ReportKey.ReportKey>
  /** The place in the journal up to which everything is known. */
  readonly position: () => number
  /** What happened after a place, in order; `null` when that is too long ago, or not yet. */
  readonly since: (position: number) => ReadonlyArray<Step> | null
}

/** One thing that happened, by its place in the journal. */
export interface Step {
  readonly position: number
  readonly key: ReportKey.ReportKey
  readonly type: ReportEvent["type"]
}

/** So many steps are remembered, twice that at most. */
const remembered = 10_000

/** What is known of one report. */
interface Known {
  readonly report: Report.Report
  readonly history: Array<Happened>
}

/** The ids of photos and files that an event names. */
const filesIn = (template: Template, event: ReportEvent): ReadonlyArray<string> => {
  if (event.type === "drafted") return NamedFiles.of(template, event.values)
  return event.type === "submitted" || event.type === "amended" ? NamedFiles.of(template, event.cells) : []
}

/** Nothing read yet. Of templates that ask for photos or files it is remembered which report names which. */
export const make = (templates: Iterable<Template> = []): Reports => {
  const asking = new Map([...templates].filter(NamedFiles.isAsked).map((template) => [template.lineage, template]))
  const naming = new Map<string, Map<string, ReportKey.ReportKey>>()
  let position = 0
  let steps: Array<Step> = []
  /** Everything after this place is among the steps. */
  let from = 0
  const streams = new Map<string, Known>()
  const shelves = new Map<string, { readonly streams: Set<string>; readonly happened: Array<Happened> }>()
  const shelf = (lineage: string, period: string) => {
    const name = JSON.stringify([lineage, period])
    const found = shelves.get(name) ?? { streams: new Set(), happened: [] }
    shelves.set(name, found)
    return found
  }
  const take = ({ stream, event, position: at }: Recorded): void => {
    const key = ReportKey.fromStream(stream)
    if (key === null) return
    steps.push({ position: at, key, type: event.type })
    if (steps.length >= 2 * remembered) {
      steps = steps.slice(-remembered)
      from = steps[0]!.position - 1
    }
    const template = asking.get(key.lineage)
    if (template !== undefined)
      for (const id of filesIn(template, event))
        naming.set(id, (naming.get(id) ?? new Map<string, ReportKey.ReportKey>()).set(stream, key))
    const { report, history } = streams.get(stream) ?? { report: Report.empty(key), history: [] }
    const { streams: names, happened } = shelf(key.lineage, key.period)
    streams.set(stream, { report: Report.evolve(report, event), history })
    history.push({ key, event })
    names.add(stream)
    happened.push({ key, event })
  }
  return {
    catchUp: together(
      Effect.gen(function* () {
        const journal = yield* Journal.Journal
        for (const recorded of yield* journal.readAll({ after: position })) {
          position = recorded.position
          take(recorded)
        }
      })
    ),
    get: (key) => streams.get(ReportKey.stream(key))?.report ?? Report.empty(key),
    of: (lineage, period) => [...shelf(lineage, period).streams].map((stream) => streams.get(stream)!.report),
    happened: (lineage, period) => shelf(lineage, period).happened,
    historyOf: (key) => streams.get(ReportKey.stream(key))?.history ?? [],
    naming: (file) => [...(naming.get(file)?.values() ?? [])],
    position: () => position,
    since: (after) => {
      if (after < from || after > position) return null
      let low = 0
      for (let high = steps.length; low < high; ) {
        const middle = (low + high) >> 1
        if (steps[middle]!.position > after) high = middle
        else low = middle + 1
      }
      return steps.slice(low)
    }
  }
}
