import { Layout, type ReportDocument, ReportWord } from "@lienhoi/office"
import { beforeAll, describe, expect, it } from "vitest"
import { usual } from "./sample.ts"
import * as Soffice from "./soffice.ts"
import * as Xml from "./xml.ts"

/** A Word file as somebody finds it who reads its XML. */
const read = async (document: ReportDocument.ReportDocument) => {
  const parts = Xml.parts(await ReportWord.write(document))
  const part = (name: string) => Xml.parse(parts.get(name)!)
  const body = part("word/document.xml")
  const relations = new Map(
    Xml.all(part("word/_rels/document.xml.rels"), "Relationship").map(({ attributes }) => [
      attributes.Id!,
      attributes.Target!
    ])
  )
  return { body, part, relations, styles: part("word/styles.xml"), core: part("docProps/core.xml") }
}

type Word = Awaited<ReturnType<typeof read>>

const paragraphWith = ({ body }: Word, text: string): Xml.Element => {
  const found = Xml.all(body, "w:p").find((paragraph) => paragraph.text.trim() === text)
  if (found === undefined) throw new Error(`no paragraph “${text}”`)
  return found
}

/** Size in points, bold, slanted, where it stands. */
const setting = (word: Word, text: string) => {
  const paragraph = paragraphWith(word, text)
  return {
    size: Number(Xml.said(paragraph, "w:sz")) / 2,
    isBold: Xml.all(paragraph, "w:b").length > 0,
    isItalic: Xml.all(paragraph, "w:i").length > 0,
    align: Xml.said(paragraph, "w:jc")
  }
}

const millimetres = (twips: string | null): number => (Number(twips) / 1440) * 25.4

