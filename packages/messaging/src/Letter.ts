/**
 * A message that was let through a door, with the one address it is handed over to. It is what a channel gets, and
 * {@link admit} is the only way to make one.
 *
 * @since 0.1.0
 */
import * as Door from "./Door.ts"
import type { Message } from "./Message.ts"
import type { Road } from "./Recipient.ts"

/** An admitted message and the address it goes to. */
export class Letter {
  readonly #admitted = true
  readonly message: Message
  /** The address on this channel: a Zalo user id, a mailbox, the name of a group. */
  readonly address: string
  readonly channel: string

  private constructor(message: Message, road: Road) {
    this.message = message
    this.address = road.address
    this.channel = road.channel
    Object.freeze(this)
  }

  static admit(message: Message, road: Road, doors: ReadonlyArray<Door.Door>): Letter | Door.Refusal {
    return Door.refusal(doors, message) ?? new Letter(message, road)
  }

  static isLetter(value: unknown): value is Letter {
    return typeof value === "object" && value !== null && #admitted in value
  }

  /** What a log shows: never the content, never the address. */
  toJSON(): unknown {
    return { message: this.message, channel: this.channel }
  }
}

/** The letter when the message may pass one of the doors, the reason when not. */
export const admit = Letter.admit

/** Whether a value is a letter that really passed a door, whatever its type claims. */
export const isLetter = Letter.isLetter
