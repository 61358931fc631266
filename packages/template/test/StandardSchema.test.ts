import { Period } from "@lienhoi/calendar"
import * as Compiled from "@lienhoi/template/Compiled"
import * as StandardSchema from "@lienhoi/template/StandardSchema"
import * as TemplateArbitrary from "@lienhoi/testing/TemplateArbitrary"
import * as fc from "fast-check"
import { expect, it } from "vitest"

const compile = (one: TemplateArbitrary.Case): Compiled.Compiled => {
  const compiled = Compiled.make(one.template)
  if (!compiled.ok) throw new Error(compiled.issues[0]?.message)
  return compiled.value
}

it("Standard Schema: gives the cells of a submission without errors and the errors of any other, each where it stands", () => {
  const tried = { accepted: 0, refused: 0 }
  fc.assert(
    fc.property(TemplateArbitrary.cases(), (one) => {
      const compiled = compile(one)
      const seen = compiled.validate(one.input, one.context)
      const { unit, period, previous = null, sameLastYear = null, targets = null } = one.context
      const whole = compiled["~standard"].validate({
        unit,
        period: period.id,
        values: one.input,
        previous,
        sameLastYear,
        targets
      })
      const answers = StandardSchema.answers(compiled, one.context)["~standard"].validate(one.input)
      const errors = seen.issues.filter((issue) => issue.severity === "error")

      for (const result of [whole, answers]) {
        if (seen.ok) expect(result).toEqual({ value: seen.cells })
        else if (one.input !== null && Object.getPrototypeOf(one.input) === Object.prototype) {
          expect(result.issues?.map((issue) => issue.message)).toEqual(errors.map((issue) => issue.message))
        } else expect(result.issues?.length).toBeGreaterThan(0)
      }
      const wholePaths = whole.issues?.map((issue) => issue.path[0]) ?? []
      expect(wholePaths.every((first) => first === "values" || first === "unit" || first === "period")).toBe(true)
      if (seen.ok) tried.accepted++
      else tried.refused++
    }),
    { numRuns: 1_000, seed: 20241015 }
  )
  console.log(`submissions: accepted ${tried.accepted}, refused ${tried.refused}`)
  expect(tried.accepted).toBeGreaterThan(500)
  expect(tried.refused).toBeGreaterThan(50)
})

it("Standard Schema: never throws, whatever comes", () => {
  const [one] = fc.sample(TemplateArbitrary.cases(), { numRuns: 1, seed: 7 })
  const compiled = compile(one!)
  const context = { unit: { id: "u", level: "co_so" }, period: Period.containing("month", "2024-10-15") }
  const nearly = fc.record(
    {
      unit: fc.oneof(fc.constant(context.unit), fc.anything()),
      period: fc.oneof(fc.constant("2024-10"), fc.anything()),
      values: fc.oneof(fc.constant({}), fc.anything()),
      previous: fc.oneof(fc.constant(null), fc.anything())
    },
    { requiredKeys: [] }
  )
  fc.assert(
    fc.property(fc.oneof(nearly, fc.anything()), (value) => {
      for (const { "~standard": standard } of [compiled, StandardSchema.answers(compiled, context)]) {
        const result = standard.validate(value)
        expect("value" in result).toBe(result.issues === undefined)
        for (const { message } of result.issues ?? []) {
          expect(message.trim()).not.toBe("")
          // What was given may be quoted, braces and all; the words around it are ours.
          expect(message.replaceAll(/“[^”]*”/gu, "")).not.toMatch(/\{\w+\}/u)
        }
      }
    }),
    { numRuns: 1_000 }
  )
})

it("Standard Schema: says who speaks", () => {
  const [one] = fc.sample(TemplateArbitrary.cases(), { numRuns: 1, seed: 7 })
  expect(compile(one!)["~standard"]).toMatchObject({ version: 1, vendor: "lienhoi" })
})
