/** What a computed version number promises, over generated templates and submissions. */
import { Compiled, type Field, type Template, TemplateDiff, Version } from "@lienhoi/template"
import { TemplateArbitrary } from "@lienhoi/testing"
import * as fc from "fast-check"
import { expect, it } from "vitest"
import { type Dice, dice, fieldsOf } from "./draw.ts"

const runs = 2_000

/** The template with one of its fields changed. */
const withField = (of: Template.Template, field: Field.Field): Template.Template => ({
  ...of,
  sections: of.sections.map((section) => ({
    ...section,
    fields: section.fields.map((one) => (one.key === field.key ? field : one))
  }))
})

const editions = ["words", "order", "add", "loosen", "tighten", "rule", "remove"] as const

/** A newer version that differs in one thing. */
const edited = (d: Dice, of: Template.Template, edition: (typeof editions)[number]): Template.Template => {
  const field = d.pick(fieldsOf(of))
  const [section, ...rest] = of.sections as [Template.Section, ...Template.Section[]]
  switch (edition) {
    case "words":
      return withField(of, { ...field, label: `${field.label}, tên mới` })
    case "order":
      return { ...of, sections: of.sections.toReversed() }
    case "add": {
      const fresh = { ...field, key: "M1", label: "Mới", required: d.chance(30), disaggregate: [] }
      const asked = field.formula === null ? fresh : { ...fresh, required: false }
      return { ...of, sections: [{ ...section, fields: [...section.fields, asked] }, ...rest] }
    }
    case "loosen":
      return withField(of, { ...field, required: false, min: null, max: null })
    case "tighten":
      return withField(of, { ...field, max: Math.min(field.max ?? 1_000, 1_000) })
    case "rule": {
      const when = `BLANK(${field.key})`
      const does = d.pick(["warning", "error"] as const)
      return { ...of, rules: [...of.rules, { does, when, text: "Xem lại", textEn: null, field: null }] }
    }
    case "remove":
      return { ...of, rules: d.chance(50) ? [] : of.rules.slice(1) }
  }
}

/** What somebody who fills it in could see: an empty section is not there. */
const shown = (of: Template.Template): string =>
  JSON.stringify({ ...of, sections: of.sections.filter(({ fields }) => fields.length > 0) })

const cases = fc.record({
  one: TemplateArbitrary.cases().filter(({ mood }) => mood === "honest"),
  seed: fc.noShrink(fc.integer())
})

it("Version: what a patch or a minor change leaves standing stays without error, and the number follows the change", () => {
  const used = new Map<string, number>()
  const count = (name: string) => used.set(name, (used.get(name) ?? 0) + 1)
  fc.assert(
    fc.property(cases, ({ one, seed }) => {
      const d = dice(seed)
      const edition = d.pick(editions)
      const newer = edited(d, one.template, edition)
      const compiled = Compiled.make(newer)
      if (!compiled.ok) {
        count("the edit does not hold")
        return
      }
      const { change, reasons, version } = TemplateDiff.of(one.template, newer)
      expect(reasons.length > 0).toBe(shown(newer) !== shown(one.template))
      expect(reasons.every((reason) => Version.changes.indexOf(reason.change) <= Version.changes.indexOf(change))).toBe(
        true
      )
      expect(Version.compare(version, one.template.version) > 0).toBe(change !== "none")
      count(edition)
      count(change)
      const old = Compiled.make(one.template)
      if (!old.ok || !old.value.validate(one.input, one.context).ok || change === "major") return
      const found = compiled.value.validate(one.input, one.context).issues
      expect(found.filter((issue) => issue.severity === "error")).toEqual([])
      count("a good report under a patch or minor change")
    }),
    { numRuns: runs, seed: 20241119 }
  )
  const share = (n: number): string => `${((100 * n) / runs).toFixed(1)} %`
  console.log([`Version: ${runs} cases`, ...[...used].map(([name, n]) => `  ${name}: ${share(n)}`)].join("\n"))
  expect(used.get("a good report under a patch or minor change")! / runs).toBeGreaterThanOrEqual(0.5)
  for (const name of [...editions, "patch", "minor", "major"])
    expect(used.get(name)! / runs, name).toBeGreaterThanOrEqual(0.05)
})
