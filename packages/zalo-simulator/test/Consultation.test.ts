import { describe, expect, it } from "vitest"
import { account, app, day, hoa, hour, lan, open, png } from "./fixture.ts"

const media = (element: unknown, text?: string) => ({
  ...(text === undefined ? {} : { text }),
  attachment: { type: "template", payload: { template_type: "media", elements: [element] } }
})
const buttons = (n: number, title = "Như tháng trước") => ({
  text: "Chọn",
  attachment: {
    type: "template",
    payload: {
      buttons: Array.from({ length: n }, () => ({ title, type: "oa.query.show", payload: "như tháng trước" }))
    }
  }
})

const opened = async () => {
  const all = await open()
  all.control.act({ do: "send", person: "lan", text: "Chào Hội" })
  return all
}
const quotaOf = ({ json }: { readonly json: { readonly data?: unknown } }) =>
  (json.data as { readonly quota?: unknown }).quota

describe("consultation messages", () => {
  it("cs.window-days: open for seven days after the last word, then -230, and open again with the next", async () => {
    const { control, cs, as } = await opened()
    await control.clock({ advance: 7 * day })
    as(control.grant().access_token)
    expect((await cs(lan, "Chào chị")).json.error).toBe(0)
    await control.clock({ advance: 1 })
    expect((await cs(lan, "Chào chị")).json.error).toBe(-230)
    control.act({ do: "chatnow", person: "lan" })
    expect((await cs(lan, "Chào chị")).json.error).toBe(0)
  })

  it("cs.window-days: each kind of interaction opens it", async () => {
    const acts = [
      { do: "send", text: "a" },
      { do: "chatnow" },
      { do: "call" },
      { do: "consent" },
      { do: "follow" }
    ] as const
    for (const act of acts) {
      const { control, cs } = await open()
      control.contact({ person: "hoa", follower: false })
      expect((await cs(hoa, "Chào")).json.error, act.do).toBe(-232)
      control.act({ ...act, person: "hoa" })
      expect((await cs(hoa, "Chào")).json.error, act.do).toBe(0)
    }
  })

  it("cs.never: who never wrote is -232, or what is set", async () => {
    const { control, cs } = await open()
    expect((await cs(hoa, "Chào")).json.error).toBe(-232)
    control.set({ "cs.never": -230 })
    expect((await cs(hoa, "Chào")).json.error).toBe(-230)
    control.set({ "cs.never": null })
    expect((await cs(hoa, "Chào")).json.error).toBe(0)
  })

  it("cs.free-count: eight free ones after each interaction, or without limit", async () => {
    const { control, cs } = await opened()
    for (let i = 0; i < 8; i++)
      expect(quotaOf(await cs(lan, "Chào"))).toEqual({ quota_type: "reply", remain: String(7 - i), total: "8" })
    expect(quotaOf(await cs(lan, "Chào"))).toMatchObject({ quota_type: "sub_quota" })
    control.act({ do: "send", person: "lan", text: "Vâng" })
    expect(quotaOf(await cs(lan, "Chào"))).toMatchObject({ quota_type: "reply", remain: "7" })
    control.set({ "cs.free-count": null })
    for (let i = 0; i < 12; i++) expect(quotaOf(await cs(lan, "Chào"))).toEqual({ quota_type: "reply" })
  })

  it("cs.free-hours: free within 48 hours only", async () => {
    const { control, cs, as } = await opened()
    await control.clock({ advance: 48 * hour })
    as(control.grant().access_token)
    expect(quotaOf(await cs(lan, "Chào"))).toMatchObject({ quota_type: "reply" })
    await control.clock({ advance: 1 })
    expect(quotaOf(await cs(lan, "Chào"))).toMatchObject({ quota_type: "sub_quota" })
  })

  it("cs.funding: package, then bought, then given quota, then the wallet without a quota in the answer", async () => {
    const { control, cs } = await opened()
    const allowance = { product: "cs", owner: "OA", total: 1, remain: 1, until: "2026-12-31" } as const
    control.contact({ person: "lan", freeUsed: 8 })
    control.account({
      id: account.id,
      allowances: [
        { ...allowance, id: "r", kind: "reward_quota", owner: "App" },
        { ...allowance, id: "p", kind: "purchase_quota" },
        { ...allowance, id: "s", kind: "sub_quota" },
        { ...allowance, id: "old", kind: "sub_quota", until: "2026-10-19" }
      ]
    })
    expect(quotaOf(await cs(lan, "1"))).toEqual({
      quota_type: "sub_quota",
      remain: "0",
      total: "1",
      expired_date: "31/12/2026"
    })
    expect(quotaOf(await cs(lan, "2"))).toEqual({
      quota_type: "purchase_quota",
      owner_type: "OA",
      owner_id: account.id
    })
    expect(quotaOf(await cs(lan, "3"))).toEqual({ quota_type: "reward_quota", owner_type: "App", owner_id: app.id })
    const charged = await cs(lan, "4")
    expect(charged.json.data).not.toHaveProperty("quota")
    expect(charged.json.error).toBe(0)
  })

  it("cs.price: a charged message takes its price from the wallet", async () => {
    const { control, cs } = await opened()
    control.contact({ person: "lan", freeUsed: 8 })
    control.account({ id: account.id, allowances: [], wallet: { linked: true, balance: 109 } })
    expect((await cs(lan, "1")).json.error).toBe(0)
    expect((await cs(lan, "2")).json.error).toBe(-321)
    control.set({ "cs.price": 54 })
    expect((await cs(lan, "3")).json.error).toBe(0)
  })

  it("cs.wallet: none is -320, an empty one -321, and nothing goes", async () => {
    const { control, cs } = await opened()
    control.contact({ person: "lan", freeUsed: 8 })
    control.account({ id: account.id, allowances: [], wallet: { linked: false, balance: 0 } })
    expect((await cs(lan, "1")).json.error).toBe(-320)
    control.account({ id: account.id, wallet: { linked: true, balance: 0 } })
    expect((await cs(lan, "2")).json.error).toBe(-321)
    expect(control.messages({ person: "lan" })).toHaveLength(1)
    control.set({ "cs.wallet": false })
    expect((await cs(lan, "3")).json.error).toBe(0)
  })

  it("cs.person: unknown, blocked, inactive, refused", async () => {
    const { control, cs } = await opened()
    expect((await cs("2000000000000000999", "x")).json.error).toBe(-201)
    control.account({ id: "4000000000000000005", name: "Hội khác" })
    const elsewhere = control.ids({ person: "lan", account: "4000000000000000005" }).uid
    expect((await cs(elsewhere, "x")).json.error, "a UID of another account").toBe(-201)
    control.act({ do: "block", person: "lan" })
    expect((await cs(lan, "x")).json.error).toBe(-227)
    control.act({ do: "unblock", person: "lan" })
    control.contact({ person: "lan", inactive: true })
    expect((await cs(lan, "x")).json.error).toBe(-227)
    control.contact({ person: "lan", inactive: false })
    control.act({ do: "refuse", person: "lan", kinds: ["cs"] })
    expect((await cs(lan, "x")).json.error).toBe(-244)
  })

  it("cs.text-limit: 2,000 characters go, one more is -210; nothing at all is -201", async () => {
    const { cs } = await opened()
    expect((await cs(lan, "ế".repeat(2000))).json.error).toBe(0)
    expect((await cs(lan, "ế".repeat(2001))).json.error).toBe(-210)
    expect((await cs(lan, "")).json.error).toBe(-201)
    expect(
      (await cs(lan, media({ media_type: "image", url: "https://example.vn/a.jpg" }, "x".repeat(2001)))).json.error
    ).toBe(-210)
  })

  it("cs.text-unit: by code points, or by the units of UTF-16", async () => {
    const { control, cs } = await opened()
    expect((await cs(lan, "🌸".repeat(1500))).json.error).toBe(0)
    control.set({ "cs.text-unit": "utf-16" })
    expect((await cs(lan, "🌸".repeat(1500))).json.error).toBe(-210)
  })

  it("cs.buttons: five at most, titles of 100, and only the documented kinds", async () => {
    const { cs } = await opened()
    expect((await cs(lan, buttons(5))).json.error).toBe(0)
    expect((await cs(lan, buttons(6))).json.error).toBe(-210)
    expect((await cs(lan, buttons(1, "x".repeat(101)))).json.error).toBe(-210)
    const one = (type: string, payload: unknown) => ({
      text: "x",
      attachment: { type: "template", payload: { buttons: [{ title: "t", type, payload }] } }
    })
    expect((await cs(lan, one("oa.open.url", { url: "https://example.vn" }))).json.error).toBe(0)
    expect((await cs(lan, one("oa.open.url", { url: "javascript:1" }))).json.error).toBe(-201)
    expect(
      (await cs(lan, one("oa.open.sms", { content: "x".repeat(161), phone_code: "84987654321" }))).json.error
    ).toBe(-210)
    expect((await cs(lan, one("oa.open.phone", { phone_code: "84987654321" }))).json.error).toBe(0)
    expect((await cs(lan, one("oa.query.hide", "x".repeat(1001)))).json.error).toBe(-210)
    expect((await cs(lan, one("oa.do.magic", "x"))).json.error).toBe(-201)
  })

  it("cs.media: one element, an id or an address, a GIF with its size", async () => {
    const { cs, upload, hosts } = await opened()
    const put = await upload(`${hosts.openapi}/v2.0/oa/upload/image`, png(100), "a.png", "image/png")
    const { attachment_id } = put.json.data as { readonly attachment_id: string }
    const url = "https://example.vn/a.jpg"
    expect((await cs(lan, media({ media_type: "image", attachment_id }, "Ảnh"))).json.error).toBe(0)
    expect((await cs(lan, media({ media_type: "image", url }))).json.error).toBe(0)
    expect((await cs(lan, media({ media_type: "image", url, attachment_id }))).json.error).toBe(-201)
    expect((await cs(lan, media({ media_type: "image" }))).json.error).toBe(-201)
    expect((await cs(lan, media({ media_type: "gif", url }))).json.error).toBe(-201)
    expect((await cs(lan, media({ media_type: "gif", url, width: 10, height: 10 }))).json.error).toBe(0)
    const two = {
      attachment: {
        type: "template",
        payload: {
          template_type: "media",
          elements: [
            { media_type: "image", url },
            { media_type: "image", url }
          ]
        }
      }
    }
    expect((await cs(lan, two)).json.error).toBe(-201)
  })

  it("cs.list: five elements with titles, or not taken at all", async () => {
    const { control, cs } = await opened()
    const list = (n: number) => ({
      attachment: {
        type: "template",
        payload: {
          template_type: "list",
          elements: Array.from({ length: n }, () => ({ title: "Bài", subtitle: "Phụ" }))
        }
      }
    })
    expect((await cs(lan, list(5))).json.error).toBe(0)
    expect((await cs(lan, list(6))).json.error).toBe(-210)
    control.set({ "cs.list": false })
    expect((await cs(lan, list(1))).json.error).toBe(-233)
  })

  it("cs.echo: what the API sends comes back as an event without admin_id", async () => {
    const { control, cs, hear } = await opened()
    const { caught } = await hear()
    await cs(lan, "Chào chị")
    await control.settled()
    const echo = caught.find(({ json }) => json.event_name === "oa_send_text")!.json
    expect(echo).toMatchObject({ sender: { id: account.id }, recipient: { id: lan }, message: { text: "Chào chị" } })
    expect(echo.sender).not.toHaveProperty("admin_id")
    control.set({ "cs.echo": false })
    await cs(lan, "Chào chị")
    await control.settled()
    expect(caught.filter(({ json }) => json.event_name === "oa_send_text")).toHaveLength(1)
  })

  it("legacy.closed-since: transaction and promotion messages ended on 1 March 2026, by default", async () => {
    const { control, oa } = await opened()
    const send = async () =>
      (
        await oa("/v3.0/oa/message/promotion", {
          recipient: { user_id: lan },
          message: { attachment: { type: "template", payload: { template_type: "promotion", elements: [] } } }
        })
      ).json.error
    expect(await send()).toBe(-240)
    control.set({ "legacy.closed-since": "2026-12-01" })
    expect(await send()).toBe(0)
    control.set({ "legacy.closed-since": null })
    expect(await send(), "one a day").toBe(-218)
  })

  it("legacy.promotion: followers only, one a day, not at night", async () => {
    const { control, oa, as } = await opened()
    control.set({ "legacy.closed-since": null })
    const send = async () =>
      (
        await oa("/v3.0/oa/message/promotion", {
          recipient: { user_id: lan },
          message: { attachment: { type: "template", payload: { template_type: "promotion", elements: [] } } }
        })
      ).json.error
    control.contact({ person: "lan", follower: false })
    expect(await send()).toBe(-213)
    control.contact({ person: "lan", follower: true })
    expect([await send(), await send()]).toEqual([0, -218])
    await control.clock({ at: "2026-10-20T17:00:00.000Z" })
    expect(await send(), "a new day in Việt Nam, but midnight").toBe(-234)
    await control.clock({ at: "2026-10-20T23:00:00.000Z" })
    as(control.grant().access_token)
    expect(await send()).toBe(0)
  })

  it("legacy.v2: the old endpoint takes visitors, reactions and broadcasts only", async () => {
    const { control, oa, hear } = await opened()
    const { names } = await hear()
    const path = "/v2.0/oa/message"
    expect((await oa(path, { recipient: { user_id: lan }, message: { text: "x" } })).json.error).toBe(-240)
    const visitor = control.visit({ text: "Cho hỏi" })
    const answer = await oa(path, { recipient: visitor, message: { text: "Vâng" } })
    expect(answer.json.data).toMatchObject(visitor)
    const said = control.messages({ person: "lan" })[0]!
    const react = { recipient: { user_id: lan }, sender_action: { react_icon: "/-heart", react_message_id: said.id } }
    expect((await oa(path, react)).json.error).toBe(0)
    expect(
      (await oa(path, { ...react, sender_action: { react_icon: "?", react_message_id: said.id } })).json.error
    ).toBe(-201)
    const article = {
      attachment: {
        type: "template",
        payload: { template_type: "media", elements: [{ media_type: "article", attachment_id: "1" }] }
      }
    }
    expect((await oa(path, { recipient: { target: {} }, message: article })).json.error).toBe(0)
    await control.settled()
    expect(names()).toEqual(
      expect.arrayContaining(["anonymous_send_text", "oa_send_anonymous_text", "oa_reacted_message"])
    )
    control.set({ "legacy.v2": false })
    expect((await oa(path, { recipient: { user_id: lan }, message: { text: "x" } })).json.error).toBe(0)
  })

  it("quota.read: by person numbers, by owner a list with days written the Vietnamese way", async () => {
    const { oa, cs } = await opened()
    await cs(lan, "Chào")
    expect((await oa("/v3.0/oa/quota/message", { user_id: lan })).json.data).toMatchObject({
      last_interaction: "1792461600000",
      cs_reply: { remain: 7, total: 8 },
      promotion: { daily_remain: 1, daily_total: 1 }
    })
    expect((await oa("/v3.0/oa/quota/message", { quota_owner: "OA", product_type: "cs" })).json.data).toEqual([
      {
        asset_id: "sub-1",
        product_type: "cs",
        quota_type: "sub_quota",
        valid_through: "31/12/2030",
        total: 2000,
        remain: 2000
      }
    ])
    expect((await oa("/v3.0/oa/quota/message", {})).json.error).toBe(-201)
  })

  it("a quoted answer names a message there is; a request for details is answered by the person", async () => {
    const { control, cs, hear, data } = await opened()
    const { caught } = await hear()
    const said = control.messages({ person: "lan" })[0]!
    expect((await cs(lan, { text: "Vâng", quote_message_id: said.id })).json.error).toBe(0)
    expect((await cs(lan, { text: "Vâng", quote_message_id: "none" })).json.error).toBe(-201)
    const ask = {
      attachment: {
        type: "template",
        payload: {
          template_type: "request_user_info",
          elements: [{ title: "Cho xin số", subtitle: "Để gọi", image_url: "" }]
        }
      }
    }
    expect((await cs(lan, ask)).json.error).toBe(0)
    control.act({ do: "share-info", person: "lan", info: { address: "Ấp 1" } })
    await control.settled()
    expect(caught.find(({ json }) => json.event_name === "user_submit_info")!.json).toMatchObject({
      sender: { id: lan },
      info: { address: "Ấp 1", phone: 84_987_654_321 }
    })
    expect((await data("/v3.0/oa/user/detail", { user_id: lan })).json.data).toMatchObject({
      shared_info: { address: "Ấp 1" }
    })
  })

  it("a Mini App message is paid like a consultation message", async () => {
    const { oa } = await opened()
    const body = {
      recipient: { user_id: lan },
      message: { template_type: "basic", template_data: { title: "Báo cáo" } }
    }
    expect(quotaOf(await oa("/v3.0/oa/message/cs/miniapp", body))).toMatchObject({ quota_type: "reply", remain: "7" })
    expect((await oa("/v3.0/oa/message/cs/miniapp", { recipient: { user_id: lan }, message: {} })).json.error).toBe(
      -201
    )
  })
})
