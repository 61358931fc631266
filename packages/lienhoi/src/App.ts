/**
 * A running office in plain Promises: reports come in by any road and go through one validator, are returned and
 * approved, add up while they come, and people are reminded of what they owe. Values in, values out; what is wrong with
 * an input is a value too.
 *
 * @since 0.1.0
 */

import type * as Aggregation from "@lienhoi/aggregation/Aggregation"
import type * as Total from "@lienhoi/aggregation/Total"
import type { TotalDocument } from "@lienhoi/aggregation/TotalDocument"
import type { Instant } from "@lienhoi/calendar/Instant"
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import type { Directory } from "@lienhoi/hierarchy/Directory"
import type { Hierarchy } from "@lienhoi/hierarchy/Hierarchy"
import type { Snapshot } from "@lienhoi/hierarchy/Snapshot"
import type { CouldNot } from "@lienhoi/messaging/ByHandChannel"
import type * as Channel from "@lienhoi/messaging/Channel"
import type { Posted } from "@lienhoi/messaging/Outbox"
import type { Item } from "@lienhoi/messaging/Worklist"
import type { Board } from "@lienhoi/report/Board"
import type { Duty, Happened } from "@lienhoi/report/Duty"
import type { Form } from "@lienhoi/report/Form"
import type { Basis, Report } from "@lienhoi/report/Report"
import type { Via } from "@lienhoi/report/Submission"
import type { Compiled } from "@lienhoi/template/Compiled"
import type { Input } from "@lienhoi/template/Validation"
import type { Checked, Issue } from "@lienhoi/words/Issue"
import type { Bilingual, Language } from "@lienhoi/words/Language"
import type { AccountDesk } from "./AccountDesk.ts"
import type { Annex } from "./Annex.ts"
import type { Consolidated } from "./Consolidated.ts"
import type { Mailing } from "./Mailing.ts"
import type { Notices } from "./Notices.ts"
import type { For, Shelf } from "./Shelf.ts"
import type { Working } from "./Working.ts"
import type { Zalo } from "./Zalo.ts"

/** Which report is meant. */
export interface Which {
  /** May be left out when the app has one template. */
  readonly template?: string
  readonly unit: string
  /** `2024-10` or as people write it: `Tháng 10/2024`. */
  readonly period: string
}

/** Figures as somebody gave them. */
export interface Given extends Which {
  /** By field: numbers, or text as people type it: `"38.506"`, `"không phát sinh"`. */
  readonly values: Input
  /** Who answers for the figures (person id); the head of the unit when left out. */
  readonly reportedBy?: string
  /** Who typed them in; the same person when left out. */
  readonly recordedBy?: string
  /** `web` when left out. */
  readonly via?: Via
  /** The newest revision the sender had before them; the newest there is when left out. */
  readonly seen?: number
  /** `false` when it came in unlabelled, by chat or mail, and nobody has looked at it yet. */
  readonly reviewed?: boolean
}

/** What came of a request about one report. */
export interface Receipt {
  /** `confirm-replacement`: other figures came in meanwhile, nothing was recorded; ask again with the newer `seen`. */
  readonly outcome: "recorded" | "no-op" | "confirm-replacement"
  readonly report: Report
  /** What she reads before she lets it go: `Tổng số hội viên: 218 người`. */
  readonly readBack: ReadonlyArray<string>
  /** Figures to look at again; nothing is refused for them. */
  readonly warnings: ReadonlyArray<Issue>
}

/** A total that is asked for. */
export interface Asked extends For {
  readonly template?: string
  readonly period: string
  /** Several periods up to this one instead of one: from the year's first. */
  readonly yearToDate?: boolean
  /** `approved` when left out. */
  readonly basis?: Basis
}

/** The form of a report that is asked for. */
export interface FormAsked extends Which, For {
  /** The person (by id) who asks: what she may do is told with it. Without account and person the office itself asks. */
  readonly by?: string
}

/** What somebody wants to be told of. */
export interface Watched extends For {
  /** A place in the journal: everything after it, then what comes. From now on when left out. */
  readonly after?: number
  /** Says first where it begins (`begins`): whoever is cut off before any news asks on from there. */
  readonly begin?: true
  /** Ends it. */
  readonly signal?: AbortSignal
}

/** A report changed, and with it the totals of units above. */
export interface Changed {
  /** Its place in the journal: `after` of the next asking. */
  readonly position: number
  readonly lineage: string
  readonly period: string
  /** The lowest unit whose figures changed, of those that the viewer sees. */
  readonly unit: string
  /** The units above it whose totals changed, of those that the viewer sees. */
  readonly upper: ReadonlyArray<string>
  /** Too much changed, or too long ago, to be told one by one: read everything again. */
  readonly reload?: true
  /** Nothing changed: what comes after this place is told from now on. */
  readonly begins?: true
}

/** What one round of work did: reminders planned, messages handed over, each with its reason. */
export interface Tick {
  readonly at: Instant
  readonly planned: ReadonlyArray<Planned>
  /** What fell due and is not sent. */
  readonly withheld: ReadonlyArray<{ readonly unit: string; readonly because: Bilingual }>
  readonly delivered: ReadonlyArray<{ readonly key: string; readonly state: string; readonly because: Bilingual }>
}

/** One reminder that went into the outbox. */
export interface Planned {
  readonly key: string
  /** The step of the plan: `nhac-tre`. */
  readonly step: string
  /** The person or group, by id. */
  readonly to: string
  /** The units it is about. */
  readonly units: ReadonlyArray<string>
  readonly because: Bilingual
}

