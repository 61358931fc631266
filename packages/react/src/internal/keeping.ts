/** What is kept on a phone, as types; the public module gives them out again. */
import type { Instant } from "@lienhoi/calendar/Instant"
import type { Form } from "@lienhoi/report/Form"
import type { ReportKey } from "@lienhoi/report/ReportKey"
import type { TemplateRef } from "@lienhoi/report/Submission"
import type { Input } from "@lienhoi/template/Validation"
import type { Issue } from "@lienhoi/words/Issue"

/** The answers of one form as they stand in its boxes. */
export interface Draft {
  readonly report: ReportKey
  /** The newest revision that was there when she began, 0 for none. */
  readonly revision: number
  readonly answers: Input
  /** When it was last written. */
  readonly at: Instant
}

/** What the server said to a letter. Of a dead line it says nothing: then the letter waits. */
export type Said =
  /** Nobody is signed in any more. */
  | { readonly is: "sign-in" }
  | { readonly is: "refused"; readonly issues: ReadonlyArray<Issue> }
  /** Others handed in figures meanwhile and nothing was recorded: she is to say which ones stay. */
  | { readonly is: "newer"; readonly form: Form }
  /** It arrived, at that moment of the server's clock, as that revision. */
  | { readonly is: "received"; readonly at: Instant; readonly revision: number }

/** A form that was sent. One report has one letter at most. */
export interface Letter {
  readonly report: ReportKey
  readonly template: TemplateRef
  /**
   * What was answered; photos that are still on the phone are named by the id that {@link Drafts.keepFile} gave. Of a letter
   * that arrived nothing is kept.
   */
  readonly values: Input
  /** The newest revision she had before her. */
  readonly seen: number
  /** When she sent it. */
  readonly at: Instant
  /** `null` while it waits. */
  readonly said: Said | null
}

/** A photo or a file that has not been handed over. */
export interface KeptFile {
  readonly name: string
  /** `image/jpeg` */
  readonly mediaType: string
  readonly blob: Blob
}

/**
 * What is kept for one account. After {@link Drafts.wipe} nothing is read or written any more, in no tab; `save`, `post` and
 * `keepFile` then fail, as on a device that refuses: nobody is told that something is kept that is not.
 */
export interface Drafts {
  readonly account: string
  /** Every draft of a report, the newest revision first. */
  readonly ofReport: (report: ReportKey) => Promise<ReadonlyArray<Draft>>
  /** Keeps a draft in the place of the one of the same report and revision. */
  readonly save: (draft: Draft) => Promise<void>
  /** Forgets the drafts of a report that were last written at that moment or before. */
  readonly forget: (report: ReportKey, until: Instant) => Promise<void>
  /** Every letter, the oldest first. */
  readonly letters: () => Promise<ReadonlyArray<Letter>>
  /** Keeps a letter in the place of the one of the same report. */
  readonly post: (letter: Letter) => Promise<void>
  /**
   * Puts `next` in the place of a letter, or takes it away for `null`, if it still is the letter that is kept for its report:
   * one that was sent later stays.
   */
  readonly exchange: (letter: Letter, next: Letter | null) => Promise<void>
  /** Keeps a file and gives the id by which an answer names it: `Drafts.isKept` tells it from the id of a store. */
  readonly keepFile: (file: KeptFile) => Promise<string>
  readonly file: (id: string) => Promise<KeptFile | null>
  readonly dropFile: (id: string) => Promise<void>
  /** Destroys everything that is kept for the account. */
  readonly wipe: () => Promise<void>
  /** Tells when letters came or went, here or in another tab, and when another tab kept a draft; gives back how to stop it. */
  readonly watch: (listener: () => void) => () => void
  /** Does a piece of work while no other tab does one for the same account. */
  readonly alone: <A>(work: () => Promise<A>) => Promise<A>
}
