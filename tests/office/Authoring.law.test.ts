/** Law Authoring, in Excel: a template or an overlay is the same after it was a workbook. */

import { TemplateBook, Workbook } from "@lienhoi/office"
import { Overlay, Template } from "@lienhoi/template"
import { TemplateArbitrary } from "@lienhoi/testing"
import type { Issue } from "@lienhoi/words"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { dice, overlay } from "../overlay/draw.ts"
import { asRead } from "./asRead.ts"

const good = <A>(checked: Issue.Checked<A>): A => {
  if (!checked.ok) throw new Error(checked.issues.map((one) => `${one.path.join("/")}: ${one.message}`).join("\n"))
  return checked.value
}

/** How often each sheet was there; every sheet named must have been there at least so often. */
const tally = (what: string) => {
  const seen = new Map<string, number>()
  let cases = 0
  return {
    one: (names: ReadonlyArray<string>) => {
      cases++
      for (const name of names) seen.set(name, (seen.get(name) ?? 0) + 1)
    },
    expect: (names: ReadonlyArray<string>, least = 0.05) => {
      const share = ([name, n]: readonly [string, number]) => `${name} ${((100 * n) / cases).toFixed(1)} %`
      console.log(`${what}: ${cases}, ${[...seen].map(share).join(", ")}`)
      for (const name of names) expect((seen.get(name) ?? 0) / cases, name).toBeGreaterThanOrEqual(least)
    }
  }
}

const codes = (of: Issue.Checked<Template.Parsed>) => (of.ok ? of.value.warnings : of.issues).map(({ code }) => code)

describe("the law Authoring, in Excel", () => {
  it("gives back every generated template with every keyword in a column of its own", () => {
    const tried = tally("templates in sheets")
    fc.assert(
      fc.property(TemplateArbitrary.templates(), (template) => {
        const json = Template.toJson(template)
        const sheets = TemplateBook.sheetsOfJson(json)
        expect(sheets.map(({ name }) => name)).not.toContain("Khác")
        expect(good(TemplateBook.fromWorkbook(asRead(sheets))).json).toEqual(json)
        tried.one(sheets.map(({ name }) => name))
      }),
      { numRuns: 2_000 }
    )
    tried.expect(["Chỉ tiêu", "Lựa chọn", "Trong đó", "Cột bảng", "Dòng bảng", "Quy tắc"])
    tried.expect(["Trạng thái"], 0.02)
  }, 300_000)

  it("gives back every generated overlay with every keyword in a column of its own", () => {
    const tried = tally("overlays in sheets")
    fc.assert(
      fc.property(TemplateArbitrary.templates(), fc.noShrink(fc.integer()), (base, seed) => {
        const json = Overlay.toJson(overlay(dice(seed), base, "tinh").overlay)
        const sheets = TemplateBook.sheetsOfJson(json)
        // A map that says nothing is the one thing without a column.
        const rest = sheets.find(({ name }) => name === "Khác")?.rows.slice(2) ?? []
        expect(rest.filter(([, value]) => value !== "{}")).toEqual([])
        const expected = Overlay.parse(JSON.stringify(json))
        const read = TemplateBook.overlayFrom(asRead(sheets))
        expect(read.ok).toBe(expected.ok)
        if (expected.ok) expect({ ...good(read), where: null }).toEqual({ ...expected.value, where: null })
        tried.one([...sheets.map(({ name }) => name), ...(expected.ok ? ["holds"] : [])])
      }),
      { numRuns: 2_000 }
    )
    tried.expect(["holds", "Chỉ tiêu", "Lựa chọn", "Sửa mẫu gốc", "Hạn nộp", "Quy tắc"])
  }, 300_000)

  it("packs what the sheets hold into a file and reads it again", async () => {
    let held = 0
    await fc.assert(
      fc.asyncProperty(TemplateArbitrary.templates(), async (template) => {
        const expected = Template.fromJson(Template.toJson(template))
        const read = await TemplateBook.read(await TemplateBook.write(template))
        expect(codes(read)).toEqual(codes(expected))
        if (!expected.ok) return
        held++
        expect(good(read).template).toEqual(expected.value.template)
        expect(Template.print(good(read).template)).toBe(Template.print(expected.value.template))
      }),
      { numRuns: 100 }
    )
    expect(held).toBeGreaterThan(50)
  }, 300_000)

  it("keeps what no column can hold on a sheet of its own", async () => {
    const long = "x".repeat(70_000)
    const json = {
      template: "a/b",
      title: "Dài",
      period: "month",
      applies_to: { kinds: ["hai, từ", "ba"] },
      new_keyword: { a: [1, { b: null }], "c/d~e": "=1+1" },
      due: { chi_hoi: { day: 5, month_offset: 1, another: true } },
      sections: {
        s: {
          title: " hai đầu có dấu cách ",
          more: {},
          fields: [
            { key: "F1", label: long, type: "count", hint: "", odd: [] },
            { key: "F2", label: "Có\u0001ký tự\rlạ", type: "strange", min: "none", choices: [], columns: {} }
          ]
        }
      },
      rules: [],
      targets: {}
    }
    const read = good(await TemplateBook.open(await TemplateBook.writeJson(json)))
    expect(read.json).toEqual(json)
    const sheets = good(await Workbook.read(await TemplateBook.writeJson(json))).sheets
    expect(sheets.map(({ name }) => name)).toContain("Khác")
  })
})
