/** Books as people fill them in. */

import { readFileSync } from "node:fs"
import { Annotation, TemplateBook, Workbook } from "@lienhoi/office"
import { Template } from "@lienhoi/template"
import type { Issue } from "@lienhoi/words"
import ExcelJS from "exceljs"
import { strToU8, unzipSync, zipSync } from "fflate"
import { describe, expect, it } from "vitest"
import { asRead } from "./asRead.ts"

const fixture = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(`fixtures/${name}`, import.meta.url)))

const good = <A>(checked: Issue.Checked<A>): A => {
  if (!checked.ok) throw new Error(checked.issues.map((one) => `${one.path.join("/")}: ${one.message}`).join("\n"))
  return checked.value
}

const yaml = new TextDecoder().decode(fixture("hop-chi-hoi.yaml"))
const template = good(Template.parse(yaml)).template

type Sheets = { readonly [name: string]: ReadonlyArray<ReadonlyArray<Workbook.NewCell>> }

/** A small book that holds, with some of its sheets in other words. */
const sheetsOf = (changed: Sheets = {}): ReadonlyArray<Workbook.NewSheet> =>
  Object.entries({
    Mẫu: [
      ["Mã mẫu", "thu-nghiem/nhom"],
      ["Tên mẫu", "Nhóm"],
      ["Kỳ báo cáo", "Tháng"]
    ],
    "Hạn nộp": [
      ["Cấp", "Ngày trong tháng", "Lùi mấy tháng"],
      ["Chi hội", 5, 1]
    ],
    Phần: [
      ["Mã phần", "Tên phần", "Hỏi cấp nào"],
      ["cds", "Chuyển đổi số", "Chi hội"]
    ],
    "Chỉ tiêu": [
      ["Phần", "Mã", "Tên chỉ tiêu", "Kiểu", "Cộng các đơn vị", "Cộng các kỳ"],
      ["cds", "A1", "Nhóm Zalo", "Số lượng", "Tổng", "Lấy cuối kỳ"],
      ["cds", "A2", "Nhóm có người đi xa", "Số lượng", "Tổng", "Lấy cuối kỳ"]
    ],
    ...changed
  }).map(([name, rows]) => ({ name, rows }))

const read = (changed: Sheets = {}) => TemplateBook.templateFrom(asRead(sheetsOf(changed)), { file: "mau.xlsx" })

const told = (checked: Issue.Checked<Template.Parsed>) =>
  (checked.ok ? checked.value.warnings : checked.issues).map(({ code, place }) => [code, place?.sheet, place?.cell])

const printed = (checked: Issue.Checked<Template.Parsed>) => Template.print(good(checked).template)

