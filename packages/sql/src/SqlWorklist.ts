/**
 * What is to be posted by hand, in the database.
 *
 * @since 0.1.0
 */
import { type Item, Worklist, WorklistError } from "@lienhoi/messaging/Worklist"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { orOutage } from "./internal/failure.ts"
import * as Letter from "./internal/letter.ts"
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

const make = Effect.map(Store, (store) => {
  const { association, sql, transaction } = store
  return Worklist.of({
    add: (item) =>
      Effect.suspend(() => {
        const { box, salt } = Letter.close(store, "work_item", item.key, toKept(item))
        return transaction(
          sql.unsafe(
            `INSERT INTO lienhoi.work_item (association, key, item, salt) VALUES ($1, $2, to_json($3::text), decode($4, 'hex'))
             ON CONFLICT (association, key) DO NOTHING`,
            [association, item.key, box, salt]
          )
        )
      }).pipe(Effect.asVoid, orOutage(unavailable)),
    items: transaction(
      sql.unsafe<{ key: string; letter: unknown; salt: string | null }>(
        `SELECT key, item AS letter, encode(salt, 'hex') AS salt FROM lienhoi.work_item
         WHERE association = $1 ORDER BY arrival`,
        [association]
      )
    ).pipe(
      // One that does not open is not shown; its message becomes unknown in time, and a person looks at it.
      Effect.map((rows) =>
        rows.flatMap(({ key, ...kept }) => {
          const opened = Letter.open(store, "work_item", key, kept)
          return opened === Letter.damaged ? [] : [toItem(opened as Kept)]
        })
      ),
      orOutage(unavailable)
    ),
    remove: (key) =>
      transaction(
        sql.unsafe("DELETE FROM lienhoi.work_item WHERE association = $1 AND key = $2", [association, key])
      ).pipe(Effect.asVoid, orOutage(unavailable))
  })
})

/** The work list of the store's association. */
export const layer: Layer.Layer<Worklist, never, Store> = Layer.effect(Worklist, make)
