/**
 * A channel that sends nothing and writes what would have been sent where a person can open it: for each message one
 * page that looks like a phone (360 px) and one plain text, with its files beside them.
 *
 * @since 0.1.0
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Language } from "@lienhoi/words/Language"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Channel from "./Channel.ts"
import { DeliveryError, Unavailable } from "./DeliveryError.ts"
import * as FileSink from "./FileSink.ts"
import { fileName, safeName } from "./internal/fileName.ts"
import { plainText } from "./internal/plainText.ts"
import { previewPage, texts } from "./internal/previewPage.ts"
import type { Message } from "./Message.ts"

/** What may be set. */
export interface Options {
  /** Language of the words around the message. */
  readonly language?: Language
  /** The name of the channel it stands in for; `preview` when not given. */
  readonly name?: string
  /** Laws of the channel it stands in for, so that a preview refuses what that channel would refuse. */
  readonly as?: Partial<Channel.Capabilities>
}

const capabilities = ({ name = "preview", as = {} }: Options): Channel.Capabilities => ({
  title: texts["preview.title"],
  doors: [
    { audience: "person", accepts: { secrecy: "internal", personal: "basic" } },
    { audience: "group", accepts: { secrecy: "internal", personal: "none" } },
    { audience: "public", accepts: { secrecy: "open", personal: "none" } }
  ],
  maxLength: null,
  maxSubject: null,
  files: { max: 20, kinds: [{ mediaType: "*", maxBytes: 25_000_000 }] },
  quietHours: null,
  contactWithinDays: null,
  quotas: [],
  price: { perMessage: 0, freeAfterContact: null },
  resort: "ordinary",
  ...as,
  name,
  idempotency: "key",
  answers: "at-once",
  status: false
})

/**
 * Where the files of a message are written: `page` for people, `text` to copy from.
 *
 * @example
 * ```ts
 * import { PreviewChannel } from "@lienhoi/messaging"
 *
 * PreviewChannel.paths({ key: "nhắc/2024-10/ấp 1" }).page // => "nhac-2024-10-ap-1-b1558f1f.html"
 * ```
 */
export const paths = (message: Pick<Message, "key">): { readonly page: string; readonly text: string } => {
  const name = fileName(message.key)
  return { page: `${name}.html`, text: `${name}.txt` }
}

/** The channel over a file sink. */
export const make = (options: Options = {}): Effect.Effect<Channel.Contract, never, FileSink.FileSink> =>
  Effect.map(FileSink.FileSink, (sink) => {
    const laws = capabilities(options)
    const language = options.language ?? "vi"
    return Channel.make({
      capabilities: laws,
      quote: () => Effect.succeed({ answer: "now", price: laws.price.perMessage }),
      send: ({ message }) =>
        Effect.gen(function* () {
          const at = Instant.fromMillis(yield* Clock.currentTimeMillis)
          const { page, text } = paths(message)
          const folder = fileName(message.key)
          yield* sink.write(page, previewPage(message, at, language))
          yield* sink.write(text, `${plainText(message, Catalogue.say(texts, "preview.files", {}, language))}\n`)
          for (const [i, { name, bytes }] of message.attachments.entries())
            yield* sink.write(`${folder}/${i + 1}-${safeName(name)}`, bytes)
          return { id: page, at, answerBy: null }
        }).pipe(
          Effect.mapError(
            ({ cause }) =>
              new DeliveryError({
                channel: laws.name,
                key: message.key,
                reason: new Unavailable({ detail: "file" }),
                cause
              })
          )
        )
    })
  })

/** The channel as a service. */
export const layer = (options: Options = {}): Layer.Layer<Channel.Channel, never, FileSink.FileSink> =>
  Layer.effect(Channel.Channel, make(options))
