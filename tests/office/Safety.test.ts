/** Files that should not be opened, and text that must not become a formula. */

import { Workbook } from "@lienhoi/office"
import ExcelJS from "exceljs"
import * as fc from "fast-check"
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate"
import { describe, expect, it } from "vitest"

const codesOf = async (bytes: Uint8Array): Promise<ReadonlyArray<string>> => {
  const read = await Workbook.read(bytes)
  return read.ok ? [] : read.issues.map(({ code }) => code)
}

const book = (rows: ReadonlyArray<ReadonlyArray<Workbook.NewCell>> = [["a"]]): Promise<Uint8Array> =>
  Workbook.write([{ name: "Trang 1", rows }])

/** A workbook with some of its parts changed. */
const changed = async (parts: { readonly [name: string]: Uint8Array | string }): Promise<Uint8Array> => {
  const own = unzipSync(await book())
  const more = Object.entries(parts).map(([name, part]) => [name, typeof part === "string" ? strToU8(part) : part])
  return zipSync({ ...own, ...Object.fromEntries(more) })
}

const sheet = (data: string): string =>
  `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${data}</sheetData></worksheet>`

/** Overwrites four bytes behind a signature in every entry of the directory that has the name. */
const declaring = (zip: Uint8Array, name: string, bytes: number): Uint8Array => {
  const out = zip.slice()
  const view = new DataView(out.buffer)
  for (let at = 0; at + 46 < out.length; at++) {
    if (view.getUint32(at, true) !== 0x02014b50) continue
    const length = view.getUint16(at + 28, true)
    if (new TextDecoder().decode(out.subarray(at + 46, at + 46 + length)) === name) view.setUint32(at + 24, bytes, true)
  }
  return out
}

const first = "xl/worksheets/sheet1.xml"

/** How long something took, and how much larger the process became, in seconds and megabytes. */
const costOf = async (what: () => Promise<unknown>) => {
  const [start, before] = [performance.now(), process.memoryUsage().rss]
  await what()
  return { seconds: (performance.now() - start) / 1000, megabytes: (process.memoryUsage().rss - before) / 2 ** 20 }
}

