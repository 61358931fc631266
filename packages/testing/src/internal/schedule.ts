/**
 * Random schedules for several workers on one outbox, played one step at a time: which worker goes on, who crashes,
 * what a channel answers, when a duty is fulfilled, what comes twice, how clocks go.
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as Channel from "@lienhoi/messaging/Channel"
import * as Delivery from "@lienhoi/messaging/Delivery"
import { DeliveryError, OutcomeUnknown, RateLimited, Unavailable, Unreachable } from "@lienhoi/messaging/DeliveryError"
import * as Labelled from "@lienhoi/messaging/Labelled"
import * as MemoryChannel from "@lienhoi/messaging/MemoryChannel"
import * as Message from "@lienhoi/messaging/Message"
import * as Outbox from "@lienhoi/messaging/Outbox"
import * as DutyId from "@lienhoi/report/DutyId"
import type { ReportEvent } from "@lienhoi/report/Event"
import { Journal } from "@lienhoi/report/Journal"
import type { OutboxRow } from "@lienhoi/report/OutboxRow"
import * as ReportKey from "@lienhoi/report/ReportKey"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import fc from "fast-check"
import * as Turns from "./turns.ts"

export const operations = ["step", "crash", "fulfil", "repeat", "news", "wait", "jump"] as const
type Operation = (typeof operations)[number]

const replies = ["take", "slow-down", "down", "unreachable", "arrived-unheard", "lost"] as const
type Reply = (typeof replies)[number]

/** Replies after which nobody can say that the message did not arrive. */
const mayHaveArrived: ReadonlyArray<Reply> = ["take", "arrived-unheard", "lost"]

/** One random schedule. */
interface Plan {
  readonly commands: ReadonlyArray<{ readonly operation: Operation; readonly pick: number; readonly amount: number }>
  readonly replies: ReadonlyArray<Reply>
  /** How far each worker's clock is off, in minutes. */
  readonly skews: readonly [number, number, number]
}

export const plans: fc.Arbitrary<Plan> = fc.record({
  commands: fc.array(
    fc.record({
      operation: fc.oneof(
        { weight: 9, arbitrary: fc.constant<Operation>("step") },
        ...operations.slice(1).map((operation) => ({ weight: 1, arbitrary: fc.constant(operation) }))
      ),
      pick: fc.nat(11),
      amount: fc.nat(100)
    }),
    { minLength: 25, maxLength: 70 }
  ),
  replies: fc.array(fc.constantFrom(...replies), { maxLength: 12 }),
  skews: fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 }))
})

const start = "2024-10-15T01:30:00.000Z"
const startMillis = Instant.toMillis(start)
const second = 1000
const hour = 3_600_000

const about = (n: number): ReportKey.ReportKey => ({ lineage: "vwu/thu-nghiem", unit: `u-${n}`, period: "2024-10" })

const dutyOf = (n: number): string => DutyId.format({ association: "vwu", key: about(n), round: 1 })

/** Five messages: one without a duty, one that expires, two with a single road. */
const rows: ReadonlyArray<OutboxRow> = [0, 1, 2, 3, 4].map((n) =>
  Outbox.row(
    Message.make({
      key: `k-${n}`,
      kind: "reminder",
      to: {
        audience: "person",
        id: `p-${n}`,
        name: "chị Lan",
        roads: ["first", "second"].slice(n % 2).map((channel) => ({ channel, address: `a-${n}` }))
      },
      duty: n === 4 ? null : dutyOf(n),
      association: "vwu",
      body: Labelled.plain("Còn 2 ngày nữa đến hạn nộp báo cáo.")
    }),
    { notBefore: start, expires: n === 3 ? Instant.fromMillis(startMillis + 3 * hour) : null }
  )
)

