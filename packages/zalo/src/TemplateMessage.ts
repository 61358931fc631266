/**
 * Messages by a template Zalo approved (ZNS, sold as ZBS Template Message). When to use: for people who have not written
 * lately or are known by phone number only. Price by template, some 200 to 1,500 đồng; by user id it is cheaper than by
 * phone. Needs: a verified account, a wallet, a template that is approved; 20,000 a day at the start.
 *
 * @since 0.1.0
 */
import { createHash } from "node:crypto"
import * as Effect from "effect/Effect"
import type { Account } from "./Account.ts"
import { call } from "./internal/call.ts"
import * as Json from "./internal/json.ts"
import { readSent, type Sent } from "./OaMessage.ts"
import { BadRequest, Recipient, Template as TemplateReason, ZaloError } from "./ZaloError.ts"

/** A place of a template that has to be filled. Lengths in characters. */
export interface Parameter {
  readonly name: string
  readonly required: boolean
  readonly minLength: number
  readonly maxLength: number
}

/** A template as Zalo has it now. */
export interface Template {
  readonly id: string
  readonly name: string
  /** `ENABLE`, `PENDING_REVIEW`, `REJECT`, `DISABLE`, `DELETE`. */
  readonly status: string
  /** Why it was rejected; empty when it was not. */
  readonly reason: string
  readonly tag: string
  readonly quality: string
  readonly parameters: ReadonlyArray<Parameter>
  /** In đồng; `null` when Zalo does not say. */
  readonly price: { readonly phone: number | null; readonly user: number | null }
}

/** What fills a template. */
export type Data = { readonly [parameter: string]: string }

/** What is wrong with what fills a template. */
export interface Mismatch {
  readonly parameter: string
  readonly what: "missing" | "too-long" | "too-short"
  readonly length: number
  readonly limit: number
}

const asks = (account: Account, name: string, path: string, query: { readonly [name: string]: string }) =>
  call(account, { product: "zns", call: name, path, query })

/**
 * A number as Zalo wants it; `null` when it is none of Viet Nam.
 *
 * @example
 * ```ts
 * import { TemplateMessage } from "@lienhoi/zalo"
 *
 * TemplateMessage.canonicalPhone("0987 654 321") // => "84987654321"
 * TemplateMessage.canonicalPhone("+84 987.654.321") // => "84987654321"
 * TemplateMessage.canonicalPhone("12") // => null
 * ```
 */
export const canonicalPhone = (given: string): string | null => {
  const digits = given.normalize("NFC").replace(/[\s.()-]/g, "")
  const found = /^(?:\+?84|0)?([1-9]\d{8})$/.exec(digits)
  return found === null ? null : `84${found[1]}`
}

/**
 * What goes along with a message and comes back when it arrives: our key, in a form Zalo takes. It does not stop doubles.
 *
 * @example
 * ```ts
 * import { TemplateMessage } from "@lienhoi/zalo"
 *
 * TemplateMessage.trackingId("nhac/2026-10/ap-1").length // => 40
 * ```
 */
export const trackingId = (key: string): string => createHash("sha256").update(key).digest("hex").slice(0, 40)

/** The digest by which a number may be named instead: SHA-256 of the canonical number, in small hexadecimal letters. */
export const phoneHash = (canonical: string): string => createHash("sha256").update(canonical).digest("hex")

/** What does not fit, place by place; extra parameters are left out when sending and are no fault. */
export const mismatches = (template: Template, data: Data): ReadonlyArray<Mismatch> =>
  template.parameters.flatMap(({ name, required, minLength, maxLength }): ReadonlyArray<Mismatch> => {
    const length = [...(data[name] ?? "").normalize("NFC")].length
    if (length === 0) return required ? [{ parameter: name, what: "missing", length, limit: minLength }] : []
    if (length > maxLength) return [{ parameter: name, what: "too-long", length, limit: maxLength }]
    return length < minLength ? [{ parameter: name, what: "too-short", length, limit: minLength }] : []
  })

/** How a template is filled and whom it reaches. */
export interface Order {
  readonly template: string
  readonly data: Data
}

const filled = (data: Data): Data =>
  Object.fromEntries(Object.entries(data).map(([name, value]) => [name, value.normalize("NFC")]))

