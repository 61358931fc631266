/**
 * The road `zalo-template`: messages by an approved template, to a phone number (`0987 654 321`) or to a person's id at this
 * account (`uid:2000…`). When to use: when nobody has written lately. What it costs and needs: see `TemplateMessage`. Which
 * template stands for which kind of message is a setting; what no longer fits the template closes the road in words.
 *
 * @since 0.1.0
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import * as Channel from "@lienhoi/messaging/Channel"
import type { Letter } from "@lienhoi/messaging/Letter"
import * as QuietHours from "@lienhoi/messaging/QuietHours"
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Bilingual } from "@lienhoi/words/Language"
import * as Effect from "effect/Effect"
import type { Account } from "./Account.ts"
import * as Remembered from "./internal/remembered.ts"
import { receipt, toQuote, toSendError } from "./internal/sending.ts"
import * as TemplateMessage from "./TemplateMessage.ts"
import { Template, ZaloError } from "./ZaloError.ts"

/** The name of this channel in roads. */
export const channelName = "zalo-template"

/** Where the words of a place come from: a part of the message, or fixed words. */
export type Part = "name" | "subject" | "body" | "link" | { readonly words: string }

/** One template in use. */
export interface Use {
  /** Id of the template at Zalo. */
  readonly template: string
  /** What fills each of its places. */
  readonly data: { readonly [parameter: string]: Part }
  /** It may not be sent at night; which templates that concerns, Zalo does not tell. */
  readonly night?: boolean
}

/** Templates by kind of message (`reminder`, `digest`, `returned`); `*` for every other kind. */
export interface Options {
  readonly templates: { readonly [kind: string]: Use }
}

const texts = Catalogue.make({
  title: { vi: "Zalo (tin theo mẫu)", en: "Zalo (template message)" },
  "no-template": {
    vi: "chưa chọn mẫu tin Zalo cho loại tin “{kind}”; khai trong channels.zalo.templates",
    en: "no Zalo template is chosen for messages of kind “{kind}”; name one in channels.zalo.templates"
  },
  status: {
    vi: "mẫu tin {template} chưa dùng được ({status}); xem trên trang quản trị mẫu tin của Zalo",
    en: "template {template} cannot be used ({status}); see the templates in Zalo's console"
  },
  missing: {
    vi: "mẫu tin {template} cần “{parameter}”, tin này không có; sửa channels.zalo.templates",
    en: "template {template} asks for “{parameter}”, which this message lacks; mend channels.zalo.templates"
  },
  "too-long": {
    vi: "“{parameter}” dài {length} ký tự, mẫu tin {template} nhận tối đa {limit}; rút ngắn hoặc xin mẫu khác",
    en: "“{parameter}” has {length} characters, template {template} takes {limit}; shorten it or apply for another"
  },
  "too-short": {
    vi: "“{parameter}” dài {length} ký tự, mẫu tin {template} đòi ít nhất {limit}; viết dài hơn",
    en: "“{parameter}” has {length} characters, template {template} asks for {limit}; write more"
  },
  night: { vi: "mẫu tin này không gửi ban đêm", en: "this template is not sent at night" },
  quota: { vi: "đã gửi hết số tin theo mẫu của ngày", en: "the day's template messages are used up" }
})

const say = (code: keyof typeof texts, params: Catalogue.Params = {}): Bilingual => ({
  vi: Catalogue.say(texts, code, params, "vi"),
  en: Catalogue.say(texts, code, params, "en")
})

/** What it can do, as data. The length of a text is the template's, so {@link make} checks it when asked for a quote. */
export const capabilities = ({ law }: Pick<Account, "law">): Channel.Capabilities => ({
  name: channelName,
  title: texts.title,
  doors: [{ audience: "person", accepts: { secrecy: "internal", personal: "basic" } }],
  maxLength: null,
  maxSubject: 0,
  files: null,
  idempotency: "none",
  answers: "at-once",
  status: true,
  quietHours: null,
  contactWithinDays: null,
  quotas: [
    { per: "day", of: "sender", messages: law.templatesPerDay },
    ...(law.templatesPerMinute === null
      ? []
      : [{ per: "minute", of: "sender", messages: law.templatesPerMinute, kept: "by-channel" } as const])
  ],
  price: { perMessage: law.templatePrice, freeAfterContact: null },
  resort: "ordinary"
})

