/**
 * What one run of a plan comes to: what is said, and what is not said and why. Ids only, no names.
 *
 * @since 0.1.0
 */
import type { Instant } from "@lienhoi/calendar/Instant"
import type { Duty } from "@lienhoi/report/Duty"
import type { Addressee } from "./Addressee.ts"
import type { Reason } from "./Reason.ts"
import type { Step } from "./Step.ts"

/** One message about one duty. */
export interface Single {
  readonly form: "message"
  /** A `ReminderKey`. */
  readonly key: string
  readonly step: Step
  /** The moment the plan names. */
  readonly at: Instant
  /** The moment it was planned, on which its words rest ("còn 2 ngày"). */
  readonly plannedAt: Instant
  readonly to: Addressee
  readonly duty: Duty
  /** When the next step makes it worthless; `null` when none follows. */
  readonly expires: Instant | null
  readonly because: ReadonlyArray<Reason>
}

/** One message about all open duties of one recipient. */
export interface Digest {
  readonly form: "digest"
  /** A `DigestKey`. */
  readonly key: string
  readonly step: Step
  /** The moment the plan names. */
  readonly at: Instant
  readonly plannedAt: Instant
  readonly to: Addressee
  /** In the order in which they were given. */
  readonly duties: ReadonlyArray<Duty>
  readonly because: ReadonlyArray<Reason>
}

/** Something to be said. */
export type Reminder = Single | Digest

/** A step that fell due and is not sent. */
export interface NotSent {
  /** The key it would have had; `null` when there is nobody to send it to. */
  readonly key: string | null
  readonly duty: Duty
  readonly step: Step
  readonly at: Instant
  readonly why: Reason
  /** The key of what is sent in its place, if anything is. */
  readonly instead: string | null
}

/** The answer of one run. */
export interface Run {
  readonly planned: ReadonlyArray<Reminder>
  readonly notSent: ReadonlyArray<NotSent>
  /** Up to where everything is settled: the next run starts here. Outside the hours of the plan nothing is settled. */
  readonly upTo: Instant
}
