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
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import { type Checked, type Issue, unless } from "@lienhoi/words/Issue"
import type * as CodeTable from "./CodeTable.ts"
import type { HierarchyEvent } from "./Event.ts"
import { judge } from "./internal/judge.ts"
import { doubtIssue } from "./internal/series/doubt.ts"
import { identify, type Reason, type Suspicion } from "./internal/series/identify.ts"
import { warningsOf } from "./internal/series/second.ts"
import { gather, type Listing, type Options, type Sources } from "./internal/series/sources.ts"
import { type Living, type Told, tell } from "./internal/series/tell.ts"
import { inFileOrder } from "./internal/sheet.ts"

export type { Reason } from "./internal/series/identify.ts"
export type { Document, Listing, Options } from "./internal/series/sources.ts"

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
  const gathered = gather(listings, options)
  if (!gathered.ok) return gathered
  const { lists, turns, ...sources } = gathered.value
  const told: Array<Told> = []
  const doubts: Array<Doubt> = []
  const counts: Array<Turn> = []
  const warnings = [...sources.warnings]
  let living = sources.living
  for (const { redraw, rulings, ...turn } of turns) {
    const lines = redraw?.lines ?? null
    const { same, suspicions } = identify({ ...turn, rulings, lines, association: options.association })
    const turned = tell({ ...turn, living, same, lines: lines ?? [], header: headerOf(options) })
    doubts.push(...suspicions.map((each) => doubtOf(turn.on, each, living, turned.living)))
    if (redraw !== null) warnings.push(...warningsOf({ ...turn, ...redraw }))
    counts.push(countOf(turn.on, turn.after.size, turned.told))
    told.push(...turned.told)
    living = turned.living
  }
  return unless(judged(told, lists, options), () => ({
    events: told.map(({ event }) => event),
    turns: counts,
    doubts,
    warnings,
    form: formOf(lists)
  }))
}

/** What the tree itself refuses, at the rows that say so; about a unit of the history it is said without a place. */
const judged = (
  told: ReadonlyArray<Told>,
  lists: Sources["lists"],
  { association, onto }: Options
): ReadonlyArray<Issue> => {
  const placeless: Array<Issue> = []
  const events = told.map(({ event }) => event)
  for (const each of judge(association, onto?.events ?? [], events)) {
    const [, place, field] = each.path
    const { source } = told[Number(place)]!.row
    if (source === null) placeless.push(each)
    else source.sheet.place(each, source.row, headingOf[String(field)] ?? "code")
  }
  const placed = lists.flatMap(({ sheet }) => inFileOrder(sheet.issues))
  return [...placeless, ...placed].filter(({ severity }) => severity === "error")
}

/** In which column a field of an event was written. */
const headingOf: { readonly [field: string]: string } = {
  name: "name",
  level: "level",
  parent: "parent_code",
  parents: "parent_code"
}

/** As the last list is written, with the words of all of them for levels. */
const formOf = (lists: Sources["lists"]): CodeTable.Form => ({
  dates: lists.at(-1)?.form.dates ?? false,
  levels: Object.fromEntries(lists.flatMap(({ form }) => Object.entries(form.levels)))
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
