import { assert, it } from "@effect/vitest"
import type * as Inbound from "@lienhoi/messaging/Inbound"
import * as Inbox from "@lienhoi/messaging/Inbox"
import * as Labelled from "@lienhoi/messaging/Labelled"
import * as Effect from "effect/Effect"

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

it.effect("an event counts once per channel, however often it comes, and at once too", () =>
  Effect.gen(function* () {
    const inbox = yield* Inbox.Inbox
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
  }).pipe(Effect.provide(Inbox.layerMemory))
)

it.effect("an event whose handling failed gets another chance when it is repeated", () =>
  Effect.gen(function* () {
    const inbox = yield* Inbox.Inbox

    const failed = yield* Effect.flip(inbox.receive(event("e-1"), () => Effect.fail("store down")))
    const again = yield* inbox.receive(event("e-1"), () => Effect.void)

    assert.deepStrictEqual([failed, again], ["store down", "received"])
  }).pipe(Effect.provide(Inbox.layerMemory))
)

it("what came in shows its label and not its content", () => {
  assert.strictEqual(String(event("e-1").body), "Labelled(open, none, unreviewed)")
  assert.notInclude(JSON.stringify(event("e-1")), "nhóm")
})
