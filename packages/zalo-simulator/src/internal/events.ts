/** The documented events, each as it stands on the wire. */
import type { Body } from "./answer.ts"
import { idByApp, type Sim, uidOf } from "./sim.ts"
import type { Message } from "./state.ts"
import { type About, emit } from "./webhooks.ts"

/** Sends an event with the ids each app knows. */
export const send = (sim: Sim, about: About, event: Body): void =>
  emit(sim, about, event, (app, person) => idByApp(sim, app, person))

const said = (message: Message): Body => ({
  ...(message.text === "" ? {} : { text: message.text }),
  msg_id: message.id,
  ...(message.attachments.length === 0 ? {} : { attachments: message.attachments }),
  ...(message.quote === null ? {} : { quote_msg_id: message.quote })
})

const user = (sim: Sim, account: string, person: string): Body => ({ id: uidOf(sim, account, person) })

/** `user_send_…`, `oa_send_…`, in a group `…_group_…`, with an unknown visitor `…anonymous_…`. */
export const message = (sim: Sim, one: Message, admin: string | null = null): void => {
  const { account, chat, from, kind } = one
  if (account === null) return
  const oa: Body = { id: account, ...(admin === null ? {} : { admin_id: uidOf(sim, account, admin) }) }
  if (chat.with === "anonymous") {
    const inward = from !== null
    const visitor = { id: chat.id }
    send(
      sim,
      { account },
      {
        sender: inward ? visitor : oa,
        recipient: inward ? { id: account } : visitor,
        event_name: inward ? `anonymous_send_${kind}` : `oa_send_anonymous_${kind}`,
        message: { ...said(one), conversation_id: chat.conversation }
      }
    )
  } else if (chat.with === "group") {
    send(
      sim,
      { account, person: from },
      {
        sender: from === null ? oa : user(sim, account, from),
        recipient: { id: chat.group },
        oa_id: account,
        event_name: `${from === null ? "oa" : "user"}_send_group_${kind}`,
        message: said(one)
      }
    )
  } else {
    const person = user(sim, account, chat.person)
    send(
      sim,
      { account, person: chat.person },
      {
        sender: from === null ? oa : person,
        recipient: from === null ? person : { id: account },
        event_name: `${from === null ? "oa" : "user"}_send_${kind}`,
        message: said(one)
      }
    )
  }
}

/** Something happened in a group, to these people. */
export const group = (sim: Sim, account: string, id: string, name: string, people: ReadonlyArray<string> = []): void =>
  send(
    sim,
    { account },
    {
      oa_id: account,
      group_id: id,
      event_name: name,
      ...(people.length === 0 ? {} : { users: people.map((person) => user(sim, account, person)) })
    }
  )

/** A message reached the phone. */
export const received = (sim: Sim, one: Message): void => {
  if (one.account === null || one.chat.with !== "person") return
  if (one.template !== null && one.template.by !== "uid") {
    send(
      sim,
      { account: one.account, app: one.app, headers: { "X-ZEvent-Server": "ZNS" } },
      {
        sender: { id: one.account },
        recipient: { id: one.template.to },
        event_name: "user_received_message",
        message: { delivery_time: String(one.receivedAt), msg_id: one.id, tracking_id: one.template.tracking }
      }
    )
    return
  }
  send(
    sim,
    { account: one.account, app: one.app, person: one.chat.person },
    {
      sender: { id: one.account },
      recipient: user(sim, one.account, one.chat.person),
      event_name: "user_received_message",
      message: { msg_id: one.id }
    }
  )
}

/** Messages were looked at. */
export const seen = (sim: Sim, account: string, person: string, app: string | null, ids: ReadonlyArray<string>): void =>
  send(
    sim,
    { account, app, person },
    {
      sender: { id: account },
      recipient: user(sim, account, person),
      event_name: "user_seen_message",
      message: { msg_ids: ids }
    }
  )
