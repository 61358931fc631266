/**
 * Once and Stop under fire: workers in processes of their own, on a real PostgreSQL server, killed and frozen between any
 * two statements, with clocks that are wrong, a server that crashes, planners that plan the same, duties that are
 * fulfilled at any moment, and a channel that keeps what it is given and loses answers.
 */
import { type ChildProcess, fork } from "node:child_process"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import * as Instant from "@lienhoi/calendar/Instant"
import * as Channel from "@lienhoi/messaging/Channel"
import * as Delivery from "@lienhoi/messaging/Delivery"
import * as Labelled from "@lienhoi/messaging/Labelled"
import * as MemoryChannel from "@lienhoi/messaging/MemoryChannel"
import * as Message from "@lienhoi/messaging/Message"
import * as Outbox from "@lienhoi/messaging/Outbox"
import * as DutyId from "@lienhoi/report/DutyId"
import type { ReportEvent } from "@lienhoi/report/Event"
import { Journal } from "@lienhoi/report/Journal"
import type { OutboxRow } from "@lienhoi/report/OutboxRow"
import * as ReportKey from "@lienhoi/report/ReportKey"
import * as Database from "@lienhoi/sql/Database"
import * as Migration from "@lienhoi/sql/Migration"
import * as SqlJournal from "@lienhoi/sql/SqlJournal"
import * as SqlOutbox from "@lienhoi/sql/SqlOutbox"
import * as Store from "@lienhoi/sql/Store"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import { startServer } from "../../packages/sql/test/server.ts"

/** What a worker is told. */
export interface Order {
  readonly run: number
  readonly association: string
  readonly name: string
  readonly rows: ReadonlyArray<OutboxRow>
  /** How far its clock is off, in milliseconds. */
  readonly skew: number
  readonly rounds: number
  /** At which write, and whether it is killed or frozen there. */
  readonly fault: { readonly at: number; readonly signal: "SIGKILL" | "SIGSTOP" } | null
}

/** What it says. */
export type Said =
  | { readonly said: "ready" }
  | { readonly said: "claimed"; readonly run: number; readonly began: number; readonly keys: ReadonlyArray<string> }
  /** The next thing that happens to it is a freeze. */
  | { readonly said: "freezing" }
  | { readonly said: "done"; readonly run: number }
  | { readonly said: "failed"; readonly run: number; readonly cause: string }

/** What came of all runs. */
export interface Tally {
  readonly runs: number
  readonly keys: number
  /** Keys by end state. */
  readonly ends: { readonly [state: string]: number }
  /** Faults injected, by kind; `lost` are answers of the channel. */
  readonly faults: { readonly [kind: string]: number }
  /** Calls that came after the fulfilment of their duty was committed, from marks set before it: permitted. */
  readonly crossings: number
  /** The longest time between a fulfilment and such a call, in milliseconds. */
  readonly longestCrossing: number
  /** What no run may do, in words; none when the laws hold. */
  readonly violations: ReadonlyArray<string>
}

/** How much fire. */
export interface Options {
  readonly runs: number
  readonly seed: number
  /** Runs at once. */
  readonly parallel?: number
  /** Begins no more runs when it says so. */
  readonly isOver?: () => boolean
  readonly say?: (line: string) => void
}

/** The same numbers from the same seed (mulberry32). */
const dice = (seed: number) => {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  return { upTo: (n: number) => Math.floor(next() * n), chance: (share: number) => next() < share }
}

const sleep = (millis: number) => new Promise<void>((go) => setTimeout(go, millis))

/** A frozen process stays so for longer than a mark is fresh. */
const frozenFor = 5600

const about = (association: string, n: number) => ({ lineage: `${association}/thu`, unit: `u-${n}`, period: "2024-10" })

const dutyOf = (association: string, n: number) => DutyId.format({ association, key: about(association, n), round: 1 })

const rowOf = (association: string, n: number): OutboxRow =>
  Outbox.row(
    Message.make({
      key: `${association}-${n}`,
      kind: "reminder",
      to: { audience: "person", id: "p-1", name: "Nguyễn Thị Thử", roads: [{ channel: "fire", address: "1" }] },
      duty: n % 4 === 3 ? null : dutyOf(association, n),
      association,
      body: Labelled.plain("Nhắc thử")
    }),
    { notBefore: "2024-10-15T01:30:00.000Z", expires: null }
  )

const submitted = (association: string, n: number): ReportEvent => {
  const { lineage } = about(association, n)
  return {
    type: "submitted",
    id: `${association}-e-${n}`,
    recordedAt: "2024-10-15T01:30:00.000Z",
    by: { person: "p-1" },
    revision: 1,
    template: { lineage, id: lineage, version: "1.0.0" },
    cells: {},
    flags: [],
    via: "web",
    reportedBy: "p-1",
    recordedBy: "p-1",
    onBehalf: false,
    reviewed: true
  }
}

/** One process that waits for orders; another takes its place when it is killed. */
interface Hand {
  child: ChildProcess
  generation: number
}

