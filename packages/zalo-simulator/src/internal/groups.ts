/** Groups an account owns (GMF): assets, members, invitations, approval. */

import type { Asset } from "../World.ts"
import { type Body, isBody, list, refuse, text } from "./answer.ts"
import * as Events from "./events.ts"
import type { Caller } from "./gate.ts"
import * as Ids from "./ids.ts"
import * as Parts from "./parts.ts"
import { get, type Input, post, type Route, type Routes } from "./route.ts"
import {
  byUid,
  day,
  dayOf,
  deliver,
  isEnabled,
  isInWindow,
  isOver,
  later,
  measure,
  on,
  personOf,
  type Sim,
  uidOf,
  written
} from "./sim.ts"
import type { Contact, Group } from "./state.ts"
import { page } from "./users.ts"

const places: { readonly [P in Asset["product"]]: number } = { gmf10: 10, gmf50: 50, gmf100: 100, gmf1000: 1000 }

const assetOf = (sim: Sim, group: Group) =>
  sim.state.accounts.get(group.account ?? "")?.assets.find(({ id }) => id === group.asset)

/** How many the asset of a group lets in. */
export const limitOf = (sim: Sim, group: Group): number => {
  const asset = assetOf(sim, group)
  return asset === undefined ? Number.POSITIVE_INFINITY : places[asset.product]
}

/** Members as Zalo counts them: the people and the account itself. */
const total = (group: Group): number => group.members.length + 1

/** A group of this account that still is. */
const own = (sim: Sim, { account }: Caller, id: unknown): Group => {
  const found = sim.state.groups.get(text(id))
  const foreign = found === undefined || found.account !== account.id || found.deleted
  return foreign ? refuse(-403) : found
}

/** …and may be managed and written to. */
const usable = (sim: Sim, caller: Caller, id: unknown): Group => {
  const group = own(sim, caller, id)
  return isEnabled(sim, group) ? group : refuse(-237)
}

const usedBy = (sim: Sim, account: string, asset: string): Group | undefined =>
  [...sim.state.groups.values()].find((one) => one.account === account && one.asset === asset && !one.deleted)

const freeAsset = (sim: Sim, { account }: Caller, given: unknown) => {
  const asset = account.assets.find(({ id }) => id === text(given))
  if (asset === undefined) return refuse(-201, "asset_id is invalid!")
  if (on(sim, "gmf.assets") && (usedBy(sim, account.id, asset.id) !== undefined || isOver(sim, asset.until)))
    return refuse(-238)
  return asset
}

const quota = (sim: Sim, { account }: Caller, body: Body): unknown =>
  account.assets
    .filter(({ product }) => body.product_type === undefined || product === body.product_type)
    .map(({ id, product, until, renews }) => {
      const used = usedBy(sim, account.id, id)
      return {
        product_type: product,
        quota_type: "purchase_quota",
        asset_id: id,
        valid_through: written(until),
        auto_renew: renews,
        status: used === undefined ? "available" : "used",
        used_id: used?.id ?? ""
      }
    })

const people = (sim: Sim, { account }: Caller, given: unknown): ReadonlyArray<Contact> => {
  const ids = [...new Set(list(given).map(text))]
  if (ids.length === 0) return refuse(-201, "member_user_ids is invalid!")
  return ids.map((id) => byUid(sim, account.id, id) ?? refuse(-201, "member_user_ids is invalid!"))
}

const eligible = (sim: Sim, all: ReadonlyArray<Contact>): void => {
  const code = measure(sim, "gmf.invite-ineligible")
  if (Number.isFinite(code) && all.some((one) => !one.follower && !isInWindow(sim, one))) refuse(code)
}

/** Puts the lapse of an asset into the timetable of its group. */
const expire = (sim: Sim, group: Group): void => {
  const asset = assetOf(sim, group)
  if (asset !== undefined && on(sim, "gmf.dissolve"))
    later(sim, "dissolve", group.id, Date.parse(`${asset.until}T17:00:00.000Z`) + measure(sim, "gmf.dissolve") * day)
}

