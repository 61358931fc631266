import { type App, type AppConfig, openApp } from "lienhoi"
import { afterAll, beforeAll, expect, it } from "vitest"

/** Who is beside the own line, the Front, reaches the communes and the province. Made-up numbers. */
const units = [
  "id,code,name,level,parent,kind,from,to,front_parent",
  "mt,,Mặt trận tỉnh Mẫu,tinh,-,mat-tran,,,",
  "tinh,,Tỉnh Mẫu,tinh,,,,,mt",
  ...[1, 2, 3, 4].map((n) => `xa-${n},,Xã Mẫu ${n},co_so,tinh,xa,,,mt`),
  ...[1, 2, 3].map((n) => `ap-${n},,Ấp ${n},chi_hoi,xa-1,,,,`),
  ...[4, 5, 6].map((n) => `ap-${n},,Ấp ${n},chi_hoi,xa-${n - 2},,,,`)
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
    fields:
      - key: TC04
        label: Tổng số hội viên
        type: count
        counts: people
        asked_of: [chi_hoi]
        combine: { units: sum, periods: last }
        disaggregate:
          - { by: dan_toc, label: dân tộc, items: { kinh: Kinh, khac: Dân tộc khác } }`

const config: AppConfig = {
  association: "vwu",
  since: "2025-07-01",
  units: { text: units },
  people: {
    text: [
      "person,name,address,unit,title,zalo,phone",
      ...[1, 2, 3, 4].map((n) => `mai-${n},Lê Thị Mẫu ${n},cô,xa-${n},Chủ tịch,,`),
      ...[1, 2, 3, 4, 5, 6].map((n) => `p-${n},Phạm Thị Mẫu ${n},chị,ap-${n},Chi hội trưởng,,`)
    ].join("\n")
  },
  templates: [{ text: template }],
  store: "memory",
  channels: { byHand: {} }
}

const good = <A>(
  checked: { readonly ok: true; readonly value: A } | { readonly ok: false; readonly issues: unknown }
): A => {
  if (!checked.ok) throw new Error(JSON.stringify(checked.issues))
  return checked.value
}

/** Everybody, Kinh, others. */
const given: { readonly [unit: string]: readonly [number, number, number] } = {
  "ap-1": [70, 50, 20],
  "ap-2": [60, 40, 20],
  "ap-3": [43, 40, 3],
  "ap-4": [90, 60, 30],
  "ap-5": [80, 50, 30],
  // Three say nothing of themselves.
  "ap-6": [73, 60, 10]
}

/** Who approves. */
const chairs: { readonly [unit: string]: string } = {
  "ap-1": "mai-1",
  "ap-2": "mai-1",
  "ap-4": "mai-2",
  "ap-5": "mai-3",
  "ap-6": "mai-4"
}

const period = "2025-10"
let app: App

beforeAll(async () => {
  app = good(await openApp(config, { now: () => "2025-10-14T02:00:00.000Z" }))
  for (const [unit, [all, kinh, khac]] of Object.entries(given)) {
    good(await app.submit({ unit, period, values: { TC04: all, "TC04[kinh]": kinh, "TC04[khac]": khac } }))
    if (unit !== "ap-3") good(await app.approve({ unit, period, by: chairs[unit]! }))
  }
  good(
    await app.grant([
      {
        id: "1",
        account: "mat-tran",
        unit: "mt",
        route: "front",
        role: "figures",
        lineage: "*",
        from: "2025-01-01",
        until: null
      }
    ])
  )
}, 120_000)
afterAll(() => app.close())

const seen = async (unit: string, field: string, basis: "submitted" | "approved") =>
  good(await app.explain({ unit, field, period, basis, viewer: "mat-tran" })).figure.value

it("Disclosure: two bases that are asked for in turn tell no small group between them", async () => {
  let told = 0
  for (const unit of ["tinh", "xa-1", "xa-2", "xa-3", "xa-4"])
    for (const field of ["TC04[kinh]", "TC04[khac]"]) {
      const submitted = await seen(unit, field, "submitted")
      const approved = await seen(unit, field, "approved")
      if (submitted === null || approved === null) continue
      told += 1
      const apart = Math.abs(submitted - approved)
      expect(apart === 0 || apart >= 5, `${unit} ${field}: ${submitted} and ${approved}`).toBe(true)
    }
  // Not everything is hidden, and the own line sees it all.
  expect(told).toBeGreaterThan(0)
  const own = good(await app.explain({ unit: "ap-3", field: "TC04[khac]", period, basis: "submitted" }))
  expect(own.figure.value).toBe(3)
}, 60_000)

it("Disclosure: a few who stand in none of the columns do not follow from the total", async () => {
  expect(await seen("xa-4", "TC04", "approved")).toBe(73)
  expect([await seen("xa-4", "TC04[kinh]", "approved"), await seen("xa-4", "TC04[khac]", "approved")]).toEqual([
    null,
    null
  ])
}, 60_000)
