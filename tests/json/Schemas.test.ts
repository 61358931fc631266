import { Period, WorkingDays } from "@lienhoi/calendar"
import { Duty, Submission } from "@lienhoi/report"
import { Compiled, Template } from "@lienhoi/template"
import { SampleProvince, TemplateArbitrary } from "@lienhoi/testing"
import { Issue } from "@lienhoi/words"
import { Ajv2020 } from "ajv/dist/2020.js"
import * as fc from "fast-check"
import { expect, it } from "vitest"

const ajv = new Ajv2020({ strict: false, allErrors: true })

type Properties = { readonly [name: string]: unknown }

/** The value fits; without any of its properties, or with one of another kind or one too many, it does not. */
const expectExactly = (schema: { readonly required: ReadonlyArray<string> }, values: ReadonlyArray<object>): void => {
  const validate = ajv.compile(schema)
  for (const value of values) {
    if (!validate(value)) expect({ value, errors: validate.errors }).toBe("accepted")
  }
  const [first] = values as ReadonlyArray<Properties>
  for (const name of Object.keys(first!)) {
    const { [name]: _, ...rest } = first!
    expect([name, validate(rest)]).toEqual([name, !schema.required.includes(name)])
    expect([name, validate({ ...first, [name]: () => name })]).toEqual([name, false])
  }
  expect(validate({ ...first, khong_co: 1 })).toBe(false)
}

const passed = <A>(checked: Issue.Checked<A>): A => {
  if (!checked.ok) throw new Error(checked.issues.map((issue) => issue.message).join("\n"))
  return checked.value
}

const template = passed(
  Compiled.make(
    passed(
      Template.fromJson({
        template: "thu/thang",
        title: "Tháng",
        period: "month",
        window: "fifteenth",
        due: { chi_hoi: 15, co_so: 17 },
        sections: {
          a: { title: "A", fields: [{ key: "A", label: "A", type: "bool", asked_of: ["chi_hoi", "co_so"] }] }
        }
      })
    ).template
  )
)

it("the JSON Schema of duties accepts what duties are", () => {
  const duties = ["2024-10", "2024-12", "2025-06", "2025-07"].flatMap((id) => {
    const period = passed(Period.fromId(id))
    const hierarchy = SampleProvince.reorganised
    const plain = passed(Duty.list({ hierarchy, template, period, calendar: WorkingDays.vietnam }))
    const common = { recordedAt: "2025-07-20T01:30:00.000Z", by: SampleProvince.by }
    const events = plain.slice(0, 2).map((duty, i) => ({
      key: Duty.key(duty),
      event: { ...common, id: `e-${id}-${i}`, type: "waived", reason: "Đơn vị mới thành lập" } as never
    }))
    return [...plain, ...passed(Duty.list({ hierarchy, template, period, calendar: WorkingDays.vietnam, events }))]
  })
  expect(duties.length).toBeGreaterThan(20)
  expect(duties.some((duty) => duty.waived !== null)).toBe(true)
  expectExactly(Duty.jsonSchema, duties)
})

it("the JSON Schema of submissions accepts submissions by every road", () => {
  const submissions = Submission.roads.map(
    (via): Submission.Submission => ({
      reviewed: false,
      template: { lineage: "thu/thang", id: "thu/thang", version: "1.0.0" },
      unit: "ap-1",
      period: "2024-10",
      values: { A: "có", B: null, C: { notApplicable: "mới lập" }, D: [{ ten: "Lớp 1" }] },
      seen: 0,
      reportedBy: "p-1",
      recordedBy: "p-2",
      via
    })
  )
  const { reviewed: _, ...unlabelled } = submissions[0]!
  expectExactly(Submission.jsonSchema, [...submissions, unlabelled])
})

it("the JSON Schema of issues accepts every issue of templates and submissions", () => {
  const validate = ajv.compile(Issue.jsonSchema)
  const codes = new Set<string>()
  fc.assert(
    fc.property(TemplateArbitrary.cases(), fc.nat(400), (one, at) => {
      const compiled = passed(Compiled.make(one.template))
      const text = Template.print(one.template)
      const damaged = Template.parse(`${text.slice(0, at)}?${text.slice(at + 3)}`, { file: "mau.yaml" })
      for (const issue of [
        ...compiled.validate(one.input, one.context).issues,
        ...(damaged.ok ? [] : damaged.issues)
      ]) {
        codes.add(issue.code)
        if (!validate(issue)) expect({ issue, errors: validate.errors }).toBe("accepted")
      }
    }),
    { numRuns: 1_000, seed: 20241015 }
  )
  console.log(`codes of issues seen: ${codes.size}`)
  expect(codes.size).toBeGreaterThan(25)

  const read = Template.parse("template: a/b\ntitle: x\nperiod: tháng", { file: "mau.yaml" })
  expectExactly(Issue.jsonSchema, read.ok ? [] : read.issues)
})
