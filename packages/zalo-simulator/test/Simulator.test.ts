import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Simulator } from "@lienhoi/zalo-simulator"
import { describe, expect, it, onTestFinished } from "vitest"
import { account, lan, listen, open, read } from "./fixture.ts"

describe("the simulator", () => {
  it("goes on from its file after a restart: tokens, windows, groups, time, webhooks on their way", async () => {
    const folder = mkdtempSync(join(tmpdir(), "zalo-"))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const file = join(folder, "state.json")
    const first = await open({ file })
    const dead = await listen(() => 500)
    first.control.webhook({ url: dead.url })
    first.control.act({ do: "send", person: "lan", text: "Chào Hội" })
    const group = await first.group()
    await first.control.settled()
    await first.zalo.stop()
    expect(readFileSync(file, "utf8")).toContain("Chào Hội")

    const second = await Simulator.start({ file })
    onTestFinished(second.stop)
    const { access_token } = second.control.grant()
    const answer = await fetch(`${second.hosts.openapi}/v3.0/oa/message/cs`, {
      method: "POST",
      headers: { access_token },
      body: JSON.stringify({ recipient: { user_id: lan }, message: { text: "Vâng" } })
    })
    expect((await read(answer)).json.error).toBe(0)
    expect(second.control.groups()[0]!.id).toBe(group)
    expect(await second.control.clock()).toEqual({ now: "2026-10-20T02:00:00.000Z" })
    await second.control.clock({ advance: 30_000 })
    expect(dead.caught.filter(({ headers }) => headers.num_retry === "1").length).toBeGreaterThan(0)
  })

  it("does not start on a file that is no state", async () => {
    const folder = mkdtempSync(join(tmpdir(), "zalo-"))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    writeFileSync(join(folder, "a"), "{}")
    await expect(Simulator.start({ file: join(folder, "a") })).rejects.toThrow(SyntaxError)
  })

  it("draws the same ids from the same seed and others from another", async () => {
    const ids = async (seed: string, look = false) => {
      const { control, cs, zalo } = await open({ seed })
      control.person({ key: "cuc", name: "Phạm Thị Cúc" })
      if (look) await fetch(zalo.url)
      control.act({ do: "send", person: "lan", text: "a" })
      const { message_id } = (await cs(lan, "b")).json.data as { readonly message_id: string }
      return [message_id, control.ids({ person: "cuc" }).uid]
    }
    const [a, b, c] = [await ids("1"), await ids("1", true), await ids("2")]
    expect(b, "whether somebody looked at the page or not").toEqual(a)
    expect(a[0]).not.toBe(c[0])
    expect(a[1]).not.toBe(c[1])
    expect(a[0]).toMatch(/^[0-9a-f]{20}$/)
    expect(BigInt(a[1]!) > 2n ** 53n).toBe(true)
  })

  it("takes a clock of one's own, and then refuses to move it", async () => {
    let now = Date.parse("2026-11-01T00:00:00Z")
    const { control } = await open({ clock: { now: () => now } })
    control.person({ key: "lan", receivesAfter: 5000 })
    const { caught, url } = await listen()
    control.webhook({ url })
    control.act({ do: "send", person: "lan", text: "a" })
    await control.settled()
    now += 60_000
    expect(await control.clock()).toEqual({ now: "2026-11-01T00:01:00.000Z" })
    expect(caught[0]!.json.timestamp).toBe(String(Date.parse("2026-11-01T00:00:00Z")))
    await expect(control.clock({ advance: 1 })).rejects.toThrow(RangeError)
    await expect(Simulator.start({ clock: "yesterday" })).rejects.toThrow(RangeError)
  })

  it("runs by the machine's clock, delivering by itself", async () => {
    const { control, cs } = await open({ clock: "machine" })
    control.person({ key: "lan", receivesAfter: 20 })
    control.act({ do: "send", person: "lan", text: "a" })
    await cs(lan, "b")
    await expect.poll(() => control.messages({ person: "lan" }).at(-1)!.receivedAt).not.toBeNull()
    await control.clock({ at: "2026-10-20T02:00:00.000Z" })
    expect((await control.clock()).now).toBe("2026-10-20T02:00:00.000Z")
    expect((await control.clock({ run: true })).now).not.toBe("2026-10-20T02:00:00.000Z")
  })

  it("is controlled over HTTP as in the process; only its own pages may from a browser", async () => {
    const { zalo } = await open()
    const control = async (name: string, input?: unknown, headers: Record<string, string> = {}) =>
      read(
        await fetch(`${zalo.url}control/${name}`, {
          method: "POST",
          headers,
          ...(input === undefined ? {} : { body: JSON.stringify(input) })
        })
      )
    expect((await control("grant")).json).toMatchObject({ expires_in: "90000" })
    expect((await control("act", { do: "send", person: "lan", text: "Chào" })).json).toHaveProperty("message")
    expect((await control("messages", { person: "lan" })).json).toMatchObject([{ text: "Chào" }])
    expect((await control("clock", { advance: 1000 })).json).toEqual({ now: "2026-10-20T02:00:01.000Z" })
    expect(await control("act", { do: "send", person: "nobody", text: "a" })).toMatchObject({
      status: 400,
      json: { error: "No person nobody" }
    })
    expect((await control("magic")).status).toBe(404)
    expect((await control("grant", {}, { origin: "https://evil.example" })).status).toBe(403)
    expect((await read(await fetch(`${zalo.url}nothing`))).status).toBe(404)
  })

  it("keeps a log of what was asked and answered", async () => {
    const { control, cs } = await open()
    await cs(lan, "Chào")
    const [one] = control.requests({ path: "/message/cs" })
    expect(one).toMatchObject({
      method: "POST",
      host: "openapi.zalo.me",
      path: "/v3.0/oa/message/cs",
      status: 200,
      effect: true
    })
    expect(JSON.parse(one!.body)).toMatchObject({ message: { text: "Chào" } })
    expect(control.requests({ since: one!.n })).toEqual([])
  })

  it("refuses bodies beyond 16 MB and unknown rules", async () => {
    const { hosts, post, control } = await open()
    expect((await post(`${hosts.openapi}/v3.0/oa/message/cs`, "x".repeat(17 * 1024 * 1024))).status).toBe(413)
    expect(() => control.set(JSON.parse('{"no.rule":1}'))).toThrow(/No rule/)
    expect(() => control.set({ "webhook.signature": false })).toThrow(/no switch/)
    expect(() => control.act({ do: "follow", person: "lan", account: "1" })).toThrow(RangeError)
    expect(control.rules().find(({ id }) => id === "cs.window-days")).toMatchObject({ mark: "H", value: 7, now: 7 })
  })

  it("people, accounts and apps come and change while it runs", async () => {
    const { control, cs } = await open()
    control.person({ key: "cuc", name: "Phạm Thị Cúc", phone: "84987654399", follows: [account.id] })
    const { uid } = control.ids({ person: "cuc" })
    expect(BigInt(uid) > 2n ** 53n).toBe(true)
    control.act({ do: "send", person: "cuc", text: "Chào" })
    expect((await cs(uid, "Chào chị Cúc")).json.error).toBe(0)
    control.contact({ person: "cuc", lastInteraction: "2026-10-01T00:00:00.000Z" })
    expect((await cs(uid, "Chào chị Cúc")).json.error).toBe(-230)
    expect(() => control.contact({ person: "cuc", lastInteraction: "hôm qua" })).toThrow(RangeError)
  })
})
