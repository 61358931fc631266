/**
 * Who owes which report, read from rows: what tree, template and calendar give (`Reading.advance`), with how each report
 * stands. Inside `Scope.as` those that the viewer may see. It says what `Duty.list` says, for periods whose window ended
 * at most 120 days before the day up to which the rows are made.
 *
 * @since 0.1.0
 */
import * as Instant from "@lienhoi/calendar/Instant"
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import * as Effect from "effect/Effect"
import { failureOf } from "./internal/failure.ts"
import { Store } from "./Store.ts"
import type { StoreError } from "./StoreError.ts"

/** One report that is owed, in its current round. */
export interface Owed {
  readonly unit: string
  /** The level that owes; `null` for a report that was asked for and that no rule gives. */
  readonly level: string | null
  /** The day by which it is owed now. */
  readonly due: PlainDate
  /** The day the rule names, before it was moved. */
  readonly nominal: PlainDate
  /** Due before the window ends. */
  readonly estimated: boolean
  /** The unit closed inside the window: a closing report. */
  readonly closing: boolean
  readonly round: number
  readonly openedAt: Instant.Instant | null
  /** The due day known when the round opened. */
  readonly dueWhenOpened: PlainDate
  readonly waived: boolean
  readonly fulfilledAt: Instant.Instant | null
  readonly fulfilledBy: number | null
  /** Whether it came on or before `dueWhenOpened`; `null` while nothing came. */
  readonly timely: boolean | null
}

type Row = Omit<Owed, "timely">

/** Everyone who owes the report of that period, by unit. */
export const list = (sheet: {
  readonly lineage: string
  /** The id of the period. */
  readonly period: string
}): Effect.Effect<ReadonlyArray<Owed>, StoreError, Store> =>
  Effect.gen(function* () {
    const { association, sql, join } = yield* Store
    const rows = yield* join(
      sql.unsafe<Row>(
        `SELECT coalesce(d.unit, s.unit) AS unit, d.level,
           coalesce(s.due, d.due)::text AS due, coalesce(d.nominal, s.asked_due)::text AS nominal,
           coalesce(d.estimated, false) AS estimated, coalesce(d.closing, false) AS closing,
           coalesce(s.round, 1) AS round, s.opened_at AS "openedAt",
           coalesce(s.opened_due, d.due, s.asked_due)::text AS "dueWhenOpened", coalesce(s.waived, false) AS waived,
           s.fulfilled_at AS "fulfilledAt", s.fulfilled_by AS "fulfilledBy"
         FROM (SELECT * FROM lienhoi.duty WHERE association = $1 AND lineage = $2 AND period = $3) AS d
         FULL JOIN (SELECT * FROM lienhoi.standing WHERE association = $1 AND lineage = $2 AND period = $3) AS s
           ON s.unit = d.unit
         WHERE d.unit IS NOT NULL OR s.asked_due IS NOT NULL
         ORDER BY 1`,
        [association, sheet.lineage, sheet.period]
      )
    )
    return rows.map((row) => ({
      ...row,
      timely: row.fulfilledAt === null ? null : Instant.dateIn(row.fulfilledAt) <= row.dueWhenOpened
    }))
  }).pipe(Effect.mapError(failureOf("store")), Effect.withSpan("Duties.list"))
