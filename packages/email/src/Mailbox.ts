/**
 * The port to a mailbox that is read: folders are opened, looked through from a number on, and waited at. `ImapMailbox`
 * reads one over IMAP; a memory one is enough for trying things out.
 *
 * @since 0.1.0
 */
import type { Instant } from "@lienhoi/calendar/Instant"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import type * as Scope from "effect/Scope"

/** The server cannot be reached, or hung up; later it may answer. */
export class Unavailable extends Schema.TaggedError<Unavailable>()("Unavailable", { detail: Schema.String }) {
  readonly isRetryable = true
}
/** Name, password, encryption or the name of the folder is wrong: a person must put it right. */
export class Misconfigured extends Schema.TaggedError<Misconfigured>()("Misconfigured", { detail: Schema.String }) {
  readonly isRetryable = false
}

/** Why a folder could not be read. */
export class MailboxError extends Schema.TaggedError<MailboxError>()("MailboxError", {
  folder: Schema.String,
  reason: Schema.Union([Unavailable, Misconfigured]),
  cause: Schema.optional(Schema.Defect())
}) {
  get isRetryable(): boolean {
    return this.reason.isRetryable
  }
  override get message(): string {
    return `${this.folder}: ${this.reason._tag}: ${this.reason.detail}`
  }
}

/** A mail as the folder lists it. */
export interface Listed {
  readonly uid: number
  /** In bytes. */
  readonly size: number
  /** When the server received it. */
  readonly at: Instant
}

/** A folder that is open for reading; nothing in it is changed. */
export interface OpenFolder {
  /** UIDVALIDITY: as long as it stays, a UID is always the same mail. */
  readonly validity: string
  /** Mails with a higher UID, the lowest first. */
  readonly after: (uid: number) => Effect.Effect<ReadonlyArray<Listed>, MailboxError>
  /** The bytes of one mail; `null` when somebody has deleted it. */
  readonly fetch: (uid: number) => Effect.Effect<Uint8Array | null, MailboxError>
  /** Ends when a mail may have come since it last ended (the server says so, or it is time to look). */
  readonly changed: Effect.Effect<void, MailboxError>
}

/** A mailbox that is read. */
export class Mailbox extends Context.Service<
  Mailbox,
  { readonly open: (folder: string) => Effect.Effect<OpenFolder, MailboxError, Scope.Scope> }
>()("@lienhoi/email/Mailbox") {}

/** A folder in memory. */
export interface MemoryFolder {
  readonly validity: string
  readonly mails: ReadonlyArray<{ readonly uid: number; readonly at: Instant; readonly raw: Uint8Array }>
}

/** Reads what `folders` holds at the moment; `changed` ends at once. */
export const layerMemory = (folders: () => { readonly [folder: string]: MemoryFolder }): Layer.Layer<Mailbox> =>
  Layer.succeed(Mailbox, {
    open: (name) =>
      Effect.suspend(() => {
        const folder = folders()[name]
        if (folder === undefined)
          return Effect.fail(
            new MailboxError({ folder: name, reason: new Misconfigured({ detail: "no such folder" }) })
          )
        const all = () => (folders()[name] ?? folder).mails.toSorted((a, b) => a.uid - b.uid)
        return Effect.succeed({
          validity: folder.validity,
          after: (uid: number) =>
            Effect.sync(() =>
              all()
                .filter((mail) => mail.uid > uid)
                .map((mail) => ({ uid: mail.uid, size: mail.raw.length, at: mail.at }))
            ),
          fetch: (uid: number) => Effect.sync(() => all().find((mail) => mail.uid === uid)?.raw ?? null),
          changed: Effect.yieldNow
        })
      })
  })
