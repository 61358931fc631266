/**
 * What every inbox promises. A new store is done when {@link suite} passes on it, called in a test file with its name and
 * its layer.
 *
 * @since 0.1.0
 */
import { assert, it } from "@effect/vitest"
import type * as Inbound from "@lienhoi/messaging/Inbound"
import { Inbox } from "@lienhoi/messaging/Inbox"
import * as Labelled from "@lienhoi/messaging/Labelled"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import type * as Layer from "effect/Layer"

const event = (id: string, channel = "zalo"): Inbound.InboundMessage => ({
  type: "message",
  id,
  channel,
  at: "2024-10-15T01:30:00.000Z",
  from: "84900000001",
  person: "p-1",
  group: null,
  inReplyTo: null,
  body: Labelled.unreviewed("4 nhóm", "p-1"),
  attachments: []
})

/** The contract of `Inbox`; each test gets an inbox of its own through `layer`. */
export const suite = <E>(name: string, layer: Layer.Layer<Inbox, E>): void => {
  const promise = (claim: string, proof: Effect.Effect<void, unknown, Inbox>): void =>
    it.effect(`Inbox (${name}): ${claim}`, () => proof.pipe(Effect.provide(layer)))

  promise(
    "an event counts once per channel, however often it comes, and at once too",
    Effect.gen(function* () {
      const inbox = yield* Inbox
      const handled: Array<string> = []
      const handle = (one: Inbound.Inbound) =>
        Effect.andThen(
          Effect.yieldNow,
          Effect.sync(() => void handled.push(`${one.channel} ${one.id}`))
        )

      const answers = yield* Effect.forEach(
        [event("e-1"), event("e-1"), event("e-2"), event("e-1", "email"), event("e-1")],
        (one) => inbox.receive(one, handle),
        { concurrency: "unbounded" }
      )

      assert.deepStrictEqual(handled.toSorted(), ["email e-1", "zalo e-1", "zalo e-2"])
      assert.strictEqual(answers.filter((answer) => answer === "received").length, 3)
      assert.strictEqual(yield* inbox.receive(event("e-2"), handle), "seen-before")
    })
  )

  promise(
    "an event whose handling failed gets another chance when it is repeated",
    Effect.gen(function* () {
      const inbox = yield* Inbox

      const failed = yield* Effect.flip(inbox.receive(event("e-1"), () => Effect.fail("store down")))
      const again = yield* inbox.receive(event("e-1"), () => Effect.void)
      const third = yield* inbox.receive(event("e-1"), () => Effect.die("handled twice"))

      assert.deepStrictEqual([failed, again, third], ["store down", "received", "seen-before"])
    })
  )

  promise(
    "an event whose handling was interrupted gets another chance too",
    Effect.gen(function* () {
      const inbox = yield* Inbox
      const begun = yield* Deferred.make<void>()
      const fiber = yield* Effect.forkChild(
        inbox.receive(event("e-1"), () => Effect.andThen(Deferred.succeed(begun, undefined), Effect.never))
      )
      yield* Deferred.await(begun)
      yield* Fiber.interrupt(fiber)

      assert.strictEqual(yield* inbox.receive(event("e-1"), () => Effect.void), "received")
    })
  )

  promise(
    "a slow event does not hold up another one",
    Effect.gen(function* () {
      const inbox = yield* Inbox
      const begun = yield* Deferred.make<void>()
      const go = yield* Deferred.make<void>()
      const slow = yield* Effect.forkChild(
        inbox.receive(event("e-1"), () => Effect.andThen(Deferred.succeed(begun, undefined), Deferred.await(go)))
      )
      yield* Deferred.await(begun)

      const quick = yield* inbox.receive(event("e-2"), () => Effect.void)
      yield* Deferred.succeed(go, undefined)

      assert.deepStrictEqual([quick, yield* Fiber.join(slow)], ["received", "received"])
    })
  )
}
