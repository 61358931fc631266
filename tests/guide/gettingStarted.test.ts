import { afterAll, describe, expect, it } from "vitest"
import * as Browse from "../officer/browser.ts"
import { follow, same } from "./follow.ts"

describe("bat-dau.md", () => {
  const walk = follow("docs/guides/bat-dau.md")
  afterAll(() => walk.end())

  it.skipIf(Browse.executablePath === undefined)(
    "the page takes 3, 900 and 40, objects to 1000, and is received",
    async () => {
      const browser = await Browse.launch()
      const page = await (
        await browser.newContext({ viewport: { width: 360, height: 740 }, locale: "vi-VN" })
      ).newPage()
      const noise: Array<string> = []
      page.on("pageerror", (error) => noise.push(error.message))
      await page.goto(`http://127.0.0.1:${walk.port()}/`)
      await page.locator("[name=NHOM]").fill("3")
      await page.locator("[name=HOI_VIEN]").fill("900")
      await page.locator("[name=HO_NGHEO]").fill("1000")
      await page.locator("[data-field=HO_NGHEO]").getByText("Hội viên trong các nhóm").first().waitFor()
      await page.locator("[name=HO_NGHEO]").fill("40")
      await page.getByRole("button", { name: "Đọc lại để gửi" }).click()
      await page.getByRole("button", { name: "Gửi", exact: true }).click()
      await page.getByRole("status").filter({ hasText: "Nơi nhận đã nhận báo cáo" }).waitFor()
      await browser.close()
      expect(noise).toEqual([])
    }
  )
})

describe("getting-started.md", () => {
  same("docs/guides/bat-dau.md", "docs/guides/getting-started.md")
})
