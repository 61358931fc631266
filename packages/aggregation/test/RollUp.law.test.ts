/** Law Roll-up (design §6): incremental = full recomputation, two steps = one, any order of arrival, exactly. */
import { Association, Snapshot } from "@lienhoi/hierarchy"
import { Field } from "@lienhoi/template"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { Aggregation, Figure, type Filed, State, Total } from "../src/index.ts"
import { combine, drawings, filedOf, oracle, reduce, reportsOf, type Scene, scenes, slot, tally } from "./scenes.ts"

const rollUp = (scene: Scene, reports: ReadonlyArray<Filed.Filed>, hierarchy = scene.hierarchy): Total.Total =>
  Aggregation.rollUp({
    hierarchy,
    template: scene.template,
    period: scene.window,
    basis: scene.basis,
    last: scene.last,
    reports
  })

const figuresOf = (total: Total.Total) =>
  total.hierarchy.units.map(({ id }) =>
    total.template.columns.map(({ key }) => ({ ...Figure.of(total, id, key), exactly: reduced(total, id, key) }))
  )

const reduced = (total: Total.Total, unit: string, key: string): string | null => {
  const exact = Figure.exactly(total, unit, key)
  return exact && reduce({ over: exact.numerator, under: exact.denominator })
}

const runs = { numRuns: 1000 }

describe("Roll-up", () => {
  it("Roll-up: every total equals an independent exact sum over its units and periods", () => {
    const cells = tally("Roll-up, states of totals")
    const engines = tally("Roll-up, sums and averages computed in")
    const byUnits = tally("Roll-up, operators over units")
    const reported = tally("Roll-up, reports")
    fc.assert(
      fc.property(scenes, (scene) => {
        const reports = reportsOf(scene)
        const total = rollUp(scene, reports)
        const counting = new Set(total.filed.filter((filed) => filed !== null))
        for (const filed of reports) reported.count(counting.has(filed) ? "counted" : "not counted")
        for (const { id } of scene.hierarchy.units) {
          for (const column of scene.template.columns) {
            const figure = Figure.of(total, id, column.key)!
            const expected = oracle(scene, reports, id, column)
            const { state, reported, missing, notApplicable } = figure
            expect({ exactly: reduced(total, id, column.key), state, reported, missing, notApplicable }).toEqual(
              expected
            )
            expect(figure.value === null).toBe(expected.exactly === null)
            cells.count(state)
            if (column.units === "sum" || column.units === "average")
              engines.count(total.columns.wide.has(scene.template.columns.indexOf(column)) ? "bigint" : "double")
            byUnits.count(column.units)
          }
        }
      }),
      runs
    )
    cells.check(0.05, ["value", "zero", "missing", "not-applicable"])
    engines.check(0.05, ["bigint", "double"])
    byUnits.check(0.05, Field.operators)
    reported.check(0.5, ["counted"])
  })

  it("Roll-up: bringing one report after another up the tree equals a full recomputation", () => {
    const changes = tally("Roll-up, changes one by one")
    const change = fc.record({
      kind: fc.constantFrom("file", "file", "replace", "withdraw"),
      at: fc.nat(),
      to: drawings
    })
    fc.assert(
      fc.property(scenes, fc.array(change, { minLength: 1, maxLength: 10 }), (scene, drawn) => {
        const truth = new Map(reportsOf(scene).map((filed) => [slot(filed), filed]))
        const live = rollUp(scene, [...truth.values()])
        for (const { at, kind, to } of drawn) {
          const drawing = filedOf(to, scene.hierarchy, scene.template)
          const known = [...truth.values()][at % Math.max(1, truth.size)]
          const key = kind === "file" || known === undefined ? drawing : known
          const filed = kind === "withdraw" ? null : { ...drawing, unit: key.unit, period: key.period }
          changes.count(filed === null ? "withdrawn" : truth.has(slot(key)) ? `replaced: ${filed.status}` : "new")
          if (filed === null) truth.delete(slot(key))
          else truth.set(slot(key), filed)
          Aggregation.apply(live, { unit: key.unit, period: key.period, filed })
        }

        const again = rollUp(scene, [...truth.values()])

        expect(figuresOf(live)).toEqual(figuresOf(again))
        expect(Total.basis(live)).toEqual(Total.basis(again))
        expect(Total.leftOut(live)).toHaveLength(Total.leftOut(again).length)
      }),
      runs
    )
    changes.check(0.05, ["new", "withdrawn", "replaced: submitted", "replaced: returned", "replaced: approved"])
  })

  it("Roll-up: reports count the same in any order of arrival", () => {
    const orders = tally("Roll-up, orders of arrival")
    fc.assert(
      fc.property(
        scenes.chain((scene) => {
          const reports = reportsOf(scene)
          return fc.tuple(
            fc.constant(scene),
            fc.constant(reports),
            fc.shuffledSubarray([...reports], { minLength: reports.length })
          )
        }),
        ([scene, reports, shuffled]) => {
          orders.count(reports.every((filed, k) => filed === shuffled[k]) ? "same" : "other")

          const total = rollUp(scene, shuffled)

          expect(figuresOf(total)).toEqual(figuresOf(rollUp(scene, reports)))
          expect(Total.basis(total)).toEqual(Total.basis(rollUp(scene, reports)))
        }
      ),
      runs
    )
    orders.check(0.5, ["other"])
  })

  it("Roll-up: two steps equal one, each unit below first and then upward", () => {
    const joined = tally("Roll-up, parts joined at the top")
    fc.assert(
      fc.property(scenes, (scene) => {
        const reports = reportsOf(scene)
        const [top] = scene.hierarchy.units
        const whole = rollUp(scene, reports)
        const below = Snapshot.children(scene.hierarchy, top!.id).map((child) => partOf(scene, reports, child.id))
        const alone = partOf(scene, reports, top!.id, [top!])
        for (const { key, units } of scene.template.columns) {
          const parts = (units === "none" ? [alone] : [alone, ...below]).map(({ top, total }) => ({
            exact: Figure.exactly(total, top, key),
            figure: Figure.of(total, top, key)!
          }))
          const figures = parts.flatMap(({ exact, figure }) => {
            if (exact === null) return []
            const weight = units === "average" ? BigInt(figure.reported) : 1n
            return [{ over: exact.numerator * weight, under: exact.denominator }]
          })
          const reported = parts.reduce((sum, { figure }) => sum + figure.reported, 0)
          const sum = combine(units === "average" || units === "count" ? "sum" : units, figures)
          const expected = sum && { over: sum.over, under: sum.under * (units === "average" ? BigInt(reported) : 1n) }
          const figure = Figure.of(whole, top!.id, key)!

          expect(reduced(whole, top!.id, key)).toEqual(expected && reduce(expected))
          if (units !== "none") {
            expect(figure.state).toBe(parts.map((part) => part.figure.state).reduce(State.join))
            expect(figure.reported).toBe(reported)
          }
          joined.count(units)
        }
      }),
      runs
    )
    joined.check(0.05, Field.operators)
  })
})

/** The total of one unit computed in a tree that begins with it. */
const partOf = (
  scene: Scene,
  reports: ReadonlyArray<Filed.Filed>,
  top: string,
  units = scene.hierarchy.units.filter((unit) => Snapshot.isWithin(scene.hierarchy, unit.id, top))
) => {
  const made = Snapshot.make(
    Association.vwu,
    scene.hierarchy.date,
    units.map((unit) => (unit.id === top ? { ...unit, parent: null } : unit))
  )
  if (!made.ok) throw new Error(made.issues[0]!.message)
  return { top, total: rollUp(scene, reports, made.value) }
}
