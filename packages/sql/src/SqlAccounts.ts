/**
 * Accounts in the database. Name and hash are closed; a name is found by its keyed hash, so a copy of the tables tells
 * neither who has an account nor anything to try passwords on.
 *
 * @since 0.1.0
 */
import {
  type Account,
  Accounts,
  AccountsError,
  nameKey,
  order,
  Taken,
  Unavailable,
  Unreadable
} from "@lienhoi/report/Accounts"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Box from "./internal/box.ts"
import * as Closed from "./internal/closed.ts"
import { dropAccounts } from "./internal/erase.ts"
import { orOutage } from "./internal/failure.ts"
import { Store } from "./Store.ts"

interface Row {
  readonly key: string
  readonly person: string
  readonly offices: boolean
  readonly since: Date
  readonly disabled: Date | null
  readonly box: string
  readonly salt: string
}

const unavailable = (cause: unknown): AccountsError => new AccountsError({ reason: new Unavailable({ cause }) })
const unreadable = (cause: unknown): AccountsError => new AccountsError({ reason: new Unreadable({ cause }) })

const columns = `key, person, offices, since, disabled, body AS box, encode(salt, 'hex') AS salt`

const make = Effect.map(Store, (store) => {
  const { association, keys, sql, transaction } = store

  const matches = (name: string) => Box.matches(keys, association, "account", nameKey(name))

  const opened = (row: Row) =>
    Effect.fromResult(Closed.open(store, "account", row.key, row)).pipe(
      Effect.mapError(unreadable),
      Effect.map((text): Account => {
        const { name, hash } = JSON.parse(text) as Pick<Account, "name" | "hash">
        const { key: id, person, offices, since, disabled } = row
        const disabledAt = disabled?.toISOString() ?? null
        return { id, name, person, hash, offices, since: since.toISOString(), disabledAt }
      })
    )

  const one = (where: string, value: unknown) =>
    Effect.flatMap(
      sql.unsafe<Row>(`SELECT ${columns} FROM lienhoi.account WHERE association = $1 AND ${where}`, [
        association,
        value
      ]),
      ([row]) => (row === undefined ? Effect.succeed(null) : opened(row))
    )

  const close = ({ id, name, hash }: Account) => Closed.close(store, "account", id, JSON.stringify({ name, hash }))

  return Accounts.of({
    add: (account) =>
      transaction(
        Effect.gen(function* () {
          const { id, name, person, offices, since, disabledAt } = account
          const { box, salt } = close(account)
          const [own, ...older] = matches(name)
          // Under a key that is going out the same name has another hash.
          const added = yield* sql.unsafe(
            `INSERT INTO lienhoi.account (association, key, person, match, offices, since, disabled, body, salt)
             SELECT $1, $2, $3, $4, $5::boolean, $6::timestamptz, $7::timestamptz, $8, decode($9, 'hex')
             WHERE NOT EXISTS (SELECT 1 FROM lienhoi.account WHERE association = $1
               AND match IN (SELECT json_array_elements_text($10::json)))
             ON CONFLICT DO NOTHING RETURNING key`,
            [association, id, person, own, offices, since, disabledAt, box, salt, JSON.stringify(older)]
          )
          if (added.length === 0) return yield* new AccountsError({ reason: new Taken({ name }) })
        })
      ).pipe(orOutage(unavailable)),
    byName: (name) =>
      transaction(one("match IN (SELECT json_array_elements_text($2::json))", JSON.stringify(matches(name)))).pipe(
        orOutage(unavailable)
      ),
    byId: (id) => transaction(one("key = $2", id)).pipe(orOutage(unavailable)),
    change: (id, change) =>
      transaction(
        Effect.gen(function* () {
          const found = yield* one("key = $2 FOR UPDATE", id)
          if (found === null) return null
          const account = { ...found, ...change }
          const { box, salt } = close(account)
          yield* sql.unsafe(
            `UPDATE lienhoi.account SET offices = $3::boolean, disabled = $4::timestamptz, body = $5,
               salt = decode($6, 'hex') WHERE association = $1 AND key = $2`,
            [association, id, account.offices, account.disabledAt, box, salt]
          )
          return account
        })
      ).pipe(orOutage(unavailable)),
    remove: (persons) => transaction(dropAccounts(store, persons)).pipe(orOutage(unavailable)),
    list: transaction(
      sql.unsafe<Row>(`SELECT ${columns} FROM lienhoi.account WHERE association = $1`, [association])
    ).pipe(
      Effect.flatMap((rows) => Effect.forEach(rows, opened)),
      Effect.map((all) => all.toSorted(order)),
      orOutage(unavailable)
    )
  })
})

/** The accounts of the store's association. */
export const layer: Layer.Layer<Accounts, never, Store> = Layer.effect(Accounts, make)
