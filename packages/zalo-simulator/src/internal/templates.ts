/** Messages by template: the registry, its checks, the sends by phone, by hash and by UID. */

import type { TemplateParam } from "../World.ts"
import { type Body, isBody, refuse, text } from "./answer.ts"
import { recipient } from "./consultation.ts"
import * as Events from "./events.ts"
import type { Caller } from "./gate.ts"
import * as Ids from "./ids.ts"
import { contact, count, dayOf, deliver, isNight, length, measure, monthOf, on, type Sim } from "./sim.ts"
import type { Contact, Message, Person, Template } from "./state.ts"

/** A template this account may send. */
const templateOf = (sim: Sim, { account }: Caller, id: string): Template => {
  const found = sim.state.templates.get(id)
  if (found === undefined) return refuse(-109, "Template id is invalid")
  if (!on(sim, "templates.status")) return found
  if (found.account !== account.id) return refuse(-117, "OA or app has no permission to use this template")
  if (found.status === "DISABLE") return refuse(-146, "Template is disabled due to low quality")
  return found.status === "ENABLE" ? found : refuse(-131, "Template is not approved")
}

const times = [/^\d{2}:\d{2}(:\d{2})?( \d{2}\/\d{2}\/\d{4})?$/, /^\d{2}\/\d{2}\/\d{4}$/, /^\d{2}\/\d{4}$/]
const fits = (type: TemplateParam["type"], value: string): boolean => {
  switch (type) {
    case "DATE":
      return times.some((form) => form.test(value))
    case "CURRENCY":
      return /^[1-9]\d*$/.test(value)
    case "NUMBER":
      return /^[+-]?\d+(\.\d+)?$/.test(value)
    case "BANK_TRANSFER_NOTE":
      return /^[\p{L}\p{N} ]*$/u.test(value)
    case "URL":
      return /^https?:\/\/\S+$/.test(value)
    default:
      return true
  }
}

/** Checks what fills the places and fills them. */
const filled = (sim: Sim, template: Template, given: unknown): string => {
  const data = isBody(given) ? given : {}
  if (on(sim, "templates.params")) {
    if (Object.keys(data).length === 0 && template.params.some(({ require = true }) => require))
      refuse(-111, "Template data is empty")
    for (const {
      name,
      type = "STRING",
      require = true,
      minLength = 0,
      maxLength = 200,
      acceptNull = false
    } of template.params) {
      const value = data[name]
      const nothing = value === undefined || value === null || value === ""
      if (nothing && (acceptNull || !require)) continue
      if (nothing) refuse(-1122, `${name} is missing`)
      const words = text(value)
      if (length(sim, words) > maxLength) refuse(-1121, `${name} exceeds max length`)
      if (length(sim, words) < minLength || !fits(type, words)) refuse(-1124, `${name} has invalid format`)
    }
  }
  return template.text.replaceAll(/<(\w+)>/g, (_, name: string) => text(data[name]))
}

/** Whoever has that number; refused as Zalo does where nobody can get it. */
const reachable = (sim: Sim, { account }: Caller, template: Template, find: (person: Person) => boolean): Person => {
  const found = [...sim.state.people.values()].find(find)
  if (found === undefined) return refuse(-118, "Zalo account not existed")
  if (!on(sim, "templates.recipient")) return found
  if (!found.zalo) return refuse(-118, "Zalo account not existed")
  if (!found.templates) return refuse(-119, "Account can't receive ZNS")
  if (found.unreachable) return refuse(-114, "User is inactive, or refuses, or uses an outdated app")
  if (found.refusesTags.includes(template.tag)) return refuse(-139, "User has refused to receive this type of ZNS")
  return found.refusesAccounts.includes(account.id)
    ? refuse(-141, "User has refused to receive ZNS from this OA")
    : found
}

/** What is counted before a template goes: the day, the template, promotions. Nothing is counted where one is used up. */
const within = (sim: Sim, { account }: Caller, template: Template, one: Contact): void => {
  const now = sim.now()
  const today = dayOf(now)
  const month = monthOf(now)
  if (account.daily.day !== today) Object.assign(account.daily, { day: today, used: 0 })
  if (account.monthly.month !== month) Object.assign(account.monthly, { month, used: 0 })
  if (template.usedOn !== today) Object.assign(template, { usedOn: today, used: 0 })
  if (one.followUps.month !== month) one.followUps = { month, used: 0 }
  if (account.daily.used >= dailyLimit(sim, account)) refuse(-144, "OA daily quota exceeded")
  if (on(sim, "templates.template-daily") && template.dailyQuota !== null && template.used >= template.dailyQuota)
    refuse(-147, "Template daily quota exceeded")
  if (template.tag === "PROMOTION" && on(sim, "templates.promotion")) {
    if (one.careAt === null || now - one.careAt > 183 * 86_400_000)
      refuse(-140, "User is not eligible under the delivery policy")
    if (account.monthly.used >= account.monthly.limit) refuse(-1441, "OA monthly promotion quota exceeded")
    if (one.followUps.used >= 4) refuse(-1471, "Monthly promotion quota of this user exceeded")
  }
}

/** How many an account may send today. */
export const dailyLimit = (sim: Sim, { daily }: Caller["account"]): number => {
  if (!on(sim, "templates.daily") || daily.limit === null) return Number.POSITIVE_INFINITY
  return daily.limit === "usual" ? measure(sim, "templates.daily") : daily.limit
}

/** How many went today. */
export const usedToday = (sim: Sim, { daily }: Caller["account"]): number =>
  daily.day === dayOf(sim.now()) ? daily.used : 0

const counted = ({ account }: Caller, template: Template, one: Contact): void => {
  account.daily.used++
  template.used++
  if (template.tag !== "PROMOTION") return
  account.monthly.used++
  one.followUps.used++
}

