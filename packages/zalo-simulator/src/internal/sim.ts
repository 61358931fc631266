/** What every part of the simulated Zalo works on: its memory, its clock, its switches. */
import * as Instant from "@lienhoi/calendar/Instant"
import * as Zone from "@lienhoi/calendar/Zone"
import * as Rule from "../Rule.ts"
import * as Ids from "./ids.ts"
import type { Account, App, Contact, Group, Message, Person, State, Task } from "./state.ts"

export interface Sim {
  state: State
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Something changed: the file is written, pages are told. */
  readonly changed: () => void
  /** A task was put down: whoever runs them looks again. */
  readonly wake: () => void
  /** Where this simulator is reached: addresses of pictures start with it. */
  readonly base: () => string
  /** Ends the long polls of a bot that has something now. */
  readonly polled: (token: string) => void
}

export const setting = (sim: Sim, rule: Rule.Id): Rule.Setting =>
  Object.hasOwn(sim.state.settings, rule) ? sim.state.settings[rule]! : Rule.rules[rule].value

/** Whether a rule is held. */
export const on = (sim: Sim, rule: Rule.Id): boolean => {
  const value = setting(sim, rule)
  return value !== false && value !== null
}

/** The measure of a rule; infinite where it is turned off. */
export const measure = (sim: Sim, rule: Rule.Id): number => {
  const value = setting(sim, rule)
  return typeof value === "number" ? value : Number.POSITIVE_INFINITY
}

export const day = 86_400_000
export const hour = 3_600_000

const wall = (at: number): Date => new Date(at + Zone.offsetAt(Zone.vietnam, at))

/** `2026-10-20` where Zalo is. */
export const dayOf = (at: number): string => Instant.dateIn(Instant.fromMillis(at))
export const monthOf = (at: number): string => dayOf(at).slice(0, 7)
/** `20/10/2026` */
export const written = (date: string): string => date.split("-").reverse().join("/")
/** `09:30` */
export const timeOf = (at: number): string => wall(at).toISOString().slice(11, 16)
/** Whether it is between 22:00 and 06:00. */
export const isNight = (at: number): boolean => wall(at).getUTCHours() >= 22 || wall(at).getUTCHours() < 6

/** Whether a day such as an asset's last one is over. */
export const isOver = (sim: Sim, until: string): boolean => dayOf(sim.now()) > until

/** Counts one more under a name and says how many there are. */
export const count = (sim: Sim, name: string): number => {
  const n = (sim.state.counts.get(name) ?? 0) + 1
  sim.state.counts.set(name, n)
  return n
}

/** Puts a task down; tasks stand in the order in which they fall due. */
export const later = (sim: Sim, what: Task["do"], id: string, at: number): void => {
  const { tasks } = sim.state
  let [from, to] = [0, tasks.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (tasks[middle]!.at <= at) from = middle + 1
    else to = middle
  }
  tasks.splice(from, 0, { at, do: what, id })
  sim.wake()
}

/** The contact of a person at an account; drawn when it is first asked for. */
export const contact = (sim: Sim, account: string, person: string): Contact => {
  const key = `${account}/${person}`
  const found = sim.state.contacts.get(key)
  if (found !== undefined) return found
  const who = sim.state.people.get(person)
  const uid = who?.uids[account] ?? Ids.decimal(sim.state, `uid/${key}`)
  const fresh: Contact = {
    account,
    person,
    uid,
    follower: who?.follows.includes(account) ?? false,
    lastInteraction: null,
    freeUsed: 0,
    chatted: false,
    blocked: false,
    inactive: false,
    restricted: [],
    promotion: { day: "", ofDay: 0, month: "", ofMonth: 0 },
    careAt: null,
    followUps: { month: "", used: 0 },
    tags: [],
    alias: "",
    externalId: "",
    shared: {},
    custom: {}
  }
  sim.state.contacts.set(key, fresh)
  sim.state.uids.set(`${account}/${uid}`, person)
  return fresh
}

/** The contact behind a UID of that account; undefined for somebody else's. */
export const byUid = (sim: Sim, account: string, uid: string): Contact | undefined => {
  const person = sim.state.uids.get(`${account}/${uid}`)
  return person === undefined ? undefined : contact(sim, account, person)
}

export const uidOf = (sim: Sim, account: string, person: string): string => contact(sim, account, person).uid

export const idByApp = (sim: Sim, app: string, person: string): string => {
  const key = `${app}/${person}`
  const found = sim.state.idsByApp.get(key)
  if (found !== undefined) return found
  const id = sim.state.people.get(person)?.idsByApp[app] ?? Ids.decimal(sim.state, `by-app/${key}`)
  sim.state.idsByApp.set(key, id)
  return id
}

export const personOf = (sim: Sim, key: string): Person => {
  const found = sim.state.people.get(key)
  if (found === undefined) throw new RangeError(`No person ${key}`)
  return found
}
export const accountOf = (sim: Sim, id: string | undefined): Account => {
  const found = id === undefined ? [...sim.state.accounts.values()][0] : sim.state.accounts.get(id)
  if (found === undefined) throw new RangeError(`No account ${id ?? ""}`)
  return found
}
export const appOf = (sim: Sim, id: string | undefined): App => {
  const found = id === undefined ? [...sim.state.apps.values()][0] : sim.state.apps.get(id)
  if (found === undefined) throw new RangeError(`No app ${id ?? ""}`)
  return found
}

/** Every interaction opens the window anew and gives the free messages back. */
export const interacted = (sim: Sim, one: Contact): void => {
  one.lastInteraction = sim.now()
  one.freeUsed = 0
}

/** Whether a person may be asked into a group, or written to in the window. */
export const isInWindow = (sim: Sim, one: Contact): boolean =>
  one.lastInteraction !== null && sim.now() - one.lastInteraction <= measure(sim, "cs.window-days") * day

/** How many characters Zalo counts. */
export const length = (sim: Sim, text: string): number =>
  setting(sim, "cs.text-unit") === "utf-16" ? text.length : [...text].length

/** Puts a message down and lets it travel to the phone. */
export const deliver = (
  sim: Sim,
  message: Omit<Message, "id" | "at" | "receivedAt" | "seenAt" | "reactions">
): Message => {
  const put: Message = {
    ...message,
    id: Ids.hex(sim.state, "message"),
    at: sim.now(),
    receivedAt: null,
    seenAt: null,
    reactions: []
  }
  sim.state.messages.set(put.id, put)
  const { chat } = put
  if (put.from === null && chat.with === "person") {
    const { receivesAfter } = personOf(sim, chat.person)
    if (receivesAfter !== null) later(sim, "receive", put.id, sim.now() + receivesAfter)
  }
  sim.changed()
  return put
}

/** The asset of a group still stands. */
export const isEnabled = (sim: Sim, group: Group): boolean => {
  if (group.account === null || !on(sim, "gmf.lapse")) return true
  const asset = sim.state.accounts.get(group.account)?.assets.find(({ id }) => id === group.asset)
  return asset === undefined || !isOver(sim, asset.until)
}
