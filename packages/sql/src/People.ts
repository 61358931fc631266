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
import * as Derived from "./internal/derived.ts"
import { erasePersons } from "./internal/erase.ts"
import { orOutage } from "./internal/failure.ts"
import { putFound } from "./internal/found.ts"
import * as PersonBox from "./internal/personBox.ts"
import { KeyError } from "./KeyError.ts"
import { Store } from "./Store.ts"

export type { Contact, Person, Sensitive } from "./internal/personBox.ts"

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
    readonly put: (person: PersonBox.Person) => Effect.Effect<void, PeopleError>
    /** `null` when the person is not known, or was erased. */
    readonly get: (id: string) => Effect.Effect<PersonBox.Person | null, PeopleError>
    /** Ids of the persons with exactly this, however it is spaced; in order. */
    readonly find: (field: keyof PersonBox.Contact, value: string) => Effect.Effect<ReadonlyArray<string>, PeopleError>
    /** Erases persons with everything that is kept of them, their records too. */
    readonly erase: (ids: ReadonlyArray<string>) => Effect.Effect<void, PeopleError>
  }
>()("@lienhoi/sql/People") {}

const unavailable = (cause: unknown): PeopleError => new PeopleError({ reason: new Unavailable({ cause }) })

const make = Effect.map(Store, (store) => {
  const { association, keys, sql, transaction } = store
  return People.of({
    put: (person) =>
      transaction(
        Effect.gen(function* () {
          const { id, name, unit = null } = person
          const gone = yield* sql.unsafe(
            "SELECT 1 FROM lienhoi.erasure WHERE association = $1 AND kind = 'person' AND subject = $2",
            [association, id]
          )
          if (gone.length > 0) return yield* new PeopleError({ reason: new Erased({ id }) })
          const { salt, boxes, matches } = PersonBox.boxesOf(store, person)
          yield* sql.unsafe(
            `INSERT INTO lienhoi.person (association, id, name, salt, boxes, matches, unit)
             VALUES ($1, $2, $3, decode($4, 'hex'), $5::json, ARRAY(SELECT json_array_elements_text($6::json)), $7)
             ON CONFLICT (association, id) DO UPDATE SET name = excluded.name, salt = excluded.salt,
               boxes = excluded.boxes, matches = excluded.matches, unit = excluded.unit`,
            [association, id, name, salt, boxes, JSON.stringify(matches), unit]
          )
          yield* putFound(store, [Derived.ofPerson({ id, name, unit })])
        })
      ).pipe(orOutage(unavailable)),
    get: (id) =>
      transaction(
        sql.unsafe<PersonBox.Row>(
          `SELECT id, name, unit, encode(salt, 'hex') AS salt, boxes FROM lienhoi.person WHERE association = $1 AND id = $2`,
          [association, id]
        )
      ).pipe(
        orOutage(unavailable),
        Effect.flatMap(([row]) =>
          row === undefined
            ? Effect.succeed(null)
            : Effect.fromResult(Result.mapError(PersonBox.opened(store, row), (reason) => new PeopleError({ reason })))
        )
      ),
    find: (field, value) =>
      transaction(
        sql.unsafe<{ id: string }>(
          `SELECT id FROM lienhoi.person WHERE association = $1
             AND matches && ARRAY(SELECT json_array_elements_text($2::json)) ORDER BY id COLLATE "C"`,
          [association, JSON.stringify(Box.matches(keys, association, field, PersonBox.formOf(field, value)))]
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
