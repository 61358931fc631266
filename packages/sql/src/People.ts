/**
 * Persons: their names in clear, so that they can be searched; everything else in boxes. An exact identity number,
 * telephone number, address, e-mail or Zalo account is found by a keyed hash; ethnicity, religion, party membership and
 * health are found by nothing.
 *
 * @since 0.1.0
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Box from "./internal/box.ts"
import { erasePersons } from "./internal/erase.ts"
import { orOutage } from "./internal/failure.ts"
import { KeyError } from "./KeyError.ts"
import { Store } from "./Store.ts"

/** What is kept in a box and can be found by its exact value. */
export interface Contact {
  readonly identityNumber?: string
  readonly phone?: string
  readonly address?: string
  readonly email?: string
  readonly zalo?: string
}

/** What is kept in a box and found by nothing: sensitive data of Luật 91/2025/QH15. */
export interface Sensitive {
  readonly ethnicity?: string
  readonly religion?: string
  readonly party?: string
  readonly health?: string
}

/** One person. What is not known is left out. */
export interface Person extends Contact, Sensitive {
  readonly id: string
  readonly name: string
}

/** The person was erased; the id is never used again. */
export class Erased extends Schema.TaggedError<Erased>()("Erased", { id: Schema.String }) {
  readonly isRetryable = false
}

/** The store cannot be reached at the moment. Nothing was kept. */
export class Unavailable extends Schema.TaggedError<Unavailable>()("Unavailable", { cause: Schema.Defect() }) {
  readonly isRetryable = true
}

/** Why a person was not kept or read. */
export class PeopleError extends Schema.TaggedError<PeopleError>()("PeopleError", {
  reason: Schema.Union([Erased, KeyError, Unavailable])
}) {
  get isRetryable(): boolean {
    return this.reason.isRetryable
  }
}

/** Keeps persons. */
export class People extends Context.Service<
  People,
  {
    /** Keeps all that is known of a person, in place of what was known before. */
    readonly put: (person: Person) => Effect.Effect<void, PeopleError>
    /** `null` when the person is not known, or was erased. */
    readonly get: (id: string) => Effect.Effect<Person | null, PeopleError>
    /** Ids of the persons with exactly this, however it is spaced; in order. */
    readonly find: (field: keyof Contact, value: string) => Effect.Effect<ReadonlyArray<string>, PeopleError>
    /** Erases persons with everything that is kept of them, their records too. */
    readonly erase: (ids: ReadonlyArray<string>) => Effect.Effect<void, PeopleError>
  }
>()("@lienhoi/sql/People") {}

const exact: ReadonlyArray<keyof Contact> = ["identityNumber", "phone", "address", "email", "zalo"]
const fields: ReadonlyArray<keyof Contact | keyof Sensitive> = [...exact, "ethnicity", "religion", "party", "health"]

/** One form for all ways to write the same: `+84 912 345 678` and `0912345678`. */
const formOf = (field: keyof Contact, value: string): string => {
  const text = value.normalize("NFC").trim().toLowerCase()
  switch (field) {
    case "phone":
    case "zalo":
    case "identityNumber": {
      const tight = text.replaceAll(/[\s.()-]/g, "")
      return field === "identityNumber" ? tight : tight.replace(/^(\+84|0084|84(?=\d{9}$))/, "0")
    }
    default:
      return text.replaceAll(/\s+/g, " ")
  }
}

const unavailable = (cause: unknown): PeopleError => new PeopleError({ reason: new Unavailable({ cause }) })

/** Boxes and hashes of one person under a new salt. */
export const boxesOf = ({ association, keys }: Store["Service"], person: Person) => {
  const salt = Box.salt()
  const boxes: { [field: string]: string } = {}
  const matches: Array<string> = []
  for (const field of fields) {
    const value = person[field]
    if (value === undefined) continue
    boxes[field] = Box.close(keys, salt, { association, table: "person", row: person.id, column: field }, value)
  }
  for (const field of exact) {
    const value = person[field]
    if (value !== undefined) matches.push(Box.matches(keys, association, field, formOf(field, value))[0]!)
  }
  return { salt: Buffer.from(salt).toString("hex"), boxes: JSON.stringify(boxes), matches }
}

/** A row of the table. */
export interface Row {
  readonly id: string
  readonly name: string
  readonly salt: string
  readonly boxes: { readonly [field: string]: string }
}

/** Opens what is kept of a person. */
export const opened = ({ association, keys }: Store["Service"], row: Row): Result.Result<Person, KeyError> => {
  const found: { [field: string]: string } = {}
  for (const field of fields) {
    const box = row.boxes[field]
    if (box === undefined) continue
    const spot = { association, table: "person", row: row.id, column: field }
    const value = Box.open(keys, Buffer.from(row.salt, "hex"), spot, box)
    if (Result.isFailure(value)) return Result.fail(value.failure)
    found[field] = value.success
  }
  return Result.succeed({ id: row.id, name: row.name, ...found })
}

const make = Effect.map(Store, (store) => {
  const { association, keys, sql, transaction } = store
  return People.of({
    put: (person) =>
      transaction(
        Effect.gen(function* () {
          const { id, name } = person
          const gone = yield* sql.unsafe(
            "SELECT 1 FROM lienhoi.erasure WHERE association = $1 AND kind = 'person' AND subject = $2",
            [association, id]
          )
          if (gone.length > 0) return yield* new PeopleError({ reason: new Erased({ id }) })
          const { salt, boxes, matches } = boxesOf(store, person)
          yield* sql.unsafe(
            `INSERT INTO lienhoi.person (association, id, name, salt, boxes, matches)
             VALUES ($1, $2, $3, decode($4, 'hex'), $5::json, ARRAY(SELECT json_array_elements_text($6::json)))
             ON CONFLICT (association, id) DO UPDATE SET name = excluded.name, salt = excluded.salt,
               boxes = excluded.boxes, matches = excluded.matches`,
            [association, id, name, salt, boxes, JSON.stringify(matches)]
          )
        })
      ).pipe(orOutage(unavailable)),
    get: (id) =>
      transaction(
        sql.unsafe<Row>(
          `SELECT id, name, encode(salt, 'hex') AS salt, boxes FROM lienhoi.person WHERE association = $1 AND id = $2`,
          [association, id]
        )
      ).pipe(
        orOutage(unavailable),
        Effect.flatMap(([row]) =>
          row === undefined
            ? Effect.succeed(null)
            : Effect.fromResult(Result.mapError(opened(store, row), (reason) => new PeopleError({ reason })))
        )
      ),
    find: (field, value) =>
      transaction(
        sql.unsafe<{ id: string }>(
          `SELECT id FROM lienhoi.person WHERE association = $1
             AND matches && ARRAY(SELECT json_array_elements_text($2::json)) ORDER BY id COLLATE "C"`,
          [association, JSON.stringify(Box.matches(keys, association, field, formOf(field, value)))]
        )
      ).pipe(
        orOutage(unavailable),
        Effect.map((rows) => rows.map(({ id }) => id))
      ),
    erase: (ids) => erasePersons(store, ids).pipe(orOutage(unavailable))
  })
})

/** The persons of the store's association. */
export const layer: Layer.Layer<People, never, Store> = Layer.effect(People, make)
