/** Answers from the directory: who I am, units and their officers, templates, what is to be posted. */
import { hash } from "node:crypto"
import type { PlainDate } from "@lienhoi/calendar/PlainDate"
import * as PlainDates from "@lienhoi/calendar/PlainDate"
import * as Directory from "@lienhoi/hierarchy/Directory"
import type { Hierarchy } from "@lienhoi/hierarchy/Hierarchy"
import * as Position from "@lienhoi/hierarchy/Position"
import * as Snapshot from "@lienhoi/hierarchy/Snapshot"
import type { Unit } from "@lienhoi/hierarchy/Unit"
import * as UnitChange from "@lienhoi/hierarchy/UnitChange"
import * as UnitList from "@lienhoi/hierarchy/UnitList"
import * as DutyId from "@lienhoi/report/DutyId"
import * as Template from "@lienhoi/template/Template"
import * as Text from "@lienhoi/words/Text"
import * as Effect from "effect/Effect"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import * as HttpApiBuilder from "effect/http-api/HttpApiBuilder"
import { Api, Caller } from "../Api.ts"
import type { Office } from "../Office.ts"
import { ask, found, refuse } from "./asking.ts"

/** At most so many units in one answer: a picker shows fewer. */
const most = 50

/** Folded names, once for a tree: a picker asks at every keystroke. */
const folded = new WeakMap<Snapshot.Snapshot, ReadonlyArray<readonly [text: string, unit: Unit]>>()

const namesOf = (tree: Snapshot.Snapshot) => {
  const known = folded.get(tree)
  if (known !== undefined) return known
  const names = tree.units.map((unit) => [` ${Text.fold(`${unit.code ?? ""} ${unit.name}`)}`, unit] as const)
  folded.set(tree, names)
  return names
}

/** The list of a day as it goes over the line, with the mark by which a browser knows it again. */
interface Listed {
  readonly text: string
  readonly tag: string
}

/** Days of which lists are kept. */
const listed = 16

const lists = new WeakMap<Hierarchy, Map<PlainDate, Listed>>()

const listOf = ({ hierarchy }: Pick<Office, "hierarchy">, on: PlainDate): Listed => {
  const days = lists.get(hierarchy) ?? new Map<PlainDate, Listed>()
  lists.set(hierarchy, days)
  const known = days.get(on)
  if (known !== undefined) return known
  const text = JSON.stringify(UnitList.of(hierarchy, on))
  const made = { text, tag: `"${hash("sha256", text, "base64url").slice(0, 27)}"` }
  if (days.size >= listed) days.clear()
  days.set(on, made)
  return made
}

const body = (tree: Snapshot.Snapshot, unit: Unit) => ({
  id: unit.id,
  name: unit.name,
  code: unit.code,
  level: unit.level,
  kind: unit.kind,
  parent: unit.parent,
  path: Snapshot.path(tree, unit.id)
})

