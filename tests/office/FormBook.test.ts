/** Forms as they come back from people: moved, renamed, typed in all ways, of other units, or no form at all. */
import { readFileSync } from "node:fs"
import { Period } from "@lienhoi/calendar"
import { Annotation, FormBook, Workbook } from "@lienhoi/office"
import { FormFile } from "@lienhoi/report"
import { Cell, Compiled, Template } from "@lienhoi/template"
import * as Effect from "effect/Effect"
import ExcelJS from "exceljs"
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate"
import { describe, expect, it } from "vitest"
import { byExcelJs, type Cells, good, key, knowing, road } from "./formFilling.ts"

const yaml = readFileSync(new URL("fixtures/bieu-mau.yaml", import.meta.url), "utf8")
const template = good(Compiled.make(good(Template.parse(yaml)).template))

const occasion: FormFile.Occasion = {
  template,
  unit: { id: "xa-1", name: "Hội xã Đông Phú", level: "co_so", upper: "Hội huyện Châu Thành" },
  period: Period.containing("month", "2024-10-15"),
  revision: 2,
  previous: { TC04: Cell.value(405), XL01: Cell.value("tot") },
  due: "2024-10-17",
  token: "nhiem-vu-1"
}
const places = FormBook.places(occasion)
const form = () => FormBook.write(occasion, { key })

const typing = (typed: { readonly [path: string]: string | number | boolean }): Cells =>
  Object.entries(typed).map(([path, value]) => ({ path, place: places[path]!, value }))

const read = (bytes: Uint8Array, more: Partial<FormFile.Road> = {}, known: Partial<FormFile.Known> = {}) =>
  FormBook.read({ bytes, file: "thang-10.xlsx" }, { ...road, ...more }, { ...knowing(occasion), ...known }, { key })

const values = async (bytes: Uint8Array) => {
  const reading = await read(bytes)
  if (reading.is !== "submission") throw new Error(JSON.stringify({ ...reading, places: null }, null, 1))
  return reading.submission.values
}

const told = async (bytes: Uint8Array) => {
  const reading = await read(bytes)
  const issues = reading.is === "refused" ? reading.issues : reading.is === "submission" ? reading.warnings : []
  return [reading.is, ...issues.map(({ code, place }) => `${code} ${place?.sheet ?? ""} ${place?.cell ?? ""}`.trim())]
}

type Change = (book: ExcelJS.Workbook, main: ExcelJS.Worksheet) => void

/** Opened, changed and saved by exceljs, as a person does in Excel. */
const changed = async (bytes: Uint8Array, change: Change): Promise<Uint8Array> => {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(bytes.slice().buffer)
  change(book, book.getWorksheet("Báo cáo")!)
  return new Uint8Array(await book.xlsx.writeBuffer())
}

const filled = async (more: { readonly [path: string]: string | number | boolean } = {}) =>
  byExcelJs(await form(), typing({ TC04: 405, TC05: "không phát sinh", ...more }))

