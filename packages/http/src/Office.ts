/**
 * What the API needs of an office: plain functions over plain values. `openApp` of `lienhoi` gives one; a server with
 * rules of its own gives another.
 *
 * @since 0.1.0
 */
import type { Explanation } from "@lienhoi/aggregation/Explanation"
import type { TotalDocument } from "@lienhoi/aggregation/TotalDocument"
import type { Instant } from "@lienhoi/calendar/Instant"
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import type { Directory } from "@lienhoi/hierarchy/Directory"
import type { Hierarchy } from "@lienhoi/hierarchy/Hierarchy"
import type { Snapshot } from "@lienhoi/hierarchy/Snapshot"
import type { CouldNot } from "@lienhoi/messaging/ByHandChannel"
import type { Standing } from "@lienhoi/messaging/Cascade"
import type { Item } from "@lienhoi/messaging/Worklist"
import type { Attachment } from "@lienhoi/report/Attachments"
import type { Board } from "@lienhoi/report/Board"
import type { Duty, Happened } from "@lienhoi/report/Duty"
import type { Form } from "@lienhoi/report/Form"
import type { Grant } from "@lienhoi/report/Grant"
import type { Basis, Report } from "@lienhoi/report/Report"
import type { ReportKey } from "@lienhoi/report/ReportKey"
import type { Via } from "@lienhoi/report/Submission"
import type { Compiled } from "@lienhoi/template/Compiled"
import type { Input } from "@lienhoi/template/Validation"
import type { Checked } from "@lienhoi/words/Issue"
import type { Receipt } from "./ReportBody.ts"

/** Which report is meant: the id of a template, of a unit, of a period (`2024-10`). */
export interface Which {
  readonly template: string
  readonly unit: string
  readonly period: string
}

/** Figures, and who brings them (person ids). */
export interface Given extends Which {
  readonly values: Input
  readonly reportedBy?: string
  readonly recordedBy: string
  readonly via?: Via
  readonly seen?: number
}

/** A decision about a report, and who makes it (person id). */
export interface Decision extends Which {
  readonly by: string
}

/** For whom is read: the id of an account. What it was not granted is refused or left out. */
export interface For {
  readonly viewer: string
  /** Every grant of that account, as they were read for this question. */
  readonly granted: ReadonlyArray<Grant>
}

/** What is kept of a person. Whatever else is known stands beside these and is kept with them. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly unit?: string
  readonly phone?: string
  readonly email?: string
  readonly zalo?: string
}

/** Where a notice went: groups it is posted in, heads who are told, units of which nobody is. */
export interface NoticeSent {
  readonly groups: ReadonlyArray<{ readonly unit: string; readonly name: string; readonly key: string }>
  readonly heads: ReadonlyArray<{ readonly unit: string; readonly person: string; readonly key: string }>
  readonly nobody: ReadonlyArray<string>
}

/** A question about a period. */
export interface Asked extends For {
  readonly template: string
  readonly period: string
  readonly basis?: Basis
  readonly yearToDate?: boolean
}

/** A report changed, and with it the totals of units above; what the viewer may not see is left out. */
export interface Changed {
  /** Its place in the journal: growing, and the same for everybody. */
  readonly position: number
  readonly lineage: string
  readonly period: string
  readonly unit: string
  readonly upper: ReadonlyArray<string>
  /** Too much changed, or too long ago, to be told one by one. */
  readonly reload?: true
  /** Nothing changed: what comes after this place is told from now on. */
  readonly begins?: true
}

/** A notice that went out. */
export interface Issued {
  readonly id: string
  readonly template: string
  readonly title: string
  readonly issuer: string
  readonly issuedAt: Instant
  /** `null` when the message is kept no longer. */
  readonly text: string | null
  /** The units that are to read it, and those that said that they did. */
  readonly readers: ReadonlyArray<string>
  readonly acknowledged: ReadonlyArray<string>
}

