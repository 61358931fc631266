import { describe, expect, it } from "vitest"
import { listen, minute, open, read } from "./fixture.ts"

const token = "1:bot-secret-for-tests"

const opened = async () => {
  const all = await open()
  const call = async (method: string, body: unknown = {}, of = token) =>
    read(
      await fetch(`${all.hosts.bot}/bot${of}/${method}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body)
      })
    )
  const say = (text: string, person = "lan") => all.control.act({ do: "send", person, bot: token, text })
  const { chat } = all.control.ids({ person: "lan" })
  return { ...all, call, say, chat }
}

describe("bots", () => {
  it("bot.updates: one object for each poll, 408 when nothing came, an update ends a waiting poll", async () => {
    const { call, say, chat } = await opened()
    say("một")
    say("hai")
    const first = await call("getUpdates", { timeout: "0" })
    expect(first.json).toMatchObject({
      ok: true,
      result: {
        event_name: "message.text.received",
        message: {
          text: "một",
          from: { id: chat, display_name: "Nguyễn Thị Lan", is_bot: false },
          chat: { id: chat, chat_type: "PRIVATE" }
        }
      }
    })
    expect((await call("getUpdates", { timeout: "0" })).text).toContain("hai")
    expect((await call("getUpdates", { timeout: "0" })).json).toMatchObject({ ok: false, error_code: 408 })
    const waiting = call("getUpdates", { timeout: "30" })
    await new Promise((resolve) => setTimeout(resolve, 50))
    say("ba")
    expect((await waiting).text).toContain("ba")
    await call("setWebhook", { url: "http://127.0.0.1:9/", secret_token: "bi-mat-1" })
    expect((await call("getUpdates", { timeout: "0" })).json).toMatchObject({ ok: false, error_code: 400 })
    await call("deleteWebhook")
    expect((await call("getUpdates", { timeout: "0" })).json).toMatchObject({ error_code: 408 })
  })

  it("bot.webhook: updates are posted with the secret as a plain header", async () => {
    const { call, say, control } = await opened()
    const { url, caught } = await listen()
    expect((await call("setWebhook", { url, secret_token: "short" })).json).toMatchObject({ error_code: 400 })
    expect((await call("setWebhook", { url, secret_token: "bi-mat-1" })).json).toMatchObject({
      ok: true,
      result: { url }
    })
    expect((await call("getWebhookInfo")).json).toMatchObject({ result: { url } })
    say("Chào")
    control.act({ do: "send", person: "lan", bot: token, url: "https://example.vn/a.jpg" })
    await control.settled()
    expect(caught.map(({ headers }) => headers["x-bot-api-secret-token"])).toEqual(["bi-mat-1", "bi-mat-1"])
    expect(caught[1]!.json).toMatchObject({
      result: { event_name: "message.image.received", message: { photo_url: "https://example.vn/a.jpg" } }
    })
    control.fault({ at: "webhook", kind: "forge" })
    say("giả")
    await control.settled()
    expect(caught[2]!.headers["x-bot-api-secret-token"]).not.toBe("bi-mat-1")
  })

  it("bot.webhook-address: private addresses are refused only where the switch is on", async () => {
    const { call, control } = await opened()
    const set = async (url: string) => (await call("setWebhook", { url, secret_token: "bi-mat-1" })).json.ok
    expect(await set("http://127.0.0.1:9/")).toBe(true)
    control.set({ "bot.webhook-address": true })
    for (const url of ["http://bot.example.vn/", "https://127.0.0.1/", "https://192.168.1.4/", "https://localhost/"])
      expect(await set(url), url).toBe(false)
    expect(await set("https://bot.example.vn/zalo")).toBe(true)
  })

  it("bot.text-limit: 2,000 characters", async () => {
    const { call, say, chat } = await opened()
    say("Chào")
    const send = async (text: string) => (await call("sendMessage", { chat_id: chat, text })).json
    expect(await send("ế".repeat(2000))).toMatchObject({ ok: true, result: { date: 1_792_461_600_000 } })
    expect(await send("ế".repeat(2001))).toMatchObject({ ok: false, error_code: 400 })
    expect(await send("")).toMatchObject({ ok: false, error_code: 400 })
  })

  it("bot.errors: 401 for an unknown token, 404 for an unknown method or chat", async () => {
    const { call } = await opened()
    expect(await call("getMe", {}, "1:wrong")).toMatchObject({ status: 401, json: { ok: false, error_code: 401 } })
    expect((await call("doMagic")).json).toMatchObject({ error_code: 404 })
    expect((await call("sendMessage", { chat_id: "nobody", text: "a" })).json).toMatchObject({ error_code: 404 })
    expect((await call("getMe")).json).toMatchObject({
      ok: true,
      result: { account_name: "Bot Sổ tay", can_join_groups: true }
    })
  })

  it("bot.rate: beyond what is set 429, free again on the minute", async () => {
    const { call, control } = await opened()
    control.set({ "bot.rate": 1 })
    expect([(await call("getMe")).status, (await call("getMe")).status]).toEqual([200, 429])
    await control.clock({ advance: minute })
    expect((await call("getMe")).status).toBe(200)
  })

  it("bot.monthly: what a bot may send in a month", async () => {
    const { call, control, say, chat } = await opened()
    say("Chào")
    control.set({ "bot.monthly": 1 })
    const send = async () => (await call("sendMessage", { chat_id: chat, text: "a" })).status
    expect([await send(), await send()]).toEqual([200, 429])
    await control.clock({ at: "2026-10-31T17:00:00.000Z" })
    expect(await send()).toBe(200)
  })

  it("bot.groups: in a group it sees what names it or answers it", async () => {
    const { call, control } = await opened()
    const { group } = control.botGroup({ name: "Tổ phụ nữ", members: ["lan", "hoa"] })
    const sent = (await call("sendMessage", { chat_id: group, text: "Ai nộp rồi?" })).json.result as {
      readonly message_id: string
    }
    control.act({ do: "send", person: "hoa", group, text: "Nói chuyện riêng" })
    control.act({ do: "send", person: "hoa", group, text: "@Bot Sổ tay em nộp rồi" })
    control.act({ do: "send", person: "lan", group, text: "Tôi cũng", quote: sent.message_id })
    const next = async () =>
      (await call("getUpdates", { timeout: "0" })).json.result as {
        readonly message: { readonly text: string; readonly chat: object }
      }
    expect((await next()).message).toMatchObject({
      text: "@Bot Sổ tay em nộp rồi",
      chat: { id: group, chat_type: "GROUP" }
    })
    expect((await next()).message.text).toBe("Tôi cũng")
    expect(await next()).toBeUndefined()
    control.set({ "bot.groups": false })
    control.act({ do: "send", person: "hoa", group, text: "Nói chuyện riêng" })
    expect((await next()).message.text).toBe("Nói chuyện riêng")
  })

  it("bot.first-contact: who never wrote cannot be written to, unless the switch says so", async () => {
    const { call, control, chat } = await opened()
    const send = async () => (await call("sendMessage", { chat_id: chat, text: "Chào" })).status
    expect(await send()).toBe(403)
    control.set({ "bot.first-contact": true })
    expect(await send()).toBe(200)
  })

  it("photos, stickers, voices and typing; forms and queries as well as JSON", async () => {
    const { call, say, chat, hosts, control } = await opened()
    say("Chào")
    expect(
      (await call("sendPhoto", { chat_id: chat, photo: "https://example.vn/a.jpg", caption: "Ảnh" })).json.ok
    ).toBe(true)
    expect((await call("sendPhoto", { chat_id: chat })).json).toMatchObject({ error_code: 400 })
    expect((await call("sendSticker", { chat_id: chat, sticker: "1" })).json.ok).toBe(true)
    expect((await call("sendVoice", { chat_id: chat, voice_url: "https://example.vn/a.aac" })).json.ok).toBe(true)
    expect((await call("sendChatAction", { chat_id: chat, action: "typing" })).json.ok).toBe(true)
    const at = `${hosts.bot}/bot${token}/sendMessage`
    expect((await read(await fetch(`${at}?chat_id=${chat}&text=query`))).json.ok).toBe(true)
    expect(
      (await read(await fetch(at, { method: "POST", body: new URLSearchParams({ chat_id: chat, text: "form" }) }))).json
        .ok
    ).toBe(true)
    const form = new FormData()
    form.set("chat_id", chat)
    form.set("text", "multipart")
    expect((await read(await fetch(at, { method: "POST", body: form }))).json.ok).toBe(true)
    expect(control.messages({ person: "lan" }).map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      "text Chào",
      "image Ảnh",
      "sticker ",
      "audio ",
      "text query",
      "text form",
      "text multipart"
    ])
  })
})
