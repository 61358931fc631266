/** Every call of the control over one simulated Zalo. */
import * as Instant from "@lienhoi/calendar/Instant"
import type { Control, Fault, FaultKind, Logged } from "../Control.ts"
import * as Rule from "../Rule.ts"
import { permissions } from "../World.ts"
import * as Acts from "./acts.ts"
import * as Bots from "./bot.ts"
import * as Business from "./business.ts"
import * as Console from "./console.ts"
import type { Engine } from "./engine.ts"
import * as Events from "./events.ts"
import * as Furnish from "./furnish.ts"
import * as Ids from "./ids.ts"
import * as OAuth from "./oauth.ts"
import { accountOf, appOf, contact, idByApp, isEnabled, on, personOf, type Sim, setting } from "./sim.ts"

const instant = (at: number): string => Instant.fromMillis(at)
const perhaps = (at: number | null): string | null => (at === null ? null : instant(at))

/** A moment from outside, as milliseconds. */
const moment = (text: string): number => {
  const read = Instant.parse(text)
  if (!read.ok) throw new RangeError(read.issues[0]?.message ?? text)
  return Instant.toMillis(read.value)
}

const contactPatch = (
  sim: Sim,
  { account, person, lastInteraction, careAt, ...rest }: Parameters<Control["contact"]>[0]
) => {
  personOf(sim, person)
  const one = contact(sim, accountOf(sim, account).id, person)
  Object.assign(one, Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)))
  if (lastInteraction !== undefined) one.lastInteraction = lastInteraction === null ? null : moment(lastInteraction)
  if (careAt !== undefined) one.careAt = careAt === null ? null : moment(careAt)
  sim.changed()
  return { uid: one.uid }
}

const revoke = (sim: Sim, app: string, account: string): void => {
  if (on(sim, "webhook.rights"))
    Events.send(sim, { account, app }, { oa_id: account, event_name: "permission_revoked" })
  OAuth.revoke(sim, app, account)
}

const set = (sim: Sim, settings: { readonly [rule: string]: Rule.Setting | undefined }): void => {
  for (const [id, value] of Object.entries(settings)) {
    if (!Rule.isId(id)) throw new RangeError(`No rule ${id}`)
    if (Rule.of(id).fixed === true) throw new RangeError(`Rule ${id} has no switch`)
    if (value === undefined) delete sim.state.settings[id]
    else sim.state.settings[id] = value
  }
  sim.changed()
}

const changesOfAccess = (
  sim: Sim,
  one: { readonly id: string; readonly redirects?: unknown; readonly enrolled?: unknown }
): void => {
  if (!on(sim, "oauth.voided-by-change") || (one.redirects === undefined && one.enrolled === undefined)) return
  for (const { app, account } of sim.state.grants.values()) if (app === one.id) OAuth.revoke(sim, app, account)
}

/** Everything there is to see of messages, groups and webhooks. */
const looking = (
  sim: Sim,
  log: ReadonlyArray<Logged>
): Pick<Control, "requests" | "messages" | "groups" | "deliveries"> => ({
  requests: ({ path = "", since = 0 } = {}) =>
    log.filter((one) => one.n > since && `${one.host}${one.path}`.includes(path)),
  messages: ({ person, group } = {}) =>
    [...sim.state.messages.values()]
      .map(
        ({
          id,
          account,
          bot,
          app,
          chat,
          from,
          kind,
          text,
          attachments,
          buttons,
          quote,
          at,
          receivedAt,
          seenAt,
          template
        }) => ({
          id,
          account,
          bot,
          app,
          person: chat.with === "person" ? chat.person : null,
          group: chat.with === "group" ? chat.group : null,
          from,
          kind,
          text,
          attachments,
          buttons,
          quote,
          at: instant(at),
          receivedAt: perhaps(receivedAt),
          seenAt: perhaps(seenAt),
          template: template?.id ?? null,
          tracking: template?.tracking ?? null
        })
      )
      .filter((one) => (person === undefined || one.person === person) && (group === undefined || one.group === group)),
  groups: () =>
    [...sim.state.groups.values()].map((one) => ({
      id: one.id,
      account: one.account,
      bot: one.bot,
      name: one.name,
      members: [...one.members],
      admins: [...one.admins],
      invited: [...one.invited],
      waiting: [...one.waiting],
      enabled: isEnabled(sim, one),
      deleted: one.deleted
    })),
  deliveries: () =>
    [...sim.state.posts.values()].map(({ id, event, url, body, headers, attempts, state }) => ({
      id,
      event,
      url,
      body,
      headers: { ...headers },
      attempts: attempts.map((one) => ({ ...one, at: instant(one.at) })),
      state
    }))
})

