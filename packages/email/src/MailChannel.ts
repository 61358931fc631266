/**
 * Mail out: one letter is one mail, over pooled and encrypted connections, signed (DKIM) when there is a key. Plain text and
 * HTML come from one source, the body of the message. Each attempt has a return address and a Message-ID of its own, so a
 * delivery report, an answer and a form that comes back all name the message they belong to.
 *
 * What is not promised: a server that takes a mail may still lose it or report later that nobody lives there; that comes in
 * as a delivery report ({@link "MailInbound"}).
 *
 * @since 0.1.0
 */
import { createHash } from "node:crypto"
import * as Instant from "@lienhoi/calendar/Instant"
import * as Channel from "@lienhoi/messaging/Channel"
import {
  DeliveryError,
  NotCarried,
  OutcomeUnknown,
  type Reason,
  Suspended,
  Unavailable,
  Unreachable
} from "@lienhoi/messaging/DeliveryError"
import type { Letter } from "@lienhoi/messaging/Letter"
import type { Message } from "@lienhoi/messaging/Message"
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Language } from "@lienhoi/words/Language"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import type * as Redacted from "effect/Redacted"
import type * as Scope from "effect/Scope"
import * as Semaphore from "effect/Semaphore"
import { ContactState } from "./ContactState.ts"
import { oneLine, page } from "./internal/page.ts"
import * as Smtp from "./internal/smtp.ts"
import * as MailAddress from "./MailAddress.ts"
import * as MailAnswer from "./MailAnswer.ts"
import type { MailServer } from "./MailServer.ts"
import * as ReturnToken from "./ReturnToken.ts"

/** How the channel works. */
export interface Options {
  readonly server: MailServer
  /** The mailbox that mail comes from and answers go to: `hop@hoi.example`. Its server must take `hop+word@…` too. */
  readonly mailbox: string
  /** The sender's name as readers see it: the association's. */
  readonly name: string
  /** Makes the return addresses; at least 16 characters, the same in all processes and for good. */
  readonly secret: Redacted.Redacted<string>
  /** Signs the mail for its domain. Without a key the sending server must do it. */
  readonly dkim?: { readonly domain: string; readonly selector: string; readonly privateKey: Redacted.Redacted<string> }
  readonly language?: Language
  /** Connections open at once; 3 when not given. */
  readonly connections?: number
  /** How many mails the provider takes from us; told to whoever plans. */
  readonly quotas?: ReadonlyArray<Channel.Quota>
}

/** The name of the channel in roads and configurations. */
export const channelName = "email"

const texts = Catalogue.make({
  "mail.title": { vi: "Thư điện tử", en: "E-mail" },
  "mail.bad-address": {
    vi: "địa chỉ thư ghi sai, xem lại danh sách cán bộ",
    en: "the e-mail address is written wrongly; check the list of people"
  },
  "mail.dead-address": {
    vi: "địa chỉ thư không còn dùng ({status}), hỏi lại địa chỉ mới",
    en: "the e-mail address is not in use any more ({status}); ask for the new one"
  }
})

/** What mail can do, as data: persons and closed groups, no secrets and no sensitive data, since it is kept on the way. */
export const capabilities = (quotas: ReadonlyArray<Channel.Quota> = []): Channel.Capabilities => ({
  name: channelName,
  title: texts["mail.title"],
  doors: [
    { audience: "person", accepts: { secrecy: "internal", personal: "basic" } },
    { audience: "group", accepts: { secrecy: "internal", personal: "none" } }
  ],
  maxLength: 100_000,
  maxSubject: 500,
  files: { max: 20, kinds: [{ mediaType: "*", maxBytes: 15_000_000 }] },
  idempotency: "none",
  answers: "at-once",
  status: false,
  quietHours: null,
  contactWithinDays: null,
  quotas,
  price: { perMessage: 0, freeAfterContact: null },
  resort: "ordinary"
})

/** All files of one mail together, in bytes: what most servers take after packing. */
export const maxFiles = 18_000_000

/** How long a letter waits for a free connection before it is handed back for certain. */
const queueFor = "8 seconds"

const digest = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 32)

/**
 * Message-ID of an attempt to say a message: always the same for the same mailbox, key and attempt, and nothing anybody
 * else could write down. An answer names it, also when the return address got lost.
 */
export const messageId = (options: Pick<Options, "mailbox" | "secret">, key: string, attempt: number): string =>
  `<${ReturnToken.write({ token: ReturnToken.make(options.secret).of(key), attempt })}@${MailAddress.domainOf(options.mailbox)}>`

