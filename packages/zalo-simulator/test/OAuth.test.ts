import { describe, expect, it } from "vitest"
import { account, app, day, hour, lan, open, read } from "./fixture.ts"

const redirect = "https://app.example.vn/zalo"
const verifier = "Aa0bB1cC2dD3eE4fF5gG6hH7iI8jJ9kK0lL1mM2nN3o"
const challenge = "OfMuyx2ea_akjaNYj140JVkDGCJI_p-JCwqjpRG6E3s"

const consent = async (
  hosts: { readonly oauth: string },
  params: Record<string, string>,
  path = "/v4/oa/permission"
) => {
  const query = new URLSearchParams({ app_id: app.id, redirect_uri: redirect, ...params })
  const response = await fetch(`${hosts.oauth}${path}?${query}`, { redirect: "manual" })
  return { page: await response.text(), location: response.headers.get("location") }
}

describe("OAuth", () => {
  it("oauth.consent: the administrator picks the account and lands back with code, oa_id and state", async () => {
    const { hosts, token } = await open()
    expect((await consent(hosts, {})).page).toContain("Hội LHPN xã Mẫu")
    const { location } = await consent(hosts, { state: "s1", chosen: account.id })
    const back = new URL(location!)
    expect(back.origin + back.pathname).toBe(redirect)
    expect(back.searchParams.get("oa_id")).toBe(account.id)
    expect(back.searchParams.get("state")).toBe("s1")
    const { json } = await token({ grant_type: "authorization_code", code: back.searchParams.get("code")! })
    expect(json).toMatchObject({ expires_in: "90000" })
  })

  it("oauth.redirect: an address not registered letter by letter is refused", async () => {
    const { hosts, control } = await open()
    const wrong = await consent(hosts, { redirect_uri: `${redirect}/`, chosen: account.id })
    expect(wrong.location).toContain("error_code=-14003")
    control.set({ "oauth.redirect": false })
    expect((await consent(hosts, { redirect_uri: `${redirect}/`, chosen: account.id })).location).toContain("code=")
  })

  it("oauth.app-active: an app that is not active is refused at the page and at the token call", async () => {
    const { hosts, control, token } = await open()
    control.app({ id: app.id, active: false })
    expect((await consent(hosts, {})).location).toContain("error_code=-14002")
    expect((await token({ grant_type: "refresh_token", refresh_token: "x" })).json.error).toBe(-14002)
    expect((await consent(hosts, { app_id: "999" })).location).toContain("error_code=-14002")
  })

  it("oauth.code-life: a code is good once and for ten minutes", async () => {
    const { control, token } = await open()
    const { code } = control.consent()
    expect((await token({ grant_type: "authorization_code", code })).json.access_token).toBeTruthy()
    expect((await token({ grant_type: "authorization_code", code })).json.access_token).toBeUndefined()
    const late = control.consent().code
    await control.clock({ advance: 600_000 })
    expect((await token({ grant_type: "authorization_code", code: late })).json.access_token).toBeUndefined()
  })

  it("oauth.pkce: the verifier of the documented vector opens its challenge and another one does not", async () => {
    const { control, token } = await open()
    const ask = (code: string, more: Record<string, string>) =>
      token({ grant_type: "authorization_code", code, ...more })
    expect((await ask(control.consent({ challenge }).code, {})).json.access_token).toBeUndefined()
    expect(
      (await ask(control.consent({ challenge }).code, { code_verifier: `${verifier}x` })).json.access_token
    ).toBeUndefined()
    expect((await ask(control.consent({ challenge }).code, { code_verifier: verifier })).json.access_token).toBeTruthy()
  })

  it("oauth.secret: a wrong or missing secret is refused", async () => {
    const { control, token } = await open()
    const form = { grant_type: "authorization_code", code: control.consent().code }
    expect((await token(form, { secret_key: "x" })).json.access_token).toBeUndefined()
    expect((await token(form, {})).json.access_token).toBeUndefined()
    expect((await token(form)).json.access_token).toBeTruthy()
  })

  it("oauth.access-life: 25 hours, then -220", async () => {
    const { cs, control } = await open()
    control.act({ do: "send", person: "lan", text: "Chào" })
    await control.clock({ advance: 25 * hour - 1 })
    expect((await cs(lan, "Chào chị")).json.error).toBe(0)
    await control.clock({ advance: 1 })
    expect((await cs(lan, "Chào chị")).json.error).toBe(-220)
  })

  it("oauth.refresh-life: three months, then only consent helps", async () => {
    const { control, token } = await open()
    const refresh = () => token({ grant_type: "refresh_token", refresh_token })
    const { refresh_token } = control.grant()
    await control.clock({ advance: 90 * day })
    expect((await refresh()).json.access_token).toBeUndefined()
    const second = control.grant()
    await control.clock({ advance: 90 * day - 1 })
    const { json } = await token({ grant_type: "refresh_token", refresh_token: second.refresh_token })
    expect(json.access_token).toBeTruthy()
    await control.clock({ advance: 89 * day })
    const third = await token({ grant_type: "refresh_token", refresh_token: String(json.refresh_token) })
    expect(third.json.access_token, "the new one lives three months anew").toBeTruthy()
  })

  it("oauth.rotation: of twenty refreshes at once exactly one wins, and its pair works", async () => {
    const { control, token } = await open()
    const { refresh_token } = control.grant()
    const all = await Promise.all(
      Array.from({ length: 20 }, () => token({ grant_type: "refresh_token", refresh_token }))
    )
    const won = all.filter(({ json }) => json.access_token !== undefined)
    expect(won).toHaveLength(1)
    const next = await token({ grant_type: "refresh_token", refresh_token: String(won[0]!.json.refresh_token) })
    expect(next.json.access_token).toBeTruthy()
  })

  it("oauth.rotation: a refresh whose answer was lost rotated all the same", async () => {
    const { control, token } = await open()
    const { refresh_token } = control.grant()
    control.fault({ at: "/v4/oa/access_token", kind: "lose-answer" })
    await expect(token({ grant_type: "refresh_token", refresh_token })).rejects.toThrow()
    expect((await token({ grant_type: "refresh_token", refresh_token })).json.access_token).toBeUndefined()
    expect(control.requests({ path: "access_token" }).map(({ effect }) => effect)).toEqual([true, true])
  })

  it("oauth.refresh-revokes-access: the access token before lives on, unless the switch says otherwise", async () => {
    const { control, token, cs, as } = await open()
    control.act({ do: "send", person: "lan", text: "Chào" })
    const first = control.grant()
    as(first.access_token)
    const { json } = await token({ grant_type: "refresh_token", refresh_token: first.refresh_token })
    expect((await cs(lan, "Chào")).json.error).toBe(0)
    control.set({ "oauth.refresh-revokes-access": true })
    as(String(json.access_token))
    await token({ grant_type: "refresh_token", refresh_token: String(json.refresh_token) })
    expect((await cs(lan, "Chào")).json.error).toBe(-220)
  })

  it("oauth.error-status: refusals come with HTTP 200 and names, or with another status", async () => {
    const { token, control } = await open()
    const wrong = { grant_type: "refresh_token", refresh_token: "x" }
    const { status, json } = await token(wrong)
    expect(status).toBe(200)
    expect(Object.keys(json).sort()).toEqual(["error_description", "error_name", "error_reason", "ref_doc"])
    control.set({ "oauth.error-status": 400 })
    expect((await token(wrong)).status).toBe(400)
  })

  it("oauth.error-number: left out because nobody confirmed it, or the one that is set", async () => {
    const { token, control } = await open()
    const wrong = { grant_type: "refresh_token", refresh_token: "x" }
    expect((await token(wrong)).json).not.toHaveProperty("error")
    control.set({ "oauth.error-number": -14014 })
    expect((await token(wrong)).json.error).toBe(-14014)
  })

  it("oauth.revoked-code: after the account withdrew, calls, refreshes and webhooks end", async () => {
    const { control, token, cs, hear, as } = await open()
    const { url: _, names } = await hear()
    const pair = control.grant()
    as(pair.access_token)
    control.act({ do: "send", person: "lan", text: "một" })
    control.revoke()
    control.act({ do: "send", person: "lan", text: "hai" })
    await control.settled()
    expect(names()).toEqual(["user_send_text", "permission_revoked"])
    expect((await cs(lan, "Chào")).json.error).toBe(-220)
    control.set({ "oauth.revoked-code": -223 })
    expect((await cs(lan, "Chào")).json.error).toBe(-223)
    const { json } = await token({ grant_type: "refresh_token", refresh_token: pair.refresh_token })
    expect(json.access_token).toBeUndefined()
  })

  it("oauth.voided-by-change: a change of redirect addresses ends grants only where the switch is on", async () => {
    const { control, cs, as } = await open()
    control.act({ do: "send", person: "lan", text: "Chào" })
    control.app({ id: app.id, redirects: [redirect, `${redirect}2`] })
    expect((await cs(lan, "Chào")).json.error).toBe(0)
    control.set({ "oauth.voided-by-change": true })
    as(control.grant().access_token)
    control.app({ id: app.id, redirects: [redirect] })
    expect((await cs(lan, "Chào")).json.error).toBe(-220)
  })

  it("oauth.user-life: a person's token lives an hour, her refresh inherits what is left of thirty days", async () => {
    const { hosts, token, control } = await open()
    const { location } = await consent(
      hosts,
      { state: "s", chosen: "lan", code_challenge: challenge },
      "/v4/permission"
    )
    const back = new URL(location!)
    expect(back.searchParams.get("code_challenge")).toBe(challenge)
    const form = { grant_type: "authorization_code", code: back.searchParams.get("code")!, code_verifier: verifier }
    const first = await token(form, undefined, "/v4/access_token")
    expect(first.json).toMatchObject({ expires_in: "3600", refresh_token_expires_in: String(30 * 86_400) })
    await control.clock({ advance: 10 * day })
    const again = { grant_type: "refresh_token", refresh_token: String(first.json.refresh_token) }
    const second = await token(again, undefined, "/v4/access_token")
    expect(second.json.refresh_token_expires_in).toBe(String(20 * 86_400))
  })

  it("an app without secret check needs PKCE", async () => {
    const { hosts, control, token } = await open()
    control.app({ id: app.id, secretCheck: false })
    expect((await consent(hosts, { chosen: account.id })).location).toContain("error_code")
    const { location } = await consent(hosts, { chosen: account.id, code_challenge: challenge })
    const code = new URL(location!).searchParams.get("code")!
    expect(
      (await token({ grant_type: "authorization_code", code, code_verifier: verifier }, {})).json.access_token
    ).toBeTruthy()
  })

  it("unknown paths and grants are refused", async () => {
    const { hosts, token } = await open()
    expect((await read(await fetch(`${hosts.oauth}/v4/oa/nothing`))).status).toBe(404)
    expect((await token({ grant_type: "password" })).json.access_token).toBeUndefined()
  })
})
