import { readFileSync } from "node:fs"
import { initSync, Model } from "@ironcalc/wasm"
import { Period } from "@lienhoi/calendar"
import { Cell, Compiled, Template } from "@lienhoi/template"
import * as fc from "fast-check"
import { expect, it } from "vitest"

/** What a person who knows Excel writes means what Excel means by it: the same formulas in a spreadsheet engine. */
const runs = 2_000

const wasm = new URL("../../node_modules/@ironcalc/wasm/wasm_bg.wasm", import.meta.url)
initSync({ module: readFileSync(wasm) })
const sheet = new Model("thu", "en", "UTC", "en")

const { number } = fc.letrec<{ number: string; truth: string }>((tie) => {
  const [n, t] = [tie("number"), tie("truth")]
  const leaf = fc.constantFrom("v1", "v2", "v3", "0", "1", "2", "0.5", "10", "20%")
  const list = fc.array(n, { minLength: 1, maxLength: 3 }).map((all) => all.join("; "))
  return {
    number: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      leaf,
      fc.tuple(n, fc.constantFrom("+", "-", "*"), n).map(([a, sign, b]) => `(${a} ${sign} ${b})`),
      fc
        .tuple(leaf, fc.constantFrom("+", "-", "*"), leaf, fc.constantFrom("+", "-", "*"), leaf)
        .map((all) => all.join(" ")),
      fc.tuple(leaf, leaf).map(([a, b]) => `IF(${b} <> 0; ${a} / ${b}; 0)`),
      leaf.map((a) => `${a}^2`),
      leaf.map((a) => `-${a}^2`),
      n.map((a) => `-(${a})`),
      leaf.map((a) => `${a} * 15%`),
      n.map((a) => `ABS(${a})`),
      fc.tuple(n, fc.integer({ min: 0, max: 3 })).map(([a, digits]) => `ROUND(${a}; ${digits})`),
      fc.tuple(fc.constantFrom("SUM", "AVERAGE", "MIN", "MAX", "COUNT"), list).map(([name, all]) => `${name}(${all})`),
      fc.constantFrom("SUM", "AVERAGE", "MIN", "MAX", "COUNT").map((name) => `${name}(v1; v4; v3)`),
      fc.tuple(t, n, n).map(([when, a, b]) => `IF(${when}; ${a}; ${b})`)
    ),
    truth: fc.oneof(
      { maxDepth: 3 },
      fc.tuple(leaf, fc.constantFrom("=", "<>", "<", "<=", ">", ">="), leaf).map(([a, sign, b]) => `${a} ${sign} ${b}`),
      fc.tuple(t, t).map(([a, b]) => `AND(${a}; ${b})`),
      fc.tuple(t, t).map(([a, b]) => `OR(${a}; ${b})`),
      t.map((a) => `NOT(${a})`)
    )
  }
})

const period = Period.containing("month", "2024-10-15")
const field = (n: number) => ({
  key: `v${n}`,
  label: `Số ${n}`,
  type: "decimal",
  decimals: 1,
  combine: { units: "sum", periods: "sum" }
})

const ours = (formula: string, input: { [key: string]: number }): number | null => {
  const read = Template.fromJson({
    template: "thu/bang-tinh",
    title: "Bảng tính",
    period: "month",
    window: "fifteenth",
    due: { co_so: 15 },
    sections: {
      so: {
        title: "Số",
        asked_of: ["co_so"],
        fields: [1, 2, 3, 4]
          .map(field)
          .concat([{ key: "KQ", label: "Kết quả", type: "decimal", decimals: 6, formula } as never])
      }
    }
  })
  const compiled = read.ok ? Compiled.make(read.value.template) : read
  if (!compiled.ok) throw new Error(`${formula}: ${compiled.issues[0]?.message}`)
  return Cell.number(compiled.value.validate(input, { unit: { id: "u", level: "co_so" }, period }).cells.KQ)
}

const theirs = (formula: string, input: { [key: string]: number }): number => {
  for (let n = 1; n <= 4; n++) sheet.setUserInput(0, n, 1, input[`v${n}`] === undefined ? "" : String(input[`v${n}`]))
  sheet.setUserInput(0, 1, 2, `=(${formula.replaceAll(";", ",").replaceAll(/v(\d)/gu, "A$1")})`)
  return Number(sheet.getFormattedCellValue(0, 1, 2))
}

it("gives what a spreadsheet gives for the functions they share", () => {
  const value = fc.integer({ min: -500, max: 5_000 }).map((n) => n / 10)
  const used = new Map<string, number>()
  fc.assert(
    fc.property(number, value, value, value, fc.boolean(), (formula, v1, v2, v3, full) => {
      const input = full ? { v1, v2, v3, v4: 7 } : { v1, v2, v3 }
      const expected = theirs(formula, input)
      const actual = ours(formula, input)

      // A half at the seventh decimal may go either way, and a spreadsheet shows some ten digits.
      const near = actual !== null && Math.abs(actual - expected) <= 2e-6 + 1e-8 * Math.abs(expected)
      if (!near) expect({ formula, input, actual }).toEqual({ formula, input, actual: expected })
      for (const [name] of formula.matchAll(/[A-Z]+|\^|%/gu)) used.set(name, (used.get(name) ?? 0) + 1)
    }),
    { numRuns: runs, seed: 20241015 }
  )
  console.log(`formulas: ${runs}`, Object.fromEntries(used))
  for (const name of ["IF", "AND", "OR", "NOT", "SUM", "AVERAGE", "MIN", "MAX", "COUNT", "ROUND", "ABS", "^", "%"])
    expect(used.get(name) ?? 0, name).toBeGreaterThan(runs / 20)
})
