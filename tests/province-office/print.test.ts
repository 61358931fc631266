/** The printed report hides nothing, so not everybody who sees totals gets it. */
import { type App, openApp } from "lienhoi"
import { afterAll, beforeAll, expect, it } from "vitest"
import * as Desk from "../../examples/province-office/server/desk.ts"

/** A made-up commune under a province; the Front reaches both from beside. */
const units = [
  "id,code,name,level,parent,kind,from,to,front_parent",
  "mt,,Mặt trận tỉnh Mẫu,tinh,-,mat-tran,,,",
  "tinh,,Tỉnh Mẫu,tinh,,,,,mt",
  "xa-1,,Xã Mẫu 1,co_so,tinh,xa,,,mt",
  "xa-2,,Xã Mẫu 2,co_so,tinh,xa,,,mt",
  "ap-1,,Ấp 1,chi_hoi,xa-1,,,,"
].join("\n")

const template = `
template: hau-giang/bao-cao-thang
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

let app: App

beforeAll(async () => {
  const opened = await openApp(
    {
      association: "vwu",
      since: "2025-07-01",
      units: { text: units },
      people: { text: "person,name,address,unit,title,zalo,phone\nmai,Lê Thị Mẫu,cô,xa-1,Chủ tịch,," },
      templates: [{ text: template }],
      store: "memory",
      channels: { byHand: {} }
    },
    { now: () => "2025-10-14T02:00:00.000Z" }
  )
  if (!opened.ok) throw new Error(JSON.stringify(opened.issues))
  app = opened.value
  const grant = { role: "figures", lineage: "*", from: "2025-07-01", until: null } as const
  await app.grant([
    { ...grant, id: "1", account: "mat-tran", unit: "mt", route: "front" },
    { ...grant, id: "2", account: "tinh", unit: "tinh", route: "own" },
    { ...grant, id: "3", account: "xa-2", unit: "xa-2", route: "own" }
  ])
  // A group of three, which the Front is not shown.
  await app.submit({ unit: "ap-1", period: "2025-10", values: { TC04: 43, "TC04[kinh]": 40, "TC04[khac]": 3 } })
})
afterAll(() => app.close())

const print = async (account: string, unit: string): Promise<Response> => {
  const desk = Desk.make({
    office: {
      app,
      clock: { now: app.now, nextMorning: app.now, moveTo: () => {}, stop: () => {} },
      password: "",
      phones: null,
      mails: "",
      listen: () => {},
      catchUp: async () => {},
      close: async () => {}
    },
    identity: { of: async () => ({ account, person: account, by: "token" }) },
    isLocal: true
  })
  const response = await desk(new Request(`http://van-phong.example/office/report/${unit}/2025-10`))
  if (response === null) throw new Error("nobody answered")
  return response
}

it("only an account that sees all of a unit prints its report; others are told why and what to do", async () => {
  const seen = await app.figures({ unit: "xa-1", period: "2025-10", viewer: "mat-tran", basis: "submitted" })
  expect(seen.ok && seen.value.figures.find(({ column }) => column === "TC04[khac]")?.value).toBe(null)
  for (const [account, unit] of [
    ["mat-tran", "xa-1"],
    ["mat-tran", "tinh"],
    ["xa-2", "xa-1"],
    ["xa-2", "tinh"]
  ] as const) {
    const answer = await print(account, unit)
    expect(answer.status, `${account} ${unit}`).toBe(403)
    expect((await answer.json())[0].message).toMatch(/Bản in có mọi số liệu.*Xem số ở trang tổng hợp/u)
  }
  for (const unit of ["xa-1", "tinh"]) {
    const answer = await print("tinh", unit)
    expect([answer.status, answer.headers.get("content-type")]).toEqual([
      200,
      expect.stringContaining("wordprocessingml")
    ])
  }
})