describe("a form", () => {
  it("has locked labels, open cells, rules, live totals, last period's figures and one page of width", async () => {
    const book = new ExcelJS.Workbook()
    await book.xlsx.load((await form()).slice().buffer)
    const main = book.getWorksheet("Báo cáo")!
    const answer = main.getCell(places.TC04!.cell!)
    expect(answer.protection).toMatchObject({ locked: false })
    expect(main.getCell(`B${places.TC04!.line}`).protection?.locked ?? true).toBe(true)
    expect((main as unknown as { sheetProtection: { sheet: boolean } }).sheetProtection.sheet).toBe(true)
    expect(main.getCell(`D${places.TC04!.line}`).value).toBe(405)
    expect(main.getCell(`D${places.XL01!.line}`).value).toBe("Tốt")
    expect(answer.dataValidation).toMatchObject({ type: "custom", errorStyle: "stop" })
    expect(main.getCell(`E${places["TC04[cao]"]!.line + 1}`).formula).toContain("SUM(")
    expect(main.pageSetup).toMatchObject({ paperSize: 9, fitToPage: true, fitToWidth: 1, fitToHeight: 0 })
    expect(book.getWorksheet("Dấu biểu mẫu")!.state).toBe("veryHidden")
    expect(await form()).toEqual(await form())
  })

  it("is a submission with its revision, its sender and the cell of every value", async () => {
    const reading = await read(await filled({ "HD04/1/so_nu": "1.234", NX01: "Đề nghị hỗ trợ" }))
    expect(reading).toMatchObject({
      is: "submission",
      submission: { unit: "xa-1", period: "2024-10", seen: 2, reportedBy: "p-1", via: "excel", reviewed: false },
      places: { "HD04/1/so_nu": { sheet: "Bảng HD04", cell: "C7" } }
    })
  })

  it("is an effect for whoever composes layers", async () => {
    const bytes = await filled()
    const program = Effect.gen(function* () {
      const forms = yield* FormFile.FormFile
      const written = yield* forms.write(occasion)
      const reading = yield* forms.read({ bytes, file: "a.xlsx" }, road, knowing(occasion))
      return [written.length > 0, reading.is, forms.format.ending]
    })
    expect(await Effect.runPromise(Effect.provide(program, FormBook.layer({ key })))).toEqual([
      true,
      "submission",
      "xlsx"
    ])
  })
})

