import { JsonTargetSet, Target, TargetSet } from "@lienhoi/template"
import { Ajv } from "ajv"
import { Ajv2020 } from "ajv/dist/2020.js"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"

const runs = 2_500

const options = { strict: false, allErrors: false } as const
const newer = new Ajv2020(options).compile(JsonTargetSet.schema())
const older = new Ajv(options).compile(JsonTargetSet.schema("draft-07"))

/** What reading says about the form of a file; the rest needs templates, or is about what it means. */
const ofForm =
  /^(?:yaml\..*|date\.(?:bad|or)|target-set\.id|target\.(?:field|field-own|field-template|of-form|not-for))$/u

const isWellFormed = (json: unknown): boolean => {
  const read = TargetSet.fromJson(json)
  return read.ok || !read.issues.some((issue) => ofForm.test(issue.code))
}

const day = fc.constantFrom("2022-03-11", "2024-02-29", "2027-03-31")
const maybe = <A>(arbitrary: fc.Arbitrary<A>): fc.Arbitrary<A | undefined> => fc.option(arbitrary, { nil: undefined })
const reading = fc.record({ field: fc.constantFrom("CB01", "vwu/nam/TC04[kinh]"), at: maybe(day) })
const denominator = fc.oneof(reading, fc.record({ units: fc.constant("co_so"), at: maybe(day) }))
const words = fc.constantFrom("Văn bản", "Nghị quyết số 1")

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

const item = fc
  .record({
    key: fc.constantFrom("CT01", "CT02", "CT03"),
    label: words,
    label_en: maybe(words),
    field: fc.constantFrom("vwu/thang/TC05", "vwu/thang/TC04[kinh]"),
    kind: fc.constantFrom(...Target.kinds),
    value: fc.constantFrom(1, 5, 90, 0.5),
    unit: maybe(fc.constant("hộ")),
    owner: fc.constantFrom("trung_uong", "tinh"),
    units: maybe(fc.constantFrom("t1", ["t1", "t2"])),
    from: maybe(fc.constant("2022-03-11")),
    by: fc.oneof(day, fc.constantFrom("year-end", "term-end")),
    source: maybe(fc.oneof(words, fc.array(words, { minLength: 1, maxLength: 2 }))),
    of: denominator,
    level: fc.constant("co_so"),
    base: maybe(reading)
  })
  .map(({ of, level, base, ...rest }) => {
    const each = rest.kind === "each-unit" || rest.kind === "per-unit-plus"
    return {
      ...rest,
      ...(rest.kind === "percent" ? { of } : {}),
      ...(each ? { level } : {}),
      ...(rest.kind === "per-unit-plus" ? { base } : {})
    }
  })

const set = fc
  .record({
    targets: fc.constant("vwu/chi-tieu"),
    version: maybe(fc.constant("1.2.0")),
    title: words,
    source: words,
    term: fc.constant({ from: "2022-03-11", to: "2027-03-31" }),
    closed: maybe(fc.boolean()),
    items: fc.uniqueArray(item, { minLength: 1, maxLength: 3, selector: ({ key }) => key })
  })
  .map(plain)

const strange: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    90,
    1e300,
    "",
    " ",
    "CB01",
    "vwu/thang/CB01",
    "vwu/thang/CB01[kinh]",
    "a b",
    "percent",
    "each-unit",
    "absolute",
    "adopted",
    "awaiting",
    "year-end",
    "term-end",
    "2023-02-29",
    "2027-03-31",
    [],
    {},
    [""],
    ["t1"],
    { field: "CB01" },
    { units: "co_so" },
    { field: "CB01", units: "co_so" },
    { field: "CB01", at: "2022-13-01" },
    { at: "2022-12-31" },
    { from: "2022-01-01", to: "2027-01-01" },
    { from: "2022-01-01" }
  ),
  fc.jsonValue({ maxDepth: 1 })
)
const keywords = [
  "kind",
  "of",
  "level",
  "base",
  "by",
  "from",
  "field",
  "value",
  "units",
  "source",
  "term",
  "items",
  "status",
  "khong_co"
]

type Change = {
  readonly way: ReadonlyArray<number>
  readonly does: "put" | "remove"
  readonly keyword: string
  readonly value: unknown
}

const change: fc.Arbitrary<Change> = fc.record({
  way: fc.array(fc.nat(20), { maxLength: 4 }),
  does: fc.constantFrom("put", "put", "remove"),
  keyword: fc.constantFrom(...keywords),
  value: strange
})

/** Walks into the value as far as the way leads and changes one entry of the map it ends in. */
const changed = (json: unknown, { way, does, keyword, value }: Change): unknown => {
  const copy = plain(json)
  let at = copy as { [key: string]: unknown }
  for (const step of way) {
    const inner = Object.values(at).filter((one) => typeof one === "object" && one !== null)
    if (inner.length === 0) break
    at = inner[step % inner.length] as { [key: string]: unknown }
  }
  if (Array.isArray(at)) {
    if (does === "put") at.push(value)
    else at.pop()
  } else if (does === "put") at[keyword] = value
  else {
    const names = Object.keys(at)
    delete at[names[keyword.length % Math.max(1, names.length)]!]
  }
  return copy
}

describe("the JSON Schema of target files", () => {
  it("Targets: sets are read back as they are from YAML and from JSON", () => {
    const kinds = new Map<string, number>()
    fc.assert(
      fc.property(set, (json) => {
        const read = TargetSet.fromJson(json)
        if (!read.ok) throw new Error(read.issues.map((one) => `${one.path.join("/")}: ${one.message}`).join("\n"))
        const again = TargetSet.parse(TargetSet.print(read.value))

        expect(again).toEqual(read)
        expect(TargetSet.fromJson(plain(TargetSet.toJson(read.value)))).toEqual(read)
        for (const { kind } of read.value.items) kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
      }),
      { numRuns: runs, seed: 20241121 }
    )
    console.log(`targets by kind: ${[...kinds].map(([kind, n]) => `${kind} ${n}`).join(", ")}`)
    expect(kinds.size).toBe(4)
  })

  it("accepts exactly the files with whose form nothing is wrong, in both dialects", () => {
    const tried = { accepted: 0, refused: 0 }
    fc.assert(
      fc.property(set, fc.array(change, { maxLength: 2 }), (start, changes) => {
        const json = changes.reduce(changed, start)
        const expected = isWellFormed(json)

        if (newer(json) !== expected)
          expect({ json, errors: newer.errors }).toBe(expected ? "wrongly refused" : "wrongly accepted")
        expect(older(json)).toBe(expected)
        tried[expected ? "accepted" : "refused"]++
      }),
      { numRuns: runs, seed: 20241121 }
    )
    console.log(`target files accepted ${tried.accepted}, refused ${tried.refused}`)
    expect(Math.min(tried.accepted, tried.refused)).toBeGreaterThan(runs / 5)
  })

  it.each([
    ["targets.schema.json", "2020-12"],
    ["targets.draft-07.schema.json", "draft-07"]
  ] as const)(
    "stands in schema/%s as it follows from the language; npm test -- TargetSchema -u writes it anew",
    async (file, dialect) => {
      const text = `${JSON.stringify(JsonTargetSet.schema(dialect), null, 2)}\n`
      await expect(text).toMatchFileSnapshot(`../../packages/template/schema/${file}`)
    }
  )
})
