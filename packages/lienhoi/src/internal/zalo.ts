/**
 * The Official Account a configuration names: its roads, its care, and what people do who set it up.
 */
import { randomBytes } from "node:crypto"
import * as Instant from "@lienhoi/calendar/Instant"
import type * as Channel from "@lienhoi/messaging/Channel"
import type { CredentialStore } from "@lienhoi/messaging/CredentialStore"
import * as Labelled from "@lienhoi/messaging/Labelled"
import * as Message from "@lienhoi/messaging/Message"
import type { Road } from "@lienhoi/messaging/Recipient"
import * as Routing from "@lienhoi/messaging/Routing"
import * as Catalogue from "@lienhoi/words/Catalogue"
import * as Issue from "@lienhoi/words/Issue"
import type { Bilingual } from "@lienhoi/words/Language"
import * as Account from "@lienhoi/zalo/Account"
import * as Bot from "@lienhoi/zalo/Bot"
import * as BotChannel from "@lienhoi/zalo/BotChannel"
import * as Consent from "@lienhoi/zalo/Consent"
import * as ConsultationChannel from "@lienhoi/zalo/ConsultationChannel"
import * as Contact from "@lienhoi/zalo/Contact"
import * as GroupChannel from "@lienhoi/zalo/GroupChannel"
import type { Pace } from "@lienhoi/zalo/Pace"
import * as Readiness from "@lienhoi/zalo/Readiness"
import * as TemplateChannel from "@lienhoi/zalo/TemplateChannel"
import * as TemplateMessage from "@lienhoi/zalo/TemplateMessage"
import * as Transport from "@lienhoi/zalo/Transport"
import { words } from "@lienhoi/zalo/ZaloError"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import type { TemplateInUse, Trial, Tried } from "../Zalo.ts"
import type { ZaloConfig } from "../ZaloConfig.ts"
import type { Household } from "./household.ts"

/** The account with its roads. */
export interface Connected {
  readonly config: ZaloConfig
  readonly account: Account.Account
  readonly bot: Bot.Bot | null
  readonly channels: ReadonlyArray<Channel.Contract>
  /** What is known of people's windows; what comes in is written here. */
  readonly contact: Contact.Contact["Service"]
}

const issue = Issue.from(
  Catalogue.make({
    "zalo.no-secret": {
      vi: "Thiếu khóa bí mật của ứng dụng Zalo; đặt biến môi trường ZALO_APP_SECRET và ghi appSecret: process.env.ZALO_APP_SECRET",
      en: "The secret of the Zalo app is missing; set ZALO_APP_SECRET and write appSecret: process.env.ZALO_APP_SECRET"
    },
    "zalo.id": {
      vi: "“{name}” phải là dãy số trong dấu nháy, ví dụ “4000000000000000004”",
      en: "“{name}” has to be digits in quotes, such as “4000000000000000004”"
    },
    "zalo.no-redirect": {
      vi: "Chưa có địa chỉ nhận mã đồng ý; ghi channels.zalo.redirect đúng như đã đăng ký với Zalo",
      en: "There is no callback address; write channels.zalo.redirect exactly as registered with Zalo"
    },
    "zalo.urgent-missing": {
      vi: "Chưa có mẫu “{name}” để báo gấp; thêm mẫu đó vào templates, hoặc sửa channels.zalo.urgent",
      en: "There is no template “{name}” for urgent matters; add it to templates, or correct channels.zalo.urgent"
    },
    "zalo.urgent-kind": {
      vi: "Mẫu “{name}” không dùng để báo gấp được; ghi ở channels.zalo.urgent mã của một mẫu có kind: case",
      en: "The template “{name}” cannot take urgent matters; write in channels.zalo.urgent the id of one with kind: case"
    },
    "zalo.store": {
      vi: "Không ghi được vào kho; xem lại kho rồi làm lại",
      en: "The store could not be written to; check it and try again"
    }
  })
)

/** What is wrong with this part of a configuration. */
export const problems = (
  config: ZaloConfig | undefined,
  { templates }: Pick<Household, "templates">
): ReadonlyArray<Issue.Issue> => {
  if (config === undefined) return []
  const at = (name: string) => ({ path: ["channels", "zalo", name] })
  const ids = (["appId", "officialAccount"] as const).filter((name) => !/^\d{1,32}$/.test(String(config[name] ?? "")))
  const { urgent } = config
  const kind = urgent === undefined ? undefined : templates.get(urgent)?.template.kind
  return [
    ...ids.map((name) => issue("zalo.id", { name }, at(name))),
    ...((config.appSecret ?? "") === "" ? [issue("zalo.no-secret", {}, at("appSecret"))] : []),
    ...(urgent === undefined || kind === "case"
      ? []
      : [issue(kind === undefined ? "zalo.urgent-missing" : "zalo.urgent-kind", { name: urgent }, at("urgent"))])
  ]
}

/** Opens the account and its roads. */
export const open = (config: ZaloConfig): Effect.Effect<Connected, never, CredentialStore | Pace> =>
  Effect.gen(function* () {
    const { hosts = {}, law = {} } = config
    const account = yield* Account.make({
      appId: config.appId,
      appSecret: Redacted.make(config.appSecret ?? ""),
      oaId: config.officialAccount,
      proof: config.proof ?? false,
      hosts,
      law
    })
    const bot = config.bot === undefined ? null : yield* Bot.make({ token: Redacted.make(config.bot), hosts, law })
    const channels = [
      yield* ConsultationChannel.make(account),
      GroupChannel.make(account),
      TemplateChannel.make(account, { templates: config.templates ?? {} }),
      ...(bot === null ? [] : [BotChannel.make(bot)])
    ]
    return { config, account, bot, channels, contact: yield* Contact.Contact }
  }).pipe(Effect.provide(Layer.merge(Transport.layerFetch(), Contact.layerMemory)))

