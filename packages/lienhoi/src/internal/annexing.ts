/**
 * The annex of a unit from an app: totals of this period, of the year and of the year before, and how its targets stand.
 */
import * as Attainment from "@lienhoi/aggregation/Attainment"
import * as Comparison from "@lienhoi/aggregation/Comparison"
import * as Restated from "@lienhoi/aggregation/Restated"
import type { Total } from "@lienhoi/aggregation/Total"
import * as Period from "@lienhoi/calendar/Period"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import * as Window from "@lienhoi/calendar/Window"
import * as Hierarchy from "@lienhoi/hierarchy/Hierarchy"
import * as Snapshot from "@lienhoi/hierarchy/Snapshot"
import type { Basis } from "@lienhoi/report/Report"
import type { Compiled } from "@lienhoi/template/Compiled"
import type { Field } from "@lienhoi/template/Field"
import * as Target from "@lienhoi/template/Target"
import * as Issue from "@lienhoi/words/Issue"
import * as Effect from "effect/Effect"
import * as Annex from "../Annex.ts"
import type { Asked } from "../App.ts"
import * as Cases from "./cases.ts"
import * as Counting from "./counting.ts"
import * as Sight from "./sight.ts"
import * as Targets from "./targets.ts"

/** Whose annex, and what was planned apart from targets. */
export type AnnexAsked = Asked & { readonly unit?: string; readonly plan?: { readonly [field: string]: number } }

/** What is looked at, with the periods of the template that make it. */
interface Looked {
  readonly sheet: Cases.Sheet
  readonly period: Period.Period
  readonly periods: Comparison.Periods
}

/** A period of the template, or one that several of them make: nine months of monthly reports. */
const look = ({ house }: Counting.Deps, asked: Asked): Issue.Checked<Looked> => {
  const plain = Cases.sheet(house, asked)
  if (plain.ok) {
    const { period, template } = plain.value
    return Issue.ok({ sheet: plain.value, period, periods: Comparison.periodsOf(period, template.template.period)! })
  }
  const template = Cases.templateOf(house, asked.template)
  const wide = Period.parse(asked.period)
  const periods = template.ok && wide.ok ? Comparison.periodsOf(wide.value, template.value.template.period) : null
  if (!template.ok || !wide.ok || periods === null) return plain
  const last = Cases.sheet(house, { ...asked, period: periods.period.at(-1)!.id })
  return last.ok ? Issue.ok({ sheet: last.value, period: wide.value, periods }) : last
}

const isSameTree = (a: Snapshot.Snapshot, b: Snapshot.Snapshot): boolean =>
  a.units.length === b.units.length &&
  a.units.every(({ id, level, parent }) => {
    const other = Snapshot.unit(b, id)
    return other !== null && other.level === level && other.parent === parent
  })

/** Totals of other days, read on the tree of the one that is looked at. */
const elsewhere = (deps: Counting.Deps, tree: Snapshot.Snapshot, basis: Basis) => {
  const { house } = deps
  const known = new Map<string, Total | Restated.Restated | null>()
  const make = (template: Compiled, periods: ReadonlyArray<Period.Period>): Total | Restated.Restated | null => {
    const last = periods.at(-1)
    if (last === undefined) return null
    const there = Cases.treeOf(house, template, last)
    const total = Counting.sum(deps, { template, tree: there }, periods, basis)
    if (!total.ok) return null
    if (isSameTree(there, tree)) return total.value
    const restated = Restated.onto(total.value, { hierarchy: house.hierarchy, onto: tree.date })
    return restated.ok ? restated.value : null
  }
  return (template: Compiled, periods: ReadonlyArray<Period.Period>) => {
    const key = JSON.stringify([template.template.id, periods.map(({ id }) => id)])
    if (!known.has(key)) known.set(key, make(template, periods))
    return known.get(key)!
  }
}

/** The last period of a template whose window ended by that day. */
const lastBy = ({ template }: Compiled, day: PlainDate.PlainDate): Period.Period | null => {
  const around = Window.containing(template.period, day, template.window)
  if (around === null) return null
  return Window.of(around, template.window).to <= day ? around : Period.previous(around)
}

