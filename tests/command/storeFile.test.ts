import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { openApp } from "lienhoi"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { run as runOn, type Server, sharedServer } from "../../packages/sql/test/server.ts"
import { config, lienhoi } from "./hamlet.ts"

const store = (...args: ReadonlyArray<string>) => lienhoi("store", ...args)

describe("lienhoi store export, import, verify", () => {
  let server: Server
  let folder: string
  const file = (name: string) => join(folder, name)
  beforeAll(async () => {
    server = await sharedServer()
    folder = mkdtempSync(join(tmpdir(), "lienhoi-store-file-"))
  })
  afterAll(async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it("a store moves from a folder to a server and back, with its seal; a copy that is cut off changes nothing", async () => {
    const opened = await openApp(config(file("data")), { now: () => "2024-10-16T01:00:00.000Z" })
    if (!opened.ok) throw new Error(opened.issues.map(({ message }) => message).join("\n"))
    const empty = await store("init", file("trong")).then(() => store("verify", file("trong")))
    const done = await opened.value.submit({ unit: "ap-1", period: "2024-10", values: { TC04: "38.506" } })
    const beside = await store("verify", file("data"), "--keep", file("dau.json"))
    await opened.value.close()
    // An export that was killed leaves its beginning behind.
    writeFileSync(file("kho.jsonl.part"), "{")
    const out = await store("export", file("data"), file("kho.jsonl"), "--json")
    const twice = await store("export", file("data"), file("kho.jsonl"))
    const text = readFileSync(file("kho.jsonl"), "utf8")
    writeFileSync(file("cut.jsonl"), text.slice(0, -50))
    const url = await server.create()
    const [cut, none] = [
      await store("import", file("cut.jsonl"), file("moi")),
      await store("import", file("khong-co.jsonl"), url)
    ]
    const moved = await store("import", file("kho.jsonl"), url)
    const full = await store("import", file("kho.jsonl"), url)
    const there = await store("verify", url, "--head", file("dau.json"), "--json")
    const back = await store("export", url, file("lai.jsonl"))
    const home = await store("import", file("lai.jsonl"), file("moi"))
    const third = await store("export", file("moi"), file("ba.jsonl"))

    expect(done.ok).toBe(true)
    expect([beside, out, moved, there, back, home, third].map(({ status, stderr }) => [status, stderr])).toEqual(
      Array.from({ length: 7 }, () => [0, ""])
    )
    expect([twice, cut, none, full].map(({ status }) => status)).toEqual([1, 1, 1, 1])
    expect(cut.stderr).toContain("Tệp bị cụt")
    expect(full.stderr).toContain("nhập vào một kho trống")
    expect(JSON.parse(out.stdout)).toMatchObject({ association: "vwu", rows: { event: 1, seal: 1 } })
    expect(JSON.parse(there.stdout).associations).toMatchObject([{ association: "vwu", events: 1, sealedTo: 1 }])
    expect(readFileSync(file("lai.jsonl"), "utf8")).toBe(text)
    expect(readFileSync(file("ba.jsonl"), "utf8")).toBe(text)
    expect(existsSync(file("kho.jsonl.part"))).toBe(false)
    expect([empty.status, empty.stdout.trim()]).toEqual([0, `Kho ${file("trong")} chưa có gì để xem.`])
    expect(beside.stdout).toContain("đã niêm phong đến sự kiện 1")
    expect(statSync(file("moi")).mode & 0o777).toBe(process.platform === "win32" ? 0o666 : 0o700)
    expect(statSync(file("kho.jsonl")).mode & 0o777).toBe(process.platform === "win32" ? 0o666 : 0o600)

    await runOn(url, "UPDATE lienhoi.event SET body = replace(body::text, '38506', '38507')::json")
    const changed = await store("verify", url, "--json")
    expect(changed.status).toBe(1)
    expect(JSON.parse(changed.stdout).issues.map(({ code }: { code: string }) => code)).toContain("store.event-changed")
    await runOn(url, "DELETE FROM lienhoi.seal")
    const lost = await store("verify", url, "--head", file("dau.json"), "--lang", "en")
    expect(lost.stderr).toContain("The end of the store is lost")
  }, 400_000)
})
