/**
 * What every outbox promises. A new store is done when {@link suite} passes on it, called in a test file with its name
 * and a layer that gives the outbox and the journal that fills it.
 *
 * @since 0.1.0
 */
import { assert, it } from "@effect/vitest"
import { type Claim, Outbox, type Outcome } from "@lienhoi/messaging/Outbox"
import * as DutyId from "@lienhoi/report/DutyId"
import type { ReportEvent } from "@lienhoi/report/Event"
import { Journal } from "@lienhoi/report/Journal"
import type { OutboxRow } from "@lienhoi/report/OutboxRow"
import * as ReportKey from "@lienhoi/report/ReportKey"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"

const minute = (n: number): string => `2024-10-15T01:${String(n).padStart(2, "0")}:00.000Z`

const about = { lineage: "vwu/thu-nghiem", unit: "u-1", period: "2024-10" }

const duty = DutyId.format({ association: "vwu", key: about, round: 1 })

const header = { id: "e-1", recordedAt: minute(0), by: { person: "p-1" } }

const submitted: ReportEvent = {
  ...header,
  type: "submitted",
  revision: 1,
  template: { lineage: about.lineage, id: about.lineage, version: "1.0.0" },
  cells: {},
  flags: [],
  via: "web",
  reportedBy: "p-1",
  recordedBy: "p-1",
  onBehalf: false,
  reviewed: true
}

const waived: ReportEvent = { ...header, type: "waived", reason: "Chi hội mới lập" }

const row = (key: string, own: Partial<OutboxRow> = {}): OutboxRow => ({
  key,
  duty: null,
  notBefore: minute(0),
  expires: null,
  payload: { text: key },
  ...own
})

const claim = (own: Partial<Claim> = {}): Claim => ({
  worker: "w-1",
  at: minute(1),
  limit: 10,
  patience: 120_000,
  ...own
})

const accepted: Outcome = { outcome: "accepted", channel: "zalo", receipt: "z-1", by: null }

const failed = (again: string | null): Outcome => ({
  outcome: "not-delivered",
  channel: "zalo",
  reason: "Unavailable",
  again,
  by: null
})

/** Puts rows into the outbox the way everybody does: through the journal. */
const put = (...rows: ReadonlyArray<OutboxRow>) =>
  Effect.flatMap(Journal, (journal) => journal.append("report/-", [], { expectedVersion: 0, outbox: rows }))

const happen = (event: ReportEvent) =>
  Effect.flatMap(Journal, (journal) => journal.append(ReportKey.stream(about), [event], { expectedVersion: 0 }))

const stateOf = (key: string) =>
  Effect.map(
    Effect.flatMap(Outbox, (outbox) => outbox.list([key])),
    ([posted]) => posted!.state
  )

