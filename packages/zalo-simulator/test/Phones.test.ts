/** The page with everybody's phone, in a real browser; where there is none the tests say so and are passed over. */
import { existsSync } from "node:fs"
import { type Browser, chromium, type Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest"
import { hoa, lan, mai, open, png } from "./fixture.ts"

const executablePath = ["/usr/bin/chromium", "/usr/bin/google-chrome", "/usr/bin/chromium-browser"].find((path) =>
  existsSync(path)
)
if (executablePath === undefined) {
  console.warn(
    "\n*** No Chromium on this machine: the page of phones is NOT tried in a browser (Debian: apt-get install chromium). ***\n"
  )
}

/** Contrast of two colours written as `rgb(r, g, b)`. */
const contrast = (a: string, b: string): number => {
  const light = (colour: string) => {
    const [r = 0, g = 0, bl = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => {
      const c = Number(part) / 255
      return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * bl
  }
  const [x, y] = [light(a), light(b)]
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05)
}

describe.skipIf(executablePath === undefined)("the page of phones in Chromium", () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: executablePath!,
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    })
  })
  afterAll(() => browser?.close())

  const shown = async (width = 1200, query = "") => {
    const all = await open()
    const context = await browser.newContext({ viewport: { width, height: 900 }, locale: "vi-VN" })
    onTestFinished(() => context.close())
    const page = await context.newPage()
    const noise: Array<string> = []
    page.on("pageerror", (error) => noise.push(error.message))
    page.on("console", (message) => message.type() === "error" && noise.push(message.text()))
    const look = async () => {
      await page.goto(all.zalo.url + query)
      return page
    }
    return { ...all, page, noise, look }
  }
  const phone = (page: Page, key: string) => page.locator(`#phone-${key}`)
  const openChat = (page: Page, key: string, name: string) =>
    phone(page, key).locator("summary", { hasText: name }).click()

  it("a question arrives live, is answered with its button, and the account hears it", async () => {
    const { control, cs, page, look, noise } = await shown()
    control.act({ do: "send", person: "lan", text: "Chào Hội" })
    await look()
    await openChat(page, "lan", "Hội LHPN xã Mẫu")
    const payload = { buttons: [{ title: "Như tháng trước", type: "oa.query.show", payload: "như tháng trước" }] }
    await cs(lan, { text: "Hội viên mới?\nTháng trước: 4", attachment: { type: "template", payload } })
    const log = phone(page, "lan").getByRole("log", { name: "Hội LHPN xã Mẫu" })
    await expect.poll(() => log.innerText()).toContain("Tháng trước: 4")
    await expect
      .poll(() => control.messages({ person: "lan" }).find(({ from }) => from === null)!.seenAt, {
        message: "an open chat is seen"
      })
      .not.toBeNull()
    await log.getByRole("button", { name: "Như tháng trước" }).click()
    await expect.poll(() => control.messages({ person: "lan" }).at(-1)!.text).toBe("như tháng trước")
    await expect.poll(() => log.innerText()).toContain("như tháng trước")
    expect(noise).toEqual([])
  })

  it("what she types stays while others write, goes with Enter, and a closed chat counts what is new", async () => {
    const { control, cs, page, look } = await shown()
    control.act({ do: "send", person: "lan", text: "a" })
    control.act({ do: "send", person: "hoa", text: "a" })
    await look()
    await openChat(page, "lan", "Hội LHPN xã Mẫu")
    const box = phone(page, "lan").getByLabel("Nhắn cho Hội LHPN xã Mẫu")
    await box.fill("38.506")
    await cs(lan, "Chị còn đó không?")
    await cs(hoa, "Chào Hoa")
    await expect.poll(() => phone(page, "hoa").locator(".badge").first().innerText()).toBe("1 tin mới")
    await expect.poll(() => phone(page, "lan").getByRole("log").first().innerText()).toContain("còn đó")
    expect(await box.inputValue()).toBe("38.506")
    await box.press("Enter")
    await expect.poll(() => control.messages({ person: "lan" }).at(-1)!.text).toBe("38.506")
    await expect.poll(() => box.inputValue()).toBe("")
  })

  it("she is asked into a group, goes in, writes, and leaves; the others see it", async () => {
    const { control, oa, group, page, look } = await shown()
    const id = await group()
    await look()
    await oa("/v3.0/oa/group/invite", { group_id: id, member_user_ids: [mai] })
    await openChat(page, "mai", "Chi hội ấp 1")
    await phone(page, "mai").getByRole("button", { name: "Vào nhóm", exact: true }).click()
    await expect.poll(() => control.groups()[0]!.members).toContain("mai")
    await phone(page, "mai").getByLabel("Nhắn cho Chi hội ấp 1").fill("Em vào rồi")
    await phone(page, "mai").locator("details[open]").getByRole("button", { name: "Gửi", exact: true }).click()
    await openChat(page, "hoa", "Chi hội ấp 1")
    await expect.poll(() => phone(page, "hoa").locator("details[open] .log").innerText()).toContain("Em vào rồi")
    await phone(page, "mai").getByRole("button", { name: "Rời nhóm" }).click()
    await expect.poll(() => control.groups()[0]!.members).not.toContain("mai")
    await expect
      .poll(() => phone(page, "mai").locator("details[open]").innerText())
      .toContain("Chị chưa ở trong nhóm này")
  })

  it("she sends a photo that the account can fetch, follows and blocks", async () => {
    const { control, hear, page, look } = await shown(360, "?person=lan")
    const { caught } = await hear()
    await look()
    await openChat(page, "lan", "Hội LHPN xã Mẫu")
    await page
      .locator("details[open] input[type=file]")
      .setInputFiles({ name: "hop.png", mimeType: "image/png", buffer: Buffer.from(png(64)) })
    await expect.poll(() => caught.length).toBe(1)
    const [image] = (
      caught[0]!.json.message as { readonly attachments: ReadonlyArray<{ readonly payload: { readonly url: string } }> }
    ).attachments
    const fetched = await fetch(image!.payload.url)
    expect([fetched.headers.get("content-type"), (await fetched.arrayBuffer()).byteLength]).toEqual(["image/png", 64])
    await page.getByRole("button", { name: "Bỏ quan tâm" }).click()
    await expect.poll(() => caught.at(-1)!.json.event_name).toBe("unfollow")
    await page.getByRole("button", { name: "Chặn", exact: true }).click()
    await expect.poll(() => page.getByRole("button", { name: "Bỏ chặn" }).count()).toBe(1)
    expect(await page.getByLabel("Nhắn cho Hội LHPN xã Mẫu").count()).toBe(0)
    expect(control.messages({ person: "lan" })).toHaveLength(1)
  })

  it("fits a screen of 360 px, can be used with the keyboard, and reads well", async () => {
    const { control, page, look } = await shown(360)
    control.act({ do: "send", person: "lan", text: "x".repeat(300) })
    await look()
    await openChat(page, "lan", "Hội LHPN xã Mẫu")
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
    const sizes = await page
      .locator("button:visible, summary:visible, .pick:visible")
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height))
    expect(sizes.length).toBeGreaterThan(8)
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(44)
    const colours = await page
      .locator("p:visible, button:visible, .kind:visible, time:visible, h2:visible")
      .evaluateAll((all) =>
        all.map((one) => {
          let back: Element | null = one
          while (back !== null && /rgba\(0, 0, 0, 0\)|transparent/.test(getComputedStyle(back).backgroundColor))
            back = back.parentElement
          return [
            getComputedStyle(one).color,
            back === null ? "rgb(255,255,255)" : getComputedStyle(back).backgroundColor
          ] as const
        })
      )
    for (const [ink, paper] of colours) expect(contrast(ink, paper), `${ink} on ${paper}`).toBeGreaterThanOrEqual(4.5)
    const unnamed = await page
      .locator("input:not([type=hidden]):visible, textarea:visible")
      .evaluateAll((all) => all.filter((one) => ((one as HTMLInputElement).labels?.length ?? 0) === 0).length)
    expect(unnamed).toBe(0)
    await page.locator("#phone-hoa summary").first().focus()
    await page.keyboard.press("Enter")
    expect(await phone(page, "hoa").locator("details[open]").count()).toBe(1)
  })

  it("nothing a person writes becomes a script", async () => {
    const { control, page, look, noise } = await shown()
    control.person({ key: "xau", name: `<img src=x onerror="document.title='hacked'">`, phone: null, follows: [] })
    control.act({ do: "send", person: "lan", text: "<script>document.title='hacked'</script>" })
    await look()
    await openChat(page, "lan", "Hội LHPN xã Mẫu")
    expect(await phone(page, "lan").getByRole("log").first().innerText()).toContain("<script>")
    expect(await page.title()).toBe("Điện thoại của mọi người")
    expect(noise).toEqual([])
  })

  it("time goes on by a button, and the page says it in English too", async () => {
    const { control, page, look } = await shown(1200, "?lang=en")
    await look()
    expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe("Everybody's phone")
    await page.getByRole("button", { name: "1 hour later" }).click()
    await expect.poll(() => page.locator("#now").innerText()).toBe("Simulated time: 10:00 20/10/2026")
    expect((await control.clock()).now).toBe("2026-10-20T03:00:00.000Z")
  })
})
