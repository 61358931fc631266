import { DimensionSet } from "@lienhoi/template"
import { Ajv } from "ajv"
import { Ajv2020 } from "ajv/dist/2020.js"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"

const options = { strict: false, allErrors: false } as const
const newer = new Ajv2020(options).compile(DimensionSet.schema())
const older = new Ajv(options).compile(DimensionSet.schema("draft-07"))

const runs = 2_500

/** What reading says about the form of a file; keys of items, doubles and versions are about what it means. */
const isWellFormed = (json: unknown): boolean => {
  const read = DimensionSet.parse(JSON.stringify(json))
  const isOfForm = (code: string, path: ReadonlyArray<unknown>): boolean =>
    code.startsWith("yaml.") || code === "template.id" || (code === "field.key" && path.length === 2)
  return read.ok || !read.issues.some(({ code, path }) => isOfForm(code, path))
}

const odd = fc.constantFrom<unknown>(null, "", " ", "chữ", 5, true, [], ["a"], [[]], {}, { a: {} }, [{ key: "a" }])
const words = fc.constantFrom("Từ 18 đến 30", "nhóm tuổi", "Kinh")
const sometimes = (good: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: 14, arbitrary: good }, { weight: 1, arbitrary: odd })
const key = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom("nhom_tuoi", "dan_toc") },
  { weight: 1, arbitrary: fc.constantFrom("Nhóm", "9a", "") }
)
const items = fc.oneof(
  fc.dictionary(fc.constantFrom("tre", "gia"), sometimes(words), { minKeys: 1 }),
  fc.array(fc.record({ key: sometimes(fc.constantFrom("a", "b")), label: sometimes(words) }), { maxLength: 2 })
)
const dimension = fc.record(
  { label: sometimes(words), items: sometimes(items), la: odd },
  { requiredKeys: ["items"], noNullPrototype: true }
)
const cut = dimension.chain((one) =>
  fc.integer({ max: 12, min: 0 }).map((n) => {
    const { la, ...rest } = one as { la?: unknown }
    return n === 0 ? { ...rest, la } : rest
  })
)
const file = fc
  .record(
    {
      "dimension-set": sometimes(fc.constant("vwu/chieu")),
      title: sometimes(words),
      version: sometimes(fc.constant("1.2.0")),
      source: sometimes(fc.oneof(words, fc.array(words, { maxLength: 2 }))),
      dimensions: sometimes(fc.dictionary(key, sometimes(cut), { maxKeys: 2 }))
    },
    { noNullPrototype: true, requiredKeys: ["dimensions", "title", "dimension-set"] }
  )
  .map((json): unknown => JSON.parse(JSON.stringify(json)))

describe("the JSON Schema of files of shared dimensions", () => {
  it("accepts exactly the files with whose form nothing is wrong, in both dialects", () => {
    const tried = { accepted: 0, refused: 0 }
    fc.assert(
      fc.property(file, (json) => {
        const expected = isWellFormed(json)
        if (newer(json) !== expected) {
          expect({ json, errors: newer.errors }).toBe(expected ? "wrongly refused" : "wrongly accepted")
        }
        expect(older(json)).toBe(expected)
        tried[expected ? "accepted" : "refused"]++
      }),
      { numRuns: runs, seed: 20241121 }
    )
    console.log(`files of dimensions accepted ${tried.accepted}, refused ${tried.refused}`)
    expect(Math.min(tried.accepted, tried.refused)).toBeGreaterThan(runs / 5)
  })

  it("what lacks a keyword it needs, or has one nobody knows, is refused by both", () => {
    const whole = { "dimension-set": "vwu/chieu", title: "Chiều", dimensions: { tuoi: { items: { a: "A" } } } }
    expect([newer(whole), isWellFormed(whole)]).toEqual([true, true])
    for (const keyword of Object.keys(whole)) {
      const { [keyword as "title"]: _, ...rest } = whole
      expect([keyword, newer(rest), isWellFormed(rest)]).toEqual([keyword, false, false])
    }
    expect([newer({ ...whole, la: 1 }), isWellFormed({ ...whole, la: 1 })]).toEqual([false, false])
  })

  it.each([
    ["dimensions.schema.json", "2020-12"],
    ["dimensions.draft-07.schema.json", "draft-07"]
  ] as const)(
    "stands in schema/%s as it follows from the language; npm test -- DimensionSchema -u writes it anew",
    async (name, dialect) => {
      const text = `${JSON.stringify(DimensionSet.schema(dialect), null, 2)}\n`
      await expect(text).toMatchFileSnapshot(`../../packages/template/schema/${name}`)
    }
  )
})
