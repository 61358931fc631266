/** What a merge of templates promises, over generated bases, overlays of former provinces and submissions. */
import { Compiled, type Field, Merge, Migration, Overlay, type Template } from "@lienhoi/template"
import { TemplateArbitrary } from "@lienhoi/testing"
import { type Issue, Text } from "@lienhoi/words"
import * as fc from "fast-check"
import { expect, it } from "vitest"
import { bare, type Dice, dice, fieldsOf, localised, overlay } from "./draw.ts"

const runs = 2_000

const good = <A>(checked: Issue.Checked<A>): A => {
  if (!checked.ok) throw new Error(checked.issues.map((one) => `${one.path.join("/")}: ${one.message}`).join("\n"))
  return checked.value
}

const labels = ["Hội viên ở cù lao", "hội viên ở Cù Lao", "Hội viên ở các cù lao", "Chợ nổi", "Chợ nổi đang họp"]

const plainCount = { type: "count", combine: { units: "sum", periods: "sum" }, partOf: null, min: 0 } as const

/** Fields of one's own under words that others use as well, with every key that names them. */
const worded = (d: Dice, of: Overlay.Overlay): Overlay.Overlay => {
  const sections = of.sections.map((part) => ({
    ...part,
    add: part.add.map((field) => ({
      ...field,
      ...(field.formula === null && d.chance(70) ? plainCount : {}),
      label: d.chance(70) ? d.pick(labels) : field.label,
      required: field.required === false ? false : d.chance(50),
      max: field.type === "count" && d.chance(30) ? 1_000 + d.upTo(3) : field.max,
      unit: field.type === "count" && d.chance(15) ? "hộ" : field.unit
    }))
  }))
  const own = of.sections.flatMap(({ add }) => add)
  const { rules } = of
  if (own.length === 0 || !d.chance(40)) return { ...of, sections }
  const { key, type } = d.pick(own)
  const when = type === "count" && d.chance(30) ? `${key} > 100000` : `BLANK(${key})`
  const local = { does: "error", when, text: "Xin xem lại", textEn: null, field: null } as const
  return { ...of, sections, rules: [...rules, local] }
}

/** An overlay of that owner that holds; where none is found, one that changes nothing. */
const holding = (d: Dice, base: Template.Template, owner: string): Overlay.Overlay => {
  for (let tries = 0; tries < 12; tries++) {
    const drawn = overlay(d, base, owner)
    if (drawn.deeds.includes("forbidden")) continue
    const one = worded(d, drawn.overlay)
    if (Overlay.apply(base, one).ok) return one
  }
  return good(Overlay.parse(`template: ${owner}/nghiem\nextends: ${base.id}@^1`))
}

const cases = fc.record({
  one: TemplateArbitrary.cases().filter(({ mood }) => mood === "honest"),
  seed: fc.noShrink(fc.integer())
})

const meaning = ({ type, unit, decimals, combine, counts }: Field.Field) =>
  JSON.stringify([type, unit === null ? null : Text.fold(unit), decimals, combine, counts])

