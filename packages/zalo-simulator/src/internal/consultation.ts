/** Messages of an account to one person: the window, the free ones, who pays. */
import { type Body, isBody, refuse, text } from "./answer.ts"
import * as Events from "./events.ts"
import type { Caller } from "./gate.ts"
import * as Parts from "./parts.ts"
import {
  byUid,
  dayOf,
  deliver,
  hour,
  isInWindow,
  isNight,
  isOver,
  measure,
  monthOf,
  on,
  type Sim,
  setting,
  written
} from "./sim.ts"
import type { Contact } from "./state.ts"

/** The contact a send is for; refused where nobody of that name can get it. */
export const recipient = (sim: Sim, { account }: Caller, uid: string, kind: string): Contact => {
  const found = byUid(sim, account.id, uid)
  if (found === undefined) return refuse(-201, "user_id is invalid!")
  if ((found.blocked || found.inactive) && on(sim, "cs.person")) return refuse(-227)
  if (found.restricted.includes(kind) && on(sim, "cs.person")) return refuse(-244)
  return found
}

/** Free messages left: null for without limit. */
const free = (sim: Sim, one: Contact): { readonly remain: number | null; readonly total: number | null } => {
  const total = measure(sim, "cs.free-count")
  const open = one.lastInteraction !== null && sim.now() - one.lastInteraction <= measure(sim, "cs.free-hours") * hour
  if (!Number.isFinite(total)) return { remain: open ? null : 0, total: null }
  return { remain: open ? Math.max(0, total - one.freeUsed) : 0, total }
}

/** Draws one message from what pays for it and tells which; undefined where it was charged. */
const fund = (sim: Sim, { account, app }: Caller, one: Contact): Body | undefined => {
  if (!on(sim, "cs.funding")) return undefined
  const left = free(sim, one)
  if (left.remain === null) return { quota_type: "reply" }
  if (left.remain > 0) {
    one.freeUsed++
    return { quota_type: "reply", remain: String(left.remain - 1), total: String(left.total) }
  }
  const usable = account.allowances.filter(
    ({ product, remain, until }) => product === "cs" && remain > 0 && !isOver(sim, until)
  )
  const order = ["sub_quota", "purchase_quota", "reward_quota"]
  const [first] = usable.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
  if (first !== undefined) {
    first.remain--
    if (first.kind === "sub_quota")
      return {
        quota_type: first.kind,
        remain: String(first.remain),
        total: String(first.total),
        expired_date: written(first.until)
      }
    return { quota_type: first.kind, owner_type: first.owner, owner_id: first.owner === "OA" ? account.id : app.id }
  }
  charge(sim, account, measure(sim, "cs.price"))
  return undefined
}

const charge = (sim: Sim, account: Caller["account"], price: number): void => {
  if (!Number.isFinite(price)) return
  if (on(sim, "cs.wallet")) {
    if (!account.wallet.linked) refuse(-320)
    if (account.wallet.balance < price) refuse(-321)
  }
  account.wallet.balance -= price
}

const windowed = (sim: Sim, one: Contact): void => {
  const never = measure(sim, "cs.never")
  if (one.lastInteraction === null && Number.isFinite(never)) refuse(never)
  if (one.lastInteraction !== null && !isInWindow(sim, one)) refuse(-230)
}

/** `POST /v3.0/oa/message/cs` */
export const send = (sim: Sim, caller: Caller, body: Body): Body => {
  const to = isBody(body.recipient) ? body.recipient : {}
  const one = recipient(sim, caller, text(to.user_id), "cs")
  const parts = Parts.read(sim, caller, body.message)
  windowed(sim, one)
  const quota = fund(sim, caller, one)
  const message = deliver(sim, {
    account: caller.account.id,
    bot: null,
    app: caller.app.id,
    chat: { with: "person", person: one.person },
    from: null,
    hidden: false,
    template: null,
    ...parts
  })
  one.chatted = true
  if (on(sim, "cs.echo")) Events.message(sim, message)
  return { message_id: message.id, user_id: one.uid, ...(quota === undefined ? {} : { quota }) }
}

