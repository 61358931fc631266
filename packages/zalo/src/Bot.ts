/**
 * Zalo Bot Platform, a product of its own: another token, other ids, no Official Account. When to use: to try things out, or
 * for a small group whose members add a bot. No price is published; the free tier is reported as 50 people and 3,000
 * messages a month. Needs: a bot made in the chat with "Zalo Bot Manager". A bot sees of a group what mentions it or
 * answers it.
 *
 * @since 0.1.0
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Hosts from "./Hosts.ts"
import * as Json from "./internal/json.ts"
import * as Law from "./Law.ts"
import { Transport } from "./Transport.ts"
import {
  BadRequest,
  Later,
  Lost,
  NotSent,
  type Reason,
  Recipient,
  TokenRefused,
  Unreadable,
  unknown,
  ZaloError
} from "./ZaloError.ts"

/** What opens a bot. */
export interface Settings {
  /** `<digits>:<secret>`; it stands in the address of every call and is never printed. */
  readonly token: Redacted.Redacted<string>
  readonly hosts?: Partial<Hosts.Hosts>
  readonly law?: Partial<Law.Law>
}

/** A bot that can be called. */
export interface Bot {
  readonly law: Law.Law
  readonly call: (
    method: string,
    parameters: { readonly [name: string]: string },
    within?: number
  ) => Effect.Effect<{ readonly [name: string]: unknown }, ZaloError>
}

const later = Effect.map(
  Clock.currentTimeMillis,
  (now) => new Later({ code: 429, until: Instant.fromMillis((Math.floor(now / 60_000) + 1) * 60_000 + 2_000) })
)

const reasonOf = (code: number, description: string): Effect.Effect<Reason> => {
  switch (code) {
    case 400:
      return Effect.succeed(new BadRequest({ code, what: "refused" }))
    case 401:
      return Effect.succeed(new TokenRefused({ code }))
    case 403:
    case 404:
      return Effect.succeed(new Recipient({ code }))
    case 429:
      return later
    default:
      return Effect.succeed(unknown(String(code), description))
  }
}

/** The bot of these settings. */
export const make = ({ token, hosts = {}, law = {} }: Settings): Effect.Effect<Bot, never, Transport> =>
  Effect.map(Transport, (transport) => {
    const figures = Law.over(law)
    const base = `${Hosts.over(hosts).bot}/bot${Redacted.value(token)}`
    return {
      law: figures,
      call: (method, parameters, within = figures.answerWithin) => {
        const fail = (reason: Reason) => Effect.fail(new ZaloError({ product: "bot", call: method, reason }))
        return transport
          .send({
            method: "POST",
            url: `${base}/${method}`,
            headers: { "content-type": "application/json" },
            body: JSON.stringify(parameters),
            within
          })
          .pipe(
            Effect.catchTags({
              NotSent: ({ why }) => fail(new NotSent({ why })),
              Lost: ({ why }) => fail(new Lost({ why }))
            }),
            Effect.flatMap(({ status, text }) => {
              const { ok, result, error_code, description } = Json.fields(Json.parse(text))
              if (ok === true) return Effect.succeed(Json.fields(result))
              const code = Json.number(error_code) ?? (status >= 400 && status < 500 ? status : null)
              if (code === null) return fail(new Unreadable({ status }))
              return Effect.flatMap(reasonOf(code, Json.text(description)), fail)
            })
          )
      }
    }
  })

/** Who the bot is. */
export const me = (
  bot: Bot
): Effect.Effect<{ readonly id: string; readonly name: string; readonly joinsGroups: boolean }, ZaloError> =>
  Effect.map(bot.call("getMe", {}), ({ id, account_name, can_join_groups }) => ({
    id: Json.text(id),
    name: Json.text(account_name),
    joinsGroups: can_join_groups === true
  }))

const limited = (bot: Bot, method: string, text: string): Effect.Effect<string, ZaloError> => {
  const said = text.normalize("NFC")
  return [...said].length > bot.law.textLength
    ? Effect.fail(new ZaloError({ product: "bot", call: method, reason: new BadRequest({ code: null, what: "text" }) }))
    : Effect.succeed(said)
}

const idOf = ({ message_id }: { readonly [name: string]: unknown }): string => Json.text(message_id)

/** Writes to a chat, of one person or a group; gives the id of the message. Not repeated when the answer gets lost. */
export const send = (bot: Bot, chat: string, text: string): Effect.Effect<string, ZaloError> =>
  Effect.flatMap(limited(bot, "sendMessage", text), (said) =>
    Effect.map(bot.call("sendMessage", { chat_id: chat, text: said }), idOf)
  )

/** Sends a picture that Zalo fetches from an address, maybe more than once: an address good for one visit shows black. */
export const sendPhoto = (bot: Bot, chat: string, photo: string, caption = ""): Effect.Effect<string, ZaloError> =>
  Effect.flatMap(limited(bot, "sendPhoto", caption), (said) =>
    Effect.map(bot.call("sendPhoto", { chat_id: chat, photo, ...(said === "" ? {} : { caption: said }) }), idOf)
  )

/** Has Zalo post what comes in to an address, with that secret (8 to 256 characters) in the header. Polling ends. */
export const setWebhook = (bot: Bot, url: string, secret: Redacted.Redacted<string>): Effect.Effect<void, ZaloError> =>
  Effect.asVoid(bot.call("setWebhook", { url, secret_token: Redacted.value(secret) }))

/** Ends the posting; the bot can be polled again. */
export const deleteWebhook = (bot: Bot): Effect.Effect<void, ZaloError> => Effect.asVoid(bot.call("deleteWebhook", {}))

/** The address Zalo posts to; empty when none is set. */
export const webhook = (bot: Bot): Effect.Effect<string, ZaloError> =>
  Effect.map(bot.call("getWebhookInfo", {}), ({ url }) => Json.text(url))

/**
 * Waits up to so many seconds for one thing that comes in, as Zalo gives it; `null` when nothing came. What was given once
 * is not given again: keep it before asking for the next. Refused while a webhook is set.
 */
export const poll = (bot: Bot, seconds = 30): Effect.Effect<{ readonly [name: string]: unknown } | null, ZaloError> =>
  bot.call("getUpdates", { timeout: String(seconds) }, seconds * 1000 + bot.law.answerWithin).pipe(
    Effect.map((update) => (Object.keys(update).length === 0 ? null : update)),
    Effect.catchIf(
      ({ reason }) => reason._tag === "Unknown" && reason.code === "408",
      () => Effect.succeed(null)
    )
  )
