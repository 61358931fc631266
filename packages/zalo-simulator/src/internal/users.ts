/** The account itself, the people it knows, their tags and their words. */
import { type Body, isBody, list, refuse, text } from "./answer.ts"
import * as Events from "./events.ts"
import type { Caller } from "./gate.ts"
import { get, post, type Routes } from "./route.ts"
import { byUid, day, dayOf, idByApp, on, personOf, type Sim, written } from "./sim.ts"
import type { Contact, Message } from "./state.ts"

const known = (sim: Sim, { account }: Caller, uid: unknown): Contact => {
  const found = byUid(sim, account.id, text(uid))
  return found === undefined ? refuse(-201, "user_id is invalid!") : found
}

const profile = (sim: Sim, { account }: Caller): Body => ({
  [on(sim, "transport.quirks") ? "oaid" : "oa_id"]: account.id,
  name: account.name,
  description: "",
  oa_alias: "",
  is_verified: account.verified,
  oa_type: account.type,
  cate_name: account.type === 4 ? "Cơ quan nhà nước" : "Doanh nghiệp",
  num_follower: followers(sim, account.id).length,
  avatar: "",
  cover: "",
  ...(account.type === 2
    ? { package_name: account.tier, package_valid_through_date: "31/12/2030", package_auto_renew_date: "" }
    : {}),
  linked_ZCA: account.wallet.linked ? "1" : ""
})

const followers = (sim: Sim, account: string): ReadonlyArray<Contact> =>
  [...sim.state.contacts.values()].filter((one) => one.account === account && one.follower)

const detail = (sim: Sim, caller: Caller, body: Body): Body => {
  const one = known(sim, caller, body.user_id)
  const person = personOf(sim, one.person)
  const { phone, ...shared } = one.shared
  const numeric = on(sim, "transport.quirks") && /^\d+$/.test(text(phone)) ? Number(phone) : phone
  return {
    user_id: one.uid,
    ...(caller.app.linked.includes(caller.account.id)
      ? { user_id_by_app: idByApp(sim, caller.app.id, one.person) }
      : {}),
    user_external_id: one.externalId,
    display_name: person.name,
    user_alias: one.alias,
    is_sensitive: person.sensitive,
    user_last_interaction_date: one.lastInteraction === null ? "" : written(dayOf(one.lastInteraction)),
    user_is_follower: one.follower,
    avatar: "",
    avatars: { "120": "", "240": "" },
    dynamic_param: "",
    tags_and_notes_info: { notes: [], tag_names: one.tags },
    shared_info: {
      address: "",
      city: "",
      district: "",
      name: "",
      user_dob: "",
      ...shared,
      ...(phone === undefined ? {} : { phone: numeric })
    }
  }
}

const within = (sim: Sim, one: Contact, period: string): boolean => {
  if (period === "") return true
  if (one.lastInteraction === null) return false
  const now = sim.now()
  const then = dayOf(one.lastInteraction)
  if (period === "TODAY") return then === dayOf(now)
  if (period === "YESTERDAY") return then === dayOf(now - day)
  if (period === "L7D" || period === "L30D") return now - one.lastInteraction <= Number(period.slice(1, -1)) * day
  const [from = "", to = ""] = period.replaceAll("_", "-").split(":")
  if (!/^\d{4}-\d\d-\d\d$/.test(from) || !/^\d{4}-\d\d-\d\d$/.test(to))
    return refuse(-201, "last_interaction_period is invalid!")
  return then >= from && then <= to
}

const people = (sim: Sim, { account }: Caller, body: Body): Body => {
  const offset = Number(body.offset ?? 0)
  const wanted = Number(body.count ?? 50)
  if (on(sim, "users.list") && (offset > 9951 || wanted > 50)) return refuse(-210)
  if (!(offset >= 0) || !(wanted > 0)) return refuse(-201, "offset is invalid!")
  const tag = text(body.tag_name)
  const follower = body.is_follower === undefined ? null : String(body.is_follower) === "true"
  const all = [...sim.state.contacts.values()].filter(
    (one) =>
      one.account === account.id &&
      (one.follower || one.lastInteraction !== null) &&
      (follower === null || one.follower === follower) &&
      (tag === "" || one.tags.includes(tag)) &&
      within(sim, one, text(body.last_interaction_period))
  )
  const page = all.slice(offset, offset + wanted)
  return { total: all.length, count: page.length, offset, users: page.map(({ uid }) => ({ user_id: uid })) }
}

