/**
 * The road `zalo-bot`: chats of a bot, of one person or of a group; the address is the chat's id. When to use: trials, and
 * small groups that added the bot. What it costs and needs: see `Bot`.
 *
 * @since 0.1.0
 */
import * as Channel from "@lienhoi/messaging/Channel"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Effect from "effect/Effect"
import * as Bot from "./Bot.ts"
import { receipt, textOf, toSendError } from "./internal/sending.ts"

/** The name of this channel in roads. */
export const channelName = "zalo-bot"

const texts = Catalogue.make({ title: { vi: "Zalo Bot", en: "Zalo Bot" } })

/** What it can do, as data. Files do not go: Zalo fetches pictures from public addresses, where ours do not stand. */
export const capabilities = ({ law }: Pick<Bot.Bot, "law">): Channel.Capabilities => ({
  name: channelName,
  title: texts.title,
  doors: [
    { audience: "person", accepts: { secrecy: "internal", personal: "basic" } },
    { audience: "group", accepts: { secrecy: "internal", personal: "none" } }
  ],
  maxLength: law.textLength,
  maxSubject: 0,
  files: null,
  idempotency: "none",
  answers: "at-once",
  status: false,
  quietHours: null,
  contactWithinDays: null,
  quotas: [],
  price: { perMessage: 0, freeAfterContact: null },
  resort: "ordinary"
})

/** The channel of a bot. */
export const make = (bot: Bot.Bot): Channel.Contract =>
  Channel.make({
    capabilities: capabilities(bot),
    quote: () => Effect.succeed({ answer: "now", price: 0 }),
    send: (letter) =>
      textOf(channelName, letter, bot.law.textLength, true).pipe(
        Effect.flatMap((text) => Effect.catch(Bot.send(bot, letter.address, text), toSendError(channelName, letter))),
        Effect.flatMap(receipt)
      )
  })
