/** Text messages through the HTTP gateway of a telephone company. The gateway of this guide is made up. */

import { Channel, DeliveryError, type Letter, QuietHours } from "@lienhoi/messaging"
import { Catalogue } from "@lienhoi/words"
import { Effect } from "effect"

/** What the channel can do and may not do. Whoever chooses a road reads this; nothing of it is written a second time. */
export const capabilities: Channel.Capabilities = {
  name: "phone",
  title: { vi: "Tin nhắn SMS", en: "Text message" },
  doors: [{ audience: "person", accepts: { secrecy: "internal", personal: "basic" } }],
  maxLength: 335,
  maxSubject: 0,
  files: null,
  idempotency: "key",
  answers: "at-once",
  status: true,
  quietHours: { from: "21:00", to: "07:00" },
  contactWithinDays: null,
  quotas: [{ per: "minute", of: "sender", messages: 60 }],
  price: { perMessage: 600, freeAfterContact: null },
  resort: "ordinary"
}

/** The gateway of the association. `key` is its secret: from the environment, never from a file. */
export interface Gateway {
  readonly url: string
  readonly key: string
  readonly fetch: (request: Request) => Promise<Response>
}

const texts = Catalogue.make({
  night: { vi: "không nhắn tin từ 21 giờ đến 7 giờ", en: "no text messages from 21:00 to 7:00" },
  number: { vi: "“{address}” không phải số điện thoại di động", en: "“{address}” is no mobile number" }
})

const say = (code: keyof typeof texts, params: Catalogue.Params = {}) => ({
  vi: Catalogue.say(texts, code, params, "vi"),
  en: Catalogue.say(texts, code, params, "en")
})

/** `0900 000 001` as the gateway wants it: `84900000001`; `null` when it is no mobile number. */
const numberOf = (address: string): string | null => {
  const digits = address.replaceAll(/[ .]/gu, "").replace(/^(?:\+?84|0)/u, "84")
  return /^84[35789]\d{8}$/u.test(digits) ? digits : null
}

const quote: Channel.Adapter["quote"] = (letter, at) => {
  const price = capabilities.price.perMessage
  if (numberOf(letter.address) === null)
    return Effect.succeed({ answer: "no", because: say("number", { address: letter.address }) })
  const until = QuietHours.end(capabilities.quietHours, at)
  return Effect.succeed(
    until === at ? { answer: "now", price } : { answer: "wait", price, until, because: say("night") }
  )
}

/** What an answer of the gateway means for the one who asks: try again, another road, or a person. */
const reasonOf = (status: number, headers: Headers): DeliveryError.Reason => {
  if (status === 429)
    return new DeliveryError.RateLimited({ retryAfterMillis: Number(headers.get("retry-after") ?? 60) * 1000 })
  if (status === 400) return new DeliveryError.Unreachable({ detail: "number refused" })
  if (status === 401 || status === 402) return new DeliveryError.Suspended({ detail: `answered ${status}` })
  return new DeliveryError.Unavailable({ detail: `answered ${status}` })
}

const refused = (letter: Letter.Letter, reason: DeliveryError.Reason) =>
  new DeliveryError.DeliveryError({ channel: capabilities.name, key: letter.message.key, reason })

/** A request that the gateway may have taken although no answer came. */
class Lost {
  readonly cause: unknown
  constructor(cause: unknown) {
    this.cause = cause
  }
}

const neverLeft = (cause: unknown): boolean =>
  cause instanceof Error && (cause.cause as { readonly code?: unknown } | undefined)?.code === "ECONNREFUSED"

/** A channel over one gateway. */
export const make = ({ fetch, key, url }: Gateway): Channel.Contract => {
  const ask = (path: string, body: unknown) =>
    Effect.tryPromise({
      try: async (signal) => {
        const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" }
        const init =
          body === null ? { headers, signal } : { method: "POST", headers, signal, body: JSON.stringify(body) }
        const response = await fetch(new Request(new URL(path, url), init))
        return { status: response.status, headers: response.headers, told: await response.json() }
      },
      catch: (cause) => new Lost(cause)
    }).pipe(Effect.timeoutOrElse({ duration: "20 seconds", orElse: () => Effect.fail(new Lost("no answer")) }))

  const send: Channel.Adapter["send"] = (letter) =>
    Effect.gen(function* () {
      const to = numberOf(letter.address)
      if (to === null) return yield* refused(letter, new DeliveryError.Unreachable({ detail: "no mobile number" }))
      const { body, key: reference } = letter.message
      const answer = yield* ask("messages", { to, text: body, reference }).pipe(
        Effect.mapError(({ cause }) =>
          neverLeft(cause)
            ? refused(letter, new DeliveryError.Unavailable({ detail: "not connected" }))
            : new DeliveryError.OutcomeUnknown({
                channel: capabilities.name,
                key: reference,
                detail: "no answer",
                cause
              })
        )
      )
      if (answer.status !== 201) return yield* refused(letter, reasonOf(answer.status, answer.headers))
      const { id, at } = answer.told as { readonly id: string; readonly at: string }
      return { id, at, answerBy: null }
    })

  const status: NonNullable<Channel.Adapter["status"]> = ({ id }) =>
    ask(`messages/${encodeURIComponent(id)}`, null).pipe(
      Effect.map(({ told }) => (told as { readonly state?: Channel.Status }).state ?? "unknown"),
      Effect.orElseSucceed((): Channel.Status => "unknown")
    )

  return Channel.make({ capabilities, quote, send, status })
}
