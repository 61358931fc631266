/**
 * Totals made by the database, beside the data: the figures of reports folded over periods, then over units, for a tree
 * that need not fit into memory. It passes the suite of `Aggregation.rollUp` and gives the same figures, exact on whole
 * numbers and on decimals.
 *
 * **Details**
 *
 * It is one statement that writes nothing, so it runs on a replica too, and inside `Scope.as` it adds up what the viewer
 * may see. It goes up the tree level by level. It rests on the read models (`Reading.advance`). Units that ended inside
 * the window, versions of templates and duties are for `Aggregation.rollUp`: here every unit of the tree that a field is
 * asked of is expected to report it.
 *
 * @since 0.1.0
 */
import * as Aggregation from "@lienhoi/aggregation/Aggregation"
import * as Fixed from "@lienhoi/aggregation/Fixed"
import type { State } from "@lienhoi/aggregation/State"
import type { LastPolicy } from "@lienhoi/aggregation/Total"
import type { Period } from "@lienhoi/calendar/Period"
import type { Snapshot } from "@lienhoi/hierarchy/Snapshot"
import type { Basis } from "@lienhoi/report/Report"
import type { Compiled } from "@lienhoi/template/Compiled"
import * as Effect from "effect/Effect"
import * as Column from "./internal/column.ts"
import { failureOf } from "./internal/failure.ts"
import * as Statement from "./internal/rollUp.ts"
import { Store } from "./Store.ts"
import type { StoreError } from "./StoreError.ts"

/** What is rolled up. */
export interface Question {
  /** The tree of the template's reference day. */
  readonly hierarchy: Snapshot
  readonly template: Compiled
  /** One period, or several in their order. */
  readonly period: Period | ReadonlyArray<Period>
  readonly basis: Basis
  /** For fields that take the last period of several; `missing` unless said otherwise. */
  readonly last?: LastPolicy
  /** Periods before the window, the oldest first, from which figures may be carried forward. */
  readonly earlier?: ReadonlyArray<Period>
  /** The units whose totals are told; every unit when not given. The fewer, the less is made: totals between them are not. */
  readonly units?: ReadonlyArray<string>
}

/** The total of one unit in one column. */
export interface Sum {
  readonly unit: string
  readonly key: string
  /** In decimal digits, exact, still to be divided by {@link Sum.divisor}; `null` without a figure. */
  readonly total: string | null
  /** 1 but for averages: the figure is `total ÷ divisor`. */
  readonly divisor: number
  readonly state: State
  /** Units at or under it that gave a figure. */
  readonly reported: number
  readonly missing: number
  readonly notApplicable: number
}

/** For each unit, by column, how many units at or under it are asked. */
const askedUnder = ({ parents, units }: Snapshot, asked: ReadonlyMap<string, Uint8Array>, width: number) => {
  const under = new Int32Array(units.length * width)
  for (let place = units.length - 1; place >= 0; place--) {
    const own = asked.get(units[place]!.level)
    const above = parents[place]!
    for (let at = 0; at < width; at++) {
      under[place * width + at]! += own?.[at] ?? 0
      if (above >= 0) under[above * width + at]! += under[place * width + at]!
    }
  }
  return under
}

/** The place of each unit when every unit is followed by all that stands under it. */
const preorder = ({ childCount, firstChild, parents }: Snapshot): ReadonlyArray<number> => {
  const places = new Array<number>(parents.length).fill(0)
  const roots = [...parents.keys()].filter((place) => parents[place]! < 0)
  const open = roots.toReversed()
  for (let nth = 0; open.length > 0; nth++) {
    const place = open.pop()!
    places[place] = nth
    for (let child = firstChild[place]! + childCount[place]! - 1; child >= firstChild[place]!; child--) open.push(child)
  }
  return places
}

/**
 * By place: the told inner unit that a unit adds to (itself, or the nearest above it), how many of them stand above that
 * one, and the next of them; -1 for none. Totals between them are not made.
 */
const homesOf = ({ childCount, parents }: Snapshot, told: ReadonlySet<number>) => {
  const [homes, rises, aboves] = [[] as Array<number>, [] as Array<number>, [] as Array<number>]
  for (const [place, parent] of parents.entries()) {
    const above = parent < 0 ? -1 : homes[parent]!
    const isHome = told.has(place) && childCount[place]! > 0
    homes.push(isHome ? place : above)
    rises.push((above < 0 ? -1 : rises[parent]!) + (isHome ? 1 : 0))
    aboves.push(above)
  }
  return { homes, rises, aboves }
}

const said: ReadonlyArray<State> = ["not-applicable", "missing", "zero", "value"]

/** One of PostgreSQL's settings; memory in kB. */
interface Setting {
  readonly name: string
  readonly setting: string
}

/** What is known of a total besides its row. */
interface Place {
  /** Units at or under it that are asked, and whether it is itself. */
  readonly asked: number
  readonly isAsked: boolean
  readonly parts: number
  /** Of several periods a column without an operator says nothing. */
  readonly isFolded: boolean
}