/** How people are granted, asked and thrown out. */
const access = (sim: Sim): Pick<Control, "grant" | "grantPerson" | "consent" | "decode" | "revoke" | "expire"> => ({
  grant: ({ app, account, permissions: chosen } = {}) => {
    const [a, o] = [appOf(sim, app).id, accountOf(sim, account).id]
    const pair = OAuth.grant(sim, a, o)
    sim.state.grants.get(`${a}/${o}`)!.permissions = chosen ?? permissions
    return pair
  },
  grantPerson: ({ app, person }) => OAuth.grantPerson(sim, appOf(sim, app).id, personOf(sim, person).key),
  consent: ({ app, account, challenge } = {}) => ({
    code: OAuth.consent(sim, "account", appOf(sim, app).id, accountOf(sim, account).id, challenge ?? null)
  }),
  decode: ({ app, person, what = "phone" }) => {
    const token = Ids.token(sim.state, "decode")
    const expires = sim.now() + 120_000
    sim.state.decodes.set(token, {
      token,
      person: personOf(sim, person).key,
      app: appOf(sim, app).id,
      what,
      expires,
      used: false
    })
    sim.changed()
    return { token }
  },
  revoke: ({ app, account } = {}) => revoke(sim, appOf(sim, app).id, accountOf(sim, account).id),
  expire: ({ token }) => {
    const found = sim.state.tokens.get(token)
    if (found === undefined) throw new RangeError("No such token")
    found.expires = sim.now()
    sim.changed()
  }
})

/** The control over a running engine. */
export const make = (engine: Engine, log: ReadonlyArray<Logged>, mayMove: boolean): Control => {
  const { sim } = engine
  return {
    clock: async ({ at, advance, run } = {}) => {
      if ((at !== undefined || advance !== undefined || run === true) && !mayMove)
        throw new RangeError("The simulator was given a clock of its own; move that one")
      if (run === true) engine.letRun()
      else if (at !== undefined) await engine.moveTo(moment(at))
      else if (advance !== undefined) await engine.moveTo(sim.now() + advance)
      return { now: instant(sim.now()) }
    },
    settled: engine.settled,
    ...access(sim),
    webhook: ({ app, ...webhook }) => {
      const { id } = appOf(sim, app)
      Furnish.app(sim, { id, webhook: { ...sim.state.apps.get(id)!.webhook, ...webhook } })
      sim.changed()
    },
    set: (settings) => set(sim, settings),
    rules: () => Rule.ids.map((id) => ({ id, ...Rule.of(id), now: setting(sim, id) })),
    app: (one) => {
      changesOfAccess(sim, one)
      Furnish.app(sim, one)
      sim.changed()
    },
    account: (one) => {
      Furnish.account(sim, one)
      sim.changed()
    },
    person: (one) => {
      Furnish.person(sim, one)
      sim.changed()
    },
    template: ({ reason = "", status, ...one }) => {
      const before = sim.state.templates.has(one.id)
      const template = Furnish.template(sim, before || status === undefined ? one : { ...one, status })
      if (before && status !== undefined) Business.become(sim, template, status, reason)
      sim.changed()
    },
    bot: (one) => {
      Furnish.bot(sim, one)
      sim.changed()
    },
    botGroup: ({ bot, name, members }) => Console.botGroup(sim, Console.botOf(sim, bot).token, name, members),
    contact: (one) => contactPatch(sim, one),
    ids: ({ person, account, app, bot }) => {
      personOf(sim, person)
      return {
        uid: contact(sim, accountOf(sim, account).id, person).uid,
        byApp: idByApp(sim, appOf(sim, app).id, person),
        chat: sim.state.bots.size === 0 ? "" : Bots.chatOf(Console.botOf(sim, bot), person)
      }
    },
    visit: ({ account, text } = {}) => Console.visit(sim, accountOf(sim, account).id, text),
    say: (one) => Console.say(sim, one),
    event: (one) => Console.event(sim, one),
    act: (one) => Acts.perform(sim, one),
    fault: ({ at, kind, times = 1, ms = 0, status = 502, html = false, code = -200, message = "" }) => {
      sim.state.faults.push({ at, kind, times, ms, status, html, code, message })
    },
    clearFaults: () => {
      sim.state.faults = []
    },
    faults: () =>
      sim.state.faults.filter(({ times }) => times > 0).map((one): Fault => ({ ...one, kind: one.kind as FaultKind })),
    dailyQuota: ({ account, limit }) => {
      const one = accountOf(sim, account)
      const before = one.daily.limit
      one.daily.limit = limit
      Events.send(
        sim,
        { account: one.id, nameless: true, headers: { "X-ZEvent-Server": "ZNS" } },
        {
          oaId: one.id,
          event_name: "change_oa_daily_quota",
          quota: {
            prev_value: String(before === "usual" ? setting(sim, "templates.daily") : before),
            new_value: String(limit)
          }
        }
      )
      sim.changed()
    },
    ...looking(sim, log)
  }
}
