/**
 * The road `zalo`: consultation messages of the Official Account to a person, whose address is her id at this account.
 * When to use: always first; it is free or nearly so. It is open while she has written within seven days, and closed in
 * words otherwise, so that the next road is taken. What it costs and needs: see `OaMessage`.
 *
 * @since 0.1.0
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as Channel from "@lienhoi/messaging/Channel"
import type { Letter } from "@lienhoi/messaging/Letter"
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Bilingual } from "@lienhoi/words/Language"
import * as Effect from "effect/Effect"
import type { Account } from "./Account.ts"
import { Contact, type Known } from "./Contact.ts"
import * as LetterContent from "./internal/letterContent.ts"
import { inLine, now, receipt, toQuote } from "./internal/sending.ts"
import type { Law } from "./Law.ts"
import * as OaMessage from "./OaMessage.ts"
import * as Upload from "./Upload.ts"
import type { ZaloError } from "./ZaloError.ts"

/** The name of this channel in roads. */
export const channelName = "zalo"

const texts = Catalogue.make({
  title: { vi: "Zalo (tin tư vấn)", en: "Zalo (consultation)" },
  never: {
    vi: "người nhận chưa nhắn tin cho Official Account; nhắn một tin là mở được",
    en: "the recipient has not written to the Official Account; one message opens the road"
  },
  closed: {
    vi: "người nhận không nhắn tin quá {days} ngày; nhắn một tin là mở lại được",
    en: "the recipient has not written for {days} days; one message opens the road again"
  }
})

const say = (code: keyof typeof texts, params: Catalogue.Params = {}): Bilingual => ({
  vi: Catalogue.say(texts, code, params, "vi"),
  en: Catalogue.say(texts, code, params, "en")
})

/** What it can do, as data. */
export const capabilities = (account: Pick<Account, "law">): Channel.Capabilities => {
  const { law } = account
  return {
    name: channelName,
    title: texts.title,
    doors: [{ audience: "person", accepts: { secrecy: "internal", personal: "basic" } }],
    maxLength: law.textLength,
    maxSubject: 0,
    files: { max: 1, kinds: Upload.kinds(account) },
    idempotency: "none",
    answers: "at-once",
    status: false,
    quietHours: null,
    contactWithinDays: law.windowDays,
    quotas: [{ per: "minute", of: "sender", messages: law.callsPerMinute, kept: "by-channel" }],
    price: {
      perMessage: law.consultationPrice,
      freeAfterContact: law.freeMessages === null ? null : { messages: law.freeMessages, hours: law.freeHours }
    },
    resort: "ordinary"
  }
}

const [hour, day] = [3_600_000, 86_400_000]

/** That a window is closed is believed for ten minutes: she may have written, and nobody tells us when nothing comes in. */
const believed = hour / 6

/** May a message go by what is known, and what does it cost? */
const judge = (law: Law, { lastContact, free }: Known, at: Instant.Instant): Channel.Quote => {
  if (lastContact === null) return { answer: "no", because: say("never") }
  const since = Instant.toMillis(at) - Instant.toMillis(lastContact)
  if (since > law.windowDays * day) return { answer: "no", because: say("closed", { days: law.windowDays }) }
  const isFree = since <= law.freeHours * hour && (free === null || free > 0)
  return { answer: "now", price: isFree ? 0 : law.consultationPrice }
}

/** The channel of an account. */
export const make = (account: Account): Effect.Effect<Channel.Contract, never, Contact> =>
  Effect.map(Contact, (contact) => {
    const { law, oaId } = account

    /** What is known; Zalo is asked when nothing is, or when what it said before is old and says no. */
    const known = (user: string, at: Instant.Instant): Effect.Effect<Known, ZaloError> =>
      Effect.gen(function* () {
        const found = yield* contact.read(oaId, user)
        const isFresh = found !== null && Instant.toMillis(at) - Instant.toMillis(found.asOf) < believed
        if (found !== null && (isFresh || judge(law, found, at).answer === "now")) return found
        const asked: Known = { ...(yield* OaMessage.window(account, user)), asOf: at }
        yield* contact.write(oaId, user, asked)
        return asked
      })

    /** One free message less; a window Zalo calls closed is closed. */
    const learn = (user: string, change: (known: Known, at: Instant.Instant) => Known) =>
      Effect.gen(function* () {
        const at = yield* now
        const found = yield* contact.read(oaId, user)
        yield* contact.write(oaId, user, change(found ?? { lastContact: null, free: null, asOf: at }, at))
      })

    return Channel.make({
      capabilities: capabilities(account),
      quote: (letter, at) =>
        inLine(
          account,
          at,
          account.tokens.access.pipe(
            Effect.andThen(known(letter.address, at)),
            Effect.map((found) => judge(law, found, at))
          )
        ).pipe(Effect.catch(toQuote(channelName, letter, law.consultationPrice))),
      send: (letter: Letter) =>
        LetterContent.deliver(
          account,
          channelName,
          letter,
          (content) =>
            OaMessage.send(account, letter.address, content).pipe(
              Effect.tap(({ funding }) =>
                learn(letter.address, (found) => ({
                  ...found,
                  free: funding.from === "reply" && funding.remain !== null ? funding.remain : spent(found)
                }))
              ),
              Effect.tapError(({ reason }) =>
                reason._tag === "WindowClosed"
                  ? learn(letter.address, (_, at) => ({ lastContact: null, free: null, asOf: at }))
                  : Effect.void
              ),
              Effect.map(({ messageId }) => messageId)
            ),
          { buttons: true }
        ).pipe(Effect.flatMap(receipt))
    })
  })

const spent = ({ free }: Known): number | null => (free === null ? null : Math.max(0, free - 1))
