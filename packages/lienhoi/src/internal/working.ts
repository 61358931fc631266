/**
 * What an app does by itself: plans by a timetable, hands over, asks about what nobody knows.
 */
import { hostname } from "node:os"
import * as Instant from "@lienhoi/calendar/Instant"
import * as Directory from "@lienhoi/hierarchy/Directory"
import * as Snapshot from "@lienhoi/hierarchy/Snapshot"
import type * as Channel from "@lienhoi/messaging/Channel"
import * as Delivery from "@lienhoi/messaging/Delivery"
import * as Message from "@lienhoi/messaging/Message"
import * as Outbox from "@lienhoi/messaging/Outbox"
import * as Posting from "@lienhoi/messaging/Posting"
import * as Unsettled from "@lienhoi/messaging/Unsettled"
import * as Reminder from "@lienhoi/reminders/Reminder"
import * as ReminderKey from "@lienhoi/reminders/ReminderKey"
import type * as ReminderRunner from "@lienhoi/reminders/ReminderRunner"
import * as Scheduler from "@lienhoi/reminders/Scheduler"
import * as Timetable from "@lienhoi/reminders/Timetable"
import * as DutyId from "@lienhoi/report/DutyId"
import { ofChannels, Rates } from "@lienhoi/sql/Rate"
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Bilingual } from "@lienhoi/words/Language"
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Schedule from "effect/Schedule"
import type { Foreseen, Foresight, Story, WorkOptions } from "../Working.ts"
import * as Cases from "./cases.ts"
import type * as Shelving from "./shelving.ts"
import * as StoryLines from "./story.ts"
import * as Work from "./work.ts"

const texts = Catalogue.make({
  store: {
    vi: "Chưa làm việc được với kho, sẽ thử lại: {reason}",
    en: "The store cannot be worked with, tried again: {reason}"
  },
  duties: { vi: "Chưa lập được danh sách nhắc: {reason}", en: "Reminders cannot be planned: {reason}" },
  clock: {
    vi: "Đồng hồ máy này lệch {seconds} giây so với kho; chỉnh giờ máy rồi máy sẽ làm việc tiếp",
    en: "The clock of this machine is {seconds} seconds off the store's; set it, and the work goes on"
  }
})

const say = (code: keyof typeof texts, params: Catalogue.Params): Bilingual => ({
  vi: Catalogue.say(texts, code, params, "vi"),
  en: Catalogue.say(texts, code, params, "en")
})

const now = Effect.map(Clock.currentTimeMillis, Instant.fromMillis)

/** How many messages are in hand at once. */
const limit = 64

/** A clock that is off by more than this plans and sends at wrong hours. In milliseconds. */
const tolerated = 30_000

const passes = (worker: string, channels: ReadonlyArray<Channel.Contract>) =>
  Effect.gen(function* () {
    const delivered: Record<string, number> = {}
    if (channels.length === 0) return delivered
    for (;;) {
      const done = yield* Delivery.pass({ worker, channels, limit })
      for (const { state } of done) delivered[state?.at ?? "unknown"] = (delivered[state?.at ?? "unknown"] ?? 0) + 1
      if (done.length < limit) return delivered
      // Between two passes the worker may be asked to stop.
      yield* Effect.yieldNow
    }
  }).pipe(Effect.provideService(Rates, ofChannels(channels)))

const reasonOf = (error: unknown): string =>
  error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error)

const troubleOf = (error: unknown): Bilingual => {
  const { reason } = (error ?? {}) as { readonly reason?: ReminderRunner.RunnerError["reason"] }
  return reason?._tag === "NoDuties"
    ? {
        vi: say("duties", { reason: reason.issues.map(({ message }) => message).join("; ") }).vi,
        en: say("duties", { reason: reason.issues.map(({ english }) => english).join("; ") }).en
      }
    : say("store", { reason: reasonOf(error) })
}

/** Brings what is read up to the journal, once a second; what goes wrong is tried again at the next turn. */
export const advancing = ({ advance }: Shelving.Shelving["Service"]): Effect.Effect<void> =>
  advance.pipe(
    Effect.catchCause((cause) =>
      Cause.hasInterruptsOnly(cause) ? Effect.void : Effect.logWarning("read models wait", Cause.squash(cause))
    ),
    Effect.repeat(Schedule.spaced("1 second")),
    Effect.asVoid
  )

