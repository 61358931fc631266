/**
 * What a store keeps beside reports, filled from a configuration and kept up with the journal.
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as Period from "@lienhoi/calendar/Period"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import * as CodeTable from "@lienhoi/hierarchy/CodeTable"
import * as Position from "@lienhoi/hierarchy/Position"
import * as Attachments from "@lienhoi/report/Attachments"
import * as GrantReach from "@lienhoi/report/Grant"
import * as DaysOff from "@lienhoi/sql/DaysOff"
import * as Gauge from "@lienhoi/sql/Gauge"
import * as HistoryStore from "@lienhoi/sql/HistoryStore"
import type * as KeyError from "@lienhoi/sql/KeyError"
import * as People from "@lienhoi/sql/People"
import * as Reading from "@lienhoi/sql/Reading"
import * as Records from "@lienhoi/sql/Records"
import * as Retention from "@lienhoi/sql/Retention"
import * as Scope from "@lienhoi/sql/Scope"
import * as Search from "@lienhoi/sql/Search"
import * as SearchIndex from "@lienhoi/sql/SearchIndex"
import { Store } from "@lienhoi/sql/Store"
import type { StoreError } from "@lienhoi/sql/StoreError"
import * as TemplateStore from "@lienhoi/sql/TemplateStore"
import * as Published from "@lienhoi/template/Published"
import type { Template } from "@lienhoi/template/Template"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import type { AppConfig } from "../Config.ts"
import type { For, Found, Grant } from "../Shelf.ts"
import type { Household } from "./household.ts"
import * as Reaching from "./reaching.ts"
import type * as Sight from "./sight.ts"

/** Why a shelf could not do it. */
export type Trouble =
  | StoreError
  | People.PeopleError
  | Records.RecordsError
  | Attachments.AttachmentsError
  | HistoryStore.HistoryError
  | TemplateStore.TemplateStoreError
  | KeyError.KeyError

const issue = Issue.from(
  Catalogue.make({
    "app.needs-store": {
      vi: "Việc này cần một kho; ghi store trong cấu hình: ./data hoặc postgres://…",
      en: "This needs a store; write store in the configuration: ./data or postgres://…"
    },
    "app.template-changed": {
      vi: "Mẫu {id} phiên bản {version} đã ban hành với nội dung khác; tăng số phiên bản trong tệp mẫu",
      en: "Template {id} {version} was issued with other content; raise the version in its file"
    },
    "app.person-erased": {
      vi: "{person} đã được xóa theo yêu cầu; bỏ người này khỏi danh sách cán bộ",
      en: "{person} was erased; take this person off the list of officers"
    }
  })
)

/** It is not there in memory. */
export const needsStore: Issue.Checked<never> = Issue.fail(issue("app.needs-store", {}, { path: ["store"] }))

/** The shelf of an app. */
export class Shelving extends Context.Service<
  Shelving,
  {
    /** Takes in what the configuration says; what deserves a second look comes back. */
    readonly fill: (house: Household, config: AppConfig) => Effect.Effect<ReadonlyArray<Issue.Issue>, Trouble>
    /** Brings what is read up to the journal. */
    readonly advance: Effect.Effect<void, Trouble>
    /** Removes messages that are older than they are kept. */
    readonly retain: Effect.Effect<void, Trouble>
    /** Takes the words out of one-time links that are not sent any more. */
    readonly forgetLinks: Effect.Effect<void, Trouble>
    readonly search: (text: string, options: Search.Options & For) => Effect.Effect<ReadonlyArray<Found>, Trouble>
    /** How an account sees units; with the grants it has, when they were read already. */
    readonly sight: (
      viewer: string,
      role: Grant["role"],
      lineage: string,
      known?: ReadonlyArray<Grant>
    ) => Effect.Effect<Sight.Sight, Trouble>
    readonly grant: (grants: ReadonlyArray<Grant>) => Effect.Effect<void, Trouble>
    /** Keeps the grants by office of an account; those that no longer follow from an office end today. */
    readonly grantOffices: (account: string, grants: ReadonlyArray<Grant>) => Effect.Effect<void, Trouble>
    readonly grants: (account?: string) => Effect.Effect<ReadonlyArray<Grant>, Trouble>
    /** What waits in the store; `null` in memory. */
    readonly gauges: Effect.Effect<Gauge.Gauge, Trouble> | null
    /** What needs a store; `null` in memory. */
    readonly kept: {
      readonly people: People.People["Service"]
      readonly records: Records.Records["Service"]
    } | null
    readonly files: Attachments.Attachments["Service"]
  }