describe("a form that people changed", () => {
  it("may have rows inserted, columns moved, sheets renamed and titles above", async () => {
    const bytes = await changed(await filled({ "HD04/0/so_nam": 7 }), (book, main) => {
      main.spliceRows(places.TC05!.line, 0, [], ["", "ghi chú của xã"])
      main.spliceRows(1, 0, ["Kính gửi huyện"], [])
      main.spliceColumns(1, 0, [], [])
      main.name = "thang 10 nộp"
      book.getWorksheet("Bảng HD04")!.spliceColumns(2, 0, [])
      book.getWorksheet("Bảng HD04")!.name = "Sheet9"
    })
    expect(await values(bytes)).toMatchObject({
      TC04: 405,
      TC05: "không phát sinh",
      HD04: [{ so_nam: 7 }, {}, {}]
    })
  })

  it("may hold numbers as text, dates as text, dates or bare days, yes and no in any way, sums of its own", async () => {
    const bytes = await changed(
      await filled({ TC04: "38.506", KP02: "1.234,5", SK01: "x", NG01: "5/10/2024", KP01: "22 triệu đồng" }),
      (_, main) => {
        main.getCell(places.TC06!.cell!).value = { formula: "100+20", result: 120 }
      }
    )
    const reading = await read(bytes)
    if (reading.is !== "submission") throw new Error(JSON.stringify(reading))
    const { cells } = template.validate(reading.submission.values, { unit: occasion.unit, period: occasion.period })
    expect([cells.TC04, cells.KP02, cells.SK01, cells.NG01, cells.KP01, cells.TC06]).toEqual(
      [38506, 1234.5, true, "2024-10-05", 22_000_000, 120].map((one) => expect.objectContaining({ value: one }))
    )
    for (const day of [45570, new Date(Date.UTC(2024, 9, 5))]) {
      const typed = await changed(await filled({ SK01: true }), (_, main) => {
        main.getCell(places.NG01!.cell!).value = day
      })
      expect((await values(typed)).NG01).toBe("2024-10-05")
    }
  })

  it("has every problem at its sheet and cell: lost and foreign rows, two rows of one code, Excel's errors and dates", async () => {
    const bytes = await changed(await filled({ TC06: "nhiều", "LH01/0/so_nguoi": "hai chục" }), (book, main) => {
      main.getCell(`A${places.KP01!.line}`).value = "KP99"
      main.getCell(places.KP01!.cell!).value = 5
      main.getCell(places.KP02!.cell!).value = { error: "#REF!" } as ExcelJS.CellErrorValue
      main.getCell(places.TC05!.cell!).value = new Date(Date.UTC(2024, 9, 5))
      main.getCell(places.TC05!.cell!).style = { numFmt: "dd/mm/yyyy" }
      main.getCell("A60").value = "TC04"
      main.getCell("E60").value = 9
      book.getWorksheet("Bảng HD04")!.getCell("C5").value = "xóa"
    })
    expect(await told(bytes)).toEqual([
      "refused",
      `form.date-for-number Báo cáo ${places.TC05!.cell}`,
      `form.row-unknown Báo cáo ${places.KP01!.cell}`,
      `form.error-value Báo cáo ${places.KP02!.cell}`,
      "form.row-twice Báo cáo E60",
      expect.stringContaining("form.row-missing Báo cáo"),
      "form.column-missing Bảng HD04 A5",
      `answer.kind Báo cáo ${places.TC06!.cell}`,
      "answer.kind Bảng LH01 E6"
    ])
  })

  it("loses nothing silently: a figure beside its column is told, a table that says nothing happened must be empty", async () => {
    const stray = await changed(await filled(), (_, main) => {
      main.getCell(`F${places.TC06!.line}`).value = 12
    })
    expect(await told(stray)).toEqual(["submission", `form.stray Báo cáo F${places.TC06!.line}`])
    expect(await told(await filled({ HD04: "không phát sinh", "HD04/0/so_nu": 3 }))).toEqual([
      "refused",
      `form.table-and-word Báo cáo ${places.HD04!.cell}`
    ])
    expect(await told(await filled({ HD04: 12 }))).toEqual(["refused", `form.table-word Báo cáo ${places.HD04!.cell}`])
    expect((await values(await filled({ HD04: "Không phát sinh" }))).HD04).toBe("Không phát sinh")
  })

  it("takes rows added to a table above its last line, and leaves out blank ones", async () => {
    const bytes = await changed(await filled({ "LH01/0/ten": "Lớp A", "LH01/3/ten": "Lớp B" }), (book) => {
      book.getWorksheet("Bảng LH01")!.spliceRows(8, 0, ["", "", "Lớp mới", "1/10/2024", 12])
    })
    expect((await values(bytes)).LH01).toEqual([
      { ten: "Lớp A" },
      { ten: "Lớp mới", ngay: "1/10/2024", so_nguoi: 12 },
      { ten: "Lớp B" }
    ])
  })

  it("gives a copy with its problems in the cells, which is read again once it is mended", async () => {
    const bytes = await filled({ TC06: "nhiều" })
    const reading = await read(bytes)
    if (reading.is !== "refused") throw new Error(reading.is)
    const copy = (await FormBook.correct({ bytes, file: "a.xlsx" }, reading.issues))!
    const seen = good(await Workbook.read(copy))
    const marked = seen.sheets[0]!.cells.find(({ row, column }) => row === places.TC06!.line && column === 5)
    expect(marked?.comment).toContain("“Hội viên là đảng viên”")
    expect(seen.sheets.at(-1)!.name).toBe("Lỗi cần sửa")
    expect(await told(copy)).toEqual(await told(bytes))
    expect((await values(await byExcelJs(copy, typing({ TC06: 12 })))).TC06).toBe(12)
    expect(await FormBook.correct({ bytes: new Uint8Array([1]), file: "a" }, [])).toBeNull()
  })
})

