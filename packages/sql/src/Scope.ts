/**
 * Who may see what, kept by the database itself. What is read for a person is read by a role without tables, and the
 * policies let through what that account's grants reach on that day; a query that forgets to ask is answered all the same
 * with no more than that.
 *
 * **Details**
 *
 * Units, their codes and who took over whom are readable by every account that is named. Reports and figures, and persons,
 * only by grants: a unit and all that stands under it on a route, on the day that is asked, and what those units took over
 * before. Of a unit that was divided only totals are seen; breakdowns only by grants on the association's own line. A
 * unit that closed without an heir counts as taken over by the one it stood under.
 *
 * @since 0.1.0
 */
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import type { Grant } from "@lienhoi/report/Grant"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as EffectScope from "effect/Scope"
import type { SqlError } from "effect/sql/SqlError"
import * as Batch from "./internal/batch.ts"
import * as Column from "./internal/column.ts"
import { failureOf } from "./internal/failure.ts"
import { Settings, Store } from "./Store.ts"
import type { StoreError } from "./StoreError.ts"

export type { Grant } from "@lienhoi/report/Grant"

/** For whom is read, and on which day. */
export interface Viewer {
  readonly account: string
  readonly today: PlainDate
}

/** Keeps grants; one of the same id is replaced. */
export const grant = (grants: ReadonlyArray<Grant>): Effect.Effect<void, StoreError, Store> =>
  Effect.gen(function* () {
    const { association, sql, transaction } = yield* Store
    yield* transaction(
      sql.unsafe(
        `INSERT INTO lienhoi.access (association, id, account, unit, route, role, lineage, starts_on, ends_on)
         SELECT $1, id, account, unit, route, role, lineage, "from", until
         FROM json_to_recordset(($2::text)::json)
           AS g (id text, account text, unit text, route text, role text, lineage text, "from" date, until date)
         ON CONFLICT (association, id) DO UPDATE SET account = excluded.account, unit = excluded.unit,
           route = excluded.route, role = excluded.role, lineage = excluded.lineage,
           starts_on = excluded.starts_on, ends_on = excluded.ends_on`,
        [association, JSON.stringify(grants)]
      )
    )
  }).pipe(Effect.mapError(failureOf("store")))

/** Lets end today what an account was granted under ids that begin so, but for those that are named; they stay to be read. */
export const endOthers = (asked: {
  readonly account: string
  readonly prefix: string
  readonly but: ReadonlyArray<string>
  readonly today: PlainDate
}): Effect.Effect<void, StoreError, Store> =>
  Effect.gen(function* () {
    const { association, sql, transaction } = yield* Store
    const { account, prefix, but, today } = asked
    yield* transaction(
      sql.unsafe(
        `UPDATE lienhoi.access SET ends_on = $4::date
         WHERE association = $1 AND account = $2 AND starts_with(id, $3) AND (ends_on IS NULL OR ends_on > $4::date)
           AND id NOT IN (SELECT json_array_elements_text($5::json))`,
        [association, account, prefix, today, JSON.stringify(but)]
      )
    )
  }).pipe(Effect.mapError(failureOf("store")))

/** Every grant, or those of one account, by id. */
export const list = (account?: string): Effect.Effect<ReadonlyArray<Grant>, StoreError, Store> =>
  Effect.gen(function* () {
    const { association, sql, transaction } = yield* Store
    return yield* transaction(
      sql.unsafe<Grant>(
        `SELECT id, account, unit, route, role, lineage, starts_on::text AS "from", ends_on::text AS until
         FROM lienhoi.access WHERE association = $1 AND ($2::text IS NULL OR account = $2) ORDER BY id COLLATE "C"`,
        [association, account ?? null]
      )
    )
  }).pipe(Effect.mapError(failureOf("store")))

/**
 * A reader of the grants of one account at a time: those who ask at once are answered by one question to the database,
 * which is put after they asked.
 */
export const reader: Effect.Effect<
  (account: string) => Effect.Effect<ReadonlyArray<Grant>, StoreError>,
  never,
  Store | EffectScope.Scope
> = Effect.gen(function* () {
  const { association, engine, sql, transaction } = yield* Store
  const read = (accounts: ReadonlyArray<string>) =>
    transaction(
      sql.unsafe<Grant>(
        `SELECT id, account, unit, route, role, lineage, starts_on::text AS "from", ends_on::text AS until
         FROM lienhoi.access WHERE association = $1 AND account = ANY ($2::text[]) ORDER BY id COLLATE "C"`,
        [association, Column.texts(accounts, (account) => account)]
      )
    ).pipe(Effect.mapError(failureOf("store")))
  return yield* Batch.make<string, ReadonlyArray<Grant>, StoreError>({
    limit: 500,
    parallel: engine === "embedded" ? 1 : 2,
    run: (group) =>
      Effect.map(Effect.exit(read([...new Set(group)])), (exit) => {
        if (Exit.isFailure(exit)) return group.map(() => Exit.failCause(exit.cause))
        const byAccount = Map.groupBy(exit.value, ({ account }) => account)
        return group.map((account) => Exit.succeed(byAccount.get(account) ?? []))
      })
  })
})

/** A unit that an account reaches. */
export interface Reached {
  readonly unit: string
  readonly route: string
  /** `false` for a unit that was divided: totals only. */
  readonly whole: boolean
}

/** The units an account reaches in a role, for one template; those on several lines come several times. In no order. */
export const reach = (
  { account, today }: Viewer,
  asked: { readonly role: Grant["role"]; readonly lineage: string }
): Effect.Effect<ReadonlyArray<Reached>, StoreError, Store> =>
  Effect.flatMap(Store, ({ sql, transaction }) =>
    transaction(
      sql.unsafe<Reached>(
        `SELECT unit, route, bool_or(whole) AS whole FROM (
           SELECT unit, route, whole FROM lienhoi.reach($1, true)
           UNION ALL SELECT unit, route, whole FROM lienhoi.reach($1, false) WHERE lineage = $2
         ) AS r GROUP BY unit, route`,
        [asked.role, asked.lineage]
      )
    ).pipe(Effect.provideService(Settings, { "lienhoi.viewer": account, "lienhoi.today": today }))
  ).pipe(Effect.mapError(failureOf("store")), Effect.withSpan("Scope.reach"))

/**
 * Reads for a person: everything in it is one transaction that sees what the account may see, and writes nothing. Inside
 * another transaction it is a defect: that one sees what its own role sees, and would show it.
 */
export const as =
  ({ account, today }: Viewer) =>
  <A, E, R>(self: Effect.Effect<A, E, R>): Effect.Effect<A, E | SqlError, R | Store> =>
    Effect.gen(function* () {
      const { sql, transaction } = yield* Store
      const outer = yield* Effect.serviceOption(sql.transactionService)
      if (outer._tag === "Some") return yield* Effect.die(new Error("Scope.as inside a transaction"))
      return yield* Effect.provideService(transaction(self), Settings, {
        "lienhoi.viewer": account,
        "lienhoi.today": today,
        role: "lienhoi_reader"
      })
    })
