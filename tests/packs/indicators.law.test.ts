/** The packs together ask the 160 indicators, each with its own operators, and mean the same everywhere. */
import { readFileSync } from "node:fs"
import { Indicator } from "@lienhoi/packs"
import { Field, Template } from "@lienhoi/template"
import { describe, expect, it } from "vitest"
import { read } from "./shelf.ts"
import { fieldOf, reports } from "./templates.ts"

describe("Packs: the 160 indicators", () => {
  it("are all asked by the pack that the list names, with the same words, unit, type and operators", () => {
    const list = Indicator.list()
    expect(list).toHaveLength(160)
    expect(new Set(list.map(({ key }) => key)).size).toBe(160)
    const wrong = list.filter(({ key, label, unit, type, units, periods, pack, theme }) => {
      const field = fieldOf(pack, key)
      const { combine } = field
      const isRatio = type === "ratio"
      const adds = isRatio
        ? units === "ratio-of-sums" &&
          periods === "ratio-of-sums" &&
          field.numerator !== null &&
          field.denominator !== null
        : Field.isNumeric(field)
          ? combine?.units === units && combine.periods === periods
          : units === "none" && combine === null
      return !(adds && field.label === label && field.unit === unit && field.type === type && theme !== "")
    })
    expect(wrong.map(({ key }) => key)).toEqual([])
  })

  it("of a yes or no the year takes what its last period said", () => {
    const last = Indicator.list().filter(
      ({ type, periods }) => (type === "bool" || type === "text") && periods !== "none"
    )
    expect(last.map(({ key, periods }) => [key, periods])).toEqual([
      ["TB06", "last"],
      ["TT17", "last"]
    ])
    for (const { key, pack } of last) {
      expect(fieldOf("vwu/bao-cao-nam", key).source).toMatchObject({ template: pack, field: key, periods: "last" })
    }
  })

  it("have parts of their own where the list names a part only in words", () => {
    const keys = new Set(Indicator.list().map(({ key }) => key))
    const named = Indicator.list().filter(({ type }) => type === "ratio")
    const withParts = named.filter(({ key, pack }) => {
      const { numerator, denominator } = fieldOf(pack, key)
      return !keys.has(numerator!) || !keys.has(denominator!)
    })
    // The nineteen, and CB05, whose denominator is CB01 - CB02.
    expect(withParts.map(({ key }) => key)).toEqual(
      "TC18 CB05 CB10 CB11 CB12 CN02 CN06 CN08 VB04 VB05 VB08 VB10 TT07 TT16 HO04 SV04 TD04 GD03 PA03 DG02".split(" ")
    )
    for (const { key, pack } of withParts) {
      const { numerator, denominator } = fieldOf(pack, key)
      for (const part of [numerator!, denominator!]) {
        const { combine, formula } = fieldOf(pack, part)
        expect(combine !== null || formula !== null, `${key}: ${part}`).toBe(true)
      }
    }
  })

  it("mean the same in every pack, and in the month of Hậu Giang", () => {
    const text = readFileSync(new URL("../../examples/hau-giang/templates/bao-cao-thang.yaml", import.meta.url), "utf8")
    const month = read(Template.parse(text)).template
    const all = [...reports, month].flatMap((template) =>
      Template.fields(template).map((field) => [template.id, field] as const)
    )
    let met = 0
    for (const { key, pack } of Indicator.list()) {
      const { type, combine, counts } = fieldOf(pack, key)
      for (const [id, one] of all.filter(([, field]) => field.key === key)) {
        met++
        expect([id, key, one.type, one.formula === null ? one.combine : combine]).toEqual([id, key, type, combine])
        if (id !== month.id) expect([id, key, one.counts]).toEqual([id, key, counts])
      }
    }
    expect(met).toBeGreaterThan(350)
    expect(Template.fields(month).filter(({ key }) => Indicator.find(key) === null)).toEqual([])
  })
})
