import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { join } from "node:path"
import AxeBuilder from "@axe-core/playwright"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { build } from "../../docs/src/build.ts"
import * as Built from "../../docs/src/built.ts"
import { serve } from "../../docs/src/serve.ts"
import * as Browse from "../officer/browser.ts"

const astro = (() => {
  try {
    return createRequire(new URL("../../docs/site.ts", import.meta.url)).resolve("astro/package.json")
  } catch {
    console.warn(
      "\n*** The workspace docs is not installed: the site is NOT built here (npm run docs builds it). ***\n"
    )
    return null
  }
})()

/** What is looked at: both front pages, a long table, code, a page in the other language, pictures. */
const looked = ["/", "/en/", "/tu-vung/", "/en/packages/lienhoi/", "/huong-dan/in-bao-cao/"]

describe.skipIf(astro === null)("the site", () => {
  const folder = mkdtempSync(join(tmpdir(), "trang-"))
  let failed: string | null = null
  beforeAll(() => {
    failed = build(folder)
  }, 240_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it("is built, with a front page in both languages and a picture that is there", () => {
    expect(failed).toBe(null)
    for (const [page, lang] of [
      ["index.html", "vi"],
      ["en/index.html", "en"]
    ] as const) {
      const html = readFileSync(join(folder, page), "utf8")
      expect(html).toContain(`<html lang="${lang}"`)
      const picture = /<img[^>]* src="\/(hinh\/[^"]+)"/u.exec(html)?.[1]
      expect([page, picture !== undefined && existsSync(join(folder, picture))]).toEqual([page, true])
    }
  })

  it("has no dead link on any page, in either language", () => {
    // The reference is made by `npm run docs`, which looks at its links too.
    const { anchors, files, links, problems } = Built.look(folder, ["/reference/"])
    console.log(`site: ${files} pages, ${links} links, ${anchors} to a place on a page`)
    expect(problems).toEqual([])
    expect(files).toBeGreaterThan(200)
    expect(anchors).toBeGreaterThan(500)
  })

  describe.skipIf(Browse.executablePath === undefined)("in a browser", () => {
    let browser: Browser
    let page: Page
    let server: Awaited<ReturnType<typeof serve>>
    const elsewhere: Array<string> = []
    beforeAll(async () => {
      server = await serve(folder, 0)
      browser = await Browse.launch()
      page = await (await browser.newContext({ viewport: { width: 360, height: 740 }, locale: "vi-VN" })).newPage()
      page.on("request", (request) => {
        if (!request.url().startsWith(server.address) && !request.url().startsWith("data:"))
          elsewhere.push(request.url())
      })
    }, 120_000)
    afterAll(async () => {
      await browser?.close()
      await server?.close()
    })

    it("fits 360 px and has nothing axe objects to", async () => {
      for (const path of looked) {
        await page.goto(new URL(path, server.address).href)
        const wide = await page.evaluate(() => document.documentElement.scrollWidth)
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect([
          path,
          wide,
          violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html).slice(0, 2)])
        ]).toEqual([path, 360, []])
      }
    })

    it("changes the language without losing the page", async () => {
      await page.setViewportSize({ width: 1280, height: 800 })
      await page.goto(new URL("/huong-dan/in-bao-cao/", server.address).href)
      await page.locator("starlight-lang-select select").first().selectOption({ label: "English" })
      await page.waitForURL("**/en/huong-dan/in-bao-cao/")
      expect(await page.locator("h1").textContent()).toContain("Printing a report")
    })

    it("finds a word in its own pages and asks nobody else", async () => {
      await page.goto(server.address)
      await page.locator("site-search button[data-open-modal]").click()
      await page.locator("#starlight__search input").fill("cù lao")
      const found = page.locator("#starlight__search .pagefind-ui__result-link")
      await found.first().waitFor()
      expect(await found.allTextContents()).toContain("3. Thêm chỉ tiêu của tỉnh trong Excel")
      expect(elsewhere).toEqual([])
    })
  })
})

describe("a built page", () => {
  it("would show every kind of dead link, and takes no code for one", () => {
    const folder = mkdtempSync(join(tmpdir(), "trang-"))
    const page = `<!doctype html><html><body id="dau"><a href="/b/">b</a><a href="#dau">x</a><a href="#khong">x</a>
      <a href='/a/'>a</a><a href="/b/#noi">x</a><a href="/b/#khong">x</a><img src="/c.png"><a href="htps:x">x</a>
      <button data-code="<a href='/ma/'>"></button><script>const x = '<a href="/ma/">'</script><a href="/sau/x">x</a></body></html>`
    writeFileSync(join(folder, "index.html"), page)
    mkdirSync(join(folder, "b"))
    writeFileSync(join(folder, "b/index.html"), '<h2 id="noi">x</h2>')
    const { problems } = Built.look(folder, ["/sau/"])
    rmSync(folder, { recursive: true })
    expect(problems).toEqual([
      "index.html: 1 pictures without a text in their place",
      "index.html: #khong has no such place on its page",
      "index.html: /a/ leads nowhere",
      "index.html: /b/#khong has no such place on its page",
      "index.html: /c.png leads nowhere",
      "index.html: htps:x is no address"
    ])
  })
})