/** Dissolves a group whose asset was never renewed. */
export const dissolve = (sim: Sim, id: string): void => {
  const group = sim.state.groups.get(id)
  const asset = group === undefined ? undefined : assetOf(sim, group)
  if (group === undefined || group.deleted || asset === undefined) return
  const end = Date.parse(`${asset.until}T17:00:00.000Z`) + measure(sim, "gmf.dissolve") * day
  if (sim.now() < end) return
  group.deleted = true
  Events.group(sim, group.account!, group.id, "delete_group")
}

const create = (sim: Sim, caller: Caller, body: Body): Body => {
  const name = text(body.group_name)
  if (name === "") return refuse(-201, "group_name is invalid!")
  const asset = freeAsset(sim, caller, body.asset_id)
  const first = people(sim, caller, body.member_user_ids)
  if (on(sim, "gmf.create")) {
    if (first.length > 99) return refuse(-201, "member_user_ids is invalid!")
    if (!first.some(({ person }) => caller.account.admins.includes(person)))
      return refuse(-201, "member_user_ids is invalid!")
  }
  eligible(sim, first)
  const full = measure(sim, "gmf.members")
  if (Number.isFinite(full) && first.length + 1 > places[asset.product]) return refuse(full)
  const group: Group = {
    id: Ids.hex(sim.state, "group"),
    account: caller.account.id,
    bot: null,
    name,
    description: text(body.group_description),
    avatar: "",
    asset: asset.id,
    admins: first.map(({ person }) => person).filter((person) => caller.account.admins.includes(person)),
    members: first.map(({ person }) => person),
    invited: [],
    waiting: [],
    settings: { lock_send_msg: false, join_appr: false, enable_msg_history: true, enable_link_join: true },
    deleted: false
  }
  sim.state.groups.set(group.id, group)
  expire(sim, group)
  Events.group(sim, caller.account.id, group.id, "create_group")
  sim.changed()
  return {
    name,
    avatar: "",
    group_id: group.id,
    group_link: link(group),
    group_description: group.description,
    total_member: total(group),
    status: "enabled"
  }
}

/** The address by which people join. */
export const link = (group: Group): string => `https://zalo.me/g/${group.id.slice(0, 10)}`

const shown = (sim: Sim, group: Group): Body => {
  const asset = assetOf(sim, group)
  const lapse =
    asset === undefined ? "" : dayOf(Date.parse(`${asset.until}T00:00:00.000Z`) + measure(sim, "gmf.dissolve") * day)
  return {
    group_info: {
      group_id: group.id,
      group_link: link(group),
      name: group.name,
      group_description: group.description,
      avatar: group.avatar,
      status: isEnabled(sim, group) ? "enabled" : "disabled",
      total_member: total(group),
      max_member: String(limitOf(sim, group)),
      auto_delete_date: isEnabled(sim, group) ? "" : written(lapse)
    },
    asset_info: {
      asset_type: asset?.product ?? "",
      asset_id: group.asset,
      valid_through: asset === undefined ? "" : written(asset.until),
      auto_renew: String(asset?.renews ?? false)
    },
    group_setting: { ...group.settings }
  }
}

/** One page of anything, five rows unless asked. */
const paged = <A>(sim: Sim, { request }: Input, all: ReadonlyArray<A>) => {
  const offset = Number(request.query.get("offset") ?? 0)
  const usual = on(sim, "gmf.page-size") ? measure(sim, "gmf.page-size") : 50
  const count = Number(request.query.get("count") ?? usual)
  if (!(offset >= 0) || !(count > 0)) return refuse(-201, "offset is invalid!")
  return { offset, count, total: all.length, rows: all.slice(offset, offset + count) }
}

const groupsOf: Route["run"] = (sim, { account }, input) => {
  const all = [...sim.state.groups.values()].filter((one) => one.account === account.id && !one.deleted)
  const { rows, ...rest } = paged(sim, input, all)
  return {
    ...rest,
    group_count: rows.length,
    groups: rows.map((one) => (shown(sim, one) as { group_info: Body }).group_info)
  }
}

