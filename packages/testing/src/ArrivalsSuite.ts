/**
 * What every store of arrivals promises. A new store is done when {@link suite} passes on it.
 *
 * @since 0.1.0
 */
import { assert, it } from "@effect/vitest"
import { type Arrival, Arrivals } from "@lienhoi/messaging/Arrivals"
import * as Inbox from "@lienhoi/messaging/Inbox"
import * as Reception from "@lienhoi/messaging/Reception"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"

const arrival = (id: string, lane: string, second: number, channel = "zalo"): Arrival => ({
  channel,
  id,
  lane,
  at: `2024-10-15T01:30:${String(second).padStart(2, "0")}.000Z`,
  receivedAt: "2024-10-15T01:31:00.000Z",
  raw: `{"text":"Xin chào ${id}"}`,
  hint: null
})

/** The contract of `Arrivals`; each test gets a store of its own through `layer`. */
export const suite = <E>(name: string, layer: Layer.Layer<Arrivals, E>): void => {
  const promise = (claim: string, proof: Effect.Effect<void, unknown, Arrivals | Inbox.Inbox>): void =>
    it.effect(`Arrivals (${name}): ${claim}`, () => proof.pipe(Effect.provide([layer, Inbox.layerMemory])))

  promise(
    "an event is kept once per channel, also when it comes at once and after it was handled",
    Effect.gen(function* () {
      const arrivals = yield* Arrivals
      const one = arrival("e-1", "hoa", 1)
      const answers = yield* Effect.forEach([one, one, { ...one, channel: "zalo-bot" }], arrivals.add, {
        concurrency: "unbounded"
      })
      assert.deepStrictEqual(answers.toSorted(), ["kept", "kept", "kept-before"])
      yield* arrivals.handled(one)
      assert.strictEqual(yield* arrivals.add(one), "kept-before")
      assert.deepStrictEqual(yield* arrivals.waiting(10), [{ ...one, channel: "zalo-bot" }])
    })
  )

  promise(
    "the events of a sender wait in the order in which they happened, byte for byte as they came",
    Effect.gen(function* () {
      const arrivals = yield* Arrivals
      const all = [arrival("e-3", "hoa", 3), arrival("e-1", "hoa", 1), arrival("e-2", "lan", 2)]
      for (const one of all) yield* arrivals.add(one)
      const waiting = yield* arrivals.waiting(10)
      assert.deepStrictEqual(
        waiting.filter(({ lane }) => lane === "hoa"),
        [all[1], all[0]]
      )
      assert.strictEqual(waiting.length, 3)
      assert.strictEqual((yield* arrivals.waiting(1)).length, 1)
    })
  )

  promise(
    "a sender who is stuck does not hold up the others",
    Effect.gen(function* () {
      const arrivals = yield* Arrivals
      for (let n = 0; n < 59; n++) yield* arrivals.add(arrival(`h-${n}`, "hoa", n))
      yield* arrivals.add(arrival("l-1", "lan", 59))
      const handled: Array<string> = []
      const round = yield* Reception.round({
        most: 55,
        read: (one) =>
          one.lane === "hoa"
            ? Effect.fail({ isRetryable: true, why: "not yet" })
            : Effect.sync(() => {
                handled.push(one.id)
                return []
              }),
        handle: () => Effect.void
      })
      assert.deepStrictEqual([handled, round.handled], [["l-1"], 1])
    })
  )

  promise(
    "what cannot be handled waits for a person with the reason and is not tried again",
    Effect.gen(function* () {
      const arrivals = yield* Arrivals
      const bad = arrival("e-1", "hoa", 1)
      yield* arrivals.add(bad)
      yield* arrivals.add(arrival("e-2", "hoa", 2))
      const options = {
        read: (one: Arrival) =>
          one.id === "e-1" ? Effect.fail({ isRetryable: false, why: "unreadable" }) : Effect.succeed([]),
        handle: () => Effect.void
      }
      assert.deepStrictEqual(yield* Reception.round(options), { handled: 1, waiting: 0, aside: 1 })
      assert.deepStrictEqual(yield* Reception.round(options), { handled: 0, waiting: 0, aside: 0 })
      assert.deepStrictEqual(yield* arrivals.aside, [{ arrival: bad, why: "unreadable" }])
    })
  )
}
