import { type ChildProcess, spawn } from "node:child_process"
import * as Database from "@lienhoi/sql/Database"
import * as SqlCredentialStore from "@lienhoi/sql/SqlCredentialStore"
import * as Store from "@lienhoi/sql/Store"
import * as Account from "@lienhoi/zalo/Account"
import * as Pace from "@lienhoi/zalo/Pace"
import * as Transport from "@lienhoi/zalo/Transport"
import type { Running } from "@lienhoi/zalo-simulator/Simulator"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { type Server, sharedServer } from "../../packages/sql/test/server.ts"
import { grant, settingsOf, start } from "./local.ts"

let server: Server
let zalo: Running
beforeAll(async () => {
  server = await sharedServer()
  zalo = await start("machine")
})
afterAll(async () => {
  await zalo?.stop()
  await server?.stop()
})

/** A store of its own in which the account is connected. */
const connected = async (): Promise<string> => {
  const url = await server.create()
  const adopt = Effect.flatMap(Account.make(settingsOf(zalo)), ({ tokens }) => tokens.adopt(grant(zalo)))
  await Effect.runPromise(
    adopt.pipe(
      Effect.provide(
        Layer.mergeAll(
          Transport.layerFetch(),
          Pace.layerMemory,
          SqlCredentialStore.layer.pipe(
            Layer.provide(Store.open(Database.parse(url), { association: "vwu", connections: 2 }))
          )
        )
      )
    )
  )
  return url
}

interface Renewer {
  readonly process: ChildProcess
  readonly lines: () => ReadonlyArray<string>
  readonly said: (count: number) => Promise<void>
  readonly ended: Promise<unknown>
}

const renewer = (store: string, name: string, mode: string): Renewer => {
  const file = new URL("process/renewer.ts", import.meta.url).pathname
  const args = ["--conditions=@lienhoi/source", file, store, "vwu", JSON.stringify(zalo.hosts), name, mode]
  const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"] })
  let out = ""
  child.stdout.on("data", (chunk: Buffer) => {
    out += chunk.toString()
  })
  const lines = () => out.split("\n").slice(0, -1)
  return {
    process: child,
    lines,
    ended: new Promise((resolve) => child.once("close", resolve)),
    said: async (count) => {
      while (lines().length < count && child.exitCode === null) await new Promise((go) => setTimeout(go, 10))
      assert.isAtLeast(lines().length, count, out)
    }
  }
}

/** The refresh tokens that left since a moment of the log, in order. */
const left = (since: number): ReadonlyArray<string> =>
  zalo.control
    .requests({ path: "access_token", since })
    .map(({ body }) => new URLSearchParams(body).get("refresh_token") ?? "")

const logged = (): number => zalo.control.requests().at(-1)?.n ?? 0

describe("law Token in real processes", () => {
  it("two processes that renew at once use each refresh token once", async () => {
    const store = await connected()
    const since = logged()
    const both = [renewer(store, "a", "race"), renewer(store, "b", "race")]
    for (const one of both) await one.said(1)
    for (const one of both) one.process.stdin?.write("go\n")
    for (const one of both) await one.ended
    const tokens = left(since)
    const heard = both.flatMap((one) => one.lines().slice(1))

    assert.strictEqual(heard.length, 20)
    assert.isAtLeast(tokens.length, 10)
    assert.strictEqual(new Set(tokens).size, tokens.length, "no refresh token left twice")
    assert.isTrue(
      heard.every((line) => !line.includes(" ")),
      heard.join("\n")
    )
  })

  it("killed before the request left: the other process renews with the same token, once", async () => {
    const store = await connected()
    const since = logged()
    const first = renewer(store, "a", "die-before")
    await first.said(1)
    first.process.stdin?.write("go\n")
    await first.said(2)
    first.process.kill("SIGKILL")
    await first.ended
    const heir = renewer(store, "b", "heir")
    await heir.said(1)
    heir.process.stdin?.write("go\n")
    await heir.ended

    assert.strictEqual(left(since).length, 1)
    assert.notInclude(heir.lines()[1], " ", "a new access token")
    assert.strictEqual(heir.lines()[2], "Success")
  })

  it("killed before the answer was read: sent exactly once more, then an administrator is asked for, and the old token carries on", async () => {
    const store = await connected()
    const since = logged()
    const first = renewer(store, "a", "die-after")
    await first.said(1)
    first.process.stdin?.write("go\n")
    await first.said(2)
    first.process.kill("SIGKILL")
    await first.ended
    const heir = renewer(store, "b", "heir")
    await heir.said(1)
    heir.process.stdin?.write("go\n")
    await heir.ended
    const late = renewer(store, "c", "heir")
    await late.said(1)
    late.process.stdin?.write("go\n")
    await late.ended
    const tokens = left(since)

    assert.strictEqual(tokens.length, 2)
    assert.strictEqual(tokens[0], tokens[1])
    assert.deepStrictEqual(heir.lines().slice(1), ["zalo oauth token: Reconnect", "Success"])
    assert.deepStrictEqual(late.lines().slice(1), ["zalo oauth token: Reconnect", "Success"])
  })
})
