import { mkdtempSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Association } from "@lienhoi/hierarchy"
import * as files from "lienhoi/files"
import { describe, expect, it } from "vitest"
import { lienhoi as typed } from "./line.ts"

const lienhoi = (...args: ReadonlyArray<string>) => typed("template", ...args)

const folder = mkdtempSync(join(tmpdir(), "lienhoi-packs-"))

const file = (name: string, lines: ReadonlyArray<string>): string => {
  writeFileSync(join(folder, name), lines.join("\n"))
  return join(folder, name)
}

const island = [
  "sections:",
  "  to_chuc:",
  "    add:",
  "      - { key: cu_lao, label: Hội viên ở cù lao, type: count, asked_of: [chi_hoi], part_of: TC04, combine: { units: sum, periods: last } }"
]

describe("lienhoi template, with packs", () => {
  it("checks shared dimensions as what they are", async () => {
    const good = await lienhoi("check", "vwu/chieu")
    expect([good.status, good.stderr]).toEqual([0, ""])
    expect(good.stdout).toMatch(/^Bộ chiều vwu\/chieu dùng được: \d+ chiều\n$/u)
    const wrong = await lienhoi("check", file("chieu.yaml", ["dimension-set: vwu/thu", "title: Thử", "dimension: {}"]))
    expect(wrong.status).toBe(1)
    expect(wrong.stderr).toContain("chieu.yaml:3:1: Không có mục “dimension”; có phải “dimensions”?")
    expect(wrong.stderr).toContain("Có 1 lỗi cần sửa")
  })

  it("an overlay with a mistake is told that mistake, and not that its pack is missing", async () => {
    const head = ["template: can-tho/thang", "extends: vwu/bao-cao-thang@^1", "version: 1.0.0", "khong_co: 1"]
    const { status, stderr } = await lienhoi("check", file("sai.yaml", [...head, ...island]))
    expect(status).toBe(1)
    expect(stderr).toContain("sai.yaml:4:1: Không có mục “khong_co”")
    expect(stderr).toContain("Có 1 lỗi cần sửa")
  })

  it("lists the packs, all or of one kind", async () => {
    const all = await lienhoi("list")
    expect(all.status).toBe(0)
    expect(all.stdout).toContain("báo cáo: Báo cáo tháng công tác Hội và phong trào phụ nữ\n")
    expect(all.stdout).toContain("extends: MÃ@^1")
    const registers = JSON.parse((await lienhoi("list", "--kind", "register", "--json")).stdout)
    expect(registers).toHaveLength(8)
    expect(registers).toContainEqual({
      id: "vwu/so-hoi-vien",
      version: "1.0.0",
      kind: "register",
      title: "Sổ hội viên",
      file: "vwu/so-hoi-vien.yaml"
    })
    expect((await lienhoi("list", "--lang", "en")).stdout).toContain("report: Monthly report on the work of the Union")
    const wrong = await lienhoi("list", "--kind", "so")
    expect([wrong.status, wrong.stderr.includes("report, register, case, notice, dimensions, targets")]).toEqual([
      2,
      true
    ])
  })

  it("shows a pack by its id, with the set of dimensions it takes its items from", async () => {
    const month = await lienhoi("show", "vwu/bao-cao-thang")
    expect(month.status).toBe(0)
    expect(month.stdout).toContain("# vwu/bao-cao-thang 1.0.0\ntemplate: vwu/bao-cao-thang\n")
    const equipment = await lienhoi("show", "vwu/trang-thiet-bi@^1", "--json")
    expect(JSON.parse(equipment.stdout).template.dimensions).toEqual([{ id: "vwu/chieu", range: "1.0.0" }])
    expect((await lienhoi("show", "vwu/chi-tieu-2026-2031")).stdout).toContain("status: awaiting")
    expect((await lienhoi("show", "vwu/chieu")).stdout).toContain("dimension-set: vwu/chieu")
  })

  it("checks a pack against the association whose template it is", async () => {
    const cell = await lienhoi("check", "party/bao-cao-chi-bo")
    expect([cell.status, cell.stdout]).toEqual([
      0,
      "Mẫu party/bao-cao-chi-bo dùng được: 1 phần, 5 chỉ tiêu\n  Chi bộ: trả lời 5 chỉ tiêu\n"
    ])
    expect((await lienhoi("check", "party/bao-cao-chi-bo", "--association", "vwu")).status).toBe(1)
  })

  it("finds the base of an overlay among the packs, after the files", async () => {
    const province = file("tinh.yaml", ["template: can-tho/bao-cao-thang", "extends: vwu/bao-cao-thang@^1", ...island])
    const commune = file("xa.yaml", ["template: xa-tan-hoa/bao-cao-thang", "extends: can-tho/bao-cao-thang@^1"])
    expect((await lienhoi("check", province)).status).toBe(0)
    const shown = JSON.parse((await lienhoi("show", commune, "--base", province, "--json")).stdout)
    expect(shown.layers).toEqual([
      { id: "vwu/bao-cao-thang", version: "1.0.0" },
      { id: "can-tho/bao-cao-thang", version: "1.0.0" },
      { id: "xa-tan-hoa/bao-cao-thang", version: "1.0.0" }
    ])
    const own = file("goc.yaml", [
      "template: vwu/bao-cao-thang",
      "version: 1.0.5",
      "title: Mẫu của riêng chúng tôi",
      "period: month",
      "window: fifteenth",
      "due: { chi_hoi: 15 }",
      "sections: { to_chuc: { title: Tổ chức, asked_of: [chi_hoi], fields: [{ key: TC04, label: Hội viên, type: count, combine: { units: sum, periods: last } }] } }"
    ])
    expect(JSON.parse((await lienhoi("show", province, "--base", own, "--json")).stdout).layers[0].version).toBe(
      "1.0.5"
    )
  })

  it("finds it for the templates of a configuration too", () => {
    const text = ["template: can-tho/bao-cao-thang", "extends: vwu/bao-cao-thang@^1", ...island].join("\n")
    const judged = files.judge({ file: "tinh.yaml", text }, Association.vwu)
    expect(judged.ok && [judged.value.template.lineage, judged.value.warnings]).toEqual(["vwu/bao-cao-thang", []])
  })

  it("takes shared dimensions of the packs in a file of one's own", async () => {
    const overlay = file("thiet-bi.yaml", [
      "template: can-tho/trang-thiet-bi",
      "extends: vwu/trang-thiet-bi@^1",
      "sections:",
      "  may_tinh:",
      "    add:",
      "      - { key: may_in, label: Máy in, type: count, asked_of: [co_so], combine: { units: sum, periods: last } }"
    ])
    expect((await lienhoi("check", overlay)).status).toBe(0)
    const whole = file("so.yaml", [
      "template: can-tho/ban-ghe",
      "title: Bàn ghế",
      "period: year",
      "due: { co_so: { day: 31, month: 12 } }",
      "dimensions: [vwu/chieu@^1]",
      "sections: { ban_ghe: { title: Bàn ghế, asked_of: [co_so], fields: [{ key: bo, label: Bộ bàn ghế, type: count, disaggregate: [{ by: nguon_kinh_phi }], combine: { units: sum, periods: last } }] } }"
    ])
    const read = await lienhoi("show", whole)
    expect([read.status, read.stdout.includes("van_dong")]).toEqual([0, true])
  })

  it("says where to look when a pack is not there, or not in that version", async () => {
    const none = await lienhoi("show", "vwu/bao-cao-thagn")
    expect(none.status).toBe(1)
    expect(none.stderr).toContain("vwu/bao-cao-thagn:1:1: Không có tệp này, cũng không có bộ mẫu vwu/bao-cao-thagn")
    const later = file("sau.yaml", ["template: can-tho/bao-cao-thang", "extends: vwu/bao-cao-thang@^9"])
    const { status, stdout } = await lienhoi("check", later, "--json")
    expect([status, JSON.parse(stdout).issues[0].place]).toEqual([1, { file: later, line: 2, column: 10 }])
  })
})