/** The contract of `Outbox`; each test gets an outbox of its own through `layer`. */
export const suite = <E>(name: string, layer: Layer.Layer<Outbox | Journal, E>): void => {
  const promise = (claimed: string, proof: Effect.Effect<void, unknown, Outbox | Journal>): void =>
    it.effect(`Outbox (${name}): ${claimed}`, () => proof.pipe(Effect.provide(layer)))

  promise(
    "hands out rows that are due, the earliest first, at most as many as asked for, with what they hold",
    Effect.gen(function* () {
      const outbox = yield* Outbox
      yield* put(row("b", { notBefore: minute(1) }), row("later", { notBefore: minute(9) }), row("a"), row("c"))

      const first = yield* outbox.claim(claim({ limit: 2 }))
      const rest = yield* outbox.claim(claim())

      assert.deepStrictEqual(
        first.map((claimed) => [claimed.row.key, claimed.attempt, claimed.before.length]),
        [
          ["a", 1, 0],
          ["c", 1, 0]
        ]
      )
      assert.deepStrictEqual(first[0]!.row, row("a"))
      assert.deepStrictEqual(
        rest.map((claimed) => claimed.row.key),
        ["b"]
      )
      assert.deepStrictEqual(yield* stateOf("later"), { at: "queued", from: minute(9) })
    })
  )

  promise(
    "gives each row to one worker only, however many ask at once",
    Effect.gen(function* () {
      const outbox = yield* Outbox
      yield* put(...Array.from({ length: 20 }, (_, i) => row(`k-${i}`)))

      const shares = yield* Effect.forEach(
        Array.from({ length: 10 }, (_, i) => `w-${i}`),
        (worker) => outbox.claim(claim({ worker, limit: 3 })),
        { concurrency: "unbounded" }
      )

      const keys = shares.flat().map((claimed) => claimed.row.key)
      assert.strictEqual(keys.length, 20)
      assert.strictEqual(new Set(keys).size, 20)
    })
  )

  for (const [what, event] of [
    ["fulfilled", submitted],
    ["waived", waived]
  ] as const) {
    promise(
      `cancels what its duty, ${what} meanwhile, has made pointless`,
      Effect.gen(function* () {
        const outbox = yield* Outbox
        yield* put(row("stop", { duty }), row("go"))
        yield* happen(event)

        const claimed = yield* outbox.claim(claim())

        assert.deepStrictEqual(
          claimed.map((one) => one.row.key),
          ["go"]
        )
        assert.deepStrictEqual(yield* stateOf("stop"), { at: "cancelled", when: minute(1) })
      })
    )
  }

  promise(
    "hands out a row whose duty is still open",
    Effect.gen(function* () {
      const outbox = yield* Outbox
      yield* put(row("k", { duty }))

      assert.strictEqual((yield* outbox.claim(claim())).length, 1)
    })
  )

  promise(
    "lets a row expire instead of handing it out too late",
    Effect.gen(function* () {
      const outbox = yield* Outbox
      yield* put(row("k", { expires: minute(5) }))

      const claimed = yield* outbox.claim(claim({ at: minute(5) }))

      assert.deepStrictEqual(claimed, [])
      assert.deepStrictEqual(yield* stateOf("k"), { at: "expired", when: minute(5) })
    })
  )

  promise(
    "never takes a row over: in hand too long it becomes unknown, and unknown it stays",
    Effect.gen(function* () {
      const outbox = yield* Outbox
      yield* put(row("k"))
      yield* outbox.claim(claim())

      const soon = yield* outbox.claim(claim({ worker: "w-2", at: minute(2) }))
      const inHand = yield* stateOf("k")
      const late = yield* outbox.claim(claim({ worker: "w-2", at: minute(3) }))
      const later = yield* outbox.claim(claim({ worker: "w-1", at: minute(50) }))

      assert.deepStrictEqual([soon, late, later], [[], [], []])
      assert.strictEqual(inHand.at, "handing")
      assert.deepStrictEqual(yield* stateOf("k"), { at: "unknown", when: minute(3), channel: null })
    })
  )

  promise(
    "hands a row out again only after non-delivery was reported, from the moment that was named",
    Effect.gen(function* () {
      const outbox = yield* Outbox
      yield* put(row("k"))
      yield* outbox.claim(claim())
      yield* outbox.record({ key: "k", attempt: 1, at: minute(1), result: failed(minute(4)) })

      const early = yield* outbox.claim(claim({ at: minute(3) }))
      const again = yield* outbox.claim(claim({ worker: "w-2", at: minute(4) }))

      assert.deepStrictEqual(early, [])
      assert.strictEqual(again[0]!.attempt, 2)
      assert.deepStrictEqual(again[0]!.before, [
        { number: 1, worker: "w-1", channel: "zalo", receipt: null, at: minute(1), notDelivered: "Unavailable" }
      ])
    })
  )

  promise(
    "keeps the end of a row, and nothing changes it afterwards",
    Effect.gen(function* () {
      const outbox = yield* Outbox
      yield* put(row("yes"), row("no"))
      yield* outbox.claim(claim())

      const yes = yield* outbox.record({ key: "yes", attempt: 1, at: minute(2), result: accepted })
      const no = yield* outbox.record({ key: "no", attempt: 1, at: minute(2), result: failed(null) })
      yield* outbox.record({ key: "yes", attempt: 1, at: minute(3), result: failed(minute(3)) })
      yield* outbox.record({ key: "no", attempt: 1, at: minute(3), result: accepted })

      assert.deepStrictEqual(yes, { at: "accepted", when: minute(2), channel: "zalo", receipt: "z-1", by: null })
      assert.deepStrictEqual(no, {
        at: "undelivered",
        when: minute(2),
        channel: "zalo",
        reason: "Unavailable",
        by: null
      })
      assert.deepStrictEqual([yield* stateOf("yes"), yield* stateOf("no")], [yes, no])
      assert.deepStrictEqual(yield* outbox.claim(claim({ at: minute(50) })), [])
    })
  )

  promise(
    "an answer to an earlier attempt, or to no row, changes nothing",
    Effect.gen(function* () {
      const outbox = yield* Outbox
      yield* put(row("k"))
      yield* outbox.claim(claim())
      yield* outbox.record({ key: "k", attempt: 1, at: minute(1), result: failed(minute(1)) })
      yield* outbox.claim(claim())

      const state = yield* outbox.record({ key: "k", attempt: 1, at: minute(2), result: failed(minute(2)) })

      assert.strictEqual(state?.at, "handing")
      assert.isNull(yield* outbox.record({ key: "none", attempt: 1, at: minute(2), result: accepted }))
    })
  )

  promise(
    "an answer that comes after the row became unknown still counts, also by key alone",
    Effect.gen(function* () {
      const outbox = yield* Outbox
      yield* put(row("a"), row("b"))
      yield* outbox.claim(claim())
      yield* outbox.claim(claim({ at: minute(9) }))

      const a = yield* outbox.record({ key: "a", attempt: 1, at: minute(10), result: accepted })
      const b = yield* outbox.record({ key: "b", attempt: null, at: minute(10), result: accepted })

      assert.deepStrictEqual([a?.at, b?.at], ["accepted", "accepted"])
    })
  )

  promise(
    "keeps a row in hand while the answer is awaited, then it is unknown",
    Effect.gen(function* () {
      const outbox = yield* Outbox
      yield* put(row("k"))
      yield* outbox.claim(claim())
      const awaited: Outcome = { outcome: "awaited", channel: "by-hand", receipt: "k", until: minute(30) }
      yield* outbox.record({ key: "k", attempt: 1, at: minute(1), result: awaited })

      const waiting = yield* Effect.andThen(outbox.claim(claim({ at: minute(29) })), stateOf("k"))
      const over = yield* Effect.andThen(outbox.claim(claim({ at: minute(30) })), stateOf("k"))

      assert.strictEqual(waiting.at, "handing")
      assert.deepStrictEqual(over, { at: "unknown", when: minute(30), channel: "by-hand" })
    })
  )

  promise(
    "takes a row back that was handed back without a call",
    Effect.gen(function* () {
      const outbox = yield* Outbox
      yield* put(row("k"))
      yield* outbox.claim(claim())
      yield* outbox.record({
        key: "k",
        attempt: 1,
        at: minute(1),
        result: { outcome: "handed-back", again: minute(2) }
      })

      const again = yield* outbox.claim(claim({ at: minute(2) }))

      assert.deepStrictEqual([again[0]!.attempt, again[0]!.before[0]!.notDelivered], [2, "handed-back"])
    })
  )

  promise(
    "shows a person what is unknown or undelivered, until somebody settles it",
    Effect.gen(function* () {
      const outbox = yield* Outbox
      yield* put(row("no"), row("lost"), row("yes"), row("wait", { notBefore: minute(9) }))
      yield* outbox.claim(claim())
      yield* outbox.record({ key: "no", attempt: 1, at: minute(2), result: failed(null) })
      yield* outbox.record({ key: "lost", attempt: 1, at: minute(2), result: { outcome: "unknown", channel: "zalo" } })
      yield* outbox.record({ key: "yes", attempt: 1, at: minute(2), result: accepted })

      const keys = Effect.map(outbox.unsettled(10), (rows) => rows.map((one) => one.row.key))
      const before = yield* keys
      yield* outbox.record({ key: "no", attempt: null, at: minute(3), result: { outcome: "dropped", by: "p-1" } })
      yield* outbox.record({ key: "lost", attempt: null, at: minute(3), result: accepted })

      assert.deepStrictEqual([before, yield* keys], [["no", "lost"], []])
      const dropped = yield* stateOf("no")
      assert.deepStrictEqual([dropped.at, dropped.at === "undelivered" && dropped.by], ["undelivered", "p-1"])
    })
  )

  promise(
    "tries an undelivered row again when a person says so, and no other",
    Effect.gen(function* () {
      const outbox = yield* Outbox
      yield* put(row("no"), row("yes"), row("lost"))
      yield* outbox.claim(claim())
      yield* outbox.record({ key: "no", attempt: 1, at: minute(2), result: failed(null) })
      yield* outbox.record({ key: "yes", attempt: 1, at: minute(2), result: accepted })
      yield* outbox.record({ key: "lost", attempt: 1, at: minute(2), result: { outcome: "unknown", channel: "zalo" } })

      const reopened: Outcome = { outcome: "reopened", again: minute(4), by: "p-1" }
      for (const key of ["no", "yes", "lost"])
        yield* outbox.record({ key, attempt: null, at: minute(3), result: reopened })
      const early = yield* outbox.claim(claim({ at: minute(3) }))
      const again = yield* outbox.claim(claim({ at: minute(4) }))

      assert.deepStrictEqual([early.length, again.map((one) => [one.row.key, one.attempt])], [0, [["no", 2]]])
      assert.strictEqual(again[0]!.before[0]!.reopenedBy, "p-1")
      assert.deepStrictEqual([(yield* stateOf("yes")).at, (yield* stateOf("lost")).at], ["accepted", "unknown"])
    })
  )

  promise(
    "the same key put twice is one row",
    Effect.gen(function* () {
      const outbox = yield* Outbox
      yield* put(row("k"))
      yield* outbox.claim(claim())
      yield* put(row("k", { payload: "other" }))

      assert.strictEqual((yield* outbox.list()).length, 1)
      assert.deepStrictEqual(yield* outbox.claim(claim()), [])
    })
  )
}
