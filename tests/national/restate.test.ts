/**
 * Laws Conservation and Restate on the whole national redraw for 60 fields: every unit of the old tree reports, districts
 * and provinces too, and nothing is lost or counted twice on the new one. All figures are synthetic.
 */
import {
  Aggregation,
  type Filed,
  Origin,
  Publication,
  Restated,
  RestatedFigure,
  type Total
} from "@lienhoi/aggregation"
import { Period } from "@lienhoi/calendar"
import * as Fraction from "@lienhoi/hierarchy/Fraction"
import * as Hierarchy from "@lienhoi/hierarchy/Hierarchy"
import * as Reorganisation from "@lienhoi/hierarchy/Reorganisation"
import * as Snapshot from "@lienhoi/hierarchy/Snapshot"
import { Compiled, Template } from "@lienhoi/template"
import { expect, it } from "vitest"
import { absent, folder, rowsOf } from "./data.ts"
import { by, country, day, eve, newId, oldId, plan } from "./redraw.ts"

const keys = Array.from({ length: 60 }, (_, k) => `F${String(k).padStart(2, "0")}`)
const levels = ["trung_uong", "tinh", "huyen", "co_so"]
const months = ["2025-05", "2025-06"].map((id) => Period.containing("month", `${id}-10`))

/** A synthetic figure of the unit at a place in a field and month. */
const figure = (at: number, field: number, month: number): number => (at * 7919 + field * 104_729 + month * 31) % 4_001

const template = (() => {
  const read = Template.parse(
    [
      "template: quoc-gia/bao-cao-thang",
      "title: Sáu mươi chỉ tiêu",
      "period: month",
      `due: { ${levels.map((level) => `${level}: { day: 15, month_offset: 1 }`).join(", ")} }`,
      "sections:",
      "  so:",
      "    title: Số liệu",
      `    asked_of: [${levels.join(", ")}]`,
      "    fields:",
      ...keys.map(
        (key) => `      - { key: ${key}, label: Chỉ tiêu ${key}, type: count, combine: { units: sum, periods: sum } }`
      )
    ].join("\n")
  )
  const compiled = read.ok ? Compiled.make(read.value.template) : read
  if (!compiled.ok) throw new Error(compiled.issues[0]!.message)
  return compiled.value
})()

const rollUp = (hierarchy: Snapshot.Snapshot, window: ReadonlyArray<Period.Period>): Total.Total =>
  Aggregation.rollUp({
    hierarchy,
    template,
    period: window,
    basis: "approved",
    reports: window.flatMap((period) => {
      const month = months.indexOf(period)
      return hierarchy.units.map(({ id }, at): Filed.Filed => {
        const cells = Object.fromEntries(keys.map((key, field) => [key, figure(at, field, month)]))
        return { unit: id, period: period.id, status: "approved", revision: 1, cells }
      })
    })
  })

const percent = (part: Fraction.Fraction, of: Fraction.Fraction): string => {
  const { denominator, numerator } = Fraction.divide(part, of)
  return `${(Number((numerator * 1_000_000n) / denominator) / 10_000).toFixed(2)} %`
}

