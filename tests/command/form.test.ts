import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Workbook } from "@lienhoi/office"
import ExcelJS from "exceljs"
import { unzipSync } from "fflate"
import { describe, expect, it } from "vitest"
import { lienhoi } from "./hamlet.ts"

const folder = mkdtempSync(join(tmpdir(), "lienhoi-form-"))
const at = (name: string): string => join(folder, name)

writeFileSync(
  at("units.csv"),
  "code,name,level,parent_code\n93,Tỉnh Thử,province,\n933,Huyện Châu Thành,district,93\n31393,Xã Đông Phú,commune,933\n31396,Xã Phú An,commune,933\n"
)
writeFileSync(at("truoc.csv"), "unit,TC04\n31393,405\n31396,512\n")

const template = "tests/office/fixtures/bieu-mau.yaml"
const around = ["--template", template, "--period", "Tháng 10/2024", "--snapshot", `2024-01-01=${at("units.csv")}`]
const keyed = [...around, "--key", at("khoa")]

/** Typed into forms by another program. */
const type = async (from: string, to: string, cells: { readonly [cell: string]: string | number }): Promise<string> => {
  const book = new ExcelJS.Workbook()
  await book.xlsx.readFile(from)
  for (const [cell, value] of Object.entries(cells)) book.getWorksheet("Báo cáo")!.getCell(cell).value = value
  await book.xlsx.writeFile(to)
  return to
}

describe("lienhoi form", () => {
  it("writes a form for each unit that owes, into a folder or one archive, with last period's figures", async () => {
    const written = await lienhoi("form", "export", ...keyed, "--previous", at("truoc.csv"), "--out", at("mau"))
    expect(written).toMatchObject({ status: 0, stderr: "" })
    expect(readdirSync(at("mau"))).toEqual(["31393-xa-dong-phu.xlsx", "31396-xa-phu-an.xlsx"])
    const read = await Workbook.read(new Uint8Array(readFileSync(at("mau/31396-xa-phu-an.xlsx"))))
    expect(read.ok && read.value.sheets[0]!.cells.some(({ value }) => value === 512)).toBe(true)
    const bundled = await lienhoi("form", "export", ...keyed, "--out", at("tat-ca.zip"), "--json")
    expect(JSON.parse(bundled.stdout)).toMatchObject({
      period: "2024-10",
      forms: [{ name: "Xã Đông Phú" }, { name: "Xã Phú An" }]
    })
    const parts = unzipSync(new Uint8Array(readFileSync(at("tat-ca.zip"))))
    expect(Object.keys(parts)).toEqual(["31393-xa-dong-phu.xlsx", "31396-xa-phu-an.xlsx"])
    const one = await lienhoi("form", "export", ...keyed, "--unit", "31393", "--out", at("mot.xlsx"))
    expect([one.status, existsSync(at("mot.xlsx"))]).toEqual([0, true])
    expect(readdirSync(folder).filter((name) => name.endsWith(".partial"))).toEqual([])
  })

  it("refuses in words: no key, an unknown unit, several units for one file; nothing is written", async () => {
    expect(await lienhoi("form", "export", ...around, "--out", at("a"))).toMatchObject({ status: 2 })
    const unknown = await lienhoi("form", "export", ...keyed, "--unit", "1", "--out", at("b"))
    expect([unknown.status, unknown.stderr.includes("1 không phải báo cáo mẫu"), existsSync(at("b"))]).toEqual([
      1,
      true,
      false
    ])
    const several = await lienhoi("form", "export", ...keyed, "--out", at("c.xlsx"))
    expect([several.status, existsSync(at("c.xlsx"))]).toEqual([2, false])
    const keyless = await lienhoi("form", "read", at("mot.xlsx"), ...around, "--key", at("khong-co"), "--by", "p-1")
    expect([keyless.status, existsSync(at("khong-co"))]).toEqual([1, false])
  })

  it("reads filled forms into submissions: all of them, or none and every cell to mend, marked in copies", async () => {
    const good = await type(at("mau/31393-xa-dong-phu.xlsx"), at("dong-phu.xlsx"), { E10: "38.506", E16: 12 })
    const bad = await type(at("mau/31396-xa-phu-an.xlsx"), at("phu-an.xlsx"), { E10: "nhiều" })
    writeFileSync(at("anh.xlsx"), new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]))
    const line = ["form", "read", good, bad, at("anh.xlsx"), ...keyed, "--by", "p-1", "--out", at("nop.jsonl")]
    const refused = await lienhoi(...line, "--annotate", at("danh-dau"))
    expect(refused.status).toBe(1)
    expect(refused.stderr).toContain(`${bad}, trang “Báo cáo”, ô E10`)
    expect(refused.stderr).toContain("Đây là ảnh chụp")
    expect([existsSync(at("nop.jsonl")), readdirSync(at("danh-dau"))]).toEqual([false, ["phu-an.xlsx"]])
    const kept = await lienhoi(...line, "--good-only", "--json")
    expect(kept.status).toBe(0)
    expect(JSON.parse(kept.stdout)).toMatchObject({
      submissions: [
        { unit: "31393@2024-01-01", period: "2024-10", values: { TC04: "38.506", TC05: 12 }, via: "excel" }
      ],
      left: [bad, at("anh.xlsx")]
    })
    expect(readFileSync(at("nop.jsonl"), "utf8").trimEnd().split("\n")).toHaveLength(1)
    const twice = await lienhoi("form", "read", good, good, ...keyed, "--by", "p-1")
    expect([twice.status, twice.stderr.includes("đã có trong tệp")]).toEqual([1, true])
  })
})
