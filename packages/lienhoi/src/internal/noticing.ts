/**
 * Sends notices down and counts acknowledgements.
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as Directory from "@lienhoi/hierarchy/Directory"
import * as Hierarchy from "@lienhoi/hierarchy/Hierarchy"
import * as Snapshot from "@lienhoi/hierarchy/Snapshot"
import * as ByHandChannel from "@lienhoi/messaging/ByHandChannel"
import * as Cascade from "@lienhoi/messaging/Cascade"
import { CascadeStore, type Issued } from "@lienhoi/messaging/CascadeStore"
import * as Labelled from "@lienhoi/messaging/Labelled"
import * as Message from "@lienhoi/messaging/Message"
import * as Outbox from "@lienhoi/messaging/Outbox"
import type { Recipient, Road } from "@lienhoi/messaging/Recipient"
import * as UnitGroup from "@lienhoi/messaging/UnitGroup"
import * as Journal from "@lienhoi/report/Journal"
import type { Template } from "@lienhoi/template/Template"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { App } from "../App.ts"
import type { Registered, Sent, Told } from "../Notices.ts"
import type { Household } from "./household.ts"
import type * as Offices from "./offices.ts"
import { recipientOf } from "./recipient.ts"

/** What notices stand on. */
export interface Deps {
  readonly house: Household
  readonly offices: ReturnType<typeof Offices.make>
}

const issue = Issue.from(
  Catalogue.make({
    "notice.template": {
      vi: "Mẫu {template} không phải mẫu thông báo; chọn một mẫu có kind: notice",
      en: "Template {template} is no notice; choose one with kind: notice"
    },
    "notice.unit": {
      vi: "Không có đơn vị {unit} hôm nay; xem lại mã đơn vị",
      en: "There is no unit {unit} today; check its id"
    },
    "notice.person": {
      vi: "Không có ai mã {person} trong danh sách cán bộ",
      en: "Nobody in the list of people has the id {person}"
    },
    "notice.none": { vi: "Chưa có thông báo {id}", en: "There is no notice {id}" },
    "notice.again": {
      vi: "Thông báo {id} đã gửi rồi; thông báo mới cần mã khác",
      en: "Notice {id} went out before; a new one needs another id"
    },
    "notice.not-below": {
      vi: "Đơn vị {unit} không ở trong số nhận thông báo {id}",
      en: "Unit {unit} is not among those who get notice {id}"
    },
    "notice.empty": { vi: "Thông báo chưa có nội dung", en: "The notice says nothing" }
  })
)

/** How the keys of notices begin. */
export const prefix = "notice/"

const now = Effect.map(Clock.currentTimeMillis, Instant.fromMillis)
const treeAt = ({ house }: Deps, at: Instant.Instant) => Hierarchy.at(house.hierarchy, Instant.dateIn(at))

/** Registers a group. */
export const register = (deps: Deps, given: Registered) =>
  Effect.gen(function* () {
    const since = yield* now
    const { unit, owner, name } = given
    const issues = [
      ...(Snapshot.unit(treeAt(deps, since), unit) === null
        ? [issue("notice.unit", { unit }, { path: ["unit"] })]
        : []),
      ...(Directory.person(deps.house.directory, owner) === null
        ? [issue("notice.person", { person: owner }, { path: ["owner"] })]
        : [])
    ]
    if (issues.length > 0) return Issue.fail(...issues)
    const road = given.road ?? { channel: ByHandChannel.channelName, address: name }
    const groups = yield* UnitGroup.UnitGroups
    const known = yield* groups.at(road)
    const group = {
      ...(known ?? UnitGroup.make({ ...given, road, since })),
      unit,
      owner,
      name,
      purpose: given.purpose,
      endedAt: null
    }
    yield* groups.put(group)
    return Issue.ok(group)
  })

const groupOf = (group: UnitGroup.UnitGroup): Recipient => ({
  audience: "group",
  id: `${group.unit}/${group.purpose}`,
  name: group.name,
  // Where a program cannot post, a person does.
  roads:
    group.road.channel === ByHandChannel.channelName
      ? [group.road]
      : [group.road, { channel: ByHandChannel.channelName, address: group.name }]
})

