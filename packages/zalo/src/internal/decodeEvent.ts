/** From the wire to typed events. Tolerant: what is not used is not looked at, what is missing makes an event unknown. */
import * as Instant from "@lienhoi/calendar/Instant"
import * as Body from "./body.ts"
import type { Attachment, GroupEvent, Header, MessageKind, Options, WebhookEvent } from "./events.ts"
import * as Json from "./json.ts"

type Fields = ReturnType<typeof Json.fields>

/** An event without its head; `null` when it lacks what it should hold. */
type Read = (body: Fields, told: { readonly isZns: boolean; readonly receivedAt: Instant.Instant }) => object | null

const orNull = (value: unknown): string | null => Json.text(value) || null
const idOf = (value: unknown): string => Json.text(Json.fields(value).id)
const texts = (value: unknown): ReadonlyArray<string> =>
  Json.list(value)
    .map(Json.text)
    .filter((one) => one !== "")

const latest = 8.64e15

/** Milliseconds in digits, or as a number. */
const momentOf = (value: unknown, otherwise: Instant.Instant): Instant.Instant => {
  const millis = Json.number(value)
  return millis === null || Math.abs(millis) > latest ? otherwise : Instant.fromMillis(Math.trunc(millis))
}

const attachment = (value: unknown): Attachment => {
  const { type, payload } = Json.fields(value)
  const held = Json.fields(payload)
  const { latitude, longitude } = Json.fields(held.coordinates)
  return {
    type: Json.text(type),
    url: orNull(held.url),
    thumbnail: orNull(held.thumbnail),
    name: orNull(held.name),
    size: Json.number(held.size),
    description: orNull(held.description),
    latitude: orNull(latitude),
    longitude: orNull(longitude)
  }
}

const kinds: ReadonlyArray<MessageKind> = [
  "text",
  "image",
  "gif",
  "link",
  "audio",
  "video",
  "sticker",
  "location",
  "file",
  "business_card",
  "list",
  "template"
]

const said =
  (by: "user" | "account" | "anonymous", isGroup: boolean, kind: MessageKind): Read =>
  (body) => {
    const message = Json.fields(body.message)
    const sender = idOf(body.sender)
    const recipient = idOf(body.recipient)
    const id = Json.text(message.msg_id)
    const group = isGroup ? recipient : null
    const user = by === "account" ? (isGroup ? "" : recipient) : sender
    if (id === "" || sender === "" || recipient === "") return null
    return {
      type: "message",
      by,
      user,
      group,
      conversation: orNull(message.conversation_id),
      admin: orNull(Json.fields(body.sender).admin_id),
      kind,
      id,
      text: orNull(message.text),
      quoted: orNull(message.quote_msg_id),
      attachments: Json.list(message.attachments).map(attachment)
    }
  }

const reached: Read = (body, { isZns, receivedAt }) => {
  const message = Json.fields(body.message)
  const [id, to] = [Json.text(message.msg_id), idOf(body.recipient)]
  if (id === "" || to === "") return null
  if (!isZns && message.delivery_time === undefined && message.tracking_id === undefined) {
    return { type: "received", user: to, id }
  }
  return {
    type: "template-received",
    to,
    id,
    tracking: orNull(message.tracking_id),
    deliveredAt: momentOf(message.delivery_time, momentOf(body.timestamp, receivedAt))
  }
}

const seen: Read = (body) => {
  const message = Json.fields(body.message)
  const ids = texts(message.msg_ids ?? [message.msg_id])
  const user = idOf(body.recipient)
  return ids.length === 0 || user === "" ? null : { type: "seen", user, ids }
}

const reacted =
  (by: "user" | "account"): Read =>
  (body) => {
    const message = Json.fields(body.message)
    const user = idOf(by === "user" ? body.sender : body.recipient)
    const id = Json.text(message.msg_id)
    return id === "" || user === "" ? null : { type: "reacted", by, user, id, icon: Json.text(message.react_icon) }
  }