const texts = Catalogue.make({
  "reconnect-needed": {
    vi: "Kết nối Zalo sắp mất: tin còn gửi được đến {until}; trước lúc đó chạy “lienhoi zalo connect”",
    en: "The connection to Zalo is about to end: messages go until {until}; before then run “lienhoi zalo connect”"
  },
  "not-connected": {
    vi: "Chưa nối Official Account; chạy “lienhoi zalo connect”",
    en: "The Official Account is not connected; run “lienhoi zalo connect”"
  },
  trial: { vi: "người nhận thử", en: "the recipient of the trial" }
})

const say = (code: keyof typeof texts, params: Catalogue.Params = {}): Bilingual => ({
  vi: Catalogue.say(texts, code, params, "vi"),
  en: Catalogue.say(texts, code, params, "en")
})

/** Renews tokens when it is time, also while nothing is sent; gives what a person has to hear, `null` when nothing. */
export const care = ({ account }: Connected): Effect.Effect<Bilingual | null> =>
  Effect.gen(function* () {
    yield* Effect.ignore(account.tokens.access)
    const { state, accessUntil } = yield* account.tokens.standing
    if (state === "not-connected") return say("not-connected")
    if (state !== "reconnect-needed" || accessUntil === null) return null
    const [year, month, day] = Instant.dateIn(accessUntil).split("-")
    return say("reconnect-needed", { until: `${Instant.timeIn(accessUntil)} ${day}/${month}/${year}` })
  }).pipe(Effect.catch(() => Effect.succeed(null)))

/** The link for an administrator. */
export const consent = ({ account, config }: Connected, redirect = config.redirect) =>
  redirect === undefined
    ? Effect.succeed(Issue.fail(issue("zalo.no-redirect", {}, { path: ["channels", "zalo", "redirect"] })))
    : Consent.begin(account, redirect, randomBytes(48))

/** Tries a renewal once more, because a person says so. */
export const reopen = ({ account }: Connected): Effect.Effect<Issue.Checked<null>> =>
  account.tokens.reopen.pipe(
    Effect.as(Issue.ok(null)),
    Effect.catch(() => Effect.succeed(Issue.fail(issue("zalo.store"))))
  )

/** What is missing. */
export const doctor = ({ account, config, bot }: Connected) =>
  Readiness.check(account, {
    templates: config.templates ?? {},
    hasWebhookKey: (config.secretKey ?? "") !== "",
    ...(bot === null ? {} : { bot })
  })

/** The templates in use. */
export const templates = ({ account, config }: Connected): Effect.Effect<ReadonlyArray<TemplateInUse>> =>
  Effect.forEach(Object.entries(config.templates ?? {}), ([kind, { template: id }]) =>
    TemplateMessage.find(account, id).pipe(
      Effect.map((template): TemplateInUse => ({ kind, id, template, failure: null })),
      Effect.catch((error) => Effect.succeed<TemplateInUse>({ kind, id, template: null, failure: words(error) }))
    )
  )

const roadsTo = ({ to = "", group }: Trial): ReadonlyArray<Road> => {
  if (group !== undefined) return [{ channel: GroupChannel.channelName, address: group }]
  return TemplateMessage.canonicalPhone(to) === null
    ? [
        { channel: ConsultationChannel.channelName, address: to },
        { channel: TemplateChannel.channelName, address: `uid:${to}` }
      ]
    : [{ channel: TemplateChannel.channelName, address: to }]
}

/** Decides the road of a message, and hands it over when it is meant. */
export const tryOut = ({ channels }: Connected, association: string, trial: Trial): Effect.Effect<Tried> =>
  Effect.gen(function* () {
    const millis = yield* Clock.currentTimeMillis
    const label = { secrecy: "internal", personal: "none", reviewed: true } as const
    const message = Message.make({
      key: `trial/${millis}`,
      kind: trial.kind ?? "reminder",
      to: {
        audience: trial.group === undefined ? "person" : "group",
        id: "trial",
        name: texts.trial.vi,
        roads: roadsTo(trial)
      },
      duty: null,
      association,
      body: Labelled.make(trial.text, label)
    })
    const decision = yield* Routing.choose({ message, channels, at: Instant.fromMillis(millis) })
    const { because } = decision
    const others = decision.alternatives.map(({ channel: road, because }) => ({ road, because }))
    if (decision.take !== "now" || trial.isReal !== true) {
      const [road, price] = decision.take === "none" ? [null, null] : [decision.channel, decision.price]
      return { road, price, because, others, receipt: null, failure: null }
    }
    const { channel: road, price, letter } = decision
    const channel = channels.find(({ capabilities }) => capabilities.name === road)!
    return yield* channel.send(letter).pipe(
      Effect.map(({ id }) => ({ road, price, because, others, receipt: id, failure: null })),
      Effect.catch((error) =>
        Effect.succeed<Tried>({ road, price, because, others, receipt: null, failure: error.message })
      )
    )
  })
