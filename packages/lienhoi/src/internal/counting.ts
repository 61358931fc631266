/**
 * What is asked of many reports at once: who owes, the total, where a figure comes from, the board, the consolidated report.
 */
import * as Aggregation from "@lienhoi/aggregation/Aggregation"
import * as Filed from "@lienhoi/aggregation/Filed"
import type { Total } from "@lienhoi/aggregation/Total"
import * as Instant from "@lienhoi/calendar/Instant"
import * as Period from "@lienhoi/calendar/Period"
import * as Snapshot from "@lienhoi/hierarchy/Snapshot"
import * as Duty from "@lienhoi/report/Duty"
import type * as Journal from "@lienhoi/report/Journal"
import type { Basis } from "@lienhoi/report/Report"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { Asked } from "../App.ts"
import * as Board from "../Board.ts"
import * as Consolidated from "../Consolidated.ts"
import * as Cases from "./cases.ts"
import type { Household } from "./household.ts"
import type { Reports } from "./reports.ts"

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
}

/** What a question about many reports gives. */
export type Answer<A> = Effect.Effect<Issue.Checked<A>, Journal.JournalError, Journal.Journal>

/** Every duty of one sheet, from the events that happened to its reports. */
export const dutiesOf = ({ house, reports }: Deps, { template, period }: Pick<Cases.Sheet, "template" | "period">) =>
  Duty.list({
    hierarchy: house.hierarchy,
    template,
    period,
    calendar: house.calendar,
    events: reports.happened(template.template.lineage, period.id)
  })

const sheetOf = (deps: Deps, asked: Asked): Answer<Cases.Sheet> =>
  Effect.map(deps.reports.catchUp, () => Cases.sheet(deps.house, asked))

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

/** Who owes the report of that period. */
export const duties = (deps: Deps, asked: Asked): Answer<ReadonlyArray<Duty.Duty>> =>
  Effect.map(sheetOf(deps, asked), (sheet) => (sheet.ok ? dutiesOf(deps, sheet.value) : sheet))

const periodsOf = ({ period }: Cases.Sheet, yearToDate: boolean): ReadonlyArray<Period.Period> =>
  yearToDate ? Period.periodsOfYearToDate(period) : [period]

/** The figures of every unit. */
export const total = (deps: Deps, asked: Asked): Answer<Total> =>
  Effect.map(sheetOf(deps, asked), (sheet) =>
    sheet.ok
      ? sum(deps, sheet.value, periodsOf(sheet.value, asked.yearToDate ?? false), asked.basis ?? "approved")
      : sheet
  )

/** Where one figure comes from. */
export const explain = (
  deps: Deps,
  asked: Asked & { readonly unit: string; readonly field: string }
): Answer<Aggregation.Explanation> =>
  Effect.map(total(deps, asked), (of) => {
    if (!of.ok) return of
    const explanation = Aggregation.explain(of.value, asked)
    return explanation === null
      ? Issue.fail(issue("app.figure-none", { unit: asked.unit, field: asked.field }, { path: ["field"] }))
      : Issue.ok(explanation)
  })

/** The unit that is named, or the first without one above it. */
export const rootOf = (tree: Snapshot.Snapshot, unit: string | undefined): string =>
  unit ?? Snapshot.roots(tree)[0]?.id ?? ""

/** The board of a unit, of the whole association when none is named. */
export const board = (deps: Deps, asked: Asked & { readonly unit?: string }): Answer<Board.Board> =>
  Effect.gen(function* () {
    const sheet = yield* sheetOf(deps, asked)
    if (!sheet.ok) return sheet
    const { template, period, tree } = sheet.value
    const owed = dutiesOf(deps, sheet.value)
    if (!owed.ok) return owed
    return Issue.ok(
      Board.of({
        tree,
        template,
        period,
        duties: owed.value,
        reports: deps.reports.of(template.template.lineage, period.id),
        root: rootOf(tree, asked.unit),
        at: Instant.fromMillis(yield* Clock.currentTimeMillis)
      })
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
    const period = sum(deps, sheet.value, periodsOf(sheet.value, false), basis)
    const yearToDate = sum(deps, sheet.value, periodsOf(sheet.value, true), basis)
    if (!period.ok) return period
    if (!yearToDate.ok) return yearToDate
    return Issue.ok(
      Consolidated.of({
        period: period.value,
        yearToDate: yearToDate.value,
        unit: rootOf(sheet.value.tree, asked.unit),
        reports: deps.reports.of(sheet.value.template.template.lineage, sheet.value.period.id)
      })
    )
  })
