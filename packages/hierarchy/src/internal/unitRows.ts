/** Rows of a table of units, turned into what happened: the first row of an id founds the unit, each next one changes it. */
import { addDays, format, type PlainDate } from "@lienhoi/calendar/PlainDate"
import type { Row } from "@lienhoi/words/Table"
import type { Association } from "../Association.ts"
import type { Header, HierarchyEvent, Parents } from "../Event.ts"
import type { Reading, Sheet } from "./sheet.ts"

/** An event, and the row it came from. */
export interface Sourced {
  readonly event: HierarchyEvent
  readonly row: Row
}

interface Options extends Reading {
  readonly association: Association
}

interface State {
  readonly row: Row
  readonly from: PlainDate
  readonly to: PlainDate | null
  readonly name: string
  readonly code: string | null
  readonly level: string
  readonly kind: string | null
  readonly parents: Parents
}

/** Every event the rows tell of, in the order of the file. */
export const eventsOf = (sheet: Sheet, options: Options): ReadonlyArray<Sourced> => {
  const byUnit = new Map<string, Array<State>>()
  for (const row of sheet.rows) {
    const unit = sheet.cell(row, "id")
    const state = stateOf(sheet, row, options)
    if (unit === "") sheet.say("row.id-missing", row, "id")
    else if (byUnit.get(unit)?.push(state) === undefined) byUnit.set(unit, [state])
  }
  const found: Array<Sourced> = []
  const lives: Array<Life> = []
  for (const [unit, given] of byUnit) {
    const states = succession(sheet, unit, given)
    for (const [i, state] of states.entries()) found.push(...changes(unit, states[i - 1] ?? null, state, options))
    const last = states.at(-1)!
    if (last.to !== null) {
      const event = { ...header(options, unit, addDays(last.to, 1), "unit-closed"), type: "unit-closed", unit } as const
      found.push({ event, row: last.row })
    }
    lives.push(
      ...states.map((state, i) => ({ unit, state, to: last === state ? state.to : dayBefore(states[i + 1]!) }))
    )
  }
  warnOfSharedCodes(sheet, lives)
  refuseLooseUnits(sheet, options, lives)
  return found
}

const stateOf = (sheet: Sheet, row: Row, { effectiveOn }: Options): State => {
  const cell = (heading: string): string => sheet.cell(row, heading)
  const from = sheet.day(row, "from") ?? effectiveOn
  const to = sheet.day(row, "to")
  if (cell("name") === "" && cell("id") !== "") sheet.say("row.name-missing", row, "name", { unit: cell("id") })
  if (to !== null && to < from) sheet.say("row.to-before-from", row, "to", { from: format(from), to: format(to) })
  return {
    row,
    from,
    to: to !== null && to < from ? null : to,
    name: cell("name") || cell("id"),
    code: cell("code") || null,
    level: cell("level"),
    kind: cell("kind") || null,
    parents: parentsOf(cell("parent"), cell("front_parent"))
  }
}

/** `-` under `parent` keeps a unit off the route `own`; it then stands on `front`, at the top unless a parent is named. */
const parentsOf = (own: string, front: string): Parents =>
  own === "-" ? { front: front || null } : { own: own || null, ...(front === "" ? {} : { front }) }

/** The states of one unit by time, without those that contradict an earlier one. */
const succession = (sheet: Sheet, unit: string, given: ReadonlyArray<State>): ReadonlyArray<State> => {
  const kept: Array<State> = []
  for (const state of given.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))) {
    const before = kept.at(-1)
    const params = { unit, line: before?.row.line ?? 0, from: format(state.from) }
    if (before !== undefined && before.from === state.from) {
      sheet.say("unit.duplicate", state.row, "id", { unit, name: before.name })
      continue
    }
    if (before !== undefined && before.to !== null) {
      if (before.to >= state.from) sheet.say("row.overlap", state.row, "from", { ...params, to: format(before.to) })
      else if (addDays(before.to, 1) < state.from)
        sheet.say("row.gap", state.row, "from", { ...params, to: format(before.to) })
    }
    if (before !== undefined && Object.keys(before.parents).some((route) => !(route in state.parents)))
      sheet.say("row.route-left", state.row, "front" in state.parents ? "parent" : "front_parent", params)
    kept.push(state)
  }
  return kept
}

const header = (options: Options, unit: string, day: PlainDate, what: string): Header => ({
  id: `${options.recordedAt}/${unit}/${day}/${what}`,
  effectiveOn: day,
  recordedAt: options.recordedAt,
  by: options.by,
  ...(options.basis === undefined ? {} : { basis: options.basis })
})

const changes = (unit: string, before: State | null, state: State, options: Options): ReadonlyArray<Sourced> => {
  const { row, name, code, level, kind, parents } = state
  const head = (what: string): Header => header(options, unit, state.from, what)
  if (before === null) {
    const type = "unit-established"
    return [{ row, event: { ...head(type), type, unit, level, name, code, kind, parents } }]
  }
  const events: Array<HierarchyEvent> = []
  if (name !== before.name) events.push({ ...head("unit-renamed"), type: "unit-renamed", unit, name })
  if (code !== before.code) events.push({ ...head("unit-recoded"), type: "unit-recoded", unit, code })
  if (level !== before.level || kind !== before.kind)
    events.push({ ...head("unit-relevelled"), type: "unit-relevelled", unit, level, kind })
  for (const [route, parent] of Object.entries(parents)) {
    if (parent !== before.parents[route])
      events.push({ ...head(`unit-moved ${route}`), type: "unit-moved", unit, route, parent })
  }
  return events.map((event) => ({ event, row }))
}

interface Life {
  readonly unit: string
  readonly state: State
  readonly to: PlainDate | null
}

const dayBefore = ({ from }: State): PlainDate => addDays(from, -1)

/** Two living units under one code are possible (a front committee beside its commune) but usually a slip. */
const warnOfSharedCodes = (sheet: Sheet, lives: ReadonlyArray<Life>): void => {
  const byCode = new Map<string, Array<Life>>()
  for (const life of lives) {
    const { code, row } = life.state
    if (code === null) continue
    const others = byCode.get(code) ?? []
    const other = others.find((each) => each.unit !== life.unit && meet(each, life))
    if (other !== undefined)
      sheet.say("row.code-shared", row, "code", { code, other: other.unit, line: other.state.row.line }, "warning")
    if (others.push(life) === 1) byCode.set(code, others)
  }
}

const meet = (a: Life, b: Life): boolean =>
  (a.to === null || b.state.from <= a.to) && (b.to === null || a.state.from <= b.to)

/** A unit without a parent is at the top; below the top level it would be lost to every total. */
const refuseLooseUnits = (sheet: Sheet, { association }: Options, lives: ReadonlyArray<Life>): void => {
  const rankOf = (life: Life): number => association.levels.find(({ id }) => id === life.state.level)?.rank ?? 0
  const own = lives.filter(
    ({ state }) => "own" in state.parents && association.levels.some(({ id }) => id === state.level)
  )
  const top = Math.min(...own.map(rankOf))
  for (const life of own) {
    if (life.state.parents.own === null && rankOf(life) > top)
      sheet.say("row.parent-missing", life.state.row, "parent", { unit: life.unit, level: life.state.level })
  }
}
