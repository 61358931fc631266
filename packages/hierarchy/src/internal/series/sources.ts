/** Everything a series is made from, read and checked against each other: lists, identities, redraws, the history before. */
import type { Instant } from "@lienhoi/calendar/Instant"
import { addDays, format, type PlainDate } from "@lienhoi/calendar/PlainDate"
import { type Checked, type Issue, inFile, unless } from "@lienhoi/words/Issue"
import * as CodeTable from "../../CodeTable.ts"
import type { Recorder } from "../../Event.ts"
import { at, type Hierarchy } from "../../Hierarchy.ts"
import { readRows } from "../codeRows.ts"
import { some } from "../doubts.ts"
import type { Association } from "../shape.ts"
import { inFileOrder, type Sheet } from "../sheet.ts"
import { type Dated, daysOf, type Rest, type Rows } from "./days.ts"
import { type Line, linesOf, openIdentities, openRedraw, type Ruling, rulingsOf, type Turn } from "./rulings.ts"
import type { Living } from "./tell.ts"
import { issue } from "./texts.ts"

/** One file. */
export interface Document {
  readonly text: string
  /** Named in the issues. */
  readonly file?: string
}

/** A list of units and the day it describes. */
export interface Listing extends Document {
  readonly date: PlainDate
}

/** How a series is taken in. */
export interface Options {
  readonly association: Association
  /** Who takes it in. */
  readonly by: Recorder
  readonly recordedAt: Instant
  /** Id of the act; that of the moment when absent. */
  readonly act?: string
  /** The paper it rests on. */
  readonly basis?: string
  /** A history that the series goes on from; all its days lie before the first change of the series. */
  readonly onto?: Hierarchy
  /**
   * What the lists speak of, when they go on from a history: `all` of it, or the unit of a code with everything below.
   * When absent they may not be silent about an upper unit and everything below it.
   */
  readonly scope?: "all" | { readonly within: string }
  /** `on,old_code,new_code,same`: who is who, decided by a person; `on` is the first day of the new state. */
  readonly identities?: Document
  /** `old_code,new_code,extent` and perhaps `weight,weight_basis`: who went into whom on that day. */
  readonly redraws?: ReadonlyArray<Listing>
}

/** One day of change with what people said about it. */
interface Told extends Turn {
  readonly rulings: ReadonlyArray<Ruling>
  /** The redraw of the day, `null` when nobody gave one. */
  readonly redraw: { readonly file: string | undefined; readonly lines: ReadonlyArray<Line> } | null
}

/** What can be gone through day by day. */
export interface Sources {
  readonly turns: ReadonlyArray<Told>
  /** Who lives before the first day. */
  readonly living: Living
  readonly lists: ReadonlyArray<Dated>
  readonly warnings: ReadonlyArray<Issue>
}

/** Reads all of it, or lists everything wrong with it. */
export const gather = (listings: ReadonlyArray<Listing>, options: Options): Checked<Sources> => {
  const opened = openAll(listings, options)
  if (!opened.ok) return opened
  const { identities, lists, redraws } = opened.value
  const start = startOf(lists)
  const history = stateOf(options.onto, start)
  const rest = restOf(history.rows, options.scope)
  const { days, issues } = daysOf(lists, options.association, rest)
  const first = days[0]?.on ?? null
  const turns = days.map(({ on, rows }, i) => ({ on, before: days[i - 1]?.rows ?? history.rows, after: rows }))
  const rulings = identities === null ? [] : rulingsOf(identities, turns)
  const told = turns.map((turn): Told => {
    const redraw = redraws.find(({ date }) => date === turn.on)
    return {
      ...turn,
      rulings: rulings.filter(({ on }) => on === turn.on),
      redraw: redraw === undefined ? null : { file: redraw.file, lines: linesOf(redraw.sheet, turn) }
    }
  })
  const sheets = [...lists, ...(identities === null ? [] : [{ sheet: identities }]), ...redraws]
  const found = [
    ...issues,
    ...misplaced(options, first, listings[0]?.file),
    ...unknownScope(options, history.rows, start),
    ...silences(options, turns[0], told[0]),
    ...unused(redraws, turns),
    ...sheets.flatMap(({ sheet }) => inFileOrder(sheet.issues))
  ]
  return unless(found, () => ({ turns: told, living: history.living, lists, warnings: found }))
}

interface Opened {
  readonly lists: ReadonlyArray<Dated>
  readonly identities: Sheet | null
  readonly redraws: ReadonlyArray<{
    readonly date: PlainDate
    readonly file: string | undefined
    readonly sheet: Sheet
  }>
}

const openAll = (listings: ReadonlyArray<Listing>, options: Options): Checked<Opened> => {
  const { association, identities, redraws = [] } = options
  const issues: Array<Issue> = []
  const value = <A>(checked: Checked<A>): ReadonlyArray<A> => {
    if (checked.ok) return [checked.value]
    issues.push(...checked.issues)
    return []
  }
  const lists = [...listings].sort(byDate).flatMap((listing) => {
    const named = listing.file === undefined ? {} : { file: listing.file }
    const read = value(readRows(listing.text, { association, ...named }))
    return read.map((written) => ({ ...written, date: listing.date, file: listing.file ?? "" }))
  })
  for (const [date, same] of Map.groupBy([...listings], (listing) => listing.date)) {
    if (same.length === 1) continue
    const files = same.map(({ file }) => file ?? "—").join(", ")
    const twice = issue("series.day-twice", { date: format(date), files })
    issues.push(same[1]!.file === undefined ? twice : inFile(twice, same[1]!.file))
  }
  const ruled = identities === undefined ? [] : value(openIdentities(identities.text, identities.file))
  const redrawn = redraws.flatMap(({ date, text, file }) =>
    value(openRedraw(text, file)).map((sheet) => ({ date, file, sheet }))
  )
  return unless(issues, () => ({ lists, identities: ruled[0] ?? null, redraws: redrawn }))
}

