/**
 * The pictures of the officer's guide, made anew from the page itself; run by hand where there is a Chromium:
 * `node --conditions=@lienhoi/source tests/guide/pictures.ts`. What stands in them is made up.
 */
import { mkdtempSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import type { Page } from "playwright-core"
import * as Browse from "../officer/browser.ts"
import * as Walk from "./walk.ts"

const out = join(dirname(Walk.guide), "mau-bao-cao")
const file = join(mkdtempSync(join(tmpdir(), "hinh-")), "mau.html")

/** From the top of one thing to the bottom of another. */
const picture = async (page: Page, name: string, from: string, to: string): Promise<void> => {
  await page.evaluate(() => window.scrollTo(0, 0))
  const [top, bottom] = [await page.locator(from).first().boundingBox(), await page.locator(to).last().boundingBox()]
  if (top === null || bottom === null) throw new Error(`${name}: nothing to be seen`)
  const path = join(out, `${name}.png`)
  const y = Math.max(0, top.y - 12)
  await page.screenshot({
    path,
    fullPage: true,
    clip: { x: 0, y, width: 800, height: bottom.y + bottom.height + 12 - y }
  })
  console.log(`${name}.png: ${statSync(path).size} bytes`)
}

if (Browse.lienhoi("template", "page", "--out", file).status !== 0) throw new Error("The page could not be made")
const browser = await Browse.launch()
const { page } = await Browse.open(browser, file, 800)
const { own } = await Walk.take(page)
await picture(page, "1-lay-mau", "#packs", "#packs")
const wrong = await Walk.type(own.bytes, Walk.step("dien").cells)
await Walk.give(page, wrong)
await picture(page, "2-cho-can-sua", "#problems", "#downloads")
await Walk.give(page, await Walk.type(wrong, Walk.step("sua").cells))
await Browse.fill(page, "chi_hoi", [
  ["TC04", "40"],
  ["can_tho__hoi_vien_cu_lao", "45"]
])
await page.evaluate(() => {
  const others = "#form-chi_hoi [data-field]:not([data-field=TC04], [data-field=can_tho__hoi_vien_cu_lao])"
  for (const one of document.querySelectorAll(others)) one.remove()
})
await picture(
  page,
  "3-bieu-mau",
  "#form-chi_hoi [data-field=TC04]",
  "#form-chi_hoi [data-field=can_tho__hoi_vien_cu_lao]"
)
await picture(page, "4-cap-tren", "#proof", "#sums-local")
await browser.close()