const members: Route["run"] = (sim, caller, input) => {
  const group = own(sim, caller, input.request.query.get("group_id"))
  const all: ReadonlyArray<Body> = [
    { oa_id: caller.account.id, name: caller.account.name, avatar: "" },
    ...group.members.map((person) => ({
      user_id: uidOf(sim, caller.account.id, person),
      name: personOf(sim, person).name,
      avatar: ""
    }))
  ]
  const { rows, ...rest } = paged(sim, input, all)
  return { ...rest, member_count: rows.length, members: rows }
}

const waiting: Route["run"] = (sim, caller, input) => {
  const group = own(sim, caller, input.request.query.get("group_id"))
  const { rows, ...rest } = paged(sim, input, group.waiting)
  const shownRows = rows.map((person) => ({
    user_id: uidOf(sim, caller.account.id, person),
    name: personOf(sim, person).name
  }))
  return { ...rest, member_count: rows.length, members: shownRows }
}

const invite = (sim: Sim, caller: Caller, body: Body): undefined => {
  const group = usable(sim, caller, body.group_id)
  const all = people(sim, caller, body.member_user_ids)
  eligible(sim, all)
  const fresh = all.filter(({ person }) => !group.members.includes(person) && !group.invited.includes(person))
  const full = measure(sim, "gmf.members")
  if (Number.isFinite(full) && total(group) + fresh.length > limitOf(sim, group)) return refuse(full)
  if (on(sim, "gmf.invite")) group.invited.push(...fresh.map(({ person }) => person))
  else for (const { person } of fresh) enter(sim, group, person)
  sim.changed()
  return undefined
}

/** A person enters, or waits where entering is approved. */
export const enter = (sim: Sim, group: Group, person: string): void => {
  if (group.members.includes(person)) return
  group.invited = group.invited.filter((other) => other !== person)
  if (group.settings.join_appr && on(sim, "gmf.approval")) {
    if (group.waiting.includes(person)) return
    group.waiting.push(person)
    Events.group(sim, group.account!, group.id, "user_request_join_group", [person])
  } else {
    group.members.push(person)
    Events.group(sim, group.account!, group.id, "user_join_group", [person])
  }
  sim.changed()
}

/** A person goes, or is taken out. */
export const goOut = (sim: Sim, group: Group, person: string): void => {
  if (!group.members.includes(person)) return
  group.members = group.members.filter((other) => other !== person)
  group.admins = group.admins.filter((other) => other !== person)
  Events.group(sim, group.account!, group.id, "user_out_group", [person])
  sim.changed()
}

const decide =
  (accepted: boolean) =>
  (sim: Sim, caller: Caller, body: Body): undefined => {
    const group = usable(sim, caller, body.group_id)
    const all = people(sim, caller, body.member_user_ids)
    if (all.some(({ person }) => !group.waiting.includes(person))) return refuse(-201, "member_user_ids is invalid!")
    group.waiting = group.waiting.filter((person) => !all.some((one) => one.person === person))
    const who = all.map(({ person }) => person)
    Events.group(
      sim,
      group.account!,
      group.id,
      accepted ? "accept_request_join_group" : "reject_request_join_group",
      who
    )
    if (accepted) {
      group.members.push(...who)
      Events.group(sim, group.account!, group.id, "user_join_group", who)
    }
    sim.changed()
    return undefined
  }

const promote =
  (up: boolean) =>
  (sim: Sim, caller: Caller, body: Body): undefined => {
    const group = usable(sim, caller, body.group_id)
    const who = people(sim, caller, body.member_user_ids).map(({ person }) => person)
    if (who.some((person) => !group.members.includes(person))) return refuse(-201, "member_user_ids is invalid!")
    group.admins = up ? [...new Set([...group.admins, ...who])] : group.admins.filter((person) => !who.includes(person))
    Events.group(sim, group.account!, group.id, up ? "add_group_admin" : "remove_group_admin", who)
    sim.changed()
    return undefined
  }

const remove = (sim: Sim, caller: Caller, body: Body): undefined => {
  const group = usable(sim, caller, body.group_id)
  for (const { person } of people(sim, caller, body.member_user_ids)) goOut(sim, group, person)
  return undefined
}

