/** Workbooks of ours in the eyes of Excel, which offers to repair what other programs pass over. */
import { Period } from "@lienhoi/calendar"
import { Annotation, FormBook, OwnWorkbook, ReportBook, TemplateBook, Workbook } from "@lienhoi/office"
import { Pack } from "@lienhoi/packs"
import type { FormFile } from "@lienhoi/report"
import { Compiled, Template } from "@lienhoi/template"
import { TemplateArbitrary } from "@lienhoi/testing"
import type { Issue } from "@lienhoi/words"
import ExcelJS from "exceljs"
import * as fc from "fast-check"
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate"
import { describe, expect, it } from "vitest"
import { faults } from "./excelDemands.ts"
import { good, key, occasionOf } from "./formFilling.ts"
import { table, usual } from "./report/sample.ts"

const problem = (place: Issue.Place, n: number): Issue.Issue => ({
  code: "form.required",
  severity: "error",
  path: [],
  message: `Ô số ${n} chưa điền; ghi số liệu`,
  english: `Cell ${n} is empty; fill it in`,
  place
})

/** A form, and the copy of it that goes back with everything marked. */
const bothFaults = async (occasion: FormFile.Occasion): Promise<ReadonlyArray<string>> => {
  const form = await FormBook.write(occasion, { key })
  const issues = Object.values(FormBook.places(occasion)).map(problem)
  const copy = await FormBook.correct({ bytes: form, file: "a.xlsx" }, issues)
  const again = await FormBook.correct({ bytes: copy!, file: "a.xlsx" }, issues)
  return [...faults(form), ...faults(copy!), ...faults(again!)]
}

/** The same form with something put in the place of something else in one part. */
const changed = (bytes: Uint8Array, name: string, from: string, to: string): Uint8Array => {
  const parts = unzipSync(bytes)
  const before = strFromU8(parts[name]!)
  expect(before).toContain(from)
  return zipSync({ ...parts, [name]: strToU8(before.replace(from, to)) })
}

const short = {
  template: "thu/mau",
  title: "Mẫu",
  period: "month",
  due: { co_so: { day: 5, month_offset: 1 } },
  sections: {
    a: {
      title: "A",
      asked_of: ["co_so"],
      fields: [{ key: "A1", label: "Hội viên", type: "count", combine: { units: "sum", periods: "last" } }]
    }
  }
}

const occasionFor = (compiled: Compiled.Compiled, level = "co_so"): FormFile.Occasion => ({
  template: compiled,
  unit: { id: "xa-1", name: "Xã 'Mẫu', số 1", level, upper: "Tỉnh Mẫu" },
  period:
    compiled.template.period === "ad-hoc"
      ? Period.between("2026-10-01", "2026-10-20")
      : Period.containing(compiled.template.period, "2026-05-15")!,
  revision: 0,
  due: "2026-10-20"
})

describe("what Excel demands", () => {
  it("is noticed when it is missing", async () => {
    const form = await FormBook.write(occasionFor(good(Compiled.make(good(Template.fromJson(short)).template))), {
      key
    })
    const book = "xl/workbook.xml"
    const sheet = "xl/worksheets/sheet1.xml"
    const wrong = (name: string, from: string, to: string) => faults(changed(form, name, from, to)).length
    expect(faults(form)).toEqual([])
    expect(wrong(book, "'Báo cáo'!$8:$8", "Báo cáo!$8:$8")).toBe(1)
    expect(wrong(book, "$8:$8", "8:8")).toBe(1)
    expect(wrong(book, 'name="Báo cáo"', `name="${"a".repeat(32)}"`)).toBe(1)
    expect(wrong(sheet, "<sheetProtection", "<pageMargins/><sheetProtection")).toBe(1)
    expect(wrong(sheet, "A2:F2", "A2:F3")).toBe(1)
    expect(wrong(sheet, "IF(ISNUMBER", "XLOOKUP(ISNUMBER")).toBe(1)
    expect(wrong(sheet, 'ht="24"', 'ht="410"')).toBe(1)
    expect(wrong(sheet, 'errorTitle="', `errorTitle="${"a".repeat(32)}`)).toBe(1)
    expect(wrong("[Content_Types].xml", "/xl/styles.xml", "/xl/style.xml")).toBe(1)
  })

  it("holds for the form and the marked copy of every ready template, of every level that is asked", async () => {
    let forms = 0
    for (const pack of Pack.list()) {
      const template = Pack.template(pack)
      if (template === null) continue
      const compiled = good(Compiled.make(template))
      const book = await TemplateBook.write(template)
      expect([pack.id, faults(book)]).toEqual([pack.id, []])
      for (const level of Object.keys(template.due)) {
        expect([pack.id, level, await bothFaults(occasionFor(compiled, level))]).toEqual([pack.id, level, []])
        forms++
      }
    }
    console.log(`forms of packs Excel demands nothing of: ${forms}`)
    expect(forms).toBeGreaterThan(20)
  }, 300_000)

  it("holds for the form of any template", async () => {
    await fc.assert(
      fc.asyncProperty(TemplateArbitrary.cases(), async (one) => {
        expect(await bothFaults(occasionOf(one))).toEqual([])
      }),
      { numRuns: 100 }
    )
  }, 300_000)

  it("holds for long texts, too", async () => {
    const long = "rất dài ".repeat(400)
    const [field] = short.sections.a.fields
    const wordy = {
      ...short,
      title: long,
      sections: { a: { ...short.sections.a, title: long, fields: [{ ...field, label: long, hint: long }] } }
    }
    expect(await bothFaults(occasionFor(good(Compiled.make(good(Template.fromJson(wordy)).template))))).toEqual([])
  })

  it("holds for annexes", async () => {
    const title = "Biểu 'một' ".repeat(60)
    const document = { ...usual(), annexes: [{ title, note: title.repeat(9), tables: [table(30)] }] }
    expect(faults(await ReportBook.write(document))).toEqual([])
  })

  it("holds for a province's own workbook, which keeps what it prints", async () => {
    const book = new ExcelJS.Workbook()
    const own = book.addWorksheet("Biểu số 1, năm 2026")
    own.addRows([
      ["Nội dung", "Thực hiện"],
      ["Hội viên", null]
    ])
    const other = book.addWorksheet("Biểu 'phụ' 2")
    other.addRow(["x"])
    other.pageSetup.printArea = "A1:F40"
    other.pageSetup.printTitlesRow = "1:2"
    const bytes = new Uint8Array(await book.xlsx.writeBuffer())
    const compiled = good(Compiled.make(good(Template.fromJson(short)).template))
    const { mapping } = good(await OwnWorkbook.propose(bytes, compiled, "co_so"))
    const filled = good(
      await OwnWorkbook.fill(bytes, mapping, occasionFor(compiled), { A1: { state: "value", value: 7 } })
    )
    expect(faults(filled.bytes)).toEqual([])
    const names = strFromU8(unzipSync(filled.bytes)["xl/workbook.xml"]!)
    expect(names).toContain(">'Biểu ''phụ'' 2'!$A$1:$F$40<")
    expect(names).toContain(">'Biểu ''phụ'' 2'!$1:$2<")
    const copy = good(await Annotation.annotate(await Workbook.write([{ name: "a", rows: [["x"]] }]), []))
    expect(faults(copy)).toEqual([])
  })
})
