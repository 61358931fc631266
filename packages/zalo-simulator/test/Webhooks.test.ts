import { createHash } from "node:crypto"
import { describe, expect, it } from "vitest"
import { signature } from "../src/internal/ids.ts"
import { account, app, type Caught, hoa, lan, listen, open } from "./fixture.ts"

const sign = (id: string, raw: string, timestamp: string, secret: string) =>
  createHash("sha256")
    .update(id + raw + timestamp + secret)
    .digest("hex")
const isSigned = ({ raw, json, headers }: Caught) =>
  headers["x-zevent-signature"] === `mac=${sign(app.id, raw, String(json.timestamp), app.oaSecret)}`

describe("webhooks", () => {
  it("webhook.signature: the documented vector, and every body that is posted", async () => {
    const body =
      '{"app_id":"1000000000000000001","sender":{"id":"2000000000000000002"},"user_id_by_app":"3000000000000000003","recipient":{"id":"4000000000000000004"},"event_name":"user_send_text","message":{"text":"Xin chào","msg_id":"0123456789abcdef0123"},"timestamp":"1767225600000"}'
    const mac = "52257836afdde7b07ebf6ebaef5efcf0d8dcb3062fd48878178fcf1410c6f37f"
    expect(signature("1000000000000000001", body, "1767225600000", "oa-secret-for-tests")).toBe(mac)
    const { control, hear } = await open()
    const { caught } = await hear()
    control.act({ do: "send", person: "lan", text: "Xin chào" })
    control.act({ do: "unfollow", person: "hoa" })
    await control.settled()
    expect(caught).toHaveLength(2)
    expect(caught.every(isSigned)).toBe(true)
  })

  it("webhook.deadline: an answer after it is a failure and comes again with num_retry and the same body", async () => {
    const { control, hear } = await open()
    let hang = true
    const { caught } = await hear(() => (hang ? null : 200))
    control.set({ "webhook.deadline": 100 })
    control.act({ do: "send", person: "lan", text: "a" })
    await control.settled()
    expect(control.deliveries()[0]!.attempts).toMatchObject([{ status: null, error: "TimeoutError" }])
    hang = false
    await control.clock({ advance: 29_999 })
    expect(caught).toHaveLength(1)
    await control.clock({ advance: 1 })
    expect(caught.map(({ raw }) => raw)).toEqual([caught[0]!.raw, caught[0]!.raw])
    expect(caught.map(({ headers }) => headers.num_retry)).toEqual([undefined, "1"])
    expect(control.deliveries()[0]!.state).toBe("delivered")
  })

  it("webhook.ladder: 30 s, 5 min, 15 min, 30 min, 1 h, each counted from the attempt before", async () => {
    const { control, hear } = await open()
    const { caught } = await hear(() => 500)
    control.act({ do: "send", person: "lan", text: "a" })
    await control.clock({ advance: 4 * 3_600_000 })
    const times = control.deliveries()[0]!.attempts.map(({ at }) => Date.parse(at))
    expect(times.slice(1).map((at, i) => (at - times[i]!) / 1000)).toEqual([30, 300, 900, 1800, 3600])
    expect(caught.map(({ headers }) => headers.num_retry)).toEqual([undefined, "1", "2", "3", "4", "5"])
  })

  it("webhook.retry-on: any failure, or only a connection that could not be opened", async () => {
    const { control, hear } = await open()
    await hear(() => 500)
    control.set({ "webhook.retry-on": "connection" })
    control.act({ do: "send", person: "lan", text: "a" })
    await control.clock({ advance: 3_600_000 })
    expect(control.deliveries()[0]).toMatchObject({ state: "dropped", attempts: [{ status: 500 }] })
    control.webhook({ url: "http://127.0.0.1:9/zalo" })
    control.act({ do: "send", person: "lan", text: "b" })
    await control.clock({ advance: 30_000 })
    expect(control.deliveries()[1]!.attempts).toHaveLength(2)
  })

  it("webhook.give-up: after the ladder nothing more comes until somebody enables it", async () => {
    const { control, hear } = await open()
    let status = 500
    const { names, caught } = await hear(() => status)
    control.act({ do: "send", person: "lan", text: "a" })
    await control.clock({ advance: 4 * 3_600_000 })
    expect(control.deliveries()[0]!.state).toBe("given-up")
    status = 200
    const before = caught.length
    control.act({ do: "send", person: "lan", text: "b" })
    await control.settled()
    expect(caught.length).toBe(before)
    control.webhook({ enabled: true })
    control.act({ do: "follow", person: "lan" })
    control.act({ do: "unfollow", person: "lan" })
    await control.settled()
    expect(names().slice(before)).toEqual(["unfollow"])
  })

  it("webhook.subscription: only the events that are switched on", async () => {
    const { control, hear } = await open()
    const { names } = await hear()
    control.webhook({ events: ["unfollow"] })
    control.act({ do: "send", person: "lan", text: "a" })
    control.act({ do: "unfollow", person: "lan" })
    await control.settled()
    expect(names()).toEqual(["unfollow"])
  })

  it("webhook.filter: with the syntax filter only texts that begin with #", async () => {
    const { control, hear } = await open()
    const { caught } = await hear()
    control.webhook({ filter: true })
    control.act({ do: "send", person: "lan", text: "38.506" })
    control.act({ do: "send", person: "lan", text: "#38.506" })
    control.act({ do: "send", person: "lan", urls: ["https://example.vn/a.jpg"] })
    await control.settled()
    expect(caught.map(({ json }) => [json.event_name, (json.message as { readonly text?: string }).text])).toEqual([
      ["user_send_text", "#38.506"],
      ["user_send_image", undefined]
    ])
  })

  it("webhook.escaped: Vietnamese letters as they are, or as escapes, signed either way", async () => {
    const { control, hear } = await open()
    const { caught } = await hear()
    control.act({ do: "send", person: "lan", text: "Báo cáo 🌸" })
    control.set({ "webhook.escaped": true })
    control.act({ do: "send", person: "lan", text: "Báo cáo 🌸" })
    await control.settled()
    expect(caught.map(({ raw }) => raw.includes("Báo cáo"))).toEqual([true, false])
    expect(caught.map(({ json }) => (json.message as { readonly text: string }).text)).toEqual([
      "Báo cáo 🌸",
      "Báo cáo 🌸"
    ])
    expect(caught.every(isSigned)).toBe(true)
  })

  it("webhook.key-order: members come in another order where it is on", async () => {
    const { control, hear } = await open()
    control.set({ "webhook.key-order": true })
    const { caught } = await hear()
    for (let i = 0; i < 7; i++) control.act({ do: "send", person: "lan", text: "a" })
    await control.settled()
    expect(new Set(caught.map(({ json }) => Object.keys(json)[0])).size).toBeGreaterThan(1)
    expect(caught.every(isSigned)).toBe(true)
  })

  it("webhook.seen: received and seen name the account as sender and reach the sending app only", async () => {
    const { control, hear, cs } = await open()
    const other = await listen()
    control.app({ id: "1000000000000000009", name: "Ứng dụng khác", webhook: { url: other.url } })
    control.grant({ app: "1000000000000000009" })
    const { caught } = await hear()
    control.act({ do: "send", person: "lan", text: "a" })
    const sent = await cs(lan, "Chào chị")
    await control.settled()
    control.act({ do: "see", person: "lan" })
    await control.settled()
    const { message_id } = sent.json.data as { readonly message_id: string }
    expect(caught.map(({ json }) => json)).toMatchObject([
      { event_name: "user_send_text" },
      { event_name: "oa_send_text" },
      {
        event_name: "user_received_message",
        sender: { id: account.id },
        recipient: { id: lan },
        message: { msg_id: message_id }
      },
      { event_name: "user_seen_message", sender: { id: account.id }, message: { msg_ids: [message_id] } }
    ])
    expect(other.names()).toEqual(["user_send_text", "oa_send_text"])
  })

  it("webhook.linked: user_id_by_app only where app and account are linked", async () => {
    const { control, hear } = await open()
    const { caught } = await hear()
    control.act({ do: "send", person: "lan", text: "a" })
    await control.settled()
    control.app({ id: app.id, linked: [] })
    control.act({ do: "send", person: "lan", text: "b" })
    await control.settled()
    expect(caught.map(({ json }) => json.user_id_by_app)).toEqual(["3000000000000000003", undefined])
  })

  it("webhook.rights: a person withdraws, an account revokes; both are told", async () => {
    const { control, hear } = await open()
    const { caught } = await hear()
    control.act({ do: "withdraw", person: "hoa" })
    control.revoke()
    await control.settled()
    expect(caught.map(({ json }) => json)).toMatchObject([
      { event_name: "user_withdraw", user_id: hoa, user_id_by_app: "3000000000000000004" },
      { event_name: "permission_revoked", oa_id: account.id }
    ])
    control.app({ id: app.id, linked: [] })
    control.act({ do: "withdraw", person: "hoa" })
    await control.settled()
    expect(caught[2]!.json).toMatchObject({ user_id: "", oa_id: "" })
  })

  it("faults: forged, without prefix, twice, late, reordered, cut off, unknown", async () => {
    const { control, hear } = await open()
    const { caught } = await hear()
    const say = async (text: string) => {
      control.act({ do: "send", person: "lan", text })
      await control.settled()
      return caught.splice(0)
    }
    control.fault({ at: "webhook", kind: "forge" })
    expect((await say("a")).map(isSigned)).toEqual([false])
    control.fault({ at: "webhook", kind: "no-prefix" })
    expect((await say("b"))[0]!.headers["x-zevent-signature"]).toMatch(/^[0-9a-f]{64}$/)
    control.fault({ at: "webhook", kind: "duplicate" })
    const twice = await say("c")
    expect(twice.map(({ raw }) => raw)).toEqual([twice[0]!.raw, twice[0]!.raw])
    control.fault({ at: "webhook", kind: "truncate" })
    const cut = await say("d")
    expect(() => JSON.parse(cut[0]!.raw)).toThrow()
    control.fault({ at: "webhook", kind: "unknown-event" })
    expect((await say("e"))[0]!.json.event_name).toBe("user_send_hologram")
    control.fault({ at: "webhook", kind: "unknown-field" })
    const odd = await say("f")
    expect(odd[0]!.json).toHaveProperty("not_in_any_document")
    expect(isSigned(odd[0]!)).toBe(true)
    control.fault({ at: "webhook", kind: "late", ms: 60_000 })
    expect(await say("g")).toEqual([])
    await control.clock({ advance: 60_000 })
    expect(caught.splice(0)).toHaveLength(1)
    control.fault({ at: "webhook:user_send_text", kind: "reorder" })
    control.act({ do: "send", person: "lan", text: "first" })
    control.act({ do: "send", person: "lan", text: "second" })
    await control.clock({ advance: 1 })
    expect(caught.map(({ json }) => (json.message as { readonly text: string }).text)).toEqual(["second", "first"])
  })

  it("every kind a person can send has its documented attachment", async () => {
    const { control, hear } = await open()
    const { caught } = await hear()
    const kinds = ["image", "gif", "link", "audio", "video", "sticker", "location", "file", "business_card"] as const
    for (const kind of kinds) control.act({ do: "send", person: "lan", kind, url: "https://example.vn/x" })
    await control.settled()
    expect(caught.map(({ json }) => json.event_name)).toEqual(kinds.map((kind) => `user_send_${kind}`))
    const payload = (i: number) =>
      (
        caught[i]!.json.message as {
          readonly attachments: ReadonlyArray<{ readonly type: string; readonly payload: object }>
        }
      ).attachments[0]!
    expect(payload(0)).toEqual({
      type: "image",
      payload: { thumbnail: "https://example.vn/x", url: "https://example.vn/x" }
    })
    expect(payload(6).payload).toHaveProperty("coordinates.latitude", "9.7579")
    expect(payload(7).payload).toMatchObject({ size: "1024", name: "bao-cao.pdf", type: "pdf" })
    expect(payload(8).type).toBe("link")
    expect(JSON.parse((payload(8).payload as { readonly description: string }).description)).toHaveProperty("phone")
  })

  it("an administrator at the console is named; events of the console and of calls are sent as they stand", async () => {
    const { control, hear } = await open()
    const { caught } = await hear()
    control.say({ person: "hoa", text: "Chị gọi lại nhé" })
    expect(() => control.say({ person: "hoa", admin: "mai", text: "a" })).toThrow(RangeError)
    control.event({
      event: { event_name: "user_reply_consent", oa_id: account.id, phone: "84987654322", user_consent: "ALLOW" }
    })
    control.event({
      event: { event_name: "change_template_quality", template_id: "123456", quality: "LOW" },
      templates: true,
      nameless: true
    })
    await control.settled()
    const event = (name: string) => caught.find(({ json }) => json.event_name === name)!
    expect(event("oa_send_text").json).toMatchObject({
      sender: { id: account.id, admin_id: lan },
      recipient: { id: hoa }
    })
    expect(event("user_reply_consent").json).toMatchObject({ app_id: app.id, user_consent: "ALLOW" })
    expect(event("change_template_quality").json).not.toHaveProperty("app_id")
    expect(event("change_template_quality").headers["x-zevent-server"]).toBe("ZNS")
    expect(caught.every(isSigned)).toBe(true)
  })

  it("buttons, reactions and the first press of «Nhắn tin» are told", async () => {
    const { control, hear, cs } = await open()
    const { caught } = await hear()
    control.act({ do: "chatnow", person: "hoa" })
    control.act({ do: "chatnow", person: "hoa" })
    const payload = {
      buttons: [
        { title: "Xong", type: "oa.query.hide", payload: "#xong" },
        { title: "Mở", type: "oa.open.url", payload: { url: "https://example.vn" } }
      ]
    }
    const sent = await cs(hoa, { text: "Xong chưa?", attachment: { type: "template", payload } })
    const message = (sent.json.data as { readonly message_id: string }).message_id
    control.act({ do: "press", person: "hoa", message, button: "Xong" })
    expect(control.act({ do: "press", person: "hoa", message, button: 1 })).toEqual({
      opened: { url: "https://example.vn" }
    })
    control.act({ do: "react", person: "hoa", message, icon: "/-heart" })
    await control.settled()
    const names = caught.map(({ json }) => json.event_name)
    expect(names.filter((name) => name === "user_click_chatnow")).toHaveLength(1)
    expect(caught.find(({ json }) => json.event_name === "user_send_text")!.json).toMatchObject({
      message: { text: "#xong" }
    })
    expect(names).toContain("user_reacted_message")
    expect(() => control.act({ do: "press", person: "hoa", message, button: "Không có" })).toThrow(/No button/)
  })
})
