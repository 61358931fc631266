/** `business.openapi.zalo.me`: templates by phone, their registry, what became of a message. */
import { type Answer, type Body, bodyOf, isBody, json, list, type Received, Refusal, refuse, text } from "./answer.ts"
import * as Events from "./events.ts"
import { type Caller, permit, recognise, refusedStatus, templateCodes } from "./gate.ts"
import { count, measure, monthOf, type Sim } from "./sim.ts"
import type { Template } from "./state.ts"
import * as Templates from "./templates.ts"
import { keep } from "./uploads.ts"

type Call = (
  sim: Sim,
  caller: Caller,
  request: Received
) => { readonly data?: unknown; readonly [more: string]: unknown }

const body = (request: Received): Body => {
  if (request.body.length === 0) return refuse(-121, "Request body is empty")
  return bodyOf(request, { code: -122, message: "Body is not valid JSON" })
}

const status: Call = (sim, { account }, { query }) => {
  const message = sim.state.messages.get(query.get("message_id") ?? "")
  if (message === undefined || message.template === null || message.account !== account.id)
    return { data: { delivery_time: "", status: -1, message: "The message is not exist" } }
  const there = message.receivedAt !== null
  return {
    data: {
      delivery_time: there ? String(message.receivedAt) : "",
      status: there ? 1 : 0,
      message: there ? "The message is delivered to the user" : "The message is being delivered"
    }
  }
}

const quota: Call = (sim, { account }) => {
  const limit = Templates.dailyLimit(sim, account)
  const month = account.monthly.month === monthOf(sim.now()) ? account.monthly.used : 0
  const used = Templates.usedToday(sim, account)
  return {
    data: {
      dailyQuota: Number.isFinite(limit) ? limit : -1,
      remainingQuota: Number.isFinite(limit) ? Math.max(0, limit - used) : -1,
      dailyQuotaPromotion: null,
      remainingQuotaPromotion: null,
      monthlyPromotionQuota: account.monthly.limit,
      remainingMonthlyPromotionQuota: Math.max(0, account.monthly.limit - month),
      estimatedNextMonthPromotionQuota: account.monthly.limit
    }
  }
}

const listed = { ENABLE: 1, PENDING_REVIEW: 2, REJECT: 3, DISABLE: 4, DELETE: 5 } as const

const all: Call = (sim, { account }, { query }) => {
  const offset = Number(query.get("offset") ?? 0)
  const limit = Number(query.get("limit") ?? 100)
  if (!(limit > 0) || limit > 100 || !(offset >= 0)) return refuse(-132, "limit is invalid")
  const wanted = query.get("status")
  const own = [...sim.state.templates.values()]
    .filter(
      (one) =>
        one.account === account.id &&
        one.status !== "DELETE" &&
        (wanted === null || String(listed[one.status]) === wanted)
    )
    .sort((a, b) => b.createdAt - a.createdAt)
  const data = own.slice(offset, offset + limit).map((one) => ({
    templateId: Number(one.id),
    templateName: one.name,
    createdTime: one.createdAt,
    status: one.status,
    templateQuality: one.quality
  }))
  return { data, metadata: { total: own.length } }
}

const own = (sim: Sim, { account }: Caller, id: string): Template => {
  const found = sim.state.templates.get(id)
  if (found === undefined) return refuse(-109, "Template id is invalid")
  return found.account === account.id ? found : refuse(-117, "OA or app has no permission to use this template")
}

const info: Call = (sim, caller, { query }) => {
  const one = own(sim, caller, query.get("template_id") ?? "")
  return {
    data: {
      templateId: one.id,
      templateName: one.name,
      status: one.status,
      reason: one.reason,
      listParams: one.params.map(
        ({ name, type = "STRING", require = true, minLength = 0, maxLength = 200, acceptNull = false }) => ({
          name,
          require,
          type,
          maxLength,
          minLength,
          acceptNull
        })
      ),
      listButtons: one.buttons.map(({ type, title, content }) => ({ type, title, content })),
      timeout: one.timeout,
      previewUrl: `https://example.vn/preview/${one.id}`,
      templateQuality: one.quality === "UNDEFINED" ? null : one.quality,
      templateTag: one.tag,
      price: String(one.price),
      price_sdt: String(one.price),
      price_uid: String(one.priceByUid)
    }
  }
}

const sample: Call = (sim, caller, { query }) => {
  const one = own(sim, caller, query.get("template_id") ?? "")
  return { data: Object.fromEntries(one.params.map(({ name }) => [name, `${name}_sample`])) }
}

const tags = { "1": "TRANSACTION", "2": "CUSTOMER_CARE", "3": "PROMOTION" } as const

const wording = (value: unknown): string =>
  typeof value === "string"
    ? value
    : Array.isArray(value) || isBody(value)
      ? Object.values(value).map(wording).filter(Boolean).join("\n")
      : ""

