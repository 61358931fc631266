/**
 * Law Once, for mail that comes in: wherever a process dies between fetching, filing, answering and keeping its place, each
 * mail takes effect once and is answered once.
 */
import { assert, describe, it } from "@effect/vitest"
import * as Instant from "@lienhoi/calendar/Instant"
import * as Delivery from "@lienhoi/messaging/Delivery"
import type { Letter } from "@lienhoi/messaging/Letter"
import * as Outbox from "@lienhoi/messaging/Outbox"
import * as Journal from "@lienhoi/report/Journal"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import { TestClock } from "effect/testing"
import * as fc from "fast-check"
import { Bookmark, Mailbox, MailReport, MailWatch } from "../src/index.ts"
import * as World from "./world.ts"

/** A mail in the folder; `of` says whose form, `same` repeats an earlier one. */
interface Coming {
  readonly unit: "u1" | "u2" | "u3"
  readonly what: "form" | "bad figure" | "no stamp" | "no file" | "broken" | "again" | "bounce"
  readonly figure: number
}

const rawOf = (all: ReadonlyArray<Coming>, i: number): Uint8Array => {
  const { unit, what, figure } = all[i]!
  if (what === "again" && i > 0) return rawOf(all, i - 1)
  const given = { from: `${unit}@xa.example`, to: World.replyTo(unit), id: `m${i}@xa.example` }
  const file = (HV: unknown, stamped = true) => ({
    name: "bao cao.xlsx",
    bytes: World.form({ unit, stamped, seen: 0, HV })
  })
  if (what === "bounce") return World.mail({ ...given, headers: "Auto-Submitted: auto-replied\r\n" })
  if (what === "no file") return World.mail(given)
  if (what === "broken")
    return World.mail({ ...given, file: { name: "bao cao.xlsx", bytes: Uint8Array.of(80, 75, 1) } })
  return World.mail({ ...given, file: file(what === "bad figure" ? "nhiều" : figure, what !== "no stamp") })
}

const folderOf = (all: ReadonlyArray<Coming>, validity: string): Mailbox.MemoryFolder => ({
  validity,
  mails: all.map((_, i) => ({ uid: i + 1, at: World.at, raw: rawOf(all, i) }))
})

/** Dies at the step with that number, before it or after it; steps are counted from the start of the process. */
const dying = (deathAt: number | null, dead: Deferred.Deferred<string>) => {
  let count = 0
  const around: World.Around = (name) => (step) => {
    const point = (when: string) =>
      Effect.suspend(() =>
        count++ === deathAt ? Effect.andThen(Deferred.succeed(dead, `${when} ${name}`), Effect.never) : Effect.void
      )
    return Effect.andThen(
      point("before"),
      Effect.tap(step, () => point("after"))
    )
  }
  return { around, steps: () => count }
}

interface Life {
  readonly deathAt: number | null
  readonly validity: string
  /** Where the delivery of answers loses its process: before it records, after the mail left. */
  readonly delivery: "none" | "whole" | "dies"
}

/** One world; each life of a process is run over it. */
const world = (all: ReadonlyArray<Coming>) => {
  const runtime = ManagedRuntime.make(Layer.mergeAll(World.durable, TestClock.layer()))
  const { channel, arrived } = World.channel()

  const live = ({ deathAt, validity, delivery }: Life): Promise<{ steps: number; died: string | null }> =>
    runtime.runPromise(
      Effect.gen(function* () {
        yield* TestClock.setTime(Instant.toMillis(World.at))
        const dead = yield* Deferred.make<string>()
        const { around, steps } = dying(deathAt, dead)
        const memory = Mailbox.layerMemory(() => ({ INBOX: folderOf(all, validity) }))
        const mortal = Layer.effect(
          Mailbox.Mailbox,
          Effect.map(Mailbox.Mailbox, ({ open }) => ({
            open: (folder: string) =>
              Effect.map(open(folder), (opened) => ({
                ...opened,
                after: (uid: number) => opened.after(uid).pipe(around("list")),
                fetch: (uid: number) => opened.fetch(uid).pipe(around("fetch"))
              }))
          }))
        ).pipe(Layer.provide(memory))
        const kept = yield* Bookmark.Bookmark
        const marks = Layer.succeed(Bookmark.Bookmark, {
          read: kept.read,
          keep: (folder, mark) => kept.keep(folder, mark).pipe(around("bookmark"))
        })
        const reports = MailReport.make({ mailbox: World.mailbox })
        const process = MailWatch.once({
          folders: ["INBOX"],
          handle: (mail) => Effect.asVoid(reports.take(mail).pipe(around("take")))
        }).pipe(Effect.provide(Layer.mergeAll(mortal, marks, World.forms, World.desk(around))), Effect.as(null))
        const died = yield* Effect.raceFirst(process, Deferred.await(dead))
        if (delivery !== "none") {
          const outbox = yield* Outbox.Outbox
          const worker = { worker: "w", channels: [channel], limit: 100, patience: "1 second" } as const
          if (delivery === "whole") yield* Delivery.pass(worker)
          // Claims, hands over, and is gone before it can say so.
          else
            yield* Effect.exit(
              Delivery.pass(worker).pipe(
                Effect.provideService(Outbox.Outbox, { ...outbox, record: () => Effect.die("killed") })
              )
            )
        }
        return { steps: steps(), died }
      })
    )

  const end = () =>
    runtime.runPromise(
      Effect.gen(function* () {
        yield* TestClock.setTime(Instant.toMillis(World.at) + 3_600_000)
        // Rows that somebody died with are unknown now.
        yield* Delivery.pass({ worker: "w", channels: [channel], limit: 100 })
        const events = yield* (yield* Journal.Journal).readAll()
        const rows = yield* (yield* Outbox.Outbox).list()
        const letters = yield* arrived
        return {
          events: events.map(({ event }) => [event.id, event.type === "submitted" ? event.cells.HV : null]),
          rows: rows.map(({ row }) => row.key),
          states: rows.map(({ state }) => state.at),
          letters
        }
      })
    )
  return { live, end, dispose: () => runtime.dispose() }
}

