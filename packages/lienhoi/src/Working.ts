/**
 * The part of an app that works on by itself: planning reminders, handing messages over, telling why.
 *
 * @since 0.1.0
 */
import type { Instant } from "@lienhoi/calendar/Instant"
import type { Posted } from "@lienhoi/messaging/Outbox"
import type { Timetable } from "@lienhoi/reminders/Timetable"
import type { Bilingual } from "@lienhoi/words/Language"

/** How a worker works. */
export interface WorkOptions {
  /** Names it on boards and in the history of each message; the host and process when left out. */
  readonly worker?: string
  /** Seconds between looks at the outbox; 5 when left out. */
  readonly every?: number
  /** When reminders are planned; every five minutes when left out. */
  readonly timetable?: Timetable
  /** Ends the work: what is in hand gets its answer first. */
  readonly signal?: AbortSignal
  /** One round and no more. */
  readonly once?: boolean
  /** Told after each round that did something, and of what kept it from working. */
  readonly tell?: (news: News) => void
}

/** What a worker has to say. */
export type News =
  /** Reminders planned, messages handed over by how they stand now, and how many were settled by asking a channel. */
  | {
      readonly news: "round"
      readonly at: Instant
      readonly planned: number
      readonly delivered: { readonly [state: string]: number }
      readonly settled: number
    }
  /** The store cannot be reached, or reminders cannot be planned; the next round tries again. */
  | { readonly news: "trouble"; readonly at: Instant; readonly because: Bilingual }

/** A reminder that would be sent now, or is not, and why. */
export interface Foreseen {
  /** `null` when there is nobody to send it to. */
  readonly key: string | null
  readonly step: string
  /** The moment the plan names. */
  readonly at: Instant
  readonly to: { readonly id: string; readonly name: string } | null
  /** Names of the units it is about. */
  readonly units: ReadonlyArray<string>
  readonly because: Bilingual
}

/** What the next run would do. Nothing is written. */
export interface Foresight {
  /** The span: after `from`, up to `to`. */
  readonly from: Instant
  readonly to: Instant
  readonly planned: ReadonlyArray<Foreseen>
  readonly withheld: ReadonlyArray<Foreseen>
}

/** The story of one message. */
export interface Story {
  readonly key: string
  /** What it reminds of; `null` for what is no reminder about one report. */
  readonly about: {
    readonly lineage: string
    readonly period: string
    readonly unit: string
    readonly unitName: string
    readonly round: number
    /** Whether the report is still owed in that round. */
    readonly isOpen: boolean
    /** The step of the plan. */
    readonly step: string
  } | null
  readonly to: { readonly id: string; readonly name: string } | null
  readonly posted: Posted
  /** In sentences, in order. */
  readonly lines: ReadonlyArray<Bilingual>
}

/** What an app does by itself, and what a person settles. */
export interface Working {
  /**
   * Works until `signal` says stop: plans by the timetable, hands over what is due. Any number of workers may share a
   * store on a server; what they plan and send is planned and sent once, and the rates of the channels hold over all.
   */
  readonly work: (options?: WorkOptions) => Promise<void>
  /** What a run now would plan, for whom and why. Writes nothing. */
  readonly foresee: () => Promise<Foresight>
  /** Plans what is due and puts it into the outbox; hands nothing over. Gives the keys that were new. */
  readonly plan: () => Promise<ReadonlyArray<string>>
  /** The story of one message; `null` when there is no such key. */
  readonly why: (key: string) => Promise<Story | null>
  /** What a person has to look at: unknown outcomes, and messages that were not delivered. */
  readonly unsettled: () => Promise<ReadonlyArray<Posted>>
  /** Asks the channels about unknown outcomes; gives the messages that are settled now. */
  readonly ask: () => Promise<ReadonlyArray<Posted>>
  /**
   * A person (id) found out what became of a message whose outcome is unknown. One that did not arrive is tried again when
   * `again` says so, else left at that. `false` when its outcome is not unknown.
   */
  readonly settle: (
    key: string,
    found: { readonly arrived: boolean; readonly again?: boolean; readonly by: string }
  ) => Promise<boolean>
  /**
   * Sends what a backup held back, all of it or these keys: `by` (a person id) answers for it that it was not sent before.
   * Gives the keys that go out now.
   */
  readonly release: (by: string, keys?: ReadonlyArray<string>) => Promise<ReadonlyArray<string>>
  /** Has an undelivered message tried again; `by` is a person id. `false` when it is not undelivered. */
  readonly retry: (key: string, by: string) => Promise<boolean>
  /** Leaves an undelivered message at that; `by` is a person id. `false` when it is not undelivered. */
  readonly drop: (key: string, by: string) => Promise<boolean>
}