const followed =
  (type: "follow" | "unfollow"): Read =>
  (body) => {
    const user = idOf(body.follower)
    return user === "" ? null : { type, user, source: orNull(body.source) }
  }

const infoShared: Read = (body) => {
  const user = idOf(body.sender)
  const info = Object.entries(Json.fields(body.info)).flatMap(([name, value]) =>
    Json.text(value) === "" ? [] : [[name, Json.text(value)] as const]
  )
  return user === "" ? null : { type: "info-shared", user, info: Object.fromEntries(info) }
}

const tagged =
  (type: "tagged" | "untagged" | "tag-removed"): Read =>
  (body) => {
    const { name, user_ids } = Json.fields(body.tag)
    return Json.text(name) === "" ? null : { type, tag: Json.text(name), users: texts(user_ids) }
  }

const widget =
  (type: "widget-accepted" | "widget-failed"): Read =>
  (body) => {
    const { user_id, user_external_id, message } = Json.fields(body.data)
    const user = Json.text(user_id)
    return user === "" ? null : { type, user, externalId: orNull(user_external_id), message: orNull(message) }
  }

const userOnly =
  (type: "chat-opened" | "user-updated"): Read =>
  (body) => {
    const user = Json.text(body.user_id)
    return user === "" ? null : { type, user }
  }

const call =
  (what: string): Read =>
  (body) => ({ type: "call", phone: orNull(body.phone), what })

const inGroup =
  (change: GroupEvent["change"]): Read =>
  (body) => {
    const group = Json.text(body.group_id)
    return group === "" ? null : { type: "group", group, change, users: Json.list(body.users).map(idOf) }
  }

const feedback: Read = (body) => {
  const message = Json.fields(body.message)
  const id = Json.text(message.msg_id)
  if (id === "") return null
  return {
    type: "template-feedback",
    id,
    tracking: orNull(message.tracking_id),
    rate: Json.number(message.rate),
    note: orNull(message.note),
    feedbacks: texts(message.feedbacks)
  }
}

const templateAnswer: Read = (body) => {
  const message = Json.fields(body.message)
  const id = Json.text(message.msg_id) || Json.text(body.msg_id)
  const tracking = orNull(message.tracking_id)
  return id === "" && tracking === null ? null : { type: "template-answer", id, tracking, data: orNull(message.data) }
}

const templateStatus: Read = (body) => {
  const { prev_status, new_status } = Json.fields(body.status)
  const template = Json.text(body.template_id)
  if (template === "") return null
  return {
    type: "template-status",
    template,
    before: orNull(prev_status),
    after: orNull(new_status),
    reason: orNull(body.reason)
  }
}

const templateQuality: Read = (body) => {
  const template = Json.text(body.template_id)
  return template === "" ? null : { type: "template-quality", template, quality: orNull(body.quality) }
}

const quota: Read = (body) => {
  const { prev_value, new_value } = Json.fields(body.quota)
  return { type: "quota", before: orNull(prev_value), after: orNull(new_value) }
}

const tags: Read = (body) => {
  const { prev_value, new_value } = Json.fields(body.tag_level)
  return { type: "template-tags", before: texts(prev_value), after: texts(new_value) }
}

const journey =
  (what: "acknowledged" | "time-out"): Read =>
  (body) => {
    const id = Json.text(body.journey_id)
    return id === "" ? null : { type: "journey", journey: id, what }
  }

