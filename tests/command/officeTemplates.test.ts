import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Workbook } from "@lienhoi/office"
import { strToU8, unzipSync, zipSync } from "fflate"
import { describe, expect, it } from "vitest"
import { lienhoi as typed } from "./line.ts"

const base = "packages/template/test/templates/bao-cao-thang.yaml"
const overlay = "packages/template/test/templates/can-tho.yaml"
const folder = mkdtempSync(join(tmpdir(), "lienhoi-"))
const at = (name: string): string => join(folder, name)

const lienhoi = (...args: ReadonlyArray<string>) => typed("template", ...args)

const workbook = async (name: string, sheets: ReadonlyArray<Workbook.NewSheet>): Promise<string> => {
  writeFileSync(at(name), await Workbook.write(sheets))
  return at(name)
}

describe("lienhoi template, with workbooks", () => {
  it("exports a template and an overlay, checks them and imports them again as the same YAML", async () => {
    for (const [file, name] of [
      [base, "bao-cao-thang"],
      [overlay, "bao-cao-thang"]
    ] as const) {
      const book = at(`${name}-${file === base ? "goc" : "tinh"}.xlsx`)
      expect(await lienhoi("export", file, book, "--to", "xlsx")).toMatchObject({ status: 0, stderr: "" })
      expect(await lienhoi("check", book, "--base", base)).toMatchObject({ status: 0, stderr: "" })
      expect((await lienhoi("import", book, "--from", "xlsx", "--out", folder)).status).toBe(0)
      const yaml = readFileSync(at(`${name}.yaml`), "utf8")
      expect((await lienhoi("import", book, "--from", "xlsx")).stdout).toBe(yaml)
      const shown = (await lienhoi("show", at(`${name}.yaml`), "--base", base)).stdout
      expect(shown).toBe((await lienhoi("show", file, "--base", base)).stdout)
    }
  })

  it("lists every problem with sheet and cell, and marks them in a copy when asked", async () => {
    const book = await workbook("sai.xlsx", [
      {
        name: "Mẫu",
        rows: [
          ["Mã mẫu", "can-tho/nhom"],
          ["Tên mẫu", "Nhóm"],
          ["Kỳ báo cáo", "Thangs"]
        ]
      },
      {
        name: "Hạn nộp",
        rows: [
          ["Cấp", "Ngày trong tháng", "Lùi mấy tháng"],
          ["Chi hội", 5, 1]
        ]
      },
      {
        name: "Phần",
        rows: [
          ["Mã phần", "Tên phần"],
          ["cds", "Chuyển đổi số"]
        ]
      },
      {
        name: "Chỉ tiêu",
        rows: [
          ["Phần", "Mã", "Tên chỉ tiêu", "Kiểu", "Hỏi cấp nào"],
          ["cds", "A1", "Nhóm", "Chũ nghĩa", "Chi hội"]
        ]
      }
    ])
    const alone = await lienhoi("check", book)
    expect(alone.status).toBe(1)
    expect(alone.stderr).toContain(`${book}, trang “Mẫu”, ô B3: “Kỳ báo cáo” không thể là “Thangs”; có phải “Tháng”?`)
    expect(alone.stderr).toContain(`${book}, trang “Chỉ tiêu”, ô D2: “Kiểu” không thể là “Chũ nghĩa”`)
    expect(alone.stderr).toContain("Có 2 lỗi cần sửa, chưa ghi gì cả.")
    expect((await lienhoi("check", book, "--lang", "en")).stderr).toContain(`${book}, sheet “Chỉ tiêu”, cell D2: `)

    const marked = await lienhoi("check", book, "--annotate", at("danh-dau.xlsx"))
    expect(marked.status).toBe(1)
    expect(marked.stderr).toContain(`Có 2 lỗi cần sửa; bản có đánh dấu từng lỗi: ${at("danh-dau.xlsx")}`)
    const copy = await Workbook.read(new Uint8Array(readFileSync(at("danh-dau.xlsx"))))
    expect(copy.ok && copy.value.sheets.map(({ name }) => name)).toContain("Lỗi cần sửa")
    expect((await lienhoi("check", base, "--annotate", at("x.xlsx"))).status).toBe(2)
    expect(existsSync(at("x.xlsx"))).toBe(false)
  })

  it("imports a form of XLSForm and lists what has no counterpart", async () => {
    const form = await workbook("khao-sat.xlsx", [
      {
        name: "survey",
        rows: [
          ["type", "name", "label"],
          ["integer", "so_ho", "Số hộ"],
          ["geopoint", "vi_tri", "Vị trí"]
        ]
      },
      {
        name: "settings",
        rows: [
          ["form_title", "form_id"],
          ["Khảo sát", "khao-sat-ho"]
        ]
      }
    ])
    const args = [
      "import",
      form,
      "--from",
      "xlsform",
      "--out",
      folder,
      "--owner",
      "can-tho",
      "--levels",
      "chi_hoi,co_so"
    ]
    const { status, stdout, stderr } = await lienhoi(...args)
    expect(status).toBe(0)
    expect(stdout).toContain("3 dòng của biểu mẫu: 2 dòng vào mẫu can-tho/khao-sat-ho, 1 dòng không nhập được")
    expect(stderr).toContain(`${form}, trang “survey”, ô A3: Kiểu “geopoint” không có ở mẫu báo cáo`)
    expect(await lienhoi("check", at("khao-sat-ho.yaml"))).toMatchObject({ status: 0 })
    expect(readFileSync(at("khao-sat-ho.yaml"), "utf8")).toContain("asked_of: [ chi_hoi, co_so ]")
  })

  it("refuses what may do harm with exit code 1, and a wrong call with 2", async () => {
    const parts = unzipSync(await Workbook.write([{ name: "Mẫu", rows: [["a"]] }]))
    writeFileSync(at("macro.xlsm"), zipSync({ ...parts, "xl/vbaProject.bin": strToU8("x") }))
    const macro = await lienhoi("check", at("macro.xlsm"), "--annotate", at("khong.xlsx"))
    expect(macro.status).toBe(1)
    expect(macro.stderr).toContain("có chương trình (macro) bên trong nên không được đọc")
    expect(existsSync(at("khong.xlsx"))).toBe(false)
    expect((await lienhoi("check", at("khong-co.xlsx"))).status).toBe(1)
    expect((await lienhoi("import", at("macro.xlsm"))).status).toBe(2)
    expect((await lienhoi("export", base, at("y.xlsx"))).status).toBe(2)
  })
})

describe("the thread that opens workbooks", () => {
  it("gives up within its bounds, and says so", async () => {
    const { inThread } = await import("../../packages/lienhoi/src/internal/workbookFile.ts")
    const rows = Array.from({ length: 60_000 }, (_, n) => [n, `dòng ${n}`])
    const bytes = await Workbook.write([{ name: "Trang 1", rows }])
    const slow = await inThread({ does: "read", bytes }, { megabytes: 512, seconds: 0.01 })
    expect(slow.ok ? "" : slow.issues[0]?.code).toBe("workbook.too-heavy")
    const small = await inThread({ does: "read", bytes }, { megabytes: 16, seconds: 60 })
    expect(small.ok ? "" : small.issues[0]?.code).toBe("workbook.too-heavy")
  })
})
