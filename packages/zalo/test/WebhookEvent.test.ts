import * as Arriving from "@lienhoi/zalo/Arriving"
import * as BotUpdate from "@lienhoi/zalo/BotUpdate"
import * as WebhookEvent from "@lienhoi/zalo/WebhookEvent"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"

const receivedAt = "2026-01-01T00:00:00.000Z"
const decode = (body: object | string, server: string | null = null) =>
  WebhookEvent.decode(typeof body === "string" ? body : JSON.stringify(body), { receivedAt, server })

const envelope = { app_id: "10", oa_id: "40", timestamp: "1767225600000" }
const fromUser = { ...envelope, sender: { id: "20" }, recipient: { id: "40" } }
const fromAccount = { ...envelope, sender: { id: "40" }, recipient: { id: "20" } }

/** A body for each documented event, with what it is read as. */
const documented: ReadonlyArray<readonly [object, string]> = [
  ...["text", "image", "gif", "link", "audio", "video", "sticker", "location", "file", "business_card"].flatMap(
    (kind): ReadonlyArray<readonly [object, string]> => [
      [{ ...fromUser, event_name: `user_send_${kind}`, message: { msg_id: "m", attachments: [] } }, "message"],
      [{ ...fromUser, event_name: `user_send_group_${kind}`, message: { msg_id: "m" } }, "message"],
      [{ ...fromAccount, event_name: `oa_send_group_${kind}`, message: { msg_id: "m" } }, "message"]
    ]
  ),
  ...["text", "image", "gif", "list", "file", "sticker", "template"].map(
    (kind) => [{ ...fromAccount, event_name: `oa_send_${kind}`, message: { msg_id: "m" } }, "message"] as const
  ),
  ...["text", "image", "file", "sticker"].flatMap(
    (kind): ReadonlyArray<readonly [object, string]> => [
      [
        { ...fromUser, event_name: `anonymous_send_${kind}`, message: { msg_id: "m", conversation_id: "c" } },
        "message"
      ],
      [{ ...fromAccount, event_name: `oa_send_anonymous_${kind}`, message: { msg_id: "m" } }, "message"]
    ]
  ),
  [{ ...fromAccount, event_name: "user_received_message", message: { msg_id: "m" } }, "received"],
  [{ ...fromAccount, event_name: "user_seen_message", message: { msg_ids: ["m", "n"] } }, "seen"],
  [{ ...fromUser, event_name: "user_reacted_message", message: { msg_id: "m", react_icon: "/-heart" } }, "reacted"],
  [{ ...fromAccount, event_name: "oa_reacted_message", message: { msg_id: "m", react_icon: "/-heart" } }, "reacted"],
  [{ ...envelope, event_name: "user_click_chatnow", user_id: "20" }, "chat-opened"],
  [{ ...envelope, event_name: "follow", follower: { id: "20" }, source: "oa_profile" }, "follow"],
  [{ ...envelope, event_name: "unfollow", follower: { id: "20" } }, "unfollow"],
  [{ ...fromUser, event_name: "user_submit_info", info: { phone: 84987654321, name: "Lan" } }, "info-shared"],
  [{ ...envelope, event_name: "add_user_to_tag", tag: { name: "x", user_ids: ["20"] } }, "tagged"],
  [{ ...envelope, event_name: "remove_user_from_tag", tag: { name: "x", user_ids: ["20"] } }, "untagged"],
  [{ ...envelope, event_name: "remove_tag", tag: { name: "x" } }, "tag-removed"],
  [{ ...envelope, event_name: "widget_interaction_accepted", data: { user_id: "20" } }, "widget-accepted"],
  [{ ...envelope, event_name: "widget_failed_to_sync_user_external_id", data: { user_id: "20" } }, "widget-failed"],
  [{ ...envelope, event_name: "update_user_info", user_id: "20" }, "user-updated"],
  [{ ...envelope, event_name: "user_withdraw", user_id: "20" }, "withdrawn"],
  [{ ...envelope, event_name: "permission_revoked" }, "revoked"],
  [{ ...envelope, event_name: "oa_send_consent", phone: "84987654321" }, "call"],
  [{ ...envelope, event_name: "user_reply_consent", phone: "84987654321" }, "call"],
  ...[
    "create_group",
    "update_group_info",
    "delete_group",
    "user_join_group",
    "user_out_group",
    "user_request_join_group",
    "accept_request_join_group",
    "reject_request_join_group",
    "add_group_admin",
    "remove_group_admin"
  ].map((event_name) => [{ ...envelope, event_name, group_id: "g", users: [{ id: "20" }] }, "group"] as const),
  [
    {
      ...fromAccount,
      event_name: "user_received_message",
      message: { msg_id: "m", tracking_id: "t", delivery_time: "1767225601000" }
    },
    "template-received"
  ],
  [
    { ...envelope, event_name: "user_feedback", message: { msg_id: "m", rate: 5, tracking_id: "t" } },
    "template-feedback"
  ],
  [
    { ...envelope, event_name: "user_click_response_button", msg_id: "m", message: { tracking_id: "t" } },
    "template-answer"
  ],
  [
    {
      ...envelope,
      event_name: "change_template_status",
      template_id: 1,
      status: { prev_status: "A", new_status: "B" }
    },
    "template-status"
  ],
  [{ ...envelope, event_name: "change_template_quality", template_id: "1", quality: "LOW" }, "template-quality"],
  [{ event_name: "change_oa_daily_quota", oaId: "40", quota: { prev_value: 1, new_value: 2 } }, "quota"],
  [
    { ...envelope, event_name: "change_oa_template_tags_v2", tag_level: { prev_value: [], new_value: ["1"] } },
    "template-tags"
  ],
  [{ ...envelope, event_name: "event_journey_acknowledged", journey_id: "j" }, "journey"],
  [{ ...envelope, event_name: "event_journey_time_out", journey_id: "j" }, "journey"]
]

