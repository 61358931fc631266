/**
 * A person as messages are addressed to her.
 */
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import * as Directory from "@lienhoi/hierarchy/Directory"
import type { Recipient } from "@lienhoi/messaging/Recipient"
import type { Household } from "./household.ts"

/** How one is addressed. */
export interface Options {
  /** The roads of that day count. */
  readonly on: PlainDate
  /** The road that is tried before her others. */
  readonly first?: string
}

/** With her name as she is called and all her roads; somebody nobody knows bears her id. */
export const recipientOf = (
  { directory, association }: Pick<Household, "directory" | "association">,
  person: string,
  { on, first }: Options
): Recipient => {
  const contacts = Directory.contactsOn(directory, person, on)
  const roads = [
    ...contacts.filter(({ channel }) => channel === first),
    ...contacts.filter(({ channel }) => channel !== first)
  ]
  return {
    audience: "person",
    id: person,
    name: Directory.callName(directory, person, association.address) ?? person,
    roads: roads.map(({ channel, address }) => ({ channel, address }))
  }
}
