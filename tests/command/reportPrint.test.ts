import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Document, Packer, Paragraph } from "docx"
import { openApp, ReportWord } from "lienhoi"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type Server, sharedServer } from "../../packages/sql/test/server.ts"
import { usual } from "../office/report/sample.ts"
import * as Xml from "../office/report/xml.ts"
import { lienhoi } from "./hamlet.ts"

const template = `
template: mau/thang
title: Báo cáo tháng công tác Hội
period: month
window: fifteenth
due: { chi_hoi: 15 }
sections:
  hoi_vien:
    title: I. Hội viên
    fields:
      - { key: TC04, label: Tổng số hội viên, unit: người, type: count, asked_of: [chi_hoi], combine: { units: sum, periods: last } }
      - { key: PA05, label: Tâm tư, type: text, asked_of: [chi_hoi] }`

/** One hamlet with what it says; people are made up. */
const config = (store: string) => ({
  association: "vwu",
  since: "2024-01-01",
  units: {
    text: "id,code,name,level,parent\nhuyen,,Huyện Châu Thành,huyen,\nxa,,Xã Đông Phú,co_so,huyen\nap-1,,Ấp 1,chi_hoi,xa\n"
  },
  people: {
    text: "person,name,address,unit,title,zalo\np-3,Nguyễn Thị Mẫu,chị,xa,Chủ tịch,z-3\np-1,Nguyễn Thị Một,chị,ap-1,Chi hội trưởng,z-1\n"
  },
  templates: [{ text: template }],
  store
})

