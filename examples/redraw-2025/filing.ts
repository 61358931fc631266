/**
 * Who files for units that are no more. The day of filing is not the test: the unit must have lived in the period, and
 * whoever files must hold an office of its heir, or above.
 */
import { Filed } from "@lienhoi/aggregation"
import { Succession } from "@lienhoi/hierarchy"
import { Hierarchy, type Issue, type Period, Report, Snapshot, type Template } from "lienhoi"
import type { chairs } from "./day.ts"
import type { Stage } from "./stage.ts"

/** Somebody hands in figures for a unit. */
export interface Filing {
  readonly unit: string
  readonly period: Period.Period
  readonly at: string
  readonly chair: (typeof chairs)[keyof typeof chairs]
  readonly values: { readonly [field: string]: unknown }
}

/** What came of it: the figures as a total sees them, or why not. */
export interface Outcome extends Filing {
  readonly filed: Filed.Filed | null
  readonly issues: ReadonlyArray<Issue.Issue>
  /** Figures that were not taken: what a unit that closed would have had on the last day. */
  readonly dropped: ReadonlyArray<Template.Template["sections"][number]["fields"][number]>
}

/** Decides on one filing as the office would. */
export const file = ({ template }: Stage, history: Hierarchy.Hierarchy, filing: Filing): Outcome => {
  const { unit, period, at, chair, values } = filing
  const { lineage, id, version } = template.template
  const key = { lineage, unit, period: period.id }
  const submission = {
    template: { lineage, id, version },
    unit,
    period: period.id,
    values,
    seen: 0,
    reportedBy: chair.person,
    recordedBy: chair.person,
    via: "web" as const
  }
  const decided = Report.decide(
    Report.empty(key),
    { type: "submit", submission },
    {
      eventId: `${unit}/${period.id}`,
      at,
      by: { person: chair.person, position: chair.position },
      template,
      period,
      unit: Snapshot.unit(Hierarchy.at(history, "2025-06-30"), unit)!,
      hierarchy: history,
      heirs: Succession.successors(history, unit).map(({ to }) => to)
    }
  )
  if (!decided.ok) return { ...filing, filed: null, issues: decided.issues, dropped: [] }
  const report = Report.replay(key, decided.value.events)
  const filed = Filed.fromReport(report, "submitted")!
  const given = Object.keys(values).filter((name) => values[name] !== "")
  const dropped = template.template.sections
    .flatMap(({ fields }) => fields)
    .filter((field) => {
      const cell = filed.cells[field.key]
      return given.includes(field.key) && typeof cell === "object" && cell?.state === "not-applicable"
    })
  return { ...filing, filed, issues: [], dropped }
}