const byDate = (a: Listing, b: Listing): number => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)

/** The first day any of the lists speaks of. */
const startOf = (lists: ReadonlyArray<Dated>): PlainDate | null =>
  lists
    .flatMap(({ date, rows }) => [date, ...rows.flatMap(({ from }) => from ?? [])])
    .reduce<PlainDate | null>((first, day) => (first === null || day < first ? day : first), null)

/** The rows of a history that lists about one unit say nothing of: all but those of the unit and what is below it. */
const restOf = (rows: Rows, scope: Options["scope"]): Rest => {
  if (scope === undefined || scope === "all") return { within: null, rows: new Map() }
  const isBelow = (code: string | null): boolean =>
    code !== null && (code === scope.within || isBelow(rows.get(code)?.parent ?? null))
  return {
    within: rows.get(scope.within) ?? null,
    rows: new Map([...rows].filter(([code]) => !isBelow(code)))
  }
}

const unknownScope = ({ onto, scope }: Options, rows: Rows, on: PlainDate | null): ReadonlyArray<Issue> =>
  scope === undefined || scope === "all" || on === null || (onto !== undefined && rows.has(scope.within))
    ? []
    : [issue("series.scope-unknown", { code: scope.within, date: format(addDays(on, -1)) })]

/**
 * Upper units of the history of which neither the list nor the redraw names anything below: a list of one province taken
 * for the list of the country would end all the others.
 */
const silences = ({ onto, scope }: Options, turn: Turn | undefined, told: Told | undefined): ReadonlyArray<Issue> => {
  if (onto === undefined || scope !== undefined || turn === undefined) return []
  const named = new Set(told?.redraw?.lines.map((line) => line.old) ?? [])
  for (const ruling of told?.rulings ?? []) named.add(ruling.old)
  const below = Map.groupBy(turn.before.values(), ({ parent }) => parent)
  const sizes = new Map<string, number>()
  const speaks = (code: string): boolean => turn.after.has(code) || named.has(code)
  /** Whether anything below is spoken of; counts what is below on the way. */
  const heard = (code: string): boolean => {
    let [size, any] = [0, false]
    for (const child of below.get(code) ?? []) {
      if (heard(child.code) || speaks(child.code)) any = true
      size += 1 + (sizes.get(child.code) ?? 0)
    }
    sizes.set(code, size)
    if (any) loud.add(code)
    return any
  }
  const loud = new Set<string>()
  for (const { code } of below.get(null) ?? []) heard(code)
  const isSilent = (code: string): boolean => (sizes.get(code) ?? 0) > 0 && !loud.has(code)
  const silent = [...turn.before.values()].filter(
    ({ code, parent }) => isSilent(code) && (parent === null || !isSilent(parent))
  )
  if (silent.length === 0) return []
  const count = silent.reduce((sum, { code }) => sum + (sizes.get(code) ?? 0), 0)
  const units = some(silent.map(({ code, name }) => `${name} (${code})`))
  return [issue("series.silent", { date: format(turn.on), units, count })]
}

/** The last state of a history as rows, and whose codes they are. */
const stateOf = (
  onto: Hierarchy | undefined,
  first: PlainDate | null
): { readonly rows: Rows; readonly living: Living } => {
  if (onto === undefined || first === null) return { rows: new Map(), living: new Map() }
  const eve = addDays(first, -1)
  const { units } = at(onto, eve)
  return {
    rows: new Map(CodeTable.of(onto, eve).map((row) => [row.code, { ...row, source: null }])),
    living: new Map(units.flatMap(({ id, code }) => (code === null ? [] : [[code, id] as const])))
  }
}

/** A series comes after everything in the history: in what it tells, and in when that is recorded. */
const misplaced = (
  { onto, recordedAt }: Options,
  first: PlainDate | null,
  file: string | undefined
): ReadonlyArray<Issue> => {
  if (onto === undefined || first === null) return []
  const last = onto.events.reduce((day, { effectiveOn }) => (effectiveOn > day ? effectiveOn : day), "")
  const recorded = onto.events.at(-1)?.recordedAt ?? ""
  const found = [
    ...(first > last ? [] : [issue("series.inside-history", { date: format(first), last: format(last) })]),
    ...(recordedAt > recorded ? [] : [issue("series.recorded-before", { instant: recordedAt, last: recorded })])
  ]
  return file === undefined ? found : found.map((each) => inFile(each, file))
}

const unused = (redraws: Opened["redraws"], turns: ReadonlyArray<Turn>): ReadonlyArray<Issue> =>
  redraws.flatMap(({ date, file }) => {
    if (turns.some(({ on }) => on === date)) return []
    const days = turns.map(({ on }) => format(on)).join(", ") || "—"
    const lost = issue("identity.day-unknown", { date: format(date), days })
    return [file === undefined ? lost : inFile(lost, file)]
  })
