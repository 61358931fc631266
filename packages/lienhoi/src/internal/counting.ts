/**
 * What is asked of many reports at once: who owes, the total, where a figure comes from, the board, the consolidated report.
 */
import * as Aggregation from "@lienhoi/aggregation/Aggregation"
import * as Filed from "@lienhoi/aggregation/Filed"
import type { Total } from "@lienhoi/aggregation/Total"
import * as TotalDocument from "@lienhoi/aggregation/TotalDocument"
import * as Instant from "@lienhoi/calendar/Instant"
import * as Period from "@lienhoi/calendar/Period"
import * as Snapshot from "@lienhoi/hierarchy/Snapshot"
import * as Board from "@lienhoi/report/Board"
import * as Duty from "@lienhoi/report/Duty"
import * as Grant from "@lienhoi/report/Grant"
import type * as Journal from "@lienhoi/report/Journal"
import type { Basis, Report } from "@lienhoi/report/Report"
import type { ReportKey } from "@lienhoi/report/ReportKey"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { Asked, Which } from "../App.ts"
import * as Consolidated from "../Consolidated.ts"
import type { For } from "../Shelf.ts"
import * as Cases from "./cases.ts"
import type { Household } from "./household.ts"
import * as Remembered from "./remembered.ts"
import type { Reports } from "./reports.ts"
import * as Sight from "./sight.ts"

const issue = Issue.from(
  Catalogue.make({
    "app.figure-none": {
      vi: "Đơn vị {unit} không có chỉ tiêu {field} trong bảng tổng hợp; xem lại mã đơn vị và mã chỉ tiêu",
      en: "Unit {unit} has no field {field} in the total; check both ids"
    }
  })
)

/** What counting stands on. */
export interface Deps {
  readonly house: Household
  readonly reports: Reports
  /** What an account sees of one template's figures; without one, everything: the office asks. */
  readonly sight: (asked: For, lineage: string) => Effect.Effect<Sight.Sight, Journal.JournalError>
}

/** What a question about many reports gives. */
export type Answer<A> = Effect.Effect<Issue.Checked<A>, Journal.JournalError, Journal.Journal>

const keptDuties = new WeakMap<Reports, Map<string, Remembered.Kept<ReturnType<typeof Duty.list>>>>()

/** Every duty of one sheet, from the events that happened to its reports. */
export const dutiesOf = (
  { house, reports }: Pick<Deps, "house" | "reports">,
  { template, period }: Pick<Cases.Sheet, "template" | "period">
) => {
  const { id, lineage } = template.template
  const events = reports.happened(lineage, period.id)
  const kept = keptDuties.get(reports) ?? new Map<string, Remembered.Kept<ReturnType<typeof Duty.list>>>()
  keptDuties.set(reports, kept)
  const { hierarchy, calendar } = house
  return Remembered.remembering(kept, JSON.stringify([id, period.id]), events.length, () =>
    Duty.list({ hierarchy, template, period, calendar, events })
  )
}

/** A sheet, and how whoever asks sees its units. */
interface Seen extends Cases.Sheet {
  readonly sight: Sight.Sight
}

const sheetOf = (deps: Deps, asked: Asked): Answer<Seen> =>
  Effect.gen(function* () {
    yield* deps.reports.catchUp
    const sheet = Cases.sheet(deps.house, asked)
    if (!sheet.ok) return sheet
    const sight = yield* deps.sight(asked, sheet.value.template.template.lineage)
    return Issue.ok({ ...sheet.value, sight })
  })

const isWhole =
  (sight: Sight.Sight) =>
  (unit: string): boolean =>
    Grant.isAtLeast(sight(unit), "reports")

/** The figures of several periods of a template on one tree. */
export const sum = (
  deps: Deps,
  { template, tree }: Pick<Cases.Sheet, "template" | "tree">,
  periods: ReadonlyArray<Period.Period>,
  basis: Basis
): Issue.Checked<Total> => {
  const duties = periods.map((one) => dutiesOf(deps, { template, period: one }))
  const issues = duties.flatMap((one) => (one.ok ? [] : one.issues))
  return Issue.unless(issues, () =>
    Aggregation.rollUp({
      hierarchy: tree,
      history: deps.house.hierarchy,
      template,
      period: periods,
      reports: Filed.fromReports(
        periods.flatMap(({ id }) => deps.reports.of(template.template.lineage, id)),
        basis
      ),
      basis,
      duties: duties.flatMap((one) => (one.ok ? one.value : []))
    })
  )
}

