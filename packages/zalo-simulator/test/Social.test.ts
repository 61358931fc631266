import { createHmac } from "node:crypto"
import { describe, expect, it } from "vitest"
import { proof } from "../src/internal/ids.ts"
import { app, hour, open } from "./fixture.ts"

const proven = (token: string) => createHmac("sha256", app.secret).update(token).digest("hex")

describe("profiles and tokens of Mini Apps", () => {
  it("social.me: needs the proof of the documented vector's making; an expired token is 452", async () => {
    expect(proof("app-secret-for-tests", "access-token-for-tests")).toBe(
      "7196be12396e82d498574863aab45f32c0f0c84c6d6d4038d19a0d78120bdf44"
    )
    const { control, hosts, get } = await open()
    const { access_token } = control.grantPerson({ person: "lan" })
    const me = async (headers: Record<string, string>) =>
      (await get(`${hosts.graph}/v2.0/me?fields=id,name,picture`, headers)).json
    expect(await me({ access_token, appsecret_proof: proven(access_token) })).toMatchObject({
      error: 0,
      message: "Success",
      id: "3000000000000000003",
      name: "Nguyễn Thị Lan",
      is_sensitive: false
    })
    expect((await me({ access_token })).error).toBe(100)
    control.set({ "social.me": false })
    expect((await me({ access_token })).error).toBe(0)
    await control.clock({ advance: hour })
    expect((await me({ access_token })).error).toBe(452)
    expect((await me({ access_token: control.grant().access_token })).error, "an account's token is none").toBe(452)
  })

  it("mini.phone: good once, for two minutes, with the app's secret and the person's own token", async () => {
    const { control, hosts, get } = await open()
    const ask = async (code: string, person = "lan", secret_key = app.secret) =>
      (
        await get(`${hosts.graph}/v2.0/me/info`, {
          access_token: control.grantPerson({ person }).access_token,
          code,
          secret_key
        })
      ).json
    const phone = () => control.decode({ person: "lan" }).token
    const once = phone()
    expect((await ask(once)).data).toEqual({ number: "84987654321" })
    expect((await ask(once)).error).toBe(100)
    expect((await ask(phone(), "lan", "wrong")).error).toBe(100)
    expect((await ask(phone(), "hoa")).error).toBe(100)
    const late = phone()
    await control.clock({ advance: 120_000 })
    expect((await ask(late)).error).toBe(100)
    expect((await ask(control.decode({ person: "lan", what: "location" }).token)).data).toMatchObject({
      provider: "gps"
    })
  })
})
