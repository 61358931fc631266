/**
 * The road every province has on day one: a person. The channel puts a text that is ready to paste on a work list; a
 * person posts it into the Zalo group, or writes to the branch head, and marks it posted; or says that it could not be
 * done. Until then the message stays in hand, and when nobody answers in time its outcome is unknown.
 *
 * @since 0.1.0
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Bilingual, Language } from "@lienhoi/words/Language"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Channel from "./Channel.ts"
import { DeliveryError, type Reason, Unavailable } from "./DeliveryError.ts"
import { localTime } from "./internal/localTime.ts"
import { plainText } from "./internal/plainText.ts"
import * as Outbox from "./Outbox.ts"
import * as Worklist from "./Worklist.ts"

/** The name of this channel in roads. */
export const channelName = "by-hand"

/** What may be set. */
export interface Options {
  readonly language?: Language
  /** How long a person may take to mark an item; three days when not given. */
  readonly answerWithin?: Duration.Input
  /** Longest text that fits where it is pasted, in characters; no limit when not given. */
  readonly maxLength?: number
}

const texts = Catalogue.make({
  "by-hand.title": { vi: "Chuyển tay", en: "By hand" },
  "by-hand.files": { vi: "Tệp gửi kèm", en: "Files to send along" },
  "by-hand.heading": { vi: "Tin cần chuyển tay ({n})", en: "To be passed on by hand ({n})" },
  "by-hand.nothing": { vi: "Không có tin nào chờ chuyển tay.", en: "Nothing is waiting to be passed on." },
  "by-hand.where.person": { vi: "Gửi cho {name} ({where})", en: "Send to {name} ({where})" },
  "by-hand.where.group": { vi: "Đăng vào {name} ({where})", en: "Post in {name} ({where})" },
  "by-hand.where.public": { vi: "Đăng lên {name} ({where})", en: "Publish on {name} ({where})" },
  "by-hand.until": { vi: "Đánh dấu trước {until}", en: "Mark it before {until}" },
  "by-hand.why.no-contact": {
    vi: "Không liên lạc được với người nhận",
    en: "The recipient could not be reached"
  },
  "by-hand.why.not-in-group": { vi: "Chưa ở trong nhóm", en: "Not a member of the group" },
  "by-hand.why.too-late": { vi: "Không còn cần chuyển", en: "No longer needed" }
})

/** Why it could not be posted. */
export type CouldNot = "no-contact" | "not-in-group" | "too-late"

const reasons: { readonly [W in CouldNot]: Reason["_tag"] } = {
  "no-contact": "Unreachable",
  "not-in-group": "Unreachable",
  "too-late": "Expired"
}

/** What a person may choose from, in words. */
export const couldNotWords = (why: CouldNot): Bilingual => texts[`by-hand.why.${why}`]

/** What people can do, as data: they take anything but secrets, tell groups nothing about persons, and cost no đồng. */
export const capabilities = (options: Options = {}): Channel.Capabilities => ({
  name: channelName,
  title: texts["by-hand.title"],
  doors: [
    { audience: "person", accepts: { secrecy: "internal", personal: "basic" } },
    { audience: "group", accepts: { secrecy: "internal", personal: "none" } },
    { audience: "public", accepts: { secrecy: "open", personal: "none" } }
  ],
  maxLength: options.maxLength ?? null,
  maxSubject: null,
  files: { max: 10, kinds: [{ mediaType: "*", maxBytes: 25_000_000 }] },
  idempotency: "key",
  answers: "later",
  status: false,
  quietHours: null,
  contactWithinDays: null,
  quotas: [],
  price: { perMessage: 0, freeAfterContact: null },
  resort: "last"
})

/** The channel over a work list. */
export const make = (options: Options = {}): Effect.Effect<Channel.Contract, never, Worklist.Worklist> =>
  Effect.map(Worklist.Worklist, (worklist) =>
    Channel.make({
      capabilities: capabilities(options),
      quote: () => Effect.succeed({ answer: "now", price: 0 }),
      send: ({ message, address }) =>
        Effect.gen(function* () {
          const millis = yield* Clock.currentTimeMillis
          const since = Instant.fromMillis(millis)
          const until = Instant.fromMillis(millis + Duration.toMillis(options.answerWithin ?? "3 days"))
          const { key, kind, duty, audience, to, attachments } = message
          yield* worklist
            .add({
              key,
              kind,
              duty,
              audience,
              name: to.name,
              where: address,
              text: plainText(message, Catalogue.say(texts, "by-hand.files", {}, options.language)),
              files: attachments,
              since,
              until
            })
            .pipe(
              Effect.mapError(
                ({ cause }) =>
                  new DeliveryError({
                    channel: channelName,
                    key,
                    reason: new Unavailable({ detail: "worklist" }),
                    cause
                  })
              )
            )
          return { id: key, at: since, answerBy: until }
        })
    })
  )

/** The channel as a service. */
export const layer = (options: Options = {}): Layer.Layer<Channel.Channel, never, Worklist.Worklist> =>
  Layer.effect(Channel.Channel, make(options))

const mark = (key: string, result: Outbox.Outcome) =>
  Effect.gen(function* () {
    const outbox = yield* Outbox.Outbox
    const worklist = yield* Worklist.Worklist
    const at = Instant.fromMillis(yield* Clock.currentTimeMillis)
    const state = yield* outbox.record({ key, attempt: null, at, result })
    yield* worklist.remove(key)
    return state
  })

/** `by` (a person id) posted it: the message is accepted. Marking twice changes nothing. */
export const posted = (
  key: string,
  by: string
): Effect.Effect<Outbox.State | null, Outbox.OutboxError | Worklist.WorklistError, Outbox.Outbox | Worklist.Worklist> =>
  mark(key, { outcome: "accepted", channel: channelName, receipt: key, by })

/** `by` could not post it: the message is undelivered, for this reason. */
export const couldNot = (
  key: string,
  by: string,
  why: CouldNot
): Effect.Effect<Outbox.State | null, Outbox.OutboxError | Worklist.WorklistError, Outbox.Outbox | Worklist.Worklist> =>
  mark(key, { outcome: "not-delivered", channel: channelName, reason: reasons[why], again: null, by })

/**
 * The work list as text: what to post where, each with its text between two lines. Items come as `Worklist.items`
 * gives them.
 *
 * @example
 * ```ts
 * import { ByHandChannel } from "@lienhoi/messaging"
 *
 * ByHandChannel.worklistText([]) // => "Không có tin nào chờ chuyển tay."
 * ```
 */
export const worklistText = (items: ReadonlyArray<Worklist.Item>, language: Language = "vi"): string => {
  const say = (code: keyof typeof texts, params: Catalogue.Params = {}) => Catalogue.say(texts, code, params, language)
  if (items.length === 0) return say("by-hand.nothing")
  const line = "-".repeat(24)
  const one = ({ audience, name, where, text, until }: Worklist.Item, i: number): string =>
    [
      `${i + 1}. ${say(`by-hand.where.${audience}`, { name, where })}`,
      `   ${say("by-hand.until", { until: localTime(until) })}`,
      line,
      text,
      line
    ].join("\n")
  return [say("by-hand.heading", { n: items.length }), ...items.map(one)].join("\n\n")
}
