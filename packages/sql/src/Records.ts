/**
 * Records of registers (members, documents, groups) and cases, by the lineage of their template and a key of their own.
 * What a record says stands in a box unless its label says that it names nobody; such a record is found by its texts.
 *
 * @since 0.1.0
 */
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import type { Label } from "@lienhoi/template/Label"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import * as Box from "./internal/box.ts"
import * as Derived from "./internal/derived.ts"
import { orOutage } from "./internal/failure.ts"
import { dropFound, putFound } from "./internal/found.ts"
import { rowOf } from "./internal/recordRow.ts"
import { KeyError } from "./KeyError.ts"
import { Store } from "./Store.ts"

/** One record. */
export interface Record {
  /** Lineage of the template of the register or case. */
  readonly lineage: string
  readonly key: string
  readonly unit: string | null
  /** Whom it is about: erasing that person erases the record. */
  readonly person: string | null
  readonly startsOn: PlainDate
  /** The first day on which it no longer holds. */
  readonly endsOn: PlainDate | null
  readonly label: Label
  /** What it says, as JSON. */
  readonly body: unknown
}

/** A secret record is kept in no store. */
export class Secret extends Schema.TaggedError<Secret>()("Secret", { lineage: Schema.String, key: Schema.String }) {
  readonly isRetryable = false
}

/** The person it is about was erased. */
export class Erased extends Schema.TaggedError<Erased>()("Erased", { person: Schema.String }) {
  readonly isRetryable = false
}

/** The store cannot be reached at the moment. Nothing was kept. */
export class Unavailable extends Schema.TaggedError<Unavailable>()("Unavailable", { cause: Schema.Defect() }) {
  readonly isRetryable = true
}

/** Why a record was not kept or read. */
export class RecordsError extends Schema.TaggedError<RecordsError>()("RecordsError", {
  reason: Schema.Union([Secret, Erased, KeyError, Unavailable])
}) {
  get isRetryable(): boolean {
    return this.reason.isRetryable
  }
}

/** What is asked of a register: records that hold on a day, of one unit. */
export interface Query {
  readonly on?: PlainDate
  readonly unit?: string
}

/** Keeps records. */
export class Records extends Context.Service<
  Records,
  {
    /** Keeps a record in place of the one of the same lineage and key. */
    readonly put: (record: Record) => Effect.Effect<void, RecordsError>
    /** `null` when there is none. */
    readonly get: (lineage: string, key: string) => Effect.Effect<Record | null, RecordsError>
    /** Records of one lineage in the order of their keys. */
    readonly list: (lineage: string, query?: Query) => Effect.Effect<ReadonlyArray<Record>, RecordsError>
    /** Removes a record for good. */
    readonly remove: (lineage: string, key: string) => Effect.Effect<void, RecordsError>
  }
>()("@lienhoi/sql/Records") {}

interface Row {
  readonly lineage: string
  readonly key: string
  readonly unit: string | null
  readonly person: string | null
  readonly starts_on: PlainDate
  readonly ends_on: PlainDate | null
  readonly personal: Label["personal"]
  readonly secrecy: Label["secrecy"]
  readonly reviewed: boolean
  readonly salt: string | null
  readonly body: string
}

const fail = (reason: RecordsError["reason"]) => Effect.fail(new RecordsError({ reason }))

const unavailable = (cause: unknown): RecordsError => new RecordsError({ reason: new Unavailable({ cause }) })

const columns = `lineage, key, unit, person, starts_on::text AS starts_on, ends_on::text AS ends_on, personal, secrecy, reviewed,
  encode(salt, 'hex') AS salt, body`