/** The answers of the groups `me`, `units`, `templates` and `postings`. */
export const directory = (office: Office, today: () => PlainDate) => {
  const dayOf = (on: string | undefined) =>
    on === undefined
      ? Effect.succeed(today())
      : PlainDates.isValid(on)
        ? Effect.succeed(on)
        : refuse("bad-input", [found("http.date", { on: on.slice(0, 40) }, { path: ["on"] })])

  const noUnit = (unit: string, on: PlainDate) =>
    refuse("bad-input", [found("http.unit", { unit: unit.slice(0, 100), on }, { path: ["unit"] })])

  const nameOf = (person: string): string | null => Directory.person(office.directory, person)?.name ?? null

  const me = HttpApiBuilder.group(Api, "me", (handlers) =>
    handlers.handle("me", () =>
      Effect.gen(function* () {
        const { person, grants } = yield* Caller
        const on = today()
        const tree = office.tree(on)
        return {
          account: person.account,
          person: person.person,
          name: nameOf(person.person),
          offices: Position.officers(office.hierarchy, on)
            .filter((officer) => officer.person === person.person)
            .map(({ unit, title }) => ({ unit, title, unitName: Snapshot.unit(tree, unit)?.name ?? unit })),
          grants: grants
            .filter(({ from, until }) => from <= on && (until === null || on < until))
            .map(({ unit, role, lineage }) => ({ unit, role, lineage }))
        }
      })
    )
  )

  const units = HttpApiBuilder.group(Api, "units", (handlers) =>
    handlers.handleAll({
      find: ({ query }) =>
        Effect.gen(function* () {
          const tree = office.tree(yield* dayOf(query.on))
          const wanted = Text.fold(query.q ?? "")
            .split(" ")
            .filter((word) => word !== "")
          return namesOf(tree)
            .filter(
              ([name, unit]) =>
                (query.level === undefined || unit.level === query.level) &&
                (query.under === undefined || Snapshot.isWithin(tree, unit.id, query.under)) &&
                wanted.every((word) => name.includes(` ${word}`))
            )
            .slice(0, most)
            .map(([, unit]) => body(tree, unit))
        }),
      unit: ({ params, query }) =>
        Effect.gen(function* () {
          const on = yield* dayOf(query.on)
          const tree = office.tree(on)
          const unit = Snapshot.unit(tree, params.unit)
          if (unit === null) return yield* noUnit(params.unit, on)
          const { reach } = yield* Caller
          return {
            unit: body(tree, unit),
            children: Snapshot.children(tree, unit.id).map((child) => body(tree, child)),
            officers: Position.officers(office.hierarchy, on)
              .filter((officer) => officer.unit === unit.id)
              .map(({ person, title, head, since }) => ({
                person,
                title,
                head,
                since,
                name: reach.persons(unit.id) ? nameOf(person) : null
              }))
          }
        }),
      tree: ({ query, request }) =>
        Effect.gen(function* () {
          const { text, tag } = listOf(office, yield* dayOf(query.on))
          // Never from another's cache, and always asked whether it still holds.
          const headers = { etag: tag, "cache-control": "private, no-cache", vary: "cookie, authorization" }
          const known = (request.headers["if-none-match"] ?? "").split(/\s*,\s*/u)
          return known.includes(tag) || known.includes(`W/${tag}`)
            ? HttpServerResponse.empty({ status: 304, headers })
            : HttpServerResponse.text(text, { contentType: "application/json", headers })
        }),
      changes: ({ params: { unit } }) =>
        Effect.gen(function* () {
          const found = UnitChange.of(office.hierarchy, unit)
          return found.length === 0 ? yield* noUnit(unit, today()) : found
        })
    })
  )

  const templates = HttpApiBuilder.group(Api, "templates", (handlers) =>
    handlers.handleAll({
      list: () =>
        Effect.succeed(
          [...office.templates.values()].map(({ template }) => ({
            id: template.id,
            lineage: template.lineage,
            version: template.version,
            title: template.title,
            kind: template.kind,
            period: template.period
          }))
        ),
      template: ({ params }) => {
        const template = `${params.owner}/${params.name}`
        const of = office.templates.get(template)
        return of === undefined
          ? refuse("bad-input", [found("http.template", { template }, { path: ["template"] })])
          : Effect.succeed({ ...Template.toJson(of.template) })
      }
    })
  )

  const postings = HttpApiBuilder.group(Api, "postings", (handlers) => {
    // A message about a report is for whoever may read that report; one about none, for whoever sees people from the top.
    const mine = Effect.gen(function* () {
      const { reach } = yield* Caller
      const tops = Snapshot.roots(office.tree(today()))
      const items = yield* ask(office.worklist)
      return items.filter(({ duty }) => {
        const about = duty === null ? null : DutyId.parse(duty)
        return about === null
          ? tops.some(({ id }) => reach.persons(id))
          : ["reports", "all"].includes(reach.sight(about.key.unit, about.key.lineage))
      })
    })
    const about = (key: string) =>
      Effect.flatMap(mine, (items) =>
        items.some((item) => item.key === key)
          ? Effect.void
          : refuse("bad-input", [found("http.posting", {}, { path: ["key"] })])
      )
    return handlers.handleAll({
      list: () =>
        Effect.map(mine, (items) =>
          items.map(({ key, name, where, text, files, since, until }) => ({
            key,
            name,
            where,
            text,
            since,
            until,
            files: files.map(({ name, mediaType }) => ({ name, mediaType }))
          }))
        ),
      posted: ({ payload }) =>
        Effect.andThen(
          about(payload.key),
          Effect.flatMap(Caller, ({ person }) => ask(() => office.posted(payload.key, person.person)))
        ),
      couldNot: ({ payload }) =>
        Effect.andThen(
          about(payload.key),
          Effect.flatMap(Caller, ({ person }) => ask(() => office.couldNot(payload.key, person.person, payload.why)))
        )
    })
  })

  return { me, units, templates, postings }
}
