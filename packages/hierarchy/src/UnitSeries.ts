/**
 * Dated lists of units taken in as what happened between them: who was founded, closed, renamed, given another code,
 * moved. A code and a name that stay do not prove that a unit stayed: when units around it ended or began, it counts as
 * closed and founded anew and is listed as doubtful, until a file of identities or a redraw says otherwise.
 *
 * **Details**
 *
 * A list speaks for all units with codes: who is not in it has ended. Between two lists, level by level:
 *
 * 1. A row of the identities decides.
 * 2. Where a redraw names units of the level, it is complete: one whole line between two units without other lines is one
 *    unit; who is not named stays who it was.
 * 3. Units that have no area (branches, groups) are who their code says.
 * 4. Among the units under one upper unit: when none ended and none began, the code decides, under a new name as well; when
 *    all that ended come back by name under new codes, these are new codes. Otherwise code and name together count only
 *    for a unit below which nothing came from elsewhere and nothing left, as the codes below it tell.
 *
 * @since 0.1.0
 */
import type { Instant } from "@lienhoi/calendar/Instant"
import { addDays, format, type PlainDate } from "@lienhoi/calendar/PlainDate"
import { type Checked, type Issue, inFile, unless } from "@lienhoi/words/Issue"
import type { Association } from "./Association.ts"
import * as CodeTable from "./CodeTable.ts"
import type { HierarchyEvent, Recorder } from "./Event.ts"
import { at, type Hierarchy } from "./Hierarchy.ts"
import { readRows } from "./internal/codeRows.ts"
import { judge } from "./internal/judge.ts"
import { type Dated, daysOf, type Rows } from "./internal/series/days.ts"
import { doubtIssue } from "./internal/series/doubt.ts"
import { identify, type Reason, type Suspicion } from "./internal/series/identify.ts"
import { linesOf, openIdentities, openRedraw, rulingsOf } from "./internal/series/rulings.ts"
import { warningsOf } from "./internal/series/second.ts"
import { type Living, type Told, tell } from "./internal/series/tell.ts"
import { issue } from "./internal/series/texts.ts"
import { inFileOrder, type Sheet } from "./internal/sheet.ts"

export type { Reason } from "./internal/series/identify.ts"

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
  /** `on,old_code,new_code,same`: who is who, decided by a person; `on` is the first day of the new state. */
  readonly identities?: Document
  /** `old_code,new_code,extent` and perhaps `weight,weight_basis`: who went into whom on that day. */
  readonly redraws?: ReadonlyArray<Listing>
}

/** Two units that may be one and were kept apart, or an ended unit whose past nobody took over. */
export interface Doubt {
  readonly on: PlainDate
  readonly reason: Reason
  readonly oldCode: string
  readonly oldName: string
  /** Id of the closed unit. */
  readonly oldUnit: string
  readonly newCode: string | null
  readonly newName: string | null
  /** Id of the unit founded instead. */
  readonly newUnit: string | null
  /** The reason and the next step, in words; a warning. */
  readonly issue: Issue
}

/** How many of each on one day. */
export interface Turn {
  readonly on: PlainDate
  /** Units with a code after the day. */
  readonly units: number
  readonly established: number
  readonly closed: number
  readonly renamed: number
  readonly recoded: number
  readonly relevelled: number
  readonly moved: number
  readonly succeeded: number
}

/** What a series says. */
export interface Content {
  /** One act: give all of them to `Hierarchy.make` or `Hierarchy.record` at once. */
  readonly events: ReadonlyArray<HierarchyEvent>
  readonly turns: ReadonlyArray<Turn>
  readonly doubts: ReadonlyArray<Doubt>
  /** Columns that are not read, equal shares that are assumed, lines of a redraw that deserve a second look. */
  readonly warnings: ReadonlyArray<Issue>
  /** How the last list is written, for {@link CodeTable.write}. */
  readonly form: CodeTable.Form
}

