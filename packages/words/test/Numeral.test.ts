import { Numeral } from "@lienhoi/words"
import fc from "fast-check"
import { describe, expect, it } from "vitest"

describe("a whole number in a count field", () => {
  it.each([
    ["38.506", 38506],
    ["1234", 1234],
    ["1.234.567", 1234567],
    ["1 234", 1234],
    ["1\u00A0234", 1234],
    ["1\u202F234", 1234],
    [" 12 ", 12],
    ["-3", -3],
    ["007", 7],
    ["-0", 0]
  ])("%j is %d", (text, value) => expect(Numeral.parseWhole(text)).toBe(value))

  it.each(["1,234", "1.23", "12.34.567", "0.385", "1.234,5", "", "mười", "1e3", "12 người", "99999999999999999999"])(
    "%j is not guessed at",
    (text) => expect(Numeral.parseWhole(text)).toBeNull()
  )
})

describe("a number with decimals", () => {
  it.each([
    ["1.234,5", 1234.5],
    ["1234,5", 1234.5],
    ["12.5", 12.5],
    ["0.385", 0.385],
    ["0,385", 0.385],
    ["38.506", 38506],
    ["-2,5", -2.5],
    ["1 234,75", 1234.75],
    ["-0,0", 0]
  ])("%j is %d", (text, value) => expect(Numeral.parseDecimal(text)).toBe(value))

  it.each(["1.23.4", "1,2,3", ",5", "5,", "", "NaN", "Infinity", `${"9".repeat(400)}`])("%j is no number", (text) =>
    expect(Numeral.parseDecimal(text)).toBeNull()
  )
})

describe("a number in print", () => {
  it.each([
    [1234567, 0, "1.234.567"],
    [999, 0, "999"],
    [-1234.5, 1, "-1.234,5"],
    [5, 2, "5"],
    [62.5, 2, "62,5"],
    [1.005, 2, "1,01"],
    [-2.5, 0, "-3"],
    [-0.4, 0, "0"],
    [1e-7, 2, "0"],
    [0.1 + 0.2 - 0.3, 4, "0"]
  ])("%d to at most %d places is %j", (value, places, text) => expect(Numeral.format(value, places)).toBe(text))

  it("a percentage is rounded from the share itself", () => {
    expect(Numeral.formatPercent(38506 / 85328)).toBe("45,13%")
    expect(Numeral.formatPercent(0.98385)).toBe("98,39%")
    expect(Numeral.formatPercent(1)).toBe("100%")
    expect(Numeral.formatPercent(62 / 63, 1)).toBe("98,4%")
  })

  it("Property: what is printed reads back", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (n) => {
        expect(Numeral.parseWhole(Numeral.format(n))).toBe(n)
      }),
      { numRuns: 1000 }
    )
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.integer({ min: 1, max: 3 }), (n, places) => {
        const value = n / 10 ** places
        expect(Numeral.parseDecimal(Numeral.format(value, places))).toBe(value + 0)
      }),
      { numRuns: 1000 }
    )
  })
})
