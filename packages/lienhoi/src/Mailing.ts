/**
 * The part of an app that lives in a mailbox: forms that go out, reports that come back, and what became of each mail.
 *
 * @since 0.1.0
 */
import type { Taken } from "@lienhoi/email/MailReport"
import type { News } from "@lienhoi/email/MailWatch"
import type { Checked } from "@lienhoi/words/Issue"
import type { Bilingual } from "@lienhoi/words/Language"

/** Which forms are sent. */
export interface FormsAsked {
  /** May be left out when the app has one template. */
  readonly template?: string
  readonly period: string
  /** These units only (ids); all that owe when left out. */
  readonly units?: ReadonlyArray<string>
}

/** One form that was put into the outbox, or why it was not. */
export interface FormSent {
  readonly unit: string
  readonly unitName: string
  /** The person (id) it goes to; `null` when nobody can be written to. */
  readonly person: string | null
  /** Key of the message; `null` when there is none. */
  readonly key: string | null
  /** Why it is not sent; `null` when it is. */
  readonly because: Bilingual | null
}

/** What a watch of the mailbox tells. */
export type MailNews =
  | { readonly news: "taken"; readonly folder: string; readonly uid: number; readonly taken: Taken }
  | Exclude<News, { readonly news: "mail" }>

/** How the mailbox is watched. */
export interface WatchOptions {
  /** Ends the watch: the mail in hand is finished first. */
  readonly signal?: AbortSignal
  /** What is there now, and no more. */
  readonly once?: boolean
  readonly tell?: (news: MailNews) => void
}

/** What an app does with its mailbox. Everything here throws when the configuration names none. */
export interface Mailing {
  /** Puts the Excel form of every open duty into the outbox, for the head of each unit. Doing it again adds nothing. */
  readonly sendForms: (asked: FormsAsked) => Promise<Checked<ReadonlyArray<FormSent>>>
  /** Takes one mail as if it had come in now: for mails that came another way, and for trying things out. */
  readonly takeMail: (raw: Uint8Array) => Promise<Taken>
  /** Reads the mailbox and takes what comes in. Gives the number of mails when `once`, else runs until `signal`. */
  readonly watchMail: (options?: WatchOptions) => Promise<number>
}
