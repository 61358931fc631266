/**
 * A channel that keeps what it is given: for tests, your own included, and for trying a plan out. It can be told how to
 * answer, so that a test can have a channel that is down, that asks for patience, or that loses its answer.
 *
 * @since 0.1.0
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Channel from "./Channel.ts"
import { DeliveryError, OutcomeUnknown, type Reason } from "./DeliveryError.ts"
import type { Letter } from "./Letter.ts"

/** How the channel answers one call: takes the letter, refuses it, or takes it (`arrived`) or not and loses the answer. */
export type Reply =
  | { readonly reply: "take" }
  | { readonly reply: "refuse"; readonly reason: Reason }
  | { readonly reply: "lose-answer"; readonly arrived: boolean }

/** Everything but the name may be left out. */
export type Options = Partial<Channel.Capabilities> & {
  /** What the channel says to a request for a quote; `now` at the price of the capabilities when not given. */
  readonly quote?: (letter: Letter, at: Instant.Instant) => Channel.Quote
}

/** The channel and what a test may ask of it. */
export interface Memory {
  readonly channel: Channel.Contract
  /** What arrived, in order. */
  readonly arrived: Effect.Effect<ReadonlyArray<Letter>>
  /** How the next calls are answered, one each; afterwards letters are taken. */
  readonly answerWith: (...replies: ReadonlyArray<Reply>) => Effect.Effect<void>
}

/** A channel that takes anything a person, a group or the public may be told. */
export const capabilities: Channel.Capabilities = {
  name: "memory",
  title: { vi: "Bộ nhớ", en: "Memory" },
  doors: [
    { audience: "person", accepts: { secrecy: "internal", personal: "basic" } },
    { audience: "group", accepts: { secrecy: "internal", personal: "none" } },
    { audience: "public", accepts: { secrecy: "open", personal: "none" } }
  ],
  maxLength: 2000,
  maxSubject: null,
  files: { max: 5, kinds: [{ mediaType: "*", maxBytes: 1_000_000 }] },
  idempotency: "none",
  answers: "at-once",
  status: true,
  quietHours: null,
  contactWithinDays: null,
  quotas: [],
  price: { perMessage: 0, freeAfterContact: null },
  resort: "ordinary"
}

/**
 * Makes one.
 *
 * @example
 * ```ts
 * import { DeliveryError, MemoryChannel } from "@lienhoi/messaging"
 * import { Effect } from "effect"
 *
 * const { channel, answerWith, arrived } = MemoryChannel.make({ name: "zalo", maxLength: 2000 })
 * const reason = new DeliveryError.RateLimited({ retryAfterMillis: 60_000 })
 * Effect.runSync(answerWith({ reply: "refuse", reason }, { reply: "lose-answer", arrived: true }))
 *
 * channel.capabilities.name // => "zalo"
 * Effect.runSync(arrived).length // => 0
 * ```
 */
export const make = ({ quote, ...own }: Options = {}): Memory => {
  const laws: Channel.Capabilities = { ...capabilities, ...own }
  const letters: Array<Letter> = []
  const replies: Array<Reply> = []
  const receiptOf = (number: number): string => `${laws.name}-${number}`

  const channel = Channel.make({
    capabilities: laws,
    quote: (letter, at) => Effect.succeed(quote?.(letter, at) ?? { answer: "now", price: laws.price.perMessage }),
    send: (letter) =>
      Effect.gen(function* () {
        const reply = replies.shift() ?? { reply: "take" }
        const about = { channel: laws.name, key: letter.message.key }
        if (reply.reply === "refuse") return yield* new DeliveryError({ ...about, reason: reply.reason })
        if (reply.reply === "take" || reply.arrived) letters.push(letter)
        if (reply.reply === "lose-answer") return yield* new OutcomeUnknown({ ...about, detail: "answer lost" })
        const at = Instant.fromMillis(yield* Clock.currentTimeMillis)
        return { id: receiptOf(letters.length), at, answerBy: null }
      }),
    status: (receipt) =>
      Effect.sync(() => (letters.some((_, i) => receiptOf(i + 1) === receipt.id) ? "delivered" : "unknown"))
  })

  return {
    channel,
    arrived: Effect.sync(() => [...letters]),
    answerWith: (...next) => Effect.sync(() => void replies.push(...next))
  }
}

/** The same as a service, for what asks for one. */
export class MemoryChannel extends Context.Service<MemoryChannel, Memory>()("@lienhoi/messaging/MemoryChannel") {}

/** The channel, and the handle on it. */
export const layer = (options: Options = {}): Layer.Layer<Channel.Channel | MemoryChannel> => {
  const handle = Layer.sync(MemoryChannel, () => make(options))
  return Layer.provideMerge(
    Layer.effect(
      Channel.Channel,
      Effect.map(MemoryChannel, ({ channel }) => channel)
    ),
    handle
  )
}
