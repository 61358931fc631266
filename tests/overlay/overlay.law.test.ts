/** Law Overlay (design §6), over generated templates, overlays and submissions. */

import { Aggregation, Figure, type Filed } from "@lienhoi/aggregation"
import { Period } from "@lienhoi/calendar"
import { Association, Snapshot } from "@lienhoi/hierarchy"
import { Compiled, Overlay, type Template } from "@lienhoi/template"
import { TemplateArbitrary } from "@lienhoi/testing"
import type { Issue } from "@lienhoi/words"
import * as fc from "fast-check"
import { expect, it } from "vitest"
import { answers, bare, dice, fieldsOf, localised, overlay } from "./draw.ts"

const runs = 2_000

const good = <A>(checked: Issue.Checked<A>): A => {
  if (!checked.ok) throw new Error(checked.issues.map((one) => `${one.path.join("/")}: ${one.message}`).join("\n"))
  return checked.value
}

/** Counts what was tried; every share must be there, and at least that large. */
const tally = (law: string) => {
  let cases = 0
  const used = new Map<string, number>()
  const share = (n: number) => `${((100 * n) / cases).toFixed(1)} %`
  return {
    one: (names: ReadonlyArray<string>) => {
      cases++
      for (const name of new Set(names)) used.set(name, (used.get(name) ?? 0) + 1)
    },
    expect: (accepted: string, names: ReadonlyArray<string>) => {
      console.log([`law ${law}: ${cases} cases`, ...[...used].map(([name, n]) => `  ${name}: ${share(n)}`)].join("\n"))
      expect(used.get(accepted)! / cases).toBeGreaterThanOrEqual(0.5)
      for (const name of names) expect((used.get(name) ?? 0) / cases, name).toBeGreaterThanOrEqual(0.05)
    }
  }
}

const deeds = [
  "add",
  "relabel",
  "reorder",
  "regroup",
  "hide",
  "tighten",
  "choices",
  "due",
  "targets",
  "rules",
  "forbidden"
]

const cases = fc.record({
  one: TemplateArbitrary.cases().filter(({ mood }) => mood !== "hostile"),
  seed: fc.noShrink(fc.integer())
})

it("Overlay: what has no error under the overlay has none, projected, under the base, and the same cells", () => {
  const tried = tally("Overlay, projection")
  fc.assert(
    fc.property(cases, ({ one, seed }) => {
      const d = dice(seed)
      const base = one.template
      const drawn = overlay(d, base, "tinh")
      const made = Overlay.apply(base, drawn.overlay)
      if (!made.ok) {
        for (const { path, message } of made.issues) {
          expect(path.length).toBeGreaterThan(0)
          expect(message).not.toMatch(/^\s*$|\{\w+\}|undefined|NaN/u)
        }
        tried.one([...drawn.deeds, "the overlay was refused"])
        return
      }
      const local = made.value
      const { level } = one.context.unit
      const sent = { input: localised(d, one.input, level, base, local), context: one.context }
      const projected = Overlay.project(sent, local, base)
      const below = good(Compiled.make(local)).validate(sent.input, sent.context)
      const above = good(Compiled.make(base)).validate(projected.input, projected.context)
      const found = above.issues.filter((issue) => issue.severity === "error")

      if (below.ok) expect(found).toEqual([])
      if (below.ok) {
        const kept = new Set(fieldsOf(local).map((field) => field.key))
        const cells = Object.entries(above.cells).filter(([key]) => kept.has(key.split("[")[0]!))
        expect(bare(Overlay.projectCells(below.cells, local, base))).toEqual(bare(Object.fromEntries(cells)))
      }
      tried.one([
        ...drawn.deeds,
        ...(below.ok ? ["accepted under the overlay"] : []),
        ...(above.ok ? [] : ["refused by the base too"]),
        ...(!below.ok && above.ok ? ["refused by the overlay alone"] : [])
      ])
    }),
    { numRuns: runs, seed: 20241116 }
  )
  tried.expect("accepted under the overlay", [...deeds, "the overlay was refused", "refused by the base too"])
})