/** Sends a notice down. */
export const send = (deps: Deps, told: Told) =>
  Effect.gen(function* () {
    const at = yield* now
    const tree = treeAt(deps, at)
    const template = deps.house.templates.get(told.template)?.template
    const issues = [
      ...(template?.kind === "notice"
        ? []
        : [issue("notice.template", { template: told.template }, { path: ["template"] })]),
      ...(Snapshot.unit(tree, told.issuer) === null
        ? [issue("notice.unit", { unit: told.issuer }, { path: ["issuer"] })]
        : []),
      ...(told.text.trim() === "" ? [issue("notice.empty", {}, { path: ["text"] })] : [])
    ]
    if (template === undefined || issues.length > 0) return Issue.fail(...issues)
    const store = yield* CascadeStore
    const groups = yield* (yield* UnitGroup.UnitGroups).living
    const plan = Cascade.plan({ tree, issuer: told.issuer, groups })
    // The plan first: whoever sends again after a crash sends what was planned, to the same groups under the same keys.
    const isNew = yield* store.issue({ id: told.id, template: told.template, issuedAt: at, plan })
    const issued = isNew ? null : ((yield* store.issued).find(({ id }) => id === told.id) ?? null)
    // An id that somebody else's notice has: nothing of hers goes to those it was planned for.
    if (issued !== null && (issued.plan.issuer !== told.issuer || issued.template !== told.template))
      return Issue.fail(issue("notice.again", { id: told.id }, { path: ["id"] }))
    const letters = lettersOf(deps, told, template, issued ?? { plan, issuedAt: at })
    if (issued !== null && (yield* wasPut(letters, at, issued)))
      return Issue.fail(issue("notice.again", { id: told.id }, { path: ["id"] }))
    const journal = yield* Journal.Journal
    yield* journal.append("notice", [], {
      expectedVersion: 0,
      outbox: letters.messages.map((message) => Outbox.row(message, { notBefore: at }))
    })
    return Issue.ok(letters.sent)
  })

/** A crash is made good within this time; later the rows of a notice may have gone with their years, and it is not sent anew. */
const resumable = 86_400_000

/** Whether the messages of a notice that is kept went into the outbox, all of them with one another. */
const wasPut = ({ messages }: Letters, at: Instant.Instant, { issuedAt }: Pick<Issued, "issuedAt">) =>
  Effect.gen(function* () {
    if (messages.length === 0 || Instant.toMillis(at) - Instant.toMillis(issuedAt) > resumable) return true
    const rows = yield* (yield* Outbox.Outbox).list(messages.map(({ key }) => key))
    return rows.length > 0
  })

/** The messages of a notice, and whom they go to. */
interface Letters {
  readonly messages: ReadonlyArray<Message.Message>
  readonly sent: Sent
}

/** A key names the group or the unit it is for, never its place in the plan. */
const postKey = (id: string, { unit, purpose }: UnitGroup.UnitGroup): string =>
  `${prefix}${id}/group/${unit}/${purpose}`
const headKey = (id: string, unit: string): string => `${prefix}${id}/head/${unit}`

const lettersOf = (
  deps: Deps,
  told: Told,
  { label }: Pick<Template, "label">,
  { plan, issuedAt }: Pick<Issued, "plan" | "issuedAt">
): Letters => {
  const { house } = deps
  const on = Instant.dateIn(issuedAt)
  const body = Labelled.make(told.text, label)
  const letter = (key: string, to: Recipient) =>
    Message.make({ key, kind: "notice", to, duty: null, association: house.association.id, body })
  const posts = plan.posts.map(({ group }) => ({ group, key: postKey(told.id, group) }))
  const { headOf } = deps.offices(on)
  const heads = plan.without.flatMap((unit) => {
    const person = headOf(unit)?.person
    return person === undefined ? [] : [{ unit, person, key: headKey(told.id, unit) }]
  })
  const reached = new Set(heads.map(({ unit }) => unit))
  return {
    messages: [
      ...posts.map(({ group, key }) => letter(key, groupOf(group))),
      ...heads.map(({ person, key }) => letter(key, recipientOf(house, person, { on })))
    ],
    sent: {
      groups: posts.map(({ group, key }) => ({ unit: group.unit, name: group.name, key })),
      heads,
      nobody: plan.without.filter((unit) => !reached.has(unit))
    }
  }
}