const isClosed = (sim: Sim): boolean => {
  const since = setting(sim, "legacy.closed-since")
  return typeof since === "string" && dayOf(sim.now()) >= since
}

/** `POST /v3.0/oa/message/transaction` and `/promotion`, as they were until they were closed. */
export const legacy = (sim: Sim, caller: Caller, body: Body, kind: "transaction" | "promotion"): Body => {
  if (isClosed(sim)) return refuse(-240, `${kind} message API has been shut down`)
  const to = isBody(body.recipient) ? body.recipient : {}
  const one = recipient(sim, caller, text(to.user_id), kind)
  const attachment = isBody(body.message) && isBody(body.message.attachment) ? body.message.attachment : {}
  const payload = isBody(attachment.payload) ? attachment.payload : {}
  if (!text(payload.template_type).startsWith(kind)) return refuse(-233)
  const now = sim.now()
  const today = one.promotion.day === dayOf(now) ? one.promotion.ofDay : 0
  const month = one.promotion.month === monthOf(now) ? one.promotion.ofMonth : 0
  if (kind === "promotion" && on(sim, "legacy.promotion")) {
    if (!one.follower) return refuse(-213)
    if (isNight(now)) return refuse(-234)
    if (today >= 1) return refuse(-218)
  } else if (kind === "transaction") {
    if (one.lastInteraction === null || now - one.lastInteraction > 365 * 24 * hour) return refuse(-232)
    charge(sim, caller.account, 165)
  }
  if (kind === "promotion")
    one.promotion = { day: dayOf(now), ofDay: today + 1, month: monthOf(now), ofMonth: month + 1 }
  const message = deliver(sim, {
    account: caller.account.id,
    bot: null,
    app: caller.app.id,
    chat: { with: "person", person: one.person },
    from: null,
    kind: "template",
    text: "",
    attachments: [{ type: "template", payload }],
    buttons: [],
    quote: null,
    hidden: false,
    template: null
  })
  if (on(sim, "cs.echo")) Events.message(sim, message)
  return { message_id: message.id, user_id: one.uid }
}

/** `POST /v2.0/oa/message`: what is left of it. */
export const second = (sim: Sim, caller: Caller, body: Body): Body => {
  const to = isBody(body.recipient) ? body.recipient : {}
  if (isBody(body.sender_action)) return react(sim, caller, text(to.user_id), body.sender_action)
  if (text(to.anonymous_id) !== "") {
    const visitor = sim.state.anonymous.get(text(to.anonymous_id))
    if (
      visitor === undefined ||
      visitor.account !== caller.account.id ||
      visitor.conversation !== text(to.conversation_id)
    )
      return refuse(-201, "anonymous_id is invalid!")
    const parts = Parts.read(sim, caller, body.message)
    const message = deliver(sim, {
      account: caller.account.id,
      bot: null,
      app: caller.app.id,
      chat: { with: "anonymous", id: visitor.id, conversation: visitor.conversation },
      from: null,
      hidden: false,
      template: null,
      ...parts
    })
    if (on(sim, "cs.echo")) Events.message(sim, message)
    return { message_id: message.id, anonymous_id: visitor.id, conversation_id: visitor.conversation }
  }
  if (isBody(to.target)) {
    const attachment = isBody(body.message) && isBody(body.message.attachment) ? body.message.attachment : {}
    if (!isBody(attachment.payload)) return refuse(-201, "attachment is invalid!")
    const followers = [...sim.state.contacts.values()].filter(
      (one) => one.account === caller.account.id && one.follower
    )
    const sent = followers.map(({ person }) =>
      deliver(sim, {
        account: caller.account.id,
        bot: null,
        app: caller.app.id,
        chat: { with: "person", person },
        from: null,
        kind: "list",
        text: "",
        attachments: [{ type: "template", payload: attachment.payload as Body }],
        buttons: [],
        quote: null,
        hidden: false,
        template: null
      })
    )
    return { message_id: sent[0]?.id ?? "" }
  }
  if (on(sim, "legacy.v2")) return refuse(-240)
  return send(sim, caller, body)
}

