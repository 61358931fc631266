/**
 * How the tables come to be and change: numbered steps, forward only. All steps that are missing run in one transaction
 * under a lock, so several processes may start at once, and a process killed halfway leaves the store as it was.
 *
 * @since 0.1.0
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { SqlClient } from "effect/sql/SqlClient"
import type { SqlError } from "effect/sql/SqlError"
import { failureOf, stateOf } from "./internal/failure.ts"
import type { Step } from "./internal/migrations/step.ts"
import { steps as known } from "./internal/migrations/steps.ts"
import { Newer, OtherProduct, ServerTooOld, StoreError } from "./StoreError.ts"

export type { Step } from "./internal/migrations/step.ts"

/** Where a store stands. */
export interface Status {
  /** The number of the last step that ran, 0 for an empty database. */
  readonly step: number
  /** The number of the last step this version knows. */
  readonly known: number
  /** A random name the store was given when it was made; `null` for an empty database. */
  readonly id: string | null
  readonly createdAt: string | null
}

/** Every step of this version, the first is number 1. */
export const steps: ReadonlyArray<Step> = known

/** Stands in every store, so that the database of another program is told apart. */
const product = "lienhoi"

/** Two processes that make the same new schema: one of them is told that it is there already. */
const raced: ReadonlySet<string | null> = new Set(["23505", "42P06", "42P07", "40P01"])

const refuse = (reason: StoreError["reason"]) => Effect.fail(new StoreError({ reason }))

interface Found {
  readonly version: number
  readonly ours: boolean
  readonly strangers: ReadonlyArray<string>
}

/** What is in the database, before anything is touched. */
const inspect = (sql: SqlClient, where: string): Effect.Effect<Found, StoreError | SqlError> =>
  Effect.gen(function* () {
    const [found] = yield* sql.unsafe<{
      version: number
      schema: boolean
      marked: boolean
      strangers: ReadonlyArray<string>
    }>(`
      SELECT current_setting('server_version_num')::int AS version,
        to_regnamespace('lienhoi') IS NOT NULL AS schema,
        to_regclass('lienhoi.store') IS NOT NULL AND to_regclass('lienhoi.migration') IS NOT NULL AS marked,
        coalesce((SELECT array_agg(name) FROM (
          SELECT n.nspname || '.' || c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
          WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
            AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
          ORDER BY 1 LIMIT 3) AS found), '{}') AS strangers`)
    const { version, schema, marked, strangers } = found!
    if (version < 150_000) return yield* refuse(new ServerTooOld({ where, found: `${Math.floor(version / 10_000)}` }))
    if (!marked && (schema || strangers.length > 0))
      return yield* refuse(new OtherProduct({ where, found: strangers.join(", ") || "lienhoi" }))
    return { version, ours: marked, strangers }
  })

const standing = (sql: SqlClient): Effect.Effect<Omit<Status, "known">, SqlError> =>
  Effect.map(
    sql.unsafe<{ step: number; id: string; product: string; created_at: Date }>(`
      SELECT (SELECT coalesce(max(number), 0) FROM lienhoi.migration) AS step, id, product, created_at FROM lienhoi.store`),
    ([row]) => ({
      step: row?.step ?? 0,
      id: row?.id ?? null,
      createdAt: row === undefined ? null : row.created_at.toISOString()
    })
  )

/** The names of the steps that ran must be those we know: a store changed by hand, or by a fork, is not ours. */
const compare = (sql: SqlClient, where: string, plan: ReadonlyArray<Step>) =>
  Effect.gen(function* () {
    const ran = yield* sql.unsafe<{ number: number; name: string }>(
      "SELECT number, name FROM lienhoi.migration ORDER BY number"
    )
    const marks = yield* sql.unsafe<{ product: string }>("SELECT product FROM lienhoi.store")
    const stranger = marks.find((mark) => mark.product !== product)?.product
    if (stranger !== undefined) return yield* refuse(new OtherProduct({ where, found: stranger }))
    const last = ran.at(-1)?.number ?? 0
    if (last > plan.length) return yield* refuse(new Newer({ where, found: last, known: plan.length }))
    const changed = ran.find(({ number, name }) => plan[number - 1]?.name !== name)
    if (changed !== undefined)
      return yield* refuse(new OtherProduct({ where, found: `migration ${changed.number} ${changed.name}` }))
    return last
  })

const bootstrap = [
  "CREATE SCHEMA IF NOT EXISTS lienhoi",
  `CREATE TABLE IF NOT EXISTS lienhoi.store (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    product text NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    created_at timestamptz NOT NULL
  )`,
  `CREATE TABLE IF NOT EXISTS lienhoi.migration (
    number int PRIMARY KEY,
    name text NOT NULL,
    applied_at timestamptz NOT NULL
  )`,
  "LOCK TABLE lienhoi.migration IN ACCESS EXCLUSIVE MODE"
]

/** Where the store stands; refused for a database of another program or of a newer version. Changes nothing. */
export const status = (
  where: string,
  plan: ReadonlyArray<Step> = steps
): Effect.Effect<Status, StoreError, SqlClient> =>
  Effect.gen(function* () {
    const sql = yield* SqlClient
    const { ours } = yield* inspect(sql, where)
    if (!ours) return { step: 0, known: plan.length, id: null, createdAt: null }
    yield* compare(sql, where, plan)
    return { ...(yield* standing(sql)), known: plan.length }
  }).pipe(Effect.mapError(failureOf(where)))

/**
 * Runs the steps that are missing and gives where the store stands then. Refused, with nothing changed, for a database
 * of another program or of a newer version. `where` names the store in messages; `plan` is for tests.
 */
export const run = (where: string, plan: ReadonlyArray<Step> = steps): Effect.Effect<Status, StoreError, SqlClient> =>
  Effect.gen(function* () {
    const sql = yield* SqlClient
    const at = new Date(yield* Clock.currentTimeMillis)
    yield* inspect(sql, where)
    return yield* sql.withTransaction(
      Effect.gen(function* () {
        for (const statement of bootstrap) yield* sql.unsafe(statement)
        const last = yield* compare(sql, where, plan)
        yield* sql.unsafe(
          "INSERT INTO lienhoi.store (product, created_at) VALUES ($1, $2) ON CONFLICT (only_row) DO NOTHING",
          [product, at]
        )
        for (const [i, step] of plan.entries()) {
          if (i < last) continue
          for (const statement of step.statements) yield* sql.unsafe(statement)
          yield* sql.unsafe("INSERT INTO lienhoi.migration (number, name, applied_at) VALUES ($1, $2, $3)", [
            i + 1,
            step.name,
            at
          ])
        }
        return { ...(yield* standing(sql)), known: plan.length }
      })
    )
  }).pipe(
    Effect.retry({
      times: 5,
      while: (error) => error._tag === "SqlError" && raced.has(stateOf(error))
    }),
    Effect.mapError(failureOf(where))
  )
