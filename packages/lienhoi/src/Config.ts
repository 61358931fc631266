/**
 * The one file a developer writes: which association, which units and people, which templates, which channels.
 *
 * @since 0.1.0
 */
import type { Notice } from "@lienhoi/calendar/Notice"
import type { ReminderPlan } from "@lienhoi/reminders/ReminderPlan"
import type { ZaloConfig } from "./ZaloConfig.ts"

/** A file by its path from the folder of the configuration, or its text. */
export type Source = string | { readonly text: string }

/**
 * The mailbox of the association. Passwords and keys belong into the environment; what is left out here is read from there:
 * `LIENHOI_MAIL_SECRET`, `LIENHOI_SMTP_PASSWORD`, `LIENHOI_IMAP_PASSWORD`, `LIENHOI_DKIM_KEY`.
 */
export interface EmailConfig {
  /** Where mail goes out: `smtps://user@host`, `smtp://user@host:587` (STARTTLS), `smtp+clear://127.0.0.1:25` on this machine. */
  readonly smtp: string
  /** Where mail comes in: `imaps://user@host`, `imap://…` (STARTTLS), `imap+clear://127.0.0.1:143` on this machine. */
  readonly imap?: string
  /** The address mail comes from and answers go to; its server must take `name+word@…` for `name@…`. */
  readonly mailbox: string
  /** The sender as readers see it; the association's name when left out. */
  readonly name?: string
  /** Folders that are read; `["INBOX"]` when left out. */
  readonly folders?: ReadonlyArray<string>
  /** The person (by id) who is told of mails a program cannot deal with: photos, strangers. */
  readonly responsible?: string
  /** A folder for what this machine remembers of the mailbox (how far it was read, dead addresses); `./mail-state` when left out. */
  readonly state?: string
  /** Signs mail for its domain (DKIM); the private key is PEM. */
  readonly dkim?: { readonly domain: string; readonly selector: string; readonly key?: string | undefined }
  /**
   * At least 16 characters, the same on all machines and for good: return addresses and the stamps of forms are made with
   * it, and a new one makes those that are out unknown.
   */
  readonly secret?: string | undefined
  readonly smtpPassword?: string | undefined
  /** That of `smtp` when there is none. */
  readonly imapPassword?: string | undefined
}

/** What an app is made of. Paths start at the folder of the configuration. */
export interface AppConfig {
  /** A preset: `vwu`, `youth`, `front`, `farmers`, `veterans`, `party`. */
  readonly association: string
  /**
   * CSV: `id,code,name,level,parent[,kind,from,to,front_parent]`; or the history that `lienhoi units` keeps
   * (`events.jsonl`), which also knows who took over whom.
   */
  readonly units: Source
  /** CSV: `person,name,address,unit,title[,head,from,to,zalo,email,phone]`. */
  readonly people?: Source
  /** YAML templates; `*` stands for any part of a file name. */
  readonly templates: ReadonlyArray<Source>
  /** YAML files of targets, such as those of a term; each stands beside the templates that measure it. */
  readonly targets?: ReadonlyArray<Source>
  /**
   * The first day on which the lists of units and people hold, `2024-01-01`: the first day of every row that names none.
   * The tree of that day decides which levels there are: a list with districts cannot hold after 30 June 2025.
   */
  readonly since: string
  /**
   * Where everything is kept: a folder (`./data`) with a database inside this process, or the address of a PostgreSQL
   * server (`postgres://…`, 15 or later) for several processes. `memory`, or nothing, forgets with the process.
   */
  readonly store?: string
  /**
   * The keys that words, contacts and registers are closed with: `name=base64 of 32 bytes`, the one in use first, with
   * commas between; best read from the environment (`process.env.LIENHOI_KEYS`), never written here. Without keys a copy
   * of the store can be read by whoever has it.
   */
  readonly keys?: string | undefined
  /** The roads a message may take. Without any, messages wait in the outbox. */
  readonly channels?: {
    /** A person posts a ready-made text and marks it within so many days (3): the road every province has on its first day. */
    readonly byHand?: { readonly answerWithinDays?: number }
    /** Writes every message as files a person can open, in place of the channel it stands for (`zalo`, `email`). */
    readonly preview?: { readonly folder: string; readonly standsFor?: string }
    /** The Official Account: consultation messages, groups, template messages, a bot. `lienhoi zalo doctor` says what is missing. */
    readonly zalo?: ZaloConfig
    /** Mail out and, when `imap` is given, reports that come back as Excel files. */
    readonly email?: EmailConfig
  }
  /** When people are reminded; the usual plan when left out. */
  readonly reminders?: ReminderPlan
  /** Days off on top of the law and the yearly notices. */
  readonly notices?: ReadonlyArray<Notice>
}

/**
 * Names the type of a configuration, so that an editor helps to write it.
 *
 * @example
 * ```ts
 * import { defineApp } from "lienhoi"
 *
 * const config = defineApp({ association: "vwu", since: "2025-07-01", units: "./units.csv", templates: ["./templates/*.yaml"] })
 * config.association // => "vwu"
 * ```
 */
export const defineApp = (config: AppConfig): AppConfig => config
