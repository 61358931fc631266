/**
 * Keeps conversations between messages, one for each person and duty. What is kept is text ({@link "Conversation".encode}),
 * so any store will do.
 *
 * @since 0.1.0
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import * as Conversation from "./Conversation.ts"

/** The store cannot be reached; nothing was changed, and the message is to be heard again. */
export class ConversationStoreError extends Schema.TaggedError<ConversationStoreError>()("ConversationStoreError", {
  cause: Schema.Defect()
}) {
  readonly isRetryable = true
}

/** A conversation and how often it was changed. */
export interface Kept {
  readonly conversation: Conversation.Conversation
  readonly version: number
}

/** Where conversations stay. */
export class ConversationStore extends Context.Service<
  ConversationStore,
  {
    /** Everything kept of that person, the one changed last first. */
    readonly of: (person: string) => Effect.Effect<ReadonlyArray<Kept>, ConversationStoreError>
    /** Who is asked about that duty, the one changed last first. */
    readonly about: (duty: string) => Effect.Effect<ReadonlyArray<Kept>, ConversationStoreError>
    /**
     * Keeps it when it still stands at `version` (0: not kept yet) and says whether it did. When somebody else was
     * quicker it is to be read and heard again.
     */
    readonly put: (
      conversation: Conversation.Conversation,
      version: number
    ) => Effect.Effect<boolean, ConversationStoreError>
    /** Forgets everything of a person. */
    readonly forget: (person: string) => Effect.Effect<void, ConversationStoreError>
  }
>()("@lienhoi/report/ConversationStore") {}

interface Row {
  readonly person: string
  readonly duty: string
  readonly text: string
  readonly version: number
  readonly order: number
}

/** Keeps them in memory. */
export const layerMemory: Layer.Layer<ConversationStore> = Layer.sync(ConversationStore, () => {
  const rows = new Map<string, Row>()
  let order = 0
  const read = (wanted: (row: Row) => boolean): ReadonlyArray<Kept> =>
    [...rows.values()]
      .filter(wanted)
      .toSorted((a, b) => b.order - a.order)
      .flatMap(({ text, version }) => {
        const conversation = Conversation.decode(text)
        return conversation === null ? [] : [{ conversation, version }]
      })
  return ConversationStore.of({
    of: (person) => Effect.sync(() => read((row) => row.person === person)),
    about: (duty) => Effect.sync(() => read((row) => row.duty === duty)),
    put: (conversation, version) =>
      Effect.sync(() => {
        const { person, duty } = conversation
        const key = JSON.stringify([person, duty])
        if ((rows.get(key)?.version ?? 0) !== version) return false
        const text = Conversation.encode(conversation)
        rows.set(key, { person, duty, text, version: version + 1, order: ++order })
        return true
      }),
    forget: (person) =>
      Effect.sync(() => {
        for (const [key, row] of rows) if (row.person === person) rows.delete(key)
      })
  })
})