const known: Arriving.Known = {
  channel: "zalo",
  id: "e-1",
  personOf: (user) => (user === "20" ? "p-20" : null),
  keyOf: (receipt, tracking) => (receipt === "m" || tracking === "t" ? "k-1" : null)
}
const arrived = (body: object, server: string | null = null) => Arriving.of(decode(body, server)!, known)

describe("every documented event", () => {
  it("is typed", () => {
    for (const [body, type] of documented) expect([body, decode(body)?.type]).toEqual([body, type])
    expect(new Set(documented.map(([body]) => (body as { event_name: string }).event_name)).size).toBeGreaterThan(70)
  })

  it("that lacks what it should hold, or that nobody knows, is kept whole", () => {
    for (const [{ event_name }] of documented as ReadonlyArray<readonly [{ event_name: string }, string]>) {
      const event = decode({ event_name, timestamp: "x" })
      if (event?.type === "unknown") expect(event.body).toEqual({ event_name, timestamp: "x" })
      expect(event?.at).toBe(receivedAt)
    }
    const odd = { ...envelope, event_name: "user_send_hologram", message: { depth: 3 } }
    expect(decode(odd)).toMatchObject({ type: "unknown", name: "user_send_hologram", body: odd })
    expect(arrived(odd).note?.vi).toContain("user_send_hologram")
  })
})

it("ids beyond 2^53 keep their digits, in quotes and without", () => {
  const id = "9007199254740993123"
  const event = decode(`{"event_name":"follow","oa_id":${id},"follower":{"id":${id}},"timestamp":1767225600000}`)
  expect(event).toMatchObject({ account: id, user: id, at: "2026-01-01T00:00:00.000Z" })
  const text = decode(
    `{"event_name":"user_send_text","sender":{"id":"${id}"},"recipient":{"id":${id}},"message":{"msg_id":"m","text":"số: ${id}"},"timestamp":"1"}`
  )
  expect(text).toMatchObject({ user: id, account: id, text: `số: ${id}` })
})

it("the same name in two shapes is told apart by header, delivery time or tracking id", () => {
  const bare = { ...fromAccount, event_name: "user_received_message", message: { msg_id: "m" } }
  expect(decode(bare)?.type).toBe("received")
  expect(decode(bare, "ZNS")?.type).toBe("template-received")
})

