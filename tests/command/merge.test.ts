import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { beforeAll, describe, expect, it } from "vitest"
import { lienhoiIn } from "./line.ts"

let folder = ""

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "lienhoi-"))
})

const typed = lienhoiIn(() => folder)
const lienhoi = (...args: ReadonlyArray<string>) => typed("template", ...args)

const write = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text)
  return name
}

const read = (name: string): string => readFileSync(join(folder, name), "utf8")

const base = (more = "") => `
template: vwu/hoi-vien
title: Hội viên
period: month
window: fifteenth
due: { chi_hoi: 15 }
sections:
  to_chuc:
    title: Tổ chức
    asked_of: [chi_hoi]
    fields:
      - { key: TC04, label: Hội viên, type: count, combine: { units: sum, periods: last }${more} }
      - { key: ly_do, label: Lý do, type: choice, choices: { di: Chuyển đi, khac: Lý do khác } }
`

const province = (owner: string, key: string, label: string, unit: string, finer: string) => `
template: ${owner}/hoi-vien
extends: vwu/hoi-vien@^1
sections:
  to_chuc:
    asked_of: [chi_hoi]
    add: [{ key: ${key}, label: ${label}, type: count, unit: ${unit}, combine: { units: sum, periods: last } }]
choices: { ly_do: { di: { ${finer} } } }
`

const provinces = () => [
  write("base.yaml", base()),
  write("hau-giang.yaml", province("hau-giang", "cu_lao", "Hội viên ở cù lao", "người", "tinh: Sang tỉnh khác")),
  write("soc-trang.yaml", province("soc-trang", "dao", "hội viên ở Cù Lao", "người", "nuoc: Ra nước ngoài")),
  write("can-tho.yaml", province("can-tho", "cu_lao", "Hội viên ở các cù lao", "hộ", "tinh_khac: Sang tỉnh khác"))
]

const merging = ["merge", "hau-giang.yaml", "soc-trang.yaml", "can-tho.yaml", "--base", "base.yaml"]
const files = ["--id", "can-tho/moi", "--out", "moi.yaml", "--decisions", "quyet-dinh.yaml", "--moves", "chuyen.yaml"]

