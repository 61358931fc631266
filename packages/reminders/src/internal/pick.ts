import * as Instant from "@lienhoi/calendar/Instant"
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import type { WorkingDays } from "@lienhoi/calendar/WorkingDays"
import * as Duty from "@lienhoi/report/Duty"
import * as DigestKey from "../DigestKey.ts"
import * as Hours from "../Hours.ts"
import * as ReminderKey from "../ReminderKey.ts"
import type { ReminderPlan } from "../ReminderPlan.ts"
import type { NotSent } from "../Run.ts"
import * as Step from "../Step.ts"
import type { Offices, Reached } from "./offices.ts"
import type { Said } from "./said.ts"

/** Everything one run looks at. */
export interface Scene {
  readonly plan: ReminderPlan
  readonly calendar: WorkingDays
  readonly from: Instant.Instant
  readonly to: Instant.Instant
  readonly offices: Offices
  readonly words: Said
}

/** A step at its moment. */
interface Timed {
  readonly step: Step.Step
  readonly moment: Step.Moment
}

/** The newest open step of one duty to one side, and whom it reaches. */
export interface Pick extends Timed {
  readonly duty: Duty.Duty
  readonly reached: Reached
  /** Since when another officer answers, when that falls into the span. */
  readonly handover: PlainDate | null
  /** Falls due in this run; otherwise it was due before and only belongs into a digest that is sent anyway. */
  readonly triggered: boolean
  readonly expires: Instant.Instant | null
}

/** What one duty comes to. */
export interface Picked {
  readonly picks: ReadonlyArray<Pick>
  readonly notSent: ReadonlyArray<NotSent>
}

/** Whether it is told in a digest: steps of that form, and vacant posts, told to an upper unit. */
export const isGathered = ({ step, reached }: { readonly step: Step.Step; readonly reached: Reached }): boolean =>
  step.form === "digest" || reached.answers.id !== reached.meant.id

/** The key of a step to somebody. A digest stands for the day of its step, or of the handover. */
export const keyOf = (duty: Duty.Duty, step: Step.Step, reached: Reached, day: PlainDate): string => {
  const { association, lineage, period, unit, round } = duty
  const recipient = reached.addressee.id
  return isGathered({ step, reached })
    ? DigestKey.format({ association, recipient, day, kind: step.id })
    : ReminderKey.format({ association, lineage, period, unit, round, step: step.id, recipient })
}

const timeline = ({ plan, calendar }: Scene, duty: Duty.Duty, to: Step.Step["to"]): ReadonlyArray<Timed> =>
  plan.steps
    .filter((step) => step.to === to && (step.lineages === null || step.lineages.includes(duty.lineage)))
    .map((step) => ({
      step,
      moment: Step.moment(step, duty.due, { calendar, workingDaysOnly: plan.workingDaysOnly })
    }))
    .toSorted((a, b) => (a.moment.at < b.moment.at ? -1 : a.moment.at > b.moment.at ? 1 : 0))

const ofSide = (scene: Scene, duty: Duty.Duty, to: Step.Step["to"]): Picked => {
  const { from, offices, words } = scene
  const today = Instant.dateIn(scene.to)
  const steps = timeline(scene, duty, to)
  const passed = steps.filter(
    ({ moment }) => moment.at <= scene.to && (duty.openedAt === null || moment.at > duty.openedAt)
  )
  const fresh = passed.filter(({ moment }) => moment.at > from)
  const newest = passed.at(-1)
  if (newest === undefined) return { picks: [], notSent: [] }

  const reached = offices.reached(duty, newest.step, today)
  const not = ({ step, moment }: Timed, why: NotSent["why"], instead: string | null): NotSent => {
    const key = reached === null ? null : keyOf(duty, step, reached, moment.day)
    return { key, duty, step, at: moment.at, why, instead }
  }

  if (!Duty.isOpen(duty)) return { picks: [], notSent: fresh.map((timed) => not(timed, words.settled(duty), null)) }
  const isFresh = newest.moment.at > from
  if (reached === null) {
    const why = to === "upper" && offices.line(duty, today).length === 1 ? words.noUpper(duty) : words.nobody(duty)
    return { picks: [], notSent: fresh.map((timed) => not(timed, why, null)) }
  }

  const after = isFresh ? newest.moment.at : from
  const handover = offices.handover(duty, newest.step, { after, to: scene.to, now: reached.addressee.id })
  const trigger = handover === null ? newest.moment.at : Instant.at(handover, newest.step.time)
  const isMissed =
    scene.plan.catchUp === "skip" && Instant.dateIn(Hours.next(scene.plan, scene.calendar, trigger)) < today
  // On the day of a handover everybody is told at the hour of the step, those who were missed before too.
  const isWaiting =
    Instant.at(today, newest.step.time) > scene.to && offices.changedOn(duty, newest.step, today, reached.addressee.id)
  const triggered = (isFresh || handover !== null) && !isMissed && !isWaiting
  const vacant = reached.answers.id !== reached.meant.id
  const key = keyOf(duty, newest.step, reached, handover ?? newest.moment.day)
  return {
    picks: [
      {
        ...newest,
        duty,
        reached,
        handover,
        triggered,
        expires: steps[steps.indexOf(newest) + 1]?.moment.at ?? null
      }
    ],
    notSent: [
      // Never a flood: of all steps that fell due, only the newest one is sent.
      ...fresh.slice(0, -1).map((timed) => not(timed, words.superseded(newest.step.id), triggered ? key : null)),
      ...(isFresh && isMissed ? [not(newest, words.missed(newest.moment.day), null)] : []),
      ...(isFresh && isWaiting ? [not(newest, words.waiting(newest.step.time), key)] : []),
      ...(triggered && vacant ? [{ ...not(newest, words.vacant(reached.meant, reached.answers), key), key: null }] : [])
    ]
  }
}

/** The newest open step of a duty to each side, and the steps that are not sent. */
export const pick = (scene: Scene, duty: Duty.Duty): Picked => {
  const sides = [ofSide(scene, duty, "responsible"), ofSide(scene, duty, "upper")]
  return { picks: sides.flatMap((side) => side.picks), notSent: sides.flatMap((side) => side.notSent) }
}
