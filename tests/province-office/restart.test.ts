/** Stopping and killing the office: nothing that was acknowledged is lost, and what stands in the way is said clearly. */

import { once } from "node:events"
import { writeFileSync } from "node:fs"
import { createServer } from "node:net"
import { dirname, join } from "node:path"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { account, folder, port, type Running, start } from "./running.ts"

const october = "hau-giang/bao-cao-thang/2024-10"
const data = folder()

describe("an office that is stopped", () => {
  let on = 0
  let office: Running
  beforeAll(async () => {
    on = await port()
    office = await start(data, { on })
    assert.notStrictEqual(office.url, "", office.said())
  }, 240_000)
  afterAll(async () => {
    await office?.end("SIGKILL")
  })

  const values = { TC04: "255", TC05: "2", TC06: "0", TT04: "1", TT10: "3" }
  const submit = async (who: string, unit: string, more: object = {}) => {
    const sees = await account(office, who)
    return sees.post(`/api/reports/${october}/${unit}/submit`, { values: { ...values, ...more } })
  }
  const revisions = async (unit: string): Promise<ReadonlyArray<number>> =>
    (await (await account(office, "xa")).get(`/api/reports/${october}/${unit}`)).revisions.map(
      (one: { cells: { TC04: { value: number } } }) => one.cells.TC04.value
    )

  it("says who uses the folder or the port, and leaves both alone", async () => {
    const other = folder()
    writeFileSync(join(dirname(other), "ghi-chu.txt"), "của người khác")
    const [same, taken, foreign] = await Promise.all([start(data), start(folder(), { on }), start(dirname(other))])
    assert.deepStrictEqual(
      [same, taken, foreign].map(({ process }) => process.exitCode),
      [3, 3, 3]
    )
    assert.match(same.said(), /đang được một văn phòng khác dùng/u)
    assert.match(taken.said(), new RegExp(`Cổng ${on} đang có chương trình khác dùng.*PORT=${on + 10}`, "u"))
    assert.match(foreign.said(), /có tệp khác, không phải của văn phòng mẫu/u)
    assert.strictEqual((await fetch(`${office.url}/api/health`)).status, 200)
  })

  it("takes from Zalo and from its own pages no more than they send", async () => {
    const large = "x".repeat(1_100_000)
    const zalo = await fetch(`${office.url}/zalo`, { method: "POST", body: large })
    assert.strictEqual(zalo.status, 413)
    const province = await account(office, "tinh")
    assert.strictEqual((await province.post("/office/outbox", { key: large, as: "again" })).status, 413)
    assert.strictEqual((await province.post("/office/outbox", { key: 1 })).status, 422)
  })

  it("SIGKILL loses nothing that was acknowledged; clock, password and accounts go on", async () => {
    const told = Promise.all([submit("hoa", "hg-c148"), submit("lien", "hg-c149", { TC04: "227" })])
    assert.deepStrictEqual(
      (await told).map(({ status }) => status),
      [200, 200]
    )
    const about = async () => (await fetch(`${office.url}/office/about`)).json()
    const { now, phones } = await about()
    const { password } = office
    await office.end("SIGKILL")
    // Somebody takes the port of the phones meanwhile: they find another one.
    const beside = createServer().listen(Number(new URL(phones).port), "127.0.0.1")
    await once(beside, "listening")
    office = await start(data, { on })
    beside.close()
    const after = await about()
    assert.strictEqual(office.password, password)
    assert.isAtLeast(Date.parse(after.now), Date.parse(now))
    assert.notStrictEqual(after.phones, phones)
    assert.strictEqual((await fetch(after.phones)).status, 200)
    assert.deepStrictEqual([await revisions("hg-c148"), await revisions("hg-c149")], [[255], [227]])
    // Told again by somebody who never saw the answer, the same figures are the same report.
    assert.strictEqual((await (await submit("hoa", "hg-c148")).json()).outcome, "no-op")
    assert.deepStrictEqual(await revisions("hg-c148"), [255])
  })

  it("Ctrl+C lets requests in hand finish and ends open streams; the office says that it is closed", async () => {
    const sees = await account(office, "hoa")
    const stream = fetch(`${office.url}/api/changes`)
    await stream
    const inHand = Array.from({ length: 8 }, async (_, n) => {
      const body = { values: { ...values, TC04: String(300 + n) } }
      const answer = await sees.post(`/api/reports/${october}/hg-c148/submit`, body).catch(() => null)
      // A line that no longer finds the server: then nothing was recorded either.
      return { value: 300 + n, outcome: answer === null ? null : ((await answer.json()).outcome as string) }
    })
    // One has been answered, the others are on their way or in hand.
    await Promise.race(inHand)
    assert.strictEqual(await office.end("SIGINT"), 0)
    assert.match(office.said(), /Đã đóng\./u)
    const answers = await Promise.all(inHand)
    office = await start(data, { on })
    const kept = await revisions("hg-c148")
    const recorded = answers.filter(({ outcome }) => outcome === "recorded").map(({ value }) => value)
    assert.isNotEmpty(recorded)
    assert.sameMembers([...kept], [255, ...recorded])
  })
})
