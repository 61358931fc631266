import { Aggregation, Figure, TotalDocument } from "@lienhoi/aggregation"
import { Period } from "@lienhoi/calendar"
import { Association, Snapshot } from "@lienhoi/hierarchy"
import { Compiled } from "@lienhoi/template"
import { TemplateArbitrary } from "@lienhoi/testing"
import type { Issue } from "@lienhoi/words"
import { Ajv2020 } from "ajv/dist/2020.js"
import * as fc from "fast-check"
import { expect, it } from "vitest"
import { answers, dice } from "../overlay/draw.ts"

const validate = new Ajv2020({ strict: false, allErrors: true }).compile(TotalDocument.jsonSchema)

const good = <A>(checked: Issue.Checked<A>): A => {
  if (!checked.ok) throw new Error(checked.issues.map((one) => one.message).join("\n"))
  return checked.value
}

const unit = (id: string, level: string, parent: string | null) =>
  ({ id, name: id, code: null, kind: null, since: "2020-01-01", level, parent }) as const

const tree = good(
  Snapshot.make(Association.vwu, "2024-10-14", [
    unit("tw", "trung_uong", null),
    unit("t", "tinh", "tw"),
    unit("h", "huyen", "t"),
    unit("x", "co_so", "h"),
    ...["a", "b"].map((id) => unit(id, "chi_hoi", "x"))
  ])
)

const period = Period.containing("month", "2024-10-10")

/** Everything that stands somewhere in a document. */
const places = (value: unknown, at: ReadonlyArray<string> = []): ReadonlyArray<ReadonlyArray<string>> =>
  typeof value !== "object" || value === null
    ? []
    : Object.entries(value).flatMap(([key, inner]) => [[...at, key], ...places(inner, [...at, key])])

it("the JSON Schema of totals accepts every total, and none with a part missing, of another kind or one too many", () => {
  const tried = { totals: 0, figures: 0, damaged: 0, leftOut: 0 }
  fc.assert(
    fc.property(TemplateArbitrary.templates(), fc.noShrink(fc.integer()), (template, seed) => {
      const d = dice(seed)
      const compiled = good(Compiled.make(template))
      const reports = ["a", "b", "x", "nobody"].flatMap((id) => {
        const level = id === "x" ? "co_so" : "chi_hoi"
        const { cells } = compiled.validate(answers(d, template, level), { unit: { id, level }, period })
        const status = d.pick(["submitted", "approved"] as const)
        return d.chance(80) ? [{ unit: id, period: period.id, status, revision: 1, cells }] : []
      })
      const basis = d.pick(["submitted", "approved"] as const)
      const total = Aggregation.rollUp({ hierarchy: tree, template: compiled, period, basis, reports })
      const made = TotalDocument.of(total)
      const document = JSON.parse(JSON.stringify(made))
      if (!validate(document)) expect({ document, errors: validate.errors }).toBe("accepted")
      expect(document).toEqual(made)
      for (const one of made.figures) expect(one).toEqual(Figure.of(total, one.unit, one.column))
      tried.totals++
      tried.figures += made.figures.length
      tried.leftOut += made.leftOut.length

      // Keys that are ids of units and periods may be left out; every other part has to be there.
      const all = places(document).filter(([top, part]) => top !== "basis" || part !== "revisions")
      const way = d.pick(all)
      const key = way.at(-1)!
      const damaged = structuredClone(document)
      const around = way.slice(0, -1).reduce((inner: never, step) => inner[step as never], damaged as never) as {
        [key: string]: unknown
      }
      if (Array.isArray(around) || way.includes("path") || way.includes("place")) return
      tried.damaged++
      const value = around[key]
      delete around[key]
      expect([way, validate(damaged)]).toEqual([way, false])
      around[key] = [() => key]
      expect([way, validate(damaged)]).toEqual([way, false])
      around[key] = value
      around.khong_co = 1
      expect([way, validate(damaged)]).toEqual([way, false])
    }),
    { numRuns: 2_000, seed: 20241121 }
  )
  console.log(`totals: ${tried.totals}, figures ${tried.figures}, damaged ${tried.damaged}, left out ${tried.leftOut}`)
  expect(tried.damaged).toBeGreaterThan(1_000)
  expect(tried.leftOut).toBeGreaterThan(100)
})
