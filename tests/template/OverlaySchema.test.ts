import { JsonOverlay, Overlay } from "@lienhoi/template"
import { TemplateArbitrary } from "@lienhoi/testing"
import { Ajv } from "ajv"
import { Ajv2020 } from "ajv/dist/2020.js"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { dice, overlay } from "../overlay/draw.ts"
import { changed, changes } from "./damage.ts"

/** About half of the files stay as they are; at least 2,000 are changed. */
const runs = 4_400

const options = { strict: false, allErrors: false } as const
const newer = new Ajv2020(options).compile(JsonOverlay.schema())
const older = new Ajv(options).compile(JsonOverlay.schema("draft-07"))

/** Reading an overlay alone looks at its form, and at nothing else but shared dimensions. */
const isWellFormed = (json: unknown): boolean => {
  const read = Overlay.parse(JSON.stringify(json))
  return read.ok || read.issues.every(({ code }) => /^dimension\.(?!form)/u.test(code))
}

describe("the JSON Schema of overlay files", () => {
  it("accepts exactly the files with whose form nothing is wrong, in both dialects; printed overlays are read the same", () => {
    const tried = { accepted: 0, put: 0, add: 0, remove: 0, unchanged: 0 }
    fc.assert(
      fc.property(TemplateArbitrary.templates(), fc.noShrink(fc.integer()), changes, (base, seed, some) => {
        const drawn = overlay(dice(seed), base, "tinh").overlay
        const json = some.reduce(changed, Overlay.toJson(drawn) as unknown)
        const accepted = newer(json)

        expect(older(json)).toBe(accepted)
        if (isWellFormed(json) !== accepted) {
          expect({ json, newer: newer.errors, read: Overlay.parse(JSON.stringify(json)) }).toBe(
            accepted ? "wrongly accepted" : "wrongly refused"
          )
        }
        if (accepted) tried.accepted++
        if (some.length === 0) {
          tried.unchanged++
          const read = Overlay.parse(Overlay.print(drawn))
          expect(read.ok ? { ...read.value, where: null } : read.issues).toEqual(drawn)
        }
        for (const { does } of some) tried[does]++
      }),
      { numRuns: runs, seed: 20241121 }
    )
    const share = (n: number) => n / runs
    console.log(
      `overlays: ${runs}`,
      Object.entries(tried)
        .map(([name, n]) => `${name} ${(100 * share(n)).toFixed(1)} %`)
        .join(", ")
    )
    expect(runs - tried.unchanged).toBeGreaterThanOrEqual(2_000)
    expect(share(tried.accepted)).toBeGreaterThan(0.5)
    for (const n of [tried.put, tried.add, tried.remove, tried.unchanged]) expect(share(n)).toBeGreaterThan(0.05)
  }, 300_000)

  it("agrees with reading about what an overlay may not say, and about ids and ranges", () => {
    const head = { template: "a/b", extends: "c/d@^1" }
    const frozen = ["lineage", "kind", "period", "window", "route", "remove", "secrecy", "applies_to"]
    const ranges = ["^1", "~1.2", "1.2.0", "1.2.0.0", "1", "", "^", ">1", "^1 ", "1234567890"]
    const files = [
      head,
      ...frozen.map((keyword) => ({ ...head, [keyword]: "x" })),
      ...ranges.map((range) => ({ ...head, extends: `c/d@${range}` })),
      ...["1a/b", "A/b", " a/b", "a", "a/b/c", 15].map((template) => ({ ...head, template })),
      ...[{ fields: [] }, { remove: [] }, { add: [{}] }, {}].map((part) => ({ ...head, sections: { x: part } })),
      ...["1x", "x y", ""].map((key) => ({ ...head, sections: { [key]: {} } })),
      ...["Chị em", { label: "Chị em" }, { unit: "người" }, [], null, 4].map((one) => ({
        ...head,
        relabel: { A: one }
      })),
      ...[{ min: 1 }, { min: "none" }, { required: "B > 1" }, { required: true }, { max: null }, 3].map((one) => ({
        ...head,
        tighten: { A: one }
      })),
      ...[{ c: { d: "x" } }, { c: [{ key: "d", label: "x" }] }, { c: {} }, { c: "x" }, []].map((one) => ({
        ...head,
        choices: { A: one }
      })),
      {},
      [],
      { template: "a/b" },
      { extends: "c/d@^1" }
    ]
    for (const json of files) expect([json, newer(json), older(json)]).toEqual([json, isWellFormed(json), newer(json)])
    expect(files.filter((json) => newer(json)).length).toBeGreaterThan(12)
  })

  it.each([
    ["overlay.schema.json", "2020-12"],
    ["overlay.draft-07.schema.json", "draft-07"]
  ] as const)(
    "stands in schema/%s as it follows from the language; npm test -- OverlaySchema -u writes it anew",
    async (file, dialect) => {
      const text = `${JSON.stringify(JsonOverlay.schema(dialect), null, 2)}\n`
      await expect(text).toMatchFileSnapshot(`../../packages/template/schema/${file}`)
    }
  )

  it("describes every keyword in Vietnamese", () => {
    const { properties, $defs } = JsonOverlay.schema() as { readonly [name: string]: object }
    const maps = [
      properties,
      ...Object.values($defs!).map((one) => (one as { readonly properties: object }).properties)
    ]
    for (const map of maps) {
      for (const [keyword, one] of Object.entries(map!)) expect(one.description, keyword).toMatch(/[à-ỹ]/u)
    }
  })
})
