import { assert, it } from "@effect/vitest"
import * as Instant from "@lienhoi/calendar/Instant"
import * as WorkingDays from "@lienhoi/calendar/WorkingDays"
import * as Outbox from "@lienhoi/messaging/Outbox"
import * as ReminderPlan from "@lienhoi/reminders/ReminderPlan"
import * as ReminderRunner from "@lienhoi/reminders/ReminderRunner"
import * as RunLog from "@lienhoi/reminders/RunLog"
import * as Duty from "@lienhoi/report/Duty"
import type { ReportEvent } from "@lienhoi/report/Event"
import * as Journal from "@lienhoi/report/Journal"
import * as MemoryLedger from "@lienhoi/report/MemoryLedger"
import * as ReportKey from "@lienhoi/report/ReportKey"
import * as Round from "@lienhoi/report/Round"
import * as Issue from "@lienhoi/words/Issue"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as TestClock from "effect/testing/TestClock"
import { directory, duty, hierarchy } from "./fixture.ts"

const at = (day: string, time = "08:00"): string => Instant.at(`2024-06-${day}`, time)

const units = ["ap-1", "ap-2"]

/** The duties of two branches, in the round that the journal tells. */
const look: ReminderRunner.Options["look"] = (_, events) => {
  const duties = units.map((unit) => {
    const own = events.filter(({ key }) => key.unit === unit).map(({ event }) => event)
    const { round, openedAt, fulfilledAt, due } = Round.of(own).at(-1)!
    return duty(unit, { round, openedAt, fulfilledAt, ...(due === null ? {} : { due }) })
  })
  return Issue.ok({
    duties,
    hierarchy,
    directory,
    titles: { "vwu/bao-cao-thang": { vi: "Báo cáo tháng", en: "Monthly report" } }
  })
}

const options: ReminderRunner.Options = {
  association: "vwu",
  plan: ReminderPlan.standard,
  calendar: WorkingDays.vietnam,
  look,
  since: at("06")
}

const stores = Layer.mergeAll(Journal.layerMemory, Outbox.layerMemory).pipe(
  Layer.provideMerge(MemoryLedger.layer),
  Layer.provideMerge(RunLog.layerMemory)
)

const goTo = (instant: string) => TestClock.setTime(Instant.toMillis(instant))

const queued = Effect.map(
  Outbox.Outbox.use((outbox) => outbox.list()),
  (rows) => rows.map(({ row, state }) => `${row.key.split("/").slice(4, 7).join(" ")} ${state.at}`)
)

/** A submission or a return; only what the rounds look at is real. */
const happens = (unit: string, event: object) =>
  Effect.gen(function* () {
    const journal = yield* Journal.Journal
    const stream = ReportKey.stream(Duty.key(duty(unit)))
    const expectedVersion = (yield* journal.read(stream)).length
    const full = { id: `${unit}-${expectedVersion}`, by: { person: "p" }, revision: 1, cells: {}, reason: "", ...event }
    yield* journal.append(stream, [full as unknown as ReportEvent], { expectedVersion })
  })

it.effect("a month: invitation, reminder, the day itself, and those who answered are left alone", () =>
  Effect.gen(function* () {
    const runner = yield* ReminderRunner.make(options)
    const stepsAt = Effect.fnUntraced(function* (instant: string) {
      yield* goTo(instant)
      const { added } = yield* runner.tick
      return added.map((key) => key.split("/").slice(4, 7).join(" "))
    })

    const invited = yield* stepsAt(at("07"))
    yield* happens("ap-1", { type: "submitted", recordedAt: at("10", "19:00") })
    const reminded = yield* stepsAt(at("12"))
    const between = yield* stepsAt(at("12", "16:00"))
    yield* happens("ap-1", { type: "returned", recordedAt: at("13", "10:00"), due: "2024-06-17" })
    const onTheDay = yield* stepsAt(at("14"))
    const monday = yield* stepsAt(at("17"))

    assert.deepStrictEqual(invited, ["ap-1 1 moi", "ap-2 1 moi"])
    assert.deepStrictEqual(reminded, ["ap-2 1 nhac"])
    assert.deepStrictEqual(between, [])
    assert.deepStrictEqual(onTheDay, ["ap-1 2 nhac", "ap-2 1 den-han"])
    assert.deepStrictEqual(monday, ["ap-1 2 den-han", "qua-han"])
  }).pipe(Effect.provide(stores))
)