/** The office. Close it when done. */
export interface App extends AsyncDisposable, Working, Shelf, Mailing, AccountDesk {
  readonly hierarchy: Hierarchy
  readonly templates: ReadonlyMap<string, Compiled>
  /** What deserves a second look in units, people and templates. */
  readonly warnings: ReadonlyArray<Issue>
  readonly tree: (on: PlainDate) => Snapshot
  /** The person (by id) who leads a unit that day; `null` when the post is vacant. */
  readonly headOf: (unit: string, on: PlainDate) => string | null
  /** Names and forms of address; personal data. */
  readonly directory: Directory

  readonly saveDraft: (given: Given) => Promise<Checked<Receipt>>
  readonly submit: (given: Given) => Promise<Checked<Receipt>>
  /** Sends the newest revision back, with the reason and a new due day. `by` is a person id, as below. */
  readonly sendBack: (
    which: Which & { readonly reason: string; readonly due: PlainDate; readonly by: string }
  ) => Promise<Checked<Receipt>>
  readonly approve: (which: Which & { readonly by: string }) => Promise<Checked<Receipt>>
  readonly seal: (which: Which & { readonly by: string; readonly digest?: string }) => Promise<Checked<Receipt>>
  readonly amend: (given: Given & { readonly reason: string }) => Promise<Checked<Receipt>>
  readonly extend: (
    which: Which & { readonly reason: string; readonly due: PlainDate; readonly by: string }
  ) => Promise<Checked<Receipt>>
  readonly waive: (which: Which & { readonly reason: string; readonly by: string }) => Promise<Checked<Receipt>>
  /** Takes in a table of submissions (CSV): every row, or none and all that is wrong with it. */
  readonly takeIn: (table: {
    readonly text: string
    readonly file?: string
    readonly period: string
    readonly template?: string
  }) => Promise<Checked<ReadonlyArray<Receipt>>>

  /**
   * What is read with a `viewer` shows what that account was granted. From beside the association's own line (another
   * route, a part of a divided unit) single reports are not shown, and breakdowns with groups under 5 persons are hidden
   * wherever figures are told.
   */
  readonly report: (which: Which & For) => Promise<Checked<Report>>
  /** Everything that happened to one report, in order. */
  readonly history: (which: Which & For) => Promise<Checked<ReadonlyArray<Happened>>>
  /** Everything that the form of a report needs, for the own line alone. */
  readonly form: (asked: FormAsked) => Promise<Checked<Form>>
  /** Tells what changes, also by other processes on the same store, within a second. Ends with the signal, and with the app. */
  readonly changes: (watched?: Watched) => AsyncIterable<Changed>
  readonly duties: (asked: Asked) => Promise<Checked<ReadonlyArray<Duty>>>
  /** The figures of every unit: with a viewer only for one who sees every unit on the own line. */
  readonly total: (asked: Asked) => Promise<Checked<Total.Total>>
  /** The figures of a unit and of those right below it. */
  readonly figures: (asked: Asked & { readonly unit: string }) => Promise<Checked<TotalDocument>>
  readonly explain: (
    asked: Asked & { readonly unit: string; readonly field: string }
  ) => Promise<Checked<Aggregation.Explanation>>
  readonly board: (asked: Asked & { readonly unit?: string }) => Promise<Checked<Board>>
  readonly consolidated: (asked: Asked & { readonly unit?: string }) => Promise<Checked<Consolidated>>
  /**
   * The figures of a unit with their derived columns and how its targets stand. The period may be wider than those of the
   * template: `9 tháng năm 2024` of monthly reports. `plan` is what was planned for the year, by field, in place of targets.
   */
  readonly annex: (
    asked: Asked & { readonly unit?: string; readonly plan?: { readonly [field: string]: number } }
  ) => Promise<Checked<Annex>>

  /** One round of the worker: plans what is due by now and hands over what may go. Running it more often changes nothing. */
  readonly tick: () => Promise<Tick>
  readonly outbox: () => Promise<ReadonlyArray<Posted>>
  /** What waits for a person to post it. */
  readonly worklist: () => Promise<ReadonlyArray<Item>>
  readonly posted: (key: string, by: string) => Promise<void>
  readonly couldNot: (key: string, by: string, why: CouldNot) => Promise<void>
  /** Notices down the groups of units, and who acknowledged them. */
  readonly notices: Notices
  /** The Official Account, for those who set it up; `null` when the configuration names none. */
  readonly zalo: Zalo | null
  /** What time it is for the office. */
  readonly now: () => Instant
  /** What waits, for those who watch a server: messages in the outbox, events that the read models do not have yet. */
  readonly gauges: () => Promise<{ readonly outbox: number; readonly behind: number }>
  readonly close: () => Promise<void>
}

/** Around a configuration. */
export interface OpenOptions {
  /** The folder that paths start from; the working directory when left out. */
  readonly root?: string
  /** What time it is, as an instant; the machine's clock when left out. A demonstration passes its own. */
  readonly now?: () => Instant
  readonly language?: Language
  /** Roads of your own besides those of the configuration, tried before them: `Channel.make(adapter)`. The road goes by the channel's name. */
  readonly channels?: ReadonlyArray<Channel.Contract>
  /** Go in beside an app that has the folder open, for a command; without it a folder in use is refused. */
  readonly visit?: boolean
}