describe("lienhoi template merge", () => {
  it("proposes what is the same, keeps the rest by province, says why, and writes three files", async () => {
    provinces()
    const { status, stdout, stderr } = await lienhoi(...merging, ...files)
    expect([status, stderr]).toEqual([0, ""])
    expect(stdout).toContain("can-tho/moi nhập từ 3 mẫu: 1 chỉ tiêu là một, 1 để riêng, 4 chỉ tiêu tất cả")
    expect(stdout).toContain(
      "hau-giang/hoi-vien → cu_lao, soc-trang/hoi-vien → dao: Cùng tên “Hội viên ở cù lao”, cùng loại, đơn vị tính và cách cộng"
    )
    expect(stdout).toContain("nhưng khác đơn vị tính, nên để riêng")
    expect(read("chuyen.yaml")).toContain("soc_trang__nuoc: can_tho__soc_trang__nuoc")
    const check = JSON.parse((await lienhoi("check", "moi.yaml", "--base", "base.yaml", "--json")).stdout)
    const keys = check.template.sections[0].fields.map((field: { key: string; unit: string | null }) => [
      field.key,
      field.unit
    ])
    // Who keeps the name keeps the key: households stay under the key of the former Cần Thơ.
    expect(keys).toEqual([
      ["TC04", null],
      ["ly_do", null],
      ["can_tho__cu_lao", "hộ"],
      ["can_tho__cu_lao_2", "người"]
    ])
  })

  it("obeys the file of decisions, does not write it again, and comes to the same from any order", async () => {
    const decided = read("quyet-dinh.yaml").replace(/choice: same\n(\s+key: cu_lao_2)/u, "choice: different\n$1")
    write("quyet-dinh.yaml", decided)
    const { status, stdout } = await lienhoi(...merging, ...files)
    expect(status).toBe(0)
    expect(stdout).toContain("Do người nhập quyết định")
    expect(read("quyet-dinh.yaml")).toBe(decided)
    expect(read("moi.yaml")).toContain("soc_trang__dao")
    const there = read("moi.yaml")
    await lienhoi("merge", "can-tho.yaml", "soc-trang.yaml", "hau-giang.yaml", "--base", "base.yaml", ...files)
    expect(read("moi.yaml")).toBe(there)
  })

  it("refuses to join what differs in unit, and decisions about what is not there, with the place; writes nothing", async () => {
    const decisions = `merge: can-tho/moi
decisions:
  - { choice: same, of: { hau-giang/hoi-vien: cu_lao, can-tho/hoi-vien: cu_lao } }
  - { choice: rename, of: { soc-trang/hoi-vien: khong_co }, key: x }
  - { choice: hop, of: { soc-trang/hoi-vien: dao } }
`
    write("sai.yaml", decisions)
    const odd = await lienhoi(...merging, "--decisions", "sai.yaml", "--out", "khong.yaml")
    expect([odd.status, odd.stderr]).toEqual([
      1,
      "sai.yaml:5:15: “choice” không thể là “hop”; chọn một trong: same, different, rename\nCó 1 lỗi cần sửa, chưa ghi gì cả.\n"
    ])
    write("sai.yaml", decisions.split("\n").slice(0, 4).join("\n"))
    const { status, stderr } = await lienhoi(
      ...merging,
      "--decisions",
      "sai.yaml",
      "--out",
      "khong.yaml",
      "--lang",
      "en"
    )
    expect(status).toBe(1)
    expect(stderr).toContain("Decision 2 names soc-trang/hoi-vien → khong_co, which is not there")
    expect(stderr).toContain("cannot become one, they differ in the unit")
    expect(existsSync(join(folder, "khong.yaml"))).toBe(false)
  })

  it("wants templates that all extend one base or none", async () => {
    const { status, stderr } = await lienhoi("merge", "hau-giang.yaml", "base.yaml", "--base", "base.yaml")
    expect(status).toBe(1)
    expect(stderr).toContain("base.yaml:1:1: Mẫu này không kế thừa mẫu nào, các mẫu kia thì có")
    expect((await lienhoi("merge", "base.yaml")).status).toBe(2)
  })

  it("moves the reports of a former province to the merged template, whole", async () => {
    const values = { TC04: "5", hau_giang__cu_lao: "2", ly_do: "Sang tỉnh khác" }
    const template = { lineage: "vwu/hoi-vien", id: "hau-giang/hoi-vien", version: "1.0.0" }
    write("cu.jsonl", `${JSON.stringify({ template, unit: "ap-1", period: "2024-10", values })}\n`)
    const moving = ["migrate", "hau-giang.yaml", "moi.yaml", "--base", "base.yaml", "--reports", "cu.jsonl"]
    const asked = await lienhoi(...moving, "--out", "moi.jsonl")
    expect(asked.status).toBe(1)
    expect(asked.stderr).toContain('Trả lời: --answer "hau_giang__cu_lao=drop"')
    expect(existsSync(join(folder, "moi.jsonl"))).toBe(false)
    const done = await lienhoi(...moving, "--out", "moi.jsonl", "--declared", "chuyen.yaml")
    expect([done.status, done.stderr]).toEqual([0, ""])
    expect(JSON.parse(read("moi.jsonl"))).toEqual({
      template: { lineage: "vwu/hoi-vien", id: "can-tho/moi", version: "1.0.0" },
      unit: "ap-1",
      period: "2024-10",
      values: { TC04: "5", can_tho__hau_giang__cu_lao: "2", ly_do: "can_tho__tinh_khac" }
    })
  })
})