it.effect("several runners at once, and a run repeated after its note was lost, never put a key twice", () =>
  Effect.gen(function* () {
    const first = yield* ReminderRunner.make(options)
    const second = yield* ReminderRunner.make(options)
    const forgetful = yield* ReminderRunner.make(options).pipe(Effect.provide(RunLog.layerMemory, { local: true }))
    yield* goTo(at("07"))

    yield* Effect.all([first.tick, second.tick, forgetful.tick], { concurrency: "unbounded" })
    const again = yield* forgetful.tick
    const afterCrash = yield* ReminderRunner.make(options).pipe(
      Effect.flatMap((runner) => runner.tick),
      Effect.provide(RunLog.layerMemory, { local: true })
    )

    assert.deepStrictEqual(yield* queued, ["ap-1 1 moi queued", "ap-2 1 moi queued"])
    assert.strictEqual(again.planned.length, 0)
    assert.strictEqual(afterCrash.planned.length, 2)
    assert.deepStrictEqual(afterCrash.added, [])
  }).pipe(Effect.provide(stores))
)

it.effect("a reminder that waits is stopped by the outbox when the report comes in", () =>
  Effect.gen(function* () {
    const runner = yield* ReminderRunner.make(options)
    yield* goTo(at("07"))
    yield* runner.tick
    yield* happens("ap-1", { type: "submitted", recordedAt: at("07", "08:01") })

    const outbox = yield* Outbox.Outbox
    const claimed = yield* outbox.claim({ worker: "w", at: at("07", "08:02"), limit: 10, patience: 60_000 })

    assert.deepStrictEqual(
      claimed.map(({ row }) => row.key.split("/")[4]),
      ["ap-2"]
    )
    assert.deepStrictEqual(yield* queued, ["ap-1 1 moi cancelled", "ap-2 1 moi handing"])
  }).pipe(Effect.provide(stores))
)

it.effect("the first run ever sends nothing of what lies before it, unless told where to begin", () =>
  Effect.gen(function* () {
    const { since: _, ...unbounded } = options
    const runner = yield* ReminderRunner.make(unbounded)
    yield* goTo(at("12", "10:00"))

    const first = yield* runner.tick
    yield* goTo(at("14"))
    const next = yield* runner.tick

    assert.deepStrictEqual(first.planned, [])
    assert.deepStrictEqual(
      next.planned.map(({ step }) => step.id),
      ["den-han", "den-han"]
    )
  }).pipe(Effect.provide(stores))
)

it.effect("what falls due at night waits for the morning, and a clock that goes back repeats nothing", () =>
  Effect.gen(function* () {
    const runner = yield* ReminderRunner.make(options)
    const runs = yield* RunLog.RunLog
    const tickAt = Effect.fnUntraced(function* (instant: string) {
      yield* goTo(instant)
      return (yield* runner.tick).added.length
    })

    const night = yield* tickAt(at("07", "23:00"))
    const kept = yield* runs.last("vwu")
    const monday = yield* tickAt(at("10", "07:00"))
    const back = yield* tickAt(at("07", "09:00"))

    assert.deepStrictEqual([night, monday, back], [0, 2, 0])
    assert.strictEqual(kept, at("06"))
    assert.strictEqual(yield* runs.last("vwu"), at("10", "07:00"))
  }).pipe(Effect.provide(stores))
)

it.effect("duties that cannot be worked out fail the run with all issues, and the span stays open", () =>
  Effect.gen(function* () {
    const broken = Issue.from({ "due.missing": { vi: "Thiếu hạn nộp", en: "No due rule" } })("due.missing")
    const runner = yield* ReminderRunner.make({ ...options, look: () => Issue.fail(broken) })
    yield* goTo(at("07"))

    const error = yield* Effect.flip(runner.tick)

    assert.strictEqual(error.reason._tag, "NoDuties")
    assert.isFalse(error.isRetryable)
    assert.deepStrictEqual(error.reason._tag === "NoDuties" && error.reason.issues, [broken])
    assert.isNull(yield* Effect.flatMap(RunLog.RunLog, (runs) => runs.last("vwu")))
  }).pipe(Effect.provide(stores))
)

it.effect("a journal that cannot be reached loses nothing: the next tick of the running runner covers it", () =>
  Effect.gen(function* () {
    const journal = yield* Journal.Journal
    let isDown = true
    const down = new Journal.JournalError({ stream: null, reason: new Journal.Unavailable({ cause: "down" }) })
    const flaky = Journal.Journal.of({
      ...journal,
      readAll: (range) => (isDown ? Effect.fail(down) : journal.readAll(range))
    })
    yield* goTo(at("07"))
    const running = yield* ReminderRunner.run({ every: "1 minute" }).pipe(
      Effect.provide(ReminderRunner.layer(options)),
      Effect.provideService(Journal.Journal, flaky),
      Effect.forkChild
    )
    yield* TestClock.adjust("30 seconds")
    const whileDown = yield* queued

    isDown = false
    yield* TestClock.adjust("1 minute")
    const afterwards = yield* queued
    yield* Fiber.interrupt(running)

    assert.deepStrictEqual(whileDown, [])
    assert.deepStrictEqual(afterwards, ["ap-1 1 moi queued", "ap-2 1 moi queued"])
  }).pipe(Effect.provide(stores))
)
