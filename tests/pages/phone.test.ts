import { existsSync, mkdtempSync, readdirSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type Browser, chromium } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { run } from "../../examples/hau-giang/month.ts"

const executablePath = ["/usr/bin/chromium", "/usr/bin/google-chrome", "/usr/bin/chromium-browser"].find((path) =>
  existsSync(path)
)
if (executablePath === undefined) {
  console.warn(
    "\n*** No Chromium on this machine: the pages are NOT looked at in a browser (Debian: apt-get install chromium). ***\n"
  )
}

describe.skipIf(executablePath === undefined)("every page, in a browser 360 px wide", () => {
  const out = mkdtempSync(join(tmpdir(), "trang-"))
  let browser: Browser
  let pages: ReadonlyArray<string>
  beforeAll(async () => {
    const root = new URL("../../examples/hau-giang/", import.meta.url).pathname
    await run({ root, out, language: "vi", progress: () => {} })
    const messages = readdirSync(join(out, "tin-nhan")).filter((file) => file.endsWith(".html"))
    pages = [
      ...readdirSync(out).filter((file) => file.endsWith(".html")),
      ...readdirSync(join(out, "dien-thoai")).map((file) => `dien-thoai/${file}`),
      `tin-nhan/${messages[0]}`,
      `tin-nhan/${messages.find((file) => file.startsWith("digest"))}`
    ]
    browser = await chromium.launch({
      executablePath: executablePath!,
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    })
  })
  afterAll(() => browser?.close())

  const look = async <A>(file: string, question: () => A): Promise<A> => {
    const page = await browser.newPage({ viewport: { width: 360, height: 740 } })
    const asked: Array<string> = []
    page.on("request", (request) => asked.push(request.url()))
    await page.goto(`file://${join(out, file)}`)
    const answer = await page.evaluate(question)
    await page.close()
    expect(asked).toHaveLength(1)
    return answer
  }

  it("has no text under 16 px, does not scroll sideways, and asks for nothing but itself", async () => {
    for (const file of pages) {
      const seen = await look(file, () => ({
        smallest: Math.min(
          ...[...document.querySelectorAll("body *")].map((e) => Number.parseFloat(getComputedStyle(e).fontSize))
        ),
        width: document.documentElement.scrollWidth
      }))
      expect([file, seen]).toEqual([file, { smallest: 16, width: 360 }])
    }
  })

  it("prints the board of a province, unit by unit, on a dozen sheets or so", async () => {
    const page = await browser.newPage()
    await page.goto(`file://${join(out, "bang-theo-doi.html")}`)
    const pdf = (await page.pdf({ format: "A4" })).toString("latin1")
    await page.emulateMedia({ media: "print" })
    const last = await page.locator("details li").last().boundingBox()
    await page.close()
    expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBeLessThanOrEqual(14)
    expect(last?.height).toBeGreaterThan(0)
  })

  it("has buttons and boxes a thumb can hit, and a label for each box", async () => {
    for (const file of pages.filter((page) => page.startsWith("dien-thoai/"))) {
      const { low, unlabelled } = await look(file, () => ({
        low: [...document.querySelectorAll("a, input")].filter((e) => e.getBoundingClientRect().height < 44).length,
        unlabelled: [...document.querySelectorAll("input")].filter((e) => e.labels?.length !== 1).length
      }))
      expect([file, low, unlabelled]).toEqual([file, 0, 0])
    }
  })

  it("leads from the invitation to the approval, screen by screen", async () => {
    const page = await browser.newPage({ viewport: { width: 360, height: 740 } })
    await page.goto(`file://${join(out, "dien-thoai/01-moi.html")}`)
    const chips = [await page.locator(".chip").innerText()]
    while ((await page.locator("a[rel=next]").count()) > 0) {
      await page.locator("a[rel=next]").click()
      chips.push(await page.locator(".chip").innerText())
    }
    await page.close()
    expect(chips.filter((chip, i) => chip !== chips[i - 1])).toEqual([
      "Chưa nộp",
      "Đã gửi",
      "Bị trả lại",
      "Đã gửi",
      "Đã duyệt"
    ])
  })
})
