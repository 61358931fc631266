/**
 * What is missing for messages to flow, in plain words: what stands, what to look at, what is missing, each with the next
 * step. Asks Zalo; sends nothing.
 *
 * @since 0.1.0
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Bilingual } from "@lienhoi/words/Language"
import * as Effect from "effect/Effect"
import type { Account } from "./Account.ts"
import * as Bot from "./Bot.ts"
import * as Group from "./Group.ts"
import * as Profile from "./Profile.ts"
import type { Use } from "./TemplateChannel.ts"
import * as TemplateMessage from "./TemplateMessage.ts"
import { words, type ZaloError } from "./ZaloError.ts"

/** One thing that was looked at. `look` works and deserves a second look; `missing` keeps messages from flowing. */
export interface Finding {
  readonly about: "connection" | "account" | "wallet" | "templates" | "groups" | "inbound" | "bot"
  readonly level: "stands" | "look" | "missing"
  readonly text: Bilingual
}

/** What else is set up. */
export interface Asked {
  readonly templates?: { readonly [kind: string]: Use }
  /** Whether the secret key of webhooks is set. */
  readonly hasWebhookKey: boolean
  readonly bot?: Bot.Bot
}

const texts = Catalogue.make({
  "not-connected": {
    vi: "Chưa nối Official Account. Chạy “lienhoi zalo connect”, gửi liên kết cho quản trị viên của Official Account bấm đồng ý",
    en: "The Official Account is not connected. Run “lienhoi zalo connect” and have an administrator of the account open the link"
  },
  connected: {
    vi: "Đã nối Official Account; kết nối tự gia hạn, ít nhất đến {until}",
    en: "The Official Account is connected and renews itself, at least until {until}"
  },
  renewing: {
    vi: "Lần gia hạn kết nối vừa rồi không có câu trả lời, sẽ thử lại một lần; tin vẫn gửi được đến {until}",
    en: "The last renewal got no answer and is tried once more; messages go until {until}"
  },
  "reconnect-needed": {
    vi: "Không gia hạn được kết nối nữa. Tin còn gửi được đến {until}; trước lúc đó chạy “lienhoi zalo connect” và nhờ quản trị viên bấm đồng ý",
    en: "The connection can be renewed no more. Messages go until {until}; before then run “lienhoi zalo connect” and have an administrator agree"
  },
  unreachable: { vi: "Chưa hỏi được Zalo: {reason}", en: "Zalo could not be asked: {reason}" },
  account: {
    vi: "Official Account “{name}”, {followers} người quan tâm",
    en: "Official Account “{name}”, {followers} followers"
  },
  "other-account": {
    vi: "Kết nối đang thuộc Official Account {given}, cấu hình ghi {expected}; nối lại đúng tài khoản",
    en: "The connection is of account {given}, the configuration names {expected}; connect the right one"
  },
  "not-verified": {
    vi: "Official Account chưa xác thực: chưa gửi được tin theo mẫu, chưa lập được nhóm. Nộp hồ sơ xác thực trên trang quản trị Official Account",
    en: "The account is not verified: no template messages, no groups. Apply for verification in the console of the account"
  },
  "no-wallet": {
    vi: "Chưa nối ví Zalo: tin có phí không gửi được. Nối ví trên trang quản trị Official Account",
    en: "No wallet is linked: messages that cost do not go. Link one in the console of the account"
  },
  wallet: { vi: "Đã nối ví Zalo", en: "A wallet is linked" },
  "no-templates": {
    vi: "Chưa chọn mẫu tin nào: người chưa nhắn tin trong 7 ngày sẽ được chuyển tay. Khai mẫu trong channels.zalo.templates",
    en: "No template is chosen: people who have not written for 7 days are served by hand. Name templates in channels.zalo.templates"
  },
  template: {
    vi: "Mẫu tin {template} cho loại “{kind}” dùng được, giá {price} đồng một tin",
    en: "Template {template} for “{kind}” can be used, {price} đồng a message"
  },
  "template-status": {
    vi: "Mẫu tin {template} cho loại “{kind}” đang ở trạng thái {status}; xem lại trên trang quản trị mẫu tin",
    en: "Template {template} for “{kind}” is {status}; see the console of templates"
  },
  "template-lacks": {
    vi: "Mẫu tin {template} cần “{parameter}” mà cấu hình chưa khai; sửa channels.zalo.templates",
    en: "Template {template} asks for “{parameter}”, which the configuration does not fill; mend channels.zalo.templates"
  },
  "template-fails": { vi: "Mẫu tin {template}: {reason}", en: "Template {template}: {reason}" },
  quota: {
    vi: "Hôm nay còn gửi được {remaining} tin theo mẫu",
    en: "{remaining} template messages may still go today"
  },
  "no-quota": {
    vi: "Hôm nay đã gửi hết số tin theo mẫu; tin còn lại chờ đến ngày mai",
    en: "Today's template messages are used up; the rest waits until tomorrow"
  },
  groups: {
    vi: "Có {groups} nhóm của Official Account, còn {free} gói nhóm chưa dùng",
    en: "{groups} groups of the account, {free} group packages unused"
  },
  "no-groups": {
    vi: "Không có nhóm của Official Account và không còn gói nhóm: tin cho nhóm Zalo thường vẫn phải chuyển tay",
    en: "The account has no group and no package: messages for ordinary Zalo groups are posted by hand"
  },
  "group-lapsed": {
    vi: "Nhóm “{name}” đã bị ngừng vì gói nhóm hết hạn; gia hạn kẻo Zalo giải tán nhóm",
    en: "Group “{name}” is disabled, its package lapsed; renew it before Zalo dissolves the group"
  },
  "no-webhook-key": {
    vi: "Chưa khai khóa bí mật webhook (secretKey): tin gửi đến sẽ không nhận được. Chép khóa từ trang cài đặt webhook",
    en: "The secret key of webhooks (secretKey) is not set: nothing comes in. Copy it from the webhook settings"
  },
  "webhook-key": { vi: "Đã khai khóa bí mật webhook", en: "The secret key of webhooks is set" },
  bot: { vi: "Bot “{name}” dùng được", en: "Bot “{name}” works" },
  "bot-fails": {
    vi: "Bot chưa dùng được: {reason}; xem lại token của bot",
    en: "The bot does not work: {reason}; check its token"
  }
})

