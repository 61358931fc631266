/** `lienhoi account`, beside an office that is open. */
import { spawn } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Password from "@lienhoi/http/Password"
import * as SignIn from "@lienhoi/http/SignIn"
import { type App, openApp } from "lienhoi"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { commands } from "../../packages/lienhoi/src/command/commands.ts"
import { run } from "../../packages/lienhoi/src/command/Line.ts"

const root = new URL("../../", import.meta.url).pathname

/** Synthetic. */
const config = {
  association: "vwu",
  since: "2024-01-01",
  units: { text: "id,code,name,level,parent\nxa,,Xã Mẫu,co_so,\nap-1,,Ấp 1,chi_hoi,xa\n" },
  people: {
    text: "person,name,address,unit,title,zalo\np-1,Nguyễn Thị Một,chị,ap-1,Chi hội trưởng,\np-3,Nguyễn Thị Ba,chị,xa,Chủ tịch,z-3\n"
  },
  templates: [],
  channels: { byHand: {}, preview: { folder: "preview", standsFor: "zalo" } },
  store: "data"
}

describe("lienhoi account", () => {
  const folder = mkdtempSync(join(tmpdir(), "lienhoi-account-"))
  const file = join(folder, "lienhoi.config.json")
  let app: App

  const account = async (...args: ReadonlyArray<string>) => {
    let stdout = ""
    let stderr = ""
    const status = await run(commands, ["account", ...args, "--config", file], {
      out: (text) => {
        stdout += text
      },
      err: (text) => {
        stderr += text
      }
    })
    return { status, stdout, stderr, json: () => JSON.parse(stdout) }
  }
  /** In a process of its own, with a pipe. */
  const piped = (input: string, ...args: ReadonlyArray<string>) =>
    new Promise<{ readonly status: number | null; readonly said: string }>((resolve) => {
      const child = spawn(
        process.execPath,
        ["--conditions=@lienhoi/source", "packages/lienhoi/src/command/main.ts", "account", ...args, "--config", file],
        { cwd: root }
      )
      let said = ""
      for (const stream of [child.stdout, child.stderr])
        stream.on("data", (chunk: Buffer) => {
          said += chunk.toString()
        })
      child.once("close", (status) => resolve({ status, said }))
      child.stdin.end(input)
    })

  beforeAll(async () => {
    writeFileSync(file, JSON.stringify(config))
    const opened = await openApp(config, { root: folder })
    if (!opened.ok) throw new Error(opened.issues[0]?.message)
    app = opened.value
  }, 60_000)
  afterAll(async () => {
    await app?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it("makes an account whose password comes through a pipe and stands nowhere", async () => {
    const made = await piped("sen nở mùa hạ\n", "add", "Ba", "--person", "p-3", "--offices", "--password-stdin")
    expect(made).toMatchObject({ status: 0, said: expect.stringContaining("Đã lập tài khoản Ba cho p-3.") })
    expect(made.said).not.toContain("sen nở")
    const kept = (await app.accounts.byName("ba"))!
    expect(await Password.verify("sen nở mùa hạ", kept.hash ?? "")).toBe(true)
    const grants = await app.grants(kept.id)
    expect(grants.ok ? grants.value.map(({ unit, role }) => [unit, role]) : []).toEqual([
      ["xa", "figures"],
      ["xa", "persons"]
    ])
    const listed = await account("list", "--json")
    expect(listed.json()).toMatchObject([{ name: "Ba", person: "p-3", hasPassword: true, offices: true }])
    expect(listed.stdout).not.toContain("$")
  })

  it("says everything that is wrong, and changes nothing then", async () => {
    expect(await account("add", "mot")).toMatchObject({ status: 2 })
    expect(await account("add", "mot", "--person", "p-1", "--role", "persons")).toMatchObject({ status: 2 })
    expect(await account("add", "mot", "--person", "p-1", "--password", "x")).toMatchObject({ status: 2 })
    expect(await account("password", "ba")).toMatchObject({ status: 2 })
    const bad = await account("add", "BA", "--person", "p-9", "--json")
    expect(bad.status).toBe(1)
    expect(bad.json()).toMatchObject({ issues: [{ code: "account.person" }] })
    expect(await account("add", "mot", "--person", "p-1", "--unit", "khong-co")).toMatchObject({ status: 1 })
    expect(await account("disable", "khong-co")).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("khong-co")
    })
    expect(await account("link", "ba", "--page", "dang-nhap")).toMatchObject({ status: 2 })
    expect(await app.accounts.list()).toHaveLength(1)
  })

  it("an account on a unit, a link to sign in, and what was done with it", async () => {
    const added = await account("add", "mot", "--person", "p-1", "--unit", "ap-1", "--json")
    expect(added.json()).toMatchObject({
      hasPassword: false,
      grants: [{ unit: "ap-1", role: "figures", route: "own", lineage: "*", until: null }]
    })
    const page = "https://hoi.example/dang-nhap"
    const { link } = (await account("link", "mot", "--page", page, "--json")).json() as { link: string }
    expect(link).toMatch(/^https:\/\/hoi\.example\/dang-nhap#[\w-]{43}$/u)
    const signIn = SignIn.make({
      accounts: app.accounts,
      tokens: app.tokens,
      audit: app.audit.record,
      deliver: async () => {},
      now: Date.now
    })
    const redeem = () =>
      signIn.handle(
        new Request("https://hoi.example/session/redeem", {
          method: "POST",
          headers: { origin: "https://hoi.example" },
          body: JSON.stringify({ token: link.split("#")[1] })
        })
      )
    expect((await redeem())?.status).toBe(204)
    expect((await redeem())?.status).toBe(401)
    expect(await account("link", "mot", "--page", page, "--send")).toMatchObject({ status: 1 })
    expect((await account("link", "ba", "--page", page, "--send")).stdout).toContain("qua zalo")
    const disabled = await account("disable", "mot")
    expect(disabled.stdout).toContain("Đã khóa tài khoản mot")
    expect((await account("list")).stdout).toMatch(/mot · Nguyễn Thị Một · chỉ bằng đường dẫn, đã khóa từ \d{4}/u)
    expect(await account("link", "mot", "--page", page)).toMatchObject({ status: 1 })
    expect(await account("enable", "mot")).toMatchObject({ status: 0 })
    const log = (await account("log", "mot")).stdout
    for (const what of ["lập tài khoản", "đăng nhập", "khóa tài khoản", "mở lại tài khoản"]) expect(log).toContain(what)
    expect((await account("log", "--json")).json().at(0)).toMatchObject({ what: "account-enabled", place: null })
  })

  it("a new password ends the sessions; an empty pipe is no password", async () => {
    const { id } = (await app.accounts.byName("ba"))!
    const token = {
      kind: "session",
      account: id,
      via: "password",
      begun: 0,
      since: 0,
      until: 1e13,
      replaces: null
    } as const
    await app.tokens.put("t-1", token)
    expect(await piped("lúa chín vàng", "password", "ba", "--password-stdin")).toMatchObject({ status: 0 })
    expect(await app.tokens.get("t-1")).toBeNull()
    expect(await piped("", "password", "ba", "--password-stdin")).toMatchObject({ status: 2 })
  })
})
