/**
 * One commune made up for a template: its branches and itself report sample answers, and the figures go up to the top.
 *
 * @since 0.1.0
 */
import * as Aggregation from "@lienhoi/aggregation/Aggregation"
import type * as Filed from "@lienhoi/aggregation/Filed"
import type * as Period from "@lienhoi/calendar/Period"
import * as Window from "@lienhoi/calendar/Window"
import * as Association from "@lienhoi/hierarchy/Association"
import type * as Level from "@lienhoi/hierarchy/Level"
import * as Snapshot from "@lienhoi/hierarchy/Snapshot"
import type * as Unit from "@lienhoi/hierarchy/Unit"
import type { Cells } from "@lienhoi/template/Cell"
import type { Compiled } from "@lienhoi/template/Compiled"
import * as Field from "@lienhoi/template/Field"
import * as Overlay from "@lienhoi/template/Overlay"
import * as Template from "@lienhoi/template/Template"
import type { Bilingual } from "@lienhoi/words/Language"
import * as Occasion from "./Occasion.ts"
import * as Sample from "./Sample.ts"

/** A unit of the example, the lowest first. */
interface Named {
  readonly id: string
  readonly level: string
  readonly name: Bilingual
}

/** One figure on its way up. */
export interface Sum {
  readonly key: string
  /** What units of the lowest level gave, in the order of {@link Example.below}; `null` where one gave nothing. */
  readonly given: ReadonlyArray<number | null>
  /** For each unit above them, from the commune to the top: what it gave itself and what it comes to. */
  readonly above: ReadonlyArray<{ readonly unit: string; readonly own: number | null; readonly value: number | null }>
}

/** The example. */
export interface Example {
  readonly below: ReadonlyArray<Named>
  readonly above: ReadonlyArray<Named>
  readonly sums: ReadonlyArray<Sum>
}

/** What is summed. */
export interface Options {
  readonly compiled: Compiled
  readonly association: Association.Association
  readonly period: Period.Period
}

/** How many units of the lowest level there are. */
const many = 3

interface Grove {
  readonly tree: Snapshot.Snapshot
  readonly below: ReadonlyArray<Named>
  readonly above: ReadonlyArray<Named>
}

const named = (level: Level.Level, n: number | null): Named => ({
  id: n === null ? level.id : `${level.id}-${n + 1}`,
  level: level.id,
  name: {
    vi: n === null ? level.name.vi : `${level.name.vi} ${n + 1}`,
    en: n === null ? level.name.en : `${level.name.en} ${n + 1}`
  }
})

/** The levels from the one that answers lowest up to the top, each allowed under the next. */
const chainOf = (
  { association, compiled: { template } }: Options,
  date: string,
  kind: string | null
): ReadonlyArray<Level.Level> => {
  const living = Association.levelsOn(association, date)
  const lowest = Occasion.levels(template, association).find(({ id }) => living.some((level) => level.id === id))
  const chain = lowest === undefined ? [] : [lowest]
  for (let at = lowest; at !== undefined; ) {
    const meeting = { child: at.id, kind, route: "own" }
    const parents: ReadonlyArray<string> = Association.parentLevels(association, meeting, date)
    const above = living.filter(({ id, rank }) => parents.includes(id) && rank < at!.rank)
    at = above.at(-1)
    if (at !== undefined) chain.push(at)
  }
  return chain
}

const plant = (options: Options): Grove | null => {
  const { association, compiled, period } = options
  const { appliesTo, window } = compiled.template
  const date = Window.of(period, window).to
  const kind = appliesTo.kinds?.[0] ?? null
  const [lowest, ...upper] = chainOf(options, date, kind)
  if (lowest === undefined) return null
  const only = upper.length === 0
  const below = Array.from({ length: only ? 1 : many }, (_, n) => named(lowest, only ? null : n))
  const above = upper.map((level) => named(level, null))
  const unit = ({ id, level, name }: Named, parent: Named | undefined): Unit.Unit => ({
    id,
    name: name.vi,
    level,
    parent: parent?.id ?? null,
    code: null,
    kind,
    since: "1930-01-01"
  })
  const units = [...below.map((one) => unit(one, above[0])), ...above.map((one, i) => unit(one, above[i + 1]))]
  const tree = Snapshot.make(association, date, units)
  return tree.ok ? { tree: tree.value, below, above } : null
}

