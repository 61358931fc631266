/**
 * The Official Account of an app, for those who set it up: connecting it, seeing what is missing, trying a message out.
 *
 * @since 0.1.0
 */

import type { IncomingMessage, ServerResponse } from "node:http"
import type { Instant } from "@lienhoi/calendar/Instant"
import type { Conversation } from "@lienhoi/report/Conversation"
import type { UrgentCase } from "@lienhoi/report/UrgentCase"
import type { Checked } from "@lienhoi/words/Issue"
import type { Bilingual } from "@lienhoi/words/Language"
import type { Finding } from "@lienhoi/zalo/Readiness"
import type { Template } from "@lienhoi/zalo/TemplateMessage"
import type { Refused } from "@lienhoi/zalo/Webhook"

/** A message to try the roads with. */
export interface Trial {
  /** A phone number, or the id of a person at the account. */
  readonly to?: string
  /** Or the id of a group of the account. */
  readonly group?: string
  readonly text: string
  /** As which kind of message; decides the template. `reminder` when left out. */
  readonly kind?: string
  /** Hands it over for real; otherwise it is only decided which road it would take. */
  readonly isReal?: boolean
}

/** What was decided about a trial, in words, and what came of it. */
export interface Tried {
  /** The road; `null` when there is none. */
  readonly road: string | null
  /** In đồng; `null` when there is no road. */
  readonly price: number | null
  readonly because: Bilingual
  /** The other roads, and why not they. */
  readonly others: ReadonlyArray<{ readonly road: string; readonly because: Bilingual }>
  /** Zalo's id of the message, when it was handed over; `null` when not. */
  readonly receipt: string | null
  /** Why handing over failed; `null` when it did not, or was not tried. */
  readonly failure: string | null
}

/** One template in use, or why it cannot be read. */
export interface TemplateInUse {
  readonly kind: string
  readonly id: string
  readonly template: Template | null
  readonly failure: Bilingual | null
}

/** What one round over what came in did. */
export interface Received {
  /** Events that were dealt with. */
  readonly handled: number
  /** To be tried again. */
  readonly waiting: number
  /** Put before a person. */
  readonly aside: number
}

/** Something a program did not deal with: for a person to read. */
export interface Aside {
  readonly at: Instant
  readonly channel: string
  /** Why, in the language of the app; names the person and quotes her words, so it is personal data. */
  readonly why: string
}

/**
 * What comes in. A webhook answers as soon as the event is kept; afterwards this process deals with it, and with what an
 * earlier one left. A worker does the same with every round, so a server that only answers webhooks is enough, or only keeps.
 */
export interface Incoming {
  /** The webhook of the Official Account, for a server that speaks Fetch. Refuses everything without `secretKey`. */
  readonly webhook: (request: Request) => Promise<Response>
  /** The same for Node's own server: the function that `createServer` takes. */
  readonly node: (request: IncomingMessage, response: ServerResponse) => Promise<void>
  /** The webhook of the bot. Refuses everything without `botSecret`. */
  readonly bot: (request: Request) => Promise<Response>
  /** Asks once what the bot got, waiting up to so many seconds, for whoever has no public address; whether there was something. */
  readonly poll: (seconds?: number) => Promise<boolean>
  /** Deals with all that waits, and hands the answers over. */
  readonly receive: () => Promise<Received>
  /** Asks the head of a unit in chat for a report that it owes; the question leaves with the next round. */
  readonly invite: (which: {
    readonly template?: string
    readonly unit: string
    readonly period: string
  }) => Promise<Checked<Conversation>>
  /** What waits for a person, the oldest first. */
  readonly aside: () => Promise<ReadonlyArray<Aside>>
  /** What the webhook turned away lately. */
  readonly refused: () => Promise<ReadonlyArray<Refused>>
  /** Urgent matters that were told in chat. */
  readonly urgent: () => Promise<ReadonlyArray<UrgentCase>>
}

/** What a person who sets Zalo up can do. */
export interface Zalo {
  /** The link that an administrator of the account opens. The callback address of the configuration, or another one. */
  readonly consent: (redirect?: string) => Promise<Checked<string>>
  /** Connects the account with the address her browser shows after agreeing. */
  readonly connect: (callback: string) => Promise<Checked<null>>
  /** A person put right why Zalo refused to renew: it is tried once more. */
  readonly reopen: () => Promise<Checked<null>>
  readonly doctor: () => Promise<ReadonlyArray<Finding>>
  readonly templates: () => Promise<ReadonlyArray<TemplateInUse>>
  readonly tryOut: (trial: Trial) => Promise<Tried>
  readonly inbound: Incoming
}
