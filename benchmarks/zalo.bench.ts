/**
 * Ten thousand reminders over the road `zalo` in virtual time, by one worker and by four, against the simulated Zalo, which
 * counts 4,000 calls in each minute of its own clock. The clocks of workers and of Zalo are up to two seconds apart; a call
 * takes 50 to 450 ms to arrive. Asked: the simulator never answers -32, and at least 95 % of the permitted rate is used.
 * There is no peer: no kit known to us keeps to this rate. All people are made up.
 */
import * as CredentialStore from "@lienhoi/messaging/CredentialStore"
import * as Delivery from "@lienhoi/messaging/Delivery"
import * as Labelled from "@lienhoi/messaging/Labelled"
import * as Message from "@lienhoi/messaging/Message"
import * as Outbox from "@lienhoi/messaging/Outbox"
import * as Journal from "@lienhoi/report/Journal"
import * as MemoryLedger from "@lienhoi/report/MemoryLedger"
import * as Account from "@lienhoi/zalo/Account"
import * as ConsultationChannel from "@lienhoi/zalo/ConsultationChannel"
import * as Contact from "@lienhoi/zalo/Contact"
import * as Pace from "@lienhoi/zalo/Pace"
import * as Transport from "@lienhoi/zalo/Transport"
import * as Simulator from "@lienhoi/zalo-simulator/Simulator"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import { TestClock } from "effect/testing"
import type { Figure } from "./Benchmark.ts"

export const name = "zalo"

const reminders = 10_000
const permitted = 4_000
const people = 100
const inHand = 64
const start = Date.parse("2026-10-20T02:00:17.000Z")
const oa = "4000000000000000004"
const uid = (n: number): string => `21${String(n).padStart(17, "0")}`

/** Numbers from a seed, so that a run can be repeated. */
const dice = (seed: number) => () => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
  return seed / 2 ** 32
}

/** The clock of a worker that is so many milliseconds off. */
const skewed = (clock: Clock.Clock, millis: number): Clock.Clock => ({
  currentTimeMillisUnsafe: () => clock.currentTimeMillisUnsafe() + millis,
  currentTimeMillis: Effect.map(clock.currentTimeMillis, (now) => now + millis),
  currentTimeNanosUnsafe: () => clock.currentTimeNanosUnsafe() + BigInt(millis) * 1_000_000n,
  currentTimeNanos: Effect.map(clock.currentTimeNanos, (now) => now + BigInt(millis) * 1_000_000n),
  monotonicTimeNanosUnsafe: () => clock.monotonicTimeNanosUnsafe(),
  monotonicTimeNanos: clock.monotonicTimeNanos,
  sleep: (duration) => clock.sleep(duration)
})

const row = (n: number) =>
  Outbox.row(
    Message.make({
      key: `nhac/2026-10/${n}`,
      kind: "reminder",
      to: {
        audience: "person",
        id: `p-${n}`,
        name: "chị Mẫu",
        roads: [{ channel: "zalo", address: uid(n % people) }]
      },
      duty: null,
      association: "vwu",
      body: Labelled.plain("Còn 2 ngày nữa đến hạn nộp báo cáo tháng 10.")
    }),
    { notBefore: "2026-10-20T01:00:00.000Z" }
  )

const turn = (): Promise<void> => new Promise((go) => setImmediate(go))

/** How it went: calls, answers -32, and how long from the first call to the last in virtual milliseconds. */
interface Run {
  readonly sent: number
  readonly tooFast: number
  readonly calls: number
  readonly lasted: number
}