const update = (sim: Sim, caller: Caller, body: Body): undefined => {
  const one = known(sim, caller, body.user_id)
  if (isBody(body.shared_info)) one.shared = { ...one.shared, ...body.shared_info }
  if (body.user_alias !== undefined) one.alias = text(body.user_alias)
  if (body.user_external_id !== undefined) {
    const wanted = text(body.user_external_id)
    const taken = [...sim.state.contacts.values()].some(
      (o) => o !== one && o.account === one.account && o.externalId === wanted
    )
    if (taken && wanted !== "") {
      Events.send(
        sim,
        { account: one.account, person: null },
        {
          oa_id: one.account,
          event_name: "widget_failed_to_sync_user_external_id",
          data: { user_id: one.uid, user_external_id: wanted, message: "user_external_id is already used" }
        }
      )
      return refuse(-201, "user_external_id is invalid!")
    }
    one.externalId = wanted
  }
  sim.changed()
  return undefined
}

const forget = (sim: Sim, caller: Caller, body: Body): undefined => {
  const one = known(sim, caller, body.user_id)
  Object.assign(one, { shared: {}, custom: {}, alias: "", externalId: "", tags: [] })
  sim.changed()
  return undefined
}

const tag = (sim: Sim, caller: Caller, body: Body): undefined => {
  const one = known(sim, caller, body.user_id)
  const name = text(body.tag_name)
  if (name === "") return refuse(-201, "tag_name is invalid!")
  const { id } = caller.account
  if (!allTags(sim, id).includes(name))
    Events.send(sim, { account: id }, { oa_id: id, event_name: "add_user_to_tag", tag: { name } })
  if (!one.tags.includes(name)) one.tags.push(name)
  Events.send(sim, { account: id }, { oa_id: id, event_name: "add_user_to_tag", tag: { user_ids: [one.uid], name } })
  sim.changed()
  return undefined
}

const untag = (sim: Sim, caller: Caller, body: Body): undefined => {
  const one = known(sim, caller, body.user_id)
  const name = text(body.tag_name)
  one.tags = one.tags.filter((other) => other !== name)
  const { id } = caller.account
  Events.send(
    sim,
    { account: id },
    { oa_id: id, event_name: "remove_user_from_tag", tag: { user_ids: [one.uid], name } }
  )
  sim.changed()
  return undefined
}

const removeTag = (sim: Sim, caller: Caller, body: Body): undefined => {
  const name = text(body.tag_name)
  const { id } = caller.account
  if (!allTags(sim, id).includes(name)) return refuse(-201, "tag_name is invalid!")
  for (const one of sim.state.contacts.values())
    if (one.account === id) one.tags = one.tags.filter((other) => other !== name)
  Events.send(sim, { account: id }, { oa_id: id, event_name: "remove_tag", tag: { name } })
  sim.changed()
  return undefined
}

const allTags = (sim: Sim, account: string): ReadonlyArray<string> => [
  ...new Set([...sim.state.contacts.values()].filter((one) => one.account === account).flatMap(({ tags }) => tags))
]

const historyKinds: { readonly [kind: string]: string } = { image: "photo", gif: "GIF", audio: "voice", list: "links" }

/** One row of a chat, as both histories show it. */
const row = (sim: Sim, one: Message, account: string): Body => {
  const person = one.chat.with === "person" ? byPerson(sim, account, one.chat.person) : null
  const other = person === null ? "" : person.uid
  const name = person === null ? "" : personOf(sim, person.person).name
  const own = sim.state.accounts.get(account)?.name ?? ""
  const inward = one.from !== null
  const author = one.from !== null && one.chat.with === "group" ? byPerson(sim, account, one.from) : null
  const first = one.attachments[0]?.payload ?? {}
  return {
    src: inward ? 1 : 0,
    time: one.at,
    type: historyKinds[one.kind] ?? one.kind,
    message: one.text,
    ...(first.url === undefined ? {} : { url: first.url, thumb: first.thumbnail ?? "" }),
    message_id: one.id,
    from_id: inward ? (author?.uid ?? other) : account,
    to_id: one.chat.with === "group" ? one.chat.group : inward ? account : other,
    ...(one.chat.with === "group" ? { group_id: one.chat.group } : {}),
    from_display_name: inward ? (author === null ? name : personOf(sim, author.person).name) : own,
    from_avatar: "",
    to_display_name: inward ? own : name,
    to_avatar: ""
  }
}
const byPerson = (sim: Sim, account: string, person: string) => sim.state.contacts.get(`${account}/${person}`) ?? null

