import { mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { expect, it } from "vitest"
import { lienhoi } from "./hamlet.ts"

const template = `
template: mau/thang
title: Báo cáo tháng
period: month
window: fifteenth
due: { chi_hoi: 15 }
sections:
  hoi_vien:
    title: Hội viên
    asked_of: [chi_hoi]
    fields:
      - { key: TC04, label: Tổng số hội viên, unit: người, type: count, required: true, combine: { units: sum, periods: last } }
      - { key: TC05, label: Hội viên mới kết nạp, unit: người, type: count, combine: { units: sum, periods: sum } }
      - { key: TC06, label: Hội viên giảm, unit: người, type: count, combine: { units: sum, periods: sum } }`

const place = () => {
  const folder = mkdtempSync(join(tmpdir(), "doc-tin-"))
  const config = {
    association: "vwu",
    since: "2024-01-01",
    units: { text: "id,code,name,level,parent\nxa,,Xã Đông Phú,co_so,\nap-1,,Ấp 1,chi_hoi,xa\n" },
    people: {
      text: "person,name,address,unit,title\nhoa,Nguyễn Thị Hoa,chị,ap-1,Chi hội trưởng\nmai,Lê Thị Mai,cô,xa,Chủ tịch\n"
    },
    templates: [{ text: template }],
    store: join(folder, "kho")
  }
  writeFileSync(join(folder, "lienhoi.config.json"), JSON.stringify(config))
  return (...args: ReadonlyArray<string>) =>
    lienhoi(
      "report",
      "read",
      "--unit",
      "ap-1",
      "--period",
      "10/2024",
      "--config",
      join(folder, "lienhoi.config.json"),
      ...args
    )
}

const message = "Chi hoi ap 1: TC04: 1.218, hoi vien moi 3, giam 0. Chúc chị khỏe"

it("shows what was understood, how sure it is and what was not; records it once the shown is confirmed", async () => {
  const read = place()
  const first = await read("--text", message)
  expect(first.status).toBe(0)
  expect(first.stdout).toContain("2. Hội viên mới kết nạp: 3 người  (khá chắc: “hoi vien moi 3”)")
  expect(first.stdout).toContain("Chưa hiểu: “Chúc chị khỏe”")
  const code = /--confirm ([\da-f]{8})/u.exec(first.stdout)?.[1] ?? ""
  const other = await read("--text", message.replace("moi 3", "moi 4"), "--by", "mai", "--confirm", code)
  expect([other.status, other.stderr]).toEqual([1, expect.stringContaining("không còn giống bản đã xem")])
  const done = await read("--text", message, "--by", "mai", "--confirm", code, "--json")
  expect([done.status, JSON.parse(done.stdout).outcome]).toEqual([0, "recorded"])
})

it("takes figures set by hand, as JSON too, and gives no code while the report does not hold", async () => {
  const read = place()
  const set = await read("--text", "giảm không phát sinh", "--set", "TC05=4", "--json")
  const found = JSON.parse(set.stdout)
  expect([found.values, found.code]).toEqual([{ TC05: "4", TC06: "không phát sinh" }, null])
  expect(found.issues[0].path).toEqual(["TC04"])
})

it("ends with 1 for a message without figures, with 2 when something is missing", async () => {
  const read = place()
  const nothing = await read("--text", "chào chị")
  expect([nothing.status, nothing.stderr]).toEqual([1, expect.stringContaining("ví dụ: TC04: 12")])
  expect((await read()).status).toBe(2)
  expect((await read("--text", "TC04: 3", "--confirm", "00000000")).status).toBe(2)
})
