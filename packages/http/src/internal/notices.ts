/** Notices on their way down: those for my units, saying that they were read, sending one, and how it stands. */
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import * as Snapshot from "@lienhoi/hierarchy/Snapshot"
import * as Standing from "@lienhoi/report/Standing"
import * as Effect from "effect/Effect"
import * as HttpApiBuilder from "effect/http-api/HttpApiBuilder"
import { Api, Caller } from "../Api.ts"
import type { Issued, Office } from "../Office.ts"
import { ask, askChecked, found, refuse } from "./asking.ts"

/** The answers of the group `notices`. */
export const notices = (
  office: Pick<Office, "notices" | "templates" | "hierarchy" | "tree" | "now">,
  today: () => PlainDate
) => {
  const heldFor = (template: string) =>
    Effect.map(Caller, ({ person, grants }) => {
      const lineage = office.templates.get(template)?.template.lineage ?? template
      return Standing.held(office.hierarchy, { person: person.person, grants, lineage, date: today() })
    })
  const named = (id: string) =>
    Effect.flatMap(ask(office.notices.list), (all) => {
      const one = all.find((notice) => notice.id === id)
      return one === undefined
        ? refuse("bad-input", [found("http.notice", { notice: id.slice(0, 60) }, { path: ["id"] })])
        : Effect.succeed(one)
    })
  const told = ({ readers, acknowledged, ...notice }: Issued, held: ReadonlySet<string>) => {
    const units = readers.filter((unit) => held.has(unit))
    const mine = held.has(notice.issuer)
    if (units.length === 0 && !mine) return []
    const name = Snapshot.unit(office.tree(today()), notice.issuer)?.name ?? notice.issuer
    return [
      {
        ...notice,
        issuerName: name,
        mine,
        units: units.map((unit) => ({ unit, acknowledged: acknowledged.includes(unit) }))
      }
    ]
  }

  return HttpApiBuilder.group(Api, "notices", (handlers) =>
    handlers.handleAll({
      list: () =>
        Effect.gen(function* () {
          const all = yield* ask(office.notices.list)
          const mine = yield* Effect.forEach(all, (one) => Effect.map(heldFor(one.template), (held) => told(one, held)))
          return mine.flat()
        }),
      send: ({ payload }) =>
        Effect.gen(function* () {
          const held = yield* heldFor(payload.template)
          if (!held.has(payload.issuer)) return yield* refuse("not-yours")
          return yield* askChecked(() => office.notices.send(payload))
        }),
      standing: ({ params: { id } }) =>
        Effect.gen(function* () {
          const { issuer, template } = yield* named(id)
          const held = yield* heldFor(template)
          const stands = Standing.of(office.hierarchy, { unit: issuer, route: "own", date: today(), held })
          if (stands.size === 0) return yield* refuse("not-yours")
          return yield* askChecked(() => office.notices.standing(id))
        }),
      acknowledge: ({ params: { id }, payload: { unit } }) =>
        Effect.gen(function* () {
          const notice = yield* named(id)
          const held = yield* heldFor(notice.template)
          if (!held.has(unit) || !notice.readers.includes(unit)) return yield* refuse("not-yours")
          yield* askChecked(() => office.notices.acknowledged(id, unit, office.now()))
        })
    })
  )
}
