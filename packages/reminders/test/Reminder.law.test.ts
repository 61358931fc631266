import * as WorkingDays from "@lienhoi/calendar/WorkingDays"
import * as DigestKey from "@lienhoi/reminders/DigestKey"
import * as Hours from "@lienhoi/reminders/Hours"
import * as Reminder from "@lienhoi/reminders/Reminder"
import * as Step from "@lienhoi/reminders/Step"
import * as Duty from "@lienhoi/report/Duty"
import * as fc from "fast-check"
import { expect, it } from "vitest"
import { people } from "./fixture.ts"
import { dutiesAt, run, runAll, type World, world } from "./world.ts"

const numRuns = 1000

/**
 * What a key says about a duty. A message says what its key says; of a digest it is told, to whom and of which kind, not
 * on which day: what was missed on several days is gathered into the newest of them.
 */
const telling = (key: string, duty: Duty.Duty): string => {
  const digest = DigestKey.parse(key)
  return digest === null ? key : `${digest.recipient} ${digest.kind} ${Duty.id(duty)}`
}

const tellings = (runs: ReadonlyArray<Reminder.Run>): ReadonlyArray<string> =>
  runs.flatMap(({ planned }) =>
    planned.flatMap((reminder) => Reminder.dutiesOf(reminder).map((duty) => telling(reminder.key, duty)))
  )

const tells = (reminder: Reminder.Reminder, duty: Duty.Duty): boolean =>
  Reminder.dutiesOf(reminder).some((other) => Duty.id(other) === Duty.id(duty))

/** What fell due before the first run, to whomever it may be told. */
const before = (one: World): ReadonlyArray<string> =>
  dutiesAt(one, one.start).flatMap((duty) =>
    one.plan.steps
      .filter((step) => Step.moment(step, duty.due, { ...one.plan, calendar: WorkingDays.vietnam }).at <= one.start)
      .flatMap((step) => people.map((person) => `${person} ${step.id} ${Duty.id(duty)}`))
  )

/** The last step to that side that fell due in the span, worked out apart from the code under test. */
const newestStep = (one: World, duty: Duty.Duty, to: Step.Step["to"]): Step.Step | null => {
  let newest: { readonly step: Step.Step; readonly at: string } | null = null
  for (const step of one.plan.steps) {
    const { at } = Step.moment(step, duty.due, { ...one.plan, calendar: WorkingDays.vietnam })
    const isOpenBy = duty.openedAt === null || at > duty.openedAt
    if (step.to === to && at > one.start && at <= one.end && isOpenBy && at >= (newest?.at ?? "")) newest = { step, at }
  }
  return newest?.step ?? null
}

/** Counts what was tried: how the span was cut, and in how many cases anything was to be said. */
const tally = () => {
  const paces = new Map<string, number>()
  let said = 0
  let total = 0
  return {
    count: (tried: World, isSaid: boolean): void => {
      total++
      if (isSaid) said++
      paces.set(tried.pace, (paces.get(tried.pace) ?? 0) + 1)
    },
    close: (law: string): void => {
      const shares = [...paces].map(([pace, n]) => `${pace} ${((100 * n) / total).toFixed(1)} %`)
      console.info(
        `${law}: ${total} worlds, in ${((100 * said) / total).toFixed(1)} % something was due; ${shares.join(", ")}`
      )
      expect(total).toBeGreaterThanOrEqual(numRuns)
      expect(said / total).toBeGreaterThanOrEqual(0.5)
      for (const n of paces.values()) expect(n / total).toBeGreaterThanOrEqual(0.05)
    }
  }
}

