import { spawn } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, describe, expect, it } from "vitest"

const root = new URL("../../", import.meta.url).pathname
const folder = mkdtempSync(join(tmpdir(), "zalo-"))
afterAll(() => rmSync(folder, { recursive: true }))

const simulate = (...args: ReadonlyArray<string>) => {
  const child = spawn(
    process.execPath,
    ["--conditions=@lienhoi/source", "packages/lienhoi/src/command/main.ts", "zalo", "simulate", ...args],
    { cwd: root }
  )
  const said = { out: "", err: "" }
  child.stdout.on("data", (chunk: Buffer) => {
    said.out += chunk.toString()
  })
  child.stderr.on("data", (chunk: Buffer) => {
    said.err += chunk.toString()
  })
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve))
  const url = async () => {
    while (!said.err.includes("Ctrl+C") && child.exitCode === null) await new Promise((go) => setTimeout(go, 20))
    return /http:\/\/127\.0\.0\.1:\d+\//.exec(said.err)?.[0] ?? ""
  }
  return { child, said, ended, url }
}
const control = async (url: string, name: string, input: unknown): Promise<unknown> =>
  (await fetch(`${url}control/${name}`, { method: "POST", body: JSON.stringify(input) })).json()

describe("lienhoi zalo simulate", () => {
  it("runs until it is told to stop, and goes on from its file", async () => {
    const file = join(folder, "zalo.json")
    const first = simulate("--port", "0", "--state", file)
    const url = await first.url()
    expect(first.said.err).toContain("openapi: http://127.0.0.1:")
    expect(await (await fetch(url)).text()).toContain("Điện thoại của mọi người")
    await control(url, "act", { do: "send", person: "lan", text: "Chào Hội" })
    first.child.kill("SIGINT")
    expect(await first.ended).toBe(0)
    expect(first.said.out).toContain(file)

    const second = simulate("--port", "0", "--state", file, "--json")
    const again = await second.url()
    expect(await control(again, "messages", { person: "lan" })).toMatchObject([{ text: "Chào Hội" }])
    second.child.kill("SIGTERM")
    expect(await second.ended).toBe(0)
    expect(JSON.parse(second.said.out)).toMatchObject({ state: file, hosts: { oauth: `${again}oauth.zaloapp.com` } })
  })

  it("says what is wrong with the port and the file", async () => {
    const ended = async (...args: ReadonlyArray<string>) => {
      const { ended, said } = simulate(...args)
      return [await ended, said.err]
    }
    expect(await ended("--port", "nhà")).toEqual([2, expect.stringContaining("--port là một số từ 0 đến 65535")])
    const other = createServer().listen(0, "127.0.0.1")
    await new Promise((ready) => other.once("listening", ready))
    const { port } = other.address() as AddressInfo
    expect(await ended("--port", String(port))).toEqual([
      1,
      expect.stringContaining(`Cổng ${port} đang có chương trình khác dùng`)
    ])
    other.close()
    const bad = join(folder, "bad.json")
    writeFileSync(bad, "không phải trạng thái")
    expect(await ended("--port", "0", "--state", bad)).toEqual([
      1,
      expect.stringContaining("Không đọc được trạng thái")
    ])
  })
})