/** One report, or what happened to it: figures, words and small groups, so for the own line alone. */
export const one = <A>(deps: Deps, which: Which & For, read: (key: ReportKey) => A): Answer<A> =>
  Effect.gen(function* () {
    yield* deps.reports.catchUp
    const found = Cases.find(deps.house, which)
    if (!found.ok) return found
    const { key } = found.value
    const refused = Sight.refusal(yield* deps.sight(which, key.lineage), key.unit, "all")
    return refused ?? Issue.ok(read(key))
  })

/** Who owes the report of that period: of the units that the viewer sees. */
export const duties = (deps: Deps, asked: Asked): Answer<ReadonlyArray<Duty.Duty>> =>
  Effect.map(sheetOf(deps, asked), (sheet) => {
    const owed = sheet.ok ? dutiesOf(deps, sheet.value) : sheet
    return sheet.ok && owed.ok ? Issue.ok(owed.value.filter(({ unit }) => isWhole(sheet.value.sight)(unit))) : owed
  })

const periodsOf = ({ period }: Cases.Sheet, yearToDate: boolean): ReadonlyArray<Period.Period> =>
  yearToDate ? Period.periodsOfYearToDate(period) : [period]

/** The figures of every unit: for whoever sees all of them on the own line. */
export const total = (deps: Deps, asked: Asked): Answer<Total> =>
  Effect.map(sheetOf(deps, asked), (sheet) => {
    if (!sheet.ok) return sheet
    for (const { id } of asked.viewer === undefined ? [] : sheet.value.tree.units) {
      const refused = Sight.refusal(sheet.value.sight, id, "all")
      if (refused !== null) return refused
    }
    return sum(deps, sheet.value, periodsOf(sheet.value, asked.yearToDate ?? false), asked.basis ?? "approved")
  })

const bases: ReadonlyArray<Basis> = ["submitted", "approved", "sealed"]

/** Totals that are told together: each period that may be asked for by itself, and all up to it; each of them on every basis. */
const together = (deps: Deps, sheet: Cases.Sheet): Issue.Checked<ReadonlyArray<ReadonlyArray<Total>>> => {
  const year = periodsOf(sheet, true)
  const made = [[sheet.period], year, ...year.filter(({ id }) => id !== sheet.period.id).map((one) => [one])].map(
    (periods) => bases.map((basis) => sum(deps, sheet, periods, basis))
  )
  const issues = made.flat().flatMap((one) => (one.ok ? [] : one.issues))
  return Issue.unless(issues, () => made.map((same) => same.flatMap((one) => (one.ok ? [one.value] : []))))
}

/** What is hidden of a unit's figures from whoever is beside the own line. */
export const discretionOf = (
  deps: Deps,
  { sight, unit, ...sheet }: Cases.Sheet & { readonly sight: Sight.Sight; readonly unit: string }
): Issue.Checked<Sight.Discretion> => {
  if (sight(unit) === "all") return Issue.ok(Sight.open)
  const totals = together(deps, sheet)
  return totals.ok ? Issue.ok(Sight.discretion(sight, unit, sheet.template, totals.value)) : totals
}

/** The figures of a unit and of those right below it that the viewer sees. */
export const figures = (deps: Deps, asked: Asked & { readonly unit: string }): Answer<TotalDocument.TotalDocument> =>
  Effect.map(sheetOf(deps, asked), (sheet) => {
    if (!sheet.ok) return sheet
    const { sight, tree } = sheet.value
    const { unit, basis = "approved" } = asked
    const refused = Sight.refusal(sight, unit, "totals")
    if (refused !== null) return refused
    const of = sum(deps, sheet.value, periodsOf(sheet.value, asked.yearToDate ?? false), basis)
    if (!of.ok) return of
    const discretion = discretionOf(deps, { ...sheet.value, unit })
    if (!discretion.ok) return discretion
    const below = Snapshot.children(tree, unit).map(({ id }) => id)
    const units = [unit, ...below].filter((one) => sight(one) !== "nothing")
    const told = TotalDocument.of(of.value, { units })
    return Issue.ok({
      ...told,
      figures: told.figures.map(discretion.value.figure),
      leftOut: sight(unit) === "all" ? told.leftOut : []
    })
  })

