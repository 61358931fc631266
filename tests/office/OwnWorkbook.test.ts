/** A province's own layout: mapped once by its words, filled and read for ever. */
import { readFileSync } from "node:fs"
import { Period } from "@lienhoi/calendar"
import { OwnWorkbook, Workbook } from "@lienhoi/office"
import type { FormFile } from "@lienhoi/report"
import { Compiled, Template } from "@lienhoi/template"
import ExcelJS from "exceljs"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { good } from "./formFilling.ts"

const yaml = readFileSync(new URL("fixtures/bieu-mau.yaml", import.meta.url), "utf8")
const template = good(Compiled.make(good(Template.parse(yaml)).template))
const occasion: FormFile.Occasion = {
  template,
  unit: { id: "xa-1", name: "Hội xã Đông Phú", level: "co_so" },
  period: Period.containing("month", "2024-10-15"),
  revision: 0
}

type Rows = ReadonlyArray<ReadonlyArray<string | number | null>>

const layout: Rows = [
  ["HỘI LIÊN HIỆP PHỤ NỮ HUYỆN", null, null, null],
  ["BIỂU SỐ 01 – KẾT QUẢ CÔNG TÁC HỘI", null, null, null],
  ["TT", "Nội dung", "Đơn vị tính", "Thực hiện"],
  ["1", "1. Tổng số hội viên:", "người", null],
  [null, "- Từ 18 đến 30 tuổi", "người", null],
  [null, "- Từ 31 đến 55 tuổi", "người", null],
  [null, "- Trên 55 tuổi", "người", null],
  ["2", "2. HỘI VIÊN MỚI KẾT NẠP TRONG KỲ", "người", null],
  ["3", "3. Hội viên là đảng viên", "người", null],
  ["4", "4. Quỹ Hội vận động được", "đồng", null],
  ["5", "5. Xếp loại phong trào trong kỳ", null, null],
  ["6", "6. Khó khăn và đề nghị với cấp trên", null, null],
  ["7", "7. Cán bộ chia theo trình độ", "Nữ", "Nam"],
  [null, "+ Đại học trở lên", null, null],
  [null, "+ Cao đẳng và trung cấp", null, null],
  [null, "+ Khác", null, null]
]

/** With fonts, colours, widths and a total of its own. */
const own = async (rows: Rows = layout): Promise<Uint8Array> => {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet("Biểu 01")
  for (const row of rows) sheet.addRow([...row])
  sheet.getColumn(2).width = 44
  sheet.getCell("B2").font = { name: "Arial", size: 16, bold: true, color: { argb: "FFC00000" } }
  sheet.getCell("D4").fill = { type: "pattern", pattern: "solid", fgColor: { argb: "FFE2EFDA" } }
  sheet.getCell("D4").numFmt = "#,##0"
  sheet.mergeCells("A1:D1")
  return new Uint8Array(await book.xlsx.writeBuffer())
}

const judged = (values: Readonly<Record<string, unknown>>) =>
  template.validate(values, { unit: occasion.unit, period: occasion.period })

const proposed = async (bytes: Uint8Array) => good(await OwnWorkbook.propose(bytes, template, "co_so"))

