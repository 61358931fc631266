/** Law FormRoundTrip: what a form shows of figures that were handed in, handed in again, is the same figures. */
import { Form, Report } from "@lienhoi/report"
import { Compiled, Template } from "@lienhoi/template"
import { TemplateArbitrary } from "@lienhoi/testing"
import * as fc from "fast-check"
import { expect, it } from "vitest"

const count = 500

it(`FormRoundTrip: ${count} submissions, shown in a form and sent again, are the same; the template survives JSON`, () => {
  const told = { held: 0, tables: 0, zeros: 0, ratios: 0, notApplicable: 0 }
  for (const { template, context, input } of fc.sample(TemplateArbitrary.cases(), 2 * count)) {
    const compiled = Compiled.make(template)
    if (!compiled.ok || told.held >= count) continue
    const first = compiled.value.validate(input, context)
    if (!first.ok) continue
    const { level } = context.unit
    const given = Form.typed(template, level, first.cells)
    const sent: typeof given = JSON.parse(JSON.stringify(given))
    const again = Compiled.make(JSON.parse(JSON.stringify(template)))
    if (!again.ok) throw new Error(again.issues[0]?.message)
    expect(again.value.template).toEqual(template)
    const second = again.value.validate(sent, context)
    expect(second.cells).toEqual(first.cells)
    told.held += 1
    const cells = Object.values(first.cells)
    if (cells.some((cell) => cell.state === "zero")) told.zeros += 1
    if (cells.some((cell) => cell.state === "not-applicable")) told.notApplicable += 1
    if (Template.fields(template).some(({ type }) => type === "ratio")) told.ratios += 1
    if (Template.fields(template).some(({ type }) => type === "table")) told.tables += 1
  }
  console.log(`FormRoundTrip (form): ${JSON.stringify(told)}`)
  expect(told.held).toBe(count)
  for (const share of [told.tables, told.zeros, told.ratios, told.notApplicable])
    expect(share).toBeGreaterThan(count / 50)
}, 120_000)

it("a draft stands before what was handed in, and that before what is carried over", () => {
  const read = Template.fromJson({
    template: "mau/t",
    title: "T",
    period: "month",
    due: { chi_hoi: { day: 15, month_offset: 1 } },
    sections: {
      a: {
        title: "A",
        asked_of: ["chi_hoi"],
        fields: [
          { key: "A", label: "A", type: "count", combine: { units: "sum", periods: "last" }, carry: "previous" },
          { key: "B", label: "B", type: "count", combine: { units: "sum", periods: "last" } }
        ]
      }
    }
  })
  if (!read.ok) throw new Error(read.issues[0]?.message)
  const { template } = read.value
  const empty = Report.empty({ lineage: template.lineage, unit: "x", period: "2024-10" })
  const previous = { A: { state: "value", value: 7 }, B: { state: "zero" } } as const
  const given = (report: Report.Report) => Form.given(template, "chi_hoi", { report, previous })
  expect(given(empty)).toEqual({ A: 7 })
  expect(given({ ...empty, draft: { A: "1o" } })).toEqual({ A: "1o" })
})
