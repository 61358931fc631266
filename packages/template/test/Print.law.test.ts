import { readFileSync } from "node:fs"
import { isDeepStrictEqual } from "node:util"
import type { DueRule } from "@lienhoi/calendar/Due"
import type * as Field from "@lienhoi/template/Field"
import type * as Label from "@lienhoi/template/Label"
import * as Template from "@lienhoi/template/Template"
import * as TemplateArbitrary from "@lienhoi/testing/TemplateArbitrary"
import * as Text from "@lienhoi/words/Text"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"

const runs = 2_000

/** Texts that YAML would read as something else, and texts of every kind. */
const texts = fc
  .oneof(
    fc.constantFrom(
      "true",
      "null",
      "~",
      "15",
      "1e3",
      "0x1F",
      "none",
      "- a",
      "a: b",
      "# b",
      "'",
      '"',
      "{x",
      "[y]",
      "&a",
      "*a",
      "!t",
      "%",
      "|",
      ">",
      "@",
      "`",
      "2025-06-30",
      "=1+1",
      "Đồng bào “Khmer”",
      "a #b",
      "\\n",
      "---",
      "…"
    ),
    fc.string({ unit: "binary", minLength: 1, maxLength: 30 })
  )
  .map(Text.clean)
  .filter((text) => text !== "" && text.isWellFormed())

const dues: fc.Arbitrary<DueRule["on"]> = fc.oneof(
  fc.record({ dayOfMonth: fc.integer({ min: 1, max: 31 }) }),
  fc.record({ dayOfMonth: fc.constant(10), monthOffset: fc.integer({ min: 0, max: 2 }) }),
  fc.record({ dayOfMonth: fc.constant(10), month: fc.integer({ min: 1, max: 12 }) }),
  fc.record({ workingDaysAfterWindow: fc.integer({ min: 1, max: 9 }) }),
  fc.record({ daysBefore: fc.integer({ min: 0, max: 9 }), event: texts })
)

/** What random templates leave plain: texts, labels, dates, several due rules for one level. */
const dressed = fc
  .tuple(
    TemplateArbitrary.templates(),
    fc.array(texts, { minLength: 6, maxLength: 6 }),
    fc.array(dues, { minLength: 3, maxLength: 3 }),
    fc.constantFrom("open", "internal"),
    fc.constantFrom("none", "basic", "sensitive"),
    fc.boolean(),
    fc.integer({ min: 0, max: 20 })
  )
  .map(([one, words, [a, b, c], secrecy, personal, plain, which]): Template.Template => {
    if (plain) return one
    const [title, hint, section, label, event, en] = words as [string, string, string, string, string, string]
    const at = (n: number) => n % 3 === which % 3
    const sensitivity: Label.Label = { secrecy, personal, reviewed: true }
    const field = (own: Field.Field, n: number): Field.Field =>
      at(n)
        ? {
            ...own,
            label,
            labelEn: en,
            hint,
            sensitivity,
            choices: own.choices.map((choice) => ({ ...choice, label: hint })),
            rows: own.rows.map((row) => ({ ...row, label: hint }))
          }
        : own
    const limits = which % 2 === 0 ? { from: "2024-02-29", to: null } : { from: null, to: "2030-12-31" }
    return {
      ...one,
      title,
      titleEn: which % 4 === 0 ? null : en,
      lineage: which % 5 === 0 ? "thu/goc" : one.id,
      version: which % 2 === 0 ? "1.10" : "2.0.0",
      route: which % 3 === 0 ? "front" : "own",
      ...(one.kind === "report"
        ? {
            window: which % 2 === 0 ? "fifteenth" : "calendar",
            referenceDay: which % 2 === 0 ? "window-start" : "window-end",
            due: [
              { level: "chi_hoi", on: a!, to: "2025-06-30", onDayOff: "keep", estimated: true },
              { level: "chi_hoi", on: b!, from: "2025-07-01", estimated: true },
              { level: "co_so", on: c!, estimated: true }
            ]
          }
        : {}),
      states: one.states.map((state, n) => (at(n) ? { ...state, label, labelEn: en } : state)),
      appliesTo: { ...one.appliesTo, ...limits, units: which % 4 === 1 ? [event] : null },
      sections: one.sections.map((own) => ({ ...own, title: section, theme: hint, fields: own.fields.map(field) })),
      rules: one.rules.map((rule) =>
        rule.does === "relevant" ? rule : { ...rule, text: label.replaceAll(/[{}]/gu, "") || "x", textEn: en }
      ),
      label: { secrecy: "internal", personal: at(0) ? "sensitive" : personal, reviewed: true }
    }
  })

const read = (checked: ReturnType<typeof Template.parse>): Template.Template => {
  if (!checked.ok)
    throw new Error(checked.issues.map((issue) => `${issue.path.join("/")}: ${issue.message}`).join("\n"))
  return checked.value.template
}

describe("a template as text", () => {
  it("Authoring: YAML and JSON are read back as the same template", () => {
    const tried = { cases: 0, dressed: 0 }
    fc.assert(
      fc.property(dressed, (one) => {
        const yaml = Template.print(one)
        const json = Template.toJson(one)

        const again = read(Template.parse(yaml))
        const fromJson = read(Template.fromJson(JSON.parse(JSON.stringify(json))))
        for (const same of [again, fromJson]) if (!isDeepStrictEqual(same, one)) expect(same).toEqual(one)
        expect(Template.print(again)).toBe(yaml)
        tried.cases++
        if (one.due.length === 3) tried.dressed++
      }),
      { numRuns: runs, seed: 20241015 }
    )
    console.log(`templates: ${tried.cases}, with hostile texts ${tried.dressed}`)
    expect(tried.cases).toBe(runs)
    expect(tried.dressed / runs).toBeGreaterThan(0.3)
  })

  it("keeps the meaning of a file written by hand, without its comments", () => {
    const source = readFileSync(new URL("./templates/bao-cao-thang.yaml", import.meta.url), "utf8")
    const template = read(Template.parse(source))
    const printed = Template.print(template)

    expect(source).toContain("# ")
    expect(printed).not.toContain("# ")
    expect(read(Template.parse(printed))).toEqual(template)
  })

  it("says of JSON that is no template what is wrong, by path, without lines", () => {
    const circular: { [key: string]: unknown } = {}
    circular.self = circular
    const values = [undefined, null, 1, "a", [], {}, circular, 10n, () => 1, { template: "a/b", sections: [] }]
    for (const value of values) {
      const seen = Template.fromJson(value)
      expect(seen.ok).toBe(false)
      for (const issue of seen.ok ? [] : seen.issues) expect(issue).not.toHaveProperty("place")
    }
  })
})
