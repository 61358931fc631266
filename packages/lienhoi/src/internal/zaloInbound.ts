/**
 * Everything that comes in by Zalo: kept by the webhook, handled round by round in each sender's order.
 */
import * as Arrivals from "@lienhoi/messaging/Arrivals"
import type { CascadeStore } from "@lienhoi/messaging/CascadeStore"
import type { Inbox } from "@lienhoi/messaging/Inbox"
import type { Outbox } from "@lienhoi/messaging/Outbox"
import * as Reception from "@lienhoi/messaging/Reception"
import type { UnitGroups } from "@lienhoi/messaging/UnitGroup"
import type { ConversationStore } from "@lienhoi/report/ConversationStore"
import type { Journal } from "@lienhoi/report/Journal"
import * as Bot from "@lienhoi/zalo/Bot"
import * as BotInbound from "@lienhoi/zalo/BotInbound"
import * as Webhook from "@lienhoi/zalo/Webhook"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Semaphore from "effect/Semaphore"
import * as Hearing from "./zaloHearing.ts"
import * as Reading from "./zaloReading.ts"

type Services = Arrivals.Arrivals | Inbox | Outbox | Journal | UnitGroups | ConversationStore | CascadeStore

/** What comes in, ready to be handled. */
export interface Inbound {
  /** `null` without the key that signs webhooks. */
  readonly webhook: Webhook.Webhook | null
  /** `null` without the secret of the bot's webhook. */
  readonly bot: Pick<Webhook.Webhook, "answer"> | null
  /** One round over all that waits. */
  readonly round: Effect.Effect<Reception.Round, Arrivals.ArrivalsError, Services>
}

/** Opens the way in. */
export const make = (deps: Hearing.Deps): Effect.Effect<Inbound, never, Arrivals.Arrivals> =>
  Effect.gen(function* () {
    const arrivals = yield* Arrivals.Arrivals
    const context = yield* Effect.context<never>()
    const { config } = deps.zalo
    const { appId, secretKey = "", botSecret = "", officialAccount } = config
    const options = { appId, secretKey: Redacted.make(secretKey), accounts: [officialAccount] }
    const answer = BotInbound.handle({ secret: Redacted.make(botSecret) })
    const turn = yield* Semaphore.make(1)
    return {
      webhook: secretKey === "" ? null : yield* Webhook.make(options),
      bot:
        botSecret === ""
          ? null
          : {
              answer: (request) =>
                Effect.runPromiseWith(context)(Effect.provideService(answer(request), Arrivals.Arrivals, arrivals))
            },
      round: turn.withPermits(1)(
        Effect.gen(function* () {
          const keys = yield* Effect.cached(Effect.mapError(Reading.receipts, Reading.later))
          return yield* Reception.round<Services>({ read: Reading.read(deps, keys), handle: Hearing.handle(deps) })
        })
      )
    }
  })

/** One long poll of the bot; `false` when nothing came. */
export const poll = ({ zalo }: Pick<Hearing.Deps, "zalo">, seconds: number) =>
  zalo.bot === null
    ? Effect.succeed(false)
    : Effect.map(
        BotInbound.poll(Effect.map(Bot.poll(zalo.bot, seconds), (update) => JSON.stringify(update ?? {}))),
        (update) => update !== null
      )
