/** The example from end to end: three branch heads answer in chat, and one of them by hand in a real browser. */
import { existsSync, mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type Browser, chromium } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import * as Office from "../../examples/zalo-report/office.ts"
import { play, september } from "../../examples/zalo-report/play.ts"

const province = new URL("../../examples/hau-giang/", import.meta.url).pathname
const branches = ["hg-c001", "hg-c002", "hg-c003"]

const opened = async (which: ReadonlyArray<string>) => {
  const out = mkdtempSync(join(tmpdir(), "zalo-report-"))
  const begins = "2024-10-14T08:00"
  const office = await Office.open({ province, out, branches: which, period: "2024-10", begins, language: "vi" })
  await office.takeIn(september(province, which), "2024-09")
  await office.invite()
  return office
}

describe("reports by chat, against the simulated Zalo", () => {
  it("come in as three people write them, and hold what was read back", async () => {
    const office = await opened(branches)
    await play(office)
    const reports = await Promise.all(branches.map((unit) => office.reportOf(unit)))
    expect(reports.map(({ status, revisions }) => [status, revisions[0]?.via, revisions[0]?.reviewed])).toEqual([
      ["submitted", "chat", false],
      ["submitted", "chat", false],
      ["submitted", "chat", false]
    ])
    const figures = reports.map(({ revisions }) => revisions[0]?.cells)
    const value = (of: number) => ({ state: "value", value: of })
    expect(figures[0]).toMatchObject({ TC04: value(265), TC05: value(4), TC06: value(4), TT10: value(5) })
    expect(figures[0]?.PA05).toEqual({ state: "value", value: "Chị em mong có lớp học nghề may" })
    expect(figures[1]).toMatchObject({ TC04: value(149), TC05: value(3), TC06: { state: "zero" }, TT04: value(1) })
    expect(figures[2]).toMatchObject({
      TC04: value(314),
      TC05: value(4),
      TC06: value(0),
      TT04: value(1),
      TT05: value(1)
    })
    expect(office.kept.map(({ text }) => text).toSorted()).toEqual(["Chúc chị vui", "HV 314"])
    await office.close()
  })

  it("survive webhooks that come twice, late, forged and in a strange order", async () => {
    const office = await opened(branches.slice(0, 1))
    const [{ person } = { person: "" }] = office.heads
    const faults = ["duplicate", "forge", "reorder", "truncate", "unknown-field", "no-prefix", "late", "unknown-event"]
    for (const kind of faults as ReadonlyArray<"duplicate">) {
      office.zalo.control.fault({ at: "webhook", kind })
      await office.tell(person, { text: "như tháng trước" })
    }
    await office.wait(180)
    for (const text of ["sửa 1: 265", "sửa 2: 4", "sửa 3: 3", "sửa 5: 1", "sửa 7: 5"])
      await office.tell(person, { text })
    await office.tell(person, { text: "gửi" })
    await office.tell(person, { text: "gửi" })
    const { revisions } = await office.reportOf("hg-c001")
    expect(revisions.map(({ cells }) => cells.TC04)).toEqual([{ state: "value", value: 265 }])
    const why = (await office.refused()).map((one) => one.why)
    expect(why).toContain("forged")
    expect(why.length).toBeGreaterThanOrEqual(2)
    await office.close()
  })
})

const executablePath = ["/usr/bin/chromium", "/usr/bin/google-chrome", "/usr/bin/chromium-browser"].find((path) =>
  existsSync(path)
)
if (executablePath === undefined) {
  console.warn(
    "\n*** No Chromium on this machine: answering on the phones' page is NOT tried in a browser (Debian: apt-get install chromium). ***\n"
  )
}

describe.skipIf(executablePath === undefined)("a branch head on the phones' page, in a browser", () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: executablePath!,
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    })
  })
  afterAll(() => browser?.close())

  it("reads the questions, answers them by typing, and is told that her report arrived", async () => {
    const office = await opened(["hg-c001"])
    const { person } = office.heads[0]!
    const page = await browser.newPage({ viewport: { width: 400, height: 900 } })
    await page.goto(`${office.zalo.url}?person=${person}`)
    await page.locator(`#phone-${person} summary`).first().click()
    const log = page.locator(`#phone-${person} [role=log]`).first()
    const write = async (text: string, answer: RegExp) => {
      await page.locator(`#phone-${person} textarea`).fill(text)
      await page.locator(`#phone-${person} .compose button`).first().click()
      await log.locator("li.theirs").last().filter({ hasText: answer }).waitFor({ timeout: 20_000 })
    }
    await log.getByText("Câu 1 trên 8: Tổng số hội viên?").waitFor()
    await write("266", /Câu 2 trên 8/u)
    await write("như tháng trước", /Câu 3 trên 8/u)
    await write("2", /Câu 4 trên 8/u)
    await write("xong", /Chưa gửi được/u)
    await write("1", /Câu 7/u)
    await write("0", /đọc lại giúp/u)
    if (process.env.LIENHOI_PICTURES !== undefined) {
      await page.locator(`#phone-${person}`).screenshot({ path: join(process.env.LIENHOI_PICTURES, "dien-thoai.png") })
    }
    await write("gửi", /Đã nhận báo cáo của chị Nga/u)
    const { status, revisions } = await office.reportOf("hg-c001")
    expect([status, revisions[0]?.cells.TC04]).toEqual(["submitted", { state: "value", value: 266 }])
    await page.close()
    await office.close()
  })
})