describe("a Word report in the state layout (Decree 30/2020/NĐ-CP, Appendix I)", () => {
  let word: Word
  beforeAll(async () => {
    word = await read(usual())
  })

  it("is on A4 with the margins of the rule, the annex on its side", () => {
    const [upright, lying] = Xml.all(word.body, "w:sectPr")
    const margins = (section: Xml.Element) =>
      ["top", "bottom", "left", "right"].map((side) => millimetres(Xml.said(section, "w:pgMar", `w:${side}`)))
    const sizes = (section: Xml.Element) =>
      ["w", "h"].map((side) => Math.round(millimetres(Xml.said(section, "w:pgSz", `w:${side}`))))
    for (const section of [upright!, lying!]) {
      const [top, bottom, left, right] = margins(section)
      for (const [margin, least, most] of [
        [top, 20, 25],
        [bottom, 20, 25],
        [left, 30, 35],
        [right, 15, 20]
      ] as const) {
        expect(margin).toBeGreaterThanOrEqual(least - 0.01)
        expect(margin).toBeLessThanOrEqual(most + 0.01)
      }
    }
    expect(sizes(upright!)).toEqual([210, 297])
    expect(sizes(lying!)).toEqual([297, 210])
    expect(Xml.said(lying!, "w:pgSz", "w:orient")).toBe("landscape")
  })

  it("asks for Times New Roman by name, in Vietnamese, and says its own date alone", () => {
    const defaults = Xml.one(word.styles, "w:docDefaults")
    expect(Xml.said(defaults, "w:rFonts", "w:ascii")).toBe("Times New Roman")
    expect(Xml.said(defaults, "w:lang")).toBe("vi-VN")
    expect(Number(Xml.said(defaults, "w:sz")) / 2).toBe(14)
    expect(Xml.one(word.core, "dcterms:created").text).toBe("2024-02-05T00:00:00Z")
  })

  it("sets every element in its size and weight", () => {
    expect(setting(word, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")).toEqual({
      size: 12,
      isBold: true,
      isItalic: false,
      align: "center"
    })
    expect(setting(word, "Độc lập - Tự do - Hạnh phúc")).toEqual({
      size: 13,
      isBold: true,
      isItalic: false,
      align: "center"
    })
    expect(setting(word, "HỘI LHPN TỈNH HẬU GIANG")).toEqual({
      size: 12,
      isBold: false,
      isItalic: false,
      align: "center"
    })
    expect(setting(word, "BAN THƯỜNG VỤ")).toEqual({ size: 12, isBold: true, isItalic: false, align: "center" })
    expect(setting(word, "Số: 05/BC-BTV")).toEqual({ size: 13, isBold: false, isItalic: false, align: "center" })
    expect(setting(word, "Vị Thanh, ngày 05 tháng 02 năm 2024")).toEqual({
      size: 13,
      isBold: false,
      isItalic: true,
      align: "center"
    })
    expect(setting(word, "BÁO CÁO")).toEqual({ size: 14, isBold: true, isItalic: false, align: "center" })
    expect(setting(word, "I. KHÁI QUÁT TÌNH HÌNH")).toMatchObject({ size: 14, isBold: true, isItalic: false })
    expect(setting(word, "Trong tháng, tư tưởng hội viên, phụ nữ ổn định.")).toEqual({
      size: 14,
      isBold: false,
      isItalic: false,
      align: "both"
    })
    expect(setting(word, "TM. BAN THƯỜNG VỤ")).toMatchObject({ size: 14, isBold: true })
    expect(setting(word, "CHỦ TỊCH")).toMatchObject({ size: 14, isBold: true })
    expect(setting(word, "Nguyễn Thị Mẫu")).toMatchObject({ size: 14, isBold: true })
    expect(setting(word, "Nơi nhận:")).toMatchObject({ size: 12, isBold: true, isItalic: true })
    expect(setting(word, "- Lưu: VT.")).toMatchObject({ size: 11, isBold: false, isItalic: false })
  })

  it("indents the first line by 12.7 mm and leaves at least 6 points between paragraphs", () => {
    const paragraph = paragraphWith(word, "Trong tháng, tư tưởng hội viên, phụ nữ ổn định.")
    expect(millimetres(Xml.said(paragraph, "w:ind", "w:firstLine"))).toBeCloseTo(12.7, 1)
    expect(Number(Xml.said(paragraph, "w:spacing", "w:after")) / 20).toBeGreaterThanOrEqual(6)
    const line = Number(Xml.said(paragraph, "w:spacing", "w:line")) / 240
    expect([line >= 1, line <= 1.5]).toEqual([true, true])
  })

  it("numbers its pages from the second, centred above, in size 13", () => {
    const [first, annex] = Xml.all(word.body, "w:sectPr")
    const header = (section: Xml.Element, type: string) => {
      const reference = Xml.all(section, "w:headerReference").find(({ attributes }) => attributes["w:type"] === type)
      return reference === undefined ? null : word.part(`word/${word.relations.get(reference.attributes["r:id"]!)}`)
    }
    for (const section of [first!, annex!]) {
      const numbered = header(section, "default")!
      expect(Xml.one(numbered, "w:instrText").text.trim()).toBe("PAGE")
      expect(Xml.said(numbered, "w:jc")).toBe("center")
      expect(Number(Xml.said(numbered, "w:sz")) / 2).toBe(13)
    }
    expect(Xml.all(first!, "w:titlePg")).toHaveLength(1)
    expect(header(first!, "first")!.text).toBe("")
    expect(Xml.all(annex!, "w:titlePg")).toHaveLength(0)
  })

  it("gives the two columns of the head fixed widths, and lines that are drawn, not underlining", () => {
    const [head] = Xml.all(word.body, "w:tbl")
    const widths = Xml.all(head!, "w:gridCol").map(({ attributes }) => millimetres(attributes["w:w"]!))
    expect(Xml.said(head!, "w:tblLayout", "w:type")).toBe("fixed")
    expect(widths.reduce((a, b) => a + b, 0)).toBeCloseTo(165, 0)
    expect(widths[1]).toBeGreaterThan(90)
    expect(Xml.all(head!, "w:u")).toEqual([])
    const rules = Xml.all(head!, "w:pBdr").map((border) => Xml.said(border, "w:top"))
    expect(rules).toEqual(["single", "single"])
  })

  it("repeats the heading row of every table and tears no row apart", () => {
    const tables = Xml.all(word.body, "w:tbl").filter((of) => of.text.startsWith("TTChỉ tiêu"))
    expect(tables).toHaveLength(2)
    for (const of of tables) {
      const rows = Xml.all(of, "w:tr")
      expect(rows.map((row) => Xml.all(row, "w:tblHeader").length)).toEqual([1, ...rows.slice(1).map(() => 0)])
      expect(rows.every((row) => Xml.all(row, "w:cantSplit").length === 1)).toBe(true)
    }
  })

  it("ties the annex to its report and ends the text with ./.", () => {
    const texts = Xml.all(word.body, "w:p").map(({ text }) => text)
    expect(texts).toContain("PHỤ LỤC")
    expect(texts).toContain(
      "(Kèm theo Báo cáo số 05/BC-BTV ngày 05 tháng 02 năm 2024 của Ban Thường vụ Hội LHPN tỉnh Hậu Giang)"
    )
    expect(texts.filter((text) => text.endsWith("./."))).toHaveLength(1)
  })

  it("leaves the number and the day open when nobody gave them", async () => {
    const { letterhead, ...rest } = usual()
    const open = await read({ ...rest, letterhead: { ...letterhead, number: null, date: null } })
    const texts = Xml.all(open.body, "w:p").map(({ text }) => text.replaceAll(/\s+/gu, " "))
    expect(texts).toContain("Số: /BC-BTV")
    expect(texts).toContain("Vị Thanh, ngày tháng năm ")
  })
})

