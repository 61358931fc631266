import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Database from "@lienhoi/sql/Database"
import * as Duties from "@lienhoi/sql/Duties"
import * as HistoryStore from "@lienhoi/sql/HistoryStore"
import * as Reading from "@lienhoi/sql/Reading"
import * as Store from "@lienhoi/sql/Store"
import * as TemplateStore from "@lienhoi/sql/TemplateStore"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { type App, type AppConfig, type Grant, openApp, type Record } from "lienhoi"
import { afterAll, beforeAll, expect, it } from "vitest"

const folder = mkdtempSync(join(tmpdir(), "lienhoi-shelf-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Branches are not on the Front's road: who is beside reaches the communes and the province. */
const units = [
  "id,code,name,level,parent,kind,from,to,front_parent",
  "mt,,Mặt trận tỉnh Mẫu,tinh,-,mat-tran,,,",
  "mt-1,,Mặt trận xã Tân Bình,co_so,-,mat-tran,,,mt",
  "tinh,,Tỉnh Mẫu,tinh,,,,,mt",
  "xa-1,,Xã Tân Bình,co_so,tinh,xa,,,mt-1",
  "xa-2,,Xã Tân Hòa,co_so,tinh,xa,,,mt",
  "xa-3,,Xã Tân Lập,co_so,tinh,xa,,,mt",
  "ap-1,,Ấp 1,chi_hoi,xa-1,,,,",
  "ap-2,,Ấp 2,chi_hoi,xa-1,,,,",
  "ap-3,,Ấp 3,chi_hoi,xa-1,,,,",
  "ap-4,,Ấp 4,chi_hoi,xa-2,,,,",
  "ap-5,,Ấp 5,chi_hoi,xa-3,,,,"
].join("\n")
const people = [
  "person,name,address,unit,title,zalo,phone",
  "hoa,Nguyễn Thị Hoa,chị,ap-1,Chi hội trưởng,mau-hoa,0900 000 001",
  "mai,Lê Thị Mai,cô,xa-1,Chủ tịch,mau-mai,",
  ...[2, 3, 4, 5].map((n) => `p-${n},Phạm Thị Mẫu ${n},chị,ap-${n},Chi hội trưởng,,`)
].join("\n")
const template = `
template: mau/thang
version: 1.0.0
title: Báo cáo tháng
period: month
window: fifteenth
due: { chi_hoi: 15 }
sections:
  hoi_vien:
    title: Hội viên
    columns: [plan, period, year-to-date, last-year, of-plan]
    fields:
      - key: TC04
        label: Tổng số hội viên
        type: count
        counts: people
        asked_of: [chi_hoi]
        combine: { units: sum, periods: last }
        disaggregate:
          - { by: dan_toc, label: dân tộc, complete: true, items: { kinh: Kinh, khac: Dân tộc khác } }
      - key: TC05
        label: Hội viên mới
        type: count
        counts: people
        asked_of: [chi_hoi]
        combine: { units: sum, periods: sum }
        disaggregate:
          - { by: dan_toc, label: dân tộc, items: { kinh: Kinh, khac: Dân tộc khác } }
      - { key: DV01, label: Đảng viên, type: count, counts: people, personal: sensitive, asked_of: [chi_hoi], combine: { units: sum, periods: last } }
      - { key: TL01, label: Tỷ lệ đảng viên, type: ratio, numerator: DV01, denominator: TC04 }`

const config: AppConfig = {
  association: "vwu",
  since: "2025-07-01",
  units: { text: units },
  people: { text: people },
  templates: [{ text: template }],
  channels: { byHand: {} }
}

const good = <A>(
  checked: { readonly ok: true; readonly value: A } | { readonly ok: false; readonly issues: unknown }
): A => {
  if (!checked.ok) throw new Error(JSON.stringify(checked.issues))
  return checked.value
}

/** Breakdowns by unit: Kinh, others; new ones; party members. */
const given: { readonly [unit: string]: readonly [number, number, number, number, number] } = {
  "ap-1": [40, 3, 10, 1, 2],
  "ap-2": [30, 18, 12, 6, 7],
  "ap-3": [20, 30, 9, 8, 9],
  "ap-4": [25, 3, 7, 2, 1],
  "ap-5": [35, 6, 5, 5, 6]
}

const file = async (app: App, period: string) => {
  for (const [unit, [kinh, others, newKinh, newOthers, party]] of Object.entries(given)) {
    const values = {
      TC04: kinh + others,
      "TC04[kinh]": kinh,
      "TC04[khac]": others,
      TC05: newKinh + newOthers,
      "TC05[kinh]": newKinh,
      "TC05[khac]": newOthers,
      DV01: party
    }
    good(await app.submit({ unit, period, values }))
  }
}

const grant = (id: string, account: string, more: Partial<Grant>): Grant => ({
  id,
  account,
  unit: "tinh",
  route: "own",
  role: "figures",
  lineage: "*",
  from: "2025-01-01",
  until: null,
  ...more
})

const months = ["2025-09", "2025-10"]

let app: App
let now = "2025-10-14T02:00:00.000Z"

beforeAll(async () => {
  app = good(await openApp({ ...config, store: join(folder, "data") }, { now: () => now }))
  for (const month of months) await file(app, month)
  good(
    await app.grant([
      grant("1", "chu-tich", {}),
      grant("2", "chu-tich", { role: "persons" }),
      grant("3", "mat-tran", { unit: "mt", route: "front" }),
      grant("4", "mat-tran", { unit: "mt", route: "front", role: "persons" }),
      grant("5", "xa-2", { unit: "xa-2" })
    ])
  )
}, 120_000)
afterAll(() => app.close())

it("a store that an app opens holds its tree, templates and duties, and what is read follows within a second or so", async () => {
  good(await app.sendBack({ unit: "ap-2", period: "2025-10", reason: "thu-mau", due: "2025-10-20", by: "mai" }))
  await new Promise((go) => setTimeout(go, 2_500))
  const owed = good(await app.duties({ period: "2025-10" }))
  const stored = await Effect.runPromise(
    Effect.gen(function* () {
      const history = yield* (yield* HistoryStore.HistoryStore).read
      const templates = yield* (yield* TemplateStore.TemplateStore).list()
      const compared = yield* Reading.check
      return {
        events: history?.ok === true ? history.value.hierarchy.events.length : 0,
        templates: templates.map(({ id, version, from }) => [id, version, from]),
        compared,
        duties: yield* Duties.list({ lineage: "mau/thang", period: "2025-10" })
      }
    }).pipe(
      Effect.provide(
        Layer.mergeAll(HistoryStore.layer, TemplateStore.layer).pipe(
          Layer.provideMerge(Store.layer({ association: "vwu" })),
          Layer.provide(Database.layer(Database.parse(join(folder, "data")), { visit: true }))
        )
      )
    )
  )
  expect(stored.events).toBe(app.hierarchy.events.length)
  expect(stored.templates).toEqual([["mau/thang", "1.0.0", "2025-07-01"]])
  expect(stored.compared.differences).toEqual([])
  expect(stored.compared.position).toBe(11)
  expect(stored.compared.rows.duty).toBeGreaterThan(10)
  expect(stored.compared.rows.standing).toBe(10)
  const byUnit = owed.toSorted((a, b) => (a.unit < b.unit ? -1 : 1))
  expect(stored.duties).toEqual(
    byUnit.map(({ waived, association: _a, lineage: _l, period: _p, from: _f, to: _t, ...duty }) => ({
      ...duty,
      waived: waived !== null
    }))
  )
}, 60_000)

it("search finds units for everybody, people for who may see them, documents by their words; the same in memory", async () => {
  const record: Record = {
    lineage: "mau/so-van-ban",
    key: "12",
    unit: "xa-1",
    person: null,
    startsOn: "2025-01-01",
    endsOn: null,
    label: { secrecy: "internal", personal: "none", reviewed: true },
    body: { ten: "Kế hoạch thu quỹ" }
  }
  good(await app.records.put(record))
  const ids = (found: ReadonlyArray<{ readonly id: string }>) => found.map(({ id }) => id)
  expect(ids(await app.search("hoi lhpn xa tan binh"))[0]).toBe("xa-1")
  expect(ids(await app.search("nguyen hoa"))).toEqual(["hoa"])
  expect(ids(await app.search("nguyen hoa", { viewer: "chu-tich" }))).toEqual(["hoa"])
  expect(ids(await app.search("nguyen hoa", { viewer: "xa-2" }))).toEqual([])
  expect(ids(await app.search("nguyen hoa", { viewer: "nobody" }))).toEqual([])
  expect(ids(await app.search("ke hoach quy"))).toEqual(["mau/so-van-ban/12"])
  expect(good(await app.people.find("phone", "0900000001"))).toEqual(["hoa"])

  await using memory = good(await openApp(config, { now: () => now }))
  for (const text of ["hoi lhpn xa tan binh", "tan", "nguyen hoa", "ap", "le thi", "", "khong co"]) {
    const here = await memory.search(text)
    expect(here, text).toEqual((await app.search(text)).filter(({ kind }) => kind !== "document"))
    expect(await memory.search(text, { viewer: "nobody" })).toEqual(here.filter(({ kind }) => kind === "unit"))
  }
  const refused = await memory.people.get("hoa")
  expect(!refused.ok && refused.issues.map(({ code }) => code)).toEqual(["app.needs-store"])
}, 60_000)

const items = ["TC04[kinh]", "TC04[khac]", "TC05[kinh]", "TC05[khac]"]
const keys = ["TC04", "TC05", "DV01", "TL01", ...items]
const allUnits = ["tinh", "xa-1", "xa-2", "xa-3", ...Object.keys(given)]

/** What every road that reads says to an account; a road is named by the method of the app. */
const roads: { readonly [road: string]: (viewer: string) => Promise<ReadonlyArray<unknown>> } = {
  explain: (viewer) =>
    Promise.all(
      allUnits.flatMap((unit) =>
        keys.flatMap((field) =>
          months.flatMap((period) =>
            [false, true].map((yearToDate) =>
              app.explain({ unit, field, period, yearToDate, basis: "submitted", viewer })
            )
          )
        )
      )
    ),
  figures: (viewer) =>
    Promise.all(
      allUnits.flatMap((unit) =>
        months.flatMap((period) =>
          [false, true].map((yearToDate) => app.figures({ unit, period, yearToDate, basis: "submitted", viewer }))
        )
      )
    ),
  consolidated: (viewer) =>
    Promise.all(
      allUnits.flatMap((unit) => months.map((period) => app.consolidated({ unit, period, basis: "submitted", viewer })))
    ),
  annex: (viewer) =>
    Promise.all(
      allUnits.flatMap((unit) => months.map((period) => app.annex({ unit, period, basis: "submitted", viewer })))
    ),
  board: (viewer) => Promise.all(allUnits.map((unit) => app.board({ unit, period: "2025-10", viewer }))),
  duties: async (viewer) => [await app.duties({ period: "2025-10", viewer })],
  total: async (viewer) => [await app.total({ period: "2025-10", basis: "submitted", viewer })],
  report: (viewer) => Promise.all(allUnits.map((unit) => app.report({ unit, period: "2025-10", viewer }))),
  history: (viewer) => Promise.all(allUnits.map((unit) => app.history({ unit, period: "2025-10", viewer }))),
  form: (viewer) => Promise.all(allUnits.map((unit) => app.form({ unit, period: "2025-10", viewer, by: "hoa" }))),
  changes: async (viewer) => {
    const all: Array<unknown> = []
    for await (const one of app.changes({ viewer, after: 0, signal: AbortSignal.timeout(300) })) all.push(one)
    return all
  },
  search: async (viewer) => [await app.search("hoa", { viewer })],
  records: async (viewer) => [
    await app.records.list("mau/so-hoi-vien", { viewer }),
    await app.records.get("mau/so-hoi-vien", "hv-1", { viewer })
  ]
}

/** The office's own: it acts, or asks for itself; nobody else is answered by it. */
const ofTheOffice = [
  ..."hierarchy templates warnings directory tree headOf".split(" "),
  ..."saveDraft submit sendBack approve seal amend extend waive takeIn".split(" "),
  ..."tick outbox worklist posted couldNot work foresee plan why unsettled ask settle release retry drop close".split(
    " "
  ),
  ..."grant grants people files zalo notices sendForms takeMail watchMail accounts tokens tries audit now gauges".split(
    " "
  )
]

const plain = (answers: unknown): string =>
  JSON.stringify(answers, (_, value: unknown) => (typeof value === "bigint" ? Number(value) : value))

/** Every number that is told about a column of an item, with the unit it is told of. */
const told = (value: unknown, unit = "?"): ReadonlyArray<{ unit: string; key: string; number: number }> => {
  if (typeof value !== "object" || value === null) return []
  if (Array.isArray(value)) return value.flatMap((one) => told(one, unit))
  const node = value as { readonly [key: string]: unknown }
  const here = typeof node.unit === "string" ? node.unit : unit
  const key = [node.column, node.field].find((one): one is string => typeof one === "string" && keys.includes(one))
  const own = (node.own as { readonly value?: unknown } | undefined)?.value
  const numbers = key === undefined ? [] : [node.value, own].filter((one): one is number => typeof one === "number")
  return [
    ...numbers.map((number) => ({ unit: here, key: key!, number })),
    ...Object.entries(node).flatMap(([name, below]) => {
      const cell = below as { readonly value?: unknown } | null
      return keys.includes(name) && typeof cell?.value === "number"
        ? [{ unit: here, key: name, number: cell.value }]
        : told(below, here)
    })
  ]
}

it("Disclosure: no road shows a small group, or lets one be computed, to who is beside the own line", async () => {
  good(
    await app.records.put({
      lineage: "mau/so-hoi-vien",
      key: "hv-1",
      unit: "ap-1",
      person: "hoa",
      startsOn: "2025-01-01",
      endsOn: null,
      label: { secrecy: "internal", personal: "sensitive", reviewed: true },
      body: { dan_toc: "khac" }
    })
  )
  // A road that nobody thought of would stand in neither list.
  expect(Object.keys(app).filter((name) => !(name in roads) && !ofTheOffice.includes(name))).toEqual([])

  let numbers = 0
  let hidden = 0
  const known = new Map<string, number>()
  for (const [road, walk] of Object.entries(roads)) {
    const own = plain(await walk("chu-tich"))
    const answers = await walk("mat-tran")
    const said = plain(answers)
    expect(said.includes('"dan_toc":"khac"'), road).toBe(false)
    for (const { unit, key, number } of told(answers)) {
      numbers += 1
      const isSensitive = items.includes(key) || key === "DV01"
      if (isSensitive) expect(number === 0 || number >= 5, `${road}: ${unit} ${key} ${number}`).toBe(true)
      expect(key, `${road} tells a share of ${unit}`).not.toBe("TL01")
      if (isSensitive && road === "explain") known.set(`${unit} ${key}`, number)
    }
    hidden += told(JSON.parse(own)).length - told(JSON.parse(said)).length
  }
  expect(numbers).toBeGreaterThan(50)
  expect(hidden).toBeGreaterThan(50)

  // Who is on the own line reads them.
  const open = told(await roads.explain!("chu-tich"))
  expect(open.some(({ unit, key, number }) => unit === "ap-1" && key === "TC04[khac]" && number === 3)).toBe(true)

  // An upper unit is the sum of those below: whoever knows all but one knows that one.
  const below: { readonly [unit: string]: ReadonlyArray<string> } = { tinh: ["xa-1", "xa-2", "xa-3"] }
  for (const key of [...items, "DV01"])
    for (const [upper, units] of Object.entries(below)) {
      const unseen = [upper, ...units].filter((unit) => !known.has(`${unit} ${key}`))
      expect(unseen.length, `${upper} ${key}: ${unseen}`).not.toBe(1)
    }
  console.log(
    `Disclosure: ${Object.keys(roads).length} roads, ${numbers} numbers read from beside, ${hidden} fewer than on the own line`
  )
}, 120_000)

it("an account sees what it was granted and is told what it may ask instead", async () => {
  const codes = (checked: { readonly ok: boolean; readonly issues?: ReadonlyArray<{ readonly code: string }> }) =>
    checked.ok ? "ok" : checked.issues!.map(({ code }) => code).join()
  const asked = { period: "2025-10", basis: "submitted" } as const
  expect(codes(await app.board({ ...asked, unit: "xa-2", viewer: "xa-2" }))).toBe("ok")
  expect(codes(await app.board({ ...asked, unit: "xa-1", viewer: "xa-2" }))).toBe("app.not-granted")
  expect(codes(await app.consolidated({ ...asked, unit: "tinh", viewer: "xa-2" }))).toBe("app.not-granted")
  expect(codes(await app.explain({ ...asked, unit: "ap-1", field: "TC04", viewer: "nobody" }))).toBe("app.not-granted")
  expect(codes(await app.report({ ...asked, unit: "xa-1", viewer: "mat-tran" }))).toBe("app.not-whole")
  expect(codes(await app.total({ ...asked, viewer: "mat-tran" }))).toBe("app.not-whole")
  expect(codes(await app.total({ ...asked, viewer: "chu-tich" }))).toBe("ok")
  expect(good(await app.duties({ ...asked, viewer: "xa-2" })).map(({ unit }) => unit)).toEqual(["ap-4"])
  expect(good(await app.duties({ ...asked, viewer: "nobody" }))).toEqual([])
}, 60_000)

it("a list that changed is the tree from then on; a template that changed without a new version is told", async () => {
  await app.close()
  const changed = {
    ...config,
    store: join(folder, "data"),
    units: { text: units.replace("Xã Tân Hòa", "Xã Tân Xuân") },
    templates: [{ text: template.replace("Tổng số hội viên", "Số hội viên") }]
  }
  now = "2025-10-15T02:00:00.000Z"
  app = good(await openApp(changed, { now: () => now }))
  expect((await app.search("tan xuan")).map(({ id }) => id)).toEqual(["xa-2"])
  expect((await app.search("tan hoa")).map(({ id }) => id)).toEqual([])
  expect(app.warnings.map(({ code }) => code)).toContain("app.template-changed")
  good(await app.people.erase(["hoa"]))
  await app.close()
  app = good(await openApp(changed, { now: () => now }))
  expect(await app.search("nguyen hoa")).toEqual([])
  expect(app.warnings.map(({ code }) => code)).toContain("app.person-erased")
}, 120_000)
