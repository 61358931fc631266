/**
 * The walk: June 2025 before the day, July 2025 across it, October 2026 after it, and June read again on the tree of
 * October 2026.
 */
import { Restated } from "@lienhoi/aggregation"
import { Aggregation, Duty, Hierarchy, type Period, type Snapshot, WorkingDays } from "lienhoi"
import * as Day from "./day.ts"
import * as Filing from "./filing.ts"
import { closingDay, good, month, type Stage } from "./stage.ts"

/** Everything that is told afterwards. */
export type Walk = ReturnType<typeof walk>

const names = {
  months: ["01", "02", "03", "04", "05", "06", "07", "08", "09"].map((number) => `2025-${number}`),
  viThang: "31450@2024-06-01",
  nangMau: "31441@2024-06-01"
}

/** Walks the two provinces through the redraw. */
export const walk = (stage: Stage) => {
  const { template } = stage
  const day = Day.carryOut(stage)
  const { history } = day
  const treeOf = (period: Period.Period): Snapshot.Snapshot => Hierarchy.at(history, closingDay(period))
  const periods = [...names.months, "2026-10"].map((name) => month(name))
  const [june, july, october] = [periods[5]!, periods[6]!, periods.at(-1)!]

  // Who may file for whom, on the day it happens.
  const nangMauClosed = { ...stage.row("2025-07-dong", "31441"), TT03: "2" }
  const { viThuy, hoaAn } = Day.chairs
  const filings = [
    {
      unit: names.viThang,
      period: june,
      at: "2025-07-03T02:00:00.000Z",
      chair: viThuy,
      values: stage.row("2025-06", "31450")
    },
    { unit: names.nangMau, period: july, at: "2025-07-08T02:00:00.000Z", chair: viThuy, values: nangMauClosed },
    { unit: names.nangMau, period: july, at: "2025-07-09T02:00:00.000Z", chair: hoaAn, values: nangMauClosed },
    { unit: names.viThang, period: periods[7]!, at: "2025-08-12T02:00:00.000Z", chair: viThuy, values: { TT10: "1" } }
  ].map((filing) => Filing.file(stage, history, filing))
  const [lateJune, closedJuly] = filings.map(({ filed }) => filed)

  // What was filed, month by month. Closing reports bear the codes of 30 June, all others those of the month's last day.
  const inTime = new Map(periods.map((period) => [period.id, stage.filed(period.id, period, treeOf(period))]))
  const ofUnit = (unit: string) => (filed: { readonly unit: string }) => filed.unit === unit
  const juneInTime = inTime.get(june.id)!.filter((filed) => !ofUnit(names.viThang)(filed))
  const closing = stage
    .filed("2025-07-dong", july, Hierarchy.at(history, "2025-06-30"), { closing: true })
    .filter((filed) => !ofUnit(names.nangMau)(filed))
  const reports = [
    ...periods.filter((period) => period !== june).flatMap((period) => inTime.get(period.id)!),
    ...juneInTime,
    ...closing,
    ...[lateJune, closedJuly].flatMap((filed) => filed ?? [])
  ]

  const rollUp = (window: ReadonlyArray<Period.Period>, from = reports) => {
    const ids = new Set(window.map(({ id }) => id))
    return Aggregation.rollUp({
      hierarchy: treeOf(window.at(-1)!),
      history,
      template,
      period: window,
      reports: from.filter(({ period }) => ids.has(period)),
      basis: "submitted"
    })
  }
  const monthly = periods.map((period) => rollUp([period]))
  const [juneTotal, octoberTotal] = [monthly[5]!, monthly.at(-1)!]
  const restatement = { hierarchy: history, onto: closingDay(october) }
  const exact = Restated.onto(juneTotal, { ...restatement, exact: true })
  return {
    ...day,
    template,
    june: juneTotal,
    juneInTime: rollUp([june], juneInTime),
    duties: good(Duty.list({ hierarchy: history, template, period: july, calendar: WorkingDays.vietnam })),
    filings,
    july: monthly[6]!,
    quarter: rollUp(periods.slice(6, 9)),
    nineMonths: rollUp(periods.slice(0, 9)),
    october: octoberTotal,
    monthly,
    restated: good(Restated.onto(juneTotal, restatement)),
    /** One issue for each divided commune, when only exact figures are wanted. */
    refused: exact.ok ? [] : exact.issues,
    restatement
  }
}
