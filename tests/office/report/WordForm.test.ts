import { ReportWord, type Selection, WordForm } from "@lienhoi/office"
import { Document, Header, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from "docx"
import * as fc from "fast-check"
import { strToU8, unzipSync, zipSync } from "fflate"
import { describe, expect, it } from "vitest"
import { hostile, usual } from "./sample.ts"
import * as Soffice from "./soffice.ts"
import * as Xml from "./xml.ts"

/** A province's own file: these lines, and a table with one row of these cells. */
const form = async (lines: ReadonlyArray<string>, row: ReadonlyArray<string> = [], head = ""): Promise<Uint8Array> =>
  Packer.pack(
    new Document({
      sections: [
        {
          headers: { default: new Header({ children: [new Paragraph(head)] }) },
          children: [
            // Word cuts what was typed into runs wherever it likes.
            ...lines.map((line) => new Paragraph({ children: [...line].map((text) => new TextRun({ text })) })),
            ...(row.length === 0
              ? []
              : [
                  new Table({
                    rows: [
                      new TableRow({ children: row.map((text) => new TableCell({ children: [new Paragraph(text)] })) })
                    ]
                  })
                ])
          ]
        }
      ]
    }),
    "uint8array"
  )

const material: Selection.Material = {
  sections: [
    {
      key: "to_chuc",
      title: "I. Tổ chức Hội",
      columns: [{ column: "period", name: "Kỳ này" }],
      figures: [
        {
          field: "TC04",
          label: "Tổng số hội viên",
          unit: "người",
          cells: { period: { text: "120.815", value: 120815 }, "year-to-date": { text: "121.000", value: 121000 } },
          notes: {}
        },
        {
          field: "TC05",
          label: "Hội viên mới",
          unit: "người",
          cells: { period: { text: "572", value: 572 } },
          notes: { period: "thiếu 1 đơn vị" }
        }
      ],
      narratives: []
    }
  ]
}

const data = WordForm.dataOf(usual(), material)

const texts = (bytes: Uint8Array) => {
  const parts = Xml.parts(bytes)
  const body = Xml.parse(parts.get("word/document.xml")!)
  const header = [...parts].find(([name]) => /word\/header\d*\.xml/u.test(name))!
  return {
    paragraphs: Xml.all(body, "w:p").map(({ text }) => text),
    rows: Xml.all(body, "w:tr").map((row) => Xml.all(row, "w:tc").map(({ text }) => text)),
    header: Xml.parse(header[1]).text
  }
}

const filled = async (file: Uint8Array, of: WordForm.Data = data): Promise<Uint8Array> => {
  const made = await WordForm.fill(file, of)
  if (!made.ok) throw new Error(made.issues.map(({ message }) => message).join("\n"))
  return made.value
}

const codes = async (file: Uint8Array) => {
  const made = await WordForm.fill(file, data)
  return made.ok ? [] : made.issues.map(({ code }) => code)
}

const messages = async (file: Uint8Array) => {
  const made = await WordForm.fill(file, data)
  return made.ok ? [] : made.issues.map(({ message }) => message)
}

const row = ["{#bieu}{tt}", "{chi_tieu}", "{Đơn vị tính}{/bieu}"]

describe("a province's own Word file", () => {
  it("is filled where it has fields, names written with marks and blanks or without", async () => {
    const file = await form(
      ["{loai_van_ban}: {Trích yếu}", "Hội viên: {TC04} người, lũy kế {TC04_luy_ke}", "{#noi_nhan}{dong} {/noi_nhan}"],
      ["{#bieu}{tt}", "{chi_tieu}", "{Kỳ này} {dvt}{/bieu}"],
      "{so_ky_hieu}"
    )
    const { header, paragraphs, rows } = texts(await filled(file))

    expect(paragraphs.slice(0, 3)).toEqual([
      "Báo cáo: Kết quả công tác Hội và phong trào phụ nữ tháng 01 năm 2024",
      "Hội viên: 120.815 người, lũy kế 121.000",
      "- Như trên; - Hội LHPN các huyện; - Lưu: VT. "
    ])
    expect(rows).toEqual([
      ["1", "Tổng số hội viên", "120.815 người"],
      ["2", "Hội viên mới", "572 người"]
    ])
    expect(header).toBe("Số: 05/BC-BTV")
  })

  it("lists its fields, with the rows they stand in", async () => {
    const file = await form(["{trich_yeu}"], ["{#bieu}{tt}", "{ky_nay}{/bieu}"], "{so_ky_hieu}")
    const fields = await WordForm.fields(file)
    expect(fields.ok && fields.value.toSorted((a, b) => a.name.localeCompare(b.name))).toEqual([
      { name: "bieu", kind: "rows", within: null },
      { name: "ky_nay", kind: "text", within: "bieu" },
      { name: "so_ky_hieu", kind: "text", within: null },
      { name: "trich_yeu", kind: "text", within: null },
      { name: "tt", kind: "text", within: "bieu" }
    ])
  })

  it("is refused with every field there is not, once each, and what was probably meant", async () => {
    const file = await form(["{trich_yu} {TC99x} {trich_yu}", "{nguoi_ky}"], row)
    expect(await messages(file)).toEqual([
      "Không có ô trich_yu để điền; có phải trich_yeu? Sửa tên trong dấu ngoặc nhọn",
      "Không có ô TC99x để điền; xem lại tên trong dấu ngoặc nhọn",
      "Không có ô Đơn vị tính để điền; xem lại tên trong dấu ngoặc nhọn"
    ])
  })

  it("is refused where rows and single values are mixed up, opened and not closed, or braces stand alone", async () => {
    expect(await codes(await form(["{bieu}"]))).toEqual(["word.is-rows"])
    expect(await codes(await form(["{#trich_yeu}x{/trich_yeu}"]))).toEqual(["word.is-text"])
    expect(await codes(await form(["{#bieu}{tt}"]))).toEqual(["word.rows-open"])
    expect(await codes(await form(["{tt}{/bieu}"]))).toEqual(["word.rows-closed"])
    expect(await codes(await form(["{#bieu}{#noi_nhan}{/bieu}"]))).toEqual(["word.rows-open"])
    expect(await codes(await form(["{trich_yeu", "{nguoi_ky}"]))).toEqual(["word.brace-open"])
    expect(await codes(await form(["một { hai"]))).toEqual([])
    expect(await codes(await form(["một } hai"]))).toEqual([])
    expect(await codes(await form(["{__proto__} {constructor}"]))).toEqual(["word.field-unknown", "word.field-unknown"])
  })

  it("what is put in is text, whatever it looks like", async () => {
    const file = await form(["<{trich_yeu}>"], ["{#bieu}{chi_tieu}", "{/bieu}"])
    await fc.assert(
      fc.asyncProperty(hostile, hostile, async (one, other) => {
        const bytes = await filled(file, { trich_yeu: one, bieu: [{ chi_tieu: other }, { chi_tieu: "hết" }] })
        const { paragraphs, rows } = texts(bytes)
        const bare = (text: string) => text.replaceAll(/\s+/gu, "")
        const kept = (text: string) =>
          [...text.toWellFormed()].filter((sign) => sign > "\u001F" && sign !== "\uFFFE" && sign !== "\uFFFF").join("")
        expect(bare(paragraphs[0]!)).toBe(bare(`<${kept(one)}>`))
        expect(rows.map(([cell]) => bare(cell!))).toEqual([bare(kept(other)), "hết"])
      }),
      { numRuns: 100 }
    )
  })

  it("the same file and data give the same bytes", async () => {
    const file = await form(["{trich_yeu}"])
    const first = await filled(file)
    await new Promise((resolve) => setTimeout(resolve, 2_100))
    expect(Buffer.from(await filled(file)).equals(Buffer.from(first))).toBe(true)
  })

  it.skipIf(!Soffice.isHere)("is opened by LibreOffice when it is filled", async () => {
    const file = await form(["{trich_yeu}", "{#noi_dung}{doan} {/noi_dung}"], ["{#bieu}{chi_tieu}", "{ky_nay}{/bieu}"])
    const made = Soffice.convert({ "a.docx": await filled(file) }, "txt:Text (encoded):UTF8")
    expect(new TextDecoder().decode(made["a.txt"])).toContain("120.815")
  })
})

describe("other files", () => {
  it("are told what they are, and nothing is unpacked that could harm", async () => {
    const word = await ReportWord.write(usual())
    const more = (name: string, part: Uint8Array) => zipSync({ ...unzipSync(word), [name]: part })
    const bomb = zipSync({ ...unzipSync(word), "word/media/a.bin": [new Uint8Array(15 * 1024 * 1024), { level: 9 }] })
    // Unpacked as it is packed: no share of it gives it away.
    const many = zipSync({ ...unzipSync(word), "word/many.xml": [strToU8("<w:p/>".repeat(600_000)), { level: 0 }] })

    expect(await codes(new Uint8Array([1, 2, 3]))).toEqual(["word.not-one"])
    expect(await codes(zipSync({ "xl/workbook.xml": strToU8("<a/>") }))).toEqual(["word.not-one"])
    expect(await codes(more("word/vbaProject.bin", strToU8("x")))).toEqual(["word.macros"])
    expect(await codes(bomb)).toEqual(["word.too-big"])
    expect(await codes(many)).toEqual(["word.too-big"])
    expect(await codes(more("word/document.xml", strToU8("<w:document")))).toEqual(["word.broken"])
    expect(await codes(word.slice(0, word.length - 200))).toEqual(["word.not-one"])
  })

  it("cut or changed anywhere, never make it throw", async () => {
    const file = await form(["{trich_yeu} {TC04}"], row.slice(0, 2).concat("{dvt}{/bieu}"))
    await fc.assert(
      fc.asyncProperty(
        fc.nat(file.length - 1),
        fc.integer({ min: 0, max: 255 }),
        fc.boolean(),
        async (at, byte, cut) => {
          const changed = file.slice(0, cut ? at : file.length)
          if (!cut) changed[at] = byte
          const made = await WordForm.fill(changed, data)
          expect(typeof made.ok).toBe("boolean")
        }
      ),
      { numRuns: 300 }
    )
  })
})