it("Merge: nothing is lost, nothing joined that differs, no order matters, and old reports stay good", () => {
  const used = new Map<string, number>()
  const count = (name: string) => used.set(name, (used.get(name) ?? 0) + 1)
  fc.assert(
    fc.property(cases, ({ one, seed }) => {
      const d = dice(seed)
      const base = one.template
      const owners = ["ancuu", "benhai", "cantho", "dong"].slice(0, d.pick([2, 2, 2, 2, 2, 3, 3, 3, 3, 4]))
      const former = owners.map((owner) => holding(d, base, owner))
      const id = d.pick(["moi/nghiem", "cantho/moi"])
      const merged = good(Merge.overlays(base, former, { id }))
      const { template, kept, moves, decisions, listed } = merged
      count(`${owners.length} provinces`)

      // in = out + listed
      const resolved = new Map(former.map((local) => [local.id, good(Overlay.apply(base, local))]))
      const places = new Set(fieldsOf(template).map((field) => field.key))
      for (const [source, local] of resolved) {
        const mine = kept.filter((one) => one.source === source)
        expect(mine.map(({ field }) => field).toSorted()).toEqual(
          fieldsOf(local)
            .map(({ key }) => key)
            .toSorted()
        )
        expect(new Set(mine.map(({ key }) => key)).size).toBe(mine.length)
        for (const { key } of mine) expect(places).toContain(key)
      }
      const known = new Set(fieldsOf(base).map((field) => field.key))
      const own = [...places].filter((key) => !known.has(key))
      for (const key of own) expect(kept.some((one) => one.key === key)).toBe(true)

      // nothing joined that differs
      for (const key of own) {
        const members = kept.filter((one) => one.key === key)
        const asked = members.map(({ source, field }) => fieldsOf(resolved.get(source)!).find((f) => f.key === field)!)
        expect(new Set(asked.map(meaning)).size).toBe(1)
        if (members.length > 1) count("fields became one")
      }
      if (decisions.some(({ confidence, choice }) => choice === "different" && confidence === "medium")) count("near")
      if (decisions.some(({ confidence, choice }) => choice === "different" && confidence === "high")) count("apart")
      if (listed.length > 0) count("something is listed")
      for (const { message, english } of [
        ...listed,
        ...decisions.map(({ reason: { vi, en } }) => ({ message: vi, english: en }))
      ]) {
        for (const text of [message, english]) expect(text).not.toMatch(/^\s*$|\{\w+\}|undefined|NaN/u)
      }

      // no order matters; decisions say it all
      expect(good(Merge.overlays(base, former.toReversed(), { id }))).toEqual(merged)
      if (d.chance(40)) {
        count("decisions read again")
        const read = good(Merge.parseDecisions(Merge.printDecisions(id, decisions)))
        const again = good(Merge.overlays(base, former, { id, decisions: read }))
        expect(again.template).toEqual(template)
        expect(again.decisions.map(({ choice, of, key }) => ({ choice, of, key }))).toEqual(
          decisions.map(({ choice, of, key }) => ({ choice, of, key }))
        )
        expect(good(Overlay.apply(base, good(Overlay.parse(Overlay.print(merged.overlay!)))))).toEqual(template)
      }

      // old reports move whole and stay good
      const after = good(Compiled.make(template))
      for (const { from, migration } of moves) {
        const local = resolved.get(from.id)!
        const { level } = one.context.unit
        const input = localised(d, one.input, level, base, local)
        const before = good(Compiled.make(local)).validate(input, one.context)
        const cells = good(Migration.run(migration, before.cells))
        expect(Object.keys(cells)).toHaveLength(Object.keys(before.cells).length)
        const seen = after.validate(good(Migration.input(migration, input, local, template)), one.context)
        if (!before.ok) {
          count("a report with errors")
          continue
        }
        count("a good report")
        const held = Object.fromEntries(Object.entries(seen.cells).filter(([key]) => Object.hasOwn(cells, key)))
        expect(bare(held)).toEqual(bare(cells))
        expect(seen.issues.filter(({ severity }) => severity === "error")).toEqual([])
      }
    }),
    { numRuns: runs, seed: 20241121 }
  )
  const share = (n: number): string => `${((100 * n) / runs).toFixed(1)} %`
  console.log([`Merge: ${runs} cases`, ...[...used].map(([name, n]) => `  ${name}: ${share(n)}`)].join("\n"))
  const reports = used.get("a good report")! + used.get("a report with errors")!
  expect(used.get("a good report")! / reports).toBeGreaterThanOrEqual(0.5)
  for (const name of [
    "2 provinces",
    "3 provinces",
    "4 provinces",
    "fields became one",
    "near",
    "apart",
    "something is listed"
  ])
    expect(used.get(name)! / runs, name).toBeGreaterThanOrEqual(0.05)
}, 600_000)
