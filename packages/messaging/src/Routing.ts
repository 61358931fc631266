/**
 * Which road a message takes, and why, in words a person can check. The rule: of the roads of the recipient that are
 * allowed, the cheapest; of equal ones the soonest, then the one the recipient named first. Roads that are work for a
 * person (by hand) are the last resort.
 *
 * @since 0.1.0
 */
import type { Instant } from "@lienhoi/calendar/Instant"
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Bilingual } from "@lienhoi/words/Language"
import * as Numeral from "@lienhoi/words/Numeral"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import type * as Channel from "./Channel.ts"
import { objection } from "./Channel.ts"
import { DeliveryError, type Reason, Unavailable } from "./DeliveryError.ts"
import * as Door from "./Door.ts"
import { localTime } from "./internal/localTime.ts"
import * as Letter from "./Letter.ts"
import type { Message } from "./Message.ts"
import * as QuietHours from "./QuietHours.ts"
import type { Road } from "./Recipient.ts"

/** A road that is not taken, and why not. */
export interface Alternative {
  readonly channel: string
  readonly because: Bilingual
}

/** What was decided. */
export type Decision = {
  readonly because: Bilingual
  /** The other roads, and why not they. */
  readonly alternatives: ReadonlyArray<Alternative>
} & (
  | { readonly take: "now"; readonly channel: string; readonly price: number; readonly letter: Letter.Letter }
  | { readonly take: "wait"; readonly channel: string; readonly price: number; readonly until: Instant }
  /** No road now. `channel` could not be asked and is worth another try; `null` when no road is left. */
  | { readonly take: "none"; readonly channel: string | null; readonly reason: Reason["_tag"] }
)

/** What a decision looks at. */
export interface Options {
  readonly message: Message
  readonly channels: ReadonlyArray<Channel.Contract>
  readonly at: Instant
  /** After this moment the message is worthless; a road that makes it wait longer is no road. */
  readonly expires?: Instant | null
  /** Channels already tried in vain, and the reason they gave. */
  readonly tried?: ReadonlyArray<{ readonly channel: string; readonly reason: Reason["_tag"] }>
}

interface Offer {
  readonly letter: Letter.Letter
  readonly channel: Channel.Contract
  readonly price: number
  /** From when it may go. */
  readonly from: Instant
  /** Why not before. */
  readonly waits: Bilingual | null
  /** Place among the roads of the recipient. */
  readonly place: number
}

interface Closed extends Alternative {
  readonly reason: Reason["_tag"]
  readonly again: boolean
}

const texts = Catalogue.make({
  "route.not-connected": { vi: "chưa nối kênh này", en: "this channel is not connected" },
  "route.tried": { vi: "đã thử, không tới được ({reason})", en: "tried in vain ({reason})" },
  "route.too-long": {
    vi: "tin dài {length} ký tự, kênh nhận tối đa {max}",
    en: "the text has {length} characters, the channel takes {max}"
  },
  "route.not-carried": {
    vi: "kênh không chuyển được tệp kèm theo này",
    en: "the channel does not carry these files"
  },
  "route.no-answer": { vi: "kênh chưa trả lời, sẽ hỏi lại", en: "the channel does not answer, asked again later" },
  "route.too-late": { vi: "phải chờ quá hạn của tin", en: "the wait is longer than the message is worth" },
  "route.quiet": { vi: "giờ nghỉ, chờ đến {until}", en: "quiet hours, waits until {until}" },
  "route.dearer": { vi: "giá {price} đồng, đắt hơn", en: "costs {price} đồng, which is more" },
  "route.later": { vi: "phải chờ đến {until}", en: "has to wait until {until}" },
  "route.last-resort": {
    vi: "cần người làm tay, chỉ dùng khi không còn kênh khác",
    en: "work for a person, taken only when nothing else is left"
  },
  "route.not-preferred": { vi: "người nhận ưu tiên kênh khác", en: "the recipient prefers another channel" },
  "route.take": {
    vi: "Gửi qua {channel}: kênh được phép và rẻ nhất ({price} đồng)",
    en: "Goes by {channel}: allowed and the cheapest ({price} đồng)"
  },
  "route.take-last": {
    vi: "Gửi qua {channel}: không còn kênh tự động nào dùng được",
    en: "Goes by {channel}: no automatic channel is left"
  },
  "route.wait": {
    vi: "Chờ đến {until} rồi gửi qua {channel} ({price} đồng)",
    en: "Waits until {until}, then goes by {channel} ({price} đồng)"
  },
  "route.none": {
    vi: "Không có kênh nào gửi được cho {name}; thêm kênh liên lạc hoặc chuyển tay",
    en: "No channel reaches {name}; add a contact point or pass it on by hand"
  }
})

const say = (code: keyof typeof texts, params: Catalogue.Params = {}): Bilingual => ({
  vi: Catalogue.say(texts, code, params, "vi"),
  en: Catalogue.say(texts, code, params, "en")
})

const closed = (channel: string, reason: Reason["_tag"], because: Bilingual, again = false): Closed => ({
  channel,
  reason,
  because,
  again
})