>()("lienhoi/Shelving") {}

const today = Effect.map(Clock.currentTimeMillis, (now) => Instant.dateIn(Instant.fromMillis(now)))

/** The people of a list with their units of that day. */
const personsOf = ({ hierarchy, directory }: Household, on: PlainDate.PlainDate) => {
  const units = new Map(Position.officers(hierarchy, on).map(({ person, unit }) => [person, unit]))
  return [...directory.people.values()].map(({ id, name, contacts }) => {
    const at = (channel: string) => contacts.find((contact) => contact.channel === channel)?.address
    const [phone, email, zalo] = [at("phone"), at("email"), at("zalo")]
    return {
      id,
      name,
      unit: units.get(id) ?? null,
      ...(phone === undefined ? {} : { phone }),
      ...(email === undefined ? {} : { email }),
      ...(zalo === undefined ? {} : { zalo })
    }
  })
}

/** The first day on which a version may start: of the first period, or of one that no earlier version has. */
const startOf = (
  { period }: Template,
  day: PlainDate.PlainDate,
  after: PlainDate.PlainDate | null
): PlainDate.PlainDate => {
  const around = Period.containing(period, day)
  const first = around?.from ?? day
  if (after === null || first > after) return first
  const last = Period.containing(period, after)
  return PlainDate.addDays(last?.to ?? after, 1)
}

/** Issues the templates of a configuration: the first version from its first day, a later one from the period of now. */
const issueTemplates = (house: Household, config: AppConfig) =>
  Effect.gen(function* () {
    const templates = yield* TemplateStore.TemplateStore
    const found: Array<Issue.Issue> = []
    const now = yield* Clock.currentTimeMillis
    const since = PlainDate.parse(config.since)
    const first = since.ok ? since.value : Instant.dateIn(Instant.fromMillis(now))
    for (const { template } of house.templates.values()) {
      const earlier = (yield* templates.list(template.lineage)).filter(({ id }) => id === template.id)
      const same = earlier.find(({ version }) => version === template.version)
      const params = { id: template.id, version: template.version }
      if (same !== undefined) {
        if (same.digest !== Published.digest(template)) found.push(issue("app.template-changed", params))
        continue
      }
      const last = earlier.at(-1)?.from ?? null
      const from = startOf(template, last === null ? first : Instant.dateIn(Instant.fromMillis(now)), last)
      const published = Published.make({ layers: [template], from, earlier })
      if (!published.ok) found.push(...published.issues)
      else
        yield* Effect.catchTag(
          templates.publish(published.value, { by: "config", at: Instant.fromMillis(now) }),
          "TemplateStoreError",
          // Another process issued meanwhile; at the next start all is looked at again.
          (error) => (error.reason._tag === "Unavailable" ? Effect.fail(error) : Effect.void)
        )
    }
    return found
  })

/** Keeps the people of a list; those that stand there already are not written again. */
const keepPeople = (house: Household) =>
  Effect.gen(function* () {
    const people = yield* People.People
    const found: Array<Issue.Issue> = []
    for (const { unit, ...listed } of personsOf(house, yield* today)) {
      const before = yield* people.get(listed.id)
      const person = { ...before, ...listed, ...(unit === null ? {} : { unit }) }
      const isSame =
        before !== null && Object.entries(person).every(([key, value]) => before[key as keyof People.Person] === value)
      if (isSame) continue
      yield* Effect.catchTag(people.put(person), "PeopleError", (error) =>
        error.reason._tag === "Erased"
          ? Effect.sync(() => void found.push(issue("app.person-erased", { person: listed.id })))
          : Effect.fail(error)
      )
    }
    return found
  })