/** Works until it is stopped; what is in hand then gets its answer first. */
export const work = (
  deps: Work.Deps,
  reminders: ReminderRunner.ReminderRunner["Service"],
  options: WorkOptions,
  isMachineClock: boolean
) =>
  Effect.gen(function* () {
    const { worker = `${hostname()}-${process.pid}`, every = 5, timetable = Timetable.standard } = options
    const { signal, once = false, tell = () => {} } = options
    const scheduler = yield* Scheduler.Scheduler
    let worried: string | null = null
    const turn = (name: string, by: Timetable.Timetable) => ({ name, holder: worker, timetable: by })
    const round = Effect.gen(function* () {
      const skew = isMachineClock ? yield* scheduler.skew : 0
      if (Math.abs(skew) > tolerated) {
        tell({ news: "trouble", at: yield* now, because: say("clock", { seconds: Math.round(skew / 1000) }) })
        return
      }
      yield* deps.reports.catchUp
      yield* Work.withdraw(deps)
      const planned = yield* Effect.catchTag(
        Scheduler.runDue(turn("reminders", timetable), reminders.tick),
        "RunnerError",
        (error) =>
          Effect.flatMap(now, (at) => {
            tell({ news: "trouble", at, because: troubleOf(error) })
            return Effect.succeed(null)
          })
      )
      const worry = yield* deps.care
      if (worry !== null && worry.vi !== worried) tell({ news: "trouble", at: yield* now, because: worry })
      worried = worry?.vi ?? null
      yield* deps.receive
      const delivered = yield* passes(worker, deps.channels)
      const asked = yield* Scheduler.runDue(turn("unknowns", { every: 10 }), Unsettled.askAll(deps.channels))
      yield* Scheduler.runDue(turn("retention", { every: 1440 }), deps.shelving.retain)
      yield* deps.shelving.forgetLinks
      yield* deps.shelving.advance
      const news = { planned: planned?.added.length ?? 0, delivered, settled: asked?.length ?? 0 }
      if (news.planned + news.settled + Object.keys(delivered).length > 0)
        tell({ news: "round", at: yield* now, ...news })
    }).pipe(
      Effect.catchCause((cause) =>
        Cause.hasInterruptsOnly(cause)
          ? Effect.failCause(cause as Cause.Cause<never>)
          : Effect.flatMap(now, (at) =>
              Effect.sync(() => tell({ news: "trouble", at, because: troubleOf(Cause.squash(cause)) }))
            )
      )
    )
    const stopped = Effect.callback<void>((resume) => {
      if (signal?.aborted) return resume(Effect.void)
      signal?.addEventListener("abort", () => resume(Effect.void), { once: true })
    })
    const rounds = once ? round : Effect.forever(Effect.andThen(round, Effect.sleep(`${every} seconds`)))
    const working = once ? rounds : Effect.raceFirst(rounds, advancing(deps.shelving))
    yield* signal === undefined ? working : Effect.raceFirst(working, stopped)
  })

/** Names for people. */
const namesAt = (deps: Work.Deps, at: Instant.Instant) => {
  const tree = Cases.today(deps.house, at)
  return {
    unit: (id: string) => Snapshot.unit(tree, id)?.name ?? id,
    person: (id: string) => Directory.person(deps.house.directory, id)?.name ?? id
  }
}

/** What a run now would do. */
export const foresee = (deps: Work.Deps, reminders: ReminderRunner.ReminderRunner["Service"]) =>
  Effect.gen(function* () {
    yield* deps.reports.catchUp
    const { from, at, planned, notSent } = yield* reminders.preview
    const names = namesAt(deps, at)
    return {
      from,
      to: at,
      planned: planned.map(
        (reminder): Foreseen => ({
          key: reminder.key,
          step: reminder.step.id,
          at: reminder.at,
          to: { id: reminder.to.id, name: names.person(reminder.to.id) },
          units: Reminder.dutiesOf(reminder).map(({ unit }) => names.unit(unit)),
          because: Work.together(reminder.because)
        })
      ),
      withheld: notSent.map(
        ({ key, step, at, duty, why }): Foreseen => ({
          key,
          step: step.id,
          at,
          to: null,
          units: [names.unit(duty.unit)],
          because: why.text
        })
      )
    } satisfies Foresight
  })

/** The story of one message. */
export const why = (deps: Work.Deps, key: string) =>
  Effect.gen(function* () {
    yield* deps.reports.catchUp
    const [posted] = yield* (yield* Outbox.Outbox).list([key])
    if (posted === undefined) return null
    const names = namesAt(deps, yield* now)
    const about = ReminderKey.parse(key)
    const message = Message.decode(posted.row.payload)
    const duty = posted.row.duty === null ? null : DutyId.parse(posted.row.duty)
    const story = {
      key,
      about:
        about === null
          ? null
          : {
              lineage: about.lineage,
              period: about.period,
              unit: about.unit,
              unitName: names.unit(about.unit),
              round: about.round,
              isOpen:
                duty !== null &&
                DutyId.isOpen(
                  duty,
                  deps.reports.historyOf(duty.key).map(({ event }) => event)
                ),
              step: about.step
            },
      to: message.ok ? { id: message.value.to.id, name: message.value.to.name } : null,
      posted
    }
    return { ...story, lines: StoryLines.lines(story) } satisfies Story
  })

/** Whether the decision of a person counted. */
export const decide = (key: string, decision: Unsettled.Decided) =>
  Effect.gen(function* () {
    const rows = yield* (yield* Outbox.Outbox).list([key])
    const before = rows[0]?.state
    if (before?.at !== "undelivered" || before.by !== null) return false
    yield* decision
    return true
  })

/** Whether what a person found out counted. */
export const settle = (
  key: string,
  { arrived, again = false, by }: { readonly arrived: boolean; readonly again?: boolean; readonly by: string }
) =>
  Effect.gen(function* () {
    const [posted] = yield* (yield* Outbox.Outbox).list([key])
    if (posted?.state.at !== "unknown") return false
    yield* arrived ? Unsettled.arrived(posted, by) : Unsettled.didNotArrive(posted, by, again)
    return true
  })

/** Whether a backup held it back. */
export const isHeld = ({ state, attempts }: Outbox.Posted): boolean =>
  state.at === "unknown" && attempts.at(-1)?.worker === Posting.restorer

/** Sends what a backup held back. */
export const release = (by: string, keys?: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    const held = (yield* (yield* Outbox.Outbox).list(keys)).filter(isHeld)
    yield* Effect.forEach(held, (posted) => Unsettled.didNotArrive(posted, by, true))
    return held.map(({ row }) => row.key)
  })
