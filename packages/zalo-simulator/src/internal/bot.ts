/** `bot-api.zaloplatforms.com`: bots, their updates by long poll or webhook. */
import { type Answer, type Body, isBody, json, parse, type Received, Refusal, refuse, text } from "./answer.ts"
import * as Ids from "./ids.ts"
import * as Multipart from "./multipart.ts"
import { count, deliver, length, measure, monthOf, on, personOf, type Sim } from "./sim.ts"
import type { Bot, Group, Message } from "./state.ts"
import { postUpdate } from "./webhooks.ts"

const given = (request: Received): Body => {
  const query = Object.fromEntries(request.query)
  const type = request.headers["content-type"] ?? ""
  if (request.body.length === 0) return query
  if (type.includes("urlencoded"))
    return { ...query, ...Object.fromEntries(new URLSearchParams(request.body.toString("utf8"))) }
  if (type.includes("multipart")) {
    const all = Multipart.parts(type, request.body) ?? []
    return { ...query, ...Object.fromEntries(all.map(({ field, bytes }) => [field, bytes.toString("utf8")])) }
  }
  try {
    const value = parse(request.body.toString("utf8"))
    if (isBody(value)) return { ...query, ...value }
  } catch {
    // Falls through to the refusal.
  }
  return refuse(400, "Bad Request: body is not JSON")
}

/** How a bot knows a person: another id than any account's. */
export const chatOf = (bot: Bot, person: string): string => Ids.sha256(`${bot.token}/${person}`).slice(0, 16)

/** Whom a chat id means. */
const target = (sim: Sim, bot: Bot, chat: string): Message["chat"] => {
  const group = sim.state.groups.get(chat)
  if (group?.bot === bot.token && !group.deleted) return { with: "group", group: group.id }
  const person = [...sim.state.people.keys()].find((key) => chatOf(bot, key) === chat)
  if (person === undefined) return refuse(404, "Not Found: chat")
  const spoken = [...sim.state.messages.values()].some(
    (one) => one.bot === bot.token && one.from === person && one.chat.with === "person"
  )
  if (!spoken && !on(sim, "bot.first-contact")) return refuse(403, "Forbidden: the person has not written to the bot")
  return { with: "person", person }
}

const limited = (sim: Sim, value: string, name: string, least = 1): string =>
  length(sim, value) < least || length(sim, value) > measure(sim, "bot.text-limit")
    ? refuse(400, `Bad Request: ${name} must have 1 to 2000 characters`)
    : value

const send = (sim: Sim, bot: Bot, body: Body, kind: string): Body => {
  const chat = target(sim, bot, text(body.chat_id))
  const words = kind === "text" ? limited(sim, text(body.text), "text") : limited(sim, text(body.caption), "caption", 0)
  const address = text(body.photo ?? body.sticker ?? body.voice_url)
  if (kind !== "text" && address === "") return refuse(400, `Bad Request: ${kind} is missing`)
  const month = monthOf(sim.now())
  if (bot.month !== month) Object.assign(bot, { month, sent: 0 })
  if (bot.sent >= measure(sim, "bot.monthly")) return refuse(429, "Quota exceeded")
  bot.sent++
  const attachments = kind === "text" ? [] : [{ type: kind, payload: { url: address, thumbnail: address } }]
  const message = deliver(sim, {
    account: null,
    bot: bot.token,
    app: null,
    chat,
    from: null,
    kind,
    text: words,
    attachments,
    buttons: [],
    quote: null,
    hidden: false,
    template: null
  })
  return { message_id: message.id, date: message.at }
}

const isPublic = (url: string): boolean => {
  if (!URL.canParse(url)) return false
  const { protocol, hostname } = new URL(url)
  return (
    protocol === "https:" &&
    hostname.includes(".") &&
    !/^(?:127|10|192\.168|172\.(?:1[6-9]|2\d|3[01]))\./.test(hostname)
  )
}

const setWebhook = (sim: Sim, bot: Bot, body: Body): Body => {
  const url = text(body.url)
  const secret = text(body.secret_token)
  const usable = on(sim, "bot.webhook-address") ? isPublic(url) : URL.canParse(url)
  if (!usable) return refuse(400, "Bad Request: url must be a public https address")
  if (secret.length < 8 || secret.length > 256)
    return refuse(400, "Bad Request: secret_token must have 8 to 256 characters")
  bot.webhook = { url, secret, updatedAt: sim.now() }
  sim.changed()
  return { url, updated_at: sim.now() }
}