const measure = async (workers: number): Promise<Run> => {
  let virtual = start
  const zaloIsAhead = workers === 1 ? 2_000 : -2_000
  await using zalo = await Simulator.start({ clock: { now: () => virtual + zaloIsAhead } })
  zalo.control.account({
    id: oa,
    allowances: [
      { id: "s", product: "cs", kind: "sub_quota", owner: "OA", total: 1e6, remain: 1e6, until: "2030-12-31" }
    ]
  })
  for (let n = 0; n < people; n++) {
    zalo.control.person({ key: `p${n}`, name: `Người ${n}`, uids: { [oa]: uid(n) }, follows: [oa] })
    zalo.control.contact({ person: `p${n}`, lastInteraction: new Date(start - 3_600_000).toISOString() })
  }
  const granted = zalo.control.grant()
  const wire = { busy: 0 }
  const heard = { calls: 0, tooFast: 0, first: 0, last: 0, sent: 0 }
  const roll = dice(workers)

  const transport = Transport.Transport.of({
    send: (request) =>
      Effect.gen(function* () {
        yield* Effect.sleep(50 + Math.floor(roll() * 400))
        heard.calls += 1
        heard.first ||= virtual
        heard.last = virtual
        wire.busy += 1
        const reply = yield* Effect.promise(async () => {
          const { method, headers, body, url } = request
          const response = await fetch(url, { method, headers, body })
          return { status: response.status, headers: {}, text: await response.text() }
        })
        if (reply.text.includes('"error":-32')) heard.tooFast += 1
        wire.busy -= 1
        return reply
      })
  })

  const program = Effect.gen(function* () {
    yield* TestClock.setTime(start)
    const base = yield* Clock.Clock
    const shared = yield* Pace.Pace
    // Where workers share a store, places are counted by its clock.
    const byStore = <A, E>(effect: Effect.Effect<A, E>) => Effect.provideService(effect, Clock.Clock, base)
    const pace = Pace.Pace.of({
      take: (line, rate, within) => byStore(shared.take(line, rate, within)),
      ahead: (line, rate) => byStore(shared.ahead(line, rate)),
      hold: (line, rate, millis) => byStore(shared.hold(line, rate, millis))
    })
    const journal = yield* Journal.Journal
    yield* journal.append("reminders", [], {
      expectedVersion: 0,
      outbox: Array.from({ length: reminders }, (_, n) => row(n))
    })
    for (let n = 0; n < people; n++) yield* Contact.heard(oa, uid(n), new Date(start - 3_600_000).toISOString(), 0)

    const worker = (n: number) =>
      Effect.gen(function* () {
        const account = yield* Account.make(
          {
            appId: "1000000000000000001",
            appSecret: Redacted.make("app-secret-for-tests"),
            oaId: oa,
            hosts: zalo.hosts
          },
          { holder: `w-${n}` }
        )
        if (n === 0)
          yield* account.tokens.adopt({
            access: Redacted.make(granted.access_token),
            refresh: Redacted.make(granted.refresh_token),
            lasting: Number(granted.expires_in) * 1000
          })
        const channel = yield* ConsultationChannel.make(account)
        for (;;) {
          const done = yield* Delivery.pass({ worker: `w-${n}`, channels: [channel], limit: inHand })
          heard.sent += done.filter(({ state }) => state?.at === "accepted").length
          if (done.length > 0) continue
          if (heard.sent >= reminders) return
          yield* Effect.sleep("1 second")
        }
      }).pipe(
        Effect.provideService(Pace.Pace, pace),
        Effect.provideService(Clock.Clock, skewed(base, workers === 1 ? 0 : [-2_000, -700, 900, 2_000][n % 4]!))
      )

    const all = yield* Effect.forkDetach(
      Effect.forEach(
        Array.from({ length: workers }, (_, n) => n),
        worker,
        { concurrency: "unbounded" }
      )
    )
    // Time passes when everybody waits for it and nothing is on the wire.
    while (all.pollUnsafe() === undefined) {
      yield* TestClock.adjust(5)
      virtual += 5
      yield* Effect.promise(turn)
      while (wire.busy > 0) yield* Effect.promise(turn)
    }
    yield* Fiber.join(all)
  })

  const layers = Layer.mergeAll(
    Layer.succeed(Transport.Transport, transport),
    CredentialStore.layerMemory,
    Pace.layerMemory,
    Contact.layerMemory,
    Layer.mergeAll(Journal.layerMemory, Outbox.layerMemory).pipe(Layer.provide(MemoryLedger.layer))
  )
  await Effect.runPromise(program.pipe(Effect.provide(layers), Effect.provide(TestClock.layer()), Effect.scoped))
  return { sent: heard.sent, tooFast: heard.tooFast, calls: heard.calls, lasted: heard.last - heard.first }
}

/** The figures of this bench. */
export const run = async (): Promise<ReadonlyArray<Figure>> => {
  const figures: Array<Figure> = []
  for (const workers of [1, 4]) {
    const { sent, tooFast, calls, lasted } = await measure(workers)
    const used = (100 * calls) / (permitted * (lasted / 60_000))
    const of = `${reminders} reminders, ${workers} worker${workers === 1 ? "" : "s"}`
    figures.push(
      {
        name: `${of}: rate used`,
        unit: "%",
        ours: used,
        peers: [],
        asked: "at least 95 % of 4,000 a minute",
        met: used >= 95 && sent === reminders
      },
      {
        name: `${of}: answers -32`,
        unit: "",
        ours: tooFast,
        peers: [],
        asked: "none, ever",
        met: tooFast === 0 && sent === reminders
      }
    )
  }
  return figures
}