describe("whose form it is", () => {
  const other = { ...occasion, unit: { ...occasion.unit, id: "xa-2", name: "Hội xã Phú An" } }
  const wanted = (of: FormFile.Occasion): FormFile.Wanted => ({
    template: { lineage: "thu-nghiem/bieu-mau", id: "thu-nghiem/bieu-mau", version: "1.0.0" },
    unit: of.unit.id,
    period: of.period.id
  })
  const both: Partial<FormFile.Known> = {
    occasion: async ({ unit }) => [occasion, other].find((one) => one.unit.id === unit) ?? null,
    ofToken: async (token) =>
      token === "nhiem-vu-2" ? wanted(other) : token === "nhiem-vu-1" ? wanted(occasion) : null,
    ofSender: async () => [wanted(occasion)]
  }

  it("is told by the stamp; a form of another unit than the token or the sender stands for is refused", async () => {
    expect(await read(await filled(), { token: "nhiem-vu-1" }, both)).toMatchObject({ is: "submission" })
    const refused = await read(await filled(), { token: "nhiem-vu-2" }, both)
    expect(refused).toMatchObject({ is: "refused", because: "stamp", wanted: { unit: "xa-1" } })
    expect(refused.is === "refused" && refused.issues[0]!.message).toBe(
      "Đây là biểu mẫu của Hội xã Đông Phú, không phải của Hội xã Phú An; gửi đúng biểu mẫu của Hội xã Phú An"
    )
    expect(await read(await filled(), { sender: "p-9" }, both)).toMatchObject({
      because: "stamp",
      issues: [{ code: "form.not-yours" }]
    })
    expect(await read(await filled(), {}, { occasion: async () => null })).toMatchObject({
      because: "stamp",
      issues: [{ code: "form.unknown" }]
    })
  })

  it("is asked where it has no stamp, the report of its token first; the answer counts", async () => {
    const bare = await changed(await filled(), (book) => book.removeWorksheet(book.getWorksheet("Dấu biểu mẫu")!.id))
    const asked = await read(bare, { token: "nhiem-vu-2" }, both)
    expect(asked).toMatchObject({
      is: "asks",
      question: "which-report",
      candidates: [{ unit: "xa-2" }, { unit: "xa-1" }]
    })
    expect(asked.is === "asks" && asked.message.vi).toContain("Hội xã Phú An, Tháng 10/2024")
    const answered = await read(bare, { about: wanted(occasion) }, both)
    expect(answered).toMatchObject({ is: "submission", submission: { unit: "xa-1", seen: 0 } })
    expect(await read(await filled(), { sender: null }, both)).toMatchObject({ is: "asks", question: "who" })
    expect(await read(await filled(), { about: wanted(other) }, both)).toMatchObject({ because: "stamp" })
  })

  it("is nobody's when two forms stand in one workbook", async () => {
    const twice = await changed(await filled(), (book) => {
      const stamp = book.getWorksheet("Dấu biểu mẫu")!
      for (let n = 1; n <= 3; n++) stamp.getCell(n, 3).value = stamp.getCell(n, 1).value
    })
    expect(await told(twice)).toEqual(["refused", "form.stamp-twice Dấu biểu mẫu A1"])
  })
})

/** Seconds of work, whatever else the machine does meanwhile. */
const work = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

