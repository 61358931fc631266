import { spawn } from "node:child_process"
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { openApp } from "lienhoi"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type Server, sharedServer } from "../../packages/sql/test/server.ts"

const root = new URL("../../", import.meta.url).pathname

const start = (...args: ReadonlyArray<string>) => startWith([], ...args)

const startWith = (node: ReadonlyArray<string>, ...args: ReadonlyArray<string>) => {
  const child = spawn(
    process.execPath,
    ["--conditions=@lienhoi/source", ...node, "packages/lienhoi/src/command/main.ts", ...args],
    { cwd: root }
  )
  let stdout = ""
  let stderr = ""
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk.toString()
  })
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString()
  })
  const ended = new Promise<{ readonly status: number | null; readonly stdout: string; readonly stderr: string }>(
    (resolve) => {
      child.once("close", (status) => resolve({ status, stdout, stderr }))
    }
  )
  const says = async (text: string) => {
    while (!stderr.includes(text) && child.exitCode === null) await new Promise((go) => setTimeout(go, 20))
  }
  return { child, ended, says }
}

/** Runs the command beside this process, as a person would. */
const lienhoi = (...args: ReadonlyArray<string>) => start(...args).ended

const template = `
template: mau/thang
title: Báo cáo tháng
period: month
due: { chi_hoi: { day: 1, month_offset: 1 } }
sections:
  hoi_vien:
    title: Hội viên
    fields:
      - { key: TC04, label: Tổng số hội viên, unit: người, type: count, asked_of: [chi_hoi], combine: { units: sum, periods: last } }`

/** Synthetic people; reminders at any hour, every day late, so that the test does not depend on its day. */
const config = (store: string, folder: string) => ({
  association: "vwu",
  since: "2024-01-01",
  units: {
    text: "id,code,name,level,parent\nhuyen,,Huyện Châu Thành,huyen,\nxa,,Xã Đông Phú,co_so,huyen\nap-1,,Ấp 1,chi_hoi,xa\nap-2,,Ấp 2,chi_hoi,xa\n"
  },
  people: {
    text: "person,name,address,unit,title,zalo\np-1,Nguyễn Thị Một,chị,ap-1,Chi hội trưởng,z-1\np-2,Nguyễn Thị Hai,chị,ap-2,Chi hội trưởng,z-2\np-3,Nguyễn Thị Ba,chị,xa,Chủ tịch,z-3\n"
  },
  templates: [{ text: template }],
  channels: { preview: { folder: join(folder, "preview"), standsFor: "zalo" } },
  reminders: {
    quietHours: null,
    workingDaysOnly: false,
    catchUp: "latest-only",
    steps: Array.from({ length: 28 }, (_, n) => ({
      id: `tre-${n + 1}`,
      at: { daysAfter: n + 1 },
      time: "00:01",
      to: "responsible",
      audience: "person",
      form: "message",
      move: "later",
      figures: false,
      lineages: null
    }))
  },
  store
})

