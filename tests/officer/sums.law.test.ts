/** What the preview says of the sums, and what its forms ask, over generated templates and overlays. */
import { Association } from "@lienhoi/hierarchy"
import { Compiled, Field, Overlay, Template } from "@lienhoi/template"
import { TemplateArbitrary } from "@lienhoi/testing"
import * as fc from "fast-check"
import { expect, it } from "vitest"
import * as Occasion from "../../packages/lienhoi/src/officer/Occasion.ts"
import * as Sums from "../../packages/lienhoi/src/officer/Sums.ts"
import * as FormView from "../../packages/lienhoi/src/page/FormView.ts"
import { dice, overlay } from "../overlay/draw.ts"

const runs = 2_000

/** Two roll-ups for every case: minutes on a busy machine. */
const patience = 400_000

const cases = fc.record({
  one: TemplateArbitrary.cases().filter(({ mood }) => mood !== "hostile"),
  seed: fc.noShrink(fc.integer())
})

const holds = (template: Template.Template): boolean => Compiled.make(template).ok

const compiledOf = (template: Template.Template): Compiled.Compiled => {
  const made = Compiled.make(template)
  if (!made.ok) throw new Error(made.issues.map(({ message }) => message).join("\n"))
  return made.value
}

const sumsOf = (layers: ReadonlyArray<Template.Template>): Sums.Sums => {
  const template = layers.at(-1)!
  const period = Occasion.period(template, "2026-11-21")
  return Sums.of({ resolved: { template, layers }, association: Association.vwu, period }, compiledOf(template))
}

/** The template with one figure added up in another way. */
const tampered = (template: Template.Template, key: string): Template.Template => {
  const other = ({ units, periods }: Field.Combine): Field.Combine => ({
    units: units === "sum" ? "max" : "sum",
    periods
  })
  const change = (field: Field.Field): Field.Field =>
    field.key === key ? { ...field, combine: other(field.combine!) } : field
  return {
    ...template,
    sections: template.sections.map((section) => ({ ...section, fields: section.fields.map(change) }))
  }
}

it(
  "Overlay: what the preview proves holds for every accepted overlay, and for none that adds up differently",
  () => {
    const tried = { cases: 0, accepted: 0, compared: 0, figures: 0, tampered: 0, noticed: 0, "noticed in the sums": 0 }
    fc.assert(
      fc.property(cases, ({ one, seed }) => {
        tried.cases++
        const base = one.template
        const made = Overlay.apply(base, overlay(dice(seed), base, "tinh").overlay)
        if (!made.ok) return
        tried.accepted++
        const { proof } = sumsOf([base, made.value])
        expect(proof).toMatchObject({ base: base.id, changed: [], different: [] })
        tried.figures += proof!.figures
        if (proof!.figures > 0) tried.compared++
        const kept = Template.fields(made.value).filter(({ key }) => Template.field(base, key) !== null)
        expect(proof!.fields).toBe(kept.length)
        const [summed] = kept.filter(({ combine }) => combine !== null)
        if (summed === undefined || seed % 2 !== 0) return
        tried.tampered++
        const told = sumsOf([base, tampered(made.value, summed.key)]).proof!
        expect(told.changed).toEqual([summed.key])
        tried.noticed++
        if (told.different.some((key) => key.split("[")[0] === summed.key)) tried["noticed in the sums"]++
      }),
      { numRuns: runs, seed: 20261121 }
    )
    console.log(`law Overlay, as the preview tells it: ${JSON.stringify(tried)}`)
    expect(tried.accepted / tried.cases).toBeGreaterThan(0.3)
    expect(tried.compared / tried.accepted).toBeGreaterThan(0.3)
    expect(tried["noticed in the sums"] / tried.tampered).toBeGreaterThan(0.3)
  },
  patience
)

it(
  "Roll-up: the example of a figure that is added over units adds up at every step",
  () => {
    const tried = { cases: 0, examples: 0, figures: 0 }
    fc.assert(
      fc.property(
        cases.filter(({ one }) => holds(one.template)),
        ({ one: { template } }) => {
          const { example, lines } = sumsOf([template])
          tried.cases++
          if (example !== null) tried.examples++
          for (const { combine, key } of lines) {
            const sum = example?.sums.find((each) => each.key === key)
            if (combine?.units !== "sum" || sum === undefined || sum.above.length === 0) continue
            const all = [...sum.given, ...sum.above.map(({ own }) => own)].filter((value) => value !== null)
            const top = sum.above.at(-1)!.value
            if (all.length === 0) expect(top).toBeNull()
            else
              expect(top).toBeCloseTo(
                all.reduce((a, b) => a + b, 0),
                6
              )
            tried.figures++
          }
        }
      ),
      { numRuns: runs, seed: 20261122 }
    )
    console.log(`law Roll-up, as the preview tells it: ${JSON.stringify(tried)}`)
    expect(tried.examples / tried.cases).toBeGreaterThan(0.9)
    expect(tried.figures).toBeGreaterThan(500)
  },
  patience
)

const idsOf = (markup: string, pattern: RegExp): ReadonlyArray<string> =>
  [...markup.matchAll(pattern)].map(([, id]) => id!)

it(
  "every question that a level is asked has a box on its form, every box one label, every id one place",
  () => {
    let boxes = 0
    fc.assert(
      fc.property(cases, ({ one: { context, template } }) => {
        const { level } = context.unit
        const { text } = FormView.render({
          template,
          level: { id: level, name: level },
          period: "",
          due: null,
          previous: null,
          language: "vi"
        })
        const ids = idsOf(text, /\sid="([^"]+)"/gu)
        expect(new Set(ids).size).toBe(ids.length)
        const labels = idsOf(text, /<label[^>]* for="([^"]+)"/gu)
        const named = idsOf(text, /<(?:input|select|textarea|output)\b[^>]* id="([^"]+)"/gu)
        expect(named.toSorted()).toEqual(labels.toSorted())
        const names = new Set(idsOf(text, /<(?:input|select|textarea)\b[^>]* name="([^"]+)"/gu))
        for (const field of Template.fields(template)) {
          const isTable = field.type === "table"
          const isThere = isTable ? text.includes(`data-table="${field.key}"`) : names.has(field.key)
          if (Field.isAskedOf(field, level)) expect([field.key, isThere]).toEqual([field.key, true])
          if (!isTable && !Field.isAskedOf(field, level)) expect([field.key, isThere]).toEqual([field.key, false])
        }
        boxes += named.length
      }),
      { numRuns: runs, seed: 20261123 }
    )
    console.log(`forms: ${boxes} boxes`)
    expect(boxes).toBeGreaterThan(runs)
  },
  patience
)
