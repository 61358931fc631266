import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { lienhoi as typed } from "./line.ts"

const root = new URL("../../", import.meta.url).pathname
const base = "packages/template/test/templates/bao-cao-thang.yaml"
const overlay = "packages/template/test/templates/can-tho.yaml"

const lienhoi = (...args: ReadonlyArray<string>) => typed("template", ...args)

/** A copy of a file with words of it replaced. */
const edited = (file: string, from: string, to: string): string => {
  const text = readFileSync(join(root, file), "utf8")
  expect(text).toContain(from)
  const copy = join(mkdtempSync(join(tmpdir(), "lienhoi-")), "t.yaml")
  writeFileSync(copy, text.replace(from, to))
  return copy
}

describe("lienhoi template, with overlays", () => {
  const folder = mkdtempSync(join(tmpdir(), "lienhoi-"))

  it("checks an overlay with its base, and asks for the base where it is missing", async () => {
    const good = await lienhoi("check", overlay, "--base", base, "--json")
    expect(good.status).toBe(0)
    expect(JSON.parse(good.stdout)).toMatchObject({ template: { lineage: "hau-giang/bao-cao-thang" }, warnings: [] })
    const alone = await lienhoi("check", overlay)
    expect(alone.status).toBe(1)
    expect(alone.stderr).toContain(`${overlay}:4:10: Chưa có mẫu gốc hau-giang/bao-cao-thang`)
  })

  it("names what an overlay may not do, with file, line and column", async () => {
    const wrong = edited(overlay, "hide: [HD06, HD07]", "hide: [HD06, TC04]")
    const { status, stdout } = await lienhoi("check", wrong, "--base", base, "--json")
    expect(status).toBe(1)
    expect(JSON.parse(stdout).issues).toMatchObject([
      { code: "overlay.hide-summed", place: { file: wrong, line: 30, column: 14 } }
    ])
  })

  it("shows a template with everything it extends", async () => {
    const { status, stdout } = await lienhoi("show", overlay, "--base", base)
    expect(status).toBe(0)
    expect(stdout).toContain("# hau-giang/bao-cao-thang 1.0.0\n# can-tho/bao-cao-thang 1.0.0\ntemplate: can-tho/")
    expect(stdout).toContain("key: can_tho__hoi_vien_cu_lao")
    expect(JSON.parse((await lienhoi("show", overlay, "--base", base, "--json")).stdout).layers).toHaveLength(2)
  })

  it("says what differs between two versions and what number that needs", async () => {
    const newer = edited(base, "max: 2000", "max: 3000")
    const vi = await lienhoi("diff", base, newer)
    expect([vi.status, vi.stdout]).toEqual([
      0,
      "Thêm hoặc nới (minor): báo cáo cũ vẫn đúng, số vẫn cùng nghĩa\n  minor: HD07: mức lớn nhất rộng hơn, từ 2000 thành 3000\nPhiên bản mới cần ít nhất 1.1.0; tệp mới ghi 1.0.0\n"
    ])
    expect(JSON.parse((await lienhoi("diff", base, newer, "--json")).stdout)).toMatchObject({
      change: "minor",
      version: "1.1.0",
      isEnough: false
    })
  })

  it("rebases an overlay: clean, or conflicts with choices that can be taken", async () => {
    const same = await lienhoi("rebase", base, base, overlay, "--json")
    expect(same.status).toBe(0)
    expect(JSON.parse(same.stdout)).toMatchObject({ clean: true, conflicts: [] })
    const newer = edited(base, "label: Tổng số hội viên", "label: Tổng số hội viên chính thức")
    const met = await lienhoi("rebase", base, newer, overlay)
    expect(met.status).toBe(0)
    expect(met.stdout).toContain("1 chỗ cần chọn")
    expect(met.stdout).toContain('--take "relabel/TC04/label=theirs": Theo mẫu gốc')
    const taken = await lienhoi("rebase", base, newer, overlay, "--take", "relabel/TC04/label=mine", "--json")
    expect(JSON.parse(taken.stdout)).toMatchObject({ clean: true })
  })

  it("writes the overlay that has moved, once everything is decided", async () => {
    const newer = edited(base, "label: Tổng số hội viên", "label: Tổng số hội viên chính thức")
    const out = join(folder, "chuyen.yaml")
    const open = await lienhoi("rebase", base, newer, overlay, "--out", out)
    expect([open.stdout.includes("chưa được ghi"), existsSync(out)]).toEqual([true, false])
    const taken = await lienhoi("rebase", base, newer, overlay, "--take", "relabel/TC04/label=mine", "--out", out)
    expect(taken.stdout).toContain(`Đã ghi ${out}`)
    expect((await lienhoi("check", out, "--base", newer)).status).toBe(0)
  })

  it("says of a workbook how it becomes a text", async () => {
    const book = join(folder, "so.xlsx")
    writeFileSync(book, Uint8Array.of(0x50, 0x4b, 3, 4))
    for (const args of [
      ["publish", book, "--out", folder],
      ["rebase", base, base, book]
    ]) {
      const { status, stderr } = await lienhoi(...args)
      expect([status, stderr.includes(`lienhoi template import ${book} --from xlsx`)]).toEqual([1, true])
    }
  })

  it("exits 1 when a file to rebase is no overlay", async () => {
    const { status, stderr } = await lienhoi("rebase", base, base, base)
    expect(status).toBe(1)
    expect(stderr).toContain("Mẫu này không kế thừa mẫu nào")
  })
})
