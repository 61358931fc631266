/** Documents to print: one as an office would write it, and any that somebody could think of. */
import { Letterhead, type ReportDocument } from "@lienhoi/office"
import * as fc from "fast-check"

const figure = (value: number): ReportDocument.Cell => ({
  text: String(value).replaceAll(/\B(?=(?:\d{3})+$)/g, "."),
  value,
  format: { kind: "number", decimals: 0 }
})

const columns: ReportDocument.Table["columns"] = [
  { heading: "TT", width: 1, align: "center" },
  { heading: "Chỉ tiêu", width: 7, align: "left" },
  { heading: "ĐVT", width: 2, align: "center" },
  { heading: "Kế hoạch", width: 3, align: "right" },
  { heading: "Lũy kế", width: 3, align: "right" },
  { heading: "% kế hoạch", width: 3, align: "right" }
]

/** A table of so many rows, each with a share that follows from the two before it. */
export const table = (rows: number): ReportDocument.Table => ({
  caption: null,
  columns,
  rows: [
    { heading: "I. Tổ chức Hội" },
    ...Array.from(
      { length: rows },
      (_, i): ReportDocument.Row => ({
        cells: [
          figure(i + 1),
          { text: "Hội viên sinh hoạt tại chi hội" },
          { text: "người" },
          figure(400 + i),
          figure(123 + i),
          {
            text: "30%",
            value: (123 + i) / (400 + i),
            format: { kind: "percent", decimals: 2 },
            formula: { operator: "/", left: { cell: { row: i, column: 4 } }, right: { cell: { row: i, column: 3 } } }
          }
        ]
      })
    )
  ],
  note: "Số liệu dựng để minh họa."
})

/** As an office writes it; everything in it is made up. */
export const usual = (association = "vwu"): ReportDocument.ReportDocument => ({
  letterhead: Letterhead.of({
    association,
    unit: { level: "tinh", name: "Tỉnh Hậu Giang" },
    parent: "Trung ương",
    place: "Vị Thanh",
    number: 5,
    date: "2024-02-05"
  }),
  type: "Báo cáo",
  summary: "Kết quả công tác Hội và phong trào phụ nữ tháng 01 năm 2024",
  to: ["Trung ương Hội Liên hiệp Phụ nữ Việt Nam"],
  body: [
    { kind: "heading", level: 1, text: "I. Khái quát tình hình" },
    { kind: "paragraph", text: "Trong tháng, tư tưởng hội viên, phụ nữ ổn định." },
    { kind: "heading", level: 2, text: "1. Hội viên" },
    { kind: "table", table: table(3) },
    ...Array.from({ length: 40 }, (_, i) => ({
      kind: "item" as const,
      text: `Chi hội phụ nữ ấp ${i + 1} sinh hoạt qua nhóm Zalo, trao đổi kinh nghiệm trồng rau màu và tiết kiệm.`
    }))
  ],
  annexes: [{ title: "Biểu số liệu", note: "Số liệu từ 15/12/2023 đến 14/01/2024", tables: [table(60)] }],
  signing: { capacity: "TM. Ban Thường vụ", position: "Chủ tịch", name: "Nguyễn Thị Mẫu" },
  recipients: ["Như trên", "Hội LHPN các huyện", "Lưu: VT"]
})

/** Text as it comes: Vietnamese, empty, very long, markup and formulas of every program, signs that XML forbids, halves of signs. */
export const hostile = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom("Ấp 3, xã Đông Phước A", "Kết quả công tác Hội", "405 nhóm Zalo") },
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.constantFrom(
    "",
    "   ",
    "=1+1",
    "+CMD|'/C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "{#bieu}{TC04}{/bieu}",
    '#image("/etc/passwd")',
    "*đậm* _nghiêng_ $x$ `mã` @ai \\n",
    '<script>alert("x")</script>',
    "</w:t></w:r></w:p>",
    "]]>&amp;<!--",
    "a\u0000b\u0007c\u001Bd\uFFFEe\uFFFF",
    "nửa\uD800 dấu\uDC00",
    "_x000D_ _x0041_",
    "| a | b |\n---\n# b",
    "dòng 1\r\ndòng 2\n\n\tdòng 3",
    "Tên rất dài ".repeat(400),
    "khôngcódấucách".repeat(300)
  )
)