const undisturbed: Life = { deathAt: null, validity: "1", delivery: "whole" }

/** What the world comes to when nobody dies. */
const model = async (all: ReadonlyArray<Coming>) => {
  const one = world(all)
  const { steps } = await one.live(undisturbed)
  const ended = await one.end()
  await one.dispose()
  return { ...ended, steps }
}

const perKey = (letters: ReadonlyArray<Letter>): number => {
  const counts = new Map<string, number>()
  for (const { message } of letters) counts.set(message.key, (counts.get(message.key) ?? 0) + 1)
  return Math.max(0, ...counts.values())
}

const coming: fc.Arbitrary<Coming> = fc.record({
  unit: fc.constantFrom("u1", "u2", "u3"),
  what: fc.oneof(
    { weight: 4, arbitrary: fc.constant("form" as const) },
    {
      weight: 4,
      arbitrary: fc.constantFrom("bad figure", "no stamp", "no file", "broken", "again", "bounce")
    }
  ),
  figure: fc.nat({ max: 5 })
})

describe("Law Once", () => {
  it("wherever a process dies, each mail takes effect once and is answered once", { timeout: 300_000 }, async () => {
    const deaths = new Map<string, number>()
    let schedules = 0
    let unknown = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(coming, { minLength: 1, maxLength: 5 }),
        fc.array(
          fc.record({
            deathAt: fc.nat({ max: 39 }),
            validity: fc.constantFrom("1", "1", "1", "2"),
            delivery: fc.constantFrom("none", "none", "whole", "dies")
          }),
          { minLength: 1, maxLength: 5 }
        ),
        async (all, lives) => {
          const expected = await model(all)
          const one = world(all)
          let faults = 0
          for (const life of lives) {
            const { died } = await one.live({ ...life, deathAt: life.deathAt % (expected.steps + 1) } as Life)
            if (died !== null) deaths.set(died, (deaths.get(died) ?? 0) + 1)
            if (life.delivery === "dies") faults++
            schedules++
          }
          await one.live({ ...undisturbed, validity: lives.at(-1)!.validity })
          const ended = await one.end()
          await one.dispose()

          assert.deepStrictEqual(ended.events, expected.events)
          assert.deepStrictEqual(ended.rows.toSorted(), expected.rows.toSorted())
          assert.strictEqual(new Set(ended.rows).size, ended.rows.length)
          assert.isAtMost(perKey(ended.letters), 1)
          assert.isTrue(ended.states.every((state) => state === "accepted" || state === "unknown"))
          if (faults === 0) assert.isTrue(ended.states.every((state) => state === "accepted"))
          unknown += ended.states.filter((state) => state === "unknown").length
        }
      ),
      { numRuns: 250 }
    )
    const told = [...deaths].toSorted().map(([point, n]) => `${point} ${n}`)
    console.log(
      `Law Once (mail): 250 folders, ${schedules} lives, ${unknown} answers unknown; deaths: ${told.join(", ")}`
    )
    for (const stage of ["fetch", "submit", "answer", "take", "bookmark"])
      for (const when of ["before", "after"]) assert.isAbove(deaths.get(`${when} ${stage}`) ?? 0, 0, `${when} ${stage}`)
  })

  it("at every point of one folder", { timeout: 120_000 }, async () => {
    const all: ReadonlyArray<Coming> = [
      { unit: "u1", what: "form", figure: 3 },
      { unit: "u1", what: "again", figure: 0 },
      { unit: "u2", what: "bad figure", figure: 0 },
      { unit: "u1", what: "form", figure: 4 },
      { unit: "u3", what: "no file", figure: 0 }
    ]
    const expected = await model(all)
    for (let deathAt = 0; deathAt < expected.steps; deathAt++) {
      const one = world(all)
      const { died } = await one.live({ deathAt, validity: "1", delivery: "none" })
      await one.live(undisturbed)
      const ended = await one.end()
      await one.dispose()

      assert.isNotNull(died)
      assert.deepStrictEqual([ended.events, ended.rows], [expected.events, expected.rows], died ?? "")
      assert.strictEqual(perKey(ended.letters), 1)
    }
    console.log(
      `Law Once (mail): ${expected.steps} points of death in one folder, ${expected.rows.length} answers each`
    )
    assert.strictEqual(expected.events.length, 1)
  })
})