/** What is asked of every unit of a level is told of each unit that has such units, itself included. */
const isToldAt = ({ level, units }: Target.Target, tree: Snapshot.Snapshot, unit: string): boolean =>
  level !== null && units === null && Snapshot.atLevel(tree, level).some(({ id }) => Snapshot.isWithin(tree, id, unit))

const measured = (
  deps: Counting.Deps,
  { sheet, period }: Looked,
  unit: Snapshot.Snapshot["units"][number],
  basis: Basis
): ReadonlyArray<Annex.Measured> => {
  const { house } = deps
  const { template, tree } = sheet
  const total = elsewhere(deps, tree, basis)
  const templateOf = (id: string | null): Compiled | null =>
    id === null || id === template.template.lineage ? template : (house.templates.get(id) ?? null)
  return Targets.inForce(house, template.template, period)
    .filter(({ target }) => Target.isOwedBy(target, unit) || isToldAt(target, tree, unit.id))
    .flatMap(({ set, target, term }) => {
      const question = { period: sheet.period, window: template.template.window, term }
      const periods = Target.periodsOf(target, question)
      const here = Counting.sum(deps, sheet, periods, basis)
      if (periods.length === 0 || !here.ok) return []
      const attainment = Attainment.of({
        target,
        term,
        unit: unit.id,
        total: here.value,
        totalOf: ({ template: id, at }) => {
          const of = templateOf(id)
          const one = of === null ? null : at === null ? lastBy(of, here.value.hierarchy.date) : lastBy(of, at)
          return of === null || one === null ? null : total(of, [one])
        },
        treeAt: (day) => Hierarchy.at(house.hierarchy, day, { route: template.template.route })
      })
      return [{ target, set: set?.id ?? null, attainment }]
    })
}

/** What a field is to come to in the year that is looked at: as it was said, else by its first target that falls due in it. */
const planOf =
  (asked: AnnexAsked, period: Period.Period, targets: ReadonlyArray<Annex.Measured>) =>
  ({ key }: Field): number | null => {
    const said = Object.entries(asked.plan ?? {}).find(([name]) => name.toLowerCase() === key.toLowerCase())
    if (said !== undefined) return said[1]
    const found = targets.find(
      ({ attainment, target }) =>
        target.field.toLowerCase() === key.toLowerCase() &&
        attainment.planned !== null &&
        PlainDate.year(attainment.to) === PlainDate.year(period.to)
    )
    return found?.attainment.planned ?? null
  }

/** The annex of a unit, of the whole association when none is named. */
export const annex = (deps: Counting.Deps, asked: AnnexAsked): Counting.Answer<Annex.Annex> =>
  Effect.gen(function* () {
    yield* deps.reports.catchUp
    const looked = look(deps, asked)
    if (!looked.ok) return looked
    const { period, periods, sheet } = looked.value
    const basis = asked.basis ?? "approved"
    const root = Cases.onTree(sheet, Counting.rootOf(sheet.tree, asked.unit))
    if (!root.ok) return root
    const { unit } = root.value
    const sight = yield* deps.sight(asked, sheet.template.template.lineage)
    const refused = Sight.refusal(sight, unit.id, "totals")
    if (refused !== null) return refused
    const discretion = Counting.discretionOf(deps, { ...sheet, sight, unit: unit.id })
    if (!discretion.ok) return discretion
    const now = Counting.sum(deps, sheet, periods.period, basis)
    const yearToDate = Counting.sum(deps, sheet, periods.yearToDate, basis)
    if (!now.ok) return now
    if (!yearToDate.ok) return yearToDate
    // From who is beside the own line, whatever may be hidden is hidden in every column: last year, plan and shares too.
    const targets = measured(deps, looked.value, unit, basis).filter(
      ({ target }) => !discretion.value.touches(JSON.stringify(target))
    )
    return Issue.ok(
      Annex.of({
        hides: discretion.value.touches,
        of: period,
        unit: unit.id,
        period: now.value,
        yearToDate: yearToDate.value,
        lastYear: elsewhere(deps, sheet.tree, basis)(sheet.template, periods.lastYear),
        plan: planOf(asked, period, targets),
        columns: Comparison.columns,
        sets: Targets.setsOf(deps.house, sheet.template.template, period),
        targets
      })
    )
  })