/** How a notice stands. */
export const standing = (deps: Deps, id: string) =>
  Effect.gen(function* () {
    const store = yield* CascadeStore
    const issued = (yield* store.issued).find((one) => one.id === id)
    const template = deps.house.templates.get(issued?.template ?? "")?.template
    if (issued === undefined || template === undefined)
      return Issue.fail(issue("notice.none", { id }, { path: ["id"] }))
    const { plan, issuedAt } = issued
    return Issue.ok(
      Cascade.standing({
        tree: treeAt(deps, issuedAt),
        plan,
        template,
        issuedAt,
        acknowledged: yield* store.acknowledged(id),
        now: yield* now,
        calendar: deps.house.calendar
      })
    )
  })

const readers = ({ plan }: Issued): ReadonlyArray<string> => [
  ...plan.posts.flatMap((post) => post.readers),
  ...plan.without
]

/** The words of a notice, from one of the messages that carry it; `null` when they are kept no longer. */
const textOf = ({ id, plan }: Issued) =>
  Effect.gen(function* () {
    const outbox = yield* Outbox.Outbox
    const keys =
      plan.posts.length > 0
        ? plan.posts.slice(0, 1).map(({ group }) => postKey(id, group))
        : plan.without.slice(0, 50).map((unit) => headKey(id, unit))
    const [posted] = yield* outbox.list(keys)
    const message = posted === undefined ? null : Message.decode(posted.row.payload)
    return message?.ok === true ? message.value.body : null
  })

/** Every notice, the newest first. */
export const list = (deps: Deps) =>
  Effect.gen(function* () {
    const store = yield* CascadeStore
    return yield* Effect.forEach(yield* store.issued, (issued) =>
      Effect.gen(function* () {
        const { id, template, issuedAt, plan } = issued
        const acknowledged = yield* store.acknowledged(id)
        return {
          id,
          template,
          title: deps.house.templates.get(template)?.template.title ?? template,
          issuer: plan.issuer,
          issuedAt,
          text: yield* textOf(issued),
          readers: readers(issued),
          acknowledged: acknowledged.map(({ unit }) => unit)
        }
      })
    )
  })

/** A person says that a unit acknowledged. */
export const acknowledged = (deps: Deps, id: string, unit: string, at: Instant.Instant) =>
  Effect.gen(function* () {
    const store = yield* CascadeStore
    const issued = (yield* store.issued).find((one) => one.id === id)
    if (issued !== undefined && !readers(issued).includes(unit))
      return Issue.fail(issue("notice.not-below", { id, unit }, { path: ["unit"] }))
    if (issued !== undefined) yield* store.acknowledge(id, [{ unit, at }])
    return yield* standing(deps, id)
  })

/**
 * Somebody wrote in a group (`road`), or to us alone (`null`). Counts for the notice she answers; without one, for the
 * newest that was posted there and came before her words. Gives how many units it counted for.
 */
export const heard = (
  app: Pick<App, "tree" | "headOf">,
  {
    road,
    text,
    at,
    person,
    answers
  }: {
    readonly road: Road | null
    readonly text: string
    readonly at: Instant.Instant
    readonly person: string
    readonly answers: string | null
  }
) =>
  Effect.gen(function* () {
    if (!Cascade.isAcknowledgement(text)) return 0
    const store = yield* CascadeStore
    const date = Instant.dateIn(at)
    const leads = app
      .tree(date)
      .units.map(({ id }) => id)
      .filter((unit) => app.headOf(unit, date) === person)
    for (const { id, issuedAt, plan } of yield* store.issued) {
      if (issuedAt > at || (answers?.startsWith(prefix) && !answers.startsWith(`${prefix}${id}/`))) continue
      const counted =
        road === null
          ? leads.filter((unit) => plan.without.includes(unit)).map((unit) => ({ unit, at }))
          : Cascade.acknowledged(plan, { road, text, at, leads })
      if (counted.length === 0) continue
      yield* store.acknowledge(id, counted)
      return counted.length
    }
    return 0
  })
