/** Events on their way to an app: written once, signed, posted, repeated up the ladder. */

import type { Body } from "./answer.ts"
import * as Ids from "./ids.ts"
import { later, measure, on, type Sim, setting } from "./sim.ts"
import type { App, Fault, Post } from "./state.ts"

/** Characters beyond ASCII as `\uXXXX`. */
const escaped = (text: string): string =>
  text.replaceAll(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)

const written = (sim: Sim, event: Body): string => {
  const entries = Object.entries(event)
  const turn = on(sim, "webhook.key-order") ? sim.state.drawn++ % entries.length : 0
  const text = JSON.stringify(Object.fromEntries([...entries.slice(turn), ...entries.slice(0, turn)]))
  return on(sim, "webhook.escaped") ? escaped(text) : text
}

/** Takes the next fault for webhooks off the list. */
const faultFor = (sim: Sim, event: string): Fault | undefined => {
  const fault = sim.state.faults.find(({ at, times }) => times > 0 && (at === "webhook" || at === `webhook:${event}`))
  if (fault !== undefined) fault.times--
  return fault
}

const groups: { readonly [name: string]: "user-events" | "groups" | "message-events" } = {
  follow: "user-events",
  unfollow: "user-events",
  user_submit_info: "user-events",
  add_user_to_tag: "user-events",
  remove_user_from_tag: "user-events",
  remove_tag: "user-events",
  update_user_info: "user-events"
}

/** Whether the app gets that event of the account at all. */
const wants = (sim: Sim, app: App, account: string | null, event: Body): boolean => {
  const name = String(event.event_name)
  if (app.webhook.url === null || !app.webhook.enabled) return false
  if (account !== null) {
    const grant = sim.state.grants.get(`${app.id}/${account}`)
    const last = name === "permission_revoked" || name === "user_withdraw"
    if (!last && (grant === undefined || grant.revoked)) return false
    const group = groups[name] ?? (name.includes("group") ? "groups" : "message-events")
    if (!last && !grant!.permissions.includes(group)) return false
  }
  if (on(sim, "webhook.subscription") && app.webhook.events !== "all" && !app.webhook.events.includes(name))
    return false
  const filter = app.webhook.filter || on(sim, "webhook.filter")
  const said = (event.message as Body | undefined)?.text
  return !(filter && /^user_send(?:_group)?_text$/.test(name) && !String(said).startsWith("#"))
}

const put = (sim: Sim, post: Omit<Post, "id" | "attempts" | "state">, at: number): void => {
  const id = Ids.hex(sim.state, "post")
  sim.state.posts.set(id, { ...post, id, attempts: [], state: "waiting" })
  later(sim, "post", id, at)
}

/** Sends one event to one app. */
const sendTo = (sim: Sim, app: App, event: Body, extra: { readonly [name: string]: string }): void => {
  const fault = faultFor(sim, String(event.event_name))
  const spoilt: Body =
    fault?.kind === "unknown-event"
      ? { ...event, event_name: "user_send_hologram" }
      : fault?.kind === "unknown-field"
        ? { ...event, not_in_any_document: { depth: [1, "hai", null] } }
        : event
  const whole = written(sim, spoilt)
  const signed = Ids.signature(app.id, whole, String(event.timestamp), app.oaSecret)
  const mac = fault?.kind === "forge" ? Ids.sha256(signed) : signed
  const body = fault?.kind === "truncate" ? whole.slice(0, Math.floor(whole.length / 2)) : whole
  const post = {
    app: app.id,
    bot: null,
    url: app.webhook.url!,
    event: String(spoilt.event_name),
    body,
    headers: { "X-ZEvent-Signature": fault?.kind === "no-prefix" ? mac : `mac=${mac}`, ...extra }
  }
  // Reordering holds an event back until the one after it went out.
  const wait = fault?.kind === "late" ? fault.ms : fault?.kind === "reorder" ? Math.max(fault.ms, 1) : 0
  put(sim, post, sim.now() + wait)
  if (fault?.kind === "duplicate") put(sim, post, sim.now() + fault.ms)
  sim.changed()
}

