import { describe, expect, it } from "vitest"
import { account, app, day, hoa, hour, lan, open, png } from "./fixture.ts"

const good = { template_id: "123456", template_data: { name: "Hoa", date: "20/10/2026" }, tracking_id: "nhac-2026-10" }
const toHoa = { ...good, phone: "84987654322" }
const invitation = { template_id: "123457", template_data: { name: "Hoa" }, tracking_id: "moi", phone: "84987654322" }

describe("messages by template", () => {
  it("templates.phone: four ways to write a number, anything else -108", async () => {
    const { template } = await open()
    const to = async (phone: unknown) => (await template({ ...good, phone })).json.error
    for (const phone of ["84987654322", "+84987654322", "0987654322", "987654322", 84_987_654_322])
      expect(await to(phone), String(phone)).toBe(0)
    for (const phone of ["8498765432", "0087654322", "báo", "", "849876543221"])
      expect(await to(phone), phone).toBe(-108)
  })

  it("templates.recipient: each reason why she cannot get it has its own code", async () => {
    const { control, template } = await open()
    const send = async () => (await template(toHoa)).json.error
    const hoaIs = (patch: object) =>
      control.person({
        key: "hoa",
        zalo: true,
        templates: true,
        unreachable: false,
        refusesTags: [],
        refusesAccounts: [],
        ...patch
      })
    expect((await template({ ...good, phone: "84911111111" })).json.error).toBe(-118)
    hoaIs({ zalo: false })
    expect(await send()).toBe(-118)
    hoaIs({ templates: false })
    expect(await send()).toBe(-119)
    hoaIs({ unreachable: true })
    expect(await send()).toBe(-114)
    hoaIs({ refusesTags: ["CUSTOMER_CARE"] })
    expect(await send()).toBe(-139)
    hoaIs({ refusesAccounts: [account.id] })
    expect(await send()).toBe(-141)
    hoaIs({})
    expect(await send()).toBe(0)
  })

  it("templates.status: unknown, not approved, disabled, another account's; each change is told", async () => {
    const { control, template, hear } = await open()
    const { caught } = await hear()
    const send = async () => (await template(toHoa)).json.error
    expect((await template({ ...toHoa, template_id: "1" })).json.error).toBe(-109)
    control.template({ id: "123456", status: "REJECT", reason: "Sai mẫu" })
    expect(await send()).toBe(-131)
    control.template({ id: "123456", status: "DISABLE" })
    expect(await send()).toBe(-146)
    control.template({ id: "123456", status: "ENABLE", account: "4000000000000000005" })
    expect(await send()).toBe(-117)
    await control.settled()
    expect(caught.map(({ json }) => json.status)).toEqual([
      { prev_status: "ENABLE", new_status: "REJECT" },
      { prev_status: "REJECT", new_status: "DISABLE" }
    ])
    expect(caught[0]!.json).toMatchObject({
      event_name: "change_template_status",
      template_id: "123456",
      reason: "Sai mẫu"
    })
  })

  it("templates.params: what is missing, too long or badly written is named; what is too much is ignored", async () => {
    const { template, control } = await open()
    const send = async (template_data: object) => (await template({ ...toHoa, template_data })).json
    const date = "20/10/2026"
    expect((await send({})).error).toBe(-111)
    expect(await send({ name: "Hoa" })).toMatchObject({ error: -1122, message: "date is missing" })
    expect((await send({ name: "", date })).error).toBe(-1122)
    expect((await send({ name: "x".repeat(31), date })).error).toBe(-1121)
    expect(await send({ name: "Hoa", date: "2026-10-20" })).toMatchObject({
      error: -1124,
      message: "date has invalid format"
    })
    for (const time of ["08:30", "08:30:00", "08:30 20/10/2026", "10/2026"])
      expect((await send({ name: "Hoa", date: time })).error, time).toBe(0)
    expect((await send({ name: "Hoa", date, more: "x" })).error).toBe(0)
    expect(control.messages({ person: "hoa" }).at(-1)!.text).toBe("Kính gửi chị Hoa, báo cáo hạn ngày 20/10/2026.")
    control.template({
      id: "9",
      text: "<tien> <so> <ck>",
      params: [
        { name: "tien", type: "CURRENCY" },
        { name: "so", type: "NUMBER" },
        { name: "ck", type: "BANK_TRANSFER_NOTE" }
      ]
    })
    const money = async (data: object) =>
      (
        await template({
          ...toHoa,
          template_id: "9",
          template_data: { tien: "20000", so: "-1.5", ck: "Hoi phi", ...data }
        })
      ).json.error
    expect([
      await money({}),
      await money({ tien: "-5" }),
      await money({ so: "1,5" }),
      await money({ ck: "a/b" })
    ]).toEqual([0, -1124, -1124, -1124])
  })

  it("templates.night: a day template waits from 22:00 to 06:00, another one does not", async () => {
    const { control, template, as } = await open()
    const at = async (time: string) => {
      await control.clock({ at: time })
      as(control.grant().access_token)
      return [(await template(invitation)).json.error, (await template(toHoa)).json.error]
    }
    expect(await at("2026-10-20T14:59:59.999Z")).toEqual([0, 0])
    expect(await at("2026-10-20T15:00:00.000Z")).toEqual([-133, 0])
    expect(await at("2026-10-20T22:59:59.999Z")).toEqual([-133, 0])
    expect(await at("2026-10-20T23:00:00.000Z")).toEqual([0, 0])
    await control.clock({ at: "2026-10-21T16:00:00.000Z" })
    control.set({ "templates.night": false })
    as(control.grant().access_token)
    expect((await template(invitation)).json.error).toBe(0)
  })

  it("templates.development: administrators only, and nothing of the quota", async () => {
    const { template } = await open()
    expect((await template({ ...toHoa, mode: "development" })).json.error).toBe(-127)
    const { json } = await template({ ...good, phone: "84987654321", mode: "development" })
    expect(Object.keys(json.data as object).sort()).toEqual(["msg_id", "sent_time"])
  })

  it("templates.daily: the account's quota of a day, counted down as text, full again at midnight", async () => {
    const { control, template, as } = await open()
    control.account({ id: account.id, dailyTemplates: 2 })
    expect((await template(toHoa)).json.data).toMatchObject({
      quota: { dailyQuota: "2", remainingQuota: "1" },
      sending_mode: "1"
    })
    expect((await template(toHoa)).json.data).toMatchObject({ quota: { remainingQuota: "0" } })
    expect((await template(toHoa)).json.error).toBe(-144)
    await control.clock({ at: "2026-10-20T17:00:00.000Z" })
    as(control.grant().access_token)
    expect((await template(toHoa)).json.error).toBe(0)
    control.account({ id: account.id, dailyTemplates: null })
    for (let i = 0; i < 3; i++) expect((await template(toHoa)).json.error).toBe(0)
  })

  it("templates.template-daily: what one template may send a day", async () => {
    const { control, template } = await open()
    control.template({ id: "123456", dailyQuota: 1 })
    expect([(await template(toHoa)).json.error, (await template(toHoa)).json.error]).toEqual([0, -147])
  })

  it("templates.promotion: after care only, four a month to one person, and what the account may in a month", async () => {
    const { control, template } = await open()
    control.template({ id: "123456", tag: "PROMOTION" })
    const send = async () => (await template(toHoa)).json.error
    expect(await send()).toBe(-140)
    await template(invitation)
    await control.settled()
    const errors = []
    for (let i = 0; i < 5; i++) errors.push(await send())
    expect(errors).toEqual([0, 0, 0, 0, -1471])
    control.account({ id: account.id, monthlyPromotions: 4 })
    expect((await template({ ...toHoa, phone: "84987654323" })).json.error).toBe(-140)
    expect(await send()).toBe(-1441)
    expect((await template({ ...toHoa, sending_mode: "3", template_id: "123457" })).json.error).toBe(-162)
    expect((await template({ ...toHoa, sending_mode: "2" })).json.error).toBe(-161)
  })

  it("templates.wallet: none -136, an empty one -137", async () => {
    const { control, template } = await open()
    control.account({ id: account.id, wallet: { linked: false, balance: 0 } })
    expect((await template(toHoa)).json.error).toBe(-136)
    control.account({ id: account.id, wallet: { linked: true, balance: 299 } })
    expect((await template(toHoa)).json.error).toBe(-137)
    control.set({ "templates.wallet": false })
    expect((await template(toHoa)).json.error).toBe(0)
  })

  it("templates.delivery: on the phone after a while or never; only what arrives is charged", async () => {
    const { control, template, hosts, get, hear, as } = await open()
    const { caught } = await hear()
    control.account({ id: account.id, wallet: { linked: true, balance: 300 } })
    control.person({ key: "hoa", receivesAfter: hour })
    const { msg_id } = (await template(toHoa)).json.data as { readonly msg_id: string }
    const status = async (id = msg_id) => (await get(`${hosts.business}/message/status?message_id=${id}`)).json.data
    expect(await status()).toMatchObject({ status: 0 })
    expect(await status("none")).toMatchObject({ status: -1 })
    await control.clock({ advance: hour })
    expect(await status()).toMatchObject({ status: 1, delivery_time: String(Date.parse("2026-10-20T03:00:00Z")) })
    expect(caught).toHaveLength(1)
    expect(caught[0]!.headers["x-zevent-server"]).toBe("ZNS")
    expect(caught[0]!.json).toMatchObject({
      event_name: "user_received_message",
      sender: { id: account.id },
      recipient: { id: "84987654322" },
      message: { msg_id, tracking_id: "nhac-2026-10", delivery_time: "1792465200000" }
    })
    control.account({ id: account.id, wallet: { linked: true, balance: 300 } })
    control.person({ key: "hoa", receivesAfter: 3 * hour })
    const second = (await template(toHoa)).json.data as { readonly msg_id: string }
    await control.clock({ advance: day })
    as(control.grant().access_token)
    expect(await status(second.msg_id), "its time ran out after two hours").toMatchObject({ status: 0 })
    expect((await template(toHoa)).json.error, "and was not charged").toBe(0)
  })

  it("templates.tracking: the same tracking id twice is two messages", async () => {
    const { template, control } = await open()
    const ids = [await template(toHoa), await template(toHoa)].map(
      ({ json }) => (json.data as { readonly msg_id: string }).msg_id
    )
    expect(new Set(ids).size).toBe(2)
    expect(control.messages({ person: "hoa" }).map(({ tracking }) => tracking)).toEqual([
      "nhac-2026-10",
      "nhac-2026-10"
    ])
    expect((await template({ ...toHoa, tracking_id: "x".repeat(49) })).json.error).toBe(-132)
  })

  it("templates.hash: the documented hash of a number reaches its owner, and the event names the hash", async () => {
    const { post, hosts, hear, control } = await open()
    const { caught } = await hear()
    const hash_phone = "116ce31ae9170769b075a11dedca1198f41d30318334919fb90917e9c617b438"
    const send = async (hash: string) =>
      (await post(`${hosts.business}/message/template/hashphone`, { ...good, hash_phone: hash })).json.error
    expect(await send(hash_phone)).toBe(0)
    expect(await send(hash_phone.replace("1", "2"))).toBe(-118)
    expect(await send("84987654321")).toBe(-108)
    await control.settled()
    expect(caught[0]!.json).toMatchObject({ recipient: { id: hash_phone } })
  })

  it("templates.uid: both shapes of the body; old, one-time and quick-reply templates are -249", async () => {
    const { oa, control, hear } = await open()
    const { names } = await hear()
    const path = "/v3.0/oa/message/template"
    const send = async (to: object) => (await oa(path, { ...good, ...to })).json
    expect((await send({ user_id: hoa })).data).toMatchObject({ user_id: hoa, quota: { quota_type: "purchase_quota" } })
    expect((await send({ recipient: { user_id: hoa } })).error).toBe(0)
    expect((await send({ user_id: "1" })).error).toBe(-201)
    await control.settled()
    expect(names()).toEqual(expect.arrayContaining(["oa_send_template", "user_received_message"]))
    for (const patch of [{ approvedOn: "2025-12-09" }, { kind: 2 }, { quickReply: true }] as const) {
      control.template({ id: "123456", approvedOn: "2026-01-05", kind: 1, quickReply: false, ...patch })
      expect((await send({ user_id: hoa })).error, JSON.stringify(patch)).toBe(-249)
    }
    control.set({ "templates.uid": false })
    expect((await send({ user_id: hoa })).error).toBe(0)
  })

  it("bodies that are empty, no JSON or on an unknown path", async () => {
    const { post, hosts, template } = await open()
    expect((await template("")).json.error).toBe(-121)
    expect((await template("{")).json.error).toBe(-122)
    expect((await template({ phone: "84987654322" })).json.error).toBe(-109)
    expect((await post(`${hosts.business}/message/template/hash_phone`, good)).json.error).toBe(-106)
  })

  it("the registry is listed, read and written; what is refused is written anew", async () => {
    const { get, post, hosts, control, upload } = await open()
    const base = hosts.business
    expect((await get(`${base}/template/all?offset=0&limit=100&status=1`)).json).toMatchObject({
      metadata: { total: 2 },
      data: [{ templateId: 123_456 }, {}]
    })
    expect((await get(`${base}/template/info/v2?template_id=123456`)).json.data).toMatchObject({
      templateId: "123456",
      status: "ENABLE",
      listParams: [
        { name: "name", require: true, type: "STRING", maxLength: 30 },
        { name: "date", type: "DATE" }
      ],
      price: "300",
      price_uid: "200"
    })
    expect((await get(`${base}/template/sample-data?template_id=123456`)).json.data).toHaveProperty("name")
    expect((await get(`${base}/message/template-tag`)).json.data).toContain("PROMOTION")
    expect((await get(`${base}/message/quota`)).json.data).toMatchObject({
      dailyQuota: 20_000,
      remainingQuota: 20_000,
      dailyQuotaPromotion: null
    })
    expect((await get(`${base}/quality`)).json.data).toMatchObject({ oaCurrentQuality: "HIGH" })
    const made = await post(`${base}/template/create`, {
      template_name: "Nhắc đóng hội phí",
      template_type: 1,
      tag: "2",
      layout: { body: { components: [{ PARAGRAPH: { value: "Chào <ten>" } }] } },
      params: [{ name: "ten", type: "1", sample_value: "Lan" }],
      tracking_id: "t"
    })
    const { template_id } = made.json.data as { readonly template_id: string }
    expect(made.json.data).toMatchObject({ status: "PENDING_REVIEW", app_id: app.id, oa_id: account.id })
    const edit = {
      template_id,
      template_name: "Nhắc đóng hội phí",
      tag: "2",
      layout: { body: "Chào <ai>" },
      params: []
    }
    expect((await post(`${base}/template/edit`, edit)).json.error).toBe(-132)
    expect((await post(`${base}/template/edit`, { ...edit, layout: { body: "Chào" } })).json.error).toBe(-1091)
    control.template({ id: template_id, status: "REJECT" })
    expect((await post(`${base}/template/edit`, { ...edit, layout: { body: "Chào" } })).json.data).toMatchObject({
      status: "PENDING_REVIEW"
    })
    expect((await upload(`${base}/upload/image`, png(500 * 1024 + 1), "a.png", "image/png")).json.error).toBe(-158)
    expect((await upload(`${base}/upload/image`, png(100), "a.png", "image/png")).json.data).toHaveProperty("media_id")
  })

  it("a rating and a changed quota are told as documented, one of them with oaId", async () => {
    const { control, hear, oa } = await open()
    const { caught } = await hear()
    await oa("/v3.0/oa/message/template", { ...good, user_id: lan })
    const sent = control.messages({ person: "lan" }).at(-1)!
    control.act({ do: "rate", person: "lan", message: sent.id, rate: 5, note: "Tốt" })
    control.dailyQuota({ limit: 50_000 })
    await control.settled()
    const event = (name: string) => caught.find(({ json }) => json.event_name === name)!.json
    expect(event("user_feedback")).toMatchObject({ message: { rate: 5, note: "Tốt", msg_id: sent.id } })
    expect(event("change_oa_daily_quota")).toMatchObject({
      oaId: account.id,
      quota: { prev_value: "20000", new_value: "50000" }
    })
    expect(event("change_oa_daily_quota")).not.toHaveProperty("app_id")
  })
})