/** Plays the runs. */
export const play = async ({
  runs,
  seed,
  parallel = 4,
  isOver = () => false,
  say = () => {}
}: Options): Promise<Tally> => {
  const random = dice(seed)
  const server = await startServer(["fsync=off"])
  const url = await server.create()
  const ends: Record<string, number> = {}
  const faults: Record<string, number> = { killed: 0, frozen: 0, clock: 0, lost: 0, refused: 0, crash: 0 }
  const violations: Array<string> = []
  const violated = (what: string): void => {
    violations.push(what)
    say(what)
  }
  const arrivals = new Map<string, number>()
  const fulfilledAt = new Map<string, number>()
  const lost = new Set<string>()
  let crossings = 0
  let longestCrossing = 0
  let crashes = 0
  let keys = 0

  const channel = createServer((request, response) => {
    const query = new URL(request.url ?? "/", "http://fire").searchParams
    const key = query.get("key") ?? ""
    const fulfilled = fulfilledAt.get(key)
    if (Number(query.get("age")) > 5300) violated(`${key}: called ${query.get("age")} ms after its mark`)
    if (fulfilled !== undefined) {
      crossings += 1
      longestCrossing = Math.max(longestCrossing, Date.now() - fulfilled)
    }
    const roll = random.upTo(100)
    if (roll < 12) {
      faults.refused! += 1
      return void response.end(roll < 9 ? "down" : "unreachable")
    }
    if (roll < 24) {
      faults.lost! += 1
      lost.add(key)
      if (roll < 18) arrivals.set(key, (arrivals.get(key) ?? 0) + 1)
      return void request.socket.destroy()
    }
    arrivals.set(key, (arrivals.get(key) ?? 0) + 1)
    setTimeout(() => response.end("taken"), random.upTo(30))
  })
  await new Promise<void>((ready) => channel.listen(0, "127.0.0.1", ready))
  const channelUrl = `http://127.0.0.1:${(channel.address() as AddressInfo).port}/`

  const runtime = ManagedRuntime.make(
    Layer.effectDiscard(Migration.run("fire")).pipe(
      Layer.provideMerge(Database.layer(Database.parse(url), { connections: parallel + 2 }))
    )
  )
  await runtime.runPromise(Effect.void)

  /** Over the store of a run; while the server restarts it is asked again. */
  const over = async <A>(association: string, work: Effect.Effect<A, unknown, Journal | Outbox.Outbox>): Promise<A> => {
    const layer = Layer.mergeAll(SqlJournal.layer, SqlOutbox.layer).pipe(Layer.provide(Store.layer({ association })))
    for (let tries = 0; ; tries++) {
      try {
        return await runtime.runPromise(work.pipe(Effect.provide(Layer.fresh(layer)), Effect.timeout("20 seconds")))
      } catch (cause) {
        if (tries > 20) throw cause
        await sleep(200)
      }
    }
  }

  const hands: Array<Hand> = []
  const spawn = (): ChildProcess =>
    fork(new URL("./worker.ts", import.meta.url).pathname, [url, channelUrl], {
      execArgv: ["--conditions=@lienhoi/source"],
      stdio: ["ignore", "ignore", "inherit", "ipc"]
    })
  const ready = (child: ChildProcess) =>
    new Promise<void>((go) => {
      child.once("message", () => go())
    })
  const take = async (): Promise<Hand> => {
    const idle = hands.pop()
    if (idle !== undefined && idle.child.exitCode === null && idle.child.signalCode === null) return idle
    const child = spawn()
    await ready(child)
    return { child, generation: 0 }
  }

  const one = async (run: number): Promise<void> => {
    const association = `fire-${seed}-${run}`
    const count = 4 + random.upTo(5)
    const rows = Array.from({ length: count }, (_, n) => rowOf(association, n))
    keys += count
    const crashed = crashes
    const faulted = new Set<string>()
    const workers = 1 + random.upTo(4)
    const orders = Array.from({ length: workers }, (_, n): Order => {
      const roll = random.upTo(100)
      const skew = random.chance(0.2) ? (random.upTo(2) * 2 - 1) * random.upTo(600_000) : 0
      if (skew !== 0) faults.clock! += 1
      const at = 1 + random.upTo(roll < 22 ? 60 : 30)
      return {
        run,
        association,
        name: `w-${run}-${n}`,
        rows,
        skew,
        rounds: 10,
        fault: roll < 22 ? { at, signal: "SIGKILL" } : roll < 36 ? { at, signal: "SIGSTOP" } : null
      }
    })
    const fulfilling = rows.map(async (row, n) => {
      const chosen = row.duty !== null && random.chance(0.4)
      const wait = random.upTo(400)
      if (!chosen) return
      await sleep(wait)
      const event = submitted(association, n)
      await over(
        association,
        Effect.flatMap(Journal, (journal) =>
          journal.append(ReportKey.stream(about(association, n)), [event], { expectedVersion: 0 })
        )
      )
      fulfilledAt.set(row.key, Date.now())
    })
    const working = orders.map(async (order) => {
      const hand = await take()
      const { child } = hand
      const isFrozen = order.fault?.signal === "SIGSTOP"
      let froze = false
      // A freeze that nobody heard of ends too.
      const thaw = isFrozen ? setInterval(() => child.kill("SIGCONT"), 4 * frozenFor) : undefined
      await new Promise<void>((end) => {
        const done = () => {
          child.off("message", listen)
          child.off("exit", gone)
          end()
        }
        const gone = () => {
          faults.killed! += 1
          faulted.add(order.name)
          done()
        }
        const listen = (said: Said) => {
          if (said.said === "claimed" && said.run === run)
            for (const key of said.keys) {
              const fulfilled = fulfilledAt.get(key)
              if (fulfilled !== undefined && fulfilled < said.began)
                violated(`${key}: taken in hand ${said.began - fulfilled} ms after its duty was fulfilled`)
            }
          if (said.said === "freezing") {
            froze = true
            setTimeout(() => child.kill("SIGCONT"), frozenFor)
          }
          if (said.said === "failed") say(`run ${run}: ${said.cause}`)
          if (said.said === "done" || said.said === "failed") {
            hands.push(hand)
            done()
          }
        }
        child.on("message", listen).once("exit", gone)
        child.send(order)
      })
      clearInterval(thaw)
      if (froze) {
        faults.frozen! += 1
        faulted.add(order.name)
      }
    })
    await Promise.all([...fulfilling, ...working])

    // Whoever is left: a worker whose clock is an hour ahead, on a channel that takes everything.
    const left = Channel.make({
      capabilities: { ...MemoryChannel.capabilities, name: "fire" },
      quote: () => Effect.succeed({ answer: "now", price: 0 }),
      send: ({ message: { key } }) =>
        Effect.sync(() => {
          arrivals.set(key, (arrivals.get(key) ?? 0) + 1)
          return { id: key, at: Instant.fromMillis(Date.now()), answerBy: null }
        })
    })
    const posted = await over(
      association,
      Effect.gen(function* () {
        const journal = yield* Journal
        const outbox = yield* Outbox.Outbox
        yield* journal.append("reminders/fire", [], { expectedVersion: 0, outbox: rows })
        const ahead: Outbox.Outbox["Service"] = {
          ...outbox,
          claim: (claim) => outbox.claim({ ...claim, at: Instant.fromMillis(Instant.toMillis(claim.at) + 3_600_000) })
        }
        for (let n = 0; n < 12; n++)
          yield* Effect.provideService(
            Delivery.pass({ worker: "last", channels: [left], limit: 20 }),
            Outbox.Outbox,
            ahead
          )
        return yield* outbox.list()
      })
    )

    for (const { row, state, attempts } of posted) {
      const arrived = arrivals.get(row.key) ?? 0
      const wrong = (what: string) => violated(`${row.key} (${state.at}, ${arrived} arrived): ${what}`)
      ends[state.at] = (ends[state.at] ?? 0) + 1
      if (state.at === "queued" || state.at === "handing") wrong("has not ended")
      if (arrived > 1) wrong("arrived more than once")
      if (attempts.filter(({ notDelivered }) => notDelivered === null).length > 1) wrong("two open attempts")
      if (state.at === "accepted" && arrived !== 1) wrong("accepted and not there")
      if (state.at !== "accepted" && state.at !== "unknown" && arrived > 0) wrong("arrived all the same")
      if (state.at === "cancelled" && !fulfilledAt.has(row.key)) wrong("cancelled though owed")
      const worker = attempts.at(-1)?.worker ?? ""
      if (state.at === "unknown" && !lost.has(row.key) && !faulted.has(worker) && crashes === crashed)
        wrong("unknown without a fault")
    }
    if (posted.length !== count) violated(`run ${run}: ${posted.length} of ${count} keys`)
  }

  let next = 0
  let finished = 0
  const lane = async (): Promise<void> => {
    while (next < runs && !isOver()) {
      const run = next++
      await one(run)
      finished += 1
      if (finished % 25 === 0) {
        say(`${finished} of ${runs} runs, ${violations.length} violations`)
        crashes += 1
        if (await server.crash()) faults.crash! += 1
      }
    }
  }
  await Promise.all(Array.from({ length: parallel }, lane))
  for (const { child } of hands) child.kill("SIGKILL")
  channel.closeAllConnections()
  channel.close()
  await runtime.dispose()
  await server.stop()
  return { runs: finished, keys, ends, faults, crossings, longestCrossing, violations }
}

/** The tally in lines. */
export const lines = ({ runs, keys, ends, faults, crossings, longestCrossing, violations }: Tally) => {
  const list = (counts: { readonly [name: string]: number }) =>
    Object.entries(counts)
      .map(([name, n]) => `${name} ${n}`)
      .join(", ")
  return [
    `${runs} runs, ${keys} keys: ${list(ends)}`,
    `faults injected: ${list(faults)}; unknown ${ends.unknown ?? 0}`,
    `calls after the fulfilment, on marks set before it: ${crossings}, the latest after ${longestCrossing} ms`,
    `violations: ${violations.length}`,
    ...violations.slice(0, 20).map((each) => `  ${each}`)
  ]
}
