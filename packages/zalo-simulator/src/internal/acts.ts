/** People act: each act changes what Zalo knows and is told to whoever listens. */
import type { Act, Place, Sent } from "../Act.ts"
import * as Bots from "./bot.ts"
import * as Events from "./events.ts"
import * as Groups from "./groups.ts"
import { accountOf, contact, deliver, idByApp, interacted, on, personOf, type Sim } from "./sim.ts"
import type { Chat, Group, Message } from "./state.ts"

const groupOf = (sim: Sim, id: string): Group => {
  const found = sim.state.groups.get(id)
  if (found === undefined || found.deleted) throw new RangeError(`No group ${id}`)
  return found
}
const messageOf = (sim: Sim, id: string): Message => {
  const found = sim.state.messages.get(id)
  if (found === undefined) throw new RangeError(`No message ${id}`)
  return found
}

const attachmentsOf = (sent: Sent, kind: string): Message["attachments"] => {
  const url = sent.url ?? "https://example.vn/anh.jpg"
  const one = (payload: { readonly [name: string]: unknown }, type = kind) => [{ type, payload }]
  switch (kind) {
    case "text":
      return []
    case "image":
    case "gif":
      return (sent.urls ?? [url]).map((address) => ({ type: kind, payload: { thumbnail: address, url: address } }))
    case "link":
      return one({ thumbnail: "", description: sent.text ?? "", url })
    case "audio":
      return one({ url })
    case "video":
      return one({ url, thumbnail: url, description: sent.text ?? "" })
    case "sticker":
      return one({ id: "1", url })
    case "location":
      return one({ coordinates: { latitude: sent.latitude ?? "9.7579", longitude: sent.longitude ?? "105.6413" } })
    case "file": {
      const name = sent.name ?? "bao-cao.pdf"
      const type = name.split(".").pop() ?? ""
      return one({ size: String(sent.size ?? 1024), name, checksum: "d41d8cd98f00b204e9800998ecf8427e", type, url })
    }
    default: {
      const description = JSON.stringify({ phone: sent.phone ?? "84987654321", qrCodeUrl: "https://example.vn/qr" })
      return one({ thumbnail: "", url, description }, "link")
    }
  }
}

/** Where a message goes, and who owns the chat. */
const chatOf = (
  sim: Sim,
  person: string,
  place: Place
): { readonly chat: Chat; readonly account: string | null; readonly bot: string | null } => {
  if (place.group !== undefined) {
    const group = groupOf(sim, place.group)
    if (!group.members.includes(person)) throw new RangeError(`${person} is not in that group`)
    if (group.settings.lock_send_msg && !group.admins.includes(person) && on(sim, "gmf.lock"))
      throw new RangeError("Only administrators write in a locked group")
    return { chat: { with: "group", group: group.id }, account: group.account, bot: group.bot }
  }
  if (place.bot !== undefined) {
    if (!sim.state.bots.has(place.bot)) throw new RangeError(`No bot ${place.bot}`)
    return { chat: { with: "person", person }, account: null, bot: place.bot }
  }
  return { chat: { with: "person", person }, account: accountOf(sim, place.account).id, bot: null }
}

const write = (sim: Sim, person: string, place: Place, sent: Sent, hidden = false): Message => {
  const kind = sent.kind ?? (sent.url === undefined && sent.urls === undefined ? "text" : "image")
  const { chat, account, bot } = chatOf(sim, person, place)
  if (kind === "text" && (sent.text ?? "") === "") throw new RangeError("A text message has words")
  const message = deliver(sim, {
    account,
    bot,
    app: null,
    chat,
    from: person,
    kind,
    text: sent.text ?? "",
    attachments: attachmentsOf(sent, kind),
    buttons: [],
    quote: sent.quote ?? null,
    hidden,
    template: null
  })
  if (bot !== null) Bots.told(sim, message)
  else {
    if (chat.with === "person") {
      const one = contact(sim, account!, person)
      interacted(sim, one)
      one.chatted = true
      one.blocked = false
    }
    Events.message(sim, message)
  }
  return message
}

