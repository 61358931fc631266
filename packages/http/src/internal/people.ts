/** People of a unit, for those who were granted to see them. */
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import * as Directory from "@lienhoi/hierarchy/Directory"
import * as Position from "@lienhoi/hierarchy/Position"
import * as Effect from "effect/Effect"
import * as HttpApiBuilder from "effect/http-api/HttpApiBuilder"
import { Api, Caller } from "../Api.ts"
import type { Office } from "../Office.ts"
import { ask, askChecked, refuse } from "./asking.ts"

const contacts = ["phone", "email", "zalo"] as const

/** The answers of the group `people`. */
export const people = (office: Pick<Office, "people" | "hierarchy" | "directory">, today: () => PlainDate) => {
  const mustSee = (unit: string) =>
    Effect.flatMap(Caller, ({ reach }) => (reach.persons(unit) ? Effect.void : refuse("not-yours")))

  /** A way to reach somebody: as it is kept, else as the list of people says. */
  const contactOf = (person: string, kept: Partial<Record<(typeof contacts)[number], string>> | null) => {
    const listed = Directory.contactsOn(office.directory, person, today())
    return Object.fromEntries(
      contacts.map((channel) => [
        channel,
        kept?.[channel] ?? listed.find((one) => one.channel === channel)?.address ?? null
      ])
    ) as Record<(typeof contacts)[number], string | null>
  }

  return HttpApiBuilder.group(Api, "people", (handlers) =>
    handlers.handleAll({
      list: ({ params: { unit } }) =>
        Effect.gen(function* () {
          yield* mustSee(unit)
          const officers = Position.officers(office.hierarchy, today()).filter((officer) => officer.unit === unit)
          return yield* Effect.forEach(officers, ({ person, title, head, since }) =>
            Effect.gen(function* () {
              // An office in memory keeps no people of its own.
              const asked = yield* ask(() => office.people.get(person))
              const kept = asked.ok ? asked.value : null
              const name = kept?.name ?? Directory.person(office.directory, person)?.name ?? null
              return { person, name, title, head, since, ...contactOf(person, kept) }
            })
          )
        }),
      put: ({ params: { unit }, payload }) =>
        Effect.gen(function* () {
          yield* mustSee(unit)
          const before = yield* askChecked(() => office.people.get(payload.id))
          // Whoever is known elsewhere is moved by those who see her there.
          const officer = Position.officers(office.hierarchy, today()).find(({ person }) => person === payload.id)
          const home = before === null ? (officer?.unit ?? unit) : (before.unit ?? officer?.unit ?? null)
          if (home === null) return yield* refuse("not-yours")
          yield* mustSee(home)
          const { id, name } = yield* askChecked(() => office.people.put({ ...before, ...payload, unit }))
          return { id, name, unit }
        })
    })
  )
}