/** Sends to a phone number, in any usual form. `tracking` up to 48 letters and digits; `test` reaches administrators only. */
export const toPhone = (
  account: Account,
  phone: string,
  order: Order & { readonly tracking: string; readonly test?: boolean }
): Effect.Effect<Sent, ZaloError> => {
  const name = "message.template"
  const refuse = (reason: ZaloError["reason"]) => Effect.fail(new ZaloError({ product: "zns", call: name, reason }))
  const canonical = canonicalPhone(phone)
  if (canonical === null) return refuse(new Recipient({ code: -108 }))
  if (!/^[0-9A-Za-z]{1,48}$/.test(order.tracking)) return refuse(new BadRequest({ code: null, what: "tracking_id" }))
  return Effect.map(
    call(account, {
      product: "zns",
      call: name,
      path: "/message/template",
      json: {
        phone: canonical,
        template_id: order.template,
        template_data: filled(order.data),
        tracking_id: order.tracking,
        ...(order.test === true ? { mode: "development" } : {})
      }
    }),
    ({ data }) => readSent(data)
  )
}

/** Sends to a user id; reported for templates approved since 10 December 2025. There is no tracking id. */
export const toUser = (account: Account, user: string, order: Order): Effect.Effect<Sent, ZaloError> =>
  Effect.map(
    call(account, {
      product: "oa",
      call: "message.template",
      path: "/v3.0/oa/message/template",
      json: { user_id: user, template_id: order.template, template_data: filled(order.data) },
      toPerson: true
    }),
    ({ data }) => readSent(data)
  )

/** One line of the list of templates. */
export interface Listed {
  readonly id: string
  readonly name: string
  readonly status: string
  readonly quality: string
}

/** Every template of the account, newest first. */
export const list = (account: Account): Effect.Effect<ReadonlyArray<Listed>, ZaloError> =>
  Effect.gen(function* () {
    const all: Array<Listed> = []
    const limit = 100
    for (;;) {
      const { data, beside } = yield* asks(account, "template.all", "/template/all", {
        offset: String(all.length),
        limit: String(limit)
      })
      const page = Json.list(data).map((row): Listed => {
        const { templateId, templateName, status, templateQuality } = Json.fields(row)
        return {
          id: Json.text(templateId),
          name: Json.text(templateName),
          status: Json.text(status),
          quality: Json.text(templateQuality)
        }
      })
      all.push(...page)
      const total = Json.number(Json.fields(beside.metadata).total)
      if (page.length === 0 || (total === null ? page.length < limit : all.length >= total)) return all
    }
  })

/** One template with its places and price. */
export const find = (account: Account, template: string): Effect.Effect<Template, ZaloError> =>
  Effect.flatMap(asks(account, "template.info", "/template/info/v2", { template_id: template }), ({ data }) => {
    const found = Json.fields(data)
    const id = Json.text(found.templateId)
    if (id === "")
      return Effect.fail(
        new ZaloError({
          product: "zns",
          call: "template.info",
          reason: new TemplateReason({ code: -109, parameter: null })
        })
      )
    const price = Json.number(found.price)
    return Effect.succeed({
      id,
      name: Json.text(found.templateName),
      status: Json.text(found.status),
      reason: Json.text(found.reason),
      tag: Json.text(found.templateTag),
      quality: Json.text(found.templateQuality),
      parameters: Json.list(found.listParams).map((row): Parameter => {
        const { name, require, minLength, maxLength } = Json.fields(row)
        return {
          name: Json.text(name),
          required: require === true || Json.text(require) === "true",
          minLength: Json.number(minLength) ?? 0,
          maxLength: Json.number(maxLength) ?? 0
        }
      }),
      price: { phone: Json.number(found.price_sdt) ?? price, user: Json.number(found.price_uid) ?? price }
    })
  })

/** How many template messages the account may still send today; `null` when there is no limit. */
export const quota = (
  account: Account
): Effect.Effect<{ readonly daily: number | null; readonly remaining: number | null }, ZaloError> =>
  Effect.map(asks(account, "message.quota", "/message/quota", {}), ({ data }) => {
    const { dailyQuota, remainingQuota } = Json.fields(data)
    return { daily: Json.number(dailyQuota), remaining: Json.number(remainingQuota) }
  })

/** What became of a message sent by phone. */
export const status = (
  account: Account,
  messageId: string
): Effect.Effect<"delivered" | "accepted" | "unknown", ZaloError> =>
  Effect.map(asks(account, "message.status", "/message/status", { message_id: messageId }), ({ data }) => {
    const code = Json.number(Json.fields(data).status)
    return code === 1 ? "delivered" : code === 0 ? "accepted" : "unknown"
  })