describe("lienhoi report print", () => {
  let folder: string
  let server: Server
  const file = (name: string) => join(folder, name)
  const print = (...args: ReadonlyArray<string>) =>
    lienhoi(
      "report",
      "print",
      "--config",
      file("lienhoi.config.json"),
      "--period",
      "2024-10",
      "--basis",
      "submitted",
      ...args
    )

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "lienhoi-print-"))
    server = await sharedServer()
    const store = await server.create()
    writeFileSync(file("lienhoi.config.json"), JSON.stringify(config(store)))
    await lienhoi("store", "init", store)
    const app = await openApp(config(store), { root: folder, now: () => "2024-10-16T01:00:00.000Z" })
    if (!app.ok) throw new Error(app.issues[0]?.message)
    const done = await app.value.submit({
      unit: "ap-1",
      period: "2024-10",
      values: { TC04: "38.506", PA05: "Mong có lớp dạy nghề" }
    })
    if (!done.ok) throw new Error(done.issues[0]?.message)
    await app.value.close()
  })
  afterAll(async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it("writes the report of a unit in every format, with the head's name under it", async () => {
    const common = [
      "--unit",
      "xa",
      "--place",
      "Đông Phú",
      "--number",
      "9",
      "--date",
      "2024-10-17",
      "--to",
      "Hội LHPN huyện"
    ]
    const ran = await Promise.all(
      ["docx", "xlsx", "md", "html", "pdf"].map((format) =>
        print("--format", format, "--out", file(`a.${format}`), ...common, "--json")
      )
    )
    const word = Xml.parse(Xml.parts(new Uint8Array(readFileSync(file("a.docx")))).get("word/document.xml")!)
    const paragraphs = Xml.all(word, "w:p").map(({ text }) => text)

    expect(ran.map(({ status, stderr }) => [status, stderr])).toEqual(ran.map(() => [0, ""]))
    expect(JSON.parse(ran[0]!.stdout)).toEqual({
      title: "Kết quả công tác Hội tháng 10/2024",
      format: "docx",
      files: [file("a.docx")]
    })
    for (const said of [
      "HỘI LHPN XÃ ĐÔNG PHÚ",
      "Số: 09/BC-BTV",
      "Đông Phú, ngày 17 tháng 10 năm 2024",
      "Kính gửi: Hội LHPN huyện.",
      "- Tổng số hội viên: 38.506 người./.",
      "Nguyễn Thị Mẫu"
    ])
      expect(paragraphs).toContain(said)
    for (const name of ["a.md", "a.html"]) expect(readFileSync(file(name), "utf8")).toContain("38.506")
    expect(Xml.parts(new Uint8Array(readFileSync(file("a.xlsx")))).get("xl/worksheets/sheet1.xml")).toContain("38506")
    expect(readFileSync(file("a.pdf")).subarray(0, 5).toString()).toBe("%PDF-")
    expect(existsSync(file("a.docx.partial"))).toBe(false)
  })

  it("lists what there is to choose, and prints what was chosen of it", async () => {
    const listed = await print("--choices", file("co.json"))
    const { material } = JSON.parse(readFileSync(file("co.json"), "utf8"))
    writeFileSync(
      file("chon.json"),
      JSON.stringify({
        sections: [{ section: "hoi_vien", lead: "Ý kiến:", narratives: [{ field: "PA05", unit: "ap-1" }] }]
      })
    )
    const printed = await print(
      "--format",
      "md",
      "--out",
      file("b.md"),
      "--selection",
      file("chon.json"),
      "--tree",
      file("b.xlsx")
    )

    expect([listed.stderr, printed.stderr]).toEqual(["", ""])
    expect(listed.stdout).toContain("1 chỉ tiêu và 1 ý kiến")
    expect(material.sections[0].narratives).toEqual([
      { field: "PA05", label: "Tâm tư", unit: "ap-1", from: "ấp 1, xã Đông Phú", text: "Mong có lớp dạy nghề" }
    ])
    expect(readFileSync(file("b.md"), "utf8")).toContain("- Mong có lớp dạy nghề (ấp 1, xã Đông Phú)./.")
    expect(Xml.parts(new Uint8Array(readFileSync(file("b.xlsx")))).size).toBeGreaterThan(5)
  })

  it("fills a province's own Word file, or names what it asks for and nobody has", async () => {
    const form = async (text: string) =>
      writeFileSync(
        file("mau.docx"),
        await Packer.pack(new Document({ sections: [{ children: [new Paragraph(text)] }] }), "uint8array")
      )
    await form("Hội viên: {TC04}, {trich_yeu}")
    const good = await print("--format", "docx", "--out", file("c.docx"), "--form", file("mau.docx"))
    await form("Hội viên: {trich_yu}")
    const bad = await print("--format", "docx", "--out", file("d.docx"), "--form", file("mau.docx"))

    expect(good.status).toBe(0)
    expect(Xml.parse(Xml.parts(new Uint8Array(readFileSync(file("c.docx")))).get("word/document.xml")!).text).toContain(
      "Hội viên: 38.506, Kết quả"
    )
    expect([bad.status, existsSync(file("d.docx"))]).toEqual([1, false])
    expect(bad.stderr).toContain("mau.docx:1:1: Không có ô trich_yu để điền; có phải trich_yeu?")
  })

  it("refuses a choice of what is not there, and wrong words, and leaves what stood there", async () => {
    writeFileSync(file("e.docx"), await ReportWord.write(usual()))
    const before = readFileSync(file("e.docx"))
    writeFileSync(file("sai.json"), JSON.stringify({ sections: [{ section: "hoi_vien", figures: ["TC99"] }] }))
    writeFileSync(file("hong.json"), "{")
    const [unknown, broken, format, number, layout, unit] = await Promise.all([
      print("--format", "docx", "--out", file("e.docx"), "--selection", file("sai.json")),
      print("--format", "docx", "--out", file("e.docx"), "--selection", file("hong.json")),
      print("--format", "doc", "--out", file("e.docx")),
      print("--format", "docx", "--out", file("e.docx"), "--number", "-1"),
      print("--format", "docx", "--out", file("e.docx"), "--layout", "khac"),
      print("--format", "docx", "--out", file("e.docx"), "--unit", "khong-co")
    ])

    expect([unknown, broken, format, number, layout, unit].map(({ status }) => status)).toEqual([1, 1, 2, 2, 2, 1])
    expect(unknown.stderr).toContain("Không có chỉ tiêu TC99 trong mẫu")
    expect(broken.stderr).toContain("hong.json")
    expect(readFileSync(file("e.docx")).equals(before)).toBe(true)
  })
})
