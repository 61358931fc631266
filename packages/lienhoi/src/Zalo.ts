/**
 * The Official Account of an app, for those who set it up: connecting it, seeing what is missing, trying a message out.
 *
 * @since 0.1.0
 */

import type { Checked } from "@lienhoi/words/Issue"
import type { Bilingual } from "@lienhoi/words/Language"
import type { Finding } from "@lienhoi/zalo/Readiness"
import type { Template } from "@lienhoi/zalo/TemplateMessage"

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
}
