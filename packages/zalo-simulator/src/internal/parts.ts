/** What a message of an account may hold: read, measured and refused as Zalo does. */
import { type Body, isBody, list, refuse, text } from "./answer.ts"
import type { Caller } from "./gate.ts"
import { day, length, measure, on, type Sim } from "./sim.ts"
import type { Button, Message, Upload } from "./state.ts"

export type Parts = Pick<Message, "kind" | "text" | "attachments" | "buttons" | "quote">

/** The address under which an upload can be looked at. */
const mediaUrl = (sim: Sim, upload: Upload): string => `${sim.base()}/media/${upload.id}`

/** An upload of this app and account that is still kept. */
const uploadOf = (sim: Sim, { app, account }: Caller, id: string, kinds: ReadonlyArray<string>): Upload => {
  const found = sim.state.uploads.get(id)
  if (found === undefined || !kinds.includes(found.kind)) return refuse(-201, "attachment_id is invalid!")
  const foreign = found.app !== app.id || found.account !== account.id
  if (foreign && on(sim, "uploads.bound")) return refuse(-201, "attachment_id is invalid!")
  if (sim.now() - found.at > measure(sim, "uploads.days") * day) return refuse(-100)
  return found
}

const limited = (sim: Sim, value: string, limit: number, name: string): string => {
  if (length(sim, value) > limit) return refuse(-210, `${name} exceeds allowable limit`)
  return value
}

const payloadOf = (sim: Sim, type: string, payload: unknown): unknown => {
  switch (type) {
    case "oa.open.url":
      if (!isBody(payload) || !/^https?:\/\//.test(text(payload.url))) return refuse(-201, "payload.url is invalid!")
      return payload
    case "oa.query.show":
    case "oa.query.hide":
      if (typeof payload !== "string" || payload === "") return refuse(-201, "payload is invalid!")
      return limited(sim, payload, 1000, "payload")
    case "oa.open.sms":
      if (!isBody(payload) || text(payload.phone_code) === "") return refuse(-201, "payload.phone_code is invalid!")
      limited(sim, text(payload.content), 160, "payload.content")
      return payload
    case "oa.open.phone":
      if (!isBody(payload) || text(payload.phone_code) === "") return refuse(-201, "payload.phone_code is invalid!")
      return payload
    default:
      return refuse(-201, "button.type is invalid!")
  }
}

const buttonsOf = (sim: Sim, given: unknown): ReadonlyArray<Button> => {
  const all = list(given)
  if (all.length > measure(sim, "cs.buttons")) return refuse(-210, "buttons exceeds allowable limit")
  return all.map((one) => {
    if (!isBody(one) || text(one.title) === "") return refuse(-201, "button.title is invalid!")
    const type = text(one.type)
    return {
      title: limited(sim, text(one.title), 100, "button.title"),
      type,
      payload: payloadOf(sim, type, one.payload)
    }
  })
}

const mediaOf = (sim: Sim, caller: Caller, elements: ReadonlyArray<unknown>) => {
  const [one] = elements
  if (!isBody(one) || elements.length !== 1) return refuse(-201, "elements is invalid!")
  const type = text(one.media_type)
  if (!["image", "gif", "sticker"].includes(type)) return refuse(-201, "media_type is invalid!")
  const id = text(one.attachment_id)
  const url = text(one.url)
  if ((id === "") === (url === "")) return refuse(-201, "attachment_id is invalid!")
  if (type === "gif" && !(Number(one.width) > 0 && Number(one.height) > 0)) return refuse(-201, "width is invalid!")
  if (type === "sticker")
    return { kind: type, attachment: { type, payload: { id, url: `https://stickers.zaloapp.com/${id}` } } }
  const address = id === "" ? url : mediaUrl(sim, uploadOf(sim, caller, id, [type]))
  if (id === "" && !/^https?:\/\//.test(url)) return refuse(-201, "url is invalid!")
  return { kind: type, attachment: { type, payload: { thumbnail: address, url: address } } }
}

const listOf = (sim: Sim, elements: ReadonlyArray<unknown>) => {
  if (!on(sim, "cs.list")) return refuse(-233)
  if (elements.length === 0 || elements.length > 5) return refuse(-210, "elements exceeds allowable limit")
  elements.forEach((one, index) => {
    if (!isBody(one) || text(one.title) === "") return refuse(-201, "elements.title is invalid!")
    limited(sim, text(one.title), 100, "elements.title")
    if (index === 0 && text(one.subtitle) === "") return refuse(-201, "elements.subtitle is invalid!")
    limited(sim, text(one.subtitle), 500, "elements.subtitle")
  })
  return { kind: "list", attachment: { type: "template", payload: { template_type: "list", elements } } }
}

const requestOf = (sim: Sim, elements: ReadonlyArray<unknown>) => {
  const [one] = elements
  if (!isBody(one) || elements.length !== 1 || text(one.title) === "") return refuse(-201, "elements is invalid!")
  limited(sim, text(one.title), 100, "title")
  limited(sim, text(one.subtitle), 500, "subtitle")
  const { title, subtitle, image_url } = one
  const payload = { template_type: "request_user_info", title, subtitle, image_url }
  return { kind: "template", attachment: { type: "template", payload } }
}

/** Reads `message` of a send. */
export const read = (sim: Sim, caller: Caller, given: unknown): Parts => {
  if (!isBody(given)) return refuse(-201, "message is invalid!")
  const words = typeof given.text === "string" ? given.text : ""
  limited(sim, words, measure(sim, "cs.text-limit"), "text")
  const quote = text(given.quote_message_id)
  if (quote !== "" && !sim.state.messages.has(quote)) return refuse(-201, "quote_message_id is invalid!")
  const plain = { text: words, attachments: [], buttons: [], quote: quote === "" ? null : quote }
  const { attachment } = given
  if (attachment === undefined || attachment === null) {
    if (words === "") return refuse(-201, "text is invalid!")
    return { ...plain, kind: "text" }
  }
  if (!isBody(attachment) || !isBody(attachment.payload)) return refuse(-201, "attachment is invalid!")
  const payload: Body = attachment.payload
  if (attachment.type === "file") {
    const upload = uploadOf(sim, caller, text(payload.token), ["file"])
    const { name, checksum, type } = upload
    const file = { size: String(upload.size), name, checksum, type, url: mediaUrl(sim, upload) }
    return { ...plain, kind: "file", attachments: [{ type: "file", payload: file }] }
  }
  if (attachment.type !== "template") return refuse(-201, "attachment.type is invalid!")
  const buttons = buttonsOf(sim, payload.buttons)
  const elements = list(payload.elements)
  switch (payload.template_type) {
    case "media": {
      const { kind, attachment } = mediaOf(sim, caller, elements)
      return { ...plain, kind, attachments: [attachment], buttons }
    }
    case "list": {
      const { kind, attachment } = listOf(sim, elements)
      return { ...plain, kind, attachments: [attachment], buttons }
    }
    case "request_user_info": {
      const { kind, attachment } = requestOf(sim, elements)
      return { ...plain, kind, attachments: [attachment], buttons }
    }
    case undefined:
      if (words === "" || buttons.length === 0) return refuse(-201, "payload is invalid!")
      return { ...plain, kind: "text", buttons }
    default:
      return refuse(-233)
  }
}