const make = Effect.map(Store, (store) => {
  const { association, keys, sql, transaction } = store

  const opened = (row: Row): Result.Result<Record, RecordsError> => {
    const { lineage, key, unit, person, personal, secrecy, reviewed } = row
    const spot = { association, table: "record", row: rowOf(lineage, key), column: "body" }
    const text =
      personal === "none"
        ? Result.succeed(row.body)
        : Box.open(keys, row.salt === null ? null : Buffer.from(row.salt, "hex"), spot, row.body)
    return Result.mapBoth(text, {
      onFailure: (reason) => new RecordsError({ reason }),
      onSuccess: (said) => ({
        lineage,
        key,
        unit,
        person,
        startsOn: row.starts_on,
        endsOn: row.ends_on,
        label: { secrecy, personal, reviewed },
        body: JSON.parse(said)
      })
    })
  }

  return Records.of({
    put: (record) =>
      transaction(
        Effect.gen(function* () {
          const { lineage, key, unit, person, startsOn, endsOn, label } = record
          if (label.secrecy === "secret") return yield* fail(new Secret({ lineage, key }))
          const gone = yield* sql.unsafe(
            "SELECT 1 FROM lienhoi.erasure WHERE association = $1 AND kind = 'person' AND subject = $2::text",
            [association, person]
          )
          if (person !== null && gone.length > 0) return yield* fail(new Erased({ person }))
          const text = JSON.stringify(record.body)
          const salt = label.personal === "none" ? null : Box.salt()
          const spot = { association, table: "record", row: rowOf(lineage, key), column: "body" }
          yield* sql.unsafe(
            `INSERT INTO lienhoi.record AS r (association, lineage, key, unit, person, starts_on, ends_on, personal,
               secrecy, reviewed, salt, body)
             VALUES ($1, $2, $3, $4, $5, $6::date, $7::date, $8, $9, $10::boolean, decode($11, 'hex'), $12)
             ON CONFLICT (association, lineage, key) DO UPDATE SET unit = excluded.unit, person = excluded.person,
               starts_on = excluded.starts_on, ends_on = excluded.ends_on, personal = excluded.personal,
               secrecy = excluded.secrecy, reviewed = excluded.reviewed, salt = excluded.salt, body = excluded.body`,
            [
              association,
              lineage,
              key,
              unit,
              person,
              startsOn,
              endsOn,
              label.personal,
              label.secrecy,
              label.reviewed,
              salt === null ? null : Buffer.from(salt).toString("hex"),
              salt === null ? text : Box.close(keys, salt, spot, text)
            ]
          )
          const found = salt === null ? Derived.ofRecord(record) : null
          yield* found === null ? dropFound(store, "document", [`${lineage}/${key}`]) : putFound(store, [found])
        })
      ).pipe(orOutage(unavailable)),
    get: (lineage, key) =>
      transaction(
        sql.unsafe<Row>(`SELECT ${columns} FROM lienhoi.record WHERE association = $1 AND lineage = $2 AND key = $3`, [
          association,
          lineage,
          key
        ])
      ).pipe(
        orOutage(unavailable),
        Effect.flatMap(([row]) => (row === undefined ? Effect.succeed(null) : Effect.fromResult(opened(row))))
      ),
    list: (lineage, { on, unit } = {}) =>
      transaction(
        sql.unsafe<Row>(
          `SELECT ${columns} FROM lienhoi.record WHERE association = $1 AND lineage = $2
             AND ($3::date IS NULL OR starts_on <= $3::date AND (ends_on IS NULL OR $3::date < ends_on))
             AND ($4::text IS NULL OR unit = $4::text) ORDER BY key COLLATE "C"`,
          [association, lineage, on ?? null, unit ?? null]
        )
      ).pipe(
        orOutage(unavailable),
        Effect.flatMap((rows) => Effect.forEach(rows, (row) => Effect.fromResult(opened(row))))
      ),
    remove: (lineage, key) =>
      transaction(
        Effect.andThen(
          sql.unsafe("DELETE FROM lienhoi.record WHERE association = $1 AND lineage = $2 AND key = $3", [
            association,
            lineage,
            key
          ]),
          dropFound(store, "document", [`${lineage}/${key}`])
        )
      ).pipe(Effect.asVoid, orOutage(unavailable))
  })
})

/** The records of the store's association. */
export const layer: Layer.Layer<Records, never, Store> = Layer.effect(Records, make)
