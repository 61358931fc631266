/**
 * Sessions and one-time links in the database, so that any server on it takes them, and of two that redeem a link at once
 * only one gets it.
 *
 * @since 0.1.0
 */
import { type Kept, SessionTokens, SessionTokensError } from "@lienhoi/report/SessionTokens"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { orOutage } from "./internal/failure.ts"
import { Store } from "./Store.ts"

interface Row extends Pick<Kept, "kind" | "account" | "via" | "replaces"> {
  readonly begun: Date
  readonly since: Date
  readonly until: Date
}

const unavailable = (cause: unknown): SessionTokensError => new SessionTokensError({ cause })

const columns = "kind, account, via, begun, since, until, replaces"

const keptOf = (row: Row | undefined): Kept | null =>
  row === undefined
    ? null
    : {
        kind: row.kind,
        account: row.account,
        via: row.via,
        begun: row.begun.getTime(),
        since: row.since.getTime(),
        until: row.until.getTime(),
        replaces: row.replaces
      }

const instant = (millis: number): string => new Date(millis).toISOString()

const make = Effect.map(Store, ({ association, sql, transaction }) => {
  const run = <A extends object>(statement: string, values: ReadonlyArray<unknown>) =>
    transaction(sql.unsafe<A>(statement, [association, ...values])).pipe(orOutage(unavailable))
  return SessionTokens.of({
    put: (hash, { kind, account, via, begun, since, until, replaces }) =>
      Effect.asVoid(
        run(
          `WITH gone AS (DELETE FROM lienhoi.session_token WHERE association = $1 AND hash IN (
             SELECT hash FROM lienhoi.session_token WHERE association = $1 AND until <= $7::timestamptz
             LIMIT 1000 FOR UPDATE SKIP LOCKED))
           INSERT INTO lienhoi.session_token (association, hash, ${columns})
           VALUES ($1, $2, $3, $4, $5, $6::timestamptz, $7::timestamptz, $8::timestamptz, $9)`,
          [hash, kind, account, via, instant(begun), instant(since), instant(until), replaces]
        )
      ),
    get: (hash) =>
      Effect.map(
        run<Row>(`SELECT ${columns} FROM lienhoi.session_token WHERE association = $1 AND hash = $2`, [hash]),
        ([row]) => keptOf(row)
      ),
    take: (hash) =>
      Effect.map(
        run<Row>(`DELETE FROM lienhoi.session_token WHERE association = $1 AND hash = $2 RETURNING ${columns}`, [hash]),
        ([row]) => keptOf(row)
      ),
    shorten: (hash, until) =>
      Effect.asVoid(
        run(
          `UPDATE lienhoi.session_token SET until = $3::timestamptz
           WHERE association = $1 AND hash = $2 AND until > $3::timestamptz`,
          [hash, instant(until)]
        )
      ),
    endAll: (account, but) =>
      Effect.asVoid(
        run(
          `DELETE FROM lienhoi.session_token WHERE association = $1 AND account = $2 AND hash IS DISTINCT FROM $3::text`,
          [account, but]
        )
      )
  })
})

/** The sessions and links of the store's association. */
export const layer: Layer.Layer<SessionTokens, never, Store> = Layer.effect(SessionTokens, make)