/** Creates a template, or writes a refused one anew; either way it waits for approval. */
const write =
  (what: "create" | "edit"): Call =>
  (sim, caller, request) => {
    Templates.work(sim, caller, what)
    const given = body(request)
    const name = text(given.template_name)
    if ([...name].length < 10 || [...name].length > 60) return refuse(-132, "template_name is invalid")
    const tag = tags[text(given.tag) as keyof typeof tags]
    if (tag === undefined) return refuse(-132, "tag is invalid")
    const params = list(given.params).filter(isBody)
    const words = wording(isBody(given.layout) ? given.layout.body : "")
    const declared = params.map((one) => text(one.name))
    const undeclared = [...words.matchAll(/<(\w+)>/g)].find(([, place]) => !declared.includes(place!))
    if (undeclared !== undefined) return refuse(-132, `params ${undeclared[1]} is invalid`)
    const before = what === "edit" ? own(sim, caller, text(given.template_id)) : undefined
    if (before !== undefined && before.status !== "REJECT") return refuse(-1091, "Template cannot be edited")
    const id = before?.id ?? String(100_000 + (sim.state.drawn++ % 900_000))
    const template: Template = {
      id,
      account: caller.account.id,
      name,
      status: "PENDING_REVIEW",
      tag,
      kind: (Number(given.template_type) || 1) as Template["kind"],
      text: words,
      params: declared.map((one) => ({ name: one })),
      buttons: [],
      dayOnly: false,
      price: 300,
      priceByUid: 200,
      timeout: 7_200_000,
      dailyQuota: null,
      quality: "UNDEFINED",
      approvedOn: "9999-12-31",
      quickReply: false,
      usedOn: "",
      used: 0,
      createdAt: sim.now(),
      reason: ""
    }
    sim.state.templates.set(id, template)
    sim.changed()
    return {
      data: {
        template_id: id,
        template_name: name,
        template_type: template.kind,
        status: template.status,
        tag: Number(given.tag),
        app_id: caller.app.id,
        oa_id: caller.account.id,
        price: String(template.price),
        timeout: template.timeout,
        preview_url: `https://example.vn/preview/${id}`
      }
    }
  }

/** A template changes its state: the event says from what to what. */
export const become = (sim: Sim, template: Template, next: Template["status"], reason: string): void => {
  const before = template.status
  if (before === next) return
  template.status = next
  template.reason = reason
  Events.send(
    sim,
    { account: template.account, headers: { "X-ZEvent-Server": "ZNS" } },
    {
      oa_id: template.account,
      event_name: "change_template_status",
      template_id: template.id,
      status: { prev_status: before, new_status: next },
      reason
    }
  )
  sim.changed()
}

const calls: { readonly [call: string]: Call } = {
  "POST /message/template": (sim, caller, request) => ({
    data: Templates.byPhone(sim, caller, body(request), "phone")
  }),
  "POST /message/template/hashphone": (sim, caller, request) => ({
    data: Templates.byPhone(sim, caller, body(request), "hash")
  }),
  "GET /message/status": status,
  "GET /message/quota": quota,
  "GET /message/template-tag": () => ({ data: ["TRANSACTION", "CUSTOMER_CARE", "PROMOTION"] }),
  "GET /quality": () => ({ data: { oaCurrentQuality: "HIGH", oa7dayQuality: "HIGH" } }),
  "GET /template/all": all,
  "GET /template/info/v2": info,
  "GET /template/sample-data": sample,
  "POST /template/create": write("create"),
  "POST /template/edit": write("edit"),
  "POST /upload/image": (sim, caller, request) => ({
    data: { media_id: keep(sim, caller, request, "template-image", { size: -158, type: -159, quota: -160 }).id }
  }),
  "GET /rating/get": () => ({ data: { total: 0, data: [] } }),
  "POST /rating/get": () => ({ data: { total: 0, data: [] } })
}

/** Answers one call to the host of templates. */
export const answer = (sim: Sim, request: Received): Answer => {
  try {
    const caller = recognise(sim, request, templateCodes)
    const name = `${request.method} ${request.path}`
    const call = Object.hasOwn(calls, name) ? calls[name] : undefined
    if (call === undefined) return refuse(-106, "Method unsupported")
    const limit = measure(sim, "transport.rate-templates")
    if (
      Number.isFinite(limit) &&
      count(sim, `minute/${Math.floor(sim.now() / 60_000)}/templates/${caller.app.id}`) > limit
    )
      return refuse(-32, "Your application reached limit call api")
    permit(sim, caller, "templates", request.path, templateCodes)
    return json({ error: 0, message: "Success", ...call(sim, caller, request) })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return json({ error: error.code, message: error.message }, refusedStatus(sim, error.code))
  }
}