/** Where one figure comes from. */
export const explain = (
  deps: Deps,
  asked: Asked & { readonly unit: string; readonly field: string }
): Answer<Aggregation.Explanation> =>
  Effect.map(sheetOf(deps, asked), (sheet) => {
    if (!sheet.ok) return sheet
    const basis = asked.basis ?? "approved"
    const refused = Sight.refusal(sheet.value.sight, asked.unit, "totals")
    if (refused !== null) return refused
    const of = sum(deps, sheet.value, periodsOf(sheet.value, asked.yearToDate ?? false), basis)
    if (!of.ok) return of
    const explanation = Aggregation.explain(of.value, asked)
    if (explanation === null)
      return Issue.fail(issue("app.figure-none", { unit: asked.unit, field: asked.field }, { path: ["field"] }))
    const discretion = discretionOf(deps, { ...sheet.value, unit: asked.unit })
    return discretion.ok ? Issue.ok(discretion.value.explanation(explanation)) : discretion
  })

/** The unit that is named, or the first without one above it. */
export const rootOf = (tree: Snapshot.Snapshot, unit: string | undefined): string =>
  unit ?? Snapshot.roots(tree)[0]?.id ?? ""

const withoutFlags = (report: Report): Report => ({
  ...report,
  revisions: report.revisions.map((revision) => ({ ...revision, flags: [] }))
})

/** Of one app alone: who sees everything sees it the same way in every app. */
const keptBoards = new WeakMap<Reports, WeakMap<Sight.Sight, Map<string, Remembered.Kept<Board.Board>>>>()

/** The board of a unit, of the whole association when none is named. */
export const board = (deps: Deps, asked: Asked & { readonly unit?: string }): Answer<Board.Board> =>
  Effect.gen(function* () {
    const sheet = yield* sheetOf(deps, asked)
    if (!sheet.ok) return sheet
    const { template, period, tree, sight } = sheet.value
    const root = rootOf(tree, asked.unit)
    const refused = Sight.refusal(sight, root, "reports")
    if (refused !== null) return refused
    const owed = dutiesOf(deps, sheet.value)
    if (!owed.ok) return owed
    const { id, lineage } = template.template
    const at = Instant.fromMillis(yield* Clock.currentTimeMillis)
    const own = keptBoards.get(deps.reports) ?? new WeakMap<Sight.Sight, Map<string, Remembered.Kept<Board.Board>>>()
    keptBoards.set(deps.reports, own)
    const kept = own.get(sight) ?? new Map<string, Remembered.Kept<Board.Board>>()
    own.set(sight, kept)
    // A board tells the time to the minute.
    const key = JSON.stringify([id, period.id, root, at.slice(0, 16)])
    const events = deps.reports.happened(lineage, period.id).length
    const isSeen = isWhole(sight)
    return Issue.ok(
      Remembered.remembering(kept, key, events, () =>
        Board.of({
          tree,
          template,
          period,
          duties: owed.value.filter(({ unit }) => isSeen(unit)),
          // A flagged figure is told with the figure: to the own line alone.
          reports: deps.reports
            .of(lineage, period.id)
            .filter(({ key: { unit } }) => isSeen(unit))
            .map((report) => (sight(report.key.unit) === "all" ? report : withoutFlags(report))),
          root,
          at
        })
      )
    )
  })

/** The consolidated report of a unit, of the whole association when none is named. */
export const consolidated = (
  deps: Deps,
  asked: Asked & { readonly unit?: string }
): Answer<Consolidated.Consolidated> =>
  Effect.map(sheetOf(deps, asked), (sheet) => {
    if (!sheet.ok) return sheet
    const basis = asked.basis ?? "approved"
    const { sight, tree, template } = sheet.value
    const unit = rootOf(tree, asked.unit)
    const refused = Sight.refusal(sight, unit, "totals")
    if (refused !== null) return refused
    const period = sum(deps, sheet.value, periodsOf(sheet.value, false), basis)
    const yearToDate = sum(deps, sheet.value, periodsOf(sheet.value, true), basis)
    if (!period.ok) return period
    if (!yearToDate.ok) return yearToDate
    const discretion = discretionOf(deps, { ...sheet.value, unit })
    if (!discretion.ok) return discretion
    const isSeen = sight(unit) === "totals" ? () => false : isWhole(sight)
    return Issue.ok(
      Consolidated.of({
        period: period.value,
        yearToDate: yearToDate.value,
        unit,
        reports: deps.reports
          .of(template.template.lineage, sheet.value.period.id)
          .filter(({ key }) => isSeen(key.unit)),
        hides: (key) => discretion.value.hides(unit, key)
      })
    )
  })