if (folder === null) {
  it(`national restating: ${absent}`, () => {
    console.warn(`\n${"!".repeat(80)}\n${absent}\n${"!".repeat(80)}\n`)
  })
} else {
  const applied = Reorganisation.apply(country(), plan(), { recordedAt: "2025-06-25T00:00:00.000Z", by })
  if (!applied.ok) throw new Error(applied.issues[0]!.english)
  const { hierarchy } = applied.value
  const old = Hierarchy.at(hierarchy, eve)
  const restate = (total: Total.Total, onto = day): Restated.Restated => {
    const made = Aggregation.restate(total, { hierarchy, onto })
    if (!made.ok) throw new Error(made.issues[0]!.english)
    return made.value
  }
  const total = rollUp(old, months)
  const restated = restate(total)
  const now = restated.transfer.onto
  const exactly = (of: Restated.Restated, unit: string, key: string) =>
    RestatedFigure.exactly(of, unit, key) ?? Fraction.zero

  it("Conservation: of 60 fields over the whole redraw nothing is lost and nothing doubled", () => {
    const sums = { before: Fraction.zero, whole: Fraction.zero, shared: Fraction.zero, unallocated: Fraction.zero }
    const cells = { exact: 0, estimated: 0 }
    let [lost, doubled, unsure] = [0, 0, 0]
    for (const [field, key] of keys.entries()) {
      const balance = Restated.balance(restated, key)!
      const expected = old.units.reduce((sum, _, at) => sum + figure(at, field, 0) + figure(at, field, 1), 0)
      const after = Fraction.sum(Snapshot.roots(now).map(({ id }) => exactly(restated, id, key)))
      expect(balance.before).toEqual({ numerator: BigInt(expected), denominator: 1n })
      expect(Fraction.add(balance.whole, balance.shared)).toEqual(after)
      const missing = Fraction.subtract(balance.before, Fraction.add(after, balance.unallocated)).numerator
      if (missing > 0n) lost++
      if (missing < 0n) doubled++
      for (const part of ["before", "whole", "shared", "unallocated"] as const)
        sums[part] = Fraction.add(sums[part], balance[part])
      for (const { id } of now.units) {
        const { certainty } = RestatedFigure.of(restated, id, key)!
        if (certainty === "exact" || certainty === "estimated") cells[certainty]++
        else unsure++
      }
    }

    console.log(
      `National restating: ${keys.length} fields, ${old.units.length} units onto ${now.units.length}: ${lost} lost, ${doubled} doubled; of all figures ` +
        `${percent(sums.whole, sums.before)} moved whole, ${percent(sums.shared, sums.before)} by shares, ` +
        `${percent(sums.unallocated, sums.before)} unallocated (districts without an heir); of ${cells.exact + cells.estimated} ` +
        `restated totals ${((100 * cells.exact) / (cells.exact + cells.estimated)).toFixed(2)} % exact`
    )
    expect([lost, doubled, unsure]).toEqual([0, 0, 0])
    const without = new Set(Restated.unallocated(restated).map(({ unit }) => unit))
    expect([...without].sort()).toEqual([...Reorganisation.preview(country(), plan()).withoutHeir].sort())
  })

  it("Conservation: a commune with only whole predecessors is their sum, computed from the rows of the file alone", () => {
    const rows = rowsOf("vn-reorganisation-2025-07.csv")
    const divided = new Set(rows.flatMap(({ extent, new_code }) => (extent === "full" ? [] : [new_code])))
    const from = Map.groupBy(rows, ({ new_code }) => new_code!)
    let whole = 0
    for (const { code, id } of Snapshot.atLevel(now, "co_so")) {
      if (divided.has(code!)) continue
      whole++
      keys.forEach((key, field) => {
        const sum = from.get(code!)!.reduce((all, { old_code }) => {
          const at = old.index.get(oldId(old_code!))!
          return all + figure(at, field, 0) + figure(at, field, 1)
        }, 0)
        const { certainty, value } = RestatedFigure.of(restated, id, key)!
        if (value !== sum || certainty !== "exact") throw new Error(`${key} of ${id}: ${value} and not ${sum}`)
      })
    }
    console.log(
      `National restating: ${whole} of 3321 communes are exactly the sum of their predecessors in every field`
    )
    expect(whole).toBeGreaterThan(2_000)
  })

  it("Restate: May restated and June restated are both months restated, in every unit and field, to the last digit", () => {
    const [may, june] = months.map((month) => restate(rollUp(old, [month])))
    let fractions = 0
    for (const { id } of now.units)
      for (const key of keys) {
        const both = exactly(restated, id, key)
        const sum = Fraction.add(exactly(may!, id, key), exactly(june!, id, key))
        if (sum.numerator !== both.numerator || sum.denominator !== both.denominator) throw new Error(`${key} of ${id}`)
        if (both.denominator !== 1n) fractions++
      }
    console.log(
      `National restating: ${now.units.length * keys.length} sums are equal, ${fractions} of them no whole numbers`
    )
    expect(fractions).toBeGreaterThan(1_000)
  })

  it("Restate: Xã Hòa An of Cần Thơ is explained by Thị trấn Kinh Cùng and Xã Hòa An of Hậu Giang", () => {
    const told = Origin.explain(restated, { unit: newId("31393"), field: "F00" })!

    expect(told.path).toMatch(/^Xã H\p{L}+ An › Thành phố Cần Thơ › Trung ương$/u)
    expect(told.sources.map(({ code, share }) => [code, Number(share.numerator)]).sort()).toEqual([
      ["31393", 1],
      ["31423", 1]
    ])
  })

  it("Restate: the communes of every province are printed in whole numbers that add up to the province", () => {
    let cells = 0
    for (const { id } of Snapshot.atLevel(now, "tinh")) {
      const headings = keys.slice(0, 6).map((column) => ({ restated, column }))
      const table = Publication.table(id, headings)
      if (!table.ok) throw new Error(table.issues[0]!.english)
      headings.forEach(({ column }, k) => {
        const exact = RestatedFigure.of(restated, id, column)!
        const sum = table.value.rows.reduce((all, row) => all + (row.cells[k]!.value ?? 0), 0)
        expect(sum).toBe(table.value.totals[k])
        if (exact.certainty === "exact") expect(sum).toBe(exact.value)
        else expect(Math.abs(sum - exact.value!)).toBeLessThan(1)
        cells += table.value.rows.length
      })
    }
    console.log(`National restating: ${cells} printed numbers in 34 tables`)
  })

  it("Conservation: read back on the old tree, the new communes' figures are all there, as estimates where they were merged", () => {
    const later = rollUp(now, [months[1]!])
    const back = restate(later, eve)
    for (const [field, key] of keys.entries()) {
      const expected = now.units.reduce((sum, _, at) => sum + figure(at, field, 1), 0)
      const { before, unallocated } = Restated.balance(back, key)!
      const after = Fraction.sum(Snapshot.roots(old).map(({ id }) => exactly(back, id, key)))
      expect(before).toEqual({ numerator: BigInt(expected), denominator: 1n })
      expect(Fraction.add(after, unallocated)).toEqual(before)
    }
  })
}
