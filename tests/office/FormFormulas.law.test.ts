/** Live formulas of forms come to our figures in another engine, whatever was filled in. */
import { readFileSync } from "node:fs"
import { initSync, Model } from "@ironcalc/wasm"
import { Period } from "@lienhoi/calendar"
import { FormBook } from "@lienhoi/office"
import { Cell, Compiled, Template } from "@lienhoi/template"
import { TemplateArbitrary } from "@lienhoi/testing"
import ExcelJS from "exceljs"
import * as fc from "fast-check"
import { expect, it } from "vitest"
import { byExcelJs, cellsFor, good, key, occasionOf } from "./formFilling.ts"

initSync({ module: readFileSync(new URL("../../node_modules/@ironcalc/wasm/wasm_bg.wasm", import.meta.url)) })

/** What a form shows once it is reckoned: the number in a cell of its main sheet; `null` where it is empty. */
const reckoned = async (file: Uint8Array) => {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(file.slice().buffer)
  const model = new Model("form", "en", "UTC", "en")
  const computed: Array<readonly [key: string, row: number]> = []
  book.worksheets.forEach(({ name }, s) => {
    if (s > 0) model.newSheet()
    model.renameSheet(s, name)
  })
  book.worksheets.forEach((sheet, s) =>
    sheet.eachRow((row, r) =>
      row.eachCell((cell, c) => {
        if (cell.formula !== undefined) model.setUserInput(s, r, c, `=${cell.formula}`)
        else if (cell.value !== null) model.setUserInput(s, r, c, String(cell.value))
        if (s === 0 && c === 5 && cell.formula !== undefined) computed.push([String(row.getCell(1).value ?? ""), r])
      })
    )
  )
  model.evaluate()
  return computed.map(([name, row]) => {
    const text = model.getFormattedCellValue(0, row, 5).replaceAll(",", "")
    return [name, text === "" ? null : Number(text)] as const
  })
}

it("a declared zero counts as a figure", async () => {
  const count = (name: string, more: object = {}) => ({
    key: name,
    label: `Số ${name}`,
    type: "count",
    combine: { units: "sum", periods: "sum" },
    ...more
  })
  const { template: parsed } = good(
    Template.fromJson({
      template: "thu/khong",
      title: "Không phát sinh",
      period: "month",
      due: { co_so: { day: 5, month_offset: 1 } },
      sections: {
        a: {
          title: "A",
          asked_of: ["co_so"],
          fields: [count("A1"), count("A2"), { ...count("A3"), formula: "A1 + A2", asked_of: [] }]
        }
      }
    })
  )
  const occasion = {
    template: good(Compiled.make(parsed)),
    unit: { id: "xa-1", name: "Xã Mẫu", level: "co_so" },
    period: Period.containing("month", "2026-10-15"),
    revision: 0
  }
  const shown = async (A1: string | number, A2: string | number) => {
    const places = FormBook.places(occasion)
    const typed = Object.entries({ A1, A2 }).map(([path, value]) => ({ path, place: places[path]!, value }))
    return reckoned(await byExcelJs(await FormBook.write(occasion, { key }), typed))
  }
  expect(await shown("không phát sinh", 3)).toEqual([["A3", 3]])
  expect(await shown("không phát sinh", "không phát sinh")).toEqual([["A3", 0]])
  expect(await shown("chưa rõ", 3)).toEqual([["A3", null]])
})

it("a computed field shows what the validator computes, or nothing where it is missing", async () => {
  let [forms, compared, known] = [0, 0, 0]
  for (const one of fc.sample(TemplateArbitrary.cases(), 700)) {
    if (one.mood !== "honest") continue
    const occasion = occasionOf(one)
    const { unit, period, previous, sameLastYear, targets, template } = occasion
    const beside = { previous: previous ?? null, sameLastYear: sameLastYear ?? null, targets: targets ?? null }
    const { ok, cells } = template.validate(one.input, { unit, period, ...beside })
    if (!ok) continue
    forms++
    const typed = cellsFor(occasion, one.input).map(({ path, place, value }) => {
      const [name = "", row, column] = path.split("/")
      const whole = cells[name]
      const rows =
        whole?.state === "value" && Array.isArray(whole.value) ? (whole.value as ReadonlyArray<Cell.Cells>) : []
      const cell = row === undefined ? whole : rows[Number(row)]?.[column!]
      if (cell?.state === "zero") return { path, place, value: "không phát sinh" }
      if (cell?.state !== "value" || cell.printed !== undefined) return { path, place, value }
      if (typeof cell.value === "boolean") return { path, place, value: cell.value ? "Có" : "Không" }
      return { path, place, value: typeof cell.value === "number" ? cell.value : value }
    })
    const fields = one.template.sections.flatMap((section) => section.fields)
    for (const [name, shown] of await reckoned(await byExcelJs(await FormBook.write(occasion, { key }), typed))) {
      const field = fields.find((each) => each.key === name)
      if (field === undefined || field.type === "ratio" || field.type === "bool") continue
      const ours = Cell.number(cells[name])
      compared++
      if (ours !== null) known++
      // The engine prints large numbers with six digits.
      if (ours === null || shown === null) expect(shown, name).toBe(ours)
      else expect(Math.abs(shown - ours), name).toBeLessThanOrEqual(1e-5 * Math.abs(ours))
    }
  }
  console.log(`live formulas: ${forms} forms, ${compared} computed fields, ${known} with a figure`)
  expect(compared).toBeGreaterThanOrEqual(150)
  expect(known / compared).toBeGreaterThanOrEqual(0.3)
}, 600_000)