const partOf = ({ message }: Letter, part: Part): string => {
  if (typeof part === "object") return part.words
  switch (part) {
    case "name":
      return message.to.name
    case "subject":
      return message.subject ?? ""
    case "body":
      return message.body
    case "link":
      return message.links[0]?.href ?? ""
  }
}

const dataOf = (letter: Letter, use: Use): TemplateMessage.Data =>
  Object.fromEntries(Object.entries(use.data).map(([name, part]) => [name, partOf(letter, part).normalize("NFC")]))

/** How the receipts of this channel begin, by phone and by user id. */
const [byPhone, byUser] = ["p:", "u:"]

const user = ({ address }: Letter): string | null => (address.startsWith("uid:") ? address.slice(4) : null)

const noTemplate = new ZaloError({
  product: "zns",
  call: "message.template",
  reason: new Template({ code: null, parameter: null })
})

/** How long Zalo's word about a template and about the day's quota is believed, in milliseconds. */
const [templateFor, quotaFor] = [600_000, 300_000]

/** The channel of an account. */
export const make = (account: Account, { templates }: Options): Channel.Contract => {
  const { law } = account
  const known = Remembered.make<TemplateMessage.Template>(templateFor)
  const quotas = Remembered.make<{ readonly remaining: number | null }>(quotaFor)
  const useOf = ({ message }: Letter): Use | undefined => templates[message.kind] ?? templates["*"]
  const templateOf = (use: Use) => known.get(use.template, TemplateMessage.find(account, use.template))
  const quotaOf = quotas.get("day", TemplateMessage.quota(account))

  const ask = (letter: Letter, use: Use, at: Instant.Instant) =>
    Effect.gen(function* () {
      const template = yield* templateOf(use)
      const { template: id } = use
      if (template.status !== "ENABLE" && template.status !== "")
        return { answer: "no", because: say("status", { template: id, status: template.status }) } as const
      const [wrong] = TemplateMessage.mismatches(template, dataOf(letter, use))
      if (wrong !== undefined) return { answer: "no", because: say(wrong.what, { ...wrong, template: id }) } as const
      const price = (user(letter) === null ? template.price.phone : template.price.user) ?? law.templatePrice
      const awake = use.night === true ? QuietHours.end(law.night, at) : at
      if (awake > at) return { answer: "wait", price, until: awake, because: say("night") } as const
      const { remaining } = yield* quotaOf
      const tomorrow = Instant.at(PlainDate.addDays(Instant.dateIn(at), 1), "00:01")
      return remaining !== null && remaining <= 0
        ? ({ answer: "wait", price, until: tomorrow, because: say("quota") } as const)
        : ({ answer: "now", price } as const)
    })

  const send = (letter: Letter, use: Use) => {
    const order = { template: use.template, data: dataOf(letter, use) }
    const id = user(letter)
    return id === null
      ? Effect.map(
          TemplateMessage.toPhone(account, letter.address, {
            ...order,
            tracking: TemplateMessage.trackingId(letter.message.key)
          }),
          ({ messageId }) => `${byPhone}${messageId}`
        )
      : Effect.map(TemplateMessage.toUser(account, id, order), ({ messageId }) => `${byUser}${messageId}`)
  }

  return Channel.make({
    capabilities: capabilities(account),
    quote: (letter, at) => {
      const use = useOf(letter)
      return use === undefined
        ? Effect.succeed({ answer: "no", because: say("no-template", { kind: letter.message.kind }) })
        : Effect.catch(ask(letter, use, at), toQuote(channelName, letter, law.templatePrice))
    },
    send: (letter) => {
      const use = useOf(letter)
      const failed = toSendError(channelName, letter)
      if (use === undefined) return failed(noTemplate)
      return send(letter, use).pipe(
        Effect.tapError(() =>
          Effect.sync(() => {
            known.forget(use.template)
            quotas.forget("day")
          })
        ),
        Effect.catch(failed),
        Effect.flatMap(receipt)
      )
    },
    // Zalo can be asked about messages by phone only; of the others it is known that Zalo took them.
    status: ({ id }) =>
      id.startsWith(byPhone)
        ? Effect.catch(TemplateMessage.status(account, id.slice(byPhone.length)), () => Effect.succeed("unknown"))
        : Effect.succeed(id.startsWith(byUser) ? "accepted" : "unknown")
  })
}
