/** Puts apps, accounts, people, templates and bots of a world into the state, with what was left out. */
import type * as World from "../World.ts"
import * as Ids from "./ids.ts"
import { contact, type Sim } from "./sim.ts"
import type { Account, App, Bot, Person, Template } from "./state.ts"

/** What is given, without what is not. */
const given = <T extends object>(value: T): Partial<T> =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as Partial<T>

export const app = (sim: Sim, one: Partial<World.App> & { readonly id: string }): App => {
  const { webhook, ...rest } = one
  const before: App = sim.state.apps.get(one.id) ?? {
    id: one.id,
    name: one.id,
    secret: "app-secret-for-tests",
    oaSecret: "oa-secret-for-tests",
    active: true,
    redirects: [],
    enrolled: ["send", "user-messages", "account", "groups", "templates", "fields", "message-events", "user-events"],
    proof: false,
    secretCheck: true,
    linked: [],
    webhook: { url: null, events: "all", enabled: true, filter: false }
  }
  const next: App = Object.assign(before, given(rest))
  next.webhook = { ...before.webhook, ...(webhook === undefined ? {} : given(webhook)) }
  sim.state.apps.set(next.id, next)
  return next
}

export const account = (sim: Sim, one: Partial<World.Account> & { readonly id: string }): Account => {
  const { dailyTemplates, monthlyPromotions, allowances, assets, wallet, ...rest } = one
  const before: Account = sim.state.accounts.get(one.id) ?? {
    id: one.id,
    name: one.id,
    type: 2,
    verified: true,
    tier: "premium",
    disabled: false,
    unsupported: [],
    wallet: { linked: true, balance: 0 },
    allowances: [],
    assets: [],
    admins: [],
    daily: { limit: "usual", day: "", used: 0 },
    monthly: { limit: 1000, month: "", used: 0 },
    fields: []
  }
  const next: Account = Object.assign(before, given(rest))
  if (wallet !== undefined) next.wallet = { ...wallet }
  if (allowances !== undefined) next.allowances = allowances.map((each) => ({ ...each }))
  if (assets !== undefined) next.assets = assets.map((each) => ({ renews: false, ...each }))
  if (dailyTemplates !== undefined) next.daily.limit = dailyTemplates
  if (monthlyPromotions !== undefined) next.monthly.limit = monthlyPromotions
  sim.state.accounts.set(next.id, next)
  return next
}

export const person = (sim: Sim, one: Partial<World.Person> & { readonly key: string }): Person => {
  const before: Person = sim.state.people.get(one.key) ?? {
    key: one.key,
    name: one.key,
    phone: null,
    zalo: true,
    templates: true,
    refusesTags: [],
    refusesAccounts: [],
    unreachable: false,
    sensitive: false,
    receivesAfter: 0,
    seesAfter: null,
    uids: {},
    idsByApp: {},
    follows: []
  }
  const next: Person = Object.assign(before, given(one))
  sim.state.people.set(next.key, next)
  for (const id of new Set([...next.follows, ...Object.keys(next.uids)])) {
    const known = contact(sim, id, next.key)
    if (one.follows !== undefined) known.follower = next.follows.includes(id)
  }
  return next
}

export const template = (sim: Sim, one: Partial<World.Template> & { readonly id: string }): Template => {
  const before: Template = sim.state.templates.get(one.id) ?? {
    id: one.id,
    account: [...sim.state.accounts.keys()][0] ?? "",
    name: one.id,
    status: "ENABLE",
    tag: "TRANSACTION",
    kind: 1,
    text: "",
    params: [],
    buttons: [],
    dayOnly: false,
    price: 300,
    priceByUid: 200,
    timeout: 7_200_000,
    dailyQuota: null,
    quality: "UNDEFINED",
    approvedOn: "2026-01-05",
    quickReply: false,
    usedOn: "",
    used: 0,
    createdAt: sim.now(),
    reason: ""
  }
  const next: Template = Object.assign(before, given(one))
  sim.state.templates.set(next.id, next)
  return next
}

export const bot = (sim: Sim, one: Partial<World.Bot> & { readonly token: string }): Bot => {
  const before: Bot = sim.state.bots.get(one.token) ?? {
    token: one.token,
    name: "Bot",
    groups: true,
    id: Ids.sha256(one.token).slice(0, 16),
    webhook: null,
    queue: [],
    month: "",
    sent: 0
  }
  const next: Bot = Object.assign(before, given(one))
  sim.state.bots.set(next.token, next)
  return next
}

export const world = (sim: Sim, all: World.World): void => {
  for (const one of all.apps) app(sim, one)
  for (const one of all.accounts) account(sim, one)
  for (const one of all.people) person(sim, one)
  for (const one of all.templates ?? []) template(sim, one)
  for (const one of all.bots ?? []) bot(sim, one)
}