const press = (sim: Sim, act: Extract<Act, { do: "press" }>): unknown => {
  const message = messageOf(sim, act.message)
  const button = message.buttons.find(({ title }, index) => title === act.button || index === act.button)
  if (button === undefined) throw new RangeError(`No button ${act.button}`)
  const place: Place = message.chat.with === "group" ? { group: message.chat.group } : { account: message.account! }
  if (button.type !== "oa.query.show" && button.type !== "oa.query.hide") return { opened: button.payload }
  return {
    message: write(sim, act.person, place, { text: String(button.payload) }, button.type === "oa.query.hide").id
  }
}

/** Messages of the account to this person that she looked at now; told to the apps that sent them. */
export const look = (sim: Sim, person: string, isSeen: (one: Message) => boolean): ReadonlyArray<string> => {
  const fresh = [...sim.state.messages.values()].filter((one) => {
    const mine = one.chat.with === "person" ? one.chat.person === person : one.chat.with === "group"
    return mine && one.from === null && one.seenAt === null && isSeen(one)
  })
  for (const one of fresh) {
    one.receivedAt ??= sim.now()
    one.seenAt = sim.now()
  }
  const direct = fresh.filter(
    ({ chat, account, template }) =>
      chat.with === "person" && account !== null && (template === null || template.by === "uid")
  )
  const apps = on(sim, "webhook.seen") ? new Set(direct.map(({ app }) => app)) : new Set([null])
  for (const app of apps) {
    const own = direct.filter((one) => app === null || one.app === app)
    for (const account of new Set(own.map((one) => one.account!)))
      Events.seen(
        sim,
        account,
        person,
        app,
        own.filter((one) => one.account === account).map(({ id }) => id)
      )
  }
  if (fresh.length > 0) sim.changed()
  return fresh.map(({ id }) => id)
}

const follow = (sim: Sim, person: string, account: string, now: boolean): unknown => {
  const one = contact(sim, account, person)
  if (one.follower === now) return {}
  one.follower = now
  if (now) interacted(sim, one)
  Events.send(
    sim,
    { account, person },
    {
      oa_id: account,
      follower: { id: one.uid },
      event_name: now ? "follow" : "unfollow",
      source: "oa_profile"
    }
  )
  return {}
}

const shareInfo = (sim: Sim, person: string, account: string, given: { readonly [name: string]: unknown }): unknown => {
  const one = contact(sim, account, person)
  const { phone, name } = personOf(sim, person)
  const number = on(sim, "transport.quirks") ? Number(phone) : phone
  const info = { address: "", phone: number, city: "", district: "", ward: "", name, ...given }
  one.shared = { ...one.shared, ...given, phone, name }
  Events.send(
    sim,
    { account, person },
    { sender: { id: one.uid }, recipient: { id: account }, event_name: "user_submit_info", info }
  )
  return {}
}

const rate = (sim: Sim, act: Extract<Act, { do: "rate" }>): unknown => {
  const message = messageOf(sim, act.message)
  Events.send(
    sim,
    { account: message.account, app: message.app, headers: { "X-ZEvent-Server": "ZNS" } },
    {
      oa_id: message.account,
      event_name: "user_feedback",
      message: {
        note: act.note ?? "",
        rate: act.rate,
        submit_time: String(sim.now()),
        msg_id: message.id,
        feedbacks: [],
        tracking_id: message.template?.tracking ?? ""
      }
    }
  )
  return {}
}