/** The office. */
export interface Office {
  readonly hierarchy: Hierarchy
  readonly templates: ReadonlyMap<string, Compiled>
  readonly directory: Directory
  readonly tree: (on: PlainDate) => Snapshot
  /** Every grant of an account; the day is asked of the grants themselves. */
  readonly grants: (account: string) => Promise<Checked<ReadonlyArray<Grant>>>
  readonly report: (which: Which & For) => Promise<Checked<Report>>
  readonly history: (which: Which & For) => Promise<Checked<ReadonlyArray<Happened>>>
  /** Everything that the form of a report needs; `by` (person id) is told what she may do. */
  readonly form: (which: Which & For & { readonly by: string }) => Promise<Checked<Form>>
  /** What changes after a place in the journal, then what comes; from now on without one. With `begin` it says first where it begins. */
  readonly changes: (
    watched: Pick<For, "viewer"> & { readonly after?: number; readonly begin?: true; readonly signal: AbortSignal }
  ) => AsyncIterable<Changed>
  readonly duties: (asked: Asked) => Promise<Checked<ReadonlyArray<Duty>>>
  /** The figures of a unit and of those right below it. */
  readonly figures: (asked: Asked & { readonly unit: string }) => Promise<Checked<TotalDocument>>
  readonly explain: (asked: Asked & { readonly unit: string; readonly field: string }) => Promise<Checked<Explanation>>
  readonly board: (asked: Asked & { readonly unit?: string }) => Promise<Checked<Board>>
  readonly saveDraft: (given: Given) => Promise<Checked<Receipt>>
  readonly submit: (given: Given) => Promise<Checked<Receipt>>
  readonly amend: (given: Given & { readonly reason: string }) => Promise<Checked<Receipt>>
  readonly sendBack: (
    decision: Decision & { readonly reason: string; readonly due: PlainDate }
  ) => Promise<Checked<Receipt>>
  readonly approve: (decision: Decision) => Promise<Checked<Receipt>>
  readonly seal: (decision: Decision & { readonly digest?: string }) => Promise<Checked<Receipt>>
  readonly extend: (
    decision: Decision & { readonly reason: string; readonly due: PlainDate }
  ) => Promise<Checked<Receipt>>
  readonly waive: (decision: Decision & { readonly reason: string }) => Promise<Checked<Receipt>>
  readonly files: {
    readonly put: (attachment: Attachment) => Promise<Checked<string>>
    readonly get: (id: string) => Promise<Checked<Attachment | null>>
    /** The account that handed it in; `null` when nobody in particular did. */
    readonly handedInBy: (id: string) => Promise<Checked<string | null>>
    /** The reports that ever named it. */
    readonly namedBy: (id: string) => Promise<Checked<ReadonlyArray<ReportKey>>>
  }
  readonly people: {
    readonly get: (id: string) => Promise<Checked<Person | null>>
    /** Keeps all that is known of a person, in place of what was known before. */
    readonly put: (person: Person) => Promise<Checked<Person>>
  }
  readonly notices: {
    /** Every notice, the newest first. */
    readonly list: () => Promise<ReadonlyArray<Issued>>
    readonly send: (notice: {
      readonly id: string
      readonly template: string
      readonly issuer: string
      readonly text: string
    }) => Promise<Checked<NoticeSent>>
    readonly standing: (id: string) => Promise<Checked<Standing>>
    readonly acknowledged: (id: string, unit: string, at: Instant) => Promise<Checked<Standing>>
  }
  /** What time it is. */
  readonly now: () => Instant
  /** What waits, for those who watch the server. */
  readonly gauges: () => Promise<{ readonly outbox: number; readonly behind: number }>
  readonly worklist: () => Promise<ReadonlyArray<Item>>
  readonly posted: (key: string, by: string) => Promise<void>
  readonly couldNot: (key: string, by: string, why: CouldNot) => Promise<void>
}