describe("lienhoi template publish and migrate", () => {
  it("locks templates from the first day of a period, and numbers them by what changed", async () => {
    const first = await lienhoi(
      "publish",
      "base.yaml",
      "hau-giang.yaml",
      "--out",
      "ban-hanh",
      "--from",
      "2025-01",
      "--json"
    )
    expect(first.status).toBe(0)
    expect(JSON.parse(first.stdout).published).toMatchObject([
      { file: "ban-hanh/vwu/hoi-vien@1.0.0.json", version: "1.0.0", from: "2025-01-01" },
      { layers: [{ id: "vwu/hoi-vien", version: "1.0.0" }, { id: "hau-giang/hoi-vien" }] }
    ])
    const again = await lienhoi("publish", "base.yaml", "--out", "ban-hanh", "--from", "2025-02")
    expect(again.stdout).toBe("vwu/hoi-vien không khác phiên bản 1.0.0; không ban hành lại\n")
    write("base.yaml", base(", hint: Đến cuối kỳ").replace("period: month", "version: 1.0.0\nperiod: month"))
    const inside = await lienhoi("publish", "base.yaml", "--out", "ban-hanh", "--from", "2025-02-10")
    expect([inside.status, inside.stderr]).toEqual([
      1,
      "base.yaml:1:1: Phiên bản phải bắt đầu cùng một kỳ: 2025-02-10 ở giữa kỳ, lấy 2025-02-01 hoặc 2025-03-01\nCó 1 lỗi cần sửa, chưa ghi gì cả.\n"
    ])
    const next = await lienhoi("publish", "base.yaml", "--out", "ban-hanh", "--from", "2025-02")
    expect(next.stdout).toContain("vwu/hoi-vien phiên bản 1.0.1, dùng từ 01/02/2025: sau 1.0.0, thay đổi patch")
    expect(next.stdout).toContain("tệp ghi phiên bản 1.0.0; thay đổi này cần 1.0.1 nên ban hành là 1.0.1")
    expect(readdirSync(join(folder, "ban-hanh/vwu")).toSorted()).toEqual(["hoi-vien@1.0.0.json", "hoi-vien@1.0.1.json"])
  })

  it("does not publish an overlay whose base moved away from under it", async () => {
    write("base.yaml", base(", max: 900"))
    const alone = await lienhoi(
      "publish",
      "hau-giang.yaml",
      "--base",
      "base.yaml",
      "--out",
      "ban-hanh",
      "--from",
      "2025-03"
    )
    expect(alone.status).toBe(1)
    expect(alone.stderr).toContain("Mẫu gốc vwu/hoi-vien khác bản đã ban hành (1.0.1)")
    const both = await lienhoi("publish", "base.yaml", "hau-giang.yaml", "--out", "ban-hanh", "--from", "2025-03")
    expect(both.status).toBe(1)
    expect(both.stderr).toContain("Mẫu này kế thừa vwu/hoi-vien ^1, mà vwu/hoi-vien nay là phiên bản 2.0.0")
    expect(readdirSync(join(folder, "ban-hanh/vwu"))).toHaveLength(2)
  })

  it("refuses a published file that was changed afterwards", async () => {
    const file = "ban-hanh/vwu/hoi-vien@1.0.1.json"
    write(file, read(file).replace("Đến cuối kỳ", "Đầu kỳ"))
    const { status, stderr } = await lienhoi("publish", "base.yaml", "--out", "ban-hanh", "--from", "2025-03")
    expect(status).toBe(1)
    expect(stderr).toContain(`${file}:1:1: Mẫu vwu/hoi-vien 1.0.1 đã ban hành mà tệp bị sửa sau đó`)
  })

  it("moves a table of reports, all or none, or what can be moved; asks what nobody can derive", async () => {
    write("cu.yaml", base())
    write("moi2.yaml", base().replace("type: choice, choices: { di: Chuyển đi, khac: Lý do khác }", "type: bool"))
    write("so.csv", "unit,TC04,ly_do\na,5,khac\nb,1,\n")
    const moving = ["migrate", "cu.yaml", "moi2.yaml", "--reports", "so.csv", "--out", "so2.csv"]
    const asked = await lienhoi(...moving)
    expect(asked.status).toBe(1)
    expect(asked.stderr).toContain('--answer "ly_do=drop|keep"')
    const idle = await lienhoi(
      ...moving,
      "--answer",
      "TC05=drop",
      "--answer",
      "ly_do=keep",
      "--answer",
      "ly_do/di=drop"
    )
    expect(idle.stderr).toContain("--answer “TC05=drop” không trả lời câu hỏi nào")
    const kept = ["--answer", "ly_do=keep", "--answer", "ly_do/di=drop", "--answer", "ly_do/khac=drop"]
    const dropped = await lienhoi(...moving, ...kept)
    expect([dropped.status, read("so2.csv")]).toEqual([0, "unit,TC04,ly_do\na,5,\nb,1,\n"])
    write("moi3.yaml", base().replace("type: count, combine: { units: sum, periods: last }", "type: date"))
    const dates = ["migrate", "cu.yaml", "moi3.yaml", "--reports", "so.csv", "--answer", "TC04=keep"]
    const unreadable = await lienhoi(...dates, "--out", "so3.csv")
    expect(unreadable.status).toBe(1)
    expect(unreadable.stderr).toContain(
      "so.csv:2:1: TC04: câu trả lời “5” đọc được theo mẫu cũ nhưng không đọc được theo mẫu mới"
    )
    expect(unreadable.stderr).toContain("so.csv:3:1:")
    write("so.csv", "unit,TC04,ly_do\na,5,khac\nb,,di\n")
    const partial = await lienhoi(...dates, "--out", "so3.csv", "--partial")
    expect([partial.status, read("so3.csv")]).toEqual([0, "unit,TC04,ly_do\nb,,di\n"])
    expect(partial.stdout).toContain("1 báo cáo chưa chuyển được")
  })

  it("names lines that are no submission, or one on another template", async () => {
    const template = { lineage: "vwu/hoi-vien", id: "vwu/hoi-vien", version: "9.0.0" }
    write("x.jsonl", `{\n${JSON.stringify({ template, values: {} })}\n`)
    const { status, stderr } = await lienhoi("migrate", "cu.yaml", "cu.yaml", "--reports", "x.jsonl", "--lang", "en")
    expect(status).toBe(1)
    expect(stderr).toContain("x.jsonl:1:1: This line is no JSON of a submission")
    expect(stderr).toContain("x.jsonl:2:1: This is a report on vwu/hoi-vien 9.0.0, not vwu/hoi-vien 1.0.0")
    expect((await lienhoi("migrate", "cu.yaml", "cu.yaml")).status).toBe(2)
    expect((await lienhoi("publish", "cu.yaml")).status).toBe(2)
    expect((await lienhoi("migrate", "cu.yaml", "cu.yaml", "--reports", "khong-co.csv")).status).toBe(1)
  })
})

