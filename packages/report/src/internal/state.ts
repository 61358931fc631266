import type { Instant } from "@lienhoi/calendar/Instant"
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import type { Cells } from "@lienhoi/template/Cell"
import type { Input } from "@lienhoi/template/Validation"
import type { Amended, By, Figures, ReportEvent, Submitted } from "../Event.ts"
import type { ReportKey } from "../ReportKey.ts"
import * as Round from "../Round.ts"
import { differences } from "./sameCells.ts"

/** Where a report stands. */
export type Status = "none" | "draft" | "submitted" | "returned" | "approved" | "sealed"

/** Which figures a total takes: the newest ones, those the upper unit accepted, or those that were signed. */
export type Basis = "submitted" | "approved" | "sealed"

/** One version of the figures, kept for good. */
export interface Revision extends Figures {
  readonly at: Instant
  readonly by: By
  /** The round in which it came. */
  readonly round: number
  /** The revision it corrects after sealing, `null` for an ordinary one. */
  readonly amends: number | null
}

/** One report. */
export interface Report {
  readonly key: ReportKey
  /** How many events it has seen: the `expectedVersion` of the next append. */
  readonly version: number
  readonly status: Status
  /** The newest revision, 0 while there is none. */
  readonly revision: number
  /** All revisions, the oldest first: revision `n` is at `n - 1`. */
  readonly revisions: ReadonlyArray<Revision>
  /** Answers put aside since the last submission. */
  readonly draft: Input | null
  /** All rounds so far, the last one is current. */
  readonly rounds: ReadonlyArray<Round.Round>
  /** The number of the current round. */
  readonly round: number
  /** The due day that events set for the current round; `null` when it is the rule's. */
  readonly due: PlainDate | null
  /** The accepted revision; `null` when none is, also after a return. */
  readonly approved: number | null
  /** The signed revision. It never changes once it is set. */
  readonly sealed: number | null
  /** The digest of the total that was signed. */
  readonly digest: string | null
  /** Why it was returned or corrected, as last said. */
  readonly reason: string | null
}

/** A report to which nothing has happened. */
export const empty = (key: ReportKey): Report => ({
  key,
  version: 0,
  status: "none",
  revision: 0,
  revisions: [],
  draft: null,
  rounds: [Round.first],
  round: 1,
  due: null,
  approved: null,
  sealed: null,
  digest: null,
  reason: null
})

const revisionOf = (event: Submitted | Amended, round: number): Revision => ({
  revision: event.revision,
  template: event.template,
  cells: event.cells,
  flags: event.flags,
  via: event.via,
  reportedBy: event.reportedBy,
  recordedBy: event.recordedBy,
  onBehalf: event.onBehalf,
  reviewed: event.reviewed,
  at: event.recordedAt,
  by: event.by,
  round,
  amends: event.type === "amended" ? event.amends : null
})

const changes = (report: Report, event: ReportEvent): Partial<Report> => {
  switch (event.type) {
    case "drafted":
      return { draft: event.values, status: report.status === "none" ? "draft" : report.status }
    case "submitted":
      return {
        status: "submitted",
        revision: event.revision,
        revisions: [...report.revisions, revisionOf(event, report.round)],
        draft: null,
        approved: null,
        reason: null
      }
    case "returned":
      return { status: "returned", approved: null, reason: event.reason }
    case "approved":
      return { status: report.status === "sealed" ? "sealed" : "approved", approved: event.revision, reason: null }
    case "sealed":
      return { status: "sealed", sealed: event.revision, digest: event.digest }
    case "amended":
      return {
        revision: event.revision,
        revisions: [...report.revisions, revisionOf(event, report.round)],
        reason: event.reason
      }
    case "requested":
    case "extended":
    case "waived":
      return {}
  }
}

/** The report after one more event. Total: a journal is read as it stands. */
export const evolve = (report: Report, event: ReportEvent): Report => {
  const rounds = Round.evolve(report.rounds, event)
  const current = rounds.at(-1)!
  return {
    ...report,
    ...changes(report, event),
    version: report.version + 1,
    rounds,
    round: current.round,
    due: current.due
  }
}

/** The report that these events make, in their order. */
export const replay = (key: ReportKey, events: Iterable<ReportEvent>): Report => {
  let report = empty(key)
  for (const event of events) report = evolve(report, event)
  return report
}

/** The revision that counts on a basis; `null` when none does. */
export const revisionOn = (report: Report, basis: Basis): Revision | null => {
  const number = { submitted: report.revision, approved: report.approved, sealed: report.sealed }[basis]
  return number === null ? null : (report.revisions[number - 1] ?? null)
}

/** The cells that count on a basis. */
export const cellsOn = (report: Report, basis: Basis): Cells | null => revisionOn(report, basis)?.cells ?? null

/**
 * The columns in which the newest figures differ from the signed ones; empty before signing and until an amendment.
 */
export const differencesFromSigned = (report: Report): ReadonlyArray<string> => {
  const signed = cellsOn(report, "sealed")
  return signed === null ? [] : differences(signed, cellsOn(report, "submitted") ?? {})
}