const say = (code: keyof typeof texts, params: Catalogue.Params = {}): Bilingual => ({
  vi: Catalogue.say(texts, code, params, "vi"),
  en: Catalogue.say(texts, code, params, "en")
})

const because = (code: keyof typeof texts, error: ZaloError, params: Catalogue.Params = {}): Bilingual => {
  const { vi, en } = words(error)
  return {
    vi: Catalogue.say(texts, code, { ...params, reason: vi }, "vi"),
    en: Catalogue.say(texts, code, { ...params, reason: en }, "en")
  }
}

const finding =
  (about: Finding["about"]) =>
  (level: Finding["level"], text: Bilingual): Finding => ({ about, level, text })

/** `20/10/2026 08:30`, by the wall clock of Viet Nam. */
const local = (at: Instant.Instant): string => `${PlainDate.format(Instant.dateIn(at))} ${Instant.timeIn(at)}`

type Found = Effect.Effect<ReadonlyArray<Finding>>

const connection = (account: Account): Effect.Effect<{ readonly isUp: boolean; readonly found: Finding }> => {
  const tell = finding("connection")
  return account.tokens.standing.pipe(
    Effect.map(({ state, accessUntil, refreshUntil }) => {
      if (state === "not-connected" || accessUntil === null)
        return { isUp: false, found: tell("missing", say("not-connected")) }
      if (state === "connected")
        return { isUp: true, found: tell("stands", say("connected", { until: local(refreshUntil ?? accessUntil) })) }
      const level = state === "renewing" ? "look" : "missing"
      return { isUp: true, found: tell(level, say(state, { until: local(accessUntil) })) }
    }),
    Effect.catch((error) => Effect.succeed({ isUp: false, found: tell("missing", because("unreachable", error)) }))
  )
}

