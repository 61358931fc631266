/**
 * What every list of things to post by hand promises. A new one is done when {@link suite} passes on it, called in a test
 * file with its name and its layer.
 *
 * @since 0.1.0
 */
import { assert, it } from "@effect/vitest"
import { type Item, Worklist } from "@lienhoi/messaging/Worklist"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"

const item = (key: string, text = "Còn 2 ngày nữa đến hạn nộp báo cáo."): Item => ({
  key,
  kind: "reminder",
  duty: "duty/vwu/vwu%2Fthu-nghiem/u-1/2024-10/1",
  audience: "group",
  name: "Nhóm Chi hội ấp 1",
  where: "zalo.me/g/vi-du",
  text,
  files: [{ name: "bieu-mau.xlsx", mediaType: "application/octet-stream", bytes: new Uint8Array([0, 1, 128, 255]) }],
  since: "2024-10-15T01:30:00.000Z",
  until: "2024-10-18T01:30:00.000Z"
})

/** The contract of `Worklist`; each test gets a list of its own through `layer`. */
export const suite = <E>(name: string, layer: Layer.Layer<Worklist, E>): void => {
  const promise = (claim: string, proof: Effect.Effect<void, unknown, Worklist>): void =>
    it.effect(`Worklist (${name}): ${claim}`, () => proof.pipe(Effect.provide(layer)))

  promise(
    "items come back whole, the oldest first; one of the same key stays as it is",
    Effect.gen(function* () {
      const list = yield* Worklist
      yield* list.add(item("k-2"))
      yield* list.add(item("k-1"))
      yield* list.add(item("k-2", "other"))

      assert.deepStrictEqual(yield* list.items, [item("k-2"), item("k-1")])
    })
  )

  promise(
    "what was taken off is gone, and taking off what is not there does nothing",
    Effect.gen(function* () {
      const list = yield* Worklist
      yield* list.add(item("k-1"))
      yield* list.add(item("k-2"))
      yield* list.remove("k-1")
      yield* list.remove("k-9")

      assert.deepStrictEqual(
        (yield* list.items).map(({ key }) => key),
        ["k-2"]
      )
    })
  )
}
