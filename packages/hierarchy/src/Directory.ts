/**
 * Names and contact points of people, kept beside the events: an event holds an id, so that erasing a person does not
 * break the chain. All of it is personal data.
 *
 * @since 0.1.0
 */
import { format, type PlainDate } from "@lienhoi/calendar/PlainDate"
import { type Checked, type Issue, unless } from "@lienhoi/words/Issue"
import { issue } from "./internal/texts.ts"
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

/**
 * A directory of these people. Refuses ids given twice, people without a name, and contact points without an address or
 * whose last day comes before the first.
 *
 * @example
 * ```ts
 * import { Directory } from "@lienhoi/hierarchy"
 *
 * const people = Directory.make([
 *   { id: "p1", name: "Nguyễn Thị Mẫu", address: "chị", contacts: [
 *     { channel: "phone", address: "0900000001", to: "2024-06-30" },
 *     { channel: "zalo", address: "0900000002", from: "2024-07-01" }
 *   ] }
 * ])
 *
 * people.ok && Directory.contactsOn(people.value, "p1", "2024-10-15").map((contact) => contact.channel) // => ["zalo"]
 * ```
 */
export const make = (people: ReadonlyArray<Person>): Checked<Directory> =>
  unless(problems(people), () => ({ people: new Map(people.map((each) => [each.id, each])) }))

/** The person of that id, `null` when unknown or erased. */
export const person = (self: Directory, id: string): Person | null => self.people.get(id) ?? null

/**
 * How a person is called: the form of address and the given name, which is the last word. `null` when nobody of that id is
 * known or she was erased.
 *
 * @example
 * ```ts
 * import { Directory } from "@lienhoi/hierarchy"
 *
 * const people = Directory.make([{ id: "p1", name: "Nguyễn Thị Mẫu", address: "chị", contacts: [] }])
 *
 * people.ok && Directory.callName(people.value, "p1") // => "chị Mẫu"
 * ```
 */
export const callName = (
  self: Directory,
  id: string,
  /** The form of address of whoever has none of her own. */
  address = ""
): string | null => {
  const found = person(self, id)
  if (found === null) return null
  return `${found.address || address} ${found.name.trim().split(/\s+/).at(-1)}`.trim()
}

/** Where the person can be reached that day. */
export const contactsOn = (self: Directory, id: string, date: PlainDate): ReadonlyArray<Contact> =>
  (person(self, id)?.contacts ?? []).filter((contact) => livesOn(contact, date))

const problems = (people: ReadonlyArray<Person>): ReadonlyArray<Issue> => {
  const ids = new Set<string>()
  return people.flatMap((each, i) => {
    const found: Array<Issue> = []
    const at = (...path: ReadonlyArray<string | number>) => ({ path: ["people", i, ...path] })
    if (ids.has(each.id)) found.push(issue("person.duplicate", { person: each.id }, at("id")))
    ids.add(each.id)
    if (each.name.trim() === "") found.push(issue("person.name-missing", { person: each.id }, at("name")))
    each.contacts.forEach(({ channel, address, from, to }, j) => {
      const params = { person: each.id, channel }
      if (address.trim() === "") found.push(issue("contact.address-missing", params, at("contacts", j, "address")))
      if (from !== undefined && to !== undefined && to < from)
        found.push(
          issue("contact.to-before-from", { ...params, from: format(from), to: format(to) }, at("contacts", j, "to"))
        )
    })
    return found
  })
}