const profile = (account: Account): Found => {
  const tell = finding("account")
  return Profile.read(account).pipe(
    Effect.map((read): ReadonlyArray<Finding> => {
      const { oaId: expected } = account
      if (read.oaId !== expected) return [tell("missing", say("other-account", { given: read.oaId, expected }))]
      return [
        tell("stands", say("account", { name: read.name, followers: read.followers ?? 0 })),
        ...(read.verified ? [] : [tell("missing", say("not-verified"))]),
        ...(read.wallet === null
          ? []
          : [finding("wallet")(read.wallet ? "stands" : "missing", say(read.wallet ? "wallet" : "no-wallet"))])
      ]
    }),
    Effect.catch((error) => Effect.succeed([tell("missing", because("unreachable", error))]))
  )
}

const template = (account: Account, kind: string, use: Use): Found => {
  const tell = finding("templates")
  return TemplateMessage.find(account, use.template).pipe(
    Effect.map((found): ReadonlyArray<Finding> => {
      const about = { template: use.template, kind }
      if (found.status !== "ENABLE" && found.status !== "")
        return [tell("missing", say("template-status", { ...about, status: found.status }))]
      const lacking = found.parameters.filter(({ name, required }) => required && use.data[name] === undefined)
      return lacking.length > 0
        ? lacking.map(({ name }) => tell("missing", say("template-lacks", { ...about, parameter: name })))
        : [tell("stands", say("template", { ...about, price: found.price.phone ?? "?" }))]
    }),
    Effect.catch((error) =>
      Effect.succeed([tell("missing", because("template-fails", error, { template: use.template }))])
    )
  )
}

const templates = (account: Account, uses: { readonly [kind: string]: Use }): Found => {
  const tell = finding("templates")
  if (Object.keys(uses).length === 0) return Effect.succeed([tell("look", say("no-templates"))])
  const quota = TemplateMessage.quota(account).pipe(
    Effect.map(
      ({ remaining }): ReadonlyArray<Finding> =>
        remaining === null
          ? []
          : [remaining > 0 ? tell("stands", say("quota", { remaining })) : tell("look", say("no-quota"))]
    ),
    Effect.catch(() => Effect.succeed([]))
  )
  return Effect.map(
    Effect.all([...Object.entries(uses).map(([kind, use]) => template(account, kind, use)), quota]),
    (found) => found.flat()
  )
}

const groups = (account: Account): Found => {
  const tell = finding("groups")
  return Effect.all([Group.list(account), Group.assets(account)]).pipe(
    Effect.map(([all, assets]): ReadonlyArray<Finding> => {
      const free = assets.filter(({ isFree }) => isFree).length
      return [
        all.length + free === 0
          ? tell("look", say("no-groups"))
          : tell("stands", say("groups", { groups: all.length, free })),
        ...all.filter(({ enabled }) => !enabled).map(({ name }) => tell("missing", say("group-lapsed", { name })))
      ]
    }),
    Effect.catch((error) => Effect.succeed([tell("look", because("unreachable", error))]))
  )
}

const bot = (one: Bot.Bot | undefined): Found => {
  const tell = finding("bot")
  return one === undefined
    ? Effect.succeed([])
    : Bot.me(one).pipe(
        Effect.map(({ name }) => [tell("stands", say("bot", { name }))]),
        Effect.catch((error) => Effect.succeed([tell("missing", because("bot-fails", error))]))
      )
}

/** Looks at everything. What needs a connection is not asked without one. */
export const check = (account: Account, asked: Asked): Found =>
  Effect.gen(function* () {
    const { isUp, found } = yield* connection(account)
    const key = finding("inbound")(
      asked.hasWebhookKey ? "stands" : "look",
      say(asked.hasWebhookKey ? "webhook-key" : "no-webhook-key")
    )
    const behind = isUp
      ? yield* Effect.all([profile(account), templates(account, asked.templates ?? {}), groups(account)])
      : []
    return [found, ...behind.flat(), key, ...(yield* bot(asked.bot))]
  })
