import { JsonTemplate, Template } from "@lienhoi/template"
import { TemplateArbitrary } from "@lienhoi/testing"
import { Ajv } from "ajv"
import { Ajv2020 } from "ajv/dist/2020.js"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"

const runs = 2_500

const options = { strict: false, allErrors: false } as const
const newer = new Ajv2020(options).compile(JsonTemplate.schema())
const older = new Ajv(options).compile(JsonTemplate.schema("draft-07"))

/** What reading says about the form of a file; everything else needs the whole template. */
const ofForm =
  /^(?:yaml\..*|template\.(?:id|secret|not-for-kind|no-period)|section\.key|field\.counts|rule\.form|due\.(?:form|day)|dimension\.form|limit\.(?:form|range)|state\.key|source\.(?:form|count)|date\.(?:bad|or)|target\.(?:field|field-own|field-template|of-form|not-for))$/u

const isWellFormed = (json: unknown): boolean => {
  const read = Template.fromJson(json)
  return read.ok || !read.issues.some((issue) => ofForm.test(issue.code))
}

/** What may be put anywhere: mostly what some keyword takes. */
const strange: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    0,
    15,
    31,
    32,
    -1,
    2.5,
    2 ** 53,
    1e300,
    "",
    " ",
    "\u00a0",
    "none",
    "15",
    "true",
    "co_so",
    "count",
    " count",
    "table",
    "month",
    "sum",
    "open",
    "secret",
    "2024-02-29",
    "2023-02-29",
    "2025-06-30",
    "0000-01-01",
    "1900-02-29",
    "2000-02-29",
    "2025-13-01",
    "people",
    "units:co_so",
    "units:CO",
    "a/b",
    "A/b",
    [],
    {},
    [""],
    ["co_so"],
    ["co_so", 1],
    [null],
    [[]],
    { key: "a", label: "b" },
    [{ key: "a", label: "b" }],
    { a: "b" },
    { a: null },
    { "": "b" },
    { " ": "b" },
    { day: 15 },
    { day: 0 },
    { day: 15, event: "x" },
    { working_days_after: 3 },
    { days_before: 3 },
    { month: 3 },
    { days_before: 3, event: "x" },
    [{ day: 5, to: "2025-06-30" }, 7],
    { units: "sum", periods: "last" },
    { units: "sum" },
    { when: "TRUE", warn: "x" },
    { when: "TRUE", warn: "x", error: "y" },
    { when: "TRUE" },
    { when: 1, relevant: "F1" },
    { by: "x", items: { a: "b" } },
    { by: "x" },
    { "1a": { title: "x" } },
    { a1: { title: "x" } }
  ),
  fc.jsonValue({ maxDepth: 2 })
)

const keywords = [
  "key",
  "label",
  "unit",
  "min",
  "max",
  "required",
  "counts",
  "combine",
  "choices",
  "columns",
  "disaggregate",
  "due",
  "applies_to",
  "secrecy",
  "personal",
  "kind",
  "window",
  "day",
  "month",
  "event",
  "from",
  "warn",
  "relevant",
  "asked_of",
  "theme",
  "fields",
  "type",
  "decimals",
  "complete",
  "khong_co"
]

type Change = {
  readonly way: ReadonlyArray<number>
  readonly does: "put" | "add" | "remove"
  readonly keyword: string
  readonly value: unknown
}

const change: fc.Arbitrary<Change> = fc.record({
  way: fc.array(fc.nat(30), { minLength: 0, maxLength: 7 }),
  does: fc.constantFrom("put", "put", "add", "add", "remove"),
  keyword: fc.constantFrom(...keywords),
  value: strange
})

/** Half of the files stay as they are. */
const changes = fc.oneof(fc.constant([]), fc.array(change, { minLength: 1, maxLength: 2 }))

type Tree = { [key: string]: unknown }

/** Walks into the file as far as the way leads and changes what stands there. */
const changed = (json: unknown, { way, does, keyword, value }: Change): unknown => {
  const root = { root: structuredClone(json) } as Tree
  let [around, key]: [Tree, string] = [root, "root"]
  for (const step of way) {
    const here = around[key]
    const keys = typeof here === "object" && here !== null ? Object.keys(here) : []
    if (keys.length === 0) break
    ;[around, key] = [here as Tree, keys[step % keys.length]!]
  }
  const here = around[key]
  if (does === "add" && typeof here === "object" && here !== null && !Array.isArray(here))
    (here as Tree)[keyword] = value
  else if (does === "remove" && !Array.isArray(around) && around !== root) delete around[key]
  else around[key] = value
  return root.root
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
