/** Calls about groups (GMF): create, invite, approve, manage, write, read. */

import { type Body, isBody, list, refuse, text } from "./answer.ts"
import * as Events from "./events.ts"
import type { Caller } from "./gate.ts"
import { enter, expire, goOut, limitOf, link, own, places, shown, total, usable, usedBy } from "./groups.ts"
import * as Ids from "./ids.ts"
import * as Parts from "./parts.ts"
import { get, type Input, post, type Route, type Routes } from "./route.ts"
import { byUid, deliver, isInWindow, isOver, measure, on, personOf, type Sim, uidOf, written } from "./sim.ts"
import type { Contact, Group } from "./state.ts"
import { page } from "./users.ts"

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