const update = (sim: Sim, caller: Caller, body: Body): Body => {
  const group = usable(sim, caller, body.group_id)
  if (body.group_name !== undefined) group.name = text(body.group_name)
  if (body.group_description !== undefined) group.description = text(body.group_description)
  if (body.group_avatar !== undefined) group.avatar = text(body.group_avatar)
  for (const name of ["lock_send_msg", "join_appr", "enable_msg_history", "enable_link_join"] as const)
    if (body[name] !== undefined) group.settings[name] = String(body[name]) === "true"
  Events.group(sim, group.account!, group.id, "update_group_info")
  sim.changed()
  return shown(sim, group)
}

const renew = (sim: Sim, caller: Caller, body: Body): Body => {
  const group = own(sim, caller, body.group_id)
  const asset = freeAsset(sim, caller, body.asset_id)
  group.asset = asset.id
  expire(sim, group)
  sim.changed()
  return shown(sim, group)
}

const end = (sim: Sim, caller: Caller, body: Body): undefined => {
  const group = own(sim, caller, body.group_id)
  group.deleted = true
  Events.group(sim, caller.account.id, group.id, "delete_group")
  sim.changed()
  return undefined
}

/** What `[@id]` says in a group: members by name, the group as everybody; anything else stays as it was written. */
export const mentioned = (sim: Sim, group: Group, words: string): string =>
  !on(sim, "gmf.mentions")
    ? words
    : words.replaceAll(/\[@([0-9a-f]+)\]/g, (whole, id: string) => {
        if (id === group.id) return "@Mọi người"
        const person = group.account === null ? undefined : byUid(sim, group.account, id)?.person
        return person !== undefined && group.members.includes(person) ? `@${personOf(sim, person).name}` : whole
      })

const send = (sim: Sim, caller: Caller, body: Body): Body => {
  const group = usable(sim, caller, isBody(body.recipient) ? body.recipient.group_id : undefined)
  const parts = Parts.read(sim, caller, body.message)
  const message = deliver(sim, {
    account: caller.account.id,
    bot: null,
    app: caller.app.id,
    chat: { with: "group", group: group.id },
    from: null,
    hidden: false,
    template: null,
    ...parts
  })
  if (on(sim, "cs.echo")) Events.message(sim, message)
  const quota = on(sim, "gmf.no-quota") ? {} : { quota: { quota_type: "reply", remain: "0", total: "0" } }
  return { message_id: message.id, group_id: group.id, ...quota }
}

const history = (request: Input["request"]): Body => Object.fromEntries(request.query)

const base = "/v3.0/oa/group"
export const routes: Routes = {
  "/v3.0/oa/quota/group": post("groups", quota),
  [`${base}/creategroupwithoa`]: post("groups", create),
  [`${base}/getgroup`]: get("groups", (sim, caller, { request }) =>
    shown(sim, own(sim, caller, request.query.get("group_id")))
  ),
  [`${base}/getgroupsofoa`]: get("groups", groupsOf),
  [`${base}/listmember`]: get("groups", members),
  [`${base}/listpendinginvite`]: get("groups", waiting),
  [`${base}/invite`]: post("groups", invite),
  [`${base}/acceptpendinginvite`]: post("groups", decide(true)),
  [`${base}/rejectpendinginvite`]: post("groups", decide(false)),
  [`${base}/addadmins`]: post("groups", promote(true)),
  [`${base}/removeadmins`]: post("groups", promote(false)),
  [`${base}/removemembers`]: post("groups", remove),
  [`${base}/updateinfo`]: post("groups", update),
  [`${base}/updateasset`]: post("groups", renew),
  [`${base}/delete`]: post("groups", end),
  [`${base}/message`]: post("groups", send),
  [`${base}/listrecentchat`]: get("groups", (sim, { account }, { request }) =>
    page(sim, account.id, history(request), ({ chat }) => chat.with === "group")
  ),
  [`${base}/conversation`]: get("groups", (sim, caller, { request }) => {
    const group = own(sim, caller, request.query.get("group_id"))
    return page(
      sim,
      caller.account.id,
      history(request),
      ({ chat }) => chat.with === "group" && chat.group === group.id
    )
  })
}