describe("a book", () => {
  it("that LibreOffice saved again is the same template", async () => {
    const parsed = good(await TemplateBook.read(fixture("libreoffice.xlsx")))
    expect(Template.print(parsed.template)).toBe(Template.print(template))
    expect(parsed.warnings).toEqual([])
  })

  it("may have its rows, columns and sheets in any order, blank rows, titles above, marks and case as they come", () => {
    const changed = read({
      "  CHI TIEU ": [
        ["BẢNG CHỈ TIÊU CỦA TỈNH"],
        [],
        ["Ghi chú", "kieu", "ma", "TÊN CHỈ TIÊU ", "phan", "Cong cac ky", "cộng các đơn vị"],
        [],
        ["xem lại", "so luong", "A1", "Nhóm Zalo", "cds", "lay cuoi ky", "TỔNG"],
        [],
        ["", " SỐ LƯỢNG", " A2 ", " Nhóm có người đi xa", "", "last", "sum"]
      ],
      "Chỉ tiêu": []
    })
    expect(printed(changed)).toBe(printed(read()))
    expect(good(changed).warnings).toEqual([])
  })

  it("may hold numbers as text, dates as dates or text, yes and no in any way, the names of levels", () => {
    const due = (...cells: ReadonlyArray<Workbook.NewCell>): string =>
      printed(read({ "Hạn nộp": [["Cấp", "Ngày trong tháng", "Lùi mấy tháng", "Từ ngày", "Ước thực hiện"], cells] }))
    const plain = due("chi_hoi", 5, 1, "1/7/2025", true)
    expect(plain).toContain("{ day: 5, month_offset: 1, from: 2025-07-01, estimated: true }")
    expect(due("Chi hội ", "5", " 1", "2025-07-01", "x")).toBe(plain)
    expect(due("CHI HOI", "5", "1", "01/07/2025", "có")).toBe(plain)
  })

  it("keeps all due rules of a level, each for its own time", () => {
    const rules = [
      ["Cấp", "Ngày trong tháng", "Lùi mấy tháng", "Đến ngày", "Từ ngày"],
      ["Chi hội", 5, 1, "30/06/2025"],
      ["", 3, 1, "", "01/07/2025"]
    ]
    expect(good(read({ "Hạn nộp": rules })).template.due).toMatchObject([
      { level: "chi_hoi", on: { dayOfMonth: 5 }, to: "2025-06-30" },
      { level: "chi_hoi", on: { dayOfMonth: 3 }, from: "2025-07-01" }
    ])
  })

  it("takes a merged cell for every row it covers", async () => {
    const bytes = await Workbook.write(sheetsOf())
    const excel = new ExcelJS.Workbook()
    await excel.xlsx.load(bytes.slice().buffer as never)
    excel.getWorksheet("Chỉ tiêu")!.mergeCells("A2:A3")
    excel.getWorksheet("Hạn nộp")!.getCell("D1").value = "Từ ngày"
    excel.getWorksheet("Hạn nộp")!.getCell("D2").value = new Date(Date.UTC(2025, 6, 1))
    const saved = good(await TemplateBook.read(new Uint8Array(await excel.xlsx.writeBuffer())))
    expect(saved.template.sections[0]!.fields.map(({ key }) => key)).toEqual(["A1", "A2"])
    expect(saved.template.due).toMatchObject([{ level: "chi_hoi", from: "2025-07-01" }])
  })

  it("whose formula Excel took for its own is read as it was typed, with a remark", async () => {
    const bytes = await Workbook.write(
      sheetsOf({
        "Quy tắc": [
          ["Khi", "Nhắc xem lại"],
          ["x", "Xin xem lại"]
        ]
      })
    )
    const excel = new ExcelJS.Workbook()
    await excel.xlsx.load(bytes.slice().buffer as never)
    excel.getWorksheet("Quy tắc")!.getCell("A2").value = { formula: "A2>A1", result: false as never }
    const saved = await TemplateBook.read(new Uint8Array(await excel.xlsx.writeBuffer()))
    expect(good(saved).template.rules).toMatchObject([{ when: "A2>A1" }])
    expect(told(saved)).toEqual([["book.excel-formula", "Quy tắc", "A2"]])
  })
})

describe("the book of an overlay", () => {
  const json = { template: "thu-nghiem/rieng", extends: "thu-nghiem/hop-chi-hoi@^1" }

  it("offers what may be changed in the base, and nothing that is the base's alone", () => {
    const sheets = TemplateBook.sheetsOfJson(json)
    expect(sheets.map(({ name }) => name)).toContain("Sửa mẫu gốc")
    const entries = sheets[0]!.rows.map(([name]) => (typeof name === "object" ? name?.value : name))
    expect(entries).toContain("Kế thừa mẫu")
    expect(entries).not.toContain("Kỳ báo cáo")
    expect(TemplateBook.sheetsOfJson(Template.toJson(template)).map(({ name }) => name)).not.toContain("Sửa mẫu gốc")
  })

  it("may add to a section of the base that it does not name itself", () => {
    const more = {
      name: "Chỉ tiêu",
      rows: [
        ["Phần", "Mã", "Tên chỉ tiêu", "Kiểu"],
        ["hop", "x", "Riêng", "Chữ"]
      ]
    }
    const book = good(
      TemplateBook.fromWorkbook(
        asRead([...TemplateBook.sheetsOfJson(json).filter(({ name }) => name !== more.name), more])
      )
    )
    expect(book.json.sections).toEqual({ hop: { add: [{ key: "x", label: "Riêng", type: "text" }] } })
  })
})