/**
 * Reads the whole series, or lists everything wrong with it by file, line and column.
 *
 * @example
 * ```ts
 * import { Association, CodeTable, Hierarchy, UnitSeries } from "@lienhoi/hierarchy"
 *
 * const head = "code,name,level,parent_code\n93,Tỉnh Mẫu,province,\n"
 * const read = UnitSeries.read(
 *   [
 *     { date: "2025-07-01", text: `${head}31393,Xã Một,commune,93\n31396,Xã Hai,commune,93\n` },
 *     { date: "2026-01-01", text: `${head}31393,Xã Một Mới,commune,93\n31396,Xã Hai,commune,93\n` },
 *     { date: "2026-07-01", text: `${head}31393,Xã Một Mới,commune,93\n` }
 *   ],
 *   { association: Association.vwu, by: { person: "person/synthetic" }, recordedAt: "2026-08-01T02:00:00.000Z" }
 * )
 *
 * // On 1 January a new name; on 1 July a neighbour ended, so that nobody can tell whether 31393 is what it was.
 * read.ok && read.value.turns.map((turn) => [turn.renamed, turn.closed]) // => [[0, 0], [1, 0], [0, 2]]
 * read.ok && read.value.doubts.map((doubt) => [doubt.oldCode, doubt.reason]) // => [["31393", "neighbours-changed"]]
 *
 * const made = Hierarchy.make({ association: Association.vwu, events: read.ok ? read.value.events : [] })
 * made.ok && CodeTable.of(made.value, "2026-03-15").map((row) => row.name) // => ["Tỉnh Mẫu", "Xã Một Mới", "Xã Hai"]
 * ```
 */
export const read = (listings: ReadonlyArray<Listing>, options: Options): Checked<Content> => {
  const opened = openAll(listings, options)
  if (!opened.ok) return opened
  const { lists, identities, redraws } = opened.value
  const { days, issues: wrongLists } = daysOf(lists, options.association)
  const history = options.onto === undefined ? null : stateOf(options.onto, days[0]?.on ?? lists[0]!.date)
  const turns = days.map(({ on, rows }, i) => ({
    on,
    before: days[i - 1]?.rows ?? history?.rows ?? empty,
    after: rows
  }))
  const rulings = identities === null ? [] : rulingsOf(identities, turns)
  const sheets = [...lists.map(({ sheet }) => sheet), ...(identities === null ? [] : [identities])]
  const warnings: Array<Issue> = lists.flatMap((list) => list.warnings)
  const told: Array<Told> = []
  const doubts: Array<Doubt> = []
  const counts: Array<Turn> = []
  let living: Living = history?.living ?? new Map()
  const wrong = [...wrongLists, ...misplaced(options.onto, days[0]?.on, listings[0]), ...unused(redraws, turns)]
  const isWrong = (): boolean => wrong.length > 0 || sheets.some(({ issues }) => issues.some(isError))
  const lines = turns.map((turn) => {
    const redraw = redraws.find(({ date }) => date === turn.on)
    if (redraw === undefined) return null
    sheets.push(redraw.sheet)
    return { ...redraw, lines: linesOf(redraw.sheet, turn) }
  })
  if (isWrong()) return { ok: false, issues: [...wrong, ...sheets.flatMap(({ issues }) => inFileOrder(issues))] }
  for (const [i, turn] of turns.entries()) {
    const redraw = lines[i] ?? null
    const { same, suspicions } = identify({
      ...turn,
      association: options.association,
      rulings: rulings.filter(({ on }) => on === turn.on),
      lines: redraw?.lines ?? null
    })
    const header = headerOf(options)
    const turned = tell({ ...turn, living, same, lines: redraw?.lines ?? [], header })
    doubts.push(...suspicions.map((each) => doubtOf(turn.on, each, living, turned.living)))
    if (redraw !== null)
      warnings.push(...warningsOf({ before: turn.before, after: turn.after, lines: redraw.lines, file: redraw.file }))
    counts.push(countOf(turn.on, turn.after.size, turned.told))
    told.push(...turned.told)
    living = turned.living
  }
  const events = told.map(({ event }) => event)
  for (const each of judge(options.association, options.onto?.events ?? [], events)) {
    const [, place, field] = each.path
    const { row } = told[Number(place)]!
    if (row.source === null) wrong.push(each)
    else row.source.sheet.place(each, row.source.row, headingOf[String(field)] ?? "code")
  }
  const issues = [...wrong, ...lists.flatMap(({ sheet }) => inFileOrder(sheet.issues))]
  const form = { ...lists.at(-1)!.form, levels: Object.assign({}, ...lists.map(({ form: { levels } }) => levels)) }
  return unless(issues.filter(isError), () => ({ events, turns: counts, doubts, warnings, form }))
}

