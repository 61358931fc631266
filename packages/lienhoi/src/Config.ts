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

/** What an app is made of. Paths start at the folder of the configuration. */
export interface AppConfig {
  /** A preset: `vwu`, `youth`, `front`, `farmers`, `veterans`, `party`. */
  readonly association: string
  /** CSV: `id,code,name,level,parent[,kind,from,to,front_parent]`. */
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
