/**
 * What is to be posted by hand, in the database.
 *
 * @since 0.1.0
 */
import { type Item, Worklist, WorklistError } from "@lienhoi/messaging/Worklist"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { orOutage } from "./internal/failure.ts"
import { Store } from "./Store.ts"

/** An item as it is kept: bytes of files in base64. */
interface Kept extends Omit<Item, "files"> {
  readonly files: ReadonlyArray<{ readonly name: string; readonly mediaType: string; readonly base64: string }>
}

const toKept = (item: Item): Kept => ({
  ...item,
  files: item.files.map(({ name, mediaType, bytes }) => ({
    name,
    mediaType,
    base64: Buffer.from(bytes).toString("base64")
  }))
})

const toItem = (kept: Kept): Item => ({
  ...kept,
  files: kept.files.map(({ name, mediaType, base64 }) => ({
    name,
    mediaType,
    bytes: new Uint8Array(Buffer.from(base64, "base64"))
  }))
})

const unavailable = (cause: unknown): WorklistError => new WorklistError({ cause })

const make = Effect.map(Store, ({ association, sql, transaction }) =>
  Worklist.of({
    add: (item) =>
      transaction(
        sql.unsafe(
          `INSERT INTO lienhoi.work_item (association, key, item) VALUES ($1, $2, $3::json)
           ON CONFLICT (association, key) DO NOTHING`,
          [association, item.key, JSON.stringify(toKept(item))]
        )
      ).pipe(Effect.asVoid, orOutage(unavailable)),
    items: transaction(
      sql.unsafe<{ item: Kept }>("SELECT item FROM lienhoi.work_item WHERE association = $1 ORDER BY arrival", [
        association
      ])
    ).pipe(
      Effect.map((rows) => rows.map(({ item }) => toItem(item))),
      orOutage(unavailable)
    ),
    remove: (key) =>
      transaction(
        sql.unsafe("DELETE FROM lienhoi.work_item WHERE association = $1 AND key = $2", [association, key])
      ).pipe(Effect.asVoid, orOutage(unavailable))
  })
)

/** The work list of the store's association. */
export const layer: Layer.Layer<Worklist, never, Store> = Layer.effect(Worklist, make)
