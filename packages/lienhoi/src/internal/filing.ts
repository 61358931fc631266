/**
 * What people do with one report: file it, send it back, approve it, sign it. Every road ends at the same desk.
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as Period from "@lienhoi/calendar/Period"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import type * as Position from "@lienhoi/hierarchy/Position"
import * as Snapshot from "@lienhoi/hierarchy/Snapshot"
import type { Unit } from "@lienhoi/hierarchy/Unit"
import type { Command } from "@lienhoi/report/Command"
import * as Desk from "@lienhoi/report/Desk"
import * as Heir from "@lienhoi/report/Heir"
import type * as Ids from "@lienhoi/report/Ids"
import * as Journal from "@lienhoi/report/Journal"
import * as Report from "@lienhoi/report/Report"
import * as ReportKey from "@lienhoi/report/ReportKey"
import * as Standing from "@lienhoi/report/Standing"
import type { Submission } from "@lienhoi/report/Submission"
import * as SubmissionTable from "@lienhoi/report/SubmissionTable"
import type { Cells } from "@lienhoi/template/Cell"
import * as Cell from "@lienhoi/template/Cell"
import * as ReadBack from "@lienhoi/template/ReadBack"
import * as Target from "@lienhoi/template/Target"
import * as Template from "@lienhoi/template/Template"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import type { Language } from "@lienhoi/words/Language"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { Given, Receipt, Which } from "../App.ts"
import * as Files from "../files.ts"
import * as Cases from "./cases.ts"
import type { Household } from "./household.ts"
import type { Day } from "./offices.ts"
import type { Reports } from "./reports.ts"
import * as ReturnNotice from "./returnNotice.ts"
import * as Targets from "./targets.ts"

const issue = Issue.from(
  Catalogue.make({
    "app.office-none": {
      vi: "{person} không giữ chức vụ nào ngày {date}; xem lại danh sách cán bộ",
      en: "{person} holds no office on {date}; check the list of officers"
    }
  })
)

/** What filing stands on. */
export interface Deps {
  readonly house: Household
  readonly reports: Reports
  readonly offices: (date: string) => Day
  readonly language: Language
  /** Whether officers are known: without them authority is not checked. */
  readonly staffed: boolean
  /** Keeps all that happens inside, or nothing. */
  readonly whole: Whole
}

/** Runs something whole or not at all. */
export type Whole = <A, R>(self: Effect.Effect<A, Journal.JournalError, R>) => Effect.Effect<A, Journal.JournalError, R>

type Work<A> = Effect.Effect<Issue.Checked<A>, Journal.JournalError, Journal.Journal | Ids.Ids>

/** A request about one report: what is asked, and by whom, once the report is known. */
type Request = (
  of: Cases.Case,
  standing: { readonly report: Report.Report; readonly headOf: Day["headOf"] }
) => {
  readonly command: Command
  readonly by: string
}

/** The figures of that unit in another period, as they were handed in; `null` when none were. */
export const cellsOf = ({ reports }: { readonly reports: Standings }, of: Cases.Case, period: Period.Period) =>
  Report.cellsOn(reports.get({ ...of.key, period: period.id }), "submitted")

const receipt = (deps: Deps, of: Cases.Case, { outcome, report, warnings }: Desk.Done): Receipt => ({
  outcome,
  report,
  readBack: ReadBack.lines(
    of.template.template,
    of.unit.level,
    Report.cellsOn(report, "submitted") ?? {},
    deps.language
  ),
  warnings
})

/** A request with everything the decision needs. */
interface Prepared {
  readonly of: Cases.Case
  readonly command: Command
  readonly context: Desk.Order["context"] & { readonly at: Instant.Instant }
}

const files: ReadonlySet<Command["type"]> = new Set(["save-draft", "submit", "confirm-replacement", "amend"])

/** The units that may file for that one because they took it over. */
export const heirsOf = (
  { house }: Pick<Deps, "house">,
  { unit, template }: Pick<Cases.Case, "unit" | "template">,
  date: PlainDate.PlainDate
): ReadonlyArray<string> => Heir.of(house.hierarchy, { unit: unit.id, route: template.template.route, date })

