import { JsonTemplate, Template } from "@lienhoi/template"
import { TemplateArbitrary } from "@lienhoi/testing"
import { Ajv } from "ajv"
import { Ajv2020 } from "ajv/dist/2020.js"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { changed, changes } from "./damage.ts"

/** About half of the files stay as they are; at least 2,000 are changed. */
const runs = 4_400

const options = { strict: false, allErrors: false } as const
const newer = new Ajv2020(options).compile(JsonTemplate.schema())
const older = new Ajv(options).compile(JsonTemplate.schema("draft-07"))

/** What reading says about the form of a file; everything else needs the whole template. */
const ofForm =
  /^(?:yaml\..*|template\.(?:id|secret|extends|not-for-kind|no-period)|section\.key|field\.counts|rule\.form|due\.(?:form|day)|dimension\.form|limit\.(?:form|range)|state\.key|source\.(?:form|count)|date\.(?:bad|or)|target\.(?:field|field-own|field-template|of-form|not-for))$/u

const isWellFormed = (json: unknown): boolean => {
  const read = Template.fromJson(json)
  return read.ok || !read.issues.some((issue) => ofForm.test(issue.code))
}

describe("the JSON Schema of template files", () => {
  it("accepts exactly the files with whose form nothing is wrong, in both dialects", () => {
    const tried = { accepted: 0, put: 0, add: 0, remove: 0, unchanged: 0 }
    fc.assert(
      fc.property(TemplateArbitrary.templates(), changes, (template, some) => {
        const json = some.reduce(changed, Template.toJson(template) as unknown)
        const accepted = newer(json)

        expect(older(json)).toBe(accepted)
        if (isWellFormed(json) !== accepted) {
          expect({ json, newer: newer.errors, read: Template.fromJson(json) }).toBe(
            accepted ? "wrongly accepted" : "wrongly refused"
          )
        }
        if (accepted) tried.accepted++
        if (some.length === 0) tried.unchanged++
        for (const { does } of some) tried[does]++
      }),
      { numRuns: runs, seed: 20241015 }
    )
    const share = (n: number) => n / runs
    console.log(
      `files: ${runs}`,
      Object.entries(tried)
        .map(([name, n]) => `${name} ${(100 * share(n)).toFixed(1)} %`)
        .join(", ")
    )
    expect(runs - tried.unchanged).toBeGreaterThanOrEqual(2_000)
    expect(share(tried.accepted)).toBeGreaterThan(0.5)
    for (const n of [tried.put, tried.add, tried.remove, tried.unchanged]) expect(share(n)).toBeGreaterThan(0.05)
  }, 300_000)

  it("agrees with reading about every mixture of due forms and of what a rule does", () => {
    const due = { day: 5, month_offset: 1, month: 6, working_days_after: 3, days_before: 2, event: "Đại hội" }
    const rule = { when: "TRUE", warn: "x", error: "y", relevant: [], text_en: "z", field: "F" }
    const mixtures = (of: object) =>
      Array.from({ length: 64 }, (_, n) => Object.fromEntries(Object.entries(of).filter((_, bit) => (n >> bit) & 1)))
    const head = { template: "a/b", title: "x", period: "month", sections: {} }
    const files = [
      ...mixtures(due).map((one) => ({ ...head, due: { co_so: one } })),
      ...mixtures(rule).map((one) => ({ ...head, rules: [one] }))
    ]
    for (const json of files) expect([json, newer(json)]).toEqual([json, isWellFormed(json)])
    expect(files.filter((json) => newer(json))).toHaveLength(6 + 12)
  })

  it("agrees with reading about every mixture of what goes with a kind, of sources and of limits", () => {
    const mixtures = (of: object) =>
      Array.from({ length: 2 ** Object.keys(of).length }, (_, n) =>
        Object.fromEntries(Object.entries(of).filter((_, bit) => (n >> bit) & 1))
      )
    const head = { template: "a/b", title: "x", sections: {} }
    const parts = {
      period: "month",
      due: {},
      window: "calendar",
      record: { key: "a", title: "a" },
      states: { moi: { label: "x" } },
      acknowledge: { levels: "co_so" }
    }
    const source = {
      register: "a/c",
      count: true,
      sum: "x",
      where: "x",
      at: "end",
      template: "a/d",
      field: "y",
      periods: "sum",
      locked: true
    }
    const field = (from: object) => ({
      ...head,
      period: "month",
      sections: { a: { title: "a", fields: [{ key: "a", label: "a", type: "text", from }] } }
    })
    const files = [
      ...[{}, { kind: "report" }, { kind: "register" }, { kind: "case" }, { kind: "notice" }, { kind: "sổ" }].flatMap(
        (kind) =>
          mixtures(parts).flatMap((one) => [
            { ...head, ...kind, ...one },
            { ...head, ...kind, ...one, ...("period" in one ? { period: "ad-hoc" } : {}) }
          ])
      ),
      ...mixtures(source).map(field),
      ...mixtures({ hours: 1, days: 2, working_days: 3 }).map((limit) => ({
        ...head,
        kind: "case",
        states: { moi: { label: "x", limit } }
      }))
    ]
    for (const json of files)
      expect([json, newer(json), older(json)]).toEqual([json, isWellFormed(json), isWellFormed(json)])
    expect(files.filter((json) => newer(json)).length).toBeGreaterThan(40)
  })

  it("agrees with the calendar about leap years and the ends of months", () => {
    const due = (to: string) => ({
      template: "a/b",
      title: "x",
      period: "month",
      sections: {},
      due: { co_so: { day: 1, to } }
    })
    for (const year of ["0000", "0001", "1899", "1900", "1904", "2000", "2024", "2025", "2100", "9999"]) {
      for (const month of ["00", "01", "02", "04", "12", "13"]) {
        for (const day of ["00", "01", "28", "29", "30", "31", "32"]) {
          const json = due(`${year}-${month}-${day}`)
          expect([json, newer(json)]).toEqual([json, isWellFormed(json)])
        }
      }
    }
  })

  it.each([
    ["template.schema.json", "2020-12"],
    ["template.draft-07.schema.json", "draft-07"]
  ] as const)(
    "stands in schema/%s as it follows from the language; npm test -- JsonSchema -u writes it anew",
    async (file, dialect) => {
      const text = `${JSON.stringify(JsonTemplate.schema(dialect), null, 2)}\n`
      await expect(text).toMatchFileSnapshot(`../../packages/template/schema/${file}`)
    }
  )

  it("describes every keyword in Vietnamese", () => {
    const seen: Array<string> = []
    const look = (schema: unknown): void => {
      if (typeof schema !== "object" || schema === null) return
      for (const [name, inner] of Object.entries(schema)) {
        // Elsewhere keywords are only told to be there or not.
        if (name === "properties" && "additionalProperties" in schema) {
          for (const [keyword, one] of Object.entries(
            inner as { [keyword: string]: { description?: string } | false }
          )) {
            if (one === false) continue
            seen.push(keyword)
            expect(one.description, keyword).toMatch(/[à-ỹ]/u)
          }
        }
        look(inner)
      }
    }
    look(JsonTemplate.schema())
    expect(seen.length).toBeGreaterThan(80)
  })
})
