/**
 * Credentials in the database: a lease is a row's holder, time and number; a replacement checks all three and the version
 * under the row's lock, so two machines never replace the same version. The value stands in a box.
 *
 * @since 0.1.0
 */
import * as Instant from "@lienhoi/calendar/Instant"
import {
  CredentialError,
  CredentialStore,
  LeaseLost,
  Superseded,
  Unavailable,
  Unreadable
} from "@lienhoi/messaging/CredentialStore"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Result from "effect/Result"
import * as Box from "./internal/box.ts"
import { orOutage } from "./internal/failure.ts"
import { Store } from "./Store.ts"

interface Row {
  readonly version: number
  readonly value: string | null
  readonly salt: string | null
  readonly expires: Date | null
  readonly until: Date | null
  readonly token: bigint
}

const now = Effect.map(Clock.currentTimeMillis, (millis) => new Date(millis))

const unavailable =
  (name: string) =>
  (cause: unknown): CredentialError =>
    new CredentialError({ name, reason: new Unavailable({ cause }) })

const refuse = (name: string, reason: CredentialError["reason"]) => Effect.fail(new CredentialError({ name, reason }))

/** Where the box of a credential stands. */
const spotOf = (association: string, name: string): Box.Spot => ({
  association,
  table: "credential",
  row: name,
  column: "value"
})

const make = Effect.map(Store, (store) => {
  const { association, sql, transaction } = store
  const row = (name: string, lock: "" | "FOR UPDATE") =>
    Effect.map(
      sql.unsafe<Row>(
        `SELECT version, value, encode(salt, 'hex') AS salt, expires, until, token FROM lienhoi.credential
         WHERE association = $1 AND name = $2 ${lock}`,
        [association, name]
      ),
      ([found]) => found
    )

  return CredentialStore.of({
    read: (name) =>
      transaction(row(name, "")).pipe(
        orOutage(unavailable(name)),
        Effect.flatMap((found) => {
          if (found === undefined || found.value === null) return Effect.succeed(null)
          const { version, value, salt, expires } = found
          const opened =
            salt === null
              ? Result.succeed(value)
              : Box.open(store.keys, Buffer.from(salt, "hex"), spotOf(association, name), value)
          if (Result.isFailure(opened)) return refuse(name, new Unreadable({ cause: opened.failure }))
          const credential = { name, version, value: Redacted.make(opened.success) }
          return Effect.succeed({ ...credential, expires: expires?.toISOString() ?? null })
        })
      ),

    lease: (name, { holder, lasting }) =>
      Effect.flatMap(now, (at) => {
        const until = new Date(at.getTime() + Duration.toMillis(lasting))
        return transaction(
          sql.unsafe<{ token: bigint }>(
            `INSERT INTO lienhoi.credential AS c (association, name, holder, until, token) VALUES ($1, $2, $3, $4, 1)
             ON CONFLICT (association, name) DO UPDATE SET holder = $3, until = $4, token = c.token + 1
             WHERE c.until IS NULL OR c.until <= $5 RETURNING token`,
            [association, name, holder, until, at]
          )
        ).pipe(
          Effect.map(([taken]) =>
            taken === undefined
              ? null
              : { name, holder, until: Instant.fromMillis(until.getTime()), token: Number(taken.token) }
          )
        )
      }).pipe(orOutage(unavailable(name))),

    replace: ({ name, holder, token }, { expected, value, expires }) =>
      transaction(
        Effect.gen(function* () {
          const at = yield* now
          const found = yield* row(name, "FOR UPDATE")
          if (found === undefined || Number(found.token) !== token || found.until === null || found.until <= at)
            return yield* refuse(name, new LeaseLost({ holder }))
          const actual = found.version
          if (actual !== expected) return yield* refuse(name, new Superseded({ expected, actual }))
          const version = actual + 1
          const salt = Box.salt()
          const box = Box.close(store.keys, salt, spotOf(association, name), Redacted.value(value))
          yield* sql.unsafe(
            `UPDATE lienhoi.credential SET version = $3, value = $4, expires = $5::timestamptz, salt = decode($6, 'hex')
             WHERE association = $1 AND name = $2`,
            [association, name, version, box, expires, Buffer.from(salt).toString("hex")]
          )
          return { name, version, value, expires }
        })
      ).pipe(orOutage(unavailable(name))),

    release: ({ name, token }) =>
      transaction(
        sql.unsafe(
          `UPDATE lienhoi.credential SET holder = NULL, until = NULL
           WHERE association = $1 AND name = $2 AND token = $3`,
          [association, name, token]
        )
      ).pipe(Effect.asVoid, orOutage(unavailable(name)))
  })
})

/** The credentials of the store's association. */
export const layer: Layer.Layer<CredentialStore, never, Store> = Layer.effect(CredentialStore, make)
