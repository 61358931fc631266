/**
 * What every store of conversations promises. A new store is done when {@link suite} passes on it.
 *
 * @since 0.1.0
 */
import { assert, it } from "@effect/vitest"
import type { Conversation } from "@lienhoi/report/Conversation"
import { ConversationStore } from "@lienhoi/report/ConversationStore"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"

const conversation = (person: string, duty: string, answers: Conversation["answers"] = {}): Conversation => ({
  duty,
  person,
  template: { id: "mau/thang", lineage: "mau/thang", version: "1" },
  unit: "ap-1",
  period: "2024-10",
  seen: 0,
  stage: "asking",
  answers,
  current: null,
  mending: false,
  passed: [],
  proposal: null,
  replaces: null
})

/** The contract of `ConversationStore`; each test gets a store of its own through `layer`. */
export const suite = <E>(name: string, layer: Layer.Layer<ConversationStore, E>): void => {
  const promise = (claim: string, proof: Effect.Effect<void, unknown, ConversationStore>): void =>
    it.effect(`ConversationStore (${name}): ${claim}`, () => proof.pipe(Effect.provide(layer)))

  promise(
    "who comes second with the same version is told so and changes nothing",
    Effect.gen(function* () {
      const store = yield* ConversationStore
      const first = conversation("hoa", "d-1", { TC04: "38.506" })
      const answers = yield* Effect.forEach(["1", "2"], (TC05) => store.put({ ...first, answers: { TC05 } }, 0), {
        concurrency: "unbounded"
      })
      assert.deepStrictEqual(answers.toSorted(), [false, true])
      assert.isTrue(yield* store.put(first, 1))
      assert.isFalse(yield* store.put({ ...first, stage: "done" }, 1))
      assert.isFalse(yield* store.put({ ...first, stage: "done" }, 0))
      assert.deepStrictEqual(yield* store.of("hoa"), [{ conversation: first, version: 2 }])
    })
  )

  promise(
    "a person's conversations come back whole, the one changed last first; so do those about a duty",
    Effect.gen(function* () {
      const store = yield* ConversationStore
      const words = { PA05: "Chị em mong có lớp học nghề may “giỏi”" }
      for (const [person, duty] of [
        ["hoa", "d-1"],
        ["hoa", "d-2"],
        ["mai", "d-1"]
      ] as const)
        yield* store.put(conversation(person, duty, words), 0)
      yield* store.put(conversation("hoa", "d-1", words), 1)
      const of = (yield* store.of("hoa")).map(({ conversation, version }) => [conversation.duty, version])
      const about = (yield* store.about("d-1")).map(({ conversation }) => conversation.person)
      assert.deepStrictEqual(of, [
        ["d-1", 2],
        ["d-2", 1]
      ])
      assert.deepStrictEqual(about, ["hoa", "mai"])
      assert.deepStrictEqual((yield* store.of("hoa"))[0]?.conversation.answers, words)
      assert.deepStrictEqual(yield* store.of("lan"), [])
    })
  )

  promise(
    "who is forgotten is forgotten whole, and nobody else",
    Effect.gen(function* () {
      const store = yield* ConversationStore
      yield* store.put(conversation("hoa", "d-1"), 0)
      yield* store.put(conversation("mai", "d-1"), 0)
      yield* store.forget("hoa")
      assert.deepStrictEqual(yield* store.of("hoa"), [])
      assert.strictEqual((yield* store.of("mai")).length, 1)
    })
  )
}
