/** Files that nobody writes by hand: refused with one clear message, before they cost time or memory. */
import { Merge, Overlay, Template } from "@lienhoi/template"
import type { Issue } from "@lienhoi/words"
import { expect, it } from "vitest"

const head = "template: a/b\ntitle: x\nperiod: month\nwindow: fifteenth\ndue: { chi_hoi: 15 }\n"
const body = (fields: string) => `${head}sections:\n  s:\n    title: x\n    fields:\n${fields}\n`
const field = (n: number) => `      - { key: F${n}, label: Câu ${n}, type: bool, asked_of: [chi_hoi] }`
const fields = (n: number) => body(Array.from({ length: n }, (_, i) => field(i)).join("\n"))
const combine = "combine: { units: sum, periods: sum }"
const computed = (formula: string) =>
  body(
    `      - { key: A, label: A, type: count, asked_of: [chi_hoi], ${combine} }\n      - { key: B, label: B, type: count, formula: '${formula}', ${combine} }`
  )
const bomb = Array.from({ length: 30 }, (_, i) =>
  i === 0
    ? "a0: &a0 [x, x, x]"
    : `a${i}: &a${i} [${Array(9)
        .fill(`*a${i - 1}`)
        .join(", ")}]`
).join("\n")
const deep = 10_000

const readers: { readonly [name: string]: (text: string) => Issue.Checked<unknown> } = {
  template: (text) => Template.parse(text, { file: "mau.yaml" }),
  overlay: (text) => Overlay.parse(text, { file: "mau.yaml" }),
  resolve: (text) => Overlay.resolve([{ text, file: "mau.yaml" }]),
  decisions: (text) => Merge.parseDecisions(text, { file: "mau.yaml" })
}

/** Whatever reads it, the file is told apart by its form alone. */
const anywhere: ReadonlyArray<readonly [name: string, text: string, code: string]> = [
  ["YAML bomb", bomb, "yaml.alias"],
  ["YAML bomb behind a template", `${fields(1)}${bomb}`, "yaml.alias"],
  ["50 MB in one line", `a: ${"x".repeat(50_000_000)}`, "yaml.too-long"],
  ["50 MB of remarks behind a template", `${fields(1)}${"# x\n".repeat(12_500_000)}`, "yaml.too-long"],
  ["100,000 fields", fields(100_000), "yaml.too-long"],
  ["a NUL inside", fields(1).replace("Câu", "C\u0000âu"), "yaml.control"],
  ["100,000 NUL", "\u0000".repeat(100_000), "yaml.control"],
  ["open brackets", "[".repeat(deep), "yaml.too-deep"],
  ["brackets in brackets", "[".repeat(deep) + "]".repeat(deep), "yaml.too-deep"],
  ["maps in maps", `a: ${"{ a: ".repeat(deep)}1${"}".repeat(deep)}`, "yaml.too-deep"],
  ["lists in lists", `${"- ".repeat(deep)}x`, "yaml.too-deep"]
]

const templates: ReadonlyArray<readonly [name: string, text: string, code: string]> = [
  ["formula in 10,000 brackets", computed(`${"(".repeat(deep)}A${")".repeat(deep)}`), "formula.too-long"],
  ["formula in 900 brackets", computed(`${"(".repeat(900)}A${")".repeat(900)}`), "formula.too-deep"],
  ["10,000 signs", computed(`${"-".repeat(deep)}A`), "formula.too-long"],
  ["10,000 powers", computed(`A${" ^ A".repeat(deep)}`), "formula.too-long"],
  ["10,000 conditions", computed(`${"IF(A > 0; ".repeat(deep)}A${"; 0)".repeat(deep)}`), "formula.too-long"],
  ["9,000 fields", fields(9_000), "template.too-many"]
]

it.each(anywhere)("%s: one message, whatever reads it", (name, text, code) => {
  for (const [reader, read] of Object.entries(readers)) {
    const start = performance.now()
    const found = read(text)
    const seconds = ((performance.now() - start) / 1000).toFixed(2)
    console.log(`${name}, ${reader}: ${seconds} s, ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB resident`)
    expect(found.ok ? [] : found.issues.map((issue) => issue.code)).toEqual([code])
    expect(found.ok ? null : found.issues[0]!.place).toMatchObject({ file: "mau.yaml" })
  }
})

it.each(templates)("%s: one message", (name, text, code) => {
  const start = performance.now()
  const found = Template.parse(text, { file: "mau.yaml" })
  console.log(`${name}: ${((performance.now() - start) / 1000).toFixed(2)} s`)
  expect(found.ok ? [] : found.issues.map((issue) => issue.code)).toEqual([code])
})

it("a file of another kind is told so, not line by line without end", () => {
  const lines = Array.from({ length: 50_000 }, (_, n) => `muc_${n}: x`).join("\n")
  const found = Template.parse(`${fields(1)}${lines}`)
  const codes = found.ok ? [] : found.issues.map(({ code }) => code)
  expect(codes).toHaveLength(101)
  expect(codes.at(-1)).toBe("yaml.many")
})
