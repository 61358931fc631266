/**
 * What is to be posted by hand: one item for each message that waits for a person, with the text ready to paste.
 *
 * @since 0.1.0
 */
import type { Instant } from "@lienhoi/calendar/Instant"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import type { Audience } from "./Recipient.ts"

/** One message waiting for a person. */
export interface Item {
  /** Key of the message. */
  readonly key: string
  readonly kind: string
  /** The duty behind it; when it is fulfilled nothing needs to be posted. */
  readonly duty: string | null
  readonly audience: Audience
  /** How the recipient is called: "Nhóm Zalo Chi hội ấp 1". */
  readonly name: string
  /** Where to post it: the name or link of the group, the person's number. */
  readonly where: string
  /** The text, ready to paste. */
  readonly text: string
  /** Files to send along. */
  readonly files: ReadonlyArray<{ readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array }>
  readonly since: Instant
  /** After this moment nobody knows whether it was posted. */
  readonly until: Instant
}

/** The list cannot be reached at the moment. Nothing was changed. */
export class WorklistError extends Schema.TaggedError<WorklistError>()("WorklistError", { cause: Schema.Defect() }) {
  readonly isRetryable = true
}

/** Keeps what is to be posted. */
export class Worklist extends Context.Service<
  Worklist,
  {
    /** Adds an item; one of the same key stays as it is. */
    readonly add: (item: Item) => Effect.Effect<void, WorklistError>
    /** What is waiting, the oldest first. */
    readonly items: Effect.Effect<ReadonlyArray<Item>, WorklistError>
    /** Takes the item of that key off the list. */
    readonly remove: (key: string) => Effect.Effect<void, WorklistError>
  }
>()("@lienhoi/messaging/Worklist") {}

/** Keeps the list in memory. */
export const layerMemory: Layer.Layer<Worklist> = Layer.sync(Worklist, () => {
  const items = new Map<string, Item>()
  return Worklist.of({
    add: (item) => Effect.sync(() => void (items.has(item.key) || items.set(item.key, item))),
    items: Effect.sync(() => [...items.values()]),
    remove: (key) => Effect.sync(() => void items.delete(key))
  })
})
