/**
 * The port to the office behind the mailbox: who people are, which reports they owe, how figures are filed and messages put
 * into the outbox. `lienhoi` fulfils it; a test does with less.
 *
 * @since 0.1.0
 */
import type { Instant } from "@lienhoi/calendar/Instant"
import type { InboundDelivery } from "@lienhoi/messaging/Inbound"
import type { Message } from "@lienhoi/messaging/Message"
import type { Recipient } from "@lienhoi/messaging/Recipient"
import type * as FormFile from "@lienhoi/report/FormFile"
import type { Submission } from "@lienhoi/report/Submission"
import type { Issue } from "@lienhoi/words/Issue"
import type { Language } from "@lienhoi/words/Language"
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"

/** A store cannot be reached; the same mail is dealt with later. */
export class MailDeskError extends Schema.TaggedError<MailDeskError>()("MailDeskError", { cause: Schema.Defect() }) {
  readonly isRetryable = true
}

/** The message of ours that a token stands for. */
export interface Bearer {
  /** Key of the message. */
  readonly key: string
  /** The person (id) it was written to. */
  readonly person: string
  /** The report it is about; `null` when it is about none. */
  readonly wanted: FormFile.Wanted | null
}

/** What came of filing figures. */
export type Filed =
  | {
      /** `no-op`: the same figures were there. `newer`: others came in meanwhile, nothing was recorded. */
      readonly is: "recorded" | "no-op" | "newer"
      /** The report by name: `Báo cáo tháng 10/2026, xã Mẫu`. */
      readonly about: string
      /** The figures of this file as they were taken, one line each. */
      readonly readBack: ReadonlyArray<string>
    }
  | { readonly is: "refused"; readonly issues: ReadonlyArray<Issue> }

/** Why a person has to look at a mail. */
export type Matter = "too-large" | "unreadable" | "photo" | "stranger" | "list" | "too-many-answers"

/** A mail that waits for a person. It names where the mail is, never what stands in it. */
export interface ForPerson {
  /** The same id is the same mail. */
  readonly id: string
  readonly matter: Matter
  readonly at: Instant
  /** The address it claims to come from; empty when it names none. */
  readonly from: string
  /** The person (id) it comes from, as far as that is known. */
  readonly person: string | null
}

/** What the office does for the mailbox. */
export class MailDesk extends Context.Service<
  MailDesk,
  {
    /** Id of the association that answers. */
    readonly association: string
    readonly language: Language
    /** What a token of ours stands for; `null` when it is none of ours. */
    readonly bearer: (token: string) => Effect.Effect<Bearer | null, MailDeskError>
    /** People (ids) whose address this is today. */
    readonly owners: (address: string) => Effect.Effect<ReadonlyArray<string>, MailDeskError>
    /** How a person is written to; `null` when nobody has that id. */
    readonly recipient: (person: string) => Effect.Effect<Recipient | null, MailDeskError>
    readonly known: FormFile.Known
    /** Files figures once: the same id a second time changes nothing and gives what the first time gave. */
    readonly file: (id: string, submission: Submission) => Effect.Effect<Filed, MailDeskError>
    /** Whether a message with this key was put into the outbox. */
    readonly said: (key: string) => Effect.Effect<boolean, MailDeskError>
    /** Puts a message into the outbox; the same key a second time changes nothing. */
    readonly say: (message: Message, notBefore: Instant) => Effect.Effect<void, MailDeskError>
    /** News about a message of ours. */
    readonly settle: (event: InboundDelivery) => Effect.Effect<void, MailDeskError>
    /** A person has to look; the same id a second time changes nothing. */
    readonly handOver: (mail: ForPerson) => Effect.Effect<void, MailDeskError>
  }
>()("@lienhoi/email/MailDesk") {}