/** The office in which a person does it, of several that of the unit itself for figures, and one above it for the rest. */
const officeFor = (
  { house }: Deps,
  of: Cases.Case,
  { type }: Command,
  offices: ReadonlyArray<Position.Officer>,
  { date, heirs }: { readonly date: PlainDate.PlainDate; readonly heirs: ReadonlyArray<string> }
): Position.Officer | null => {
  if (offices.length < 2) return offices[0] ?? null
  const { route } = of.template.template
  const wanted: ReadonlyArray<Standing.Standing> = files.has(type)
    ? ["own", "heir", "upper", "top"]
    : ["top", "upper", "own", "heir"]
  const standings = offices.map(({ unit }) =>
    Standing.of(house.hierarchy, { unit: of.unit.id, route, date, heirs, held: [unit] })
  )
  for (const one of wanted) {
    const at = standings.findIndex((found) => found.has(one))
    if (at >= 0) return offices[at]!
  }
  return offices[0]!
}

/** Reports as they stand. */
type Standings = Pick<Reports, "get">

const prepare = (deps: Deps, of: Cases.Case, request: Request, at: Instant.Instant): Issue.Checked<Prepared> => {
  const date = Instant.dateIn(at)
  const day = deps.offices(date)
  const { command, by } = request(of, { report: deps.reports.get(of.key), headOf: day.headOf })
  const heirs = heirsOf(deps, of, date)
  const office = officeFor(deps, of, command, day.officesOf(by), { date, heirs })
  if (deps.staffed && office === null) {
    return Issue.fail(issue("app.office-none", { person: by, date: PlainDate.format(date) }, { path: ["by"] }))
  }
  return Issue.ok({
    of,
    command,
    context: {
      at,
      by: office === null ? { person: by } : { person: by, position: office.position },
      template: of.template,
      period: of.period,
      unit: of.unit,
      previous: cellsOf(deps, of, Period.previous(of.period)),
      sameLastYear: cellsOf(deps, of, Period.samePeriodLastYear(of.period)),
      targets: targetsOf(deps, of, of.unit),
      ...(deps.staffed ? { hierarchy: deps.house.hierarchy, heirs } : {})
    }
  })
}

/** What that unit is to reach by the targets that hold on the last day of the period, by field. */
export const targetsOf = ({ house }: Pick<Deps, "house">, { template, period }: Cases.Sheet, unit: Unit): Cells => {
  const all = Targets.inForce(house, template.template, period).flatMap(({ target }) => {
    const value = Target.valueFor(target, unit)
    const field = Template.field(template.template, target.field)
    return value === null || field === null ? [] : [[field.key, Cell.value(value)] as const]
  })
  // Of several the first stands: the one of the level above.
  return Object.fromEntries(all.toReversed())
}

const carry = (deps: Deps, { of, command, context }: Prepared): Work<Receipt> =>
  Effect.map(
    Desk.carryOut({ key: of.key, command, context, outbox: ReturnNotice.rows(deps.house, of, deps.language) }),
    (done) => (done.ok ? Issue.ok(receipt(deps, of, done.value)) : done)
  )

/** One report, and those it is compared with, as the journal has them now: no need to read everybody's. */
const standingsOf = ({ key, period }: Cases.Case): Effect.Effect<Standings, Journal.JournalError, Journal.Journal> =>
  Effect.gen(function* () {
    const journal = yield* Journal.Journal
    const periods = [period, Period.previous(period), Period.samePeriodLastYear(period)]
    const keys = [...new Set(periods.map(({ id }) => id))].map((id) => ({ ...key, period: id }))
    const read = yield* Effect.forEach(
      keys,
      (one) =>
        Effect.map(journal.read(ReportKey.stream(one)), (events) =>
          Report.replay(
            one,
            events.map(({ event }) => event)
          )
        ),
      { concurrency: "unbounded" }
    )
    const byPeriod = new Map(read.map((report) => [report.key.period, report]))
    return { get: (asked) => byPeriod.get(asked.period) ?? Report.empty(asked) }
  })

