import { TemplateBook, Workbook } from "@lienhoi/office"
import { Template } from "@lienhoi/template"
import { TemplateArbitrary } from "@lienhoi/testing"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"

const runs = 500

const sheetNames = async (bytes: Uint8Array): Promise<ReadonlyArray<string>> => {
  const read = await Workbook.read(bytes)
  if (!read.ok) throw new Error(read.issues[0]!.message)
  return read.value.sheets.map(({ name }) => name)
}

describe("the law Authoring, in Excel", () => {
  it("gives back every generated template, and holds every keyword in a column of its own", async () => {
    const seen = new Map<string, number>()
    let held = 0
    await fc.assert(
      fc.asyncProperty(TemplateArbitrary.templates(), async (template) => {
        const bytes = await TemplateBook.write(template)
        const read = await TemplateBook.read(bytes)
        const expected = Template.fromJson(Template.toJson(template))
        const codes = (of: typeof read) => (of.ok ? of.value.warnings : of.issues).map(({ code }) => code)
        expect(codes(read)).toEqual(codes(expected))
        expect(read.ok).toBe(expected.ok)
        if (read.ok && expected.ok) {
          held++
          expect(read.value.template).toEqual(expected.value.template)
          expect(Template.print(read.value.template)).toBe(Template.print(template))
        }

        const names = await sheetNames(bytes)
        expect(names).not.toContain("Khác")
        for (const name of names) seen.set(name, (seen.get(name) ?? 0) + 1)
      }),
      { numRuns: runs }
    )
    const share = (name: string): number => (seen.get(name) ?? 0) / runs
    console.log(`books: ${runs}`, [...seen].map(([name, n]) => `${name} ${((100 * n) / runs).toFixed(1)} %`).join(", "))
    expect(held / runs).toBeGreaterThan(0.5)
    for (const name of ["Chỉ tiêu", "Lựa chọn", "Trong đó", "Cột bảng", "Quy tắc"]) {
      expect(share(name), name).toBeGreaterThan(0.05)
    }
  }, 300_000)
})
