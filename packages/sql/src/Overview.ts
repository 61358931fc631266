/**
 * A unit and all that stands under it at once: who has reported, and what the figures come to. Summed when it is asked, from
 * the rows of the reports; inside `Scope.as` from those that the viewer may see.
 *
 * @since 0.1.0
 */
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import type { Basis, Status } from "@lienhoi/report/Report"
import * as Effect from "effect/Effect"
import { failureOf } from "./internal/failure.ts"
import { Store } from "./Store.ts"
import type { StoreError } from "./StoreError.ts"

/** Which sheet, of whom, on the tree of which day. */
export interface Asked {
  readonly lineage: string
  /** The id of the period. */
  readonly period: string
  readonly unit: string
  readonly date: PlainDate
  /** `own` when not given. */
  readonly route?: string
}

/** One unit and its report; `none` also for a report that the viewer may not see. */
export interface Line {
  readonly unit: string
  readonly name: string
  readonly level: string
  readonly parent: string | null
  readonly status: Status
  readonly revision: number
  /** The unit was let off this report. */
  readonly waived: boolean
  readonly fulfilledAt: string | null
}

/** The sum of one column. */
export interface Sum {
  readonly key: string
  /** Units that gave a number. */
  readonly units: number
  /** In decimal digits, exact. */
  readonly total: string
}

/** The unit and what stands under it that day, `$2` route, `$3` unit, `$4` date. */
const under = `WITH RECURSIVE under AS (
  SELECT p.unit, p.name, p.level, p.parent, p.code FROM lienhoi.place AS p
  WHERE p.association = $1 AND p.route = $2 AND p.unit = $3
    AND p.starts_on <= $4::date AND (p.ends_on IS NULL OR $4::date < p.ends_on)
  UNION ALL
  SELECT p.unit, p.name, p.level, p.parent, p.code FROM under AS u
  JOIN lienhoi.place AS p ON p.association = $1 AND p.route = $2 AND p.parent = u.unit
  WHERE p.starts_on <= $4::date AND (p.ends_on IS NULL OR $4::date < p.ends_on)
)`

const parameters = (association: string, { route = "own", unit, date, lineage, period }: Asked) => [
  association,
  route,
  unit,
  date,
  lineage,
  period
]

/** A board as it comes from the database: one row, a list for each column. */
type Columns = { readonly [K in keyof Line]: ReadonlyArray<Line[K]> }

/** The unit and every unit under it, with its report: the rows of a board. In no order. */
export const board = (asked: Asked): Effect.Effect<ReadonlyArray<Line>, StoreError, Store> =>
  Effect.gen(function* () {
    const { association, sql, join } = yield* Store
    const [columns] = yield* join(
      sql.unsafe<Columns>(
        `${under}, stood AS MATERIALIZED (
           SELECT unit, status, revision, waived, fulfilled_at FROM lienhoi.standing
           WHERE association = $1 AND lineage = $5 AND period = $6
         )
         SELECT coalesce(json_agg(u.unit), '[]') AS unit, json_agg(u.name) AS name, json_agg(u.level) AS level,
           json_agg(u.parent) AS parent, json_agg(coalesce(s.status, 'none')) AS status,
           json_agg(coalesce(s.revision, 0)) AS revision, json_agg(coalesce(s.waived, false)) AS waived,
           json_agg(s.fulfilled_at) AS "fulfilledAt"
         FROM under AS u LEFT JOIN stood AS s ON s.unit = u.unit`,
        parameters(association, asked)
      )
    )
    const { unit, name, level, parent, status, revision, waived, fulfilledAt } = columns!
    return unit.map((id, n) => ({
      unit: id,
      name: name[n]!,
      level: level[n]!,
      parent: parent[n]!,
      status: status[n]!,
      revision: revision[n]!,
      waived: waived[n]!,
      fulfilledAt: fulfilledAt[n]!
    }))
  }).pipe(Effect.mapError(failureOf("store")), Effect.withSpan("Overview.board"))

/**
 * The sums of the unit and every unit under it, by column, of the revisions that count on the basis. Every report is added
 * as it stands: for templates in which each unit reports its own figures. What folds otherwise (last period, closing
 * reports, ratios) is for `Aggregation.rollUp`.
 */
export const sums = ({
  basis,
  ...asked
}: Asked & { readonly basis: Basis }): Effect.Effect<ReadonlyArray<Sum>, StoreError, Store> =>
  Effect.gen(function* () {
    const { association, sql, join } = yield* Store
    const counting = { submitted: "nullif(s.revision, 0)", approved: "s.approved", sealed: "s.sealed" }[basis]
    const rows = yield* join(
      sql.unsafe<{ key: string; units: bigint; total: string }>(
        `${under}
         SELECT n.key, count(*) AS units, sum(n.number)::text AS total
         FROM under AS u
         JOIN lienhoi.standing AS s ON s.association = $1 AND s.lineage = $5 AND s.period = $6 AND s.unit = u.unit
         JOIN lienhoi.figure AS f ON f.association = $1 AND f.lineage = $5 AND f.period = $6 AND f.unit = u.unit
           AND f.revision = ${counting}
         CROSS JOIN LATERAL unnest(f.keys, f.numbers) AS n (key, number)
         GROUP BY n.key ORDER BY n.key COLLATE "C"`,
        parameters(association, asked)
      )
    )
    return rows.map(({ key, units, total }) => ({ key, units: Number(units), total }))
  }).pipe(Effect.mapError(failureOf("store")), Effect.withSpan("Overview.sums"))
