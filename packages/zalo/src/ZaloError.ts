/**
 * Why a call to Zalo did not do what it was asked. The reason decides what happens next; none of them holds a phone
 * number, a token or a text of ours. {@link Lost} and {@link Unreadable} say that nobody knows; every other reason says
 * for certain that nothing was done.
 *
 * @since 0.1.0
 */
import * as Instant from "@lienhoi/calendar/Instant"
import * as PlainDate from "@lienhoi/calendar/PlainDate"
import * as Catalogue from "@lienhoi/words/Catalogue"
import type { Bilingual } from "@lienhoi/words/Language"
import * as Schema from "effect/Schema"
import * as ErrorTable from "./ErrorTable.ts"

const code = { code: Schema.Int }

/** The request never left: no network, no such host. Later it may. */
export class NotSent extends Schema.TaggedError<NotSent>()("NotSent", { why: Schema.String }) {}
/** No answer came back; it may have been done. Never sent again by itself. */
export class Lost extends Schema.TaggedError<Lost>()("Lost", { why: Schema.String }) {}
/** An answer came that is none of Zalo's (a proxy's page); it may have been done. */
export class Unreadable extends Schema.TaggedError<Unreadable>()("Unreadable", { status: Schema.Int }) {}
/** Wait until then: the minute, the night, the day or the month is over. */
export class Later extends Schema.TaggedError<Later>()("Later", { ...code, until: Schema.String }) {}
/** Zalo failed and did nothing; a little later it may. */
export class TryAgain extends Schema.TaggedError<TryAgain>()("TryAgain", code) {}
/** The access token is not taken, also after a renewal. */
export class TokenRefused extends Schema.TaggedError<TokenRefused>()("TokenRefused", code) {}
/** No token works any more: an administrator of the account connects it anew. */
export class Reconnect extends Schema.TaggedError<Reconnect>()("Reconnect", {
  why: Schema.Literals(["not-connected", "refused", "no-answer", "expired", "waiting"])
}) {}
/** A person puts it right at Zalo: permission, verification, package, wallet. */
export class Console extends Schema.TaggedError<Console>()("Console", code) {}
/** This recipient is not reached on this road. */
export class Recipient extends Schema.TaggedError<Recipient>()("Recipient", code) {}
/** The recipient has not written lately; consultation messages may not go. */
export class WindowClosed extends Schema.TaggedError<WindowClosed>()("WindowClosed", code) {}
/** The group is gone, or it is not this account's. */
export class GroupGone extends Schema.TaggedError<GroupGone>()("GroupGone", code) {}
/** The template or what fills it has to be mended. `parameter` names the place when we know it. */
export class Template extends Schema.TaggedError<Template>()("Template", {
  code: Schema.NullOr(Schema.Int),
  parameter: Schema.NullOr(Schema.String)
}) {}
/** The message breaks a limit of Zalo. */
export class BadRequest extends Schema.TaggedError<BadRequest>()("BadRequest", {
  code: Schema.NullOr(Schema.Int),
  what: Schema.String
}) {}
/** The uploaded file is too old; upload it again. */
export class UploadExpired extends Schema.TaggedError<UploadExpired>()("UploadExpired", code) {}
/** A code nobody documented, kept whole with what Zalo said (long digit runs blotted out: they may be phone numbers). */
export class Unknown extends Schema.TaggedError<Unknown>()("Unknown", { code: Schema.String, said: Schema.String }) {}

/** Every reason. */
export const Reason = Schema.Union([
  NotSent,
  Lost,
  Unreadable,
  Later,
  TryAgain,
  TokenRefused,
  Reconnect,
  Console,
  Recipient,
  WindowClosed,
  GroupGone,
  Template,
  BadRequest,
  UploadExpired,
  Unknown
])
/** Match on `_tag`. */
export type Reason = typeof Reason.Type

/** Whose answer it was. */
export const Product = Schema.Literals(["oa", "zns", "oauth", "bot", "graph"])
/** Whose answer it was. */
export type Product = typeof Product.Type

/** A call that failed: the product, the name of the call, the reason. */
export class ZaloError extends Schema.TaggedError<ZaloError>()("ZaloError", {
  product: Product,
  call: Schema.String,
  reason: Reason
}) {
  /** Whether the same call may be made again by itself, now or later: nothing was done, and the cause passes. */
  get isRetryable(): boolean {
    return ["NotSent", "Later", "TryAgain"].includes(this.reason._tag)
  }
  /** Whether it may have been done although we got no answer. */
  get isUnknown(): boolean {
    return this.reason._tag === "Lost" || this.reason._tag === "Unreadable"
  }
  override get message(): string {
    const about = "code" in this.reason && this.reason.code !== null ? ` ${this.reason.code}` : ""
    return `zalo ${this.product} ${this.call}: ${this.reason._tag}${about}`
  }
}

/** The first moment of the next minute of the machine's clock, and two seconds more: Zalo's clock may be behind. */
const nextMinute = (at: Instant.Instant): Instant.Instant =>
  Instant.fromMillis((Math.floor(Instant.toMillis(at) / 60_000) + 1) * 60_000 + 2_000)

/** From six in the morning in Viet Nam, spread over a quarter of an hour so that the night's rows do not come at once. */
const morning = (at: Instant.Instant, spread: number): Instant.Instant => {
  const today = Instant.dateIn(at)
  const six = Instant.at(today, "06:00")
  const next = at < six ? six : Instant.at(PlainDate.addDays(today, 1), "06:00")
  return Instant.fromMillis(Instant.toMillis(next) + Math.floor(spread * 900_000))
}