describe("the associations' own ways", () => {
  for (const [association, left, right, number] of [
    ["vwu", ["HỘI LHPN TỈNH HẬU GIANG", "BAN THƯỜNG VỤ"], "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 05/BC-BTV"],
    ["youth", ["ĐOÀN TNCS HỒ CHÍ MINH", "BCH ĐOÀN TỈNH HẬU GIANG", "***"], "ĐOÀN TNCS HỒ CHÍ MINH", "Số: 05-BC/ĐTN"],
    ["party", ["ĐẢNG ỦY TỈNH HẬU GIANG", "*"], "ĐẢNG CỘNG SẢN VIỆT NAM", "Số 05-BC/ĐU"],
    [
      "front",
      ["ỦY BAN MTTQ VIỆT NAM", "TỈNH HẬU GIANG", "BAN THƯỜNG TRỰC"],
      "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
      "Số: 05/BC-MTTQ-BTT"
    ],
    [
      "veterans",
      ["HỘI CỰU CHIẾN BINH TRUNG ƯƠNG", "HỘI CỰU CHIẾN BINH TỈNH HẬU GIANG"],
      "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
      "Số: 05/BC-CCB"
    ],
    ["farmers", ["HỘI NÔNG DÂN TỈNH HẬU GIANG", "BAN THƯỜNG VỤ"], "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 05-BC/HND"]
  ] as const)
    it(`${association}: ${number}`, async () => {
      const { body } = await read(usual(association))
      const [first, second] = Xml.all(Xml.all(body, "w:tbl")[0]!, "w:tr")
      const cells = (row: Xml.Element) =>
        Xml.all(row, "w:tc").map((cell) => Xml.all(cell, "w:p").flatMap(({ text }) => (text === "" ? [] : [text])))

      expect(cells(first!)[0]).toEqual(left)
      expect(cells(first!)[1]![0]).toBe(right)
      expect(cells(second!)).toEqual([[number], ["Vị Thanh, ngày 05 tháng 02 năm 2024"]])
    })

  it("write the Party's title line at 15, its issuer and number at 14, its type at 16", async () => {
    const word = await read(usual("party"))
    expect(setting(word, "ĐẢNG CỘNG SẢN VIỆT NAM")).toMatchObject({ size: 15, isBold: true })
    expect(setting(word, "ĐẢNG ỦY TỈNH HẬU GIANG")).toMatchObject({ size: 14, isBold: true })
    expect(setting(word, "Số 05-BC/ĐU")).toMatchObject({ size: 14 })
    expect(setting(word, "BÁO CÁO")).toMatchObject({ size: 16, isBold: true })
    expect(word.body.text).not.toContain("CỘNG HÒA")
  })

  it("are records with a source, whose head fills the width between the margins", () => {
    for (const layout of Layout.layouts) {
      expect(layout.source).toMatch(/Nghị định|Hướng dẫn/u)
      expect(layout.head.left + layout.head.right).toBe(Layout.textWidth(layout))
      expect(Layout.byId(layout.id)).toBe(layout)
    }
  })
})

describe("LibreOffice opens it", () => {
  it.skipIf(!Soffice.isHere)("every association's, with all figures and lines", async () => {
    const associations = ["vwu", "youth", "party", "front", "veterans", "farmers"]
    const files = Object.fromEntries(
      await Promise.all(associations.map(async (id) => [`${id}.docx`, await ReportWord.write(usual(id))] as const))
    )
    const made = Soffice.convert(files, "txt:Text (encoded):UTF8")
    expect(Object.keys(made).toSorted()).toEqual(associations.map((id) => `${id}.txt`).toSorted())
    for (const bytes of Object.values(made)) {
      const text = new TextDecoder().decode(bytes)
      expect(text).toContain("Kết quả công tác Hội và phong trào phụ nữ tháng 01 năm 2024")
      expect(text).toContain("Chi hội phụ nữ ấp 40 sinh hoạt qua nhóm Zalo")
      expect(text.match(/^\s*459\s*$/mu)).not.toBeNull()
    }
  })
})
