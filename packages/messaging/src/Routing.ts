/**
 * Which road a message takes, and why, in words a person can check. The rule: of the roads of the recipient that are
 * allowed, the cheapest; of equal ones the soonest, then the one the recipient named first. Roads that are work for a
 * person (by hand) are the last resort.
 *
 * @since 0.1.0
 */
import type { Instant } from "@lienhoi/calendar/Instant"
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Bilingual } from "@lienhoi/words/Language"
import * as Numeral from "@lienhoi/words/Numeral"
import * as Effect from "effect/Effect"
import type * as Channel from "./Channel.ts"
import { objection } from "./Channel.ts"
import type { Reason } from "./DeliveryError.ts"
import * as Door from "./Door.ts"
import { localTime } from "./internal/localTime.ts"
import type * as Letter from "./Letter.ts"
import type { Message } from "./Message.ts"
import * as QuietHours from "./QuietHours.ts"
import type { Road } from "./Recipient.ts"

/** A road that is not taken, and why not. */
export interface Alternative {
  readonly channel: string
  readonly because: Bilingual
}

/** What was decided. */
export type Decision = {
  readonly because: Bilingual
  /** The other roads, and why not they. */
  readonly alternatives: ReadonlyArray<Alternative>
} & (
  | { readonly take: "now"; readonly channel: string; readonly price: number; readonly letter: Letter.Letter }
  | { readonly take: "wait"; readonly channel: string; readonly price: number; readonly until: Instant }
  /** No road. `again`: some channel could not be asked, so a later try makes sense. */
  | { readonly take: "none"; readonly again: boolean; readonly reason: Reason["_tag"] }
)

/** What a decision looks at. */
export interface Options {
  readonly message: Message
  readonly channels: ReadonlyArray<Channel.Contract>
  readonly at: Instant
  /** After this moment the message is worthless; a road that makes it wait longer is no road. */
  readonly expires?: Instant | null
  /** Channels already tried in vain, and the reason they gave. */
  readonly tried?: ReadonlyArray<{ readonly channel: string; readonly reason: string }>
}

interface Offer {
  readonly channel: Channel.Contract
  readonly letter: Letter.Letter
  readonly price: number
  /** `null` for now. */
  readonly until: Instant | null
  readonly because: Bilingual | null
  /** Place in the recipient's list. */
  readonly place: number
}

interface Closed extends Alternative {
  readonly reason: Reason["_tag"]
  readonly again: boolean
}
