/**
 * Conversations in one file beside the app: a line of JSON for each, written whole and moved into place, so that a crash
 * leaves the old file or the new one. One process at a time.
 *
 * @since 0.1.0
 */
import { existsSync, readFileSync } from "node:fs"
import { mkdir, rename, writeFile } from "node:fs/promises"
import { dirname } from "node:path"
import * as Conversation from "@lienhoi/report/Conversation"
import { ConversationStore, ConversationStoreError, type Kept } from "@lienhoi/report/ConversationStore"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Semaphore from "effect/Semaphore"

/** The line of one conversation that was never changed is not there; the last line is the one changed last. */
const read = (path: string): ReadonlyArray<Kept> => {
  if (!existsSync(path)) return []
  return readFileSync(path, "utf8")
    .split("\n")
    .flatMap((line) => {
      const tab = line.indexOf("\t")
      const version = Number(line.slice(0, tab))
      const conversation = tab < 1 ? null : Conversation.decode(line.slice(tab + 1))
      return conversation === null || !Number.isSafeInteger(version) ? [] : [{ conversation, version }]
    })
}

const failed = (cause: unknown): ConversationStoreError => new ConversationStoreError({ cause })

/** The store in the file of that path; the file and its folder are made when needed. */
export const layer = (path: string): Layer.Layer<ConversationStore, ConversationStoreError> =>
  Layer.effect(
    ConversationStore,
    Effect.gen(function* () {
      let kept = yield* Effect.try({ try: () => read(path), catch: failed })
      const gate = yield* Semaphore.make(1)

      const write = (after: ReadonlyArray<Kept>): Effect.Effect<void, ConversationStoreError> =>
        Effect.tryPromise({
          try: async () => {
            const text = after.map(({ conversation, version }) => `${version}\t${Conversation.encode(conversation)}\n`)
            await mkdir(dirname(path), { recursive: true })
            await writeFile(`${path}.new`, text.join(""))
            await rename(`${path}.new`, path)
            kept = after
          },
          catch: failed
        })

      const found = (wanted: (one: Conversation.Conversation) => boolean) =>
        Effect.sync(() => kept.filter(({ conversation }) => wanted(conversation)).toReversed())

      return ConversationStore.of({
        of: (person) => found((one) => one.person === person),
        about: (duty) => found((one) => one.duty === duty),
        put: (conversation, version) =>
          gate.withPermits(1)(
            Effect.suspend(() => {
              const isSame = (one: Kept): boolean =>
                one.conversation.person === conversation.person && one.conversation.duty === conversation.duty
              if ((kept.find(isSame)?.version ?? 0) !== version) return Effect.succeed(false)
              const others = kept.filter((one) => !isSame(one))
              return Effect.as(write([...others, { conversation, version: version + 1 }]), true)
            })
          ),
        forget: (person) =>
          gate.withPermits(1)(Effect.suspend(() => write(kept.filter((one) => one.conversation.person !== person))))
      })
    })
  )