describe("lienhoi template new", () => {
  it("writes a template that checks, told by an editor's schema, and never over another file", async () => {
    expect((await lienhoi("new", "hau-giang/moi", "--out", "n.yaml")).status).toBe(0)
    expect(read("n.yaml")).toMatch(/^# yaml-language-server: \$schema=\S+template\.schema\.json\n/u)
    expect((await lienhoi("check", "n.yaml")).status).toBe(0)
    const there = read("n.yaml")
    const over = await lienhoi("new", "hau-giang/khac", "--out", "n.yaml")
    expect([over.status, read("n.yaml")]).toEqual([1, there])
    expect(over.stderr).toContain("n.yaml:1:1: Tệp này đã có, không ghi đè")
  })

  it("writes an overlay that checks on its base, with every commented line a good one", async () => {
    write("base.yaml", base())
    const { status } = await lienhoi("new", "hau-giang/moi", "--extends", "vwu/hoi-vien", "--out", "k.yaml")
    expect(status).toBe(0)
    expect(read("k.yaml")).toContain("overlay.schema.json\n")
    expect(read("k.yaml")).toContain("extends: vwu/hoi-vien@^1 #")
    expect((await lienhoi("check", "k.yaml", "--base", "base.yaml")).status).toBe(0)
    const full = read("k.yaml").replaceAll(
      /^# (?=(?:title|due|sections|rules|relabel|hide|tighten| {2}\S| {3,}))/gmu,
      ""
    )
    write("k2.yaml", full)
    const richer = base().replace(
      "      - { key: ly_do",
      "      - { key: TC05, label: Mới, type: count, combine: { units: sum, periods: sum } }\n      - { key: HD06, label: Ảnh, type: photo }\n      - { key: ly_do"
    )
    write("base2.yaml", richer.replace("due: { chi_hoi: 15 }", "due: { chi_hoi: 15 }"))
    const all = await lienhoi("check", "k2.yaml", "--base", "base2.yaml", "--json")
    expect([all.status, all.stderr]).toEqual([0, ""])
    expect(JSON.parse(all.stdout).template.title).toBe("Báo cáo tháng, có chỉ tiêu riêng của tỉnh")
  })

  it("says what is wrong with an id as it would be said of a file, and writes nothing", async () => {
    const { status, stderr } = await lienhoi("new", "Hau Giang", "--out", "x.yaml")
    expect(status).toBe(1)
    expect(stderr).toContain("phải có dạng chủ/tên")
    expect(existsSync(join(folder, "x.yaml"))).toBe(false)
    expect((await lienhoi("new", "a/b")).status).toBe(2)
  })
})