const methods: { readonly [name: string]: (sim: Sim, bot: Bot, body: Body) => unknown } = {
  getMe: (_, bot) => ({ id: bot.id, account_name: bot.name, account_type: "BASIC", can_join_groups: bot.groups }),
  setWebhook,
  deleteWebhook: (sim, bot) => {
    bot.webhook = null
    sim.changed()
    return { url: "", updated_at: sim.now() }
  },
  getWebhookInfo: (_, bot) => ({ url: bot.webhook?.url ?? "", updated_at: bot.webhook?.updatedAt ?? 0 }),
  sendMessage: (sim, bot, body) => send(sim, bot, body, "text"),
  sendPhoto: (sim, bot, body) => send(sim, bot, body, "image"),
  sendSticker: (sim, bot, body) => send(sim, bot, body, "sticker"),
  sendVoice: (sim, bot, body) => send(sim, bot, body, "audio"),
  sendChatAction: (sim, bot, body) => {
    target(sim, bot, text(body.chat_id))
    return body.action === "typing" ? true : refuse(400, "Bad Request: action")
  }
}

const failed = (code: number, description: string): Answer =>
  json({ ok: false, error_code: code, description }, code === 408 ? 200 : code)

/** An answer, or how long to wait for an update. */
export type Polled = Answer | { readonly bot: string; readonly seconds: number }

const poll = (sim: Sim, bot: Bot, body: Body): Polled => {
  if (bot.webhook !== null && on(sim, "bot.updates")) return refuse(400, "Bad Request: a webhook is set")
  return next(bot) ?? { bot: bot.token, seconds: Math.min(Number(body.timeout ?? 30) || 0, 60) }
}

/** The next update, taken off the queue. */
export const next = (bot: Bot): Answer | null => {
  const update = bot.queue.shift()
  return update === undefined ? null : { status: 200, headers: { "content-type": "application/json" }, body: update }
}

/** What a poll that brought nothing answers. */
export const nothing = (): Answer => failed(408, "Request timeout")

/** Answers one call to the bot host; `getUpdates` may have to wait. */
export const answer = (sim: Sim, request: Received): Polled => {
  try {
    const [, token, method] = /^\/bot([^/]+)\/(\w+)$/.exec(decodeURIComponent(request.path)) ?? []
    const bot = sim.state.bots.get(token ?? "")
    if (bot === undefined) return refuse(401, "Unauthorized")
    const limit = measure(sim, "bot.rate")
    if (Number.isFinite(limit) && count(sim, `minute/${Math.floor(sim.now() / 60_000)}/bot/${bot.token}`) > limit)
      return refuse(429, "Quota exceeded")
    const body = given(request)
    if (method === "getUpdates") return poll(sim, bot, body)
    const run = Object.hasOwn(methods, method!) ? methods[method!] : undefined
    if (run === undefined) return refuse(404, "Not Found: method")
    return json({ ok: true, result: run(sim, bot, body) })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return failed(error.code, error.message)
  }
}

const eventNames: { readonly [kind: string]: string } = {
  text: "text",
  image: "image",
  sticker: "sticker",
  audio: "voice"
}

/** In a group a bot sees what names it or answers it. */
const concerns = (sim: Sim, bot: Bot, message: Message, group: Group): boolean => {
  if (!on(sim, "bot.groups")) return true
  const quoted = message.quote === null ? undefined : sim.state.messages.get(message.quote)
  return (
    group.bot === bot.token &&
    (message.text.includes(`@${bot.name}`) || (quoted?.bot === bot.token && quoted.from === null))
  )
}

/** A person wrote to a bot, or in its group: an update comes into being. */
export const told = (sim: Sim, message: Message): void => {
  const bot = message.bot === null ? undefined : sim.state.bots.get(message.bot)
  if (bot === undefined || message.from === null) return
  const group = message.chat.with === "group" ? sim.state.groups.get(message.chat.group) : undefined
  if (group !== undefined && !concerns(sim, bot, message, group)) return
  const url = message.attachments[0]?.payload.url
  const event = `message.${eventNames[message.kind] ?? "unsupported"}.received`
  const id = chatOf(bot, message.from)
  const body = JSON.stringify({
    ok: true,
    result: {
      event_name: event,
      message: {
        from: { id, display_name: personOf(sim, message.from).name, is_bot: false },
        chat: { id: group?.id ?? id, chat_type: group === undefined ? "PRIVATE" : "GROUP" },
        ...(message.kind === "text" ? { text: message.text } : {}),
        ...(message.kind === "image"
          ? { photo_url: url, ...(message.text === "" ? {} : { caption: message.text }) }
          : {}),
        ...(message.kind === "sticker" ? { sticker: url, url } : {}),
        ...(message.kind === "audio" ? { voice_url: url } : {}),
        message_id: message.id,
        date: message.at
      }
    }
  })
  if (bot.webhook !== null) postUpdate(sim, bot.token, bot.webhook, event, body)
  else {
    bot.queue.push(body)
    sim.polled(bot.token)
  }
}
