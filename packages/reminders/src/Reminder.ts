/**
 * What is to be said between two moments, to whom, and why; and what is not said, and why not. Pure: the same plan,
 * duties, tree and span give the same answer, and however a span is cut into runs, every duty that is still open ends
 * with the same newest key.
 *
 * @since 0.1.0
 */
import type { Instant } from "@lienhoi/calendar/Instant"
import type { WorkingDays } from "@lienhoi/calendar/WorkingDays"
import type { Hierarchy } from "@lienhoi/hierarchy/Hierarchy"
import type { Duty } from "@lienhoi/report/Duty"
import type { Addressee, Group } from "./Addressee.ts"
import * as Hours from "./Hours.ts"
import { gather } from "./internal/gather.ts"
import * as Offices from "./internal/offices.ts"
import { pick } from "./internal/pick.ts"
import { said } from "./internal/said.ts"
import type { Reason } from "./Reason.ts"
import type { ReminderPlan } from "./ReminderPlan.ts"
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

/** What a run looks at. */
export interface DueOptions {
  readonly plan: ReminderPlan
  /** All duties of one association in one call, fulfilled ones too: a digest gathers them. */
  readonly duties: ReadonlyArray<Duty>
  readonly hierarchy: Hierarchy
  readonly calendar: WorkingDays
  /** Chat groups, for steps that go to a group. */
  readonly groups?: ReadonlyArray<Group>
  /** The span begins after this moment: `upTo` of the run before. */
  readonly from: Instant
  /** The span ends with this moment: now. */
  readonly to: Instant
}

/**
 * Plans the steps that fall due after `from` and not later than `to`.
 *
 * - A duty that is fulfilled or waived yields nothing. A new round has new keys, and none before it opened.
 * - Of several steps to one recipient about one duty only the newest is sent.
 * - Who answers is asked for the day of the run; a successor gets the newest open step, at its hour, and no other.
 * - A vacant post is told to the nearest upper unit that has somebody, in a digest: never one message per unit.
 * - Outside the hours of the plan nothing is sent and nothing is lost: the next run starts where this one did.
 *
 * **Gotchas**
 *
 * The duties are those known at `to`. A step that would have been sent to a duty that is fulfilled by now is not.
 */
export const due = (options: DueOptions): Run => {
  const { plan, calendar, from, to, groups = [] } = options
  const offices = Offices.open({ hierarchy: options.hierarchy, groups })
  const words = said(offices, options.hierarchy.association, to)
  const scene = { plan, calendar, from, to, offices, words }
  const picked = options.duties.map((duty) => pick(scene, duty))
  const gathered = gather(
    picked.flatMap(({ picks }) => picks),
    scene
  )
  const allowed = Hours.next(plan, calendar, to)
  if (allowed > to)
    return { planned: [], notSent: gathered.planned.flatMap((one) => hold(one, words.held(allowed))), upTo: from }
  return {
    planned: gathered.planned,
    notSent: [...picked.flatMap((one) => one.notSent), ...gathered.notSent],
    upTo: to > from ? to : from
  }
}

/** The duties a reminder is about. */
export const dutiesOf = (reminder: Reminder): ReadonlyArray<Duty> =>
  reminder.form === "message" ? [reminder.duty] : reminder.duties

const hold = (reminder: Reminder, why: Reason): ReadonlyArray<NotSent> => {
  const { key, step, at } = reminder
  return dutiesOf(reminder).map((duty) => ({ key, duty, step, at, why, instead: null }))
}