/** A page of messages, newest first. */
export const page = (sim: Sim, account: string, body: Body, of: (one: Message) => boolean): ReadonlyArray<Body> => {
  const offset = Number(body.offset ?? 0)
  const wanted = Number(body.count ?? 10)
  if (!(wanted > 0) || wanted > 10 || !(offset >= 0)) return refuse(-210)
  const all = [...sim.state.messages.values()].filter((one) => one.account === account && of(one)).reverse()
  return all.slice(offset, offset + wanted).map((one) => row(sim, one, account))
}

const custom = (sim: Sim, caller: Caller, body: Body): Body => {
  const one = known(sim, caller, body.user_id)
  const wanted = list(body.fields_to_export).map(text)
  const fields = caller.account.fields.filter(({ key }) => wanted.length === 0 || wanted.includes(key))
  return Object.fromEntries(fields.map(({ key, data_type }) => [`${key}_${data_type}`, text(one.custom[key])]))
}

const setCustom = (sim: Sim, caller: Caller, body: Body): undefined => {
  const one = known(sim, caller, body.user_id)
  const given = isBody(body.custom_info) ? body.custom_info : {}
  for (const [key, value] of Object.entries(given)) {
    if (!caller.account.fields.some((field) => field.key === key)) return refuse(-201, `${key} is invalid!`)
    one.custom[key] = String(value)
  }
  sim.changed()
  return undefined
}

const field = (sim: Sim, { account }: Caller, body: Body, what: "create" | "update" | "delete"): undefined => {
  const key = text(body.key)
  const found = account.fields.find((one) => one.key === key)
  if (key === "" || (found === undefined) !== (what === "create")) return refuse(-201, "key is invalid!")
  if (what === "create") {
    const { name, data_type, description, status = "active" } = body
    account.fields.push({
      key,
      name: text(name),
      data_type: text(data_type),
      description: text(description),
      status: text(status)
    })
  } else if (what === "delete") account.fields.splice(account.fields.indexOf(found!), 1)
  else {
    if (body.data_type !== undefined && text(body.data_type) !== found!.data_type)
      return refuse(-201, "data_type is invalid!")
    found!.name = text(body.name ?? found!.name)
    found!.description = text(body.description ?? found!.description)
  }
  sim.changed()
  return undefined
}

export const routes: Routes = {
  "/v2.0/oa/getoa": get("account", (sim, caller) => profile(sim, caller)),
  "/v3.0/oa/user/detail": get("user-messages", (sim, caller, { body }) => detail(sim, caller, body)),
  "/v3.0/oa/user/getlist": get("user-messages", (sim, caller, { body }) => people(sim, caller, body)),
  "/v3.0/oa/user/update": post("user-messages", update),
  "/v2.0/oa/deletefollowerinfo": post("user-messages", forget),
  "/v3.0/oa/user/detail/custominfo": {
    methods: ["GET"],
    permission: "fields",
    textual: true,
    run: (sim, caller, { body }) => custom(sim, caller, body)
  },
  "/v3.0/oa/user/update/custominfo": post("fields", setCustom),
  "/v3.0/oa/userfield/get": get("fields", (_, { account }) => account.fields),
  "/v3.0/oa/userfield/create": post("fields", (sim, caller, body) => field(sim, caller, body, "create")),
  "/v3.0/oa/userfield/update": post("fields", (sim, caller, body) => field(sim, caller, body, "update")),
  "/v3.0/oa/userfield/delete": {
    methods: ["POST", "DELETE"],
    permission: "fields",
    run: (sim, caller, { body }) => field(sim, caller, body, "delete")
  },
  "/v2.0/oa/tag/tagfollower": post("user-messages", tag),
  "/v2.0/oa/tag/rmfollowerfromtag": post("user-messages", untag),
  "/v2.0/oa/tag/rmtag": post("user-messages", removeTag),
  "/v2.0/oa/tag/gettagsofoa": get("user-messages", (sim, { account }) => allTags(sim, account.id)),
  "/v2.0/oa/listrecentchat": get("user-messages", (sim, { account }, { body }) =>
    page(sim, account.id, body, ({ chat }) => chat.with === "person")
  ),
  "/v2.0/oa/conversation": get("user-messages", (sim, caller, { body }) => {
    const one = known(sim, caller, body.user_id)
    return page(sim, caller.account.id, body, ({ chat }) => chat.with === "person" && chat.person === one.person)
  })
}