const submitted = (n: number): ReportEvent => ({
  id: `e-${n}`,
  recordedAt: start,
  by: { person: `p-${n}` },
  type: "submitted",
  revision: 1,
  template: { lineage: about(n).lineage, id: about(n).lineage, version: "1.0.0" },
  cells: {},
  flags: [],
  via: "web",
  reportedBy: `p-${n}`,
  recordedBy: `p-${n}`,
  onBehalf: false,
  reviewed: true
})

/** What one schedule came to, seen from outside the outbox. */
export interface History {
  readonly rows: ReadonlyArray<Outbox.Posted>
  /** By key: replies of the channels after which the message may have arrived. */
  readonly arrivals: ReadonlyMap<string, number>
  /** Keys with a fault injected between their mark and their answer. */
  readonly faulted: ReadonlySet<string>
  /** Keys taken in hand although their duty was fulfilled before. */
  readonly afterFulfilment: ReadonlyArray<string>
  /** Calls made more than five seconds after the mark. */
  readonly stale: ReadonlyArray<string>
  readonly fulfilled: ReadonlySet<string>
  readonly calls: number
  readonly done: ReadonlyArray<Operation>
}

/** Runs one schedule to its end: afterwards faults stop, time passes, and the workers finish. */
export const play = (plan: Plan): Effect.Effect<History, unknown, Outbox.Outbox | Journal> =>
  Effect.gen(function* () {
    const outbox = yield* Outbox.Outbox
    const journal = yield* Journal
    const time = { wall: startMillis, steady: 0 }
    const todo = [...plan.replies]
    const arrivals = new Map<string, number>()
    const faulted = new Set<string>()
    const fulfilled = new Set<string>()
    const afterFulfilment: Array<string> = []
    const stale: Array<string> = []
    const answers: Array<Outbox.Answer> = []
    const done: Array<Operation> = []
    let calls = 0

    yield* journal.append("report/-", [], { expectedVersion: 0, outbox: rows })

    const hire = (place: number, generation: number) => {
      const clock: Clock.Clock = {
        currentTimeMillisUnsafe: () => time.wall + plan.skews[place]! * 60 * second,
        currentTimeMillis: Effect.sync(() => clock.currentTimeMillisUnsafe()),
        currentTimeNanosUnsafe: () => BigInt(clock.currentTimeMillisUnsafe()) * 1_000_000n,
        currentTimeNanos: Effect.sync(() => clock.currentTimeNanosUnsafe()),
        monotonicTimeNanosUnsafe: () => BigInt(time.steady) * 1_000_000n,
        monotonicTimeNanos: Effect.sync(() => clock.monotonicTimeNanosUnsafe()),
        sleep: () => Effect.never
      }
      const hand = { key: null as string | null, since: 0 }

      const channel = (name: string, { gate }: Turns.Turn): Channel.Contract =>
        Channel.make({
          capabilities: { ...MemoryChannel.capabilities, name, status: false },
          quote: () => Effect.as(gate("quote"), { answer: "now", price: 0 }),
          send: ({ message: { key } }) =>
            Effect.gen(function* () {
              const reply = todo.shift() ?? "take"
              calls += 1
              if (time.steady - hand.since > 5 * second) stale.push(key)
              if (mayHaveArrived.includes(reply)) arrivals.set(key, (arrivals.get(key) ?? 0) + 1)
              if (reply === "arrived-unheard" || reply === "lost") faulted.add(key)
              yield* gate("answer")
              const refuse = (reason: DeliveryError["reason"]) => new DeliveryError({ channel: name, key, reason })
              switch (reply) {
                case "take":
                  return { id: `${key}-${calls}`, at: start, answerBy: null }
                case "slow-down":
                  return yield* refuse(new RateLimited({ retryAfterMillis: 60 * second }))
                case "down":
                  return yield* refuse(new Unavailable({ detail: "503" }))
                case "unreachable":
                  return yield* refuse(new Unreachable({ detail: "no consent" }))
                default:
                  return yield* new OutcomeUnknown({ channel: name, key, detail: "no answer" })
              }
            })
        })

      const turn = Turns.start(({ gate, ...rest }) => {
        const gated = Outbox.Outbox.of({
          list: outbox.list,
          unsettled: outbox.unsettled,
          claim: (claim) =>
            Effect.gen(function* () {
              yield* gate("claim")
              hand.since = time.steady
              const claimed = yield* outbox.claim(claim)
              for (const { row } of claimed) {
                hand.key = row.key
                if (row.duty !== null && fulfilled.has(row.duty)) afterFulfilment.push(row.key)
              }
              yield* gate("claimed")
              return claimed
            }),
          record: (answer) =>
            Effect.gen(function* () {
              yield* gate("record")
              const state = yield* outbox.record(answer)
              answers.push(answer)
              hand.key = null
              yield* gate("recorded")
              return state
            })
        })
        const channels = [channel("first", { gate, ...rest }), channel("second", { gate, ...rest })]
        const retry = { first: "30 seconds", factor: 2, longest: "10 minutes", tries: 3 } as const
        return Delivery.pass({ worker: `w-${place}-${generation}`, channels, limit: 1, retry }).pipe(
          Effect.andThen(gate("idle")),
          Effect.forever,
          Effect.provideService(Outbox.Outbox, gated),
          Effect.provideService(Clock.Clock, clock),
          Effect.orDie
        )
      })
      return { turn, hand, generation }
    }

    const workers = [0, 1, 2].map((place) => hire(place, 0))

    const command = ({ operation, pick, amount }: Plan["commands"][number]) =>
      Effect.gen(function* () {
        const place = pick % workers.length
        const worker = workers[place]!
        const n = pick % (rows.length - 1)
        const row = rows[pick % rows.length]!
        switch (operation) {
          case "step":
            return yield* worker.turn.step
          case "crash": {
            if (worker.hand.key !== null) faulted.add(worker.hand.key)
            workers[place] = hire(place, worker.generation + 1)
            return
          }
          case "fulfil": {
            if (fulfilled.has(dutyOf(n))) return
            yield* journal.append(ReportKey.stream(about(n)), [submitted(n)], { expectedVersion: 0 })
            fulfilled.add(dutyOf(n))
            return
          }
          case "repeat": {
            yield* journal.append("report/-", [], { expectedVersion: 0, outbox: [row] })
            const answer = answers[amount % Math.max(1, answers.length)]
            if (answer !== undefined) yield* outbox.record(answer)
            return
          }
          case "news": {
            if (!arrivals.has(row.key)) return
            const at = Instant.fromMillis(time.wall)
            const news = { type: "delivery", id: "n", channel: "first", at, key: row.key, attempt: null } as const
            yield* Delivery.settle({ ...news, status: "delivered", receipt: row.key, by: null })
            return
          }
          case "wait": {
            const millis = amount * (pick < 6 ? 100 : 2 * second)
            time.wall += millis
            time.steady += millis
            return
          }
          case "jump": {
            time.wall += (amount - 50) * 2 * 60 * second
            return
          }
        }
      })

    for (const one of plan.commands) {
      yield* command(one)
      done.push(one.operation)
    }

    const faultless = todo.filter((reply) => reply !== "arrived-unheard" && reply !== "lost")
    todo.splice(0, todo.length, ...faultless)
    let ended: ReadonlyArray<Outbox.Posted> = []
    for (let round = 0; round < 60 && !(round > 0 && ended.every(({ state }) => isEnd(state))); round++) {
      for (const { turn } of workers) {
        yield* turn.step
        for (let i = 0; i < 12 && turn.standing() !== "idle"; i++) yield* turn.step
      }
      time.wall += 6 * hour
      time.steady += 6 * hour
      ended = yield* outbox.list()
    }
    return { rows: ended, arrivals, faulted, fulfilled, afterFulfilment, stale, calls, done }
  })

export const isEnd = ({ at }: Outbox.State): boolean => at !== "queued" && at !== "handing"
