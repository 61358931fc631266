/**
 * One round of the worker: plans the reminders that are due, then hands over what may go.
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as Period from "@lienhoi/calendar/Period"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import * as Window from "@lienhoi/calendar/Window"
import * as Snapshot from "@lienhoi/hierarchy/Snapshot"
import * as ByHandChannel from "@lienhoi/messaging/ByHandChannel"
import type * as Channel from "@lienhoi/messaging/Channel"
import * as Delivery from "@lienhoi/messaging/Delivery"
import * as Labelled from "@lienhoi/messaging/Labelled"
import type * as Outbox from "@lienhoi/messaging/Outbox"
import * as Worklist from "@lienhoi/messaging/Worklist"
import * as Reminder from "@lienhoi/reminders/Reminder"
import * as ReminderPlan from "@lienhoi/reminders/ReminderPlan"
import * as ReminderRunner from "@lienhoi/reminders/ReminderRunner"
import type { Duty } from "@lienhoi/report/Duty"
import * as DutyId from "@lienhoi/report/DutyId"
import * as Report from "@lienhoi/report/Report"
import * as ReadBack from "@lienhoi/template/ReadBack"
import * as Issue from "@lienhoi/words/Issue"
import type { Bilingual, Language } from "@lienhoi/words/Language"
import * as Effect from "effect/Effect"
import type { Tick } from "../App.ts"
import type { AppConfig } from "../Config.ts"
import * as Cases from "./cases.ts"
import * as Counting from "./counting.ts"
import type * as Shelving from "./shelving.ts"

/** What a round stands on. */
export interface Deps extends Counting.Deps {
  readonly config: AppConfig
  readonly channels: ReadonlyArray<Channel.Contract>
  /** Keeps what the channels stand on alive; gives what a person has to hear, `null` when nothing. */
  readonly care: Effect.Effect<Bilingual | null>
  /** Deals with what came in; its answers go into the outbox. */
  readonly receive: Effect.Effect<unknown>
  readonly language: Language
  readonly shelving: Shelving.Shelving["Service"]
}

/** Periods whose window has closed, or closes, within this many days of now are looked after. */
const lookBack = 120

/** The periods of a template that somebody may have to be reminded of. */
export const periodsAround = (
  { template }: Cases.Sheet["template"],
  today: PlainDate.PlainDate
): ReadonlyArray<Period.Period> => {
  if (template.period === "ad-hoc" || template.period === "term") return []
  const first = PlainDate.addDays(today, -lookBack)
  const periods: Array<Period.Period> = []
  const newest = Window.containing(template.period, today, template.window) ?? Period.containing(template.period, first)
  for (
    let period = newest;
    period !== null && Window.of(period, template.window).to >= first;
    period = Period.previous(period)
  )
    periods.push(period)
  return periods
}

/** Last period's figures of the unit that owes, as she gave them. */
const lastFigures =
  (deps: Deps) =>
  (duty: Duty): Labelled.Labelled<ReadonlyArray<string>> | null => {
    const compiled = [...deps.house.templates.values()].find(({ template }) => template.lineage === duty.lineage)
    const period = Period.fromId(duty.period)
    if (compiled === undefined || !period.ok) return null
    const before = Period.previous(period.value).id
    const cells = Report.cellsOn(
      deps.reports.get({ lineage: duty.lineage, unit: duty.unit, period: before }),
      "submitted"
    )
    return cells === null
      ? null
      : Labelled.make(ReadBack.lines(compiled.template, duty.level, cells, deps.language), compiled.template.label)
  }

const look =
  (deps: Deps) =>
  (at: Instant.Instant): Issue.Checked<ReminderRunner.Situation> => {
    const today = Instant.dateIn(at)
    const lists = [...deps.house.templates.values()].flatMap((template) =>
      periodsAround(template, today).map((period) => Counting.dutiesOf(deps, { template, period }))
    )
    const issues = lists.flatMap((list) => (list.ok ? [] : list.issues))
    return Issue.unless(issues, () => ({
      hierarchy: deps.house.hierarchy,
      directory: deps.house.directory,
      duties: lists.flatMap((list) => (list.ok ? list.value : [])),
      titles: Object.fromEntries(
        [...deps.house.templates.values()].map(({ template }) => [
          template.lineage,
          { vi: template.title, en: template.titleEn ?? template.title }
        ])
      ),
      figures: lastFigures(deps),
      language: deps.language
    }))
  }

/** The runner of reminders over this app. */
export const runner = (deps: Deps) =>
  ReminderRunner.make({
    association: deps.house.association.id,
    plan: deps.config.reminders ?? ReminderPlan.standard,
    calendar: deps.house.calendar,
    look: look(deps)
  })

/** Reasons in one sentence. */
export const together = (reasons: ReadonlyArray<{ readonly text: Bilingual }>): Bilingual => ({
  vi: reasons.map(({ text }) => text.vi).join("; "),
  en: reasons.map(({ text }) => text.en).join("; ")
})

/** How many messages are in hand at once. */
const limit = 64

/** Hands over until nothing more may go now. */
export const drain = (
  deps: Pick<Deps, "channels">
): Effect.Effect<ReadonlyArray<Delivery.Done>, Outbox.OutboxError, Outbox.Outbox> =>
  Effect.gen(function* () {
    if (deps.channels.length === 0) return []
    const all: Array<Delivery.Done> = []
    for (;;) {
      const done = yield* Delivery.pass({ worker: "app", channels: deps.channels, limit })
      all.push(...done)
      if (done.length < limit) return all
    }
  })

/** Takes texts off the work list whose report came in meanwhile: nobody is asked for what is there. */
export const withdraw = (deps: Deps) =>
  Effect.gen(function* () {
    const worklist = yield* Worklist.Worklist
    for (const { key, duty } of yield* worklist.items) {
      const id = duty === null ? null : DutyId.parse(duty)
      if (id === null) continue
      const events = deps.reports.historyOf(id.key).map(({ event }) => event)
      if (!DutyId.isOpen(id, events)) yield* ByHandChannel.couldNot(key, "app", "too-late")
    }
  })

/** One round. */
export const round = (deps: Deps, reminders: ReminderRunner.ReminderRunner["Service"]) =>
  Effect.gen(function* () {
    yield* deps.reports.catchUp
    yield* withdraw(deps)
    yield* deps.receive
    const ran = yield* reminders.tick
    const done = yield* drain(deps)
    yield* deps.shelving.forgetLinks
    const nameOf = (unit: string): string => Snapshot.unit(Cases.today(deps.house, ran.at), unit)?.name ?? unit
    return {
      at: ran.at,
      planned: ran.planned
        .filter(({ key }) => ran.added.includes(key))
        .map((reminder) => ({
          key: reminder.key,
          step: reminder.step.id,
          to: reminder.to.id,
          units: Reminder.dutiesOf(reminder).map((duty) => duty.unit),
          because: together(reminder.because)
        })),
      withheld: ran.notSent.map(({ duty, why }) => ({ unit: nameOf(duty.unit), because: why.text })),
      delivered: done.map(({ key, state, decision }) => ({
        key,
        state: state?.at ?? "unknown",
        because: decision?.because ?? { vi: "", en: "" }
      }))
    } satisfies Tick
  })