const solvent = (sim: Sim, { account }: Caller, price: number): void => {
  if (!on(sim, "templates.wallet")) return
  if (!account.wallet.linked) refuse(-136, "Cannot connect to ZCA")
  if (account.wallet.balance < price) refuse(-137, "ZCA charge failed")
}

const put = (
  sim: Sim,
  { app, account }: Caller,
  template: Template,
  person: string,
  words: string,
  how: NonNullable<Message["template"]>
) =>
  deliver(sim, {
    account: account.id,
    bot: null,
    app: app.id,
    chat: { with: "person", person },
    from: null,
    kind: "template",
    text: words,
    attachments: [],
    buttons: template.buttons.map(({ title, content }) => ({ title, type: "oa.open.url", payload: { url: content } })),
    quote: null,
    hidden: false,
    template: how
  })

/** `POST /message/template` and its twin by hash. */
export const byPhone = (sim: Sim, caller: Caller, body: Body, by: "phone" | "hash"): Body => {
  const { account } = caller
  const development = body.mode === "development"
  const mode = text(body.sending_mode) || "1"
  if (mode !== "1" && mode !== "3") return refuse(-161, "sending_mode is invalid")
  const given = text(by === "phone" ? body.phone : body.hash_phone)
  const number = by === "phone" ? (on(sim, "templates.phone") ? Ids.phone(given) : given) : null
  const wellFormed = by === "phone" ? number !== null : /^[0-9a-f]{64}$/.test(given)
  if (!wellFormed) return refuse(-108, "Phone number is invalid")
  if (text(body.template_id) === "") return refuse(-109, "Template id is invalid")
  const template = templateOf(sim, caller, text(body.template_id))
  if (mode === "3" && template.tag !== "PROMOTION") return refuse(-162, "sending_mode is not allowed for this template")
  const tracking = text(body.tracking_id)
  if ([...tracking].length > 48) return refuse(-132, "tracking_id is invalid")
  const words = filled(sim, template, body.template_data)
  const person = reachable(
    sim,
    caller,
    template,
    ({ phone }) => phone !== null && (by === "phone" ? phone === number : Ids.sha256(phone) === given)
  )
  if (development && on(sim, "templates.development") && !account.admins.includes(person.key))
    return refuse(-127, "Test template can only be sent to admins")
  if (template.dayOnly && isNight(sim.now()) && on(sim, "templates.night"))
    return refuse(-133, "This ZNS cannot be sent at night (from 22:00 to 06:00)")
  const one = contact(sim, account.id, person.key)
  within(sim, caller, template, one)
  solvent(sim, caller, template.price)
  if (!development) counted(caller, template, one)
  const how = {
    id: template.id,
    tracking,
    to: by === "phone" ? number! : given,
    by,
    until: sim.now() + template.timeout,
    price: development ? 0 : template.price
  }
  const message = put(sim, caller, template, person.key, words, how)
  const limit = dailyLimit(sim, account)
  if (development) return { sent_time: String(message.at), msg_id: message.id }
  return {
    msg_id: message.id,
    sent_time: String(message.at),
    sending_mode: mode,
    quota: Number.isFinite(limit)
      ? { dailyQuota: String(limit), remainingQuota: String(Math.max(0, limit - account.daily.used)) }
      : { dailyQuota: "-1", remainingQuota: "-1" }
  }
}

/** `POST /v3.0/oa/message/template`: the same by UID. */
export const byUid = (sim: Sim, caller: Caller, body: Body): Body => {
  const wrapped = isBody(body.recipient) ? body.recipient : body
  const one = recipient(sim, caller, text(wrapped.user_id), "template")
  const template = templateOf(sim, caller, text(body.template_id))
  const old = template.approvedOn < "2025-12-10" || template.kind === 2 || template.quickReply
  if (old && on(sim, "templates.uid")) return refuse(-249)
  const words = filled(sim, template, body.template_data)
  if (template.dayOnly && isNight(sim.now()) && on(sim, "templates.night")) return refuse(-234)
  within(sim, caller, template, one)
  solvent(sim, caller, template.priceByUid)
  counted(caller, template, one)
  const how = {
    id: template.id,
    tracking: "",
    to: one.uid,
    by: "uid" as const,
    until: sim.now() + template.timeout,
    price: template.priceByUid
  }
  const message = put(sim, caller, template, one.person, words, how)
  if (on(sim, "cs.echo"))
    Events.message(sim, {
      ...message,
      text: "",
      attachments: [
        {
          type: "template",
          payload: { zinstant_id: template.id, text: words, link_url: "", checksum: Ids.sha256(words).slice(0, 32) }
        }
      ]
    })
  return {
    message_id: message.id,
    user_id: one.uid,
    sent_time: String(message.at),
    quota: {
      quota_type: "purchase_quota",
      remain: String(Math.max(0, dailyLimit(sim, caller.account) - caller.account.daily.used))
    }
  }
}

/** A template message reached the phone: now it is charged, and care opens the way for promotions. */
export const arrived = (sim: Sim, message: Message): void => {
  const { template, account, chat } = message
  if (template === null || account === null || chat.with !== "person") return
  const owner = sim.state.accounts.get(account)
  if (owner !== undefined) owner.wallet.balance -= template.price
  if (sim.state.templates.get(template.id)?.tag !== "PROMOTION") contact(sim, account, chat.person).careAt = sim.now()
}

/** How often a day a template may be created or edited. */
export const work = (sim: Sim, { app }: Caller, what: string): void => {
  if (count(sim, `work/${what}/${app.id}/${dayOf(sim.now())}`) > 100) refuse(-160, "Quota of this call exceeded")
}
