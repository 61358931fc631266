/**
 * What people may ask to be done with a report, and what they need to know for it. `Report.decide` answers.
 *
 * @since 0.1.0
 */
import type { Instant } from "@lienhoi/calendar/Instant"
import type { Period } from "@lienhoi/calendar/Period"
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import type { Hierarchy } from "@lienhoi/hierarchy/Hierarchy"
import type { Unit } from "@lienhoi/hierarchy/Unit"
import type { Cells } from "@lienhoi/template/Cell"
import type { Compiled } from "@lienhoi/template/Compiled"
import type { Input } from "@lienhoi/template/Validation"
import type { Issue } from "@lienhoi/words/Issue"
import type { By, ReportEvent } from "./Event.ts"
import type { Submission } from "./Submission.ts"

/** Puts answers aside to go on later. */
export interface SaveDraft {
  readonly type: "save-draft"
  readonly values: Input
}

/** Hands figures in. */
export interface Submit {
  readonly type: "submit"
  readonly submission: Submission
}

/** Hands figures in over a revision that the sender had not seen and has now been shown. */
export interface ConfirmReplacement {
  readonly type: "confirm-replacement"
  readonly submission: Submission
  /** The revision that the sender agrees to replace. */
  readonly replaces: number
}

/** Sends a revision back, with the reason and a new due day. */
export interface Return {
  readonly type: "return"
  readonly revision: number
  readonly reason: string
  readonly due: PlainDate
}

/** Accepts a revision. */
export interface Approve {
  readonly type: "approve"
  readonly revision: number
}

/** Signs an accepted revision; `digest` names the total on the signed paper. */
export interface Seal {
  readonly type: "seal"
  readonly revision: number
  readonly digest?: string | null
}

/** Corrects a signed report; the signed revision stays. */
export interface Amend {
  readonly type: "amend"
  readonly submission: Submission
  readonly reason: string
}

/** Asks for the report by a day. */
export interface Request {
  readonly type: "request"
  readonly due: PlainDate
}

/** Gives more time. */
export interface Extend {
  readonly type: "extend"
  readonly due: PlainDate
  readonly reason: string
}

/** Lets the unit off this report. */
export interface Waive {
  readonly type: "waive"
  readonly reason: string
}

/** Everything that can be asked. */
export type Command =
  | SaveDraft
  | Submit
  | ConfirmReplacement
  | Return
  | Approve
  | Seal
  | Amend
  | Request
  | Extend
  | Waive

/** The kind of a command. */
export type CommandType = Command["type"]

/** What a decision needs besides the report: who asks, when, about which unit and period, by which template. */
export interface Context {
  /** The id the event will bear, a new one (see {@link Ids}). */
  readonly eventId: string
  /** When it is recorded. */
  readonly at: Instant
  readonly by: By
  readonly template: Compiled
  readonly period: Period
  /** The reporting unit as it stands on the template's reference day; of a closed unit, on its last day. */
  readonly unit: Unit
  /** This unit's cells of the period before, for comparisons. */
  readonly previous?: Cells | null
  /** This unit's cells of the same period of the year before. */
  readonly sameLastYear?: Cells | null
  /** What this unit is to reach, by field. */
  readonly targets?: Cells | null
  /** The due day of the duty, when there is one: an extension must be later. */
  readonly due?: PlainDate | null
  /**
   * When given, authority and the life of the unit are checked: the position held that day decides who may file, return
   * or sign, and a period wholly outside the unit's life is refused.
   */
  readonly hierarchy?: Hierarchy
  /** Units that took over a closed one and may file for it; see {@link "Heir"}. */
  readonly heirs?: ReadonlyArray<string>
}

/**
 * `recorded`: the events are to be appended. `no-op`: it stands like that already, nothing to append.
 * `confirm-replacement`: somebody handed in other figures meanwhile; show {@link Decision.differences}, then ask again
 * with {@link ConfirmReplacement}.
 */
export type Outcome = "recorded" | "no-op" | "confirm-replacement"

/** What follows from a command that is not refused. */
export interface Decision {
  readonly events: ReadonlyArray<ReportEvent>
  readonly outcome: Outcome
  /** The newest revision on file before the command. */
  readonly current: number
  /** Columns in which the figures handed in differ from the newest ones on file. */
  readonly differences: ReadonlyArray<string>
  /** Warnings of the validator: to be looked at, nothing is refused for them. */
  readonly warnings: ReadonlyArray<Issue>
}
