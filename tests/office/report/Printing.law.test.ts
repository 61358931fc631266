import { ReportBook, ReportMarkdown, ReportPage, ReportWord } from "@lienhoi/office"
import * as ExcelJs from "exceljs"
import * as fc from "fast-check"
import { beforeAll, describe, expect, it } from "vitest"
import { annexFigures, anyDocument, figuresOf, hostile, usual } from "./sample.ts"
import { typesetter } from "./typesetter.ts"
import * as Xml from "./xml.ts"

const runs = 200

/** All text of a Word file, as a stranger reads it. */
const wordText = (bytes: Uint8Array): string => Xml.parse(Xml.parts(bytes).get("word/document.xml")!).text

/** All cells of a workbook, as another library reads them. */
const cellsOf = async (bytes: Uint8Array): Promise<ReadonlyArray<ExcelJs.Cell>> => {
  const book = new ExcelJs.default.Workbook()
  await book.xlsx.load(bytes.slice().buffer)
  const cells: Array<ExcelJs.Cell> = []
  book.eachSheet((sheet) => sheet.eachRow((row) => row.eachCell((cell) => cells.push(cell))))
  return cells
}

/** Drawn once; what was drawn is shown and must hold enough of each. */
const seen = { documents: 0, figures: 0, annexes: 0, tables: 0 }

describe("law Printing: any report prints, and every figure that was chosen stands in it", () => {
  it("as Word, Markdown, HTML and Excel", { timeout: 300_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(anyDocument, async (document) => {
        const figures = figuresOf(document)
        const word = wordText(await ReportWord.write(document))
        const markdown = ReportMarkdown.print(document)
        const page = ReportPage.print(document)
        const cells = await cellsOf(await ReportBook.write(document))

        for (const figure of figures) {
          expect(word).toContain(figure)
          expect(markdown).toContain(figure)
          expect(page).toContain(figure)
        }
        const numbers = new Set(cells.map(({ value }) => String(value)))
        for (const figure of annexFigures(document)) expect(numbers).toContain(figure)
        expect(cells.filter(({ formula }) => formula)).toEqual([])
        seen.documents++
        seen.figures += figures.length > 0 ? 1 : 0
        seen.annexes += document.annexes.length > 0 ? 1 : 0
        seen.tables += document.body.some(({ kind }) => kind === "table") ? 1 : 0
      }),
      { numRuns: runs }
    )
    console.log("Printing:", JSON.stringify(seen))
    expect(seen.figures / seen.documents).toBeGreaterThan(0.5)
    expect(seen.annexes / seen.documents).toBeGreaterThan(0.5)
    expect(seen.tables / seen.documents).toBeGreaterThan(0.3)
  })

  describe("as PDF", () => {
    let setter: Awaited<ReturnType<typeof typesetter>>
    beforeAll(async () => {
      setter = await typesetter()
    })

    it("whatever was typed, nothing of it is read as markup", { timeout: 300_000 }, () => {
      fc.assert(
        fc.property(anyDocument, (document) => {
          const made = setter.pdf(document)
          expect(made.ok ? "" : made.issues[0]?.message).toBe("")
          expect(made.ok && new TextDecoder("latin1").decode(made.value.subarray(0, 5))).toBe("%PDF-")
        }),
        { numRuns: 60 }
      )
    })
  })
})

describe("hostile text stays text", () => {
  const withText = (text: string) => ({
    ...usual(),
    summary: text,
    body: [{ kind: "paragraph" as const, text: `đầu ${text} cuối` }],
    annexes: [
      {
        title: "Biểu",
        note: null,
        tables: [
          {
            caption: null,
            note: null,
            columns: [{ heading: text, width: 1, align: "left" as const }],
            rows: [{ cells: [{ text }] }]
          }
        ]
      }
    ]
  })

  it("no tag, formula or script comes of it", async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        const document = withText(text)
        const plain = await ReportWord.write(withText("x"))
        const word = Xml.parse(Xml.parts(await ReportWord.write(document)).get("word/document.xml")!)
        const page = ReportPage.print(document)
        const cells = await cellsOf(await ReportBook.write(document))

        const tables = (of: Xml.Element) => Xml.all(of, "w:tbl").length
        expect(tables(word)).toBe(tables(Xml.parse(Xml.parts(plain).get("word/document.xml")!)))
        expect(page).not.toMatch(/<(?:script|img)/u)
        expect(cells.some(({ formula }) => formula !== undefined)).toBe(false)
        expect(cells.some(({ type }) => type === ExcelJs.default.ValueType.Error)).toBe(false)
      }),
      { numRuns: 100 }
    )
  })

  it("signs that XML forbids are left out, everything else is kept", async () => {
    const document = withText("a\u0000b\u0007c\uFFFE &<>\"' {#bieu} =1+1")
    const word = wordText(await ReportWord.write(document))
    const cells = await cellsOf(await ReportBook.write(document))

    expect(word).toContain("đầu abc &<>\"' {#bieu} =1+1 cuối./.")
    expect(cells.map(({ value }) => value)).toContain("abc &<>\"' {#bieu} =1+1")
  })

  it("a name that looks like an escape of Excel stays as it was typed", async () => {
    const cells = await cellsOf(await ReportBook.write(withText("_x0041_")))
    expect(cells.map(({ value }) => String(value))).toContain("_x0041_")
  })

  it("the same report gives the same bytes", async () => {
    for (const write of [ReportWord.write, ReportBook.write]) {
      const first = await write(usual())
      await new Promise((resolve) => setTimeout(resolve, 2_100))
      expect(Buffer.from(await write(usual())).equals(Buffer.from(first))).toBe(true)
    }
  })
})