/** Carries out a request about the report that `which` names. */
export const act = (deps: Deps, which: Which, request: Request): Work<Receipt> =>
  Effect.gen(function* () {
    const of = Cases.find(deps.house, which)
    if (!of.ok) return of
    const reports = yield* standingsOf(of.value)
    const at = Instant.fromMillis(yield* Clock.currentTimeMillis)
    const prepared = prepare({ ...deps, reports: { ...deps.reports, ...reports } }, of.value, request, at)
    return prepared.ok ? yield* carry(deps, prepared.value) : prepared
  })

/** A request of somebody above, about the newest revision. */
export const judge =
  (by: string, command: (revision: number) => Command): Request =>
  (_, { report }) => ({ command: command(report.revision), by })

/** A request that brings figures. */
export const bring =
  (given: Omit<Given, keyof Which>, command: (submission: Submission) => Command): Request =>
  (of, { report, headOf }) => {
    const { id, lineage, version } = of.template.template
    const reportedBy = given.reportedBy ?? headOf(of.unit.id)?.person ?? of.unit.id
    const recordedBy = given.recordedBy ?? reportedBy
    const submission: Submission = {
      template: { id, lineage, version },
      unit: of.unit.id,
      period: of.period.id,
      values: given.values,
      seen: given.seen ?? report.revision,
      reportedBy,
      recordedBy,
      via: given.via ?? "web",
      ...(given.reviewed === undefined ? {} : { reviewed: given.reviewed })
    }
    return { command: command(submission), by: recordedBy }
  }

/** Why the desk would refuse, found before anything is recorded. */
const objections = (deps: Deps, { of, command, context }: Prepared): ReadonlyArray<Issue.Issue> => {
  const decided = Report.decide(deps.reports.get(of.key), command, { ...context, eventId: "trial" })
  return decided.ok ? [] : decided.issues
}

/** Whether that command by that person would be recorded now. */
export const wouldRecord = (deps: Deps, of: Cases.Case, command: Command, by: string, at: Instant.Instant): boolean => {
  const prepared = prepare(deps, of, () => ({ command, by }), at)
  if (!prepared.ok) return false
  const decided = Report.decide(deps.reports.get(of.key), command, { ...prepared.value.context, eventId: "trial" })
  return decided.ok && decided.value.outcome === "recorded"
}

/** Takes in a table of submissions at the times it names: all rows, or none. */
export const takeIn = (
  deps: Deps,
  table: { readonly text: string; readonly file?: string; readonly period: string; readonly template?: string }
): Work<ReadonlyArray<Receipt>> =>
  Effect.gen(function* () {
    yield* deps.reports.catchUp
    const sheet = Cases.sheet(deps.house, table)
    if (!sheet.ok) return sheet
    const { template, period, tree } = sheet.value
    const earlier = (of: Period.Period) => (unit: string) =>
      Report.cellsOn(deps.reports.get({ lineage: template.template.lineage, unit, period: of.id }), "submitted")
    const read = SubmissionTable.read(table.text, {
      template,
      period,
      tree,
      previous: earlier(Period.previous(period)),
      sameLastYear: earlier(Period.samePeriodLastYear(period)),
      targets: (unit) => {
        const of = Snapshot.unit(tree, unit)
        return of === null ? null : targetsOf(deps, sheet.value, of)
      },
      ...(table.file === undefined ? {} : { file: table.file })
    })
    if (!read.ok) return read
    const prepared = read.value.submissions.map((row) => {
      const of = Cases.on(deps.house, sheet.value, row.unit)
      if (!of.ok) return of
      const ready = prepare(
        deps,
        of.value,
        bring(row, (submission) => ({ type: "submit", submission })),
        row.at
      )
      const refused = ready.ok ? objections(deps, ready.value) : ready.issues
      return refused.length === 0 ? ready : Issue.fail(...refused.map((found) => ({ ...found, place: row.place })))
    })
    const ready = Files.all(prepared)
    if (!ready.ok) return ready
    return Files.all(yield* deps.whole(Effect.forEach(ready.value, (one) => carry(deps, one))))
  })