/** `POST /v3.0/oa/message/cs/miniapp`: a template of a Mini App, paid like a consultation message. */
export const miniApp = (sim: Sim, caller: Caller, body: Body): Body => {
  const to = isBody(body.recipient) ? body.recipient : {}
  const one = recipient(sim, caller, text(to.user_id), "cs")
  const given = isBody(body.message) ? body.message : {}
  if (text(given.template_type) === "" || !isBody(given.template_data)) return refuse(-201, "message is invalid!")
  windowed(sim, one)
  const quota = fund(sim, caller, one)
  const message = deliver(sim, {
    account: caller.account.id,
    bot: null,
    app: caller.app.id,
    chat: { with: "person", person: one.person },
    from: null,
    kind: "template",
    text: "",
    attachments: [{ type: "template", payload: given }],
    buttons: [],
    quote: null,
    hidden: false,
    template: null
  })
  if (on(sim, "cs.echo")) Events.message(sim, message)
  return { message_id: message.id, user_id: one.uid, ...(quota === undefined ? {} : { quota }) }
}

const icons = [":>", "--b", ":-((", "/-strong", "/-heart", ":-h", ":o", "/-remove"]

const react = (sim: Sim, caller: Caller, uid: string, action: Body): Body => {
  const one = recipient(sim, caller, uid, "reaction")
  const message = sim.state.messages.get(text(action.react_message_id))
  const icon = text(action.react_icon)
  if (!icons.includes(icon)) return refuse(-201, "react_icon is invalid!")
  const here =
    message?.account === caller.account.id && message.chat.with === "person" && message.chat.person === one.person
  if (message === undefined || !here) return refuse(-201, "react_message_id is invalid!")
  if (icon === "/-remove") message.reactions = message.reactions.filter(({ by }) => by !== null)
  else if (message.reactions.length >= 50) return refuse(-210)
  else message.reactions.push({ by: null, icon })
  Events.send(
    sim,
    { account: caller.account.id, person: one.person },
    {
      sender: { id: caller.account.id },
      recipient: { id: one.uid },
      event_name: "oa_reacted_message",
      message: { msg_id: message.id, react_icon: icon }
    }
  )
  return { message_id: message.id, user_id: one.uid }
}

/** `POST /v3.0/oa/quota/message`: by person numbers, by owner a list. */
export const quota = (sim: Sim, caller: Caller, body: Body): unknown => {
  if (body.user_id === undefined) {
    const owner = text(body.quota_owner)
    if (owner !== "OA" && owner !== "APP") return refuse(-201, "quota_owner is invalid!")
    return caller.account.allowances
      .filter(
        ({ product, kind, owner: of }) =>
          of.toUpperCase() === owner &&
          (body.product_type === undefined || product === body.product_type) &&
          (body.quota_type === undefined || kind === body.quota_type)
      )
      .map(({ id, product, kind, until, total, remain }) => ({
        asset_id: id,
        product_type: product,
        quota_type: kind,
        valid_through: written(until),
        total,
        remain
      }))
  }
  const one = byUid(sim, caller.account.id, text(body.user_id))
  if (one === undefined) return refuse(-201, "user_id is invalid!")
  const left = free(sim, one)
  const now = sim.now()
  const today = one.promotion.day === dayOf(now) ? one.promotion.ofDay : 0
  const month = one.promotion.month === monthOf(now) ? one.promotion.ofMonth : 0
  return {
    last_interaction: one.lastInteraction === null ? "" : String(one.lastInteraction),
    cs_reply: { remain: left.remain ?? 9999, total: left.total ?? 9999 },
    promotion: {
      daily_remain: Math.max(0, 1 - today),
      daily_total: 1,
      monthly_remain: Math.max(0, 4 - month),
      monthly_total: 4
    }
  }
}
