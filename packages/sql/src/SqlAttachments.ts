/**
 * Photos and files in the database, each in a box under a salt of its own. The id of a file is the salted commitment of it:
 * the answer that names it is covered by the chain of its report, and so is the file. Erasing destroys box and salt; the
 * note that it was erased stays, so that `Proof.verify` tells erased from lost.
 *
 * @since 0.1.0
 */
import {
  type Attachment,
  Attachments,
  AttachmentsError,
  Erased,
  Secret,
  Unavailable,
  Unreadable
} from "@lienhoi/report/Attachments"
import type { Label } from "@lienhoi/template/Label"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Result from "effect/Result"
import * as Column from "./internal/column.ts"
import { orOutage } from "./internal/failure.ts"
import * as File from "./internal/file.ts"
import { Damaged, KeyError } from "./KeyError.ts"
import { Store } from "./Store.ts"

interface Row extends File.Row {
  readonly person: string | null
  readonly personal: Label["personal"]
  readonly secrecy: Label["secrecy"]
  readonly reviewed: boolean
}

const fail = (reason: AttachmentsError["reason"]) => Effect.fail(new AttachmentsError({ reason }))

const unavailable = (cause: unknown): AttachmentsError => new AttachmentsError({ reason: new Unavailable({ cause }) })

const make = Effect.map(Store, (store) => {
  const { association, sql, transaction } = store

  const saidOf = (about: string) => JSON.parse(about) as Pick<Attachment, "name" | "mediaType" | "by">

  const unreadable = (cause: unknown) => new AttachmentsError({ reason: new Unreadable({ cause }) })

  const opened = (row: Row): Result.Result<Attachment, AttachmentsError> => {
    const { person, personal, secrecy, reviewed } = row
    const found = Result.flatMap(File.open(store, row), (file) =>
      file.isWhole
        ? Result.succeed(file)
        : Result.fail(new KeyError({ reason: new Damaged({ table: "attachment", row: row.id, column: "bytes" }) }))
    )
    return Result.mapBoth(found, {
      onFailure: unreadable,
      onSuccess: ({ about, bytes }) => {
        const { name, mediaType, by } = saidOf(about)
        const label = { secrecy, personal, reviewed }
        return { name, mediaType, bytes, person, label, ...(by === undefined ? {} : { by }) }
      }
    })
  }

  return Attachments.of({
    put: ({ name, mediaType, bytes, person, label, by }) =>
      Effect.gen(function* () {
        if (label.secrecy === "secret") return yield* fail(new Secret({}))
        const { id, about, bytes: box, salt } = File.close(store, JSON.stringify({ name, mediaType, by }), bytes)
        yield* transaction(
          Effect.gen(function* () {
            const gone = yield* sql.unsafe(
              "SELECT 1 FROM lienhoi.erasure WHERE association = $1 AND kind = 'person' AND subject = $2::text",
              [association, person]
            )
            if (person !== null && gone.length > 0) return yield* fail(new Erased({ person }))
            yield* sql.unsafe(
              `INSERT INTO lienhoi.attachment (association, id, person, personal, secrecy, reviewed, about, bytes, salt)
               VALUES ($1, $2, $3, $4, $5, $6::boolean, $7, $8, decode($9, 'hex'))`,
              [association, id, person, label.personal, label.secrecy, label.reviewed, about, box, salt]
            )
          })
        )
        return id
      }).pipe(orOutage(unavailable)),
    get: (id) =>
      transaction(
        sql.unsafe<Row>(
          `SELECT id, person, personal, secrecy, reviewed, about, bytes, encode(salt, 'hex') AS salt
           FROM lienhoi.attachment WHERE association = $1 AND id = $2`,
          [association, id]
        )
      ).pipe(
        orOutage(unavailable),
        Effect.flatMap(([row]) => (row === undefined ? Effect.succeed(null) : Effect.fromResult(opened(row))))
      ),
    handedInBy: (id) =>
      transaction(
        sql.unsafe<Omit<Row, "bytes">>(
          `SELECT id, about, encode(salt, 'hex') AS salt FROM lienhoi.attachment WHERE association = $1 AND id = $2`,
          [association, id]
        )
      ).pipe(
        orOutage(unavailable),
        Effect.flatMap(([row]) =>
          row === undefined
            ? Effect.succeed(null)
            : Effect.fromResult(
                Result.mapBoth(File.openAbout(store, row), {
                  onFailure: unreadable,
                  onSuccess: (about) => saidOf(about).by ?? null
                })
              )
        )
      ),
    erase: (ids) =>
      Effect.flatMap(Clock.currentTimeMillis, (now) =>
        transaction(
          sql.unsafe(
            `WITH gone AS (DELETE FROM lienhoi.attachment WHERE association = $1 AND id = ANY($2::text[]) RETURNING id)
             INSERT INTO lienhoi.erasure (association, kind, subject, erased_at)
             SELECT $1, 'file', id, $3::timestamptz FROM gone ON CONFLICT DO NOTHING`,
            [association, Column.texts(ids, (id) => id), new Date(now).toISOString()]
          )
        )
      ).pipe(Effect.asVoid, orOutage(unavailable))
  })
})

/** The files of the store's association. */
export const layer: Layer.Layer<Attachments, never, Store> = Layer.effect(Attachments, make)