const tomorrow = (at: Instant.Instant, spread: number): Instant.Instant =>
  Instant.fromMillis(
    Instant.toMillis(Instant.at(PlainDate.addDays(Instant.dateIn(at), 1), "00:00")) +
      5_000 +
      Math.floor(spread * 900_000)
  )

const nextMonth = (at: Instant.Instant, spread: number): Instant.Instant => {
  const today = Instant.dateIn(at)
  const [year, month] = [PlainDate.year(today), PlainDate.month(today)]
  const first = month === 12 ? PlainDate.of(year + 1, 1, 1) : PlainDate.of(year, month + 1, 1)
  return Instant.fromMillis(Instant.toMillis(Instant.at(first, "00:00")) + 5_000 + Math.floor(spread * 900_000))
}

/** Words of Zalo without anything that looks like a phone number, an id or a token. */
const blotted = (said: string): string =>
  said
    .normalize("NFC")
    .replace(/[\d+][\d .-]{6,}\d/g, "…")
    .replace(/[\w-]{24,}/g, "…")
    .slice(0, 300)

/** When and how a failed answer came. `spread` from 0 to 1 puts waiting rows at different moments. */
export interface Heard {
  readonly at: Instant.Instant
  readonly spread: number
}

/**
 * The reason of a failed answer.
 *
 * @example
 * ```ts
 * import { ZaloError } from "@lienhoi/zalo"
 *
 * const heard = { at: "2026-10-20T16:30:00.000Z", spread: 0 }
 *
 * ZaloError.reasonOf("oa", -230, "", heard)._tag // => "WindowClosed"
 * const night = ZaloError.reasonOf("zns", -133, "", heard)
 * night._tag === "Later" && night.until // => "2026-10-20T23:00:00.000Z"
 * const strange = ZaloError.reasonOf("oa", -7777, "số 84987654321 bị chặn", heard)
 * strange._tag === "Unknown" && strange.said // => "số … bị chặn"
 * ```
 */
export const reasonOf = (product: ErrorTable.Product, code: number, said: string, { at, spread }: Heard): Reason => {
  const rule = ErrorTable.find(product, code)
  if (rule === null) return new Unknown({ code: String(code), said: blotted(said) })
  switch (rule.remedy) {
    case "refresh":
      return new TokenRefused({ code })
    case "again":
      return new TryAgain({ code })
    case "minute":
      return new Later({ code, until: nextMinute(at) })
    case "morning":
      return new Later({ code, until: morning(at, spread) })
    case "tomorrow":
      return new Later({ code, until: tomorrow(at, spread) })
    case "next-month":
      return new Later({ code, until: nextMonth(at, spread) })
    case "console":
      return new Console({ code })
    case "recipient":
      return new Recipient({ code })
    case "window":
      return new WindowClosed({ code })
    case "group":
      return new GroupGone({ code })
    case "template":
      return new Template({ code, parameter: null })
    case "request":
      return new BadRequest({ code, what: "refused" })
    case "upload":
      return new UploadExpired({ code })
  }
}

/** A code that is no number, or of a product without a table. */
export const unknown = (code: string, said: string): Unknown => new Unknown({ code, said: blotted(said) })

const texts = Catalogue.make({
  NotSent: { vi: "không nối được mạng tới Zalo", en: "Zalo could not be reached" },
  Lost: { vi: "Zalo không trả lời, chưa rõ tin đã đi chưa", en: "Zalo did not answer; it may have been done" },
  Unreadable: {
    vi: "câu trả lời không phải của Zalo, chưa rõ tin đã đi chưa",
    en: "the answer is none of Zalo's; it may have been done"
  },
  Later: { vi: "Zalo chưa cho gửi lúc này", en: "Zalo does not allow it now" },
  Reconnect: {
    vi: "Official Account chưa nối hoặc đã mất kết nối; người quản trị chạy: lienhoi zalo connect",
    en: "the Official Account is not connected any more; an administrator runs: lienhoi zalo connect"
  },
  Template: {
    vi: "mẫu tin không còn khớp; xem: lienhoi zalo templates",
    en: "the template does not match; see: lienhoi zalo templates"
  },
  BadRequest: { vi: "tin không đúng quy định của Zalo", en: "the message breaks a rule of Zalo" },
  Unknown: { vi: "Zalo báo mã lạ {code}: {said}", en: "Zalo answers with an undocumented code {code}: {said}" },
  documented: { vi: "{meaning} (mã {code})", en: "{meaning} (code {code})" }
})

const say = (name: keyof typeof texts, params: Catalogue.Params = {}): Bilingual => ({
  vi: Catalogue.say(texts, name, params, "vi"),
  en: Catalogue.say(texts, name, params, "en")
})

/** The failure in words for a person, without a full stop. */
export const words = ({ product, reason }: ZaloError): Bilingual => {
  if (reason._tag === "Unknown") return say("Unknown", { code: reason.code, said: reason.said })
  const { code } = { code: null, ...reason } as { readonly code: number | null }
  const rule = code !== null && (product === "oa" || product === "zns") ? ErrorTable.find(product, code) : null
  if (rule === null || code === null)
    return Object.hasOwn(texts, reason._tag) ? say(reason._tag as keyof typeof texts) : say("Later")
  return {
    vi: Catalogue.say(texts, "documented", { meaning: rule.meaning.vi, code }, "vi"),
    en: Catalogue.say(texts, "documented", { meaning: rule.meaning.en, code }, "en")
  }
}
