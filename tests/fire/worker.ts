/**
 * A worker in a process of its own, started by `Fire.ts` and told by it what to do. It runs the library as it is; faults
 * come from outside the library: every write to a socket is counted, and at the write that was asked for the process is
 * killed or frozen. So it ends between any two statements, and before or after any call.
 */
import { Socket } from "node:net"
import * as Instant from "@lienhoi/calendar/Instant"
import * as Channel from "@lienhoi/messaging/Channel"
import * as Delivery from "@lienhoi/messaging/Delivery"
import { DeliveryError, OutcomeUnknown, Unavailable, Unreachable } from "@lienhoi/messaging/DeliveryError"
import * as MemoryChannel from "@lienhoi/messaging/MemoryChannel"
import * as Outbox from "@lienhoi/messaging/Outbox"
import { Journal } from "@lienhoi/report/Journal"
import * as Database from "@lienhoi/sql/Database"
import * as SqlJournal from "@lienhoi/sql/SqlJournal"
import * as SqlOutbox from "@lienhoi/sql/SqlOutbox"
import * as Store from "@lienhoi/sql/Store"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schedule from "effect/Schedule"
import type { Order, Said } from "./Fire.ts"

const [url = "", channelUrl = ""] = process.argv.slice(2)
const say = (said: Said): void => void process.send!(said)

let fault: { at: number; signal: "SIGKILL" | "SIGSTOP" } | null = null
let writes = 0
const write = Socket.prototype.write
Socket.prototype.write = function (this: Socket, ...args: ReadonlyArray<never>) {
  // Only the database and the channel count, not the pipe to the one who watches.
  if (this.remotePort !== undefined && fault !== null && ++writes === fault.at) {
    if (fault.signal === "SIGSTOP") say({ said: "freezing" })
    process.kill(process.pid, fault.signal)
  }
  return write.apply(this, args as never)
} as typeof write

/** The machine's clock, off by so many milliseconds. */
const skewed = (by: number): Layer.Layer<never> =>
  Layer.effect(
    Clock.Clock,
    Effect.map(Clock.Clock, (machine) => {
      const millis = () => machine.currentTimeMillisUnsafe() + by
      const nanos = () => BigInt(millis()) * 1_000_000n
      return {
        currentTimeMillisUnsafe: millis,
        currentTimeMillis: Effect.sync(millis),
        currentTimeNanosUnsafe: nanos,
        currentTimeNanos: Effect.sync(nanos),
        monotonicTimeNanosUnsafe: () => machine.monotonicTimeNanosUnsafe(),
        monotonicTimeNanos: machine.monotonicTimeNanos,
        sleep: (duration) => machine.sleep(duration)
      }
    })
  )

let asked = 0

const channelOf = (name: string) =>
  Channel.make({
    capabilities: { ...MemoryChannel.capabilities, name: "fire", status: false },
    quote: () => Effect.succeed({ answer: "now", price: 0 }),
    send: ({ message: { key } }) =>
      Effect.callback<Channel.Receipt, Channel.SendError>((resume) => {
        const age = Math.round(performance.now() - asked)
        const about = { channel: "fire", key }
        fetch(`${channelUrl}?key=${encodeURIComponent(key)}&age=${age}&worker=${encodeURIComponent(name)}`)
          .then((answer) => answer.text())
          .then(
            (text) => {
              if (text === "taken")
                return resume(Effect.succeed({ id: key, at: Instant.fromMillis(Date.now()), answerBy: null }))
              const reason = text === "down" ? new Unavailable({ detail: text }) : new Unreachable({ detail: text })
              resume(Effect.fail(new DeliveryError({ ...about, reason })))
            },
            (cause) => resume(Effect.fail(new OutcomeUnknown({ ...about, detail: "no answer", cause })))
          )
      })
  })

/** What another pass may be asked at most. */
const options = (worker: string): Delivery.Options => ({
  worker,
  channels: [channelOf(worker)],
  limit: 3,
  answerWithin: "2 seconds",
  patience: "10 seconds",
  retry: { first: "20 millis", factor: 2, longest: "100 millis", tries: 5 }
})

const watched = (outbox: Outbox.Outbox["Service"], run: number): Outbox.Outbox["Service"] => ({
  ...outbox,
  claim: (claim) =>
    Effect.gen(function* () {
      asked = performance.now()
      const began = Date.now()
      const claimed = yield* outbox.claim(claim)
      if (claimed.length > 0) say({ said: "claimed", run, began, keys: claimed.map(({ row }) => row.key) })
      return claimed
    })
})

const carryOut = ({ run, association, name, rows, skew, rounds }: Order) =>
  Effect.gen(function* () {
    const journal = yield* Journal
    const outbox = yield* Outbox.Outbox
    // Every worker plans the same: all but one find the keys there.
    const plan = journal.append("reminders/fire", [], { expectedVersion: 0, outbox: rows })
    yield* Effect.retry(plan, { times: 20, schedule: Schedule.spaced("100 millis") })
    for (let n = 0; n < rounds; n++) {
      yield* Delivery.pass(options(name)).pipe(
        Effect.provideService(Outbox.Outbox, watched(outbox, run)),
        Effect.catch(() => Effect.void)
      )
      yield* Effect.sleep("15 millis")
    }
  }).pipe(
    Effect.provide(
      Layer.mergeAll(SqlJournal.layer, SqlOutbox.layer).pipe(
        Layer.provide(Store.layer({ association })),
        Layer.provideMerge(skewed(skew))
      )
    )
  )

const client = Database.layer(Database.parse(url), { connections: 2 })

const main = Effect.gen(function* () {
  const context = yield* Effect.context<Layer.Success<typeof client>>()
  process.on("message", (order: Order) => {
    writes = 0
    fault = order.fault
    Effect.runPromise(Effect.provideContext(carryOut(order), context)).then(
      () => {
        fault = null
        say({ said: "done", run: order.run })
      },
      (cause) => say({ said: "failed", run: order.run, cause: String(cause) })
    )
  })
  say({ said: "ready" })
  return yield* Effect.never
}).pipe(Effect.provide(client))

process.on("disconnect", () => process.exit())
await Effect.runPromise(main)
