import * as CascadeStore from "@lienhoi/messaging/CascadeStore"
import * as Message from "@lienhoi/messaging/Message"
import * as Outbox from "@lienhoi/messaging/Outbox"
import * as UnitGroup from "@lienhoi/messaging/UnitGroup"
import * as Journal from "@lienhoi/report/Journal"
import * as MemoryLedger from "@lienhoi/report/MemoryLedger"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { expect, it } from "vitest"
import * as clock from "../src/internal/clock.ts"
import * as household from "../src/internal/household.ts"
import * as Noticing from "../src/internal/noticing.ts"
import * as Offices from "../src/internal/offices.ts"

const house = household.load(
  {
    association: "vwu",
    since: "2024-01-01",
    units: {
      text: "id,code,name,level,parent\nxa,,Xã Đông Phú,co_so,\nap-1,,Ấp 1,chi_hoi,xa\nap-2,,Ấp 2,chi_hoi,xa\n"
    },
    people: {
      text: "person,name,address,unit,title\nlan,Trần Thị Lan,cô,xa,Chủ tịch\nhoa,Nguyễn Thị Hoa,chị,ap-1,Chi hội trưởng\n"
    },
    templates: [
      {
        text: "template: mau/thong-bao\nkind: notice\ntitle: Thông báo\nacknowledge: { levels: [chi_hoi], within: { days: 1 } }\nsections: {}"
      }
    ]
  },
  "."
)

const told = { id: "cv-15", template: "mau/thong-bao", issuer: "xa", text: "Nộp báo cáo." }
const nhom = { unit: "xa", purpose: "heads", owner: "lan" } as const

const play = <A, E>(
  scene: (
    deps: Noticing.Deps
  ) => Effect.Effect<A, E, CascadeStore.CascadeStore | Outbox.Outbox | UnitGroup.UnitGroups | Journal.Journal>
) => {
  if (!house.ok) throw new Error(house.issues.map(({ message }) => message).join("\n"))
  const deps = { house: house.value, offices: Offices.make(house.value.hierarchy) }
  const ledger = MemoryLedger.layer
  const stores = Layer.mergeAll(
    CascadeStore.layerMemory,
    UnitGroup.layerMemory,
    Outbox.layerMemory,
    Journal.layerMemory
  )
  return Effect.runPromise(
    scene(deps).pipe(
      Effect.provide(stores.pipe(Layer.provide(ledger))),
      Effect.provide(clock.layer(() => "2024-10-14T02:00:00.000Z"))
    )
  )
}

/** The process ends where the messages would have been put. */
const crashing = <A, E, R>(sending: Effect.Effect<A, E, R>) =>
  Effect.exit(
    Effect.updateService(sending, Journal.Journal, (journal) => ({ ...journal, append: () => Effect.die("killed") }))
  )

it("a notice whose sending broke off goes out when it is sent again: to the groups that were planned, and once", async () => {
  const { again, posted, keys, standing } = await play((deps) =>
    Effect.gen(function* () {
      yield* Noticing.register(deps, { ...nhom, name: "Nhóm cũ" })
      yield* crashing(Noticing.send(deps, told))
      // Meanwhile the branches got a group of their own: the plan as it was kept holds.
      yield* Noticing.register(deps, { unit: "ap-1", purpose: "members", name: "Nhóm ấp 1", owner: "hoa" })
      const posted = yield* Noticing.send(deps, told)
      const again = yield* Noticing.send(deps, told)
      const outbox = yield* Outbox.Outbox
      const keys = (yield* outbox.list()).map(({ row }) => row.key)
      return { posted, again, keys, standing: yield* Noticing.standing(deps, told.id) }
    })
  )

  expect(posted).toMatchObject({ ok: true, value: { groups: [{ name: "Nhóm cũ" }], heads: [], nobody: [] } })
  expect(again).toMatchObject({ ok: false, issues: [{ code: "notice.again" }] })
  expect(keys).toEqual(["notice/cv-15/group/xa/heads"])
  expect(standing).toMatchObject({ ok: true, value: { counts: { acknowledged: 0, waiting: 2 } } })
})

it("heads in no group are told one by one, as they are called, under the name of their unit", async () => {
  const { sent, names } = await play((deps) =>
    Effect.gen(function* () {
      const sent = yield* Noticing.send(deps, told)
      const rows = yield* (yield* Outbox.Outbox).list()
      const names = rows.map(({ row }) => Message.decode(row.payload)).map((read) => read.ok && read.value.to.name)
      return { sent, names }
    })
  )

  expect(sent).toMatchObject({
    ok: true,
    value: { heads: [{ unit: "ap-1", person: "hoa", key: "notice/cv-15/head/ap-1" }], nobody: ["ap-2"] }
  })
  expect(names).toEqual(["chị Hoa"])
})

it("whoever uses the id of another unit's notice sends nothing to those it was planned for", async () => {
  const { stolen, rows } = await play((deps) =>
    Effect.gen(function* () {
      yield* crashing(Noticing.send(deps, told))
      const stolen = yield* Noticing.send(deps, { ...told, issuer: "ap-2", text: "Giả." })
      return { stolen, rows: yield* (yield* Outbox.Outbox).list() }
    })
  )

  expect(stolen).toMatchObject({ ok: false, issues: [{ code: "notice.again" }] })
  expect(rows).toEqual([])
})
