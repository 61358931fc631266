import * as Compiled from "@lienhoi/template/Compiled"
import * as Interpreted from "@lienhoi/template/Interpreted"
import type * as Validation from "@lienhoi/template/Validation"
import * as TemplateArbitrary from "@lienhoi/testing/TemplateArbitrary"
import * as fc from "fast-check"
import { expect, it } from "vitest"

const runs = 1_500

const vietnamese = /[àáảãạăắằẳẵặâấầẩẫậđèéẻẽẹêếềểễệìíỉĩịòóỏõọôốồổỗộơớờởỡợùúủũụưứừửữựỳýỷỹỵ]/iu

const has = (seen: Validation.Validation, ...codes: ReadonlyArray<string>): boolean =>
  seen.issues.some((issue) => codes.includes(issue.code))

/** What a case put to use. */
const operations = (one: TemplateArbitrary.Case, seen: Validation.Validation): ReadonlyArray<string> => {
  const fields = one.template.sections.flatMap((section) => section.fields)
  const state = (key: string) => seen.cells[key]?.state
  const found = {
    "a formula gave a value": fields.some((field) => field.formula !== null && state(field.key) === "value"),
    "a formula gave nothing": fields.some((field) => field.formula !== null && state(field.key) === "missing"),
    "a ratio was computed": fields.some((field) => field.type === "ratio" && state(field.key) === "value"),
    "a printed ratio contradicted its parts": has(seen, "ratio.contradicts", "ratio.without-base"),
    "a field was closed": fields.some((field) => field.relevant !== null && state(field.key) === "not-applicable"),
    "an answer was needed": has(seen, "field.required", "field.required-answer"),
    "a breakdown was given": Object.keys(seen.cells).some((key) => key.includes("[") && state(key) === "value"),
    "a part or an item was wrong": has(
      seen,
      "part.exceeds",
      "breakdown.exceeds",
      "breakdown.differs",
      "breakdown.missing"
    ),
    "a rule spoke": has(seen, "rule.warning", "rule.error"),
    "zero was declared": Object.values(seen.cells).some((cell) => cell.state === "zero"),
    "earlier cells were there": one.context.previous != null,
    "targets were there": one.context.targets != null,
    "an answer was unreadable": seen.issues.some((issue) => issue.code.startsWith("answer.")),
    "the submission was hostile": one.mood === "hostile"
  }
  return Object.entries(found).flatMap(([name, used]) => (used ? [name] : []))
}

it("Validator: compiled and interpreted validation agree, never throw, and every issue has a path and a message", () => {
  const tried = { cases: 0, accepted: 0 }
  const used = new Map<string, number>()
  fc.assert(
    fc.property(TemplateArbitrary.cases(), (one) => {
      const compiled = Compiled.make(one.template)
      if (!compiled.ok)
        throw new Error(compiled.issues.map((issue) => `${issue.path.join("/")}: ${issue.message}`).join("\n"))

      const fast = compiled.value.validate(one.input, one.context)
      const slow = Interpreted.validate(one.template, one.input, one.context)

      if (JSON.stringify(fast) !== JSON.stringify(slow)) expect(fast).toEqual(slow)
      for (const issue of fast.issues) {
        expect(issue.path.length).toBeGreaterThan(0)
        expect(issue.message).not.toMatch(/^\s*$|\{\w+\}|undefined|NaN/u)
        expect(issue.english).not.toMatch(/^\s*$|\{\w+\}|undefined|NaN/u)
        // Outside quotation marks and the template's own words, English is English.
        if (!issue.code.startsWith("rule.")) expect(issue.english.replaceAll(/“[^”]*”/gu, "")).not.toMatch(vietnamese)
      }
      tried.cases++
      if (fast.ok) tried.accepted++
      for (const name of operations(one, fast)) used.set(name, (used.get(name) ?? 0) + 1)
    }),
    { numRuns: runs, seed: 20241015 }
  )
  const share = (n: number): string => `${((100 * n) / tried.cases).toFixed(1)} %`
  console.log(
    [
      `law Validator: ${tried.cases} cases, submissions accepted ${share(tried.accepted)}`,
      ...[...used].map(([name, n]) => `  ${name}: ${share(n)}`)
    ].join("\n")
  )
  expect(tried.accepted / tried.cases).toBeGreaterThanOrEqual(0.5)
  expect(used.size).toBe(14)
  for (const [name, n] of used) expect(n / tried.cases, name).toBeGreaterThanOrEqual(0.05)
})

it("Validator: what a compiled template saw before does not matter, whatever the order of the keys", () => {
  const used = new Map([
    ["accepted", 0],
    ["some keys, another order", 0]
  ])
  const count = (name: string) => used.set(name, used.get(name)! + 1)
  fc.assert(
    fc.property(TemplateArbitrary.cases(), fc.infiniteStream(fc.nat()), (one, numbers) => {
      fc.pre(one.mood !== "hostile")
      const compiled = Compiled.make(one.template)
      if (!compiled.ok) throw new Error(compiled.issues[0]?.message)
      const keys = Object.keys(one.input)
      const shuffled = keys
        .filter(() => numbers.next().value! % 5 > 0)
        .map((key) => [key, numbers.next().value!] as const)
        .toSorted(([, a], [, b]) => a - b)
        .map(([key]) => key)
      for (const order of [keys, shuffled, keys.slice(1), keys.toReversed(), keys]) {
        const input = Object.fromEntries(order.map((key) => [key, one.input[key]]))
        const fast = compiled.value.validate(input, one.context)
        const slow = Interpreted.validate(one.template, input, one.context)
        if (JSON.stringify(fast) !== JSON.stringify(slow)) expect(fast).toEqual(slow)
        if (fast.ok) count("accepted")
      }
      if (shuffled.length > 1 && shuffled.join() !== keys.slice(0, shuffled.length).join()) {
        count("some keys, another order")
      }
    }),
    { numRuns: 300, seed: 20241016 }
  )
  console.log(`law Validator, one after the other: ${[...used].map(([name, n]) => `${name} ${n}`).join(", ")}`)
  for (const [name, n] of used) expect(n, name).toBeGreaterThanOrEqual(100)
})