/** What an event is about, beside its body. */
export interface About {
  /** Null for events that no account owns. */
  readonly account: string | null
  /** Who acts, for `user_id_by_app`. */
  readonly person?: string | null
  /** Only this app gets it. */
  readonly app?: string | null
  readonly headers?: { readonly [name: string]: string }
  /** The documented examples of this event have no `app_id`. */
  readonly nameless?: boolean
}

/** Tells every app that may know. */
export const emit = (sim: Sim, about: About, event: Body, byApp: (app: string, person: string) => string): void => {
  for (const app of sim.state.apps.values()) {
    if (about.app !== undefined && about.app !== null && about.app !== app.id) continue
    if (!wants(sim, app, about.account, event)) continue
    const linked = about.account !== null && app.linked.includes(about.account)
    const person = about.person ?? null
    const known = person !== null && (linked || !on(sim, "webhook.linked"))
    const { timestamp = String(sim.now()), ...rest } = event
    const whole: Body = {
      ...(about.nameless === true ? {} : { app_id: app.id }),
      ...(known ? { user_id_by_app: byApp(app.id, person) } : {}),
      ...rest,
      timestamp
    }
    sendTo(sim, app, whole, about.headers ?? {})
  }
}

/** Puts an update of a bot on its way to its webhook. */
export const postUpdate = (
  sim: Sim,
  bot: string,
  webhook: { readonly url: string; readonly secret: string },
  event: string,
  body: string
): void => {
  const fault = faultFor(sim, event)
  const post = {
    app: null,
    bot,
    url: webhook.url,
    event,
    body: fault?.kind === "truncate" ? body.slice(0, Math.floor(body.length / 2)) : body,
    headers: { "X-Bot-Api-Secret-Token": fault?.kind === "forge" ? Ids.sha256(webhook.secret) : webhook.secret }
  }
  const wait = fault?.kind === "late" ? fault.ms : fault?.kind === "reorder" ? Math.max(fault.ms, 1) : 0
  put(sim, post, sim.now() + wait)
  if (fault?.kind === "duplicate") put(sim, post, sim.now() + fault.ms)
}

const ladder = (sim: Sim): ReadonlyArray<number> =>
  String(setting(sim, "webhook.ladder") ?? "")
    .split(",")
    .filter((step) => step !== "")
    .map(Number)

/** Posts one event; the answer decides whether it is repeated. */
export const post = async (sim: Sim, id: string): Promise<void> => {
  const one = sim.state.posts.get(id)
  if (one === undefined || one.state !== "waiting") return
  const app = one.app === null ? undefined : sim.state.apps.get(one.app)
  if (app !== undefined && !app.webhook.enabled) {
    one.state = "dropped"
    return
  }
  const n = one.attempts.length
  const attempt: Post["attempts"][number] = { at: sim.now(), status: null, error: null }
  one.attempts.push(attempt)
  let connected = true
  try {
    const response = await fetch(one.url, {
      method: "POST",
      redirect: "manual",
      headers: { "content-type": "application/json", ...one.headers, ...(n > 0 ? { num_retry: String(n) } : {}) },
      body: one.body,
      signal: AbortSignal.timeout(Math.min(measure(sim, "webhook.deadline"), 600_000))
    })
    attempt.status = response.status
    await response.arrayBuffer()
  } catch (error) {
    attempt.error = error instanceof Error ? error.name : String(error)
    connected = attempt.error === "TimeoutError"
  }
  if (attempt.status === 200) one.state = "delivered"
  else {
    const wait = ladder(sim)[n]
    const again = setting(sim, "webhook.retry-on") === "any" || !connected
    if (wait !== undefined && again) later(sim, "post", id, attempt.at + wait * 1000)
    else {
      one.state = again ? "given-up" : "dropped"
      if (again && app !== undefined && on(sim, "webhook.give-up")) app.webhook.enabled = false
    }
  }
  sim.changed()
}
