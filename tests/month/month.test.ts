import { existsSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { inputs, play, rows } from "./play.ts"

type Played = Awaited<ReturnType<typeof play>>

const months = Array.from({ length: 10 }, (_, i) => `2024-${String(i + 1).padStart(2, "0")}`)

/** What the input files say by themselves, summed without any of our packages. */
const outside = (folder: ReturnType<typeof inputs>) => {
  const parents = new Map(rows(folder.read("units.csv")).map((row) => [row.id!, row.parent!]))
  const newest = (month: string) => {
    const byUnit = new Map<string, { readonly [heading: string]: string }>()
    for (const file of ["chi-hoi", "co-so", "huyen", "tinh", "nop-lai"]) {
      if (!existsSync(join(folder.root, "inputs", month, `${file}.csv`))) continue
      for (const row of rows(folder.read(`inputs/${month}/${file}.csv`))) byUnit.set(row.unit!, row)
    }
    return byUnit
  }
  const sums = (month: string, field: string): ReadonlyMap<string, number> => {
    const totals = new Map<string, number>()
    for (const [unit, row] of newest(month)) {
      const value = /^\d+$/.test(row[field] ?? "") ? Number(row[field]) : 0
      for (let at: string | undefined = unit; at; at = parents.get(at)) totals.set(at, (totals.get(at) ?? 0) + value)
    }
    return totals
  }
  return { sums, parents }
}

describe("October 2024 in Hậu Giang", () => {
  let folder: ReturnType<typeof inputs>
  let played: Played
  beforeAll(async () => {
    folder = inputs()
    played = await play(folder.root)
  })
  afterAll(() => folder.remove())

  it("comes out at the published totals", () => {
    const { totals, yearToDate } = played.json
    expect(totals.hg).toMatchObject({ TT04: 405, TT05: 103, TT03: 98, TB01: 75 })
    expect(yearToDate.hg!.TT10).toBe(3310)
  })

  it("agrees with an outside summation of the input files, for every unit", () => {
    const { sums } = outside(folder)
    for (const field of ["TC04", "TC05", "TT03", "TT04", "TT05", "TT10", "HO01", "KT03"]) {
      for (const [unit, sum] of sums("2024-10", field)) {
        expect([unit, field, played.json.totals[unit]![field] ?? 0]).toEqual([unit, field, sum])
      }
    }
    const posts = new Map<string, number>()
    for (const month of months) for (const [unit, n] of sums(month, "TT10")) posts.set(unit, (posts.get(unit) ?? 0) + n)
    for (const [unit, sum] of posts) expect([unit, played.json.yearToDate[unit]!.TT10]).toEqual([unit, sum])
  })

  it("shows 73 of 75 communes on the evening of their due day and 75 of 75 at the end, 73 of them on time", () => {
    expect(played.json.eve.find(({ level }) => level === "co_so")).toMatchObject({
      expected: 75,
      received: 73,
      onTime: 73
    })
    expect(played.json.completeness.find(({ level }) => level === "co_so")).toMatchObject({ received: 75, onTime: 73 })
    expect(played.json.completeness.find(({ level }) => level === "chi_hoi")).toMatchObject({
      expected: 534,
      received: 534
    })
  })

  it("reminds the two late communes, once each, and tells those above in one list", () => {
    const late = played.json.reminders.filter(({ key }) => key.includes("/nhac-tre/"))
    expect(late.map(({ because }) => because).sort()).toEqual([
      "Hội LHPN xã Lương Tâm chưa gửi báo cáo, quá hạn 1 ngày (thứ Năm 17/10)",
      "Hội LHPN xã Vị Thắng chưa gửi báo cáo, quá hạn 1 ngày (thứ Năm 17/10)"
    ])
    expect(played.lines).toContainEqual(expect.stringMatching(/^ {2}nhắc đơn vị trễ hạn: 2, ví dụ: Hội LHPN xã /))
    const keys = played.json.reminders.map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys.filter((key) => key.startsWith("digest/") && key.includes("2024-10-18")).length).toBe(2)
  })

  it("flags the one printed percentage that contradicts its fraction", () => {
    expect(played.json.issues.map(({ code, field, path }) => [code, field, path.split(" › ")[0]])).toEqual([
      ["ratio.contradicts", "CB03", "Xã Thạnh Hòa"]
    ])
  })

  it("writes the report, the boards, the explanation, a branch head's month and every message", () => {
    const out = join(folder.root, "out")
    const files = readdirSync(out, { recursive: true }).map(String)
    for (const file of [
      "tong-hop.md",
      "tong-hop.json",
      "bang-theo-doi.html",
      "bang-theo-doi-17-10.html",
      "vi-sao-405.html",
      "viec-dang-tay.txt",
      "bao-cao.docx",
      "phu-luc.xlsx",
      "tong-hop.xlsx"
    ]) {
      expect(files).toContain(file)
    }
    const phone = files.filter((file) => file.startsWith("dien-thoai/"))
    expect(phone.map((file) => file.slice("dien-thoai/00-".length, -".html".length)).toSorted()).toEqual(
      ["moi", "nhac", "dien", "doc-lai", "da-gui", "tra-lai", "dien", "doc-lai", "da-gui", "da-duyet"].toSorted()
    )
    expect(files.filter((file) => file.startsWith("tin-nhan/") && file.endsWith(".txt")).length).toBeGreaterThan(1000)
    expect(files.filter((file) => file.startsWith("tin-nhan/returned-") && file.endsWith(".txt"))).toHaveLength(1)
    expect(files.filter((file) => file.endsWith(".partial"))).toEqual([])
  })

  it("holds one report that was telephoned in, and one figure that is declared as nothing to report", () => {
    const branches = rows(folder.read("inputs/2024-10/chi-hoi.csv"))
    const telephoned = branches.filter(({ via }) => via === "phone")
    const { parents } = outside(folder)
    expect(telephoned.map(({ recorded_by }) => recorded_by)).toEqual(
      telephoned.map(({ unit }) => `nguoi-${parents.get(unit!)}`)
    )
    expect(telephoned).toHaveLength(1)
    expect(branches.filter((row) => Object.values(row).includes("không phát sinh"))).toHaveLength(1)
  })

  it("is the same every time", async () => {
    const again = await play(folder.root)
    expect(again.json).toEqual(played.json)
    expect(again.lines).toEqual(played.lines)
  })

  it("adds 7 posts of one branch to each unit above it and nowhere else", async () => {
    const more = inputs()
    try {
      const table = more.read("inputs/2024-10/chi-hoi.csv")
      const line = table.split("\n").find((one) => one.startsWith("hg-c100,"))!
      const column = table.split("\n")[0]!.split(",").indexOf("TT10")
      const cells = line.split(",")
      cells[column] = String(Number(cells[column]) + 7)
      more.write("inputs/2024-10/chi-hoi.csv", table.replace(line, cells.join(",")))

      const { json } = await play(more.root)

      expect(json.yearToDate.hg!.TT10).toBe(3317)
      expect(json.completeness).toEqual(played.json.completeness)
      const { parents } = outside(more)
      const upward = new Set<string>()
      for (let at: string | undefined = "hg-c100"; at; at = parents.get(at)) upward.add(at)
      expect(upward.size).toBe(4)
      for (const [unit, before] of Object.entries(played.json.totals)) {
        const raised = (figures: typeof before) =>
          upward.has(unit) ? { ...figures, TT10: figures.TT10! + 7 } : figures
        expect([unit, json.totals[unit]]).toEqual([unit, raised(before)])
        expect([unit, json.yearToDate[unit]]).toEqual([unit, raised(played.json.yearToDate[unit]!)])
      }
    } finally {
      more.remove()
    }
  })

  it("shows 74 of 75 communes when one does not report, and its share is missing above", async () => {
    const fewer = inputs()
    try {
      const silent = "hg-x30"
      const table = fewer.read("inputs/2024-10/co-so.csv")
      fewer.write(
        "inputs/2024-10/co-so.csv",
        table
          .split("\n")
          .filter((line) => !line.startsWith(`${silent},`))
          .join("\n")
      )
      const { json } = await play(fewer.root)

      expect(json.completeness.find(({ level }) => level === "co_so")).toMatchObject({ expected: 75, received: 74 })
      const own = rows(table).find((row) => row.unit === silent)!
      for (const field of ["TT03", "TT04", "HO01", "TB01"]) {
        expect([field, json.totals.hg![field]]).toEqual([field, played.json.totals.hg![field]! - Number(own[field])])
      }
    } finally {
      fewer.remove()
    }
  })
})