describe("what is wrong in a book", () => {
  it("is told all at once, each with its sheet and cell, in the words of the book", () => {
    const wrong = read({
      Mẫu: [
        ["Mã mẫu", "Nhóm Zalo"],
        ["Tên mẫu", ""],
        ["Kì báo cáo", "Tháng"],
        ["Kỳ số liệu", "Trọn thang nay"]
      ],
      Phần: [
        ["Mã phần", "Tên phần"],
        ["cds", "Chuyển đổi số"],
        ["cds", "Hai lần"]
      ],
      "Chỉ tiêu": [
        [
          "Phần",
          "Mã",
          "Tên chỉ tiêu",
          "Kiểu",
          "Hỏi cấp nào",
          "Cộng các đơn vị",
          "Cộng các kỳ",
          "Nhỏ nhất",
          "Công thuc"
        ],
        ["cds", "A1", "Nhóm Zalo", "Số lượn", "Chi hội", "Tổng", "Lấy cuối kỳ", "hai", ""],
        ["cd", "A2", "Nhóm", "Số lượng", "Chi hội", "Tổng", "Lấy cuối kỳ"],
        ["cds", "A3", "", "Số lượng", "Chi hội", "", ""],
        ["cds", "A4", "Cái gì", "Số lượng", "Chi hội", "Tổng", "Tổn", "", "A9 + 1"]
      ],
      "Quy tắc": [
        ["Khi", "Nhắc xem lại"],
        ["A1 > A7", "Xem lại"]
      ],
      "Trong do": [
        ["Chỉ tiêu", "Chia theo", "Mã", "Tên"],
        ["A8", "tuoi", "tre", "Trẻ"]
      ],
      "Lua chọm": [["Chỉ tiêu"], ["A1"]]
    })
    expect(told(wrong)).toEqual(
      expect.arrayContaining([
        ["book.item-meant", "Mẫu", "A3"],
        ["template.id", "Mẫu", "B1"],
        ["book.needed", "Mẫu", "B2"],
        ["book.one-of-meant", "Mẫu", "B4"],
        ["book.twice", "Phần", "A3"],
        ["book.one-of-meant", "Chỉ tiêu", "D2"],
        ["book.number", "Chỉ tiêu", "H2"],
        ["book.owner-meant", "Chỉ tiêu", "A3"],
        ["book.needed", "Chỉ tiêu", "C4"],
        ["book.one-of-meant", "Chỉ tiêu", "G5"],
        ["book.owner-meant", "Trong do", "A2"],
        ["book.sheet-meant", "Lua chọm", "A1"]
      ])
    )
    const all = wrong.ok ? [] : wrong.issues
    expect(all.every(({ place }) => place?.file === "mau.xlsx")).toBe(true)
    expect(all.every(({ message, english }) => message !== "" && english !== "" && !/\{\w+\}/u.test(message))).toBe(
      true
    )
    const cells = all
      .filter(({ severity }) => severity === "error")
      .map(({ place }) => `${place?.sheet}!${place?.cell}`)
    expect(cells.filter((cell, n) => cells.indexOf(cell) !== n)).toEqual([])
    expect(all.find(({ place }) => place?.cell === "D2" && place.sheet === "Chỉ tiêu")?.message).toContain(
      "“Kiểu” không thể là “Số lượn”; có phải “Số lượng”?"
    )
  })

  it("in a formula or in what a field needs stands at its cell, also where nothing stands in it", () => {
    const wrong = read({
      "Chỉ tiêu": [
        ["Phần", "Mã", "Tên chỉ tiêu", "Kiểu", "Công thức", "Cộng các đơn vị", "Cộng các kỳ"],
        ["cds", "A1", "Nhóm Zalo", "Số lượng", "", "", ""],
        ["cds", "A2", "Gấp đôi", "Số lượng", "A9 * 2", "Tổng", "Tổng"]
      ]
    })
    expect(told(wrong)).toEqual([
      ["field.combine-needed", "Chỉ tiêu", "F2"],
      ["formula.name-unknown", "Chỉ tiêu", "E3"]
    ])
  })

  it("in a row whose section nobody knows is said together with that, and by the name of its column", () => {
    const wrong = read({
      "Chỉ tiêu": [
        ["Phần", "Mã", "Tên chỉ tiêu", "Kiểu", "Cộng các đơn vị", "Cộng các kỳ"],
        ["cdx", "A1", "Nhóm Zalo", "Số lượn", "Tổng", "Tổng"],
        ["cds", "A2", "Nhóm", "Số lượng", "Tổng", ""]
      ]
    })
    expect(told(wrong)).toEqual([
      ["book.owner-meant", "Chỉ tiêu", "A2"],
      ["book.one-of-meant", "Chỉ tiêu", "D2"],
      ["book.needed", "Chỉ tiêu", "F3"]
    ])
    expect(wrong.ok ? "" : wrong.issues[2]?.message).toBe("Còn trống; điền “Cộng các kỳ”")
  })

  it("is said of a book without sheets, without headings, without the columns that are needed", () => {
    expect(told(TemplateBook.templateFrom({ sheets: [] }))).toContainEqual(["book.sheet-missing", undefined, undefined])
    expect(
      told(
        read({
          "Chỉ tiêu": [
            ["a", "b"],
            ["c", "d"]
          ]
        })
      )
    ).toContainEqual(["book.headings", "Chỉ tiêu", "A1"])
    const headings = [
      ["Phần", "Mã", "Tên chỉ tiêu"],
      ["cds", "A1", "Nhóm"]
    ]
    expect(told(read({ "Chỉ tiêu": headings }))).toContainEqual(["book.heading-missing", "Chỉ tiêu", "A1"])
    expect(
      told(
        read({
          "Chỉ tiêu": [
            ["Phần", "Mã", "Tên", "Kiểu", "Mã"],
            ["cds", "A1", "N", "Chữ"]
          ]
        })
      )
    ).toContainEqual(["book.heading-twice", "Chỉ tiêu", "E1"])
  })
})

