/**
 * One report as a total sees it: the figures that count on the chosen basis, and where they came from.
 *
 * @since 0.1.0
 */
import * as Report from "@lienhoi/report/Report"
import type { TemplateRef, Via } from "@lienhoi/report/Submission"
import type { Cell } from "@lienhoi/template/Cell"
import type { Compiled } from "@lienhoi/template/Compiled"
import { texts } from "./internal/texts.ts"

/** Figures by column. A bare number is a value, `null` is missing. */
export type Figures = { readonly [column: string]: Cell | number | null }

/** The figures of one unit for one period. */
export interface Filed {
  readonly unit: string
  /** The id of the period. */
  readonly period: string
  readonly status: "submitted" | "returned" | "approved" | "sealed"
  readonly revision: number
  readonly cells: Figures
  /** Which template was filled in; without it the one that is rolled up. */
  readonly template?: TemplateRef
  /** Whether the figures run ahead of the period (ước thực hiện). */
  readonly estimated?: boolean
  readonly reportedBy?: string
  readonly recordedBy?: string
  readonly via?: Via
}

/** Whether a report of that status counts: a returned one leaves `approved` at once and stays, flagged, in `submitted`. */
export const counts = (status: Filed["status"], basis: Report.Basis): boolean =>
  ({ submitted: true, approved: status === "approved" || status === "sealed", sealed: status === "sealed" })[basis]

/**
 * What counts of the closing report of a unit: flows, and no states. Its heir counts the members, groups and devices
 * there are on the last day of the window; counting them here as well would count them twice.
 */
export const flowsOnly = (filed: Filed, { columns }: Compiled): Filed => {
  const states = columns.filter((column) => column.periods !== "sum" && filed.cells[column.key] !== undefined)
  const cells = { ...filed.cells }
  for (const { key } of states) cells[key] = { state: "not-applicable", reason: texts["closed.state"].vi }
  return states.length === 0 ? filed : { ...filed, cells }
}

/** What of a report counts on a basis; `null` when nothing does. */
export const fromReport = (report: Report.Report, basis: Report.Basis): Filed | null => {
  const revision = Report.revisionOn(report, basis)
  if (revision === null || report.status === "none") return null
  const { cells, reportedBy, recordedBy, template, via } = revision
  return {
    unit: report.key.unit,
    period: report.key.period,
    status: basis === "submitted" ? standing(report) : basis,
    revision: revision.revision,
    cells,
    template,
    reportedBy,
    recordedBy,
    via
  }
}

/** What counts of many reports. */
export const fromReports = (reports: Iterable<Report.Report>, basis: Report.Basis): ReadonlyArray<Filed> =>
  Array.from(reports, (report) => fromReport(report, basis)).filter((filed) => filed !== null)

/** How its newest revision stands: one that came after the signed or accepted revision has been neither signed nor accepted. */
const standing = ({ approved, revision, sealed, status }: Report.Report): Filed["status"] => {
  if (status === "returned") return "returned"
  if (sealed === revision) return "sealed"
  return approved === revision ? "approved" : "submitted"
}
