/** What one person sees on her phone: her chats, newest words last. */
import { mentioned } from "./groups.ts"
import { contact, type Sim } from "./sim.ts"
import type { Group, Message, Person } from "./state.ts"

export interface Chat {
  /** Good as an id in HTML. */
  readonly id: string
  readonly kind: "account" | "bot" | "group"
  /** What names it in an act. */
  readonly place: { readonly account?: string; readonly bot?: string; readonly group?: string }
  readonly title: string
  readonly members: number
  /** How the person stands to it. */
  readonly standing: "in" | "invited" | "waiting" | "outside"
  readonly follower: boolean
  readonly blocked: boolean
  readonly chatted: boolean
  readonly mayWrite: boolean
  readonly unread: number
  readonly messages: ReadonlyArray<Message>
}

/** How many of a chat are shown. */
const shown = 60

const unread = (messages: ReadonlyArray<Message>, person: string): number =>
  messages.filter(
    (one) =>
      one.from !== person &&
      one.seenAt === null &&
      (one.from === null ? one.receivedAt !== null || one.chat.with === "group" : false)
  ).length

/** A message is on the phone once it was received; what a person sends hidden is not shown to herself. */
const visible = (one: Message, person: string): boolean =>
  !(one.hidden && one.from === person) &&
  (one.from !== null || one.chat.with === "group" || one.receivedAt !== null || one.bot !== null)

const standing = (group: Group, person: string): Chat["standing"] => {
  if (group.members.includes(person)) return "in"
  if (group.invited.includes(person)) return "invited"
  return group.waiting.includes(person) ? "waiting" : "outside"
}

/** Every chat of a person: accounts, bots, groups she is in, is asked into or may join. */
export const chats = (sim: Sim, { key }: Person): ReadonlyArray<Chat> => {
  const all = [...sim.state.messages.values()].filter((one) => visible(one, key))
  const direct = all.filter(({ chat }) => chat.with === "person" && chat.person === key)
  const accounts = [...sim.state.accounts.values()].map((account): Chat => {
    const messages = direct.filter((one) => one.account === account.id)
    const { follower, blocked, chatted } = contact(sim, account.id, key)
    return {
      id: `${key}-${account.id}`,
      kind: "account",
      place: { account: account.id },
      title: account.name,
      members: 0,
      standing: "in",
      follower,
      blocked,
      chatted,
      mayWrite: !blocked,
      unread: unread(messages, key),
      messages: messages.slice(-shown)
    }
  })
  const bots = [...sim.state.bots.values()].map((bot): Chat => {
    const messages = direct.filter((one) => one.bot === bot.token)
    return {
      id: `${key}-bot-${bot.id}`,
      kind: "bot",
      place: { bot: bot.token },
      title: bot.name,
      members: 0,
      standing: "in",
      follower: false,
      blocked: false,
      chatted: messages.length > 0,
      mayWrite: true,
      unread: unread(messages, key),
      messages: messages.slice(-shown)
    }
  })
  const groups = [...sim.state.groups.values()]
    .filter((group) => !group.deleted && (standing(group, key) !== "outside" || group.settings.enable_link_join))
    .map((group): Chat => {
      const inside = standing(group, key)
      const messages = inside === "in" ? all.filter(({ chat }) => chat.with === "group" && chat.group === group.id) : []
      return {
        id: `${key}-group-${group.id}`,
        kind: "group",
        place: { group: group.id },
        title: group.name,
        members: group.members.length,
        standing: inside,
        follower: false,
        blocked: false,
        chatted: false,
        mayWrite: inside === "in" && (!group.settings.lock_send_msg || group.admins.includes(key)),
        unread: unread(messages, key),
        messages: messages.slice(-shown).map((one) => ({ ...one, text: mentioned(sim, group, one.text) }))
      }
    })
  return [...accounts, ...groups, ...bots]
}
