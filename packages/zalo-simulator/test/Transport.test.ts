import { createHmac } from "node:crypto"
import { describe, expect, it } from "vitest"
import { account, app, lan, minute, open, read } from "./fixture.ts"

const profile = "/v2.0/oa/getoa"

describe("the account's API as it is carried", () => {
  it("transport.token: Bearer and tokens in the address are refused, garbage as well", async () => {
    const { hosts, control } = await open()
    const { access_token } = control.grant()
    const error = async (query: string, headers: Record<string, string>) =>
      (await read(await fetch(`${hosts.openapi}${profile}${query}`, { headers }))).json.error
    expect(await error("", { access_token })).toBe(0)
    expect(await error("", { authorization: `Bearer ${access_token}` })).toBe(-216)
    expect(await error(`?access_token=${access_token}`, {})).toBe(-216)
    expect(await error("", { access_token: "garbage" })).toBe(-216)
    expect(await error("", {})).toBe(-216)
    const phone = await read(await fetch(`${hosts.business}/message/quota`, { headers: { access_token: "garbage" } }))
    expect(phone.json.error).toBe(-124)
  })

  it("transport.envelope: failures are HTTP 200 with a negative error, or another status", async () => {
    const { cs, control } = await open()
    expect(await cs(lan, "Chào")).toMatchObject({ status: 200, json: { error: -232 } })
    control.set({ "transport.envelope": 400 })
    expect((await cs(lan, "Chào")).status).toBe(400)
  })

  it("transport.rate-headers: on every answer, counting down", async () => {
    const { hosts, get } = await open()
    const remain = async () => (await get(`${hosts.openapi}${profile}`)).headers.get("x-ratelimit-remain")
    expect([await remain(), await remain()]).toEqual(["3999", "3998"])
    const refused = await get(`${hosts.openapi}/v9/none`)
    expect(refused.headers.get("x-ratelimit-limit")).toBe("4000")
  })

  it("transport.rate-app: beyond the limit of a fixed minute -32 and nothing done; free again on the minute", async () => {
    const { control, cs } = await open()
    control.set({ "transport.rate-app": 3, "cs.free-count": null })
    control.act({ do: "send", person: "lan", text: "Chào" })
    await control.clock({ at: "2026-10-20T02:00:59.000Z" })
    const errors = []
    for (let i = 0; i < 5; i++) errors.push((await cs(lan, "Chào")).json.error)
    expect(errors).toEqual([0, 0, 0, -32, -32])
    expect(control.messages({ person: "lan" }).filter(({ from }) => from === null)).toHaveLength(3)
    await control.clock({ advance: 1000 })
    expect((await cs(lan, "Chào")).json.error).toBe(0)
  })

  it("transport.rate-account: counts each account by itself", async () => {
    const { control, hosts, get } = await open()
    control.set({ "transport.rate-account": 1 })
    expect((await get(`${hosts.openapi}${profile}`)).json.error).toBe(0)
    expect((await get(`${hosts.openapi}${profile}`)).json.error).toBe(-32)
    await control.clock({ advance: minute })
    expect((await get(`${hosts.openapi}${profile}`)).json.error).toBe(0)
  })

  it("transport.rate-templates: only where it is set", async () => {
    const { control, hosts, get } = await open()
    const ask = async () => (await get(`${hosts.business}/message/quota`)).json.error
    expect([await ask(), await ask()]).toEqual([0, 0])
    control.set({ "transport.rate-templates": 1 })
    expect([await ask(), await ask()]).toEqual([0, -32])
  })

  it("transport.rate-person: twenty social calls a minute for each person", async () => {
    const { control, hosts, get } = await open()
    const { access_token } = control.grantPerson({ person: "lan" })
    const appsecret_proof = createHmac("sha256", app.secret).update(access_token).digest("hex")
    const ask = async () => (await get(`${hosts.graph}/v2.0/me`, { access_token, appsecret_proof })).json.error
    const errors = []
    for (let i = 0; i < 21; i++) errors.push(await ask())
    expect(errors.filter((error) => error === 0)).toHaveLength(20)
    expect(errors.at(-1)).toBe(12002)
    await control.clock({ advance: minute })
    expect(await ask()).toBe(0)
  })

  it("transport.rate-status: 200 with a body, or what is set", async () => {
    const { control, hosts, get } = await open()
    control.set({ "transport.rate-app": 0 })
    expect((await get(`${hosts.openapi}${profile}`)).status).toBe(200)
    control.set({ "transport.rate-status": 429 })
    expect((await get(`${hosts.openapi}${profile}`)).status).toBe(429)
  })

  it("transport.proof: an app that asks for proofs refuses calls without them", async () => {
    const { control, hosts, get } = await open()
    control.app({ id: app.id, proof: true })
    const { access_token } = control.grant()
    expect((await get(`${hosts.openapi}${profile}`, { access_token })).json.error).toBe(-242)
    expect((await get(`${hosts.business}/message/quota`, { access_token })).json.error).toBe(-1241)
    const appsecret_proof = createHmac("sha256", app.secret).update(access_token).digest("hex")
    expect((await get(`${hosts.openapi}${profile}`, { access_token, appsecret_proof })).json.error).toBe(0)
  })

  it("transport.big-ids: a bare integer beyond 2^53 is the id it says", async () => {
    const { control, hosts, get, post } = await open()
    const uid = "9007199254740993123"
    control.person({ key: "xa", name: "Người ở xa", uids: { [account.id]: uid }, follows: [account.id] })
    control.act({ do: "send", person: "xa", text: "Chào" })
    const detail = await get(`${hosts.openapi}/v3.0/oa/user/detail?data=${encodeURIComponent(`{"user_id":${uid}}`)}`)
    expect(detail.text).toContain(`"user_id":"${uid}"`)
    const sent = await post(
      `${hosts.openapi}/v3.0/oa/message/cs`,
      `{"recipient":{"user_id":${uid}},"message":{"text":"12345678901234567890"}}`
    )
    expect(sent.json.data).toMatchObject({ user_id: uid })
    expect(control.messages({ person: "xa" }).at(-1)!.text).toBe("12345678901234567890")
  })

  it("transport.quirks: the oddities of the documented answers, and the plain ones where they are off", async () => {
    const { control, hosts, get, data, oa } = await open()
    control.act({ do: "share-info", person: "lan" })
    const odd = async () => [
      (await get(`${hosts.openapi}${profile}`)).json.data,
      (await data("/v3.0/oa/user/detail/custominfo", { user_id: lan })).json.error,
      (await data("/v3.0/oa/user/detail", { user_id: lan })).json.data,
      (await oa("/v3.0/oa/quota/message", { user_id: lan })).json.message
    ]
    const [a, b, c, d] = await odd()
    expect(a).toHaveProperty("oaid", account.id)
    expect([b, d]).toEqual(["0", "success"])
    expect(c).toHaveProperty("shared_info.phone", 84_987_654_321)
    control.set({ "transport.quirks": false })
    const [e, f, g, h] = await odd()
    expect(e).toHaveProperty("oa_id", account.id)
    expect([f, h]).toEqual([0, "Success"])
    expect(g).toHaveProperty("shared_info.phone", "84987654321")
  })

  it("app.active: -209", async () => {
    const { control, cs } = await open()
    control.app({ id: app.id, active: false })
    expect((await cs(lan, "Chào")).json.error).toBe(-209)
  })

  it("app.enrolled: -212, by phone -138", async () => {
    const { control, cs, template } = await open()
    control.app({ id: app.id, enrolled: ["account"] })
    expect((await cs(lan, "Chào")).json.error).toBe(-212)
    expect((await template({})).json.error).toBe(-138)
  })

  it("app.permission: what the account did not permit is -223", async () => {
    const { control, cs, as, hosts, get } = await open()
    as(control.grant({ permissions: ["account"] }).access_token)
    expect((await cs(lan, "Chào")).json.error).toBe(-223)
    expect((await get(`${hosts.openapi}${profile}`)).json.error).toBe(0)
  })

  it("account.disabled: -204", async () => {
    const { control, cs } = await open()
    control.account({ id: account.id, disabled: true })
    expect((await cs(lan, "Chào")).json.error).toBe(-204)
  })

  it("account.verified: groups and templates need it", async () => {
    const { control, oa, template, cs } = await open()
    control.account({ id: account.id, verified: false })
    expect((await oa("/v3.0/oa/quota/group", {})).json.error).toBe(-221)
    expect((await template({})).json.error).toBe(-135)
    expect((await cs(lan, "Chào")).json.error).toBe(-232)
  })

  it("account.tier: groups need a paid one", async () => {
    const { control, oa } = await open()
    control.account({ id: account.id, tier: "basic" })
    expect((await oa("/v3.0/oa/quota/group", {})).json.error).toBe(-224)
  })

  it("account.kind: paths marked as not for state bodies", async () => {
    const { control, cs } = await open()
    control.account({ id: account.id, type: 4, unsupported: ["/v3.0/oa/message/cs"] })
    expect((await cs(lan, "Chào")).json.error).toBe(-235)
    control.set({ "account.kind": false })
    expect((await cs(lan, "Chào")).json.error).toBe(-232)
  })

  it("faults of the edge: a status with HTML, a broken line before and after, a slow answer, a code", async () => {
    const { control, cs } = await open()
    control.act({ do: "send", person: "lan", text: "Chào" })
    const sent = () => control.messages({ person: "lan" }).filter(({ from }) => from === null).length
    control.fault({ at: "/message/cs", kind: "status", status: 503, html: true })
    expect(await cs(lan, "1")).toMatchObject({ status: 503, text: "<html><body><h1>503</h1></body></html>" })
    control.fault({ at: "/message/cs", kind: "drop" })
    await expect(cs(lan, "2")).rejects.toThrow()
    control.fault({ at: "/message/cs", kind: "error", code: -32 })
    expect((await cs(lan, "3")).json.error).toBe(-32)
    expect(sent()).toBe(0)
    control.fault({ at: "/message/cs", kind: "lose-answer" })
    await expect(cs(lan, "4")).rejects.toThrow()
    expect(sent()).toBe(1)
    control.fault({ at: "/message/cs", kind: "delay", ms: 120 })
    const start = performance.now()
    expect((await cs(lan, "5")).json.error).toBe(0)
    expect(performance.now() - start).toBeGreaterThanOrEqual(110)
    expect(control.faults()).toEqual([])
    expect(control.requests({ path: "/message/cs" }).map(({ effect }) => effect)).toEqual([
      false,
      false,
      false,
      true,
      true
    ])
  })
})