const withdraw = (sim: Sim, person: string, account: string): unknown => {
  if (!on(sim, "webhook.rights")) return {}
  for (const app of sim.state.apps.values()) {
    const linked = app.linked.includes(account)
    Events.send(
      sim,
      { account: null, app: app.id },
      {
        event_name: "user_withdraw",
        oa_id: linked ? account : "",
        user_id: linked ? contact(sim, account, person).uid : "",
        user_id_by_app: idByApp(sim, app.id, person)
      }
    )
  }
  return {}
}

const react = (sim: Sim, act: Extract<Act, { do: "react" }>): unknown => {
  const message = messageOf(sim, act.message)
  message.reactions = message.reactions.filter(({ by }) => by !== act.person)
  if (act.icon !== "/-remove") message.reactions.push({ by: act.person, icon: act.icon })
  if (message.account !== null && message.chat.with === "person")
    Events.send(
      sim,
      { account: message.account, person: act.person },
      {
        sender: { id: contact(sim, message.account, act.person).uid },
        recipient: { id: message.account },
        event_name: "user_reacted_message",
        message: { msg_id: message.id, react_icon: act.icon }
      }
    )
  return {}
}

const groupAct = (sim: Sim, act: Extract<Act, { do: "join" | "leave" | "accept" | "decline" }>): unknown => {
  const group = groupOf(sim, act.group)
  if (act.do === "leave") {
    if (group.account === null) group.members = group.members.filter((other) => other !== act.person)
    else Groups.goOut(sim, group, act.person)
    return {}
  }
  if (act.do === "decline") {
    group.invited = group.invited.filter((other) => other !== act.person)
    return {}
  }
  if (act.do === "accept" && !group.invited.includes(act.person)) throw new RangeError(`${act.person} was not invited`)
  if (act.do === "join" && !group.settings.enable_link_join) throw new RangeError("That group is not joined by link")
  if (group.members.length + 1 >= Groups.limitOf(sim, group)) throw new RangeError("That group is full")
  if (group.account === null) group.members = [...new Set([...group.members, act.person])]
  else Groups.enter(sim, group, act.person)
  return { waiting: group.waiting.includes(act.person) }
}

/** Does one act. A `RangeError` says why it cannot be done. */
export const perform = (sim: Sim, act: Act): unknown => {
  personOf(sim, act.person)
  const account = () => accountOf(sim, (act as Place).account).id
  const one = () => contact(sim, account(), act.person)
  try {
    switch (act.do) {
      case "send":
        return { message: write(sim, act.person, act, act).id }
      case "press":
        return press(sim, act)
      case "see":
        return {
          seen: look(sim, act.person, ({ chat, account: of, bot }) =>
            act.group !== undefined
              ? chat.with === "group" && chat.group === act.group
              : act.bot !== undefined
                ? bot === act.bot
                : chat.with === "person" && of === account()
          )
        }
      case "react":
        return react(sim, act)
      case "follow":
      case "unfollow":
        return follow(sim, act.person, account(), act.do === "follow")
      case "chatnow": {
        const first = !one().chatted
        interacted(sim, one())
        one().chatted = true
        if (first)
          Events.send(
            sim,
            { account: account(), person: act.person },
            { oa_id: account(), user_id: one().uid, event_name: "user_click_chatnow" }
          )
        return {}
      }
      case "call":
        interacted(sim, one())
        return {}
      case "consent":
        interacted(sim, one())
        Events.send(
          sim,
          { account: account() },
          {
            oa_id: account(),
            event_name: "widget_interaction_accepted",
            data: { user_id: one().uid, user_external_id: act.external ?? "", url: act.url ?? "https://example.vn" }
          }
        )
        return {}
      case "block":
      case "unblock":
        one().blocked = act.do === "block"
        return {}
      case "refuse":
        one().restricted = act.kinds
        return {}
      case "share-info":
        return shareInfo(sim, act.person, account(), act.info ?? {})
      case "rate":
        return rate(sim, act)
      case "withdraw":
        return withdraw(sim, act.person, account())
      default:
        return groupAct(sim, act)
    }
  } finally {
    sim.changed()
  }
}
