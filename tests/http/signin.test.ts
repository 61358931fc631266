/** Signing in to two servers over one PostgreSQL: what one counts, keeps and ends holds on the other. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Handler from "@lienhoi/http/Handler"
import * as SignIn from "@lienhoi/http/SignIn"
import { type App, openApp } from "lienhoi"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type Server as Postgres, sharedServer } from "../../packages/sql/test/server.ts"

const template = `
template: mau/thang
title: Báo cáo tháng
period: month
due: { chi_hoi: { day: 15, month_offset: 1 } }
sections:
  hoi_vien:
    title: Hội viên
    fields:
      - { key: HV, label: Tổng số hội viên, type: count, asked_of: [chi_hoi], combine: { units: sum, periods: last } }`

const start = Date.UTC(2024, 9, 10, 3)
const minute = 60_000
const day = 1440 * minute
const clock = { now: start }

/** Synthetic: Hai leads branch 2 up to 20 October, Ba the commune; only Hai and Ba have Zalo. */
const config = (store: string, folder: string) => ({
  association: "vwu",
  since: "2024-01-01",
  units: { text: "id,code,name,level,parent\nxa,,Xã Mẫu,co_so,\nap-1,,Ấp 1,chi_hoi,xa\nap-2,,Ấp 2,chi_hoi,xa\n" },
  people: {
    text: "person,name,address,unit,title,from,to,zalo\np-1,Nguyễn Thị Một,chị,ap-1,Chi hội trưởng,,,\np-2,Nguyễn Thị Hai,chị,ap-2,Chi hội trưởng,,2024-10-20,z-2\np-3,Nguyễn Thị Ba,chị,xa,Chủ tịch,,,z-3\n"
  },
  templates: [{ text: template }],
  channels: { byHand: {}, preview: { folder, standsFor: "zalo" } },
  store
})

interface Served {
  readonly app: App
  readonly signIn: SignIn.SignIn
  readonly ask: (method: string, path: string, options?: { body?: object; cookie?: string }) => Promise<Response>
  readonly close: () => Promise<void>
}

const serve = async (store: string, folder: string): Promise<Served> => {
  const opened = await openApp(config(store, folder), { now: () => new Date(clock.now).toISOString() })
  if (!opened.ok) throw new Error(opened.issues.map(({ message }) => message).join("\n"))
  const app = opened.value
  const { accounts, tokens, tries, audit } = app
  const signIn = SignIn.make({
    accounts,
    tokens,
    tries,
    audit: audit.record,
    deliver: accounts.sender("https://hoi.example/dang-nhap#"),
    now: () => clock.now,
    addressOf: () => "192.0.2.7"
  })
  const api = Handler.mount({
    office: app,
    identity: { of: signIn.of },
    today: () => new Date(clock.now).toISOString().slice(0, 10),
    prefix: "/api"
  })
  const handle = signIn.wrap(api.handle)
  return {
    app,
    signIn,
    ask: (method, path, { body, cookie } = {}) =>
      handle(
        new Request(`https://hoi.example${path}`, {
          method,
          headers: {
            origin: "https://hoi.example",
            ...(cookie === undefined ? {} : { cookie }),
            ...(body === undefined ? {} : { "content-type": "application/json" })
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) })
        })
      ),
    close: async () => {
      await api.close()
      await app.close()
    }
  }
}

const cookieOf = (response: Response) => (response.headers.get("set-cookie") ?? "").split(";")[0]!
const password = "sen nở mùa hạ"