const inWords = (reason: Reason): Bilingual => {
  switch (reason._tag) {
    case "TooLong":
      return say("route.too-long", { length: reason.length, max: reason.maxLength })
    case "NotCarried":
      return say("route.not-carried")
    default:
      return say("route.tried", { reason: reason._tag })
  }
}

/** A channel that breaks while it is asked is not available; nothing has left yet. */
const broken = (letter: Letter.Letter) => (): Effect.Effect<never, DeliveryError> =>
  Effect.fail(
    new DeliveryError({
      channel: letter.channel,
      key: letter.message.key,
      reason: new Unavailable({ detail: "quote" })
    })
  )

/** What one road offers, or why it is closed. */
const ask = (options: Options, road: Road, place: number): Effect.Effect<Offer | Closed> =>
  Effect.gen(function* () {
    const { message, channels, at, expires = null, tried = [] } = options
    const channel = channels.find(({ capabilities }) => capabilities.name === road.channel)
    if (channel === undefined) return closed(road.channel, "Unreachable", say("route.not-connected"))
    const failed = tried.find((one) => one.channel === road.channel)
    if (failed !== undefined) return closed(road.channel, failed.reason, say("route.tried", { reason: failed.reason }))
    const letter = Letter.admit(message, road, channel.capabilities.doors)
    if (!Letter.isLetter(letter)) return closed(road.channel, "Refused", Door.words(letter))
    const forbidden = objection(channel.capabilities, letter)
    if (forbidden !== null) return closed(road.channel, forbidden._tag, inWords(forbidden))

    const awake = QuietHours.end(channel.capabilities.quietHours, at)
    const quote = yield* Effect.result(Effect.catchDefect(channel.quote(letter, awake), broken(letter)))
    if (Result.isFailure(quote)) {
      const { reason, isRetryable } = quote.failure
      return closed(road.channel, reason._tag, isRetryable ? say("route.no-answer") : inWords(reason), isRetryable)
    }
    if (quote.success.answer === "no") return closed(road.channel, "Unreachable", quote.success.because)
    const from = quote.success.answer === "wait" ? quote.success.until : awake
    if (expires !== null && from >= expires) return closed(road.channel, "Expired", say("route.too-late"))
    const quiet = from > at ? say("route.quiet", { until: localTime(from) }) : null
    const waits = quote.success.answer === "wait" ? quote.success.because : quiet
    return { letter, channel, price: quote.success.price, from, waits, place }
  })

const isLast = ({ channel }: Offer): boolean => channel.capabilities.resort === "last"

/** The rule, in one place: automatic before by hand, cheap before dear, soon before late, then as the recipient likes. */
const better = (a: Offer, b: Offer): number =>
  Number(isLast(a)) - Number(isLast(b)) ||
  a.price - b.price ||
  (a.from < b.from ? -1 : a.from > b.from ? 1 : a.place - b.place)

const whyNot = (offer: Offer, taken: Offer): Bilingual => {
  if (isLast(offer) && !isLast(taken)) return say("route.last-resort")
  if (offer.price > taken.price) return say("route.dearer", { price: Numeral.format(offer.price) })
  if (offer.from > taken.from) return offer.waits ?? say("route.later", { until: localTime(offer.from) })
  return say("route.not-preferred")
}

/** Asks the channels on the recipient's roads and decides. Sends nothing. */
export const choose = (options: Options): Effect.Effect<Decision> =>
  Effect.map(
    Effect.forEach(options.message.to.roads, (road, place) => ask(options, road, place)),
    (answers): Decision => {
      const offers = answers.filter((answer): answer is Offer => "letter" in answer).toSorted(better)
      const closedRoads = answers.filter((answer): answer is Closed => "reason" in answer)
      const [taken, ...others] = offers
      const without = closedRoads.map(({ channel, because }): Alternative => ({ channel, because }))
      const silent = closedRoads.find((road) => road.again)
      if (silent !== undefined && (taken === undefined || isLast(taken))) {
        const { channel, reason } = silent
        return { take: "none", channel, reason, because: say("route.no-answer"), alternatives: without }
      }
      if (taken === undefined) {
        const reason = closedRoads.at(-1)?.reason ?? "Unreachable"
        const because = say("route.none", { name: options.message.to.name })
        return { take: "none", channel: null, reason, because, alternatives: without }
      }
      const { title, name } = taken.channel.capabilities
      const decided = {
        channel: name,
        price: taken.price,
        alternatives: [
          ...others.map((offer) => ({ channel: offer.channel.capabilities.name, because: whyNot(offer, taken) })),
          ...without
        ]
      }
      const words = (code: keyof typeof texts): Bilingual => {
        const params = { price: Numeral.format(taken.price), until: localTime(taken.from) }
        return {
          vi: Catalogue.say(texts, code, { ...params, channel: title.vi }, "vi"),
          en: Catalogue.say(texts, code, { ...params, channel: title.en }, "en")
        }
      }
      if (taken.from > options.at) return { ...decided, take: "wait", until: taken.from, because: words("route.wait") }
      return {
        ...decided,
        take: "now",
        letter: taken.letter,
        because: words(isLast(taken) ? "route.take-last" : "route.take")
      }
    }
  )
