import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { steps } from "@lienhoi/sql/Migration"
import { openApp } from "lienhoi"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { run as runOn, type Server, sharedServer } from "../../packages/sql/test/server.ts"
import { config, lienhoi } from "./hamlet.ts"

const open = async (store: string) => {
  const opened = await openApp(config(store), { now: () => "2024-10-16T01:00:00.000Z" })
  if (!opened.ok) throw new Error(opened.issues.map(({ message }) => message).join("\n"))
  return opened.value
}

describe("lienhoi store", () => {
  let server: Server
  let folder: string
  beforeAll(async () => {
    server = await sharedServer()
    folder = mkdtempSync(join(tmpdir(), "lienhoi-store-"))
  })
  afterAll(async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  for (const [name, place] of [
    ["a folder", async () => join(folder, "data")],
    ["a server", () => server.create()]
  ] as const)
    it(`makes ${name}, says what is in it while an app runs, and an app that starts again finds everything`, async () => {
      const store = await place()
      const none = await lienhoi("store", "status", store)
      const made = await lienhoi("store", "init", store, "--json")
      const first = await open(store)
      const done = await first.submit({ unit: "ap-1", period: "2024-10", values: { TC04: "38.506" } })
      const beside = await lienhoi("store", "status", store, "--json")
      await first.close()
      const second = await open(store)
      const report = await second.report({ unit: "ap-1", period: "2024-10" })
      const history = await second.history({ unit: "ap-1", period: "2024-10" })
      await second.close()
      const after = await lienhoi("store", "status", store)

      expect([none.status, made.status, beside.status, after.status]).toEqual([1, 0, 0, 0])
      expect(none.stderr).toContain("lienhoi store init")
      expect(JSON.parse(made.stdout)).toMatchObject({ step: steps.length, known: steps.length })
      expect(done.ok && done.value.outcome).toBe("recorded")
      expect(JSON.parse(beside.stdout)).toMatchObject({
        step: steps.length,
        associations: [{ association: "vwu", streams: 1, events: 1, outbox: {} }]
      })
      expect(report.ok && report.value.revisions[0]?.cells.TC04).toEqual({ state: "value", value: 38506 })
      expect(history.ok && history.value.length).toBe(1)
      expect(after.stdout).toContain("  vwu: 1 báo cáo, 1 sự kiện; tin: chưa có")
      expect([none, made, beside, after].map(({ stdout, stderr }) => `${stdout}${stderr}`).join("")).not.toContain(
        "postgres@"
      )
    })

  it("a second app on the same folder is told at once who has it", async () => {
    const store = join(folder, "hai")
    const first = await open(store)
    const second = await openApp(config(store))
    await first.close()

    expect(second.ok ? [] : second.issues.map(({ code, path }) => [code, path])).toEqual([["store.in-use", ["store"]]])
    expect(second.ok ? "" : second.issues[0]!.message).toContain(String(process.pid))
  })

  it("leaves what is not ours alone: exit 1; what is not there: exit 3", async () => {
    const other = await server.create()
    await runOn(other, "CREATE TABLE khach_hang (n int)")
    const strange = join(folder, "PG_VERSION")
    writeFileSync(strange, "15")
    const [database, files, gone, memory] = await Promise.all([
      lienhoi("store", "init", other),
      lienhoi("store", "init", folder, "--json"),
      lienhoi("store", "status", "postgres://hoi:mat-khau@127.0.0.1:1/hoi", "--lang", "en"),
      lienhoi("store", "init", "memory")
    ])

    expect([database.status, files.status, gone.status, memory.status]).toEqual([1, 1, 3, 1])
    expect(database.stderr).toContain("public.khach_hang")
    expect(JSON.parse(files.stdout).issues[0].code).toBe("store.other-folder")
    expect(gone.stderr).toContain("The store 127.0.0.1:1/hoi cannot be opened")
    expect(gone.stderr).not.toContain("mat-khau")
    expect(existsSync(join(folder, "owner.json"))).toBe(false)
    expect(readdirSync(folder)).not.toContain("database")
  })
})