/** What the row of the database and the tree say together; without a row nobody at or under the unit said anything. */
const sumOf = (
  { key, periods, units }: Compiled["columns"][number],
  unit: string,
  row: Statement.Row | null,
  { asked, isAsked, isFolded, parts }: Place
): Sum => {
  const reported = row?.reported ?? 0
  const notApplicable = isFolded ? (row?.excused ?? 0) : asked
  const missing = asked - reported - notApplicable
  const strongest =
    units === "none" ? (row?.own ?? (isAsked && isFolded ? 1 : 0)) : Math.max(row?.rank ?? 0, missing > 0 ? 1 : 0)
  const isCounted = units === "count" && reported > 0
  const total = units === "count" ? (isCounted ? String(reported) : null) : (row?.total ?? null)
  const divisor = (periods === "average" && units !== "count" ? parts : 1) * (units === "average" ? reported : 1)
  return {
    unit,
    key,
    total,
    divisor: total === null ? 1 : divisor,
    state: isCounted ? "value" : said[strongest]!,
    reported,
    missing,
    notApplicable
  }
}

/**
 * Runs a statement that keeps so many totals at once with the memory they need (at most 256 MB for one step, more where the
 * server gives more), and planned for the lists that it gets: with thousands of reports each opened into its cells, what
 * the planner guesses is too few by far, and then it sorts cells and pairs them one by one. The settings are those of the
 * transaction before and after.
 */
const atEase = <A, E, R>(totals: number, statement: Effect.Effect<A, E, R>) =>
  Effect.flatMap(Store, ({ sql, join }) =>
    join(
      Effect.gen(function* () {
        const set = (settings: ReadonlyArray<Setting>) =>
          sql.unsafe(
            `SELECT ${settings.map(({ name }, i) => `set_config('${name}', $${i + 1}, true)`).join(", ")}`,
            settings.map(({ setting }) => setting)
          )
        const before = yield* sql.unsafe<Setting>(
          "SELECT name, setting FROM pg_settings WHERE name IN ('work_mem', 'plan_cache_mode', 'jit', 'enable_sort', 'enable_nestloop')"
        )
        const memory = Math.min(2 ** 18, Math.ceil((totals * 256) / 1024))
        yield* set(
          before.map(({ name, setting }) => ({
            name,
            setting:
              name === "work_mem"
                ? String(Math.max(memory, Number(setting)))
                : name === "plan_cache_mode"
                  ? "force_custom_plan"
                  : "off"
          }))
        )
        const found = yield* statement
        yield* set(before)
        return found
      })
    )
  )

/** Every total of the units that are asked for, unit by unit in the order of the tree, by column. */
export const totals = (question: Question): Effect.Effect<ReadonlyArray<Sum>, StoreError, Store> =>
  Effect.gen(function* () {
    const { association, sql } = yield* Store
    const { hierarchy, template, basis, last = "missing", earlier = [] } = question
    const window = "id" in question.period ? [question.period] : question.period
    const periods = [...earlier, ...window]
    const { columns } = template
    const asked = Aggregation.asked(template, hierarchy)
    const told = question.units?.flatMap((id) => hierarchy.index.get(id) ?? []) ?? [...hierarchy.units.keys()]
    if (told.length === 0) return []
    const { homes, rises, aboves } = homesOf(hierarchy, new Set(told))
    const leaves = told.filter((place) => hierarchy.childCount[place] === 0)
    const parts = Number(Fixed.commonMultiple(window.length))
    const order = preorder(hierarchy)
    const levels = [...asked.keys()]
    const pairs = levels.flatMap((level, nth) =>
      columns.flatMap((_, at) => (asked.get(level)![at] === 1 ? [{ level: nth, at }] : []))
    )
    const rows = yield* atEase(
      (periods.length > 1 ? hierarchy.units.length : told.length - leaves.length) * columns.length,
      sql.unsafe<Statement.Row>(
        Statement.text({
          basis,
          depth: rises.reduce((deepest, rise) => Math.max(deepest, rise), -1) + 1,
          isCarried: last === "carry-forward",
          leaves: leaves.length > 0,
          window: window.length,
          operators: new Set(columns.map(({ units }) => units)),
          overPeriods: new Set(columns.map(({ periods }) => periods))
        }),
        [
          association,
          template.template.lineage,
          Column.texts(periods, ({ id }) => id),
          Column.ints(periods, (_period) => periods.indexOf(_period) + 1 - earlier.length),
          parts,
          Column.texts(hierarchy.units, ({ id }) => id),
          Column.ints(hierarchy.units, ({ level }) => levels.indexOf(level)),
          Column.ints(homes, (home) => home),
          Column.ints(rises, (rise) => rise),
          Column.ints(aboves, (above) => above),
          Column.ints(order, (nth) => nth),
          Column.texts(columns, ({ key }) => key),
          Column.texts(columns, ({ units }) => units),
          Column.texts(columns, ({ periods }) => periods),
          Column.ints(columns, ({ scale }) => scale),
          Column.ints(pairs, ({ level }) => level),
          Column.ints(pairs, ({ at }) => at),
          ...(leaves.length > 0 ? [Column.ints(leaves, (place) => place)] : [])
        ]
      )
    )
    const found = new Map(rows.map((row) => [row.place * columns.length + row.col, row]))
    const under = askedUnder(hierarchy, asked, columns.length)
    return told.flatMap((place) => {
      const { id, level } = hierarchy.units[place]!
      return columns.map((column, at) =>
        sumOf(column, id, found.get(place * columns.length + at) ?? null, {
          asked: under[place * columns.length + at]!,
          isAsked: asked.get(level)?.[at] === 1,
          isFolded: column.periods !== "none" || window.length === 1,
          parts
        })
      )
    })
  }).pipe(Effect.mapError(failureOf("store")), Effect.withSpan("RollUp.totals"))