describe("what it means for the house", () => {
  it("a text is an unreviewed message of its author, composed, with what it answers", () => {
    const text = "Đường vào ấp hư".normalize("NFD")
    const { inbound } = arrived({
      ...fromUser,
      event_name: "user_send_text",
      message: { msg_id: "x", text, quote_msg_id: "m" }
    })
    const [message] = inbound
    if (message?.type !== "message") throw new Error("no message")
    expect(message).toMatchObject({ from: "20", person: "p-20", group: null, inReplyTo: "k-1" })
    expect(String(message.body)).toBe("Labelled(open, none, unreviewed)")
  })

  it("a photo is to be fetched and becomes an unreviewed attachment", () => {
    const attachments = [{ type: "image", payload: { url: "https://x/1", thumbnail: "https://x/2" } }]
    const { inbound, files } = arrived({
      ...fromUser,
      event_name: "user_send_image",
      message: { msg_id: "x", attachments }
    })
    expect(files).toEqual([{ url: "https://x/1", name: "x-1.jpg", mediaType: "image/jpeg" }])
    const message = inbound[0]
    if (message?.type !== "message") throw new Error("no message")
    const whole = Arriving.withFiles(
      message,
      files.map((file) => ({ ...file, bytes: new Uint8Array([1]) }))
    )
    expect(whole.attachments.map(({ bytes }) => String(bytes))).toEqual(["Labelled(open, none, unreviewed)"])
  })

  it("received and seen update deliveries we know by receipt or tracking id, and nothing else", () => {
    expect(arrived(documented.find(([, type]) => type === "template-received")![0]).inbound).toMatchObject([
      { type: "delivery", key: "k-1", status: "delivered", at: "2026-01-01T00:00:01.000Z" }
    ])
    const { inbound } = arrived({
      ...fromAccount,
      event_name: "user_seen_message",
      message: { msg_ids: ["m", "other"] }
    })
    expect(inbound).toMatchObject([{ type: "delivery", key: "k-1", status: "seen", by: "p-20", receipt: "m" }])
  })

  it("following, leaving, opening the chat and withdrawing change the contact", () => {
    const of = (event_name: string) =>
      arrived({ ...envelope, event_name, follower: { id: "20" }, user_id: "20" }).inbound
    expect(of("follow")).toMatchObject([{ type: "consent", person: "p-20", allowed: true, until: null }])
    expect(of("unfollow")).toMatchObject([{ type: "consent", allowed: false }])
    expect(of("user_click_chatnow")).toMatchObject([{ allowed: true, until: "2026-01-08T00:00:00.000Z" }])
    expect(of("user_withdraw")).toMatchObject([{ type: "contact-change", change: "erase", address: null }])
  })

  it("what the office must know is said in words", () => {
    expect(arrived({ ...envelope, event_name: "permission_revoked" }).note?.vi).toContain("kết nối lại")
  })
})

it("law Tolerant: no body is an exception, and an object with a name is always an event", () => {
  const some = fc.oneof(
    fc.json(),
    fc.string({ unit: "binary" }),
    fc
      .tuple(fc.constantFrom(...WebhookEvent.names), fc.jsonValue(), fc.jsonValue())
      .map(([event_name, message, sender]) =>
        JSON.stringify({
          event_name,
          message,
          sender,
          recipient: sender,
          timestamp: message,
          users: message,
          tag: message
        })
      )
  )
  let events = 0
  fc.assert(
    fc.property(some, (text) => {
      const event = decode(text)
      if (event === null) return
      events++
      expect(() => Arriving.of(event, known)).not.toThrow()
    }),
    { numRuns: 2_000 }
  )
  console.info(`Tolerant: ${events} of 2000 were events`)
  expect(events).toBeGreaterThan(400)
})

it("a bot's update is read with and without its envelope; photos stand in photo_url; an empty poll is none", () => {
  const message = {
    from: { id: "u", display_name: "Lan", is_bot: false },
    chat: { id: "c", chat_type: "GROUP" },
    message_id: "m",
    date: 1767225600000,
    photo_url: "https://x/1",
    caption: "Ảnh"
  }
  const body = { event_name: "message.image.received", message }
  for (const whole of [body, { ok: true, result: body }]) {
    const update = BotUpdate.decode(JSON.stringify(whole), receivedAt)!
    expect(update).toMatchObject({
      kind: "image",
      user: "u",
      chat: "c",
      isGroup: true,
      text: "Ảnh",
      url: "https://x/1"
    })
    expect(BotUpdate.toInbound(update, () => null)).toMatchObject({ channel: "zalo-bot", group: "c", from: "u" })
  }
  expect(BotUpdate.decode('{"ok":false,"error_code":408}', receivedAt)).toBeNull()
  expect(BotUpdate.decode('{"event_name":"message.dance.received"}', receivedAt)?.kind).toBe("unknown")
})
