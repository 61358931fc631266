import * as Instant from "@lienhoi/calendar/Instant"
import type * as Channel from "@lienhoi/messaging/Channel"
import {
  DeliveryError,
  NotCarried,
  OutcomeUnknown,
  RateLimited,
  type Reason,
  Suspended,
  TooLong,
  Unavailable,
  Unreachable
} from "@lienhoi/messaging/DeliveryError"
import type { Letter } from "@lienhoi/messaging/Letter"
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Bilingual } from "@lienhoi/words/Language"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { Account } from "../Account.ts"
import { words, type ZaloError } from "../ZaloError.ts"
import { shortAgain } from "./call.ts"

/** Now, as an instant. */
export const now = Effect.map(Clock.currentTimeMillis, Instant.fromMillis)

const reasonOf = (error: ZaloError, at: Instant.Instant): Reason => {
  const { reason, call } = error
  const detail = "code" in reason && reason.code !== null ? `${call} ${reason.code}` : `${call} ${reason._tag}`
  switch (reason._tag) {
    case "Later":
      return new RateLimited({
        retryAfterMillis: Math.max(0, Instant.toMillis(reason.until) - Instant.toMillis(at))
      })
    case "NotSent":
    case "TryAgain":
    case "UploadExpired":
    case "Lost":
    case "Unreadable":
      return new Unavailable({ detail })
    case "Recipient":
    case "WindowClosed":
    case "GroupGone":
      return new Unreachable({ detail })
    case "BadRequest":
      return new NotCarried({ what: reason.what })
    case "TokenRefused":
    case "Reconnect":
    case "Console":
    case "Template":
    case "Unknown":
      return new Suspended({ detail })
  }
}

/** A failed send: certain non-delivery with its reason, or an outcome nobody knows. */
export const toSendError =
  (channel: string, letter: Letter) =>
  (error: ZaloError): Effect.Effect<never, Channel.SendError> =>
    Effect.flatMap(now, (at): Effect.Effect<never, Channel.SendError> => {
      const about = { channel, key: letter.message.key }
      return error.isUnknown
        ? Effect.fail(new OutcomeUnknown({ ...about, detail: error.message, cause: error }))
        : Effect.fail(new DeliveryError({ ...about, reason: reasonOf(error, at), cause: error }))
    })

/** A failed question before sending: nothing left, so nothing is unknown. What a person has to mend closes the road in words. */
export const toQuote =
  (channel: string, letter: Letter, price: number) =>
  (error: ZaloError): Effect.Effect<Channel.Quote, DeliveryError> =>
    Effect.flatMap(now, (at): Effect.Effect<Channel.Quote, DeliveryError> => {
      const because: Bilingual = words(error)
      if (error.reason._tag === "Later")
        return Effect.succeed({ answer: "wait", price, until: error.reason.until, because })
      return error.isRetryable || error.isUnknown || isWaiting(error)
        ? Effect.fail(
            new DeliveryError({ channel, key: letter.message.key, reason: reasonOf(error, at), cause: error })
          ).pipe(Effect.mapError((failed) => (failed.isRetryable ? failed : unavailable(failed))))
        : Effect.succeed({ answer: "no", because })
    })

/** The quote, unless the line of calls is long. */
export const inLine = (
  account: Account,
  at: Instant.Instant,
  quote: Effect.Effect<Channel.Quote, ZaloError>
): Effect.Effect<Channel.Quote, ZaloError> =>
  Effect.flatMap(
    quote,
    (answered): Effect.Effect<Channel.Quote, ZaloError> =>
      answered.answer !== "now"
        ? Effect.succeed(answered)
        : Effect.map(
            shortAgain(account, at),
            (until): Channel.Quote =>
              until === null ? answered : { answer: "wait", price: answered.price, until, because: texts.line }
          )
  )

const texts = Catalogue.make({
  line: { vi: "nhiều tin đang chờ lượt gửi trong phút này", en: "many messages wait for their turn in this minute" }
})

const isWaiting = ({ reason }: ZaloError): boolean => reason._tag === "Reconnect" && reason.why === "waiting"

const unavailable = ({ channel, key }: DeliveryError): DeliveryError =>
  new DeliveryError({ channel, key, reason: new Unavailable({ detail: "token" }) })

/** The receipt of what Zalo took. */
export const receipt = (id: string): Effect.Effect<Channel.Receipt> =>
  Effect.map(now, (at) => ({ id, at, answerBy: null }))

const length = (text: string): number => [...text].length

/** Body and links as one text, or that it is too long. */
export const textOf = (
  channel: string,
  { message }: Letter,
  maxLength: number,
  withLinks: boolean
): Effect.Effect<string, DeliveryError> => {
  const links = withLinks ? message.links.map(({ title, href }) => `${title}: ${href}`) : []
  const text = [message.body, ...links].join("\n\n").normalize("NFC")
  return length(text) > maxLength
    ? Effect.fail(
        new DeliveryError({
          channel,
          key: message.key,
          reason: new TooLong({ length: length(text), maxLength })
        })
      )
    : Effect.succeed(text)
}
