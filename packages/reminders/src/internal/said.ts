import * as Instant from "@lienhoi/calendar/Instant"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import * as Remaining from "@lienhoi/calendar/Remaining"
import * as Association from "@lienhoi/hierarchy/Association"
import type { Unit } from "@lienhoi/hierarchy/Unit"
import type { Duty } from "@lienhoi/report/Duty"
import type { Language } from "@lienhoi/words/Language"
import * as Reason from "../Reason.ts"
import type { Moment } from "../Step.ts"
import type { Offices } from "./offices.ts"

const moment = (at: Instant.Instant, language: Language): string =>
  `${Instant.timeIn(at)} ${PlainDate.formatLong(Instant.dateIn(at), language)}`

/** The reasons of one run, with units and days in words. */
export const said = (offices: Offices, association: Association.Association, to: Instant.Instant) => {
  const today = Instant.dateIn(to)
  const name = (unit: Unit | undefined, duty: Duty, language: Language): string =>
    unit === undefined ? duty.unit : Association.organisationName(association, unit, language)
  const owing = (duty: Duty, language: Language): string => name(offices.line(duty, today)[0], duty, language)
  const about = (code: Reason.Code, duty: Duty): Reason.Reason =>
    Reason.make(code, (language) => ({ unit: owing(duty, language) }))

  return {
    due: (duty: Duty) =>
      Reason.make("due", (language) => ({
        unit: owing(duty, language),
        remaining: Remaining.format(today, duty.due, language)
      })),
    gathered: (n: number, upper: Unit) =>
      Reason.make("gathered", (language) => ({
        n,
        upper: Association.organisationName(association, upper, language)
      })),
    moved: ({ nominal, day }: Moment) =>
      Reason.make("moved", (language) => ({
        nominal: PlainDate.formatLong(nominal, language),
        day: PlainDate.formatLong(day, language)
      })),
    caughtUp: (at: Instant.Instant) => Reason.make("caught-up", (language) => ({ at: moment(at, language) })),
    handover: (day: PlainDate.PlainDate) =>
      Reason.make("handover", (language) => ({ day: PlainDate.formatLong(day, language) })),
    settled: (duty: Duty) =>
      Reason.make(duty.fulfilledAt === null ? "waived" : "fulfilled", (language) => ({
        unit: owing(duty, language),
        at: moment(duty.fulfilledAt ?? to, language)
      })),
    superseded: (step: string) => Reason.make("superseded", () => ({ step })),
    inLaterDigest: (day: PlainDate.PlainDate) =>
      Reason.make("in-later-digest", (language) => ({ day: PlainDate.formatLong(day, language) })),
    vacant: (meant: Unit, upper: Unit) =>
      Reason.make("vacant", (language) => ({
        unit: Association.organisationName(association, meant, language),
        upper: Association.organisationName(association, upper, language)
      })),
    nobody: (duty: Duty) => about("nobody", duty),
    noUpper: (duty: Duty) => about("no-upper", duty),
    missed: (day: PlainDate.PlainDate) =>
      Reason.make("missed", (language) => ({ day: PlainDate.formatLong(day, language) })),
    waiting: (time: string) => Reason.make("handover-today", () => ({ time })),
    held: (until: Instant.Instant) => Reason.make("held", (language) => ({ at: moment(until, language) }))
  }
}

/** The reasons of one run. */
export type Said = ReturnType<typeof said>