it("Overlay: composed overlays equal one after the other, with the same refusals, and so do their projections", () => {
  const tried = tally("Overlay, composition")
  fc.assert(
    fc.property(cases, ({ one, seed }) => {
      const d = dice(seed)
      const base = one.template
      const lower = overlay(d, base, "tinh")
      const first = Overlay.apply(base, lower.overlay)
      const upper = overlay(d, first.ok ? first.value : base, "xa")
      const second = first.ok ? Overlay.apply(first.value, upper.overlay) : first
      const at = Overlay.stack(base, [lower.overlay, upper.overlay])

      expect(at).toEqual(second)
      const names = [...lower.deeds, ...upper.deeds]
      if (first.ok && second.ok) {
        expect(second.value).toMatchObject({ lineage: base.lineage, id: "xa/nghiem", period: base.period })
        const { level } = one.context.unit
        const halfway = localised(d, one.input, level, base, first.value)
        const sent = { input: localised(d, halfway, level, first.value, second.value), context: one.context }
        const steps = Overlay.project(Overlay.project(sent, second.value, first.value), first.value, base)
        expect(Overlay.project(sent, second.value, base)).toEqual(steps)
        tried.one([
          ...names,
          "accepted",
          ...(fieldsOf(second.value).some(isTwiceFiner) ? ["a finer choice of a finer one"] : [])
        ])
      } else tried.one([...names, first.ok ? "the upper was refused" : "the lower was refused"])
    }),
    { numRuns: runs, seed: 20241117 }
  )
  tried.expect("accepted", [
    ...deeds,
    "the upper was refused",
    "the lower was refused",
    "a finer choice of a finer one"
  ])
})

/** Whether a field has a choice under a choice that an overlay added. */
const isTwiceFiner = ({ choices }: ReturnType<typeof fieldsOf>[number]): boolean =>
  choices.some(({ under }) => choices.some((one) => one.key === under && one.under !== undefined))

const months = ["2024-09", "2024-10"].map((id) => Period.containing("month", `${id}-10`))
const unit = (id: string, level: string, parent: string | null) =>
  ({ id, name: id, code: null, kind: null, since: "2020-01-01", level, parent }) as const
const tree = good(
  Snapshot.make(Association.vwu, "2024-10-14", [
    unit("tw", "trung_uong", null),
    unit("t", "tinh", "tw"),
    unit("h", "huyen", "t"),
    ...["x1", "x2"].flatMap((id) => [
      unit(id, "co_so", "h"),
      ...["a", "b"].map((name) => unit(`${id}${name}`, "chi_hoi", id))
    ])
  ])
)

const figuresOf = (template: Template.Template, reports: ReadonlyArray<Filed.Filed>) => {
  const total = Aggregation.rollUp({
    hierarchy: tree,
    template: good(Compiled.make(template)),
    period: months,
    basis: "submitted",
    reports
  })
  return (key: string) =>
    tree.units.map(({ id }) => {
      const figure = Figure.of(total, id, key)
      if (figure === null) return null
      const { reason: _, inputs: __, ...plain } = figure
      return plain
    })
}

it("Overlay: for every base field rolling up and projecting commute", () => {
  const tried = tally("Overlay, roll-up")
  fc.assert(
    fc.property(cases, ({ one, seed }) => {
      const d = dice(seed)
      const base = one.template
      const drawn = overlay(d, base, "tinh")
      const made = Overlay.apply(base, drawn.overlay)
      if (!made.ok) {
        tried.one([...drawn.deeds, "the overlay was refused"])
        return
      }
      const local = made.value
      const { validate } = good(Compiled.make(local))
      const reports = tree.units
        .filter(({ level }) => level === "co_so" || level === "chi_hoi")
        .flatMap(({ id, level }) =>
          months.map((period): Filed.Filed => {
            const { cells } = validate(answers(d, local, level), { unit: { id, level }, period })
            return { unit: id, period: period.id, status: "submitted", revision: 1, cells }
          })
        )
      const projected = reports.map((filed) => ({
        ...filed,
        cells: Overlay.projectCells(filed.cells as never, local, base)
      }))
      const [below, above] = [figuresOf(local, reports), figuresOf(base, projected)]
      const kept = new Set(fieldsOf(local).map((field) => field.key))
      const columns = good(Compiled.make(base)).columns
      const shared = [...columns, ...fieldsOf(base).filter((field) => field.type === "ratio")]
        .map(({ key }) => key)
        .filter((key) => kept.has(key.split("[")[0]!))
      for (const key of shared) expect(below(key), key).toEqual(above(key))
      for (const { key, field } of columns) {
        if (field.combine!.units !== "none") expect(kept.has(field.key), key).toBe(true)
      }
      const values = shared.flatMap((key) => above(key)).filter((figure) => figure?.value != null)
      tried.one([...drawn.deeds, "rolled up", ...(values.length > 0 ? ["gave figures"] : [])])
    }),
    { numRuns: runs, seed: 20241118 }
  )
  tried.expect("rolled up", [...deeds, "the overlay was refused", "gave figures"])
})