/** The template as the made-up units see it: one that is for named units is for these. */
const forAll = (compiled: Compiled): Compiled => ({
  ...compiled,
  template: { ...compiled.template, appliesTo: { ...compiled.template.appliesTo, units: null } }
})

interface Report {
  readonly unit: string
  readonly cells: Cells
}

const reportsOf = ({ compiled, period }: Options, { above, below }: Grove): ReadonlyArray<Report> => {
  const each = (one: Named, n: number): Report => ({
    unit: one.id,
    cells: Sample.cells(compiled, Occasion.context(compiled.template, one.level, period), n)
  })
  const { levels } = compiled.template.appliesTo
  return [...below, ...above.filter(({ level }) => levels.includes(level))].map(each)
}

const totalOf = (options: Options, { tree }: Grove, reports: ReadonlyArray<Report>): Aggregation.Total =>
  Aggregation.rollUp({
    hierarchy: tree,
    template: forAll(options.compiled),
    period: options.period,
    basis: "submitted",
    reports: reports.map(
      ({ unit, cells }): Filed.Filed => ({ unit, period: options.period.id, status: "submitted", revision: 1, cells })
    )
  })

/** The keys of every figure that is rolled up or computed from totals, breakdown items aside. */
const keysOf = ({ columns, template }: Compiled): ReadonlyArray<string> => {
  const folded = new Set(columns.filter(({ item }) => item === null).map(({ key }) => key))
  return Template.fields(template)
    .filter((field) => folded.has(field.key) || (Field.isNumeric(field) && Field.isComputed(field)))
    .map(({ key }) => key)
}

/** The example of a template; `null` where the association has no tree for it on the last day of the period. */
export const of = (options: Options): Example | null => {
  const grove = plant(options)
  if (grove === null) return null
  const total = totalOf(options, grove, reportsOf(options, grove))
  const sums = keysOf(options.compiled).flatMap((key): ReadonlyArray<Sum> => {
    const at = (unit: string) => Aggregation.cell(total, unit, key)
    if (at(grove.tree.units[0]!.id) === null) return []
    return [
      {
        key,
        given: grove.below.map(({ id }) => at(id)?.value ?? null),
        above: grove.above.map(({ id }) => ({ unit: id, own: at(id)?.own.value ?? null, value: at(id)?.value ?? null }))
      }
    ]
  })
  return { below: grove.below, above: grove.above, sums }
}

/** A template and the base that it stands on. */
export interface Pair extends Options {
  readonly base: Compiled
}

/**
 * Adds the example up twice: reports summed under the template above them, and the same reports projected to the base and
 * summed there. `different` names the columns of the base that did not come out equal at every unit (law Overlay).
 */
export const compare = (pair: Pair): { readonly figures: number; readonly different: ReadonlyArray<string> } => {
  const grove = plant(pair)
  if (grove === null) return { figures: 0, different: [] }
  const reports = reportsOf(pair, grove)
  const projected = reports.map(({ unit, cells }) => ({
    unit,
    cells: Overlay.projectCells(cells, pair.compiled.template, pair.base.template)
  }))
  const local = totalOf(pair, grove, reports)
  const centre = totalOf({ ...pair, compiled: pair.base }, grove, projected)
  const asked = pair.base.columns.filter(({ key }) => pair.compiled.columns.some((column) => column.key === key))
  const differs = (key: string): boolean =>
    grove.tree.units.some(
      ({ id }) => Aggregation.cell(local, id, key)?.value !== Aggregation.cell(centre, id, key)?.value
    )
  return { figures: asked.length, different: asked.filter(({ key }) => differs(key)).map(({ key }) => key) }
}
