/**
 * Names and contact points of people, kept beside the events: an event holds an id, so that erasing a person does not
 * break the chain. All of it is personal data.
 *
 * @since 0.1.0
 */
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import { type Checked, ok } from "@lienhoi/words/Issue"
import { livesOn } from "./Level.ts"

/** Where a person can be reached, within these days, both inside. */
export interface Contact {
  /** `zalo`, `email`, `phone`, `by-hand`. */
  readonly channel: string
  readonly address: string
  readonly from?: PlainDate
  readonly to?: PlainDate
}

/** One person. */
export interface Person {
  readonly id: string
  readonly name: string
  /** How she is addressed: `chị`, `cô`. */
  readonly address: string
  readonly contacts: ReadonlyArray<Contact>
}

/** People by id. */
export interface Directory {
  readonly people: ReadonlyMap<string, Person>
}

/** A directory of these people. */
export const make = (people: ReadonlyArray<Person>): Checked<Directory> =>
  ok({ people: new Map(people.map((person) => [person.id, person])) })

/** The person of that id, `null` when unknown or erased. */
export const person = (self: Directory, id: string): Person | null => self.people.get(id) ?? null

/** Where the person can be reached that day. */
export const contactsOn = (self: Directory, id: string, date: PlainDate): ReadonlyArray<Contact> =>
  (person(self, id)?.contacts ?? []).filter((contact) => livesOn(contact, date))
