/**
 * The two ways in which updates of a bot come in: a webhook with a secret, or long polling for whoever has no public
 * address. Zalo allows one of them at a time.
 *
 * @since 0.1.0
 */
import * as Instant from "@lienhoi/calendar/Instant"
import { Arrivals, type ArrivalsError } from "@lienhoi/messaging/Arrivals"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as BotUpdate from "./BotUpdate.ts"
import type { Answer, Request } from "./Webhook.ts"

const decoder = new TextDecoder()

const now = Effect.map(Clock.currentTimeMillis, Instant.fromMillis)

/** Handles one request of the webhook that was set with this secret. */
export const handle =
  (options: { readonly secret: Redacted.Redacted<string>; readonly most?: number }) =>
  ({ method, header, body }: Request): Effect.Effect<Answer, never, Arrivals> =>
    Effect.gen(function* () {
      if (method !== "POST") return { status: 200, outcome: "looked-at" }
      if (body.length > (options.most ?? 1_000_000)) return { status: 413, outcome: "too-large" }
      const token = header("x-bot-api-secret-token")
      if (token === null) return { status: 401, outcome: "unsigned" }
      if (!BotUpdate.isGenuine(token, Redacted.value(options.secret))) return { status: 401, outcome: "forged" }
      const receivedAt = yield* now
      const raw = decoder.decode(body)
      const update = BotUpdate.decode(raw, receivedAt)
      if (update === null) return { status: 400, outcome: "unreadable" }
      const arrivals = yield* Arrivals
      return yield* arrivals.add(BotUpdate.toArrival(update, raw, receivedAt)).pipe(
        Effect.map((outcome): Answer => ({ status: 200, outcome })),
        Effect.catch(() => Effect.succeed<Answer>({ status: 503, outcome: "not-kept" }))
      )
    })

/**
 * One long poll: `ask` calls `getUpdates` and gives the answer as text. Keeps the update, if there is one, before the next
 * poll: an update is handed out once. `null` when the poll was empty.
 */
export const poll = <E, R>(
  ask: Effect.Effect<string, E, R>
): Effect.Effect<BotUpdate.BotUpdate | null, E | ArrivalsError, R | Arrivals> =>
  Effect.gen(function* () {
    const raw = yield* ask
    const receivedAt = yield* now
    const update = BotUpdate.decode(raw, receivedAt)
    if (update === null) return null
    const arrivals = yield* Arrivals
    yield* Effect.retry(arrivals.add(BotUpdate.toArrival(update, raw, receivedAt)), { times: 3 })
    return update
  })
