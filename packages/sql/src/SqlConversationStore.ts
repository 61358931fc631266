/**
 * Conversations in chat, in the database: what was said is closed, whom it was said with stands beside it by id, so that
 * erasing her erases it.
 *
 * @since 0.1.0
 */
import * as Conversation from "@lienhoi/report/Conversation"
import { ConversationStore, ConversationStoreError, type Kept } from "@lienhoi/report/ConversationStore"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Closed from "./internal/closed.ts"
import { orOutage } from "./internal/failure.ts"
import { Store } from "./Store.ts"

interface Row {
  readonly key: string
  readonly version: number
  readonly box: string
  readonly salt: string
}

const unavailable = (cause: unknown): ConversationStoreError => new ConversationStoreError({ cause })

const make = Effect.map(Store, (store) => {
  const { association, sql, transaction } = store
  const keyOf = ({ person, duty }: Conversation.Conversation): string => JSON.stringify([person, duty])

  const read = (column: "person" | "duty", value: string) =>
    transaction(
      sql.unsafe<Row>(
        `SELECT key, version, words AS box, encode(salt, 'hex') AS salt FROM lienhoi.conversation
         WHERE association = $1 AND ${column} = $2 ORDER BY changed DESC, key`,
        [association, value]
      )
    ).pipe(
      Effect.flatMap((rows) =>
        Effect.forEach(rows, ({ version, ...row }) =>
          Effect.map(
            Effect.mapError(Effect.fromResult(Closed.open(store, "conversation", row.key, row)), unavailable),
            (text) => ({ conversation: Conversation.decode(text), version })
          )
        )
      ),
      Effect.map((found) => found.filter((one): one is Kept => one.conversation !== null)),
      orOutage(unavailable)
    )

  return ConversationStore.of({
    of: (person) => read("person", person),
    about: (duty) => read("duty", duty),
    put: (conversation, version) =>
      Effect.suspend(() => {
        const key = keyOf(conversation)
        const { box, salt } = Closed.close(store, "conversation", key, Conversation.encode(conversation))
        const changed = "(SELECT coalesce(max(changed), 0) + 1 FROM lienhoi.conversation WHERE association = $1)"
        const written =
          version === 0
            ? sql.unsafe(
                `INSERT INTO lienhoi.conversation (association, key, person, duty, version, changed, words, salt)
                 SELECT $1, $2, $3::text, $4, 1, ${changed}, $5, decode($6, 'hex')
                 WHERE NOT EXISTS (
                   SELECT 1 FROM lienhoi.erasure WHERE association = $1 AND kind = 'person' AND subject = $3::text)
                 ON CONFLICT DO NOTHING RETURNING 1`,
                [association, key, conversation.person, conversation.duty, box, salt]
              )
            : sql.unsafe(
                `UPDATE lienhoi.conversation SET version = version + 1, changed = ${changed}, words = $3,
                   salt = decode($4, 'hex')
                 WHERE association = $1 AND key = $2 AND version = $5::int RETURNING 1`,
                [association, key, box, salt, version]
              )
        return Effect.map(transaction(written), (rows) => rows.length > 0)
      }).pipe(orOutage(unavailable)),
    forget: (person) =>
      transaction(
        sql.unsafe("DELETE FROM lienhoi.conversation WHERE association = $1 AND person = $2", [association, person])
      ).pipe(Effect.asVoid, orOutage(unavailable))
  })
})

/** The conversations of the store's association. */
export const layer: Layer.Layer<ConversationStore, never, Store> = Layer.effect(ConversationStore, make)