describe("a province's own workbook", () => {
  it("is mapped by the words of the questions; what is not there is left to a person", async () => {
    const { mapping, missing } = await proposed(await own())
    expect(mapping).toMatchObject({
      template: "thu-nghiem/bieu-mau",
      column: "Thực hiện",
      fields: {
        TC04: { row: "1. Tổng số hội viên:" },
        "TC04[tre]": { row: "- Từ 18 đến 30 tuổi" },
        TC05: { row: "2. HỘI VIÊN MỚI KẾT NẠP TRONG KỲ" },
        "HD04[khac].so_nam": { row: "+ Khác", column: "Nam" }
      }
    })
    expect(missing).toEqual(["TL01", "TC09", "SK01", "NG01", "KP02"])
    expect(good(OwnWorkbook.parse(OwnWorkbook.print(mapping)))).toEqual(mapping)
  })

  it("gives back every submission that was filled into it, wherever its rows have gone, and keeps its looks", async () => {
    const { mapping } = await proposed(await own())
    const moved: Rows = [
      ["UBND xã", null, null, null],
      ...layout.slice(0, 9),
      [null, "ghi chú thêm", null, 99],
      ...layout.slice(9)
    ]
    const files = [await own(), await own(moved)]
    const count = fc.integer({ min: 0, max: 99_999 })
    const answers = fc.record({
      TC04: count.map((n) => n + 100_000),
      TC05: fc.oneof(count, fc.constant("không phát sinh")),
      TC06: fc.option(count),
      KP01: fc.option(fc.integer({ min: 0, max: 2_000_000_000 })),
      XL01: fc.option(fc.constantFrom("tot", "kha", "tb")),
      NX01: fc.option(fc.constantFrom("Thiếu kinh phí", "=1+1", "Hai dòng\nmột ý")),
      HD04: fc.option(fc.array(fc.record({ so_nu: count, so_nam: fc.option(count) }), { minLength: 3, maxLength: 3 }))
    })
    let runs = 0
    await fc.assert(
      fc.asyncProperty(answers, fc.constantFrom(...files), async (values, file) => {
        const expected = judged(values)
        const filled = good(await OwnWorkbook.fill(file, mapping, occasion, expected.cells))
        const reading = await OwnWorkbook.read({ bytes: filled.bytes, file: "bieu-01.xlsx" }, mapping, occasion, "p-1")
        if (reading.is !== "submission") throw new Error(JSON.stringify(reading, null, 1))
        expect(judged(reading.submission.values).cells).toEqual(expected.cells)
        runs++
      }),
      { numRuns: 300 }
    )
    console.log(`own workbooks filled and read: ${runs}`)
    const { bytes } = good(await OwnWorkbook.fill(files[0]!, mapping, occasion, judged({ TC04: 405 }).cells))
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(bytes.slice().buffer)
    const sheet = book.getWorksheet("Biểu 01")!
    expect([sheet.getCell("D4").value, sheet.getCell("D4").numFmt]).toEqual([405, "#,##0"])
    expect(sheet.getCell("D4").fill).toMatchObject({ fgColor: { argb: expect.stringContaining("E2EFDA") } })
    expect(sheet.getCell("B2").font).toMatchObject({ name: "Arial", size: 16, bold: true })
    expect(sheet.getColumn(2).width).toBe(44)
    expect(sheet.getCell("C1").master.address).toBe("A1")
  })

  it("tells problems by cell, and labels that are gone, twice, or lead to one cell", async () => {
    const { mapping } = await proposed(await own())
    const wrong = layout.map((row, n) => (n === 3 ? [...row.slice(0, 3), "nhiều"] : row))
    const reading = await OwnWorkbook.read({ bytes: await own(wrong), file: "b.xlsx" }, mapping, occasion, "p-1")
    expect(reading).toMatchObject({
      is: "refused",
      because: "values",
      issues: [{ code: "answer.kind", place: { file: "b.xlsx", sheet: "Biểu 01", cell: "D4" } }]
    })
    const codes = async (fields: OwnWorkbook.Mapping["fields"], more: Partial<OwnWorkbook.Mapping> = {}) => {
      const twice = await own([...layout, [null, "Tổng số hội viên", null, null]])
      const found = await OwnWorkbook.check(twice, { ...mapping, fields, ...more }, template, "co_so")
      return found.ok ? [] : found.issues.map(({ code }) => code)
    }
    expect(await codes({ TC04: { row: "Tổng số hội viên" } })).toEqual(["own.label-twice"])
    expect(await codes({ TC04: { row: "tong so hoi vien", under: "Khác" } })).toEqual([])
    expect(await codes({ TC05: { row: "Hội viên mới" } })).toEqual(["own.label-missing"])
    expect(await codes({ TC05: { row: "Khác", column: "Cả năm" } })).toEqual(["own.column-missing"])
    expect(await codes({ TC05: { row: "Khác" }, TC06: { row: "Khác" } })).toEqual(["own.same-cell"])
    expect(await codes({ TC99: { row: "Khác" } })).toEqual(["own.field-unknown"])
    expect(await codes({}, { template: "a/b" })).toEqual(["own.other-template"])
    const bad = ["a: [", "a: 1", "template: a/b\ncolumn: c\nfields: { A: 1 }"].map((text) =>
      OwnWorkbook.parse(text, "ghep.yaml")
    )
    expect(bad.map((one) => (one.ok ? "" : one.issues[0]!.code))).toEqual([
      "own.yaml",
      "own.not-mapping",
      "own.not-mapping"
    ])
  })

  it("leaves a formula of the province's own alone and reads its result", async () => {
    const { mapping } = await proposed(await own())
    const book = new ExcelJS.Workbook()
    await book.xlsx.load((await own()).slice().buffer)
    book.getWorksheet("Biểu 01")!.getCell("D4").value = { formula: "SUM(D5:D7)", result: 405 }
    const bytes = new Uint8Array(await book.xlsx.writeBuffer())
    const filled = good(await OwnWorkbook.fill(bytes, mapping, occasion, judged({ TC04: 1, TC06: 7 }).cells))
    expect(filled.warnings.map(({ code, place }) => [code, place?.cell])).toEqual([["own.has-formula", "D4"]])
    const seen = good(await Workbook.read(filled.bytes)).sheets[0]!.cells.find(
      ({ row, column }) => row === 4 && column === 4
    )
    expect(seen?.formula).toBe("SUM(D5:D7)")
    const reading = await OwnWorkbook.read({ bytes, file: "a.xlsx" }, mapping, occasion, "p-1")
    expect(reading).toMatchObject({ is: "submission", submission: { values: { TC04: 405 } } })
  })
})