describe("a workbook that may do harm", () => {
  it("is refused with the reason: no workbook, an old one, one with a password", async () => {
    expect(await codesOf(new Uint8Array())).toEqual(["workbook.empty"])
    expect(await codesOf(new Uint8Array([1, 2, 3]))).toEqual(["workbook.not-one"])
    expect(await codesOf(strToU8("mã;tên\n1;2"))).toEqual(["workbook.csv"])
    const ole = new Uint8Array(600)
    ole.set([0xd0, 0xcf, 0x11, 0xe0])
    expect(await codesOf(ole)).toEqual(["workbook.old"])
    ole.set(
      [..."EncryptedPackage"].flatMap((letter) => [letter.charCodeAt(0), 0]),
      300
    )
    expect(await codesOf(ole)).toEqual(["workbook.encrypted"])
    expect(await codesOf(zipSync({ "a.txt": strToU8("x") }))).toEqual(["workbook.zip"])
    expect(await codesOf((await book()).slice(0, -30))).toEqual(["workbook.cut"])
  })

  it("is refused with macros and with links to other files, however the parts are called", async () => {
    const types = (type: string) =>
      `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/x.bin" ContentType="${type}"/></Types>`
    expect(await codesOf(await changed({ "xl/vbaProject.bin": "x" }))).toEqual(["workbook.macros"])
    expect(
      await codesOf(await changed({ "[Content_Types].xml": types("application/vnd.ms-office.vbaProject") }))
    ).toEqual(["workbook.macros"])
    expect(
      await codesOf(await changed({ "xl/externalLinks/externalLink1.xml": "<a/>", "xl/vbaProject.bin": "x" }))
    ).toEqual(expect.arrayContaining(["workbook.links", "workbook.macros"]))
    expect(await codesOf(await changed({ "xl/connections.xml": "<a/>" }))).toEqual(["workbook.links"])
  })

  it("is refused where a formula calls another program, with the cell", async () => {
    const dde = await changed({ [first]: sheet(`<row r="2"><c r="C2"><f>cmd|'/C calc'!A0</f></c></row>`) })
    const read = await Workbook.read(dde)
    expect(read.ok ? [] : read.issues).toMatchObject([
      { code: "workbook.program-formula", place: { sheet: "Trang 1", cell: "C2", line: 2, column: 3 } }
    ])
    const harmless = await changed({
      [first]: sheet(`<row r="1"><c r="A1"><f>IF(A2="a|b!c",1,2)</f><v>1</v></c></row>`)
    })
    expect(await codesOf(harmless)).toEqual([])
  })

  it("is refused before it is unpacked when it says how large it is, in seconds and without its memory", async () => {
    const bomb = zipSync({ ...unzipSync(await book()), "xl/media/a.xml": new Uint8Array(30_000_000) }, { level: 9 })
    const large = zipSync({ ...unzipSync(await book()), "xl/media/a.xml": new Uint8Array(100_000_000) }, { level: 9 })
    const cost = await costOf(async () => {
      expect(await codesOf(bomb)).toEqual(["workbook.bomb"])
      expect(await codesOf(large)).toEqual(["workbook.too-big"])
    })
    console.log(`bombs of 30 and 100 MB in ${bomb.length} and ${large.length} bytes:`, cost)
    expect(cost.seconds).toBeLessThan(2)
    expect(cost.megabytes).toBeLessThan(50)
    const many = Object.fromEntries(Array.from({ length: 2_001 }, (_, n) => [`a${n}.xml`, strToU8("<a/>")]))
    expect(await codesOf(zipSync(many))).toEqual(["workbook.entries"])
  })

  it("is refused when it lies about how large it is, without unpacking more than it said", async () => {
    const text = `<a>${" ".repeat(30_000_000)}</a>`
    const whole = zipSync({ ...unzipSync(await book()), "xl/a.xml": strToU8(text) }, { level: 9 })
    const cost = await costOf(async () => {
      expect(await codesOf(declaring(whole, "xl/a.xml", 1_000))).toEqual(["workbook.lies"])
      expect(await codesOf(declaring(whole, "xl/a.xml", 0))).toEqual(["workbook.lies"])
      expect(await codesOf(declaring(whole, "xl/a.xml", 0xffffffff))).toEqual(["workbook.zip64"])
    })
    console.log("lying about 30 MB:", cost)
    expect(cost.seconds).toBeLessThan(2)
    expect(cost.megabytes).toBeLessThan(50)
  })

  it("is refused when its sheets reach too far or hold too much; blank rows without end cost nothing", async () => {
    const corner = sheet(`<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>`)
    expect(await codesOf(await changed({ [first]: corner }))).toEqual(["workbook.spread"])
    const blank = Array.from({ length: 1_000_000 }, (_, n) => `<row r="${n + 2}"/>`).join("")
    const rows = await changed({ [first]: sheet(`<row r="1"><c r="A1" t="str"><v>Mã</v></c></row>${blank}`) })
    const styled = Array.from({ length: 400_000 }, (_, n) => `<row><c r="A${n + 1}" s="1"/></row>`).join("")
    const cells = await changed({ [first]: sheet(styled) })
    const cost = await costOf(async () => {
      const read = await Workbook.read(rows)
      expect(read.ok && read.value.sheets[0]?.cells).toMatchObject([{ row: 1, column: 1, value: "Mã" }])
      expect(await codesOf(cells)).toEqual(["workbook.cells"])
    })
    console.log("1,000,000 blank rows and 400,000 blank cells with a style:", cost)
    expect(cost.seconds).toBeLessThan(10)
    expect(cost.megabytes).toBeLessThan(600)
  })

  it("is held to the limits whatever its sheets are called, and where its cells lie about where they stand", async () => {
    const own = unzipSync(await book())
    const styled = sheet(Array.from({ length: 400_000 }, (_, n) => `<row><c r="A${n + 1}" s="1"/></row>`).join(""))
    const renamed = (part: string) => strFromU8(own[part]!).replaceAll("sheet1.xml", "sheet1.png")
    const { [first]: _, ...others } = own
    const links = "xl/_rels/workbook.xml.rels"
    const types = "[Content_Types].xml"
    const hidden = { [types]: strToU8(renamed(types)), [links]: strToU8(renamed(links)) }
    const bytes = zipSync({ ...others, ...hidden, "xl/worksheets/sheet1.png": strToU8(styled) })
    expect(await codesOf(bytes)).toEqual(["workbook.cells"])
    const cells = [
      `<row r="999999999"><c r="A999999999"><v>1</v></c></row>`,
      `<row r="1"><c r="ABCDEFG1"><v>1</v></c></row>`,
      `<row r="1"><c x=">" r="XFD1048576"><v>1</v></c></row>`,
      `<row x=">" r="99999999"><c><v>1</v></c></row>`,
      `<row r="1"><c r="&#88;&#70;&#68;1048576"><v>1</v></c></row>`
    ]
    for (const cell of cells)
      expect(await codesOf(await changed({ [first]: sheet(cell) }))).toEqual(["workbook.broken"])
  })

  it("does not expand entities", async () => {
    const laughs = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c SYSTEM "file:///etc/hostname">]>${sheet(
      `<row r="1"><c r="A1" t="str"><v>&b;</v></c><c r="B1" t="str"><v>&c;</v></c></row>`
    ).slice(21)}`
    const read = await Workbook.read(await changed({ [first]: laughs }))
    const values = read.ok ? read.value.sheets[0]!.cells.map(({ value }) => value) : []
    expect(values.filter((value) => value !== "&b;" && value !== "&c;")).toEqual([])
  })
})

describe("text that is written", () => {
  const beginning = fc.constantFrom("=", "+", "-", "@", "\t", "\r", "\n", "", "'", "_x000D_", "{=")
  const rest = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 30 }),
    fc.constantFrom("1+1", "cmd|'/C calc'!A0", "SUM(A1:A9)", 'HYPERLINK("http://a","b")', "A1")
  )
  const text = fc.tuple(beginning, rest).map(([a, b]) => a + b)
  const usable = text.filter((one) => one !== "" && one.isWellFormed() && !/[\uFFFE\uFFFF]/u.test(one))

  it("is never a formula to another reader, and is the same text to us", async () => {
    let risky = 0
    await fc.assert(
      fc.asyncProperty(fc.array(usable, { minLength: 1, maxLength: 20 }), async (texts) => {
        const bytes = await book(
          texts.map((one, n) => [n % 2 === 0 ? one : { value: one, isBold: true, comment: one }])
        )
        const other = new ExcelJS.Workbook()
        await other.xlsx.load(bytes.slice().buffer as never)
        const cells = texts.map((_, n) => other.worksheets[0]!.getCell(n + 1, 1))
        expect(
          cells.filter(({ type, formula }) => type === ExcelJS.ValueType.Formula || formula !== undefined)
        ).toEqual([])
        const read = await Workbook.read(bytes)
        expect(read.ok && read.value.sheets[0]!.cells.map(({ value, formula }) => [value, formula])).toEqual(
          texts.map((one) => [one, null])
        )
        risky += texts.filter((one) => /^[=+\-@\t\r]/u.test(one)).length
      }),
      { numRuns: 300 }
    )
    console.log(`texts that begin like a formula: ${risky}`)
    expect(risky).toBeGreaterThan(300)
  })
})
