import { Selection } from "@lienhoi/office"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"

const cell = (value: number | null, text = value === null ? "…" : String(value)) => ({ text, value })

const material: Selection.Material = {
  sections: [
    {
      key: "to_chuc",
      title: "I. Tổ chức Hội",
      columns: [
        { column: "plan", name: "Kế hoạch" },
        { column: "period", name: "Thực hiện kỳ này" },
        { column: "year-to-date", name: "Lũy kế" },
        { column: "of-plan", name: "% kế hoạch" }
      ],
      figures: [
        {
          field: "TC04",
          label: "Tổng số hội viên",
          unit: "người",
          cells: { plan: cell(null), period: cell(405), "year-to-date": cell(405) },
          notes: { plan: "chưa giao kế hoạch" }
        },
        {
          field: "TC05",
          label: "Hội viên mới",
          unit: "người",
          cells: { plan: cell(40), period: cell(7), "year-to-date": cell(30), "of-plan": cell(0.75, "75%") },
          notes: { period: "thiếu 2 đơn vị" }
        },
        { field: "TL", label: "Tỷ lệ", unit: "%", cells: { period: cell(0.5, "50%") }, notes: {} }
      ],
      narratives: []
    },
    {
      key: "phan_anh",
      title: "II) Tâm tư",
      columns: [],
      figures: [{ field: "PA01", label: "Phản ánh", unit: "vụ việc", cells: { period: cell(null) }, notes: {} }],
      narratives: [
        { field: "PA05", label: "Tâm tư", unit: "ap-3", from: "ấp 3, xã Đông Phước A", text: "Mong có lớp dạy nghề." },
        { field: "PA05", label: "Tâm tư", unit: "ap-4", from: "ấp 4, xã Đông Phước A", text: "Lo nước dâng" }
      ]
    }
  ]
}

const composed = (selection: Selection.Selection) => {
  const made = Selection.compose(material, selection)
  if (!made.ok) throw new Error(made.issues.map(({ message }) => message).join("\n"))
  return made.value
}

describe("a report is a selection", () => {
  it("in the editor's order, numbered anew: own words, lines, table, lead, narratives as quoted or as she wrote them", () => {
    const blocks = composed({
      opening: ["Mở đầu."],
      sections: [
        {
          section: "phan_anh",
          text: ["Ổn định."],
          lead: "Ý kiến:",
          narratives: [
            { field: "pa05", unit: "ap-3" },
            { field: "PA05", unit: "ap-4", text: "Bà con ấp 4 lo nước dâng cuối mùa." }
          ]
        },
        { section: "to_chuc", figures: ["TC05", "TC04"] },
        { section: null, title: "Kiến nghị", text: ["Không."] }
      ]
    })

    expect(blocks.map((block) => (block.kind === "table" ? "" : block.text))).toEqual([
      "Mở đầu.",
      "I. Tâm tư",
      "Ổn định.",
      "Ý kiến:",
      "Mong có lớp dạy nghề (ấp 3, xã Đông Phước A).",
      "Bà con ấp 4 lo nước dâng cuối mùa.",
      "II. Tổ chức Hội",
      "Hội viên mới: 7 người; lũy kế 30 người; đạt 75% kế hoạch năm.",
      "Tổng số hội viên: 405 người.",
      "III. Kiến nghị",
      "Không."
    ])
  })

  it("shows a table of the chosen figures alone, with the columns that have something in them, and notes of those", () => {
    const [, table] = composed({ opening: [], sections: [{ section: "to_chuc", table: ["TC04", "TL"] }] })
    const noted = composed({ opening: [], sections: [{ section: "to_chuc", table: ["TC05"] }] })[1]!
    if (table?.kind !== "table" || noted.kind !== "table") throw new Error("no table")

    expect(table.table.columns.map(({ heading }) => heading)).toEqual([
      "TT",
      "Chỉ tiêu",
      "ĐVT",
      "Thực hiện kỳ này",
      "Lũy kế"
    ])
    expect(table.table.rows.map((one) => ("cells" in one ? one.cells.map(({ text }) => text) : []))).toEqual([
      ["1", "Tổng số hội viên", "người", "405", "405"],
      ["2", "Tỷ lệ", "%", "50%", "…"]
    ])
    expect(noted.table.rows.map((one) => ("cells" in one ? one.cells.at(-1)!.text : ""))).toEqual(["thiếu 2 đơn vị"])
  })

  it("before anybody chose has every figure with a value, and not one narrative", () => {
    const blocks = composed(Selection.start(material))
    const said = blocks.map((block) => (block.kind === "table" ? "" : block.text)).join("\n")

    expect(said).toContain("Hội viên mới: 7 người")
    expect(said).not.toContain("Mong có lớp dạy nghề")
    expect(blocks.filter(({ kind }) => kind === "heading")).toHaveLength(1)
  })

  it("never holds a narrative that was not chosen", () => {
    const pick = fc.constantFrom("ap-3", "ap-4")
    fc.assert(
      fc.property(fc.uniqueArray(pick), (units) => {
        const blocks = composed({
          opening: [],
          sections: [{ section: "phan_anh", narratives: units.map((unit) => ({ field: "PA05", unit })) }]
        })
        const said = JSON.stringify(blocks)
        for (const { text, unit } of material.sections[1]!.narratives)
          expect(said.includes(text.replace(".", ""))).toBe(units.includes(unit as "ap-3"))
      })
    )
  })

  it("names everything that was chosen and is not there, at once, with its place", () => {
    const made = Selection.compose(material, {
      opening: [],
      sections: [
        { section: "khac" },
        { section: "to_chuc", figures: ["TC99", "PA01"], table: ["TC98"] },
        { section: "phan_anh", narratives: [{ field: "PA05", unit: "ap-9" }] },
        { section: null }
      ]
    })
    expect(made.ok ? [] : made.issues.map(({ code, path }) => [code, path.join(".")])).toEqual([
      ["selection.section-unknown", "sections.0.section"],
      ["selection.figure-unknown", "sections.1.table.0"],
      ["selection.figure-unknown", "sections.1.figures.0"],
      ["selection.figure-elsewhere", "sections.1.figures.1"],
      ["selection.narrative-unknown", "sections.2.narratives.0"],
      ["selection.title-missing", "sections.3.title"]
    ])
  })

  it("is read from JSON with every problem at its path, and never throws", () => {
    const read = Selection.fromJson({
      opening: "x",
      sections: [{ section: 1, narratives: [{ field: "PA05" }], figure: [] }, 7],
      close: 1
    })
    expect(read.ok ? [] : read.issues.map(({ code, path }) => [code, path.join(".")])).toEqual([
      ["selection.keyword-unknown", "close"],
      ["selection.not-one", "opening"],
      ["selection.keyword-unknown", "sections.0.figure"],
      ["selection.not-one", "sections.0.section"],
      ["selection.not-one", "sections.0.narratives.0.unit"],
      ["selection.not-one", "sections.1"]
    ])
    fc.assert(fc.property(fc.jsonValue(), (json) => typeof Selection.fromJson(json).ok === "boolean"))
    const start = Selection.start(material)
    expect(Selection.fromJson(JSON.parse(JSON.stringify(start)))).toMatchObject({ ok: true, value: start })
  })
})