/** What a message belongs to: the mail it answers, or the duty it is about. Readers see one conversation. */
const threadOf = (mailbox: string, { key, duty }: Message): ReadonlyArray<string> => {
  const answered = MailAnswer.answeredBy(key)
  if (answered !== null) return [answered]
  return duty === null ? [] : [`<${digest(`duty ${duty}`)}.duty@${MailAddress.domainOf(mailbox)}>`]
}

/**
 * Opens the channel; its connections close with the scope. Addresses that delivery reports have declared dead
 * ({@link ContactState}) are refused with a reason, so that another road is taken.
 */
export const make = (options: Options): Effect.Effect<Channel.Contract, never, Scope.Scope | ContactState> =>
  Effect.gen(function* () {
    const contacts = yield* ContactState
    const { mailbox, connections = 3, language = "vi" } = options
    const tokens = ReturnToken.make(options.secret)
    const post = yield* Effect.acquireRelease(
      Effect.sync(() => Smtp.open(options, connections)),
      (open) => Effect.sync(() => open.close())
    )
    const free = Semaphore.makeUnsafe(connections)
    const counted = new Map<string, number>()

    /** The outbox counts attempts; without it each call is one. */
    const attemptOf = (key: string, given: number | undefined): number => {
      const attempt = given ?? (counted.get(key) ?? 0) + 1
      if (given === undefined) counted.set(key, attempt)
      return attempt
    }

    const envelope = ({ message }: Letter, address: string, attempt: number): Smtp.Posting => {
      const back = MailAddress.withTag(mailbox, ReturnToken.write({ token: tokens.of(message.key), attempt }))
      const { text, html } = page(message, language)
      return {
        from: { name: oneLine(options.name), address: mailbox },
        to: { name: message.audience === "person" ? oneLine(message.to.name) : "", address },
        back,
        messageId: messageId(options, message.key, attempt),
        thread: threadOf(mailbox, message),
        answers: MailAnswer.answeredBy(message.key) !== null,
        subject: oneLine(message.subject ?? text.split("\n", 1)[0]!.slice(0, 120)),
        text,
        html,
        language,
        files: message.attachments.map(({ name, mediaType, bytes }) => ({ name: oneLine(name), mediaType, bytes }))
      }
    }

    const refuse = (key: string, reason: Reason, cause?: unknown) =>
      new DeliveryError({ channel: channelName, key, reason, ...(cause === undefined ? {} : { cause }) })

    return Channel.make({
      capabilities: capabilities(options.quotas),
      quote: ({ address, message }) =>
        Effect.gen(function* () {
          if (!MailAddress.isAddress(address)) return { answer: "no", because: texts["mail.bad-address"] } as const
          const standing = yield* contacts
            .of(address)
            .pipe(Effect.mapError((cause) => refuse(message.key, new Unavailable({ detail: "contacts" }), cause)))
          if (standing === null || standing.reachable) return { answer: "now", price: 0 } as const
          const { vi, en } = texts["mail.dead-address"]
          const status = standing.status ?? "550"
          return { answer: "no", because: { vi: Catalogue.fill(vi, { status }), en: Catalogue.fill(en, { status }) } }
        }),
      send: (letter, given) =>
        Effect.gen(function* () {
          const { key, attachments } = letter.message
          const address = MailAddress.parse(letter.address)
          if (!address.ok) return yield* refuse(key, new Unreachable({ detail: "not an address" }))
          const size = attachments.reduce((sum, { bytes }) => sum + bytes.length, 0)
          if (size > maxFiles) return yield* refuse(key, new NotCarried({ what: "bytes" }))
          if (post.refused !== null) return yield* refuse(key, new Suspended({ detail: post.refused }))
          const posting = envelope(letter, address.value, attemptOf(key, given))
          const handed = yield* Effect.scoped(
            Effect.gen(function* () {
              const turn = yield* Effect.timeoutOption(free.takeScoped(1), queueFor)
              if (Option.isNone(turn)) return yield* refuse(key, new Unavailable({ detail: "all connections busy" }))
              return yield* post.send(posting)
            })
          )
          if (handed.answer === "refused") return yield* refuse(key, handed.reason, handed.cause)
          if (handed.answer === "lost")
            return yield* new OutcomeUnknown({ channel: channelName, key, detail: "no answer", cause: handed.cause })
          return { id: posting.messageId, at: Instant.fromMillis(yield* Clock.currentTimeMillis), answerBy: null }
        })
    })
  })

/** The channel as a service. */
export const layer = (options: Options): Layer.Layer<Channel.Channel, never, ContactState> =>
  Layer.effect(Channel.Channel, make(options))