describe("signing in", () => {
  const folder = mkdtempSync(join(tmpdir(), "lienhoi-signin-"))
  let postgres: Postgres
  let one: Served
  let two: Served
  const signedIn = async (name: string, on = one) =>
    cookieOf(await on.ask("POST", "/session", { body: { name, password } }))
  const account = async (name: string) => (await one.app.accounts.byName(name))!

  beforeAll(async () => {
    postgres = await sharedServer()
    const store = await postgres.create()
    one = await serve(store, folder)
    two = await serve(store, folder)
    for (const [name, person] of [
      ["Một", "p-1"],
      ["Hai", "p-2"],
      ["Ba", "p-3"]
    ] as const)
      expect(await one.app.accounts.add({ name, person, password, offices: true })).toMatchObject({ ok: true })
  }, 120_000)
  afterAll(async () => {
    await two?.close()
    await one?.close()
    await postgres?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it("tells all that is wrong with a new account at once, and gives no name away twice", async () => {
    const bad = await one.app.accounts.add({ name: " ", person: "p-9", password: "ngan" })
    expect(bad.ok ? [] : bad.issues.map(({ code, path }) => [code, path])).toEqual([
      ["account.name", ["name"]],
      ["account.person", ["person"]],
      ["password.unfit", ["password"]]
    ])
    const taken = await two.app.accounts.add({ name: "BA", person: "p-3" })
    expect(taken.ok ? "" : taken.issues[0]?.code).toBe("account.taken")
    expect((await one.app.accounts.list()).map(({ name }) => name)).toEqual(["Ba", "Hai", "Một"])
  })

  it("five wrong passwords over two servers are five, however the name is spelled", async () => {
    const statuses = []
    for (const [n, name] of ["mot", "Một", "M ột", " MỐT", "mọt", "một"].entries())
      statuses.push(
        (await (n % 2 === 0 ? one : two).ask("POST", "/session", { body: { name, password: "sai" } })).status
      )
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429])
    expect((await two.ask("POST", "/session", { body: { name: "Một", password } })).status).toBe(429)
    expect((await two.ask("POST", "/session", { body: { name: "Ba", password } })).status).toBe(204)
    clock.now += 15 * minute
    expect((await two.ask("POST", "/session", { body: { name: "Một", password } })).status).toBe(204)
  })

  it("a link goes by a channel that only she reads, works once on one of two servers, and is forgotten when it is sent", async () => {
    await one.ask("POST", "/session/link", { body: { name: "hai" } })
    await one.signIn.idle()
    const { delivered } = await one.app.tick()
    const [sent] = delivered.filter(({ key }) => key.startsWith("link/"))
    expect(sent?.state).toBe("accepted")
    const files = readdirSync(folder).filter((name) => name.endsWith(".txt"))
    const token = /dang-nhap#([\w-]{43})/.exec(
      files.map((name) => readFileSync(join(folder, name), "utf8")).join()
    )?.[1]
    expect(token).toBeDefined()
    const rows = (await two.app.outbox()).filter(({ row }) => row.key === sent?.key)
    expect(rows.map(({ row }) => row.payload)).toEqual(["erased"])
    const both = await Promise.all([one, two].map((each) => each.ask("POST", "/session/redeem", { body: { token } })))
    expect(both.map(({ status }) => status).toSorted()).toEqual([204, 401])
    expect((await one.ask("POST", "/session/redeem", { body: { token } })).status).toBe(401)
  })

  it("who has no channel of her own gets no link: a list that others read is none", async () => {
    const { id } = await account("một")
    const refused = await one.app.accounts.sendLink({ account: id, token: "x", page: "https://hoi.example/#" })
    expect(refused.ok ? "" : refused.issues[0]?.code).toBe("account.no-road")
    expect((await one.ask("POST", "/session/link", { body: { name: "một" } })).status).toBe(202)
    await one.signIn.idle()
    expect((await one.app.audit.list({ account: id }))[0]?.what).toBe("link-not-sent")
    expect(await one.app.worklist()).toEqual([])
  })

  it("a session holds on both servers and ends on both", async () => {
    const cookie = await signedIn("ba")
    expect((await two.ask("GET", "/api/me", { cookie })).status).toBe(200)
    const changed = await two.ask("POST", "/session/password", {
      body: { current: password, next: "lúa chín vàng" },
      cookie
    })
    expect(changed.status).toBe(204)
    expect((await one.ask("GET", "/api/me", { cookie })).status).toBe(401)
    const newer = cookieOf(changed)
    expect((await one.ask("GET", "/api/me", { cookie: newer })).status).toBe(200)
    expect((await one.ask("DELETE", "/session/all", { cookie: newer })).status).toBe(204)
    expect((await two.ask("GET", "/api/me", { cookie: newer })).status).toBe(401)
    const { id } = await account("ba")
    expect(await two.app.accounts.setPassword(id, password)).toMatchObject({ ok: true })
    const again = await signedIn("ba")
    await two.app.accounts.disable(id)
    expect((await one.ask("GET", "/api/me", { cookie: again })).status).toBe(401)
    await two.app.accounts.enable(id)
    expect((await one.ask("GET", "/api/me", { cookie: again })).status).toBe(401)
    expect((await one.app.audit.list({ account: id, limit: 3 })).map(({ what }) => what)).toEqual([
      "account-enabled",
      "account-disabled",
      "signed-in"
    ])
  })

  it("a session that ends while she fills in the form: she signs in again and sends the very same", async () => {
    const cookie = await signedIn("hai")
    const body = { values: { HV: 41 }, seen: 0 }
    const at = "/api/reports/mau/thang/2024-09/ap-2"
    expect((await one.ask("POST", `${at}/draft`, { body, cookie })).status).toBe(200)
    const { id } = await account("hai")
    await one.app.tokens.endAll(id, null)
    const refused = await one.ask("POST", `${at}/submit`, { body, cookie })
    expect(refused.status).toBe(401)
    expect(await refused.json()).toMatchObject({ kind: "sign-in", title: expect.stringContaining("vẫn còn trên máy") })
    const sent = await two.ask("POST", `${at}/submit`, { body, cookie: await signedIn("hai", two) })
    expect(await sent.json()).toMatchObject({ outcome: "recorded", report: { revision: 1 } })
  })

  it("a head reaches her line by her office, and the day after she left it no more", async () => {
    const cookie = await signedIn("hai")
    const see = async (unit: string) =>
      (await two.ask("GET", `/api/reports/mau/thang/2024-09/${unit}`, { cookie })).status
    expect([await see("ap-2"), await see("ap-1")]).toEqual([200, 403])
    const chair = await signedIn("ba")
    expect((await one.ask("GET", "/api/reports/mau/thang/2024-09/ap-2", { cookie: chair })).status).toBe(200)
    clock.now = Date.UTC(2024, 9, 20, 16, 59)
    expect(await see("ap-2")).toBe(200)
    clock.now = Date.UTC(2024, 9, 21, 3)
    expect(await see("ap-2")).toBe(403)
    clock.now = start + day
  })

  it("who is erased is signed out, and her name is free again", async () => {
    const cookie = await signedIn("hai")
    expect(await two.app.people.erase(["p-2"])).toMatchObject({ ok: true })
    expect((await one.ask("GET", "/api/me", { cookie })).status).toBe(401)
    expect(await one.app.accounts.byName("hai")).toBeNull()
  })
})