/** In memory there are no registers: an account finds units, the office its people too. */
export const memory: Layer.Layer<Shelving> = Layer.effect(
  Shelving,
  Effect.map(Attachments.Attachments, (files) => {
    let index: SearchIndex.SearchIndex = { rows: [] }
    let reach = Reaching.nowhere
    const granted = new Map<string, Grant>()
    return Shelving.of({
      fill: (house) =>
        Effect.map(today, (on) => {
          index = SearchIndex.make(house.hierarchy, personsOf(house, on))
          reach = Reaching.of(house)
          return []
        }),
      grant: (grants) => Effect.sync(() => grants.forEach((one) => void granted.set(one.id, one))),
      grants: (account) =>
        Effect.sync(() => [...granted.values()].filter((one) => account === undefined || one.account === account)),
      advance: Effect.void,
      retain: Effect.void,
      forgetLinks: Effect.void,
      grantOffices: (account, grants) =>
        Effect.map(today, (on) => {
          for (const [id, one] of granted)
            if (one.account === account && id.startsWith(GrantReach.officePrefix(account)) && (one.until ?? on) >= on)
              granted.set(id, { ...one, until: on })
          for (const one of grants) granted.set(one.id, one)
        }),
      search: (text, { viewer, kinds = ["unit", "person", "document"], ...options }) =>
        Effect.sync(() =>
          SearchIndex.find(index, text, {
            ...options,
            kinds: viewer === undefined ? kinds : kinds.filter((kind) => kind !== "person")
          })
        ),
      sight: (account, role, lineage, known) =>
        Effect.map(today, (on) => {
          const own = known ?? [...granted.values()].filter((one) => one.account === account)
          return Reaching.sightOf(reach(own, { account, today: on }), role, lineage)
        }),
      gauges: null,
      kept: null,
      files
    })
  })
).pipe(Layer.provide(Attachments.layerMemory))

type Needs =
  | Store
  | HistoryStore.HistoryStore
  | TemplateStore.TemplateStore
  | People.People
  | Records.Records
  | Attachments.Attachments

/** Over a store. */
export const layer: Layer.Layer<Shelving, never, Needs> = Layer.effect(
  Shelving,
  Effect.gen(function* () {
    const services = yield* Effect.context<Needs>()
    const files = yield* Attachments.Attachments
    const people = yield* People.People
    const records = yield* Records.Records
    const give = Effect.provideContext(services)
    const read = yield* Scope.reader
    let reach = Reaching.nowhere
    return Shelving.of({
      fill: (house, config) =>
        Effect.gen(function* () {
          reach = Reaching.of(house)
          const history = yield* HistoryStore.HistoryStore
          yield* history.mirror({ hierarchy: house.hierarchy, form: CodeTable.plain })
          yield* DaysOff.keep(config.notices ?? [])
          const { transaction } = yield* Store
          const issued = yield* issueTemplates(house, config)
          const people = yield* Effect.orDie(transaction(keepPeople(house)))
          yield* Reading.advance()
          return [...issued, ...people]
        }).pipe(give),
      advance: Effect.asVoid(Reading.advance()).pipe(give),
      retain: Effect.asVoid(Retention.run()).pipe(give),
      forgetLinks: Effect.asVoid(Retention.links).pipe(give),
      grantOffices: (account, grants) =>
        Effect.gen(function* () {
          const but = grants.map(({ id }) => id)
          const prefix = GrantReach.officePrefix(account)
          yield* Scope.endOthers({ account, prefix, but, today: yield* today })
          if (grants.length > 0) yield* Scope.grant(grants)
        }).pipe(give),
      search: (text, { viewer, ...options }) =>
        Effect.gen(function* () {
          const find = Search.find(text, options)
          if (viewer === undefined) return yield* find
          return yield* Effect.orDie(Scope.as({ account: viewer, today: yield* today })(find))
        }).pipe(give),
      sight: (viewer, role, lineage, known) =>
        Effect.gen(function* () {
          const grants = known ?? (yield* read(viewer))
          return Reaching.sightOf(reach(grants, { account: viewer, today: yield* today }), role, lineage)
        }).pipe(give),
      grant: (grants) => Scope.grant(grants).pipe(give),
      grants: (account) => (account === undefined ? Scope.list().pipe(give) : read(account)),
      gauges: give(Gauge.read),
      kept: {
        people,
        records
      },
      files
    })
  })
)