describe("a file that is no form", () => {
  const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, ...Array.from({ length: 400 }, (_, n) => n % 256)])
  const heic = new Uint8Array([0, 0, 0, 24, ...strToU8("ftypheic"), 0, 0, 0, 0])
  const ole = new Uint8Array(600)
  ole.set([0xd0, 0xcf, 0x11, 0xe0])
  const pack = (parts: { readonly [name: string]: string }) =>
    zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])))
  const files: ReadonlyArray<readonly [name: string, bytes: Uint8Array, code: string]> = [
    ["anh.xlsx", jpeg, "workbook.photo"],
    ["anh.heic", heic, "workbook.photo"],
    ["bao-cao.pdf", strToU8("%PDF-1.7\n…"), "workbook.pdf"],
    ["bao-cao.csv", strToU8("mã;số\nTC04;405\n"), "workbook.csv"],
    ["trang.xls", strToU8("<html><table><tr><td>405</td></tr></table></html>"), "workbook.csv"],
    [
      "bao-cao.ods",
      pack({ mimetype: "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>" }),
      "workbook.ods"
    ],
    ["bao-cao.docx", pack({ "[Content_Types].xml": "<Types/>", "word/document.xml": "<a/>" }), "workbook.word"],
    ["tat-ca.zip", pack({ "a.xlsx": "x" }), "workbook.zip"],
    ["cu.xls", ole, "workbook.old"],
    ["trong.xlsx", new Uint8Array(), "workbook.empty"]
  ]

  it("is answered with what to do, whatever it is called", async () => {
    for (const [file, bytes, code] of files) {
      const reading = await FormBook.read({ bytes, file }, road, knowing(occasion), { key })
      expect(reading, file).toMatchObject({ is: "refused", because: "file", issues: [{ code, place: { file } }] })
      expect(reading.is === "refused" && reading.issues[0]!.message, file).toMatch(/; (?:gửi|gõ|mở|điền|giải)/u)
    }
  })

  it("is refused by name when it may harm, in little time and memory, and nothing of it is read", async () => {
    const parts = unzipSync(await filled())
    const bomb = new Uint8Array(30 * 2 ** 20)
    const types = (type: string) =>
      strToU8(
        strFromU8(parts["[Content_Types].xml"]!).replace(
          "</Types>",
          `<Override PartName="/x.bin" ContentType="${type}"/></Types>`
        )
      )
    const locked = ole.slice()
    locked.set(
      [..."EncryptedPackage"].flatMap((letter) => [letter.charCodeAt(0), 0]),
      300
    )
    const harmful: ReadonlyArray<readonly [bytes: Uint8Array, code: string]> = [
      [zipSync({ ...parts, "xl/media/a.bin": bomb }), "workbook.bomb"],
      [zipSync({ ...parts, "xl/vbaProject.bin": strToU8("x") }), "workbook.macros"],
      [
        zipSync({ ...parts, "[Content_Types].xml": types("application/vnd.ms-excel.sheet.macroEnabled.main+xml") }),
        "workbook.macros"
      ],
      [zipSync({ ...parts, "xl/externalLinks/externalLink1.xml": strToU8("<a/>") }), "workbook.links"],
      [locked, "workbook.encrypted"]
    ]
    for (const [bytes, code] of harmful) {
      const [start, before] = [work(), process.memoryUsage().rss]
      const reading = await read(bytes)
      const [seconds, megabytes] = [work() - start, (process.memoryUsage().rss - before) / 2 ** 20]
      expect(reading, code).toMatchObject({
        is: "refused",
        because: "file",
        wanted: null,
        places: {},
        issues: [{ code }]
      })
      expect([seconds < 10, megabytes < 200], `${code}: ${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB`).toEqual([
        true,
        true
      ])
    }
  })

  it("is told when it was cut off on its way, wherever that was", async () => {
    const whole = await filled()
    for (const share of [0.1, 0.5, 0.9, 0.99]) {
      const reading = await read(whole.slice(0, Math.floor(whole.length * share)))
      expect(reading).toMatchObject({ is: "refused", issues: [{ code: "workbook.cut" }] })
    }
  })

  it("may be a workbook of somebody else's: it is asked about, and then told what it lacks", async () => {
    const own = await Workbook.write([{ name: "Trang 1", rows: [["Hội viên", 405]] }])
    expect((await read(own)).is).toBe("asks")
    const about = {
      template: { lineage: "x", id: "thu-nghiem/bieu-mau", version: "1.0.0" },
      unit: "xa-1",
      period: "2024-10"
    }
    expect(await read(own, { about })).toMatchObject({ because: "values", issues: [{ code: "form.no-answers" }, {}] })
  })

  it("costs little however many blank rows it has: 1,000,000 of them are told what to do in seconds", async () => {
    const parts = unzipSync(await filled())
    const name = "xl/worksheets/sheet1.xml"
    const rows = Array.from({ length: 1_000_000 }, (_, n) => `<row r="${n + 100}"/>`).join("")
    const sheet = strFromU8(parts[name]!).replace("</sheetData>", `${rows}</sheetData>`)
    const start = work()
    const reading = await read(zipSync({ ...parts, [name]: strToU8(sheet) }))
    const seconds = work() - start
    console.log(`1,000,000 blank rows: ${reading.is} in ${seconds.toFixed(1)} s`)
    expect(["submission", "refused"]).toContain(reading.is)
    expect(seconds).toBeLessThan(30)
  })

  it("is a form again once its problems are mended, also where somebody else's program marked it", async () => {
    const bytes = await filled()
    const copy = good(await Annotation.annotate(bytes, []))
    expect(await values(copy)).toEqual(await values(bytes))
  })
})
