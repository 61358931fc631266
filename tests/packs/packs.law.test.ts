/** Laws of the packs: every one is good, holds its example and is the same in every authoring surface. */
import { readFileSync } from "node:fs"
import { Period } from "@lienhoi/calendar"
import { TemplateBook } from "@lienhoi/office"
import { Pack } from "@lienhoi/packs"
import { Builder, Compiled, DimensionSet, Field, JsonTemplate, Register, TargetSet, Template } from "@lienhoi/template"
import { Ajv2020 } from "ajv/dist/2020.js"
import { describe, expect, it } from "vitest"
import { read } from "./shelf.ts"
import { associationOf, forms, templates } from "./templates.ts"

/** The same template, written in TypeScript. */
const rebuilt = (json: JsonTemplate.JsonTemplate): JsonTemplate.JsonTemplate => {
  const { template: id, sections, rules = [], ...head } = json
  const begun: Builder.Builder = Builder.template(id, head as JsonTemplate.JsonHead) as never
  const asked = Object.entries(sections).reduce<Builder.Builder>(
    (built, [key, { fields = [], ...heading }]) =>
      fields.reduce<Builder.Builder>((one, field) => one.field(field) as never, built.section(key, heading) as never),
    begun
  )
  return rules.reduce<Builder.Builder>((built, rule) => built.rule(rule) as never, asked).json
}

