/**
 * What happens to a report and to the duty behind it. Events are what is stored; the state of a report, its rounds and
 * whether it is late follow from them.
 *
 * Texts that people wrote (reasons, narrative answers, drafts) are kept beside the events by the store, see
 * {@link Beside}, so that they can be erased without breaking the chain. An erased text reads as empty.
 *
 * @since 0.1.0
 */
import type { Instant } from "@lienhoi/calendar/Instant"
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import type { Cells } from "@lienhoi/template/Cell"
import type { Input } from "@lienhoi/template/Validation"
import type { TemplateRef, Via } from "./Submission.ts"

/** Who acted: a person, in which office. Ids only. */
export interface By {
  readonly person: string
  readonly position?: string
}

/** What every event carries. */
export interface Header {
  readonly id: string
  readonly recordedAt: Instant
  readonly by: By
}

/** Something the validator found that does not refuse the figure: a printed percentage that contradicts its fraction. */
export interface Flag {
  /** The code of the issue. */
  readonly code: string
  /** The field it is about. */
  readonly field: string
}

/** One version of the figures, as judged by the validator. */
export interface Figures {
  /** 1 for the first version of the report, then 2, 3, … */
  readonly revision: number
  readonly template: TemplateRef
  /** Every cell of the template, computed ones too. */
  readonly cells: Cells
  readonly flags: ReadonlyArray<Flag>
  readonly via: Via
  readonly reportedBy: string
  readonly recordedBy: string
  /** Whether a unit other than the reporting one filed it: an upper unit, or the heir of a closed one. */
  readonly onBehalf: boolean
  /** Whether somebody looked at it; what came in unlabelled and unseen leaves only back to its author. */
  readonly reviewed: boolean
}

/** Somebody put answers aside to go on later. */
export interface Drafted extends Header {
  readonly type: "drafted"
  readonly values: Input
}

/** Figures were handed in. */
export interface Submitted extends Header, Figures {
  readonly type: "submitted"
}

/** The upper unit sent a revision back. Opens a new round. */
export interface Returned extends Header {
  readonly type: "returned"
  readonly revision: number
  readonly reason: string
  readonly due: PlainDate
}

/** The upper unit accepted a revision. */
export interface Approved extends Header {
  readonly type: "approved"
  readonly revision: number
}

/** A revision was signed. `digest` names the total that stood on the paper, in whatever form the caller computed it. */
export interface Sealed extends Header {
  readonly type: "sealed"
  readonly revision: number
  readonly digest: string | null
}

/** A signed report was corrected; the signed revision stays. */
export interface Amended extends Header, Figures {
  readonly type: "amended"
  /** The revision that it corrects. */
  readonly amends: number
  readonly reason: string
}

/** The upper unit asked for the report, by that day. */
export interface Requested extends Header {
  readonly type: "requested"
  readonly due: PlainDate
}

/** The upper unit gave more time. Opens a new round. */
export interface Extended extends Header {
  readonly type: "extended"
  readonly due: PlainDate
  readonly reason: string
}

/** The upper unit let the unit off this report. */
export interface Waived extends Header {
  readonly type: "waived"
  readonly reason: string
}

/** Everything that can happen to one report. */
export type ReportEvent = Drafted | Submitted | Returned | Approved | Sealed | Amended | Requested | Extended | Waived

/** The kind of an event. */
export type EventType = ReportEvent["type"]