/** A figure that nobody writes by chance, so that finding it means something. */
const marked = fc.integer({ min: 10_000_000, max: 99_999_999 }).map((n) => ({ text: `${n}`, value: n }))

const cell: fc.Arbitrary<ReportDocument.Cell> = fc.oneof(
  { weight: 3, arbitrary: marked },
  hostile.map((text) => ({ text })),
  fc.constant({ text: "…", value: null })
)

const anyTable: fc.Arbitrary<ReportDocument.Table> = fc.integer({ min: 1, max: 6 }).chain((width) =>
  fc.record({
    caption: fc.option(hostile),
    columns: fc.array(
      fc.record({
        heading: hostile,
        width: fc.constantFrom(0, 1, 3, 8),
        align: fc.constantFrom("left" as const, "center" as const, "right" as const)
      }),
      { minLength: width, maxLength: width }
    ),
    rows: fc.array(
      fc.oneof(
        hostile.map((heading) => ({ heading })),
        fc.array(cell, { minLength: width, maxLength: width }).map((cells) => ({ cells }))
      ),
      { maxLength: 8 }
    ),
    note: fc.option(hostile)
  })
)

const block: fc.Arbitrary<ReportDocument.Block> = fc.oneof(
  fc.record({
    kind: fc.constant("heading" as const),
    level: fc.constantFrom(1 as const, 2 as const, 3 as const),
    text: hostile
  }),
  fc.record({ kind: fc.constant("paragraph" as const), text: hostile, isItalic: fc.boolean() }),
  fc.record({
    kind: fc.constant("item" as const),
    text: fc.oneof(
      hostile,
      marked.map(({ text }) => `Hội viên: ${text} người.`)
    )
  }),
  anyTable.map((of) => ({ kind: "table" as const, table: of }))
)

/** Any document. */
export const anyDocument: fc.Arbitrary<ReportDocument.ReportDocument> = fc.record({
  letterhead: fc
    .record({
      association: fc.constantFrom("vwu", "youth", "party", "front", "veterans", "farmers"),
      level: fc.constantFrom("trung_uong", "tinh", "co_so"),
      name: hostile,
      parent: fc.option(hostile),
      place: hostile,
      number: fc.option(fc.integer({ min: 1, max: 9_999 })),
      date: fc.option(fc.constantFrom("2024-02-29", "2024-10-05", "2026-12-31"))
    })
    .map(({ level, name, ...head }) => Letterhead.of({ ...head, unit: { level, name } })),
  type: fc.constantFrom("Báo cáo", "Tờ trình"),
  summary: hostile,
  to: fc.array(hostile, { maxLength: 3 }),
  body: fc.array(block, { maxLength: 6 }),
  annexes: fc.array(
    fc.record({ title: hostile, note: fc.option(hostile), tables: fc.array(anyTable, { maxLength: 2 }) }),
    { maxLength: 3 }
  ),
  signing: fc.record({ capacity: hostile, position: hostile, name: hostile }),
  recipients: fc.array(hostile, { maxLength: 4 })
})

/** The figures that stand in a document: each of eight digits. */
export const figuresOf = (document: ReportDocument.ReportDocument): ReadonlyArray<string> => {
  const inTables = (tables: ReadonlyArray<ReportDocument.Table>) =>
    tables.flatMap(({ rows }) =>
      rows.flatMap((row) =>
        "cells" in row ? row.cells.filter(({ value }) => value != null).map(({ text }) => text) : []
      )
    )
  return [
    ...document.body.flatMap((one) =>
      one.kind === "table" ? inTables([one.table]) : (one.text.match(/(?<=Hội viên: )\d{8}(?= người)/g) ?? [])
    ),
    ...document.annexes.flatMap(({ tables }) => inTables(tables))
  ]
}

/** Those in the annexes alone. */
export const annexFigures = (document: ReportDocument.ReportDocument): ReadonlyArray<string> =>
  figuresOf({ ...document, body: [] })
