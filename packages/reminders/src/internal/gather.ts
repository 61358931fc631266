import * as Instant from "@lienhoi/calendar/Instant"
import type { Digest, NotSent, Reminder, Single } from "../Run.ts"
import { isGathered, keyOf, type Pick, type Scene } from "./pick.ts"

const dayOf = ({ handover, moment }: Pick): string => handover ?? moment.day

const special = ({ to, words }: Scene, { handover, moment }: Pick) => [
  ...(moment.day === moment.nominal ? [] : [words.moved(moment)]),
  ...(handover === null ? [] : [words.handover(handover)]),
  ...(moment.day < Instant.dateIn(to) && handover === null ? [words.caughtUp(moment.at)] : [])
]

const single = (scene: Scene, pick: Pick): Single => ({
  form: "message",
  key: keyOf(pick.duty, pick.step, pick.reached, dayOf(pick)),
  step: pick.step,
  at: pick.moment.at,
  plannedAt: scene.to,
  to: pick.reached.addressee,
  duty: pick.duty,
  expires: pick.expires,
  because: [scene.words.due(pick.duty), ...special(scene, pick)]
})

/** One digest of everything one recipient has to hear at one step; its day is the newest of what falls due. */
const digest = (scene: Scene, picks: ReadonlyArray<Pick>): { planned: Digest; notSent: ReadonlyArray<NotSent> } => {
  const triggered = picks.filter((pick) => pick.triggered)
  const newest = triggered.reduce((a, b) => (dayOf(b) > dayOf(a) ? b : a))
  const day = dayOf(newest)
  const key = keyOf(newest.duty, newest.step, newest.reached, day)
  const { addressee, answers } = newest.reached
  return {
    planned: {
      form: "digest",
      key,
      step: newest.step,
      at: newest.moment.at,
      plannedAt: scene.to,
      to: addressee,
      duties: picks.map(({ duty }) => duty),
      because: [scene.words.gathered(picks.length, answers), ...special(scene, newest)]
    },
    notSent: triggered
      .filter((pick) => dayOf(pick) < day)
      .map((pick) => ({
        key: keyOf(pick.duty, pick.step, pick.reached, dayOf(pick)),
        duty: pick.duty,
        step: pick.step,
        at: pick.moment.at,
        why: scene.words.inLaterDigest(day),
        instead: key
      }))
  }
}

/** Makes messages and digests of the picks; what was due before joins a digest that is sent now, and nothing else. */
export const gather = (
  picks: ReadonlyArray<Pick>,
  scene: Scene
): { readonly planned: ReadonlyArray<Reminder>; readonly notSent: ReadonlyArray<NotSent> } => {
  const groups = new Map<string, Array<Pick>>()
  for (const pick of picks.filter(isGathered)) {
    const name = `${pick.step.id}/${pick.reached.addressee.id}`
    const group = groups.get(name)
    if (group === undefined) groups.set(name, [pick])
    else group.push(pick)
  }
  const digests = [...groups.values()]
    .filter((group) => group.some((pick) => pick.triggered))
    .map((group) => digest(scene, group))
  const singles = picks.filter((pick) => pick.triggered && !isGathered(pick)).map((pick) => single(scene, pick))
  return {
    planned: [...singles, ...digests.map(({ planned }) => planned)],
    notSent: digests.flatMap(({ notSent }) => notSent)
  }
}