describe("a marked copy", () => {
  const wrong = {
    "Chỉ tiêu": [
      ["Phần", "Mã", "Tên chỉ tiêu", "Kiểu", "Cộng các đơn vị", "Cộng các kỳ"],
      ["cds", "A1", "Nhóm Zalo", "Số lượn", "Tổng", "Lấy cuối kỳ"]
    ],
    "Của tỉnh": [
      ["Ghi nhớ riêng", 12.5],
      [true, { value: "x", comment: "nhớ hỏi chị Ba", fill: "00FF00" }]
    ]
  }
  const own = (): Promise<Uint8Array> => Workbook.write(sheetsOf(wrong))

  it("keeps everything else, marks the bad cells and lists them with links", async () => {
    const bytes = await own()
    const checked = await TemplateBook.read(bytes)
    const copy = good(await Annotation.annotate(bytes, checked.ok ? [] : checked.issues))
    const excel = new ExcelJS.Workbook()
    await excel.xlsx.load(copy.slice().buffer as never)
    const [before, after] = [good(await Workbook.read(bytes)), good(await Workbook.read(copy))]

    const bad = excel.getWorksheet("Chỉ tiêu")!.getCell("D2")
    expect(JSON.stringify(bad.note)).toContain("có phải “Số lượng”?")
    expect(JSON.stringify(bad.fill)).toContain("FFC7CE")
    const list = excel.getWorksheet("Lỗi cần sửa")!
    expect(list.getRow(1).values).toEqual([undefined, "Trang", "Ô", "Lỗi", "Cần làm"])
    expect(list.getCell("A2").value).toBe("Chỉ tiêu")
    expect(list.getCell("C2").value).toBe("“Kiểu” không thể là “Số lượn”")
    expect(String(list.getCell("D2").value)).toMatch(/^Có phải “Số lượng”\? Chọn một trong: /u)
    const parts = Object.entries(unzipSync(copy)).map(([name, part]) => [name, new TextDecoder().decode(part)] as const)
    expect(
      parts.some(
        ([, text]) => text.includes('location="&apos;Chỉ tiêu&apos;!D2"') || text.includes("location=\"'Chỉ tiêu'!D2\"")
      )
    ).toBe(true)

    const kept = (workbook: Workbook.Workbook) =>
      workbook.sheets
        .filter(({ name }) => name !== "Lỗi cần sửa")
        .map((sheet) => ({
          ...sheet,
          cells: sheet.cells.map((cell) =>
            cell.column === 4 && sheet.name === "Chỉ tiêu" ? { ...cell, comment: null } : cell
          )
        }))
    expect(kept(after)).toEqual(kept(before))
    const private_ = excel.getWorksheet("Của tỉnh")!
    expect(JSON.stringify(private_.getCell("B2").fill)).toContain("00FF00")
    expect(JSON.stringify(private_.getCell("B2").note)).toContain("nhớ hỏi chị Ba")
  })

  it("may be mended and marked again: old marks go, own comments stay", async () => {
    const bytes = await own()
    const checked = await TemplateBook.read(bytes)
    const once = good(await Annotation.annotate(bytes, checked.ok ? [] : checked.issues))
    const again = good(await Annotation.annotate(once, checked.ok ? [] : checked.issues))
    const comment = (workbook: Workbook.Workbook) =>
      workbook.sheets.flatMap(({ cells }) => cells.map((cell) => cell.comment)).filter((one) => one !== null)
    const [first, second] = [good(await Workbook.read(once)), good(await Workbook.read(again))]
    expect(comment(second)).toEqual(comment(first))
    expect(second.sheets.map(({ name }) => name)).toEqual(first.sheets.map(({ name }) => name))
    const clean = good(await Workbook.read(good(await Annotation.annotate(again, []))))
    expect(comment(clean)).toEqual(["nhớ hỏi chị Ba"])
    expect(told(await TemplateBook.read(once))).toEqual(told(checked))
  })

  it("keeps parts that nobody here knows", async () => {
    const parts = { ...unzipSync(await own()), "customXml/item1.xml": strToU8("<a>riêng</a>") }
    const copy = good(await Annotation.annotate(zipSync(parts), []))
    expect(new TextDecoder().decode(unzipSync(copy)["customXml/item1.xml"])).toBe("<a>riêng</a>")
  })
})
