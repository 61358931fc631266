import { mkdtempSync, readFileSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { lienhoi as typed } from "./line.ts"

const root = new URL("../../", import.meta.url).pathname
const base = "packages/template/test/templates/bao-cao-thang.yaml"

const lienhoi = (...args: ReadonlyArray<string>) => typed("template", ...args)

const folder = mkdtempSync(join(tmpdir(), "lienhoi-"))
const written = (name: string, text: string): string => {
  const file = join(folder, name)
  writeFileSync(file, text)
  return file
}

const text = `targets: hau-giang/chi-tieu
title: Chỉ tiêu thử
source: Nghị quyết thử
term: { from: 2022-03-11, to: 2027-03-31 }
items:
  - { key: CT1, label: Hội viên mới, field: hau-giang/bao-cao-thang/TC05, kind: absolute, value: 300, owner: tinh, by: year-end }
`
const file = written("chi-tieu.yaml", text)

describe("lienhoi template, with files of targets", () => {
  it("checks a set, against templates when they are named", async () => {
    const alone = await lienhoi("check", file)
    const held = await lienhoi("check", file, "--base", base)

    expect(alone.stdout).toBe(
      "Bộ chỉ tiêu hau-giang/chi-tieu dùng được: 1 chỉ tiêu phấn đấu, đã ban hành\n  chưa đối chiếu với mẫu; thêm --base MẪU.yaml để kiểm tra mã số liệu\n"
    )
    expect([held.status, held.stdout.split("\n").length]).toEqual([0, 2])
  })

  it("names what is wrong with file, line and column", async () => {
    const wrong = written("sai.yaml", text.replace("TC05", "TC5"))
    const { status, stderr } = await lienhoi("check", wrong, "--base", base)

    expect(status).toBe(1)
    expect(stderr).toContain(`${wrong}:6:45: Không có chỉ tiêu “TC5” (có phải “TC05”?)`)
  })

  it("shows a set, and the targets and columns of a template", async () => {
    expect((await lienhoi("show", file)).stdout).toContain("kind: absolute")
    const more = written(
      "mau.yaml",
      readFileSync(join(root, base), "utf8").replace(
        "sections:\n",
        "columns: [plan, year-to-date, of-plan]\ntargets:\n  - { key: CT1, label: Hội viên mới, field: TC05, kind: absolute, value: 300, owner: co_so, by: year-end }\nsections:\n"
      )
    )
    const { status, stdout } = await lienhoi("show", more)

    expect(status).toBe(0)
    expect(stdout).toContain("columns: [ plan, year-to-date, of-plan ]")
    expect(stdout).toContain("targets:\n  - key: CT1")
  })

  it("says how two sets differ", async () => {
    const newer = written("moi.yaml", text.replace("300", "350"))
    const { stdout } = await lienhoi("diff", file, newer)

    expect(stdout).toContain("CT1: đổi mức phải đạt từ “300” thành “350”")
    expect(stdout).toContain("Phiên bản mới cần ít nhất 2.0.0; tệp mới ghi 1.0.0")
  })
})