describe("Packs: all", () => {
  it("are found by id, in the versions that are asked for", () => {
    const month = Pack.find("vwu/bao-cao-thang")
    expect(month?.version).toBe("1.0.0")
    expect(Pack.find("vwu/bao-cao-thang@^1")).toBe(month)
    expect(Pack.find("vwu/bao-cao-thang@~1.0")).toBe(month)
    expect(["vwu/bao-cao-thang@^2", "vwu/bao-cao-thang@1.0.1", "vwu/bao-cao", "", "@"].map(Pack.find)).toEqual(
      Array(5).fill(null)
    )
  })

  it("are there for everything that an association of women writes, and for its neighbours", () => {
    const count = (kind: Pack.Kind) => Pack.list(kind).length
    expect({
      report: count("report"),
      register: count("register"),
      case: count("case"),
      notice: count("notice"),
      dimensions: count("dimensions"),
      targets: count("targets")
    }).toEqual({ report: 24, register: 8, case: 2, notice: 4, dimensions: 3, targets: 2 })
    expect(new Set(Pack.list().map(({ id }) => id)).size).toBe(Pack.list().length)
    expect(Pack.list().map(({ id, file }) => file === `${id}.yaml`)).not.toContain(false)
  })

  it.each(forms.map((pack) => [pack.id, pack] as const))(
    "%s is read against its association and all that feeds it, without a warning",
    (_, pack) => {
      const association = associationOf(pack)
      const given = { file: pack.file, association, dimensions: Pack.dimensions(), templates }
      expect(read(Template.parse(pack.text, given)).warnings).toEqual([])
      expect(Compiled.make(Pack.template(pack)!, { association })).toMatchObject({ ok: true })
    }
  )

  it.each(forms.map((pack) => [pack.id, pack] as const))(
    "%s holds its example, one for each level of today that is asked",
    (_, pack) => {
      const template = Pack.template(pack)!
      const compiled = read(Compiled.make(template, { association: associationOf(pack) }))
      const { note, submissions } = Pack.example(pack)!
      expect(note).toContain("không có thật")
      const asked = new Set(Template.fields(template).flatMap(({ askedOf }) => askedOf))
      expect(new Set(submissions.map(({ unit }) => unit.level))).toEqual(
        new Set([...asked].filter((l) => l !== "huyen"))
      )
      for (const { unit, period, answers } of submissions) {
        const seen = compiled.validate(answers, { unit, period: read(Period.fromId(period)) })
        expect(seen.issues).toEqual([])
        expect(period.includes("..") ? "ad-hoc" : read(Period.fromId(period)).type).toBe(template.period)
        const filled = Template.fields(template).filter((f) => Field.isAskedOf(f, unit.level) && f.key in answers)
        expect(filled.length).toBeGreaterThan(0)
      }
    }
  )

  it("Authoring: every pack is the same after YAML, Excel, TypeScript and YAML again", async () => {
    for (const template of templates) {
      const book = read(await TemplateBook.read(await TemplateBook.write(template)))
      expect(book.template, template.id).toEqual(template)
      const json = rebuilt(Template.toJson(book.template))
      const built = read(Template.fromJson(json)).template
      expect(built, template.id).toEqual(template)
      const printed = Template.print(built)
      expect(read(Template.parse(printed)).template, template.id).toEqual(template)
      expect(Template.print(read(Template.parse(printed)).template)).toBe(printed)
    }
  })

  it("Authoring: shared dimensions and targets are the same after YAML and JSON", () => {
    for (const set of Pack.dimensions()) expect(read(DimensionSet.parse(DimensionSet.print(set)))).toEqual(set)
    for (const set of Pack.targets()) {
      expect(read(TargetSet.parse(TargetSet.print(set)))).toEqual(set)
      expect(read(TargetSet.fromJson(TargetSet.toJson(set)))).toEqual(set)
    }
  })

  it("are what the published JSON Schema accepts", () => {
    const accepts = new Ajv2020({ strict: false }).compile(JsonTemplate.schema())
    for (const template of templates) {
      const json = structuredClone(Template.toJson(template))
      expect([template.id, accepts(json), accepts.errors]).toEqual([template.id, true, null])
      expect(accepts({ ...json, titel: "Mẫu" })).toBe(false)
    }
  })

  it("that are registers take their example as records with a life and a key", () => {
    for (const pack of Pack.list("register")) {
      const compiled = read(Compiled.make(Pack.template(pack)!, { association: associationOf(pack) }))
      const [first] = Pack.example(pack)!.submissions
      const context = { unit: first!.unit, period: read(Period.fromId(first!.period)) }
      const { records, issues } = Register.read(compiled, [first!.answers], context)
      expect([pack.id, issues]).toEqual([pack.id, []])
      const { from } = Register.life(compiled.template, records[0]!)
      expect([pack.id, from]).toEqual([pack.id, expect.stringMatching(/^20\d\d-/u)])
      expect(Register.read(compiled, [first!.answers, first!.answers], context).issues).toMatchObject([
        { severity: "error" }
      ])
    }
  })

  it("that are cases end answered, from the first state, in the time they give", () => {
    for (const pack of Pack.list("case")) {
      const { states } = Pack.template(pack)!
      const ends = states.filter(({ end }) => end).map(({ key }) => key)
      const reached = new Set([states[0]!.key])
      for (const key of reached) for (const next of states.find((one) => one.key === key)!.next) reached.add(next)
      expect([...reached].toSorted()).toEqual(states.map(({ key }) => key).toSorted())
      expect(ends.length).toBeGreaterThan(0)
      for (const { end, limit } of states) expect(limit === null).toBe(end)
    }
  })

  it("say what they rest on, and of every source how sure it is", () => {
    const sources = [...templates, ...Pack.dimensions(), ...Pack.targets()].map(
      ({ id, source }) => [id, source] as const
    )
    for (const [id, source] of sources) {
      expect(source.length, id).toBeGreaterThan(0)
      for (const one of source)
        expect(one, id).toMatch(/đã xác nhận|chưa chắc|hiểu biết chung|thông lệ|suy ra|mặc định/u)
    }
  })

  it("run where there is no Node", () => {
    for (const file of ["Pack", "Indicator", "internal/embedded", "internal/shapes", "index"]) {
      const text = readFileSync(new URL(`../../packages/packs/src/${file}.ts`, import.meta.url), "utf8")
      expect(text.match(/from "(?!\.|@lienhoi\/)[^"]*"/u), file).toBeNull()
    }
  })
})
