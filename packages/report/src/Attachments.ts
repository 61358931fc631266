/**
 * The port to wherever photos and files stand that people hand in beside a report. A report's answer holds only the id
 * that {@link Attachments} gave; a store on disk makes that id a salted commitment of the file, so that the chain which
 * covers the answer covers the file, and erasing the file tells nobody what it was.
 *
 * Every implementation passes the contract suite of `@lienhoi/testing/AttachmentsSuite`.
 *
 * @since 0.1.0
 */
import type { Label } from "@lienhoi/template/Label"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"

/** A photo or a file. */
export interface Attachment {
  readonly name: string
  /** `image/jpeg`, `application/pdf` … */
  readonly mediaType: string
  readonly bytes: Uint8Array
  /** Whom it shows or speaks of, by id; erasing that person erases it. `null` when nobody in particular. */
  readonly person: string | null
  readonly label: Label
  /** The id of the account that handed it in; left out when the office itself did. */
  readonly by?: string
}

/** A secret file is kept in no store. */
export class Secret extends Schema.TaggedError<Secret>()("Secret", {}) {
  readonly isRetryable = false
}

/** The person it is about was erased. */
export class Erased extends Schema.TaggedError<Erased>()("Erased", { person: Schema.String }) {
  readonly isRetryable = false
}

/** What is kept does not open with the keys that are there, or was changed. Trying again does not help. */
export class Unreadable extends Schema.TaggedError<Unreadable>()("Unreadable", { cause: Schema.Defect() }) {
  readonly isRetryable = false
}

/** The store cannot be reached at the moment. Nothing was kept. */
export class Unavailable extends Schema.TaggedError<Unavailable>()("Unavailable", { cause: Schema.Defect() }) {
  readonly isRetryable = true
}

/** Why a file was not kept or read. Match on `reason`; branch on `isRetryable`. */
export class AttachmentsError extends Schema.TaggedError<AttachmentsError>()("AttachmentsError", {
  reason: Schema.Union([Secret, Erased, Unreadable, Unavailable])
}) {
  get isRetryable(): boolean {
    return this.reason.isRetryable
  }
}

/** Keeps photos and files. */
export class Attachments extends Context.Service<
  Attachments,
  {
    /** Keeps a file and gives its id, a new one each time: nobody learns from ids that two files are the same. */
    readonly put: (attachment: Attachment) => Effect.Effect<string, AttachmentsError>
    /** `null` when there is none of that id, or it was erased. */
    readonly get: (id: string) => Effect.Effect<Attachment | null, AttachmentsError>
    /** The account that handed it in, without its bytes; `null` when the office itself did, or there is none, or it was erased. */
    readonly handedInBy: (id: string) => Effect.Effect<string | null, AttachmentsError>
    /** Destroys files; whoever named them still names them, and finds nothing. */
    readonly erase: (ids: ReadonlyArray<string>) => Effect.Effect<void, AttachmentsError>
  }
>()("@lienhoi/report/Attachments") {}

/** Keeps them in memory. */
export const layerMemory: Layer.Layer<Attachments> = Layer.sync(Attachments, () => {
  const files = new Map<string, Attachment>()
  let last = 0
  return Attachments.of({
    put: (attachment) =>
      Effect.suspend(() => {
        if (attachment.label.secrecy === "secret") return Effect.fail(new AttachmentsError({ reason: new Secret({}) }))
        last += 1
        files.set(`file-${last}`, { ...attachment, bytes: attachment.bytes.slice() })
        return Effect.succeed(`file-${last}`)
      }),
    get: (id) =>
      Effect.sync(() => {
        const found = files.get(id)
        return found === undefined ? null : { ...found, bytes: found.bytes.slice() }
      }),
    handedInBy: (id) => Effect.sync(() => files.get(id)?.by ?? null),
    erase: (ids) =>
      Effect.sync(() => {
        for (const id of ids) files.delete(id)
      })
  })
})