const readers: ReadonlyMap<string, Read> = new Map<string, Read>([
  ...kinds.flatMap(
    (kind): ReadonlyArray<readonly [string, Read]> => [
      [`user_send_${kind}`, said("user", false, kind)],
      [`oa_send_${kind}`, said("account", false, kind)],
      [`anonymous_send_${kind}`, said("anonymous", false, kind)],
      [`oa_send_anonymous_${kind}`, said("account", false, kind)],
      [`user_send_group_${kind}`, said("user", true, kind)],
      [`oa_send_group_${kind}`, said("account", true, kind)]
    ]
  ),
  ["user_received_message", reached],
  ["user_seen_message", seen],
  ["user_reacted_message", reacted("user")],
  ["oa_reacted_message", reacted("account")],
  ["user_click_chatnow", userOnly("chat-opened")],
  ["follow", followed("follow")],
  ["unfollow", followed("unfollow")],
  ["user_submit_info", infoShared],
  ["add_user_to_tag", tagged("tagged")],
  ["remove_user_from_tag", tagged("untagged")],
  ["remove_tag", tagged("tag-removed")],
  ["widget_interaction_accepted", widget("widget-accepted")],
  ["widget_failed_to_sync_user_external_id", widget("widget-failed")],
  ["update_user_info", userOnly("user-updated")],
  ["user_withdraw", (body) => ({ type: "withdrawn", user: orNull(body.user_id) })],
  ["permission_revoked", () => ({ type: "revoked" })],
  ["oa_send_consent", call("consent-asked")],
  ["user_reply_consent", call("consent-answered")],
  ["create_group", inGroup("created")],
  ["update_group_info", inGroup("updated")],
  ["delete_group", inGroup("deleted")],
  ["disperse_group", inGroup("deleted")],
  ["user_join_group", inGroup("joined")],
  ["user_out_group", inGroup("left")],
  ["user_leave_group", inGroup("left")],
  ["user_request_join_group", inGroup("asked")],
  ["accept_request_join_group", inGroup("accepted")],
  ["reject_request_join_group", inGroup("refused")],
  ["react_request_join_group", inGroup("accepted")],
  ["add_group_admin", inGroup("admin-added")],
  ["remove_group_admin", inGroup("admin-removed")],
  ["user_feedback", feedback],
  ["user_click_response_button", templateAnswer],
  ["change_template_status", templateStatus],
  ["change_template_quality", templateQuality],
  ["change_oa_daily_quota", quota],
  ["change_oa_template_tags", tags],
  ["change_oa_template_tags_v2", tags],
  ["event_journey_acknowledged", journey("acknowledged")],
  ["event_journey_time_out", journey("time-out")]
])

/** Names that are understood. */
export const names: ReadonlyArray<string> = [...readers.keys()]

const accountOf = (name: string, body: Fields): string | null => {
  const named = orNull(body.oa_id) ?? orNull(body.oaId)
  if (named !== null) return named
  const speaks = name.startsWith("oa_") || name === "user_received_message" || name === "user_seen_message"
  return orNull(idOf(speaks ? body.sender : body.recipient))
}

/** What is known of a body that was read: the name of its event, the app, the timestamp as written. */
export interface Envelope {
  readonly body: Fields
  readonly name: string
  readonly app: string | null
  readonly timestamp: string
}

/** The envelope of a body; `null` when it is no JSON object. */
export const envelope = (text: string): Envelope | null => {
  const read = Body.parse(text)
  if (typeof read !== "object" || read === null || Array.isArray(read)) return null
  const body = Json.fields(read)
  return { body, name: Json.text(body.event_name), app: orNull(body.app_id), timestamp: Json.text(body.timestamp) }
}

/** The event in an envelope; `null` when it names none. */
export const open = ({ body, name, app, timestamp }: Envelope, options: Options): WebhookEvent | null => {
  if (name === "") return null
  const header: Header = {
    name,
    app,
    account: accountOf(name, body),
    at: momentOf(timestamp, options.receivedAt),
    userByApp: orNull(body.user_id_by_app)
  }
  const told = { isZns: options.server?.toUpperCase() === "ZNS", receivedAt: options.receivedAt }
  const read =
    readers.get(name)?.(body, told) ?? (/^(?:oa|user)_call|call_end/u.test(name) ? call(name)(body, told) : null)
  return { ...header, ...(read ?? { type: "unknown", body }) } as WebhookEvent
}

/** Reads a body. */
export const decode = (text: string, options: Options): WebhookEvent | null => {
  const found = envelope(text)
  return found === null ? null : open(found, options)
}
