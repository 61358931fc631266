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
import type { Group } from "./Addressee.ts"
import * as Hours from "./Hours.ts"
import { gather } from "./internal/gather.ts"
import * as Offices from "./internal/offices.ts"
import { pick } from "./internal/pick.ts"
import { said } from "./internal/said.ts"
import type { Reason } from "./Reason.ts"
import type { ReminderPlan } from "./ReminderPlan.ts"
import type { NotSent, Reminder, Run } from "./Run.ts"

export type { Digest, NotSent, Reminder, Run, Single } from "./Run.ts"

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