it("law Cadence: run every minute, every hour or once after a week, the newest keys of what is still owed are the same, and only superseded ones differ", () => {
  const tried = tally()
  fc.assert(
    fc.property(world({ changing: false }), (one) => {
      const often = runAll(one)
      const once = run(one, one.start, one.end)
      const superseded = once.notSent.flatMap(({ key, duty }) => (key === null ? [] : [telling(key, duty)]))
      const said = { often: tellings(often), once: tellings([once]) }

      tried.count(one, once.planned.length > 0)
      // Nothing is lost: what the one late run says, the frequent runs said too.
      expect(said.often).toEqual(expect.arrayContaining([...said.once]))
      // Nothing is made up: what only the frequent runs said is named by the late one as superseded; a digest may also
      // repeat what was due before the span.
      expect([...superseded, ...said.once, ...before(one)]).toEqual(expect.arrayContaining([...said.often]))
      // No key is planned twice, however often it is run.
      const keys = often.flatMap(({ planned }) => planned.map(({ key }) => key))
      expect(keys).toHaveLength(new Set(keys).size)
    }),
    { numRuns }
  )
  tried.close("Cadence")
})

it("law Cadence, while reports come in and officers change: whom one late run tells of a duty, frequent runs told last, of the same step", () => {
  const tried = tally()
  fc.assert(
    fc.property(world({ changing: true }), (one) => {
      const often = runAll(one).flatMap(({ planned }) => planned)
      const once = run(one, one.start, one.end).planned

      tried.count(one, once.length > 0)
      for (const reminder of once) {
        // A digest that was due with others may have been gathered into a newer one: then that one told of the duty.
        if (reminder.form === "message") expect(often.map(({ key }) => key)).toContain(reminder.key)
        for (const duty of Reminder.dutiesOf(reminder)) {
          const last = often.findLast((other) => other.step.to === reminder.step.to && tells(other, duty))
          expect(last && [last.step.id, last.to.id]).toEqual([reminder.step.id, reminder.to.id])
        }
      }
    }),
    { numRuns }
  )
  tried.close("Cadence, changing")
})

it("law Stop: a fulfilled or waived duty yields no new key, and a new round none before it opened", () => {
  const tried = tally()
  fc.assert(
    fc.property(world({ changing: true }), (one) => {
      const runs = runAll(one)
      const isSettled = dutiesAt(one, one.end).some((duty) => !Duty.isOpen(duty))

      tried.count(one, isSettled)
      for (const { planned } of runs) {
        for (const reminder of planned) {
          const known = dutiesAt(one, reminder.plannedAt)
          for (const duty of Reminder.dutiesOf(reminder)) {
            const current = known.find((other) => Duty.id(other) === Duty.id(duty))
            expect(current !== undefined && Duty.isOpen(current)).toBe(true)
            if (duty.openedAt !== null) expect(reminder.plannedAt > duty.openedAt).toBe(true)
          }
        }
      }
    }),
    { numRuns }
  )
  tried.close("Stop")
})

it("law Told once: each open duty whose step fell due is told to somebody once, a recipient hears of a step in one digest, and only in the hours of the plan", () => {
  const tried = tally()
  fc.assert(
    fc.property(world({ changing: true }), (one) => {
      const { planned, notSent } = run(one, one.start, one.end)
      const open = dutiesAt(one, one.end).filter(Duty.isOpen)

      tried.count(one, planned.length > 0)
      expect(Hours.isAllowed(one.plan, WorkingDays.vietnam, one.end)).toBe(true)
      for (const duty of open) {
        for (const to of ["responsible", "upper"] as const) {
          const newest = newestStep(one, duty, to)
          const told = planned.filter((reminder) => reminder.step.to === to && tells(reminder, duty))
          const waits = notSent.some(
            (other) =>
              other.why.code === "handover-today" && other.step.to === to && Duty.id(other.duty) === Duty.id(duty)
          )
          if (newest !== null && !waits) expect(told.map(({ step }) => step.id)).toEqual([newest.id])
          else expect(told.length).toBeLessThanOrEqual(1)
        }
      }
      const digests = planned.filter(({ form }) => form === "digest")
      expect(new Set(digests.map(({ step, to }) => `${step.id} ${to.id}`)).size).toBe(digests.length)
      for (const { step, form } of planned) expect(step.to === "upper" && form === "message").toBe(false)
    }),
    { numRuns }
  )
  tried.close("Told once")
})