const isError = ({ severity }: Issue): boolean => severity === "error"

const empty: Rows = new Map()

/** In which column a field of an event was written. */
const headingOf: { readonly [field: string]: string } = {
  name: "name",
  level: "level",
  parent: "parent_code",
  parents: "parent_code"
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

/** The last state of a history as rows, and whose codes they are. */
const stateOf = (onto: Hierarchy, first: PlainDate): { readonly rows: Rows; readonly living: Living } => {
  const eve = addDays(first, -1)
  const { units } = at(onto, eve)
  const living = new Map(units.flatMap(({ id, code }) => (code === null ? [] : [[code, id] as const])))
  return { rows: new Map(CodeTable.of(onto, eve).map((row) => [row.code, { ...row, source: null }])), living }
}

const misplaced = (
  onto: Hierarchy | undefined,
  first: PlainDate | undefined,
  listing: Listing | undefined
): ReadonlyArray<Issue> => {
  const last = onto?.events.reduce((day, event) => (event.effectiveOn > day ? event.effectiveOn : day), "") ?? ""
  if (first === undefined || first > last) return []
  const late = issue("series.inside-history", { date: format(first), last: format(last) })
  return [listing?.file === undefined ? late : inFile(late, listing.file)]
}

const unused = (redraws: Opened["redraws"], turns: ReadonlyArray<{ readonly on: PlainDate }>): ReadonlyArray<Issue> =>
  redraws.flatMap(({ date, file }) => {
    if (turns.some(({ on }) => on === date)) return []
    const days = turns.map(({ on }) => format(on)).join(", ") || "—"
    const lost = issue("identity.day-unknown", { date: format(date), days })
    return [file === undefined ? lost : inFile(lost, file)]
  })

const headerOf =
  ({ by, recordedAt, act = `import/${recordedAt}`, basis }: Options) =>
  (what: string, effectiveOn: PlainDate) => ({
    id: `${act}/${what}`,
    effectiveOn,
    recordedAt,
    by,
    act,
    ...(basis === undefined ? {} : { basis })
  })

const doubtOf = (on: PlainDate, suspicion: Suspicion, before: Living, after: Living): Doubt => ({
  on,
  reason: suspicion.reason,
  oldCode: suspicion.old.code,
  oldName: suspicion.old.name,
  oldUnit: before.get(suspicion.old.code)!,
  newCode: suspicion.new?.code ?? null,
  newName: suspicion.new?.name ?? null,
  newUnit: suspicion.new === null ? null : after.get(suspicion.new.code)!,
  issue: doubtIssue(on, suspicion)
})

const countOf = (on: PlainDate, units: number, told: ReadonlyArray<Told>): Turn => {
  const count = (type: HierarchyEvent["type"]): number => told.filter(({ event }) => event.type === type).length
  return {
    on,
    units,
    established: count("unit-established"),
    closed: count("unit-closed"),
    renamed: count("unit-renamed"),
    recoded: count("unit-recoded"),
    relevelled: count("unit-relevelled"),
    moved: count("unit-moved"),
    succeeded: count("unit-succeeded")
  }
}