describe("lienhoi worker and lienhoi remind", () => {
  let server: Server
  const folder = mkdtempSync(join(tmpdir(), "lienhoi-worker-"))
  beforeAll(async () => {
    server = await sharedServer()
  })
  afterAll(async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it("plans without writing, plans once, sends once by two workers, stops when asked, and tells why", async () => {
    const file = join(folder, "lienhoi.config.json")
    const store = await server.create()
    const given = config(store, folder)
    writeFileSync(file, JSON.stringify(given))
    // The first run begins now: let the last one be two days ago.
    const before = await openApp(given as Parameters<typeof openApp>[0], {
      root: folder,
      now: () => new Date(Date.now() - 2 * 86_400_000).toISOString()
    })
    if (!before.ok) throw new Error(JSON.stringify(before.issues))
    await before.value.plan()
    await before.value.close()

    const plan = await lienhoi("remind", "plan", "--json", "--config", file)
    const foresight = JSON.parse(plan.stdout)
    expect(foresight.planned.length).toBeGreaterThan(0)
    const human = await lienhoi("remind", "plan", "--config", file)
    expect(human.stdout).toMatch(/^Sẽ nhắc \d+:\n {2}Nguyễn Thị (Một|Hai) — Ấp/)

    const [first, second] = [
      await lienhoi("remind", "run", "--json", "--config", file),
      await lienhoi("remind", "run", "--json", "--config", file)
    ]
    const { added } = JSON.parse(first.stdout)
    expect(added.toSorted()).toEqual(foresight.planned.map((one: { key: string }) => one.key).toSorted())
    expect(JSON.parse(second.stdout).added).toEqual([])

    const waiting = await lienhoi("remind", "why", added[0], "--config", file)
    expect(waiting.stdout).toMatch(
      /^Nhắc chị Nguyễn Thị .* về báo cáo mau\/thang.*\nBáo cáo này chưa nộp\.\nĐang chờ, gửi từ /
    )

    const workers = ["w-1", "w-2"].map((name) => start("worker", "--config", file, "--name", name, "--every", "1"))
    const outbox = async () =>
      JSON.parse((await lienhoi("remind", "why", added.at(-1), "--json", "--config", file)).stdout)
    let story = await outbox()
    for (let n = 0; n < 20 && story.posted.state.at === "queued"; n++) story = await outbox()
    await Promise.all(workers.map(({ says }) => says("Đang làm việc")))
    for (const { child } of workers) child.kill("SIGTERM")
    const ended = await Promise.all(workers.map((one) => one.ended))

    expect(ended.map(({ status, stderr }) => [status, stderr.includes("Đang dừng")])).toEqual([
      [0, true],
      [0, true]
    ])
    expect([story.posted.state.at, story.posted.attempts.length]).toEqual(["accepted", 1])
    const sent = readdirSync(join(folder, "preview"), { recursive: true }).filter((name) =>
      String(name).endsWith(".html")
    )
    expect(sent.length).toBeGreaterThanOrEqual(added.length)

    const unknown = await lienhoi("remind", "why", "khong-co", "--config", file)
    expect([unknown.status, unknown.stderr]).toEqual([
      1,
      expect.stringContaining("Không có tin nào mang khóa khong-co")
    ])
    const nowhere = await lienhoi("worker", "--config", join(folder, "none.ts"))
    expect([nowhere.status, nowhere.stderr]).toEqual([1, expect.stringContaining("Không có tệp cấu hình")])
  })

  it("a machine whose clock is an hour off hands nothing over and says so", async () => {
    const file = join(folder, "clock.config.json")
    writeFileSync(file, JSON.stringify(config(await server.create(), folder)))
    const ahead = "data:text/javascript,const now=Date.now;Date.now=()=>now()+3600000"
    const wrong = await startWith(["--import", ahead], "worker", "--once", "--json", "--config", file).ended
    expect([wrong.status, JSON.parse(wrong.stdout)]).toEqual([0, { planned: 0, settled: 0, delivered: {} }])
    expect(wrong.stderr).toMatch(/Đồng hồ máy này lệch 3(599|600|601) giây so với kho/)
  })

  it("what a backup held back is listed, marked, released by a person", async () => {
    const file = join(folder, "backup.config.json")
    const back = join(folder, "backed.config.json")
    const [store, other] = [await server.create(), await server.create()]
    writeFileSync(file, JSON.stringify(config(store, folder)))
    writeFileSync(back, JSON.stringify(config(other, folder)))
    const before = await openApp(config(store, folder) as Parameters<typeof openApp>[0], {
      root: folder,
      now: () => new Date(Date.now() - 2 * 86_400_000).toISOString()
    })
    if (!before.ok) throw new Error(JSON.stringify(before.issues))
    await before.value.plan()
    await before.value.close()
    await lienhoi("remind", "run", "--config", file)

    const copy = join(folder, "backup.jsonl")
    expect((await lienhoi("store", "export", store, copy)).status).toBe(0)
    const read = await lienhoi("store", "import", copy, other)
    expect(read.stdout).toMatch(/[1-9]\d* tin chờ gửi trong bản sao lưu được giữ lại/)
    const human = await lienhoi("outbox", "unsettled", "--config", back)
    expect(human.stdout).toMatch(/^Giữ lại từ bản sao lưu: \d+\n/)
    expect(human.stdout).toContain("không biết sau khi sao lưu đã gửi chưa")

    const app = await openApp(config(other, folder) as Parameters<typeof openApp>[0], { root: folder, visit: true })
    if (!app.ok) throw new Error(JSON.stringify(app.issues))
    const held = await app.value.unsettled()
    await app.value.work({ once: true })
    expect((await app.value.unsettled()).map(({ state }) => state.at)).toEqual(held.map(() => "unknown"))
    const { key } = held[0]!.row
    expect(await app.value.retry(key, "p-3")).toBe(false)

    const marked = await lienhoi("outbox", "mark", key, "--not-arrived", "--by", "p-3", "--config", back)
    expect([marked.status, marked.stdout]).toEqual([0, expect.stringContaining("chưa tới, không gửi lại")])
    expect(await app.value.settle(key, { arrived: true, by: "p-3" })).toBe(false)
    const released = await lienhoi("outbox", "release", "--by", "p-3", "--json", "--config", back)
    expect(JSON.parse(released.stdout).released).toHaveLength(held.length - 1)
    expect(await app.value.unsettled()).toEqual([])
    expect((await app.value.search("dong phu"))[0]!.id).toBe("xa")
    await app.value.close()
  }, 240_000)
})
