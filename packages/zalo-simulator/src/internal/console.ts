/** What happens elsewhere: administrators at the console, visitors of web pages, groups that people make. */
import type { Control } from "../Control.ts"
import * as Events from "./events.ts"
import * as Ids from "./ids.ts"
import { accountOf, contact, deliver, personOf, type Sim } from "./sim.ts"

/** An administrator writes in the account's chat window: no quota, no app, and the event names her. */
export const say = (
  sim: Sim,
  { account, admin, person, group, text }: Parameters<Control["say"]>[0]
): { readonly message: string } => {
  const owner = accountOf(sim, account)
  const who = admin ?? owner.admins[0]
  if (who === undefined || !owner.admins.includes(who))
    throw new RangeError("Only an administrator of the account writes for it")
  if (person !== undefined) personOf(sim, person)
  const target = group === undefined ? null : sim.state.groups.get(group)
  if (target === undefined || (target === null && person === undefined))
    throw new RangeError("Name a person or a group there is")
  const message = deliver(sim, {
    account: owner.id,
    bot: null,
    app: null,
    chat: target === null ? { with: "person", person: person! } : { with: "group", group: target.id },
    from: null,
    kind: "text",
    text,
    attachments: [],
    buttons: [],
    quote: null,
    hidden: false,
    template: null
  })
  if (target === null) contact(sim, owner.id, person!).chatted = true
  Events.message(sim, message, who)
  return { message: message.id }
}

/** Sends an event that nothing else here brings about, signed and repeated like all others. */
export const event = (
  sim: Sim,
  { account, event, templates = false, nameless = false }: Parameters<Control["event"]>[0]
): void => {
  const { id } = accountOf(sim, account)
  Events.send(sim, { account: id, nameless, ...(templates ? { headers: { "X-ZEvent-Server": "ZNS" } } : {}) }, event)
}

/** A visitor of a web page comes, and may write at once. */
export const visit = (sim: Sim, account: string, text: string | undefined) => {
  const id = Ids.hex(sim.state, "visitor")
  const conversation = Ids.hex(sim.state, "conversation")
  sim.state.anonymous.set(id, { id, conversation, account })
  if (text !== undefined)
    Events.message(
      sim,
      deliver(sim, {
        account,
        bot: null,
        app: null,
        chat: { with: "anonymous", id, conversation },
        from: id,
        kind: "text",
        text,
        attachments: [],
        buttons: [],
        quote: null,
        hidden: false,
        template: null
      })
    )
  return { anonymous_id: id, conversation_id: conversation }
}

/** The bot of a token, or the first. */
export const botOf = (sim: Sim, token: string | undefined) => {
  const found = token === undefined ? [...sim.state.bots.values()][0] : sim.state.bots.get(token)
  if (found === undefined) throw new RangeError(`No bot ${token ?? ""}`)
  return found
}

/** People make a group and take a bot in. */
export const botGroup = (sim: Sim, bot: string, name: string, members: ReadonlyArray<string>) => {
  for (const person of members) personOf(sim, person)
  const id = Ids.hex(sim.state, "group")
  sim.state.groups.set(id, {
    id,
    account: null,
    bot,
    name,
    description: "",
    avatar: "",
    asset: "",
    admins: members.slice(0, 1),
    members: [...members],
    invited: [],
    waiting: [],
    settings: { lock_send_msg: false, join_appr: false, enable_msg_history: true, enable_link_join: true },
    deleted: false
  })
  sim.changed()
  return { group: id }
}
