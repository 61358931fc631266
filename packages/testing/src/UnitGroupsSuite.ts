/**
 * What every registry of groups, and every store of notices, promises. A new one is done when {@link suite} passes on it.
 *
 * @since 0.1.0
 */
import { assert, it } from "@effect/vitest"
import { CascadeStore } from "@lienhoi/messaging/CascadeStore"
import { make, type UnitGroup, UnitGroups } from "@lienhoi/messaging/UnitGroup"
import * as Effect from "effect/Effect"
import type * as Layer from "effect/Layer"

const at = "2024-10-15T01:30:00.000Z"

const group = (unit: string, address: string): UnitGroup =>
  make({
    road: { channel: "zalo-group", address },
    unit,
    purpose: "heads",
    name: `Nhóm Zalo ${unit}`,
    owner: "mai",
    since: at
  })

/** The contract of `UnitGroups` and `CascadeStore`; each test gets stores of its own through `layer`. */
export const suite = <E>(name: string, layer: Layer.Layer<UnitGroups | CascadeStore, E>): void => {
  const promise = (claim: string, proof: Effect.Effect<void, unknown, UnitGroups | CascadeStore>): void =>
    it.effect(`UnitGroups (${name}): ${claim}`, () => proof.pipe(Effect.provide(layer)))

  promise(
    "one group for each road, changed by what is put last, by unit",
    Effect.gen(function* () {
      const groups = yield* UnitGroups
      const changed = { ...group("xa-2", "g-2"), name: "Nhóm mới" }
      for (const one of [group("xa-2", "g-2"), group("xa-1", "g-1"), changed]) yield* groups.put(one)
      assert.deepStrictEqual(yield* groups.living, [group("xa-1", "g-1"), changed])
      assert.deepStrictEqual(yield* groups.at(changed.road), changed)
      assert.isNull(yield* groups.at({ channel: "zalo-bot", address: "g-2" }))
    })
  )

  promise(
    "news change the group they speak of, once; a group nobody registered is left alone",
    Effect.gen(function* () {
      const groups = yield* UnitGroups
      const { road } = group("xa-1", "g-1")
      yield* groups.put(group("xa-1", "g-1"))
      const joined = { road, change: "joined", members: ["9007199254740993123"], at } as const
      yield* groups.hear(joined)
      assert.deepStrictEqual((yield* groups.hear(joined))?.members, ["9007199254740993123"])
      assert.isNull(yield* groups.hear({ ...joined, road: { ...road, address: "g-9" } }))
      yield* groups.hear({ road, change: "ended", members: [], at })
      assert.deepStrictEqual(yield* groups.living, [])
      assert.strictEqual((yield* groups.at(road))?.endedAt, at)
    })
  )

  promise(
    "a notice is kept once, without members; the first acknowledgement of a unit stays",
    Effect.gen(function* () {
      const store = yield* CascadeStore
      const whole = { ...group("xa-1", "g-1"), members: ["20"] }
      const plan = { issuer: "xa-1", posts: [{ group: whole, step: 0, readers: ["ap-1", "ap-2"] }], without: ["ap-3"] }
      const issued = { id: "cv-1", template: "mau/thong-bao", issuedAt: at, plan }
      assert.isTrue(yield* store.issue(issued))
      assert.isFalse(yield* store.issue({ ...issued, template: "mau/khac" }))
      yield* store.issue({ ...issued, id: "cv-2", issuedAt: "2024-10-16T01:30:00.000Z" })
      const [newest, first] = yield* store.issued
      assert.deepStrictEqual(
        [newest?.id, first?.template, first?.plan.posts[0]?.group.members],
        ["cv-2", "mau/thong-bao", null]
      )
      const later = "2024-10-15T03:00:00.000Z"
      yield* store.acknowledge("cv-1", [{ unit: "ap-2", at: later }])
      yield* store.acknowledge("cv-1", [
        { unit: "ap-1", at: later },
        { unit: "ap-2", at }
      ])
      yield* store.acknowledge("cv-1", [])
      assert.deepStrictEqual(yield* store.acknowledged("cv-1"), [
        { unit: "ap-1", at: later },
        { unit: "ap-2", at: later }
      ])
      assert.deepStrictEqual(yield* store.acknowledged("cv-2"), [])
    })
  )
}
