import { Catalogue, Issue } from "@lienhoi/words"
import { describe, expect, it } from "vitest"

const texts = Catalogue.make({
  "unit.unknown": { vi: "Không có đơn vị {id}; xem lại cột {column}", en: "No unit {id}; check column {column}" }
})
const issue = Issue.from(texts)

describe("an issue", () => {
  it("says the same in both languages, under its code", () => {
    expect(issue("unit.unknown", { id: 31393, column: "cha" }, { path: ["units", 3, "parent"] })).toEqual({
      code: "unit.unknown",
      severity: "error",
      path: ["units", 3, "parent"],
      message: "Không có đơn vị 31393; xem lại cột cha",
      english: "No unit 31393; check column cha"
    })
  })

  it("leads a person to its place", () => {
    const placed = issue("unit.unknown", { id: 1, column: "cha" }, { place: { line: 7, column: 4 } })
    expect(Issue.format(placed)).toBe("7:4: Không có đơn vị 1; xem lại cột cha")
    expect(Issue.format(Issue.inFile(placed, "units.csv"), "en")).toBe("units.csv:7:4: No unit 1; check column cha")
    expect(Issue.inFile(issue("unit.unknown"), "units.csv").place).toEqual({ file: "units.csv", line: 1, column: 1 })
    expect(Issue.format(issue("unit.unknown", { id: 1, column: "cha" }))).toBe("Không có đơn vị 1; xem lại cột cha")
  })

  it("leads a person to its cell, where the file is a workbook", () => {
    const place = { line: 5, column: 3, sheet: "Chỉ tiêu", cell: "C5" }
    const placed = issue("unit.unknown", { id: 1, column: "cha" }, { place })
    expect(Issue.format(placed)).toBe("trang “Chỉ tiêu”, ô C5: Không có đơn vị 1; xem lại cột cha")
    expect(Issue.format(Issue.inFile(placed, "mau.xlsx"), "en")).toBe(
      "mau.xlsx, sheet “Chỉ tiêu”, cell C5: No unit 1; check column cha"
    )
    expect(Issue.formatPlace({ line: 1, column: 1, sheet: "Chỉ tiêu" })).toBe("trang “Chỉ tiêu”")
  })

  it("stops the work only when it is an error", () => {
    const warning = issue("unit.unknown", {}, { severity: "warning" })
    expect(Issue.unless([warning], () => 73)).toEqual({ ok: true, value: 73 })
    expect(Issue.unless([warning, issue("unit.unknown")], () => 73)).toMatchObject({
      ok: false,
      issues: [{ severity: "warning" }, { severity: "error" }]
    })
  })
})

describe("a text of a catalogue", () => {
  it("shows a place that nobody filled", () => {
    expect(Catalogue.say(texts, "unit.unknown", { id: 5 })).toBe("Không có đơn vị 5; xem lại cột {column}")
    expect(Catalogue.fill("{toString} {n}", { n: 0 })).toBe("{toString} 0")
  })

  it("fills every occurrence, and never twice", () => {
    expect(Catalogue.fill("{a} {b} {a}", { a: "{b}", b: "$&" })).toBe("{b} $& {b}")
  })
})
